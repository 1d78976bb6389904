//! Words in all texts: every one is found, whatever number of threads look for it, and who types on gets what was typed
//! last.

use crate::fixture::{annotator_id, article_id, statement_id};
use crate::workbench::Bench;
use ascribe::model::{
    Annotator, AnnotatorKind, Article, Edit, Kind, LayerHead, LayerId, Metadata, Original, Project,
    Settings, Stamp, Statement, apply,
};
use ascribe::session::job::HitPlace;
use ascribe::session::{Desk, Order};
use ascribe::store;
use ascribe::text::{Options, Span, segment};
use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

/// More than one thread takes at a time.
const N_ARTICLES: usize = 300;

fn text(number: usize) -> String {
    let sentence = format!("The PIER of day {number} stayed shut, the pier-master said. ");
    sentence.repeat(1 + number % 3) + "A quiet end."
}

/// Articles in which a word stands up to six times, every tenth of them with a note.
fn project() -> Project {
    let mut project = Project::new(Settings { title: "Piers".to_owned(), ..Settings::default() });
    let mut put = |edit| drop(apply(&mut project, edit).unwrap());
    let (by, name) = (annotator_id("ann"), "Ann".to_owned());
    let ann = Annotator { id: by.clone(), name, kind: AnnotatorKind::Human };
    put(Edit::Annotator(by.clone(), Some(ann)));
    for number in 0..N_ARTICLES {
        let (id, text) = (article_id(&format!("a-{number:03}")), text(number));
        let segments = segment(&text, "en", &Options::default());
        let metadata = Metadata { title: format!("Day {number}"), ..Metadata::default() };
        let original = Original::default();
        let article = Article::new(id.clone(), metadata, original, text.into(), segments).unwrap();
        put(Edit::Article(id.clone(), Some(Arc::new(article))));
        if number % 10 == 0 {
            let home = LayerId { article: id, annotator: by.clone() };
            put(Edit::Layer(home.clone(), Some(LayerHead::default())));
            let at = "2031-03-01T10:00:00Z".parse().unwrap();
            let created = Stamp { by: by.clone(), at };
            let id = statement_id(&format!("s-{number}"));
            let note = format!("The Pier again, and the pier once more, on day {number}.");
            let new = Statement::new(id.clone(), Kind::Claim, vec![Span::new(0, 8)], created);
            put(Edit::Statement(home, id, Some(Arc::new(Statement { note: note.into(), ..new }))));
        }
    }
    project
}

fn opened(root: &Path) -> Bench {
    let folder = root.join("piers");
    store::create(&folder, project().tables()).unwrap();
    let mut bench = Bench::new(root, "Ann");
    bench.open(&folder);
    bench.wait("all of it", Desk::is_open);
    bench
}

#[test]
fn words_are_found_in_all_texts_in_their_order_then_in_notes_and_all_are_counted() {
    let root = tempfile::tempdir().unwrap();
    let mut bench = opened(root.path());
    bench.order(Order::FindEverywhere("Pier".to_owned()));
    bench.wait("hits", |desk| desk.everywhere().words == "Pier");
    let places = (0..N_ARTICLES).flat_map(|number| {
        let text = text(number).to_lowercase();
        let starts: Vec<usize> = text.match_indices("pier").map(|(start, _)| start).collect();
        starts.into_iter().map(move |start| (format!("a-{number:03}"), Span::new(start, start + 4)))
    });
    let places: Vec<_> = places.collect();
    let found = bench.desk.everywhere();
    assert_eq!(found.hits.len() + found.more, places.len() + N_ARTICLES / 10);
    assert!(found.more > 0, "more than are shown");
    for (hit, (article, span)) in found.hits.iter().zip(&places) {
        assert_eq!(hit.article.as_str(), article);
        assert!(matches!(hit.place, HitPlace::Text(place) if place == *span), "{hit:?}");
    }
    bench.order(Order::FindEverywhere("the pier once more, on day 290".to_owned()));
    bench.wait("a note", |desk| desk.everywhere().hits.len() == 1);
    let hit = &bench.desk.everywhere().hits[0];
    assert!(matches!(&hit.place, HitPlace::Note(id) if id.as_str() == "s-290"), "{hit:?}");
}

#[test]
fn who_types_on_gets_what_was_typed_last_and_nothing_older_behind_it() {
    let root = tempfile::tempdir().unwrap();
    let mut bench = opened(root.path());
    let line = "the pier-master said";
    let mut typed = String::new();
    for letter in line.chars() {
        typed.push(letter);
        bench.order(Order::FindEverywhere(typed.clone()));
    }
    let seen = RefCell::new(Vec::new());
    bench.wait("the last", |desk| {
        seen.borrow_mut().push(desk.everywhere().words.clone());
        desk.everywhere().words == line
    });
    let n_hits = (0..N_ARTICLES).map(|number| text(number).matches(line).count()).sum::<usize>();
    assert_eq!(bench.desk.everywhere().hits.len() + bench.desk.everywhere().more, n_hits);
    // What is asked next comes behind everything that was asked before.
    bench.order(Order::ListBin);
    bench.order(Order::FindEverywhere("a quiet end".to_owned()));
    bench.wait("what comes next", |desk| {
        seen.borrow_mut().push(desk.everywhere().words.clone());
        desk.everywhere().words == "a quiet end"
    });
    let lengths: Vec<usize> = seen.borrow().iter().map(String::len).collect();
    let of_line = lengths.iter().position(|length| *length == line.len()).unwrap();
    assert!(lengths[..of_line].is_sorted(), "{lengths:?}");
    let behind = &seen.borrow()[of_line..];
    assert!(behind.iter().all(|words| words == line || words == "a quiet end"), "{behind:?}");
}

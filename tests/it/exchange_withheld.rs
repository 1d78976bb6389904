//! Sets that leave the texts behind: what goes out holds no text, says which text it is about, and comes onto the articles
//! again where somebody has them; nothing is put where it only looks alike.

use crate::carried::full;
use crate::exchange::set;
use crate::exchange_samples::{file, read};
use crate::exchange_taking::taken;
use crate::fixture::{article_id, project};
use ascribe::exchange::{
    Document, FORMATS, Fate, File, Format, Mapping, Mark, Packed, Place, Set, Texts,
};
use ascribe::export::{Extras, Selected, Selection};
use ascribe::model::{Article, Edit, Project, Settings, apply, sha256};
use ascribe::text::Unit;
use proptest::prelude::*;
use std::ops::ControlFlow;
use std::sync::Arc;

const LEFT: Extras = Extras { code_book: None, licence: None, leaves_texts: true };

fn withheld(name: &str, project: &Project) -> Packed {
    let selection = Selection::all(project);
    let selected = Selected::of(project, &selection).with(&LEFT);
    let format = Format::named(name).unwrap();
    let packed = format.pack_project(&selected, None, &mut |_| ControlFlow::Continue(()));
    packed.unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The articles of a project and the records that are named with them, without a layer.
fn articles_of(project: &Project) -> Project {
    let mut bare = Project::new(Settings::default());
    let sources = project.sources().values();
    let alone = |source: &ascribe::model::Source| {
        let source = ascribe::model::Source { part_of: None, ..source.clone() };
        Edit::Source(source.id.clone(), Some(source))
    };
    let mut edits: Vec<Edit> = sources.map(alone).collect();
    let articles = project.articles().iter();
    edits
        .extend(articles.map(|(id, article)| Edit::Article(id.clone(), Some(Arc::clone(article)))));
    apply(&mut bare, Edit::batch(edits)).unwrap();
    bare
}

fn bytes(files: &[File]) -> Vec<u8> {
    files.iter().flat_map(|file| file.bytes.clone()).collect()
}

/// The words of a text that no mark quotes, nor stands around one that is quoted.
fn unmarked(project: &Project) -> Vec<String> {
    let mut lines = Vec::new();
    for (id, article) in project.articles() {
        let text = article.text();
        let mut is_near = vec![false; text.len()];
        for layer in project.layers_of(id) {
            let marks = layer.marks();
            let spans = marks.statements().values().flat_map(|statement| {
                let cues = statement.chain.iter().flat_map(|level| level.cue.words.clone());
                let mentions = statement.chain.iter().flat_map(|level| level.mention.clone());
                statement.content.iter().copied().chain(cues).chain(mentions)
            });
            let remarks = marks.remarks().values().map(|remark| remark.span);
            let none = marks.no_statement().iter().copied();
            for span in spans.chain(remarks).chain(none) {
                let (start, end) = (span.start as usize, span.end as usize);
                let room = start.saturating_sub(200)..(end + 200).min(is_near.len());
                is_near[room].fill(true);
            }
        }
        let sentences = article.segments().iter().map(|segment| segment.span);
        let far = sentences.filter(|span| !is_near[span.range()].iter().any(|near| *near));
        lines.extend(far.map(|span| span.of(&text).to_owned()));
    }
    lines
}

#[test]
fn what_goes_out_without_texts_holds_their_hashes_and_none_of_their_other_words() {
    let long = format!(
        "{} Nobody marks this sentence of the article. {}",
        "Far away. ".repeat(40),
        "Later. ".repeat(60)
    );
    let mut before = project();
    let old = Arc::clone(&before.articles()[&article_id("quay")]);
    let text = format!("{}\n\n{long}", old.text());
    let segments = ascribe::text::segment(&text, "en", &ascribe::text::Options::default());
    let id = article_id("quay");
    let longer = Article::new(
        id.clone(),
        old.metadata().clone(),
        old.original().clone(),
        text.as_str().into(),
        segments,
    );
    let set = ascribe::exchange::set_of(&Selected::of(&before, &Selection::all(&before)));
    before = articles_of(&before);
    apply(&mut before, Edit::Article(id.clone(), None)).unwrap();
    apply(&mut before, Edit::Article(id, Some(Arc::new(longer.unwrap())))).unwrap();
    let (before, _) = taken(&before, &set, &Mapping::default());
    assert!(unmarked(&before).iter().any(|line| line.contains("Nobody marks this")));
    for format in FORMATS.iter().filter(|format| format.texts() != Texts::Always) {
        let packed = withheld(format.name, &before);
        let out = String::from_utf8_lossy(&bytes(&packed.files)).into_owned();
        for line in unmarked(&before) {
            assert!(!out.contains(&line), "{}: {line}", format.name);
        }
        if format.texts() == Texts::AsWanted {
            for article in before.articles().values() {
                assert!(out.contains(article.sha256()), "{}", format.name);
            }
            let lost = &packed.loss.0[0];
            assert_eq!((lost.sort, lost.count), ("texts", before.articles().len()));
        }
    }
}

#[test]
fn a_format_that_is_nothing_without_texts_refuses_and_names_those_that_can() {
    let before = project();
    let selection = Selection::all(&before);
    let selected = Selected::of(&before, &selection).with(&LEFT);
    for format in FORMATS.iter().filter(|format| format.texts() == Texts::Always) {
        let packed = format.pack_project(&selected, None, &mut |_| ControlFlow::Continue(()));
        let error = packed.unwrap_err().to_string();
        assert!(error.contains("cannot leave the texts behind; csv, xlsx, jsonl, w3c"), "{error}");
    }
}

#[test]
fn marks_without_their_texts_come_onto_the_articles_as_they_were() {
    let before = full();
    for name in ["jsonl", "w3c"] {
        let (set, settled) = read(name, &withheld(name, &before).files);
        assert!(settled.faults.is_empty(), "{name}: {:?}", settled.faults);
        assert!(set.documents.iter().all(|document| document.text.is_none()));
        let (after, incoming) = taken(&articles_of(&before), &set, &Mapping::default());
        let odd: Vec<_> =
            incoming.verdicts.iter().filter(|one| one.fate != Fate::TakenIn).collect();
        assert!(odd.is_empty(), "{name}: {odd:?}");
        assert_eq!(after.n_statements(), before.n_statements(), "{name}");
        for (id, layer) in before.layers() {
            let there = after.layers()[id].marks();
            for (name, statement) in layer.marks().statements() {
                assert_eq!(there.statements()[name].content, statement.content);
                assert_eq!(there.statements()[name].kind, statement.kind);
            }
        }
    }
}

#[test]
fn onto_an_article_that_was_changed_each_mark_is_the_same_moved_or_lost() {
    let text = "The mayor denied it on Monday, when she opened the new market hall of the town. \
                On Tuesday morning she added at noon: The quay is safe, she said to a crowd of reporters. \
                The quay is closed.";
    let newer = "The mayor denied it on Monday, when she opened the new market hall of the town. \
                 A sentence that nobody had read before stands here now. \
                 On Tuesday morning she added at noon: The quay is safe, she said to a crowd of reporters.";
    let article = |text: &str| {
        let segments = ascribe::text::segment(text, "en", &ascribe::text::Options::default());
        let metadata = ascribe::model::Metadata { title: "Quay".to_owned(), ..Default::default() };
        Article::new(article_id("quay"), metadata, Default::default(), text.into(), segments)
            .unwrap()
    };
    let mark = |number: usize, label: &str, words: &str| {
        let start = text.find(words).unwrap();
        format!("T{number}\t{label} {start} {}\t{words}\n", start + words.len())
    };
    let marks = [
        mark(1, "claim", "The quay is safe"),
        mark(2, "denial", "The mayor denied it"),
        mark(3, "claim", "The quay is closed"),
    ];
    let marks = marks.concat();
    let (set, _) = read("brat", &[file("quay.txt", text), file("quay.ann", &marks)]);
    let (before, _) = taken(&Project::new(Settings::default()), &set, &Mapping::default());
    assert_eq!(before.n_statements(), 3);
    for name in ["jsonl", "w3c"] {
        let (set, _) = read(name, &withheld(name, &before).files);
        let mut there = Project::new(Settings::default());
        apply(&mut there, Edit::Article(article_id("quay"), Some(Arc::new(article(newer)))))
            .unwrap();
        let (after, incoming) = taken(&there, &set, &Mapping::default());
        let fate = |words: &str| {
            let of = incoming.verdicts.iter().filter(|verdict| verdict.item.contains(words));
            of.map(|verdict| verdict.fate).next().unwrap_or(Fate::TakenIn)
        };
        assert_eq!(fate("closed"), Fate::Lost, "{name}: {:?}", incoming.verdicts);
        assert_eq!(fate("safe"), Fate::Moved, "{name}: {:?}", incoming.verdicts);
        assert_eq!(fate("denied"), Fate::TakenIn, "{name}: {:?}", incoming.verdicts);
        assert_eq!(after.n_statements(), 2, "{name}");
        let statements = after.layers().values().flat_map(|layer| {
            let marks = layer.marks();
            marks.statements().values().cloned().collect::<Vec<_>>()
        });
        let mut words: Vec<_> = statements.map(|one| one.content[0].of(newer)).collect();
        words.sort_unstable();
        assert_eq!(words, ["The mayor denied it", "The quay is safe"], "{name}");
    }
}

#[test]
fn a_line_whose_words_contradict_each_other_stays_out() {
    let whole = withheld("jsonl", &project()).files;
    let text = String::from_utf8(whole[0].bytes.clone()).unwrap();
    let broken =
        text.replacen("\"exact\":\"The quay is safe.\"", "\"exact\":\"The quay is sofa.\"", 1);
    assert_ne!(text, broken);
    let (_, settled) = read("jsonl", &[file("articles.jsonl", &broken)]);
    assert!(
        settled.faults.iter().any(|fault| fault.what.contains("does not fit")),
        "{:?}",
        settled.faults
    );
    let nameless = text.replacen(
        &format!("\"sha256\":\"{}\"", project().articles()[&article_id("quay")].sha256()),
        "\"sha256\":null",
        1,
    );
    assert_ne!(text, nameless);
    let (_, settled) = read("jsonl", &[file("articles.jsonl", &nameless)]);
    assert!(
        settled.faults.iter().any(|fault| fault.what.contains("SHA-256")),
        "{:?}",
        settled.faults
    );
    assert_eq!(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn a_text_without_a_word_and_a_mark_on_its_white_space_go_out_without_it() {
    for (text, place) in [("\u{feff}\r\n", 3..5), ("\u{feff}", 0..3), (" \u{200b}", 0..1)] {
        let mark = Mark {
            id: "m-1".to_owned(),
            label: "source".to_owned(),
            by: "ann".to_owned(),
            places: vec![Place { start: place.start, end: place.end }],
            ..Mark::default()
        };
        let document = Document {
            name: "blank".to_owned(),
            text: Some(text.to_owned()),
            marks: vec![mark],
            ..Document::default()
        };
        let set = Set { documents: vec![document], unit: Unit::Bytes, ..Set::default() };
        let (project, _) = taken(&Project::new(Settings::default()), &set, &Mapping::default());
        assert_eq!(project.articles().len(), 1, "{text:?}");
        let (back, _) = read("jsonl", &withheld("jsonl", &project).files);
        assert_eq!(back.documents.len(), 1, "{text:?}");
    }
}

#[test]
fn texts_as_long_as_each_other_go_out_without_their_words_and_stay_apart() {
    let document = |name: &str, text: &str| Document {
        name: name.to_owned(),
        text: Some(text.to_owned()),
        ..Document::default()
    };
    let documents =
        vec![document("one", "The pier is shut."), document("two", "The quay is safe.")];
    let set = Set { documents, unit: Unit::Bytes, ..Set::default() };
    let (project, _) = taken(&Project::new(Settings::default()), &set, &Mapping::default());
    assert_eq!(project.articles().len(), 2);
    let (back, _) = read("jsonl", &withheld("jsonl", &project).files);
    assert_eq!(back.documents.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn any_set_without_its_texts_comes_back_onto_the_articles_to_the_byte(set in set()) {
        let (before, _) = taken(&Project::new(Settings::default()), &set, &Mapping::default());
        for name in ["jsonl", "w3c"] {
            // What reads back as something else is an error here.
            let packed = withheld(name, &before);
            if before.articles().is_empty() || before.layers().is_empty() {
                continue;
            }
            let (set, _) = read(name, &packed.files);
            let (after, incoming) = taken(&articles_of(&before), &set, &Mapping::default());
            for (id, layer) in before.layers() {
                for (statement, wanted) in layer.marks().statements() {
                    let found = after.layers().get(id);
                    let found = found.and_then(|layer| layer.marks().statements().get(statement).cloned());
                    let found = found.map(|found| (found.kind, found.content.clone()));
                    let told = incoming.verdicts.iter().any(|verdict| verdict.fate >= Fate::Lost);
                    // A mark whose words could be at two places is told, and never put anywhere else.
                    prop_assert!(
                        found == Some((wanted.kind, wanted.content.clone())) || (found.is_none() && told),
                        "{}: {:?} became {:?}", name, wanted, found
                    );
                }
            }
        }
    }
}

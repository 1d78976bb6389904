//! The list of all statements that is searched while somebody types, and changes from one state of a project to another.

use ascribe::model::{
    Annotator, AnnotatorId, AnnotatorKind, Article, ArticleId, Edit, Kind, LayerHead, LayerId,
    Level, Metadata, Original, Project, Settings, Source, SourceId, SourceType, Stamp, Statement,
    StatementId, apply, changes,
};
use ascribe::session::catalogue::Catalogue;
use ascribe::text::{Role, Segment, Span};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// More statements than are looked at one by one, so that both ways of searching are gone.
const N_ARTICLES: usize = 30;
const PER_ARTICLE: usize = 160;
const WORDS: [&str; 9] =
    ["Harbour", "pier", "wall", "Wände", "договор", "合同", "ferry", "a.b", "PIERCED"];

fn me() -> AnnotatorId {
    AnnotatorId::new("ann").unwrap()
}

fn stamp() -> Stamp {
    Stamp { by: me(), at: "2031-03-01T10:00:00Z".parse().unwrap() }
}

fn source_id(number: usize) -> SourceId {
    SourceId::new(&format!("source-{number}")).unwrap()
}

fn home(article: usize) -> LayerId {
    let article = ArticleId::new(&format!("article-{article:02}")).unwrap();
    LayerId { article, annotator: me() }
}

fn statement_id(article: usize, number: usize) -> StatementId {
    StatementId::new(&format!("s-{article}-{number}")).unwrap()
}

/// Two words for each statement, which seem thrown together.
fn words(article: usize, number: usize) -> String {
    let throw = (article * 31 + number * 17) % 83;
    let rare = if (article + number).is_multiple_of(97) { " lighthouse" } else { "" };
    format!("{} {}{rare}", WORDS[throw % WORDS.len()], WORDS[(throw / 7) % WORDS.len()])
}

fn put_article(project: &mut Project, article: usize) {
    let (mut text, mut spans) = (format!("{article}: "), Vec::new());
    for number in 0..PER_ARTICLE {
        let begins = text.len();
        text.push_str(&words(article, number));
        spans.push(Span::new(begins, text.len()));
        text.push_str(". ");
    }
    let whole = Span::new(0, text.trim_end().len());
    let sentence = Segment { span: whole, role: Role::Sentence, sure: true, opens_paragraph: true };
    let LayerId { article: id, .. } = home(article);
    let metadata = Metadata { title: format!("Article {article}"), ..Metadata::default() };
    let record =
        Article::new(id.clone(), metadata, Original::default(), text.into(), vec![sentence]);
    apply(project, Edit::Article(id, Some(Arc::new(record.unwrap())))).unwrap();
    apply(project, Edit::Layer(home(article), Some(LayerHead::default()))).unwrap();
    let statements = spans.into_iter().enumerate().map(|(number, span)| {
        let id = statement_id(article, number);
        let chain = vec![Level::of(source_id((article + number) % 3))];
        let new =
            Statement { chain, ..Statement::new(id.clone(), Kind::Claim, vec![span], stamp()) };
        Edit::Statement(home(article), id, Some(Arc::new(new)))
    });
    apply(project, Edit::batch(statements.collect())).unwrap();
}

fn project() -> Project {
    let mut project = Project::new(Settings::default());
    let record = Annotator { id: me(), name: "Ann".to_owned(), kind: AnnotatorKind::Human };
    apply(&mut project, Edit::Annotator(me(), Some(record))).unwrap();
    for (number, name) in ["The Ministry", "Pier Watch", "Anon"].into_iter().enumerate() {
        let record = Source::named(source_id(number), name, SourceType::Person);
        apply(&mut project, Edit::Source(source_id(number), Some(record))).unwrap();
    }
    (0..N_ARTICLES).for_each(|article| put_article(&mut project, article));
    project
}

fn complete(project: &Project) -> Catalogue {
    let mut catalogue = Catalogue::default();
    assert!(catalogue.catch_up(project, usize::MAX));
    catalogue
}

/// The statements that hold every word in their own words or in the name of their source, looked at one by one.
fn by_hand(project: &Project, order: &[StatementId], query: &str) -> Vec<StatementId> {
    let query = query.to_lowercase();
    let holds = |id: &&StatementId| {
        let (home, statement) = project.statement(id).unwrap();
        let text = project.articles()[&home.article].text();
        let said = statement.content[0].of(&text).to_lowercase();
        let name = project.sources()[&statement.chain[0].source].name.to_lowercase();
        query.split_whitespace().all(|word| said.contains(word) || name.contains(word))
    };
    order.iter().filter(holds).cloned().collect()
}

fn found(
    project: &Project,
    catalogue: &Catalogue,
    query: &str,
    most: usize,
) -> (Vec<StatementId>, Vec<StatementId>, bool) {
    let from = statement_id(3, 5);
    let order = catalogue.likely(&from, &home(3), &me());
    let ids = |rows: &[_]| -> Vec<StatementId> {
        rows.iter().map(|row| catalogue.entry(*row).unwrap().id.clone()).collect()
    };
    let found = catalogue.search(project, query, &order, most);
    (ids(&order), ids(&found.rows), found.has_more)
}

#[test]
fn a_search_gives_the_first_statements_that_hold_every_word_and_says_whether_there_are_more() {
    let project = project();
    let catalogue = complete(&project);
    let queries = [
        "",
        "p",
        "pier",
        "PIER",
        "pier wall",
        "wände",
        "дог",
        "合",
        "lighthouse",
        "lighthouse pier",
        "ministry",
        "pier ministry",
        "watch lighthouse",
        "nowhere",
        "pier nowhere",
        "a.b",
        ".",
        "r",
    ];
    for query in queries {
        for most in [1, 40, 300, usize::MAX] {
            let (order, found, has_more) = found(&project, &catalogue, query, most);
            assert_eq!(order.len(), N_ARTICLES * PER_ARTICLE - 1);
            let all = by_hand(&project, &order, query);
            assert_eq!(found, all[..all.len().min(most)], "{query:?}, at most {most}");
            assert_eq!(has_more, all.len() > most, "{query:?}, at most {most}");
        }
    }
}

#[test]
fn a_catalogue_that_is_kept_up_finds_what_one_that_is_made_anew_finds() {
    let mut project = project();
    let mut catalogue = complete(&project);
    let edits = [
        Edit::Statement(home(7), statement_id(7, 3), None),
        Edit::Article(home(29).article, None),
        Edit::Article(home(0).article, None),
    ];
    for edit in edits {
        if let Edit::Article(id, None) = &edit {
            let layers: Vec<LayerId> =
                project.layers_of(id).map(|layer| layer.id().clone()).collect();
            for home in layers {
                let marks = project.layers()[&home].marks();
                let ids = marks.statements().keys().cloned();
                let gone = ids.map(|id| Edit::Statement(home.clone(), id, None)).collect();
                apply(&mut project, Edit::batch(gone)).unwrap();
                apply(&mut project, Edit::Layer(home, None)).unwrap();
            }
        }
        apply(&mut project, edit).unwrap();
        // A little at a time, as in the pauses of a frame.
        while !catalogue.catch_up(&project, 500) {}
    }
    for article in [30, 0] {
        put_article(&mut project, article);
        while !catalogue.catch_up(&project, 500) {}
    }
    let anew = complete(&project);
    for query in ["", "pier", "lighthouse", "watch wall"] {
        let kept = found(&project, &catalogue, query, usize::MAX);
        assert_eq!(kept, found(&project, &anew, query, usize::MAX), "{query:?}");
    }
    let by_kind = |catalogue: &Catalogue| -> BTreeMap<SourceId, [usize; 3]> {
        catalogue.by_kind().into_iter().map(|(id, counts)| (id.clone(), counts)).collect()
    };
    assert_eq!(by_kind(&catalogue), by_kind(&anew));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changes_lead_from_one_state_of_a_table_to_another(
        old in prop::collection::btree_map(0..60_u8, 0..4_u8, 0..50),
        edits in prop::collection::vec((0..60_u8, prop::option::of(0..4_u8)), 0..20),
    ) {
        let old: ascribe::model::Table<u8, u8> = old.into_iter().collect();
        let mut new = old.clone();
        for (key, value) in edits {
            match value {
                Some(value) => drop(new.insert(key, value)),
                None => drop(new.remove(&key)),
            }
        }
        let mut led = old.clone();
        for change in changes(&old, &new) {
            prop_assert_ne!(change.old, change.new);
            prop_assert_eq!(change.old, old.get(change.id));
            match change.new {
                Some(value) => drop(led.insert(*change.id, *value)),
                None => drop(led.remove(change.id)),
            }
        }
        prop_assert_eq!(led, new);
    }
}

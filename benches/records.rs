//! What the reliability of sources costs with 1,000 sources, 100,000 statements about 5,000 propositions and 20,000
//! relations: the track record of one source after an edit, all records, votes, pictures.
//!
//! `cargo bench --no-default-features --bench records`. Processor time of this thread.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on stops, and prints what it found"
)]

use ascribe::model::{
    Annotator, AnnotatorId, AnnotatorKind, Article, ArticleId, Edit, Judgement, Kind, LayerHead,
    LayerId, Level, Metadata, Original, Project, Proposition, PropositionId, Relation, RelationId,
    RelationKind, Settings, Source, SourceId, SourceType, Stamp, Statement, StatementId, Verdict,
    apply,
};
use ascribe::picture::{kinds, matrix};
use ascribe::report::{Ballot, Counting, Diagonal, Method, by_source, track_record};
use ascribe::text::{Role, Segment, Span};
use jiff::Timestamp;
use rustix::time::{ClockId, clock_gettime};
use std::sync::Arc;
use std::time::Duration;

const N_SOURCES: usize = 1_000;
const N_ARTICLES: usize = 2_000;
const N_STATEMENTS: usize = 100_000;
const N_PROPOSITIONS: usize = 5_000;
const N_RELATIONS: usize = 20_000;
const N_EDITS: usize = 400;

fn spent() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.cast_unsigned(), time.tv_nsec as u32)
}

fn show(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    println!("{what:<58} {:9.3} {:9.3} {:9.3}", at(50), at(95), at(100));
}

fn stamp(at: usize) -> Stamp {
    let by = AnnotatorId::new("ann").unwrap();
    Stamp { by, at: Timestamp::from_second(1_780_000_000 + at as i64).unwrap() }
}

fn source_id(number: usize) -> SourceId {
    SourceId::new(&format!("source-{:04}", number % N_SOURCES)).unwrap()
}

fn proposition_id(number: usize) -> PropositionId {
    PropositionId::new(&format!("p-{:04}", number % N_PROPOSITIONS)).unwrap()
}

fn statement_id(number: usize) -> StatementId {
    StatementId::new(&format!("s-{number:06}")).unwrap()
}

fn article_id(number: usize) -> ArticleId {
    ArticleId::new(&format!("article-{:04}", number % N_ARTICLES)).unwrap()
}

fn home(number: usize) -> LayerId {
    LayerId { article: article_id(number), annotator: stamp(0).by }
}

/// A number that looks like chance and is the same in every run.
fn scattered(number: usize) -> usize {
    let mut z = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (z ^ (z >> 31)) as usize
}

fn statement(number: usize) -> Statement {
    let kind = [Kind::Claim, Kind::Claim, Kind::Fact, Kind::Denial][scattered(number) % 4];
    let new = Statement::new(statement_id(number), kind, vec![Span::new(0, 4)], stamp(number));
    Statement {
        // Source 0 says a hundred times as much as the others, as a news agency does.
        chain: vec![Level::of(source_id(if number.is_multiple_of(10) {
            0
        } else {
            scattered(number)
        }))],
        proposition: Some(proposition_id(scattered(number + 7))),
        ..new
    }
}

fn relation(number: usize) -> (LayerId, Relation) {
    let kinds = [
        RelationKind::Repeats,
        RelationKind::Cites,
        RelationKind::Denies,
        RelationKind::Contradicts,
        RelationKind::Corroborates,
    ];
    let from = 1 + scattered(number + 3) % (N_STATEMENTS - 1);
    let to = scattered(number + 5) % from;
    let id = RelationId::new(&format!("r-{number:06}")).unwrap();
    let relation = Relation {
        id,
        kind: kinds[number % kinds.len()],
        from: statement_id(from),
        to: statement_id(to),
        to_article: article_id(to),
        note: String::new(),
        created: stamp(number),
    };
    (home(from), relation)
}

fn proposition(number: usize) -> Proposition {
    let verdicts =
        [Verdict::Verified, Verdict::Refuted, Verdict::Unverified, Verdict::Corroborated];
    let judgement = Judgement {
        grade: verdicts[number % 4],
        scope: String::new(),
        confidence: None,
        why: "It was looked into.".to_owned(),
        by: stamp(0).by,
        at: stamp(0).at,
    };
    let new = Proposition::new(proposition_id(number), "It is so.", stamp(number));
    Proposition { verdicts: vec![judgement], ..new }
}

fn generate() -> Project {
    let mut project = Project::new(Settings { title: "Bench".to_owned(), ..Settings::default() });
    let mut put = |edit| drop(apply(&mut project, edit).unwrap());
    let ann = Annotator { id: stamp(0).by, name: "Ann".to_owned(), kind: AnnotatorKind::Human };
    put(Edit::Annotator(ann.id.clone(), Some(ann)));
    for number in 0..N_SOURCES {
        let id = source_id(number);
        let new = Source::named(id.clone(), &format!("Source {number}"), SourceType::Person);
        let group = if number % 5 == 0 { format!("group-{}", number % 50) } else { String::new() };
        put(Edit::Source(id, Some(Source { independence_group: group, ..new })));
    }
    for number in 0..N_PROPOSITIONS {
        put(Edit::Proposition(proposition_id(number), Some(proposition(number))));
    }
    for number in 0..N_ARTICLES {
        let text = format!("They say {number} things that they say.");
        let span = Span::new(0, text.len());
        let segment = Segment { span, role: Role::Sentence, sure: true, opens_paragraph: true };
        let publisher = Some(source_id(number));
        let metadata =
            Metadata { title: format!("Article {number}"), publisher, ..Metadata::default() };
        let id = article_id(number);
        let article =
            Article::new(id.clone(), metadata, Original::default(), text.into(), vec![segment]);
        put(Edit::Article(id, Some(Arc::new(article.unwrap()))));
        put(Edit::Layer(home(number), Some(LayerHead::default())));
    }
    for number in 0..N_STATEMENTS {
        let new = statement(number);
        put(Edit::Statement(home(number), new.id.clone(), Some(Arc::new(new))));
    }
    for number in 0..N_RELATIONS {
        let (home, relation) = relation(number);
        put(Edit::Relation(home, relation.id.clone(), Some(relation)));
    }
    project
}

fn main() {
    let mut project = generate();
    println!("{:<58} {:>9} {:>9} {:>9}", "milliseconds", "median", "95 %", "most");
    for (what, source) in [
        ("record of one of 999 sources (about 90 statements)", 1),
        ("record of the source of every tenth statement (10,000)", 0),
    ] {
        let mut times = Vec::new();
        for number in 0..if source == 0 { 20 } else { N_EDITS } {
            let which = if source == 0 { 0 } else { 1 + scattered(number) % (N_SOURCES - 1) };
            let changed = Statement {
                note: format!("{number}").into(),
                ..statement(scattered(number) % N_STATEMENTS)
            };
            let home = project.statement(&changed.id).unwrap().0.clone();
            let edit = Edit::Statement(home, changed.id.clone(), Some(Arc::new(changed)));
            apply(&mut project, edit).unwrap();
            let begun = spent();
            let record = track_record(&project, &source_id(which), &Counting::default());
            times.push(spent() - begun);
            assert!(!record.outcomes.is_empty());
        }
        show(what, times);
    }
    once("records of all 1,000 sources, on the worker", || {
        for number in 0..N_SOURCES {
            std::hint::black_box(track_record(&project, &source_id(number), &Counting::default()));
        }
    });
    once("votes of the project, on the worker", || drop(Ballot::of(&project)));
    let ballot = Ballot::of(&project);
    for method in Method::ALL {
        let ballot = ballot.clone();
        let name = format!("weighing by {}, on the worker", method.name());
        once(&name, || drop(ballot.weigh(method, &mut |_| true)));
    }
    once("pairs of grades", || drop(Diagonal::of(&project)));
    once("picture: kinds by source", || drop(kinds(&by_source(&project))));
    once("picture: sources and propositions", || drop(matrix(&project)));
}

fn once(what: &str, work: impl FnOnce()) {
    let begun = spent();
    work();
    show(what, vec![spent() - begun]);
}

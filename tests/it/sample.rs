//! Small projects to test with, made through the one door as every project is.

use ascribe::model::{
    Annotator, AnnotatorId, AnnotatorKind, Article, ArticleId, Certainty, Confidence, Cue,
    CueClass, Edit, Flag, Kind, LayerHead, LayerId, Level, Metadata, Original, Polarity, Project,
    Quotation, Relation, RelationId, RelationKind, Remark, RemarkId, RemarkKind, Settings, Source,
    SourceId, SourceType, Stamp, Statement, StatementId, Verdict, apply,
};
use ascribe::text::{Role, Segment, Span};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(crate) const FERRY: &str = "Ferry fleet grounded\n\nThe town of Marrow Bay stopped its ferries on Monday. \
“The hulls are cracked”, the engineer Ilse Tarn said, and the operator denied it.\n";

pub(crate) const HARBOUR: &str =
    "Hafen bleibt zu\n\nDer Hafen von Marrow Bay bleibt zu. Ein Sprecher bestritt Risse.\n";

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + seconds).unwrap()
}

pub(crate) fn annotator(id: &str) -> AnnotatorId {
    AnnotatorId::new(id).unwrap()
}

pub(crate) fn article_id(id: &str) -> ArticleId {
    ArticleId::new(id).unwrap()
}

pub(crate) fn source_id(id: &str) -> SourceId {
    SourceId::new(id).unwrap()
}

pub(crate) fn statement_id(id: &str) -> StatementId {
    StatementId::new(id).unwrap()
}

pub(crate) fn stamp(seconds: i64) -> Stamp {
    Stamp { by: annotator("ann"), at: at(seconds) }
}

pub(crate) fn layer_id(article: &str, by: &str) -> LayerId {
    LayerId { article: article_id(article), annotator: annotator(by) }
}

/// Where `words` stand first in `text`.
pub(crate) fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("“{words}” is not in the text"));
    Span::new(start, start + words.len())
}

/// Cuts at line ends and behind `. `: enough for these texts.
pub(crate) fn segments(text: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let mut opens_paragraph = true;
        for sentence in line.split_inclusive(". ") {
            let span = Span::new(at, at + sentence.len()).trimmed(text);
            at += sentence.len();
            if span.is_empty() {
                continue;
            }
            let role = if number == 0 { Role::Headline } else { Role::Sentence };
            segments.push(Segment { span, role, sure: !sentence.contains('”'), opens_paragraph });
            opens_paragraph = false;
        }
    }
    segments
}

pub(crate) fn article(id: &str, text: &str) -> Article {
    let title = text.lines().next().unwrap_or(id).to_owned();
    let metadata = Metadata {
        title,
        publisher: Some(source_id("bay-courier")),
        published: Some(jiff::civil::date(2026, 5, 4)),
        origin: format!("https://courier.example/{id}"),
        language: "en".to_owned(),
        ..Metadata::default()
    };
    let original = Original {
        file: "original.txt".to_owned(),
        encoding: "UTF-8".to_owned(),
        ..Original::default()
    };
    Article::new(article_id(id), metadata, original, text.into(), segments(text)).unwrap()
}

pub(crate) fn add_article(id: &str, text: &str) -> Edit {
    Edit::Article(article_id(id), Some(Arc::new(article(id, text))))
}

pub(crate) fn put_source(id: &str, name: &str, kind: SourceType) -> Edit {
    Edit::Source(source_id(id), Some(Source::named(source_id(id), name, kind)))
}

pub(crate) fn put_statement(home: &LayerId, statement: Statement) -> Edit {
    Edit::Statement(home.clone(), statement.id.clone(), Some(Arc::new(statement)))
}

/// Title, annotator, outlet: what every project here begins with.
pub(crate) fn beginning() -> Edit {
    let ann = Annotator {
        id: annotator("ann"),
        name: "Ann Other".to_owned(),
        kind: AnnotatorKind::Human,
    };
    Edit::batch(vec![
        Edit::Settings(Settings {
            title: "Ferries of Marrow Bay".to_owned(),
            ..Settings::default()
        }),
        Edit::Annotator(annotator("ann"), Some(ann)),
        put_source("bay-courier", "The Bay Courier", SourceType::MediaOrganisation),
    ])
}

fn sources() -> Edit {
    let town = Source {
        aliases: vec!["the town".to_owned(), "Marrow Bay".to_owned()],
        note: "Owns the piers.\nSpeaks through its \"harbour master\".".to_owned(),
        ..Source::named(source_id("marrow-bay"), "Town of Marrow Bay", SourceType::GovernmentBody)
    };
    let tarn = Source {
        part_of: Some(source_id("marrow-bay")),
        role: "engineer".to_owned(),
        independence_group: "town".to_owned(),
        ..Source::named(source_id("ilse-tarn"), "Ilse Tarn", SourceType::Official)
    };
    Edit::batch(vec![
        Edit::Source(town.id.clone(), Some(town)),
        Edit::Source(tarn.id.clone(), Some(tarn)),
        put_source("operator", "Bay Ferries", SourceType::Company),
    ])
}

fn claim(text: &str) -> Statement {
    let said = Cue { words: vec![span(text, "said")], class: CueClass::Assertion };
    let tarn = Level {
        mention: vec![span(text, "the engineer Ilse Tarn")],
        head: Some(span(text, "Ilse Tarn")),
        cue: said,
        ..Level::of(source_id("ilse-tarn"))
    };
    Statement {
        chain: vec![tarn],
        quotation: Quotation::Direct,
        ..Statement::new(
            statement_id("s-c1"),
            Kind::Claim,
            vec![span(text, "The hulls are cracked")],
            stamp(20),
        )
    }
}

fn denial(text: &str) -> Statement {
    let denied = Cue { words: vec![span(text, "denied")], class: CueClass::Denial };
    let operator = Level {
        mention: vec![span(text, "the operator")],
        cue: denied,
        ..Level::of(source_id("operator"))
    };
    Statement {
        chain: vec![operator],
        polarity: Polarity::Negated,
        certainty: Certainty::Probable,
        quotation: Quotation::Indirect,
        flags: BTreeSet::from([Flag::AnaphoricContent, Flag::TargetOutsideSet]).into(),
        note: "“it” is the cracks\nsee s-c1".to_owned().into(),
        implied_source: Some(source_id("operator")),
        modified: Some(stamp(45)).into(),
        ..Statement::new(
            statement_id("s-d1"),
            Kind::Denial,
            vec![span(text, "The hulls are cracked"), span(text, "denied it")],
            stamp(30),
        )
    }
}

fn marks() -> Edit {
    let home = layer_id("ferry", "ann");
    let fact = Statement::new(
        statement_id("s-f1"),
        Kind::Fact,
        vec![span(FERRY, "The town of Marrow Bay stopped its ferries on Monday.")],
        stamp(10),
    );
    let relation = Relation {
        id: RelationId::new("r-1").unwrap(),
        kind: RelationKind::Denies,
        from: statement_id("s-d1"),
        to: statement_id("s-c1"),
        to_article: article_id("ferry"),
        note: String::new(),
        created: stamp(40),
    };
    let remark = Remark {
        id: RemarkId::new("m-1").unwrap(),
        kind: RemarkKind::RelativeDate,
        span: span(FERRY, "Monday"),
        note: "which one?".to_owned(),
        corrected: Some("4 May 2026".to_owned()),
        evidence: "timetable".to_owned(),
        extra: BTreeMap::from([("label".to_owned(), "Relative date".to_owned())]),
        created: stamp(50),
    };
    let head = LayerHead { started: Some(at(5)), finished: None, guideline: "2".to_owned() };
    Edit::batch(vec![
        Edit::Layer(home.clone(), Some(head)),
        put_statement(&home, fact),
        put_statement(&home, claim(FERRY)),
        put_statement(&home, denial(FERRY)),
        Edit::Relation(home.clone(), relation.id.clone(), Some(relation)),
        Edit::Remark(home.clone(), remark.id.clone(), Some(remark)),
        Edit::NoStatement(home, span(FERRY, "Ferry fleet grounded"), true),
    ])
}

/// The edits that make [`project`], in order.
pub(crate) fn edits() -> Vec<Edit> {
    vec![
        beginning(),
        sources(),
        add_article("ferry", FERRY),
        add_article("hafen", HARBOUR),
        marks(),
    ]
}

/// Two articles, four sources, one layer with every kind of mark.
pub(crate) fn project() -> Project {
    let mut project = Project::new(Settings::default());
    for edit in edits() {
        apply(&mut project, edit).unwrap();
    }
    project
}

/// One edit of every sort, over the sample project.
pub(crate) fn later_edits() -> Vec<Edit> {
    let home = layer_id("ferry", "ann");
    let relation = RelationId::new("r-1").unwrap();
    let remark = RemarkId::new("m-1").unwrap();
    let sentence = span(HARBOUR, "Ein Sprecher bestritt Risse.");
    let half = |words: &str, sure| Segment {
        span: span(HARBOUR, words),
        role: Role::ListItem,
        sure,
        opens_paragraph: false,
    };
    let metadata = Metadata {
        title: "Hafen bleibt zu".to_owned(),
        author: Some(source_id("ilse-tarn")),
        retrieved: Some(at(0)),
        ..Metadata::default()
    };
    let engine = Annotator {
        id: annotator("engine"),
        name: "Engine".to_owned(),
        kind: AnnotatorKind::Engine,
    };
    let guess = Statement {
        author_cue: Cue { words: vec![span(HARBOUR, "bestritt")], class: CueClass::Inference }
            .into(),
        tag_confidence: Some(Confidence::Low),
        verdict: Verdict::Unverifiable,
        ..Statement::new(statement_id("s-g1"), Kind::Claim, vec![sentence], stamp(60))
    };
    let hafen = layer_id("hafen", "ann");
    vec![
        Edit::Settings(Settings { title: "Ferries and piers".to_owned(), ..Settings::default() }),
        Edit::Annotator(engine.id.clone(), Some(engine)),
        Edit::Metadata(article_id("hafen"), metadata),
        Edit::Segments {
            article: article_id("hafen"),
            within: sentence,
            run: vec![half("Ein Sprecher", false), half("bestritt Risse.", true)],
        },
        Edit::batch(vec![
            Edit::Relation(home.clone(), relation, None),
            Edit::Remark(home.clone(), remark, None),
        ]),
        Edit::NoStatement(home.clone(), span(FERRY, "Ferry fleet grounded"), false),
        Edit::batch(vec![
            Edit::Layer(
                hafen.clone(),
                Some(LayerHead { finished: Some(at(70)), ..LayerHead::default() }),
            ),
            put_statement(&hafen, guess),
        ]),
        add_article("third", "Third\n\nOne more text.\n"),
        Edit::Article(article_id("third"), None),
        Edit::Statement(home, statement_id("s-f1"), None),
    ]
}

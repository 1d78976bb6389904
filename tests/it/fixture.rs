//! A small project made by hand, with all that makes exporting hard.

use ascribe::model::{
    Access, Annotator, AnnotatorId, AnnotatorKind, Article, ArticleId, AttributionType, Bearing,
    Certainty, Confidence, Credibility, Cue, CueClass, DateBasis, Edit, Evidence, EvidenceKind,
    Flag, Judgement, Kind, LayerHead, LayerId, Level, Metadata, Office, Original, Polarity,
    Project, Proposition, PropositionId, Quotation, Relation, RelationId, RelationKind,
    Reliability, Remark, RemarkId, RemarkKind, Settings, Source, SourceId, SourceType, Stamp,
    Statement, StatementDate, StatementId, Verdict, Visibility, apply,
};
use ascribe::text::{Role, Segment, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(crate) const QUAY: &str = "\
Leak at the old quay 🛶

The mayor, Ada Rhys, said: “The quay is safe.” 🙂
“We knew nothing,” the ministry’s spokesman said on Monday, “of any leak.”
قال الوزير إن الميناء مغلق.
The tide was high in February 2031.
Subscribe to our newsletter
";

pub(crate) const REPLY: &str = "\
=SUM(leaks) was painted on the wall.
The Quay Post reports that the ministry alleges that the
quay has leaked for years.
";

pub(crate) fn article_id(id: &str) -> ArticleId {
    ArticleId::new(id).unwrap()
}

pub(crate) fn source_id(id: &str) -> SourceId {
    SourceId::new(id).unwrap()
}

pub(crate) fn statement_id(id: &str) -> StatementId {
    StatementId::new(id).unwrap()
}

pub(crate) fn annotator_id(id: &str) -> AnnotatorId {
    AnnotatorId::new(id).unwrap()
}

/// Where `words` first stand in `text`.
pub(crate) fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("“{words}” is not in the text"));
    Span::new(start, start + words.len())
}

fn stamp(by: &str, minute: u8) -> Stamp {
    let at = format!("2031-03-01T10:{minute:02}:00Z").parse().unwrap();
    Stamp { by: annotator_id(by), at }
}

fn layer_id(article: &str, annotator: &str) -> LayerId {
    LayerId { article: article_id(article), annotator: annotator_id(annotator) }
}

fn segments(text: &str, roles: &[(&str, Role)]) -> Vec<Segment> {
    let segment = |(words, role): &(&str, Role)| Segment {
        span: span(text, words),
        role: *role,
        sure: !words.starts_with('“'),
        opens_paragraph: true,
    };
    roles.iter().map(segment).collect()
}

fn articles() -> [Edit; 2] {
    let quay = Metadata {
        title: "Leak at the old quay 🛶".to_owned(),
        publisher: Some(source_id("quay-post")),
        author: None,
        published: Some("2031-02-28".parse().unwrap()),
        retrieved: Some("2031-03-01T09:00:00Z".parse().unwrap()),
        origin: "https://quay.example/leak?a=1,2".to_owned(),
        language: "en".to_owned(),
        ..Metadata::default()
    };
    let reply = Metadata { title: "-The reply-".to_owned(), ..Metadata::default() };
    let quay_roles = [
        ("Leak at the old quay 🛶", Role::Headline),
        ("The mayor, Ada Rhys, said: “The quay is safe.” 🙂", Role::Sentence),
        (
            "“We knew nothing,” the ministry’s spokesman said on Monday, “of any leak.”",
            Role::Sentence,
        ),
        ("قال الوزير إن الميناء مغلق.", Role::Sentence),
        ("The tide was high in February 2031.", Role::Sentence),
        ("Subscribe to our newsletter", Role::Boilerplate),
    ];
    let reply_roles = [
        ("=SUM(leaks) was painted on the wall.", Role::Sentence),
        (
            "The Quay Post reports that the ministry alleges that the\nquay has leaked for years.",
            Role::Sentence,
        ),
    ];
    [("quay", quay, QUAY, &quay_roles[..]), ("reply", reply, REPLY, &reply_roles[..])].map(
        |(id, metadata, text, roles)| {
            let original = Original {
                file: "original.txt".to_owned(),
                encoding: "UTF-8".to_owned(),
                ..Original::default()
            };
            let id = article_id(id);
            let segments = segments(text, roles);
            let article = Article::new(id.clone(), metadata, original, text.into(), segments);
            Edit::Article(id, Some(Arc::new(article.unwrap())))
        },
    )
}

fn judged<G>(grade: G, scope: &str, why: &str, minute: u8) -> Judgement<G> {
    let Stamp { by, at } = stamp("ann", minute);
    let (scope, why) = (scope.to_owned(), why.to_owned());
    Judgement { grade, scope, confidence: Some(Confidence::Low), why, by, at }
}

fn evidence(kind: EvidenceKind, reference: &str, bearing: Bearing, note: &str) -> Evidence {
    let Stamp { by, at } = stamp("ann", 50);
    let (reference, note) = (reference.to_owned(), note.to_owned());
    Evidence { kind, reference, bearing, independent: bearing == Bearing::Refutes, note, by, at }
}

pub(crate) fn proposition_id() -> PropositionId {
    PropositionId::new("the-quay-leaks").unwrap()
}

/// What two statements are about, with evidence for and against and two verdicts.
fn proposition() -> Edit {
    let new = Proposition {
        topic: "the quay".to_owned(),
        note: "Since when is left open.".to_owned(),
        evidence: vec![
            evidence(EvidenceKind::File, "surveys/2030; part 2.pdf", Bearing::Supports, ""),
            evidence(EvidenceKind::Link, "https://tides.example/", Bearing::Refutes, "no tide"),
        ],
        verdicts: vec![
            judged(Verdict::Contradicted, "", "Two surveys differ.", 51),
            judged(Verdict::Verified, "", "A third one settles it.", 52),
        ],
        ..Proposition::new(proposition_id(), "The old quay leaks.", stamp("ann", 45))
    };
    Edit::Proposition(new.id.clone(), Some(new))
}

fn ministry_record(source: Source) -> Source {
    Source {
        offices: vec![
            Office {
                title: "Harbour authority".to_owned(),
                from: Some("2029-01-01".parse().unwrap()),
                to: Some("2030-12-31".parse().unwrap()),
            },
            Office { title: "Ministry".to_owned(), from: None, to: None },
        ],
        country: "KV".to_owned(),
        links: vec!["https://harbours.example/".to_owned(), "https://sea.example/".to_owned()],
        reliability: vec![
            judged(Reliability::C, "", "Right once, wrong once.", 53),
            judged(Reliability::F, "tides", "Never spoke of them.", 54),
        ],
        role: "keeps the quays".to_owned(),
        independence_group: "state".to_owned(),
        ..source
    }
}

fn sources() -> Vec<Edit> {
    let rows = [
        ("quay-post", "The Quay Post", SourceType::MediaOrganisation, None),
        ("ada-rhys", "Ada Rhys", SourceType::Official, None),
        ("ministry", "Ministry of Harbours, Land and \"Sea\"", SourceType::GovernmentBody, None),
        ("spokesman", "@ministry spokesman", SourceType::Official, Some("ministry")),
        ("minister", "الوزير", SourceType::Official, Some("ministry")),
        ("nobody-names-me", "Never named", SourceType::Person, None),
    ];
    let edit = |(id, name, kind, part_of): (&str, &str, SourceType, Option<&str>)| {
        let id = source_id(id);
        let source =
            Source { part_of: part_of.map(source_id), ..Source::named(id.clone(), name, kind) };
        let source = if id.as_str() == "ministry" { ministry_record(source) } else { source };
        Edit::Source(id, Some(source))
    };
    rows.into_iter().map(edit).collect()
}

fn level(text: &str, source: &str, mention: &str, cue: &str, class: CueClass) -> Level {
    Level {
        mention: vec![span(text, mention)],
        cue: Cue { words: vec![span(text, cue)], class },
        ..Level::of(source_id(source))
    }
}

fn statement(id: &str, kind: Kind, text: &str, content: &[&str], by: &str) -> Statement {
    let content = content.iter().map(|words| span(text, words)).collect();
    Statement::new(statement_id(id), kind, content, stamp(by, 1))
}

fn in_layer(article: &str, by: &str, statement: Statement) -> Edit {
    Edit::Statement(layer_id(article, by), statement.id.clone(), Some(Arc::new(statement)))
}

fn on_the_quay() -> Vec<Edit> {
    let mayor = Level {
        head: Some(span(QUAY, "Ada Rhys")),
        ..level(QUAY, "ada-rhys", "The mayor, Ada Rhys,", "said", CueClass::Assertion)
    };
    let spokesman =
        level(QUAY, "spokesman", "the ministry’s spokesman", "said on Monday", CueClass::Denial);
    let safe = Statement {
        chain: vec![mayor],
        quotation: Quotation::Direct,
        date: Some(StatementDate {
            from: "2031-02-27".parse().unwrap(),
            to: "2031-02-27".parse().unwrap(),
            basis: DateBasis::Judged,
            words: String::new(),
        })
        .into(),
        proposition: Some(proposition_id()),
        note: "first line\nsecond, with \"quotes\"".to_owned().into(),
        tag_confidence: Some(Confidence::High),
        ..statement("s-a1", Kind::Claim, QUAY, &["The quay is safe."], "ann")
    };
    let knew_nothing = Statement {
        chain: vec![spokesman],
        quotation: Quotation::Direct,
        flags: BTreeSet::from([Flag::AgainstInterest, Flag::AnaphoricSource]).into(),
        note: "+1 for the comma".to_owned().into(),
        modified: Some(stamp("ann", 30)).into(),
        ..statement("s-a2", Kind::Denial, QUAY, &["We knew nothing", "of any leak."], "ann")
    };
    let closed = Statement {
        chain: vec![level(QUAY, "minister", "الوزير", "قال", CueClass::Assertion)],
        quotation: Quotation::Indirect,
        note: "=HYPERLINK(\"http://bad.example\")".to_owned().into(),
        ..statement("s-a3", Kind::Claim, QUAY, &["الميناء مغلق"], "ann")
    };
    let tide = Statement {
        verdict: Verdict::Refuted,
        note: "'=quoted already".to_owned().into(),
        ..statement("s-z1", Kind::Fact, QUAY, &["The tide was high in February 2031"], "zoë")
    };
    vec![
        in_layer("quay", "ann", safe),
        in_layer("quay", "ann", knew_nothing),
        in_layer("quay", "ann", closed),
        in_layer("quay", "zoë", tide),
    ]
}

fn on_the_reply() -> Vec<Edit> {
    let painted =
        statement("s-a4", Kind::Fact, REPLY, &["=SUM(leaks) was painted on the wall"], "ann");
    let ministry = level(REPLY, "ministry", "the ministry", "alleges", CueClass::Accusation);
    let leaked = Statement {
        chain: vec![
            level(REPLY, "quay-post", "The Quay Post", "reports", CueClass::Assertion),
            Level { visibility: Some(Visibility::Unnamed), ..ministry },
        ],
        attribution: Some(AttributionType::Belief),
        access: Access::Indirect,
        date: Some(StatementDate {
            from: "2031-02-24".parse().unwrap(),
            to: "2031-03-02".parse().unwrap(),
            basis: DateBasis::Resolved,
            words: "last week".to_owned(),
        })
        .into(),
        proposition: Some(proposition_id()),
        credibility: vec![
            judged(Credibility::C6, "", "Nothing to hold it against.", 55),
            judged(Credibility::C3, "", "Agrees with the survey.", 56),
        ]
        .into(),
        evidence: vec![evidence(
            EvidenceKind::Link,
            "https://quay.example/\"leak\"",
            Bearing::Supports,
            "the\nsame outlet",
        )]
        .into(),
        implied_source: Some(source_id("spokesman")),
        polarity: Polarity::Affirmative,
        certainty: Certainty::Probable,
        quotation: Quotation::Indirect,
        ..statement("s-a5", Kind::Claim, REPLY, &["that the\nquay has leaked for years"], "ann")
    };
    vec![in_layer("reply", "ann", painted), in_layer("reply", "ann", leaked)]
}

fn links_and_marks() -> Vec<Edit> {
    let relation = |id: &str, article: &str, from: &str, kind, to: &str, to_article: &str| {
        let relation = Relation {
            id: RelationId::new(id).unwrap(),
            kind,
            from: statement_id(from),
            to: statement_id(to),
            to_article: article_id(to_article),
            note: String::new(),
            created: stamp("ann", 40),
        };
        Edit::Relation(layer_id(article, "ann"), relation.id.clone(), Some(relation))
    };
    let remark = Remark {
        id: RemarkId::new("m-1").unwrap(),
        kind: RemarkKind::DateImplausible,
        span: span(QUAY, "February 2031"),
        note: "the tide tables end in 2030".to_owned(),
        corrected: Some("February 2030".to_owned()),
        evidence: "tide tables".to_owned(),
        extra: BTreeMap::new(),
        created: stamp("ann", 41),
    };
    vec![
        relation("r-1", "quay", "s-a2", RelationKind::Denies, "s-a5", "reply"),
        relation("r-2", "quay", "s-a2", RelationKind::Repeats, "s-a1", "quay"),
        relation("r-3", "reply", "s-a5", RelationKind::Contradicts, "s-z1", "quay"),
        Edit::Remark(layer_id("quay", "ann"), remark.id.clone(), Some(remark)),
        Edit::NoStatement(
            layer_id("quay", "ann"),
            span(QUAY, "The tide was high in February 2031."),
            true,
        ),
    ]
}

/// Two articles, two annotators, six statements, three relations (two across articles), a remark, a mark, a proposition
/// with its judgements; every field of every record is filled somewhere.
pub(crate) fn project() -> Project {
    let mut project =
        Project::new(Settings { title: "The quay; a small set".to_owned(), ..Settings::default() });
    let annotator = |id: &str, name: &str| {
        let id = annotator_id(id);
        let record =
            Annotator { id: id.clone(), name: name.to_owned(), kind: AnnotatorKind::Human };
        Edit::Annotator(id, Some(record))
    };
    let finished = LayerHead {
        started: Some(stamp("ann", 0).at),
        finished: Some(stamp("ann", 59).at),
        guideline: "2".to_owned(),
    };
    let mut edits = vec![annotator("ann", "Ann"), annotator("zoë", "Zoë, the second")];
    edits.extend(sources());
    edits.push(proposition());
    edits.extend(articles());
    edits.extend([
        Edit::Layer(layer_id("quay", "ann"), Some(finished)),
        Edit::Layer(layer_id("quay", "zoë"), Some(LayerHead::default())),
        Edit::Layer(layer_id("reply", "ann"), Some(LayerHead::default())),
        Edit::Layer(layer_id("reply", "zoë"), Some(LayerHead::default())),
    ]);
    edits.extend(on_the_quay());
    edits.extend(on_the_reply());
    edits.extend(links_and_marks());
    apply(&mut project, Edit::batch(edits)).unwrap();
    project
}

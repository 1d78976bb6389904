//! Judgements, evidence and propositions: what is refused, and that nothing that was written down is lost.

use crate::edits::{source_name, span, statement_name, text_name};
use crate::sample::{
    self, FERRY, annotator, layer_id, put_statement, source_id, stamp, statement_id,
};
use ascribe::format::{PropositionFile, SourceFile, from_ron, to_ron};
use ascribe::model::assemble::Severity;
use ascribe::model::{
    Access, AttributionType, Bearing, Confidence, Credibility, DateBasis, Edit, Evidence,
    EvidenceKind, Grade as _, GradingScheme, Judgement, Kind, Level, Office, Project, Proposition,
    PropositionId, Relation, RelationId, RelationKind, Reliability, Source, SourceType, Statement,
    StatementDate, Verdict, Visibility, apply, newest,
};
use proptest::prelude::*;

fn proposition_name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["p-1", "p-2"])
}

/// A reason that may be missing: such a judgement is refused.
fn judged<G>(grade: G, why: &str) -> Vec<Judgement<G>> {
    let by = annotator("ann");
    let (scope, confidence) = ("ferries".to_owned(), Some(Confidence::Low));
    vec![Judgement { grade, scope, confidence, why: why.to_owned(), by, at: sample::at(4) }]
}

fn evidence() -> Evidence {
    Evidence {
        kind: EvidenceKind::Link,
        reference: "https://bay.example/\"a\"".to_owned(),
        bearing: Bearing::Refutes,
        independent: true,
        note: "two\nlines".to_owned(),
        by: annotator("ann"),
        at: sample::at(5),
    }
}

pub(crate) fn proposition_edits() -> impl Strategy<Value = Edit> {
    (proposition_name(), 0_u8..4).prop_map(|(name, what)| {
        let id = PropositionId::new(name).unwrap();
        let wording = if what == 1 { " " } else { "The piers have cracks." };
        let why = if what == 2 { "" } else { "The survey says so." };
        let new = Proposition {
            topic: "piers".to_owned(),
            evidence: vec![evidence()],
            verdicts: judged(Verdict::Verified, why),
            ..Proposition::new(id.clone(), wording, stamp(1))
        };
        Edit::Proposition(id, (what > 0).then_some(new))
    })
}

fn office() -> impl Strategy<Value = Office> {
    (1_i16..4, 1_i16..4).prop_map(|(from, to)| {
        let day = |year: i16| Some(jiff::civil::date(2020 + year, 2, 28));
        Office { title: "Harbour master".to_owned(), from: day(from), to: day(to) }
    })
}

pub(crate) fn graded_sources() -> impl Strategy<Value = Edit> {
    (source_name(), prop::collection::vec(office(), 0..2), any::<bool>()).prop_map(
        |(id, offices, with_reason)| {
            let id = source_id(id);
            let why = if with_reason { "Right three times." } else { "" };
            let source = Source {
                offices,
                country: "MB".to_owned(),
                links: vec!["https://bay.example/".to_owned()],
                reliability: judged(Reliability::B, why),
                ..Source::named(id.clone(), "A name", SourceType::Person)
            };
            Edit::Source(id, Some(source))
        },
    )
}

pub(crate) fn graded_statements() -> impl Strategy<Value = Edit> {
    let days = (1_i8..4, 1_i8..4);
    (text_name(), statement_name(), span(), prop::option::of(proposition_name()), days).prop_map(
        |(article, id, content, proposition, (from, to))| {
            let date = StatementDate {
                from: jiff::civil::date(2026, 5, from),
                to: jiff::civil::date(2026, 5, to),
                basis: DateBasis::Resolved,
                words: "on Tuesday".to_owned(),
            };
            let level =
                Level { visibility: Some(Visibility::Unnamed), ..Level::of(source_id("crew")) };
            let new = Statement::new(statement_id(id), Kind::Claim, vec![content], stamp(1));
            let new = Statement {
                chain: vec![level],
                proposition: proposition.map(|id| PropositionId::new(id).unwrap()),
                credibility: judged(Credibility::C3, "Nobody else says so.").into(),
                attribution: Some(AttributionType::Belief),
                access: Access::Direct,
                date: Some(date).into(),
                evidence: vec![evidence()].into(),
                ..new
            };
            put_statement(&layer_id(article, "ann"), new)
        },
    )
}

fn refusal(project: &Project, edit: Edit) -> String {
    apply(&mut project.clone(), edit).unwrap_err().to_string()
}

fn piers() -> Proposition {
    let id = PropositionId::new("p-1").unwrap();
    Proposition::new(id, "The piers have cracks.", stamp(1))
}

fn put(proposition: Proposition) -> Edit {
    Edit::Proposition(proposition.id.clone(), Some(proposition))
}

fn about(id: &str) -> Statement {
    let content = vec![sample::span(FERRY, "Bay")];
    Statement {
        proposition: Some(PropositionId::new(id).unwrap()),
        ..Statement::new(statement_id("s-x"), Kind::Claim, content, stamp(1))
    }
}

#[test]
fn a_judgement_without_a_reason_and_evidence_without_a_reference_are_refused_in_words() {
    let project = sample::project();
    let hasty = Proposition { verdicts: judged(Verdict::Refuted, "  "), ..piers() };
    assert!(refusal(&project, put(hasty)).contains("needs a reason"));
    let nowhere = Evidence { reference: " ".to_owned(), ..evidence() };
    let vague = Proposition { evidence: vec![nowhere], ..piers() };
    assert!(refusal(&project, put(vague)).contains("an address or a file"));
    let crew = source_id("crew");
    let graded = Source {
        reliability: judged(Reliability::A, ""),
        ..Source::named(crew.clone(), "The crew", SourceType::UnnamedGroup)
    };
    assert!(refusal(&project, Edit::Source(crew, Some(graded))).contains("needs a reason"));
}

#[test]
fn days_that_run_backwards_are_refused_and_a_day_that_is_none_is_named_on_its_line() {
    let crew = source_id("crew");
    let office = Office {
        title: "Mate".to_owned(),
        from: Some(jiff::civil::date(2026, 5, 2)),
        to: Some(jiff::civil::date(2026, 5, 1)),
    };
    let source = Source {
        offices: vec![office],
        ..Source::named(crew.clone(), "The crew", SourceType::UnnamedGroup)
    };
    let words = refusal(&sample::project(), Edit::Source(crew, Some(source)));
    assert!(words.contains("2026-05-02 to 2026-05-01 runs backwards"), "{words}");
    let file = "(format: 1, source: (id: \"a\", name: \"A\", kind: Person,\noffices: [(title: \"Mate\", from: Some(\"2026-02-31\"))]))";
    let error = from_ron::<SourceFile>(file).unwrap_err();
    assert_eq!(error.place().map(|(line, _)| line), Some(2), "{error}");
}

#[test]
fn a_statement_names_a_proposition_that_is_there_and_that_one_stays_until_it_is_let_go() {
    let mut project = sample::project();
    let home = layer_id("ferry", "ann");
    let edit = || put_statement(&home, about("p-1"));
    assert!(refusal(&project, edit()).contains("no proposition “p-1”"));
    let blank = Proposition { wording: " ".to_owned(), ..piers() };
    assert!(refusal(&project, put(blank)).contains("a proposition needs a name"));
    apply(&mut project, Edit::batch(vec![put(piers())])).unwrap();
    let headline = sample::span(FERRY, "Ferry fleet grounded");
    apply(&mut project, Edit::NoStatement(home.clone(), headline, false)).unwrap();
    apply(&mut project, edit()).unwrap();
    let words = refusal(&project, Edit::Proposition(piers().id, None));
    assert!(words.contains("take its statements out of it first"), "{words}");
    let members: Vec<_> = project.members(&piers().id).map(|(_, s)| s.id.clone()).collect();
    assert_eq!(members, vec![statement_id("s-x")]);
}

#[test]
fn a_statement_never_comes_to_rest_on_itself() {
    let mut project = sample::project();
    let home = layer_id("ferry", "ann");
    let cites = |number: u8, from: &str, to: &str, kind| {
        let id = RelationId::new(&format!("r-c{number}")).unwrap();
        let relation = Relation {
            id: id.clone(),
            kind,
            from: statement_id(from),
            to: statement_id(to),
            to_article: sample::article_id("ferry"),
            note: String::new(),
            created: stamp(2),
        };
        Edit::Relation(home.clone(), id, Some(relation))
    };
    apply(&mut project, cites(1, "s-f1", "s-c1", RelationKind::Cites)).unwrap();
    apply(&mut project, cites(2, "s-c1", "s-d1", RelationKind::Cites)).unwrap();
    let words = refusal(&project, cites(3, "s-d1", "s-f1", RelationKind::Cites));
    assert!(words.contains("would rest on itself"), "{words}");
    apply(&mut project, cites(3, "s-d1", "s-f1", RelationKind::Supports)).unwrap();
    // A link that changes its end does not stand in its own way.
    apply(&mut project, cites(2, "s-d1", "s-c1", RelationKind::Cites)).unwrap();
}

#[test]
fn the_newest_judgement_counts_and_the_old_ones_stay() {
    let mut history = judged(Reliability::B, "Right three times.");
    history[0].scope = String::new();
    let later = Judgement {
        grade: Reliability::D,
        why: "Wrong twice since.".to_owned(),
        at: sample::at(8),
        ..history[0].clone()
    };
    history.insert(0, later);
    let topic = Judgement {
        grade: Reliability::A,
        scope: "tides".to_owned(),
        at: sample::at(9),
        ..history[0].clone()
    };
    history.push(topic);
    let crew = source_id("crew");
    let source = Source {
        reliability: history,
        ..Source::named(crew, "The crew", SourceType::UnnamedGroup)
    };
    assert_eq!(source.grade(), Some(Reliability::D));
    let ron = to_ron(&SourceFile::from(source.clone())).unwrap();
    assert_eq!(Source::from(from_ron::<SourceFile>(&ron).unwrap()), source);
    assert_eq!(ron.matches("why:").count(), 3, "{ron}");
    assert_eq!(newest::<Verdict>(&[]), None);
}

#[test]
fn a_proposition_has_a_file_in_which_each_judgement_and_each_piece_of_evidence_is_a_line() {
    let full = Proposition {
        topic: "piers".to_owned(),
        note: "a\nb".to_owned(),
        evidence: vec![evidence(), evidence()],
        verdicts: judged(Verdict::Verified, "The survey says so."),
        ..piers()
    };
    let ron = to_ron(&PropositionFile::from(full.clone())).unwrap();
    assert_eq!(Proposition::from(from_ron::<PropositionFile>(&ron).unwrap()), full);
    let lines: Vec<&str> = ron.lines().filter(|line| line.contains("reference:")).collect();
    assert_eq!(lines.len(), 2, "{ron}");
    assert_eq!(full.verdict(), Verdict::Verified);
}

#[test]
fn each_scale_has_one_grade_that_says_it_cannot_be_judged() {
    let cannot = |scheme| {
        let sources = Reliability::of(scheme).into_iter().filter(|grade| !grade.is_judged());
        let words = Credibility::of(scheme).into_iter().filter(|grade| !grade.is_judged());
        (sources.map(|g| g.code()).collect::<String>(), words.map(|g| g.code()).collect::<String>())
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(cannot(GradingScheme::Admiralty), pair("F", "6"));
    assert_eq!(cannot(GradingScheme::Uk3x5x2), pair("2", "D"));
    assert_eq!(cannot(GradingScheme::Uk5x5x5), pair("E", "4"));
    let counts = |scheme| (Reliability::of(scheme).len(), Credibility::of(scheme).len());
    assert_eq!(counts(GradingScheme::Admiralty), (6, 6));
    assert_eq!(counts(GradingScheme::Uk3x5x2), (3, 5));
    assert_eq!(counts(GradingScheme::Uk5x5x5), (5, 5));
}

#[test]
fn a_saved_project_gives_its_propositions_back_and_a_removed_one_goes_to_the_bin() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p");
    let mut project = sample::project();
    let full = Proposition { evidence: vec![evidence()], ..piers() };
    apply(&mut project, put(full)).unwrap();
    ascribe::store::create(&path, project.tables()).unwrap();
    let mut opened = ascribe::store::open(&path).unwrap();
    let is_error = |one: &ascribe::store::Located| one.severity == Severity::Error;
    assert!(!opened.problems.iter().any(is_error), "{:?}", opened.problems);
    assert!(opened.project == project);
    let stamp = (annotator("ann"), sample::at(9));
    let edit = Edit::Proposition(piers().id, None);
    let step = opened.history.perform(&mut opened.project, "Remove".to_owned(), stamp, edit);
    opened.store.append(&[step.unwrap()]).unwrap();
    opened.store.save(opened.project.tables()).unwrap();
    assert!(!path.join("propositions/p-1.ron").exists());
    let binned = std::fs::read_dir(path.join("bin")).unwrap().flatten().next().unwrap().path();
    assert!(binned.join("propositions/p-1.ron").is_file());
}

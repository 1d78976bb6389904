//! Sets of other programs on a project: new articles, articles that are there, articles that have changed, and nothing put
//! where it only looks alike.

use crate::carried::full;
use crate::exchange::{packed, proven, quay};
use crate::exchange_ours::packed as packed_project;
use crate::exchange_samples::{file, read};
use crate::fixture::{annotator_id, article_id, project, source_id, statement_id};
use ascribe::exchange::{
    FORMATS, Fate, Format, Incoming, Link, Mapping, Meaning, Set, Taker, set_of, take_in,
};
use ascribe::export::{Selected, Selection};
use ascribe::model::{
    CueClass, Edit, Kind, Project, RelationKind, Remark, RemarkId, RemarkKind, Settings, apply,
};
use ascribe::text::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn taken(project: &Project, set: &Set, mapping: &Mapping) -> (Project, Incoming) {
    let by = annotator_id("ann");
    let at = "2031-04-01T12:00:00Z".parse().unwrap();
    let incoming = take_in(project, set.clone(), mapping, Taker { by: &by, at });
    let mut after = project.clone();
    if let Some(change) = &incoming.change {
        apply(&mut after, change.edit().clone()).unwrap();
    }
    (after, incoming)
}

fn fates(incoming: &Incoming) -> BTreeMap<Fate, usize> {
    let mut fates = BTreeMap::new();
    for verdict in incoming.verdicts.iter().filter(|verdict| !verdict.item.is_empty()) {
        *fates.entry(verdict.fate).or_default() += 1;
    }
    fates
}

#[test]
fn a_set_that_holds_everything_gives_the_same_statements_on_a_new_project() {
    let (after, incoming) = taken(&Project::new(Settings::default()), &quay(), &Mapping::default());
    let odd: Vec<_> = incoming.verdicts.iter().filter(|one| one.fate != Fate::TakenIn).collect();
    assert!(odd.is_empty(), "{odd:?}");
    let before = project();
    assert_eq!(after.layers(), before.layers());
    assert_eq!(after.annotators(), before.annotators());
    for (id, article) in before.articles() {
        let there = &after.articles()[id];
        assert_eq!(there.frozen_text(), article.frozen_text());
        assert_eq!(there.segments(), article.segments());
        assert_eq!(there.metadata().title, article.metadata().title);
        assert_eq!(there.metadata().publisher, article.metadata().publisher);
    }
    // Sources that nothing names stay behind.
    for (id, source) in before.sources().iter().filter(|(id, _)| id.as_str() != "nobody-names-me") {
        assert_eq!(after.sources()[id], *source);
    }
}

#[test]
fn what_a_project_gave_out_is_known_to_it_when_it_comes_back() {
    for format in proven() {
        let packed = packed(format, &quay(), None);
        let set = format.read_as(&packed.files, packed.unit).unwrap().set;
        let before = project();
        let (after, incoming) = taken(&before, &set, &Mapping::default());
        // A statement whose words stand apart is two where a word has one tag, as its loss says.
        let apart = if format.name == "conll2003" { 2 } else { 0 };
        let n = before.n_statements() + apart;
        assert_eq!(after.n_statements(), n, "{}: {:?}", format.name, incoming.verdicts);
        assert_eq!(after.articles(), before.articles(), "{}", format.name);
    }
}

#[test]
fn what_brat_holds_makes_statements_with_sources_and_cues() {
    let packed = packed(Format::named("brat").unwrap(), &quay(), None);
    let (set, _) = read("brat", &packed.files);
    let (after, incoming) = taken(&Project::new(Settings::default()), &set, &Mapping::default());
    assert!(
        incoming.verdicts.iter().all(|one| one.fate == Fate::TakenIn),
        "{:?}",
        incoming.verdicts
    );
    let before = project();
    for id in ["s-a1", "s-a2", "s-a3", "s-a4", "s-a5", "s-z1"].map(statement_id) {
        // The records of propositions stay behind, as was told: which one it was is kept beside the fields.
        let mut wanted = before.statement(&id).unwrap().1.as_ref().clone();
        if let Some(proposition) = wanted.proposition.take() {
            wanted.extra.insert("proposition".to_owned(), proposition.to_string());
        }
        let (home, found) = after.statement(&id).unwrap();
        assert_eq!((home, found.as_ref()), (before.statement(&id).unwrap().0, &wanted));
    }
    // The names of sources stand with their mentions.
    assert_eq!(
        after.sources()[&source_id("ministry")].name,
        "Ministry of Harbours, Land and \"Sea\""
    );
}

const FOREIGN: &str = "The mayor said the quay is safe. The union denied it. Boats waited.";

fn foreign() -> Set {
    let lines = "\
T1\tSpeech 15 31\tthe quay is safe
T2\tSpeaker 0 9\tThe mayor
T3\tCue 10 14\tsaid
T4\tRebuttal 33 52\tThe union denied it
T5\tVehicle 54 59\tBoats
R1\tsaidBy Arg1:T1 Arg2:T2\t
R2\tcued-by Arg1:T1 Arg2:T3\t
R3\trebuts Arg1:T4 Arg2:T1\t
R4\tfloats-near Arg1:T5 Arg2:T1\t
A1\tMood T1 gloomy
#1\tAnnotatorNotes T4\tnot named
";
    read("brat", &[file("port.txt", FOREIGN), file("port.ann", lines)]).0
}

#[test]
fn a_new_article_carries_the_hash_of_the_file_it_was_read_from_and_names_none_that_is_not_kept() {
    let (after, _) = taken(&Project::new(Settings::default()), &foreign(), &Mapping::default());
    let original = after.articles().values().next().unwrap().original();
    // What sha256sum says of the text.
    assert_eq!(original.sha256, "22446c0646b30d954c31c9cbd63ba74467ab3577c22810787c11ce3ba9ad496f");
    assert_eq!(original.file, "");
    // Where the text is part of another file there is no such hash.
    let line = r#"{"id":1,"text":"Boats waited.","label":[]}"#;
    let (set, _) = read("doccano", &[file("a.jsonl", line)]);
    let (after, _) = taken(&Project::new(Settings::default()), &set, &Mapping::default());
    assert_eq!(after.articles().values().next().unwrap().original().sha256, "");
}

fn mapping() -> Mapping {
    Mapping::read(r#"(marks: {"Speech": Claim}, ties: {"rebuts": Relation(Denies)})"#).unwrap()
}

#[test]
fn foreign_labels_are_mapped_and_what_has_no_place_is_kept_and_goes_out_again() {
    let (after, incoming) = taken(&Project::new(Settings::default()), &foreign(), &mapping());
    assert!(
        incoming.verdicts.iter().all(|one| one.fate == Fate::TakenIn),
        "{:?}",
        incoming.verdicts
    );
    let layer = after.layers().values().next().unwrap();
    assert_eq!(layer.id().annotator, annotator_id("ann"));
    let marks = layer.marks();
    let claim = marks.statements().values().find(|one| one.kind == Kind::Claim).unwrap();
    assert_eq!(claim.content, [Span { start: 15, end: 31 }]);
    assert_eq!(after.sources()[claim.source().unwrap()].name, "The mayor");
    assert_eq!(claim.chain[0].mention, [Span { start: 0, end: 9 }]);
    assert_eq!(claim.chain[0].cue.words, [Span { start: 10, end: 14 }]);
    assert_eq!(claim.chain[0].cue.class, CueClass::None);
    assert_eq!(claim.extra["Mood"], "gloomy");
    let denial = marks.statements().values().find(|one| one.kind == Kind::Denial).unwrap();
    assert_eq!(*denial.note, "not named");
    let relation = marks.relations().values().next().unwrap();
    assert_eq!(
        (relation.kind, &relation.from, &relation.to),
        (RelationKind::Denies, &denial.id, &claim.id)
    );
    // A vehicle is nothing here; it is kept with its label and its tie, and goes out as it came.
    let selection = Selection::all(&after);
    let out = set_of(&Selected::of(&after, &selection));
    let boats = out.documents[0].marks.iter().find(|mark| mark.label == "Vehicle").unwrap();
    assert_eq!(boats.places[0].of(FOREIGN), "Boats");
    let near = out.documents[0].ties.iter().find(|tie| tie.label == "floats-near").unwrap();
    assert_eq!((&near.from, near.to.as_str()), (&boats.id, claim.id.as_str()));
    assert!(
        out.documents[0]
            .marks
            .iter()
            .any(|mark| mark.fields.get("Mood").is_some_and(|mood| mood == "gloomy"))
    );
}

#[test]
fn the_same_set_taken_in_twice_adds_nothing() {
    let (once, _) = taken(&Project::new(Settings::default()), &foreign(), &mapping());
    let (twice, incoming) = taken(&once, &foreign(), &mapping());
    assert_eq!(fates(&incoming), BTreeMap::from([(Fate::Here, 4)]), "{:?}", incoming.verdicts);
    assert_eq!(twice, once);
}

#[test]
fn a_statement_that_was_changed_elsewhere_never_replaces_the_one_here() {
    let mut set = quay();
    let mark = set.documents[0].marks.iter_mut().find(|mark| mark.id == "s-a1").unwrap();
    mark.fields.insert("note".to_owned(), "changed elsewhere".to_owned());
    let before = project();
    let (after, incoming) = taken(&before, &set, &Mapping::default());
    assert_eq!(fates(&incoming)[&Fate::Differs], 1);
    assert_eq!(after, before);
}

/// What somebody did to a text.
type Change = fn(&str) -> String;

/// The set of the quay as somebody has it whose text of it is another.
fn elsewhere(change: impl Fn(&str) -> String) -> Set {
    let packed = packed(Format::named("brat").unwrap(), &quay(), None);
    let mut files = packed.files;
    files.retain(|one| one.path.starts_with("zoë/"));
    let text = files.iter_mut().find(|one| one.path == "zoë/quay.txt").unwrap();
    let old = String::from_utf8(text.bytes.clone()).unwrap();
    let new = change(&old);
    let words = "The tide was high in February 2031";
    let at = new.find(words).map_or(0, |at| new.split_at(at).0.chars().count());
    text.bytes = new.into_bytes();
    let marks = files.iter_mut().find(|one| one.path == "zoë/quay.ann").unwrap();
    marks.bytes = format!("T1\tclaim {at} {}\t{words}\n", at + words.len()).into_bytes();
    read("brat", &files).0
}

#[test]
fn onto_an_article_with_another_text_a_mark_moves_only_to_the_one_place_that_is_it() {
    let cases: [(Change, Fate); 2] = [
        (|text| format!("A line more.\n{text}"), Fate::Moved),
        (|text| text.replace("ميناء", "x"), Fate::Moved),
    ];
    for (change, fate) in cases {
        let before = project();
        let (after, incoming) = taken(&before, &elsewhere(change), &Mapping::default());
        assert_eq!(fates(&incoming)[&fate], 1, "{:?}", incoming.verdicts);
        assert_eq!(after.articles(), before.articles());
        let layer = after.layer(&article_id("quay"), &annotator_id("zoë")).unwrap();
        let spans: Vec<Span> =
            layer.marks().statements().values().map(|one| one.content[0]).collect();
        assert_eq!(spans.len(), 2, "a claim beside the fact that is there");
        assert_eq!(spans[0], spans[1]);
    }
}

#[test]
fn a_mark_whose_surroundings_are_gone_is_lost_and_not_put_on_a_look_alike() {
    let change = |text: &str| {
        let (_, rest) = text.split_at(text.find("The tide").unwrap());
        let (words, _) = rest.split_at("The tide was high in February 2031".len());
        format!("Other words all around. {words} and nothing of what stood there.")
    };
    let before = project();
    let (after, incoming) = taken(&before, &elsewhere(change), &Mapping::default());
    assert_eq!(fates(&incoming), BTreeMap::from([(Fate::Lost, 1)]), "{:?}", incoming.verdicts);
    assert_eq!(after.n_statements(), before.n_statements());
}

#[test]
fn a_mapping_is_refused_with_line_and_column() {
    let error = Mapping::read("(marks: {\"a\": Clam})").unwrap_err();
    assert!(error.contains("1:") && error.contains("Clam"), "{error}");
    let usual = Mapping::default();
    assert_eq!(usual.mark("Fact (reported as fact)"), Meaning::Fact);
    assert_eq!(usual.mark("ORG"), Meaning::Keep);
    assert_eq!(usual.tie("attributed_to"), Link::Source);
    assert_eq!(usual.tie("corroborates"), Link::Relation(RelationKind::Corroborates));
}

#[test]
fn a_remark_with_the_id_of_a_statement_goes_out_under_another() {
    let mut project = full();
    let (home, statement) = {
        let layers = project.layers();
        let layer = layers.values().find(|layer| !layer.marks().statements().is_empty()).unwrap();
        (layer.id().clone(), layer.marks().statements().values().next().unwrap().as_ref().clone())
    };
    let remark = Remark {
        id: RemarkId::new(statement.id.as_str()).unwrap(),
        span: statement.content[0],
        kind: RemarkKind::Slip,
        note: "It is the other way round.".to_owned(),
        corrected: None,
        evidence: String::new(),
        extra: Default::default(),
        created: statement.created.clone(),
    };
    apply(&mut project, Edit::Remark(home, remark.id.clone(), Some(remark))).unwrap();
    let selection = Selection::all(&project);
    let set = set_of(&Selected::of(&project, &selection));
    for document in &set.documents {
        let ids: BTreeSet<_> = document.marks.iter().map(|mark| &mark.id).collect();
        assert_eq!(ids.len(), document.marks.len(), "{}", document.name);
    }
    // Each reads what it wrote, and would throw it away if two marks had one id.
    FORMATS.iter().for_each(|format| drop(packed_project(format, &project)));
}

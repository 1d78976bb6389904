//! The main job from start to finish: a whole expert reading is entered by actions, saved, opened again, exported, and
//! compared with the reading, which somebody else wrote down.

#![expect(clippy::print_stdout, reason = "a skip is said aloud")]

use crate::workbench::Bench;
use ascribe::cli::{self, Request, Terminal};
use ascribe::model::{
    Certainty, CueClass, Flag, Kind, Polarity, Quotation, RelationKind, Reliability, RemarkKind,
    Source, SourceType, StatementId, Word,
};
use ascribe::picture::words::suggestion;
use ascribe::report::{Counting, track_record};
use ascribe::session::{Action, Command, RemarkEntry, SourceChoice, SourcePurpose};
use ascribe::text::Span;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const OUTLET: &str = "kootneeti";

pub(crate) fn data() -> Option<(String, Value)> {
    let text = data_file("overseas-police-stations.txt")?;
    Some((text, serde_json::from_str(&data_file("article_gold.json")?).unwrap()))
}

/// A file of the test data; says so where it is not there.
pub(crate) fn data_file(name: &str) -> Option<String> {
    let named = std::env::var_os("ASCRIBE_TEST_DATA").map(PathBuf::from);
    let data =
        named.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"));
    let found = std::fs::read_to_string(data.join(name));
    if found.is_err() {
        let required = std::env::var("ASCRIBE_REQUIRE").is_ok_and(|list| list.contains("data"));
        assert!(!required, "{name} is required in {}", data.display());
        println!("skipped: no {name} in {} (set ASCRIBE_TEST_DATA)", data.display());
    }
    found.ok()
}

pub(crate) fn word<W: Word>(label: &str) -> W {
    let found = W::ALL.iter().find(|word| word.label().eq_ignore_ascii_case(label));
    *found.unwrap_or_else(|| panic!("no word is labelled {label}"))
}

pub(crate) fn cue_class(label: &str) -> CueClass {
    match label {
        "none" => CueClass::None,
        "hearsay adverb" => CueClass::Hearsay,
        other => word(other),
    }
}

fn kind(label: &str) -> Kind {
    match label {
        "claim" => Kind::Claim,
        "denial" => Kind::Denial,
        "fact" => Kind::Fact,
        other => panic!("{other} is no kind"),
    }
}

pub(crate) fn str_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

pub(crate) fn span(value: &Value) -> Span {
    let byte = |index: usize| usize::try_from(value["byte"][index].as_u64().unwrap()).unwrap();
    Span::new(byte(0), byte(1))
}

/// The name of a source of the reading.
pub(crate) fn name_of(gold: &Value, id: &str) -> String {
    if id == "unnamed" {
        return "Unattributed (no source given)".to_owned();
    }
    let source = list(gold, "sources").iter().find(|source| str_of(source, "id") == id).unwrap();
    str_of(source, "name").to_owned()
}

fn choice(bench: &Bench, name: &str) -> SourceChoice {
    match bench.session().source_called(name) {
        Some(id) => SourceChoice::Known(id),
        None => SourceChoice::New(name.to_owned()),
    }
}

fn enter_attribution(bench: &mut Bench, gold: &Value, statement: &Value) {
    for level in list(statement, "chain") {
        let source = str_of(level, "source");
        if source != OUTLET {
            let choice = choice(bench, &name_of(gold, source));
            bench.act(Action::SetSource(SourcePurpose::Level, choice));
        }
        for (key, command) in [("mention", Command::MarkMention), ("cue", Command::MarkCue)] {
            if !level[key].is_null() {
                bench.act(Action::Select(span(&level[key])));
                bench.act(command);
            }
        }
    }
    bench.act(Command::CueClass(cue_class(str_of(statement, "cue_class"))));
    if let Some(implied) = statement["implied_source"].as_str() {
        let choice = choice(bench, &name_of(gold, implied));
        bench.act(Action::SetSource(SourcePurpose::Implied, choice));
    }
}

fn enter(bench: &mut Bench, gold: &Value, statement: &Value) -> StatementId {
    let parts = list(statement, "content");
    let article = bench.session().place().article.clone().unwrap();
    let first = span(&parts[0]);
    bench.act(Action::GoTo(article, Some(first.start as usize)));
    bench.act(Action::Select(first));
    bench.act(Command::Tag(kind(str_of(statement, "kind"))));
    let id = bench.session().focus().expect("the new statement has the focus").id.clone();
    for part in &parts[1..] {
        bench.act(Action::Select(span(part)));
        bench.act(Command::AddRange);
    }
    enter_attribution(bench, gold, statement);
    bench.act(Command::Polarity(word::<Polarity>(str_of(statement, "polarity"))));
    bench.act(Command::Certainty(word::<Certainty>(str_of(statement, "certainty"))));
    bench.act(Command::Quotation(word::<Quotation>(str_of(statement, "quotation"))));
    let wanted: BTreeSet<Flag> =
        list(statement, "flags").iter().map(|flag| word(flag.as_str().unwrap())).collect();
    let now = bench.session().focus().unwrap().flags.clone();
    for flag in wanted.symmetric_difference(&now) {
        bench.act(Command::Flag(*flag));
    }
    bench.act(Action::SetNote(str_of(statement, "note").to_owned()));
    assert_eq!(bench.session().focus().map(|s| s.id.clone()), Some(id.clone()));
    id
}

/// Aliases, types, bodies: the records of the sources, which were made by their names.
fn enter_sources(bench: &mut Bench, gold: &Value) {
    let id_of = |bench: &Bench, id: &Value| {
        id.as_str().and_then(|id| bench.session().source_called(&name_of(gold, id)))
    };
    for source in list(gold, "sources").iter().filter(|source| str_of(source, "id") != "unnamed") {
        let Some(id) = id_of(bench, &source["id"]) else { continue };
        let record = Source {
            name: str_of(source, "name").to_owned(),
            aliases: list(source, "aliases")
                .iter()
                .map(|a| a.as_str().unwrap().to_owned())
                .collect(),
            kind: word::<SourceType>(str_of(source, "type")),
            part_of: id_of(bench, &source["part_of"]),
            independence_group: str_of(source, "independence_group").to_owned(),
            note: str_of(source, "note").to_owned(),
            ..Source::named(id, "", SourceType::Unspecified)
        };
        bench.act(Action::SetSourceRecord(record));
    }
}

fn enter_remarks(bench: &mut Bench, gold: &Value) {
    for remark in list(gold, "errors") {
        bench.act(Action::Remark(RemarkEntry {
            id: None,
            span: span(&remark["span"]),
            kind: RemarkKind::Other,
            note: str_of(remark, "remark").to_owned(),
            corrected: String::new(),
            evidence: String::new(),
        }));
    }
}

/// Enters everything; gives back the program's ids by the reading's.
pub(crate) fn enter_all(bench: &mut Bench, gold: &Value) -> BTreeMap<String, StatementId> {
    let statements = list(gold, "statements");
    let ids: BTreeMap<String, StatementId> = statements
        .iter()
        .map(|statement| (str_of(statement, "id").to_owned(), enter(bench, gold, statement)))
        .collect();
    for statement in statements {
        for relation in list(statement, "relations") {
            bench.act(Action::GoToStatement(ids[str_of(statement, "id")].clone()));
            let kind = word::<RelationKind>(str_of(relation, "type"));
            bench.act(Action::Relate(kind, ids[str_of(relation, "to")].clone()));
        }
    }
    enter_sources(bench, gold);
    enter_remarks(bench, gold);
    let article = bench.session().place().article.clone().unwrap();
    for segment in list(gold, "segments").iter().filter(|s| list(s, "kinds").is_empty()) {
        bench.act(Action::GoTo(article.clone(), Some(span(segment).start as usize)));
        bench.act(Command::NoStatement);
    }
    ids
}

fn export_csv(folder: &Path) -> Vec<BTreeMap<String, String>> {
    let words = ["ascribe", "export", folder.to_str().unwrap(), "--format", "csv", "--out", "-"];
    let Ok(Request::Command(command)) = cli::parse(words.map(Into::into)) else {
        panic!("{words:?}")
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let input = &mut std::io::empty();
    let mut terminal = Terminal {
        input,
        out: &mut out,
        err: &mut err,
        is_watched: false,
        given_up: Arc::default(),
    };
    assert_eq!(cli::execute(&command, &mut terminal), 0, "{}", String::from_utf8_lossy(&err));
    let mut reader = csv::Reader::from_reader(out.as_slice());
    reader.deserialize().map(Result::unwrap).collect()
}

fn joined(parts: &[Value]) -> String {
    parts.iter().map(|part| str_of(part, "text")).collect::<Vec<_>>().join(" … ")
}

/// Compares one row of the table with its statement.
fn compare(
    gold: &Value,
    statement: &Value,
    row: &BTreeMap<String, String>,
    ids: &BTreeMap<String, StatementId>,
) {
    let level = list(statement, "chain").last().unwrap();
    let source = str_of(level, "source");
    let parts = list(statement, "content");
    let (first, last) = (span(&parts[0]), span(parts.last().unwrap()));
    let flags: BTreeSet<&str> =
        list(statement, "flags").iter().map(|flag| flag.as_str().unwrap()).collect();
    let relations: BTreeSet<String> = list(statement, "relations")
        .iter()
        .map(|r| format!("{} {}", str_of(r, "type"), ids[str_of(r, "to")]))
        .collect();
    let implied = statement["implied_source"].as_str().map(|id| name_of(gold, id));
    let expected = [
        ("kind", str_of(statement, "kind").to_owned()),
        ("quote", joined(parts)),
        ("source", name_of(gold, source)),
        ("cue", level["cue"]["text"].as_str().unwrap_or_default().to_owned()),
        ("cue class", cue_class(str_of(statement, "cue_class")).label().to_owned()),
        ("polarity", str_of(statement, "polarity").to_owned()),
        ("certainty", str_of(statement, "certainty").to_owned()),
        ("quotation", str_of(statement, "quotation").to_owned()),
        ("implied source", implied.unwrap_or_default()),
        ("note", str_of(statement, "note").to_owned()),
        ("start", first.start.to_string()),
        ("end", last.end.to_string()),
        ("unit", "utf8-bytes".to_owned()),
        ("publisher", "The Kootneeti Team".to_owned()),
    ];
    let id = str_of(statement, "id");
    for (column, value) in expected {
        assert_eq!(row[column], value, "{id}, column {column}");
    }
    let set = |cell: &str| -> BTreeSet<String> {
        cell.split("; ").filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    assert_eq!(set(&row["flags"]), flags.into_iter().map(str::to_owned).collect(), "{id}");
    assert_eq!(set(&row["relations"]), relations, "{id}");
}

#[test]
fn a_whole_reading_is_entered_saved_opened_again_and_exported() {
    let Some((text, gold)) = data() else { return };
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("stations");
    let mut bench = Bench::new(home.path(), "Ada Rhys");
    bench.create(&folder, "Stations");
    bench.take_in(&text, "The Kootneeti Team", "The Kootneeti Team");
    let article = Arc::clone(bench.session().article().unwrap());
    assert_eq!(article.sha256(), str_of(&gold["article"], "sha256"));
    assert_eq!(article.segments().len(), 34);

    let ids = enter_all(&mut bench, &gold);
    let refused: Vec<_> =
        bench.notices.iter().filter(|n| n.weight != ascribe::session::Weight::Info).collect();
    assert!(refused.is_empty(), "{refused:?}");
    let marks = bench.session().marks().unwrap();
    assert_eq!(marks.statements().len(), 32);
    assert_eq!(marks.relations().len(), 30);
    assert_eq!(marks.remarks().len(), 12);
    assert_eq!(marks.no_statement().len(), 12);
    bench.settle();
    let before = bench.session().project().clone();

    bench.order(ascribe::session::Order::Leave);
    bench.open(&folder);
    assert!(bench.session().read_only().is_none());
    assert_eq!(*bench.session().project(), before);

    let rows = export_csv(&folder);
    assert_eq!(rows.len(), 32);
    let by_id: BTreeMap<&str, _> = rows.iter().map(|row| (row["id"].as_str(), row)).collect();
    for statement in list(&gold, "statements") {
        let id = &ids[str_of(statement, "id")];
        compare(&gold, statement, by_id[id.as_str()], &ids);
    }
}

#[test]
fn one_article_settles_nothing_so_that_no_source_of_the_reading_is_suggested_a_letter() {
    let Some((text, gold)) = data() else { return };
    let home = tempfile::tempdir().unwrap();
    let mut bench = Bench::new(home.path(), "Ada Rhys");
    bench.create(&home.path().join("stations"), "Stations");
    bench.take_in(&text, "The Kootneeti Team", "The Kootneeti Team");
    enter_all(&mut bench, &gold);
    let project = bench.session().project();
    let mut n_said = 0;
    for source in project.sources().keys() {
        let record = track_record(project, source, &Counting::default());
        n_said += record.outcomes.len();
        assert_eq!(record.posterior.suggestion(), Reliability::F, "{source}");
        let words = suggestion(&record.posterior);
        assert!(words.starts_with("too few to say: 0 of the 5"), "{source}: {words}");
    }
    assert!(n_said > 20, "the sources said a lot: {n_said}");
}

#[test]
fn every_step_of_a_whole_reading_can_be_taken_back_and_done_again() {
    let Some((text, gold)) = data() else { return };
    let home = tempfile::tempdir().unwrap();
    let mut bench = Bench::new(home.path(), "Ada Rhys");
    bench.create(&home.path().join("stations"), "Stations");
    let empty = bench.session().project().clone();
    bench.take_in(&text, "", "");
    enter_all(&mut bench, &gold);
    let full = bench.session().project().clone();
    let steps = bench.session().history().steps().len();
    for _ in 0..steps {
        bench.act(Command::Undo);
    }
    assert_eq!(*bench.session().project(), empty);
    for _ in 0..steps {
        bench.act(Command::Redo);
    }
    assert_eq!(*bench.session().project(), full);
}

#[test]
fn going_back_to_a_step_leaves_what_was_done_before_it_and_redo_leads_forward_again() {
    let Some((text, gold)) = data() else { return };
    let home = tempfile::tempdir().unwrap();
    let mut bench = Bench::new(home.path(), "Ada Rhys");
    bench.create(&home.path().join("stations"), "Stations");
    bench.take_in(&text, "", "");
    let first = &list(&gold, "statements")[0];
    enter(&mut bench, &gold, first);
    let early = bench.session().project().clone();
    let number = bench.session().history().last();
    enter_remarks(&mut bench, &gold);
    let late = bench.session().project().clone();
    bench.act(Action::BackTo(number));
    assert_eq!(*bench.session().project(), early);
    for _ in list(&gold, "errors") {
        bench.act(Command::Redo);
    }
    assert_eq!(*bench.session().project(), late);
}

//! Every field of a project goes out in every format, and comes back with the set.

use crate::export::{Validator, all, lines, rows, selection_of, written};
use crate::fixture::{annotator_id, article_id, project, source_id, statement_id};
use ascribe::export::unguard;
use ascribe::import::{read_set, set_edits};
use ascribe::model::assemble::Severity;
use ascribe::model::{
    Edit, Kind, LayerId, Metadata, Project, Proposition, PropositionId, Relation, Source,
    Statement, apply,
};
use ascribe::text::Span;
use serde_json::Value;
use std::collections::BTreeMap;

#[test]
fn the_table_says_what_was_judged_when_it_was_said_and_what_is_wrong_in_the_text() {
    let rows = rows(&all("csv", &project()));
    let check = |row: usize, cells: &[(&str, &str)]| {
        for (column, cell) in cells {
            assert_eq!(unguard(&rows[row][*column]), *cell, "row {row}, {column}");
        }
    };
    check(
        5,
        &[
            ("visibility", "unnamed"),
            ("attribution type", "belief"),
            ("access", "indirect"),
            ("statement date", "2031-02-24/2031-03-02"),
            ("date basis", "resolved against publication"),
            ("date words", "last week"),
            ("proposition", "The old quay leaks."),
            ("topic", "the quay"),
            ("proposition verdict", "verified"),
            (
                "verdict history",
                "contradicted, low confidence by Ann on 2031-03-01: Two surveys differ.; \
                 verified, low confidence by Ann on 2031-03-01: A third one settles it.",
            ),
            ("credibility", "3"),
            (
                "evidence",
                "link https://quay.example/\"leak\" supports: the\nsame outlet; \
                 file surveys/2030; part 2.pdf supports; \
                 link https://tides.example/ refutes, independent: no tide",
            ),
            ("source id", "ministry"),
            ("source reliability", "C"),
            ("source offices", "Harbour authority 2029-01-01/2030-12-31; Ministry"),
            ("independence group", "state"),
            ("country", "KV"),
            ("source links", "https://harbours.example/; https://sea.example/"),
        ],
    );
    check(0, &[("statement date", "2031-02-27"), ("visibility", "named"), ("credibility", "")]);
    // What follows from the cue and from the voice; a remark of ann's is not on a sentence of zoë's layer.
    check(
        1,
        &[
            ("attribution type", "communication"),
            ("part of", "Ministry of Harbours, Land and \"Sea\""),
        ],
    );
    check(3, &[("visibility", "author"), ("attribution type", ""), ("remarks", "")]);
}

#[test]
fn a_line_holds_the_propositions_of_its_statements_and_no_others() {
    let mut project = project();
    let (loose, stamp) =
        (PropositionId::new("loose").unwrap(), project.statement(&statement_id("s-a1")));
    let stamp = stamp.unwrap().1.created.clone();
    let record = Proposition::new(loose.clone(), "Nobody says so.", stamp);
    apply(&mut project, Edit::Proposition(loose, Some(record))).unwrap();
    let wordings = |bytes: &[u8]| -> Vec<Vec<String>> {
        let of = |line: &Value| {
            let list = line["propositions"].as_array().unwrap();
            list.iter().map(|one| one["wording"].as_str().unwrap().to_owned()).collect()
        };
        lines(bytes).iter().map(of).collect()
    };
    assert_eq!(
        wordings(&all("jsonl", &project)),
        [["The old quay leaks."], ["The old quay leaks."]]
    );
    let facts = written("jsonl", &project, &selection_of(&[Kind::Fact]));
    assert_eq!(wordings(&facts), [Vec::<String>::new(), Vec::new()]);
}

fn statement(project: &Project, id: &str) -> Statement {
    project.statement(&statement_id(id)).unwrap().1.as_ref().clone()
}

/// The small project with the few fields filled that it leaves empty.
pub(crate) fn full() -> Project {
    let mut project = project();
    let layer = |article: &str, by: &str| LayerId {
        article: article_id(article),
        annotator: annotator_id(by),
    };
    let metadata = project.articles()[&article_id("reply")].metadata().clone();
    let metadata = Metadata { author: Some(source_id("ada-rhys")), ..metadata };
    let home = layer("quay", "ann");
    let relation = project.layers()[&home].marks().relations().values().next().unwrap().clone();
    let relation = Relation { note: "“any leak”".to_owned(), ..relation };
    let mut leak = statement(&project, "s-a5");
    leak.credibility[0].scope = "years".to_owned();
    let mut tide = statement(&project, "s-z1");
    tide.author_cue.words = vec![Span::new(0, 4)];
    let mut proposition = project.propositions().values().next().unwrap().clone();
    proposition.verdicts[0].scope = "the north end".to_owned();
    let mayor = project.sources()[&source_id("ada-rhys")].clone();
    let twin = vec![source_id("nobody-names-me")];
    let mayor = Source {
        distinct_from: twin,
        aliases: vec!["Rhys".to_owned()],
        note: "elected".to_owned(),
        ..mayor
    };
    let edits = vec![
        Edit::Metadata(article_id("reply"), metadata),
        Edit::Relation(home, relation.id.clone(), Some(relation)),
        Edit::Statement(layer("reply", "ann"), leak.id.clone(), Some(leak.into())),
        Edit::Statement(layer("quay", "zoë"), tide.id.clone(), Some(tide.into())),
        Edit::Proposition(proposition.id.clone(), Some(proposition)),
        Edit::Source(mayor.id.clone(), Some(mayor)),
    ];
    apply(&mut project, Edit::batch(edits)).unwrap();
    project
}

#[test]
fn a_set_with_every_field_filled_gives_an_equal_project_when_it_is_taken_in_again() {
    let project = full();
    let (read, problems) = read_set(&all("ron", &project)).unwrap();
    let errors: Vec<_> = problems.iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert!(read == project);
    let mut fresh = Project::new(project.settings().clone());
    let edits = set_edits(&fresh, &project).unwrap();
    apply(&mut fresh, Edit::batch(edits)).unwrap();
    assert!(fresh == project);
}

#[test]
fn every_field_of_a_full_project_is_filled_on_some_line() {
    fn visit(value: &Value, path: &str, filled: &mut BTreeMap<String, bool>) {
        let is_filled = match value {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            Value::Array(values) => !values.is_empty(),
            _ => true,
        };
        *filled.entry(path.to_owned()).or_default() |= is_filled;
        match value {
            Value::Array(values) => {
                values.iter().for_each(|value| visit(value, &format!("{path}[]"), filled));
            }
            Value::Object(fields) => {
                for (name, value) in fields {
                    visit(value, &format!("{path}/{name}"), filled);
                }
            }
            _ => {}
        }
    }
    let mut filled = BTreeMap::new();
    let lines = lines(&all("jsonl", &full()));
    let validator = Validator::new();
    lines.iter().for_each(|line| validator.check(line).unwrap());
    lines.iter().for_each(|line| visit(line, "", &mut filled));
    let empty: Vec<&String> = filled.iter().filter(|(_, is)| !**is).map(|(path, _)| path).collect();
    assert_eq!(empty, Vec::<&String>::new());
}

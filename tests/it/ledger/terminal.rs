//! `ascribe ledger` and `ascribe relations`: the same in tables and in JSON.

use crate::terminal::done;
use crate::workbench::Bench;
use ascribe::model::{Kind, RelationKind, StatementId, Verdict};
use ascribe::session::{
    Action, Command, MetadataEntry, PropositionChoice, SourceChoice, SourcePurpose,
};
use serde_json::{Value, json};
use std::sync::Arc;
use tempfile::TempDir;

const FIRST: &str = "The bridge\n\nThe bridge closed in May. The minister denied it. It rained.";
const SECOND: &str =
    "The bridge again\n\nThe Post wrote that the bridge closed. The minister denied a theft.";

fn say(bench: &mut Bench, id: &StatementId, who: &str) {
    bench.act(Action::GoToStatement(id.clone()));
    let choice = bench.session().source_called(who);
    let choice = choice.map_or_else(|| SourceChoice::New(who.to_owned()), SourceChoice::Known);
    bench.act(Action::SetSource(SourcePurpose::Level, choice));
}

/// A project of two articles, of which only the first has a date: a report, a denial of it, a repetition of the report, a
/// denial that points at nothing. Gives back the folder and the statements in that order, the rain last.
fn project() -> (String, Vec<StatementId>, TempDir) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("bridge");
    let mut bench = Bench::new(home.path(), "Ann");
    bench.create(&folder, "Bridge");
    bench.take_in(FIRST, "The Velm Post", "");
    let first = Arc::clone(bench.session().article().unwrap());
    for kind in [Kind::Fact, Kind::Denial, Kind::Fact] {
        bench.act(Command::Tag(kind));
    }
    let mut metadata = first.metadata().clone();
    metadata.published = Some("2031-05-02".parse().unwrap());
    let entry =
        MetadataEntry { metadata, publisher: "The Velm Post".to_owned(), author: String::new() };
    bench.act(Action::SetMetadata(first.id().clone(), entry));
    let ids = |bench: &Bench| -> Vec<StatementId> {
        let marks = bench.session().marks().unwrap();
        marks.in_text_order().into_iter().map(|one| one.id.clone()).collect()
    };
    let one = ids(&bench);
    bench.take_in(SECOND, "The Eastern Ledger", "");
    for kind in [Kind::Claim, Kind::Denial] {
        bench.act(Command::Tag(kind));
    }
    let two = ids(&bench);
    say(&mut bench, &two[0], "The Velm Post");
    bench.act(Action::Relate(RelationKind::Repeats, one[0].clone()));
    say(&mut bench, &two[1], "The minister");
    say(&mut bench, &one[1], "The minister");
    bench.act(Action::Relate(RelationKind::Denies, one[0].clone()));
    let closed = PropositionChoice::New("The bridge closed.".to_owned());
    bench.act(Action::Group(vec![one[0].clone(), two[0].clone()], closed));
    let id = bench.session().proposition_worded("The bridge closed.").unwrap();
    bench.act(Action::Judge(id, Verdict::Verified, None, "It was seen.".to_owned()));
    bench.settle();
    let all = vec![one[0].clone(), one[1].clone(), two[0].clone(), two[1].clone(), one[2].clone()];
    (folder.to_str().unwrap().to_owned(), all, home)
}

#[test]
fn the_ledger_reads_well_and_says_what_is_not_known() {
    let (dir, _, _home) = project();
    let out = done(&["ledger", &dir]).out;
    let expected = "\
Bridge
1 proposition, 2 statements in none

reports  origins  unknown  denials  first seen  verdict   proposition
2        1        0        1        2031-05-02  verified  The bridge closed.

The bridge closed.
2 reports, 1 origin, 1 denial; verified

day         known      source         does     article           words
2031-05-02  published  The Velm Post  asserts  the-bridge        The bridge closed in May.
2031-05-02  published  The minister   denies   the-bridge        The minister denied it.
unknown     -          The Velm Post  repeats  the-bridge-again  The Post wrote that the bridge closed.

In no proposition

kind    article           proposed for  words
Fact    the-bridge        -             It rained.
Denial  the-bridge-again  -             The minister denied a theft.
";
    assert_eq!(out, expected);
}

#[test]
fn the_ledger_in_json_is_as_the_help_describes_it() {
    let (dir, ids, _home) = project();
    let ledger: Value = serde_json::from_str(&done(&["ledger", &dir, "--json"]).out).unwrap();
    assert_eq!(ledger["schema"], "ascribe-ledger/1");
    let one = &ledger["propositions"][0];
    assert_eq!(one["id"], "the-bridge-closed");
    assert_eq!((&one["reports"], &one["denials"]), (&json!(2), &json!(1)));
    let origins = json!([{"group": "the-velm-post", "statements": [ids[0].as_str()]}]);
    assert_eq!(one["origins"], origins);
    let denied_by = json!([{"group": "the-minister", "statements": [ids[1].as_str()]}]);
    assert_eq!(one["denied_by"], denied_by);
    assert_eq!((&one["verdict"], &one["unknown"]), (&json!("verified"), &json!([])));
    assert_eq!(one["first_appearance"], "2031-05-02");
    let entry = json!({
        "statement": ids[1].as_str(), "article": "the-bridge", "annotator": "ann",
        "kind": "denial", "part": "denies", "member": false, "replaced": false,
        "from": "2031-05-02", "to": "2031-05-02", "date_basis": "published",
        "chain": "The minister", "words": "The minister denied it.",
    });
    assert_eq!(one["board"][1], entry);
    let last = &one["board"][2];
    assert_eq!((&last["from"], &last["date_basis"]), (&Value::Null, &Value::Null));
    let free: Vec<&str> = ledger["ungrouped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["statement"].as_str().unwrap())
        .collect();
    assert_eq!(free, [ids[4].as_str(), ids[3].as_str()]);
}

#[test]
fn relations_and_what_is_left_open_read_well_and_are_the_same_in_json() {
    let (dir, ids, _home) = project();
    let out = done(&["relations", &dir]).out;
    let rows: Vec<&str> = out.lines().collect();
    assert_eq!(rows[..2], ["Bridge", "2 relations"]);
    assert!(out.contains("\ndenies    the-bridge "), "{out}");
    assert!(out.contains("\nUnanswered allegations: none\n"), "{out}");
    let open = "\nDenials without a target\n\narticle           source        words\n\
        the-bridge-again  The minister  The minister denied a theft.\n";
    assert!(out.contains(open), "{out}");
    let listed: Value = serde_json::from_str(&done(&["relations", &dir, "--json"]).out).unwrap();
    assert_eq!(listed["schema"], "ascribe-relations/1");
    let kinds: Vec<&str> = listed["relations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["denies", "repeats"]);
    assert_eq!(listed["relations"][0]["from"]["statement"], ids[1].as_str());
    assert_eq!(listed["relations"][0]["to"]["words"], "The bridge closed in May.");
    let without = listed["denials_without_target"].as_array().unwrap();
    assert_eq!(without.len(), 1);
    assert_eq!(without[0]["statement"], ids[3].as_str());
    assert_eq!(listed["undenied_denials"].as_array().unwrap().len(), 2);
    assert_eq!(listed["denials_with_target_outside"], json!([]));
    assert_eq!(listed["unanswered_allegations"], json!([]));
}

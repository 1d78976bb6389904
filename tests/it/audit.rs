//! The audit trail: every step since a project began, in a form that other programs read.

use crate::desk::{Desk, bytes, fact, room, write};
use crate::golden::assert_golden;
use crate::sample;
use crate::terminal::{call, done};
use ascribe::store;
use serde_json::Value;
use std::fs;

/// Steps in history and journal, of two annotators, with undoing and doing again.
fn worked(root: &std::path::Path) -> Desk {
    let mut desk = Desk::with_sample(root);
    desk.perform(fact("s-1", "ferries", 1)).unwrap();
    desk.undo().unwrap();
    desk.redo().unwrap();
    desk.save().unwrap();
    desk.by = sample::annotator("zoë");
    desk.perform(fact("s-2", "Monday", 2)).unwrap();
    desk.store.sync().unwrap();
    desk
}

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_audit_trail_is_the_one_that_was_looked_at_and_found_right() {
    let root = room();
    let folder = worked(root.path()).folder;
    let before = bytes(&folder);
    let out = done(&["history", folder.to_str().unwrap()]);
    assert_golden("steps.jsonl", out.out.as_bytes());
    assert_eq!(bytes(&folder), before, "nothing in the folder is touched");
    let path = root.path().join("steps.jsonl");
    done(&["history", folder.to_str().unwrap(), "--out", path.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(path).unwrap(), out.out);
}

#[test]
fn each_step_says_who_did_what_when_and_what_stood_there_before() {
    let root = room();
    let folder = worked(root.path()).folder;
    let steps = lines(&done(&["history", folder.to_str().unwrap()]).out);
    let numbers: Vec<_> = steps.iter().map(|step| step["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, (1..=9).collect::<Vec<u64>>());
    let acts: Vec<_> = steps.iter().skip(5).map(|step| step["act"].as_str().unwrap()).collect();
    assert_eq!(acts, ["did", "undid", "redid", "did"]);
    let did = &steps[5];
    assert_eq!(did["who"], serde_json::json!({"id": "ann", "name": "Ann Other"}));
    assert_eq!(did["when"], sample::at(5).to_string());
    assert_eq!(did["what"], "Test");
    assert_eq!(did["before"]["Statement"][2], Value::Null);
    assert_eq!(did["after"]["Statement"][2]["kind"], "Fact");
    assert_eq!((&steps[6]["before"], &steps[6]["after"]), (&did["after"], &did["before"]));
    // Somebody whom the project does not list is still named by id.
    assert_eq!(steps[8]["who"], serde_json::json!({"id": "zoë", "name": null}));
}

#[test]
fn a_step_that_stands_in_journal_and_history_is_told_once() {
    let root = room();
    let mut desk = worked(root.path());
    let folder = desk.folder.clone();
    let path = folder.join("journal/zoë.ron");
    let journal = fs::read(&path).unwrap();
    let out = done(&["history", folder.to_str().unwrap()]).out;
    desk.save().unwrap();
    drop(desk);
    write(&path, &journal);
    assert_eq!(done(&["history", folder.to_str().unwrap()]).out, out);
}

#[test]
fn what_is_torn_or_missing_is_said_beside_the_rest() {
    let root = room();
    let desk = worked(root.path());
    let folder = desk.folder.clone();
    drop(desk);
    let path = folder.join("history/ann-0001.ron");
    let history = fs::read_to_string(&path).unwrap();
    let torn: Vec<&str> = history.split_inclusive('\n').take(5).collect();
    write(&path, format!("{}/*torn", torn.concat()).as_bytes());
    let call = call(&["history", folder.to_str().unwrap()]);
    assert_eq!((call.status, lines(&call.out).len()), (1, 5));
    assert!(call.err.contains("history/ann-0001.ron:6"), "{}", call.err);
    assert!(call.err.contains("steps 5 to 8 are missing"), "{}", call.err);
    assert_eq!(store::trail(&folder).unwrap().gaps(), [(5, 8)]);
}

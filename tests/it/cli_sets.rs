//! The terminal on annotated sets of other programs: what is lost is said, what is read is told, `--strict` and `--dry-run`
//! change nothing.

use crate::terminal::{Call, Place, call, done};
use std::fs;

/// A call that does not work.
fn failed(words: &[&str]) -> Call {
    let call = call(words);
    assert_eq!(call.status, 1, "{words:?}: {call:?}");
    call
}

#[test]
fn a_set_goes_out_with_its_loss_said_and_comes_back_as_what_is_there() {
    let place = Place::new();
    let dir = place.quay();
    let out = place.word("quay-brat");
    let call = done(&["export", &dir, "--format", "brat", "--out", &out]);
    assert!(call.err.contains("brat cannot hold relations: 2 ("), "{}", call.err);
    assert!(
        call.err.contains("offsets in code-points, files read back and found equal"),
        "{}",
        call.err
    );
    assert!(place.path("quay-brat/manifest.json").is_file());
    assert!(place.path("quay-brat/ann/quay.ann").is_file());
    let call = done(&["import", &dir, &out, "--format", "brat", "--dry-run"]);
    assert!(
        call.err.contains("places count code-points; 100 of 100 fit, by quotations"),
        "{}",
        call.err
    );
    assert_eq!(call.out, format!("{out}: 2 texts, 9 already here (nothing was changed)\n"));
    // What lies in a folder already is not written over.
    let call = failed(&["export", &dir, "--format", "brat", "--out", &out]);
    assert!(call.err.contains("holds something already"), "{}", call.err);
}

#[test]
fn strict_refuses_a_loss_and_writes_nothing() {
    let place = Place::new();
    let dir = place.quay();
    let out = place.word("strict");
    let call = failed(&["export", &dir, "--format", "doccano", "--out", &out, "--strict"]);
    assert!(call.err.contains("doccano cannot hold fields of marks: "), "{}", call.err);
    assert!(call.err.contains("strict was not written"), "{}", call.err);
    assert!(!place.path("strict").exists());
}

#[test]
fn one_format_becomes_another_without_a_project() {
    let place = Place::new();
    let dir = place.quay();
    let (brat, studio, lines) = (place.word("b"), place.word("s"), place.word("l.jsonl"));
    done(&["export", &dir, "--format", "brat", "--out", &brat]);
    done(&["convert", &brat, "--from", "brat", "--to", "label-studio", "--out", &studio]);
    done(&["convert", &studio, "--from", "label-studio", "--to", "jsonl", "--out", &lines]);
    let lines = fs::read_to_string(place.path("l.jsonl")).unwrap();
    assert_eq!(lines.lines().count(), 2);
    assert!(lines.contains("\"exact\":\"The quay is safe.\""));
    let call =
        failed(&["convert", &brat, "--from", "csv", "--to", "brat", "--out", &place.word("x")]);
    assert!(call.err.contains("csv is written only, not read"), "{}", call.err);
}

#[test]
fn the_unit_can_be_chosen_where_the_format_leaves_a_choice() {
    let place = Place::new();
    let dir = place.quay();
    let out = place.word("points");
    done(&["export", &dir, "--format", "doccano", "--out", &out, "--unit", "code-points"]);
    assert!(place.path("points/ann.code-points.jsonl").is_file());
    let out = place.word("bytes");
    let call =
        failed(&["export", &dir, "--format", "doccano", "--out", &out, "--unit", "utf8-bytes"]);
    assert!(
        call.err.contains("doccano does not count in utf8-bytes; it counts in utf16-units"),
        "{}",
        call.err
    );
}

#[test]
fn a_mapping_that_cannot_be_read_is_told_and_nothing_is_taken_in() {
    let place = Place::new();
    let dir = place.quay();
    let (out, map) = (place.word("b"), place.word("map.ron"));
    done(&["export", &dir, "--format", "brat", "--out", &out]);
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"), &map).unwrap();
    let call = failed(&["import", &dir, &out, "--format", "brat", "--map", &map]);
    assert!(call.err.contains("this is no mapping of labels"), "{}", call.err);
}

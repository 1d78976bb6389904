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
    // The annotated set of our own leads there too, and says the same.
    let (ron, studio_too) = (place.word("q.ron"), place.word("s2"));
    done(&["export", &dir, "--format", "ron", "--out", &ron]);
    done(&["convert", &ron, "--from", "ron", "--to", "label-studio", "--out", &studio_too]);
    done(&["export", &dir, "--format", "label-studio", "--out", &place.word("s3")]);
    let tasks = |folder: &str| fs::read(place.path(folder).join("tasks.json")).unwrap();
    assert!(tasks("s2") == tasks("s3"));
    let call =
        failed(&["convert", &brat, "--from", "ron", "--to", "csv", "--out", &place.word("x")]);
    assert!(call.err.contains("there is no .ron file"), "{}", call.err);
    let call =
        failed(&["convert", &brat, "--from", "csv", "--to", "brat", "--out", &place.word("x")]);
    assert!(call.err.contains("there is no .csv file"), "{}", call.err);
}

#[test]
fn what_was_exported_as_lines_or_as_a_table_is_taken_in_again() {
    let place = Place::new();
    let dir = place.quay();
    let (lines, table, brat) = (place.word("q.jsonl"), place.word("q.csv"), place.word("b"));
    done(&["export", &dir, "--format", "jsonl", "--out", &lines, "--strict"]);
    let call = done(&["export", &dir, "--format", "csv", "--out", &table]);
    assert!(call.err.contains("csv cannot hold texts: 2 ("), "{}", call.err);
    assert!(call.err.contains("file read back and found equal"), "{}", call.err);
    failed(&["export", &dir, "--format", "csv", "--out", &place.word("no.csv"), "--strict"]);
    assert!(!place.path("no.csv").exists());
    assert!(place.path("q.manifest.json").is_file());
    done(&["convert", &lines, "--from", "jsonl", "--to", "brat", "--out", &brat]);
    done(&["export", &dir, "--format", "brat", "--out", &place.word("b2")]);
    let marks = |folder: &str| fs::read(place.path(folder).join("ann/quay.ann")).unwrap();
    assert!(marks("b") == marks("b2"));
    let call = done(&["import", &dir, &lines, "--format", "jsonl", "--dry-run"]);
    assert_eq!(call.out, format!("{lines}: 2 texts, 11 already here (nothing was changed)\n"));
    // A table goes onto the articles that are there: here, with another note.
    let said = fs::read_to_string(&table).unwrap();
    fs::write(&table, said.replace("'+1 for the comma", "'+2 for the comma")).unwrap();
    let call = crate::terminal::call(&["import", &dir, &table, "--format", "csv"]);
    assert!(call.err.contains("s-a2") || call.err.contains("We knew nothing"), "{}", call.err);
    assert!(call.err.contains("differs from the one here, which stays"), "{}", call.err);
    let call =
        failed(&["convert", &table, "--from", "csv", "--to", "brat", "--out", &place.word("x")]);
    assert!(call.err.contains("import it into a project that has the articles"), "{}", call.err);
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

#[test]
fn a_trial_run_asks_for_no_lock_so_that_it_works_beside_an_open_window() {
    let place = Place::new();
    let dir = place.quay();
    let out = place.word("b");
    done(&["export", &dir, "--format", "brat", "--out", &out]);
    let open = ascribe::store::open(&place.path("quay")).unwrap();
    assert_eq!(open.read_only, None);
    let dry = done(&["import", &dir, &out, "--format", "brat", "--dry-run"]);
    assert!(dry.out.contains("(nothing was changed)"), "{dry:?}");
    let call = failed(&["import", &dir, &out, "--format", "brat"]);
    assert!(call.err.contains("open in another window"), "{}", call.err);
}

#[test]
fn tables_go_into_a_new_folder_with_a_manifest_and_have_no_loss_to_refuse() {
    let place = Place::new();
    let dir = place.quay();
    let out = place.word("quay-parquet");
    let call = done(&["export", &dir, "--format", "parquet", "--out", &out, "--strict"]);
    assert!(
        call.err.contains("offsets in utf8-bytes, files read back and found equal"),
        "{call:?}"
    );
    let manifest = fs::read_to_string(place.path("quay-parquet/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let files = manifest["files"].as_array().unwrap();
    for file in files {
        let there = fs::read(place.path("quay-parquet").join(file["path"].as_str().unwrap()));
        assert_eq!(there.unwrap().len(), file["bytes"]);
    }
    assert!(files.iter().any(|file| file["path"] == "sources/sources.parquet"));
    assert_eq!(manifest["not_held"], serde_json::json!([]));
    let call = failed(&["export", &dir, "--format", "parquet", "--out", "-"]);
    assert!(call.err.contains("parquet is a folder of files; name one with --out"), "{call:?}");
    // From another program's files too, and not back.
    let (brat, tables) = (place.word("b"), place.word("t"));
    done(&["export", &dir, "--format", "brat", "--out", &brat]);
    done(&["convert", &brat, "--from", "brat", "--to", "parquet", "--out", &tables]);
    assert!(place.path("t/sources/sources.parquet").is_file());
    let call =
        failed(&["convert", &out, "--from", "parquet", "--to", "brat", "--out", &place.word("x")]);
    assert!(call.err.contains("parquet is written only, not read"), "{call:?}");
}

#[test]
fn a_set_goes_out_without_its_texts_and_comes_onto_the_articles_of_somebody_who_has_them() {
    let place = Place::new();
    let dir = place.quay();
    let out = place.word("marks.jsonl");
    let call = done(&["export", &dir, "--format", "jsonl", "--without-texts", "--out", &out]);
    assert!(call.err.contains("jsonl cannot hold texts: 2 ("), "{}", call.err);
    let lines = fs::read_to_string(place.path("marks.jsonl")).unwrap();
    assert_eq!(lines.matches("\"text\":null").count(), 2);
    let call = done(&["import", &dir, &out, "--format", "jsonl", "--dry-run"]);
    assert!(
        call.out.ends_with(": 2 texts, 11 already here (nothing was changed)\n"),
        "{}",
        call.out
    );
    let brat = place.word("brat");
    let call = failed(&["export", &dir, "--format", "brat", "--without-texts", "--out", &brat]);
    assert!(call.err.contains("brat cannot leave the texts behind; csv, "), "{}", call.err);
    assert!(!place.path("brat").exists());
}

#[test]
fn the_licence_that_is_said_stands_on_the_card() {
    let place = Place::new();
    let dir = place.quay();
    let out = place.word("set");
    let words = ["export", &dir, "--format", "hugging-face", "--out", &out];
    done(&[&words[..], &["--licence", "cc-by-sa-4.0"]].concat());
    let card = fs::read_to_string(place.path("set/README.md")).unwrap();
    assert!(card.starts_with("---\nlicense: cc-by-sa-4.0\n"), "{card}");
    assert!(
        card.contains("handed on under: Creative Commons Attribution Share Alike 4.0."),
        "{card}"
    );
}

#[test]
fn a_workbook_has_the_code_book_of_its_project() {
    let place = Place::new();
    let dir = place.quay();
    let book = "(edition: \"velm-7\", title: \"Code book of the Velm desk\", chapters: [(heading: \"Kinds\", \
                entries: [(term: \"claim\", meaning: \"Whatever the Velm desk holds for one.\")])])";
    fs::write(std::path::Path::new(&dir).join("guideline.ron"), book).unwrap();
    let shared = |name: &str| {
        done(&["export", &dir, "--format", "xlsx", "--out", &place.word(name)]);
        let file = fs::File::open(place.path(name)).unwrap();
        let mut archive = zip::ZipArchive::new(file).unwrap();
        let mut text = String::new();
        let mut entry = archive.by_name("xl/sharedStrings.xml").unwrap();
        std::io::Read::read_to_string(&mut entry, &mut text).unwrap();
        text
    };
    let text = shared("own.xlsx");
    assert!(text.contains("Whatever the Velm desk holds for one.") && text.contains("velm-7"));
    fs::remove_file(std::path::Path::new(&dir).join("guideline.ron")).unwrap();
    assert!(!shared("usual.xlsx").contains("Velm desk"));
}

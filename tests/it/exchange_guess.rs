//! Which format files are in is found out from the files: certain where nothing speaks for another, else asked.

use crate::exchange_samples::file;
use crate::fixture::project;
use ascribe::exchange::{File, Format, guess, is_set_by_name};
use ascribe::export::{Selected, Selection};
use std::ops::ControlFlow;

fn guessed(files: &[File]) -> Vec<&'static str> {
    guess(files).into_iter().map(|format| format.name).collect()
}

#[test]
fn every_format_that_is_written_and_read_is_known_by_its_own_files() {
    let project = project();
    let selection = Selection::all(&project);
    for format in Format::readable() {
        let selected = Selected::of(&project, &selection);
        let packed = format.pack_project(&selected, None, &mut |_| ControlFlow::Continue(()));
        // Without the manifest: as another program would have written them.
        assert_eq!(guessed(&packed.unwrap().files), [format.name]);
    }
}

#[test]
fn files_of_other_programs_are_known_by_what_only_these_write() {
    for (name, text, formats) in [
        ("a.ann", "T1\tClaim 0 3\tThe", &["brat"][..]),
        ("a.jsonl", r#"{"id":1,"text":"The quay","label":[[0,3,"Claim"]]}"#, &["doccano"]),
        ("a.jsonl", r#"{"text":"The quay","_input_hash":1,"spans":[]}"#, &["prodigy"]),
        ("a.jsonl", r#"{"text":"The quay","ents":[],"tokens":[]}"#, &["spacy"]),
        ("a.jsonl", r#"{"text":"The quay"}"#, &["doccano", "prodigy", "spacy"]),
        ("a.json", r#"[{"id":1,"data":{"text":"x"},"annotations":[]}]"#, &["label-studio"]),
        (
            "a.json",
            r#"{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation"}"#,
            &["w3c"],
        ),
        ("a.json", r#"{"%TYPES":{},"%FEATURE_STRUCTURES":[]}"#, &["cas-json"]),
        ("a.json", r#"{"total":1,"rows":[{"uri":"http://a","target":[]}]}"#, &["hypothesis"]),
        ("a.tsv", "#FORMAT=WebAnno TSV 3.3\n", &["webanno-tsv"]),
        ("a.tsv", "article\tkind\tquote\n", &["csv"]),
        ("a.json", r#"{"name":"x"}"#, &[]),
        ("a.txt", "The quay is safe.", &[]),
    ] {
        assert_eq!(guessed(&[file(name, text)]), formats, "{name}: {text}");
    }
    let manifest = r#"{"schema":"ascribe-manifest/1","format":"spacy"}"#;
    let files = [file("a.jsonl", r#"{"text":"x"}"#), file("manifest.json", manifest)];
    assert_eq!(guessed(&files), ["spacy"]);
}

#[test]
fn a_set_is_told_from_articles_by_its_name_alone() {
    for name in ["a.qdpx", "B.XMI", "quay.ann", "x.conllu", "set.ron"] {
        assert!(is_set_by_name(name), "{name}");
    }
    for name in ["a.csv", "a.txt", "a.json", "a.jsonl", "a.html", "ann"] {
        assert!(!is_set_by_name(name), "{name}");
    }
}

#[test]
fn a_format_is_found_by_its_name_its_ending_and_the_programs_that_take_it() {
    let found = |words: &str| -> Vec<&str> {
        let all = ascribe::exchange::FORMATS.iter();
        all.filter(|format| format.answers_to(words)).map(|format| format.name).collect()
    };
    assert_eq!(found("nvivo"), ["qdpx", "qdpx-nvivo"]);
    assert_eq!(found("MAXQDA"), ["qdpx", "qdpx-maxqda"]);
    assert_eq!(found(".xlsx"), ["xlsx"]);
    assert_eq!(found("excel"), ["csv", "xlsx"]);
    assert_eq!(found("inception json"), ["cas-json"]);
    assert_eq!(found("no such thing"), [""; 0]);
    assert_eq!(found("").len(), ascribe::exchange::FORMATS.len());
}

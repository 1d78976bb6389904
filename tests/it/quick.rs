//! The quick reader of RON gives what the `ron` crate gives, or nothing: on every file that tests read, on what the program
//! writes, and on thousands of files that were damaged. `ASCRIBE_FUZZ_ROUNDS` says how many variants are made of each file;
//! 150 when it does not.

use crate::architecture::root;
use crate::chance::Chance;
use crate::fixture::project;
use ascribe::export::Selection;
use ascribe::format::{SetFile, from_ron, from_ron_quickly, line_of, to_ron};
use ascribe::model::{Edit, History, Project, Settings, Step};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[path = "../../fuzz/readers.rs"]
mod readers;

/// Every file with RON in it below these folders, with its name.
fn texts() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["fuzz/corpus", "tests/data", "projects", "assets", "examples"] {
        gather(&root().join(folder), &mut found);
    }
    found.sort();
    assert!(found.len() >= 70, "{}", found.len());
    found
}

fn gather(folder: &Path, found: &mut Vec<(String, String)>) {
    let paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    for path in paths {
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "ron") {
            // A seed that is no text is none for either reader.
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            found.push((path.strip_prefix(root()).unwrap().display().to_string(), text));
        }
    }
}

#[test]
fn both_readers_agree_on_every_file_that_tests_read() {
    let mut taken = 0;
    for (_, text) in texts() {
        taken += readers::compare(text.as_bytes());
    }
    assert!(taken >= 60, "the quick reader took {taken} values only");
}

#[test]
fn what_the_program_writes_is_read_quickly() {
    let folders = ["projects", "tests/data/projects", "tests/data/golden/format"];
    let is_ours = |name: &str| folders.iter().any(|folder| name.starts_with(folder));
    let written =
        texts().into_iter().filter(|(name, _)| is_ours(name) && !name.contains("by-hand"));
    for (name, text) in written {
        let n_steps = text.lines().filter(|line| line.contains("*/(number:")).count();
        let expected = if n_steps > 0 { n_steps } else { 1 };
        assert_eq!(readers::compare(text.as_bytes()), expected, "{name}");
    }
    let set = to_ron(&SetFile::of(&project(), &Selection::all(&project()))).unwrap();
    assert_eq!(readers::compare(set.as_bytes()), 1);
}

/// A step that holds every record of the fixture, each of whose fields is filled somewhere.
#[test]
fn a_step_of_a_journal_is_read_quickly_whatever_is_in_it() {
    let mut edits = Vec::new();
    let full = project();
    for (id, article) in full.articles() {
        edits.push(Edit::Article(id.clone(), Some(Arc::clone(article))));
        edits.push(Edit::Metadata(id.clone(), article.metadata().clone()));
    }
    for (id, source) in full.sources() {
        edits.push(Edit::Source(id.clone(), Some(source.clone())));
    }
    for (id, one) in full.propositions() {
        edits.push(Edit::Proposition(id.clone(), Some(one.clone())));
    }
    for (home, layer) in full.layers() {
        edits.push(Edit::Layer(home.clone(), Some(layer.head().clone())));
        let marks = layer.marks();
        for (id, statement) in marks.statements() {
            edits.push(Edit::Statement(home.clone(), id.clone(), Some(Arc::clone(statement))));
        }
        for (id, relation) in marks.relations() {
            edits.push(Edit::Relation(home.clone(), id.clone(), Some(relation.clone())));
        }
        for (id, remark) in marks.remarks() {
            edits.push(Edit::Remark(home.clone(), id.clone(), Some(remark.clone())));
        }
    }
    let settings = Settings {
        title: "it’s \"so\" \\ \u{1f6f6}\0\u{202e}'".to_owned(),
        ..Settings::default()
    };
    edits.push(Edit::Settings(settings));
    let mut history = History::default();
    let by = full.annotators().keys().next().unwrap().clone();
    let at = "2031-03-01T10:00:00Z".parse().unwrap();
    let first = Edit::Settings(Settings::default());
    let mut empty = Project::new(Settings::default());
    let step = history.perform(&mut empty, "It's all".to_owned(), (by, at), first).unwrap();
    edits.push(Edit::batch(edits.clone()));
    for edit in edits {
        let line = line_of(&Step { edit, ..step.clone() }).unwrap();
        assert_eq!(readers::compare(line.as_bytes()), 1, "{line}");
    }
}

/// What RON knows and files of ours do not use, and what is no RON.
const WORDS: [&str; 48] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    " ",
    "\n",
    "\t",
    "\r\n",
    "\u{b}",
    "\u{85}",
    "\u{200e}",
    "\u{a0}",
    "Some(",
    "Some",
    "None",
    "None,",
    "\"",
    "\\",
    "\\\"",
    "\\n",
    "\\0",
    "\\'",
    "\\x41",
    "\\u{1f6f6}",
    "\\u{d800}",
    "\\u{}",
    "\\\n  ",
    "r\"a\"",
    "r#\"a\"#",
    "r##\"\"#\"##",
    "r#",
    "b\"a\"",
    "'a'",
    "/* x */",
    "/*",
    "// x\n",
    "#![enable(implicit_some)]",
    "-",
    "+1",
    "0x1f",
    "007",
    "1_000",
    "1.5e3",
    "18446744073709551616",
];

/// Numbers in other notations, names before records, letters of other scripts: one of these in place of a word.
const OTHERS: [&str; 14] = [
    "1u32",
    "0b1",
    "-0",
    "1.",
    ".5",
    "inf",
    "NaN",
    "layer(",
    "()",
    "true",
    "é",
    "🛶",
    "Statement",
    "start",
];

fn changed(text: &str, other: &str, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=chance.below(3) {
        let at = chance.below(bytes.len() + 1);
        let length = chance.below(30).min(bytes.len() - at);
        match chance.below(8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            1 => drop(bytes.drain(at..at + length)),
            2 => bytes.truncate(at),
            3 => {
                let to = chance.below(bytes.len() + 1 - length);
                let part: Vec<u8> = bytes.drain(at.min(to)..at.min(to) + length).collect();
                drop(bytes.splice(to.min(bytes.len())..to.min(bytes.len()), part));
            }
            4 => {
                let from = chance.below(other.len() + 1);
                let part = other.as_bytes().iter().copied().skip(from).take(chance.below(80));
                drop(bytes.splice(at..at, part.collect::<Vec<_>>()));
            }
            5 => {
                // In place of the word or number that is next.
                let is_word = |c: &u8| c.is_ascii_alphanumeric();
                let start = at + bytes[at..].iter().take_while(|c| !is_word(c)).count();
                let end = start + bytes[start..].iter().take_while(|c| is_word(c)).count();
                let new = OTHERS[chance.below(OTHERS.len())];
                drop(bytes.splice(start..end, new.bytes()));
            }
            _ => {
                // Beside a sign, where it is most likely to mean something.
                let is_sign = |c: &u8| b"()[]{},:\" ".contains(c);
                let near = at + bytes[at..].iter().take_while(|c| !is_sign(c)).count();
                let new = WORDS[chance.below(WORDS.len())];
                drop(bytes.splice(near..near, new.bytes()));
            }
        }
    }
    bytes
}

#[test]
fn both_readers_agree_on_thousands_of_damaged_files() {
    let rounds = std::env::var("ASCRIBE_FUZZ_ROUNDS").ok();
    let rounds: u64 = rounds.map_or(150, |rounds| rounds.parse().unwrap());
    // Where everything is short, changes meet each other.
    let texts: Vec<_> = texts().into_iter().filter(|(_, text)| text.len() < 20_000).collect();
    let (mut taken, mut left) = (0, 0);
    for (number, (_, text)) in texts.iter().enumerate() {
        for seed in 0..rounds {
            let mut chance = Chance::of(seed * texts.len() as u64 + number as u64);
            let other = &texts[chance.below(texts.len())].1;
            match readers::compare(&changed(text, other, &mut chance)) {
                0 => left += 1,
                _ => taken += 1,
            }
        }
    }
    // A comparison in which one side is silent would prove nothing.
    assert!(taken > left / 20, "{taken} were taken, {left} left");
}

#[test]
fn every_file_cut_anywhere_is_left_to_ron() {
    for (name, text) in texts().into_iter().filter(|(name, _)| name.starts_with("projects")) {
        let step = (text.len() / 400).max(1);
        let cuts =
            (0..text.trim_end().len()).step_by(step).filter(|cut| text.is_char_boundary(*cut));
        for cut in cuts {
            assert_eq!(readers::compare(&text.as_bytes()[..cut]), 0, "{name}, cut at {cut}");
        }
    }
}

#[test]
fn what_is_nested_deeper_than_ron_goes_is_left_to_it() {
    for depth in 1..200 {
        let edit = format!("{}{}", "Batch([".repeat(depth), "])".repeat(depth));
        let step = format!(
            "(number:1,act:Did,label:\"\",by:\"a\",at:\"2026-01-01T00:00:00Z\",edit:{edit},inverse:Batch([]))"
        );
        let quick = from_ron_quickly::<Step>(&step);
        let slow = ron::from_str::<Step>(&step);
        assert!(quick.is_none() || quick == slow.ok(), "{depth}");
        assert_eq!(quick.is_some(), depth <= 23, "{depth}");
    }
}

#[test]
fn words_of_errors_are_those_of_ron_with_line_and_column() {
    let text =
        "(\n    format: 1,\n    kind: \"ascribe-set\",\n    title: \"a\",\n    titel: \"b\",\n)\n";
    let error = from_ron::<SetFile>(text).unwrap_err();
    assert_eq!(error.place(), Some((5, 5)), "{error}");
    assert!(error.what().contains("`titel`"), "{error}");
    let error = from_ron::<SetFile>(&text.replace("titel", "articles")).unwrap_err();
    assert_eq!(error.what(), "Expected opening `[`");
}

//! Files that are torn, flipped, missing, foreign or made by hand: told by name and line, and never written over.

use crate::desk::{Desk, bytes, copy, fact, room, write};
use crate::sample;
use ascribe::model::assemble::Severity;
use ascribe::model::{Project, SourceType, Tables};
use ascribe::store::{self, StoreError};
use std::fs;
use std::path::{Path, PathBuf};

/// The sample with four steps in its journal, and the project before, between and after them.
fn with_steps(root: &Path) -> (PathBuf, Vec<Project>) {
    let mut desk = Desk::with_sample(root);
    let mut states = vec![desk.project.clone()];
    for (id, words) in
        [("s-1", "ferries"), ("s-2", "Monday"), ("s-1", "town"), ("s-3", "“The hulls")]
    {
        desk.perform(fact(id, words, 1)).unwrap();
        states.push(desk.project.clone());
    }
    (desk.folder, states)
}

#[test]
fn a_journal_torn_at_any_byte_gives_an_earlier_state_and_keeps_the_torn_bytes() {
    let root = room();
    let (folder, states) = with_steps(root.path());
    let path = folder.join("journal/ann.ron");
    let journal = fs::read(&path).unwrap();
    let ends: Vec<usize> =
        (0..journal.len()).filter(|at| journal[*at] == b'\n').map(|at| at + 1).collect();
    for length in 0..=journal.len() {
        write(&path, &journal[..length]);
        let desk = Desk::open(&folder);
        // The head is the first line; every whole line behind it is a step.
        let n_whole = ends.iter().filter(|end| **end <= length).count();
        assert!(desk.project == states[n_whole.saturating_sub(1)], "torn at byte {length}");
        assert_eq!(desk.read_only, None);
        let whole = if n_whole == 0 { 0 } else { ends[n_whole - 1] };
        assert_eq!(fs::read(&path).unwrap(), journal[..whole]);
        let torn = folder.join("journal/ann.torn-1.ron");
        if whole == length {
            assert!(!torn.exists() && desk.problems.is_empty(), "torn at byte {length}");
        } else {
            assert_eq!(fs::read(&torn).unwrap(), journal[whole..length]);
            assert_eq!(desk.problems[0].line, Some(n_whole + 1));
            fs::remove_file(torn).unwrap();
        }
    }
}

#[test]
fn a_flipped_bit_in_a_journal_gives_an_earlier_state_and_the_rest_is_put_aside() {
    let root = room();
    let (folder, states) = with_steps(root.path());
    let path = folder.join("journal/ann.ron");
    let journal = fs::read(&path).unwrap();
    for bit in (0..journal.len() * 8).step_by(37) {
        let mut flipped = journal.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        write(&path, &flipped);
        let desk = Desk::open(&folder);
        let n_before = journal[..bit / 8].iter().filter(|byte| **byte == b'\n').count();
        assert!(desk.project == states[n_before.saturating_sub(1)], "bit {bit}");
        let torn = folder.join("journal/ann.torn-1.ron");
        let both = [fs::read(&path).unwrap(), fs::read(&torn).unwrap()].concat();
        assert_eq!(both, flipped);
        fs::remove_file(torn).unwrap();
    }
}

#[test]
fn steps_that_are_in_the_history_too_are_not_done_twice() {
    let root = room();
    let (folder, states) = with_steps(root.path());
    let path = folder.join("journal/ann.ron");
    let journal = fs::read(&path).unwrap();
    let mut desk = Desk::open(&folder);
    desk.save().unwrap();
    desk.undo().unwrap();
    desk.save().unwrap();
    drop(desk);
    // As if the program had been stopped before it cut the journal: an old step must not undo the undoing.
    write(&path, &journal);
    let desk = Desk::open(&folder);
    assert_eq!(desk.recovered, None);
    assert!(desk.project == states[3]);
    assert_eq!(desk.history.last(), 10);
}

/// One way of breaking a project, and what has to be said about it.
struct Row {
    file: &'static str,
    damage: fn(&str) -> Vec<u8>,
    line: Option<usize>,
    column: Option<usize>,
    says: &'static [&'static str],
}

const ROWS: &[Row] = &[
    Row {
        file: "layers/ann/ferry.ron",
        damage: |ron| ron.replacen("kind: Fact,", "kind Fact,", 1).into(),
        line: Some(10),
        column: Some(18),
        says: &["Expected colon"],
    },
    Row {
        file: "layers/ann/ferry.ron",
        damage: |ron| ron.replace("format: 1", "format: 7").into(),
        line: None,
        column: None,
        says: &["in format 7", "up to 1", "newer"],
    },
    Row {
        file: "layers/ann/ferry.ron",
        damage: |ron| {
            ron.replace("            verdict", "")
                .replacen("kind: Fact", "mood: Good, kind: Fact", 1)
                .into()
        },
        line: Some(10),
        column: None,
        says: &["no field `mood` in a statement", "newer Ascribe"],
    },
    Row {
        file: "layers/ann/ferry.ron",
        damage: |ron| ron.replacen("end: 75", "end: 7500", 1).into(),
        line: Some(9),
        column: None,
        says: &["bytes 22 to 7500 do not lie in the text"],
    },
    Row {
        file: "layers/ann/ferry.ron",
        damage: |ron| ron.replacen("start: 22, end: 75", "start: 23, end: 75", 1).into(),
        line: Some(9),
        column: None,
        says: &["at bytes 23 to 75 the text has “he town", "stands at bytes 22 to 75"],
    },
    Row {
        file: "layers/ann/ferry.ron",
        damage: |ron| ron.replacen("source: \"operator\"", "source: \"nobody\"", 1).into(),
        line: Some(23),
        column: None,
        says: &["there is no source “nobody”"],
    },
    Row {
        file: "layers/ann/ferry.ron",
        damage: |ron| ron.replacen("to: \"s-c1\"", "to: \"s-gone\"", 1).into(),
        line: Some(39),
        column: None,
        says: &["there is no statement “s-gone”"],
    },
    Row {
        file: "layers/ann/ferry.ron",
        damage: |ron| ron.replacen("id: \"s-c1\"", "id: \"s-f1\"", 1).into(),
        line: Some(9),
        column: None,
        says: &["the id occurs twice"],
    },
    Row {
        file: "layers/ann/ferry.ron",
        damage: |ron| ron.replacen("id: \"s-c1\"", "id: \"../x\"", 1).into(),
        line: Some(15),
        column: None,
        says: &["“../x” is no id"],
    },
    Row {
        file: "layers/ann/ferry.ron",
        damage: |ron| ron.replacen("article: \"ferry\"", "article: \"hafen\"", 1).into(),
        line: None,
        column: None,
        says: &["calls itself “ann/hafen”"],
    },
    Row {
        file: "layers/ann/ferry.ron",
        damage: |ron| ron.replace("utf8-bytes", "utf16-units").into(),
        line: Some(5),
        column: None,
        says: &["counted in “utf16-units”"],
    },
    Row {
        file: "layers/ann/ferry.ron",
        damage: |ron| ron.as_bytes()[..ron.len() / 2].into(),
        line: Some(25),
        column: None,
        says: &["was cut off"],
    },
    Row {
        file: "layers/ann/ferry.ron",
        damage: |_| Vec::new(),
        line: Some(1),
        column: Some(1),
        says: &["begins with `(format: 1,`"],
    },
    Row {
        file: "layers/ann/ferry.ron",
        damage: |ron| [ron.lines().next().unwrap().as_bytes(), b"\n\x7fELF\0\xff\xfe"].concat(),
        line: Some(2),
        column: None,
        says: &["no text in UTF-8"],
    },
    Row {
        file: "articles/ferry/text.txt",
        damage: |text| text.replace("Monday", "Tuesday").into(),
        line: None,
        column: None,
        says: &["SHA-256", "not the text that was annotated"],
    },
    Row {
        file: "articles/ferry/text.txt",
        damage: |text| text.replace('\n', "\r\n").into(),
        line: None,
        column: None,
        says: &["SHA-256"],
    },
    Row {
        file: "articles/ferry/article.ron",
        damage: |ron| ron.replace("end: 75", "end: 70").into(),
        line: None,
        column: None,
        says: &["segment 3", "leaves out words ahead of it"],
    },
    Row {
        file: "articles/ferry/article.ron",
        damage: |ron| ron.replace("bay-courier", "nobody").into(),
        line: Some(6),
        column: None,
        says: &["there is no source “nobody”"],
    },
    Row {
        file: "sources/ilse-tarn.ron",
        damage: |ron| ron.replace("marrow-bay", "atlantis").into(),
        line: Some(7),
        column: None,
        says: &["there is no source “atlantis”"],
    },
    Row {
        file: "sources/ilse-tarn.ron",
        damage: |ron| ron.replace("kind: Official", "kind: Wizard").into(),
        line: Some(6),
        column: Some(15),
        says: &["Wizard", "Official"],
    },
    Row {
        file: "project.ron",
        damage: |ron| ron.replace("title:", "title").into(),
        line: Some(4),
        column: None,
        says: &["Expected colon"],
    },
];

#[test]
fn every_broken_file_is_named_with_its_line_and_leaves_the_rest_to_be_read_only() {
    let root = room();
    let template = Desk::with_sample(root.path()).folder;
    for (number, row) in ROWS.iter().enumerate() {
        let folder = root.path().join(number.to_string());
        copy(&template, &folder);
        let path = folder.join(row.file);
        let whole = fs::read_to_string(&path).unwrap();
        let broken = (row.damage)(&whole);
        assert_ne!(broken, whole.as_bytes(), "row {number}");
        write(&path, &broken);
        let before = bytes(&folder);
        let mut desk = Desk::open(&folder);
        let problem = &desk.problems[0];
        let at = format!("row {number}: {problem}");
        assert_eq!((problem.file.as_path(), problem.line), (Path::new(row.file), row.line), "{at}");
        assert!(row.column.is_none_or(|column| problem.column == Some(column)), "{at}");
        assert!(row.says.iter().all(|words| problem.what.contains(words)), "{at}");
        assert_eq!(problem.severity, Severity::Error, "{at}");
        // What is not broken is there to be read, and nothing is there to be written.
        assert!(desk.project.articles().contains_key(&sample::article_id("hafen")), "{at}");
        assert!(desk.read_only.clone().unwrap().contains(row.file), "{at}");
        let edit = sample::put_source("crew", "The crew", SourceType::UnnamedGroup);
        assert!(matches!(desk.perform(edit), Err(StoreError::ReadOnly(_))), "{at}");
        assert!(matches!(desk.save(), Err(StoreError::ReadOnly(_))), "{at}");
        assert!(matches!(desk.store.sync(), Err(StoreError::ReadOnly(_))), "{at}");
        drop(desk);
        assert_eq!(bytes(&folder), before, "{at}");
    }
}

#[test]
fn a_folder_without_project_ron_is_no_project_and_says_what_to_do() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    fs::remove_file(folder.join("project.ron")).unwrap();
    let nowhere = root.path().join("nowhere");
    let missing = format!("there is no {}. ", nowhere.display());
    for (folder, said) in [(&folder, "there is no project.ron in it"), (&nowhere, &missing)] {
        let error = store::open(folder).unwrap_err().to_string();
        assert!(error.contains(folder.to_str().unwrap()), "{error}");
        assert!(error.contains(said) && error.contains("ascribe new"), "{error}");
    }
}

#[test]
fn a_project_of_another_version_is_refused_by_name() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    // Nothing behind the version needs to make sense to this program.
    write(&folder.join("project.ron"), b"(format: 7, kind: \"ascribe-project\", #!@");
    let error = store::open(&folder).unwrap_err().to_string();
    assert!(
        error.contains(
            "project.ron: the file is in format 7; this Ascribe reads up to 1: get a newer one"
        ),
        "{error}"
    );
}

#[test]
fn a_step_of_a_newer_ascribe_is_not_taken_for_a_torn_one() {
    let root = room();
    let (folder, _) = with_steps(root.path());
    let path = folder.join("journal/ann.ron");
    let journal = fs::read_to_string(&path).unwrap();
    let record = "(number:99,mood:\"good\")";
    let line = format!("/*{:08x} {}*/{record}\n", crc32fast::hash(record.as_bytes()), record.len());
    let newer = format!("{journal}{line}");
    write(&path, newer.as_bytes());
    let desk = Desk::open(&folder);
    assert_eq!((desk.problems[0].severity, desk.problems[0].line), (Severity::Error, Some(6)));
    assert!(desk.read_only.is_some());
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn what_is_odd_and_harmless_is_told_and_the_project_can_be_written() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    fs::create_dir(folder.join("articles/empty")).unwrap();
    fs::remove_file(folder.join("articles/hafen/original.txt")).unwrap();
    write(&folder.join("sources/My Notes.ron"), b"not ours");
    write(&folder.join("sources/.DS_Store"), b"not ours");
    write(&folder.join("layers/ann/ferry.ron~"), b"not ours");
    let mut desk = Desk::open(&folder);
    let told: Vec<String> = desk.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "articles/empty: there is no article.ron in it: an import that was not finished",
            "articles/hafen/article.ron: the original “original.txt” is missing",
            "sources/My Notes.ron: the name of this file is none that Ascribe gives; the file is passed over",
        ]
    );
    assert!(desk.problems.iter().all(|problem| problem.severity == Severity::Warning));
    assert!(desk.project == sample::project());
    desk.perform(fact("s-1", "ferries", 1)).unwrap();
    desk.save().unwrap();
    assert_eq!(fs::read(folder.join("sources/My Notes.ron")).unwrap(), b"not ours");
}

#[cfg(unix)]
#[test]
fn links_are_passed_over() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    std::os::unix::fs::symlink(
        folder.join("sources/operator.ron"),
        folder.join("sources/link.ron"),
    )
    .unwrap();
    std::os::unix::fs::symlink(folder.join("articles/hafen"), folder.join("articles/link"))
        .unwrap();
    let desk = Desk::open(&folder);
    assert_eq!(desk.problems, []);
    assert!(desk.project == sample::project());
}

#[test]
fn a_text_that_a_journal_needs_and_that_is_nowhere_is_told_with_the_line_of_the_step() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    desk.perform(sample::add_article("third", "Third\n\nOne more text.\n")).unwrap();
    fs::remove_file(desk.folder.join("articles/third/text.txt")).unwrap();
    let desk = desk.reopened();
    let problem = &desk.problems[0];
    assert_eq!((problem.file.as_path(), problem.line), (Path::new("journal/ann.ron"), Some(2)));
    assert!(problem.what.contains("text of the article “third”"), "{problem}");
    assert!(desk.read_only.is_some() && desk.project == sample::project());
}

#[test]
fn a_new_project_is_not_made_where_other_files_lie() {
    let root = room();
    write(&root.path().join("letter.txt"), b"dear");
    let error = store::create(root.path(), &Tables::default()).unwrap_err();
    assert!(matches!(error, StoreError::Occupied(_)), "{error}");
    assert_eq!(bytes(root.path()).len(), 1);
}

//! Repairs of projects that are damaged at random. `ASCRIBE_DAMAGE_ROUNDS` says how many; 300 when it does not.

use crate::desk::{Desk, bytes, fact, room, write};
use crate::harm::{harm, harmed};
use crate::repair::{errors, repair};
use crate::sample;
use ascribe::model::assemble::Severity;
use ascribe::model::{Project, SourceType};
use ascribe::store::{self, Opened, Repair};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A project with two annotators, steps in the journal, a history and something in the bin.
fn template(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut desk = Desk::with_sample(root);
    for edit in sample::later_edits() {
        desk.perform(edit).unwrap();
    }
    desk.save().unwrap();
    desk.perform(fact("s-1", "ferries", 1)).unwrap();
    desk.perform(sample::put_source("crew", "The crew", SourceType::UnnamedGroup)).unwrap();
    desk.perform(fact("s-2", "Monday", 2)).unwrap();
    bytes(&desk.folder)
}

/// Every record of the first project is in the second as it was.
fn assert_holds(after: &Project, before: &Project) {
    for (id, annotator) in before.annotators() {
        assert_eq!(after.annotators().get(id), Some(annotator));
    }
    for (id, source) in before.sources() {
        assert_eq!(after.sources().get(id), Some(source));
    }
    for (id, article) in before.articles() {
        assert_eq!(after.articles().get(id), Some(article));
    }
    for (id, layer) in before.layers() {
        let now = &after.layers()[id];
        assert_eq!(now.head(), layer.head());
        let (marks, now) = (layer.marks(), now.marks());
        for (id, statement) in marks.statements() {
            assert_eq!(now.statements().get(id), Some(statement));
        }
        for (id, relation) in marks.relations() {
            assert_eq!(now.relations().get(id), Some(relation));
        }
        for (id, remark) in marks.remarks() {
            assert_eq!(now.remarks().get(id), Some(remark));
        }
        assert!(marks.no_statement().is_subset(now.no_statement()));
    }
}

/// What held before the repair holds after it; gives whether anything was repaired, and whether all is sound now.
fn assert_no_worse(folder: &Path) -> (bool, bool) {
    let damaged = bytes(folder);
    let Ok(before) = store::open_to_read(folder) else {
        assert!(store::repair(folder, sample::at(0)).is_err());
        assert_eq!(bytes(folder), damaged, "what is no project is left alone");
        return (false, false);
    };
    let repaired_now = repair(folder);
    let after = store::open_to_read(folder).unwrap();
    let repaired = bytes(folder);
    assert_holds(&after.project, &before.project);
    let places = |opened: &Opened, severity: Severity| -> BTreeSet<PathBuf> {
        let problems = opened.problems.iter().filter(|problem| problem.severity == severity);
        problems.map(|problem| problem.file.clone()).collect()
    };
    for severity in [Severity::Error, Severity::Warning] {
        let (now, then) = (places(&after, severity), places(&before, severity));
        assert!(now.is_subset(&then), "{severity:?} in {now:?}, not in {then:?}; {repaired_now:?}");
    }
    let kept: BTreeSet<&[u8]> = repaired.values().map(Vec::as_slice).collect();
    for (path, bytes) in &damaged {
        let is_kept = kept.contains(bytes.as_slice());
        let moves = path.starts_with("journal") || path.starts_with("history");
        assert!(is_kept || moves, "{} is nowhere any more", path.display());
    }
    assert_eq!(repair(folder), Repair::default(), "a second time finds nothing to do");
    assert_eq!(bytes(folder), repaired);
    let sound = errors(&after).is_empty();
    (!repaired_now.done.is_empty(), sound && !errors(&before).is_empty())
}

#[test]
#[expect(clippy::print_stdout, reason = "how many repairs there were is part of the proof")]
fn a_repair_of_a_randomly_damaged_project_never_makes_it_worse() {
    let rounds = std::env::var("ASCRIBE_DAMAGE_ROUNDS").ok().and_then(|n| n.parse().ok());
    let root = room();
    let whole = template(root.path());
    // Marks are damaged more often than the rest: most repairs are theirs.
    let mut names: Vec<PathBuf> = whole.keys().cloned().collect();
    let marks = whole.keys().filter(|name| name.starts_with("layers")).cycle();
    names.extend(marks.take(6 * names.len()).cloned());
    let config =
        Config { cases: rounds.unwrap_or(300), failure_persistence: None, ..Config::default() };
    let harms = proptest::collection::vec((0..names.len(), harm()), 1..3);
    let (mut n_repaired, mut n_sound) = (0, 0);
    let counts = std::cell::RefCell::new((&mut n_repaired, &mut n_sound));
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
        .run(&harms, |harms| {
            let place = room();
            let folder = place.path();
            let mut files = whole.clone();
            for (file, harm) in &harms {
                if let Some(path) = names.get(*file).filter(|path| files.contains_key(*path)) {
                    match harmed(&files, path, harm) {
                        Some(bytes) => drop(files.insert(path.clone(), bytes)),
                        None => drop(files.remove(path)),
                    }
                }
            }
            for (path, bytes) in &files {
                fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
                write(&folder.join(path), bytes);
            }
            let (repaired, sound) = assert_no_worse(folder);
            let mut counts = counts.borrow_mut();
            *counts.0 += usize::from(repaired);
            *counts.1 += usize::from(sound);
            Ok(())
        })
        .unwrap();
    println!("{n_repaired} projects were repaired, {n_sound} of them are sound again");
    assert!(n_repaired > 0 && n_sound > 0);
}

//! A power cut at any moment: whatever was not synced may be gone, whatever was told as durable is there.

pub(crate) mod medium;

use crate::chance::Chance;
use crate::desk::{Desk, bytes, fact, room, write};
use crate::sample::{self, article_id, layer_id, source_id, statement_id};
use ascribe::model::assemble::Severity;
use ascribe::model::{Edit, Kind, LayerHead, Project, SourceType, Statement};
use ascribe::store::{Disk, Operation};
use ascribe::text::Span;
use medium::Medium;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// How many seeded subsets of unsynced changes are lost, beside all of them and each alone.
const SUBSETS: usize = 200;

/// A session as the disk saw it.
struct Story {
    medium: Medium,
    n_operations: usize,
    /// Every state of the project, with the number of operations before it was handed to the disk.
    states: Vec<(usize, Project)>,
    /// From this number of operations on, this state was told as durable.
    durable: Vec<(usize, usize)>,
}

/// Notes what a session does to the disk, and what it was told.
struct Teller {
    desk: Desk,
    seen: Arc<Mutex<Vec<Operation>>>,
    states: Vec<(usize, Project)>,
    durable: Vec<(usize, usize)>,
}

impl Teller {
    fn n_seen(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    fn step(&mut self, change: impl FnOnce(&mut Desk)) {
        let before = self.n_seen();
        change(&mut self.desk);
        self.states.push((before, self.desk.project.clone()));
    }

    fn edit(&mut self, edit: Edit) {
        self.step(|desk| drop(desk.perform(edit).unwrap()));
    }

    fn is_durable(&mut self) {
        self.durable.push((self.n_seen(), self.states.len() - 1));
    }

    fn sync(&mut self) {
        self.desk.store.sync().unwrap();
        self.is_durable();
    }

    fn save(&mut self) {
        self.desk.save().unwrap();
        self.is_durable();
    }
}

/// Tags, sources, articles that come, go and come back, undo and redo; synced sometimes, saved sometimes.
fn session(teller: &mut Teller) {
    teller.edit(fact("s-1", "ferries", 1));
    teller.sync();
    teller.edit(fact("s-2", "Monday", 2));
    teller.edit(sample::put_source("crew", "The crew", SourceType::UnnamedGroup));
    teller.sync();
    teller.edit(sample::add_article("third", "Third\n\nOne more text. It is short.\n"));
    teller.sync();
    teller.save();
    teller.edit(fact("s-3", "town", 3));
    teller.edit(fact("s-4", "hulls", 4));
    let third = layer_id("third", "ann");
    let words =
        Statement::new(statement_id("s-t"), Kind::Claim, vec![Span::new(7, 21)], sample::stamp(3));
    let layer = Edit::Layer(third.clone(), Some(LayerHead::default()));
    teller.edit(Edit::batch(vec![layer, sample::put_statement(&third, words)]));
    teller.save();
    teller.step(|desk| assert!(desk.undo().unwrap()));
    teller.sync();
    teller.step(|desk| assert!(desk.undo().unwrap()));
    teller.save();
    teller.step(|desk| assert!(desk.redo().unwrap()));
    teller.step(|desk| assert!(desk.redo().unwrap()));
    teller.save();
    let statement = Edit::Statement(third.clone(), statement_id("s-t"), None);
    teller.edit(Edit::batch(vec![statement, Edit::Layer(third, None)]));
    teller.edit(Edit::Article(article_id("third"), None));
    teller.edit(Edit::Source(source_id("crew"), None));
    teller.sync();
    teller.edit(sample::add_article("third", "Third\n\nAnother text under the old name.\n"));
    teller.sync();
    teller.save();
    teller.edit(fact("s-5", "stopped", 5));
}

fn story(root: &Path) -> Story {
    let desk = Desk::with_sample(root);
    let folder = desk.folder.clone();
    drop(desk);
    let mut medium = Medium::new(&folder, &bytes(&folder));
    let seen: Arc<Mutex<Vec<Operation>>> = Arc::default();
    let log = Arc::clone(&seen);
    let disk = Disk::watched(move |operation| {
        log.lock().unwrap().push(operation.clone());
        Ok(())
    });
    let desk = Desk::open_on(&disk, &folder);
    let states = vec![(0, desk.project.clone())];
    let mut teller = Teller { desk, seen, states, durable: vec![(0, 0)] };
    session(&mut teller);
    let Teller { desk, seen, states, durable } = teller;
    drop(desk);
    let seen = std::mem::take(&mut *seen.lock().unwrap());
    seen.iter().enumerate().for_each(|(number, operation)| medium.note(number, operation));
    // Where nothing is lost, the medium holds what the folder holds.
    assert_eq!(medium.files(seen.len(), &BTreeSet::new()), bytes(&folder));
    Story { medium, n_operations: seen.len(), states, durable }
}

impl Story {
    /// Opens what is left on a disk when the power goes after `n` operations.
    fn check(&self, folder: &Path, n: usize, files: &BTreeMap<PathBuf, Vec<u8>>, what: &str) {
        for (path, bytes) in files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            write(&path, bytes);
        }
        let desk = Desk::open(folder);
        assert_eq!(desk.read_only, None, "{n}, {what}");
        let is_harmless = |severity: Severity| severity == Severity::Warning;
        assert!(desk.problems.iter().all(|p| is_harmless(p.severity)), "{:?}", desk.problems);
        let (_, durable) = self.durable.iter().rev().find(|(from, _)| *from <= n).unwrap();
        let possible = self.states.iter().skip(*durable).take_while(|(from, _)| *from <= n);
        let found = possible.into_iter().any(|(_, state)| *state == desk.project);
        assert!(found, "after {n} operations, {what}: not the state {durable} or a later one");
        // What is left can be worked in and saved.
        let mut desk = desk;
        desk.perform(fact("s-9", "The hulls", 9)).unwrap();
        desk.save().unwrap();
        let project = desk.project.clone();
        assert!(desk.reopened().project == project, "after {n} operations, {what}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn a_power_cut_after_any_operation_loses_nothing_that_was_told_as_durable() {
    let root = room();
    let story = story(root.path());
    let folder = root.path().join("left");
    let (mut n_cuts, mut n_single) = (0, 0);
    for n in 0..=story.n_operations {
        let unsynced = story.medium.unsynced(n);
        let all = unsynced.iter().copied().collect();
        story.check(&folder, n, &story.medium.files(n, &all), "all unsynced changes lost");
        story.check(&folder, n, &story.medium.files(n, &BTreeSet::new()), "nothing lost");
        if let Some(files) = story.medium.files_torn(n) {
            story.check(&folder, n, &files, "half of the last bytes lost");
        }
        for at in unsynced {
            let files = story.medium.files(n, &BTreeSet::from([at]));
            story.check(&folder, n, &files, &format!("change {at} lost"));
            n_single += 1;
        }
        n_cuts += 1;
    }
    let told =
        format!("power cuts at {n_cuts} moments, {n_single} unsynced changes lost one by one\n");
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    assert!(n_cuts > 100 && n_single > 100, "{n_cuts} {n_single}");
}

#[test]
fn a_power_cut_that_loses_any_unsynced_changes_loses_nothing_that_was_told_as_durable() {
    let root = room();
    let story = story(root.path());
    let folder = root.path().join("left");
    for seed in 0..SUBSETS {
        let mut chance = Chance::of(seed as u64);
        let n = chance.below(story.n_operations + 1);
        let unsynced = story.medium.unsynced(n).into_iter();
        let lost = unsynced.filter(|_| chance.number().is_multiple_of(2)).collect();
        story.check(&folder, n, &story.medium.files(n, &lost), &format!("seed {seed}"));
    }
}

//! What is on the screen is on the disk: saving, opening, killing, tearing.

use crate::desk::{Desk, bytes, contents, copy, fact, room};
use crate::sample::{self, article_id, layer_id, source_id, statement_id};
use ascribe::model::assemble::Severity;
use ascribe::model::{Edit, Kind, LayerHead, Project, Settings, Source, SourceType, Statement};
use ascribe::store::{self, Disk, Located, Operation, StoreError};
use ascribe::text::Span;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

#[test]
fn a_saved_project_opens_to_an_equal_value() {
    let root = room();
    let desk = Desk::with_sample(root.path());
    let project = desk.project.clone();
    assert_eq!(project, sample::project());
    let desk = desk.reopened();
    assert_eq!(desk.problems, []);
    assert_eq!((desk.read_only, desk.recovered), (None, None));
    assert_eq!(desk.project, project);
}

#[test]
fn a_layer_that_once_held_a_longer_statement_opens_to_an_equal_value() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    desk.perform(fact(
        "s-long",
        "The town of Marrow Bay stopped its ferries on Monday. “The hulls",
        1,
    ))
    .unwrap();
    desk.undo().unwrap();
    desk.save().unwrap();
    let project = desk.project.clone();
    assert_eq!(desk.reopened().project, project);
}

#[test]
fn saving_an_unchanged_project_changes_no_byte_and_touches_no_file() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let before = contents(&desk.folder);
    desk.save().unwrap();
    assert_eq!(contents(&desk.folder), before);
    let mut desk = desk.reopened();
    assert_eq!(desk.save().unwrap(), store::Saved::default());
    assert_eq!(contents(&desk.folder), before);
}

/// A disk that notes all that is done to it.
fn noting() -> (Disk, Arc<Mutex<Vec<Operation>>>) {
    let seen: Arc<Mutex<Vec<Operation>>> = Arc::default();
    let log = Arc::clone(&seen);
    let disk = Disk::watched(move |operation| {
        log.lock().unwrap().push(operation.clone());
        Ok(())
    });
    (disk, seen)
}

/// The files that `work` puts in place, from the project's folder on.
fn renamed(desk: Desk, work: impl FnOnce(&mut Desk)) -> Vec<PathBuf> {
    let folder = desk.folder.clone();
    drop(desk);
    let (disk, seen) = noting();
    let mut desk = Desk::open_on(&disk, &folder);
    work(&mut desk);
    let seen = seen.lock().unwrap();
    let names = seen.iter().filter_map(|operation| match operation {
        Operation::Rename(_, to) => Some(to.strip_prefix(&folder).unwrap().to_owned()),
        _ => None,
    });
    names.collect()
}

#[test]
fn only_files_of_changed_records_are_written() {
    let root = room();
    let desk = Desk::with_sample(root.path());
    let files = renamed(desk, |desk| {
        desk.perform(fact("s-x", "ferries", 1)).unwrap();
        desk.save().unwrap();
        desk.perform(sample::put_source("crew", "The crew", SourceType::UnnamedGroup)).unwrap();
        desk.save().unwrap();
    });
    assert_eq!(files, [Path::new("layers/ann/ferry.ron"), Path::new("sources/crew.ron")]);
}

#[test]
fn a_tag_changes_only_the_lines_of_its_statement() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let layer = desk.folder.join("layers/ann/ferry.ron");
    let before = fs::read_to_string(&layer).unwrap();
    desk.perform(fact("s-x", "ferries", 1)).unwrap();
    desk.save().unwrap();
    let after = fs::read_to_string(&layer).unwrap();
    let new: Vec<&str> = after.lines().filter(|line| !before.contains(line)).collect();
    assert_eq!(after.lines().count() - before.lines().count(), 6);
    assert!(
        new.iter().all(|line| line.contains("s-x")
            || line.contains("ferries")
            || line.contains("created")),
        "{new:?}"
    );
}

/// Work of every sort that reaches the disk: after each call, what was acknowledged is in `states`.
fn work(desk: &mut Desk, states: &mut Vec<Project>) -> Result<(), StoreError> {
    let mut done = |desk: &Desk| states.push(desk.project.clone());
    desk.perform(fact("s-1", "ferries", 1))?;
    done(desk);
    desk.perform(sample::put_source("crew", "The crew", SourceType::UnnamedGroup))?;
    done(desk);
    desk.store.sync()?;
    desk.perform(sample::add_article("third", "Third\n\nOne more text. It is short.\n"))?;
    done(desk);
    desk.save()?;
    let third = layer_id("third", "ann");
    let words =
        Statement::new(statement_id("s-t"), Kind::Claim, vec![Span::new(7, 21)], sample::stamp(3));
    let layer = Edit::Layer(third.clone(), Some(LayerHead::default()));
    desk.perform(Edit::batch(vec![layer, sample::put_statement(&third, words)]))?;
    done(desk);
    desk.save()?;
    desk.undo()?;
    done(desk);
    desk.undo()?;
    done(desk);
    desk.save()?;
    desk.redo()?;
    done(desk);
    desk.redo()?;
    done(desk);
    desk.save()?;
    let statement = Edit::Statement(third.clone(), statement_id("s-t"), None);
    desk.perform(Edit::batch(vec![statement, Edit::Layer(third, None)]))?;
    done(desk);
    desk.perform(Edit::Article(article_id("third"), None))?;
    done(desk);
    desk.perform(Edit::Source(source_id("crew"), None))?;
    done(desk);
    desk.perform(sample::add_article("third", "Third\n\nAnother text under the old name.\n"))?;
    done(desk);
    desk.save().map(drop)
}

fn stopping_after(n: usize) -> Disk {
    let left = AtomicUsize::new(n);
    Disk::watched(move |_| {
        let one_less = |left: usize| left.checked_sub(1);
        match left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less) {
            Ok(_) => Ok(()),
            Err(_) => Err(io::Error::other("the program was killed")),
        }
    })
}

/// Work with a step whose line is so long that it is written bit by bit.
fn heavy_work(desk: &mut Desk, states: &mut Vec<Project>) -> Result<(), StoreError> {
    let mut done = |desk: &Desk| states.push(desk.project.clone());
    desk.perform(fact("s-1", "ferries", 1))?;
    done(desk);
    let source = |n: usize| {
        let mut source = Source::named(
            source_id(&format!("crew-{n}")),
            &format!("Crew {n}"),
            SourceType::UnnamedGroup,
        );
        source.note = format!("Not “much” is known about {n}. ").repeat(200);
        Edit::Source(source.id.clone(), Some(source))
    };
    desk.perform(Edit::batch((0..30).map(source).collect()))?;
    done(desk);
    desk.perform(fact("s-2", "Monday", 2))?;
    done(desk);
    desk.save().map(drop)
}

#[test]
fn a_kill_between_any_two_disk_operations_loses_no_acknowledged_step() {
    survives_kills(work, 100);
}

#[test]
fn a_kill_while_a_long_step_is_written_leaves_all_of_it_or_nothing() {
    survives_kills(heavy_work, 20);
}

/// Work, an operation of the disk more each time before the program is killed; in all at least so many.
fn survives_kills(
    work: fn(&mut Desk, &mut Vec<Project>) -> Result<(), StoreError>,
    at_least: usize,
) {
    let root = room();
    let template = Desk::with_sample(root.path()).folder;
    for n in 0.. {
        let folder = root.path().join(n.to_string());
        copy(&template, &folder);
        let mut desk = Desk::open_on(&stopping_after(n), &folder);
        let mut states = vec![desk.project.clone()];
        let result = work(&mut desk, &mut states);
        let mut desk = desk.reopened();
        assert_eq!(desk.read_only, None, "after {n} operations");
        assert!(desk.project == *states.last().unwrap(), "after {n} operations");
        let left: Vec<_> = bytes(&folder)
            .into_keys()
            .filter(|p| p.to_string_lossy().ends_with(".unfinished"))
            .collect();
        assert_eq!(left, [] as [PathBuf; 0], "after {n} operations");
        // The reopened project can be worked in: all is taken back, done again, saved and opened.
        let n_undone = (0..).take_while(|_| desk.undo().unwrap()).count();
        (0..n_undone).for_each(|_| assert!(desk.redo().unwrap()));
        assert!(desk.project == *states.last().unwrap(), "after {n} operations");
        desk.save().unwrap();
        let desk = desk.reopened();
        assert!(desk.project == *states.last().unwrap(), "after {n} operations");
        // A torn end that was put aside, or a folder whose article never arrived, is told and harms nothing.
        let is_harmless = |problem: &Located| problem.severity == Severity::Warning;
        assert!(desk.problems.iter().all(is_harmless), "{n}: {:?}", desk.problems);
        fs::remove_dir_all(&folder).unwrap();
        if result.is_ok() {
            assert!(n > at_least, "{n} operations");
            return;
        }
    }
}

#[test]
fn everything_is_on_the_disk_before_the_journal_is_cut() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    let (disk, seen) = noting();
    work(&mut Desk::open_on(&disk, &folder), &mut Vec::new()).unwrap();
    let seen = seen.lock().unwrap();
    let is_cut =
        |operation: &Operation| *operation == Operation::Cut(folder.join("journal/ann.ron"), 0);
    for cut in (0..seen.len()).filter(|at| is_cut(&seen[*at])) {
        for (at, operation) in seen[..cut].iter().enumerate() {
            let rest = &seen[at..cut];
            let lasts = |path: &Path| {
                rest.contains(&Operation::SyncFolder(path.parent().unwrap().to_owned()))
            };
            match operation {
                Operation::Write(path, _) => {
                    assert!(rest.contains(&Operation::Sync(path.clone())), "{path:?}");
                }
                Operation::Rename(from, to) => assert!(lasts(from) && lasts(to), "{to:?}"),
                Operation::MakeFolder(path) => assert!(lasts(path), "{path:?}"),
                _ => {}
            }
        }
    }
    assert_eq!(seen.iter().filter(|operation| is_cut(operation)).count(), 5);
}

#[test]
fn bytes_are_on_the_disk_before_they_get_their_name() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    let (disk, seen) = noting();
    work(&mut Desk::open_on(&disk, &folder), &mut Vec::new()).unwrap();
    let seen = seen.lock().unwrap();
    for (at, operation) in seen.iter().enumerate() {
        if let Operation::Rename(from, _) = operation
            && from.extension().is_some_and(|end| end == "unfinished")
        {
            assert!(seen[..at].contains(&Operation::Sync(from.clone())), "{from:?}");
        }
    }
}

/// A disk that is full while the switch is on, for the operations that `is_meant` picks.
fn full_while(
    is_on: &Arc<AtomicBool>,
    is_meant: impl Fn(&Operation) -> bool + Send + Sync + 'static,
) -> Disk {
    let is_on = Arc::clone(is_on);
    Disk::watched(move |operation| {
        if is_on.load(Ordering::SeqCst) && is_meant(operation) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    })
}

#[test]
fn a_save_that_failed_is_made_good_by_the_next_even_when_the_change_was_taken_back() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    let is_on = Arc::new(AtomicBool::new(true));
    let project_file = folder.join("project.ron");
    let disk = full_while(
        &is_on,
        move |operation| matches!(operation, Operation::Rename(_, to) if *to == project_file),
    );
    let mut desk = Desk::open_on(&disk, &folder);
    let before = desk.project.clone();
    let title = Settings { title: "Other".to_owned(), ..Settings::default() };
    desk.perform(Edit::batch(vec![fact("s-1", "ferries", 1), Edit::Settings(title)])).unwrap();
    let error = desk.save().unwrap_err().to_string();
    assert!(error.contains("project.ron") && error.contains("Make room on this disk"), "{error}");
    desk.undo().unwrap();
    is_on.store(false, Ordering::SeqCst);
    desk.save().unwrap();
    let desk = desk.reopened();
    assert_eq!((desk.problems, desk.recovered), (vec![], None));
    assert_eq!(desk.project, before);
}

#[test]
fn steps_that_the_disk_refused_go_ahead_of_the_next_and_may_be_handed_in_again() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    let is_on = Arc::new(AtomicBool::new(false));
    let mut desk = Desk::open_on(&full_while(&is_on, |_| true), &folder);
    desk.perform(fact("s-1", "ferries", 1)).unwrap();
    is_on.store(true, Ordering::SeqCst);
    assert!(desk.perform(fact("s-2", "Monday", 2)).is_err());
    assert!(desk.perform(fact("s-3", "town", 3)).is_err());
    let again = desk.history.steps().last().unwrap().clone();
    is_on.store(false, Ordering::SeqCst);
    desk.store.append(&[again]).unwrap();
    desk.perform(fact("s-4", "hulls", 4)).unwrap();
    let project = desk.project.clone();
    let desk = desk.reopened();
    assert_eq!(desk.problems, []);
    assert!(desk.project == project);
    assert_eq!(desk.recovered.map(|recovered| recovered.steps), Some(4));
    assert_eq!(desk.history.steps().len(), 9);
}

#[test]
fn an_article_whose_text_was_not_taken_in_is_not_lost_with_the_program() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let stamp = (desk.by.clone(), sample::at(9));
    let edit = sample::add_article("third", "Third\n\nOne more text.\n");
    let step = desk.history.perform(&mut desk.project, String::new(), stamp, edit).unwrap();
    desk.store.append(&[step]).unwrap();
    let project = desk.project.clone();
    let desk = desk.reopened();
    assert!(desk.problems.iter().all(|problem| problem.severity == Severity::Warning));
    assert!(desk.project == project);
}

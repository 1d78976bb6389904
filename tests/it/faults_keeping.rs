//! Every write fails once while a project is opened, copied, emptied, restored and repaired: the person is told, and
//! nothing that was there is lost.

use crate::desk::{Desk, bytes, copy, room, write};
use crate::faults::{ARTICLE, EACCES, EIO, ENOSPC, Fault, Trial};
use crate::repair::errors;
use crate::sample;
use crate::workbench::Bench;
use ascribe::model::{Kind, Project};
use ascribe::session::{Action, Command, Order};
use ascribe::store::{self, Disk};
use std::fs;
use std::path::{Path, PathBuf};

/// A project with one tagged article, made on a disk that works.
fn begun(root: &Path) -> PathBuf {
    let mut bench = Bench::new(root, "Ann");
    let folder = root.join("begun");
    bench.create(&folder, "The quay");
    bench.take_in(ARTICLE, "The Post", "");
    bench.act(Action::StandOn(1));
    bench.act(Command::Tag(Kind::Claim));
    bench.settle();
    folder
}

fn project(trial: &Trial) -> Project {
    trial.bench.session().project().clone()
}

fn open(trial: &mut Trial, folder: &Path) {
    let order = || Order::Open(folder.to_owned());
    trial.order(order, "an open project", |desk| {
        desk.session().is_some_and(|session| session.read_only().is_none())
    });
}

fn brought_back(trial: &mut Trial) {
    trial.bench.order(Order::ListBin);
    trial.bench.wait("the bin", |desk| desk.bin().is_some());
    let removed = trial.bench.desk.bin().unwrap().first().unwrap().clone();
    trial.bench.order(Order::BringBack(Box::new(removed)));
    trial.bench.wait("the article", |desk| {
        desk.session().is_some_and(|session| !session.project().articles().is_empty())
    });
    trial.note();
}

/// Back to the copy: at the second attempt at the latest.
fn restored(trial: &mut Trial, folder: &Path, copy: &Path, then: &Project) {
    for _ in 0..2 {
        if trial.bench.desk.session().is_none() {
            open(trial, folder);
        }
        trial.bench.order(Order::Restore(copy.to_owned()));
        trial.bench.wait("the end of the restoring", |desk| desk.task().is_none());
        if trial.bench.desk.session().is_some() && project(trial) == *then {
            return;
        }
    }
    panic!("{}: not restored at the second attempt: {:?}", trial.n, trial.bench.notices)
}

/// A project opened, copied, an article removed and brought back, the copy restored, and back from there.
fn session(trial: &mut Trial, folder: &Path) {
    open(trial, folder);
    trial.note();
    let copy = trial.copied();
    let then = project(trial);
    trial.act(Action::StandOn(2));
    trial.act(Command::Tag(Kind::Denial));
    trial.settle();
    let article = trial.bench.session().place().article.clone().unwrap();
    trial.act(Action::RemoveArticle(article));
    trial.settle();
    brought_back(trial);
    trial.settle();
    let later = project(trial);
    assert!(later != then);
    restored(trial, folder, &copy, &then);
    trial.note();
    trial.act(Command::Undo);
    trial.settle();
    assert!(project(trial) == later, "{}: the way back from the copy", trial.n);
}

/// How many operations such a session has.
fn every_operation_fails_once(errno: i32) -> usize {
    let root = room();
    let origin = begun(root.path());
    for n in 0.. {
        let home = root.path().join(n.to_string());
        let folder = home.join("quay");
        fs::create_dir_all(&home).unwrap();
        copy(&origin, &folder);
        let mut trial = Trial::new(&home, n, errno);
        session(&mut trial, &folder);
        let (has_come, project) = (trial.fault.has_come(n), project(&trial));
        drop(trial);
        let opened = store::open(&folder).unwrap();
        assert_eq!((errors(&opened), opened.read_only), (vec![], None), "{n}");
        assert!(opened.project == project, "{n}: what was on the screen is not on the disk");
        fs::remove_dir_all(&home).unwrap();
        if !has_come {
            return n;
        }
    }
    0
}

#[test]
fn a_disk_that_fails_once_spoils_no_copy_no_bin_and_no_way_back() {
    for errno in [ENOSPC, EIO, EACCES] {
        let n = every_operation_fails_once(errno);
        assert!(n > 60, "{n}");
    }
}

#[test]
fn a_repair_that_the_disk_stops_anywhere_is_done_by_the_next_one() {
    let root = room();
    let origin = Desk::with_sample(root.path()).folder;
    let layer = origin.join("layers/ann/ferry.ron");
    let whole = fs::read_to_string(&layer).unwrap();
    let broken = whole.replacen("start: 22, end: 75", "start: 23, end: 75", 1);
    assert_ne!(broken, whole);
    write(&layer, broken.as_bytes());
    let folder = root.path().join("damaged");
    // The first operation asks for the lock; where there is none, a repair goes on without.
    for n in 1.. {
        copy(&origin, &folder);
        let fault = Fault::default();
        let first = store::repair_on(&fault.at(n, EIO), &folder, sample::at(0));
        assert!(first.is_err() == fault.has_come(n), "{n}: {first:?}");
        let held = |folder: &Path| {
            let all = bytes(folder).into_values();
            all.into_iter().any(|bytes| bytes == broken.as_bytes())
        };
        assert!(held(&folder), "{n}: the damaged file is gone");
        store::repair_on(&Disk::default(), &folder, sample::at(1)).unwrap();
        assert!(held(&folder), "{n}: the damaged file is gone after the second repair");
        let opened = store::open_to_read(&folder).unwrap();
        assert_eq!(errors(&opened), [] as [String; 0], "{n}");
        assert!(opened.project == sample::project(), "{n}");
        fs::remove_dir_all(&folder).unwrap();
        if !fault.has_come(n) {
            assert!(n > 10, "{n}");
            return;
        }
    }
}

//! Every write fails once, in every way a disk has: nothing panics, the person is told, the files open to the state before
//! or after, and the work is saved once the fault is gone.

use crate::desk::{copy, room};
use crate::workbench::Bench;
use ascribe::export::Selection;
use ascribe::model::assemble::Severity;
use ascribe::model::{Kind, Project};
use ascribe::session::autosave::SaveState;
use ascribe::session::{Action, Command, Desk, Notice, Order, SourceChoice, SourcePurpose, Weight};
use ascribe::store::{self, Disk, Located};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// No space left on device; input/output error; permission denied.
pub(crate) const ENOSPC: i32 = 28;
pub(crate) const EIO: i32 = 5;
pub(crate) const EACCES: i32 = 13;

/// The clock of these sessions runs this much faster, so that what is tried again is tried again soon.
const HASTE: u64 = 50;

pub(crate) const ARTICLE: &str =
    "The tide\n\nThe mayor said that the quay is safe. The ministry denied it. It rained.\n";

/// Counts what is done to the disk, and lets one of these things fail.
#[derive(Clone, Default)]
pub(crate) struct Fault {
    seen: Arc<AtomicUsize>,
}

impl Fault {
    pub(crate) fn at(&self, n: usize, errno: i32) -> Disk {
        let seen = Arc::clone(&self.seen);
        Disk::watched(move |_| {
            if seen.fetch_add(1, Ordering::SeqCst) == n {
                return Err(io::Error::from_raw_os_error(errno));
            }
            Ok(())
        })
    }

    pub(crate) fn has_come(&self, n: usize) -> bool {
        self.seen.load(Ordering::SeqCst) > n
    }
}

/// A session on a disk that fails once.
pub(crate) struct Trial {
    pub(crate) bench: Bench,
    pub(crate) fault: Fault,
    /// Which operation fails.
    pub(crate) n: usize,
    home: PathBuf,
    /// The states of the project so far; every one that the files hold is among them.
    states: Vec<Project>,
}

impl Trial {
    pub(crate) fn new(home: &Path, n: usize, errno: i32) -> Self {
        let fault = Fault::default();
        let bench = Bench::on(fault.at(n, errno), home, "Ann", HASTE);
        Self { bench, fault, n, home: home.to_owned(), states: Vec::new() }
    }

    pub(crate) fn was_told(&self) -> bool {
        let is_bad = |notice: &Notice| notice.weight > Weight::Info && !notice.text.is_empty();
        self.bench.notices.iter().any(is_bad)
    }

    /// An order; when the disk fails it is told, and given again it is done.
    pub(crate) fn order(
        &mut self,
        order: impl Fn() -> Order,
        what: &str,
        is_done: impl Fn(&Desk) -> bool,
    ) {
        for attempt in 0..2 {
            let n_told = self.bench.notices.len();
            self.bench.order(order());
            self.bench.wait(what, |desk| desk.task().is_none());
            let failed = !is_done(&self.bench.desk);
            let told = &self.bench.notices[n_told..];
            if !failed {
                return;
            }
            assert!(attempt == 0, "{}: {what} failed twice: {told:?}", self.n);
            assert!(self.was_told(), "{}: {what} failed and nothing was told", self.n);
        }
    }

    /// Something in the project; waits until it is on the disk or the person is told that it is not.
    pub(crate) fn act(&mut self, action: impl Into<Action>) {
        let had_come = self.fault.has_come(self.n);
        self.bench.act(action);
        self.note();
        self.bench.wait("an answer of the disk", |desk| {
            matches!(
                desk.save_state(),
                SaveState::Saved | SaveState::Durable | SaveState::Failed(_)
            )
        });
        if self.fault.has_come(self.n) && !had_come {
            self.look();
        }
    }

    pub(crate) fn note(&mut self) {
        self.states.push(self.bench.session().project().clone());
    }

    /// What lies on the disk now is a project of a moment before.
    fn look(&self) {
        let seen = self.home.join("seen");
        copy(self.bench.desk.folder().unwrap(), &seen);
        let opened = store::open_to_read(&seen).unwrap();
        let is_known = self.states.contains(&opened.project);
        assert!(is_known, "{}: the files hold something else: {:?}", self.n, opened.problems);
        std::fs::remove_dir_all(&seen).unwrap();
    }

    /// A copy of the project, at the second attempt after one that was told to have failed. What a copy that was begun by
    /// itself has to say is heard before.
    pub(crate) fn copied(&mut self) -> PathBuf {
        for _ in 0..3 {
            let n_told = self.bench.notices.len();
            let is_answer = |notice: &Notice| {
                let answers = ["Backed up", "Nothing has changed", "No backup"];
                answers.iter().any(|answer| notice.text.starts_with(answer))
            };
            while !self.bench.notices[n_told..].iter().any(is_answer) {
                self.bench.order(Order::BackUp);
                self.bench.wait("a moment", |_| true);
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            self.bench.order(Order::ListBackups);
            self.bench.wait("the list of copies", |desk| desk.backups().is_some());
            if let Some(copy) = self.bench.desk.backups().unwrap().first() {
                return copy.path.clone();
            }
        }
        panic!("{}: no copy at the third attempt: {:?}", self.n, self.bench.notices)
    }

    /// Waits until all is in its files.
    pub(crate) fn settle(&mut self) {
        self.bench.desk.settle();
        self.bench.wait("a saved project", |desk| desk.save_state() == SaveState::Saved);
        self.look();
    }
}

/// A project begun, an article taken in and tagged, an export, a copy to go on in and a backup of it.
fn session(trial: &mut Trial) {
    let folder = trial.home.join("quay");
    let create = || Order::Create { folder: folder.clone(), title: "The quay".to_owned() };
    trial.order(create, "a new project", |desk| desk.session().is_some());
    trial.note();
    trial.bench.take_in(ARTICLE, "The Post", "");
    trial.act(Command::NextUntagged);
    trial.act(Command::Tag(Kind::Claim));
    trial.act(Action::SetSource(SourcePurpose::Level, SourceChoice::New("The mayor".to_owned())));
    trial.act(Command::Undo);
    trial.act(Command::Redo);
    trial.settle();
    trial.act(Command::Tag(Kind::Denial));
    trial.settle();
    trial.act(Command::Undo);
    trial.act(Command::NoStatement);
    let export = trial.home.join("out.csv");
    let selection = Selection::all(trial.bench.session().project());
    let order = || Order::Export {
        selection: selection.clone(),
        format: "csv",
        options: ascribe::session::job::ExportOptions::default(),
        path: export.clone(),
    };
    trial.order(order, "an export", |_| export.exists());
    let other = trial.home.join("copy");
    let order = || Order::CopyTo(other.clone());
    trial.order(order, "a copy", |desk| desk.folder() == Some(&other));
    trial.act(Command::Tag(Kind::Fact));
    trial.settle();
    trial.copied();
}

/// Lets every operation of a session fail once; how many there were.
fn every_operation_fails_once(errno: i32) -> usize {
    for n in 0.. {
        let root = room();
        let mut trial = Trial::new(root.path(), n, errno);
        session(&mut trial);
        let (has_come, was_told) = (trial.fault.has_come(n), trial.was_told());
        let folder = trial.bench.desk.folder().unwrap().to_owned();
        let project = trial.bench.session().project().clone();
        drop(trial);
        let opened = store::open(&folder).unwrap();
        let is_harmless = |problem: &Located| problem.severity == Severity::Warning;
        assert!(opened.problems.iter().all(is_harmless), "{n}: {:?}", opened.problems);
        assert_eq!(opened.read_only, None, "{n}");
        assert!(opened.project == project, "{n}: what was on the screen is not on the disk");
        if !has_come {
            return n;
        }
        assert!(was_told, "operation {n} failed with {errno} and nobody was told");
    }
    0
}

#[test]
fn a_full_disk_at_any_moment_is_told_and_loses_nothing() {
    let n = every_operation_fails_once(ENOSPC);
    assert!(n > 100, "{n}");
}

#[test]
fn a_broken_disk_at_any_moment_is_told_and_loses_nothing() {
    let n = every_operation_fails_once(EIO);
    assert!(n > 100, "{n}");
}

#[test]
fn a_disk_that_refuses_at_any_moment_is_told_and_loses_nothing() {
    let n = every_operation_fails_once(EACCES);
    assert!(n > 100, "{n}");
}

#[test]
fn a_project_that_cannot_be_saved_is_not_put_away_until_it_can() {
    let root = room();
    let is_broken = Arc::new(AtomicBool::new(false));
    let switch = Arc::clone(&is_broken);
    let disk = Disk::watched(move |_| {
        let broken = switch.load(Ordering::SeqCst);
        if broken { Err(io::Error::from_raw_os_error(ENOSPC)) } else { Ok(()) }
    });
    let mut bench = Bench::on(disk, root.path(), "Ann", HASTE);
    let folder = root.path().join("quay");
    bench.create(&folder, "The quay");
    bench.take_in(ARTICLE, "The Post", "");
    bench.settle();
    is_broken.store(true, Ordering::SeqCst);
    bench.act(Command::NextUntagged);
    bench.act(Command::Tag(Kind::Claim));
    let project = bench.session().project().clone();
    for order in [Order::Leave, Order::OpenSample] {
        bench.notices.clear();
        bench.order(order);
        bench.wait("the order to be given up", |desk| desk.task().is_none());
        assert!(bench.notices.iter().any(|n| n.text.contains("stays open")), "{:?}", bench.notices);
        assert!(*bench.session().project() == project);
    }
    is_broken.store(false, Ordering::SeqCst);
    bench.order(Order::Leave);
    bench.wait("the project to be put away", |desk| desk.session().is_none());
    drop(bench);
    assert!(store::open(&folder).unwrap().project == project);
}

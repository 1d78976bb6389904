//! What is open: at most one project, the worker that writes for it, the person's preferences.
//!
//! The desk joins a session, which only thinks, and the worker, which only reads and writes. A window shows a desk; a test
//! drives one without a window.

mod arriving;
mod arriving_sets;
mod copies;
mod counting;
mod findings;
mod intake;
mod leaving;
mod looks;
mod orders;
mod outside;
mod versions;

pub use findings::Records;
pub use looks::Everywhere;
pub use orders::Order;
pub use outside::Choice;
pub use versions::Difference;

use super::action::Action;
use super::autosave::Autosave;
use super::catalogue::Catalogue;
use super::job::{Done, Drafted, ExportOptions, Job, Tabled};
use super::preferences::Preferences;
use super::set_import::SetReport;
use super::worker::Worker;
use super::{Notice, Session, Weight, Wish};
use crate::format::guideline::Guideline;
use crate::store::Located;
use copies::Copies;
use findings::Findings;
use intake::Intake;
use jiff::Timestamp;
use outside::Watch;
use std::path::PathBuf;

/// Milliseconds for which a notice that only informs stays.
const INFO_MS: u64 = 6_000;
/// Milliseconds for which a warning stays.
const WARNING_MS: u64 = 12_000;
/// Statements that are looked at in one pause: about two milliseconds of work.
const AT_A_TIME: usize = 1_500;
/// Statements of a project in which all of them are looked at between two frames.
const FEW: usize = 3_000;
/// Messages of the worker that are taken in at a time; what is beyond them comes with the next frame.
const MOST_RECEIVED: usize = 64;
/// Where problems are listed.
const PROBLEMS_HINT: &str = "Find “What is wrong” with Ctrl+K to see the list";

/// A task of some length that is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What is being done.
    pub label: String,
    /// Parts done.
    pub done: usize,
    /// Parts in all; 0 when nobody knows.
    pub total: usize,
    /// Can it be given up?
    pub may_stop: bool,
}

/// A notice on show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Names it, to put it away.
    pub id: u64,
    /// What is told.
    pub notice: Notice,
    /// When it goes by itself, in milliseconds of the desk's clock.
    until_ms: Option<u64>,
}

/// What is open.
pub struct Desk {
    session: Option<Session>,
    /// Does the session hold the first article only, while the rest is read?
    is_partial: bool,
    folder: Option<PathBuf>,
    worker: Worker,
    autosave: Autosave,
    preferences: Preferences,
    data_folder: PathBuf,
    task: Option<Task>,
    drafts: Option<Vec<Drafted>>,
    /// The tables among the files that the drafts come from.
    tabled: Option<Box<Tabled>>,
    /// What came of reading an annotated set, to be decided on.
    set_report: Option<Box<SetReport>>,
    /// Does somebody wait for what comes of reading one?
    wants_set: bool,
    then_draft: Vec<PathBuf>,
    /// Drafts that were decided on.
    intake: Intake,
    /// Messages that the last look at the worker took in.
    received: usize,
    /// What waits until everything is in its files, because it puts the project away.
    then: Option<Order>,
    everywhere: Everywhere,
    /// A format, and what it cannot hold of what is to go out.
    weighed: Option<(&'static str, ExportOptions, Vec<String>)>,
    catalogue: Catalogue,
    /// Somebody has asked for it: before that, nobody needs it in memory.
    wants_catalogue: bool,
    findings: Findings,
    guideline: Guideline,
    problems: Vec<Located>,
    notices: Vec<Told>,
    wishes: Vec<Wish>,
    last_notice: u64,
    now_ms: u64,
    copies: Copies,
    watch: Watch,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Desk {
    /// An empty desk. New projects and the sample's copy go below `data_folder`.
    #[must_use]
    pub fn new(worker: Worker, preferences: Preferences, data_folder: PathBuf) -> Self {
        Self {
            session: None,
            is_partial: false,
            folder: None,
            worker,
            autosave: Autosave::default(),
            preferences,
            data_folder,
            task: None,
            drafts: None,
            tabled: None,
            set_report: None,
            wants_set: false,
            then_draft: Vec::new(),
            intake: Intake::default(),
            received: 0,
            then: None,
            everywhere: Everywhere::default(),
            weighed: None,
            catalogue: Catalogue::default(),
            wants_catalogue: false,
            findings: Findings::default(),
            guideline: Guideline::built_in(),
            problems: Vec::new(),
            notices: Vec::new(),
            wishes: Vec::new(),
            last_notice: 0,
            now_ms: 0,
            copies: Copies::default(),
            watch: Watch::default(),
        }
    }

    /// Is a project open, all of it? Before that, [`Desk::session`] may hold its first article, to be looked at.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.session.is_some() && !self.is_partial
    }

    /// The drafts, to be decided on; the desk has them no more.
    pub fn take_drafts(&mut self) -> Option<Vec<Drafted>> {
        self.drafts.take()
    }

    /// The tables among the files that the last drafts came from; the desk has them no more.
    pub fn take_tabled(&mut self) -> Option<Box<Tabled>> {
        self.tabled.take()
    }

    /// Puts a notice away.
    pub fn dismiss(&mut self, id: u64) {
        self.notices.retain(|told| told.id != id);
    }

    /// What the window is asked to do since the last call.
    pub fn take_wishes(&mut self) -> Vec<Wish> {
        std::mem::take(&mut self.wishes)
    }

    /// Does something in the open project.
    pub fn perform(&mut self, action: Action, now: Timestamp) {
        let is_save = action == Action::Run(super::Command::Save);
        match &mut self.session {
            Some(session) => session.perform(action, now),
            // Without a project, commands are the window's business.
            None => {
                if let Action::Run(command) = action {
                    self.wishes.push(Wish::Run(command));
                }
            }
        }
        self.collect();
        if is_save {
            self.save();
        }
    }

    /// Takes what the session put out: steps go to the journal, notices and wishes to the window.
    fn collect(&mut self) {
        let Some(session) = &mut self.session else { return };
        let steps = session.take_steps();
        let notices = session.take_notices();
        self.wishes.extend(session.take_wishes());
        if let Some(last) = steps.last() {
            self.autosave.edited(last.number, self.now_ms);
            self.worker.submit(Job::Append(steps));
        }
        for notice in notices {
            self.tell(notice);
        }
    }

    /// Tells the person something.
    pub fn tell(&mut self, notice: Notice) {
        let stays = match notice.weight {
            Weight::Info => Some(INFO_MS),
            Weight::Warning => Some(WARNING_MS),
            Weight::Error => None,
        };
        // The same words again only stay longer.
        self.notices.retain(|told| told.notice != notice);
        self.last_notice += 1;
        let until_ms = stays.map(|ms| self.now_ms + ms);
        self.notices.push(Told { id: self.last_notice, notice, until_ms });
    }

    /// While it is not decided what holds of a record, nothing is written over it.
    fn watch_allows_saving(&self) -> bool {
        self.clashes().is_empty()
    }

    fn save(&mut self) {
        if self.watch_allows_saving()
            && let Some(session) = &self.session
            && let Some(number) = self.autosave.begin()
        {
            let tables = Box::new(session.project().tables().clone());
            self.worker.submit(Job::Save { tables, number });
        }
    }

    /// Takes in what the worker has done, and saves when it is time. `now_ms` is any steady clock.
    pub fn pump(&mut self, now_ms: u64, now: Timestamp) {
        self.now_ms = now_ms;
        self.notices.retain(|told| told.until_ms.is_none_or(|until| now_ms < until));
        self.received = 0;
        while self.received < MOST_RECEIVED
            && let Some(done) = self.worker.take_done()
        {
            self.received += 1;
            self.receive(done, now);
        }
        self.take_some_in(now);
        if let Some(session) = self.session.as_ref().filter(|_| !self.is_partial) {
            if self.wants_catalogue && self.catalogue.catch_up(session.project(), AT_A_TIME) {
                self.count_ahead();
            }
            self.copy_when_due(now);
            self.look_when_due();
        }
        if self.watch_allows_saving()
            && let Some(number) = self.autosave.tick(now_ms)
            && let Some(session) = &self.session
        {
            let tables = Box::new(session.project().tables().clone());
            self.worker.submit(Job::Save { tables, number });
        }
    }

    /// Milliseconds until the desk has something to do by itself.
    #[must_use]
    pub fn wait_ms(&self) -> Option<u64> {
        let notice = self.notices.iter().filter_map(|told| told.until_ms).min();
        let notice = notice.map(|until| until.saturating_sub(self.now_ms));
        let whole = self.session.as_ref().filter(|_| !self.is_partial);
        let copy = whole.and_then(|_| self.copy_wait_ms());
        let save = self.autosave.wait_ms(self.now_ms).filter(|_| self.watch_allows_saving());
        // What is left of the project is looked at in pauses, a little in each.
        let is_unread = self.wants_catalogue && !self.catalogue.is_complete();
        let unread = whole.filter(|_| is_unread).map(|_| 4);
        let is_busy = self.received == MOST_RECEIVED || self.is_taking_in();
        let busy = is_busy.then_some(0);
        [notice, copy, self.look_wait_ms(), unread, save, busy].into_iter().flatten().min()
    }

    /// Nothing is waiting to be written. A window may close then.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.session.is_none() || (self.autosave.is_saved() && !self.is_taking_in())
    }

    /// Is a save under way?
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.autosave.is_writing()
    }

    /// Begins to write everything, so that the desk settles.
    pub fn settle(&mut self) {
        self.save();
    }

    fn receive(&mut self, done: Done, now: Timestamp) {
        match done {
            Done::Glimpsed(project) => self.glimpsed(*project),
            Done::Opened(opened) => self.opened(*opened),
            Done::NotOpened(notice) => {
                self.put_partial_away();
                self.finish(notice);
            }
            Done::IsFile(file) => self.begin_with(file),
            Done::Acknowledged(number) => self.autosave.acknowledged(number, self.now_ms),
            Done::Durable(number) => self.autosave.durable(number),
            Done::Saved(number) => {
                self.autosave.saved(number, self.now_ms);
                self.go_on(now);
            }
            Done::NotWritten(reason) => self.not_written(reason),
            Done::Copied { folder, problems } => self.copied(folder, &problems),
            Done::Tabled(tabled) => self.tabled = Some(tabled),
            Done::Drafted(drafts) => self.drafted(drafts, now),
            Done::SetRead(report) => self.set_was_read(report),
            Done::Exported { path, statements } => self.finish(Notice::info(format!(
                "Exported {statements} statements to {}",
                path.display()
            ))),
            Done::HistoryExported { path, steps, missing } => {
                self.history_exported(&path, steps, missing);
            }
            Done::Found { words, hits, more } => {
                self.everywhere = Everywhere { words, hits, more };
            }
            Done::Weighed { format, options, lost } => {
                self.weighed = Some((format, options, lost));
            }
            Done::Progress { label, done, total } => {
                self.task = Some(Task { label, done, total, may_stop: true });
            }
            found @ (Done::Records(..)
            | Done::SourcesWeighed(..)
            | Done::Counted(..)
            | Done::LeftOpen(..)) => self.receive_findings(found),
            seen @ (Done::Looked { .. } | Done::Unseen(_) | Done::Outside(_)) => {
                self.receive_outside(seen, now);
            }
            kept @ (Done::BackedUp { .. }
            | Done::NotBackedUp { .. }
            | Done::Backups(_)
            | Done::Bin(_)
            | Done::BringBack { .. }) => self.receive_kept(kept, now),
            Done::Tell(notice) => self.tell(notice),
        }
    }

    fn finish(&mut self, notice: Notice) {
        self.task = None;
        self.tell(notice);
    }

    /// Carries out what waited for the save; an edit that came meanwhile needs another one.
    fn go_on(&mut self, now: Timestamp) {
        if self.then.is_some() && !self.is_settled() {
            self.save();
        } else if let Some(order) = self.then.take() {
            // The save was a task of its own, and what comes now may be none.
            self.task = None;
            self.order(order, now);
        }
    }

    fn not_written(&mut self, reason: String) {
        if self.then.take().is_some() {
            self.task = None;
            self.tell(Notice::warning(
                "The project stays open, because it could not be saved",
                "Make room or save a copy elsewhere, then try again",
            ));
        }
        self.tell(Notice::error(
            format!("Not saved: {reason}"),
            "Your work is kept here and tried again. Save a copy elsewhere if this stays",
        ));
        self.autosave.failed(reason, self.now_ms);
    }
}

//! What others do to the files of the open project: taken in where nobody here touched it, else laid before the person.

use super::Desk;
use crate::model::{Edit, Record, assemble::assemble, difference};
use crate::session::Notice;
use crate::session::job::{Done, Job, News};
use crate::store::Outside;
use jiff::Timestamp;

/// Milliseconds between two looks at the folder.
const AGAIN_MS: u64 = 5_000;
/// Milliseconds until the next look while somebody may still be writing: half a file is nobody's work.
const RESTLESS_MS: u64 = 250;
/// A look that takes long is had more seldom: the disk is asked for at most this part of the time.
const SHARE: u64 = 100;

/// Which of two versions of a record holds from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The one in this window; a copy of the other one goes to the bin.
    Mine,
    /// The one in the file.
    Theirs,
    /// What each of them changed.
    Both,
}

/// What is known about the folder.
#[derive(Debug, Default)]
pub(super) struct Watch {
    due_ms: u64,
    is_looking: bool,
    clashes: Vec<Outside>,
    /// The window that held the project has let it go.
    is_free: bool,
    /// What was told already.
    told: Vec<String>,
}

impl Watch {
    pub(super) fn from(now_ms: u64) -> Self {
        Self { due_ms: now_ms + AGAIN_MS, ..Self::default() }
    }
}

impl Desk {
    /// Records that were changed here and by somebody else, in different ways. Until it is decided what holds, nothing is
    /// saved; the journal keeps what is done.
    #[must_use]
    pub fn clashes(&self) -> &[Outside] {
        &self.watch.clashes
    }

    /// Has the window that held the project let it go? Said once.
    pub fn take_free(&mut self) -> bool {
        std::mem::take(&mut self.watch.is_free)
    }

    pub(super) fn is_watching(&self) -> bool {
        self.is_open() && !self.watch.is_free
    }

    /// Looks at the folder now: the person may come back from another program.
    pub fn look_now(&mut self) {
        self.watch.due_ms = self.now_ms;
    }

    pub(super) fn look_when_due(&mut self) {
        if self.is_watching() && !self.watch.is_looking && self.now_ms >= self.watch.due_ms {
            self.watch.is_looking = true;
            self.worker.submit(Job::Look);
        }
    }

    pub(super) fn look_wait_ms(&self) -> Option<u64> {
        let waits = self.is_watching() && !self.watch.is_looking;
        waits.then(|| self.watch.due_ms.saturating_sub(self.now_ms))
    }

    /// What the worker says about the folder.
    pub(super) fn receive_outside(&mut self, done: Done, now: Timestamp) {
        match done {
            Done::Looked { is_changed, is_restless, is_free, took_ms } => {
                self.watch.is_looking = false;
                self.watch.is_free |= is_free;
                let pause = if is_restless { RESTLESS_MS } else { AGAIN_MS };
                self.watch.due_ms = self.now_ms + pause.max(took_ms.saturating_mul(SHARE));
                if is_changed {
                    self.compare();
                }
            }
            Done::Unseen(path) => {
                let reason = format!("{} was changed by another program", path.display());
                self.autosave.failed(reason, self.now_ms);
                self.compare();
            }
            Done::Outside(news) => self.take_news(*news, now),
            _ => {}
        }
    }

    fn compare(&mut self) {
        let Some(session) = &self.session else { return };
        let tables = Box::new(session.project().tables().clone());
        let revision = session.revision();
        self.watch.is_looking = true;
        self.worker.submit(Job::Compare { tables, revision });
    }

    fn take_news(&mut self, news: News, now: Timestamp) {
        self.watch.is_looking = false;
        let Some(session) = &mut self.session else { return };
        if session.revision() != news.revision {
            // Something was done meanwhile, so it is compared again.
            return self.compare();
        }
        let files: Vec<String> =
            news.taken.iter().map(|outside| outside.file.display().to_string()).collect();
        let label = match files.as_slice() {
            [only] => format!("Take in {only}, changed by another program"),
            files => format!("Take in {} files, changed by another program", files.len()),
        };
        let is_done = news.edit.is_none_or(|edit| session.take_in_outside(&label, edit, now));
        self.collect();
        if is_done && !news.taken.is_empty() {
            self.worker.submit(Job::Adopt { changed: news.taken, is_kept: false });
            self.tell(Notice::info(label));
        }
        self.watch.clashes = news.clashes;
        let fresh: Vec<&String> =
            news.broken.iter().filter(|words| !self.watch.told.contains(words)).collect();
        if let Some(first) = fresh.first() {
            let words = format!("Another program left something that cannot be used: {first}");
            let hint = "It is left as it is, and nothing is written over it";
            let notice = Notice::warning(words, hint);
            self.tell(notice);
        }
        self.watch.told = news.broken;
    }

    /// Decides what holds of the first of the records that clash.
    pub(super) fn decide(&mut self, choice: Choice, now: Timestamp) {
        if self.watch.clashes.is_empty() {
            return;
        }
        let clash = self.watch.clashes.remove(0);
        let is_done = match choice {
            Choice::Mine => true,
            Choice::Theirs => self.put(&clash, clash.theirs.clone(), now),
            Choice::Both => {
                let both = self.both(&clash);
                both.is_some() && self.put(&clash, both, now)
            }
        };
        if is_done {
            let is_kept = choice != Choice::Theirs;
            self.worker.submit(Job::Adopt { changed: vec![clash], is_kept });
            self.autosave.unsettle(self.now_ms);
        } else {
            self.watch.clashes.insert(0, clash);
        }
    }

    /// What each side changed, together; `None` where that makes no sense.
    #[must_use]
    pub fn both(&self, clash: &Outside) -> Option<Record> {
        let mine = self.session.as_ref()?.project().tables().record(&clash.home)?;
        Record::both(clash.base.as_ref(), &mine, clash.theirs.as_ref()?)
    }

    fn put(&mut self, clash: &Outside, record: Option<Record>, now: Timestamp) -> bool {
        let Some(session) = &mut self.session else { return false };
        let mut tables = session.project().tables().clone();
        tables.put_record(&clash.home, record);
        let (to, problems) = assemble(tables);
        if let Some(problem) = problems.first() {
            let words = format!("This does not fit into the project: {}", problem.what);
            self.tell(Notice::warning(words, "Keep yours, or undo what it rests on"));
            return false;
        }
        let label = format!("Settle {}, changed by another program too", clash.file.display());
        let edit: Option<Edit> = difference(session.project(), &to);
        let is_done = edit.is_none_or(|edit| session.take_in_outside(&label, edit, now));
        self.collect();
        is_done
    }
}

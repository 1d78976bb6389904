//! Copies of the open project: when one is due, and what there are.

use super::Desk;
use crate::session::Notice;
use crate::session::job::{Done, Job};
use crate::store::backup::Backup;
use crate::store::removed::Removed;
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

/// Milliseconds between the opening of a project and its copy, so that the first frame is on the screen before.
const AFTER_OPENING_MS: u64 = 2_000;
/// Milliseconds after which it is asked whether a new day has begun, and whether a copy that failed can be made now.
const AGAIN_MS: u64 = 600_000;

/// What is known about copies of the open project, and about its bin.
#[derive(Debug, Default)]
pub(super) struct Copies {
    due_ms: Option<u64>,
    /// The day of the last copy, or of the last look that found nothing changed.
    last: Option<Date>,
    is_warned: bool,
    backups: Option<Vec<Backup>>,
    bin: Option<Vec<Removed>>,
}

impl Copies {
    /// A project was opened.
    pub(super) fn of_opened(now_ms: u64, is_read_only: bool) -> Self {
        let due_ms = (!is_read_only).then_some(now_ms + AFTER_OPENING_MS);
        Self { due_ms, ..Self::default() }
    }
}

fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

impl Desk {
    /// The copies of the open project, the newest first, once they were listed.
    #[must_use]
    pub fn backups(&self) -> Option<&[Backup]> {
        self.copies.backups.as_deref()
    }

    /// What was removed from the open project and can be brought back, the last first, once it was listed.
    #[must_use]
    pub fn bin(&self) -> Option<&[Removed]> {
        self.copies.bin.as_deref()
    }

    /// Asks for a copy when one is due: after a project was opened, and once on each day of use.
    pub(super) fn copy_when_due(&mut self, now: Timestamp) {
        if self.copies.due_ms.is_none_or(|due| due > self.now_ms) {
            return;
        }
        self.copies.due_ms = Some(self.now_ms + AGAIN_MS);
        if self.copies.last != Some(day(now)) {
            self.back_up(now, false);
        }
    }

    pub(super) fn back_up(&mut self, at: Timestamp, is_asked: bool) {
        let elsewhere = self.preferences.backup_folder.clone();
        self.worker.submit(Job::BackUp { elsewhere, at, is_asked });
    }

    /// Lists the copies; the answer comes with a later frame.
    pub(super) fn list_backups(&mut self) {
        self.copies.backups = None;
        self.worker.submit(Job::ListBackups(self.preferences.backup_folder.clone()));
    }

    /// Lists what was removed.
    pub(super) fn list_bin(&mut self) {
        self.copies.bin = None;
        self.worker.submit(Job::ListBin);
    }

    /// Milliseconds until a copy is due.
    pub(super) fn copy_wait_ms(&self) -> Option<u64> {
        self.copies.due_ms.map(|due| due.saturating_sub(self.now_ms))
    }

    /// What the worker says about copies and the bin.
    pub(super) fn receive_kept(&mut self, done: Done, now: Timestamp) {
        match done {
            Done::BackedUp { folder, path, is_asked } if self.folder.as_ref() == Some(&folder) => {
                self.copies.last = Some(day(now));
                self.copies.is_warned = false;
                if is_asked {
                    self.tell(Notice::info(match path {
                        Some(path) => format!("Backed up and compared: {}", path.display()),
                        None => "Nothing has changed since the last backup".to_owned(),
                    }));
                    self.list_backups();
                }
            }
            // Told once, and whenever somebody asked; else tried again without a word until it works.
            Done::NotBackedUp { notice, is_asked } if is_asked || !self.copies.is_warned => {
                self.copies.is_warned = true;
                self.tell(notice);
            }
            Done::Backups(backups) => self.copies.backups = Some(backups),
            Done::Bin(removed) => self.copies.bin = Some(removed),
            Done::BringBack { label, edit } => {
                if let Some(session) = &mut self.session {
                    session.bring_back(&label, *edit, now);
                }
                self.collect();
                self.list_bin();
            }
            _ => {}
        }
    }
}

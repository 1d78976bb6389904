//! Copies of the project, and what was removed from it.

use super::Toil;
use crate::model::{AnnotatorId, Project};
use crate::session::Notice;
use crate::session::breakage;
use crate::session::job::Done;
use crate::session::worker::words_of;
use crate::store::Disk;
use crate::store::backup::{self, Backup, Restored, Restoring, Shelf};
use crate::store::removed::{self, Removed};
use jiff::Timestamp;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::thread::{self, JoinHandle};

impl Toil {
    /// Makes a copy on a thread of its own: a large project takes seconds to pack, and steps do not wait for that. The
    /// files are read again at the end, so that a save in between is seen.
    pub(super) fn back_up(&mut self, elsewhere: Option<&Path>, at: Timestamp, is_asked: bool) {
        let Some(folder) = self.folder() else { return };
        let shelf = shelf(&folder, elsewhere);
        if self.copying.as_ref().is_some_and(|thread| !thread.is_finished()) {
            if is_asked {
                self.answers.send(Done::Tell(Notice::info("A backup is being made just now")));
            }
            return;
        }
        let (answers, disk) = (self.answers.clone(), self.disk.clone());
        let copy = move || match made(&disk, &folder, &shelf, at) {
            Ok(made) => {
                let path = made.map(|backup| backup.path);
                answers.send(Done::BackedUp { folder, path, is_asked });
            }
            Err(notice) => answers.send(Done::NotBackedUp { notice, is_asked }),
        };
        match thread::Builder::new().name("backup".to_owned()).spawn(copy) {
            Ok(thread) => self.copying = Some(thread),
            Err(error) => {
                let notice = Notice::of_error("No backup was made", &error);
                self.answers.send(Done::NotBackedUp { notice, is_asked });
            }
        }
    }

    pub(super) fn list_backups(&self, elsewhere: Option<&Path>) {
        let Some(folder) = self.folder() else { return };
        match backup::list(&shelf(&folder, elsewhere)) {
            Ok(backups) => self.answers.send(Done::Backups(backups)),
            Err(error) => self.not_opened("Cannot list the backups", &error),
        }
    }

    /// The folder is let go for it, because a restoring takes the project's lock itself.
    pub(super) fn restore(&mut self, archive: &Path, by: AnnotatorId, at: Timestamp) {
        let Some(folder) = self.folder() else { return };
        // A copy under way is to be whole before another one is made.
        drop(self.copying.take().map(JoinHandle::join));
        self.close();
        let name = archive.file_name().unwrap_or_default().to_string_lossy();
        let label = format!("Restore the backup “{name}”");
        let restoring = Restoring { archive, by, at, label };
        let restored = backup::restore_on(&self.disk, &folder, &restoring);
        self.open(&folder);
        self.answers.send(Done::Tell(match restored {
            Ok(Restored::Unchanged) => Notice::info("The project is as in the backup already"),
            Ok(Restored::ByStep { .. }) => {
                Notice::info("The backup is restored. Undo brings back what was there before")
            }
            Ok(Restored::ByFiles { kept_in, .. }) => {
                let kept_in = kept_in.map(|kept| folder.join(kept).display().to_string());
                let words = kept_in.map(|kept| format!(". What lay there before is in {kept}"));
                Notice::info(format!("The backup is restored{}", words.unwrap_or_default()))
            }
            Err(error) => Notice::of_error("The backup was not restored", &error),
        }));
    }

    pub(super) fn list_bin(&self) {
        let Some(folder) = self.folder() else { return };
        match removed::list(&folder) {
            Ok(list) => self.answers.send(Done::Bin(list)),
            Err(error) => self.not_opened("Cannot list what was removed", &error),
        }
    }

    pub(super) fn bring_back(&self, project: &Project, removed: &Removed) {
        let Some(store) = &self.store else { return };
        match removed::restore(project, store.folder(), removed) {
            Ok(edit) => {
                let label = format!("Bring back {}", removed.name);
                self.answers.send(Done::BringBack { label, edit: Box::new(edit) });
            }
            Err(error) => self.not_opened("Cannot bring it back", &error),
        }
    }
}

/// A copy, or why there is none. One that breaks is told like one that fails.
fn made(
    disk: &Disk,
    folder: &Path,
    shelf: &Shelf,
    at: Timestamp,
) -> Result<Option<Backup>, Notice> {
    // What breaks leaves an unfinished file at most, and nobody reads that one.
    match panic::catch_unwind(AssertUnwindSafe(|| backup::make_on(disk, folder, shelf, at))) {
        Ok(made) => made.map_err(|error| Notice::of_error("No backup was made", &error)),
        Err(broke) => {
            let words = format!("No backup was made: {}", words_of(broke.as_ref()));
            Err(Notice::error(words, breakage::where_reported().trim_start()))
        }
    }
}

fn shelf(project: &Path, elsewhere: Option<&Path>) -> Shelf {
    elsewhere.map_or_else(|| Shelf::of(project), |folder| Shelf::elsewhere(project, folder))
}

//! Copies of the project, and what was removed from it.

use super::Toil;
use crate::model::{AnnotatorId, Project};
use crate::session::Notice;
use crate::session::job::Done;
use crate::store::backup::{self, Restored, Restoring, Shelf};
use crate::store::removed::{self, Removed};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::thread;

impl Toil {
    fn folder(&self) -> Option<PathBuf> {
        self.store.as_ref().map(|store| store.folder().to_owned())
    }

    /// Makes a copy on a thread of its own: a large project takes seconds to pack, and steps do not wait for that. The
    /// files are read again at the end, so that a save in between is seen.
    pub(super) fn back_up(&mut self, elsewhere: Option<&Path>, at: Timestamp, is_asked: bool) {
        let Some(folder) = self.folder() else { return };
        let shelf = shelf(&folder, elsewhere);
        if self.copying.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return;
        }
        let answers = self.answers.clone();
        let copy = move || match backup::make(&folder, &shelf, at) {
            Ok(made) => {
                let path = made.map(|backup| backup.path);
                answers.send(Done::BackedUp { folder, path, is_asked });
            }
            Err(error) => {
                let notice = Notice::of_error("No backup was made", &error);
                answers.send(Done::NotBackedUp(notice));
            }
        };
        match thread::Builder::new().name("backup".to_owned()).spawn(copy) {
            Ok(thread) => self.copying = Some(thread),
            Err(error) => {
                let notice = Notice::of_error("No backup was made", &error);
                self.answers.send(Done::NotBackedUp(notice));
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
        self.close();
        let name = archive.file_name().unwrap_or_default().to_string_lossy();
        let label = format!("Restore the backup “{name}”");
        let restored = backup::restore(&folder, &Restoring { archive, by, at, label });
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

fn shelf(project: &Path, elsewhere: Option<&Path>) -> Shelf {
    elsewhere.map_or_else(|| Shelf::of(project), |folder| Shelf::elsewhere(project, folder))
}

//! Repairs a project's folder where no guess is needed. What cannot be put right is left as it is and stays reported.
//!
//! First each file by itself: texts come back when their hash proves them, words go where they occur once, doubles go.
//! Then, only when every file can be read, what names nothing is taken out of the files: as long as one file cannot be
//! read, the missing record may be in it. Before the first change a backup is made, and every file that is changed is copied to the bin before, with the reasons beside
//! it; of what the program could read before, nothing changes.

mod settle;
mod texts;

use super::atomic::{replace_in_folder, sync_names};
use super::backup;
use super::bin::Bin;
use super::disk::Disk;
use super::error::{Attempt as _, StoreError};
use super::layout::Layout;
use super::listing::Listing;
use super::located::{Located, line_of};
use super::lock::{Locking, lock};
use super::open::open_to_check;
use super::reading;
use crate::format::{LayerFile, Standing, to_ron};
use crate::model::assemble::Severity;
use crate::model::{Project, RemarkId, StatementId};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What was repaired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repair {
    /// What was done, by file and record.
    pub done: Vec<Located>,
    /// A backup of the folder as it was.
    pub backup: Option<PathBuf>,
    /// Where the files lie as they were, from the project's folder on: `bin/2026-11-23-1`.
    pub kept_in: Option<PathBuf>,
}

/// The file beside the kept copies that says why they are there.
pub(super) const REASONS: &str = "repair.txt";

/// Repairs what can be repaired without guessing; a second call finds nothing left to do. `now` names the folder in the
/// bin.
///
/// # Errors
/// When the folder is no project, is of another version, is open in another window, or the disk refuses. What was copied
/// to the bin until then stays there.
pub fn repair(folder: &Path, now: Timestamp) -> Result<Repair, StoreError> {
    repair_on(&Disk::default(), folder, now)
}

/// The same on a disk that may be watched.
///
/// # Errors
/// As [`repair`].
pub fn repair_on(disk: &Disk, folder: &Path, now: Timestamp) -> Result<Repair, StoreError> {
    let layout = Layout::new(folder);
    let standing = open_to_check(folder)?.project;
    let _lock = match lock(disk, &layout.lock()) {
        Locking::Held(file) => Some(file),
        Locking::Unsupported(_) => None,
        Locking::Elsewhere(who) => {
            return Err(StoreError::ReadOnly(format!("it is open in another window ({who})")));
        }
        Locking::Refused(error) => {
            return Err(StoreError::ReadOnly(format!("the folder cannot be written to ({error})")));
        }
    };
    let bin = Bin::new(disk, &layout, Some(now));
    let mut work = Work {
        disk,
        layout: &layout,
        bin,
        now,
        backup: None,
        kept: BTreeSet::new(),
        done: Vec::new(),
    };
    work.mend_texts()?;
    work.mend_layers(&standing)?;
    work.settle()?;
    work.close()
}

/// A repair under way.
struct Work<'a> {
    disk: &'a Disk,
    layout: &'a Layout,
    bin: Bin<'a>,
    now: Timestamp,
    backup: Option<PathBuf>,
    /// The files that were copied.
    kept: BTreeSet<PathBuf>,
    done: Vec<Located>,
}

impl Standing for Project {
    fn has_statement(&self, id: &StatementId) -> bool {
        Self::has_statement(self, id)
    }

    fn has_remark(&self, id: &RemarkId) -> bool {
        Self::has_remark(self, id)
    }
}

impl Work<'_> {
    /// Copies a file to the bin before it is changed, after a backup; one that is not there needs no copy.
    fn keep(&mut self, path: &Path) -> Result<(), StoreError> {
        if self.backup.is_none() {
            self.backup = Some(backup::secure(self.disk, self.layout.root(), self.now)?);
        }
        if path.is_file() && self.kept.insert(path.to_owned()) {
            self.bin.copy(path)?;
        }
        Ok(())
    }

    fn note(&mut self, path: &Path, line: Option<usize>, record: &str, what: impl Into<String>) {
        let file = self.layout.relative(path);
        let located = Located::new(Severity::Warning, &file, what);
        self.done.push(Located { line, record: record.to_owned(), ..located });
    }

    /// Copies a file to the bin, then writes it anew.
    fn replace(&mut self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        self.keep(path)?;
        sync_names(self.disk, &replace_in_folder(self.disk, path, bytes)?)
    }

    /// Moves what stands elsewhere, and drops doubles, in every layer whose article can be read.
    fn mend_layers(&mut self, standing: &Project) -> Result<(), StoreError> {
        for id in Listing::of(self.layout)?.layers {
            let path = self.layout.layer(&id);
            let Ok(Some(article)) =
                super::task::read_article(self.layout, &id.article, &mut Vec::new())
            else {
                continue;
            };
            // What cannot be read is reported by whoever checks the project.
            let Ok(mut layer) = reading::read_file::<LayerFile>(&path) else { continue };
            if layer.id() != id {
                continue;
            }
            let mends = layer.mend(&article.text(), standing);
            if mends.is_empty() {
                continue;
            }
            let before = fs::read_to_string(&path).attempt("read", &path)?;
            let unwritable = |source| StoreError::Format { path: path.clone(), source };
            self.replace(&path, to_ron(&layer).map_err(unwritable)?.as_bytes())?;
            for mend in mends {
                self.note(&path, line_of(&before, &mend.record, ""), &mend.record, mend.what);
            }
        }
        Ok(())
    }

    /// Writes the reasons beside the copies.
    fn close(mut self) -> Result<Repair, StoreError> {
        let kept_in = self.bin.begun().map(|folder| self.layout.relative(folder));
        if let Some(kept_in) = &kept_in {
            let path = self.layout.root().join(kept_in).join(REASONS);
            let lines: String = self.done.iter().map(|done| format!("{done}\n")).collect();
            let names = replace_in_folder(self.disk, &path, lines.as_bytes())?;
            sync_names(self.disk, &names)?;
        }
        self.bin.close()?;
        self.done.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Ok(Repair { done: self.done, backup: self.backup, kept_in })
    }
}

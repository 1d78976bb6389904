//! The journals of a project, one for each annotator: steps are added behind, and move to the history with a save.

use super::atomic::{replace_in_folder, sync_names};
use super::disk::Disk;
use super::error::StoreError;
use super::layout::Layout;
use super::pending::{Pending, add_behind};
use super::prints::Print;
use super::steps::{FoundJournal, FoundSteps};
use crate::format::opening;
use crate::model::{AnnotatorId, Step};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

/// Length in bytes at which a history file is left and the next one begun.
const FULL: u64 = 1 << 20;

/// All journals of a project.
#[derive(Debug)]
pub(super) struct Journals {
    disk: Disk,
    layout: Layout,
    by_annotator: BTreeMap<AnnotatorId, Journal>,
}

/// One annotator's journal and the end of the history behind it.
#[derive(Debug, Default)]
struct Journal {
    /// Open once something was added.
    file: Option<File>,
    /// Bytes of whole lines.
    length: u64,
    /// Something that is no whole line may stand behind them.
    is_ragged: bool,
    /// The lines that are not in the history yet.
    pending: Pending,
    /// The highest number of a step in journal and history when the project was opened.
    opened: u64,
    /// The same now.
    last: u64,
    /// Everything added is on the disk.
    is_synced: bool,
    /// The names of file and folder are on the disk.
    is_named: bool,
    history: HistoryEnd,
}

/// The history file that is added to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct HistoryEnd {
    /// 0 before the first.
    pub(super) number: u32,
    /// In bytes.
    pub(super) length: u64,
    /// A torn file is left as it is, and a new one begun.
    pub(super) is_torn: bool,
}

impl Journals {
    /// Goes on from what was found in the folder.
    pub(super) fn new(disk: &Disk, layout: &Layout, found: &FoundSteps) -> Self {
        let journals = found.journals.iter().map(|(by, found)| (by.clone(), Journal::of(found)));
        let by_annotator = journals.collect();
        Self { disk: disk.clone(), layout: layout.clone(), by_annotator }
    }

    /// Puts the torn ends of journals aside, then shortens the journals to their whole lines.
    pub(super) fn put_torn_aside(&self, found: &FoundSteps) -> Result<(), StoreError> {
        for (by, found) in found.journals.iter().filter(|(_, found)| !found.torn.is_empty()) {
            let number = (1..).find(|n| !self.layout.torn(by, *n).exists()).unwrap_or(u32::MAX);
            let names = replace_in_folder(&self.disk, &self.layout.torn(by, number), &found.torn)?;
            sync_names(&self.disk, &names)?;
            let path = self.layout.journal(by);
            let file = self.disk.append(&path)?;
            self.disk.cut(&file, &path, found.length)?;
            self.disk.sync(&file, &path)?;
        }
        Ok(())
    }

    /// Is there nothing that a save would have to move to the history?
    pub(super) fn is_empty(&self) -> bool {
        self.by_annotator.values().all(|journal| journal.length == 0)
    }

    /// Are the steps newer than all that were there when the project was opened?
    pub(super) fn check(&self, steps: &[Step]) -> Result<(), StoreError> {
        let opened = |by| self.by_annotator.get(by).map_or(0, |journal| journal.opened);
        match steps.iter().find(|step| step.number <= opened(&step.by)) {
            Some(Step { by, number, .. }) => {
                Err(StoreError::OldStep { by: by.to_string(), number: *number, last: opened(by) })
            }
            None => Ok(()),
        }
    }

    /// Adds steps, but for those that are there. Those of one annotator are all written or none.
    pub(super) fn append(&mut self, steps: &[Step]) -> Result<(), StoreError> {
        for steps in steps.chunk_by(|a, b| a.by == b.by) {
            let Some(Step { by, .. }) = steps.first() else { continue };
            let path = self.layout.journal(by);
            let journal = self.by_annotator.entry(by.clone()).or_default();
            if !journal.is_there(&path) {
                journal.begin_again(&self.disk, &self.layout, by)?;
            }
            journal.append(&self.disk, &path, steps)?;
        }
        Ok(())
    }

    /// Makes everything that was added last.
    pub(super) fn sync(&mut self) -> Result<(), StoreError> {
        for (by, journal) in &mut self.by_annotator {
            if !journal.is_synced {
                journal.sync(&self.disk, &self.layout, by)?;
            }
        }
        Ok(())
    }

    /// Moves all steps to the history: first they are there for good, then they go here.
    pub(super) fn cut(&mut self) -> Result<(), StoreError> {
        for (by, journal) in &mut self.by_annotator {
            if !journal.pending.is_empty() {
                journal.move_to_history(&self.disk, &self.layout, by)?;
            }
            if journal.length > 0 {
                let path = self.layout.journal(by);
                journal.empty(&self.disk, &path)?;
            }
        }
        Ok(())
    }
}

impl Journal {
    fn of(found: &FoundJournal) -> Self {
        Self {
            length: found.length,
            pending: Pending::of(found.pending.clone()),
            opened: found.last,
            last: found.last,
            // What an earlier run wrote it may not have made last.
            is_synced: found.length == 0,
            history: found.history,
            ..Self::default()
        }
    }

    /// Is the file under this name the one that was added to so far? What another program put in its place, or took away, is
    /// seen by number and length.
    fn is_there(&self, path: &Path) -> bool {
        if self.is_ragged {
            return true;
        }
        let named = Print::of(path);
        let length = named.map_or(0, |print| print.length);
        let held = self.file.as_ref().map(|file| file.metadata().map(|found| Print::from(&found)));
        let is_same = match held {
            Some(Ok(held)) => named.is_some_and(|named| named.number == held.number),
            Some(Err(_)) => false,
            None => true,
        };
        is_same && length == self.length
    }

    /// Puts what lies in the journal's place aside, and every step that no other file holds into a new one.
    fn begin_again(
        &mut self,
        disk: &Disk,
        layout: &Layout,
        by: &AnnotatorId,
    ) -> Result<(), StoreError> {
        let path = layout.journal(by);
        if path.exists() {
            let number = (1..).find(|n| !layout.torn(by, *n).exists()).unwrap_or(u32::MAX);
            disk.rename(&path, &layout.torn(by, number))?;
        }
        (self.file, self.length, self.is_synced, self.is_named) = (None, 0, false, false);
        if self.pending.is_empty() {
            return Ok(());
        }
        self.open(disk, &path)?;
        let Some(file) = &mut self.file else { return Ok(()) };
        match add_behind(disk, file, &path, &opening(), &self.pending) {
            Ok(length) => {
                self.length = length;
                Ok(())
            }
            // The next attempt finds half a file that is not the journal, and begins again.
            Err(error) => {
                self.file = None;
                Err(error)
            }
        }
    }

    fn append(&mut self, disk: &Disk, path: &Path, steps: &[Step]) -> Result<(), StoreError> {
        let lines = self.lines(path, steps)?;
        if lines.is_empty() {
            return Ok(());
        }
        let head = if self.length == 0 { opening() } else { String::new() };
        self.is_synced = false;
        let is_ragged = std::mem::replace(&mut self.is_ragged, true);
        let length = self.length;
        let file = self.open(disk, path)?;
        if is_ragged {
            disk.cut(file, path, length)?;
        }
        self.length += add_behind(disk, file, path, &head, &lines)?;
        self.is_ragged = false;
        self.pending.append(lines);
        self.last = steps.last().map_or(self.last, |step| step.number.max(self.last));
        Ok(())
    }

    fn lines(&self, path: &Path, steps: &[Step]) -> Result<Pending, StoreError> {
        let mut last = self.last;
        let mut lines = Pending::default();
        for step in steps.iter().filter(|step| step.number > self.last) {
            if step.number > last {
                let unwritable = |source| StoreError::Format { path: path.to_owned(), source };
                lines.add(step).map_err(unwritable)?;
                last = step.number;
            }
        }
        Ok(lines)
    }

    fn open(&mut self, disk: &Disk, path: &Path) -> Result<&mut File, StoreError> {
        if self.file.is_none()
            && let Some(folder) = path.parent()
        {
            disk.make_folder(folder)?;
        }
        match &mut self.file {
            Some(file) => Ok(file),
            none => Ok(none.insert(disk.append(path)?)),
        }
    }

    fn sync(&mut self, disk: &Disk, layout: &Layout, by: &AnnotatorId) -> Result<(), StoreError> {
        let path = layout.journal(by);
        disk.sync(self.open(disk, &path)?, &path)?;
        if !self.is_named {
            sync_names(disk, &[path, layout.journals()])?;
            self.is_named = true;
        }
        self.is_synced = true;
        Ok(())
    }

    fn move_to_history(
        &mut self,
        disk: &Disk,
        layout: &Layout,
        by: &AnnotatorId,
    ) -> Result<(), StoreError> {
        let end = &mut self.history;
        let is_full = end.number == 0 || end.is_torn || end.length >= FULL;
        let number = end.number + u32::from(is_full);
        let is_new = is_full || end.length == 0;
        if is_new {
            disk.make_folder(&layout.histories())?;
        }
        let path = layout.history(by, number);
        let names = [path.clone(), layout.histories()];
        let mut file = disk.append(&path)?;
        let head = if is_new { opening() } else { String::new() };
        // Should this fail half way, the next attempt leaves the torn file alone.
        *end = HistoryEnd { number, length: if is_new { 0 } else { end.length }, is_torn: true };
        let added = add_behind(disk, &mut file, &path, &head, &self.pending)?;
        disk.sync(&file, &path)?;
        if is_new {
            sync_names(disk, &names)?;
        }
        end.is_torn = false;
        end.length += added;
        self.pending = Pending::default();
        Ok(())
    }

    fn empty(&mut self, disk: &Disk, path: &Path) -> Result<(), StoreError> {
        let file = self.open(disk, path)?;
        // Nobody waits for this to last: steps that are in the history too are not done again.
        disk.cut(file, path, 0)?;
        (self.length, self.is_ragged, self.is_synced) = (0, false, true);
        Ok(())
    }
}

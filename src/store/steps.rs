//! The steps that lie in a project's folder: what is to be replayed, and what can still be taken back.

use super::journals::HistoryEnd;
use super::layout::Layout;
use super::listing::Listing;
use super::located::Located;
use super::reading::bytes_of;
use crate::format::{Journal, read_last_of_journal};
use crate::model::{AnnotatorId, Step};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// How many of an annotator's last steps are read back from a history file; those before it are not looked at when it has
/// as many.
const RECENT: usize = 2_000;

/// A step and the line it stands on.
#[derive(Debug)]
pub(super) struct FoundStep {
    pub(super) step: Step,
    /// From the project's folder on.
    pub(super) file: PathBuf,
    pub(super) line: usize,
}

/// What one annotator's journal holds.
#[derive(Debug, Default)]
pub(super) struct FoundJournal {
    /// Bytes of whole lines.
    pub(super) length: u64,
    /// The lines of steps that are not in the history.
    pub(super) pending: Vec<u8>,
    /// What stands behind the whole lines.
    pub(super) torn: Vec<u8>,
    /// The highest number of a step in journal and history.
    pub(super) last: u64,
    pub(super) history: HistoryEnd,
}

/// The steps in a project's folder.
#[derive(Debug, Default)]
pub(super) struct FoundSteps {
    pub(super) journals: BTreeMap<AnnotatorId, FoundJournal>,
    /// Steps since the last save, in the order of their numbers.
    pub(super) unsaved: Vec<FoundStep>,
    /// The last steps of the histories, in any order.
    pub(super) saved: Vec<Step>,
    pub(super) problems: Vec<Located>,
}

impl FoundSteps {
    /// Reads journals and the ends of histories.
    pub(super) fn read(layout: &Layout, listing: &Listing) -> Self {
        let mut found = Self::default();
        let annotators: BTreeSet<_> =
            listing.journals.iter().chain(listing.histories.keys()).collect();
        for by in annotators {
            let mut journal = FoundJournal::default();
            let numbers = listing.histories.get(by);
            for number in numbers.into_iter().flatten().rev() {
                if !found.read_history(layout, by, *number, &mut journal) {
                    break;
                }
            }
            found.read_journal(layout, by, &mut journal);
            found.journals.insert(by.clone(), journal);
        }
        found.unsaved.sort_by(|a, b| (a.step.number, &a.step.by).cmp(&(b.step.number, &b.step.by)));
        found
    }

    /// The bytes of a file; none, and a problem, where the system does not give them.
    fn bytes(&mut self, layout: &Layout, path: &Path) -> Option<Vec<u8>> {
        match bytes_of(path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                let what = format!("cannot read it: {error}");
                self.problems.push(Located::error(&layout.relative(path), what));
                None
            }
        }
    }

    /// Reads one history file; `false` when the ones before it are not needed.
    fn read_history(
        &mut self,
        layout: &Layout,
        by: &AnnotatorId,
        number: u32,
        journal: &mut FoundJournal,
    ) -> bool {
        let path = layout.history(by, number);
        let Some(bytes) = self.bytes(layout, &path) else { return true };
        let history = self.parse(layout, &path, &bytes, RECENT);
        if journal.history.number == 0 {
            let is_torn = history.whole < bytes.len();
            journal.history = HistoryEnd { number, length: bytes.len() as u64, is_torn };
        }
        for entry in history.entries {
            journal.last = journal.last.max(entry.step.number);
            self.saved.push(entry.step);
        }
        self.saved.iter().filter(|step| step.by == *by).count() < RECENT
    }

    fn read_journal(&mut self, layout: &Layout, by: &AnnotatorId, found: &mut FoundJournal) {
        let path = layout.journal(by);
        let Some(bytes) = self.bytes(layout, &path) else { return };
        let journal = self.parse(layout, &path, &bytes, usize::MAX);
        let n_saved = found.last;
        found.length = journal.whole as u64;
        found.torn = bytes.get(journal.whole..).unwrap_or_default().to_vec();
        let file = layout.relative(&path);
        // A step that is in the history too was saved: the program was stopped before it could cut the journal.
        for entry in journal.entries.into_iter().filter(|entry| entry.step.number > n_saved) {
            found.last = found.last.max(entry.step.number);
            found.pending.extend_from_slice(bytes.get(entry.bytes).unwrap_or_default());
            self.unsaved.push(FoundStep { step: entry.step, file: file.clone(), line: entry.line });
        }
    }

    fn parse(&mut self, layout: &Layout, path: &Path, bytes: &[u8], n_steps: usize) -> Journal {
        let file = layout.relative(path);
        let journal = read_last_of_journal(bytes, n_steps).unwrap_or_else(|error| {
            self.problems.push(Located::unreadable(&file, &error));
            // Nothing of it is used, and since this is an error, nothing of it is touched.
            Journal { whole: bytes.len(), ..Journal::default() }
        });
        if let Some(line) = journal.torn_at {
            let n_bytes = bytes.len() - journal.whole;
            let what = format!(
                "the last {n_bytes} bytes, from here on, are torn or damaged; the steps before them hold"
            );
            self.problems.push(Located::warning(&file, what).on_line(line));
        }
        journal
    }

    /// The highest number of any step.
    pub(super) fn last(&self) -> u64 {
        self.journals.values().map(|journal| journal.last).max().unwrap_or(0)
    }

    /// The last steps in an unbroken row by one annotator: only those can be taken back without guessing. A row breaks
    /// where numbers do not follow each other, as when the work of two people was brought together.
    pub(super) fn into_row(self) -> Vec<Step> {
        let unsaved = self.unsaved.into_iter().map(|found| found.step);
        let mut steps: Vec<Step> = self.saved.into_iter().chain(unsaved).collect();
        steps.sort_by(|a, b| (b.number, &b.by).cmp(&(a.number, &a.by)));
        steps.dedup_by(|a, b| a.number == b.number && a.by == b.by);
        let broken = steps.windows(2).position(|pair| match pair {
            [later, earlier] => later.by != earlier.by || later.number != earlier.number + 1,
            _ => false,
        });
        steps.truncate(broken.map_or(steps.len(), |at| at + 1));
        steps.reverse();
        steps
    }
}

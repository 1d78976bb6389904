//! Every step since a project began: the histories and what the journals hold beyond them, for those who check the work.

use super::error::StoreError;
use super::layout::Layout;
use super::listing::Listing;
use super::located::Located;
use super::reading::bytes_of;
use crate::format::read_journal;
use crate::model::{AnnotatorId, Step};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// Every step that a project's folder holds.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    /// In the order of their numbers, each once. Articles in them have no text.
    pub steps: Vec<Step>,
    /// Files, or ends of files, whose steps cannot be read.
    pub problems: Vec<Located>,
}

/// Reads every step since the project began, without touching the folder.
///
/// # Errors
/// When the folder is no project or the system does not show it. What is wrong with single files is reported in
/// [`Trail::problems`].
pub fn trail(folder: &Path) -> Result<Trail, StoreError> {
    let layout = Layout::new(folder);
    if !layout.project().is_file() {
        return Err(StoreError::no_project(folder));
    }
    let mut trail = Trail::default();
    for path in files(&layout, &Listing::of(&layout)?) {
        trail.read(&layout, &path);
    }
    // A step stands in journal and history when the program was stopped between writing the one and cutting the other.
    trail.steps.sort_by(|a, b| (a.number, &a.by).cmp(&(b.number, &b.by)));
    trail.steps.dedup_by(|a, b| a.number == b.number && a.by == b.by);
    Ok(trail)
}

/// The files of steps; the history before the journal, since of a step that stands in both the first is kept.
fn files(layout: &Layout, listing: &Listing) -> Vec<PathBuf> {
    let annotators: BTreeSet<&AnnotatorId> =
        listing.histories.keys().chain(&listing.journals).collect();
    let mut files = Vec::new();
    for by in annotators {
        let numbers = listing.histories.get(by).into_iter().flatten();
        files.extend(numbers.map(|number| layout.history(by, *number)));
        files.push(layout.journal(by));
    }
    files
}

impl Trail {
    fn read(&mut self, layout: &Layout, path: &Path) {
        let file = layout.relative(path);
        let bytes = match bytes_of(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => {
                self.problems.push(Located::error(&file, format!("cannot read it: {error}")));
                return;
            }
        };
        match read_journal(&bytes) {
            Ok(journal) => {
                self.steps.extend(journal.entries.into_iter().map(|entry| entry.step));
                if let Some(line) = journal.torn_at {
                    let n_bytes = bytes.len() - journal.whole;
                    let what =
                        format!("the last {n_bytes} bytes, from here on, are torn or damaged");
                    self.problems.push(Located::warning(&file, what).on_line(line));
                }
            }
            Err(error) => self.problems.push(Located::unreadable(&file, &error)),
        }
    }

    /// Numbers between the first and the last step that no step has, as runs: first and last of each.
    #[must_use]
    pub fn gaps(&self) -> Vec<(u64, u64)> {
        let pairs = self.steps.iter().zip(self.steps.iter().skip(1));
        let gap = |(a, b): (&Step, &Step)| {
            (b.number > a.number + 1).then(|| (a.number + 1, b.number - 1))
        };
        pairs.filter_map(gap).collect()
    }
}

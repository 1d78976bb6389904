//! What others do to the files of an open project: a merge by git, a synchronised folder, an editor.
//!
//! Every file is known by its length, its number on the disk and the time of its last change, however old: a synchronised
//! folder brings files with the times they had elsewhere. One that looks otherwise is read, and counts as
//! changed only when its record is another one than was last written or read here. A save does not replace such a file
//! until somebody has looked at it.

use super::Store;
use super::bin::Bin;
use super::error::StoreError;
use super::layout::Layout;
use super::listing::Listing;
use super::located::Located;
use super::lock::is_free;
use super::prints::{Print, Prints};
use super::read::read_records;
use super::reading::{Unread, read_file};
use crate::format::ProjectFile;
use crate::model::assemble::{Home, Severity};
use crate::model::{Record, Source, Tables};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How the files looked when they were last read or written here.
#[derive(Debug, Default)]
pub(super) struct Seen {
    prints: Prints,
    /// Nobody else is expected, or what lies there is to be written over whatever it is.
    is_blind: bool,
}

impl Seen {
    /// How the files looked right before they were read: what is changed meanwhile is read again.
    pub(super) fn of(prints: &Prints) -> Self {
        Self { prints: prints.clone(), is_blind: false }
    }

    /// Of a project that is being made or repaired.
    pub(super) fn blind() -> Self {
        Self { is_blind: true, ..Self::default() }
    }

    /// What lies there, and be it nothing, is not what was read here.
    pub(super) fn forget(&self, path: &Path) {
        self.prints.note(path, Some(Print::of_no_file()));
    }

    /// Is the file surely the one that was last read or written here?
    fn is_same(&self, path: &Path) -> bool {
        self.is_blind || self.prints.get(path) == Print::of(path)
    }
}

/// A record that somebody else changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Which.
    pub home: Home,
    /// Its file, from the project's folder on.
    pub file: PathBuf,
    /// What was last written or read here.
    pub base: Option<Record>,
    /// What lies there now.
    pub theirs: Option<Record>,
    /// How the file looked when it was read.
    print: Option<Print>,
}

/// What came of a look at the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Records that somebody else changed.
    pub changed: Vec<Outside>,
    /// Files that somebody else changed and that cannot be understood. They are left alone.
    pub broken: Vec<Located>,
    /// Another window held the project, and has let it go.
    pub is_free: bool,
}

/// The built-in source needs no file.
fn saved(tables: &Tables, home: &Home) -> Option<Record> {
    tables.record(home).filter(|record| *record != Record::Source(Source::unattributed()))
}

impl Store {
    /// Looks whether somebody else changed the files.
    ///
    /// # Errors
    /// When the system does not show the folder.
    pub fn look(&self) -> Result<Look, StoreError> {
        if self.refusal.is_some() {
            let is_free = self.is_elsewhere && is_free(&self.layout.lock());
            return Ok(Look { is_free, ..Look::default() });
        }
        // A folder that is gone for the moment, with its drive perhaps, tells nothing about its records.
        if !self.layout.project().is_file() {
            return Ok(Look::default());
        }
        let listing = Listing::of(&self.layout)?;
        let saved = &self.written.saved;
        let layers = listing.layers.iter().chain(saved.layers().keys()).cloned().map(Home::Layer);
        let sources = listing.sources.iter().chain(saved.sources().keys()).cloned();
        let propositions = listing.propositions.iter().chain(saved.propositions().keys()).cloned();
        let articles = listing.articles.iter().chain(saved.articles().keys()).cloned();
        let homes: BTreeSet<Home> = layers
            .chain(sources.map(Home::Source))
            .chain(propositions.map(Home::Proposition))
            .chain(articles.map(Home::Article))
            .chain([Home::Project])
            .collect();
        Ok(self.look_at(homes.iter()))
    }

    /// Looks at the files of these records, and reads those that look otherwise than before.
    pub(super) fn look_at<'a>(&self, homes: impl Iterator<Item = &'a Home>) -> Look {
        let saved_record = |home| saved(&self.written.saved, home);
        let suspects: Vec<(&Home, Option<Print>)> = homes
            .filter(|home| !self.seen.is_same(&self.layout.file_of(home)))
            .map(|home| (home, Print::of(&self.layout.file_of(home))))
            .collect();
        let mut look = Look::default();
        if suspects.is_empty() {
            return look;
        }
        let present = suspects.iter().filter(|(_, print)| print.is_some());
        let homes: Vec<&Home> = present.map(|(home, _)| *home).collect();
        let (found, broken) = read_at(&self.layout, &homes);
        look.broken = broken;
        for (home, print) in suspects {
            let theirs = found.get(home).cloned();
            let path = self.layout.file_of(home);
            if theirs.is_none() && print.is_some() {
                continue;
            }
            let base = saved_record(home);
            if theirs == base {
                self.seen.prints.note(&path, print);
                continue;
            }
            let file = self.layout.relative(&path);
            look.changed.push(Outside { home: home.clone(), file, base, theirs, print });
        }
        look
    }

    /// Takes note of what others changed, once it was looked at: from now on, a save may replace it. What `is_kept` names is
    /// copied to the bin first, because something else takes its place.
    ///
    /// # Errors
    /// When the copy cannot be written; then nothing is taken note of.
    pub fn adopt(&mut self, changed: &[Outside], is_kept: bool) -> Result<(), StoreError> {
        self.may_write()?;
        if is_kept {
            let mut bin = Bin::new(&self.disk, &self.layout, self.written.last_at);
            for outside in changed.iter().filter(|outside| outside.theirs.is_some()) {
                bin.copy(&self.layout.file_of(&outside.home))?;
            }
            bin.close()?;
        }
        for outside in changed {
            self.written.saved.put_record(&outside.home, outside.theirs.clone());
            self.written.touch(&outside.home);
            self.seen.prints.note(&self.layout.file_of(&outside.home), outside.print);
        }
        Ok(())
    }

    /// Refuses when a file that is about to be replaced is not the one that is known here.
    pub(super) fn refuse_unseen(&self, homes: &[Home]) -> Result<(), StoreError> {
        let project = self.layout.project();
        if !self.seen.is_blind && !project.is_file() {
            return Err(StoreError::Gone(project));
        }
        let look = self.look_at(homes.iter());
        let broken = look.broken.into_iter().map(|located| located.file);
        match look.changed.into_iter().map(|outside| outside.file).chain(broken).next() {
            Some(file) => Err(StoreError::ChangedOutside(self.layout.root().join(file))),
            None => Ok(()),
        }
    }
}

/// The records in these files, and what is wrong with the files that hold none.
fn read_at(layout: &Layout, homes: &[&Home]) -> (BTreeMap<Home, Record>, Vec<Located>) {
    let (mut sources, mut articles) = (BTreeSet::new(), BTreeMap::new());
    let mut propositions = BTreeSet::new();
    let (mut records, mut broken) = (BTreeMap::new(), Vec::new());
    for home in homes {
        match home {
            Home::Source(id) => drop(sources.insert(id.clone())),
            Home::Proposition(id) => drop(propositions.insert(id.clone())),
            Home::Article(id) => drop(articles.entry(id.clone()).or_insert_with(Vec::new)),
            Home::Layer(id) => {
                articles.entry(id.article.clone()).or_insert_with(Vec::new).push(id.clone());
            }
            Home::Project => match read_file::<ProjectFile>(&layout.project()) {
                Ok(file) => {
                    let (settings, annotators) = file.into_parts();
                    let annotators =
                        annotators.into_iter().map(|one| (one.id.clone(), one)).collect();
                    records.insert(Home::Project, Record::Project(settings, annotators));
                }
                Err(unread) => broken.push(Unread::located(unread, Path::new("project.ron"))),
            },
        }
    }
    let (tables, problems) = read_records(layout, &sources, &propositions, articles);
    broken.extend(problems);
    for home in homes.iter().filter(|home| ***home != Home::Project) {
        let is_broken = broken.iter().any(|located| {
            located.severity == Severity::Error
                && layout.root().join(&located.file) == layout.file_of(home)
        });
        if let Some(record) = saved(&tables, home).filter(|_| !is_broken) {
            records.insert((*home).clone(), record);
        }
    }
    broken.retain(|located| located.severity == Severity::Error);
    (records, broken)
}

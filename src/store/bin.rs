//! What is removed is moved, never deleted: each save with removals has a folder of its own in the bin.

use super::atomic::{replace_in_folder, sync_names};
use super::changes::Key;
use super::disk::Disk;
use super::error::{Attempt as _, StoreError};
use super::layout::{Layout, TEXT};
use super::replay::binned;
use super::save::holds;
use crate::model::Article;
use jiff::{Timestamp, tz::TimeZone};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The bin as one save fills it.
pub(super) struct Bin<'a> {
    disk: &'a Disk,
    layout: &'a Layout,
    last_at: Option<Timestamp>,
    /// `bin/2026-11-23-1`, once something goes there.
    folder: Option<PathBuf>,
    /// Folders in which names changed.
    changed: BTreeSet<PathBuf>,
}

impl<'a> Bin<'a> {
    /// A bin whose folder is named by the day of the last step: the clock is not read here.
    pub(super) fn new(disk: &'a Disk, layout: &'a Layout, last_at: Option<Timestamp>) -> Self {
        Self { disk, layout, last_at, folder: None, changed: BTreeSet::new() }
    }

    fn folder(&mut self) -> PathBuf {
        let day = self.last_at.map(|at| at.to_zoned(TimeZone::UTC).date().to_string());
        let day = day.unwrap_or_else(|| "undated".to_owned());
        let bin = self.layout.bin();
        let new = || {
            let names = (1_u32..).map(|number| bin.join(format!("{day}-{number}")));
            names.into_iter().find(|path| !path.exists()).unwrap_or(bin.join(&day))
        };
        self.folder.get_or_insert_with(new).clone()
    }

    /// Moves the files of a record; they may have gone with a save that did not come to its end.
    pub(super) fn take_record(&mut self, key: &Key) -> Result<(), StoreError> {
        let path = match key {
            Key::Source(id) => self.layout.source(id),
            Key::Proposition(id) => self.layout.proposition(id),
            Key::Article(id) => self.layout.article_folder(id),
            Key::Layer(id) => self.layout.layer(id),
            Key::Project => return Ok(()),
        };
        if path.exists() { self.take(&path) } else { Ok(()) }
    }

    /// Moves a file or folder of the project to the same place below the bin.
    pub(super) fn take(&mut self, path: &Path) -> Result<(), StoreError> {
        let target = self.folder().join(self.layout.relative(path));
        if let (Some(from), Some(to)) = (path.parent(), target.parent()) {
            let new = self.disk.make_folder(to)?;
            self.changed.extend(new.iter().filter_map(|new| new.parent().map(Path::to_owned)));
            self.changed.extend([from.to_owned(), to.to_owned()]);
        }
        self.disk.rename(path, &target)
    }

    /// Copies a file of the project to the same place below the bin, for good before this returns.
    pub(super) fn copy(&mut self, path: &Path) -> Result<(), StoreError> {
        let target = self.folder().join(self.layout.relative(path));
        let bytes = fs::read(path).attempt("read", path)?;
        sync_names(self.disk, &replace_in_folder(self.disk, &target, &bytes)?)
    }

    /// The folder, once something lies in it.
    pub(super) fn begun(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Makes all moves last.
    pub(super) fn close(self) -> Result<(), StoreError> {
        self.changed.iter().try_for_each(|folder| self.disk.sync_folder(folder))
    }
}

/// Copies the original of an article that comes back out of the bin, where the article's folder lacks it.
pub(super) fn bring_back(
    disk: &Disk,
    layout: &Layout,
    article: &Article,
) -> Result<Vec<PathBuf>, StoreError> {
    let name = &article.original().file;
    let path = layout.article_folder(article.id()).join(name);
    if name.is_empty() || path.exists() {
        return Ok(Vec::new());
    }
    let text = article.text();
    let folders = binned(layout, article.id()).into_iter().rev();
    let originals = folders.filter(|folder| holds(&folder.join(TEXT), text.as_bytes()));
    let Some(original) = originals.map(|folder| folder.join(name)).find(|path| path.is_file())
    else {
        return Ok(Vec::new());
    };
    let bytes = fs::read(&original).attempt("read", &original)?;
    replace_in_folder(disk, &path, &bytes)
}

//! Back to a backup, and back from there: by a step that can be taken back where the project is sound, else by putting the
//! present files into the bin.

use super::archive::{self, TEXTS};
use super::files::PARTS;
use super::secure;
use crate::model::assemble::Severity;
use crate::model::{AnnotatorId, Article, Project, difference};
use crate::store::atomic::{replace_in_folder, sync_names};
use crate::store::bin::Bin;
use crate::store::crew::each_written;
use crate::store::disk::Disk;
use crate::store::error::StoreError;
use crate::store::layout::Layout;
use crate::store::lock::{Locking, lock};
use crate::store::open::{Access, Opened, open_on, open_to_read};
use crate::store::save::Arrival;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of a backup by name.
type Files = BTreeMap<String, Vec<u8>>;

/// Who restores what, when.
#[derive(Clone, Debug)]
pub struct Restoring<'a> {
    /// The archive.
    pub archive: &'a Path,
    /// Who restores; the step bears this name.
    pub by: AnnotatorId,
    /// When.
    pub at: Timestamp,
    /// The step in words: `Restore the backup of 2026-11-23 10:15`.
    pub label: String,
}

/// How a backup was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Restored {
    /// The project was as in the backup already.
    Unchanged,
    /// By a step, which undo takes back.
    ByStep {
        /// A backup of the project as it was before.
        before: PathBuf,
    },
    /// The files were put in place of the present ones, which lie in the bin.
    ByFiles {
        /// A backup of the folder as it was before; none where there was no project.
        before: Option<PathBuf>,
        /// Where in the bin, from the project's folder on.
        kept_in: Option<PathBuf>,
    },
}

/// Brings a project back to what it was when the archive was made. The texts are looked for beside the archive.
///
/// # Errors
/// When the archive is damaged or lacks a text: then nothing was touched. When the project is open in another window, or
/// the disk refuses: then the backup that was made first holds what was there.
pub fn restore(project: &Path, restoring: &Restoring<'_>) -> Result<Restored, StoreError> {
    restore_on(&Disk::default(), project, restoring)
}

/// The same on a disk that may be watched.
///
/// # Errors
/// As [`restore`].
pub fn restore_on(
    disk: &Disk,
    project: &Path,
    restoring: &Restoring<'_>,
) -> Result<Restored, StoreError> {
    let texts = restoring.archive.parent().unwrap_or(Path::new("")).join(TEXTS);
    let files = archive::read(restoring.archive, &texts)?;
    let layout = Layout::new(project);
    if !layout.project().is_file() {
        return by_files(disk, &layout, &files, None, restoring.at);
    }
    refuse_when_open(disk, &layout)?;
    let before = secure(disk, project, restoring.at)?;
    let there = unpacked(disk, &layout, &files)?;
    match there
        .map(|there| by_step(disk, project, &there, &files, restoring))
        .transpose()?
        .flatten()
    {
        Some(true) => Ok(Restored::ByStep { before }),
        Some(false) => Ok(Restored::Unchanged),
        None => by_files(disk, &layout, &files, Some(before), restoring.at),
    }
}

fn refuse_when_open(disk: &Disk, layout: &Layout) -> Result<(), StoreError> {
    match lock(disk, &layout.lock()) {
        Locking::Held(_) | Locking::Unsupported(_) => Ok(()),
        Locking::Elsewhere(who) => {
            Err(StoreError::ReadOnly(format!("it is open in another window ({who})")))
        }
        Locking::Refused(error) => {
            Err(StoreError::ReadOnly(format!("the folder cannot be written to ({error})")))
        }
    }
}

/// The project in the backup; `None` when it was not sound itself.
fn unpacked(disk: &Disk, layout: &Layout, files: &Files) -> Result<Option<Project>, StoreError> {
    let place = layout.cache().join("restoring");
    // What an earlier run left there would get in between.
    clear(disk, &place)?;
    let written = write_all(disk, &place, files);
    let opened = written.and_then(|()| open_to_read(&place));
    clear(disk, &place)?;
    let opened = opened?;
    let is_sound = opened.problems.iter().all(|problem| problem.severity != Severity::Error);
    Ok(is_sound.then_some(opened.project))
}

fn clear(disk: &Disk, place: &Path) -> Result<(), StoreError> {
    if place.exists() { disk.remove_all(place) } else { Ok(()) }
}

fn write_all(disk: &Disk, folder: &Path, files: &Files) -> Result<(), StoreError> {
    let files: Vec<(&String, &Vec<u8>)> = files.iter().collect();
    let names = each_written(&files, |(name, bytes)| {
        replace_in_folder(disk, &folder.join(name.as_str()), bytes)
    })?;
    sync_names(disk, &names.concat())
}

/// Takes the way to the backup as one step; says whether there was any way to go. `None` when it cannot be a step.
fn by_step(
    disk: &Disk,
    project: &Path,
    there: &Project,
    files: &Files,
    restoring: &Restoring<'_>,
) -> Result<Option<bool>, StoreError> {
    // One that cannot even be opened has no steps to add to.
    let Ok(opened) = open_on(disk, project, Access::Write) else { return Ok(None) };
    let Opened { mut project, mut history, read_only, mut store, .. } = opened;
    if read_only.is_some() {
        return Ok(None);
    }
    let Some(edit) = difference(&project, there) else { return Ok(Some(false)) };
    let articles: Vec<Arc<Article>> = edit.articles().into_iter().cloned().collect();
    let stamp = (restoring.by.clone(), restoring.at);
    let Ok(step) = history.perform(&mut project, restoring.label.clone(), stamp, edit) else {
        return Ok(None);
    };
    let original = |article: &Article| {
        let name = format!("articles/{}/{}", article.id(), article.original().file);
        files.get(&name).map_or(&[][..], Vec::as_slice)
    };
    let arrivals: Vec<Arrival<'_>> =
        articles.iter().map(|article| Arrival { article, original: original(article) }).collect();
    match store.take_in(&arrivals) {
        // Another text under the same id: that is no step, since texts are frozen.
        Err(StoreError::Occupied(_)) => return Ok(None),
        result => result?,
    }
    store.append(&[step])?;
    store.sync()?;
    store.save(project.tables())?;
    Ok(Some(true))
}

/// Moves the present files to the bin and puts the others in their place. What makes the folder a project goes first and
/// comes last.
fn by_files(
    disk: &Disk,
    layout: &Layout,
    files: &Files,
    before: Option<PathBuf>,
    now: Timestamp,
) -> Result<Restored, StoreError> {
    disk.make_folder(layout.root())?;
    let mut bin = Bin::new(disk, layout, Some(now));
    for part in PARTS.iter().filter(|part| **part != "bin") {
        let path = layout.root().join(part);
        if path.exists() {
            bin.take(&path)?;
        }
    }
    let kept_in = bin.begun().map(|folder| layout.relative(folder));
    bin.close()?;
    let is_new = |name: &str| !name.starts_with("bin/") || !layout.root().join(name).exists();
    let (last, first): (Files, Files) = files
        .iter()
        .filter(|(name, _)| is_new(name))
        .map(|(name, bytes)| (name.clone(), bytes.clone()))
        .partition(|(name, _)| name == "project.ron");
    write_all(disk, layout.root(), &first)?;
    write_all(disk, layout.root(), &last)?;
    Ok(Restored::ByFiles { before, kept_in })
}

//! Backups: a compressed archive of all of a project's own files, read back and compared before it counts.
//!
//! An archive is a `.tar.gz` that any other program opens too. Texts and originals never change, so they lie once beside the
//! archives, in `texts/` under their SHA-256; the first file in each archive, `SHA256SUMS`, says which ones belong to it
//! and what every file must be. The clock is the caller's.

mod archive;
mod files;
mod restore;
mod retention;

pub use restore::{Restored, Restoring, restore, restore_on};
pub use retention::{due, kept};

use super::atomic::{UNFINISHED, sync_names};
use super::disk::Disk;
use super::error::{Attempt as _, StoreError};
use super::layout::Layout;
use crate::model::slug;
use archive::{TEXTS, sums_of};
use files::Listed;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

const ENDING: &str = ".tar.gz";

/// The time in an archive's name, in UTC: `2026-11-23T101500Z`.
const STAMP: &str = "%Y-%m-%dT%H%M%SZ";

/// How often a project is read that changes while it is read.
const ATTEMPTS: usize = 3;

/// An archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made, to the second, by its name.
    pub at: Timestamp,
    /// Its length in bytes, without the texts that lie beside it.
    pub length: u64,
}

/// Where a project's backups lie: its own `backups/`, or a folder that projects may share when their own folders have
/// different names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    folder: PathBuf,
    /// What names of this project's archives begin with.
    prefix: String,
}

impl Shelf {
    /// The project's own `backups/`.
    #[must_use]
    pub fn of(project: &Path) -> Self {
        Self { folder: project.join("backups"), prefix: String::new() }
    }

    /// Another folder; names begin with that of the project's folder there.
    #[must_use]
    pub fn elsewhere(project: &Path, folder: &Path) -> Self {
        let project = project.canonicalize().unwrap_or_else(|_| project.to_owned());
        let name = project.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { folder: folder.to_owned(), prefix: format!("{}-", slug(&name)) }
    }

    fn archive(&self, at: Timestamp) -> PathBuf {
        let stamp = at.to_zoned(TimeZone::UTC).strftime(STAMP);
        self.folder.join(format!("{}{stamp}{ENDING}", self.prefix))
    }

    fn time_of(&self, name: &str) -> Option<Timestamp> {
        let stamp = name.strip_prefix(&self.prefix)?.strip_suffix(ENDING)?;
        let time = jiff::civil::DateTime::strptime(STAMP, stamp).ok()?;
        Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
    }
}

/// The backups of a project, the newest first.
///
/// # Errors
/// When the system does not show the folder; one that is not there holds none.
pub fn list(shelf: &Shelf) -> Result<Vec<Backup>, StoreError> {
    let entries = match fs::read_dir(&shelf.folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).attempt("list", &shelf.folder),
    };
    let mut backups = Vec::new();
    for entry in entries {
        let entry = entry.attempt("list", &shelf.folder)?;
        let path = entry.path();
        if let Some(at) = shelf.time_of(&entry.file_name().to_string_lossy()) {
            let length = entry.metadata().attempt("look at", &path)?.len();
            backups.push(Backup { path, at, length });
        }
    }
    backups.sort_by_key(|backup| Reverse(backup.at));
    Ok(backups)
}

/// Makes a backup, unless nothing changed since the newest one; then lets go of the ones that [`kept`] does not name, and of
/// the texts that no archive in the folder needs any more.
///
/// # Errors
/// When the folder is no project, something cannot be read or written, or the project keeps changing while it is read. No
/// older backup is touched then.
pub fn make(project: &Path, shelf: &Shelf, now: Timestamp) -> Result<Option<Backup>, StoreError> {
    make_on(&Disk::default(), project, shelf, now)
}

/// The same on a disk that may be watched.
///
/// # Errors
/// As [`make`].
pub fn make_on(
    disk: &Disk,
    project: &Path,
    shelf: &Shelf,
    now: Timestamp,
) -> Result<Option<Backup>, StoreError> {
    let made = take(disk, project, shelf, now)?;
    if made.is_some() {
        tidy(disk, shelf, now)?;
    }
    Ok(made)
}

/// The text with this SHA-256, if a backup of the project holds it.
pub(super) fn text(project: &Path, sha256: &str) -> Option<String> {
    let bytes = archive::shelved(&Shelf::of(project).folder.join(TEXTS), sha256).ok()?;
    String::from_utf8(bytes).ok()
}

/// Makes a backup, or finds the newest when nothing changed since; lets nothing go.
pub(super) fn secure(disk: &Disk, project: &Path, now: Timestamp) -> Result<PathBuf, StoreError> {
    let shelf = Shelf::of(project);
    let newest = || Ok(list(&shelf)?.into_iter().next());
    let backup = match take(disk, project, &shelf, now)? {
        Some(backup) => Some(backup),
        None => newest()?,
    };
    Ok(backup.map(|backup| backup.path).unwrap_or(shelf.folder))
}

/// Makes a backup and lets nothing go.
fn take(
    disk: &Disk,
    project: &Path,
    shelf: &Shelf,
    now: Timestamp,
) -> Result<Option<Backup>, StoreError> {
    let layout = Layout::new(project);
    if !layout.project().is_file() {
        return Err(StoreError::no_project(project));
    }
    for _ in 0..ATTEMPTS {
        let listed = Listed::of(project)?;
        if let Some(newest) = list(shelf)?.first()
            && sums_of(&newest.path).is_ok_and(|sums| sums == listed.sums())
            && listed.are_shelved(&shelf.folder.join(TEXTS))
        {
            return Ok(None);
        }
        listed.shelve(disk, project, &shelf.folder.join(TEXTS))?;
        let Some(packed) = archive::packed(project, &listed)? else { continue };
        let path = free_name(shelf, now);
        let unfinished = path.with_extension(format!("gz{UNFINISHED}"));
        write(disk, &unfinished, &packed)?;
        drop((listed, packed));
        // What lies on the disk now is compared with what lies in the project now.
        let is_right = archive::check(&unfinished, &shelf.folder.join(TEXTS))
            .and_then(|sums| Ok(sums == Listed::of(project)?.sums()));
        match is_right {
            Ok(true) => {
                disk.rename(&unfinished, &path)?;
                disk.sync_folder(&shelf.folder)?;
                let length = fs::metadata(&path).attempt("look at", &path)?.len();
                let at = path.file_name().and_then(|name| shelf.time_of(&name.to_string_lossy()));
                return Ok(Some(Backup { path, at: at.unwrap_or(now), length }));
            }
            Ok(false) => disk.remove(&unfinished)?,
            Err(error) => {
                disk.remove(&unfinished)?;
                return Err(error);
            }
        }
    }
    let reason = "the project changed each time it was read; try again when it rests";
    Err(StoreError::Backup { path: project.to_owned(), reason: reason.to_owned() })
}

/// A name with a time that no backup has: two in one second are a second apart.
fn free_name(shelf: &Shelf, now: Timestamp) -> PathBuf {
    let mut at = now;
    loop {
        let path = shelf.archive(at);
        let Some(later) = Some(path.exists())
            .filter(|taken| *taken)
            .and_then(|_| at.checked_add(jiff::SignedDuration::from_secs(1)).ok())
        else {
            return path;
        };
        at = later;
    }
}

fn write(disk: &Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut file = disk.create(path)?;
    disk.write(&mut file, path, bytes)?;
    disk.sync(&file, path)
}

/// Lets old backups go, then the texts that only they needed.
fn tidy(disk: &Disk, shelf: &Shelf, now: Timestamp) -> Result<(), StoreError> {
    let backups = list(shelf)?;
    let times: Vec<Timestamp> = backups.iter().map(|backup| backup.at).collect();
    let kept = kept(&times, now);
    for backup in backups.iter().filter(|backup| !kept.contains(&backup.at)) {
        disk.remove(&backup.path)?;
    }
    let Some(needed) = needed_texts(&shelf.folder)? else { return Ok(()) };
    let texts = shelf.folder.join(TEXTS);
    for entry in fs::read_dir(&texts).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.strip_suffix(".gz").is_some_and(|hash| !needed.contains(hash)) {
            disk.remove(&entry.path())?;
        }
    }
    sync_names(disk, &[shelf.folder.join("any")])
}

/// The hashes that any archive of the folder names, of other projects too; `None` when one cannot be read, so that nobody
/// knows.
fn needed_texts(folder: &Path) -> Result<Option<BTreeSet<String>>, StoreError> {
    let mut needed = BTreeSet::new();
    for entry in fs::read_dir(folder).attempt("list", folder)? {
        let entry = entry.attempt("list", folder)?;
        if entry.file_name().to_string_lossy().ends_with(ENDING) {
            let Ok(sums) = sums_of(&entry.path()) else { return Ok(None) };
            needed.extend(archive::hashes(&sums).map(|(hash, _)| hash.to_owned()));
        }
    }
    Ok(Some(needed))
}

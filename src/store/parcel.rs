//! Exports: a file or a folder of files, on the disk as they come, and a manifest; all or nothing of it.

use super::atomic::{beside, sync_names};
use super::crew::each_written;
use super::disk::Disk;
use super::error::StoreError;
use super::place::{Misplaced, place_for_export};
use crate::exchange::{Listed, Shape, Shelf};
use crate::export::Watch;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Name of the manifest in a folder.
const MANIFEST: &str = "manifest.json";

/// Where the files lie until they are whole, in a folder that was there before.
const IN_FOLDER: &str = "export.unfinished";

/// So many files are read back until it is looked whether to go on.
const AT_A_TIME: usize = 256;

/// Where an export of this shape that is to go to `out` is to be written, links followed.
///
/// # Errors
/// As [`place_for_export`]; a folder has to be new or empty.
pub fn place_for_parcel(project: &Path, out: &Path, shape: Shape) -> Result<PathBuf, Misplaced> {
    if shape == Shape::File {
        return place_for_export(project, out);
    }
    let wrong = |reason| Misplaced { path: out.to_owned(), reason };
    if out.is_dir() {
        let is_other = |entry: io::Result<fs::DirEntry>| {
            entry.map_or(true, |entry| entry.file_name() != IN_FOLDER)
        };
        let is_empty = fs::read_dir(out).is_ok_and(|mut inside| !inside.any(is_other));
        let taken = "the folder holds something already; name a new one";
        return if is_empty { Ok(out.to_owned()) } else { Err(wrong(taken)) };
    }
    if out.exists() {
        return Err(wrong("a file has this name; name a new folder"));
    }
    place_for_export(project, out)
}

/// An export while it is written. Nothing of it has its name before all of it is on the disk and was read back from there;
/// one that is dropped before leaves nothing behind.
#[derive(Debug)]
pub struct Unfinished {
    disk: Disk,
    place: PathBuf,
    shape: Shape,
    /// Where the files of a folder lie until then.
    home: PathBuf,
    /// Files that were begun, and folders that are there.
    begun: Mutex<BTreeSet<PathBuf>>,
    folders: Mutex<BTreeSet<PathBuf>>,
}

impl Unfinished {
    /// An export that is to go to `place`, as [`place_for_parcel`] says it. What a killed program left there goes.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn new(disk: &Disk, place: &Path, shape: Shape) -> Result<Self, StoreError> {
        let home = if place.is_dir() { place.join(IN_FOLDER) } else { beside(place) };
        if shape == Shape::Folder && home.exists() {
            disk.remove_all(&home)?;
        }
        let (begun, folders) = Default::default();
        let (disk, place) = (disk.clone(), place.to_owned());
        Ok(Self { disk, place, shape, home, begun, folders })
    }

    /// Where a file lies for now.
    fn path_of(&self, file: &str) -> PathBuf {
        match self.shape {
            Shape::File if file == MANIFEST => beside(&self.place.with_extension(MANIFEST)),
            Shape::File => beside(&self.place),
            Shape::Folder => self.home.join(inner(file)),
        }
    }

    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.path_of(file);
        let is_new = held(&self.begun).insert(path.clone());
        let mut open = if is_new {
            self.make_folder_of(&path)?;
            self.disk.create(&path)?
        } else {
            self.disk.append(&path)?
        };
        self.disk.write(&mut open, &path, bytes)
    }

    fn make_folder_of(&self, path: &Path) -> Result<(), StoreError> {
        let (Some(folder), Shape::Folder) = (path.parent(), self.shape) else { return Ok(()) };
        let mut folders = held(&self.folders);
        if !folders.contains(folder) {
            self.disk.make_folder(folder)?;
            let inside = folder.ancestors().take_while(|above| above.starts_with(&self.home));
            folders.extend(inside.map(Path::to_owned));
        }
        Ok(())
    }

    /// Makes all of it last, reads it back from the disk, and gives it its name: these files, and the manifest in its folder
    /// or beside its file. `watch` is told how many files were read back.
    ///
    /// # Errors
    /// When a file does not hold what was put into it, the system refuses, or `watch` asked to stop; then nothing is left.
    pub fn finish(
        self,
        files: &[Listed],
        manifest: &[u8],
        watch: &mut Watch<'_>,
    ) -> Result<(), StoreError> {
        self.write(MANIFEST, manifest)?;
        let manifest = Listed::of(MANIFEST.to_owned(), manifest);
        let all: Vec<&Listed> = files.iter().chain([&manifest]).collect();
        for (number, some) in all.chunks(AT_A_TIME).enumerate() {
            each_written(some, |file| self.prove(file))?;
            let done = (number + 1) * AT_A_TIME;
            if watch(done.min(all.len())) == ControlFlow::Break(()) {
                return Err(StoreError::GivenUp);
            }
        }
        match self.shape {
            Shape::File => {
                let beside_it = self.place.with_extension(MANIFEST);
                self.disk.rename(&beside(&self.place), &self.place)?;
                self.disk.rename(&beside(&beside_it), &beside_it)?;
                sync_names(&self.disk, &[self.place.clone(), beside_it])
            }
            Shape::Folder => self.name_folder(),
        }
    }

    fn prove(&self, file: &Listed) -> Result<(), StoreError> {
        let path = self.path_of(&file.path);
        let sum = self.disk.sync_and_sum(&path)?;
        if (sum.n_bytes(), sum.digits()) == (file.bytes, file.sha256.clone()) {
            Ok(())
        } else {
            Err(StoreError::Spoilt(path))
        }
    }

    /// The folder gets its name when all names in it last; in a folder that was there, what is in it, the manifest last.
    fn name_folder(&self) -> Result<(), StoreError> {
        let names: Vec<PathBuf> =
            held(&self.folders).iter().map(|folder| folder.join(MANIFEST)).collect();
        sync_names(&self.disk, &names)?;
        if !self.place.is_dir() {
            self.disk.rename(&self.home, &self.place)?;
            return sync_names(&self.disk, std::slice::from_ref(&self.place));
        }
        let mut moved = Vec::new();
        let result = self.move_up(&mut moved);
        if result.is_err() {
            // It was empty. The first error is the one to tell.
            moved.iter().for_each(|path| drop(self.disk.remove_all(path)));
        }
        result
    }

    fn move_up(&self, moved: &mut Vec<PathBuf>) -> Result<(), StoreError> {
        let inside = |path: &PathBuf| {
            let inside = path.strip_prefix(&self.home).ok()?;
            Some(inside.components().next()?.as_os_str().to_owned())
        };
        let names: BTreeSet<OsString> = held(&self.begun).iter().filter_map(inside).collect();
        let (last, others): (Vec<_>, Vec<_>) = names.iter().partition(|name| *name == MANIFEST);
        for some in [others, last] {
            let mut changed = Vec::new();
            for name in some {
                let (from, to) = (self.home.join(name), self.place.join(name));
                self.disk.rename(&from, &to)?;
                moved.push(to.clone());
                changed.extend([from, to]);
            }
            // Where there is a manifest, all that it names is there.
            sync_names(&self.disk, &changed)?;
        }
        self.disk.remove_all(&self.home)
    }

    /// Removes what has no name yet. What cannot be removed now goes when something else is written to the place.
    fn throw_away(&self) {
        match self.shape {
            Shape::Folder if self.home.exists() => drop(self.disk.remove_all(&self.home)),
            Shape::Folder => {}
            Shape::File => {
                let left = held(&self.begun);
                let left = left.iter().filter(|path| path.exists());
                left.for_each(|path| drop(self.disk.remove(path)));
            }
        }
    }
}

impl Shelf for Unfinished {
    fn add(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.write(path, bytes).map_err(as_io)
    }

    fn clear(&self) -> io::Result<()> {
        held(&self.begun).clear();
        held(&self.folders).clear();
        if self.shape == Shape::Folder && self.home.exists() {
            self.disk.remove_all(&self.home).map_err(as_io)?;
        }
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        self.throw_away();
    }
}

fn held<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// With its kind, for whoever looks for a full disk.
fn as_io(error: StoreError) -> io::Error {
    let kind = match &error {
        StoreError::Io { source, .. } => source.kind(),
        _ => io::ErrorKind::Other,
    };
    io::Error::new(kind, error)
}

/// The path without anything that could lead out of the folder.
fn inner(path: &str) -> PathBuf {
    let parts = Path::new(path).components();
    parts.filter(|part| matches!(part, Component::Normal(_))).collect()
}

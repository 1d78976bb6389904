//! Where the files of an export lie until it is whole and proven: this room writes them and knows no disk.

use super::fault::File;
use crate::export::{Crew, ExportError, done_by};
use crate::model::Sum;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

/// How a file of the whole set comes of those of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// It says what they have in common, and is written last.
    Common,
    /// It is about one text, and comes with the part that has the text.
    Own,
    /// One behind the other.
    Lines,
    /// One array of JSON, a member a line.
    Array,
}

/// Takes the files of an export as they come. Nobody is shown them before the export is whole.
pub trait Shelf: Sync {
    /// Adds bytes to the end of a file; with the first it begins to exist. Several files may be added to at the same time,
    /// each of them by one at a time.
    ///
    /// # Errors
    /// When there is no room for them.
    fn add(&self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Takes away all that was put here: it is written anew in another way.
    ///
    /// # Errors
    /// When it cannot be taken away.
    fn clear(&self) -> io::Result<()>;
}

/// A file of an export, as its manifest has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Listed {
    /// How long it is.
    pub bytes: u64,
    /// Relative, with `/`.
    pub path: String,
    /// SHA-256 of what was to be written: of the bytes that were proven, not of those that a disk made of them.
    pub sha256: String,
}

impl Listed {
    /// A file that holds these bytes.
    #[must_use]
    pub fn of(path: String, bytes: &[u8]) -> Self {
        let mut sum = Sum::default();
        sum.add(bytes);
        Self::summed(path, sum)
    }

    fn summed(path: String, sum: Sum) -> Self {
        Self { bytes: sum.n_bytes(), path, sha256: sum.digits() }
    }
}

/// A shelf in memory.
#[derive(Debug, Default)]
pub struct Tray(Mutex<BTreeMap<String, Vec<u8>>>);

impl Tray {
    /// The files, in the order of their paths.
    #[must_use]
    pub fn into_files(self) -> Vec<File> {
        let files = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.into_iter().map(|(path, bytes)| File { path, bytes }).collect()
    }
}

impl Shelf for Tray {
    fn add(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match files.get_mut(path) {
            Some(file) => file.extend_from_slice(bytes),
            None => drop(files.insert(path.to_owned(), bytes.to_owned())),
        }
        Ok(())
    }

    fn clear(&self) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }
}

/// Puts a whole file on a shelf.
pub(super) fn put(shelf: &dyn Shelf, file: &File) -> Result<Listed, ExportError> {
    shelf.add(&file.path, &file.bytes)?;
    Ok(Listed::of(file.path.clone(), &file.bytes))
}

/// Puts whole files on a shelf, several at once.
pub(super) fn put_all(
    shelf: &dyn Shelf,
    files: &[File],
    crew: &dyn Crew,
) -> Result<Vec<Listed>, ExportError> {
    let put = |number| files.get(number).map(|file: &File| put(shelf, file)).transpose();
    done_by(crew, files.len(), put).into_iter().filter_map(Result::transpose).collect()
}

/// What an array begins and ends with.
const OPEN: &[u8] = b"[\n";
const CLOSE: &[u8] = b"\n]\n";

/// The files that come of those of several parts, in the order of the parts.
pub(super) struct Joining<'s> {
    shelf: &'s dyn Shelf,
    joints: fn(&str) -> Joint,
    sums: BTreeMap<String, Sum>,
}

impl<'s> Joining<'s> {
    pub(super) fn new(shelf: &'s dyn Shelf, joints: fn(&str) -> Joint) -> Self {
        Self { shelf, joints, sums: BTreeMap::new() }
    }

    /// Adds what the next part has of a file.
    pub(super) fn add(&mut self, file: &File) -> Result<(), ExportError> {
        let (path, bytes) = (&file.path, file.bytes.as_slice());
        if (self.joints)(path) == Joint::Lines {
            return self.put(path, bytes);
        }
        // The array is closed when its last member is there.
        let members = bytes.strip_suffix(CLOSE).unwrap_or(bytes);
        if self.sums.contains_key(path) {
            self.put(path, b",\n")?;
            self.put(path, members.strip_prefix(OPEN).unwrap_or(members))
        } else {
            self.put(path, members)
        }
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        self.shelf.add(path, bytes)?;
        match self.sums.get_mut(path) {
            Some(sum) => sum.add(bytes),
            None => self.sums.entry(path.to_owned()).or_default().add(bytes),
        }
        Ok(())
    }

    /// Ends every file.
    pub(super) fn end(mut self) -> Result<Vec<Listed>, ExportError> {
        let mut arrays: Vec<String> = self.sums.keys().cloned().collect();
        arrays.retain(|path| (self.joints)(path) == Joint::Array);
        arrays.iter().try_for_each(|path| self.put(path, CLOSE))?;
        Ok(self.sums.into_iter().map(|(path, sum)| Listed::summed(path, sum)).collect())
    }
}

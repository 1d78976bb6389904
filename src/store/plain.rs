//! Single files outside of projects: settings, exports, the sample's copy.

use super::Store;
use super::atomic::{replace_in_folder, sync_names};
use super::create::{create_on, or_cleared};
use super::disk::Disk;
use super::error::{Attempt as _, StoreError};
use super::layout::{Layout, is_original};
use crate::model::Tables;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Writes a file whole or not at all: to a neighbour first, which takes its place when it is on the disk. Folders above it
/// are made.
///
/// # Errors
/// When the system refuses.
pub fn write_file(disk: &Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let names = replace_in_folder(disk, path, bytes)?;
    sync_names(disk, &names)
}

/// The text of a file; `None` when there is none.
///
/// # Errors
/// When there is one and it cannot be read, or is no UTF-8.
pub fn read_file(path: &Path) -> Result<Option<String>, StoreError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).attempt("read", path),
    }
}

/// Gives a file that cannot be understood another name, so that nothing is written over it; says which.
///
/// # Errors
/// When the system refuses.
pub fn put_aside(disk: &Disk, path: &Path) -> Result<PathBuf, StoreError> {
    let mut number = 1_u32;
    loop {
        let aside = path.with_extension(format!("unreadable-{number}"));
        if !aside.exists() {
            disk.rename(path, &aside)?;
            return Ok(aside);
        }
        number += 1;
    }
}

/// Writes files into a new folder; one that holds a project already stays as it is.
///
/// # Errors
/// When the system refuses.
pub fn unpack<'a>(
    disk: &Disk,
    folder: &Path,
    files: impl Iterator<Item = (&'a Path, &'a [u8])>,
) -> Result<(), StoreError> {
    let layout = Layout::new(folder);
    if layout.project().is_file() {
        return Ok(());
    }
    let project = layout.project();
    let (mut last, mut names) = (None, Vec::new());
    for (path, bytes) in files {
        let path = folder.join(path);
        if path == project {
            // What makes a folder a project comes last: until then the copy is not finished.
            last = Some(bytes);
            continue;
        }
        names.extend(replace_in_folder(disk, &path, bytes)?);
    }
    sync_names(disk, &names)?;
    last.map_or(Ok(()), |bytes| write_file(disk, &project, bytes))
}

impl Store {
    /// Writes the whole project to another folder, with the bytes that its articles came as. Undo begins anew there.
    ///
    /// # Errors
    /// When the folder holds other files, or the system refuses.
    pub fn copy_to(&self, folder: &Path, tables: &Tables) -> Result<(), StoreError> {
        create_on(&self.disk, folder, tables)?;
        or_cleared(&self.disk, folder, self.copy_originals(folder, tables))
    }

    fn copy_originals(&self, folder: &Path, tables: &Tables) -> Result<(), StoreError> {
        let there = Layout::new(folder);
        for id in tables.articles().keys() {
            let from = self.layout.article_folder(id);
            for entry in fs::read_dir(&from).attempt("list", &from)? {
                let entry = entry.attempt("list", &from)?;
                let name = entry.file_name();
                if is_original(&name.to_string_lossy()) {
                    let bytes = fs::read(entry.path()).attempt("read", &entry.path())?;
                    let to = there.article_folder(id).join(&name);
                    write_file(&self.disk, &to, &bytes)?;
                }
            }
        }
        Ok(())
    }
}

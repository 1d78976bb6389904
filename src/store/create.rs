//! Makes the folder of a new project.

use super::Store;
use super::atomic::{replace_in_folder, sync_names};
use super::changes::{Key, Written};
use super::disk::Disk;
use super::error::{Attempt as _, StoreError};
use super::journals::Journals;
use super::layout::Layout;
use super::outside::Seen;
use super::steps::FoundSteps;
use crate::model::Tables;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A checkout that changes line ends would change the hash of every text.
const ATTRIBUTES: &str = "* -text\n";

const IGNORED: &str = "/backups/\n/cache/\n/lock\n*.unfinished\n";

/// Makes a project of these tables in a new folder, or in one that holds nothing but hidden files. To work in it, it is
/// opened.
///
/// # Errors
/// When the folder holds other files, or cannot be written to.
pub fn create(folder: &Path, tables: &Tables) -> Result<(), StoreError> {
    create_on(&Disk::default(), folder, tables)
}

/// Makes a project on a disk that may be watched.
///
/// # Errors
/// As for [`create`].
pub fn create_on(disk: &Disk, folder: &Path, tables: &Tables) -> Result<(), StoreError> {
    let names = disk.make_folder(folder)?;
    if !visible(folder)?.is_empty() {
        return Err(StoreError::Occupied(folder.to_owned()));
    }
    or_cleared(disk, folder, fill(disk, folder, names, tables))
}

/// What lies in the folder, but for hidden files.
fn visible(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).attempt("list", folder)? {
        let entry = entry.attempt("list", folder)?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    Ok(paths)
}

/// Takes a project that was only half made away again, so that the next attempt finds the folder as it was before.
pub(super) fn or_cleared(
    disk: &Disk,
    folder: &Path,
    made: Result<(), StoreError>,
) -> Result<(), StoreError> {
    if made.is_err() {
        // The first error is the one to tell; where this fails too, the next attempt says that the folder is not empty.
        visible(folder).iter().flatten().for_each(|path| drop(disk.remove_all(path)));
    }
    made
}

fn fill(
    disk: &Disk,
    folder: &Path,
    mut names: Vec<PathBuf>,
    tables: &Tables,
) -> Result<(), StoreError> {
    for (name, content) in [(".gitattributes", ATTRIBUTES), (".gitignore", IGNORED)] {
        let path = folder.join(name);
        if !path.exists() {
            names.extend(replace_in_folder(disk, &path, content.as_bytes())?);
        }
    }
    sync_names(disk, &names)?;
    let layout = Layout::new(folder);
    let journals = Journals::new(disk, &layout, &FoundSteps::default());
    let mut written = Written::default();
    // An untitled project is one too.
    written.doubtful.insert(Key::Project);
    let mut store = Store {
        disk: disk.clone(),
        layout,
        journals,
        written,
        seen: Seen::blind(),
        is_elsewhere: false,
        unwritten: Vec::new(),
        refusal: None,
        is_open: Arc::default(),
        _lock: None,
    };
    store.save(tables).map(drop)
}

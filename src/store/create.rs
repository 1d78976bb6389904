//! Makes the folder of a new project.

use super::Store;
use super::atomic::{replace_in_folder, sync_names};
use super::changes::{Key, Written};
use super::disk::Disk;
use super::error::{Attempt as _, StoreError};
use super::journals::Journals;
use super::layout::Layout;
use super::steps::FoundSteps;
use crate::model::Tables;
use std::fs;
use std::path::Path;

/// A checkout that changes line ends would change the hash of every text.
const ATTRIBUTES: &str = "* -text\n";

const IGNORED: &str = "/backups/\n/cache/\n/lock\n*.unfinished\n";

/// Makes a project of these tables in a new folder, or in one that holds nothing but hidden files. To work in it, it is
/// opened.
///
/// # Errors
/// When the folder holds other files, or cannot be written to.
pub fn create(folder: &Path, tables: &Tables) -> Result<(), StoreError> {
    let disk = Disk::default();
    let mut names = disk.make_folder(folder)?;
    for entry in fs::read_dir(folder).attempt("list", folder)? {
        let entry = entry.attempt("list", folder)?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            return Err(StoreError::Occupied(folder.to_owned()));
        }
    }
    for (name, content) in [(".gitattributes", ATTRIBUTES), (".gitignore", IGNORED)] {
        let path = folder.join(name);
        if !path.exists() {
            names.extend(replace_in_folder(&disk, &path, content.as_bytes())?);
        }
    }
    sync_names(&disk, &names)?;
    let layout = Layout::new(folder);
    let journals = Journals::new(&disk, &layout, &FoundSteps::default());
    let mut written = Written::default();
    // An untitled project is one too.
    written.doubtful.insert(Key::Project);
    let mut store = Store {
        disk,
        layout,
        journals,
        written,
        unwritten: Vec::new(),
        refusal: None,
        _lock: None,
    };
    store.save(tables)?;
    Ok(())
}

//! Files that are whole or the ones they were before: written beside, made to last, put in place by one renaming.

use super::crew::each_written;
use super::disk::Disk;
use super::error::StoreError;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Ends the name of a file that is not in its place yet. A killed program may leave one; the next opening removes it.
pub(super) const UNFINISHED: &str = ".unfinished";

/// Replaces the file at `path`. When this returns, its bytes are on the disk; its name is once the folder is synced.
pub(super) fn replace(disk: &Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let beside = beside(path);
    let result = write_beside(disk, &beside, bytes).and_then(|()| disk.rename(&beside, path));
    if result.is_err() {
        // The first error is the one to tell; what cannot be removed now is removed at the next opening.
        disk.remove(&beside).ok();
    }
    result
}

fn write_beside(disk: &Disk, beside: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut file = disk.create(beside)?;
    disk.write(&mut file, beside, bytes)?;
    disk.sync(&file, beside)
}

/// Where the bytes of a file or folder are until it is whole.
pub(super) fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(UNFINISHED);
    path.with_file_name(name)
}

/// The same in a folder that may have to be made. Gives back the names that are to be made to last, all together when
/// everything is written.
pub(super) fn replace_in_folder(
    disk: &Disk,
    path: &Path,
    bytes: &[u8],
) -> Result<Vec<PathBuf>, StoreError> {
    let mut names = path.parent().map_or(Ok(Vec::new()), |folder| disk.make_folder(folder))?;
    replace(disk, path, bytes)?;
    names.push(path.to_owned());
    Ok(names)
}

/// Makes the names of all these files and folders last, each folder once.
pub(super) fn sync_names(disk: &Disk, names: &[PathBuf]) -> Result<(), StoreError> {
    let folders: BTreeSet<&Path> = names.iter().filter_map(|name| name.parent()).collect();
    let folders: Vec<&Path> = folders.into_iter().collect();
    each_written(&folders, |folder| disk.sync_folder(folder)).map(drop)
}

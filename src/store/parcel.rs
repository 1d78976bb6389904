//! Exports of several files: a folder that was not there before, whole files in it, and a manifest.

use super::atomic::{replace_in_folder, sync_names};
use super::disk::Disk;
use super::error::StoreError;
use super::place::{Misplaced, place_for_export};
use crate::exchange::{File, Shape};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Name of the manifest in a folder.
const MANIFEST: &str = "manifest.json";

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
        let is_empty = fs::read_dir(out).is_ok_and(|mut inside| inside.next().is_none());
        let taken = "the folder holds something already; name a new one";
        return if is_empty { Ok(out.to_owned()) } else { Err(wrong(taken)) };
    }
    if out.exists() {
        return Err(wrong("a file has this name; name a new folder"));
    }
    place_for_export(project, out)
}

/// Writes an export, and the manifest in its folder or beside its file.
///
/// # Errors
/// When the system refuses; files that are whole by then stay.
pub fn write_parcel(
    disk: &Disk,
    place: &Path,
    shape: Shape,
    files: &[File],
    manifest: &[u8],
) -> Result<(), StoreError> {
    let mut names = Vec::new();
    for file in files {
        let path = match shape {
            Shape::File => place.to_owned(),
            Shape::Folder => place.join(inner(&file.path)),
        };
        names.extend(replace_in_folder(disk, &path, &file.bytes)?);
    }
    let path = match shape {
        Shape::File => place.with_extension(MANIFEST),
        Shape::Folder => place.join(MANIFEST),
    };
    names.extend(replace_in_folder(disk, &path, manifest)?);
    sync_names(disk, &names)
}

/// The path without anything that could lead out of the folder.
fn inner(path: &str) -> PathBuf {
    let parts = Path::new(path).components();
    parts.filter(|part| matches!(part, Component::Normal(_))).collect()
}

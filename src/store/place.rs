//! Where an export may go.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What lies in a project's folder by the project's own doing.
const OWN: [&str; 12] = [
    "project.ron",
    "sources",
    "articles",
    "layers",
    "journal",
    "history",
    "bin",
    "backups",
    "cache",
    "lock",
    ".gitattributes",
    ".gitignore",
];

/// Why an export may not go to a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} was not written: {reason}", path.display())]
pub struct Misplaced {
    /// The place.
    pub path: PathBuf,
    /// Why not there, and where instead.
    pub reason: &'static str,
}

/// Where an export of the project in `project` that is to go to `out` is to be written, links followed. A name beside the
/// project's files is free; their own names and what lies under them are not.
///
/// # Errors
/// When a folder, a device or a file of the project is in the place, or its folder is missing.
pub fn place_for_export(project: &Path, out: &Path) -> Result<PathBuf, Misplaced> {
    let wrong = |reason| Err(Misplaced { path: out.to_owned(), reason });
    match fs::metadata(out) {
        Ok(found) if found.is_dir() => return wrong("it is a folder; name a file in it"),
        Ok(found) if !found.is_file() => return wrong("it is no ordinary file; name one"),
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return wrong("it cannot be looked at; see that you may read its folder");
        }
        _ => {}
    }
    let folder = match out.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let (Ok(folder), Some(name)) = (folder.canonicalize(), out.file_name()) else {
        return wrong("its folder does not exist; make it first");
    };
    // What is not there yet has no other name than the one it is called by.
    let place = out.canonicalize().unwrap_or_else(|_| folder.join(name));
    let inside = project.canonicalize().ok().and_then(|project| {
        let inside = place.strip_prefix(project).ok()?;
        inside.components().next().map(|first| first.as_os_str().to_owned())
    });
    let is_own = inside.is_some_and(|first| OWN.iter().any(|own| first.eq_ignore_ascii_case(own)));
    if is_own { wrong("it is a file of the project itself; name another place") } else { Ok(place) }
}

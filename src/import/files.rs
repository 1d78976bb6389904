//! Finding and reading the files that a person names: folders are walked, sizes are asked before anything is read.
//!
//! With `store`, this is the only file that touches the disk.

use super::{Offered, SEVERAL_LIMIT, Supply, TEXT_LIMIT};
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The largest annotated set that is read, in bytes.
pub const SET_LIMIT: usize = crate::format::MOST_BYTES;

/// Endings of the files that are taken from a folder. A file that is named itself may have any ending.
pub const ENDINGS: [&str; 27] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "xht", "mht", "mhtml", "eml", "docx",
    "odt", "epub", "rtf", "pdf", "srt", "vtt", "csv", "tsv", "jsonl", "ndjson", "zip", "wacz",
    "warc", "gz", "ron",
];

/// Endings of files that are text and nothing else, and are never larger than an article.
const TEXTS: [&str; 11] =
    ["txt", "text", "md", "markdown", "html", "htm", "xhtml", "xht", "srt", "vtt", "eml"];

const MIB: u64 = 1024 * 1024;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// What is the matter.
    pub reason: FileProblem,
}

/// What is the matter with a file.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    /// Nothing has this name.
    #[error("There is no such file or folder. Check the spelling")]
    Missing,
    /// A device, a pipe, a socket.
    #[error("This is neither a file nor a folder")]
    NotAFile,
    /// The folder of a project.
    #[error("This is a project. Export it as an annotated set (`--format ron`) and import that")]
    Project,
    /// Larger than what is read.
    #[error(
        "The file has {} MiB, and files of its kind are read up to {} MiB. Split it and import the parts",
        size.div_ceil(MIB),
        *limit as u64 / MIB
    )]
    TooLarge {
        /// Its size in bytes.
        size: u64,
        /// The largest that is read, in bytes.
        limit: usize,
    },
    /// The system does not give it out.
    #[error("It cannot be read: {0}")]
    Unreadable(io::Error),
}

/// What a walk came upon.
#[derive(Debug)]
pub enum Entry {
    /// A file to read.
    File(PathBuf),
    /// Something in a folder that is no text, and passed over.
    PassedOver(PathBuf),
    /// Something that cannot be read.
    Failed(FileError),
}

/// Something in a folder that a person looks through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// Where it is.
    pub path: PathBuf,
    /// What it is called.
    pub name: String,
    /// Is it a folder?
    pub is_folder: bool,
    /// Is it the folder of a project?
    pub is_project: bool,
}

/// What lies in a folder, folders first, by name; hidden things are left out, and a folder that cannot be read is empty.
#[must_use]
pub fn shelf(folder: &Path) -> Vec<Shelved> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut shelved: Vec<Shelved> = entries
        .map(|entry| {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_folder = path.is_dir();
            let is_project = is_folder && is_project(&path);
            Shelved { path, name, is_folder, is_project }
        })
        .filter(|shelved| !shelved.name.starts_with('.'))
        .collect();
    shelved.sort_by_cached_key(|shelved| (!shelved.is_folder, shelved.name.to_lowercase()));
    shelved
}

/// Is the file an annotated set, by its ending?
#[must_use]
pub fn is_set(path: &Path) -> bool {
    has_ending(path, &["ron"])
}

/// May the file hold articles, by its ending? Of packed files only crawls do.
#[must_use]
pub fn is_article(path: &Path) -> bool {
    let is_packed = has_ending(path, &["gz"]);
    let name = path.to_string_lossy().to_ascii_lowercase();
    if is_packed { name.ends_with(".warc.gz") } else { has_ending(path, &ENDINGS) }
}

/// The files that `paths` name, folders walked to the bottom, in the order of names within each folder.
///
/// In folders, hidden files and folders, links to folders (which could run in circles) and the folders of projects are left
/// out; files without one of [`ENDINGS`] are reported as passed over.
#[must_use]
pub fn list(paths: &[PathBuf]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() && is_project(path) => {
                entries.push(failed(path, FileProblem::Project));
            }
            Ok(found) if found.is_dir() => walk(path, &mut entries),
            Ok(found) if found.is_file() => entries.push(Entry::File(path.clone())),
            Ok(_) => entries.push(failed(path, FileProblem::NotAFile)),
            Err(error) => entries.push(failed(path, error.into())),
        }
    }
    entries
}

/// The bytes of a file.
///
/// # Errors
/// When it is larger than [`TEXT_LIMIT`] ([`SET_LIMIT`] for a set, [`SEVERAL_LIMIT`] for documents and for what can hold
/// several articles), or the system does not give it out.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    let limit = if is_set(path) {
        SET_LIMIT
    } else if has_ending(path, &TEXTS) || !has_ending(path, &ENDINGS) {
        TEXT_LIMIT
    } else {
        SEVERAL_LIMIT
    };
    read_to(path, limit).map_err(|reason| FileError { path: path.to_owned(), reason })
}

/// A file named by a person, or everything in a folder and below it, in the order of paths. Hidden things and links are
/// left out.
#[derive(Debug)]
pub struct Found {
    offered: Vec<Offered>,
    places: Vec<PathBuf>,
}

impl Found {
    /// Looks what there is; nothing is read yet.
    ///
    /// # Errors
    /// When something cannot be looked at, or a file is larger than [`SET_LIMIT`].
    pub fn at(path: &Path) -> Result<Self, FileError> {
        let mut found = Vec::new();
        if fs::metadata(path).map_err(|error| failure(path, error))?.is_dir() {
            gather(path, "", &mut found)?;
        } else {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found.push(offer(path.to_owned(), name)?);
        }
        found.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        let (offered, places) = found.into_iter().unzip();
        Ok(Self { offered, places })
    }

    /// Reads all of it.
    ///
    /// # Errors
    /// As for [`Supply::bytes`].
    pub fn read(&self) -> Result<Vec<(String, Vec<u8>)>, FileError> {
        let files = self.offered.iter().enumerate();
        files.map(|(number, one)| Ok((one.path.clone(), self.whole(number)?))).collect()
    }
}

impl Supply for Found {
    fn offered(&self) -> &[Offered] {
        &self.offered
    }

    fn bytes(&self, number: usize, range: Range<u64>) -> Result<Vec<u8>, FileError> {
        let Some(path) = self.places.get(number) else { return Ok(Vec::new()) };
        let read = || {
            let mut bytes = vec![0; usize::try_from(range.end - range.start).unwrap_or(0)];
            let mut file = fs::File::open(path)?;
            if range.start > 0 {
                file.seek(SeekFrom::Start(range.start))?;
            }
            file.read_exact(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|error: io::Error| failure(path, error))
    }
}

/// Everything in a folder and below it.
fn gather(
    folder: &Path,
    above: &str,
    found: &mut Vec<(Offered, PathBuf)>,
) -> Result<(), FileError> {
    for (path, kind) in inside(folder).map_err(|error| failure(folder, error))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if is_hidden(&path) || kind.is_symlink() {
            continue;
        }
        if kind.is_dir() {
            gather(&path, &format!("{above}{name}/"), found)?;
        } else {
            found.push(offer(path, format!("{above}{name}"))?);
        }
    }
    Ok(())
}

fn offer(place: PathBuf, path: String) -> Result<(Offered, PathBuf), FileError> {
    match size_of(&place, SET_LIMIT) {
        Ok(size) => Ok((Offered { path, size }, place)),
        Err(reason) => Err(FileError { path: place, reason }),
    }
}

fn failure(path: &Path, error: io::Error) -> FileError {
    FileError { path: path.to_owned(), reason: error.into() }
}

/// The size of a file that is no larger than `limit`, in bytes.
fn size_of(path: &Path, limit: usize) -> Result<u64, FileProblem> {
    let found = fs::metadata(path)?;
    if !found.is_file() {
        return Err(FileProblem::NotAFile);
    }
    let size = found.len();
    if size > limit as u64 { Err(FileProblem::TooLarge { size, limit }) } else { Ok(size) }
}

fn read_to(path: &Path, limit: usize) -> Result<Vec<u8>, FileProblem> {
    size_of(path, limit)?;
    let mut bytes = Vec::new();
    // The file may grow while it is read.
    fs::File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit {
        return Err(FileProblem::TooLarge { size: bytes.len() as u64, limit });
    }
    Ok(bytes)
}

impl From<io::Error> for FileProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Unreadable(error),
        }
    }
}

fn failed(path: &Path, reason: FileProblem) -> Entry {
    Entry::Failed(FileError { path: path.to_owned(), reason })
}

fn walk(folder: &Path, entries: &mut Vec<Entry>) {
    let mut inside = match inside(folder) {
        Ok(inside) => inside,
        Err(error) => return entries.push(failed(folder, error.into())),
    };
    inside.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (path, kind) in inside {
        if is_hidden(&path) {
            continue;
        }
        if kind.is_dir() {
            if !is_project(&path) {
                walk(&path, entries);
            }
        } else if !kind.is_symlink() || !path.is_dir() {
            entries.push(if is_article(&path) {
                Entry::File(path)
            } else {
                Entry::PassedOver(path)
            });
        }
    }
}

/// What lies in a folder, with the kind of the entry itself: a link to a folder is no folder.
fn inside(folder: &Path) -> io::Result<Vec<(PathBuf, fs::FileType)>> {
    fs::read_dir(folder)?
        .map(|entry| {
            let entry = entry?;
            Ok((entry.path(), entry.file_type()?))
        })
        .collect()
}

fn is_project(folder: &Path) -> bool {
    folder.join("project.ron").exists()
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or("");
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

//! Reads one file of ours: its bytes, its text, its record, and how it looked right before.

use super::layout::Layout;
use super::located::{Located, line_at};
use super::prints::{Print, Prints};
use crate::format::{File, FormatError, MOST_BYTES, from_ron};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Why a file gave nothing.
pub(super) enum Unread {
    Io(io::Error),
    NotText(usize),
    Format(FormatError),
}

impl Unread {
    pub(super) fn located(self, file: &Path) -> Located {
        match self {
            Self::Io(error) => Located::error(file, format!("cannot read it: {error}")),
            Self::NotText(line) => {
                Located::error(file, "this is no text in UTF-8: the file may be damaged")
                    .on_line(line)
            }
            Self::Format(error) => Located::unreadable(file, &error),
        }
    }
}

/// The bytes of a file of ours; its size is asked before anything is read.
pub(super) fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    // Asking an open file spares the system another walk along its path.
    let file = fs::File::open(path)?;
    let size = file.metadata()?.len();
    bytes_in(file, size)
}

/// The bytes of a file that has this size, or had it a moment ago.
fn bytes_in(file: fs::File, size: u64) -> io::Result<Vec<u8>> {
    if size > MOST_BYTES as u64 {
        let n_mib = MOST_BYTES >> 20;
        let what = format!("it has {} MiB, and files are read up to {n_mib} MiB", size >> 20);
        return Err(io::Error::other(what));
    }
    // One byte more than is expected, so that the end is found without asking for the size again.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(MOST_BYTES) + 1);
    file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn text_of(bytes: io::Result<Vec<u8>>) -> Result<String, Unread> {
    String::from_utf8(bytes.map_err(Unread::Io)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Unread::NotText(line_at(error.as_bytes(), at))
    })
}

/// Reads one file of ours.
pub(super) fn read_file<T: File>(path: &Path) -> Result<T, Unread> {
    from_ron(&text_of(bytes_of(path))?).map_err(Unread::Format)
}

/// Where records are read, and how their files looked right before.
pub(super) struct Reading<'a> {
    pub(super) layout: &'a Layout,
    /// None where nobody asks later.
    pub(super) prints: Option<&'a Prints>,
}

impl Reading<'_> {
    /// Reads the file of a record.
    pub(super) fn file<T: File>(&self, path: &Path) -> Result<T, Unread> {
        let Some(prints) = self.prints else { return read_file(path) };
        let metadata = fs::symlink_metadata(path).map_err(Unread::Io)?;
        if !metadata.is_file() {
            return read_file(path);
        }
        prints.note(path, Some(Print::from(&metadata)));
        let bytes = fs::File::open(path).and_then(|file| bytes_in(file, metadata.len()));
        from_ron(&text_of(bytes)?).map_err(Unread::Format)
    }

    /// The same for a file that was listed and is no link: how it looks is asked when it is open,
    /// which spares the system a walk along its path.
    pub(super) fn listed<T: File>(&self, path: &Path) -> Result<T, Unread> {
        let opened = fs::File::open(path).and_then(|file| Ok((file.metadata()?, file)));
        if let Some(prints) = self.prints {
            let print = opened.as_ref().map_or_else(|_| Print::of(path), |(m, _)| Some(m.into()));
            prints.note(path, print);
        }
        let bytes = opened.and_then(|(metadata, file)| bytes_in(file, metadata.len()));
        from_ron(&text_of(bytes)?).map_err(Unread::Format)
    }

    pub(super) fn relative(&self, path: &Path) -> PathBuf {
        self.layout.relative(path)
    }
}

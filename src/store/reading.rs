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

/// The bytes of a file that was just seen to have this size.
fn bytes_in(file: fs::File, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    bytes_into(&mut bytes, file, size)?;
    Ok(bytes)
}

/// Puts them behind others. Where this is an error, some of them may be there.
pub(super) fn bytes_into(bytes: &mut Vec<u8>, file: fs::File, size: u64) -> io::Result<()> {
    if size > MOST_BYTES as u64 {
        let n_mib = MOST_BYTES >> 20;
        let what = format!("it has {} MiB, and files are read up to {n_mib} MiB", size >> 20);
        return Err(io::Error::other(what));
    }
    // So many bytes and no more: the end need not be asked for then. What another program adds meanwhile makes the file
    // look otherwise than it is noted to, and is found by the next look. Some systems do not tell a size.
    let most = if size == 0 { MOST_BYTES as u64 + 1 } else { size };
    bytes.reserve_exact(usize::try_from(size).unwrap_or(MOST_BYTES));
    file.take(most).read_to_end(bytes)?;
    Ok(())
}

/// Opens what lies at `path` itself: where a link lies there, nothing is opened.
#[cfg(unix)]
pub(super) fn open_itself(path: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    // The flag is a positive number wherever there is one.
    let flag = i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or_default();
    fs::File::options().read(true).custom_flags(flag).open(path)
}

#[cfg(not(unix))]
pub(super) fn open_itself(path: &Path) -> io::Result<fs::File> {
    if fs::symlink_metadata(path)?.is_symlink() {
        return Err(io::Error::other("it is a link"));
    }
    fs::File::open(path)
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
    /// Reads the file of a record, and notes how it looked when it was open: asking then spares the system a walk along its
    /// path.
    pub(super) fn file<T: File>(&self, path: &Path) -> Result<T, Unread> {
        let Some(prints) = self.prints else { return read_file(path) };
        match open_itself(path).and_then(|file| Ok((file.metadata()?, file))) {
            Ok((metadata, file)) if metadata.is_file() => {
                prints.note(path, Some(Print::from(&metadata)));
                from_ron(&text_of(bytes_in(file, metadata.len()))?).map_err(Unread::Format)
            }
            Ok(_) => read_file(path),
            Err(error) => match Print::of(path) {
                // A file that the system does not give; nobody else changed it.
                Some(print) => {
                    prints.note(path, Some(print));
                    Err(Unread::Io(error))
                }
                // A link, whose file nobody watches, or nothing at all.
                None => read_file(path),
            },
        }
    }

    pub(super) fn relative(&self, path: &Path) -> PathBuf {
        self.layout.relative(path)
    }
}

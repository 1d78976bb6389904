//! ZIP archives, which documents and annotated sets are packed in: their entries by name, and never more of them than is promised.
//!
//! Nothing is ever written out. A name is only ever compared, or shown; one that would lead out of a folder is refused all
//! the same, so that no other program comes to trust it.

use super::article::Problem;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// Entries that an archive may have.
const ENTRIES: usize = 50_000;
/// Bytes that a file may unpack to in all: 512 MiB.
pub(crate) const UNPACKED: u64 = 512 * 1024 * 1024;
/// How many times its packed size an entry may have, once it has more than [`SMALL`] bytes. Text packs to a tenth or a
/// fiftieth; a bomb to a thousandth.
pub(super) const RATIO: u64 = 200;
/// Bytes up to which nobody asks how well an entry packs: 4 MiB.
pub(super) const SMALL: u64 = 4 * 1024 * 1024;

/// How each entry is announced in the list at an archive's end.
const LISTED: &[u8] = b"PK\x01\x02";

/// An archive, and how much of it may still be unpacked.
pub(crate) struct Packed<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

/// Why an entry is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It opens only for those who know a word.
    Protected,
    /// It is a link.
    Link,
    /// Its name leads out of the archive.
    LeadsOut,
}

/// An entry of an archive.
pub(crate) struct Entry {
    /// Its name, folders and all.
    pub(crate) name: String,
    /// Why it is not read; nothing when it can be.
    pub(crate) refused: Option<Refused>,
    /// Is it a folder?
    pub(crate) is_folder: bool,
}

/// The names of an archive's entries; none when it cannot be opened.
pub(super) fn names(bytes: &[u8]) -> Vec<String> {
    let Ok(packed) = Packed::open(bytes, 0) else { return Vec::new() };
    packed.archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
}

impl<'b> Packed<'b> {
    /// Opens an archive of which up to `left` bytes may be unpacked.
    pub(crate) fn open(bytes: &'b [u8], left: u64) -> Result<Self, Problem> {
        Self::with_entries(bytes, left, ENTRIES)
    }

    /// The same, of an archive with at most so many entries.
    pub(crate) fn with_entries(bytes: &'b [u8], left: u64, most: usize) -> Result<Self, Problem> {
        // Counted before the list is read: it takes far more memory than its bytes.
        let n_listed = bytes.windows(LISTED.len()).filter(|window| *window == LISTED).count();
        if n_listed > most {
            let what = format!("packs {n_listed} files; archives are read with up to {most}");
            return Err(Problem::TooMuch(what));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        Ok(Self { archive, left })
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.archive.len()
    }

    /// Bytes that may still be unpacked.
    pub(crate) fn left(&self) -> u64 {
        self.left
    }

    /// Counts bytes that were unpacked out of an entry.
    pub(crate) fn spend(&mut self, bytes: u64) {
        self.left = self.left.saturating_sub(bytes);
    }

    /// What the list says of an entry.
    pub(crate) fn entry(&mut self, index: usize) -> Result<Entry, Problem> {
        let file = self.archive.by_index_raw(index).map_err(damaged)?;
        let name = file.name().map_err(damaged)?.into_owned();
        let refused = if file.encrypted() {
            Some(Refused::Protected)
        } else if file.is_symlink() {
            Some(Refused::Link)
        } else if leads_out(&name) {
            Some(Refused::LeadsOut)
        } else {
            None
        };
        Ok(Entry { refused, is_folder: name.ends_with(['/', '\\']), name })
    }

    /// The bytes of an entry.
    pub(crate) fn read(&mut self, index: usize) -> Result<Vec<u8>, Problem> {
        let left = self.left;
        let file = self.archive.by_index(index).map_err(damaged)?;
        if file.encrypted() {
            return Err(Problem::Protected);
        }
        let most = SMALL.max(file.compressed_size().saturating_mul(RATIO)).min(left);
        // What an entry says of its own size is not believed.
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes);
        read.map_err(|error| Problem::Damaged(error.to_string()))?;
        if bytes.len() as u64 > most {
            return Err(Problem::TooMuch(format!(
                "unpacks to more than {RATIO} times its size, or more than {} MiB in all",
                UNPACKED / 1024 / 1024
            )));
        }
        self.spend(bytes.len() as u64);
        Ok(bytes)
    }

    /// The bytes of the entry of this name, if there is one.
    pub(crate) fn named(&mut self, name: &str) -> Result<Option<Vec<u8>>, Problem> {
        match self.archive.index_for_name(name) {
            Some(index) => self.read(index).map(Some),
            None => Ok(None),
        }
    }
}

/// Would a file of this name lie outside the folder that an archive is unpacked to?
fn leads_out(name: &str) -> bool {
    let is_drive = |name: &str| name.as_bytes().get(1) == Some(&b':');
    name.starts_with(['/', '\\'])
        || is_drive(name)
        || name.contains('\0')
        || name.split(['/', '\\']).any(|part| part == "..")
}

fn damaged(error: ZipError) -> Problem {
    match error {
        ZipError::UnsupportedArchive(reason)
            if reason.to_ascii_lowercase().contains("password") =>
        {
            Problem::Protected
        }
        error => Problem::Damaged(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::leads_out;

    #[test]
    fn names_that_lead_out_of_a_folder_are_known() {
        for name in
            ["../a", "a/../../b", "/etc/a", "C:\\a", "c:a", "a\\..\\b", "\\\\host\\a", "a\0b"]
        {
            assert!(leads_out(name), "{name:?}");
        }
        for name in ["a", "a/b.txt", "..a/b..", "a/...", "ü/b:c"] {
            assert!(!leads_out(name), "{name:?}");
        }
    }
}

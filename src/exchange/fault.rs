//! What is wrong with a file of somebody else, and the files themselves.

use crate::export::ExportError;
pub use crate::export::Sink;
use crate::import::files::FileError;
use std::fmt;
use std::io::{self, Write};

/// A file in memory: its path from the set's folder on, with `/`, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative, never upwards; the plain name for a file by itself.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl File {
    /// The name without folders.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or("")
    }

    /// The name without folders and ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Does the name end so, whatever its case? `ending` is in small letters.
    #[must_use]
    pub fn ends(&self, ending: &str) -> bool {
        ends(&self.path, ending)
    }

    /// The text, with the byte order mark that it may begin with.
    ///
    /// # Errors
    /// When it is not in UTF-8.
    pub fn whole_text(&self) -> Result<&str, Fault> {
        std::str::from_utf8(&self.bytes).map_err(|error| {
            let at = error.valid_up_to();
            Fault::file(
                &self.path,
                format!("this is not in UTF-8 (first at byte {at}); save it so"),
            )
        })
    }

    /// The text, without a byte order mark.
    ///
    /// # Errors
    /// When it is not in UTF-8.
    pub fn text(&self) -> Result<&str, Fault> {
        self.whole_text().map(|text| text.strip_prefix('\u{feff}').unwrap_or(text))
    }
}

/// Does a path end so, whatever its case? `ending` is in small letters.
pub(super) fn ends(path: &str, ending: &str) -> bool {
    let tail = path.len().checked_sub(ending.len()).and_then(|at| path.get(at..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
}

/// Is it a file of JSON that is not the manifest of an export?
pub(super) fn is_json(path: &str) -> bool {
    ends(path, ".json") && path.rsplit('/').next() != Some("manifest.json")
}

/// Something that is wrong in a file: what it is in stays out, the rest is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub path: String,
    /// Its line, or the number of the entry; 0 when it is about the whole.
    pub line: usize,
    /// What is wrong, with what was expected and what was found.
    pub what: String,
}

impl Fault {
    /// About a file as a whole.
    #[must_use]
    pub fn file(path: &str, what: impl Into<String>) -> Self {
        Self::at(path, 0, what)
    }

    /// About a line or an entry of a file.
    #[must_use]
    pub fn at(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.what),
            line => write!(f, "{}:{line}: {}", self.path, self.what),
        }
    }
}

/// Why a set was not read or written.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// Nothing of it can be read as this format.
    #[error("this cannot be read as {format}: {reason}")]
    Unreadable {
        /// Name of the format.
        format: &'static str,
        /// Why not.
        reason: String,
    },
    /// The format is written only.
    #[error("{0} is written only, not read")]
    WriteOnly(&'static str),
    /// The format is made of a project only.
    #[error("{0} is made of a whole project; use `ascribe export`")]
    NeedsProject(&'static str),
    /// The texts were to stay behind, and the format is nothing without them.
    #[error("{format} cannot leave the texts behind; {can} can")]
    NeedsTexts {
        /// Name of the format.
        format: &'static str,
        /// Those that can.
        can: String,
    },
    /// A file is not what it was when it was looked at first.
    #[error("the files have changed while they were read; read them once more")]
    Changed,
    /// The system does not give a file out.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is not one text in it.
    #[error(
        "there are no texts in it, only places in them; import it into a project that has the articles"
    )]
    NoTexts,
    /// No way of counting puts enough marks on their words.
    #[error(
        "no way of counting puts the marks on their words: the best, {best}, fits {percent} of 100. Say how the file counts with --unit, or check that texts and marks belong together"
    )]
    Unit {
        /// The best way of counting.
        best: String,
        /// How well it fits.
        percent: u32,
    },
    /// The format does not count in this unit.
    #[error("{format} does not count in {unit}; it counts in {known}")]
    OtherUnit {
        /// Name of the format.
        format: &'static str,
        /// What was asked for.
        unit: String,
        /// What it can count in.
        known: String,
    },
    /// What was written is not what was to be written.
    #[error("what was written does not read back as it was meant ({0}), so it was thrown away")]
    Proof(String),
    /// It could not be written.
    #[error("the set could not be written")]
    Write(#[from] ExportError),
}

impl ExchangeError {
    /// Nothing of it could be read: the first thing that was wrong, else what was `expected` and is not there.
    pub(super) fn unreadable(format: &'static str, faults: &[Fault], expected: &str) -> Self {
        let reason = faults.first().map_or_else(|| expected.to_owned(), ToString::to_string);
        Self::Unreadable { format, reason }
    }
}

/// Files kept in memory.
#[derive(Clone, Debug, Default)]
pub struct Parcel(pub Vec<File>);

impl Write for Parcel {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.last_mut() {
            Some(file) => file.bytes.write(bytes),
            None => Err(io::Error::other("no file was begun")),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for Parcel {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        self.0.push(File { path: path.to_owned(), bytes: Vec::new() });
        Ok(())
    }
}

/// A sink that is one stream: the files follow each other.
pub struct Stream<'a>(pub &'a mut dyn Write);

impl Write for Stream<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Sink for Stream<'_> {
    fn begin(&mut self, _: &str) -> io::Result<()> {
        Ok(())
    }
}

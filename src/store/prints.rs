//! What files look like without their bytes, to see whether another program changed them.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

/// What a file looks like: another one in its place, or other bytes in it, look otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Print {
    modified: Option<SystemTime>,
    pub(super) length: u64,
    /// The file's number on its disk, where the system gives one.
    pub(super) number: u64,
}

impl Print {
    /// Like no file, and unlike none.
    pub(super) fn of_no_file() -> Self {
        Self { modified: None, length: u64::MAX, number: u64::MAX }
    }

    /// What lies at `path`; `None` when no file does, or none that can be looked at.
    pub(super) fn of(path: &Path) -> Option<Self> {
        // Why it cannot be looked at is told by whoever reads it.
        let metadata = fs::symlink_metadata(path).ok().filter(Metadata::is_file)?;
        Some(Self::from(&metadata))
    }
}

impl From<&Metadata> for Print {
    fn from(metadata: &Metadata) -> Self {
        let number = number(metadata);
        Self { modified: metadata.modified().ok(), length: metadata.len(), number }
    }
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn number(_metadata: &Metadata) -> u64 {
    0
}

/// What the files of a project looked like when they were last read or written here. Shared with the disk, which takes
/// note of each file it puts in place: no write of our own is ever taken for somebody else's.
#[derive(Clone, Debug, Default)]
pub(super) struct Prints {
    /// By path, which is always made in the same way.
    known: Arc<Mutex<HashMap<OsString, Print>>>,
}

impl Prints {
    fn lock(&self) -> MutexGuard<'_, HashMap<OsString, Print>> {
        // Whoever broke while holding it left a whole map behind.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// So many are going to be noted: making room for all at once keeps nobody waiting later.
    pub(super) fn expect(&self, n: usize) {
        self.lock().reserve(n);
    }

    pub(super) fn get(&self, path: &Path) -> Option<Print> {
        self.lock().get(path.as_os_str()).copied()
    }

    /// Notes what is known about a file; `None`: it is not there.
    pub(super) fn note(&self, path: &Path, print: Option<Print>) {
        match print {
            Some(print) => self.lock().insert(path.into(), print),
            None => self.lock().remove(path.as_os_str()),
        };
    }

    /// A file, or a folder with all in it, is somewhere else now.
    pub(super) fn forget(&self, path: &Path) {
        self.lock().retain(|known, _| !Path::new(known).starts_with(path));
    }
}

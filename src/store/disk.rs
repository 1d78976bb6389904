//! The few things that are done to a disk, each of which can be watched and refused.
//!
//! Tests watch them: what happens when the program is killed between any two of them, and is everything on the disk
//! before the journal is cut?

use super::atomic::UNFINISHED;
use super::error::{Attempt as _, StoreError};
use super::prints::{Print, Prints};
use crate::model::Sum;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many bytes are read back at once.
const READ: usize = 1 << 16;

/// One thing that changes a disk, or makes a change last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// A new, empty file takes the place of whatever has this name.
    Create(PathBuf),
    /// A file is opened to be added to; one that is not there begins to exist.
    Open(PathBuf),
    /// These bytes go to the end of a file.
    Write(PathBuf, Vec<u8>),
    /// A file is cut at a length in bytes.
    Cut(PathBuf, u64),
    /// The bytes of a file are made to last.
    Sync(PathBuf),
    /// A file or folder gets another name.
    Rename(PathBuf, PathBuf),
    /// A file goes, or a folder with all that is in it.
    Remove(PathBuf),
    /// A folder and those above it begin to exist.
    MakeFolder(PathBuf),
    /// The names in a folder are made to last.
    SyncFolder(PathBuf),
    /// The system is asked for the lock on a file.
    Lock(PathBuf),
}

type Watch = dyn Fn(&Operation) -> io::Result<()> + Send + Sync;

/// The disk.
#[derive(Clone, Default)]
pub struct Disk {
    watch: Option<Arc<Watch>>,
    /// What was put in place, for whoever looks whether others change it.
    prints: Option<Prints>,
}

impl std::fmt::Debug for Disk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Disk").field("is_watched", &self.watch.is_some()).finish()
    }
}

impl Disk {
    /// A disk whose every operation is shown to `watch` first. An error of `watch` is the operation's own: it is not
    /// carried out, but for a write, of which the first half is.
    #[must_use]
    pub fn watched(watch: impl Fn(&Operation) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self { watch: Some(Arc::new(watch)), prints: None }
    }

    /// The same disk, which notes what the files look like that it puts in place.
    pub(super) fn noting(&self, prints: &Prints) -> Self {
        Self { watch: self.watch.clone(), prints: Some(prints.clone()) }
    }

    /// Nothing is copied where nobody watches.
    fn show(&self, operation: impl FnOnce() -> Operation) -> io::Result<()> {
        self.watch.as_ref().map_or(Ok(()), |watch| watch(&operation()))
    }

    /// A new, empty file in place of whatever has this name.
    pub(super) fn create(&self, path: &Path) -> Result<File, StoreError> {
        self.show(|| Operation::Create(path.to_owned()))
            .and_then(|()| OpenOptions::new().write(true).create(true).truncate(true).open(path))
            .attempt("create", path)
    }

    /// The lock on a file, unless another process has it.
    pub(super) fn try_lock(&self, file: &File, path: &Path) -> Result<(), TryLockError> {
        self.show(|| Operation::Lock(path.to_owned())).map_err(TryLockError::Error)?;
        file.try_lock()
    }

    /// A file to be added to.
    pub(super) fn append(&self, path: &Path) -> Result<File, StoreError> {
        self.show(|| Operation::Open(path.to_owned()))
            .and_then(|()| OpenOptions::new().append(true).create(true).open(path))
            .attempt("open", path)
    }

    pub(super) fn write(
        &self,
        file: &mut File,
        path: &Path,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let result = match self.show(|| Operation::Write(path.to_owned(), bytes.to_owned())) {
            Ok(()) => file.write_all(bytes),
            Err(error) => {
                let (half, _) = bytes.split_at(bytes.len() / 2);
                file.write_all(half).and(Err(error))
            }
        };
        result.attempt("write", path)
    }

    pub(super) fn cut(&self, file: &File, path: &Path, length: u64) -> Result<(), StoreError> {
        self.show(|| Operation::Cut(path.to_owned(), length))
            .and_then(|()| file.set_len(length))
            .attempt("shorten", path)
    }

    pub(super) fn sync(&self, file: &File, path: &Path) -> Result<(), StoreError> {
        self.show(|| Operation::Sync(path.to_owned()))
            .and_then(|()| file.sync_data())
            .attempt("write to the disk", path)
    }

    /// Makes the bytes of a file last, and reads them back as the system gives them: how many there are, and their SHA-256.
    pub(super) fn sync_and_sum(&self, path: &Path) -> Result<Sum, StoreError> {
        let mut file =
            OpenOptions::new().read(true).write(true).open(path).attempt("read back", path)?;
        self.sync(&file, path)?;
        let (mut sum, mut bytes) = (Sum::default(), vec![0; READ]);
        loop {
            let n = file.read(&mut bytes).attempt("read back", path)?;
            match bytes.get(..n) {
                Some([]) | None => return Ok(sum),
                Some(read) => sum.add(read),
            }
        }
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        let is_new = from.to_string_lossy().ends_with(UNFINISHED);
        // Looked at before it has its name: afterwards it might be somebody else's.
        let print = self.prints.as_ref().filter(|_| is_new).and_then(|_| Print::of(from));
        self.show(|| Operation::Rename(from.to_owned(), to.to_owned()))
            .and_then(|()| fs::rename(from, to))
            .attempt("put in place", to)?;
        match &self.prints {
            Some(prints) if is_new => prints.note(to, print),
            Some(prints) => prints.forget(from),
            None => {}
        }
        Ok(())
    }

    pub(super) fn remove(&self, path: &Path) -> Result<(), StoreError> {
        self.show(|| Operation::Remove(path.to_owned()))
            .and_then(|()| fs::remove_file(path))
            .attempt("remove", path)
    }

    /// Removes a file, or a folder with all that is in it.
    pub(super) fn remove_all(&self, path: &Path) -> Result<(), StoreError> {
        let remove =
            || if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        self.show(|| Operation::Remove(path.to_owned()))
            .and_then(|()| remove())
            .attempt("remove", path)
    }

    /// Makes a folder and those above it; gives back the ones that are new, whose names are to be made to last.
    pub(super) fn make_folder(&self, path: &Path) -> Result<Vec<PathBuf>, StoreError> {
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.is_dir();
        let new: Vec<PathBuf> =
            path.ancestors().take_while(is_missing).map(Path::to_owned).collect();
        if !new.is_empty() {
            self.show(|| Operation::MakeFolder(path.to_owned()))
                .and_then(|()| fs::create_dir_all(path))
                .attempt("make the folder", path)?;
        }
        Ok(new)
    }

    /// Makes the names in a folder last, where the system lets folders be opened.
    pub(super) fn sync_folder(&self, path: &Path) -> Result<(), StoreError> {
        // The folder of a bare file name is the one we are in.
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let result = self.show(|| Operation::SyncFolder(path.to_owned()));
        if cfg!(unix) {
            result.and_then(|()| File::open(path)?.sync_all()).attempt("write to the disk", path)
        } else {
            result.attempt("write to the disk", path)
        }
    }
}

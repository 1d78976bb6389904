//! What can go wrong with a folder: what was tried, where, why it failed, and what to do.

use crate::format::FormatError;
use std::io;
use std::path::{Path, PathBuf};

/// Why a project could not be opened, made or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system refused.
    #[error("cannot {attempt} {}: {source}{}", path.display(), remedy(source))]
    Io {
        /// What was tried: fills “cannot … PATH”.
        attempt: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No project.ron.
    #[error(
        "{} is no Ascribe project: there is no project.ron in it. Open the folder that holds it, or make a new project (in the terminal: `ascribe new`)",
        .0.display()
    )]
    NoProject(PathBuf),
    /// No folder.
    #[error(
        "there is no {}. Check the spelling and whether its disk is there, or make a new project (in the terminal: `ascribe new`)",
        .0.display()
    )]
    NoFolder(PathBuf),
    /// The project's own file cannot be understood.
    #[error("{}: {source}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: FormatError,
    },
    /// A file of an export does not hold what was written to it.
    #[error(
        "{} was read back from the disk and is not what was written to it, so the export was thrown away. Look at the disk, or write to another one",
        .0.display()
    )]
    Spoilt(PathBuf),
    /// Nobody wants it any more.
    #[error("it was given up")]
    GivenUp,
    /// A new project needs room.
    #[error("{} holds other files already: name a folder that is new or empty", .0.display())]
    Occupied(PathBuf),
    /// Nothing is written.
    #[error("the project is open to be read only: {0}")]
    ReadOnly(String),
    /// Somebody else changed a file that was about to be replaced.
    #[error(
        "{} was changed by another program: nothing is written over it before it was looked at",
        .0.display()
    )]
    ChangedOutside(PathBuf),
    /// The project's own file is gone, and with it perhaps the drive it lies on.
    #[error("{} is not there any more: bring the folder or its drive back, or save a copy elsewhere", .0.display())]
    Gone(PathBuf),
    /// A step that would be taken for one that was saved long ago.
    #[error("step {number} of {by} cannot be written down: the last one has the number {last}")]
    OldStep {
        /// Whose.
        by: String,
        /// The step's number.
        number: u64,
        /// The highest number in journal and history.
        last: u64,
    },
    /// Something that was removed cannot come back.
    #[error("this cannot be brought back: {0}")]
    NotRestored(String),
    /// A backup that cannot be trusted, or could not be made.
    #[error("{}: {reason}", path.display())]
    Backup {
        /// The archive, the text beside it, or the project.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The bytes an article came as cannot be kept under this name.
    #[error(
        "“{0}” is no name for the original of an article: it must be “original”, with any extension"
    )]
    OriginalName(String),
}

impl StoreError {
    /// Why there is no project at `folder`: nothing is there at all, or something else is.
    pub(super) fn no_project(folder: &Path) -> Self {
        let what = if folder.exists() { Self::NoProject } else { Self::NoFolder };
        what(folder.to_owned())
    }
}

/// What a person can do about it.
fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            ". See that you may write there, or work on a copy"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            ". Make room on this disk and save again; nothing was lost"
        }
        io::ErrorKind::NotFound => ". It may have been moved, or its disk taken out",
        _ => ". Look at the disk and try again, or work on a copy elsewhere",
    }
}

/// Tells an error of the system what was being tried.
pub(super) trait Attempt<T> {
    /// The same result; an error says “cannot `attempt` `path`”.
    fn attempt(self, attempt: &'static str, path: &Path) -> Result<T, StoreError>;
}

impl<T> Attempt<T> for io::Result<T> {
    fn attempt(self, attempt: &'static str, path: &Path) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::Io { attempt, path: path.to_owned(), source })
    }
}

//! Why a subcommand could not do its work, in words for the person at the terminal.

use crate::exchange::ExchangeError;
use crate::export::ExportError;
use crate::import::{DecodeError, files::FileError};
use crate::model::Refusal;
use crate::store::{Misplaced, StoreError};
use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

/// Why a subcommand could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// Standard output takes no more.
    #[error("standard output cannot be written")]
    Output(#[from] io::Error),
    /// Standard input gives no more.
    #[error("standard input cannot be read")]
    Input(#[source] io::Error),
    /// A file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file is no text.
    #[error("{}: {source}", path.display())]
    Decode {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: DecodeError,
    },
    /// A project cannot be opened, made or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A project cannot be changed, or only in part be read.
    #[error("{}: {reason}", path.display())]
    Project {
        /// Its folder.
        path: PathBuf,
        /// Why not, and what to do.
        reason: String,
    },
    /// An edit was refused.
    #[error("this cannot be done: {0}")]
    Refused(#[from] Refusal),
    /// An export came to nothing.
    #[error("{place} was not written")]
    Export {
        /// Where it was to go, in words.
        place: String,
        /// Why it did not.
        source: ExportError,
    },
    /// An annotated set was not read, or not written.
    #[error("{place}: {source}")]
    Exchange {
        /// The file or folder.
        place: String,
        /// Why not.
        source: ExchangeError,
    },
    /// Whoever asked for it does not want it any more.
    #[error("given up: nothing was changed")]
    GivenUp,
    /// What is lost was not to be lost.
    #[error("{place} was not written: {format} cannot hold all of it, and --strict was given")]
    Loss {
        /// The file or folder.
        place: String,
        /// Name of the format.
        format: &'static str,
    },
    /// A mapping of labels cannot be read.
    #[error("{}: this is no mapping of labels: {reason}", path.display())]
    Mapping {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// What stands behind `--map` is of the other kind, and what it should be.
    #[error("{0}")]
    Map(&'static str),
    /// Standard output takes one file only.
    #[error("{0} is a folder of files; name one with --out")]
    NoStream(&'static str),
    /// An export may not go there.
    #[error(transparent)]
    Misplaced(#[from] Misplaced),
    /// A word names nothing in the project.
    #[error("there is no {what} “{name}” in the project; there is {known}")]
    Unknown {
        /// Article, annotator.
        what: &'static str,
        /// The word.
        name: String,
        /// What could have been named.
        known: String,
    },
}

impl CliError {
    /// What is the matter with an annotated set at this place.
    pub(super) fn exchange(place: &Path, source: ExchangeError) -> Self {
        match source {
            ExchangeError::Write(ExportError::Stopped) => Self::GivenUp,
            source => Self::Exchange { place: place.display().to_string(), source },
        }
    }

    /// Has the reader of standard output seen enough?
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        let is_pipe = |error: &(dyn Error + 'static)| {
            let error = error.downcast_ref::<io::Error>();
            error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
        };
        causes(self).any(is_pipe)
    }

    /// The message with everything that led to it, one cause a line; a cause that the line above it tells already is left
    /// out.
    #[must_use]
    pub fn in_full(&self) -> String {
        let mut message = format!("ascribe: {self}");
        for cause in causes(self).skip(1) {
            let cause = cause.to_string();
            if !message.contains(&cause) {
                message.push_str("\n  because: ");
                message.push_str(&cause);
            }
        }
        message
    }
}

/// The error and what led to it, the nearest first.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let source = |error: &&'a (dyn Error + 'static)| (*error).source();
    std::iter::successors(Some(error), source)
}

#[cfg(test)]
mod tests {
    use super::CliError;
    use crate::export::ExportError;
    use std::io;

    fn failed(kind: io::ErrorKind) -> CliError {
        CliError::Export { place: "quay.csv".to_owned(), source: ExportError::Write(kind.into()) }
    }

    #[test]
    fn a_broken_pipe_is_seen_however_deep_it_lies() {
        assert!(failed(io::ErrorKind::BrokenPipe).is_broken_pipe());
        assert!(CliError::Output(io::ErrorKind::BrokenPipe.into()).is_broken_pipe());
        assert!(!failed(io::ErrorKind::StorageFull).is_broken_pipe());
    }

    #[test]
    fn a_message_tells_every_cause_once() {
        let message = failed(io::ErrorKind::StorageFull).in_full();
        assert_eq!(
            message,
            "ascribe: quay.csv was not written\n  because: the export could not be written\n  because: no storage space"
        );
    }
}

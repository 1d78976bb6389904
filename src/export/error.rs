//! Why an export came to nothing.

use crate::format::FormatError;
use std::io;

/// Why an export came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// What it was written to takes no more.
    #[error("the export could not be written")]
    Write(#[from] io::Error),
    /// A value has no form in the format; no value of ours is so.
    #[error("the export could not be put into words")]
    Format(#[from] FormatError),
    /// Whoever watched asked to stop.
    #[error("the export was stopped before its end")]
    Stopped,
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::Write(error),
            other => Self::Write(io::Error::other(format!("{other:?}"))),
        }
    }
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}

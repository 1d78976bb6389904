//! What `--map` says: which columns of tables hold what, or where it is written what foreign labels mean.

use crate::import::{Columns, ColumnsError};
use std::path::PathBuf;
use std::str::FromStr;

/// What stands behind `--map`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Map {
    /// Which columns of tables hold what.
    Columns(Columns),
    /// Where it is written what foreign labels mean.
    File(PathBuf),
}

impl FromStr for Map {
    type Err = ColumnsError;

    fn from_str(words: &str) -> Result<Self, ColumnsError> {
        match words.parse() {
            Ok(columns) => Ok(Self::Columns(columns)),
            Err(_) if !words.contains('=') => Ok(Self::File(words.into())),
            Err(error) => Err(error),
        }
    }
}

pub(super) const FILE: &str = "Columns of tables are named as --map text=body,title=headline";
pub(super) const COLUMNS: &str = "With --format, --map names a RON file that says what labels mean";

//! What was read of a large project, kept in one file beside it, so that the project opens sooner the next time.
//!
//! It can be deleted at any time, and is never asked what a record is unless the record's files look as they did: their
//! size, their number on the disk, and the times of their last change, of which the system keeps one that nobody can set.
//! A file that changed in the very moment in which it was read might look the same afterwards, so nothing is kept of files that
//! are not older than the opening, by the clock of their own file system. Each piece has a checksum; whatever is torn, foreign or of another edition is passed
//! over, and the files are read instead. Where the system has no such numbers and times, nothing is kept.

mod keep;
mod look;
mod recall;

pub use keep::Keeping;
pub(super) use keep::Opening;
pub(super) use recall::{Cache, Recalled};

use super::layout::Layout;
use crate::format::compact::EDITION;
use std::path::PathBuf;

/// Ends the file; one that does not end like this is none of ours, or was not finished.
const MARK: [u8; 8] = *b"ASCRIBEC";

/// What stands behind the table of pieces: where it begins, its checksum, the edition, the mark.
const END: usize = 8 + 4 + 4 + MARK.len();

/// A row of the table of pieces: where it begins, how long it is, its checksum.
const ROW: usize = 8 + 8 + 4;

/// The file that holds it all.
fn place(layout: &Layout) -> PathBuf {
    layout.cache().join("records")
}

/// The edition of what is kept: another one is passed over.
fn edition() -> [u8; 4] {
    EDITION.to_le_bytes()
}

//! Files that lie elsewhere, to be read bit by bit: what is read of many at once need not be in memory as a whole.

use super::files::FileError;
use std::ops::Range;

/// A file that can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its path from the place that a person named, `/` between; the plain name for a file by itself.
    pub path: String,
    /// Its size in bytes, when it was looked at.
    pub size: u64,
}

/// Files that can be had, in the order of their paths.
pub trait Supply: Sync {
    /// What there is.
    fn offered(&self) -> &[Offered];

    /// Bytes of the file of this number; as many as are asked for, or it is an error.
    ///
    /// # Errors
    /// When the system does not give them out, or the file has become shorter.
    fn bytes(&self, number: usize, range: Range<u64>) -> Result<Vec<u8>, FileError>;

    /// All bytes of the file of this number.
    ///
    /// # Errors
    /// As for [`Supply::bytes`].
    fn whole(&self, number: usize) -> Result<Vec<u8>, FileError> {
        let size = self.offered().get(number).map_or(0, |one| one.size);
        self.bytes(number, 0..size)
    }
}

//! Where a writer of several files puts them.

use std::io::{self, Write};

/// Where a writer puts its files, one after the other: what is written belongs to the file begun last.
pub trait Sink: Write {
    /// Begins the next file.
    ///
    /// # Errors
    /// When there can be no other file.
    fn begin(&mut self, path: &str) -> io::Result<()>;
}

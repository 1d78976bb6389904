//! RON: the annotated set, one file that needs no other and that gives an equal project when it is taken in again.
//!
//! Its shape is that of `format::SetFile`: the version, the texts with their hashes, then everything that points into
//! them. Offsets are bytes of UTF-8, the end exclusive; the field `offsets` says so.

use super::{ExportError, Selected, Watch, report};
use crate::format::{SetFile, to_ron};
use std::io::Write;

/// Writes the set. A file of RON is one value, so the watcher is told once, when all articles are in it.
///
/// # Errors
/// When `out` takes no more, or `watch` asked to stop.
pub fn write(
    selected: &Selected<'_>,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    let set = to_ron(&SetFile::of(selected.project(), selected.selection()))?;
    report(watch, selected.articles().count())?;
    Ok(out.write_all(set.as_bytes())?)
}

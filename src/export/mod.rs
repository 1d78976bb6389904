//! From a project to what other programs read: one table of formats, one file each.
//!
//! An exporter is a function from values to bytes. It is given something to write to and knows neither files nor
//! windows; whoever calls it opens the file and says when to stop.

mod audit;
mod cells;
mod code;
mod csv;
mod error;
mod guideline;
mod jsonl;
mod names;
mod records;
mod ron;
mod selection;

pub use crate::format::Selection;
pub use audit::write_steps;
pub use code::Code;
pub use csv::{COLUMNS, Column, guard, unguard};
pub use error::ExportError;
pub use guideline::{html_page, plain_page};
pub use selection::{Counts, Selected, count};

use crate::model::Project;
use crate::text::Unit;
use std::io::Write;
use std::ops::ControlFlow;

/// The unit in which every format counts offsets: UTF-8 bytes of the article's text, the first one 0, the end exclusive.
pub const UNIT: Unit = Unit::Bytes;

/// Is told how many articles are done after each of them, and may ask to stop.
pub type Watch<'a> = dyn FnMut(usize) -> ControlFlow<()> + 'a;

type Writer = fn(&Selected<'_>, &mut dyn Write, &mut Watch<'_>) -> Result<(), ExportError>;

/// A format that a project can be written in.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What the terminal calls it.
    pub name: &'static str,
    /// The ending of its files, without a dot.
    pub extension: &'static str,
    /// What it is, in one line.
    pub description: &'static str,
    write: Writer,
}

/// Every format, in the order in which they are offered.
pub const FORMATS: [Format; 3] = [
    Format {
        name: "ron",
        extension: "ron",
        description: "Annotated set, one file that Ascribe takes in again and that loses nothing",
        write: ron::write,
    },
    Format {
        name: "csv",
        extension: "csv",
        description: "Table for spreadsheets, one row per statement",
        write: csv::write,
    },
    Format {
        name: "jsonl",
        extension: "jsonl",
        description: "JSON Lines for programs, one article per line with everything about it",
        write: jsonl::write,
    },
];

impl Format {
    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// Writes what was selected of a project.
    ///
    /// # Errors
    /// When `out` takes no more, or `watch` asked to stop. What was written until then is no whole export.
    pub fn write(
        &self,
        project: &Project,
        selection: &Selection,
        out: &mut dyn Write,
        watch: &mut Watch<'_>,
    ) -> Result<(), ExportError> {
        (self.write)(&Selected::of(project, selection), out, watch)?;
        Ok(out.flush()?)
    }
}

/// Tells the watcher that `done` articles are through, and obeys.
fn report(watch: &mut Watch<'_>, done: usize) -> Result<(), ExportError> {
    match watch(done) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ExportError::Stopped),
    }
}

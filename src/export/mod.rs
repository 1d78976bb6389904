//! From a project to tables and lines that other programs read, one file each; `exchange` lists them with all other formats.
//!
//! An exporter is a function from values to bytes. It is given something to write to and knows neither files nor
//! windows; whoever calls it opens the file and says when to stop.

mod audit;
mod cells;
pub mod claim_review;
mod code;
mod crew;
pub mod csv;
mod error;
mod extras;
mod findings;
mod guideline;
pub mod jsonl;
pub mod misp;
mod names;
pub mod parquet;
mod records;
pub mod ron;
mod selection;
mod sink;
pub mod stix;
mod stix_words;
mod threat;
pub mod xlsx;
mod xlsx_book;

pub use crate::format::Selection;
pub use audit::write_steps;
pub use code::Code;
pub use crew::{Alone, Crew, done_beside, done_by};
pub use csv::{COLUMNS, Column, guard, unguard};
pub use error::ExportError;
pub use extras::{Extras, Licence};
pub use guideline::{html_page, plain_page};
pub use selection::{Counts, OpenLayer, Selected, count};
pub use sink::Sink;

use crate::text::Unit;
use std::ops::ControlFlow;

/// The unit in which every format counts offsets: UTF-8 bytes of the article's text, the first one 0, the end exclusive.
pub const UNIT: Unit = Unit::Bytes;

/// Is told how many articles are done after each of them, and may ask to stop.
pub type Watch<'a> = dyn FnMut(usize) -> ControlFlow<()> + 'a;

/// Tells the watcher that `done` articles are through, and obeys.
fn report(watch: &mut Watch<'_>, done: usize) -> Result<(), ExportError> {
    match watch(done) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ExportError::Stopped),
    }
}

//! Files that hold any number of articles: archives, crawls, tables. One after the other is handed over, and a bad one does
//! not stop the rest.

mod archive;
mod columns;
mod crawl;
mod http;
mod look;
mod table;

use super::DecodeError;
use super::article::Problem;
use super::draft::{Draft, DraftOptions, Source, draft_of};
use super::kind::Kind;
use super::packed::UNPACKED;
use std::ops::ControlFlow;

pub use columns::{Columns, ColumnsError};
pub use look::{Column, look};
pub(crate) use table::delimiter;

/// The largest file that is read for several articles, in bytes: 512 MiB.
pub const SEVERAL_LIMIT: usize = 512 * 1024 * 1024;
/// Archives within archives, at most.
const NESTING: usize = 3;

/// What became of a piece of a file.
#[derive(Debug)]
pub enum Outcome {
    /// It can be an article.
    Draft(Box<Draft>),
    /// It cannot, and why.
    Failed(String),
    /// It is nothing that holds an article: a picture, a stylesheet.
    PassedOver,
}

/// A piece of a file, or the whole of it.
#[derive(Debug)]
pub struct Piece {
    /// The file's name, with that of the piece behind it.
    pub name: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What is shared by all that comes out of one file.
struct Run<'r> {
    options: &'r DraftOptions,
    /// Is handed each piece and says whether it wants more.
    take: &'r mut (dyn FnMut(Piece) -> ControlFlow<()> + 'r),
    /// Bytes that may still be unpacked.
    left: u64,
}

/// Hands over every article in a file; one, where it is an article itself. `file_name` is its name without folders.
/// Says whether it came to the file's end, and was not stopped by `take`.
pub fn drafts<'r>(
    bytes: &[u8],
    file_name: &str,
    options: &'r DraftOptions,
    take: &'r mut (dyn FnMut(Piece) -> ControlFlow<()> + 'r),
) -> bool {
    let mut run = Run { options, take, left: UNPACKED };
    run.file(bytes, file_name, 0).is_continue()
}

impl Run<'_> {
    /// A file, or an entry of an archive that lies so many archives deep.
    fn file(&mut self, bytes: &[u8], name: &str, depth: usize) -> ControlFlow<()> {
        let kind = Kind::of(bytes, name);
        let problem = match kind {
            Some(Kind::Archive) if depth >= NESTING => {
                let what = format!("lies {depth} archives deep");
                Err(Problem::TooMuch(what))
            }
            Some(Kind::Archive) => self.archive(bytes, name, depth),
            Some(Kind::Crawl) => self.crawl(bytes, name),
            Some(Kind::Table) => self.table(bytes, name),
            Some(Kind::Lines) => self.lines(bytes, name),
            _ => Ok(self.single(bytes, &Source { kind, name, charset: None })),
        };
        match (problem, kind) {
            (Ok(flow), _) => flow,
            (Err(problem), Some(kind)) => {
                self.failed(name, &DecodeError::Document { kind, problem })
            }
            (Err(problem), None) => self.failed(name, &problem),
        }
    }

    /// One article.
    fn single(&mut self, bytes: &[u8], source: &Source<'_>) -> ControlFlow<()> {
        match draft_of(bytes, source, self.options) {
            Ok(draft) => self.hand(source.name, Outcome::Draft(Box::new(draft))),
            Err(error) => self.failed(source.name, &error),
        }
    }

    fn failed(&mut self, name: &str, error: &dyn std::fmt::Display) -> ControlFlow<()> {
        self.hand(name, Outcome::Failed(error.to_string()))
    }

    fn hand(&mut self, name: &str, outcome: Outcome) -> ControlFlow<()> {
        (self.take)(Piece { name: name.to_owned(), outcome })
    }
}

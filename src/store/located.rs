//! A problem with its place: which file, which line.

use super::layout::Layout;
use crate::format::FormatError;
use crate::model::assemble::{Problem, Severity};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// Something that is wrong or odd in a project's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The file, from the project's folder on.
    pub file: PathBuf,
    /// 1-based, where it is known.
    pub line: Option<usize>,
    /// 1-based, in code points, where it is known.
    pub column: Option<usize>,
    /// How bad it is. An error leaves the whole project read-only.
    pub severity: Severity,
    /// The id of the record, where it is one record.
    pub record: String,
    /// What is wrong, in words.
    pub what: String,
}

impl fmt::Display for Located {
    /// `layers/ann/ferry.ron:12: s-c1: what is wrong`, as compilers put it, so that editors can jump there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        if !self.record.is_empty() {
            write!(f, ": {}", self.record)?;
        }
        write!(f, ": {}", self.what)
    }
}

impl Located {
    pub(super) fn new(severity: Severity, file: &Path, what: impl Into<String>) -> Self {
        let (file, what) = (file.to_owned(), what.into());
        Self { file, line: None, column: None, severity, record: String::new(), what }
    }

    pub(super) fn error(file: &Path, what: impl Into<String>) -> Self {
        Self::new(Severity::Error, file, what)
    }

    pub(super) fn warning(file: &Path, what: impl Into<String>) -> Self {
        Self::new(Severity::Warning, file, what)
    }

    pub(super) fn on_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// What a file's own reading said.
    pub(super) fn unreadable(file: &Path, error: &FormatError) -> Self {
        let (line, column) = error.place().unzip();
        Self { line, column, ..Self::error(file, error.what()) }
    }
}

/// Finds the files and lines of the model's problems.
pub(super) fn locate(layout: &Layout, problems: Vec<Problem>) -> Vec<Located> {
    let mut open: Option<(PathBuf, String)> = None;
    let mut located = Vec::with_capacity(problems.len());
    for Problem { severity, home, record, what } in problems {
        let path = layout.file_of(&home);
        // Problems of one file come together, so one text at a time is enough.
        let text = match open.take() {
            Some((known, text)) if known == path => text,
            _ => fs::read_to_string(&path).unwrap_or_default(),
        };
        let line = line_of(&text, &record, &what);
        let file = layout.relative(&path);
        located.push(Located { file, line, column: None, severity, record, what });
        open = Some((path, text));
    }
    located
}

/// The line where the record says its id, or where it is named at all; in a file of one record, the line of the word
/// that the problem quotes.
pub(super) fn line_of(text: &str, record: &str, what: &str) -> Option<usize> {
    let at = if record.is_empty() {
        let (quoted, _) = what.split_once('“')?.1.split_once('”')?;
        text.find(&format!("\"{quoted}\""))?
    } else {
        text.find(&format!("id: \"{record}\"")).or_else(|| text.find(record))?
    };
    Some(line_at(text.as_bytes(), at))
}

/// The 1-based line that holds the byte.
pub(super) fn line_at(bytes: &[u8], at: usize) -> usize {
    1 + bytes.iter().take(at).filter(|byte| **byte == b'\n').count()
}

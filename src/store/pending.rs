//! Lines of a journal that are not in the history yet, so that they can be written anew should the journal go.

use super::disk::Disk;
use super::error::StoreError;
use crate::format::{FormatError, Line};
use crate::model::Step;
use std::fs::File;
use std::io;
use std::path::Path;

/// So many bytes are written at a time.
const AT_ONCE: usize = 1 << 16;

/// Lines one behind the other.
#[derive(Debug, Default)]
pub(super) struct Pending(Vec<Lines>);

#[derive(Debug)]
enum Lines {
    /// As they are in the file.
    Written(Vec<u8>),
    /// A large one, which is written anew each time: what it holds is in memory already.
    Large(Line, Box<Step>),
}

impl Pending {
    /// Lines as they are in a file.
    pub(super) fn of(written: Vec<u8>) -> Self {
        if written.is_empty() { Self::default() } else { Self(vec![Lines::Written(written)]) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds the line of a step.
    pub(super) fn add(&mut self, step: &Step) -> Result<(), FormatError> {
        self.push(match Line::of(step)? {
            Line::Text(text) => Lines::Written(text.into_bytes()),
            seal @ Line::Seal(_) => Lines::Large(seal, Box::new(step.clone())),
        });
        Ok(())
    }

    /// Adds other lines.
    pub(super) fn append(&mut self, more: Self) {
        more.0.into_iter().for_each(|lines| self.push(lines));
    }

    fn push(&mut self, lines: Lines) {
        match (self.0.last_mut(), lines) {
            (Some(Lines::Written(last)), Lines::Written(more)) => last.extend_from_slice(&more),
            (_, lines) => self.0.push(lines),
        }
    }
}

/// Puts a head and lines behind what a file holds, large ones bit by bit; gives how many bytes those are.
pub(super) fn add_behind(
    disk: &Disk,
    file: &mut File,
    path: &Path,
    head: &str,
    lines: &Pending,
) -> Result<u64, StoreError> {
    let waiting = head.as_bytes().to_vec();
    let mut end = End { disk, file, path, waiting, written: 0, refused: None };
    let put = lines.0.iter().try_for_each(|lines| match lines {
        Lines::Written(bytes) => {
            end.waiting.extend_from_slice(bytes);
            Ok(())
        }
        Lines::Large(line, step) => line.write(step, &mut end),
    });
    let put = put.and_then(|()| end.put_out());
    match (put, end.refused) {
        (Ok(()), _) => Ok(end.written),
        (Err(_), Some(refused)) => Err(refused),
        (Err(source), None) => {
            Err(StoreError::Io { attempt: "write", path: path.to_owned(), source })
        }
    }
}

/// The end of a file.
struct End<'a> {
    disk: &'a Disk,
    file: &'a mut File,
    path: &'a Path,
    waiting: Vec<u8>,
    written: u64,
    /// What the disk said.
    refused: Option<StoreError>,
}

impl End<'_> {
    fn put_out(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        self.disk.write(self.file, self.path, &self.waiting).map_err(|error| {
            let said = io::Error::other(error.to_string());
            self.refused = Some(error);
            said
        })?;
        self.written += self.waiting.len() as u64;
        self.waiting.clear();
        Ok(())
    }
}

impl io::Write for End<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= AT_ONCE {
            self.put_out()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.put_out()
    }
}

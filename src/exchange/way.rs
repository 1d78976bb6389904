//! How formats are read and written: of a whole project, or of a set.

use super::common::Common;
use super::fault::{ExchangeError, File, Sink};
use super::fit::Holds;
use super::json::Texts;
use super::proof::Read;
use super::set::Set;
use super::shelf::Joint;
use super::whole::ProjectFormat;
use crate::export::ExportError;
use crate::text::Unit;

/// How a format is read and written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    /// Made of a whole project.
    Project(ProjectFormat),
    /// Made of a set.
    Set(SetFormat),
}

/// Reads files as they are.
pub(super) type Reader = fn(&[File]) -> Result<Read, ExchangeError>;

/// A format of annotated texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct SetFormat {
    /// What it can hold.
    pub(super) holds: Holds,
    /// What else its rules ask for, after `holds` has cut the set down.
    pub(super) fit: fn(&mut Set),
    pub(super) read: Reader,
    /// The least that can be read by itself.
    pub(super) pieces: Pieces,
    pub(super) write: Writing,
    /// Do its marks have numbers that go on from file to file?
    pub(super) numbers_marks: bool,
}

/// What a set can be read in, so that not all of it is in memory.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pieces {
    /// Only as a whole.
    Whole,
    /// A file for each text that is one by its path, with those that `beside` names; places usually count `unit`.
    Files { unit: Unit, is_one: fn(&str) -> bool, beside: fn(&str) -> Vec<String> },
    /// A value for each text.
    Values(Texts),
}

/// How a fitted set is written, places in a unit.
#[derive(Clone, Copy, Debug)]
pub(super) enum Writing {
    /// As a whole.
    Whole(fn(&Set, Unit, &mut dyn Sink) -> Result<(), ExportError>),
    /// Text by text, with what they have in common; files of parts of the set can be joined to those of the whole, and are
    /// read by themselves.
    ByText { write: TextWriter, joint: fn(&str) -> Joint, read: Reader },
}

/// Writes texts of a set, with what all have in common.
pub(super) type TextWriter = fn(&Set, &Common, Unit, &mut dyn Sink) -> Result<(), ExportError>;

impl SetFormat {
    /// Cuts a settled set down to what the format can hold.
    pub(super) fn fit_to(&self, set: &mut Set) {
        self.holds.fit(set);
        (self.fit)(set);
        set.sort();
    }

    pub(super) fn write(
        &self,
        set: &Set,
        unit: Unit,
        out: &mut dyn Sink,
    ) -> Result<(), ExportError> {
        match self.write {
            Writing::Whole(write) => write(set, unit, out),
            Writing::ByText { write, .. } => write(set, &Common::of(set), unit, out),
        }
    }
}

//! The least of a set that can be read by itself: a file with those beside it, or a value of a file of JSON.

use super::fault::{ExchangeError, File};
use super::fit::Has;
use super::proof::Read;
use super::shares::Gathering;
use super::value_ranges::values_of;
use super::way::{Pieces, SetFormat};
use crate::import::Supply;
use crate::text::Unit;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// The pieces of a set, in the order of files and in them.
#[derive(Debug)]
pub(super) struct Pieced {
    format: SetFormat,
    unit: Unit,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    /// Numbers of files.
    Files(Vec<usize>),
    /// A value: number of its file, its own number there, its bytes.
    Value(usize, usize, Range<u64>),
}

/// Cuts a set into pieces; none where it has to be read as a whole.
///
/// # Errors
/// When the system does not give a file out.
pub(super) fn pieces_of(
    format: &SetFormat,
    supply: &dyn Supply,
) -> Result<Option<Pieced>, ExchangeError> {
    if format.holds.names != Has::Yes {
        // Texts are named by their number in the whole.
        return Ok(None);
    }
    let offered = supply.offered();
    let mut pieces = Vec::new();
    let unit = match format.pieces {
        Pieces::Whole => return Ok(None),
        Pieces::Files { unit, is_one, beside } => {
            let numbers: HashMap<&str, usize> =
                offered.iter().enumerate().map(|(n, one)| (one.path.as_str(), n)).collect();
            for (number, one) in offered.iter().enumerate().filter(|(_, one)| is_one(&one.path)) {
                let others = beside(&one.path);
                let others = others.iter().filter_map(|path| numbers.get(path.as_str()).copied());
                pieces.push(Piece::Files([number].into_iter().chain(others).collect()));
            }
            unit
        }
        Pieces::Values(texts) => {
            for (file, _) in offered.iter().enumerate().filter(|(_, one)| (texts.is_one)(&one.path))
            {
                let Some(values) = values_of(supply, file)? else { return Ok(None) };
                let values = values.into_iter();
                pieces.extend(values.map(|(number, range)| Piece::Value(file, number, range)));
            }
            let paths: Vec<&str> = offered.iter().map(|one| one.path.as_str()).collect();
            texts.unit(&paths)
        }
    };
    Ok(Some(Pieced { format: *format, unit, pieces }))
}

impl Pieced {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The bytes of a piece.
    pub(super) fn size(&self, piece: usize, supply: &dyn Supply) -> u64 {
        match self.pieces.get(piece) {
            Some(Piece::Files(files)) => {
                let size = |file: &usize| supply.offered().get(*file).map_or(0, |one| one.size);
                files.iter().map(size).sum()
            }
            Some(Piece::Value(_, _, range)) => range.end - range.start,
            None => 0,
        }
    }

    /// What places usually count in all of it.
    pub(super) fn unit(&self) -> Unit {
        self.unit
    }

    /// Reads pieces together, places as they are in their files.
    ///
    /// # Errors
    /// When there is no text in any of them, or the system does not give a file out.
    pub(super) fn read(
        &self,
        pieces: &[usize],
        supply: &dyn Supply,
    ) -> Result<Read, ExchangeError> {
        let pieces = pieces.iter().filter_map(|piece| self.pieces.get(*piece));
        let path = |file: usize| supply.offered().get(file).map_or("", |one| &one.path).to_owned();
        if let Pieces::Values(texts) = self.format.pieces {
            let mut read = texts.nothing(self.unit);
            let mut documents = Gathering::default();
            for piece in pieces {
                let Piece::Value(file, number, range) = piece else { continue };
                let bytes = supply.bytes(*file, range.clone())?;
                let file = File { path: path(*file), bytes: Vec::new() };
                texts.add_value(&file, (*number, &bytes), &mut documents, &mut read.faults);
            }
            return texts.gathered(read, documents);
        }
        let mut numbers = BTreeSet::new();
        for piece in pieces {
            let Piece::Files(files) = piece else { continue };
            numbers.extend(files);
        }
        let file = |number: usize| Ok(File { path: path(number), bytes: supply.whole(number)? });
        let files: Result<Vec<File>, ExchangeError> = numbers.into_iter().map(file).collect();
        (self.format.read)(&files?)
    }
}

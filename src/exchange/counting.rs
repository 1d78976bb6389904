//! The ways in which programs count places in a text, and a text seen in each of them.
//!
//! Units and line ends as `peers.md` of the survey found them: ATLAS.ti counts a CRLF as one, NVivo as two in UTF-16; some
//! count a byte order mark that others take off.

use super::set::Place;
use crate::text::{OffsetTable, Unit};
use std::borrow::Cow;
use std::fmt;

/// How many line ends count, against the text that came with the marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// As they stand in the text.
    #[default]
    AsIs,
    /// A CRLF of the text counts as one.
    CrlfAsOne,
    /// An LF of the text counts as two: the text had CRLF when it was counted.
    LfAsTwo,
}

/// Whether a byte order mark at the start counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bom {
    /// As it stands in the text.
    #[default]
    AsIs,
    /// One is counted that the text no longer has.
    Counted,
    /// The one that the text begins with is not counted.
    Skipped,
}

/// A way of counting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counting {
    /// What is counted.
    pub unit: Unit,
    /// How line ends count.
    pub lines: Lines,
    /// Whether a byte order mark counts.
    pub bom: Bom,
}

impl Counting {
    /// In this unit, and nothing odd about line ends.
    #[must_use]
    pub fn plain(unit: Unit) -> Self {
        Self { unit, lines: Lines::AsIs, bom: Bom::AsIs }
    }

    /// Every way, those in `own` first and the plain ones before the odd.
    #[must_use]
    pub fn all(own: Unit) -> Vec<Self> {
        let units = std::iter::once(own).chain(Unit::ALL.into_iter().filter(|unit| *unit != own));
        let units: Vec<Unit> = units.collect();
        let mut all = Vec::new();
        for bom in [Bom::AsIs, Bom::Skipped, Bom::Counted] {
            for lines in [Lines::AsIs, Lines::CrlfAsOne, Lines::LfAsTwo] {
                all.extend(units.iter().map(|unit| Self { unit: *unit, lines, bom }));
            }
        }
        all
    }
}

impl fmt::Display for Counting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.unit)?;
        match self.lines {
            Lines::AsIs => {}
            Lines::CrlfAsOne => f.write_str(", a CRLF counted as one")?,
            Lines::LfAsTwo => f.write_str(", a line end counted as two")?,
        }
        match self.bom {
            Bom::AsIs => Ok(()),
            Bom::Counted => f.write_str(", with a byte order mark"),
            Bom::Skipped => f.write_str(", without the byte order mark"),
        }
    }
}

/// A text as a way of counting sees it.
pub(super) struct View<'t> {
    unit: Unit,
    table: OffsetTable<Cow<'t, str>>,
    /// From this byte of the view on, so much is to be added to come to the byte of the text.
    shifts: Vec<(usize, isize)>,
}

/// Why a number is no place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Misplaced {
    Inverted,
    Beyond(usize),
    Inside(usize),
}

impl<'t> View<'t> {
    pub(super) fn of(text: &'t str, counting: Counting) -> Self {
        let (seen, shifts) = seen(text, counting);
        Self { unit: counting.unit, table: OffsetTable::new(seen), shifts }
    }

    /// The bytes of the text that a place stands for.
    pub(super) fn place(&self, place: Place) -> Result<Place, Misplaced> {
        if place.end < place.start {
            return Err(Misplaced::Inverted);
        }
        let byte = |n: usize| match self.table.from(self.unit, n) {
            Some(byte) => Ok(self.shifted(byte)),
            None if n > self.table.len(self.unit) => Err(Misplaced::Beyond(self.len())),
            None => Err(Misplaced::Inside(n)),
        };
        Ok(Place { start: byte(place.start)?, end: byte(place.end)? })
    }

    /// How long the text is, by this way of counting.
    pub(super) fn len(&self) -> usize {
        self.table.len(self.unit)
    }

    fn shifted(&self, byte: usize) -> usize {
        let behind = self.shifts.partition_point(|(from, _)| *from <= byte);
        let shift = behind.checked_sub(1).and_then(|index| self.shifts.get(index));
        byte.saturating_add_signed(shift.map_or(0, |(_, shift)| *shift))
    }
}

/// The byte order mark, which some files begin with.
pub(super) const MARK: char = '\u{feff}';

fn seen(text: &str, counting: Counting) -> (Cow<'_, str>, Vec<(usize, isize)>) {
    let (text, skipped) = match text.strip_prefix(MARK) {
        Some(rest) if counting.bom == Bom::Skipped => (rest, true),
        _ => (text, false),
    };
    let has_breaks = match counting.lines {
        Lines::AsIs => false,
        Lines::CrlfAsOne => text.contains("\r\n"),
        Lines::LfAsTwo => text.contains('\n'),
    };
    let (mut shifts, mut shift) = (Vec::new(), 0_isize);
    if skipped {
        shift = 3;
        shifts.push((0, shift));
    }
    if !has_breaks && counting.bom != Bom::Counted {
        return (Cow::Borrowed(text), shifts);
    }
    let mut seen = String::with_capacity(text.len() + text.len() / 32);
    if counting.bom == Bom::Counted {
        seen.push(MARK);
        shift -= 3;
        // The mark itself stands before the text's first byte.
        shifts.extend([(0, 0), (1, -1), (2, -2), (3, -3)]);
    }
    let mut letters = text.chars().peekable();
    let mut before = '\0';
    while let Some(letter) = letters.next() {
        match counting.lines {
            Lines::CrlfAsOne if letter == '\r' && letters.peek() == Some(&'\n') => {
                letters.next();
                seen.push('\n');
                shift += 1;
                shifts.push((seen.len(), shift));
            }
            Lines::LfAsTwo if letter == '\n' && before != '\r' => {
                seen.push('\r');
                shift -= 1;
                shifts.push((seen.len(), shift));
                seen.push('\n');
            }
            _ => seen.push(letter),
        }
        before = letter;
    }
    (Cow::Owned(seen), shifts)
}

/// Counts places of a text in another unit, for writers.
pub(super) struct Ruler<'t> {
    unit: Unit,
    table: OffsetTable<&'t str>,
}

impl<'t> Ruler<'t> {
    pub(super) fn of(text: &'t str, unit: Unit) -> Self {
        Self { unit, table: OffsetTable::new(text) }
    }

    /// A place of a settled set, in the unit. Places inside a grapheme cluster begin and end with the cluster.
    pub(super) fn place(&self, place: Place) -> Place {
        Place { start: self.count(place.start, false), end: self.count(place.end, true) }
    }

    fn count(&self, byte: usize, up: bool) -> usize {
        let text = self.table.text();
        let mut byte = byte.min(text.len());
        loop {
            if let Some(count) = self.table.to(self.unit, byte) {
                return count;
            }
            if byte == 0 || byte >= text.len() {
                return if up { self.table.len(self.unit) } else { 0 };
            }
            byte = if up { byte + 1 } else { byte - 1 };
        }
    }
}

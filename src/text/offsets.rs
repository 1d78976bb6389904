//! One place in a text, counted in four ways: UTF-8 bytes, code points, UTF-16 units, grapheme clusters.
//!
//! Everything inside the program and on disk is bytes. Exports for web tools want UTF-16 units, those for
//! Python code points, and people count what they see. This module converts; it does not know who asks.

use std::fmt;
use std::sync::OnceLock;

use icu_segmenter::GraphemeClusterSegmenter;
use serde::{Deserialize, Serialize};

/// Bytes between two checkpoints. A conversion reads at most twice this much of the text (a few
/// microseconds); each checkpoint takes 16 bytes, so the table is about 1/32 (3.1 %) of its text.
const STRIDE: usize = 512;

/// What places in a text are counted in.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Unit {
    /// UTF-8 bytes: the unit of everything inside the program and of its files.
    #[default]
    #[serde(rename = "utf8-bytes")]
    Bytes,
    /// Unicode code points, as Python counts.
    #[serde(rename = "code-points")]
    CodePoints,
    /// UTF-16 code units, as JavaScript, Java and the web's tools count.
    #[serde(rename = "utf16-units")]
    Utf16,
    /// Extended grapheme clusters (UAX #29): what a reader takes for one character.
    #[serde(rename = "graphemes")]
    Graphemes,
}

impl Unit {
    /// All units, in the order in which a person is offered them.
    pub const ALL: [Self; 4] = [Self::Bytes, Self::CodePoints, Self::Utf16, Self::Graphemes];

    /// Its name in files and in the terminal.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bytes => "utf8-bytes",
            Self::CodePoints => "code-points",
            Self::Utf16 => "utf16-units",
            Self::Graphemes => "graphemes",
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How much text lies before a checkpoint.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    code_points: u32,
    utf16: u32,
}

/// A grapheme boundary and the number of clusters before it.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    byte: u32,
    graphemes: u32,
}

/// Converts places of one text between bytes and the other units.
///
/// `T` holds the text: a `&str`, or an `Arc<str>` where the table is kept. Making the table reads the text
/// once; the clusters are counted when they are first asked for. A text that is plain ASCII needs no table.
#[derive(Debug)]
pub struct OffsetTable<T> {
    text: T,
    /// Is every unit the same as a byte? Then both lists stay empty.
    plain: bool,
    /// Entry `k` counts what lies before the first character at or after byte `k * STRIDE`.
    counts: Vec<Counts>,
    /// Rising; any two lie less than two strides apart or hold exactly one cluster between them.
    marks: OnceLock<Vec<Mark>>,
}

impl<T: AsRef<str>> OffsetTable<T> {
    /// The table of `text`.
    #[must_use]
    pub fn new(text: T) -> Self {
        // CRLF is the one pair of ASCII characters that makes a single cluster.
        let plain = text.as_ref().is_ascii() && !text.as_ref().contains('\r');
        let counts = if plain { Vec::new() } else { counts_of(text.as_ref()) };
        Self { text, plain, counts, marks: OnceLock::new() }
    }

    /// The text whose places are converted.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.as_ref()
    }

    /// How many of `unit` lie before `byte`; `None` where `byte` is behind the text, inside a character, or
    /// (for [`Unit::Graphemes`]) inside a cluster.
    #[must_use]
    pub fn to(&self, unit: Unit, byte: usize) -> Option<usize> {
        if !self.text().is_char_boundary(byte) {
            return None;
        }
        match unit {
            Unit::Bytes => Some(byte),
            _ if self.plain => Some(byte),
            Unit::CodePoints | Unit::Utf16 => self.count_before(unit, byte),
            Unit::Graphemes => self.graphemes_before(byte),
        }
    }

    /// The byte before which `n` of `unit` lie; `None` where the text has fewer, or where `n` points inside a
    /// character (a byte of several, the second half of a surrogate pair).
    #[must_use]
    pub fn from(&self, unit: Unit, n: usize) -> Option<usize> {
        match unit {
            Unit::Bytes => self.text().is_char_boundary(n).then_some(n),
            _ if self.plain => (n <= self.text().len()).then_some(n),
            Unit::CodePoints | Unit::Utf16 => self.byte_of_count(unit, n),
            Unit::Graphemes => self.byte_of_grapheme(n),
        }
    }

    /// The whole text's length in `unit`.
    #[must_use]
    pub fn len(&self, unit: Unit) -> usize {
        self.to(unit, self.text().len()).unwrap_or(0)
    }

    /// Does the text hold nothing?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    fn count_before(&self, unit: Unit, byte: usize) -> Option<usize> {
        // `byte` is a character boundary at or after the checkpoint's multiple, so the checkpoint's own
        // character begins no later than `byte`.
        let checkpoint = byte / STRIDE;
        let before = self.counts.get(checkpoint)?.of(unit);
        let rest = self.text().get(self.checkpoint_byte(checkpoint)..byte)?;
        Some(before + length_in(unit, rest))
    }

    fn byte_of_count(&self, unit: Unit, n: usize) -> Option<usize> {
        let checkpoint =
            self.counts.partition_point(|counts| counts.of(unit) <= n).checked_sub(1)?;
        let mut missing = n - self.counts.get(checkpoint)?.of(unit);
        let mut byte = self.checkpoint_byte(checkpoint);
        let mut rest = self.text().get(byte..)?.chars();
        while missing > 0 {
            let next = rest.next()?;
            missing = missing.checked_sub(width_in(unit, next))?;
            byte += next.len_utf8();
        }
        Some(byte)
    }

    fn checkpoint_byte(&self, checkpoint: usize) -> usize {
        self.text().ceil_char_boundary(checkpoint * STRIDE)
    }

    fn graphemes_before(&self, byte: usize) -> Option<usize> {
        let (mark, next) = self.marks_around(|mark| mark.byte as usize <= byte)?;
        let before = mark.graphemes as usize;
        if mark.byte as usize == byte {
            return Some(before);
        }
        // One cluster may be a megabyte of combining marks: then nothing between the two is a boundary.
        if next.is_some_and(|next| next.graphemes == mark.graphemes + 1) {
            return None;
        }
        let steps = Clusters { text: self.text(), at: mark.byte as usize };
        let (nth, end) = steps.enumerate().find(|(_, end)| *end >= byte)?;
        (end == byte).then_some(before + nth + 1)
    }

    fn byte_of_grapheme(&self, n: usize) -> Option<usize> {
        let (mark, _) = self.marks_around(|mark| mark.graphemes as usize <= n)?;
        let start = mark.byte as usize;
        match n - mark.graphemes as usize {
            0 => Some(start),
            missing => Clusters { text: self.text(), at: start }.nth(missing - 1),
        }
    }

    /// The last mark that is `before` the place asked for, and the one behind it.
    fn marks_around(&self, before: impl Fn(&Mark) -> bool) -> Option<(Mark, Option<Mark>)> {
        if self.plain {
            return None;
        }
        let marks = self.marks.get_or_init(|| marks_of(self.text()));
        let idx = marks.partition_point(before).checked_sub(1)?;
        Some((*marks.get(idx)?, marks.get(idx + 1).copied()))
    }
}

impl Counts {
    fn of(self, unit: Unit) -> usize {
        match unit {
            Unit::Utf16 => self.utf16 as usize,
            Unit::Bytes | Unit::CodePoints | Unit::Graphemes => self.code_points as usize,
        }
    }
}

/// The ends of a text's clusters from a boundary on.
struct Clusters<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Clusters<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let first = *bytes.get(self.at)?;
        let second = bytes.get(self.at + 1).copied().unwrap_or(b' ');
        // Two ASCII characters never share a cluster, but for CRLF; this spares most texts the tables.
        self.at = if first.is_ascii() && second.is_ascii() && first != b'\r' {
            self.at + 1
        } else {
            let rest = self.text.get(self.at..)?;
            self.at + GraphemeClusterSegmenter::new().segment_str(rest).nth(1)?
        };
        Some(self.at)
    }
}

fn width_in(unit: Unit, char: char) -> usize {
    match unit {
        Unit::Bytes => char.len_utf8(),
        Unit::Utf16 => char.len_utf16(),
        Unit::CodePoints | Unit::Graphemes => 1,
    }
}

fn length_in(unit: Unit, text: &str) -> usize {
    match unit {
        Unit::Utf16 => utf16_len(text),
        Unit::Bytes | Unit::CodePoints | Unit::Graphemes => text.chars().count(),
    }
}

/// UTF-16 units of `text`: one for each character, and one more for those of four bytes.
fn utf16_len(text: &str) -> usize {
    text.chars().count() + text.bytes().filter(|byte| *byte >= 0xF0).count()
}

fn counts_of(text: &str) -> Vec<Counts> {
    let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
    let mut total = Counts::default();
    let mut start = 0;
    while let Some(piece) = text.get(start..text.ceil_char_boundary((counts.len() + 1) * STRIDE)) {
        counts.push(total);
        total.code_points += narrow(piece.chars().count());
        total.utf16 += narrow(utf16_len(piece));
        start += piece.len();
        if start == text.len() {
            break;
        }
    }
    counts.push(total);
    counts
}

fn marks_of(text: &str) -> Vec<Mark> {
    let mut marks = vec![Mark::default()];
    let mut last = 0;
    let mut previous = Mark::default();
    for (idx, end) in (Clusters { text, at: 0 }).enumerate() {
        let mark = Mark { byte: narrow(end), graphemes: narrow(idx + 1) };
        let start = previous.byte as usize;
        if end - last >= STRIDE {
            // A cluster longer than a stride is fenced in by marks, so that nobody has to read through it.
            if end - start > STRIDE && start > last {
                marks.push(previous);
            }
            marks.push(mark);
            last = end;
        }
        previous = mark;
    }
    marks.shrink_to_fit();
    marks
}

/// A count as the table keeps it; a text is never near 4 GiB (the import refuses it long before).
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

//! A stretch of one text, in bytes.

use super::is_blank;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A stretch of one text: UTF-8 **bytes**, 0-based, end exclusive.
///
/// A span does not know its text. Whether it lies inside a text and on character boundaries is asked with
/// [`Span::fits`]; whoever takes a span into a project has asked (`model::edit::apply`).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, both in bytes; given the wrong way round, they are swapped.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Self { start: clamp(start.min(end)), end: clamp(start.max(end)) }
    }

    /// The same stretch as the range that slices take.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Does the span hold no byte?
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Does the span lie inside `text`, on character boundaries, and hold at least one byte?
    #[must_use]
    pub fn fits(self, text: &str) -> bool {
        !self.is_empty() && text.get(self.range()).is_some()
    }

    /// The words the span covers; empty where it does not lie in `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Do the two share at least one byte?
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Does every byte of `other` lie in this span?
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Is `byte` one of the span's own, or the place right behind them?
    #[must_use]
    pub fn touches(self, byte: usize) -> bool {
        (self.start as usize..=self.end as usize).contains(&byte)
    }

    /// The shortest span that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// What the two share, if they share a byte.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        self.overlaps(other)
            .then(|| Self { start: self.start.max(other.start), end: self.end.min(other.end) })
    }

    /// The span without white space at its ends; empty (at the old start) when nothing else is in it.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let words = self.of(text);
        let behind = words.trim_start_matches(is_blank);
        let start = self.start as usize + (words.len() - behind.len());
        Self::new(start, start + behind.trim_end_matches(is_blank).len())
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

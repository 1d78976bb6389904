//! The caret inside a paragraph: where it stands and where a key takes it.
//!
//! Motions to the left and right are what the eye sees, also where directions are mixed. Leaving the
//! paragraph is reported, not done: this file knows one paragraph only.

use egui::{Rect, pos2};
use parley::{Affinity, Cluster};

use super::layout::ParagraphLayout;

/// What a key does to the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// To the left by what a reader calls a character.
    GraphemeLeft,
    /// To the right by what a reader calls a character.
    GraphemeRight,
    /// To the left by a word.
    WordLeft,
    /// To the right by a word.
    WordRight,
    /// To the same distance from the margin, one row up.
    RowUp,
    /// To the same distance from the margin, one row down.
    RowDown,
    /// To where the row begins in reading order.
    RowStart,
    /// To where the row ends in reading order.
    RowEnd,
}

/// A caret place: a byte of the paragraph, and which of its two sides it clings to where they lie apart
/// (at the end of a row and where the direction changes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) byte: usize,
    pub(super) side: Affinity,
}

impl Place {
    /// The place before the character at `byte`.
    pub(super) fn before(byte: usize) -> Self {
        Self { byte, side: Affinity::Downstream }
    }

    /// The place behind the character that ends at `byte`.
    pub(super) fn after(byte: usize) -> Self {
        Self { byte, side: Affinity::Upstream }
    }
}

/// What came of a motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The caret is still in the paragraph.
    To(Place),
    /// It goes on in the paragraph before.
    Before,
    /// It goes on in the paragraph behind.
    Behind,
}

impl ParagraphLayout {
    fn cursor(&self, place: Place) -> parley::Cursor {
        parley::Cursor::from_byte_index(&self.layout, place.byte, place.side)
    }

    /// Where the caret is drawn, `thickness` points wide and as high as its row.
    pub(super) fn caret(&self, place: Place, thickness: f32) -> Rect {
        let shape = self.cursor(place).geometry(&self.layout, thickness);
        let (top, bottom) = self.row_span(self.row_at(((shape.y0 + shape.y1) / 2.0) as f32));
        Rect::from_min_max(pos2(shape.x0 as f32, top), pos2(shape.x1 as f32, bottom))
    }

    /// Where a motion takes the caret. `goal` is the distance from the margin that rows keep to.
    pub(super) fn step(&self, place: Place, motion: Motion, goal: f32) -> Step {
        let to_right = matches!(motion, Motion::GraphemeRight | Motion::WordRight);
        match motion {
            Motion::GraphemeLeft => {
                self.sideways(place, to_right, |cursor| cursor.previous_visual(&self.layout))
            }
            Motion::GraphemeRight => {
                self.sideways(place, to_right, |cursor| cursor.next_visual(&self.layout))
            }
            Motion::WordLeft => {
                self.sideways(place, to_right, |cursor| cursor.previous_visual_word(&self.layout))
            }
            Motion::WordRight => {
                self.sideways(place, to_right, |cursor| cursor.next_visual_word(&self.layout))
            }
            Motion::RowUp => match self.caret_row(place).checked_sub(1) {
                Some(row) => Step::To(self.on_row(row, goal)),
                None => Step::Before,
            },
            Motion::RowDown => match self.caret_row(place) + 1 {
                row if row < self.layout.len() => Step::To(self.on_row(row, goal)),
                _ => Step::Behind,
            },
            Motion::RowStart => {
                Step::To(Place::before(self.row_bytes(self.caret_row(place)).start))
            }
            Motion::RowEnd => Step::To(self.row_end(self.caret_row(place))),
        }
    }

    fn sideways(
        &self,
        place: Place,
        to_right: bool,
        go: impl Fn(parley::Cursor) -> parley::Cursor,
    ) -> Step {
        let from = self.cursor(place);
        let mut cursor = go(from);
        // At the end of a row the first step may only change the side the caret clings to.
        if cursor.index() == from.index() && cursor != from {
            cursor = go(cursor);
        }
        if cursor.index() != from.index() {
            return Step::To(Place { byte: cursor.index(), side: cursor.affinity() });
        }
        if to_right == self.is_rtl() { Step::Before } else { Step::Behind }
    }

    /// The row in which the caret is drawn.
    pub(super) fn caret_row(&self, place: Place) -> usize {
        self.row_at(self.caret(place, 0.0).center().y)
    }

    /// The place on a row that is nearest to a distance from the left margin.
    pub(super) fn on_row(&self, row: usize, x: f32) -> Place {
        let (top, bottom) = self.row_span(row);
        let cursor = parley::Cursor::from_point(&self.layout, x, f32::midpoint(top, bottom));
        Place { byte: cursor.index(), side: cursor.affinity() }
    }

    /// Behind the last word of a row.
    fn row_end(&self, row: usize) -> Place {
        let bytes = self.row_bytes(row);
        let is_last = row + 1 == self.layout.len();
        let mut end = bytes.end;
        while let Some(cluster) =
            end.checked_sub(1).and_then(|byte| Cluster::from_byte_index(&self.layout, byte))
        {
            if is_last || !cluster.is_space_or_nbsp() || end <= bytes.start {
                break;
            }
            end = cluster.text_range().start;
        }
        Place::after(end)
    }

    /// Where the caret enters the paragraph when a motion brings it here from a neighbour.
    pub(super) fn entry(&self, motion: Motion, from: Step, goal: f32) -> Place {
        match motion {
            Motion::RowDown => self.on_row(0, goal),
            Motion::RowUp => self.on_row(self.layout.len().saturating_sub(1), goal),
            _ if from == Step::Before => Place::after(self.layout.text_len()),
            _ => Place::before(0),
        }
    }
}

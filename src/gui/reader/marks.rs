//! What lies on the text: marks, the caret's surroundings, and where the pane asks for them.
//!
//! The pane knows stretches, colours and patterns. What a mark *means* is its owner's business.

use crate::text::{Segment, Span};

use egui::Color32;

/// The text on show and how it falls into segments.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// Changes when another text is shown: the pane begins at its top.
    pub text_key: u64,
    /// Changes when the text or its segments do. With the same text, what is in view stays there.
    pub key: u64,
    /// What the article is called; names the pane for screen readers.
    pub title: &'a str,
    /// The whole text.
    pub text: &'a str,
    /// The segments, rising. Without any, every line of the text is a paragraph.
    pub segments: &'a [Segment],
    /// The language as a BCP 47 tag (`zh-Hant`), which decides the shapes of Han characters; may be empty.
    pub lang: &'a str,
}

/// The pattern of a line. Each is told from the others without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Underline {
    /// One unbroken line.
    Solid,
    /// Two thin lines.
    Double,
    /// Round dots.
    Dotted,
    /// Short strokes.
    Dashed,
    /// A wave.
    Wavy,
}

/// What a mark puts around its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A tint behind the words and a line below them. Those that overlap share the height of the row.
    Highlight,
    /// A thin frame around the words, inside a highlight.
    Outline,
    /// A line above the words, inside a highlight.
    Overline,
}

/// How a mark looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MarkStyle {
    /// What is put around the words.
    pub shape: Shape,
    /// Behind the words; only a highlight has it.
    pub tint: Color32,
    /// Lines, frames and the frame of the letter.
    pub stroke: Color32,
    /// The pattern of a highlight's line and of an overline.
    pub underline: Underline,
}

/// One mark on the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Which words.
    pub span: Span,
    /// How it looks.
    pub style: MarkStyle,
    /// Shown in the margin beside the row in which the mark begins.
    pub letter: Option<char>,
    /// Is this the one being worked on? It gets a strong frame.
    pub active: bool,
    /// The owner's own number, handed back with what lies under the pointer.
    pub tag: u64,
}

/// Gives the marks and their words. Asked only for what is in view.
pub trait MarkSource {
    /// Adds every mark that shares a byte with `within`, in any order.
    fn marks(&self, within: Span, out: &mut Vec<Mark>);

    /// What a screen reader says about a segment after its words: its kind and source, say.
    fn describe(&self, _segment: Span) -> String {
        String::new()
    }
}

/// A range with ends that can be drawn elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle {
    /// Which words.
    pub span: Span,
    /// The colour of its ends.
    pub colour: Color32,
    /// Do keys move its ends? Then they are filled.
    pub is_in_hand: bool,
    /// The owner's own number, handed back when an end is drawn.
    pub tag: usize,
}

/// A label over a place of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Before which byte.
    pub byte: usize,
    /// A letter or two of Latin script.
    pub label: String,
}

/// Where the annotator stands. Spans and places are in bytes of the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cursor<'a> {
    /// The sentence the annotator stands on: a bar in the margin.
    pub current: Option<Span>,
    /// The selected words.
    pub selection: Option<Span>,
    /// The text caret, where one is shown.
    pub caret: Option<usize>,
    /// Words that were searched for, rising.
    pub hits: &'a [Span],
    /// Which of the hits is the present one.
    pub hit: Option<usize>,
    /// Ranges with ends that can be drawn elsewhere.
    pub handles: &'a [Handle],
    /// Labels over words.
    pub tags: &'a [Tag],
}

/// As many marks as a row has room for, one above the other.
const MOST_LANES: usize = 12;

/// Gives each mark of a paragraph a lane, counted from 0, so that no two in one lane overlap. Marks that find no room are
/// left out, unless they are active.
///
/// Longer marks come first: what encloses lies lower than what it encloses.
pub(super) fn lanes(marks: &mut Vec<(Mark, usize)>) {
    marks.sort_by_key(|(mark, _)| (mark.span.start, u32::MAX - mark.span.end, mark.tag));
    let mut ends = [0; MOST_LANES];
    marks.retain_mut(|(mark, lane)| {
        let free = ends.iter_mut().enumerate().find(|(_, end)| **end <= mark.span.start);
        let Some((number, end)) = free else {
            *lane = MOST_LANES - 1;
            return mark.active;
        };
        (*lane, *end) = (number, mark.span.end);
        true
    });
}

#[cfg(test)]
mod tests {
    use super::{MOST_LANES, Mark, MarkStyle, Shape, Underline, lanes};
    use crate::text::Span;
    use egui::Color32;

    fn mark(start: usize, end: usize) -> (Mark, usize) {
        let style = MarkStyle {
            shape: Shape::Highlight,
            tint: Color32::BLACK,
            stroke: Color32::BLACK,
            underline: Underline::Solid,
        };
        (Mark { span: Span::new(start, end), style, letter: None, active: false, tag: 0 }, 9)
    }

    #[test]
    fn overlapping_marks_get_lanes_of_their_own_and_others_share() {
        let mut marks = vec![mark(30, 40), mark(0, 20), mark(5, 10), mark(10, 25), mark(0, 4)];
        lanes(&mut marks);
        let found: Vec<_> =
            marks.iter().map(|(m, lane)| (m.span.start, m.span.end, *lane)).collect();
        assert_eq!(found, [(0, 20, 0), (0, 4, 1), (5, 10, 1), (10, 25, 1), (30, 40, 0)]);
    }

    #[test]
    fn of_more_marks_than_a_row_has_room_for_the_active_one_stays() {
        let mut marks: Vec<_> = (0..50_000).map(|_| mark(0, 20)).collect();
        if let Some((last, _)) = marks.last_mut() {
            last.active = true;
        }
        lanes(&mut marks);
        assert_eq!(marks.len(), MOST_LANES + 1);
        assert!(marks.iter().any(|(mark, _)| mark.active));
    }
}

//! Where a segment is best split by hand.

use icu_segmenter::GraphemeClusterSegmenter;

use super::marks;
use crate::text::Span;

/// A caret inside of a word looks so far, in bytes, for the end of a sentence.
const SENTENCE_REACH: usize = 48;
/// And so far for a semicolon, a colon or a dash.
const CLAUSE_REACH: usize = 24;

/// A place to split a segment at: what lies between the two bytes is white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Byte behind the left part, which has no white space at its end.
    pub left_end: usize,
    /// First byte of the right part, which has no white space at its beginning.
    pub right_start: usize,
}

/// The best place to split `segment` of `text` for a caret at byte `near`.
///
/// A caret that touches white space stands where the annotator wants it. Inside of a word, the end of a sentence with
/// white space behind it is taken if there is one within 48 bytes, or else a semicolon, colon or dash within 24, or else
/// the nearest white space; in scripts without spaces the caret itself, moved off the middle of a character.
///
/// `None` if nothing would be left on one side, if the caret is not inside of the segment, or if the segment does not lie in the text.
#[must_use]
pub fn split_place(text: &str, segment: Span, near: usize) -> Option<Split> {
    if !segment.fits(text) {
        return None;
    }
    let words = segment.of(text);
    let offset = segment.start as usize;
    let near = near.checked_sub(offset).filter(|near| (1..words.len()).contains(near))?;
    let split = place_in(words, words.floor_char_boundary(near))?;
    Some(Split { left_end: split.left_end + offset, right_start: split.right_start + offset })
}

fn place_in(words: &str, near: usize) -> Option<Split> {
    if let Some(split) = touched(words, near) {
        return Some(split);
    }
    let gaps = gaps(words, near);
    let nearest = |reach: usize, fits: fn(&str) -> bool| {
        gaps.iter()
            .filter(|split| {
                distance(split, near) <= reach && fits(marks::between(words, 0, split.left_end))
            })
            .min_by_key(|split| distance(split, near))
            .copied()
    };
    nearest(SENTENCE_REACH, super::lines::ends_sentence)
        .or_else(|| nearest(CLAUSE_REACH, ends_clause))
        .or_else(|| nearest(usize::MAX, |_| true))
        .or_else(|| at_caret(words, near))
}

/// The split at the white space that the caret touches.
fn touched(words: &str, near: usize) -> Option<Split> {
    let left = marks::between(words, 0, near);
    let right = marks::from(words, near);
    let touches = left.ends_with(marks::is_blank) || right.starts_with(marks::is_blank);
    touches.then(|| trimmed(words, near)).flatten()
}

/// The split at byte `at`, white space around it left out; `None` if nothing is left on one side.
fn trimmed(words: &str, at: usize) -> Option<Split> {
    let left_end = marks::between(words, 0, at).trim_end_matches(marks::is_blank).len();
    let right_start = at + marks::blank_len(marks::from(words, at));
    let left_is_empty = marks::between(words, 0, left_end).chars().all(marks::is_blank);
    (!left_is_empty && right_start < words.len()).then_some(Split { left_end, right_start })
}

/// The runs of white space in `words` that may be of use: all within reach, and the nearest on either side.
fn gaps(words: &str, near: usize) -> Vec<Split> {
    let before = marks::between(words, 0, near).char_indices().rev();
    let after = marks::from(words, near).char_indices().map(|(at, c)| (at + near, c));
    let mut gaps = Vec::new();
    for side in
        [&mut before.into_iter() as &mut dyn Iterator<Item = (usize, char)>, &mut after.into_iter()]
    {
        let mut found = false;
        for (at, _) in side.filter(|(_, c)| marks::is_blank(*c)) {
            if found && at.abs_diff(near) > SENTENCE_REACH {
                break;
            }
            found = true;
            gaps.extend(trimmed(words, at));
        }
    }
    gaps
}

/// How far the caret is from a gap, in bytes.
fn distance(split: &Split, near: usize) -> usize {
    split.left_end.abs_diff(near).min(split.right_start.abs_diff(near))
}

fn ends_clause(left: &str) -> bool {
    let last = left.trim_end_matches(marks::is_closer).chars().next_back().unwrap_or('\0');
    matches!(last, ';' | ':' | '；' | '：' | '؛' | '–' | '—' | '―')
        || left.ends_with(" -")
        || left.ends_with("--")
}

/// The split at the caret, on a boundary of what a reader sees as one character.
fn at_caret(words: &str, near: usize) -> Option<Split> {
    let clusters = GraphemeClusterSegmenter::new();
    let boundary =
        clusters.segment_str(words).take_while(|boundary| *boundary <= near).last().unwrap_or(0);
    trimmed(words, boundary)
}

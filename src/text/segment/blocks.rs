//! How a text falls into paragraphs. Knows lines and marks at their beginning, no sentences.

use super::Newlines;
use super::lines::{self, Line, Lines};
use super::markers::Marker;
use super::marks;

/// A paragraph: a stretch of the text with no white space at its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// How its first line begins.
    pub marker: Marker,
}

/// The paragraphs of `text`, from top to bottom.
pub(super) fn blocks(text: &str, newlines: Newlines) -> Vec<Block> {
    let wrap = match newlines {
        Newlines::Auto => lines::wrap_width(text),
        Newlines::Paragraph => None,
        Newlines::Wrapped => Some(lines::widest(text)),
    };
    let mut builder = Builder { wrap, blocks: Vec::new(), last: None };
    for line in Lines::of(text) {
        builder.take(line);
    }
    builder.blocks
}

struct Builder<'t> {
    /// The width that lines are wrapped to, if they are.
    wrap: Option<usize>,
    blocks: Vec<Block>,
    /// The last line if the paragraph may go on behind it.
    last: Option<Line<'t>>,
}

impl<'t> Builder<'t> {
    fn take(&mut self, line: Line<'t>) {
        if line.is_blank() {
            self.last = None;
            return;
        }
        let marker = Marker::of(line.words());
        let start = line.start + line.indent();
        let end = start + line.words().len();
        match self.blocks.last_mut() {
            Some(block)
                if self.last.is_some_and(|last| goes_on(self.wrap, block, last, line, marker)) =>
            {
                block.end = end;
            }
            _ => self.blocks.push(Block { start, end, marker }),
        }
        self.last = (!marker.stands_alone()).then_some(line);
    }
}

/// Does the paragraph `block`, of which `last` is the last line so far, go on with `line`?
fn goes_on(
    wrap: Option<usize>,
    block: &Block,
    last: Line<'_>,
    line: Line<'_>,
    marker: Marker,
) -> bool {
    let Some(width) = wrap else { return false };
    if marker.opens_paragraph() || (marker == Marker::Quoted) != (block.marker == Marker::Quoted) {
        return false;
    }
    let indented = line.indent() > last.indent() && block.marker == Marker::None;
    let begins_anew = indented && lines::ends_sentence(last.words());
    !begins_anew && !broken_on_purpose(last, line, width)
}

/// Was the line ended although the next word would have fitted twice over? Two thirds of the width allow for ragged
/// margins.
fn broken_on_purpose(last: Line<'_>, next: Line<'_>, width: usize) -> bool {
    let word = next.words().split(marks::is_blank).next().unwrap_or("");
    let needed = lines::columns(last.words(), width) + 1 + lines::columns(word, width);
    needed * 3 < width * 2
}

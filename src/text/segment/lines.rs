//! Lines: where they end, how wide they are, and whether they were broken to fit a width or to end paragraphs.

use super::marks;

/// Lines of at most so many columns may have been wrapped by a program; one longer line shows that they were not.
const WIDEST_WRAP: usize = 120;
/// A line that was filled up to the margin has at least so many columns.
const FILLED: usize = 40;
/// How much of a text is looked at to find out whether it is wrapped, in bytes.
const SAMPLE: usize = 20_000;

/// One line of a text, without its line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Its first byte in the text.
    pub start: usize,
    /// Its characters, white space at the ends included.
    pub text: &'t str,
}

impl<'t> Line<'t> {
    /// Nothing but white space?
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(marks::is_blank)
    }

    /// The line without white space at its ends.
    pub(super) fn words(&self) -> &'t str {
        self.text.trim_matches(marks::is_blank)
    }

    /// Bytes of white space at its beginning.
    pub(super) fn indent(&self) -> usize {
        marks::blank_len(self.text)
    }
}

/// The lines of a text. CR, LF, CRLF, VT, FF, NEL, U+2028 and U+2029 end lines; CRLF is one end.
#[derive(Clone, Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    at: Option<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of `text`; one at least.
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: Some(0) }
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        let start = self.at?;
        let Some((end, next)) = line_end(self.text, start) else {
            self.at = None;
            return Some(Line { start, text: marks::from(self.text, start) });
        };
        self.at = Some(next);
        Some(Line { start, text: marks::between(self.text, start, end) })
    }
}

/// Where the line that begins at `from` ends, and where the next one begins; `None` for the last.
fn line_end(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| matches!(byte, 0x0a..=0x0d | 0xc2 | 0xe2))?;
        let end = match bytes.get(at..)? {
            [b'\r', b'\n', ..] | [0xc2, 0x85, ..] => at + 2,
            [0x0a..=0x0d, ..] => at + 1,
            [0xe2, 0x80, 0xa8 | 0xa9, ..] => at + 3,
            _ => {
                at += 1;
                continue;
            }
        };
        return Some((at, end));
    }
}

/// Columns that a text takes on a screen of fixed width, counted up to `limit`: letters of Chinese, Japanese and Korean
/// take two.
pub(super) fn columns(text: &str, limit: usize) -> usize {
    let mut columns = 0;
    for c in text.chars() {
        columns += if marks::is_cjk(c) { 2 } else { 1 };
        if columns >= limit {
            break;
        }
    }
    columns
}

/// The widest line of the sample if the text looks hard-wrapped; `None` if its lines are paragraphs.
///
/// It is wrapped if no line is wider than 120 columns, 70 % of the lines that another one follows have 40 or more,
/// at most half of these end a sentence, as lines that are paragraphs do, and not more than two thirds of the lines below
/// begin with a capital, as titles in a list do.
pub(super) fn wrap_width(text: &str) -> Option<usize> {
    let sample = marks::head(text, SAMPLE);
    let (mut followed, mut filled, mut ended, mut widest) = (0, 0, 0, 0);
    let (mut small, mut capital) = (0, 0);
    let mut lines = Lines::of(sample).peekable();
    while let Some(line) = lines.next() {
        let Some(next) = lines.peek() else { break };
        if line.is_blank() || next.is_blank() {
            continue;
        }
        let width = columns(line.words(), WIDEST_WRAP + 1);
        followed += 1;
        filled += usize::from(width >= FILLED);
        ended += usize::from(ends_sentence(line.words()));
        widest = widest.max(width);
        small += usize::from(next.words().starts_with(char::is_lowercase));
        capital += usize::from(next.words().starts_with(char::is_uppercase));
    }
    let wrapped = followed > 0
        && widest <= WIDEST_WRAP
        && filled * 10 >= followed * 7
        && ended * 2 <= followed
        && small * 2 >= capital;
    wrapped.then_some(widest)
}

/// The widest line of the sample of a text that is known to be wrapped.
pub(super) fn widest(text: &str) -> usize {
    Lines::of(marks::head(text, SAMPLE))
        .map(|line| columns(line.words(), WIDEST_WRAP))
        .max()
        .unwrap_or(0)
}

/// Does `text` end in a terminator, closers behind it not counted?
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c| marks::is_closer(c) || marks::is_blank(c))
        .ends_with(marks::is_terminator)
}

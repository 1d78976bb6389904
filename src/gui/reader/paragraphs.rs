//! The paragraphs of a text: which segments share one, and where each lies in the text.
//!
//! Made once per text in one pass. A paragraph longer than anybody writes is cut into pieces, so that no
//! single layout can hold up a frame; the pieces lie under one another without a gap.

use std::ops::Range;

use super::marks::Document;
use super::scripts::Width;
use crate::text::{Role, Span};

/// The longest stretch that is laid out in one go, in bytes: about 100 rows.
const LONGEST: usize = 8 * 1024;

/// One paragraph, or one piece of a very long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) span: Span,
    /// Which segments share a byte with it.
    pub(super) segments: Range<usize>,
    /// The role of its first segment, which decides how it is set.
    pub(super) role: Role,
    pub(super) width: Width,
    /// Is there a gap above it? Pieces of a long paragraph have none.
    pub(super) opens: bool,
}

/// How wide the letters of paragraphs are, which takes a look at each of them.
#[derive(Default)]
struct Widths<'a> {
    /// Paragraphs of the same text that were looked through before, rising, from the one that is asked for next.
    known: &'a [Paragraph],
}

impl Widths<'_> {
    /// That of the stretch at `span`, which is asked for in the order of the text.
    fn of(&mut self, span: Span, text: &str) -> Width {
        while let Some((first, rest)) = self.known.split_first() {
            if first.span == span {
                return first.width;
            }
            if first.span.start >= span.start {
                break;
            }
            self.known = rest;
        }
        Width::of(span.of(text))
    }
}

/// All paragraphs of a text, rising.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraphs {
    list: Vec<Paragraph>,
}

impl Paragraphs {
    /// The paragraphs of a document; O(length of the text).
    pub(super) fn of(document: &Document<'_>) -> Self {
        Self::with(document, Widths::default())
    }

    /// The paragraphs of the same text in other segments, from those it had before: only those that are new are looked
    /// through, so that a boundary in a long text costs little.
    pub(super) fn again(&self, document: &Document<'_>) -> Self {
        Self::with(document, Widths { known: &self.list })
    }

    fn with(document: &Document<'_>, mut widths: Widths<'_>) -> Self {
        let mut this = Self::default();
        if document.segments.is_empty() {
            this.add_lines(document.text, &mut widths);
            return this;
        }
        let mut open: Option<Paragraph> = None;
        for (idx, segment) in document.segments.iter().enumerate() {
            let joins = open.as_mut().filter(|open| {
                !segment.opens_paragraph && open.span.union(segment.span).len() <= LONGEST
            });
            match joins {
                Some(open) => {
                    open.span = open.span.union(segment.span);
                    open.segments.end = idx + 1;
                }
                None => {
                    let next = Paragraph {
                        span: segment.span,
                        segments: idx..idx + 1,
                        role: segment.role,
                        width: Width::Single,
                        opens: segment.opens_paragraph || open.is_none(),
                    };
                    if let Some(done) = open.replace(next) {
                        this.add(done, document.text, &mut widths);
                    }
                }
            }
        }
        if let Some(done) = open {
            this.add(done, document.text, &mut widths);
        }
        this
    }

    fn add_lines(&mut self, text: &str, widths: &mut Widths<'_>) {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len()).trimmed(text);
            start += line.len();
            if !span.is_empty() {
                let paragraph = Paragraph {
                    span,
                    segments: 0..0,
                    role: Role::Sentence,
                    width: Width::Single,
                    opens: true,
                };
                self.add(paragraph, text, widths);
            }
        }
    }

    /// Adds a paragraph, in pieces when even its first segment is too long.
    fn add(&mut self, mut paragraph: Paragraph, text: &str, widths: &mut Widths<'_>) {
        let mut rest = paragraph.span;
        while rest.len() > LONGEST {
            let cut = cut(rest.of(text));
            if cut == 0 {
                break;
            }
            let middle = rest.start as usize + cut;
            let span = Span::new(rest.start as usize, middle);
            self.list.push(Paragraph { span, width: widths.of(span, text), ..paragraph.clone() });
            rest = Span::new(middle, rest.end as usize);
            paragraph.opens = false;
        }
        self.list.push(Paragraph { span: rest, width: widths.of(rest, text), ..paragraph });
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, idx: usize) -> Option<&Paragraph> {
        self.list.get(idx)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Paragraph> {
        self.list.iter()
    }

    /// The paragraph that holds a byte; between two paragraphs the one before, and the first before all.
    pub(super) fn at(&self, byte: usize) -> usize {
        let behind = self.list.partition_point(|paragraph| paragraph.span.start as usize <= byte);
        behind.saturating_sub(1)
    }
}

/// Where to cut a text that is too long: behind the last white space that fits, else between two characters.
fn cut(text: &str) -> usize {
    let fits =
        (0..=LONGEST.min(text.len())).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or(0);
    let head = text.get(..fits).unwrap_or("");
    head.rfind(char::is_whitespace).map_or(fits, |space| {
        let behind =
            head.get(space..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        space + behind
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Paragraphs};
    use crate::gui::reader::Document;
    use crate::text::{Role, Segment, Span};

    fn document<'a>(text: &'a str, segments: &'a [Segment]) -> Document<'a> {
        Document { text_key: 1, key: 1, title: "", text, segments, lang: "" }
    }

    fn segment(start: usize, end: usize, opens_paragraph: bool) -> Segment {
        Segment { span: Span::new(start, end), role: Role::Sentence, sure: true, opens_paragraph }
    }

    #[test]
    fn segments_share_a_paragraph_until_one_opens_the_next() {
        let segments = [segment(0, 4, true), segment(5, 9, false), segment(11, 15, true)];
        let paragraphs = Paragraphs::of(&document("One. Two.\n\nTri.", &segments));
        let found: Vec<_> =
            paragraphs.iter().map(|p| (p.span.range(), p.segments.clone())).collect();
        assert_eq!(found, [(0..9, 0..2), (11..15, 2..3)]);
        assert_eq!(paragraphs.at(10), 0, "the gap belongs to the one before");
        assert_eq!(paragraphs.at(11), 1);
    }

    #[test]
    fn paragraphs_made_of_those_before_are_those_made_anew() {
        let texts = ["Wörter 港 und mehr. ", "Tri! ", "国国国。", "Long words of a long line, "];
        let text: String = (0..400).map(|at| texts[at * 7 % 4].repeat(at % 5 + 1)).collect();
        let segments = |skips: usize| -> Vec<Segment> {
            let ends = text.match_indices(' ').map(|(at, _)| at).enumerate();
            let ends = ends.filter(|(number, _)| !number.is_multiple_of(skips)).map(|(_, at)| at);
            let ends: Vec<usize> = ends.collect();
            let pairs = ends.windows(2).enumerate();
            pairs.map(|(at, pair)| segment(pair[0] + 1, pair[1], at % skips != 1)).collect()
        };
        let mut before = Paragraphs::default();
        for skips in [2, 3, 7, 3, 2, 90] {
            let segments = segments(skips);
            let document = document(&text, &segments);
            let again = before.again(&document);
            assert!(again.list.len() > 5 && again.list == Paragraphs::of(&document).list);
            before = again;
        }
    }

    #[test]
    fn a_text_without_segments_shows_its_lines() {
        let paragraphs = Paragraphs::of(&document("\n one\r\n\n two", &[]));
        let found: Vec<_> = paragraphs.iter().map(|p| p.span.range()).collect();
        assert_eq!(found, [2..5, 9..12]);
    }

    #[test]
    fn a_paragraph_of_a_megabyte_is_cut_between_words_and_loses_nothing() {
        let text = "wörter ".repeat(150_000);
        let segments = [segment(0, text.len(), true)];
        let paragraphs = Paragraphs::of(&document(&text, &segments));
        let mut end = 0;
        for (idx, paragraph) in paragraphs.iter().enumerate() {
            assert_eq!(paragraph.span.start as usize, end, "the pieces follow each other");
            assert!(paragraph.span.len() <= LONGEST && paragraph.span.fits(&text));
            assert_eq!(paragraph.opens, idx == 0);
            assert!(paragraph.span.of(&text).ends_with(' '), "cut behind a space");
            end = paragraph.span.end as usize;
        }
        assert_eq!(end, text.len());
    }

    #[test]
    fn a_text_without_a_single_space_is_cut_between_characters() {
        let text = "国".repeat(10_000);
        let paragraphs = Paragraphs::of(&document(&text, &[segment(0, text.len(), true)]));
        assert!(paragraphs.iter().all(|paragraph| paragraph.span.fits(&text)));
        assert!(paragraphs.len() > 3);
    }
}

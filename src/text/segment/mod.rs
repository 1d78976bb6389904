//! How a text falls into paragraphs and segments: headlines, headings, sentences, captions, list items, quotations and
//! furniture, by one linear scan and tables of words.
//!
//! The door is [`segment`]. It never fails, never changes the text, and costs linear time on any input. It does not know
//! which segments an analyst has split or merged since.

mod blocks;
mod decide;
mod full_stop;
mod furniture;
mod guide;
mod items;
mod lexicon;
mod lines;
mod markers;
mod marks;
mod nesting;
mod phrases;
mod place;
mod quotes;
mod roles;
mod rules;
mod run;
mod scan;
mod speech;
mod split;
mod words;

use serde::{Deserialize, Serialize};

use super::{Role, Segment, Span};
use roles::Passage;
use rules::Rules;
use scan::Cut;

pub use marks::is_blank;
pub use split::{Split, split_place};

/// What a single line end means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Newlines {
    /// Found out from the widths of the lines.
    #[default]
    Auto,
    /// It ends a paragraph.
    Paragraph,
    /// It is a space: the lines were wrapped to a width.
    Wrapped,
}

/// How a text is to be cut.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Leave a quotation of several sentences in one segment, up to six of them within a paragraph.
    pub keep_quotes_whole: bool,
    /// What a single line end means.
    pub newlines: Newlines,
    /// Words of this project that are written with a full stop, one word each ("Kdo.", "reg.no"); case and the last
    /// full stop do not matter. They end a sentence only before a word that often begins one.
    pub abbreviations: Vec<String>,
}

/// The segments of `text`, whose language is the BCP-47 tag `lang` ("en", "zh-Hans"; only the primary subtag counts,
/// and an empty one stands for an unknown language).
///
/// The segments rise and do not overlap; none begins or ends with white space, and only white space
/// ([`is_blank`]) lies between them. The first segment of every paragraph opens it.
#[must_use]
pub fn segment(text: &str, lang: &str, options: &Options) -> Vec<Segment> {
    let rules = Rules::new(lang, &options.abbreviations);
    let mut segments = Vec::with_capacity(text.len() / 100 + 4);
    let mut passages = Vec::new();
    let mut cuts = Vec::new();
    for block in blocks::blocks(text, options.newlines) {
        let paragraph = marks::between(text, block.start, block.end);
        scan::cut(paragraph, &rules, &mut cuts);
        if options.keep_quotes_whole {
            quotes::keep_whole(paragraph, &mut cuts);
        }
        passages.push(Passage { block, first: segments.len(), count: cuts.len() });
        push_segments(paragraph, block.start, &cuts, &mut segments);
    }
    roles::assign(text, lang, &rules, &passages, &mut segments);
    segments
}

/// The segments of a `text` whose paragraphs and their roles are known; nothing is guessed but the furniture among its
/// prose. `paragraphs` rise, do not overlap, neither begin nor end with white space, and only white space lies between
/// them.
#[must_use]
pub fn within(
    text: &str,
    lang: &str,
    options: &Options,
    paragraphs: &[(Span, Role)],
) -> Vec<Segment> {
    let rules = Rules::new(lang, &options.abbreviations);
    let furniture = furniture::Furniture::of(lang);
    let (mut segments, mut cuts) = (Vec::new(), Vec::new());
    for (span, role) in paragraphs {
        let paragraph = span.of(text);
        scan::cut(paragraph, &rules, &mut cuts);
        if options.keep_quotes_whole {
            quotes::keep_whole(paragraph, &mut cuts);
        }
        let is_short = *role == Role::Sentence && cuts.len() <= roles::FURNITURE_SENTENCES;
        let found = if is_short { furniture.role(paragraph) } else { None };
        let first = segments.len();
        push_segments(paragraph, span.range().start, &cuts, &mut segments);
        let new = segments.iter_mut().skip(first);
        new.for_each(|segment| segment.role = found.unwrap_or(*role));
    }
    segments
}

/// The segments of a paragraph that begins at byte `offset` of its text, as sentences until their role is known.
fn push_segments(paragraph: &str, offset: usize, cuts: &[Cut], segments: &mut Vec<Segment>) {
    let mut start = 0;
    for cut in cuts {
        let span = Span::new(offset + start, offset + cut.end);
        segments.push(Segment {
            span,
            role: Role::Sentence,
            sure: cut.sure,
            opens_paragraph: start == 0,
        });
        start = cut.end + marks::blank_len(marks::from(paragraph, cut.end));
    }
}

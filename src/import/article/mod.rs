//! Articles out of formats that are not plain text: the readable paragraphs with the roles the file itself gives them.
//!
//! One file a format. An extractor follows no link, opens nothing else, and decides only what the file says; sentences
//! are cut later, inside its paragraphs.

pub(super) mod html;
mod html_limits;
mod html_metadata;

use crate::text::{Role, Span, clean, segment::is_blank};
use jiff::civil::Date;

pub use html::PageError;

/// A paragraph as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its words, white space collapsed.
    pub(super) text: String,
    /// What the file says it is.
    pub(super) role: Role,
}

/// What a file says of its article. Empty strings where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    /// The headline.
    pub(super) title: String,
    /// The byline's first name.
    pub(super) author: String,
    /// The outlet.
    pub(super) publisher: String,
    /// The day it appeared.
    pub(super) published: Option<Date>,
    /// The canonical address, `http` or `https`.
    pub(super) address: String,
    /// BCP 47 tag.
    pub(super) language: String,
}

/// A readable article out of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Extract {
    /// What the file says of it.
    pub(super) about: About,
    /// Its paragraphs, from top to bottom.
    pub(super) paragraphs: Vec<Paragraph>,
    /// What was not taken for part of it: kind and first words, one line each.
    pub(super) left_out: Vec<String>,
}

/// The paragraphs as one text with an empty line between them, and where in it each lies.
pub(super) fn joined(paragraphs: &[Paragraph]) -> (String, Vec<(Span, Role)>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for paragraph in paragraphs {
        let cleaned = clean(&paragraph.text);
        let words = cleaned.trim_matches(is_blank);
        if words.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(words);
        places.push((Span::new(start, text.len()), paragraph.role));
    }
    (text, places)
}

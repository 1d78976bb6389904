//! Strings and nothing else: how a text falls into paragraphs and segments, how its places are counted,
//! where its words end, which language it is in.
//!
//! This room does not know articles, files or people. Nothing in it can fail: any string gives a value.

mod clean;
mod context;
pub mod days;
mod folded;
mod frozen;
pub mod language;
mod language_words;
mod likeness;
mod offsets;
pub mod packing;
mod pattern;
mod resemblance;
mod search;
pub mod segment;
mod span;
mod start;
mod words;

pub use clean::clean;
pub use context::{Anchor, CONTEXT, anchor, prefix, suffix};
pub use folded::{Foldable, Folding};
pub use frozen::{FrozenText, OpenText};
pub use likeness::{is_ideograph, likeness, stems, stems_into};
pub use offsets::{OffsetTable, Unit};
pub use resemblance::{Candidate, NEAR, Resemblances, SHINGLE, resemblance};
pub use search::{Case, Extent, FindOptions, Finder, find};
pub use segment::{Newlines, Options, Split, is_blank, segment, split_place};
pub use span::Span;
pub use words::{
    next_grapheme, next_word, previous_grapheme, previous_word, snap_to_words, with_quotes,
    without_quotes, word_at,
};

use serde::{Deserialize, Serialize};

/// What a segment is in the layout of its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// The article's own title.
    Headline,
    /// A heading between parts of the text.
    Heading,
    /// A sentence of running prose.
    Sentence,
    /// The words under a picture.
    Caption,
    /// One point of a list.
    ListItem,
    /// A block quotation.
    Quote,
    /// Furniture: subscription lines, credits, disclaimers, navigation.
    Boilerplate,
}

impl Role {
    /// Every role, in the order in which it is offered.
    pub const ALL: [Self; 7] = [
        Self::Headline,
        Self::Heading,
        Self::Sentence,
        Self::Caption,
        Self::ListItem,
        Self::Quote,
        Self::Boilerplate,
    ];

    /// The role as people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Heading => "heading",
            Self::Sentence => "sentence",
            Self::Caption => "caption",
            Self::ListItem => "list item",
            Self::Quote => "block quote",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// Is it read for statements? Headlines, headings and furniture are not, unless somebody tags them.
    #[must_use]
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Sentence | Self::Caption | Self::ListItem | Self::Quote)
    }
}

/// One piece of a text's layout. Segments of a text rise, do not overlap, and only white space lies between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// Where it lies; no white space at either end.
    pub span: Span,
    /// What it is.
    pub role: Role,
    /// Is the boundary **behind** this segment certain? Unsure ones are shown faintly and can be walked.
    pub sure: bool,
    /// Does a new paragraph begin with it?
    pub opens_paragraph: bool,
}

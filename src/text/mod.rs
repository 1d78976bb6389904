//! Strings and nothing else: how a text falls into paragraphs and segments, how its places are counted,
//! where its words end, which language it is in.
//!
//! This room does not know articles, files or people. Nothing in it can fail: any string gives a value.

pub mod segment;
mod span;

pub use segment::{Newlines, Options, Split, is_blank, segment, split_place};
pub use span::Span;

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

/// One piece of a text's layout. Segments of a text rise, do not overlap, and only white space lies between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

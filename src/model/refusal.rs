//! Why an edit is refused, in the words that people read.

use super::article::ArticleError;
use super::id::{AnnotatorId, ArticleId, PropositionId, SourceId, StatementId};
use super::layer::LayerId;
use super::statement::MOST_LEVELS;
use crate::text::Span;
use jiff::civil::Date;

/// Why an edit was refused, in words for the person who tried.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The edit belongs to something that is not there.
    #[error("what this belongs to is not in the project any more")]
    NoSuchPlace,
    /// An article is named that does not exist.
    #[error("there is no article “{0}”")]
    NoArticle(ArticleId),
    /// A layer is named that does not exist.
    #[error("{} has no layer on the article “{}”", .0.annotator, .0.article)]
    NoLayer(LayerId),
    /// An annotator is named that does not exist.
    #[error("there is no annotator “{0}”")]
    NoAnnotator(AnnotatorId),
    /// A source is named that does not exist.
    #[error("there is no source “{0}”")]
    NoSource(SourceId),
    /// A statement is named that does not exist.
    #[error("there is no statement “{0}”")]
    NoStatement(StatementId),
    /// A proposition is named that does not exist.
    #[error("there is no proposition “{0}”")]
    NoProposition(PropositionId),
    /// A judgement without a reason.
    #[error("a grade or verdict needs a reason: say what it rests on")]
    NoReason,
    /// Evidence that leads nowhere.
    #[error("evidence needs an address or a file")]
    NoReference,
    /// Time that runs backwards.
    #[error("{from} to {to} runs backwards: the last day lies before the first")]
    Backwards {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
    },
    /// A statement that rests on itself in the end.
    #[error("“{0}” would rest on itself: what it cites goes back to it")]
    CitesItself(StatementId),
    /// The record says another id than the place it is put in.
    #[error("the record calls itself “{found}”, and it is put in the place of “{expected}”")]
    OtherId {
        /// The place.
        expected: String,
        /// The record.
        found: String,
    },
    /// An id that is used elsewhere.
    #[error("the id “{0}” is taken")]
    Taken(String),
    /// A name is missing.
    #[error("a {0} needs a name")]
    NoName(&'static str),
    /// Something still names the record.
    #[error("“{name}” is still named {uses} times; {remedy}")]
    InUse {
        /// The record.
        name: String,
        /// How often.
        uses: usize,
        /// What to do.
        remedy: &'static str,
    },
    /// The built-in source cannot go.
    #[error("the source “unattributed” is built in and stays")]
    BuiltIn,
    /// A body would be part of itself.
    #[error("“{0}” would be part of itself")]
    PartOfItself(SourceId),
    /// Words that are not there.
    #[error("bytes {start} to {end} do not lie in the text on whole characters", start = .0.start, end = .0.end)]
    OutsideText(Span),
    /// Content must be something.
    #[error("a statement needs at least one word of content")]
    NoContent,
    /// Spans in the wrong order, or sharing words.
    #[error("the parts of the {0} must follow each other and share no words")]
    Tangled(&'static str),
    /// Too deep.
    #[error("a chain has at most {MOST_LEVELS} levels below the article's own author")]
    TooManyLevels,
    /// A relation that leads nowhere else.
    #[error("a statement cannot be related to itself")]
    ToItself,
    /// A relation in the wrong layer.
    #[error("a relation lies with the article it starts from")]
    OtherArticle,
    /// A boundary through a statement.
    #[error("a boundary here would cut the statement {0}: change its content first")]
    CutsStatement(StatementId),
    /// Segments that do not cover the same words.
    #[error("{0}")]
    Segments(#[from] ArticleError),
    /// The text of an article never changes.
    #[error("the text of “{0}” is frozen; take the corrected text in as a new article")]
    Frozen(ArticleId),
    /// A text that is there already.
    #[error("the same text is already here as “{0}”")]
    SameText(ArticleId),
    /// Statements where there should be none.
    #[error("there are statements here; remove them first")]
    HoldsStatements,
    /// A statement where the annotator said there is none.
    #[error("this is marked as holding no statement; take the mark away first")]
    MarkedAsNone,
    /// A layer or article that is not empty.
    #[error("“{0}” still holds marks; remove them first")]
    HoldsMarks(String),
}

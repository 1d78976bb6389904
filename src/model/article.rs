//! An article: a frozen text, where it came from, and the pieces it falls into.

use super::id::{ArticleId, SourceId};
use super::sum::sha256;
use crate::text::{FrozenText, OpenText, Segment, Span, is_blank};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is known about an article beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metadata {
    /// The title; the headline as a rule.
    pub title: String,
    /// The outlet, a source of the project.
    #[serde(default)]
    pub publisher: Option<SourceId>,
    /// The author, a source of the project.
    #[serde(default)]
    pub author: Option<SourceId>,
    /// The day it appeared; `None` is *unknown*, which is an answer, not a gap.
    #[serde(default)]
    pub published: Option<Date>,
    /// When it was taken in.
    #[serde(default)]
    pub retrieved: Option<Timestamp>,
    /// An address or a file name.
    #[serde(default)]
    pub origin: String,
    /// BCP 47 tag; empty when unknown.
    #[serde(default)]
    pub language: String,
    /// What another program knows of it and this one has no place for: kept, and given out again.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, String>,
}

/// The bytes an article came as: kept beside the text, never changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Original {
    /// Name of the kept file in the article's folder: `original.txt`.
    pub file: String,
    /// The encoding the text was read in, by its WHATWG name; empty for documents, which have their own.
    pub encoding: String,
    /// SHA-256 of the bytes, in hexadecimal; empty where the article came before this was noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sha256: String,
}

/// Why something is no article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArticleError {
    /// Nothing to read.
    #[error("the text holds nothing but white space")]
    EmptyText,
    /// More than a span can point at.
    #[error("the text is larger than 4 GiB")]
    TooLarge,
    /// A segment is not where a segment may be.
    #[error("segment {number} (bytes {start} to {end}) {problem}", start = .span.start, end = .span.end)]
    Segment {
        /// 1-based.
        number: usize,
        /// Where it claims to lie.
        span: Span,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The text is not the one that was frozen.
    #[error("the text has the SHA-256 {found}, the article says {expected}")]
    Hash {
        /// Of the article.
        expected: String,
        /// Of the text.
        found: String,
    },
}

/// An immutable text with its metadata and segments.
///
/// The fields are closed: the text never changes, and metadata and segments change through `model::edit::apply` alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    pub(super) id: ArticleId,
    pub(super) metadata: Metadata,
    pub(super) sha256: String,
    pub(super) original: Original,
    pub(super) segments: Vec<Segment>,
    /// Not written with the article: it has a file of its own. Until [`Article::with_text`] it is empty.
    #[serde(skip)]
    pub(super) text: FrozenText,
}

impl Metadata {
    /// Level 0 of every chain: the author, else the publisher.
    #[must_use]
    pub fn voice(&self) -> Option<&SourceId> {
        self.author.as_ref().or(self.publisher.as_ref())
    }

    /// The sources it names: publisher, then author.
    pub fn sources(&self) -> impl Iterator<Item = &SourceId> {
        self.publisher.iter().chain(&self.author)
    }
}

impl Article {
    /// Freezes `text`.
    ///
    /// # Errors
    /// When the text is blank or too large, or the segments do not fit it.
    pub fn new(
        id: ArticleId,
        metadata: Metadata,
        original: Original,
        text: FrozenText,
        segments: Vec<Segment>,
    ) -> Result<Self, ArticleError> {
        let sha256 = sha256(&text.open());
        Self::known(id, metadata, original, (text, sha256), segments)
    }

    /// Puts together an article whose text was frozen before, under this SHA-256.
    ///
    /// # Errors
    /// When the text is another one; then as for [`Article::new`].
    pub fn frozen(
        id: ArticleId,
        metadata: Metadata,
        original: Original,
        (text, expected): (FrozenText, String),
        segments: Vec<Segment>,
    ) -> Result<Self, ArticleError> {
        // The text is hashed before the segments are looked at: another text explains segments that do not fit.
        let found = sha256(&text.open());
        if found != expected {
            return Err(ArticleError::Hash { expected, found });
        }
        Self::known(id, metadata, original, (text, found), segments)
    }

    /// Puts together an article whose text is known to have this SHA-256: it is not hashed.
    ///
    /// # Errors
    /// As for [`Article::new`].
    pub fn known(
        id: ArticleId,
        metadata: Metadata,
        original: Original,
        (text, sha256): (FrozenText, String),
        segments: Vec<Segment>,
    ) -> Result<Self, ArticleError> {
        let open = text.open();
        if open.trim().is_empty() {
            return Err(ArticleError::EmptyText);
        }
        if u32::try_from(open.len()).is_err() {
            return Err(ArticleError::TooLarge);
        }
        check_segments(&open, &segments)?;
        Ok(Self { id, metadata, sha256, original, segments, text })
    }

    /// Puts together an article and its text, which were read from two files.
    ///
    /// # Errors
    /// When the text is not the one that was frozen, or the segments do not fit it.
    pub fn with_text(mut self, text: FrozenText) -> Result<Self, ArticleError> {
        let found = sha256(&text.open());
        if found != self.sha256 {
            return Err(ArticleError::Hash { expected: self.sha256, found });
        }
        check_segments(&text.open(), &self.segments)?;
        self.text = text;
        Ok(self)
    }

    /// Never changes.
    #[must_use]
    pub fn id(&self) -> &ArticleId {
        &self.id
    }

    /// What is known about it.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The frozen text, for as long as it is held.
    #[must_use]
    pub fn text(&self) -> OpenText {
        self.text.open()
    }

    /// The same as it is kept: it may be folded away.
    #[must_use]
    pub fn frozen_text(&self) -> &FrozenText {
        &self.text
    }

    /// SHA-256 of the text's UTF-8 bytes, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The bytes it came as.
    #[must_use]
    pub fn original(&self) -> &Original {
        &self.original
    }

    /// The pieces of the text, rising.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Level 0 of every chain: the author, else the publisher.
    #[must_use]
    pub fn voice(&self) -> Option<&SourceId> {
        self.metadata.voice()
    }

    /// The place in [`Article::segments`] of the segment that holds `byte`, or of the last one before it.
    #[must_use]
    pub fn segment_at(&self, byte: usize) -> Option<usize> {
        let after = self.segments.partition_point(|segment| segment.span.start as usize <= byte);
        if self.segments.is_empty() { None } else { Some(after.saturating_sub(1)) }
    }
}

/// Do the segments rise, keep apart, fit the text, and leave only white space between them?
///
/// # Errors
/// Names the first segment that does not, and why.
pub(super) fn check_segments(text: &str, segments: &[Segment]) -> Result<(), ArticleError> {
    let mut end = 0;
    for (index, segment) in segments.iter().enumerate() {
        let wrong =
            |problem| ArticleError::Segment { number: index + 1, span: segment.span, problem };
        let Some(gap) = text.get(end..segment.span.start as usize) else {
            return Err(wrong("begins before the one ahead of it ends"));
        };
        if !gap.chars().all(is_blank) {
            return Err(wrong("leaves out words ahead of it"));
        }
        if !segment.span.fits(text) {
            return Err(wrong("does not lie in the text on whole characters"));
        }
        end = segment.span.end as usize;
    }
    match text.get(end..) {
        Some(rest) if rest.chars().all(is_blank) => Ok(()),
        _ => Err(ArticleError::Segment {
            number: segments.len(),
            span: segments.last().map_or(Span::default(), |segment| segment.span),
            problem: "leaves out words behind it",
        }),
    }
}

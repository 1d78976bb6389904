//! Records that are written as they are, without words of a text.

use super::judgements::{JudgementRecord, OfficeRecord, all};
use super::literal::{a_line_each, word_list, words};
use crate::model::{
    Annotator, AnnotatorId, AnnotatorKind, LayerHead, Metadata, Original, Reliability, Source,
    SourceId, SourceType, Stamp,
};
use crate::text::{Role, Segment, Span};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Is the value the one that is not worth writing?
pub(super) fn is_usual<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A shape and the value it stands for have the same fields: both ways, field by field, so that a field that is added
/// to one and forgotten in the other does not compile.
macro_rules! same_fields {
    ($record:ident <=> $value:ident { $($field:ident),* $(,)? }) => {
        impl From<$value> for $record {
            fn from($value { $($field),* }: $value) -> Self {
                Self { $($field),* }
            }
        }

        impl From<$record> for $value {
            fn from($record { $($field),* }: $record) -> Self {
                Self { $($field),* }
            }
        }
    };
}

pub(super) use same_fields;

/// An [`Annotator`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "annotator", deny_unknown_fields)]
pub struct AnnotatorRecord {
    id: AnnotatorId,
    #[serde(serialize_with = "words")]
    name: String,
    #[serde(default = "human")]
    kind: AnnotatorKind,
}

fn human() -> AnnotatorKind {
    AnnotatorKind::Human
}

same_fields!(AnnotatorRecord <=> Annotator { id, name, kind });

/// A [`Source`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "source", deny_unknown_fields)]
pub struct SourceRecord {
    pub(super) id: SourceId,
    #[serde(serialize_with = "words")]
    name: String,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "word_list")]
    aliases: Vec<String>,
    kind: SourceType,
    #[serde(default, skip_serializing_if = "is_usual")]
    part_of: Option<SourceId>,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    role: String,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    independence_group: String,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "a_line_each")]
    offices: Vec<OfficeRecord>,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    country: String,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "word_list")]
    links: Vec<String>,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "a_line_each")]
    reliability: Vec<JudgementRecord<Reliability>>,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    note: String,
}

macro_rules! source_fields {
    ($from:ident => $into:ident) => {
        impl From<$from> for $into {
            fn from(value: $from) -> Self {
                let $from {
                    id,
                    name,
                    aliases,
                    kind,
                    part_of,
                    role,
                    independence_group,
                    offices,
                    country,
                    links,
                    reliability,
                    note,
                } = value;
                let (offices, reliability) = (all(offices), all(reliability));
                Self {
                    id,
                    name,
                    aliases,
                    kind,
                    part_of,
                    role,
                    independence_group,
                    offices,
                    country,
                    links,
                    reliability,
                    note,
                }
            }
        }
    };
}

source_fields!(Source => SourceRecord);
source_fields!(SourceRecord => Source);

/// A [`Metadata`]. Publisher, author and day are written also when they are unknown: that is an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "metadata", deny_unknown_fields)]
pub struct MetadataRecord {
    #[serde(serialize_with = "words")]
    title: String,
    #[serde(default)]
    publisher: Option<SourceId>,
    #[serde(default)]
    author: Option<SourceId>,
    #[serde(default)]
    published: Option<Date>,
    #[serde(default)]
    retrieved: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    origin: String,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    language: String,
    #[serde(default, skip_serializing_if = "is_usual")]
    extra: BTreeMap<String, String>,
}

same_fields!(MetadataRecord <=> Metadata { title, publisher, author, published, retrieved, origin, language, extra });

/// An [`Original`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "original", deny_unknown_fields)]
pub struct OriginalRecord {
    #[serde(default, serialize_with = "words")]
    file: String,
    #[serde(default, serialize_with = "words")]
    encoding: String,
}

same_fields!(OriginalRecord <=> Original { file, encoding });

/// What is known about a layer beside its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "head", deny_unknown_fields)]
pub struct HeadRecord {
    #[serde(default, skip_serializing_if = "is_usual")]
    started: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "is_usual")]
    finished: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    guideline: String,
}

same_fields!(HeadRecord <=> LayerHead { started, finished, guideline });

/// A [`Stamp`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "stamp", deny_unknown_fields)]
pub struct StampRecord {
    by: AnnotatorId,
    at: Timestamp,
}

same_fields!(StampRecord <=> Stamp { by, at });

/// A [`Segment`] on one line: `(start: 73, end: 261, role: Sentence, opens: true, sure: false)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "segment", deny_unknown_fields)]
pub struct SegmentRecord {
    start: u32,
    end: u32,
    #[serde(default = "sentence")]
    role: Role,
    /// Does it open a paragraph?
    #[serde(default, skip_serializing_if = "is_usual")]
    opens: bool,
    /// Is its end certain?
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    sure: bool,
}

fn sentence() -> Role {
    Role::Sentence
}

fn yes() -> bool {
    true
}

fn is_yes(value: &bool) -> bool {
    *value
}

impl From<Segment> for SegmentRecord {
    fn from(Segment { span, role, sure, opens_paragraph }: Segment) -> Self {
        Self { start: span.start, end: span.end, role, opens: opens_paragraph, sure }
    }
}

impl From<SegmentRecord> for Segment {
    fn from(SegmentRecord { start, end, role, opens, sure }: SegmentRecord) -> Self {
        Self { span: Span { start, end }, role, sure, opens_paragraph: opens }
    }
}

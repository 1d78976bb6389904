//! The files of a project's folder.

use super::literal::{a_line_each, one_line, words};
use super::marks::{RelationRecord, RemarkRecord, StatementRecord};
use super::quote::Phrase;
use super::records::{
    AnnotatorRecord, HeadRecord, MetadataRecord, OriginalRecord, SegmentRecord, SourceRecord,
    is_usual,
};
use super::written::{File, Format, Offsets, ProjectMark};
use crate::model::assemble::{Home, LayerParts, Problem, Severity};
use crate::model::{
    Annotator, AnnotatorId, Article, ArticleError, ArticleId, GradingScheme, Layer, LayerId,
    Relation, Settings, Source, Statement, Tables,
};
use crate::text::{FrozenText, Options};
use serde::{Deserialize, Serialize};
use std::fmt::Display;

/// `project.ron`: what makes a folder a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "project", deny_unknown_fields)]
pub struct ProjectFile {
    format: Format,
    kind: ProjectMark,
    #[serde(serialize_with = "words")]
    title: String,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "one_line")]
    segmentation: Options,
    #[serde(default, skip_serializing_if = "is_usual")]
    grading: GradingScheme,
    #[serde(default)]
    offsets: Offsets,
    #[serde(default, serialize_with = "a_line_each")]
    annotators: Vec<AnnotatorRecord>,
}

impl File for ProjectFile {
    const DEPTH: usize = 2;
}

impl ProjectFile {
    /// What is set for a whole project, and its annotators.
    #[must_use]
    pub fn of(tables: &Tables) -> Self {
        let Settings { title, segmentation, grading } = tables.settings().clone();
        let annotators = tables.annotators().values().cloned().map(Into::into).collect();
        Self {
            format: Format,
            kind: ProjectMark,
            title,
            segmentation,
            grading,
            offsets: Offsets,
            annotators,
        }
    }

    /// Settings and annotators.
    #[must_use]
    pub fn into_parts(self) -> (Settings, Vec<Annotator>) {
        let annotators = self.annotators.into_iter().map(Into::into).collect();
        let Self { title, segmentation, grading, .. } = self;
        (Settings { title, segmentation, grading }, annotators)
    }
}

/// `sources/<id>.ron`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "source_file", deny_unknown_fields)]
pub struct SourceFile {
    format: Format,
    source: SourceRecord,
}

impl File for SourceFile {
    const DEPTH: usize = 2;
}

impl From<Source> for SourceFile {
    fn from(source: Source) -> Self {
        Self { format: Format, source: source.into() }
    }
}

impl From<SourceFile> for Source {
    fn from(file: SourceFile) -> Self {
        file.source.into()
    }
}

/// `articles/<id>/article.ron`: all of an article but its text, which lies beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "article", deny_unknown_fields)]
pub struct ArticleFile {
    format: Format,
    id: ArticleId,
    metadata: MetadataRecord,
    sha256: String,
    #[serde(default, serialize_with = "one_line")]
    original: OriginalRecord,
    #[serde(default)]
    offsets: Offsets,
    #[serde(serialize_with = "a_line_each")]
    segments: Vec<SegmentRecord>,
}

impl File for ArticleFile {
    const DEPTH: usize = 2;
}

impl From<&Article> for ArticleFile {
    fn from(article: &Article) -> Self {
        Self {
            format: Format,
            id: article.id().clone(),
            metadata: article.metadata().clone().into(),
            sha256: article.sha256().to_owned(),
            original: article.original().clone().into(),
            offsets: Offsets,
            segments: article.segments().iter().copied().map(Into::into).collect(),
        }
    }
}

impl ArticleFile {
    /// Which article the file says it holds.
    #[must_use]
    pub fn id(&self) -> &ArticleId {
        &self.id
    }

    /// SHA-256 of the text that belongs to it, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The article with its text.
    ///
    /// # Errors
    /// When the text is another one than the file was written for, or the segments do not fit it.
    pub fn into_article(self, text: FrozenText) -> Result<Article, ArticleError> {
        let mut segments: Vec<_> = self.segments.into_iter().map(Into::into).collect();
        // A list grows in leaps while it is read, and an article stays in memory for long.
        segments.shrink_to_fit();
        let (metadata, original) = (self.metadata.into(), self.original.into());
        Article::frozen(self.id, metadata, original, (text, self.sha256), segments)
    }
}

/// `layers/<annotator>/<article>.ron`: all that one annotator marked in one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "layer", deny_unknown_fields)]
pub struct LayerFile {
    format: Format,
    article: ArticleId,
    annotator: AnnotatorId,
    #[serde(default)]
    offsets: Offsets,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "one_line")]
    head: HeadRecord,
    #[serde(default)]
    pub(super) statements: Vec<StatementRecord>,
    #[serde(default, skip_serializing_if = "is_usual")]
    pub(super) relations: Vec<RelationRecord>,
    #[serde(default, skip_serializing_if = "is_usual")]
    pub(super) remarks: Vec<RemarkRecord>,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "a_line_each")]
    pub(super) no_statement: Vec<Phrase>,
}

impl File for LayerFile {
    const DEPTH: usize = 3;
}

impl LayerFile {
    /// The layer, its statements in the order of the text, with the words they have there.
    #[must_use]
    pub fn of(layer: &Layer, text: &str) -> Self {
        Self::chosen(layer, text, |_| true, |_| true)
    }

    /// The part of a layer that goes out: the statements `is_chosen` picks and the relations `is_linked` picks.
    pub(super) fn chosen(
        layer: &Layer,
        text: &str,
        is_chosen: impl Fn(&Statement) -> bool,
        is_linked: impl Fn(&Relation) -> bool,
    ) -> Self {
        let marks = layer.marks();
        let statements = marks.in_text_order().into_iter().filter(|statement| is_chosen(statement));
        let relations = marks.relations().values().filter(|relation| is_linked(relation));
        Self {
            format: Format,
            article: layer.id().article.clone(),
            annotator: layer.id().annotator.clone(),
            offsets: Offsets,
            head: layer.head().clone().into(),
            statements: statements.map(|s| StatementRecord::of(s, text)).collect(),
            relations: relations.cloned().map(Into::into).collect(),
            remarks: marks.remarks().values().map(|r| RemarkRecord::of(r, text)).collect(),
            no_statement: marks.no_statement().iter().map(|s| Phrase::of(*s, text)).collect(),
        }
    }

    /// Which layer the file says it holds.
    #[must_use]
    pub fn id(&self) -> LayerId {
        LayerId { article: self.article.clone(), annotator: self.annotator.clone() }
    }

    /// The layer's records, and a problem for each whose words do not stand in `text` where it says; that one is left
    /// out.
    #[must_use]
    pub fn into_parts(self, text: &str) -> (LayerId, LayerParts, Vec<Problem>) {
        let mut sieve = Sieve { home: Home::Layer(self.id()), problems: Vec::new() };
        let id = self.id();
        let statements = self.statements.into_iter();
        let statements =
            sieve.keep(statements.map(|record| (record.id.clone(), record.into_statement(text))));
        let remarks = self.remarks.into_iter();
        let remarks =
            sieve.keep(remarks.map(|record| (record.id.clone(), record.into_remark(text))));
        let marks = self.no_statement.iter();
        let no_statement = sieve.keep(marks.map(|words| ("no_statement", words.check(text))));
        let relations = self.relations.into_iter().map(Into::into).collect();
        let parts =
            LayerParts { head: self.head.into(), statements, relations, remarks, no_statement };
        (id, parts, sieve.problems)
    }
}

/// Keeps what could be read, and reports the rest.
struct Sieve {
    home: Home,
    problems: Vec<Problem>,
}

impl Sieve {
    fn keep<N: Display, T>(
        &mut self,
        records: impl Iterator<Item = (N, Result<T, String>)>,
    ) -> Vec<T> {
        let kept = records.filter_map(|(record, result)| match result {
            Ok(value) => Some(value),
            Err(what) => {
                let (severity, home) = (Severity::Error, self.home.clone());
                let record = record.to_string();
                self.problems.push(Problem { severity, home, record, what });
                None
            }
        });
        kept.collect()
    }
}

//! The one door for change.
//!
//! Every edit has the same shape: at this key, this value in place of what was there (`None`: nothing there). So its
//! inverse is what came out, and no inverse needs thought. An edit holds decisions already made: ids given out, time and
//! annotator filled in; applying it asks nothing and reads no clock.

use super::article::{Article, Metadata};
use super::id::{
    AnnotatorId, ArticleId, PropositionId, RelationId, RemarkId, SourceId, StatementId,
};
use super::layer::{Annotator, LayerHead, LayerId};
use super::project::{Project, Settings};
use super::proposition::Proposition;
use super::refusal::Refusal;
use super::rules::{self, Way};
use super::source::Source;
use super::statement::{Relation, Remark, Statement};
use crate::text::{Segment, Span};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// At this key, this value in place of what was there.
///
/// The words of journals are made of this type and its parts as they are: a field that is added to one of them needs a
/// default, and a field that is not known is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Edit {
    /// What is set for the whole project.
    Settings(Settings),
    /// An annotator.
    Annotator(AnnotatorId, Option<Annotator>),
    /// A source.
    Source(SourceId, Option<Source>),
    /// A proposition.
    Proposition(PropositionId, Option<Proposition>),
    /// An article. Written down without its text, which has a file of its own.
    Article(ArticleId, Option<Arc<Article>>),
    /// What is known about an article beside its text.
    Metadata(ArticleId, Metadata),
    /// A run of segments for those that begin inside `within` (bytes): split, merge, another role.
    Segments {
        /// Whose segments.
        article: ArticleId,
        /// From the start of the first to the end of the last segment that goes, and no other.
        within: Span,
        /// What comes in their place; it covers the same words.
        run: Vec<Segment>,
    },
    /// A layer's head; `None` takes away a layer that holds nothing.
    Layer(LayerId, Option<LayerHead>),
    /// A statement.
    Statement(LayerId, StatementId, Option<Arc<Statement>>),
    /// A relation; it lies in a layer of the article of its `from` end.
    Relation(LayerId, RelationId, Option<Relation>),
    /// A remark.
    Remark(LayerId, RemarkId, Option<Remark>),
    /// Is this stretch (bytes) marked as holding no statement?
    NoStatement(LayerId, Span, bool),
    /// All or nothing; undoes as one. Shared, since journal, history and who waits for the disk all keep it.
    Batch(Arc<Vec<Self>>),
}

impl Edit {
    /// All or nothing of these, in this order.
    #[must_use]
    pub fn batch(edits: Vec<Self>) -> Self {
        Self::Batch(Arc::new(edits))
    }

    /// The layer whose marks the edit changes, if it changes marks.
    #[must_use]
    pub fn layer(&self) -> Option<&LayerId> {
        match self {
            Self::Layer(id, _)
            | Self::Statement(id, _, _)
            | Self::Relation(id, _, _)
            | Self::Remark(id, _, _)
            | Self::NoStatement(id, _, _) => Some(id),
            Self::Settings(_)
            | Self::Annotator(..)
            | Self::Source(..)
            | Self::Proposition(..)
            | Self::Article(..)
            | Self::Metadata(..)
            | Self::Segments { .. }
            | Self::Batch(_) => None,
        }
    }

    /// Every article the edit carries, batches included.
    #[must_use]
    pub fn articles(&self) -> Vec<&Arc<Article>> {
        match self {
            Self::Article(_, article) => article.iter().collect(),
            Self::Batch(edits) => edits.iter().flat_map(Self::articles).collect(),
            _ => Vec::new(),
        }
    }

    /// Visits every article the edit carries, batches included, so that texts can be put in after reading.
    pub fn for_each_article(&mut self, visit: &mut dyn FnMut(&mut Arc<Article>)) {
        match self {
            Self::Article(_, Some(article)) => visit(article),
            Self::Batch(edits) => {
                for edit in Arc::make_mut(edits) {
                    edit.for_each_article(visit);
                }
            }
            _ => {}
        }
    }
}

/// Applies an edit and returns the edit that undoes it.
///
/// # Errors
/// When the project with the edit would not hold together; then nothing has changed. The refusal says why in words for
/// the person who tried.
pub fn apply(project: &mut Project, edit: Edit) -> Result<Edit, Refusal> {
    go(project, edit, Way::Forward)
}

/// Applies what [`apply`] gave back, to the project as it was then: leads to the project before.
///
/// # Errors
/// When the project was changed since; then nothing has changed.
pub(super) fn take_back(project: &mut Project, inverse: Edit) -> Result<Edit, Refusal> {
    go(project, inverse, Way::Back)
}

fn go(project: &mut Project, edit: Edit, way: Way) -> Result<Edit, Refusal> {
    if let Edit::Batch(edits) = edit {
        return go_batch(project, &edits, way);
    }
    rules::check(project, &edit, way)?;
    project.index.follow(&project.tables, &edit);
    // The rules have seen to it that the place exists, so `put` has something to give back.
    project.tables.put(edit).ok_or(Refusal::NoSuchPlace)
}

fn go_batch(project: &mut Project, edits: &[Edit], way: Way) -> Result<Edit, Refusal> {
    let mut done = Vec::with_capacity(edits.len());
    for edit in edits {
        match go(project, edit.clone(), way) {
            Ok(inverse) => done.push(inverse),
            Err(refusal) => {
                for inverse in done.into_iter().rev() {
                    // Each inverse leads back to a project that held together a moment ago.
                    take_back(project, inverse)?;
                }
                return Err(refusal);
            }
        }
    }
    done.reverse();
    Ok(Edit::batch(done))
}

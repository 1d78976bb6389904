//! Everything one annotator marked in one article.

use super::id::{AnnotatorId, ArticleId};
use super::marks::Marks;
use super::vocabulary::AnnotatorKind;
use crate::text::{Foldable, Folding};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Names a layer: its article and its annotator.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerId {
    /// The article.
    pub article: ArticleId,
    /// The annotator.
    pub annotator: AnnotatorId,
}

/// Who tags.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annotator {
    /// Never changes.
    pub id: AnnotatorId,
    /// The name people know.
    pub name: String,
    /// A person or a program.
    pub kind: AnnotatorKind,
}

/// What is known about a layer beside its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerHead {
    /// When the first mark was made.
    #[serde(default)]
    pub started: Option<Timestamp>,
    /// When the annotator declared the article finished.
    #[serde(default)]
    pub finished: Option<Timestamp>,
    /// The edition of the code book that was followed.
    #[serde(default)]
    pub guideline: String,
}

/// Everything one annotator marked in one article.
///
/// The fields are closed: a layer changes through `model::edit::apply` alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    pub(super) id: Arc<LayerId>,
    pub(super) head: LayerHead,
    pub(super) marks: Foldable<Marks>,
}

impl Layer {
    /// An empty layer.
    #[must_use]
    pub fn new(id: LayerId, head: LayerHead) -> Self {
        Self { id: Arc::new(id), head, marks: Foldable::default() }
    }

    /// Its article and annotator.
    #[must_use]
    pub fn id(&self) -> &LayerId {
        &self.id
    }

    /// What is known about it.
    #[must_use]
    pub fn head(&self) -> &LayerHead {
        &self.head
    }

    /// What lies in it, for as long as it is held.
    #[must_use]
    pub fn marks(&self) -> Arc<Marks> {
        self.marks.open()
    }

    /// Folds away what lies in it, where nobody looks at it.
    pub fn fold(&self, how: &'static dyn Folding<Marks>) {
        self.marks.fold(how);
    }

    /// Is what lies in it folded away?
    #[must_use]
    pub fn is_folded(&self) -> bool {
        self.marks.is_folded()
    }
}

//! What of a project goes out.

use crate::model::{AnnotatorId, ArticleId, Kind, LayerId, Project, Statement, Word as _};
use std::collections::BTreeSet;

/// The articles, annotators and kinds that go out. A layer goes when its article and its annotator do, a statement when
/// its layer and its kind do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Articles, with their texts.
    pub articles: BTreeSet<ArticleId>,
    /// Annotators, with their layers on these articles.
    pub annotators: BTreeSet<AnnotatorId>,
    /// Kinds of statements.
    pub kinds: BTreeSet<Kind>,
}

impl Selection {
    /// The whole project.
    #[must_use]
    pub fn all(project: &Project) -> Self {
        Self {
            articles: project.articles().keys().cloned().collect(),
            annotators: project.annotators().keys().cloned().collect(),
            kinds: Kind::ALL.iter().copied().collect(),
        }
    }

    /// Does the layer go out?
    #[must_use]
    pub fn has_layer(&self, id: &LayerId) -> bool {
        self.articles.contains(&id.article) && self.annotators.contains(&id.annotator)
    }

    /// Does the statement, which lies in the layer `home`, go out?
    #[must_use]
    pub fn has(&self, home: &LayerId, statement: &Statement) -> bool {
        self.kinds.contains(&statement.kind) && self.has_layer(home)
    }
}

//! What is known about marks without a look at the layers they lie in: these may be folded away, and there are many.

use super::id::{PropositionId, RelationId, StatementId};
use super::layer::{Layer, LayerId};
use super::project::Project;
use super::standing::Standing;
use super::statement::Relation;
use super::vocabulary::RelationKind;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A relation as far as it is known without a look at its layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The relation.
    pub id: RelationId,
    /// What it says.
    pub kind: RelationKind,
    /// The statement that it begins at.
    pub from: StatementId,
    /// The statement that it leads to.
    pub to: StatementId,
    /// The layer that it lies in.
    pub home: LayerId,
}

impl Link {
    pub(super) fn of(home: &LayerId, relation: &Relation) -> Arc<Self> {
        let Relation { id, kind, from, to, .. } = relation.clone();
        Arc::new(Self { id, kind, from, to, home: home.clone() })
    }
}

impl Project {
    /// The relations that begin or end at a statement, with the layers they lie in.
    pub fn relations_at<'a>(
        &'a self,
        id: &StatementId,
    ) -> impl Iterator<Item = (&'a LayerId, &'a Link)> + use<'a> {
        let links = self.index.relations_at.get(id);
        links.into_iter().flatten().map(|link| (&link.home, &**link))
    }

    /// All of a relation.
    #[must_use]
    pub fn relation(&self, link: &Link) -> Option<Relation> {
        self.tables.layers.get(&link.home)?.marks().relations.get(&link.id).cloned()
    }

    /// All relations, in the order of their layers and ids.
    #[must_use]
    pub fn links(&self) -> Vec<&Link> {
        let mut links: Vec<&Link> = self.index.relations.values().map(AsRef::as_ref).collect();
        links.sort_by(|a, b| (&a.home, &a.id).cmp(&(&b.home, &b.id)));
        links
    }

    /// The proposition that a statement is about.
    #[must_use]
    pub fn proposition_of(&self, id: &StatementId) -> Option<&PropositionId> {
        self.index.about.get(id)
    }

    /// How many relations all layers hold.
    #[must_use]
    pub fn n_relations(&self) -> usize {
        self.index.relations.len()
    }

    /// The layers with statements that have a note, in their order.
    #[must_use]
    pub fn layers_with_notes(&self) -> Vec<&Arc<Layer>> {
        self.homes_of(&self.index.noted)
    }

    /// The layers with statements whose information is graded, in their order.
    #[must_use]
    pub fn layers_with_grades(&self) -> Vec<&Arc<Layer>> {
        self.homes_of(&self.index.graded)
    }

    fn homes_of(&self, statements: &Standing<StatementId>) -> Vec<&Arc<Layer>> {
        let homes = statements.keys().filter_map(|id| self.index.statements.get(id));
        let homes: BTreeSet<&LayerId> = homes.map(AsRef::as_ref).collect();
        homes.into_iter().filter_map(|home| self.tables.layers.get(home)).collect()
    }
}

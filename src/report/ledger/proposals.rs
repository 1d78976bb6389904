//! What may belong together, by the relations that people made. Nothing here groups anything.

use super::{Placed, deniers};
use crate::model::{Project, PropositionId, RelationKind, StatementId};
use std::collections::{BTreeMap, BTreeSet};

/// Does a relation join what it links, as being about one proposition?
///
/// A repetition and a corroboration say the same, a denial and a contradiction say the opposite of the same. What cites or
/// supports may be about something else.
#[must_use]
pub fn joining(kind: RelationKind) -> bool {
    use RelationKind as R;
    match kind {
        R::Repeats | R::Corroborates | R::Denies | R::Contradicts => true,
        R::Cites | R::Supports | R::Updates => false,
    }
}

/// The statements at the other ends of joining relations, each with the first of these relations.
fn neighbours<'a>(
    project: &'a Project,
    id: &'a StatementId,
) -> impl Iterator<Item = (StatementId, RelationKind)> {
    let joined = project.relations_at(id).filter(|(_, relation)| joining(relation.kind));
    joined.map(move |(_, r)| (if r.from == *id { r.to.clone() } else { r.from.clone() }, r.kind))
}

/// The propositions that a statement is proposed for: those of the statements it is joined to, but its own; each with the
/// relation that says so.
#[must_use]
pub fn joined_to(project: &Project, id: &StatementId) -> BTreeMap<PropositionId, RelationKind> {
    let own = project.proposition_of(id);
    let mut found = BTreeMap::new();
    for (other, kind) in neighbours(project, id) {
        let about = project.proposition_of(&other).filter(|about| Some(*about) != own);
        if let Some(about) = about {
            found.entry(about.clone()).or_insert(kind);
        }
    }
    found
}

/// The statements in no proposition that are proposed for this one, each with the relation that says so. A denial of a
/// member stands on the board already.
#[must_use]
pub fn proposed_members(
    project: &Project,
    id: &PropositionId,
) -> BTreeMap<StatementId, RelationKind> {
    let members: Vec<Placed<'_>> = project.members(id).collect();
    let deniers = members.iter().flat_map(|(_, one)| deniers(project, one));
    let on_board: BTreeSet<StatementId> = deniers.map(|(_, one)| one.id.clone()).collect();
    let is_free = |id: &StatementId| {
        let is_there = project.has_statement(id);
        is_there && project.proposition_of(id).is_none() && !on_board.contains(id)
    };
    let mut found = BTreeMap::new();
    for (_, member) in &members {
        for (other, kind) in neighbours(project, &member.id).filter(|(id, _)| is_free(id)) {
            found.entry(other).or_insert(kind);
        }
    }
    found
}

//! What a change of a project can have touched, of all that is put together from several statements.

use super::track_record::Cluster;
use crate::model::{Project, PropositionId, StatementId, Tables, changes};
use std::collections::BTreeSet;

/// Statements that are followed; where a change reaches further, everything is counted anew.
const MOST: usize = 2_000;

/// What outcomes have to be looked at again, and whose statements may be behind them.
pub(super) struct Touched {
    pub(super) clusters: BTreeSet<Cluster>,
    pub(super) statements: BTreeSet<StatementId>,
}

impl Touched {
    /// What has changed between a project that was `old` and what it is now; `None` where that can be anything.
    ///
    /// Whatever an outcome rests on lies among the statements of one proposition, and those that relations join to these:
    /// so do the statements that cite, repeat, deny or correct, over however many steps.
    pub(super) fn of(project: &Project, old: &Tables) -> Option<Self> {
        // Who belongs together and who speaks in an article matters everywhere.
        let is_same =
            old.sources().ptr_eq(project.sources()) && old.articles().ptr_eq(project.articles());
        if !is_same {
            return None;
        }
        let mut changed: BTreeSet<StatementId> = BTreeSet::new();
        let records = changes(old.propositions(), project.propositions());
        let mut about: BTreeSet<PropositionId> = records.map(|one| one.id.clone()).collect();
        for layer in changes(old.layers(), project.layers()) {
            let marks = layer.marks();
            for one in marks.statements() {
                changed.insert(one.id.clone());
                about.extend(one.both().filter_map(|one| one.proposition.clone()));
                if changed.len() > MOST {
                    return None;
                }
            }
            for one in marks.relations() {
                let ends = one.both().flat_map(|relation| [&relation.from, &relation.to]);
                changed.extend(ends.cloned());
            }
        }
        let mut statements = joined(project, changed)?;
        about.extend(statements.iter().filter_map(|id| project.proposition_of(id)).cloned());
        let alone = statements.iter().cloned().map(Cluster::Statement);
        let clusters = about.iter().cloned().map(Cluster::Proposition).chain(alone).collect();
        let members = about.iter().flat_map(|id| project.members(id));
        statements.extend(members.map(|(_, one)| one.id.clone()));
        Some(Self { clusters, statements: joined(project, statements)? })
    }
}

/// These statements and all that relations join to them, over however many steps; `None` where they are too many.
fn joined(project: &Project, from: BTreeSet<StatementId>) -> Option<BTreeSet<StatementId>> {
    let mut open: Vec<StatementId> = from.into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        let ends =
            project.relations_at(&id).flat_map(|(_, one)| [one.from.clone(), one.to.clone()]);
        open.extend(ends.filter(|end| !seen.contains(end) && *end != id));
        seen.insert(id);
        if seen.len() > MOST {
            return None;
        }
    }
    Some(seen)
}

//! Whether something was settled, how, and by whom.

use super::independence::{Origins, origins};
use super::track_record::{Cluster, Fate};
use crate::model::{Bearing, Kind, Project, RelationKind, Statement, StatementId, Verdict};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What speaks for and against a cluster, and the verdict on it.
pub(super) struct Settled<'a> {
    project: &'a Project,
    cluster: &'a Cluster,
    verdict: Verdict,
    /// Looked for where it matters only: most that is said was never settled.
    sides: OnceCell<Sides>,
}

/// The origins that bear on a cluster, by group.
#[derive(Default)]
struct Sides {
    supporting: BTreeSet<String>,
    opposing: BTreeSet<String>,
    /// Does anything bear on it of which nobody knows whether it is independent?
    has_unknown: bool,
}

impl Sides {
    fn of(project: &Project, cluster: &Cluster) -> Self {
        let members: Vec<Arc<Statement>> = match cluster {
            Cluster::Proposition(id) => project.members(id).map(|(_, one)| one).collect(),
            Cluster::Statement(id) => {
                project.statement(id).map(|(_, one)| one).into_iter().collect()
            }
        };
        let proposition = match cluster {
            Cluster::Proposition(id) => project.propositions().get(id),
            Cluster::Statement(_) => None,
        };
        let asserting: Vec<&StatementId> =
            members.iter().filter(|one| one.kind != Kind::Denial).map(|one| &one.id).collect();
        let (mut also, mut against) = (Vec::new(), Vec::new());
        for id in &asserting {
            for (_, relation) in project.relations_at(id) {
                let other = if relation.from == **id { &relation.to } else { &relation.from };
                match relation.kind {
                    RelationKind::Corroborates if relation.to == **id => also.push(other.clone()),
                    RelationKind::Contradicts => against.push(other.clone()),
                    _ => {}
                }
            }
        }
        also.extend(asserting.into_iter().cloned());
        let (also, against) = (origins(project, &also), origins(project, &against));
        let has_unknown = !also.unknown.is_empty() || !against.unknown.is_empty();
        let groups = |origins: Origins| origins.origins.into_keys().collect();
        let (mut supporting, mut opposing): (BTreeSet<String>, BTreeSet<String>) =
            (groups(also), groups(against));
        let own = proposition.into_iter().flat_map(|one| &one.evidence);
        let evidence = own.chain(members.iter().flat_map(|one| &one.evidence));
        for one in evidence.filter(|one| one.independent) {
            let side = match one.bearing {
                Bearing::Supports => &mut supporting,
                Bearing::Refutes => &mut opposing,
            };
            side.insert(format!("evidence: {}", one.reference));
        }
        Self { supporting, opposing, has_unknown }
    }
}

impl<'a> Settled<'a> {
    pub(super) fn of(project: &'a Project, cluster: &'a Cluster) -> Self {
        let first = |id: &StatementId| project.statement(id).map(|(_, one)| one.verdict);
        let verdict = match cluster {
            Cluster::Proposition(id) => match project.propositions().get(id) {
                Some(proposition) => Some(proposition.verdict()),
                None => project.members(id).next().map(|(_, one)| one.verdict),
            },
            Cluster::Statement(id) => first(id),
        };
        let verdict = verdict.unwrap_or(Verdict::Unverified);
        Self { project, cluster, verdict, sides: OnceCell::new() }
    }

    fn sides(&self) -> &Sides {
        self.sides.get_or_init(|| Sides::of(self.project, self.cluster))
    }

    /// How independent what bears on it is of the group `own`: 1 with an origin outside of it, 0.5 where nobody knows who
    /// else speaks, 0 where it is the group's word alone.
    pub(super) fn weight(&self, own: &str) -> f64 {
        let sides = self.sides();
        let mut groups = sides.supporting.iter().chain(&sides.opposing);
        match groups.any(|group| group != own) {
            true => 1.0,
            false if sides.has_unknown => 0.5,
            false => 0.0,
        }
    }

    /// The fate of an assertion, or of a denial, and the origins outside of the groups that must not settle it: `barred`
    /// where it was so, and `own` alone where it was not.
    pub(super) fn fate(
        &self,
        is_denied: bool,
        own: &str,
        barred: impl FnOnce() -> BTreeSet<String>,
    ) -> (Fate, BTreeSet<String>) {
        let free = |side: &BTreeSet<String>, barred: &BTreeSet<String>| -> BTreeSet<String> {
            side.difference(barred).cloned().collect()
        };
        let (was_so, origins) = match self.verdict {
            Verdict::Verified | Verdict::Corroborated => {
                (true, free(&self.sides().supporting, &barred()))
            }
            Verdict::Refuted => {
                let own = BTreeSet::from([own.to_owned()]);
                (false, free(&self.sides().opposing, &own))
            }
            Verdict::Unverified | Verdict::Contradicted | Verdict::Unverifiable => {
                return (Fate::Unresolved, BTreeSet::new());
            }
        };
        match (origins.is_empty(), was_so != is_denied) {
            (true, _) => (Fate::NotIndependent, origins),
            (false, true) => (Fate::Success, origins),
            (false, false) => (Fate::Failure, origins),
        }
    }
}

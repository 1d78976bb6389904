//! The track record of a source: what came of what it said, as far as this project settled it.
//!
//! Only outcomes count that something independent of the source settled; repetitions are one outcome; a denial is scored by
//! the fate of its target. Merely contradicted is unresolved. Nothing here is written into a grade.

use super::independence::{group_of, is_replaced, origins, speaker};
use super::posterior::{Posterior, Prior};
use crate::model::{
    Bearing, Kind, LayerId, Project, PropositionId, RelationKind, SourceId, Statement, StatementId,
    Verdict,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What one outcome is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cluster {
    /// A proposition with all its statements.
    Proposition(PropositionId),
    /// A statement that belongs to no proposition, with its repetitions; named by what they repeat.
    Statement(StatementId),
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was so.
    Success,
    /// It was not so.
    Failure,
    /// Nobody settled it.
    Unresolved,
    /// Settled by nothing that is independent of the source.
    NotIndependent,
}

/// One thing a source asserted or denied, however often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What it is about.
    pub cluster: Cluster,
    /// Did the source deny it?
    pub is_denied: bool,
    /// What came of it.
    pub fate: Fate,
    /// The source's statements behind it.
    pub statements: BTreeSet<StatementId>,
    /// The independent origins that settled it, by group.
    pub origins: BTreeSet<String>,
}

/// What came of all that a source said.
#[derive(Clone, Debug)]
pub struct TrackRecord {
    /// Whose.
    pub source: SourceId,
    /// Each with the statements behind it.
    pub outcomes: Vec<Outcome>,
    /// What successes and failures say.
    pub posterior: Posterior,
}

impl TrackRecord {
    /// The outcomes of one fate.
    pub fn of_fate(&self, fate: Fate) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(move |outcome| outcome.fate == fate)
    }
}

/// The track record of a source; on propositions of one topic only where `topic` is given.
#[must_use]
pub fn track_record(
    project: &Project,
    source: &SourceId,
    prior: Prior,
    topic: Option<&str>,
) -> TrackRecord {
    let own = group_of(project, source);
    let mut said: BTreeMap<(Cluster, bool), BTreeSet<StatementId>> = BTreeMap::new();
    for (_, statement) in statements_of(project, source) {
        for key in clusters(project, statement) {
            said.entry(key).or_default().insert(statement.id.clone());
        }
    }
    said.retain(|(cluster, _), _| topic.is_none_or(|topic| is_about(project, cluster, topic)));
    let mut outcomes = Vec::with_capacity(said.len());
    for ((cluster, is_denied), statements) in said {
        let settled = Settled::of(project, &cluster);
        let mut barred = BTreeSet::from([own.clone()]);
        if is_denied {
            barred.extend(accusers(project, &statements));
        }
        let (fate, origins) = settled.fate(is_denied, &own, &barred);
        outcomes.push(Outcome { cluster, is_denied, fate, statements, origins });
    }
    let n = |fate| outcomes.iter().filter(|outcome| outcome.fate == fate).count() as f64;
    let posterior = Posterior::new(prior, n(Fate::Success), n(Fate::Failure));
    TrackRecord { source: source.clone(), outcomes, posterior }
}

/// What the source said in the end: what it corrected later is left out.
fn statements_of<'a>(
    project: &'a Project,
    source: &'a SourceId,
) -> impl Iterator<Item = (&'a LayerId, &'a Arc<Statement>)> {
    let voiced = project
        .articles()
        .values()
        .filter(move |article| article.voice() == Some(source))
        .flat_map(move |article| project.layers_of(article.id()))
        .flat_map(|layer| layer.statements().values().map(move |one| (layer.id(), one)))
        .filter(|(_, one)| one.chain.is_empty());
    let named = project.naming(source).filter(|(_, one)| !one.chain.is_empty());
    named.chain(voiced).filter(move |(home, one)| {
        speaker(project, home, one) == Some(source) && !is_replaced(project, &one.id)
    })
}

fn cluster_of(project: &Project, statement: &Statement) -> Cluster {
    if let Some(proposition) = &statement.proposition {
        return Cluster::Proposition(proposition.clone());
    }
    let (mut seen, mut open) = (BTreeSet::new(), vec![statement.id.clone()]);
    while let Some(id) = open.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        if let Some(proposition) = project.statement(&id).and_then(|(_, s)| s.proposition.clone()) {
            return Cluster::Proposition(proposition);
        }
        let links = project.relations_at(&id).filter(|(_, r)| r.kind == RelationKind::Repeats);
        open.extend(links.flat_map(|(_, r)| [r.from.clone(), r.to.clone()]));
    }
    Cluster::Statement(seen.pop_first().unwrap_or_else(|| statement.id.clone()))
}

/// What a statement asserts or, with `true`, denies.
fn clusters(project: &Project, statement: &Statement) -> BTreeSet<(Cluster, bool)> {
    if statement.kind != Kind::Denial {
        return BTreeSet::from([(cluster_of(project, statement), false)]);
    }
    let targets = targets(project, &statement.id);
    let denied: BTreeSet<(Cluster, bool)> =
        targets.map(|target| (cluster_of(project, target), true)).collect();
    match (&statement.proposition, denied.is_empty()) {
        (Some(id), true) => BTreeSet::from([(Cluster::Proposition(id.clone()), true)]),
        _ => denied,
    }
}

fn targets<'a>(
    project: &'a Project,
    denial: &'a StatementId,
) -> impl Iterator<Item = &'a Arc<Statement>> {
    project
        .relations_at(denial)
        .filter(move |(_, r)| r.kind == RelationKind::Denies && r.from == *denial)
        .filter_map(|(_, r)| project.statement(&r.to).map(|(_, statement)| statement))
}

/// The groups of those whose statements are denied: their own word does not settle the matter.
fn accusers(project: &Project, denials: &BTreeSet<StatementId>) -> BTreeSet<String> {
    let targets = denials.iter().flat_map(|denial| targets(project, denial));
    let ids: Vec<&StatementId> = targets.map(|target| &target.id).collect();
    origins(project, ids).origins.into_keys().collect()
}

fn is_about(project: &Project, cluster: &Cluster, topic: &str) -> bool {
    match cluster {
        Cluster::Proposition(id) => {
            project.propositions().get(id).is_some_and(|p| p.topic == topic)
        }
        Cluster::Statement(_) => false,
    }
}

/// What speaks for and against a cluster, and the verdict on it.
struct Settled {
    verdict: Verdict,
    supporting: BTreeSet<String>,
    opposing: BTreeSet<String>,
}

impl Settled {
    fn of(project: &Project, cluster: &Cluster) -> Self {
        let members: Vec<&Arc<Statement>> = match cluster {
            Cluster::Proposition(id) => project.members(id).map(|(_, one)| one).collect(),
            Cluster::Statement(id) => {
                project.statement(id).map(|(_, one)| one).into_iter().collect()
            }
        };
        let proposition = match cluster {
            Cluster::Proposition(id) => project.propositions().get(id),
            Cluster::Statement(_) => None,
        };
        let first = members.first().map_or(Verdict::Unverified, |one| one.verdict);
        let verdict = proposition.map_or(first, |one| one.verdict());
        let asserting: Vec<&StatementId> =
            members.iter().filter(|one| one.kind != Kind::Denial).map(|one| &one.id).collect();
        let (mut also, mut against) = (Vec::new(), Vec::new());
        for id in &asserting {
            for (_, relation) in project.relations_at(id) {
                let other = if relation.from == **id { &relation.to } else { &relation.from };
                match relation.kind {
                    RelationKind::Corroborates if relation.to == **id => also.push(other),
                    RelationKind::Contradicts => against.push(other),
                    _ => {}
                }
            }
        }
        let groups = |ids: Vec<&StatementId>| origins(project, ids).origins.into_keys().collect();
        also.extend(asserting);
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
        Self { verdict, supporting, opposing }
    }

    /// The fate of an assertion, or of a denial, and the origins outside of the groups that must not settle it.
    fn fate(
        &self,
        is_denied: bool,
        own: &str,
        barred: &BTreeSet<String>,
    ) -> (Fate, BTreeSet<String>) {
        let free = |side: &BTreeSet<String>, barred: &BTreeSet<String>| -> BTreeSet<String> {
            side.difference(barred).cloned().collect()
        };
        let (was_so, origins) = match self.verdict {
            Verdict::Verified | Verdict::Corroborated => (true, free(&self.supporting, barred)),
            Verdict::Refuted => (false, free(&self.opposing, &BTreeSet::from([own.to_owned()]))),
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

//! How many independent origins stand behind what several reports say.
//!
//! Two statements corroborate each other only if their sources are of different independence groups and what they cite or
//! repeat ends in different origins; everything else is repetition.

use crate::model::{
    Kind, LayerId, Project, PropositionId, RelationKind, SourceId, Statement, StatementId,
};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Reports and the origins they go back to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// Every statement that was counted.
    pub reports: BTreeSet<StatementId>,
    /// Independence groups by name, each with the statements that are its ends.
    pub origins: BTreeMap<String, BTreeSet<StatementId>>,
    /// Ends of which nobody knows who speaks: they are no independent origin.
    pub unknown: BTreeSet<StatementId>,
}

/// The source that commits itself: the innermost one, else the voice of the article.
#[must_use]
pub fn speaker<'a>(
    project: &'a Project,
    home: &LayerId,
    statement: &'a Statement,
) -> Option<&'a SourceId> {
    let voice = || project.articles().get(&home.article).and_then(|article| article.voice());
    let source = statement.source().or_else(voice)?;
    let is_known = |id: &&SourceId| **id != SourceId::unattributed();
    Some(source).filter(is_known).or(statement.implied_source.as_ref())
}

/// Whose word a statement goes back to: the source that must have said it where the analyst named one, else the speaker. So an
/// allegation that an article prints in its own voice is no second origin beside those who made it.
#[must_use]
pub fn origin<'a>(
    project: &'a Project,
    home: &LayerId,
    statement: &'a Statement,
) -> Option<&'a SourceId> {
    statement.implied_source.as_ref().or_else(|| speaker(project, home, statement))
}

/// The independence group of a source: its own, else that of the body it is part of, else itself alone.
#[must_use]
pub fn group_of(project: &Project, source: &SourceId) -> String {
    let mut at = source;
    // A chain of bodies has an end: the rules refuse circles.
    while let Some(record) = project.sources().get(at) {
        if !record.independence_group.is_empty() {
            return record.independence_group.clone();
        }
        match &record.part_of {
            Some(body) => at = body,
            None => break,
        }
    }
    at.to_string()
}

/// Does a relation lead from a statement to where it comes from?
pub(super) fn leads_back(kind: RelationKind) -> bool {
    matches!(kind, RelationKind::Cites | RelationKind::Repeats)
}

/// Did the source of a statement correct it later? Then it holds no more.
#[must_use]
pub fn is_replaced(project: &Project, id: &StatementId) -> bool {
    project.relations_at(id).any(|(_, r)| r.kind == RelationKind::Updates && r.to == *id)
}

/// Where statements come from in the end, by what they cite and repeat.
#[derive(Debug, Default)]
pub(super) struct Roots(HashMap<StatementId, Arc<BTreeSet<StatementId>>>);

impl Roots {
    /// The roots of statements that lead from one to the other.
    ///
    /// Statements that lead to each other in a circle are one place; where nothing leads out of it, the first of them by id
    /// stands for it. So a statement that repeats another has the roots of that one, whatever the other leads to.
    pub(super) fn of<'a>(
        leads: impl IntoIterator<Item = (&'a StatementId, &'a StatementId)>,
    ) -> Self {
        let mut graph = DiGraph::<&StatementId, ()>::new();
        let mut nodes = HashMap::new();
        for (from, to) in leads {
            let [from, to] =
                [from, to].map(|id| *nodes.entry(id).or_insert_with(|| graph.add_node(id)));
            graph.add_edge(from, to, ());
        }
        let mut roots: HashMap<StatementId, Arc<BTreeSet<StatementId>>> = HashMap::new();
        // A circle comes behind all that it leads to.
        for circle in kosaraju_scc(&graph) {
            let members = || circle.iter().filter_map(|node| graph.node_weight(*node));
            let next = circle.iter().flat_map(|node| graph.neighbors(*node));
            let behind = next.filter_map(|node| roots.get(*graph.node_weight(node)?));
            let mut found: BTreeSet<StatementId> =
                behind.flat_map(|set| set.iter().cloned()).collect();
            if found.is_empty() {
                found.extend(members().min().map(|id| (*id).clone()));
            }
            let found = Arc::new(found);
            roots.extend(members().map(|id| ((*id).clone(), Arc::clone(&found))));
        }
        Self(roots)
    }

    /// The roots of what these statements cite and repeat. The way ends at what its source corrected.
    fn behind<'a>(
        project: &'a Project,
        reports: impl IntoIterator<Item = &'a StatementId>,
    ) -> Self {
        let (mut seen, mut leads) = (BTreeSet::new(), Vec::new());
        let mut open: Vec<StatementId> = reports.into_iter().cloned().collect();
        while let Some(statement) = open.pop() {
            if !seen.insert(statement.clone()) || is_replaced(project, &statement) {
                continue;
            }
            for (_, relation) in project.relations_at(&statement) {
                if leads_back(relation.kind) && relation.from == statement {
                    open.push(relation.to.clone());
                    leads.push((relation.from.clone(), relation.to.clone()));
                }
            }
        }
        Self::of(leads.iter().map(|(from, to)| (from, to)))
    }

    /// The statements whose roots are others than in `old`.
    pub(super) fn differing(&self, old: &Self) -> Vec<StatementId> {
        let here = self.0.iter().filter(|(id, roots)| old.0.get(*id) != Some(*roots));
        let gone = old.0.keys().filter(|id| !self.0.contains_key(*id));
        here.map(|(id, _)| id).chain(gone).cloned().collect()
    }

    /// The statements that go back to any of these.
    pub(super) fn leading_to(&self, ends: &HashSet<StatementId>) -> Vec<&StatementId> {
        if !ends.iter().any(|end| self.0.contains_key(end)) {
            return Vec::new();
        }
        let leading = self.0.iter().filter(|(_, roots)| roots.iter().any(|id| ends.contains(id)));
        leading.map(|(id, _)| id).collect()
    }

    /// The roots of a statement that leads somewhere, or is led to; any other is its own.
    pub(super) fn get(&self, id: &StatementId) -> Option<&BTreeSet<StatementId>> {
        self.0.get(id).map(AsRef::as_ref)
    }
}

/// The origins of these statements. What its source corrected later is no origin, and leads to none: whoever still repeats
/// it goes back to a word that nobody stands for any more.
#[must_use]
pub fn origins<'a>(
    project: &'a Project,
    reports: impl IntoIterator<Item = &'a StatementId>,
) -> Origins {
    let reports: BTreeSet<&StatementId> = reports.into_iter().collect();
    let roots = Roots::behind(project, reports.iter().copied());
    let mut origins = Origins::default();
    for report in reports {
        let own = BTreeSet::from([report.clone()]);
        for end in roots.get(report).unwrap_or(&own) {
            if is_replaced(project, end) {
                continue;
            }
            let Some((home, statement)) = project.statement(end) else { continue };
            match origin(project, home, &statement) {
                Some(source) => {
                    let group = origins.origins.entry(group_of(project, source)).or_default();
                    group.insert(end.clone());
                }
                None => drop(origins.unknown.insert(end.clone())),
            }
        }
        origins.reports.insert(report.clone());
    }
    origins
}

/// The origins of all statements that assert a proposition: its claims and facts. What a source corrected later is left out.
#[must_use]
pub fn of_proposition(project: &Project, id: &PropositionId) -> Origins {
    let asserting = project
        .members(id)
        .filter(|(_, one)| one.kind != Kind::Denial && !is_replaced(project, &one.id));
    let asserting: Vec<StatementId> = asserting.map(|(_, one)| one.id.clone()).collect();
    origins(project, &asserting)
}

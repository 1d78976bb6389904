//! How many independent origins stand behind what several reports say.
//!
//! Two statements corroborate each other only if their sources are of different independence groups and what they cite or
//! repeat ends in different origins; everything else is repetition.

use crate::model::{Kind, LayerId, Project, RelationKind, SourceId, Statement, StatementId};
use std::collections::{BTreeMap, BTreeSet};

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

/// By statement, what it cites and repeats.
type Leads = BTreeMap<StatementId, BTreeSet<StatementId>>;

/// The ends of what a statement cites and repeats. A circle that leads nowhere else ends in its first statement by id.
fn ends(project: &Project, from: &StatementId) -> BTreeSet<StatementId> {
    let (mut leads, mut open) = (Leads::new(), vec![from.clone()]);
    while let Some(at) = open.pop() {
        if leads.contains_key(&at) {
            continue;
        }
        let on = |kind: RelationKind| matches!(kind, RelationKind::Cites | RelationKind::Repeats);
        let links = project.relations_at(&at).filter(|(_, r)| on(r.kind) && r.from == at);
        let next: BTreeSet<StatementId> = links.map(|(_, r)| r.to.clone()).collect();
        open.extend(next.iter().cloned());
        leads.insert(at, next);
    }
    let last = leads.iter().filter(|(_, next)| next.is_empty());
    let mut ends: BTreeSet<StatementId> = last.map(|(id, _)| id.clone()).collect();
    ends.extend(circles(&leads, &ends));
    ends
}

/// The first statement of each circle that leads nowhere else.
fn circles(leads: &Leads, ends: &BTreeSet<StatementId>) -> BTreeSet<StatementId> {
    let mut sound = ends.clone();
    // What leads to an end is no part of such a circle.
    while let Some(more) = leads
        .iter()
        .find(|(id, next)| !sound.contains(*id) && next.iter().any(|one| sound.contains(one)))
    {
        sound.insert(more.0.clone());
    }
    let mut firsts = BTreeSet::new();
    for id in leads.keys().filter(|id| !sound.contains(*id)) {
        let reached = reached(leads, id);
        let leads_back = reached.iter().all(|other| self::reached(leads, other) == reached);
        firsts.extend(reached.first().filter(|_| leads_back).cloned());
    }
    firsts
}

fn reached(leads: &Leads, from: &StatementId) -> BTreeSet<StatementId> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(next) = open.pop().and_then(|at| leads.get(at)) {
        open.extend(next.iter().filter(|one| seen.insert((*one).clone())));
    }
    seen
}

/// The origins of these statements.
#[must_use]
pub fn origins<'a>(
    project: &Project,
    reports: impl IntoIterator<Item = &'a StatementId>,
) -> Origins {
    let mut origins = Origins::default();
    for report in reports {
        origins.reports.insert(report.clone());
        for end in ends(project, report) {
            let Some((home, statement)) = project.statement(&end) else { continue };
            match speaker(project, home, statement) {
                Some(source) => {
                    let group = origins.origins.entry(group_of(project, source)).or_default();
                    group.insert(end);
                }
                None => drop(origins.unknown.insert(end)),
            }
        }
    }
    origins
}

/// The origins of all statements that assert a proposition: its claims and facts.
#[must_use]
pub fn of_proposition(project: &Project, id: &crate::model::PropositionId) -> Origins {
    let asserting = project.members(id).filter(|(_, one)| one.kind != Kind::Denial);
    let ids: Vec<&StatementId> = asserting.map(|(_, one)| &one.id).collect();
    origins(project, ids)
}

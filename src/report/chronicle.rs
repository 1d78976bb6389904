//! When who said what: the statements about a proposition in time, and who says how much about which proposition.

use super::independence::speaker;
use super::track_record::{Cluster, clusters};
use crate::model::{
    Kind, LayerId, Project, PropositionId, RelationKind, SourceId, Statement, StatementId,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The first and the last day of something.
pub type Days = (Date, Date);

/// The first and the last day on which a statement may have been made: as the analyst found out, else the day on which its
/// article appeared.
#[must_use]
pub fn said_on(project: &Project, home: &LayerId, statement: &Statement) -> Option<Days> {
    let stated = statement.date.as_ref().map(|date| (date.from, date.to));
    let published = || project.articles().get(&home.article)?.metadata().published;
    stated.or_else(|| published().map(|day| (day, day)))
}

/// One statement about a proposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Which.
    pub statement: StatementId,
    /// Who commits itself; `None` where nobody knows.
    pub source: Option<SourceId>,
    /// Does it deny the proposition?
    pub is_denied: bool,
    /// How it is put forward.
    pub kind: Kind,
    /// When; `None` where nobody knows.
    pub days: Option<Days>,
    /// Does it only repeat something?
    pub is_repeat: bool,
}

/// Everything that is said about a proposition, also by denials that only point at one of its statements; in time, what has
/// no date last.
#[must_use]
pub fn events(project: &Project, proposition: &PropositionId) -> Vec<Event> {
    let members = project.members(proposition).map(|(_, one)| one.id.clone());
    let mut ids: BTreeSet<StatementId> = members.collect();
    let denials: Vec<StatementId> = ids
        .iter()
        .flat_map(|id| project.relations_at(id).filter(move |(_, r)| r.to == *id))
        .filter(|(_, r)| r.kind == RelationKind::Denies)
        .map(|(_, r)| r.from.clone())
        .collect();
    ids.extend(denials);
    let event = |id: StatementId| {
        let (home, statement) = project.statement(&id)?;
        let about = Cluster::Proposition(proposition.clone());
        let mut links = project.relations_at(&id).map(|(_, relation)| relation);
        let is_repeat = links.any(|r| r.kind == RelationKind::Repeats && r.from == id);
        Some(Event {
            source: speaker(project, home, &statement).cloned(),
            is_denied: clusters(project, &statement).contains(&(about, true)),
            kind: statement.kind,
            days: said_on(project, home, &statement),
            is_repeat,
            statement: statement.id.clone(),
        })
    };
    let mut events: Vec<Event> = ids.into_iter().filter_map(event).collect();
    events.sort_by_key(|event| (event.days.is_none(), event.days));
    events
}

/// By source and proposition: how many statements assert it and how many deny it.
pub type Stances =
    BTreeMap<(SourceId, PropositionId), (BTreeSet<StatementId>, BTreeSet<StatementId>)>;

/// Who asserts and who denies which proposition.
#[must_use]
pub fn stances(project: &Project) -> Stances {
    let mut stances = Stances::new();
    for layer in project.layers().values() {
        for (id, statement) in layer.marks().statements() {
            let Some(source) = speaker(project, layer.id(), statement) else { continue };
            for (cluster, is_denied) in clusters(project, statement) {
                let Cluster::Proposition(proposition) = cluster else { continue };
                let (asserted, denied) = stances.entry((source.clone(), proposition)).or_default();
                let side = if is_denied { denied } else { asserted };
                side.insert(id.clone());
            }
        }
    }
    stances
}

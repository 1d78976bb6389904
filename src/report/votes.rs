//! A project as votes: a claim asserts its proposition, a denial denies it, silence says nothing.
//!
//! The methods of [`super::truth`] take sources to be independent and reward copying otherwise. So sources of one
//! independence group vote once, and what repeats something or cites another asserter does not vote.

use super::independence::{group_of, is_replaced, speaker};
use super::track_record::{Cluster, clusters};
use super::truth::{Method, Scores, Votes};
use crate::model::{Project, PropositionId, RelationKind, Statement, StatementId};
use std::collections::{BTreeMap, BTreeSet};

/// Sources below which trust and belief are not to be shown.
pub const FEWEST_SOURCES: usize = 10;
/// Propositions that each of them must share with others.
pub const FEWEST_SHARED: usize = 5;

/// Who votes: an independence group, by name.
type Group = String;

/// Votes, and the statements behind each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballot {
    /// By proposition, by what is said of it, by group.
    pub votes: BTreeMap<PropositionId, BTreeMap<bool, BTreeMap<Group, BTreeSet<StatementId>>>>,
    /// Statements about a proposition that do not vote, because they pass on what another asserts.
    pub passed_on: BTreeSet<StatementId>,
}

/// What came of weighing a project's votes.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// By which method.
    pub method: Method,
    /// The votes.
    pub ballot: Ballot,
    /// Trust and belief; `None` where too few sources share too few propositions for that.
    pub scores: Option<Scores>,
    /// The share of voters on each side, to compare with.
    pub majority: BTreeMap<(String, String), f64>,
}

/// The value of a vote.
#[must_use]
pub fn value(is_so: bool) -> &'static str {
    if is_so { "true" } else { "false" }
}

impl Ballot {
    /// The votes of a project.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let mut ballot = Self::default();
        for layer in project.layers().values() {
            for (id, statement) in layer.marks().statements() {
                let about = clusters(project, statement).into_iter();
                let about: Vec<(PropositionId, bool)> = about
                    .filter_map(|(cluster, is_denied)| match cluster {
                        Cluster::Proposition(proposition) => Some((proposition, !is_denied)),
                        Cluster::Statement(_) => None,
                    })
                    .collect();
                if about.is_empty() || is_replaced(project, id) {
                    continue;
                }
                if passes_on(project, statement) {
                    ballot.passed_on.insert(id.clone());
                    continue;
                }
                let Some(source) = speaker(project, layer.id(), statement) else { continue };
                let group = group_of(project, source);
                for (proposition, is_so) in about {
                    let sides = ballot.votes.entry(proposition).or_default();
                    let voters = sides.entry(is_so).or_default();
                    voters.entry(group.clone()).or_default().insert(id.clone());
                }
            }
        }
        ballot
    }

    /// How many propositions each group shares with another one.
    #[must_use]
    pub fn shared(&self) -> BTreeMap<&str, usize> {
        let mut shared: BTreeMap<&str, usize> = BTreeMap::new();
        for sides in self.votes.values() {
            let groups: BTreeSet<&str> =
                sides.values().flat_map(BTreeMap::keys).map(String::as_str).collect();
            let counts = usize::from(groups.len() > 1);
            for group in groups {
                *shared.entry(group).or_default() += counts;
            }
        }
        shared
    }

    /// How many groups share as many propositions as it takes.
    #[must_use]
    pub fn n_sharing(&self) -> usize {
        self.shared().values().filter(|n| **n >= FEWEST_SHARED).count()
    }

    /// May trust and belief be shown?
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.n_sharing() >= FEWEST_SOURCES
    }

    /// The votes alone.
    #[must_use]
    pub fn counted(&self) -> Votes {
        let mut triples = Vec::new();
        for (proposition, sides) in &self.votes {
            for (is_so, voters) in sides {
                let item = proposition.as_str();
                triples.extend(voters.keys().map(|group| (group.as_str(), item, value(*is_so))));
            }
        }
        Votes::of(&triples)
    }

    /// Weighs the votes, unless there are too few; `watch` is told each round that is done and stops the work with `false`,
    /// which gives `None`.
    pub fn weigh(self, method: Method, watch: &mut dyn FnMut(usize) -> bool) -> Option<Weighed> {
        let votes = self.counted();
        let scores = match self.is_enough() {
            true => Some(votes.weigh(method, method.usual_rounds(), watch)?),
            false => None,
        };
        Some(Weighed { method, scores, majority: votes.majority(), ballot: self })
    }
}

/// Does it repeat something, or rest on something that is about the same proposition?
fn passes_on(project: &Project, statement: &Statement) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![statement.id.clone()]);
    while let Some(id) = open.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        for (_, relation) in project.relations_at(&id).filter(|(_, r)| r.from == id) {
            match relation.kind {
                RelationKind::Repeats if id == statement.id => return true,
                RelationKind::Cites => {
                    let cited = project.statement(&relation.to).map(|(_, cited)| cited);
                    if cited.is_some_and(|cited| shares_a_proposition(project, statement, &cited)) {
                        return true;
                    }
                    open.push(relation.to.clone());
                }
                _ => {}
            }
        }
    }
    false
}

fn shares_a_proposition(project: &Project, one: &Statement, other: &Statement) -> bool {
    let of = |statement| -> BTreeSet<Cluster> {
        clusters(project, statement).into_iter().map(|(cluster, _)| cluster).collect()
    };
    of(one).intersection(&of(other)).any(|cluster| matches!(cluster, Cluster::Proposition(_)))
}

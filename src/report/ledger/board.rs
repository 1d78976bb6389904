//! The board of one proposition: its statements in the order of time.

use super::tally::{Tally, apart};
use super::{Placed, When, asserts, deniers};
use crate::model::{Kind, LayerId, Project, PropositionId, RelationKind, Statement, StatementId};
use crate::report::independence::{Origins, is_replaced, of_proposition, origins};
use jiff::civil::Date;
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a statement does with a proposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It puts it forward.
    Asserts,
    /// It rejects it.
    Denies,
    /// It says again what another statement on the board says, be that an assertion or a denial.
    Repeats,
    /// It corrects another statement on the board, by the same source.
    Corrects,
}

/// One statement on a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The statement.
    pub statement: StatementId,
    /// Its article and annotator.
    pub home: LayerId,
    /// How it is put forward.
    pub kind: Kind,
    /// What it does here.
    pub part: Part,
    /// When it was made.
    pub when: When,
    /// Was it put into the proposition? Else it stands here because it denies a member.
    pub is_member: bool,
    /// Did its source correct it later? Then it counts no more.
    pub is_replaced: bool,
}

/// A proposition with its statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// By time; those of which no day is known come last. Of one day: by article, by place in it.
    pub entries: Vec<Entry>,
    /// Statements that assert it. Two annotators who tagged the same words saw one report.
    pub reports: usize,
    /// What these reports go back to.
    pub assertions: Origins,
    /// Statements that deny it, counted like reports.
    pub denials: usize,
    /// What the denials go back to.
    pub denied_by: Origins,
}

impl Board {
    /// The board of a proposition; empty when nobody has said it.
    #[must_use]
    pub fn of(project: &Project, id: &PropositionId) -> Self {
        let members: BTreeMap<StatementId, Placed<'_>> =
            project.members(id).map(|placed| (placed.1.id.clone(), placed)).collect();
        let mut all = members.clone();
        for (_, member) in members.values() {
            all.extend(deniers(project, member).map(|placed| (placed.1.id.clone(), placed)));
        }
        let on_board: BTreeSet<&StatementId> = all.keys().collect();
        let entry = |(home, statement): &Placed<'_>| Entry {
            statement: statement.id.clone(),
            home: (*home).clone(),
            kind: statement.kind,
            part: part(project, statement, &on_board, !members.contains_key(&statement.id)),
            when: When::of(project.articles().get(&home.article).map(AsRef::as_ref), statement),
            is_member: members.contains_key(&statement.id),
            is_replaced: is_replaced(project, &statement.id),
        };
        let mut placed: Vec<(Entry, &Arc<Statement>)> =
            all.values().map(|placed| (entry(placed), &placed.1)).collect();
        placed.sort_by(in_time);
        let holding = |placed: &&Placed<'_>| !is_replaced(project, &placed.1.id);
        let is_assertion =
            |placed: &Placed<'_>| asserts(placed) && members.contains_key(&placed.1.id);
        let (asserting, denying): (Vec<Placed<'_>>, Vec<Placed<'_>>) =
            all.values().filter(holding).cloned().partition(is_assertion);
        Self {
            entries: placed.into_iter().map(|(entry, _)| entry).collect(),
            reports: apart(&asserting),
            assertions: of_proposition(project, id),
            denials: apart(&denying),
            denied_by: origins(project, denying.iter().map(|(_, one)| &one.id)),
        }
    }

    /// The earliest assertion of which a day is known.
    #[must_use]
    pub fn first_appearance(&self) -> Option<(Date, &Entry)> {
        let mut asserting = self.entries.iter().filter(|entry| entry.asserts());
        asserting.find_map(|entry| Some((entry.when.day()?, entry)))
    }

    /// The board in numbers.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally {
            reports: self.reports,
            origins: self.assertions.origins.len(),
            unknown: self.assertions.unknown.len(),
            denials: self.denials,
            first: self.first_appearance().map(|(day, _)| day),
        }
    }

    /// How many statements have no day that is known.
    #[must_use]
    pub fn n_undated(&self) -> usize {
        self.entries.iter().filter(|entry| entry.when == When::Unknown).count()
    }
}

impl Entry {
    /// Does it put the proposition forward?
    #[must_use]
    pub fn asserts(&self) -> bool {
        self.is_member && self.kind != Kind::Denial
    }
}

fn part(
    project: &Project,
    statement: &Statement,
    on_board: &BTreeSet<&StatementId>,
    is_denier: bool,
) -> Part {
    let leads_here = |wanted: RelationKind| {
        project.relations_at(&statement.id).any(|(_, relation)| {
            relation.kind == wanted
                && relation.from == statement.id
                && on_board.contains(&relation.to)
        })
    };
    if leads_here(RelationKind::Updates) {
        Part::Corrects
    } else if leads_here(RelationKind::Repeats) {
        Part::Repeats
    } else if is_denier || statement.kind == Kind::Denial {
        Part::Denies
    } else {
        Part::Asserts
    }
}

fn in_time(a: &(Entry, &Arc<Statement>), b: &(Entry, &Arc<Statement>)) -> Ordering {
    let key = |(entry, _): &(Entry, _)| match entry.when {
        When::Said { from, to, .. } => (false, Some(from), Some(to)),
        When::Published(day) => (false, Some(day), Some(day)),
        When::Unknown => (true, None, None),
    };
    let place = |one: &(Entry, &Arc<Statement>)| (one.1.extent(), one.0.statement.clone());
    key(a)
        .cmp(&key(b))
        .then_with(|| a.0.home.article.cmp(&b.0.home.article))
        .then_with(|| place(a).cmp(&place(b)))
}

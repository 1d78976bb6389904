//! A proposition in numbers, counted for a whole project at once.

use super::{Placed, When, asserts};
use crate::model::{
    AnnotatorId, ArticleId, Kind, Link, Project, RelationKind, SourceId, Statement, StatementId,
};
use crate::report::independence::{Roots, group_of, leads_back, origin};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// A proposition in numbers; [`super::Board`] says which statements they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Statements that assert it.
    pub reports: usize,
    /// Independence groups that these go back to.
    pub origins: usize,
    /// Statements that these go back to and of which nobody knows who speaks.
    pub unknown: usize,
    /// Statements that deny it.
    pub denials: usize,
    /// The first day on which it is known to have been asserted.
    pub first: Option<Date>,
}

/// How many of these statements there are when those of two annotators on the same words are one.
pub(super) fn apart(statements: &[Placed<'_>]) -> usize {
    let by = statements.first().map(|(home, _)| &home.annotator);
    if statements.iter().all(|(home, _)| Some(&home.annotator) == by) {
        return statements.len();
    }
    let mut by_article: BTreeMap<&ArticleId, BTreeMap<&AnnotatorId, Vec<&Statement>>> =
        BTreeMap::new();
    for (home, statement) in statements {
        let layers = by_article.entry(&home.article).or_default();
        layers.entry(&home.annotator).or_default().push(statement);
    }
    by_article.into_values().map(apart_in_article).sum()
}

/// Each annotator's statements are held against those that the annotators before had, one against one.
fn apart_in_article(layers: BTreeMap<&AnnotatorId, Vec<&Statement>>) -> usize {
    let mut seen: Vec<&Statement> = Vec::new();
    for mut statements in layers.into_values() {
        statements.sort_by_key(|statement| (statement.extent(), &statement.id));
        let mut open = seen.clone();
        for statement in statements {
            match open.iter().position(|other| overlap(other, statement)) {
                Some(same) => drop(open.swap_remove(same)),
                None => seen.push(statement),
            }
        }
    }
    seen.len()
}

fn overlap(a: &Statement, b: &Statement) -> bool {
    a.content.iter().any(|own| b.content.iter().any(|other| own.overlaps(*other)))
}

/// What counting has to know of the whole project: where statements come from, who belongs together, what was corrected,
/// what is denied.
#[derive(Debug, Default)]
pub(super) struct Lens {
    pub(super) roots: Roots,
    pub(super) groups: HashMap<SourceId, Arc<str>>,
    replaced: HashSet<StatementId>,
    deniers: HashMap<StatementId, Vec<StatementId>>,
}

/// The independence group of every source.
fn groups(project: &Project) -> HashMap<SourceId, Arc<str>> {
    project.sources().keys().map(|id| (id.clone(), group_of(project, id).into())).collect()
}

/// A relation that leads back: from where, and to where.
type Lead = (StatementId, StatementId);

/// The relations that lead back, in the whole project.
pub(super) fn leads(project: &Project) -> Vec<Lead> {
    project.links().into_iter().filter_map(lead).collect()
}

fn lead(link: &Link) -> Option<Lead> {
    leads_back(link.kind).then(|| (link.from.clone(), link.to.clone()))
}

impl Lens {
    pub(super) fn of(project: &Project) -> Self {
        let mut lens = Self { groups: groups(project), ..Self::default() };
        let mut leads = Vec::new();
        for link in project.links() {
            match link.kind {
                RelationKind::Updates => drop(lens.replaced.insert(link.to.clone())),
                RelationKind::Denies => {
                    let deniers = lens.deniers.entry(link.to.clone()).or_default();
                    deniers.push(link.from.clone());
                }
                _ => leads.extend(lead(link)),
            }
        }
        lens.lead(&leads);
        lens
    }

    /// Follows where statements lead to; gives those that lead elsewhere than before.
    pub(super) fn lead(&mut self, leads: &[Lead]) -> Vec<StatementId> {
        // The way back ends at what its source corrected.
        let leads = leads.iter().filter(|(from, _)| !self.replaced.contains(from));
        let roots = Roots::of(leads.map(|(from, to)| (from, to)));
        let other = roots.differing(&self.roots);
        self.roots = roots;
        other
    }

    /// Looks who belongs together; gives the sources that belong to others than before.
    pub(super) fn group(&mut self, project: &Project) -> BTreeSet<SourceId> {
        let now = groups(project);
        let differ = |id: &&SourceId| now.get(*id) != self.groups.get(*id);
        let moved = now.keys().chain(self.groups.keys()).filter(differ).cloned().collect();
        self.groups = now;
        moved
    }

    /// Looks who denies a statement.
    pub(super) fn hear_deniers(&mut self, project: &Project, target: &StatementId) {
        let deniers = project.relations_at(target).filter(|(_, relation)| {
            relation.kind == RelationKind::Denies && relation.to == *target
        });
        let deniers: Vec<StatementId> = deniers.map(|(_, one)| one.from.clone()).collect();
        match deniers.is_empty() {
            true => drop(self.deniers.remove(target)),
            false => drop(self.deniers.insert(target.clone(), deniers)),
        }
    }

    /// Takes note whether a statement was corrected.
    pub(super) fn replace(&mut self, id: &StatementId, is_replaced: bool) {
        if is_replaced {
            self.replaced.insert(id.clone());
        } else {
            self.replaced.remove(id);
        }
    }

    /// Counts the members of one proposition.
    pub(super) fn tally(&self, project: &Project, members: &[Placed<'_>]) -> Tally {
        let holds = |placed: &&Placed<'_>| !self.replaced.contains(&placed.1.id);
        let reports: Vec<Placed<'_>> =
            members.iter().filter(holds).filter(|placed| asserts(placed)).cloned().collect();
        let mut origins = Heard::default();
        for (home, statement) in &reports {
            match self.roots.get(&statement.id) {
                None => origins.hear(self, origin(project, home, statement), &statement.id),
                Some(roots) => {
                    for root in roots.iter().filter(|root| !self.replaced.contains(*root)) {
                        let Some((home, found)) = project.statement(root) else { continue };
                        origins.hear(self, origin(project, home, &found), root);
                    }
                }
            }
        }
        let first = members.iter().filter(|placed| asserts(placed)).filter_map(|placed| {
            let article = project.articles().get(&placed.0.article).map(AsRef::as_ref);
            When::of(article, &placed.1).day()
        });
        Tally {
            reports: apart(&reports),
            origins: origins.groups.len(),
            unknown: origins.unknown.len(),
            denials: self.n_denials(project, members),
            first: first.min(),
        }
    }

    fn n_denials(&self, project: &Project, members: &[Placed<'_>]) -> usize {
        let own = members.iter().filter(|(_, one)| one.kind == Kind::Denial).cloned();
        let others = members.iter().flat_map(|(_, one)| self.deniers.get(&one.id)).flatten();
        let others = others.filter_map(|id| project.statement(id));
        let about = members.first().and_then(|(_, one)| one.proposition.as_ref());
        let asserts_it =
            |one: &Statement| one.kind != Kind::Denial && one.proposition.as_ref() == about;
        let denials: BTreeMap<StatementId, Placed<'_>> = own
            .chain(others)
            .filter(|(_, one)| !self.replaced.contains(&one.id) && !asserts_it(one))
            .map(|placed| (placed.1.id.clone(), placed))
            .collect();
        apart(&denials.into_values().collect::<Vec<_>>())
    }
}

/// Who was heard.
#[derive(Default)]
struct Heard<'a> {
    groups: BTreeSet<&'a str>,
    unknown: BTreeSet<&'a StatementId>,
}

impl<'a> Heard<'a> {
    fn hear(&mut self, lens: &'a Lens, source: Option<&SourceId>, end: &'a StatementId) {
        match source {
            Some(source) => self.groups.extend(lens.groups.get(source).map(AsRef::as_ref)),
            None => drop(self.unknown.insert(end)),
        }
    }
}

//! Every proposition in numbers, kept up as the project changes.

use super::Placed;
use super::tally::{Lens, Tally, leads};
use crate::model::{
    Article, BothMarks, Change, Kind, Layer, Project, PropositionId, Relation, RelationKind,
    Statement, StatementId, Tables, changes,
};
use crate::report::independence::{is_replaced, leads_back};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Statements that can be looked at again between two frames.
const FEW: usize = 4_000;

/// Every proposition in numbers.
///
/// The first look counts everything in one pass; a later one counts again the propositions that a change can have touched:
/// those of the statements that changed, of those that lead back to them or to what was corrected, and of those they deny.
#[derive(Debug, Default)]
pub struct Ledger {
    tallies: BTreeMap<PropositionId, Tally>,
    lens: Lens,
    /// The records as they were counted.
    seen: Tables,
}

/// What changed of who belongs together, what leads where, what was corrected, what is said.
#[derive(Default)]
struct Met {
    /// Statements that may count otherwise now.
    statements: HashSet<StatementId>,
    propositions: BTreeSet<PropositionId>,
    has_other_leads: bool,
}

impl Met {
    /// Every statement of these layers.
    fn meet_all<'a>(&mut self, layers: impl Iterator<Item = &'a Arc<Layer>>) {
        for layer in layers {
            self.statements.extend(layer.marks().statements().keys().cloned());
        }
    }
}

impl Ledger {
    /// Every proposition of a project.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let lens = Lens::of(project);
        let mut members: HashMap<PropositionId, Vec<Placed<'_>>> = HashMap::new();
        for layer in project.layers().values() {
            for statement in layer.marks().statements().values() {
                if let Some(about) = &statement.proposition {
                    let placed = (layer.id(), Arc::clone(statement));
                    members.entry(about.clone()).or_default().push(placed);
                }
            }
        }
        let tally = |id: &PropositionId| {
            members.get(id).map_or_else(Tally::default, |members| lens.tally(project, members))
        };
        let tallies = project.propositions().keys().map(|id| (id.clone(), tally(id))).collect();
        Self { tallies, lens, seen: project.tables().clone() }
    }

    /// Has so much changed since the last look that looking again takes longer than a frame has?
    #[must_use]
    pub fn is_far_from(&self, project: &Project) -> bool {
        let mut n = 0;
        changes(self.seen.layers(), project.layers()).any(|layer| {
            n += changed_statements(&layer.marks()).take(FEW).count();
            n >= FEW
        })
    }

    /// Looks at the project again.
    pub fn catch_up(&mut self, project: &Project) {
        let old = std::mem::replace(&mut self.seen, project.tables().clone());
        let mut met = Met::default();
        self.meet_groups(project, &old, &mut met);
        for article in changes(old.articles(), project.articles()) {
            let voice =
                |article: &Arc<Article>| (article.voice().cloned(), article.metadata().published);
            if article.old.map(voice) != article.new.map(voice) {
                met.meet_all(project.layers_of(article.id));
            }
        }
        for layer in changes(old.layers(), project.layers()) {
            let marks = layer.marks();
            for one in changed_statements(&marks) {
                met.statements.insert(one.id.clone());
                met.propositions.extend(one.both().filter_map(|one| one.proposition.clone()));
            }
            for one in marks.relations() {
                one.both().for_each(|relation| self.meet_relation(project, relation, &mut met));
            }
        }
        if met.has_other_leads {
            let roots = self.lens.lead(&leads(project));
            met.statements.extend(roots.into_iter().filter(|id| project.has_statement(id)));
        }
        let led = self.lens.roots.leading_to(&met.statements);
        let led = led.into_iter().filter(|id| project.has_statement(id));
        for id in met.statements.iter().chain(led) {
            let denied = project.relations_at(id).filter(|(_, relation)| {
                relation.kind == RelationKind::Denies && relation.from == *id
            });
            let denied = denied.map(|(_, relation)| &relation.to);
            let about = denied.chain([id]).filter_map(|id| project.proposition_of(id));
            met.propositions.extend(about.cloned());
        }
        for proposition in changes(old.propositions(), project.propositions()) {
            if proposition.new.is_none() {
                self.tallies.remove(proposition.id);
            } else if proposition.old.is_none() {
                met.propositions.insert(proposition.id.clone());
            }
        }
        for id in met.propositions {
            if project.propositions().contains_key(&id) {
                let members: Vec<Placed<'_>> = project.members(&id).collect();
                self.tallies.insert(id, self.lens.tally(project, &members));
            }
        }
    }

    /// The statements of sources that belong together with others than before.
    fn meet_groups(&mut self, project: &Project, old: &Tables, met: &mut Met) {
        if old.sources().ptr_eq(project.sources()) {
            return;
        }
        for id in &self.lens.group(project) {
            met.statements.extend(project.naming(id).map(|(_, one)| one.id.clone()));
            met.meet_all(project.voiced(id).flat_map(|article| project.layers_of(article)));
        }
    }

    /// A relation that came, went or is another now.
    fn meet_relation(&mut self, project: &Project, relation: &Relation, met: &mut Met) {
        match relation.kind {
            RelationKind::Denies => {
                self.lens.hear_deniers(project, &relation.to);
                met.statements.extend([relation.from.clone(), relation.to.clone()]);
            }
            RelationKind::Updates => {
                self.lens.replace(&relation.to, is_replaced(project, &relation.to));
                met.statements.insert(relation.to.clone());
                met.has_other_leads = true;
            }
            _ => met.has_other_leads |= leads_back(relation.kind),
        }
    }

    /// A proposition in numbers; none when it is not in the project.
    #[must_use]
    pub fn tally(&self, id: &PropositionId) -> Option<Tally> {
        self.tallies.get(id).copied()
    }

    /// The numbers of all propositions, in the order of their ids.
    pub fn tallies(&self) -> impl Iterator<Item = (&PropositionId, Tally)> {
        self.tallies.iter().map(|(id, tally)| (id, *tally))
    }
}

/// The statements of a layer that count otherwise than before.
fn changed_statements(
    marks: &BothMarks,
) -> impl Iterator<Item = Change<'_, StatementId, Arc<Statement>>> {
    let changed = marks.statements();
    changed.filter(|one| !one.old.zip(one.new).is_some_and(|(was, is)| counts_alike(was, is)))
}

/// Do two states of a statement count the same?
fn counts_alike(was: &Statement, is: &Statement) -> bool {
    was.proposition == is.proposition
        && (was.kind == Kind::Denial) == (is.kind == Kind::Denial)
        && was.content == is.content
        && was.source() == is.source()
        && was.implied_source == is.implied_source
        && was.date == is.date
}

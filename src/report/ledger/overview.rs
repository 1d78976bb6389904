//! Every proposition in numbers, kept up as the project changes.

use super::Placed;
use super::tally::{Lens, Tally, groups};
use crate::model::{
    ArticleId, Layer, LayerId, Project, PropositionId, Relation, RelationKind, SourceId, Statement,
    StatementId,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What counting takes from an article: who speaks at level 0, and the day of publication.
type Voice = (ArticleId, Option<SourceId>, Option<Date>);

/// Every proposition in numbers.
///
/// The first look counts everything in one pass; a later one counts again what a change can have touched. Changes that can
/// reach far (who belongs together, what cites, repeats, denies or corrects what, layers and articles that come or go) are
/// counted as at the first look.
#[derive(Debug, Default)]
pub struct Ledger {
    tallies: BTreeMap<PropositionId, Tally>,
    lens: Lens,
    layers: Vec<(LayerId, Arc<Layer>)>,
    voices: Vec<Voice>,
}

fn voices(
    project: &Project,
) -> impl Iterator<Item = (&ArticleId, Option<&SourceId>, Option<Date>)> {
    let articles = project.articles().values();
    articles.map(|article| (article.id(), article.voice(), article.metadata().published))
}

/// Does counting follow it?
fn counts(relation: &Relation) -> bool {
    use RelationKind as R;
    matches!(relation.kind, R::Cites | R::Repeats | R::Updates | R::Denies)
}

impl Ledger {
    /// Every proposition of a project.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let lens = Lens::of(project);
        let mut members: HashMap<&PropositionId, Vec<Placed<'_>>> = HashMap::new();
        for layer in project.layers().values() {
            for statement in layer.statements().values() {
                if let Some(about) = &statement.proposition {
                    members.entry(about).or_default().push((layer.id(), statement));
                }
            }
        }
        let tally = |id: &PropositionId| {
            members.get(id).map_or_else(Tally::default, |members| lens.tally(project, members))
        };
        let tallies = project.propositions().keys().map(|id| (id.clone(), tally(id))).collect();
        let layers = project.layers().iter().map(|(id, layer)| (id.clone(), Arc::clone(layer)));
        let voices = voices(project).map(|(id, voice, day)| (id.clone(), voice.cloned(), day));
        Self { tallies, lens, layers: layers.collect(), voices: voices.collect() }
    }

    /// Looks at the project again.
    pub fn catch_up(&mut self, project: &Project) {
        let Some(changed) = self.changed(project) else {
            *self = Self::of(project);
            return;
        };
        let mut touched = BTreeSet::new();
        for (number, layer) in changed {
            let Some((_, old)) = self.layers.get_mut(number) else { continue };
            let old = std::mem::replace(old, Arc::clone(layer));
            if !touch(project, &self.lens, (&old, layer), &mut touched) {
                *self = Self::of(project);
                return;
            }
        }
        self.tallies.retain(|id, _| project.propositions().contains_key(id));
        let fresh = project.propositions().keys().filter(|id| !self.tallies.contains_key(*id));
        touched.extend(fresh.cloned());
        for id in touched.into_iter().filter(|id| project.propositions().contains_key(id)) {
            let members: Vec<Placed<'_>> = project.members(&id).collect();
            let tally = self.lens.tally(project, &members);
            self.tallies.insert(id, tally);
        }
    }

    /// The layers that changed, by their place; `None` when more changed than what lies in layers.
    fn changed<'a>(&self, project: &'a Project) -> Option<Vec<(usize, &'a Arc<Layer>)>> {
        let is_same = self.layers.len() == project.layers().len()
            && self.lens.groups == groups(project)
            && self.voices.len() == project.articles().len()
            && self
                .voices
                .iter()
                .map(|(id, voice, day)| (id, voice.as_ref(), *day))
                .eq(voices(project));
        let mut changed = Vec::new();
        for (number, (id, layer)) in project.layers().iter().enumerate().filter(|_| is_same) {
            let (known, old) = self.layers.get(number)?;
            if known != id {
                return None;
            }
            if !Arc::ptr_eq(old, layer) {
                changed.push((number, layer));
            }
        }
        is_same.then_some(changed)
    }

    /// A proposition in numbers; none when it is not in the project.
    #[must_use]
    pub fn tally(&self, id: &PropositionId) -> Option<Tally> {
        self.tallies.get(id).copied()
    }
}

/// The propositions whose numbers can have changed with a layer; says whether it is no more than those.
fn touch(
    project: &Project,
    lens: &Lens,
    (old, new): (&Layer, &Layer),
    touched: &mut BTreeSet<PropositionId>,
) -> bool {
    let followed = |layer: &Layer| -> Vec<Relation> {
        layer.relations().values().filter(|relation| counts(relation)).cloned().collect()
    };
    if followed(old) != followed(new) {
        return false;
    }
    let ids: BTreeSet<&StatementId> =
        old.statements().keys().chain(new.statements().keys()).collect();
    for id in ids {
        let (was, is) = (old.statements().get(id), new.statements().get(id));
        if was.zip(is).is_some_and(|(was, is)| Arc::ptr_eq(was, is) || alike(was, is)) {
            continue;
        }
        if lens.roots.get(id).is_some() {
            return false;
        }
        touched.extend(was.into_iter().chain(is).filter_map(|one| one.proposition.clone()));
        let related = project.relations_at(id).flat_map(|(_, r)| [&r.from, &r.to]);
        let related = related.filter_map(|other| project.statement(other));
        touched.extend(related.filter_map(|(_, one)| one.proposition.clone()));
    }
    true
}

/// Do two states of a statement count the same?
fn alike(was: &Statement, is: &Statement) -> bool {
    was.proposition == is.proposition
        && was.kind == is.kind
        && was.content == is.content
        && was.source() == is.source()
        && was.implied_source == is.implied_source
        && was.date == is.date
}

//! From one project to another in one edit, so that the way there can be taken back as one step.

use super::edit::Edit;
use super::id::StatementId;
use super::layer::LayerId;
use super::marks::Marks;
use super::project::Project;
use super::source::Source;
use super::statement::Relation;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The edit that makes `to` of `from`; `None` when they are equal. Every part of it keeps the rules that hold in a project:
/// what goes goes before what it rests on, and what comes comes behind it.
#[must_use]
pub fn difference(from: &Project, to: &Project) -> Option<Edit> {
    let mut way = Way { from, to, gone: BTreeSet::new(), edits: Vec::new() };
    way.find_gone_statements();
    way.remove_marks();
    way.remove_articles();
    way.put_settings_and_sources();
    way.put_propositions();
    way.put_articles();
    way.put_marks();
    way.remove_sources();
    (!way.edits.is_empty()).then_some(Edit::batch(way.edits))
}

struct Way<'a> {
    from: &'a Project,
    to: &'a Project,
    /// Statements that go from their layer, perhaps to come in another.
    gone: BTreeSet<StatementId>,
    edits: Vec<Edit>,
}

impl<'a> Way<'a> {
    /// What lies in the layer in both projects; one on another text goes as a whole and comes as a whole.
    fn kept(&self, id: &LayerId) -> Option<(Arc<Marks>, Arc<Marks>)> {
        let (from, to) = (self.from, self.to);
        let old = from.articles().get(&id.article)?;
        let new = to.articles().get(&id.article)?;
        let layers = from.layers().get(id).zip(to.layers().get(id))?;
        (old.sha256() == new.sha256()).then(|| (layers.0.marks(), layers.1.marks()))
    }

    fn find_gone_statements(&mut self) {
        for (home, layer) in self.from.layers() {
            let kept = self.kept(home);
            let stays = |id: &StatementId| {
                kept.as_ref().is_some_and(|(_, to)| to.statements().contains_key(id))
            };
            self.gone.extend(layer.marks().statements().keys().filter(|id| !stays(id)).cloned());
        }
    }

    /// Does the relation stay where it is?
    fn stays(&self, home: &LayerId, relation: &Relation) -> bool {
        let same = |(from, to): (Arc<Marks>, Arc<Marks>)| {
            let ends = (from.relations().get(&relation.id), to.relations().get(&relation.id));
            ends == (Some(relation), Some(relation))
        };
        let moves = self.gone.contains(&relation.from) || self.gone.contains(&relation.to);
        !moves && self.kept(home).is_some_and(same)
    }

    fn remove_marks(&mut self) {
        for (home, layer) in self.from.layers() {
            for (id, relation) in layer.marks().relations() {
                if !self.stays(home, relation) {
                    self.edits.push(Edit::Relation(home.clone(), id.clone(), None));
                }
            }
        }
        for (home, layer) in self.from.layers() {
            let (to, marks) = (self.kept(home).map(|(_, to)| to), layer.marks());
            for id in marks.statements().keys().filter(|id| self.gone.contains(id)) {
                self.edits.push(Edit::Statement(home.clone(), id.clone(), None));
            }
            for id in marks.remarks().keys() {
                if !to.as_ref().is_some_and(|to| to.remarks().contains_key(id)) {
                    self.edits.push(Edit::Remark(home.clone(), id.clone(), None));
                }
            }
            for span in marks.no_statement() {
                if !to.as_ref().is_some_and(|to| to.no_statement().contains(span)) {
                    self.edits.push(Edit::NoStatement(home.clone(), *span, false));
                }
            }
            if to.is_none() {
                self.edits.push(Edit::Layer(home.clone(), None));
            }
        }
    }

    fn remove_articles(&mut self) {
        for (id, old) in self.from.articles() {
            let new = self.to.articles().get(id);
            if new.is_none_or(|new| new.sha256() != old.sha256()) {
                self.edits.push(Edit::Article(id.clone(), None));
            }
        }
    }

    fn put_settings_and_sources(&mut self) {
        let (from, to) = (self.from, self.to);
        if from.settings() != to.settings() {
            self.edits.push(Edit::Settings(to.settings().clone()));
        }
        for (id, new) in to.annotators() {
            if from.annotators().get(id) != Some(new) {
                self.edits.push(Edit::Annotator(id.clone(), Some(new.clone())));
            }
        }
        let changed: Vec<&Source> =
            to.sources().values().filter(|new| from.sources().get(&new.id) != Some(new)).collect();
        // First each by itself: a body may come behind its part, or the two may have changed places.
        for new in &changed {
            let alone = Source { part_of: None, ..(*new).clone() };
            self.edits.push(Edit::Source(new.id.clone(), Some(alone)));
        }
        for new in changed.into_iter().filter(|new| new.part_of.is_some()) {
            self.edits.push(Edit::Source(new.id.clone(), Some(new.clone())));
        }
    }

    fn put_propositions(&mut self) {
        for (id, new) in self.to.propositions() {
            if self.from.propositions().get(id) != Some(new) {
                self.edits.push(Edit::Proposition(id.clone(), Some(new.clone())));
            }
        }
    }

    fn put_articles(&mut self) {
        for (id, new) in self.to.articles() {
            if self.from.articles().get(id) != Some(new) {
                self.edits.push(Edit::Article(id.clone(), Some(Arc::clone(new))));
            }
        }
    }

    fn put_marks(&mut self) {
        for (home, layer) in self.to.layers() {
            let (from, marks) = (self.kept(home).map(|(from, _)| from), layer.marks());
            let old_head = self.from.layers().get(home).filter(|_| from.is_some());
            if old_head.map(|old| old.head()) != Some(layer.head()) {
                self.edits.push(Edit::Layer(home.clone(), Some(layer.head().clone())));
            }
            for (id, new) in marks.statements() {
                if from.as_ref().and_then(|from| from.statements().get(id)) != Some(new) {
                    let edit = Edit::Statement(home.clone(), id.clone(), Some(Arc::clone(new)));
                    self.edits.push(edit);
                }
            }
            for (id, new) in marks.remarks() {
                if from.as_ref().and_then(|from| from.remarks().get(id)) != Some(new) {
                    self.edits.push(Edit::Remark(home.clone(), id.clone(), Some(new.clone())));
                }
            }
            for span in marks.no_statement() {
                if !from.as_ref().is_some_and(|from| from.no_statement().contains(span)) {
                    self.edits.push(Edit::NoStatement(home.clone(), *span, true));
                }
            }
        }
        for (home, layer) in self.to.layers() {
            for (id, new) in layer.marks().relations() {
                if !self.stays(home, new) {
                    self.edits.push(Edit::Relation(home.clone(), id.clone(), Some(new.clone())));
                }
            }
        }
    }

    fn remove_sources(&mut self) {
        let (from, to) = (self.from, self.to);
        for id in from.propositions().keys().filter(|id| !to.propositions().contains_key(*id)) {
            self.edits.push(Edit::Proposition(id.clone(), None));
        }
        let gone = from.sources().values().filter(|old| !to.sources().contains_key(&old.id));
        let gone: Vec<&Source> = gone.collect();
        for old in gone.iter().filter(|old| old.part_of.is_some()) {
            let alone = Source { part_of: None, ..(*old).clone() };
            self.edits.push(Edit::Source(old.id.clone(), Some(alone)));
        }
        self.edits.extend(gone.into_iter().map(|old| Edit::Source(old.id.clone(), None)));
        for id in from.annotators().keys().filter(|id| !to.annotators().contains_key(*id)) {
            self.edits.push(Edit::Annotator(id.clone(), None));
        }
    }
}

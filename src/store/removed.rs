//! What was removed and can be brought back: articles, sources, layers and statements, with who removed them and when.
//!
//! The bin holds their files, the history what belonged to them: a step that removes something knows what stood there, also
//! the relations that went with it. Additions that were merely undone are none of it; redo brings them back.

use super::error::StoreError;
use super::layout::Layout;
use super::replay::Texts;
use super::trail::{Trail, trail};
use crate::model::{
    Act, Annotator, AnnotatorId, ArticleId, Edit, LayerId, Project, Proposition, PropositionId,
    Relation, Source, SourceId, StatementId, Step, apply,
};
use jiff::Timestamp;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// What was removed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// An article, with all layers on it.
    Article(ArticleId),
    /// A source.
    Source(SourceId),
    /// A proposition; the statements about it stayed.
    Proposition(PropositionId),
    /// A layer, with all its marks; its article stayed.
    Layer(LayerId),
    /// A statement; its layer stayed.
    Statement(LayerId, StatementId),
}

/// Something that was removed and is not there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// What.
    pub item: Item,
    /// A title or a name; of a statement, the step that removed it, in words.
    pub name: String,
    /// Who removed it.
    pub by: AnnotatorId,
    /// When.
    pub at: Timestamp,
    /// The number of the step that removed it.
    pub step: u64,
    /// What takes that step back.
    inverse: Arc<Edit>,
}

/// Everything that was removed and is not there now, the last first. What went with its article or its layer is not listed
/// by itself.
///
/// # Errors
/// As for [`trail`]. What history files do not tell any more is not listed.
pub fn list(folder: &Path) -> Result<Vec<Removed>, StoreError> {
    let mut ledger = Ledger::default();
    for step in trail(folder)?.steps {
        ledger.follow(step);
    }
    let gone = ledger.gone;
    let by_itself = |removed: &Removed| {
        let owners = match &removed.item {
            Item::Article(_) | Item::Source(_) | Item::Proposition(_) => vec![],
            Item::Layer(id) => vec![Item::Article(id.article.clone())],
            Item::Statement(home, _) => {
                vec![Item::Article(home.article.clone()), Item::Layer(home.clone())]
            }
        };
        let went_along = |owner: &Item| gone.get(owner).is_some_and(|o| o.step == removed.step);
        !owners.iter().any(went_along)
    };
    let mut list: Vec<Removed> = gone.values().filter(|one| by_itself(one)).cloned().collect();
    list.sort_by_key(|removed| Reverse(removed.step));
    Ok(list)
}

fn flatten<'a>(edit: &'a Edit, flat: &mut Vec<&'a Edit>) {
    match edit {
        Edit::Batch(edits) => edits.iter().for_each(|edit| flatten(edit, flat)),
        one => flat.push(one),
    }
}

/// Item and whether it is there behind the edit.
fn item(edit: &Edit) -> Option<(Item, bool)> {
    match edit {
        Edit::Article(id, new) => Some((Item::Article(id.clone()), new.is_some())),
        Edit::Source(id, new) => Some((Item::Source(id.clone()), new.is_some())),
        Edit::Proposition(id, new) => Some((Item::Proposition(id.clone()), new.is_some())),
        Edit::Layer(id, new) => Some((Item::Layer(id.clone()), new.is_some())),
        Edit::Statement(home, id, new) => {
            Some((Item::Statement(home.clone(), id.clone()), new.is_some()))
        }
        _ => None,
    }
}

/// What is gone, and what was ever removed and may be again when bringing it back is undone.
#[derive(Default)]
struct Ledger {
    gone: BTreeMap<Item, Removed>,
    once: BTreeMap<Item, Removed>,
}

impl Item {
    /// The id of what was removed; a layer is `article/annotator`.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Article(id) => id.to_string(),
            Self::Source(id) => id.to_string(),
            Self::Proposition(id) => id.to_string(),
            Self::Layer(id) => format!("{}/{}", id.article, id.annotator),
            Self::Statement(_, id) => id.to_string(),
        }
    }

    /// What sort of record it is.
    #[must_use]
    pub fn sort(&self) -> &'static str {
        match self {
            Self::Article(_) => "article",
            Self::Source(_) => "source",
            Self::Proposition(_) => "proposition",
            Self::Layer(_) => "layer",
            Self::Statement(..) => "statement",
        }
    }
}

impl Ledger {
    fn follow(&mut self, step: Step) {
        let mut edits = Vec::new();
        flatten(&step.edit, &mut edits);
        let items: Vec<(Item, bool)> = edits.into_iter().filter_map(item).collect();
        let names = names(&step);
        let inverse = Arc::new(step.inverse);
        for (item, is_there) in items {
            self.gone.remove(&item);
            match (step.act, is_there) {
                (Act::Undid, true) => drop(self.once.remove(&item)),
                (Act::Did | Act::Redid, true) => {}
                (Act::Undid, false) => self.gone.extend(self.once.get_key_value(&item).map(owned)),
                (Act::Did | Act::Redid, false) => {
                    // Where nothing stood before, nothing was removed.
                    let Some(name) = names.get(&item).cloned() else { continue };
                    let (by, inverse) = (step.by.clone(), Arc::clone(&inverse));
                    let (at, number) = (step.at, step.number);
                    let removed = Removed { item, name, by, at, step: number, inverse };
                    self.once.insert(removed.item.clone(), removed.clone());
                    self.gone.insert(removed.item.clone(), removed);
                }
            }
        }
    }
}

fn owned((item, removed): (&Item, &Removed)) -> (Item, Removed) {
    (item.clone(), removed.clone())
}

/// What stood there before the step, with its name.
fn names(step: &Step) -> BTreeMap<Item, String> {
    let mut before = Vec::new();
    flatten(&step.inverse, &mut before);
    let named = |edit: &Edit| {
        let name = match edit {
            Edit::Article(_, Some(article)) => article.metadata().title.clone(),
            Edit::Source(_, Some(source)) => source.name.clone(),
            Edit::Proposition(_, Some(proposition)) => proposition.wording.clone(),
            Edit::Layer(id, Some(_)) => format!("{} / {}", id.article, id.annotator),
            Edit::Statement(_, _, Some(_)) => step.label.clone(),
            _ => return None,
        };
        item(edit).map(|(item, _)| (item, name))
    };
    before.into_iter().filter_map(named).collect()
}

/// The edit that brings it back into the project as it is now: with its marks and those relations of which both ends are
/// there then, and with the sources and annotators it names, where they were removed since. Nothing is changed here.
///
/// # Errors
/// When what it rests on is gone for good, something else has taken its place, or its text is nowhere: the reason in words.
pub fn restore(project: &Project, folder: &Path, removed: &Removed) -> Result<Edit, StoreError> {
    let trail = trail(folder)?;
    let mut parts = Vec::new();
    flatten(&removed.inverse, &mut parts);
    let mut edits: Vec<Edit> =
        parts.into_iter().filter(|edit| belongs(edit, &removed.item)).cloned().collect();
    let mut texts = Texts::new(&Layout::new(folder), project.tables());
    edits.iter_mut().try_for_each(|edit| texts.fill(edit)).map_err(StoreError::NotRestored)?;
    let coming = Coming::of(&edits);
    edits.retain(|edit| !coming.leaves_dangling(edit, project));
    let mut whole = missing_names(project, &edits, &trail);
    whole.extend(edits);
    let edit = Edit::batch(whole);
    // Tried on a copy, which is a list of pointers: whoever applies it meets no surprise.
    let refused = apply(&mut project.clone(), edit.clone()).err();
    refused.map_or(Ok(edit), |refusal| Err(StoreError::NotRestored(refusal.to_string())))
}

/// Is the edit part of bringing the item back?
fn belongs(edit: &Edit, wanted: &Item) -> bool {
    if let Edit::Relation(home, _, Some(relation)) = edit {
        return match wanted {
            Item::Article(id) => home.article == *id || relation.to_article == *id,
            Item::Layer(id) => home == id || touches_layer(relation, id),
            Item::Statement(_, id) => relation.from == *id || relation.to == *id,
            Item::Source(_) | Item::Proposition(_) => false,
        };
    }
    if item(edit).is_some_and(|(found, is_there)| is_there && found == *wanted) {
        return true;
    }
    match (wanted, edit.layer()) {
        (Item::Article(id), Some(home)) => home.article == *id,
        (Item::Layer(id), Some(home)) => home == id,
        _ => false,
    }
}

/// May the relation, which lies in another layer, lead to this one? Whether it does is seen by its ends.
fn touches_layer(relation: &Relation, id: &LayerId) -> bool {
    relation.to_article == id.article
}

/// The layers and statements that come back.
#[derive(Default)]
struct Coming {
    layers: BTreeSet<LayerId>,
    statements: BTreeSet<StatementId>,
}

impl Coming {
    fn of(edits: &[Edit]) -> Self {
        let mut coming = Self::default();
        for edit in edits {
            match edit {
                Edit::Layer(id, Some(_)) => drop(coming.layers.insert(id.clone())),
                Edit::Statement(_, id, Some(_)) => drop(coming.statements.insert(id.clone())),
                _ => {}
            }
        }
        coming
    }

    /// Is it a relation of which an end, or the layer it lies in, is not there after the restoring?
    fn leaves_dangling(&self, edit: &Edit, project: &Project) -> bool {
        let Edit::Relation(home, id, Some(relation)) = edit else { return false };
        let has_end = |end| project.has_statement(end) || self.statements.contains(end);
        let has_home = project.layers().contains_key(home) || self.layers.contains(home);
        project.has_relation(id) || !has_home || !has_end(&relation.from) || !has_end(&relation.to)
    }
}

/// The sources and annotators that the edits name and the project lacks, as the history last knew them.
fn missing_names(project: &Project, edits: &[Edit], trail: &Trail) -> Vec<Edit> {
    let (mut sources, mut annotators) = (Vec::new(), BTreeSet::new());
    let mut propositions: BTreeSet<&PropositionId> = BTreeSet::new();
    for edit in edits {
        match edit {
            Edit::Article(_, Some(article)) => {
                sources.extend(article.metadata().sources());
            }
            Edit::Statement(_, _, Some(statement)) => {
                sources.extend(statement.sources());
                propositions.extend(&statement.proposition);
            }
            Edit::Source(_, Some(source)) => sources.extend(&source.part_of),
            Edit::Layer(id, Some(_)) => drop(annotators.insert(&id.annotator)),
            _ => {}
        }
    }
    let (known_sources, known_annotators) = last_known(trail);
    let annotators = annotators.into_iter().filter(|id| !project.annotators().contains_key(*id));
    let mut missing: Vec<Edit> = annotators
        .filter_map(|id| {
            Some(Edit::Annotator(id.clone(), Some((*known_annotators.get(id)?).clone())))
        })
        .collect();
    let mut wanted: BTreeMap<&SourceId, &Source> = BTreeMap::new();
    while let Some(id) = sources.pop() {
        if let Some(source) = known_sources.get(id)
            && !project.sources().contains_key(id)
            && wanted.insert(id, source).is_none()
        {
            sources.extend(&source.part_of);
        }
    }
    let known_propositions = last_propositions(trail);
    let gone = propositions.into_iter().filter(|id| !project.propositions().contains_key(*id));
    missing.extend(gone.filter_map(|id| {
        Some(Edit::Proposition(id.clone(), Some((*known_propositions.get(id)?).clone())))
    }));
    // First each by itself: a body may come behind its part.
    for (id, source) in &wanted {
        let alone = Source { part_of: None, ..(*source).clone() };
        missing.push(Edit::Source((*id).clone(), Some(alone)));
    }
    for (id, source) in wanted.into_iter().filter(|(_, source)| source.part_of.is_some()) {
        missing.push(Edit::Source(id.clone(), Some(source.clone())));
    }
    missing
}

/// Every proposition as the last step that brought it has it.
fn last_propositions(trail: &Trail) -> BTreeMap<&PropositionId, &Proposition> {
    let mut known = BTreeMap::new();
    for step in &trail.steps {
        let mut edits = Vec::new();
        flatten(&step.inverse, &mut edits);
        flatten(&step.edit, &mut edits);
        for edit in edits {
            if let Edit::Proposition(id, Some(proposition)) = edit {
                known.insert(id, proposition);
            }
        }
    }
    known
}

/// Every source and annotator as the last step that brought it has it.
fn last_known(trail: &Trail) -> (BTreeMap<&SourceId, &Source>, BTreeMap<&AnnotatorId, &Annotator>) {
    let (mut sources, mut annotators) = (BTreeMap::new(), BTreeMap::new());
    for step in &trail.steps {
        let mut edits = Vec::new();
        // What a step took away is known by its inverse, also when the step that brought it is not.
        flatten(&step.inverse, &mut edits);
        flatten(&step.edit, &mut edits);
        for edit in edits {
            match edit {
                Edit::Source(id, Some(source)) => drop(sources.insert(id, source)),
                Edit::Annotator(id, Some(one)) => drop(annotators.insert(id, one)),
                _ => {}
            }
        }
    }
    (sources, annotators)
}

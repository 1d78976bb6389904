//! What is on the disk as far as the program knows, and what a save has to do about it.

use crate::model::assemble::Home;
use crate::model::{
    Article, ArticleId, Edit, Layer, LayerId, Proposition, PropositionId, Source, SourceId, Step,
    Tables,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A record that has files of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Source(SourceId),
    Proposition(PropositionId),
    Article(ArticleId),
    Layer(LayerId),
    Project,
}

impl Key {
    fn at(home: &Home) -> Self {
        match home {
            Home::Source(id) => Self::Source(id.clone()),
            Home::Proposition(id) => Self::Proposition(id.clone()),
            Home::Article(id) => Self::Article(id.clone()),
            Home::Layer(id) => Self::Layer(id.clone()),
            Home::Project => Self::Project,
        }
    }

    pub(super) fn home(&self) -> Home {
        match self {
            Self::Source(id) => Home::Source(id.clone()),
            Self::Proposition(id) => Home::Proposition(id.clone()),
            Self::Article(id) => Home::Article(id.clone()),
            Self::Layer(id) => Home::Layer(id.clone()),
            Self::Project => Home::Project,
        }
    }
}

/// What the files hold.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// The tables of the last save.
    pub(super) saved: Tables,
    /// Records of which a failed save may have written the files, or not.
    pub(super) doubtful: BTreeSet<Key>,
    /// Records that may differ from the last save: those that steps since then name.
    touched: BTreeSet<Key>,
    /// Are those all of them? Otherwise a save compares every record.
    is_tracked: bool,
    /// Articles that steps since the last save brought (`true`) or took away.
    articles: BTreeMap<ArticleId, bool>,
    /// When the last step was made: the clock of the bin.
    pub(super) last_at: Option<Timestamp>,
}

impl Written {
    pub(super) fn new(saved: Tables) -> Self {
        Self { saved, ..Self::default() }
    }

    /// From now on nothing differs from the files but what steps are noted for, or what is doubtful or touched.
    pub(super) fn track(&mut self) {
        self.is_tracked = true;
    }

    /// Takes note of a step that is in a journal and in no other file.
    pub(super) fn note(&mut self, step: &Step) {
        self.last_at = Some(step.at);
        self.note_edit(&step.edit);
    }

    fn note_edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Batch(edits) => edits.iter().for_each(|edit| self.note_edit(edit)),
            Edit::Article(id, new) => drop(self.articles.insert(id.clone(), new.is_some())),
            _ => {}
        }
        self.touched.extend(key_of(edit));
    }

    /// Takes note that a record may differ from its file.
    pub(super) fn touch(&mut self, home: &Home) {
        self.touched.insert(Key::at(home));
    }

    /// Did a step since the last save bring or take away this article?
    pub(super) fn knows(&self, id: &ArticleId) -> bool {
        self.articles.contains_key(id)
    }

    /// Is the article in the project, by all that was saved and appended?
    pub(super) fn is_live(&self, id: &ArticleId) -> bool {
        self.articles.get(id).copied().unwrap_or_else(|| self.saved.articles().contains_key(id))
    }

    /// All that these tables hold is in the files. Where the records that may differ are known, no other is looked at.
    pub(super) fn is_saved(&mut self, tables: &Tables) {
        if self.is_tracked {
            for key in self.touched.iter().chain(&self.doubtful) {
                let home = key.home();
                self.saved.put_record(&home, tables.record(&home));
            }
        } else {
            self.saved = tables.clone();
        }
        self.doubtful.clear();
        self.touched.clear();
        self.articles.clear();
        self.is_tracked = true;
    }

    /// The records that may differ between the files and these tables.
    fn suspects(&self, tables: &Tables) -> BTreeSet<Key> {
        if self.is_tracked {
            self.touched.union(&self.doubtful).cloned().collect()
        } else {
            self.all(tables)
        }
    }

    /// A record that differs though nothing says that it may: what has no step would never be saved.
    pub(super) fn untold(&self, tables: &Tables) -> Option<Key> {
        let all = self.all(tables).into_iter();
        let suspects = self.suspects(tables);
        let mut others = all.filter(|key| !suspects.contains(key));
        others.find(|key| {
            let mut changes = Changes::default();
            changes.look_at(self, tables, key.clone());
            !changes.is_empty()
        })
    }

    fn all(&self, tables: &Tables) -> BTreeSet<Key> {
        let keys_of = |tables: &Tables| -> Vec<Key> {
            let sources = tables.sources().keys().cloned().map(Key::Source);
            let propositions = tables.propositions().keys().cloned().map(Key::Proposition);
            let articles = tables.articles().keys().cloned().map(Key::Article);
            let layers = tables.layers().keys().cloned().map(Key::Layer);
            sources.chain(propositions).chain(articles).chain(layers).collect()
        };
        let noted = self.touched.union(&self.doubtful).cloned();
        keys_of(&self.saved)
            .into_iter()
            .chain(keys_of(tables))
            .chain(noted)
            .chain([Key::Project])
            .collect()
    }
}

/// The record that an edit changes; a batch has none of its own.
pub(super) fn key_of(edit: &Edit) -> Option<Key> {
    match edit {
        Edit::Settings(_) | Edit::Annotator(..) => Some(Key::Project),
        Edit::Source(id, _) => Some(Key::Source(id.clone())),
        Edit::Proposition(id, _) => Some(Key::Proposition(id.clone())),
        Edit::Article(id, _) | Edit::Metadata(id, _) | Edit::Segments { article: id, .. } => {
            Some(Key::Article(id.clone()))
        }
        _ => edit.layer().cloned().map(Key::Layer),
    }
}

/// What a save has to write and to take away.
#[derive(Debug, Default)]
pub(super) struct Changes<'a> {
    pub(super) sources: Vec<&'a Source>,
    pub(super) propositions: Vec<&'a Proposition>,
    /// Articles all of whose files are to be there, text and original too.
    pub(super) new_articles: Vec<&'a Arc<Article>>,
    pub(super) articles: Vec<&'a Arc<Article>>,
    pub(super) layers: Vec<&'a Arc<Layer>>,
    pub(super) is_project: bool,
    /// Layers before the articles they are on.
    pub(super) removed: Vec<Key>,
}

impl<'a> Changes<'a> {
    /// What differs between the disk and these tables.
    pub(super) fn between(written: &Written, tables: &'a Tables) -> Self {
        let mut changes = Self::default();
        for key in written.suspects(tables) {
            changes.look_at(written, tables, key);
        }
        // A layer without its article could not be read, so layers go first.
        changes.removed.sort_by_key(|key| !matches!(key, Key::Layer(_)));
        changes
    }

    fn look_at(&mut self, written: &Written, tables: &'a Tables, key: Key) {
        let saved = &written.saved;
        let is_doubtful = written.doubtful.contains(&key);
        match &key {
            Key::Project => {
                self.is_project |= is_doubtful
                    || saved.settings() != tables.settings()
                    || saved.annotators() != tables.annotators();
            }
            Key::Source(id) => {
                let old = saved.sources().get(id).filter(|old| is_written(old));
                match tables.sources().get(id).filter(|new| is_written(new)) {
                    Some(new) if is_doubtful || old != Some(new) => self.sources.push(new),
                    None if is_doubtful || old.is_some() => self.removed.push(key),
                    _ => {}
                }
            }
            Key::Proposition(id) => {
                let old = saved.propositions().get(id);
                match tables.propositions().get(id) {
                    Some(new) if is_doubtful || old != Some(new) => self.propositions.push(new),
                    None if is_doubtful || old.is_some() => self.removed.push(key),
                    _ => {}
                }
            }
            Key::Article(id) => {
                let old = saved.articles().get(id);
                let same_text = |new: &Article| old.filter(|old| old.sha256() == new.sha256());
                match (tables.articles().get(id), old) {
                    (Some(new), _) if is_doubtful => self.new_articles.push(new),
                    (Some(new), _) => match same_text(new) {
                        Some(old) if differ(old, new) => self.articles.push(new),
                        Some(_) => {}
                        None => self.new_articles.push(new),
                    },
                    (None, old) if is_doubtful || old.is_some() || written.knows(id) => {
                        self.removed.push(key);
                    }
                    (None, _) => {}
                }
            }
            Key::Layer(id) => {
                let old = saved.layers().get(id);
                match tables.layers().get(id) {
                    Some(new) if is_doubtful || old.is_none_or(|old| differ(old, new)) => {
                        self.layers.push(new);
                    }
                    None if is_doubtful || old.is_some() => self.removed.push(key),
                    _ => {}
                }
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.is_project
            && self.sources.is_empty()
            && self.propositions.is_empty()
            && self.new_articles.is_empty()
            && self.articles.is_empty()
            && self.layers.is_empty()
            && self.removed.is_empty()
    }

    /// The same as places of records.
    pub(super) fn homes(&self) -> Vec<Home> {
        self.keys().map(|key| key.home()).collect()
    }

    /// Every record whose files are going to change.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        let articles = self.new_articles.iter().chain(&self.articles);
        let sources = self.sources.iter().map(|source| Key::Source(source.id.clone()));
        let propositions = self.propositions.iter().map(|one| Key::Proposition(one.id.clone()));
        sources
            .chain(propositions)
            .chain(articles.map(|article| Key::Article(article.id().clone())))
            .chain(self.layers.iter().map(|layer| Key::Layer(layer.id().clone())))
            .chain(self.is_project.then_some(Key::Project))
            .chain(self.removed.iter().cloned())
    }
}

/// The built-in source has a file only where somebody changed it.
fn is_written(source: &Source) -> bool {
    *source != Source::unattributed()
}

/// Pointers first: one that did not change since the last save needs no second look.
fn differ<T: PartialEq>(old: &Arc<T>, new: &Arc<T>) -> bool {
    !Arc::ptr_eq(old, new) && old != new
}

//! What is on the disk as far as the program knows, and what a save has to do about it.

use crate::model::assemble::Home;
use crate::model::{Article, ArticleId, Edit, Layer, LayerId, Source, SourceId, Step, Tables};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A record that has files of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Source(SourceId),
    Article(ArticleId),
    Layer(LayerId),
    Project,
}

impl Key {
    pub(super) fn home(&self) -> Home {
        match self {
            Self::Source(id) => Home::Source(id.clone()),
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
    /// Articles that steps since the last save brought (`true`) or took away.
    pub(super) touched: BTreeMap<ArticleId, bool>,
    /// When the last step was made: the clock of the bin.
    pub(super) last_at: Option<Timestamp>,
}

impl Written {
    pub(super) fn new(saved: Tables) -> Self {
        Self { saved, ..Self::default() }
    }

    /// Takes note of a step that is in a journal and in no other file.
    pub(super) fn note(&mut self, step: &Step) {
        self.last_at = Some(step.at);
        note_articles(&step.edit, &mut self.touched);
    }

    /// Did a step since the last save bring or take away this article?
    pub(super) fn knows(&self, id: &ArticleId) -> bool {
        self.touched.contains_key(id)
    }

    /// Is the article in the project, by all that was saved and appended?
    pub(super) fn is_live(&self, id: &ArticleId) -> bool {
        self.touched.get(id).copied().unwrap_or_else(|| self.saved.articles().contains_key(id))
    }
}

fn note_articles(edit: &Edit, touched: &mut BTreeMap<ArticleId, bool>) {
    match edit {
        Edit::Article(id, new) => drop(touched.insert(id.clone(), new.is_some())),
        Edit::Batch(edits) => edits.iter().for_each(|edit| note_articles(edit, touched)),
        _ => {}
    }
}

/// What a save has to write and to take away.
#[derive(Debug, Default)]
pub(super) struct Changes<'a> {
    pub(super) sources: Vec<&'a Source>,
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
        let (saved, doubtful) = (&written.saved, &written.doubtful);
        changes.is_project = doubtful.contains(&Key::Project)
            || saved.settings() != tables.settings()
            || saved.annotators() != tables.annotators();
        for (id, source) in tables.sources().iter().filter(|(_, source)| is_written(source)) {
            let same = saved.sources().get(id) == Some(source);
            if !same || doubtful.contains(&Key::Source(id.clone())) {
                changes.sources.push(source);
            }
        }
        for (id, article) in tables.articles() {
            let old = saved.articles().get(id);
            let is_doubtful = doubtful.contains(&Key::Article(id.clone()));
            match old.filter(|old| !is_doubtful && old.sha256() == article.sha256()) {
                Some(old) if differ(old, article) => changes.articles.push(article),
                Some(_) => {}
                None => changes.new_articles.push(article),
            }
        }
        for (id, layer) in tables.layers() {
            let same = saved.layers().get(id).is_some_and(|old| !differ(old, layer));
            if !same || doubtful.contains(&Key::Layer(id.clone())) {
                changes.layers.push(layer);
            }
        }
        changes.removed = removed(written, tables);
        changes
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.is_project
            && self.sources.is_empty()
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
        sources
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

fn removed(written: &Written, tables: &Tables) -> Vec<Key> {
    let saved = &written.saved;
    let sources = saved.sources().values().filter(|source| is_written(source));
    let sources = sources.map(|source| Key::Source(source.id.clone()));
    let articles = saved.articles().keys().chain(written.touched.keys());
    let articles = articles.map(|id| Key::Article(id.clone()));
    let layers = saved.layers().keys().map(|id| Key::Layer(id.clone()));
    let known: BTreeSet<Key> =
        layers.chain(articles).chain(sources).chain(written.doubtful.iter().cloned()).collect();
    let is_gone = |key: &Key| match key {
        Key::Source(id) => !tables.sources().get(id).is_some_and(is_written),
        Key::Article(id) => !tables.articles().contains_key(id),
        Key::Layer(id) => !tables.layers().contains_key(id),
        Key::Project => false,
    };
    // A layer without its article could not be read, so layers go first.
    let mut removed: Vec<Key> = known.into_iter().filter(is_gone).collect();
    removed.sort_by_key(|key| !matches!(key, Key::Layer(_)));
    removed
}

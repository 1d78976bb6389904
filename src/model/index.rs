//! What a project knows about itself beside its records: who names whom. All of it is derived.

use super::article::Metadata;
use super::edit::Edit;
use super::id::{ArticleId, PropositionId, RelationId, RemarkId, SourceId, StatementId};
use super::layer::LayerId;
use super::link::Link;
use super::project::Tables;
use super::standing::Standing;
use super::statement::Statement;
use super::table::Table;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where each record lives and how often it is named. A copy shares all of it, like one of the records themselves.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    pub(super) statements: Standing<StatementId, Arc<LayerId>>,
    pub(super) relations: Table<RelationId, Arc<Link>>,
    pub(super) remarks: Table<RemarkId, LayerId>,
    /// In the order of layers and ids; few statements have more than a handful.
    pub(super) relations_at: Table<StatementId, Vec<Arc<Link>>>,
    pub(super) sources: Table<SourceId, usize>,
    /// The proposition that each statement is about, where it is about any.
    pub(super) about: Standing<StatementId, PropositionId>,
    /// The statements about each proposition.
    pub(super) members: Table<PropositionId, Standing<StatementId>>,
    /// The statements that name each source.
    pub(super) naming: Table<SourceId, Standing<StatementId>>,
    /// The statements that have a note.
    pub(super) noted: Standing<StatementId>,
    /// The statements whose information was graded.
    pub(super) graded: Standing<StatementId>,
    /// The articles that each source speaks in at level 0.
    pub(super) voiced: Table<SourceId, Standing<ArticleId>>,
    pub(super) texts: Standing<String, ArticleId>,
}

/// Puts a record under its id; `None` when another one has it.
fn once<K: Ord + Clone, V: Clone>(of: &mut Table<K, V>, id: K, value: V) -> Option<()> {
    of.insert(id, value).is_none().then_some(())
}

/// What belongs to each key.
fn each<K: Ord + Clone, T: Ord + Clone>(all: BTreeMap<K, Vec<(T, ())>>) -> Table<K, Standing<T>> {
    all.into_iter().map(|(key, own)| (key, Standing::of(own))).collect()
}

/// Adds one to what belongs to a key.
fn add<K: Ord + Clone, T: Clone>(all: &mut BTreeMap<K, Vec<(T, ())>>, key: &K, one: &T) {
    match all.get_mut(key) {
        Some(own) => own.push((one.clone(), ())),
        None => drop(all.insert(key.clone(), vec![(one.clone(), ())])),
    }
}

#[derive(Clone, Copy)]
enum Count {
    Up,
    Down,
}

/// A part of an index, made of tables; `None` when two records have one id, or two articles one text.
pub(super) type Making = fn(&Tables) -> Option<Index>;

impl Index {
    /// Makes the parts of an index that know nothing of each other, the dearest first: whoever has threads makes them at the
    /// same time, and [joins](Self::join) them.
    pub(super) const PARTS: [Making; 3] = [Self::of_homes, Self::of_names, Self::of_articles];

    /// The index that has these parts.
    pub(super) fn join(homes: Self, names: Self, articles: Self) -> Self {
        let mut sources = names.sources;
        for (source, n) in articles.sources {
            *sources.entry(source).or_default() += n;
        }
        Self {
            sources,
            about: names.about,
            members: names.members,
            naming: names.naming,
            noted: names.noted,
            graded: names.graded,
            voiced: articles.voiced,
            texts: articles.texts,
            ..homes
        }
    }

    /// Where each mark lives, and what relations lead where.
    fn of_homes(tables: &Tables) -> Option<Self> {
        let mut index = Self::default();
        let mut statements = Vec::new();
        for (home, layer) in &tables.layers {
            let marks = layer.marks();
            let here = marks.statements.keys().map(|id| (id.clone(), Arc::clone(&layer.id)));
            statements.extend(here);
            for (id, relation) in &marks.relations {
                let link = Link::of(home, relation);
                once(&mut index.relations, id.clone(), Arc::clone(&link))?;
                index.link(&link);
            }
            for id in marks.remarks.keys() {
                once(&mut index.remarks, id.clone(), home.clone())?;
            }
        }
        let n_statements = statements.len();
        index.statements = Standing::of(statements);
        (index.statements.len() == n_statements).then_some(index)
    }

    /// What statements name.
    fn of_names(tables: &Tables) -> Option<Self> {
        let mut naming: BTreeMap<SourceId, Vec<(StatementId, ())>> = BTreeMap::new();
        let mut members: BTreeMap<PropositionId, Vec<(StatementId, ())>> = BTreeMap::new();
        let (mut noted, mut graded, mut placed) = (Vec::new(), Vec::new(), Vec::new());
        for layer in tables.layers.values() {
            for statement in layer.marks().statements.values() {
                for source in statement.sources() {
                    add(&mut naming, source, &statement.id);
                }
                if let Some(about) = &statement.proposition {
                    add(&mut members, about, &statement.id);
                    placed.push((statement.id.clone(), about.clone()));
                }
                if !statement.note.is_empty() {
                    noted.push((statement.id.clone(), ()));
                }
                if !statement.credibility.is_empty() {
                    graded.push((statement.id.clone(), ()));
                }
            }
        }
        let sources = naming.iter().map(|(source, by)| (source.clone(), by.len())).collect();
        Some(Self {
            sources,
            naming: each(naming),
            about: Standing::of(placed),
            members: each(members),
            noted: Standing::of(noted),
            graded: Standing::of(graded),
            ..Self::default()
        })
    }

    /// What sources belong to, whom articles name, and which text is whose.
    fn of_articles(tables: &Tables) -> Option<Self> {
        let mut index = Self::default();
        for source in tables.sources.values() {
            index.count(&source.part_of, Count::Up);
        }
        let mut voiced: BTreeMap<SourceId, Vec<(ArticleId, ())>> = BTreeMap::new();
        for (id, article) in &tables.articles {
            index.count(article.metadata.sources(), Count::Up);
            if let Some(voice) = article.metadata.voice() {
                add(&mut voiced, voice, id);
            }
        }
        index.voiced = each(voiced);
        let texts = tables.articles.iter();
        index.texts =
            Standing::of(texts.map(|(id, one)| (one.sha256.clone(), id.clone())).collect());
        (index.texts.len() == tables.articles.len()).then_some(index)
    }

    /// Follows an edit that the tables are about to take. Must be told before they take it.
    pub(super) fn follow(&mut self, tables: &Tables, edit: &Edit) {
        match edit {
            Edit::Source(id, new) => {
                let old = tables.sources.get(id).and_then(|source| source.part_of.as_ref());
                self.count(old, Count::Down);
                self.count(new.as_ref().and_then(|source| source.part_of.as_ref()), Count::Up);
            }
            Edit::Article(id, new) => {
                if let Some(old) = tables.articles.get(id) {
                    self.texts.remove(&old.sha256);
                    self.name(id, &old.metadata, Count::Down);
                }
                if let Some(new) = new {
                    self.texts.insert(new.sha256.clone(), id.clone());
                    self.name(id, &new.metadata, Count::Up);
                }
            }
            Edit::Metadata(id, new) => {
                if let Some(article) = tables.articles.get(id) {
                    self.name(id, &article.metadata, Count::Down);
                    self.name(id, new, Count::Up);
                }
            }
            _ => self.follow_mark(tables, edit),
        }
    }

    fn follow_mark(&mut self, tables: &Tables, edit: &Edit) {
        let Some(layer) = edit.layer().and_then(|home| tables.layers.get(home)) else { return };
        let marks = layer.marks();
        match edit {
            Edit::Statement(_, id, new) => {
                if let Some(old) = marks.statements.get(id) {
                    self.count(old.sources(), Count::Down);
                    self.statements.remove(id);
                    self.forget(old);
                }
                if let Some(new) = new {
                    self.count(new.sources(), Count::Up);
                    self.statements.insert(id.clone(), Arc::clone(&layer.id));
                    self.learn(new);
                }
            }
            Edit::Relation(home, id, new) => {
                if marks.relations.contains_key(id)
                    && let Some(old) = self.relations.remove(id)
                {
                    self.unlink(&old);
                }
                if let Some(new) = new {
                    let link = Link::of(home, new);
                    self.relations.insert(id.clone(), Arc::clone(&link));
                    self.link(&link);
                }
            }
            Edit::Remark(home, id, new) => {
                if marks.remarks.contains_key(id) {
                    self.remarks.remove(id);
                }
                if new.is_some() {
                    self.remarks.insert(id.clone(), home.clone());
                }
            }
            _ => {}
        }
    }

    fn count<'a>(&mut self, sources: impl IntoIterator<Item = &'a SourceId>, direction: Count) {
        for source in sources {
            let uses = self.sources.entry(source.clone()).or_default();
            match direction {
                Count::Up => *uses += 1,
                Count::Down => *uses = uses.saturating_sub(1),
            }
        }
    }

    /// Follows whom an article names as publisher and author, and who speaks in it.
    fn name(&mut self, id: &ArticleId, metadata: &Metadata, direction: Count) {
        self.count(metadata.sources(), direction);
        let Some(voice) = metadata.voice() else { return };
        let voiced = self.voiced.entry(voice.clone()).or_default();
        match direction {
            Count::Up => voiced.insert(id.clone(), ()),
            Count::Down => voiced.remove(id),
        }
    }

    fn learn(&mut self, new: &Statement) {
        if let Some(about) = &new.proposition {
            self.members.entry(about.clone()).or_default().insert(new.id.clone(), ());
            self.about.insert(new.id.clone(), about.clone());
        }
        if !new.note.is_empty() {
            self.noted.insert(new.id.clone(), ());
        }
        if !new.credibility.is_empty() {
            self.graded.insert(new.id.clone(), ());
        }
        for source in new.sources() {
            self.naming.entry(source.clone()).or_default().insert(new.id.clone(), ());
        }
    }

    fn forget(&mut self, old: &Statement) {
        if let Some(members) = old.proposition.as_ref().and_then(|id| self.members.get_mut(id)) {
            members.remove(&old.id);
        }
        self.noted.remove(&old.id);
        self.graded.remove(&old.id);
        self.about.remove(&old.id);
        for source in old.sources() {
            if let Some(naming) = self.naming.get_mut(source) {
                naming.remove(&old.id);
            }
        }
    }

    fn link(&mut self, link: &Arc<Link>) {
        for end in [&link.from, &link.to] {
            let links = self.relations_at.entry(end.clone()).or_default();
            if let Err(at) = place_of(links, link) {
                links.insert(at, Arc::clone(link));
            }
        }
    }

    fn unlink(&mut self, link: &Link) {
        for end in [&link.from, &link.to] {
            if let Some(links) = self.relations_at.get_mut(end) {
                if let Ok(at) = place_of(links, link) {
                    links.remove(at);
                }
                if links.is_empty() {
                    self.relations_at.remove(end);
                }
            }
        }
    }
}

fn place_of(links: &[Arc<Link>], link: &Link) -> Result<usize, usize> {
    links.binary_search_by(|one| (&one.home, &one.id).cmp(&(&link.home, &link.id)))
}

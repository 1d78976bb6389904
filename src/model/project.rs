//! A project: tables of records by id, and questions about them. Nothing here changes a project for other rooms.

use super::article::{Article, Metadata};
use super::edit::Edit;
use super::id::{
    AnnotatorId, ArticleId, PropositionId, RelationId, RemarkId, SourceId, StatementId,
};
use super::index::Index;
use super::judgement::GradingScheme;
use super::layer::{Annotator, Layer, LayerHead, LayerId};
use super::proposition::Proposition;
use super::source::Source;
use super::standing::Standing;
use super::statement::Statement;
use super::table::{Table, swap};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What is set for a whole project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The name people know.
    pub title: String,
    /// How the texts of this project are cut when they are taken in.
    #[serde(default)]
    pub segmentation: crate::text::Options,
    /// The scale it grades by.
    #[serde(default, skip_serializing_if = "GradingScheme::is_usual")]
    pub grading: GradingScheme,
}

/// The records of a project without any promise that they fit together: what files give before they are checked.
///
/// A copy costs nothing that grows with the project, and neither does the first change after it: see `model::table`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    pub(super) settings: Settings,
    pub(super) annotators: Table<AnnotatorId, Annotator>,
    pub(super) sources: Table<SourceId, Source>,
    pub(super) propositions: Table<PropositionId, Proposition>,
    pub(super) articles: Table<ArticleId, Arc<Article>>,
    pub(super) layers: Table<LayerId, Arc<Layer>>,
}

impl Tables {
    /// Tables that hold nothing but the built-in source.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let unattributed = Source::unattributed();
        let sources = Table::unit(unattributed.id.clone(), unattributed);
        Self { settings, sources, ..Self::default() }
    }

    /// Puts what the edit says in its place, asking nothing, and gives back the edit that undoes it.
    ///
    /// `None` when the article or layer it belongs to is not there; then nothing was done. Because an edit names its
    /// place by key and never by position, steps of a journal can be put a second time without harm.
    pub fn put(&mut self, edit: Edit) -> Option<Edit> {
        Some(match edit {
            Edit::Settings(new) => Edit::Settings(std::mem::replace(&mut self.settings, new)),
            Edit::Annotator(id, new) => {
                let old = swap(&mut self.annotators, id.clone(), new);
                Edit::Annotator(id, old)
            }
            Edit::Source(id, new) => {
                let old = swap(&mut self.sources, id.clone(), new);
                Edit::Source(id, old)
            }
            Edit::Proposition(id, new) => {
                let old = swap(&mut self.propositions, id.clone(), new);
                Edit::Proposition(id, old)
            }
            Edit::Article(id, new) => {
                let old = swap(&mut self.articles, id.clone(), new);
                Edit::Article(id, old)
            }
            Edit::Metadata(id, new) => {
                let article = Arc::make_mut(self.articles.get_mut(&id)?);
                Edit::Metadata(id, std::mem::replace(&mut article.metadata, new))
            }
            Edit::Segments { article, within, run } => {
                let cut = Arc::make_mut(self.articles.get_mut(&article)?);
                let first = cut.segments.partition_point(|s| s.span.start < within.start);
                let last = cut.segments.partition_point(|s| s.span.start < within.end);
                let old = cut.segments.splice(first..last.max(first), run).collect();
                Edit::Segments { article, within, run: old }
            }
            Edit::Layer(id, head) => self.put_layer(id, head),
            Edit::Batch(edits) => {
                let mut inverse: Vec<Edit> =
                    edits.iter().cloned().filter_map(|edit| self.put(edit)).collect();
                inverse.reverse();
                Edit::batch(inverse)
            }
            mark => return self.put_mark(mark),
        })
    }

    /// A new head for a layer, a new layer, or none: a layer that goes takes nothing with it that `apply` would let go.
    fn put_layer(&mut self, id: LayerId, head: Option<LayerHead>) -> Edit {
        let old = match (self.layers.get_mut(&id), head) {
            (Some(layer), Some(head)) => {
                Some(std::mem::replace(&mut Arc::make_mut(layer).head, head))
            }
            (Some(_), None) => self.layers.remove(&id).map(|layer| layer.head.clone()),
            (None, Some(head)) => {
                self.layers.insert(id.clone(), Arc::new(Layer::new(id.clone(), head)));
                None
            }
            (None, None) => None,
        };
        Edit::Layer(id, old)
    }

    /// What lies in a layer.
    fn put_mark(&mut self, edit: Edit) -> Option<Edit> {
        let marks = Arc::make_mut(self.layers.get_mut(edit.layer()?)?).marks.get_mut();
        Some(match edit {
            Edit::Statement(home, id, new) => {
                let old = match new {
                    Some(statement) => marks.put_statement(statement),
                    None => marks.take_statement(&id),
                };
                Edit::Statement(home, id, old)
            }
            Edit::Relation(home, id, new) => {
                let old = swap(&mut marks.relations, id.clone(), new);
                Edit::Relation(home, id, old)
            }
            Edit::Remark(home, id, new) => {
                let old = swap(&mut marks.remarks, id.clone(), new);
                Edit::Remark(home, id, old)
            }
            Edit::NoStatement(home, span, marked) => {
                let was = if marked {
                    marks.no_statement.insert(span).is_some()
                } else {
                    marks.no_statement.remove(&span).is_some()
                };
                Edit::NoStatement(home, span, was)
            }
            _ => return None,
        })
    }

    /// Is this one a copy of the other, and neither was changed since? `false` says nothing.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        let Self { settings, annotators, sources, propositions, articles, layers } = self;
        *settings == other.settings
            && annotators.ptr_eq(&other.annotators)
            && sources.ptr_eq(&other.sources)
            && propositions.ptr_eq(&other.propositions)
            && articles.ptr_eq(&other.articles)
            && layers.ptr_eq(&other.layers)
    }

    /// What is set for the whole project.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Annotators by id.
    #[must_use]
    pub fn annotators(&self) -> &Table<AnnotatorId, Annotator> {
        &self.annotators
    }

    /// Sources by id.
    #[must_use]
    pub fn sources(&self) -> &Table<SourceId, Source> {
        &self.sources
    }

    /// Propositions by id.
    #[must_use]
    pub fn propositions(&self) -> &Table<PropositionId, Proposition> {
        &self.propositions
    }

    /// Articles by id.
    #[must_use]
    pub fn articles(&self) -> &Table<ArticleId, Arc<Article>> {
        &self.articles
    }

    /// Layers by article and annotator.
    #[must_use]
    pub fn layers(&self) -> &Table<LayerId, Arc<Layer>> {
        &self.layers
    }

    /// All layers on one article, by annotator.
    pub fn layers_of<'a>(&'a self, article: &'a ArticleId) -> impl Iterator<Item = &'a Arc<Layer>> {
        // Layers are ordered by article first, and the empty annotator sorts before all.
        let from = LayerId { article: article.clone(), annotator: AnnotatorId::before_all() };
        let layers = self.layers.range(from..).take_while(move |(id, _)| id.article == *article);
        layers.map(|(_, layer)| layer)
    }
}

/// A project whose records fit together: every id that is named exists, every span lies in its text.
///
/// The fields are closed: a project changes through `model::edit::apply` alone.
#[derive(Clone, Debug)]
pub struct Project {
    pub(super) tables: Tables,
    pub(super) index: Index,
}

impl PartialEq for Project {
    /// The index is derived from the tables, so the tables say it all.
    fn eq(&self, other: &Self) -> bool {
        self.tables == other.tables
    }
}

impl Eq for Project {}

impl Project {
    /// A project without articles.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { tables: Tables::new(settings), index: Index::default() }
    }

    /// What is set for the whole project.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.tables.settings
    }

    /// Annotators by id.
    #[must_use]
    pub fn annotators(&self) -> &Table<AnnotatorId, Annotator> {
        &self.tables.annotators
    }

    /// Sources by id.
    #[must_use]
    pub fn sources(&self) -> &Table<SourceId, Source> {
        &self.tables.sources
    }

    /// Propositions by id.
    #[must_use]
    pub fn propositions(&self) -> &Table<PropositionId, Proposition> {
        &self.tables.propositions
    }

    /// The statements about a proposition, by id, with the layers they lie in.
    pub fn members<'a>(
        &'a self,
        id: &PropositionId,
    ) -> impl Iterator<Item = (&'a LayerId, Arc<Statement>)> {
        let members = self.index.members.get(id).into_iter().flat_map(Standing::keys);
        members.filter_map(|id| self.statement(id))
    }

    /// How many statements are about a proposition.
    #[must_use]
    pub fn n_members(&self, id: &PropositionId) -> usize {
        self.index.members.get(id).map_or(0, Standing::len)
    }

    /// The statements that name a source, at any level or as implied, by id, with the layers they lie in.
    pub fn naming<'a>(
        &'a self,
        id: &SourceId,
    ) -> impl Iterator<Item = (&'a LayerId, Arc<Statement>)> {
        let naming = self.index.naming.get(id).into_iter().flat_map(Standing::keys);
        naming.filter_map(|id| self.statement(id))
    }

    /// The articles in which a source speaks at level 0, by id.
    pub fn voiced(&self, id: &SourceId) -> impl Iterator<Item = &ArticleId> {
        self.index.voiced.get(id).into_iter().flat_map(Standing::keys)
    }

    /// Articles by id.
    #[must_use]
    pub fn articles(&self) -> &Table<ArticleId, Arc<Article>> {
        &self.tables.articles
    }

    /// Layers by article and annotator.
    #[must_use]
    pub fn layers(&self) -> &Table<LayerId, Arc<Layer>> {
        &self.tables.layers
    }

    /// One annotator's layer on one article.
    #[must_use]
    pub fn layer(&self, article: &ArticleId, annotator: &AnnotatorId) -> Option<&Arc<Layer>> {
        self.tables.layers.get(&LayerId { article: article.clone(), annotator: annotator.clone() })
    }

    /// All layers on one article, by annotator.
    pub fn layers_of<'a>(&'a self, article: &'a ArticleId) -> impl Iterator<Item = &'a Arc<Layer>> {
        self.tables.layers_of(article)
    }

    /// A statement and the layer it lies in.
    #[must_use]
    pub fn statement(&self, id: &StatementId) -> Option<(&LayerId, Arc<Statement>)> {
        let home = self.index.statements.get(id)?.as_ref();
        let marks = self.tables.layers.get(home)?.marks();
        marks.statements.get(id).map(|statement| (home, Arc::clone(statement)))
    }

    /// How many times statements, sources and articles name a source.
    #[must_use]
    pub fn uses_of(&self, source: &SourceId) -> usize {
        self.index.sources.get(source).copied().unwrap_or(0)
    }

    /// The article that holds the text with this SHA-256.
    #[must_use]
    pub fn article_with_text(&self, sha256: &str) -> Option<&Arc<Article>> {
        self.index.texts.get(sha256).and_then(|id| self.tables.articles.get(id))
    }

    /// Is the id taken by any statement?
    #[must_use]
    pub fn has_statement(&self, id: &StatementId) -> bool {
        self.index.statements.contains_key(id)
    }

    /// Is the id taken by any relation?
    #[must_use]
    pub fn has_relation(&self, id: &RelationId) -> bool {
        self.index.relations.contains_key(id)
    }

    /// Is the id taken by any remark?
    #[must_use]
    pub fn has_remark(&self, id: &RemarkId) -> bool {
        self.index.remarks.contains_key(id)
    }

    /// How many statements all layers hold.
    #[must_use]
    pub fn n_statements(&self) -> usize {
        self.index.statements.len()
    }

    /// The source that speaks at level 0 of an article.
    #[must_use]
    pub fn voice_of(&self, metadata: &Metadata) -> Option<&Source> {
        self.tables.sources.get(metadata.voice()?)
    }

    /// The tables, as files are made of them.
    #[must_use]
    pub fn tables(&self) -> &Tables {
        &self.tables
    }
}

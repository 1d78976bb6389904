//! What of a project goes out: articles, annotators, kinds.

use crate::model::{
    AnnotatorId, Article, ArticleId, Edit, Kind, Layer, LayerId, Project, Relation, Source,
    SourceId, Statement, StatementId, Tables,
};
use crate::report::Kinds;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is to go out; where nothing is said, all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these articles.
    pub articles: Option<BTreeSet<ArticleId>>,
    /// Only what these annotators marked.
    pub annotators: Option<BTreeSet<AnnotatorId>>,
    /// Only statements of these kinds. Remarks and marks of *no statement* go with their layer.
    pub kinds: Option<BTreeSet<Kind>>,
}

/// How much goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles.
    pub articles: usize,
    /// Layers on them.
    pub layers: usize,
    /// Statements by kind.
    pub statements: Kinds,
    /// Relations of which both statements go out.
    pub relations: usize,
    /// Relations of the layers that go out which stay behind, because one of their statements does.
    pub relations_left_out: usize,
}

impl Selection {
    /// Does everything go out?
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// The part of `project` that goes out.
    #[must_use]
    pub fn of<'a>(&'a self, project: &'a Project) -> Selected<'a> {
        Selected { project, selection: self }
    }

    fn holds_article(&self, id: &ArticleId) -> bool {
        self.articles.as_ref().is_none_or(|articles| articles.contains(id))
    }

    fn holds_layer(&self, id: &LayerId) -> bool {
        self.holds_article(&id.article)
            && self.annotators.as_ref().is_none_or(|annotators| annotators.contains(&id.annotator))
    }

    fn holds_kind(&self, kind: Kind) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    }
}

/// How much of `project` goes out with `selection`. Linear in the statements and relations of its layers.
#[must_use]
pub fn count(project: &Project, selection: &Selection) -> Counts {
    let selected = selection.of(project);
    let mut counts = Counts::default();
    for article in selected.articles() {
        counts.articles += 1;
        for layer in selected.layers(article.id()) {
            counts.layers += 1;
            for statement in layer.statements().values() {
                if selection.holds_kind(statement.kind) {
                    counts.statements.add(statement.kind);
                }
            }
            let relations = selected.relations(layer).count();
            counts.relations += relations;
            counts.relations_left_out += layer.relations().len() - relations;
        }
    }
    counts
}

/// The part of a project that goes out.
#[derive(Clone, Copy, Debug)]
pub struct Selected<'a> {
    project: &'a Project,
    selection: &'a Selection,
}

impl<'a> Selected<'a> {
    /// The whole project.
    #[must_use]
    pub fn project(&self) -> &'a Project {
        self.project
    }

    /// The articles that go out, in the order of their ids.
    pub fn articles(self) -> impl Iterator<Item = &'a Arc<Article>> {
        let selection = self.selection;
        self.project.articles().values().filter(|article| selection.holds_article(article.id()))
    }

    /// The layers on an article that go out, in the order of their annotators.
    pub fn layers(self, article: &'a ArticleId) -> impl Iterator<Item = &'a Arc<Layer>> {
        let selection = self.selection;
        self.project.layers_of(article).filter(|layer| selection.holds_layer(layer.id()))
    }

    /// The statements of a layer that go out, in the order of the text.
    pub fn statements(self, layer: &'a Layer) -> impl Iterator<Item = &'a Arc<Statement>> {
        let selection = self.selection;
        layer.in_text_order().into_iter().filter(|statement| selection.holds_kind(statement.kind))
    }

    /// The relations of a layer that go out, in the order of their ids: those of which both statements do.
    pub fn relations(self, layer: &'a Layer) -> impl Iterator<Item = &'a Relation> {
        layer
            .relations()
            .values()
            .filter(move |relation| self.holds(&relation.from) && self.holds(&relation.to))
    }

    /// The relations that begin at a statement and go out, in the order of their ids.
    #[must_use]
    pub fn relations_from(self, id: &'a StatementId) -> Vec<&'a Relation> {
        let mut relations: Vec<_> = self
            .project
            .relations_at(id)
            .filter(|(home, _)| self.selection.holds_layer(home))
            .map(|(_, relation)| relation)
            .filter(|relation| relation.from == *id && self.holds(&relation.to))
            .collect();
        relations.sort_by(|a, b| a.id.cmp(&b.id));
        relations
    }

    fn holds(&self, id: &StatementId) -> bool {
        self.project.statement(id).is_some_and(|(home, statement)| {
            self.selection.holds_layer(home) && self.selection.holds_kind(statement.kind)
        })
    }

    /// The sources that an article and what goes out with it name, and the bodies those belong to.
    #[must_use]
    pub fn sources_of(self, article: &'a Article) -> BTreeSet<&'a SourceId> {
        let metadata = article.metadata();
        let mut named: BTreeSet<_> = metadata.publisher.iter().chain(&metadata.author).collect();
        for layer in self.layers(article.id()) {
            named.extend(self.statements(layer).flat_map(|statement| statement.sources()));
        }
        let mut waiting: Vec<_> = named.iter().copied().collect();
        while let Some(source) = waiting.pop() {
            let body = self.project.sources().get(source).and_then(|s| s.part_of.as_ref());
            if let Some(body) = body.filter(|body| named.insert(body)) {
                waiting.push(body);
            }
        }
        named
    }

    /// The tables of a project that holds only what goes out. When everything does, they equal the project's own.
    #[must_use]
    pub fn tables(self) -> Tables {
        if self.selection.is_all() {
            return self.project.tables().clone();
        }
        let mut tables = Tables::new(self.project.settings().clone());
        for source in self.articles().flat_map(|article| self.sources_of(article)) {
            let record: Option<Source> = self.project.sources().get(source).cloned();
            tables.put(Edit::Source(source.clone(), record));
        }
        for article in self.articles() {
            tables.put(Edit::Article(article.id().clone(), Some(Arc::clone(article))));
            for layer in self.layers(article.id()) {
                self.put_layer(&mut tables, layer);
            }
        }
        tables
    }

    fn put_layer(self, tables: &mut Tables, layer: &'a Layer) {
        let id = layer.id();
        let annotator = self.project.annotators().get(&id.annotator).cloned();
        tables.put(Edit::Annotator(id.annotator.clone(), annotator));
        tables.put(Edit::Layer(id.clone(), Some(layer.head().clone())));
        for statement in self.statements(layer) {
            let put = Some(Arc::clone(statement));
            tables.put(Edit::Statement(id.clone(), statement.id.clone(), put));
        }
        for relation in self.relations(layer) {
            let put = Some(relation.clone());
            tables.put(Edit::Relation(id.clone(), relation.id.clone(), put));
        }
        for (name, remark) in layer.remarks() {
            tables.put(Edit::Remark(id.clone(), name.clone(), Some(remark.clone())));
        }
        for span in layer.no_statement() {
            tables.put(Edit::NoStatement(id.clone(), *span, true));
        }
    }
}

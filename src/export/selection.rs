//! The part of a project that a selection takes, and how much it is.

use super::Extras;
use crate::format::Selection;
use crate::model::{
    AnnotatorId, Article, ArticleId, Layer, Marks, Project, PropositionId, Relation, SourceId,
    Statement, StatementId,
};
use crate::report::Kinds;
use crate::text::OpenText;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

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

/// How much of `project` goes out with `selection`. Linear in the statements and relations of its layers.
#[must_use]
pub fn count(project: &Project, selection: &Selection) -> Counts {
    let selected = Selected::of(project, selection);
    let mut counts = Counts::default();
    for article in selected.articles() {
        counts.articles += 1;
        for layer in selected.layers(article.id()) {
            counts.layers += 1;
            for statement in layer.marks().statements().values() {
                if selection.has(layer.id(), statement) {
                    counts.statements.add(statement.kind);
                }
            }
            let relations = selected.relations(&layer).count();
            counts.relations += relations;
            counts.relations_left_out += layer.marks().relations().len() - relations;
        }
    }
    counts
}

/// A layer, of which what lies in it is at hand for as long as this is held.
#[derive(Clone, Debug)]
pub struct OpenLayer<'a> {
    layer: &'a Layer,
    marks: Arc<Marks>,
}

impl<'a> OpenLayer<'a> {
    /// Who marked it.
    #[must_use]
    pub fn by(&self) -> &'a AnnotatorId {
        &self.layer.id().annotator
    }

    /// What lies in it.
    #[must_use]
    pub fn marks(&self) -> &Marks {
        &self.marks
    }
}

impl Deref for OpenLayer<'_> {
    type Target = Layer;

    fn deref(&self) -> &Layer {
        self.layer
    }
}

/// An article with its layers that go out, all of it at hand for as long as this is held.
pub(super) struct OpenArticle<'a> {
    pub(super) article: &'a Article,
    pub(super) text: OpenText,
    pub(super) layers: Vec<OpenLayer<'a>>,
}

/// The part of a project that goes out.
#[derive(Clone, Copy, Debug)]
pub struct Selected<'a> {
    project: &'a Project,
    selection: &'a Selection,
    extras: &'a Extras,
}

/// Nothing but what was selected.
const NO_EXTRAS: &Extras = &Extras { code_book: None, licence: None, leaves_texts: false };

impl<'a> Selected<'a> {
    /// The part of `project` that `selection` takes.
    #[must_use]
    pub fn of(project: &'a Project, selection: &'a Selection) -> Self {
        Self { project, selection, extras: NO_EXTRAS }
    }

    /// The same with something besides.
    #[must_use]
    pub fn with(self, extras: &'a Extras) -> Self {
        Self { extras, ..self }
    }

    /// What goes out besides what was selected.
    #[must_use]
    pub fn extras(self) -> &'a Extras {
        self.extras
    }

    /// What was selected.
    #[must_use]
    pub fn selection(&self) -> &'a Selection {
        self.selection
    }

    /// The whole project.
    #[must_use]
    pub fn project(&self) -> &'a Project {
        self.project
    }

    /// The articles that go out, in the order of their ids.
    pub fn articles(self) -> impl Iterator<Item = &'a Arc<Article>> {
        let selection = self.selection;
        self.project.articles().values().filter(|article| selection.articles.contains(article.id()))
    }

    /// The layers on an article that go out, in the order of their annotators.
    pub fn layers(self, article: &'a ArticleId) -> impl Iterator<Item = OpenLayer<'a>> {
        let selection = self.selection;
        let layers =
            self.project.layers_of(article).filter(|layer| selection.has_layer(layer.id()));
        layers.map(|layer| OpenLayer { layer, marks: layer.marks() })
    }

    /// An article with all of it that goes out.
    pub(super) fn opened(self, article: &'a Article) -> OpenArticle<'a> {
        OpenArticle { article, text: article.text(), layers: self.layers(article.id()).collect() }
    }

    /// The statements of a layer that go out, in the order of the text.
    pub fn statements<'m>(
        self,
        layer: &'m OpenLayer<'_>,
    ) -> impl Iterator<Item = &'m Arc<Statement>> + use<'m, 'a> {
        let selection = self.selection;
        let goes = selection.has_layer(layer.id());
        let statements = layer.marks.in_text_order().into_iter();
        statements.filter(move |statement| goes && selection.kinds.contains(&statement.kind))
    }

    /// The same in any order.
    fn any_statements<'m>(
        self,
        layer: &'m OpenLayer<'_>,
    ) -> impl Iterator<Item = &'m Arc<Statement>> + use<'m, 'a> {
        let selection = self.selection;
        let statements = layer.marks.statements().values();
        let goes = selection.has_layer(layer.id());
        statements.filter(move |statement| goes && selection.kinds.contains(&statement.kind))
    }

    /// The relations of a layer that go out, in the order of their ids: those of which both statements do.
    pub fn relations<'m>(
        self,
        layer: &'m OpenLayer<'_>,
    ) -> impl Iterator<Item = &'m Relation> + use<'m, 'a> {
        layer
            .marks
            .relations()
            .values()
            .filter(move |relation| self.holds(&relation.from) && self.holds(&relation.to))
    }

    /// The relations that begin at a statement and go out, in the order of their ids.
    #[must_use]
    pub fn relations_from(self, id: &StatementId) -> Vec<Relation> {
        let mut relations: Vec<_> = self
            .project
            .relations_at(id)
            .filter(|(home, _)| self.selection.has_layer(home))
            .filter(|(_, link)| link.from == *id && self.holds(&link.to))
            .filter_map(|(_, link)| self.project.relation(link))
            .collect();
        relations.sort_by(|a, b| a.id.cmp(&b.id));
        relations
    }

    fn holds(&self, id: &StatementId) -> bool {
        self.project
            .statement(id)
            .is_some_and(|(home, statement)| self.selection.has(home, &statement))
    }

    /// The sources that an article and what goes out with it name, and the bodies those belong to.
    #[must_use]
    pub fn sources_of(self, article: &'a Article) -> BTreeSet<SourceId> {
        let metadata = article.metadata();
        let mut named: BTreeSet<_> = metadata.sources().cloned().collect();
        for layer in self.layers(article.id()) {
            for source in self.any_statements(&layer).flat_map(|statement| statement.sources()) {
                if !named.contains(source) {
                    named.insert(source.clone());
                }
            }
        }
        let mut waiting: Vec<_> = named.iter().cloned().collect();
        while let Some(source) = waiting.pop() {
            let body = self.project.sources().get(&source).and_then(|s| s.part_of.as_ref());
            if let Some(body) = body.filter(|body| named.insert((*body).clone())) {
                waiting.push(body.clone());
            }
        }
        named
    }

    /// The propositions that the statements of an article which go out are about.
    #[must_use]
    pub fn propositions_of(self, article: &'a Article) -> BTreeSet<PropositionId> {
        let mut about = BTreeSet::new();
        for layer in self.layers(article.id()) {
            let statements = self.any_statements(&layer);
            about.extend(statements.filter_map(|statement| statement.proposition.clone()));
        }
        about
    }
}

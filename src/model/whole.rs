//! Tables that hold together as they are, found out in one go.
//!
//! Record by record, as an edit, each is held against a project that grows; that names what is wrong, and takes several
//! times as long. Here every record is held against the finished tables, by the same rules. Each rule is about one record,
//! or about two of which it does not matter which came first, so what holds here held at every step on the way there; when
//! anything does not, nothing is decided, and it is found out record by record.

use super::assemble::Asking;
use super::edit::Edit;
use super::id::SourceId;
use super::index::Index;
use super::layer::{Layer, LayerId};
use super::project::{Project, Tables};
use super::rules::{self, Way};
use std::sync::{Arc, OnceLock};

/// Articles, or layers, that are held against the rules at a time.
const AT_A_TIME: usize = 256;

/// The project of these tables if all of it holds together.
pub(super) fn whole(tables: &Tables, all: Asking<'_>) -> Option<Project> {
    // What needs the index is held against the rules when there is one; all else meanwhile.
    let mut project = Project { tables: tables.clone(), index: Index::default() };
    let articles: Vec<_> = tables.articles.iter().collect();
    let layers: Vec<_> = tables.layers.iter().collect();
    let articles: Vec<_> = articles.chunks(AT_A_TIME).collect();
    let layers: Vec<_> = layers.chunks(AT_A_TIME).collect();
    let index = Index::PARTS.map(|make| (make, OnceLock::new()));
    let holds = |part: usize| {
        if let Some((make, made)) = index.get(part) {
            return made.get_or_init(|| make(tables)).is_some();
        }
        let part = part - index.len();
        let may = |edit: Edit| rules::check(&project, &edit, Way::Forward).is_ok();
        match articles.get(part) {
            Some(articles) => articles
                .iter()
                .all(|(id, new)| may(Edit::Article((*id).clone(), Some(Arc::clone(new))))),
            None => layers.get(part - articles.len()).is_none_or(|layers| {
                layers.iter().all(|(id, layer)| layer_holds(&project, id, layer))
            }),
        }
    };
    if !few_hold(&project) || !all(index.len() + articles.len() + layers.len(), &holds) {
        return None;
    }
    let [homes, names, of_articles] = index.map(|(_, made)| made.into_inner().flatten());
    project.index = Index::join(homes?, names?, of_articles?);
    let related = |part: usize| {
        layers.get(part).is_none_or(|layers| {
            layers.iter().all(|(id, layer)| relations_hold(&project, id, layer))
        })
    };
    all(layers.len(), &related).then_some(project)
}

/// Do the records hold of which there are few?
fn few_hold(project: &Project) -> bool {
    let Tables { annotators, sources, propositions, .. } = &project.tables;
    let may = |edit: Edit| rules::check(project, &edit, Way::Forward).is_ok();
    sources.contains_key(&SourceId::unattributed())
        && annotators.iter().all(|(id, new)| may(Edit::Annotator(id.clone(), Some(new.clone()))))
        && sources.iter().all(|(id, new)| may(Edit::Source(id.clone(), Some(new.clone()))))
        && propositions
            .iter()
            .all(|(id, new)| may(Edit::Proposition(id.clone(), Some(new.clone()))))
}

/// Does a layer hold, but for its relations?
fn layer_holds(project: &Project, id: &LayerId, layer: &Layer) -> bool {
    let may = |edit: Edit| rules::check(project, &edit, Way::Forward).is_ok();
    let Some(article) = project.tables.articles.get(&id.article) else { return false };
    let (text, marks) = (&article.text(), layer.marks());
    // That no statement stands where none is to be is asked for each mark: for each statement it would take too long.
    *layer.id == *id
        && may(Edit::Layer(id.clone(), Some(layer.head.clone())))
        && marks.statements.iter().all(|(name, statement)| {
            *name == statement.id && rules::statement(project, text, statement).is_ok()
        })
        && marks.remarks.iter().all(|(name, remark)| *name == remark.id && remark.span.fits(text))
        && marks.no_statement.iter().all(|span| may(Edit::NoStatement(id.clone(), *span, true)))
}

fn relations_hold(project: &Project, id: &LayerId, layer: &Layer) -> bool {
    layer.marks().relations.iter().all(|(name, relation)| {
        *name == relation.id && rules::relation(project, id, relation).is_ok()
    })
}

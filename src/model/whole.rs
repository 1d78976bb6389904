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
use super::table::Table;
use std::sync::Arc;

/// The project of these tables if all of it holds together.
pub(super) fn whole(tables: &Tables, all: Asking<'_>) -> Option<Project> {
    let index = Index::of(tables)?;
    let project = Project { tables: tables.clone(), index };
    holds(&project, all).then_some(project)
}

/// Articles, or layers, that are held against the rules at a time.
const AT_A_TIME: usize = 256;

fn holds(project: &Project, all: Asking<'_>) -> bool {
    let Tables { settings: _, annotators, sources, propositions, articles, layers } =
        &project.tables;
    let may = |edit: Edit| rules::check(project, &edit, Way::Forward).is_ok();
    sources.contains_key(&SourceId::unattributed())
        && annotators.iter().all(|(id, new)| may(Edit::Annotator(id.clone(), Some(new.clone()))))
        && sources.iter().all(|(id, new)| may(Edit::Source(id.clone(), Some(new.clone()))))
        && propositions
            .iter()
            .all(|(id, new)| may(Edit::Proposition(id.clone(), Some(new.clone()))))
        && in_parts(articles, all, |id, new| may(Edit::Article(id.clone(), Some(Arc::clone(new)))))
        && in_parts(layers, all, |id, layer| layer_holds(project, id, layer))
}

fn in_parts<K: Ord + Sync, V: Sync>(
    table: &Table<K, V>,
    all: Asking<'_>,
    holds: impl Fn(&K, &V) -> bool + Sync,
) -> bool {
    let records: Vec<(&K, &V)> = table.iter().collect();
    let parts: Vec<&[(&K, &V)]> = records.chunks(AT_A_TIME).collect();
    let part_holds = |part: usize| {
        parts.get(part).is_none_or(|part| part.iter().all(|(key, value)| holds(key, value)))
    };
    all(parts.len(), &part_holds)
}

fn layer_holds(project: &Project, id: &LayerId, layer: &Layer) -> bool {
    let may = |edit: Edit| rules::check(project, &edit, Way::Forward).is_ok();
    let Some(article) = project.tables.articles.get(&id.article) else { return false };
    let text = article.text();
    // That no statement stands where none is to be is asked for each mark: for each statement it would take too long.
    layer.id == *id
        && may(Edit::Layer(id.clone(), Some(layer.head.clone())))
        && layer.statements.iter().all(|(name, statement)| {
            *name == statement.id && rules::statement(project, text, statement).is_ok()
        })
        && layer.remarks.iter().all(|(name, remark)| *name == remark.id && remark.span.fits(text))
        && layer.no_statement.iter().all(|span| may(Edit::NoStatement(id.clone(), *span, true)))
        && layer.relations.iter().all(|(name, relation)| {
            *name == relation.id && rules::relation(project, id, relation).is_ok()
        })
}

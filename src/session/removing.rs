//! What is taken out of the project, merged into something else, or brought back. Each is one step, and the bin keeps it.

use super::editing::quoted;
use super::registry::replace;
use super::{Notice, Place, Session};
use crate::model::{ArticleId, Edit, Layer, Metadata, Project, Source, SourceId, Table};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Session {
    /// Takes an article out of the project, with everything that anybody marked on it, and the relations that lead there.
    pub(super) fn remove_article(&mut self, id: &ArticleId) {
        let Some(article) = self.project.articles().get(id) else { return };
        let label = format!("Remove the article {}", quoted(&article.metadata().title));
        let edits = removal(&self.project, id);
        let articles = self.project.articles();
        let before = articles.range::<_, ArticleId>(..id).next_back();
        let after = articles.range::<_, ArticleId>(id..).nth(1);
        let neighbour = after.or(before).map(|(neighbour, _)| neighbour.clone());
        if self.change(&label, edits) && self.place.article.as_ref() == Some(id) {
            match neighbour {
                Some(neighbour) => self.go_to(neighbour, None),
                None => self.place = Place::default(),
            }
        }
    }

    /// What would go with an article: `3 statements by 2 annotators`; nothing when nothing is marked on it.
    #[must_use]
    pub fn marks_on(&self, id: &ArticleId) -> String {
        let all = self.project.layers_of(id).map(|layer| layer.marks());
        let marked = all.filter(|marks| !marks.is_blank());
        let (n_layers, n_statements) =
            marked.fold((0, 0), |(n, all), marks| (n + 1, all + marks.statements().len()));
        match (n_layers, n_statements) {
            (0, _) => String::new(),
            (1, 1) => "1 statement".to_owned(),
            (1, n) => format!("{n} statements"),
            (by, n) => format!("{n} statements by {by} annotators"),
        }
    }

    /// Takes a source out of the project. One that is still named is not taken out: its statements would lose who said it.
    pub(super) fn remove_source(&mut self, id: &SourceId) {
        let Some(source) = self.project.sources().get(id) else { return };
        let label = format!("Remove the source {}", source.name);
        let uses = self.project.uses_of(id);
        if uses > 0 && !source.is_unattributed() {
            let words = format!("{} is named {uses} times, and stays", source.name);
            return self.tell(Notice::warning(words, "Merge it into another source instead"));
        }
        self.change(&label, vec![Edit::Source(id.clone(), None)]);
    }

    /// Puts one source in the place of another wherever that one is named, and takes the other one out. Its names become
    /// aliases.
    pub(super) fn merge_sources(&mut self, from: &SourceId, into: &SourceId) {
        let sources = self.project.sources();
        let (Some(gone), Some(kept)) = (sources.get(from), sources.get(into)) else { return };
        if from == into || gone.is_unattributed() {
            let words = format!("{} cannot be merged into {}", gone.name, kept.name);
            return self.tell(Notice::warning(words, "Choose two sources of your own"));
        }
        if is_part_of(sources, into, from) {
            let words = format!("{} is a part of {}", kept.name, gone.name);
            return self.tell(Notice::warning(words, "Merge the part into the whole instead"));
        }
        let label = format!("Merge the source {} into {}", gone.name, kept.name);
        let edits = merging(&self.project, gone, kept);
        if self.change(&label, edits) && self.last_source.as_ref() == Some(from) {
            self.last_source = Some(into.clone());
        }
    }

    /// Does what takes in what other programs did to the files. Says whether it was done.
    pub fn take_in_outside(&mut self, label: &str, edit: Edit, now: jiff::Timestamp) -> bool {
        self.now = now;
        let is_done = self.change(label, vec![edit]);
        if self.article().is_none() {
            self.place = Place::default();
            self.place.article = self.project.articles().keys().next().cloned();
        }
        self.refocus();
        is_done
    }

    /// Does what brings something back that was removed.
    pub fn bring_back(&mut self, label: &str, edit: Edit, now: jiff::Timestamp) {
        self.now = now;
        self.change(label, vec![edit]);
    }
}

/// Is `part` a part of `whole`, directly or through others?
fn is_part_of(sources: &Table<SourceId, Source>, part: &SourceId, whole: &SourceId) -> bool {
    let mut at = sources.get(part);
    while let Some(body) = at.and_then(|source| source.part_of.as_ref()) {
        if body == whole {
            return true;
        }
        at = sources.get(body);
    }
    false
}

/// Relations before the statements they join, marks before their layer, layers before their article.
fn removal(project: &Project, id: &ArticleId) -> Vec<Edit> {
    let layers: Vec<&Arc<Layer>> = project.layers_of(id).collect();
    let mut relations = BTreeMap::new();
    for layer in &layers {
        for statement in layer.marks().statements().keys() {
            for (home, relation) in project.relations_at(statement) {
                relations.insert((home.clone(), relation.id.clone()), ());
            }
        }
    }
    let relations = relations.into_keys();
    let mut edits: Vec<Edit> =
        relations.map(|(home, relation)| Edit::Relation(home, relation, None)).collect();
    for layer in layers {
        let (home, marks) = (layer.id(), layer.marks());
        edits.extend(
            marks.statements().keys().map(|id| Edit::Statement(home.clone(), id.clone(), None)),
        );
        edits.extend(marks.remarks().keys().map(|id| Edit::Remark(home.clone(), id.clone(), None)));
        edits.extend(
            marks.no_statement().iter().map(|span| Edit::NoStatement(home.clone(), *span, false)),
        );
        edits.push(Edit::Layer(home.clone(), None));
    }
    edits.push(Edit::Article(id.clone(), None));
    edits
}

/// Every record that names the one source names the other.
fn merging(project: &Project, gone: &Source, kept: &Source) -> Vec<Edit> {
    let (from, into) = (&gone.id, &kept.id);
    let mut merged = kept.clone();
    for name in gone.names() {
        if !merged.names().any(|known| known == name) {
            merged.aliases.push(name.to_owned());
        }
    }
    merged.note = [kept.note.as_str(), gone.note.as_str()]
        .into_iter()
        .filter(|note| !note.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    // Every grade that was ever given to either is kept, in the order of time.
    merged.reliability.extend(gone.reliability.iter().cloned());
    merged.reliability.sort_by_key(|judgement| judgement.at);
    merged.offices.extend(gone.offices.iter().cloned());
    let links = gone.links.iter().filter(|link| !kept.links.contains(link));
    merged.links.extend(links.cloned());
    merged.distinct_from.extend(gone.distinct_from.iter().cloned());
    merged.distinct_from.sort();
    merged.distinct_from.dedup();
    merged.distinct_from.retain(|other| other != from && other != into);
    let mut edits = vec![Edit::Source(into.clone(), Some(merged))];
    for source in project.sources().values() {
        if source.part_of.as_ref() == Some(from) {
            let part = Source { part_of: Some(into.clone()), ..source.clone() };
            edits.push(Edit::Source(part.id.clone(), Some(part)));
        }
    }
    for article in project.articles().values() {
        let metadata = article.metadata();
        let renamed = |id: &Option<SourceId>| {
            id.clone().map(|id| if id == *from { into.clone() } else { id })
        };
        let new = Metadata {
            publisher: renamed(&metadata.publisher),
            author: renamed(&metadata.author),
            ..metadata.clone()
        };
        if new != *metadata {
            edits.push(Edit::Metadata(article.id().clone(), new));
        }
    }
    for layer in project.layers().values() {
        let marks = layer.marks();
        let named = marks.statements().values().filter(|one| one.sources().any(|id| id == from));
        edits.extend(named.map(|statement| {
            let mut new = statement.as_ref().clone();
            replace(&mut new, from, into);
            Edit::Statement(layer.id().clone(), new.id.clone(), Some(Arc::new(new)))
        }));
    }
    edits.push(Edit::Source(from.clone(), None));
    edits
}

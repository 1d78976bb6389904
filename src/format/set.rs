//! A whole project, or part of one, in one file that needs no other.

use super::files::{ArticleFile, LayerFile};
use super::judgements::PropositionRecord;
use super::literal::{a_line_each, one_line, prose, words};
use super::records::{AnnotatorRecord, SourceRecord, is_usual};
use super::selection::Selection;
use super::written::{File, Format, Offsets, SetMark};
use crate::model::assemble::{Home, Parts, Problem, Severity};
use crate::model::{
    Article, ArticleId, GradingScheme, Layer, Project, PropositionId, Relation, Settings, SourceId,
    Statement, StatementId,
};
use crate::text::Options;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An article with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "text_and_article", deny_unknown_fields)]
pub struct SetArticle {
    article: ArticleFile,
    #[serde(serialize_with = "prose")]
    text: String,
}

/// The annotated set that `export --format ron` writes: settings, annotators, sources, articles with their texts, layers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "set", deny_unknown_fields)]
pub struct SetFile {
    format: Format,
    kind: SetMark,
    #[serde(serialize_with = "words")]
    title: String,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "one_line")]
    segmentation: Options,
    #[serde(default, skip_serializing_if = "is_usual")]
    grading: GradingScheme,
    #[serde(default)]
    offsets: Offsets,
    #[serde(default, serialize_with = "a_line_each")]
    annotators: Vec<AnnotatorRecord>,
    #[serde(default)]
    sources: Vec<SourceRecord>,
    #[serde(default, skip_serializing_if = "is_usual")]
    propositions: Vec<PropositionRecord>,
    #[serde(default)]
    articles: Vec<SetArticle>,
    #[serde(default)]
    layers: Vec<LayerFile>,
}

impl File for SetFile {
    const DEPTH: usize = 5;
}

impl SetFile {
    /// What the selection takes of the project. A relation goes when both its ends do; of the sources, those that what
    /// goes out names, with the bodies above them; all of them when nothing is left behind.
    #[must_use]
    pub fn of(project: &Project, selection: &Selection) -> Self {
        let Settings { title, segmentation, grading } = project.settings().clone();
        let annotators = project.annotators().values();
        let annotators = annotators.filter(|one| selection.annotators.contains(&one.id));
        let sources = chosen_sources(project, selection);
        let sources = project.sources().values().filter(|one| sources.contains(&one.id));
        let propositions = chosen_propositions(project, selection);
        let propositions =
            project.propositions().values().filter(|one| propositions.contains(&one.id));
        let articles = project.articles().values();
        let articles = articles.filter(|one| selection.articles.contains(one.id()));
        let layers = project.layers().values().filter(|layer| selection.has_layer(layer.id()));
        Self {
            format: Format,
            kind: SetMark,
            title,
            segmentation,
            grading,
            offsets: Offsets,
            annotators: annotators.cloned().map(Into::into).collect(),
            sources: sources.cloned().map(Into::into).collect(),
            propositions: propositions.cloned().map(Into::into).collect(),
            articles: articles.map(SetArticle::of).collect(),
            layers: layers.filter_map(|layer| chosen_layer(project, layer, selection)).collect(),
        }
    }

    /// The records of the set, and a problem for each that had to be left out because it does not fit its text.
    #[must_use]
    pub fn into_parts(self) -> (Parts, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut articles: BTreeMap<ArticleId, Arc<Article>> = BTreeMap::new();
        for SetArticle { article, text } in self.articles {
            let id = article.id().clone();
            let result = article.into_article(text.into());
            let twice = articles.contains_key(&id);
            match result {
                Ok(_) if twice => problems.push(left_out(Home::Article(id), TWICE.to_owned())),
                Ok(article) => drop(articles.insert(id, Arc::new(article))),
                Err(error) => problems.push(left_out(Home::Article(id), error.to_string())),
            }
        }
        let mut parts = Parts {
            settings: Settings {
                title: self.title,
                segmentation: self.segmentation,
                grading: self.grading,
            },
            annotators: self.annotators.into_iter().map(Into::into).collect(),
            sources: self.sources.into_iter().map(Into::into).collect(),
            propositions: self.propositions.into_iter().map(Into::into).collect(),
            ..Parts::default()
        };
        for layer in self.layers {
            let id = layer.id();
            let Some(article) = articles.get(&id.article) else {
                let what = format!("the article “{}” of this layer is not in the set", id.article);
                problems.push(left_out(Home::Layer(id), what));
                continue;
            };
            let (id, layer, found) = layer.into_parts(&article.text());
            problems.extend(found);
            parts.layers.push(layer.into_layer(&id));
        }
        parts.articles = articles.into_values().collect();
        (parts, problems)
    }
}

const TWICE: &str = "the id occurs twice; the first record was kept";

fn left_out(home: Home, what: String) -> Problem {
    Problem { severity: Severity::Error, home, record: String::new(), what }
}

impl SetArticle {
    fn of(article: &Arc<Article>) -> Self {
        Self { article: article.as_ref().into(), text: article.text().to_string() }
    }
}

fn chosen_layer(project: &Project, layer: &Layer, selection: &Selection) -> Option<LayerFile> {
    let text = project.articles().get(&layer.id().article)?.text();
    let goes = |id: &StatementId| {
        project.statement(id).is_some_and(|(home, statement)| selection.has(home, &statement))
    };
    let is_linked = |relation: &Relation| goes(&relation.from) && goes(&relation.to);
    let is_chosen = |statement: &Statement| selection.kinds.contains(&statement.kind);
    Some(LayerFile::chosen(layer, &text, is_chosen, is_linked))
}

/// Those that a chosen statement is about; all of them when nothing is left behind.
fn chosen_propositions(project: &Project, selection: &Selection) -> BTreeSet<PropositionId> {
    if *selection == Selection::all(project) {
        return project.propositions().keys().cloned().collect();
    }
    let is_named = |id: &&PropositionId| {
        project.members(id).any(|(home, statement)| selection.has(home, &statement))
    };
    project.propositions().keys().filter(is_named).cloned().collect()
}

fn chosen_sources(project: &Project, selection: &Selection) -> BTreeSet<SourceId> {
    if *selection == Selection::all(project) {
        return project.sources().keys().cloned().collect();
    }
    let mut open: Vec<SourceId> = Vec::new();
    for article in project.articles().values().filter(|a| selection.articles.contains(a.id())) {
        let metadata = article.metadata();
        open.extend(metadata.sources().cloned());
    }
    for (home, layer) in project.layers() {
        let marks = layer.marks();
        let statements = marks.statements().values();
        for statement in statements.filter(|statement| selection.has(home, statement)) {
            open.extend(statement.sources().cloned());
        }
    }
    let mut chosen = BTreeSet::new();
    while let Some(id) = open.pop() {
        let body = project.sources().get(&id).and_then(|source| source.part_of.clone());
        if chosen.insert(id) {
            open.extend(body);
        }
    }
    chosen
}

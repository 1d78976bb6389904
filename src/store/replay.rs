//! Puts the steps since the last save over what the files hold. Texts, which steps leave out, are found again by hash.

use super::layout::Layout;
use super::located::Located;
use super::steps::FoundStep;
use crate::model::{Article, ArticleId, Edit, LayerId, Step, Tables, sha256};
use crate::text::FrozenText;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// The texts of a project by their SHA-256.
pub(super) struct Texts {
    layout: Layout,
    tables: Tables,
    /// Put together when the first is asked for: few projects are opened with steps that bring articles.
    known: Option<BTreeMap<String, FrozenText>>,
}

impl Texts {
    pub(super) fn new(layout: &Layout, tables: &Tables) -> Self {
        Self { layout: layout.clone(), tables: tables.clone(), known: None }
    }

    fn known(&mut self) -> &mut BTreeMap<String, FrozenText> {
        let articles = self.tables.articles().values();
        let pairs = || articles.map(|a| (a.sha256().to_owned(), a.frozen_text().clone())).collect();
        self.known.get_or_insert_with(pairs)
    }

    /// The text with this hash: among the articles, in the article's folder, or in the bin.
    fn find(&mut self, id: &ArticleId, hash: &str) -> Option<FrozenText> {
        if let Some(text) = self.known().get(hash) {
            return Some(text.clone());
        }
        let binned =
            binned(&self.layout, id).into_iter().map(|folder| folder.join(super::layout::TEXT));
        let text = std::iter::once(self.layout.text(id))
            .chain(binned)
            // A file that cannot be read is not the text; that none is found is what gets reported.
            .filter_map(|path| fs::read_to_string(path).ok())
            .find(|text| sha256(text) == hash)?;
        let text: FrozenText = text.into();
        self.known().insert(hash.to_owned(), text.clone());
        Some(text)
    }

    /// Gives the articles of an edit their texts.
    pub(super) fn fill(&mut self, edit: &mut Edit) -> Result<(), String> {
        let mut result = Ok(());
        edit.for_each_article(&mut |article| match self.filled(article) {
            Ok(filled) => *article = Arc::new(filled),
            Err(what) => result = Err(what),
        });
        result
    }

    fn filled(&mut self, article: &Article) -> Result<Article, String> {
        let text = self.find(article.id(), article.sha256()).ok_or_else(|| {
            format!("the text of the article “{}”, which this step needs, is nowhere", article.id())
        })?;
        article.clone().with_text(text).map_err(|error| error.to_string())
    }
}

/// The folders in the bin that hold an article of this name.
pub(super) fn binned(layout: &Layout, id: &ArticleId) -> Vec<PathBuf> {
    let bin = fs::read_dir(layout.bin()).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = bin
        .map(|entry| entry.path().join("articles").join(id.as_str()))
        .filter(|folder| folder.is_dir())
        .collect();
    folders.sort();
    folders
}

/// Puts the steps over the tables in their order. Gives back the layers that a step took away.
pub(super) fn replay(
    tables: &mut Tables,
    steps: &[FoundStep],
    texts: &mut Texts,
    problems: &mut Vec<Located>,
) -> BTreeSet<LayerId> {
    let mut removed = Removed::default();
    let mut homeless = Vec::new();
    for found in steps {
        let FoundStep { step, file, line } = found;
        let mut edit = step.edit.clone();
        match texts.fill(&mut edit) {
            Ok(()) => {
                removed.note(&edit);
                put(tables, edit, &mut |edit| homeless.push((edit, found)));
            }
            Err(what) => problems.push(Located::error(file, what).on_line(*line)),
        }
    }
    // Where a later save already took away what a step belongs to, nothing comes back; else somebody else took it.
    for (edit, FoundStep { file, line, .. }) in homeless {
        if let Some(whose) = removed.is_missed(&edit) {
            let what = format!(
                "{whose} is gone, so this step was not brought back; the history has it still"
            );
            problems.push(Located::warning(file, what).on_line(*line));
        }
    }
    removed.layers
}

/// Puts an edit piece by piece; `miss` gets those that have no place.
fn put(tables: &mut Tables, edit: Edit, miss: &mut dyn FnMut(Edit)) {
    match edit {
        Edit::Batch(edits) => {
            edits.iter().for_each(|edit| put(tables, edit.clone(), miss));
        }
        edit => {
            if tables.put(edit.clone()).is_none() {
                miss(edit);
            }
        }
    }
}

/// What steps took away.
#[derive(Default)]
struct Removed {
    layers: BTreeSet<LayerId>,
    articles: BTreeSet<ArticleId>,
}

impl Removed {
    fn note(&mut self, edit: &Edit) {
        match edit {
            Edit::Layer(id, None) => drop(self.layers.insert(id.clone())),
            Edit::Article(id, None) => drop(self.articles.insert(id.clone())),
            Edit::Batch(edits) => edits.iter().for_each(|edit| self.note(edit)),
            _ => {}
        }
    }

    /// What is not there for an edit, unless a step took it away.
    fn is_missed(&self, edit: &Edit) -> Option<String> {
        if let Some(id) = edit.layer() {
            let is_ours = self.layers.contains(id) || self.articles.contains(&id.article);
            return (!is_ours).then(|| format!("the layer “{}/{}”", id.annotator, id.article));
        }
        let (Edit::Metadata(id, _) | Edit::Segments { article: id, .. }) = edit else {
            return None;
        };
        (!self.articles.contains(id)).then(|| format!("the article “{id}”"))
    }
}

/// Gives the steps of a history their texts; of the steps before one whose text is nowhere, none stays.
pub(super) fn with_texts(steps: Vec<Step>, texts: &mut Texts) -> Vec<Step> {
    let mut kept = Vec::with_capacity(steps.len());
    for mut step in steps {
        let filled = texts.fill(&mut step.edit).and_then(|()| texts.fill(&mut step.inverse));
        match filled {
            Ok(()) => kept.push(step),
            Err(_) => kept.clear(),
        }
    }
    kept
}

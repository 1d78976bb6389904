//! Puts the steps since the last save over what the files hold. Texts, which steps leave out, are found again by hash.

use super::layout::Layout;
use super::located::Located;
use super::steps::FoundStep;
use crate::model::{Article, ArticleId, Edit, LayerId, Step, Tables, sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// The texts of a project by their SHA-256.
pub(super) struct Texts {
    layout: Layout,
    known: BTreeMap<String, Arc<str>>,
}

impl Texts {
    pub(super) fn new(layout: &Layout, tables: &Tables) -> Self {
        let articles = tables.articles().values();
        let known = articles.map(|a| (a.sha256().to_owned(), Arc::clone(a.text()))).collect();
        Self { layout: layout.clone(), known }
    }

    /// The text with this hash: among the articles, in the article's folder, or in the bin.
    fn find(&mut self, id: &ArticleId, hash: &str) -> Option<Arc<str>> {
        if let Some(text) = self.known.get(hash) {
            return Some(Arc::clone(text));
        }
        let binned =
            binned(&self.layout, id).into_iter().map(|folder| folder.join(super::layout::TEXT));
        let text = std::iter::once(self.layout.text(id))
            .chain(binned)
            // A file that cannot be read is not the text; that none is found is what gets reported.
            .filter_map(|path| fs::read_to_string(path).ok())
            .find(|text| sha256(text) == hash)?;
        let text: Arc<str> = text.into();
        self.known.insert(hash.to_owned(), Arc::clone(&text));
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
    let mut removed = BTreeSet::new();
    for FoundStep { step, file, line } in steps {
        let mut edit = step.edit.clone();
        match texts.fill(&mut edit) {
            Ok(()) => {
                note_removed(&edit, &mut removed);
                // Nothing comes back where a later save already took away what the step belongs to.
                drop(tables.put(edit));
            }
            Err(what) => problems.push(Located::error(file, what).on_line(*line)),
        }
    }
    removed
}

fn note_removed(edit: &Edit, removed: &mut BTreeSet<LayerId>) {
    match edit {
        Edit::Layer(id, None) => drop(removed.insert(id.clone())),
        Edit::Batch(edits) => edits.iter().for_each(|edit| note_removed(edit, removed)),
        _ => {}
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

//! Writes what changed, takes away what went, and only then lets the journal go.

use super::Store;
use super::atomic::{replace_in_folder, sync_names};
use super::bin::{Bin, bring_back};
use super::changes::{Changes, Key};
use super::crew::each_written;
use super::disk::Disk;
use super::error::StoreError;
use super::layout::{Layout, is_original};
use crate::format::{
    ArticleFile, File, LayerFile, ProjectFile, PropositionFile, SourceFile, to_ron,
};
use crate::model::{Article, Layer, Proposition, Source, Step, Tables};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a save did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Records whose files were written: sources, articles, layers, the project's own.
    pub written: usize,
    /// Records whose files went to the bin.
    pub removed: usize,
}

/// An article that is being taken in, with the bytes it came as.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// With its text.
    pub article: &'a Article,
    /// What is kept under the name that [`Article::original`] gives; nothing where that name or this is empty.
    pub original: &'a [u8],
}

impl Store {
    /// Writes texts and originals of new articles, so that the steps that bring the articles can do without them. To be
    /// called before those steps are appended.
    ///
    /// # Errors
    /// When something cannot be written, when the name of an original is none, or when an article of this name is in the
    /// project already with another text.
    pub fn take_in(&mut self, arrivals: &[Arrival<'_>]) -> Result<(), StoreError> {
        self.may_write()?;
        for Arrival { article, .. } in arrivals {
            let name = &article.original().file;
            if !name.is_empty() && !is_original(name) {
                return Err(StoreError::OriginalName(name.clone()));
            }
            self.make_room(article)?;
        }
        let written = each_written(arrivals, |arrival| self.write_arrival(arrival))?;
        sync_names(&self.disk, &written.concat())
    }

    /// Sees that the texts of all articles that the steps bring lie in the folder: a step is written down without them.
    pub(super) fn keep_texts(&mut self, steps: &[Step]) -> Result<(), StoreError> {
        let mut names = Vec::new();
        let articles = steps.iter().flat_map(|step| step.edit.articles());
        for article in articles.filter(|article| !article.text().is_empty()) {
            self.make_room(article)?;
            names.extend(write_text(&self.disk, &self.layout, article)?);
        }
        sync_names(&self.disk, &names)
    }

    /// Sees that no other text lies where the article's is to go: what a removed article or a broken import left goes to
    /// the bin.
    fn make_room(&mut self, article: &Article) -> Result<(), StoreError> {
        let folder = self.layout.article_folder(article.id());
        if !folder.exists() || holds(&self.layout.text(article.id()), article.text().as_bytes()) {
            return Ok(());
        }
        if self.written.is_live(article.id()) {
            return Err(StoreError::Occupied(folder));
        }
        // Should the article of the last save come back, its files are to be written anew.
        self.written.doubtful.insert(Key::Article(article.id().clone()));
        let mut bin = Bin::new(&self.disk, &self.layout, self.written.last_at);
        bin.take(&folder)?;
        bin.close()
    }

    fn write_arrival(&self, arrival: &Arrival<'_>) -> Result<Vec<PathBuf>, StoreError> {
        let Arrival { article, original } = arrival;
        let mut names = write_text(&self.disk, &self.layout, article)?;
        let name = &article.original().file;
        let path = self.layout.article_folder(article.id()).join(name);
        if !name.is_empty() && !original.is_empty() && !holds(&path, original) {
            names.extend(replace_in_folder(&self.disk, &path, original)?);
        }
        Ok(names)
    }

    /// Writes what changed since the last save; everything is on the disk when this returns. `tables` must hold every
    /// step that was appended. A project in which nothing changed leaves every file as it is.
    ///
    /// # Errors
    /// When something cannot be written. Then the journal still holds every step, and the next save writes all of it.
    pub fn save(&mut self, tables: &Tables) -> Result<Saved, StoreError> {
        self.may_write()?;
        self.catch_up()?;
        let changes = Changes::between(&self.written, tables);
        debug_assert_eq!(self.written.untold(tables), None, "a record was changed without a step");
        if changes.is_empty() && self.journals.is_empty() {
            return Ok(Saved::default());
        }
        // Files that are ahead of a journal that a power cut shortens could not be brought together with it again.
        self.journals.sync()?;
        self.refuse_unseen(&changes.homes())?;
        let keys: Vec<_> = changes.keys().collect();
        let n_changed = keys.len();
        self.written.doubtful.extend(keys);
        self.write(&changes, tables)?;
        self.remove(&changes)?;
        self.journals.cut()?;
        self.written.is_saved(tables);
        Ok(Saved { written: n_changed - changes.removed.len(), removed: changes.removed.len() })
    }

    /// What is named before what names it: texts, sources, articles, layers, the project.
    fn write(&self, changes: &Changes<'_>, tables: &Tables) -> Result<(), StoreError> {
        self.write_all(&changes.new_articles, |a| self.write_new_article(a))?;
        self.write_all(&changes.sources, |s| self.write_source(s))?;
        self.write_all(&changes.propositions, |one| self.write_proposition(one))?;
        self.write_all(&changes.new_articles, |a| self.write_article(a))?;
        self.write_all(&changes.articles, |a| self.write_article(a))?;
        self.write_all(&changes.layers, |layer| self.write_layer(layer, tables))?;
        if changes.is_project {
            let write = |tables: &&Tables| {
                self.write_file(&self.layout.project(), &ProjectFile::of(tables))
            };
            self.write_all(&[tables], write)?;
        }
        Ok(())
    }

    fn write_all<T: Sync>(
        &self,
        records: &[T],
        write: impl Fn(&T) -> Result<Vec<PathBuf>, StoreError> + Sync,
    ) -> Result<(), StoreError> {
        sync_names(&self.disk, &each_written(records, write)?.concat())
    }

    fn write_file<T: File>(&self, path: &Path, file: &T) -> Result<Vec<PathBuf>, StoreError> {
        let unwritable = |source| StoreError::Format { path: path.to_owned(), source };
        let ron = to_ron(file).map_err(unwritable)?;
        replace_in_folder(&self.disk, path, ron.as_bytes())
    }

    fn write_source(&self, source: &Source) -> Result<Vec<PathBuf>, StoreError> {
        self.write_file(&self.layout.source(&source.id), &SourceFile::from(source.clone()))
    }

    fn write_proposition(&self, one: &Proposition) -> Result<Vec<PathBuf>, StoreError> {
        self.write_file(&self.layout.proposition(&one.id), &PropositionFile::from(one.clone()))
    }

    fn write_article(&self, article: &Arc<Article>) -> Result<Vec<PathBuf>, StoreError> {
        self.write_file(&self.layout.article(article.id()), &ArticleFile::from(article.as_ref()))
    }

    /// The text, and the original from the bin where the article had been there.
    fn write_new_article(&self, article: &Arc<Article>) -> Result<Vec<PathBuf>, StoreError> {
        let mut names = write_text(&self.disk, &self.layout, article)?;
        names.extend(bring_back(&self.disk, &self.layout, article)?);
        Ok(names)
    }

    fn write_layer(&self, layer: &Layer, tables: &Tables) -> Result<Vec<PathBuf>, StoreError> {
        let article = tables.articles().get(&layer.id().article);
        let text = article.map(|article| article.text()).unwrap_or_default();
        self.write_file(&self.layout.layer(layer.id()), &LayerFile::of(layer, &text))
    }

    fn remove(&self, changes: &Changes<'_>) -> Result<(), StoreError> {
        let mut bin = Bin::new(&self.disk, &self.layout, self.written.last_at);
        changes.removed.iter().try_for_each(|key| bin.take_record(key))?;
        bin.close()
    }
}

fn write_text(disk: &Disk, layout: &Layout, article: &Article) -> Result<Vec<PathBuf>, StoreError> {
    let path = layout.text(article.id());
    if holds(&path, article.text().as_bytes()) {
        return Ok(Vec::new());
    }
    replace_in_folder(disk, &path, article.text().as_bytes())
}

/// Does the file hold exactly these bytes? One that cannot be read does not.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> bool {
    let length = fs::metadata(path).map(|metadata| metadata.len());
    length.is_ok_and(|length| length == bytes.len() as u64)
        && fs::read(path).is_ok_and(|found| found == bytes)
}

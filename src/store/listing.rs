//! The names in a project's folder. Links, and names that are not ours, are passed over.

use super::atomic::UNFINISHED;
use super::crew;
use super::error::{Attempt as _, StoreError};
use super::layout::{EXTENSION, Layout, history_of};
use super::located::Located;
use crate::model::{AnnotatorId, ArticleId, LayerId, PropositionId, SourceId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Which entries of a folder are listed.
type IsWanted = fn(&fs::FileType) -> bool;

const IS_FILE: IsWanted = fs::FileType::is_file;

/// Everything that has a name of ours.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) sources: BTreeSet<SourceId>,
    pub(super) propositions: BTreeSet<PropositionId>,
    pub(super) articles: BTreeSet<ArticleId>,
    pub(super) layers: BTreeSet<LayerId>,
    pub(super) journals: BTreeSet<AnnotatorId>,
    /// The numbers of each annotator's history files, rising.
    pub(super) histories: BTreeMap<AnnotatorId, BTreeSet<u32>>,
    /// Files that a killed program did not put in their place, but for those in the folders of articles.
    pub(super) leftovers: Vec<PathBuf>,
    /// Names that look like ours and are none.
    pub(super) problems: Vec<Located>,
}

impl Listing {
    /// Lists the folder.
    ///
    /// # Errors
    /// When the system does not show a folder; one that is not there is empty.
    pub(super) fn of(layout: &Layout) -> Result<Self, StoreError> {
        let mut listing = Self::default();
        listing.files(layout.root())?;
        for (stem, path) in listing.files(&layout.sources())? {
            let id = listing.named(layout, SourceId::new(&stem), &path);
            listing.sources.extend(id);
        }
        for (stem, path) in listing.files(&layout.propositions())? {
            let id = listing.named(layout, PropositionId::new(&stem), &path);
            listing.propositions.extend(id);
        }
        let annotators = folders(&layout.layers())?.into_iter();
        let annotators: Vec<_> = annotators
            .filter_map(|(name, path)| Some((AnnotatorId::new(&name).ok()?, path)))
            .collect();
        // These folders are the large ones, so they are listed at the same time.
        let mut large: Vec<(&Path, IsWanted)> =
            annotators.iter().map(|(_, path)| (path.as_path(), IS_FILE)).collect();
        let articles = layout.articles();
        large.push((&articles, fs::FileType::is_dir));
        let mut listed =
            crew::each(&large, crew::n_cores(), |(folder, is_wanted)| entries(folder, is_wanted));
        let articles = listed.pop().unwrap_or(Ok(Vec::new()))?;
        listing.articles =
            articles.iter().filter_map(|(name, _)| ArticleId::new(name).ok()).collect();
        // A set that is made of all its entries is made sooner than one that they come into.
        let mut layers = Vec::new();
        for ((annotator, _), files) in annotators.into_iter().zip(listed) {
            for (stem, path) in listing.ours(files?) {
                let article = listing.named(layout, ArticleId::new(&stem), &path);
                let annotator = annotator.clone();
                layers.extend(article.map(|article| LayerId { article, annotator }));
            }
        }
        listing.layers = layers.into_iter().collect();
        listing.steps(layout)?;
        Ok(listing)
    }

    fn steps(&mut self, layout: &Layout) -> Result<(), StoreError> {
        for (stem, path) in self.files(&layout.journals())? {
            // The torn ends that were put aside lie here too.
            if !stem.contains(".torn-") {
                let id = self.named(layout, AnnotatorId::new(&stem), &path);
                self.journals.extend(id);
            }
        }
        for (stem, path) in self.files(&layout.histories())? {
            match history_of(&stem) {
                Some((by, number)) => {
                    self.histories.entry(by).or_default().insert(number);
                }
                None => self.odd(layout, &path),
            }
        }
        Ok(())
    }

    fn named<T, E>(&mut self, layout: &Layout, id: Result<T, E>, path: &Path) -> Option<T> {
        // Why it is no id matters less than which file is passed over.
        let id = id.ok();
        if id.is_none() {
            self.odd(layout, path);
        }
        id
    }

    fn odd(&mut self, layout: &Layout, path: &Path) {
        let what = "the name of this file is none that Ascribe gives; the file is passed over";
        self.problems.push(Located::warning(&layout.relative(path), what));
    }

    /// The RON files of a folder by their names without the extension; unfinished ones are noted.
    fn files(&mut self, folder: &Path) -> Result<Vec<(String, PathBuf)>, StoreError> {
        Ok(self.ours(entries(folder, IS_FILE)?))
    }

    /// The same among files that were listed.
    fn ours(&mut self, listed: Vec<(String, PathBuf)>) -> Vec<(String, PathBuf)> {
        let mut files = Vec::new();
        for (name, path) in listed {
            if name.ends_with(UNFINISHED) {
                self.leftovers.push(path);
            } else if let Some(stem) =
                name.strip_suffix(EXTENSION).and_then(|n| n.strip_suffix('.'))
            {
                files.push((stem.to_owned(), path));
            }
        }
        files
    }
}

/// Files that a killed program did not put in their place here. A folder that the system does not show has none to remove.
pub(super) fn leftovers_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let unfinished = entries.filter(|entry| {
        entry.file_name().to_string_lossy().ends_with(UNFINISHED)
            && entry.file_type().is_ok_and(|sort| sort.is_file())
    });
    unfinished.map(|entry| entry.path()).collect()
}

/// The folders of articles, with or without an article in them.
pub(super) fn article_folders(layout: &Layout) -> Result<Vec<(ArticleId, PathBuf)>, StoreError> {
    let folders = folders(&layout.articles())?.into_iter();
    Ok(folders.filter_map(|(name, path)| Some((ArticleId::new(&name).ok()?, path))).collect())
}

fn folders(folder: &Path) -> Result<Vec<(String, PathBuf)>, StoreError> {
    entries(folder, fs::FileType::is_dir)
}

/// Name and path of what `is_wanted`, by name; names that are not Unicode are none of ours.
fn entries(
    folder: &Path,
    is_wanted: impl Fn(&fs::FileType) -> bool,
) -> Result<Vec<(String, PathBuf)>, StoreError> {
    let list = match fs::read_dir(folder) {
        Ok(list) => list,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).attempt("list", folder),
    };
    let mut entries = Vec::new();
    for entry in list {
        let entry = entry.attempt("list", folder)?;
        let file_type = entry.file_type().attempt("list", folder)?;
        if let (true, Ok(name)) = (is_wanted(&file_type), entry.file_name().into_string()) {
            entries.push((name, entry.path()));
        }
    }
    entries.sort();
    Ok(entries)
}

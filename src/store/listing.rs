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
const IS_FOLDER: IsWanted = fs::FileType::is_dir;

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
        let folder = layout.sources();
        for stem in listing.files(&folder)? {
            let id = listing.named(layout, SourceId::new(&stem), &folder, &stem);
            listing.sources.extend(id);
        }
        let folder = layout.propositions();
        for stem in listing.files(&folder)? {
            let id = listing.named(layout, PropositionId::new(&stem), &folder, &stem);
            listing.propositions.extend(id);
        }
        let layers = layout.layers();
        let annotators: Vec<_> = entries(&layers, IS_FOLDER)?
            .into_iter()
            .filter_map(|name| Some((AnnotatorId::new(&name).ok()?, layers.join(name))))
            .collect();
        // These folders are the large ones, so they are listed at the same time.
        let mut large: Vec<(&Path, IsWanted)> =
            annotators.iter().map(|(_, path)| (path.as_path(), IS_FILE)).collect();
        let articles = layout.articles();
        large.push((&articles, IS_FOLDER));
        let mut listed =
            crew::each(&large, crew::n_cores(), |(folder, is_wanted)| entries(folder, is_wanted));
        let articles = listed.pop().unwrap_or(Ok(Vec::new()))?;
        listing.articles = articles.iter().filter_map(|name| ArticleId::new(name).ok()).collect();
        // A set that is made of all its entries is made sooner than one that they come into.
        let mut layers = Vec::new();
        for ((annotator, folder), files) in annotators.iter().zip(listed) {
            for stem in listing.ours(folder, files?) {
                let article = listing.named(layout, ArticleId::new(&stem), folder, &stem);
                let annotator = annotator.clone();
                layers.extend(article.map(|article| LayerId { article, annotator }));
            }
        }
        listing.layers = layers.into_iter().collect();
        listing.steps(layout)?;
        Ok(listing)
    }

    fn steps(&mut self, layout: &Layout) -> Result<(), StoreError> {
        let folder = layout.journals();
        for stem in self.files(&folder)? {
            // The torn ends that were put aside lie here too.
            if !stem.contains(".torn-") {
                let id = self.named(layout, AnnotatorId::new(&stem), &folder, &stem);
                self.journals.extend(id);
            }
        }
        let folder = layout.histories();
        for stem in self.files(&folder)? {
            match history_of(&stem) {
                Some((by, number)) => {
                    self.histories.entry(by).or_default().insert(number);
                }
                None => self.odd(layout, &folder, &stem),
            }
        }
        Ok(())
    }

    fn named<T, E>(
        &mut self,
        layout: &Layout,
        id: Result<T, E>,
        folder: &Path,
        stem: &str,
    ) -> Option<T> {
        // Why it is no id matters less than which file is passed over.
        let id = id.ok();
        if id.is_none() {
            self.odd(layout, folder, stem);
        }
        id
    }

    fn odd(&mut self, layout: &Layout, folder: &Path, stem: &str) {
        let what = "the name of this file is none that Ascribe gives; the file is passed over";
        let path = folder.join(format!("{stem}.{EXTENSION}"));
        self.problems.push(Located::warning(&layout.relative(&path), what));
    }

    /// The RON files of a folder by their names without the extension; unfinished ones are noted.
    fn files(&mut self, folder: &Path) -> Result<Vec<String>, StoreError> {
        Ok(self.ours(folder, entries(folder, IS_FILE)?))
    }

    /// The same among files that were listed.
    fn ours(&mut self, folder: &Path, listed: Vec<String>) -> Vec<String> {
        let mut files = Vec::with_capacity(listed.len());
        for mut name in listed {
            if name.ends_with(UNFINISHED) {
                self.leftovers.push(folder.join(name));
            } else if let Some(stem) =
                name.strip_suffix(EXTENSION).and_then(|n| n.strip_suffix('.'))
            {
                name.truncate(stem.len());
                files.push(name);
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
    let names = entries(&layout.articles(), IS_FOLDER)?.into_iter();
    let ids = names.filter_map(|name| ArticleId::new(&name).ok());
    Ok(ids.map(|id| (id.clone(), layout.article_folder(&id))).collect())
}

/// The names of what `is_wanted`, in order; names that are not Unicode are none of ours.
fn entries(
    folder: &Path,
    is_wanted: impl Fn(&fs::FileType) -> bool,
) -> Result<Vec<String>, StoreError> {
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
            entries.push(name);
        }
    }
    entries.sort();
    Ok(entries)
}

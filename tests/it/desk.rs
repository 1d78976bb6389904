//! A project in a folder, worked in as the program works in it: arrivals first, then the journal, then a save.

use crate::sample::{self, FERRY, layer_id, statement_id};
use ascribe::model::{
    AnnotatorId, Article, Edit, History, Kind, Project, Settings, Statement, Step, Tables,
};
use ascribe::store::{
    self, Access, Arrival, Disk, Located, Opened, Recovered, Saved, Store, StoreError,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub(crate) struct Desk {
    pub(crate) folder: PathBuf,
    pub(crate) project: Project,
    pub(crate) history: History,
    pub(crate) store: Store,
    pub(crate) problems: Vec<Located>,
    pub(crate) read_only: Option<String>,
    pub(crate) recovered: Option<Recovered>,
    pub(crate) by: AnnotatorId,
}

impl Desk {
    /// A new, empty project in a folder of its own below `root`.
    pub(crate) fn new(root: &Path) -> Self {
        let folder = root.join("project");
        store::create(&folder, &Tables::new(Settings::default())).unwrap();
        Self::open(&folder)
    }

    /// The sample project, saved.
    pub(crate) fn with_sample(root: &Path) -> Self {
        let mut desk = Self::new(root);
        sample::edits().into_iter().for_each(|edit| drop(desk.perform(edit).unwrap()));
        desk.save().unwrap();
        desk
    }

    pub(crate) fn open(folder: &Path) -> Self {
        Self::open_on(&Disk::default(), folder)
    }

    pub(crate) fn open_on(disk: &Disk, folder: &Path) -> Self {
        let opened = store::open_on(disk, folder, Access::Write).unwrap();
        let Opened { project, history, problems, read_only, recovered, store, .. } = opened;
        let folder = folder.to_owned();
        let by = sample::annotator("ann");
        Self { folder, project, history, store, problems, read_only, recovered, by }
    }

    /// Closes without saving and opens again.
    pub(crate) fn reopened(self) -> Self {
        let folder = self.folder.clone();
        drop(self);
        Self::open(&folder)
    }

    /// Does one thing and writes it to the journal; an article is taken in before, as importing does it.
    pub(crate) fn perform(&mut self, edit: Edit) -> Result<Step, StoreError> {
        for article in articles(&edit) {
            self.store.take_in(&[Arrival { article: &article, original: ORIGINAL }])?;
        }
        let stamp = (self.by.clone(), sample::at(self.history.last().cast_signed()));
        let step = self.history.perform(&mut self.project, "Test".to_owned(), stamp, edit).unwrap();
        self.store.append(std::slice::from_ref(&step))?;
        Ok(step)
    }

    pub(crate) fn undo(&mut self) -> Result<bool, StoreError> {
        let stamp = (self.by.clone(), sample::at(self.history.last().cast_signed()));
        let step = self.history.undo(&mut self.project, stamp).unwrap();
        step.map_or(Ok(false), |step| self.store.append(&[step]).map(|()| true))
    }

    pub(crate) fn redo(&mut self) -> Result<bool, StoreError> {
        let stamp = (self.by.clone(), sample::at(self.history.last().cast_signed()));
        let step = self.history.redo(&mut self.project, stamp).unwrap();
        step.map_or(Ok(false), |step| self.store.append(&[step]).map(|()| true))
    }

    pub(crate) fn save(&mut self) -> Result<Saved, StoreError> {
        self.store.save(self.project.tables())
    }
}

/// What every article of these tests came as.
pub(crate) const ORIGINAL: &[u8] = b"\xef\xbb\xbfas it came\r\n";

fn articles(edit: &Edit) -> Vec<Article> {
    let mut articles = Vec::new();
    edit.clone().for_each_article(&mut |article| articles.push(Article::clone(article)));
    articles
}

type Contents = BTreeMap<PathBuf, (Vec<u8>, SystemTime)>;

/// Every file below the folder but the lock, with its bytes and the time of its last change. Looked at again where a file
/// went away meanwhile: a worker was putting another in its place.
pub(crate) fn contents(folder: &Path) -> Contents {
    loop {
        match contents_once(folder) {
            Ok(files) => return files,
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{error}"),
        }
    }
}

fn contents_once(folder: &Path) -> std::io::Result<Contents> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_none_or(|name| name != "lock") {
                let changed = path.metadata()?.modified()?;
                let name = path.strip_prefix(folder).unwrap().to_owned();
                files.insert(name, (std::fs::read(&path)?, changed));
            }
        }
    }
    Ok(files)
}

/// The same without the times.
pub(crate) fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    contents(folder).into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
}

/// The names in a folder, in their order.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A fact of the ferry article.
pub(crate) fn fact(id: &str, words: &str, seconds: i64) -> Edit {
    let span = sample::span(FERRY, words);
    let statement =
        Statement::new(statement_id(id), Kind::Fact, vec![span], sample::stamp(seconds));
    sample::put_statement(&layer_id("ferry", "ann"), statement)
}

/// A folder that goes with the test; in memory where the system has such a place, so that syncing costs nothing.
pub(crate) fn room() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Copies the files below one folder to another.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (path, bytes) in bytes(from) {
        let path = to.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        write(&path, &bytes);
    }
}

/// Writes a file as any other program would.
#[expect(clippy::disallowed_methods, reason = "tests damage files on purpose")]
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
}

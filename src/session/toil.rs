//! What the worker does, one job at a time.

use super::Notice;
use super::job::{Done, Drafted, Fate, Hit, HitPlace, Job, OpenedProject, Original};
use super::preferences::Preferences;
use super::worker::Answers;
use super::{books, sample};
use crate::export::{ExportError, Format, Selection, count};
use crate::import::files::{self, Entry};
use crate::import::{Draft, DraftOptions, draft};
use crate::model::{
    Annotator, AnnotatorId, AnnotatorKind, Edit, Layer, Project, Settings, Step, Tables, apply,
    sha256,
};
use crate::store::{self, Arrival, Opened, Store, StoreError, plain};
use crate::text::{FindOptions, Finder, Span};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Most hits of a search through everything.
const MOST_HITS: usize = 500;
/// Code points shown on either side of a hit.
const AROUND: usize = 40;

/// The worker's own state: the project's store, and whom to answer.
pub(super) struct Toil {
    answers: Answers,
    settings: Option<PathBuf>,
    store: Option<Store>,
    /// Steps that the disk has refused so far. They go ahead of the next ones, so that the journal has no gap.
    refused: Vec<Step>,
}

impl Toil {
    pub(super) fn new(answers: Answers, settings: Option<PathBuf>) -> Self {
        Self { answers, settings, store: None, refused: Vec::new() }
    }

    pub(super) fn carry_out(&mut self, job: Job) {
        match job {
            Job::Open(path) => self.open_path(&path),
            Job::Create { folder, settings, annotator } => {
                self.create(&folder, settings, annotator);
            }
            Job::Sample(folder) => self.open_sample(&folder),
            Job::Append(steps) => self.append(steps),
            Job::Save { tables, number } => self.save(&tables, number),
            Job::Copy { folder, tables } => self.copy(&folder, &tables),
            Job::Draft { paths, tables } => self.draft(&paths, &tables),
            Job::DraftText { text, tables } => self.draft_text(&text, &tables),
            Job::Keep(originals) => self.keep(&originals),
            Job::Export { project, selection, format, path } => {
                self.export(&project, &selection, format, &path);
            }
            Job::Write { path, bytes } => {
                let folder = self.store.as_ref().map_or(Path::new(""), Store::folder);
                books::write(&self.answers, folder, &path, &bytes);
            }
            Job::Find { words, tables } => self.find(words, &tables),
            Job::Close => self.close(),
        }
    }

    /// A folder is a project; so is the folder of a `project.ron`. Any other file is the text of an article, perhaps.
    fn open_path(&mut self, path: &Path) {
        if path.ends_with("project.ron") {
            let folder = path.parent().unwrap_or(path).to_owned();
            self.open(&folder);
        } else if path.is_file() {
            self.answers.send(Done::IsFile(path.to_owned()));
        } else {
            self.open(path);
        }
    }

    fn close(&mut self) {
        self.store = None;
        self.refused.clear();
    }

    /// After a job that broke: whatever state it left behind is let go, and the project's folder opened anew.
    pub(super) fn recover(&mut self, words: &str) {
        let folder = self.store.take().map(|store| store.folder().to_owned());
        self.store = folder.and_then(|folder| store::open(&folder).ok()).map(|opened| opened.store);
        self.answers.send(Done::NotWritten(format!("a part of the program broke ({words})")));
    }

    fn open(&mut self, folder: &Path) {
        self.close();
        match store::open(folder) {
            Ok(opened) => {
                let Opened { project, history, problems, read_only, recovered, store } = opened;
                let folder = store.folder().to_owned();
                self.store = Some(store);
                let guideline = books::read(&self.answers, &folder);
                let opened = OpenedProject {
                    folder,
                    project,
                    history,
                    guideline,
                    problems,
                    read_only,
                    recovered,
                };
                self.answers.send(Done::Opened(Box::new(opened)));
            }
            Err(error) => self.not_opened("Cannot open the project", &error),
        }
    }

    fn not_opened(&self, attempt: &str, error: &StoreError) {
        self.answers.send(Done::NotOpened(Notice::of_error(attempt, error)));
    }

    fn create(&mut self, folder: &Path, settings: Settings, annotator: (AnnotatorId, String)) {
        let mut project = Project::new(settings);
        let (id, name) = annotator;
        let name = if name.trim().is_empty() { id.to_string() } else { name };
        let record = Annotator { id: id.clone(), name, kind: AnnotatorKind::Human };
        if let Err(refusal) = apply(&mut project, Edit::Annotator(id, Some(record))) {
            let notice = Notice::of_error("Cannot begin the project", &refusal);
            return self.answers.send(Done::NotOpened(notice));
        }
        match store::create(folder, project.tables()) {
            Ok(()) => self.open(folder),
            // A folder that was begun before with the same name is gone on with.
            Err(StoreError::Occupied(_)) if folder.join("project.ron").is_file() => {
                self.open(folder);
            }
            Err(error) => self.not_opened("Cannot begin the project", &error),
        }
    }

    fn open_sample(&mut self, folder: &Path) {
        let files = sample::files().into_iter();
        let unpacked = plain::unpack(folder, files);
        match unpacked {
            Ok(()) => self.open(folder),
            Err(error) => self.not_opened("Cannot copy the sample", &error),
        }
    }

    /// Does something with the store, and tells when it does not work.
    fn with_store(
        &mut self,
        work: impl FnOnce(&mut Store) -> Result<(), StoreError>,
    ) -> Result<(), ()> {
        let Some(store) = &mut self.store else {
            let reason = "the project is not open for writing any more: open it again".to_owned();
            self.answers.send(Done::NotWritten(reason));
            return Err(());
        };
        work(store).map_err(|error| {
            let notice = Notice::of_error("", &error);
            let reason = notice.text.trim_start_matches([':', ' ']).to_owned();
            self.answers.send(Done::NotWritten(reason));
        })
    }

    pub(super) fn append(&mut self, steps: Vec<Step>) {
        self.refused.extend(steps);
        if let Some(number) = self.write_steps() {
            self.answers.send(Done::Acknowledged(number));
            if self.with_store(Store::sync).is_ok() {
                self.answers.send(Done::Durable(number));
            }
        }
    }

    /// Hands the journal every step it does not hold yet; the number of the last one when it took them.
    fn write_steps(&mut self) -> Option<u64> {
        let steps = std::mem::take(&mut self.refused);
        let number = steps.last().map(|step| step.number)?;
        let written = self.with_store(|store| store.append(&steps));
        if written.is_err() {
            self.refused = steps;
            return None;
        }
        Some(number)
    }

    fn save(&mut self, tables: &Tables, number: u64) {
        if !self.refused.is_empty() && self.write_steps().is_none() {
            return;
        }
        if self.with_store(|store| store.save(tables).map(drop)).is_ok() {
            self.answers.send(Done::Saved(number));
        }
    }

    fn copy(&mut self, folder: &Path, tables: &Tables) {
        let copied = match &self.store {
            Some(store) => store.copy_to(folder, tables),
            None => return,
        };
        let reopened = copied.and_then(|()| store::open(folder));
        match reopened {
            Ok(opened) => {
                self.store = Some(opened.store);
                self.answers.send(Done::Copied(folder.to_owned()));
            }
            Err(error) => self.not_opened("Cannot save the copy", &error),
        }
    }

    fn keep(&mut self, originals: &[Original]) {
        let arrivals: Vec<Arrival<'_>> = originals
            .iter()
            .map(|original| Arrival { article: &original.article, original: &original.bytes })
            .collect();
        // A failure has been told; the steps that follow will tell again.
        self.with_store(|store| store.take_in(&arrivals)).ok();
    }

    fn fate_of(draft: Result<Draft, String>, tables: &Tables) -> Fate {
        match draft {
            Err(reason) => Fate::Failed(reason),
            Ok(draft) => {
                let hash = sha256(&draft.text);
                let same = tables.articles().values().find(|article| article.sha256() == hash);
                same.map_or_else(
                    || Fate::Ready(Box::new(draft)),
                    |article| Fate::Here(article.id().clone()),
                )
            }
        }
    }

    fn draft(&self, paths: &[PathBuf], tables: &Tables) {
        let entries = files::list(paths);
        let total = entries.len();
        let mut drafted = Vec::with_capacity(total);
        for (done, entry) in entries.into_iter().enumerate() {
            if self.answers.is_cancelled() {
                return self.answers.send(Done::Cancelled);
            }
            if done.is_multiple_of(16) {
                self.answers.progress("Reading files", done, total);
            }
            let (origin, draft) = match entry {
                Entry::File(path) => (path.display().to_string(), read_draft(&path, tables)),
                Entry::PassedOver(_) => continue,
                Entry::Failed(error) => (error.path.display().to_string(), Err(error.to_string())),
            };
            drafted.push(Drafted { origin, fate: Self::fate_of(draft, tables) });
        }
        self.answers.send(Done::Drafted(drafted));
    }

    fn draft_text(&self, text: &str, tables: &Tables) {
        let options = DraftOptions {
            origin: Some("pasted".to_owned()),
            segmentation: tables.settings().segmentation.clone(),
            ..DraftOptions::default()
        };
        let draft = draft(text.as_bytes(), "", &options).map_err(|error| error.to_string());
        let fate = Self::fate_of(draft, tables);
        self.answers.send(Done::Drafted(vec![Drafted { origin: "pasted text".to_owned(), fate }]));
    }

    fn export(&self, project: &Project, selection: &Selection, format: &str, path: &Path) {
        let Some(format) = Format::named(format) else { return };
        let folder = self.store.as_ref().map_or(Path::new(""), Store::folder);
        let place = match store::place_for_export(folder, path) {
            Ok(place) => place,
            Err(error) => {
                return self
                    .answers
                    .send(Done::NotOpened(Notice::of_error("Cannot export", &error)));
            }
        };
        let statements = count(project, selection).statements.total();
        let total = selection.articles.len();
        let mut bytes = Vec::new();
        let mut watch = |done: usize| {
            if done.is_multiple_of(64) {
                self.answers.progress("Exporting", done, total);
            }
            if self.answers.is_cancelled() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        match format.write(project, selection, &mut bytes, &mut watch) {
            Ok(()) => {}
            Err(ExportError::Stopped) => return self.answers.send(Done::Cancelled),
            Err(error) => {
                let notice = Notice::of_error("Cannot export", &error);
                return self.answers.send(Done::NotOpened(notice));
            }
        }
        match plain::write_file(&place, &bytes) {
            Ok(()) => self.answers.send(Done::Exported { path: place, statements }),
            Err(error) => self.not_opened("Cannot export", &error),
        }
    }

    fn find(&self, words: String, tables: &Tables) {
        let finder = Finder::new(&words, FindOptions::default());
        let mut found = Found::default();
        for article in tables.articles().values() {
            if self.answers.is_cancelled() {
                return;
            }
            for span in finder.find(article.text()) {
                found.take(|| Hit {
                    article: article.id().clone(),
                    place: HitPlace::Text(span),
                    words: around(article.text(), span),
                });
            }
        }
        for layer in tables.layers().values() {
            find_in_notes(&finder, layer, &mut found);
        }
        self.answers.send(Done::Found { words, hits: found.hits, more: found.more });
    }

    /// Writes preferences down. A file that could not be understood is put aside first.
    pub(super) fn prefer(&self, preferences: &Preferences) {
        let Some(path) = &self.settings else { return };
        if let Err(error) = write_preferences(path, preferences) {
            let notice = Notice::of_error("The settings are not saved", &error);
            self.answers.send(Done::Tell(notice));
        }
    }
}

fn write_preferences(path: &Path, preferences: &Preferences) -> Result<(), StoreError> {
    let is_understood = match plain::read_file(path) {
        Ok(Some(text)) => Preferences::from_ron(&text).is_ok(),
        Ok(None) => true,
        Err(_) => false,
    };
    if !is_understood {
        plain::put_aside(path)?;
    }
    match preferences.to_ron() {
        Some(text) => plain::write_file(path, text.as_bytes()),
        None => Ok(()),
    }
}

fn read_draft(path: &Path, tables: &Tables) -> Result<Draft, String> {
    let bytes = files::read(path).map_err(|error| error.reason.to_string())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let options = DraftOptions {
        segmentation: tables.settings().segmentation.clone(),
        ..DraftOptions::default()
    };
    draft(&bytes, &name, &options).map_err(|error| error.to_string())
}

/// Hits, up to as many as are shown, and how many more there are.
#[derive(Default)]
struct Found {
    hits: Vec<Hit>,
    more: usize,
}

impl Found {
    fn take(&mut self, hit: impl FnOnce() -> Hit) {
        if self.hits.len() < MOST_HITS {
            self.hits.push(hit());
        } else {
            self.more += 1;
        }
    }
}

fn find_in_notes(finder: &Finder, layer: &Layer, found: &mut Found) {
    for statement in layer.statements().values() {
        for span in finder.find(&statement.note).into_iter().take(1) {
            found.take(|| Hit {
                article: layer.id().article.clone(),
                place: HitPlace::Note(statement.id.clone()),
                words: around(&statement.note, span),
            });
        }
    }
}

/// A hit with the words around it, on one line.
fn around(text: &str, span: Span) -> String {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND).map_or(0, |(byte, _)| byte);
    let behind = text.get(span.end as usize..).unwrap_or_default();
    let to = behind
        .char_indices()
        .nth(AROUND * 2)
        .map_or(text.len(), |(byte, _)| span.end as usize + byte);
    let words = text.get(from..to).unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

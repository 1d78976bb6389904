//! What the worker does, one job at a time.

mod exporting;
mod keeping;
mod opening;
mod pages;
mod reading;
mod reading_sets;
mod searching;
mod watching;
mod weighing;

use super::Notice;
use super::breakage;
use super::job::{Done, Job, Original};
use super::preferences::Preferences;
use super::sample;
use super::worker::Answers;
use crate::exchange::Taker;
use crate::export::Selected;
use crate::format::compact::fold_new;
use crate::model::{
    Annotator, AnnotatorId, AnnotatorKind, Article, ArticleId, Edit, Project, Settings, Step,
    Table, Tables, apply,
};
use crate::report::{Ledger, OpenEnds};
use crate::store::{self, Access, Arrival, Disk, Look, Store, StoreError, plain};
use exporting::extras;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

/// The worker's own state: the project's store, and whom to answer.
pub(super) struct Toil {
    answers: Answers,
    disk: Disk,
    settings: Option<PathBuf>,
    store: Option<Store>,
    /// The project's folder, for a thread that has no store.
    errand_for: Option<PathBuf>,
    /// Steps that the disk has refused so far. They go ahead of the next ones, so that the journal has no gap.
    refused: Vec<Step>,
    /// Bytes that articles came as and that the disk has refused so far. A save without them is none.
    unkept: Vec<Original>,
    /// What the last look at the folder found.
    last_look: Look,
    /// The articles of the last save: what came since is folded away with the next.
    saved: Table<ArticleId, Arc<Article>>,
    /// Makes a copy of the project.
    copying: Option<JoinHandle<()>>,
    /// Opens a project that nobody waits for any more.
    given_up: Option<JoinHandle<()>>,
}

impl Toil {
    pub(super) fn new(answers: Answers, disk: Disk, settings: Option<PathBuf>) -> Self {
        Self {
            answers,
            disk,
            settings,
            store: None,
            errand_for: None,
            refused: Vec::new(),
            unkept: Vec::new(),
            last_look: Look::default(),
            saved: Table::new(),
            copying: None,
            given_up: None,
        }
    }

    /// The folder of the open project.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        let own = self.store.as_ref().map(|store| store.folder().to_owned());
        own.or_else(|| self.errand_for.clone())
    }

    /// What comes next is for the project in this folder, whose store another thread has.
    pub(super) fn go_for(&mut self, folder: Option<PathBuf>) {
        self.errand_for = folder;
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
            Job::Draft { paths, columns, tables } => self.draft(&paths, columns, &tables),
            Job::DraftText { text, tables } => self.draft_text(&text, &tables),
            Job::ReadSet { query, project, by, at } => {
                self.read_set(*query, &project, Taker { by: &by, at });
            }
            Job::Keep(originals) => {
                self.unkept.extend(originals);
                // A failure is told, and the next save tries again.
                self.keep().ok();
            }
            Job::Export { project, selection, format, options, code_book, path } => {
                let extras = extras(options, Some(*code_book));
                let selected = Selected::of(&project, &selection).with(&extras);
                self.export(&selected, format, options.unit, &path);
            }
            Job::Weigh { project, selection, format, options } => {
                let extras = extras(options, None);
                self.weigh(&Selected::of(&project, &selection).with(&extras), format, options);
            }
            Job::ExportHistory(path) => self.export_history(&path),
            Job::Write { path, bytes } => self.write(&path, &bytes),
            Job::Render { path, svg } => self.render(&path, &svg),
            Job::Records { project, counting, state } => self.records(&project, counting, state),
            Job::WeighSources { project, method, state } => {
                self.weigh_sources(&project, method, state);
            }
            Job::Count { project, state } => {
                self.answers.send(Done::Counted(Box::new(Ledger::of(&project)), state));
            }
            Job::FindOpenEnds { project, state } => {
                self.answers.send(Done::LeftOpen(Box::new(OpenEnds::of(&project)), state));
            }
            Job::LetGo(large) => drop(large),
            Job::Find { words, project } => self.find(words, &project),
            Job::BackUp { elsewhere, at, is_asked } => {
                self.back_up(elsewhere.as_deref(), at, is_asked);
            }
            Job::ListBackups(elsewhere) => self.list_backups(elsewhere.as_deref()),
            Job::Restore { archive, by, at } => self.restore(&archive, by, at),
            Job::Look => self.look(),
            Job::Compare { tables, revision } => self.compare(&tables, revision),
            Job::Adopt { changed, is_kept } => self.adopt(&changed, is_kept),
            Job::ListBin => self.list_bin(),
            Job::BringBack { project, removed } => self.bring_back(&project, &removed),
            Job::Close => self.close(),
        }
    }

    /// A folder is a project; so is the folder of a `project.ron`. Any other file is the text of an article, perhaps.
    fn open_path(&mut self, path: &Path) {
        if path.ends_with("project.ron") {
            let folder = path.parent().unwrap_or(path).to_owned();
            self.open(&folder);
        } else if path.is_file() {
            self.begin_from(path);
        } else {
            self.open(path);
        }
    }

    /// A project begins only with a file that can be read, so that none is left behind empty.
    fn begin_from(&self, file: &Path) {
        match reading::read_draft(file, &Tables::new(Settings::default())) {
            Ok(_) => self.answers.send(Done::IsFile(file.to_owned())),
            Err(reason) => {
                let words = format!("Cannot begin a project with {}", file.display());
                self.answers.send(Done::NotOpened(Notice::error(words, reason)));
            }
        }
    }

    fn close(&mut self) {
        self.store = None;
        self.saved = Table::new();
        self.refused.clear();
        self.unkept.clear();
    }

    /// After a job that broke: whatever state it left behind is let go, and the project's folder opened anew.
    pub(super) fn recover(&mut self, words: &str) {
        let folder = self.store.take().map(|store| store.folder().to_owned());
        self.store = folder
            .and_then(|folder| store::open_on(&self.disk, &folder, Access::Write).ok())
            .map(|opened| opened.store);
        let reported = breakage::where_reported();
        let reason = format!("a part of the program broke ({words}).{reported}");
        self.answers.send(Done::NotWritten(reason));
    }

    fn not_opened(&self, attempt: &str, error: &dyn std::error::Error) {
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
        match store::create_on(&self.disk, folder, project.tables()) {
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
        let unpacked = plain::unpack(&self.disk, folder, files);
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
            if let StoreError::ChangedOutside(path) = &error {
                return self.answers.send(Done::Unseen(path.clone()));
            }
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
        // They stay here until the journal has them, also when writing breaks half way.
        let steps = self.refused.clone();
        let number = steps.last().map(|step| step.number)?;
        self.with_store(|store| store.append(&steps)).ok()?;
        self.refused.clear();
        Some(number)
    }

    fn save(&mut self, tables: &Tables, number: u64) {
        if self.keep().is_err() || (!self.refused.is_empty() && self.write_steps().is_none()) {
            return;
        }
        if self.with_store(|store| store.save(tables).map(drop)).is_ok() {
            self.answers.send(Done::Saved(number));
            fold_new(&self.saved, tables);
            self.saved = tables.articles().clone();
        }
    }

    fn copy(&mut self, folder: &Path, tables: &Tables) {
        let copied = match &self.store {
            Some(store) => store.copy_to(folder, tables),
            None => return,
        };
        let reopened = copied.and_then(|()| store::open_on(&self.disk, folder, Access::Write));
        match reopened {
            Ok(opened) => {
                self.store = Some(opened.store);
                let (folder, problems) = (folder.to_owned(), opened.problems);
                self.answers.send(Done::Copied { folder, problems });
            }
            Err(error) => self.not_opened("Cannot save the copy", &error),
        }
    }

    /// Writes the bytes that new articles came as.
    fn keep(&mut self) -> Result<(), ()> {
        let originals = std::mem::take(&mut self.unkept);
        if originals.is_empty() {
            return Ok(());
        }
        let arrivals: Vec<Arrival<'_>> = originals
            .iter()
            .map(|original| Arrival { article: &original.article, original: &original.bytes })
            .collect();
        let kept = self.with_store(|store| store.take_in(&arrivals));
        if kept.is_err() {
            self.unkept = originals;
        }
        kept
    }

    /// Writes preferences down. A file that could not be understood is put aside first.
    pub(super) fn prefer(&self, preferences: &Preferences) {
        let Some(path) = &self.settings else { return };
        if let Err(error) = write_preferences(&self.disk, path, preferences) {
            let notice = Notice::of_error("The settings are not saved", &error);
            self.answers.send(Done::Tell(notice));
        }
    }
}

fn write_preferences(
    disk: &Disk,
    path: &Path,
    preferences: &Preferences,
) -> Result<(), StoreError> {
    let is_understood = match plain::read_file(path) {
        Ok(Some(text)) => Preferences::from_ron(&text).is_ok(),
        Ok(None) => true,
        Err(_) => false,
    };
    if !is_understood {
        plain::put_aside(disk, path)?;
    }
    match preferences.to_ron() {
        Some(text) => plain::write_file(disk, path, text.as_bytes()),
        None => Ok(()),
    }
}

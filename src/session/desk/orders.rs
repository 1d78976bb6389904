//! Orders: what a person asks about projects and files, and the jobs that come of it.

use super::{Choice, Desk, Task};
use crate::export::Selection;
use crate::import::Draft;
use crate::model::{Annotator, AnnotatorId, AnnotatorKind, Project, Settings};
use crate::report::{Counting, Method};
use crate::session::Notice;
use crate::session::action::MetadataEntry;
use crate::session::job::{ColumnsOf, ExportOptions, Job};
use crate::session::preferences::Preferences;
use crate::session::set_import::SetQuery;
use crate::store::removed::Removed;
use jiff::Timestamp;
use std::path::PathBuf;

/// Something about projects and files.
#[derive(Debug)]
pub enum Order {
    /// Open the project in this folder; or, for a file, begin a project with it.
    Open(PathBuf),
    /// Open a copy of the sample.
    OpenSample,
    /// Begin a project.
    Create {
        /// Its folder.
        folder: PathBuf,
        /// Its title.
        title: String,
    },
    /// Write the project to another folder and go on there.
    CopyTo(PathBuf),
    /// Read files and folders as texts of articles.
    Draft(Vec<PathBuf>),
    /// Read the same once more, with other columns of the tables among them.
    DraftTables {
        /// Files and folders.
        paths: Vec<PathBuf>,
        /// What was said about the columns of each table.
        columns: ColumnsOf,
    },
    /// Cut a pasted text.
    DraftText(String),
    /// Take drafts in as articles, with what is known about each.
    TakeIn(Vec<(Draft, MetadataEntry)>),
    /// Read an annotated set of another program.
    ReadSet(Box<SetQuery>),
    /// Take in the set that was read last.
    TakeInSet,
    /// Do not take it in.
    DropSet,
    /// Do not take the drafts in.
    DropDrafts,
    /// Write what was selected to a file.
    Export {
        /// What goes out.
        selection: Selection,
        /// Name of the format.
        format: &'static str,
        /// What was said about it besides.
        options: ExportOptions,
        /// The file.
        path: PathBuf,
    },
    /// Find out what of the selection a format cannot hold.
    Weigh {
        /// What is to go out.
        selection: Selection,
        /// Name of the format.
        format: &'static str,
        /// What was said about it besides.
        options: ExportOptions,
    },
    /// Write every step since the project began to this file.
    ExportHistory(PathBuf),
    /// Keep a copy of the project now.
    BackUp,
    /// List the copies of the project.
    ListBackups,
    /// Bring the project back to what it was in this copy.
    Restore(PathBuf),
    /// Decide what holds of the first record that clashes with a file.
    Decide(Choice),
    /// List what was removed.
    ListBin,
    /// Bring back what was removed.
    BringBack(Box<Removed>),
    /// Search all texts, statements and notes.
    FindEverywhere(String),
    /// Give up the task under way.
    Cancel,
    /// Work on under this name.
    WorkAs(String),
    /// Write a page or picture to a file.
    Write {
        /// The file.
        path: PathBuf,
        /// What goes into it.
        bytes: Vec<u8>,
    },
    /// Render a drawing, given as SVG, to a PNG file.
    Render {
        /// The file.
        path: PathBuf,
        /// The drawing.
        svg: String,
    },
    /// Put the track records of all sources together.
    Records(Counting),
    /// Weigh sources and propositions against each other.
    WeighSources(Method),
    /// Other preferences.
    Prefer(Box<Preferences>),
    /// Back to the welcome screen.
    Leave,
}

impl Order {
    /// Can it be carried out while only the first article of a project is here?
    fn needs_no_project(&self) -> bool {
        self.puts_away() || matches!(self, Self::Cancel | Self::Prefer(_) | Self::DropDrafts)
    }

    /// Does the project that is open go, if the order is carried out?
    fn puts_away(&self) -> bool {
        matches!(
            self,
            Self::Open(_) | Self::OpenSample | Self::Create { .. } | Self::Restore(_) | Self::Leave
        )
    }
}

impl Desk {
    pub(super) fn draft(&mut self, paths: Vec<PathBuf>, columns: ColumnsOf) {
        let Some(session) = &self.session else { return };
        let tables = Box::new(session.project().tables().clone());
        self.begin_errand("Reading files");
        self.tabled = None;
        self.worker.submit(Job::Draft { paths, columns, tables });
    }

    pub(super) fn begin_task(&mut self, label: &str) {
        self.task = Some(Task { label: label.to_owned(), done: 0, total: 0, may_stop: false });
    }

    /// Begins a task that can be given up.
    pub(super) fn begin_errand(&mut self, label: &str) {
        self.task = Some(Task { label: label.to_owned(), done: 0, total: 0, may_stop: true });
    }

    /// Gives up the task under way, if that can be. It is over for the person at once, however long the thread takes to
    /// notice; what it still brings is passed over.
    fn give_up(&mut self) {
        if self.task.as_ref().is_none_or(|task| !task.may_stop) {
            return;
        }
        self.worker.cancel();
        if self.is_taking_in() {
            self.end_intake();
        } else {
            self.put_partial_away();
            self.finish(Notice::info("Given up"));
        }
    }

    /// Carries out something about projects and files.
    pub fn order(&mut self, order: Order, now: Timestamp) {
        if order.puts_away() && !self.clashes().is_empty() {
            let words = "First decide what holds of the records that another program changed too";
            return self.tell(Notice::warning(words, ""));
        }
        if self.is_partial && !order.needs_no_project() {
            let words = "The rest of the project is still being read: try again in a moment";
            return self.tell(Notice::info(words));
        }
        if order.puts_away() && !self.is_settled() {
            // The work of this session is nowhere else if the disk refuses it, so the project stays until it is saved.
            self.begin_task("Saving");
            self.then = Some(order);
            return self.save();
        }
        match order {
            Order::Open(path) => self.open_job(Job::Open(path)),
            Order::OpenSample => {
                self.open_job(Job::Sample(self.data_folder.join("harbour-contract")));
            }
            Order::Create { folder, title } => self.create(folder, title),
            Order::CopyTo(folder) => self.copy_to(folder),
            Order::Draft(paths) => self.draft(paths, ColumnsOf::new()),
            Order::DraftTables { paths, columns } => self.draft(paths, columns),
            Order::DraftText(text) => self.draft_text(text),
            Order::TakeIn(drafts) => self.take_in(drafts, now),
            Order::DropDrafts => self.drafts = None,
            Order::ReadSet(query) => self.read_set(*query, now),
            Order::TakeInSet => self.take_in_set(now),
            Order::DropSet => self.drop_set(),
            Order::Export { selection, format, options, path } => {
                self.export(selection, format, options, path);
            }
            Order::Weigh { selection, format, options } => self.weigh(selection, format, options),
            Order::ExportHistory(path) => {
                self.begin_task("Exporting");
                self.worker.submit(Job::ExportHistory(path));
            }
            Order::BackUp => self.back_up(now, true),
            Order::ListBackups => self.list_backups(),
            Order::Restore(archive) => self.restore(archive, now),
            Order::Decide(choice) => self.decide(choice, now),
            Order::ListBin => self.list_bin(),
            Order::BringBack(removed) => self.bring_back(removed),
            Order::FindEverywhere(words) => self.find_everywhere(words),
            Order::Cancel => self.give_up(),
            Order::Prefer(preferences) => {
                self.preferences = preferences.within_reason();
                self.worker.prefer(self.preferences.clone());
            }
            Order::WorkAs(name) => self.work_as(&name),
            Order::Write { path, bytes } => self.worker.submit(Job::Write { path, bytes }),
            Order::Render { path, svg } => self.worker.submit(Job::Render { path, svg }),
            Order::Records(counting) => self.count_records(counting),
            Order::WeighSources(method) => self.weigh_sources(method),
            Order::Leave => self.leave(),
        }
    }

    /// Lets the project go, all of which is in its files.
    fn leave(&mut self) {
        self.worker.submit(Job::Close);
        self.session = None;
        self.is_partial = false;
        self.folder = None;
    }

    fn open_job(&mut self, job: Job) {
        if self.session.is_some() {
            self.leave();
        }
        self.begin_errand("Opening");
        self.worker.submit(job);
    }

    /// A file turned out to be no project: a project named after it begins in the data folder, and the file is read.
    pub(super) fn begin_with(&mut self, file: PathBuf) {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let folder = self.data_folder.join(crate::model::slug(&name));
        self.then_draft = vec![file];
        self.create(folder, name);
    }

    fn create(&mut self, folder: PathBuf, title: String) {
        let annotator = (self.preferences.annotator(), self.preferences.name.clone());
        let settings = Settings { title, ..Settings::default() };
        self.open_job(Job::Create { folder, settings, annotator });
    }

    fn copy_to(&mut self, folder: PathBuf) {
        let Some(session) = &self.session else { return };
        let tables = Box::new(session.project().tables().clone());
        self.begin_task("Copying");
        self.worker.submit(Job::Copy { folder, tables });
    }

    fn draft_text(&mut self, text: String) {
        let Some(session) = &self.session else { return };
        let tables = Box::new(session.project().tables().clone());
        self.worker.submit(Job::DraftText { text, tables });
    }

    /// All of the work is in its files by now, and the project is opened again when the restoring is done.
    fn restore(&mut self, archive: PathBuf, at: Timestamp) {
        let Some(session) = &self.session else { return };
        let by = session.me().clone();
        // What would be done meanwhile had no files to go to.
        (self.session, self.folder) = (None, None);
        self.begin_task("Restoring");
        self.worker.submit(Job::Restore { archive, by, at });
    }

    fn bring_back(&mut self, removed: Box<Removed>) {
        let Some(session) = &self.session else { return };
        let project = Box::new(session.project().clone());
        self.worker.submit(Job::BringBack { project, removed });
    }

    fn find_everywhere(&mut self, words: String) {
        let Some(session) = &self.session else { return };
        let project = Box::new(session.project().clone());
        self.worker.submit(Job::Find { words, project });
    }

    /// Works on as somebody else, here and after the next start.
    fn work_as(&mut self, name: &str) {
        self.preferences.name = name.trim().to_owned();
        self.worker.prefer(self.preferences.clone());
        if let Some(session) = &mut self.session {
            let known = annotator_called(session.project(), &self.preferences.name);
            let id = known.unwrap_or_else(|| self.preferences.annotator());
            session.work_as(id, &self.preferences.name);
        }
        self.collect();
    }
}

/// The person in a project who goes by this name.
pub(super) fn annotator_called(project: &Project, name: &str) -> Option<AnnotatorId> {
    let called = |a: &&Annotator| a.kind == AnnotatorKind::Human && a.name.trim() == name.trim();
    project.annotators().values().find(called).map(|annotator| annotator.id.clone())
}

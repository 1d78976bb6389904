//! What the worker is asked to do and what it answers: every slow thing is on this page.

use super::Notice;
pub use super::state::State;
use crate::export::Selection;
use crate::format::guideline::Guideline;
use crate::import::{Draft, Twin};
use crate::model::{
    AnnotatorId, Article, ArticleId, Edit, History, Project, Settings, StatementId, Step, Tables,
};
use crate::report::{Counting, Method, TrackRecord, Weighed};
pub use crate::store::Outside;
pub use crate::store::backup::Backup;
pub use crate::store::removed::{Item, Removed};
use crate::store::{Located, Recovered};
use crate::text::Span;
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;

/// A text that was read and cut, and what became of it.
#[derive(Debug)]
pub struct Drafted {
    /// The file it came from, or where else.
    pub origin: String,
    /// What became of it.
    pub fate: Fate,
    /// A text that is much like it.
    pub near: Option<Twin>,
}

/// What became of a text that is to become an article.
#[derive(Debug)]
pub enum Fate {
    /// It can be taken in.
    Ready(Box<Draft>),
    /// It is here already.
    Here(ArticleId),
    /// It is in this file too, which comes before it.
    Again(String),
    /// It is nothing that articles are read from: a picture, a program.
    PassedOver,
    /// It is no article, and why.
    Failed(String),
}

/// Where a hit of the search through everything lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HitPlace {
    /// In an article's text.
    Text(Span),
    /// In a statement's note.
    Note(StatementId),
}

/// A hit of the search through everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The article it belongs to.
    pub article: ArticleId,
    /// Where it lies.
    pub place: HitPlace,
    /// The words around it.
    pub words: String,
}

/// A project that was opened.
#[derive(Debug)]
pub struct OpenedProject {
    /// Its folder.
    pub folder: PathBuf,
    /// The project.
    pub project: Project,
    /// What can be taken back.
    pub history: History,
    /// The code book that it follows.
    pub guideline: Guideline,
    /// What is wrong in its files.
    pub problems: Vec<Located>,
    /// Why it may not be changed.
    pub read_only: Option<String>,
    /// What was brought back from the journal.
    pub recovered: Option<Recovered>,
}

/// What the worker is asked to do.
#[derive(Debug)]
pub enum Job {
    /// Open the project in this folder.
    Open(PathBuf),
    /// Begin a project in this folder and open it.
    Create {
        /// A folder that does not exist yet or is empty.
        folder: PathBuf,
        /// What is set for it.
        settings: Settings,
        /// Who begins it: id and name.
        annotator: (AnnotatorId, String),
    },
    /// Copy the sample to this folder, unless it is there, and open it.
    Sample(PathBuf),
    /// Write steps to the journal, and sync it.
    Append(Vec<Step>),
    /// Write what changed to its files.
    Save {
        /// The project as it was at the step.
        tables: Box<Tables>,
        /// Number of the last step in it.
        number: u64,
    },
    /// Write the whole project to another folder and go on there.
    Copy {
        /// The other folder.
        folder: PathBuf,
        /// The project.
        tables: Box<Tables>,
    },
    /// Read files and folders as texts of articles.
    Draft {
        /// Files and folders.
        paths: Vec<PathBuf>,
        /// The project they are for.
        tables: Box<Tables>,
    },
    /// Cut a pasted text.
    DraftText {
        /// The text.
        text: String,
        /// The project it is for.
        tables: Box<Tables>,
    },
    /// Keep the bytes that articles came as, ahead of the steps that take the articles in.
    Keep(Vec<Original>),
    /// Write what was selected to a file.
    Export {
        /// The project.
        project: Box<Project>,
        /// What goes out.
        selection: Selection,
        /// Name of the format.
        format: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// Find out what of the selection a format cannot hold.
    Weigh {
        /// The project.
        project: Box<Project>,
        /// What is to go out.
        selection: Selection,
        /// Name of the format.
        format: &'static str,
    },
    /// Write every step since the project began to this file.
    ExportHistory(PathBuf),
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
    Records {
        /// The project.
        project: Box<Project>,
        /// How outcomes are counted.
        counting: Counting,
        /// Which state of which project it is.
        state: State,
    },
    /// Weigh sources and propositions against each other.
    WeighSources {
        /// The project.
        project: Box<Project>,
        /// How.
        method: Method,
        /// Which state of which project it is.
        state: State,
    },
    /// Search all texts, statements and notes.
    Find {
        /// The words.
        words: String,
        /// The project.
        tables: Box<Tables>,
    },
    /// Keep a verified copy of the project in this folder, beside the work.
    BackUp {
        /// Where copies go, when not into the project's own folder.
        elsewhere: Option<PathBuf>,
        /// When.
        at: Timestamp,
        /// Was it asked for? Then it is told what came of it.
        is_asked: bool,
    },
    /// List the copies in the project's own folder or in another.
    ListBackups(Option<PathBuf>),
    /// Bring the project back to what it was in a copy, and open it again.
    Restore {
        /// The copy.
        archive: PathBuf,
        /// Who restores.
        by: AnnotatorId,
        /// When.
        at: Timestamp,
    },
    /// Look whether somebody else changed the files.
    Look,
    /// Find out what came from outside, and what it means for the project.
    Compare {
        /// The project.
        tables: Box<Tables>,
        /// How often it had changed.
        revision: u64,
    },
    /// Take note of records that were looked at; keep a copy of those that something else will replace.
    Adopt {
        /// The records as they were found.
        changed: Vec<Outside>,
        /// Will something else take their place?
        is_kept: bool,
    },
    /// List what was removed.
    ListBin,
    /// Find the edit that brings something back.
    BringBack {
        /// The project.
        project: Box<Project>,
        /// What was removed.
        removed: Box<Removed>,
    },
    /// Let the project go.
    Close,
}

impl Job {
    /// Does it take long and need nothing of the project's folder? Then it is done while steps are written.
    #[must_use]
    pub fn is_errand(&self) -> bool {
        matches!(
            self,
            Self::Draft { .. }
                | Self::DraftText { .. }
                | Self::Export { .. }
                | Self::Find { .. }
                | Self::Render { .. }
                | Self::Records { .. }
                | Self::WeighSources { .. }
        )
    }
}

/// The bytes an article came as, and its text.
#[derive(Debug)]
pub struct Original {
    /// The article, with its text.
    pub article: Arc<Article>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What came from outside, and what it means for the project.
#[derive(Debug)]
pub struct News {
    /// What takes in what only others changed; `None` when that does not fit together yet.
    pub edit: Option<Edit>,
    /// What only others changed.
    pub taken: Vec<Outside>,
    /// What was changed here too, and in another way.
    pub clashes: Vec<Outside>,
    /// Why it does not fit together, and files that cannot be understood.
    pub broken: Vec<String>,
    /// How often the project had changed when it was compared.
    pub revision: u64,
}

/// What the worker answers.
#[derive(Debug)]
pub enum Done {
    /// A project is open.
    Opened(Box<OpenedProject>),
    /// What was to be opened is a file: the text of an article, perhaps.
    IsFile(PathBuf),
    /// No project was opened, and why.
    NotOpened(Notice),
    /// The journal holds the steps up to this number: they survive the end of the program.
    Acknowledged(u64),
    /// The disk holds them: they survive a power cut.
    Durable(u64),
    /// The files hold the project up to this step.
    Saved(u64),
    /// Something could not be written, and why.
    NotWritten(String),
    /// The project goes on in this folder.
    Copied {
        /// Where it lies.
        folder: PathBuf,
        /// What is odd there.
        problems: Vec<Located>,
    },
    /// Texts were read.
    Drafted(Vec<Drafted>),
    /// The history was written out.
    HistoryExported {
        /// The file.
        path: PathBuf,
        /// Steps in it.
        steps: usize,
        /// Steps and files that are missing in it.
        missing: usize,
    },
    /// An export is there.
    Exported {
        /// The file.
        path: PathBuf,
        /// Statements in it.
        statements: usize,
    },
    /// What a format cannot hold of what is to go out, a line for each sort.
    Weighed {
        /// Name of the format.
        format: &'static str,
        /// The lines.
        lost: Vec<String>,
    },
    /// Hits of the search through everything, for these words; `more` were left off.
    Found {
        /// The words.
        words: String,
        /// The first of the hits.
        hits: Vec<Hit>,
        /// Hits that were left off.
        more: usize,
    },
    /// The track records of all sources that have outcomes, and from which state of the project.
    Records(Vec<TrackRecord>, Counting, State),
    /// Trust and belief, and from which state of the project.
    SourcesWeighed(Box<Weighed>, State),
    /// How far the task is.
    Progress {
        /// What is being done.
        label: String,
        /// Parts done.
        done: usize,
        /// Parts in all; 0 when nobody knows.
        total: usize,
    },
    /// Somebody looked whether others changed the files.
    Looked {
        /// Did they?
        is_changed: bool,
        /// Are they perhaps still at it? Then it is looked at again in a moment.
        is_restless: bool,
        /// Has the window that held the project let it go?
        is_free: bool,
        /// For how many milliseconds the disk was asked.
        took_ms: u64,
    },
    /// A save was refused, because somebody else changed this file.
    Unseen(PathBuf),
    /// What came from outside.
    Outside(Box<News>),
    /// A copy was made, unless nothing had changed since the last one.
    BackedUp {
        /// The project's folder.
        folder: PathBuf,
        /// Where it lies.
        path: Option<PathBuf>,
        /// Was it asked for?
        is_asked: bool,
    },
    /// No copy was made, and why.
    NotBackedUp {
        /// What is said.
        notice: Notice,
        /// Did the person ask for it?
        is_asked: bool,
    },
    /// The copies, the newest first.
    Backups(Vec<Backup>),
    /// What was removed, the last first.
    Bin(Vec<Removed>),
    /// What brings something back, with the step in words.
    BringBack {
        /// The step in words.
        label: String,
        /// The edit.
        edit: Box<Edit>,
    },
    /// Something to tell.
    Tell(Notice),
    /// The task was given up.
    Cancelled,
}

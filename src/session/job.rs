//! What the worker is asked to do: every slow thing is on this page.

pub use super::done::{Done, News};
use super::set_import::SetQuery;
pub use super::state::State;
use crate::export::{Licence, Selection};
use crate::format::guideline::Guideline;
use crate::import::{Column, Columns, Draft, Twin};
use crate::model::{
    AnnotatorId, Article, ArticleId, History, Project, Settings, StatementId, Step, Tables,
};
use crate::report::{Counting, Method, Weighed};
pub use crate::store::Outside;

pub use crate::store::backup::Backup;
pub use crate::store::removed::{Item, Removed};
use crate::store::{Located, Recovered};
use crate::text::{Span, Unit};
use jiff::Timestamp;
use std::collections::BTreeMap;
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

/// What was said about an export besides what goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// What places are to count; what is usual in the format where it is not said.
    pub unit: Option<Unit>,
    /// Under which terms the set is handed on.
    pub licence: Option<Licence>,
    /// Do the texts stay behind?
    pub leaves_texts: bool,
}

/// What was said about the columns of each table.
pub type ColumnsOf = BTreeMap<PathBuf, Columns>;

/// Tables of articles that were read, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tabled {
    /// All files and folders that were read.
    pub paths: Vec<PathBuf>,
    /// What was said about columns.
    pub said: ColumnsOf,
    /// Each table with its columns.
    pub tables: Vec<(PathBuf, Vec<Column>)>,
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
        /// What was said about the columns of tables among them.
        columns: ColumnsOf,
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
    /// Read an annotated set of another program, and find out what would become of it.
    ReadSet {
        /// How.
        query: Box<SetQuery>,
        /// The project it is for.
        project: Box<Project>,
        /// Whose marks those are that the set gives nobody.
        by: AnnotatorId,
        /// Now.
        at: Timestamp,
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
        /// What was said about it besides.
        options: ExportOptions,
        /// The code book that the project follows.
        code_book: Box<Guideline>,
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
        /// What was said about it besides.
        options: ExportOptions,
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
    /// Count every proposition.
    Count {
        /// The project.
        project: Box<Project>,
        /// Which state of which project it is.
        state: State,
    },
    /// Find what is left open.
    FindOpenEnds {
        /// The project.
        project: Box<Project>,
        /// Which state of which project it is.
        state: State,
    },
    /// Let something large go, which takes longer than a frame has.
    LetGo(Box<Weighed>),
    /// Search all texts, statements and notes.
    Find {
        /// The words.
        words: String,
        /// Where.
        project: Box<Project>,
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
                | Self::ReadSet { .. }
                | Self::Export { .. }
                | Self::Find { .. }
                | Self::Weigh { .. }
                | Self::Render { .. }
                | Self::Records { .. }
                | Self::WeighSources { .. }
                | Self::Count { .. }
                | Self::FindOpenEnds { .. }
                | Self::LetGo(_)
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

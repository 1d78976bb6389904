//! What the worker answers.

use super::Notice;
use super::job::{Drafted, ExportOptions, Hit, OpenedProject, Tabled};
use super::set_import::SetReport;
use super::state::State;
use crate::model::{Edit, Project};
use crate::report::{Counting, Ledger, OpenEnds, TrackRecord, Weighed};
use crate::store::Located;
use crate::store::Outside;
use crate::store::backup::Backup;
use crate::store::removed::Removed;
use std::path::PathBuf;

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
    /// The first article of a project, to be looked at while the rest is read.
    Glimpsed(Box<Project>),
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
    /// Among the texts that come next there are tables.
    Tabled(Box<Tabled>),
    /// Texts were read.
    Drafted(Vec<Drafted>),
    /// A set was read, or not.
    SetRead(Box<SetReport>),
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
        /// What was said about the export.
        options: ExportOptions,
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
    /// Every proposition in numbers, and from which state of the project.
    Counted(Box<Ledger>, State),
    /// What is left open, and from which state of the project.
    LeftOpen(Box<OpenEnds>, State),
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
}

impl Done {
    /// Is it of no use to anybody once its job was given up?
    #[must_use]
    pub fn is_moot_when_given_up(&self) -> bool {
        matches!(
            self,
            Self::Progress { .. }
                | Self::Glimpsed(_)
                | Self::Tabled(_)
                | Self::Drafted(_)
                | Self::SetRead(_)
                | Self::Found { .. }
                | Self::Weighed { .. }
                | Self::Records(..)
                | Self::SourcesWeighed(..)
        )
    }
}

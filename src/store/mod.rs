//! The one room that touches the disk, but for the reading of foreign files, which is `import`'s.
//!
//! A project is a folder of small files and a journal. Steps are appended to the journal at once (*acknowledged*: a killed
//! program loses nothing) and made to last a moment later (*durable*: a power cut loses nothing). A save writes the files
//! that changed, each whole or not at all, and moves the steps from the journal to the history when all of them are on the
//! disk. What cannot be understood is never written over. This room knows no window and reads no clock.

mod atomic;
pub mod backup;
mod bin;
mod cache;
mod changes;
mod create;
pub mod crew;
mod disk;
mod error;
mod journals;
mod layout;
mod listing;
mod located;
mod lock;
mod open;
mod originals;
mod outside;
mod overlap;
mod parcel;
mod pending;
mod place;
pub mod plain;
mod prints;
mod read;
mod reading;
pub mod removed;
mod repair;
mod replay;
mod save;
mod steps;
mod task;
mod texts;
mod trail;
mod waiting;

pub use cache::Keeping;
pub use create::{create, create_on};
pub use crew::Cores;
pub use disk::{Disk, Operation};
pub use error::StoreError;
pub use located::Located;
pub use open::{
    Access, Opened, Recovered, open, open_on, open_to_check, open_to_read, open_waiting,
};
pub use originals::check_originals;
pub use outside::{Look, Outside};
pub use parcel::{Unfinished, place_for_parcel};
pub use place::{Misplaced, place_for_export};
pub use repair::{Repair, repair, repair_on};
pub use save::{Arrival, Saved};
pub use trail::{Trail, trail};
pub use waiting::Waiting;

use crate::model::{Step, assemble::Problem};
use changes::Written;
use journals::Journals;
use layout::Layout;
use outside::Seen;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// An open project's way to its folder. It belongs to the thread that writes; the window only queues.
#[derive(Debug)]
pub struct Store {
    disk: Disk,
    layout: Layout,
    journals: Journals,
    written: Written,
    /// How the files looked when they were last read or written here.
    seen: Seen,
    /// Another window holds the project.
    is_elsewhere: bool,
    /// Steps that the disk refused.
    unwritten: Vec<Step>,
    /// Why nothing is written.
    refusal: Option<String>,
    /// Lives as long as the project is open.
    is_open: Arc<()>,
    /// Holds the system's lock while the store lives.
    _lock: Option<File>,
}

impl Store {
    /// The project's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.layout.root()
    }

    /// Adds steps to the journals of those who made them. When this returns they are *acknowledged*.
    ///
    /// # Errors
    /// When the project is read-only, when the disk refuses, or when the numbers of one annotator's steps do not rise.
    /// Steps that the disk refused are kept here and go ahead of whatever is written next; to hand them in again does no
    /// harm.
    pub fn append(&mut self, steps: &[Step]) -> Result<(), StoreError> {
        self.may_write()?;
        self.journals.check(steps)?;
        self.unwritten.extend_from_slice(steps);
        self.catch_up()
    }

    /// Writes the steps that are not in a journal yet, and before them the texts that they leave out.
    fn catch_up(&mut self) -> Result<(), StoreError> {
        let steps = std::mem::take(&mut self.unwritten);
        let result = self.keep_texts(&steps).and_then(|()| self.journals.append(&steps));
        match result {
            Ok(()) => steps.iter().for_each(|step| self.written.note(step)),
            Err(_) => self.unwritten = steps,
        }
        result
    }

    /// Makes all appended steps last. When this returns they are *durable*.
    ///
    /// # Errors
    /// When the project is read-only or the disk refuses.
    pub fn sync(&mut self) -> Result<(), StoreError> {
        self.may_write()?;
        self.catch_up()?;
        self.journals.sync()
    }

    fn may_write(&self) -> Result<(), StoreError> {
        match &self.refusal {
            Some(reason) => Err(StoreError::ReadOnly(reason.clone())),
            None => Ok(()),
        }
    }
}

/// Finds file and line of what the model says about a project in this folder.
#[must_use]
pub fn locate(folder: &Path, problems: Vec<Problem>) -> Vec<Located> {
    located::locate(&Layout::new(folder), problems)
}

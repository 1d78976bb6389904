//! Who waits for a project to open: is told how far it is, is shown the first article, and may give it up.

use crate::model::Project;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Waits for a project to open.
pub trait Waiting: Sync {
    /// So many of so many records are read. `Break` gives the opening up: what is read until then is let go. Called from
    /// several threads, a few hundred times for a project of ten thousand articles.
    fn reached(&self, done: usize, total: usize) -> ControlFlow<()>;

    /// The project with its first article alone, its marks and all sources, to be looked at while the rest is read. Does not
    /// come where steps since the last save would have to be put over it, or where a file is wrong.
    fn first(&self, project: Project);
}

/// Nobody looks on, and it is never given up.
pub(super) struct Nobody;

impl Waiting for Nobody {
    fn reached(&self, _done: usize, _total: usize) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn first(&self, _project: Project) {}
}

/// How far a reading is, for whoever waits for it.
pub(super) struct Progress<'a> {
    waiting: &'a dyn Waiting,
    total: usize,
    often: usize,
    n_done: AtomicUsize,
    is_given_up: AtomicBool,
}

impl<'a> Progress<'a> {
    pub(super) fn new(total: usize, waiting: &'a dyn Waiting) -> Self {
        let (n_done, is_given_up) = Default::default();
        Self { waiting, total, often: (total / 200).max(16), n_done, is_given_up }
    }

    /// So many more come now. Are they wanted still?
    pub(super) fn goes_on(&self, n: usize) -> bool {
        let done = self.n_done.fetch_add(n, Ordering::Relaxed);
        let is_time = done.div_ceil(self.often) != (done + n).div_ceil(self.often);
        if !self.is_given_up() && is_time && self.waiting.reached(done, self.total).is_break() {
            self.is_given_up.store(true, Ordering::Relaxed);
        }
        !self.is_given_up()
    }

    /// Is what is left wanted still, whether or not anything more of it was done?
    pub(super) fn is_wanted(&self) -> bool {
        let done = self.n_done.load(Ordering::Relaxed);
        if !self.is_given_up() && self.waiting.reached(done, self.total).is_break() {
            self.is_given_up.store(true, Ordering::Relaxed);
        }
        !self.is_given_up()
    }

    pub(super) fn is_given_up(&self) -> bool {
        self.is_given_up.load(Ordering::Relaxed)
    }
}

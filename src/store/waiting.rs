//! Who waits for a project to open: is told how far it is, is shown the first article, and may give it up.

use crate::model::Project;
use std::ops::ControlFlow;

/// Waits for a project to open.
pub trait Waiting: Sync {
    /// So many of so many records are read. `Break` gives the opening up: what is read until then is let go. Called from
    /// several threads, a few hundred times at most.
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

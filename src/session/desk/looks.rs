//! What of a desk can be looked at.

use super::{AT_A_TIME, Desk, FEW, Task, Told};
use crate::format::guideline::Guideline;
use crate::session::Session;
use crate::session::autosave::SaveState;
use crate::session::catalogue::Catalogue;
use crate::session::job::{Drafted, Hit};
use crate::session::preferences::Preferences;
use crate::store::Located;
use std::path::Path;

/// The hits of the last search through everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Everywhere {
    /// The words.
    pub words: String,
    /// The first of the hits.
    pub hits: Vec<Hit>,
    /// Hits that were left off.
    pub more: usize,
}

impl Desk {
    /// The open project.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// The folder of the open project.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Where new projects go unless somebody says otherwise.
    #[must_use]
    pub fn data_folder(&self) -> &Path {
        &self.data_folder
    }

    /// The person's preferences.
    #[must_use]
    pub fn preferences(&self) -> &Preferences {
        &self.preferences
    }

    /// How far the work has come on its way to the disk.
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        self.autosave.state(self.now_ms)
    }

    /// The task under way.
    #[must_use]
    pub fn task(&self) -> Option<&Task> {
        self.task.as_ref()
    }

    /// How many messages of the worker the last call of [`Desk::pump`] took in. There is a bound to it, so that none of many
    /// waits in a frame.
    #[must_use]
    pub fn received(&self) -> usize {
        self.received
    }

    /// Texts that were read and wait for a decision.
    #[must_use]
    pub fn drafts(&self) -> Option<&[Drafted]> {
        self.drafts.as_deref()
    }

    /// The hits of the last search through everything.
    #[must_use]
    pub fn everywhere(&self) -> &Everywhere {
        &self.everywhere
    }

    /// Every statement of the open project, as far as it was looked at.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Looks at what is left of the project, for a list that is shown: all of it at once where that is little, else some of
    /// it now and the rest in the pauses that follow. [`Catalogue::is_complete`] tells.
    pub fn complete_catalogue(&mut self) {
        let Some(session) = &self.session else { return };
        self.wants_catalogue = true;
        let project = session.project();
        if project.n_statements() <= FEW || self.catalogue.catch_up(project, AT_A_TIME) {
            // What lies in one large layer is read at once.
            self.catalogue.catch_up(project, usize::MAX);
        }
    }

    /// The code book that the open project follows.
    #[must_use]
    pub fn guideline(&self) -> &Guideline {
        &self.guideline
    }

    /// What was wrong in the project's files when it was opened.
    #[must_use]
    pub fn problems(&self) -> &[Located] {
        &self.problems
    }

    /// What the person is told at present.
    #[must_use]
    pub fn notices(&self) -> &[Told] {
        &self.notices
    }
}

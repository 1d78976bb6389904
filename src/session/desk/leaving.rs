//! What goes out: weighed first, then written, both beside the window.

use super::Desk;
use crate::export::Selection;
use crate::session::job::{ExportOptions, Job};
use std::path::PathBuf;

impl Desk {
    pub(super) fn export(
        &mut self,
        selection: Selection,
        format: &'static str,
        options: ExportOptions,
        path: PathBuf,
    ) {
        let Some(session) = &self.session else { return };
        let project = Box::new(session.project().clone());
        let code_book = Box::new(self.guideline.clone());
        self.begin_errand("Exporting");
        self.worker.submit(Job::Export { project, selection, format, options, code_book, path });
    }

    pub(super) fn weigh(
        &mut self,
        selection: Selection,
        format: &'static str,
        options: ExportOptions,
    ) {
        let Some(session) = &self.session else { return };
        self.weighed = None;
        let project = Box::new(session.project().clone());
        self.worker.submit(Job::Weigh { project, selection, format, options });
    }

    /// What the format weighed last cannot hold, a line for each sort; `None` while it is found out.
    #[must_use]
    pub fn lost_in(&self, format: &str, options: ExportOptions) -> Option<&[String]> {
        self.weighed
            .as_ref()
            .filter(|(weighed, said, _)| *weighed == format && *said == options)
            .map(|(_, _, lost)| lost.as_slice())
    }
}

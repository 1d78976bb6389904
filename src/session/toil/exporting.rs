//! Writes what goes out to a file.

use super::Toil;
use crate::export::{ExportError, Format, Selection, count};
use crate::model::Project;
use crate::session::Notice;
use crate::session::job::Done;
use crate::store::{self, Store, plain};
use std::ops::ControlFlow;
use std::path::Path;

impl Toil {
    pub(super) fn export(
        &self,
        project: &Project,
        selection: &Selection,
        format: &str,
        path: &Path,
    ) {
        let Some(format) = Format::named(format) else { return };
        let folder = self.store.as_ref().map_or(Path::new(""), Store::folder);
        let place = match store::place_for_export(folder, path) {
            Ok(place) => place,
            Err(error) => {
                return self
                    .answers
                    .send(Done::NotOpened(Notice::of_error("Cannot export", &error)));
            }
        };
        let statements = count(project, selection).statements.total();
        let total = selection.articles.len();
        let mut bytes = Vec::new();
        let mut watch = |done: usize| {
            if done.is_multiple_of(64) {
                self.answers.progress("Exporting", done, total);
            }
            if self.answers.is_cancelled() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        match format.write(project, selection, &mut bytes, &mut watch) {
            Ok(()) => {}
            Err(ExportError::Stopped) => return self.answers.send(Done::Cancelled),
            Err(error) => {
                let notice = Notice::of_error("Cannot export", &error);
                return self.answers.send(Done::NotOpened(notice));
            }
        }
        match plain::write_file(&self.disk, &place, &bytes) {
            Ok(()) => self.answers.send(Done::Exported { path: place, statements }),
            Err(error) => self.not_opened("Cannot export", &error),
        }
    }
}

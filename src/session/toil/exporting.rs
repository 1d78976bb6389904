//! Writes what goes out to a file.

use super::Toil;
use crate::exchange::{ExchangeError, Format};
use crate::export::{ExportError, Extras, Selected, count, write_steps};
use crate::format::guideline::Guideline;
use crate::session::Notice;
use crate::session::job::{Done, ExportOptions};
use crate::store::{self, StoreError, Unfinished, plain};
use crate::text::Unit;
use std::ops::ControlFlow;
use std::path::Path;

/// What goes out besides what was selected.
pub(super) fn extras(options: ExportOptions, code_book: Option<Guideline>) -> Extras {
    let ExportOptions { licence, leaves_texts, .. } = options;
    Extras { code_book, licence, leaves_texts }
}

impl Toil {
    /// Everything that was done since the project began, read from the folder: the window knows the last steps only.
    pub(super) fn export_history(&self, path: &Path) {
        let Some(store) = &self.store else { return };
        let failed = |error: &dyn std::error::Error| {
            let notice = Notice::of_error("Cannot export the history", error);
            self.answers.send(Done::NotOpened(notice));
        };
        let place = match store::place_for_export(store.folder(), path) {
            Ok(place) => place,
            Err(error) => return failed(&error),
        };
        let read = store::trail(store.folder())
            .and_then(|trail| Ok((trail, store::open_to_read(store.folder())?.project)));
        let (trail, project) = match read {
            Ok(read) => read,
            Err(error) => return failed(&error),
        };
        let mut bytes = Vec::new();
        if let Err(error) = write_steps(&trail.steps, project.annotators(), &mut bytes) {
            return failed(&error);
        }
        match plain::write_file(&self.disk, &place, &bytes) {
            Ok(()) => self.answers.send(Done::HistoryExported {
                path: place,
                steps: trail.steps.len(),
                missing: trail.gaps().len() + trail.problems.len(),
            }),
            Err(error) => failed(&error),
        }
    }

    pub(super) fn weigh(
        &self,
        selected: &Selected<'_>,
        name: &'static str,
        options: ExportOptions,
    ) {
        let Some(format) = Format::named(name) else { return };
        let mut watch = |_: usize| self.answers.go_on();
        match format.weigh(selected, &store::Cores, &mut watch) {
            Ok(loss) => {
                self.answers.send(Done::Weighed { format: name, options, lost: loss.lines() });
            }
            Err(ExchangeError::Write(ExportError::Stopped)) => {}
            Err(error) => self.not_opened("Cannot export", &error),
        }
    }

    pub(super) fn export(
        &self,
        selected: &Selected<'_>,
        format: &str,
        unit: Option<Unit>,
        path: &Path,
    ) {
        let Some(format) = Format::named(format) else { return };
        let folder = self.folder().unwrap_or_default();
        let place = match store::place_for_parcel(&folder, path, format.shape) {
            Ok(place) => place,
            Err(error) => return self.not_opened("Cannot export", &error),
        };
        let (project, selection) = (selected.project(), selected.selection());
        let statements = count(project, selection).statements.total();
        match self.write_export(selected, format, unit, &place) {
            Ok(()) => self.answers.send(Done::Exported { path: place, statements }),
            // It was given up.
            Err(
                Unwritten::Store(StoreError::GivenUp)
                | Unwritten::Exchange(ExchangeError::Write(ExportError::Stopped)),
            ) => {}
            Err(Unwritten::Store(error)) => self.not_opened("Cannot export", &error),
            Err(Unwritten::Exchange(error)) => self.not_opened("Cannot export", &error),
        }
    }

    fn write_export(
        &self,
        selected: &Selected<'_>,
        format: &Format,
        unit: Option<Unit>,
        place: &Path,
    ) -> Result<(), Unwritten> {
        let shelf = Unfinished::new(&self.disk, place, format.shape)?;
        let total = selected.selection().articles.len();
        let mut watch = |done| self.watch_export("Exporting", done, total);
        let delivery = format.pour(selected, unit, &store::Cores, &shelf, &mut watch)?;
        let total = delivery.files.len();
        let mut watch = |done| self.watch_export("Reading back what was written", done, total);
        Ok(shelf.finish(&delivery.files, &delivery.manifest(format), &mut watch)?)
    }

    fn watch_export(&self, stage: &'static str, done: usize, total: usize) -> ControlFlow<()> {
        if done.is_multiple_of(64) {
            self.answers.progress(stage, done, total);
        }
        self.answers.go_on()
    }
}

/// Why an export came to nothing.
enum Unwritten {
    Store(StoreError),
    Exchange(ExchangeError),
}

impl From<StoreError> for Unwritten {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<ExchangeError> for Unwritten {
    fn from(error: ExchangeError) -> Self {
        Self::Exchange(error)
    }
}

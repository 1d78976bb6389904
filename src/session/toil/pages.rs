//! Pages and pictures beside the project: its code book is read, and what is printed is written.

use super::Toil;
use crate::format::guideline::{FILE, Guideline};
use crate::session::Notice;
use crate::session::job::Done;
use crate::store::{place_for_export, plain};
use std::path::Path;

impl Toil {
    /// The project's own code book, else the one that the program carries; tells when its own cannot be understood.
    pub(super) fn guideline(&self, folder: &Path) -> Guideline {
        let path = folder.join(FILE);
        let reason = match plain::read_file(&path) {
            Ok(None) => return Guideline::built_in(),
            Ok(Some(text)) => match Guideline::from_ron(&text) {
                Ok(book) => return book,
                Err(reason) => reason,
            },
            Err(error) => error.to_string(),
        };
        let words = format!("The code book {} is not used: {reason}", path.display());
        let hint = "The built-in one is shown instead; the file is left as it is";
        self.answers.send(Done::Tell(Notice::warning(words, hint)));
        Guideline::built_in()
    }

    /// Renders a drawing and writes it like any other picture.
    pub(super) fn render(&self, path: &Path, svg: &str) {
        match crate::picture::png(svg) {
            Ok(bytes) => self.write(path, &bytes),
            Err(error) => {
                let notice = Notice::of_error("Cannot make the picture", &error);
                self.answers.send(Done::Tell(notice));
            }
        }
    }

    /// Writes a page or picture, never over a file of the project's own.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) {
        let folder = self.folder().unwrap_or_default();
        let attempt = "Cannot write the file";
        let notice = match place_for_export(&folder, path) {
            Err(error) => Notice::of_error(attempt, &error),
            Ok(place) => match plain::write_file(&self.disk, &place, bytes) {
                Ok(()) => Notice::info(format!("Written to {}", place.display())),
                Err(error) => Notice::of_error(attempt, &error),
            },
        };
        self.answers.send(Done::Tell(notice));
    }
}

//! Reads files and pasted text as drafts of articles.

use super::Toil;
use crate::import::files::{self, Entry};
use crate::import::{
    Column, Draft, DraftOptions, Known, Outcome, Piece, Place, Twin, draft, drafts, look,
};
use crate::model::Tables;
use crate::session::job::{ColumnsOf, Done, Drafted, Fate, Tabled};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Drafts that are read at one time. What is beyond them is told, and can be imported afterwards.
const MOST: usize = 20_000;

/// What goes on while files are read.
struct Reading<'a> {
    options: &'a DraftOptions,
    known: &'a mut Known,
    drafted: &'a mut Vec<Drafted>,
    tables: &'a mut Vec<(PathBuf, Vec<Column>)>,
}

impl Toil {
    pub(super) fn draft(&self, paths: &[PathBuf], said: ColumnsOf, tables: &Tables) {
        let entries = files::list(paths);
        let total = entries.len();
        let options = options(tables);
        let mut known = Known::of(tables.articles().values());
        let mut drafted = Vec::with_capacity(total);
        let mut tabled = Tabled { paths: paths.to_vec(), said, tables: Vec::new() };
        for (done, entry) in entries.into_iter().enumerate() {
            if done.is_multiple_of(16) {
                self.answers.progress("Reading files", done, total);
            }
            let flow = match entry {
                Entry::File(path) => {
                    let columns = tabled.said.get(&path).cloned().unwrap_or_default();
                    let options = DraftOptions { columns, ..options.clone() };
                    let mut reading = Reading {
                        options: &options,
                        known: &mut known,
                        drafted: &mut drafted,
                        tables: &mut tabled.tables,
                    };
                    self.read_file(&path, &mut reading)
                }
                Entry::PassedOver(path) => {
                    let origin = path.display().to_string();
                    drafted.push(Drafted { origin, fate: Fate::PassedOver, near: None });
                    ControlFlow::Continue(())
                }
                Entry::Failed(error) => {
                    let (origin, fate) =
                        (error.path.display().to_string(), Fate::Failed(error.to_string()));
                    drafted.push(Drafted { origin, fate, near: None });
                    ControlFlow::Continue(())
                }
            };
            if self.answers.is_cancelled() {
                return;
            }
            if flow.is_break() {
                break;
            }
        }
        if !tabled.tables.is_empty() {
            self.answers.send(Done::Tabled(Box::new(tabled)));
        }
        self.answers.send(Done::Drafted(drafted));
    }

    /// Reads all that a file holds. Breaks off when it was cancelled or there is too much.
    fn read_file(&self, path: &Path, reading: &mut Reading<'_>) -> ControlFlow<()> {
        let Reading { options, known, drafted, tables } = reading;
        let origin = path.display().to_string();
        let bytes = match files::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let fate = Fate::Failed(error.reason.to_string());
                drafted.push(Drafted { origin, fate, near: None });
                return ControlFlow::Continue(());
            }
        };
        let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let columns = look(&bytes, &file_name, &options.columns);
        if !columns.is_empty() {
            tables.push((path.to_owned(), columns));
        }
        let before = drafted.len();
        let mut is_full = false;
        drafts(&bytes, &file_name, options, &mut |piece| {
            let n_here = drafted.len() - before;
            if n_here > 0 && n_here.is_multiple_of(64) {
                self.answers.progress(&format!("Reading {file_name}"), n_here, 0);
            }
            let name = if piece.name == file_name { origin.clone() } else { piece.name.clone() };
            drafted.push(drafted_of(name, piece, known));
            is_full = drafted.len() >= MOST;
            if is_full {
                let fate = Fate::Failed(format!(
                    "Reading stopped after {MOST} texts. Import these and then the rest"
                ));
                drafted.push(Drafted { origin: origin.clone(), fate, near: None });
            }
            let goes_on = !is_full && !self.answers.is_cancelled();
            if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if is_full { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    pub(super) fn draft_text(&self, text: &str, tables: &Tables) {
        let options = DraftOptions { origin: Some("pasted".to_owned()), ..options(tables) };
        let outcome = match draft(text.as_bytes(), "", &options) {
            Ok(draft) => Outcome::Draft(Box::new(draft)),
            Err(error) => Outcome::Failed(error.to_string()),
        };
        let mut known = Known::of(tables.articles().values());
        let origin = "pasted text".to_owned();
        let piece = Piece { name: origin.clone(), outcome };
        self.answers.send(Done::Drafted(vec![drafted_of(origin, piece, &mut known)]));
    }
}

fn options(tables: &Tables) -> DraftOptions {
    DraftOptions { segmentation: tables.settings().segmentation.clone(), ..DraftOptions::default() }
}

/// What became of a piece, once it is compared with what is known.
fn drafted_of(origin: String, piece: Piece, known: &mut Known) -> Drafted {
    let draft = match piece.outcome {
        Outcome::Draft(draft) => draft,
        Outcome::Failed(reason) => {
            return Drafted { origin, fate: Fate::Failed(reason), near: None };
        }
        Outcome::PassedOver => return Drafted { origin, fate: Fate::PassedOver, near: None },
    };
    match known.meet(&origin, &draft.text) {
        Some(Twin::Same(Place::Article(id))) => {
            Drafted { origin, fate: Fate::Here(id), near: None }
        }
        Some(Twin::Same(Place::File(file))) => {
            Drafted { origin, fate: Fate::Again(file), near: None }
        }
        near => Drafted { origin, fate: Fate::Ready(draft), near },
    }
}

/// The first article in a file.
pub(super) fn read_draft(path: &Path, tables: &Tables) -> Result<Draft, String> {
    let bytes = files::read(path).map_err(|error| error.reason.to_string())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut first = Err("The file holds no article".to_owned());
    drafts(&bytes, &name, &options(tables), &mut |piece| match piece.outcome {
        Outcome::Draft(draft) => {
            first = Ok(*draft);
            ControlFlow::Break(())
        }
        Outcome::Failed(reason) => {
            first = Err(reason);
            ControlFlow::Continue(())
        }
        Outcome::PassedOver => ControlFlow::Continue(()),
    });
    first
}

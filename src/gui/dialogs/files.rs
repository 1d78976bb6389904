//! Files and folders: the system's dialog where there is one, this program's own where there is none.
//!
//! The system's dialog runs on a thread of its own. A desktop without a portal answers at once and with nothing, which
//! cannot be told from *Cancel* except by its haste; then the program's own list of the folder takes over.

use super::form::{Enter, buttons_ui, field_ui};
use super::{Dialog, export};
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::import::files::{Shelved, shelf};
use crate::session::{Desk, Order};
use egui::{RichText, ScrollArea, Ui};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// An answer that comes sooner than a person can press a key was not a person's.
const TOO_SOON: Duration = Duration::from_millis(300);

/// What the file or folder is for.
#[derive(Debug)]
pub enum Purpose {
    /// A project's folder.
    OpenProject,
    /// Files of articles.
    Import,
    /// The file of an export, and the export that waits for it.
    SaveExport(Box<export::Form>),
}

/// The choice in the making.
#[derive(Debug)]
pub struct Browser {
    purpose: Purpose,
    folder: PathBuf,
    typed: String,
    listing: Option<Listing>,
    system: Option<(Receiver<Vec<PathBuf>>, Instant)>,
}

/// What lies in a folder.
#[derive(Debug)]
struct Listing {
    folder: PathBuf,
    entries: Receiver<Vec<Shelved>>,
    known: Option<Vec<Shelved>>,
}

impl Browser {
    /// Asks the system for its dialog, and has the program's own ready.
    #[must_use]
    pub fn new(purpose: Purpose, desk: &Desk) -> Self {
        let beside = desk.folder().and_then(Path::parent).unwrap_or(desk.data_folder());
        let (sender, receiver) = channel();
        let asked = ask_system(&purpose, beside, sender);
        Self {
            purpose,
            folder: beside.to_owned(),
            typed: String::new(),
            listing: None,
            system: asked.then(|| (receiver, Instant::now())),
        }
    }

    /// What the system's dialog answered: `None` while it is open or when it never came.
    fn system_answer(&mut self) -> Option<Vec<PathBuf>> {
        let (receiver, since) = self.system.as_ref()?;
        match receiver.try_recv() {
            Ok(paths) if paths.is_empty() && since.elapsed() < TOO_SOON => {
                self.system = None;
                None
            }
            Ok(paths) => {
                self.system = None;
                Some(paths)
            }
            Err(TryRecvError::Disconnected) => {
                self.system = None;
                None
            }
            Err(TryRecvError::Empty) => None,
        }
    }

    fn entries(&mut self) -> Option<&[Shelved]> {
        if self.listing.as_ref().is_none_or(|listing| listing.folder != self.folder) {
            self.listing = Some(list(self.folder.clone()));
        }
        let listing = self.listing.as_mut()?;
        if listing.known.is_none() {
            listing.known = listing.entries.try_recv().ok();
        }
        listing.known.as_deref()
    }
}

/// Starts the system's dialog on a thread; says whether that worked.
fn ask_system(
    purpose: &Purpose,
    folder: &Path,
    sender: std::sync::mpsc::Sender<Vec<PathBuf>>,
) -> bool {
    let dialog = rfd::FileDialog::new().set_directory(folder);
    let is_import = matches!(purpose, Purpose::Import);
    let is_save = matches!(purpose, Purpose::SaveExport(_));
    let work = move || {
        let picked = if is_save {
            dialog.set_title("Export to").save_file().into_iter().collect()
        } else if is_import {
            dialog.set_title("Import articles").pick_files().unwrap_or_default()
        } else {
            dialog.set_title("Open a project").pick_folder().into_iter().collect()
        };
        // The window may be gone by now; then nobody waits.
        sender.send(picked).ok();
    };
    std::thread::Builder::new().name("file dialog".to_owned()).spawn(work).is_ok()
}

/// Reads a folder on a thread: a network drive may take its time.
fn list(folder: PathBuf) -> Listing {
    let (sender, entries) = channel();
    let read = folder.clone();
    let work = move || {
        // The dialog may be closed by now; then nobody waits.
        sender.send(shelf(&read)).ok();
    };
    // Without a thread the list stays empty, and a path can still be typed.
    std::thread::Builder::new().name("folder".to_owned()).spawn(work).ok();
    Listing { folder, entries, known: None }
}

/// Shows the program's own list, unless the system's dialog is open.
pub fn files_ui(ui: &mut Ui, stage: &mut Stage<'_>, browser: &mut Browser) {
    if let Some(paths) = browser.system_answer() {
        return finish(stage, browser, paths);
    }
    if let Some((_, since)) = &browser.system {
        ui.ctx().request_repaint_after(Duration::from_millis(50));
        ui.label(RichText::new("Choose in the system’s dialog").heading());
        if since.elapsed() > Duration::from_secs(2) && ui.button("It does not appear").clicked() {
            browser.system = None;
        }
        if ui.button("Cancel").clicked() {
            finish(stage, browser, Vec::new());
        }
        return;
    }
    own_ui(ui, stage, browser);
}

fn heading(purpose: &Purpose) -> (&'static str, &'static str, &'static str) {
    match purpose {
        Purpose::OpenProject => ("Open a project", "Folder of the project", "Open"),
        Purpose::Import => ("Import articles", "File or folder", "Import"),
        Purpose::SaveExport(_) => ("Export to", "File", "Choose"),
    }
}

fn own_ui(ui: &mut Ui, stage: &mut Stage<'_>, browser: &mut Browser) {
    let (title, field, button) = heading(&browser.purpose);
    ui.label(RichText::new(title).heading());
    ui.horizontal(|ui| {
        let up = browser.folder.parent().map(Path::to_owned);
        if ui.button("↑").on_hover_text("The folder above").clicked()
            && let Some(up) = up
        {
            browser.folder = up;
        }
        let folder = browser.folder.display().to_string();
        let weak = stage.palette.weak;
        stage.line(ui, &folder, theme::SMALL, weak);
    });
    let chosen = entries_ui(ui, stage, browser);
    field_ui(ui, field, &mut browser.typed, false);
    let typed = browser.folder.join(browser.typed.trim());
    let is_ready = !browser.typed.trim().is_empty();
    match (buttons_ui(ui, button, is_ready, Enter::GoesOn), chosen) {
        (Some(false), _) => finish(stage, browser, Vec::new()),
        (Some(true), _) => finish(stage, browser, vec![typed]),
        (None, Some(path)) => finish(stage, browser, vec![path]),
        (None, None) => {}
    }
}

/// The list; a project or a file on which was clicked twice.
fn entries_ui(ui: &mut Ui, stage: &mut Stage<'_>, browser: &mut Browser) -> Option<PathBuf> {
    let mut chosen = None;
    let mut enter = None;
    let mut typed = None;
    let wants_folder = matches!(browser.purpose, Purpose::OpenProject);
    let (accent, weak) = (stage.palette.accent, stage.palette.weak);
    let Some(entries) = browser.entries() else {
        ui.ctx().request_repaint_after(Duration::from_millis(50));
        ui.label(RichText::new("Reading the folder").color(weak));
        return None;
    };
    let scroll = ScrollArea::vertical().max_height(280.0).auto_shrink([false, false]);
    scroll.show_rows(ui, 24.0, entries.len(), |ui, range| {
        for entry in entries.get(range).unwrap_or_default() {
            let sign = if entry.is_folder { "📁" } else { "📄" };
            let mut words = RichText::new(format!("{sign}  {}", entry.name));
            if entry.is_project {
                words = words.color(accent).strong();
            } else if wants_folder && !entry.is_folder {
                words = words.color(weak);
            }
            let response = ui.selectable_label(false, words);
            if response.double_clicked() {
                if entry.is_folder && !(wants_folder && entry.is_project) {
                    enter = Some(entry.path.clone());
                } else {
                    chosen = Some(entry.path.clone());
                }
            } else if response.clicked() {
                typed = Some(entry.name.clone());
            }
        }
    });
    if let Some(folder) = enter {
        browser.folder = folder;
        browser.typed.clear();
    }
    if let Some(name) = typed {
        browser.typed = name;
    }
    chosen
}

fn finish(stage: &mut Stage<'_>, browser: &mut Browser, paths: Vec<PathBuf>) {
    stage.asks.push(Ask::CloseDialog);
    let first = paths.first().cloned();
    match std::mem::replace(&mut browser.purpose, Purpose::Import) {
        Purpose::OpenProject => {
            if let Some(folder) = first {
                stage.order(Order::Open(folder));
            }
        }
        Purpose::Import => {
            if !paths.is_empty() {
                stage.order(Order::Draft(paths));
            }
        }
        Purpose::SaveExport(mut form) => {
            if let Some(path) = first {
                form.set_path(&path);
            }
            stage.open(Dialog::Export(form));
        }
    }
}

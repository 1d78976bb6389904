//! Files and folders: the system's dialog where there is one, this program's own where there is none.
//!
//! The system's dialog runs on a thread of its own. A desktop without a portal answers at once and with nothing, which
//! cannot be told from *Cancel* except by its haste; then the program's own list of the folder takes over.

use super::form::{Enter, buttons_ui, escape};
use super::picker::keep_in_view;
use super::{Dialog, export, import_set};
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::import::files::{Shelved, shelf};
use crate::session::{Desk, Order};
use egui::{Id, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// An answer that comes sooner than a person can press a key was not a person's.
const TOO_SOON: Duration = Duration::from_millis(300);

/// Height of a row of the list, in points.
const ROW: f32 = 24.0;

/// What the file or folder is for.
#[derive(Debug)]
pub enum Purpose {
    /// A project's folder.
    OpenProject,
    /// Files of articles.
    Import,
    /// An annotated set: a file, and the import that waits for it.
    SetFile(Box<import_set::Form>),
    /// The same where the set is a folder.
    SetFolder(Box<import_set::Form>),
    /// A file that says what labels mean, and the import that waits for it.
    MappingFile(Box<import_set::Form>),
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

    fn go_up(&mut self) {
        if let Some(above) = self.folder.parent().map(Path::to_owned) {
            self.folder = above;
            self.typed.clear();
        }
    }

    /// What was typed, if it is what was asked for. A folder that only leads there is looked into instead.
    fn enter_typed(&mut self, looks_into: bool) -> Option<PathBuf> {
        let typed = self.typed.trim().to_owned();
        let entry = self.entries().into_iter().flatten().find(|entry| entry.name == typed);
        let (is_folder, is_project) =
            entry.map_or((false, false), |entry| (entry.is_folder, entry.is_project));
        let path = self.folder.join(typed);
        let leads_on = match self.purpose {
            Purpose::OpenProject => is_folder && !is_project,
            Purpose::Import | Purpose::SetFolder(_) => is_folder && looks_into,
            Purpose::SetFile(_) | Purpose::MappingFile(_) | Purpose::SaveExport(_) => is_folder,
        };
        if leads_on {
            self.folder = path;
            self.typed.clear();
            return None;
        }
        Some(path)
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
    let dialog = dialog.set_title(heading(purpose).0);
    let pick: fn(rfd::FileDialog) -> Vec<PathBuf> = match purpose {
        Purpose::OpenProject | Purpose::SetFolder(_) => {
            |dialog| dialog.pick_folder().into_iter().collect()
        }
        Purpose::Import => |dialog| dialog.pick_files().unwrap_or_default(),
        Purpose::SetFile(_) | Purpose::MappingFile(_) => {
            |dialog| dialog.pick_file().into_iter().collect()
        }
        Purpose::SaveExport(_) => |dialog| dialog.save_file().into_iter().collect(),
    };
    let work = move || {
        let picked = pick(dialog);
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
        if ui.button("Cancel").clicked() || escape(ui) {
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
        Purpose::SetFile(_) => ("Import an annotated set", "File", "Choose"),
        Purpose::SetFolder(_) => ("Import an annotated set", "Folder of the set", "Choose"),
        Purpose::MappingFile(_) => ("What labels mean", "RON file", "Choose"),
        Purpose::SaveExport(_) => ("Export to", "File", "Choose"),
    }
}

fn own_ui(ui: &mut Ui, stage: &mut Stage<'_>, browser: &mut Browser) {
    let (title, field, button) = heading(&browser.purpose);
    ui.label(RichText::new(title).heading());
    let (by, wants_in, wants_out) = ui.input_mut(|input| {
        let mut pressed = |modifiers, key| input.consume_key(modifiers, key);
        let (out, into) =
            (pressed(Modifiers::ALT, Key::ArrowLeft), pressed(Modifiers::ALT, Key::ArrowRight));
        let (up, down) =
            (pressed(Modifiers::NONE, Key::ArrowUp), pressed(Modifiers::NONE, Key::ArrowDown));
        (isize::from(down) - isize::from(up), into, out)
    });
    ui.horizontal(|ui| {
        if ui.button("↑").on_hover_text("The folder above  ·  Alt+←").clicked() || wants_out {
            browser.go_up();
        }
        let folder = browser.folder.display().to_string();
        let weak = stage.palette.weak;
        stage.line(ui, &folder, theme::SMALL, weak);
    });
    let mut chosen = entries_ui(ui, stage, browser, by);
    let id = Id::unique("typed path");
    typed_ui(ui, field, id, &mut browser.typed);
    let hint = "↑ ↓ choose  ·  Alt+→ looks into a folder  ·  Alt+← goes up";
    ui.label(RichText::new(hint).size(theme::SMALL).color(stage.palette.weak));
    let is_ready = !browser.typed.trim().is_empty();
    let answer = buttons_ui(ui, button, is_ready, Enter::GoesOn);
    if wants_in {
        // A file is not looked into.
        browser.enter_typed(true);
    } else if answer == Some(true) {
        chosen = browser.enter_typed(false);
    }
    match (answer, chosen) {
        (Some(false), _) => finish(stage, browser, Vec::new()),
        (_, Some(path)) => finish(stage, browser, vec![path]),
        _ => {}
    }
}

/// The field for a name or a whole path. It has the keyboard unless something else was given it.
fn typed_ui(ui: &mut Ui, name: &str, id: Id, typed: &mut String) {
    let label = ui.label(RichText::new(name).size(theme::SMALL));
    let field = TextEdit::singleline(typed).id(id).desired_width(ui.available_width());
    let response = ui.add(field).labelled_by(label.id);
    if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
}

/// The list, in which arrow keys move `by` rows; a project or a file on which was clicked twice.
fn entries_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    browser: &mut Browser,
    by: isize,
) -> Option<PathBuf> {
    let height = (ui.ctx().content_rect().height() - 320.0).clamp(96.0, 280.0);
    let wants_folder = matches!(browser.purpose, Purpose::OpenProject | Purpose::SetFolder(_));
    let typed = browser.typed.clone();
    let Some(entries) = browser.entries() else {
        ui.ctx().request_repaint_after(Duration::from_millis(50));
        ui.label(RichText::new("Reading the folder").color(stage.palette.weak));
        return None;
    };
    let at = entries.iter().position(|entry| entry.name == typed);
    let next = match at {
        Some(at) => at.saturating_add_signed(by).min(entries.len().saturating_sub(1)),
        None => 0,
    };
    let mut picked = if by == 0 { None } else { entries.get(next).map(|e| e.name.clone()) };
    let mut twice = None;
    let scroll = ScrollArea::vertical().max_height(height).auto_shrink([false, false]);
    scroll.show_rows(ui, ROW, entries.len(), |ui, range| {
        if by != 0 {
            keep_in_view(ui, &range, next, ROW);
        }
        for entry in entries.get(range).unwrap_or_default() {
            let words = entry_words(stage, entry, wants_folder);
            let response = ui.selectable_label(entry.name == typed, words);
            if response.double_clicked() {
                twice = Some(entry.name.clone());
            } else if response.clicked() {
                picked = Some(entry.name.clone());
            }
        }
    });
    if let Some(name) = twice {
        let looks_into = matches!(browser.purpose, Purpose::Import | Purpose::SetFolder(_));
        browser.typed = name;
        return browser.enter_typed(looks_into);
    }
    if let Some(name) = picked {
        browser.typed = name;
    }
    None
}

/// A line of the list; projects stand out, and files step back where a folder is wanted.
fn entry_words(stage: &Stage<'_>, entry: &Shelved, wants_folder: bool) -> RichText {
    let behind = match (entry.is_project, entry.is_folder) {
        (true, _) => "   project",
        (_, true) => "/",
        _ => "",
    };
    let mut words = RichText::new(format!("{}{behind}", entry.name));
    if entry.is_project {
        words = words.color(stage.palette.accent).strong();
    } else if wants_folder && !entry.is_folder {
        words = words.color(stage.palette.weak);
    }
    words
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
                stage.take_files(paths);
            }
        }
        Purpose::SetFile(mut form) | Purpose::SetFolder(mut form) => {
            if let Some(path) = first {
                form.take(&path);
            }
            stage.open(Dialog::ImportSet(form));
        }
        Purpose::MappingFile(mut form) => {
            form.take_mapping(first);
            stage.open(Dialog::ImportSet(form));
        }
        Purpose::SaveExport(mut form) => {
            if let Some(path) = first {
                form.set_path(&path);
            }
            stage.open(Dialog::Export(form));
        }
    }
}

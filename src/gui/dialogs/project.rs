//! A new project, or a copy of the open one.

use super::form::{Enter, buttons_ui, field_ui};
use crate::gui::stage::{Ask, Stage};
use crate::session::Order;
use egui::{RichText, Ui};
use std::path::{Path, PathBuf};

/// What is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Making {
    New,
    Copy,
}

/// Title and folder.
#[derive(Clone, Debug)]
pub struct Form {
    making: Making,
    title: String,
    base: PathBuf,
    folder: String,
    follows_title: bool,
}

impl Form {
    /// A new project below `base`.
    #[must_use]
    pub fn new(base: &Path) -> Self {
        let folder = base.join("project").display().to_string();
        Self {
            making: Making::New,
            title: String::new(),
            base: base.to_owned(),
            folder,
            follows_title: true,
        }
    }

    /// A copy of the project in `folder`.
    #[must_use]
    pub fn copy_of(folder: &Path) -> Self {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let copy = folder.with_file_name(format!("{name}-copy")).display().to_string();
        Self {
            making: Making::Copy,
            title: String::new(),
            base: folder.to_owned(),
            folder: copy,
            follows_title: false,
        }
    }
}

/// Shows the form.
pub fn project_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    let is_new = form.making == Making::New;
    let heading = if is_new { "New project" } else { "Save a copy and go on there" };
    ui.label(RichText::new(heading).heading());
    if is_new && field_ui(ui, "Title", &mut form.title, false) && form.follows_title {
        let folder = form.base.join(crate::model::slug(&form.title));
        form.folder = folder.display().to_string();
    }
    if field_ui(ui, "Folder", &mut form.folder, false) {
        form.follows_title = false;
    }
    let words = "The folder is made for it. Articles, sources and each annotator’s marks are files in it, which version control can follow";
    ui.label(RichText::new(words).small().color(stage.palette.weak));
    let is_ready = !form.folder.trim().is_empty() && (!is_new || !form.title.trim().is_empty());
    match buttons_ui(ui, if is_new { "Create" } else { "Save the copy" }, is_ready, Enter::GoesOn) {
        Some(true) => {
            let folder = PathBuf::from(form.folder.trim());
            stage.asks.push(Ask::CloseDialog);
            stage.order(if is_new {
                Order::Create { folder, title: form.title.trim().to_owned() }
            } else {
                Order::CopyTo(folder)
            });
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

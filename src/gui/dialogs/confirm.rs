//! A question before something is removed.

use super::form::{Enter, buttons_ui};
use crate::gui::stage::{Ask, Stage};
use crate::session::Action;
use egui::{RichText, Ui};

/// Asks before the statements of a sentence are removed; `what` says how many.
pub fn clear_ui(ui: &mut Ui, stage: &mut Stage<'_>, what: &str) {
    ui.label(RichText::new(format!("Remove {what} here?")).heading());
    ui.label("The sentence is marked as holding no statement. Undo brings everything back.");
    match buttons_ui(ui, "Remove", true, Enter::GoesOn) {
        Some(false) => stage.asks.push(Ask::CloseDialog),
        Some(true) => {
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::ClearSentence);
        }
        None => {}
    }
}

//! A question before something is removed.

use super::form::buttons_ui;
use crate::gui::stage::{Ask, Stage};
use crate::session::Action;
use egui::{Key, Modifiers, RichText, Ui};

/// Asks before the statements of a sentence are removed; `what` says how many.
pub fn clear_ui(ui: &mut Ui, stage: &mut Stage<'_>, what: &str) {
    ui.label(RichText::new(format!("Remove {what} here?")).heading());
    ui.label("The sentence is marked as holding no statement. Undo brings everything back.");
    let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    match buttons_ui(ui, "Remove", true) {
        Some(false) => stage.asks.push(Ask::CloseDialog),
        answer if answer == Some(true) || enter => {
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::ClearSentence);
        }
        _ => {}
    }
}

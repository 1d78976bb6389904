//! A question before something is removed.

use super::form::{Enter, buttons_ui, escape};
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::model::ArticleId;
use crate::session::{Action, Command};
use egui::{Align, Layout, RichText, Ui};

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

/// Asks before an article goes; `marks` says what is marked on it.
pub fn remove_article_ui(ui: &mut Ui, stage: &mut Stage<'_>, id: &ArticleId, marks: &str) {
    let Some(session) = stage.desk.session() else { return };
    let title =
        session.project().articles().get(id).map(|article| article.metadata().title.clone());
    ui.label(RichText::new("Remove this article?").heading());
    let colour = stage.palette.text;
    stage.words(ui, &title.unwrap_or_default(), theme::BODY, colour);
    let words = match marks {
        "" => "Nothing is marked on it. It goes to the bin, and undo brings it back.".to_owned(),
        marks => format!(
            "It goes to the bin with {marks} and every relation that leads there. Undo brings everything back, and so does the bin."
        ),
    };
    ui.label(words);
    match buttons_ui(ui, "Remove", true, Enter::GoesOn) {
        Some(false) => stage.asks.push(Ask::CloseDialog),
        Some(true) => {
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::RemoveArticle(id.clone()));
        }
        None => {}
    }
}

/// Says why the work could not be written when the window was to close, and what can be done.
pub fn not_saved_ui(ui: &mut Ui, stage: &mut Stage<'_>, reason: &str) {
    ui.label(RichText::new("Your work is not saved").heading());
    let colour = stage.palette.error;
    stage.words(ui, reason, theme::BODY, colour);
    ui.label("The window stays open. Mend the cause and close again, save a copy elsewhere, or close and lose what is not written.");
    ui.add_space(10.0);
    let escape = escape(ui);
    ui.horizontal(|ui| {
        if ui.button("Close all the same").clicked() {
            stage.asks.push(Ask::CloseDialog);
            stage.asks.push(Ask::CloseUnsaved);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Save a copy…").clicked() {
                stage.asks.push(Ask::CloseDialog);
                stage.act(Command::SaveAs);
            }
            if ui.button("Keep working").clicked() || escape {
                stage.asks.push(Ask::CloseDialog);
            }
        });
    });
}

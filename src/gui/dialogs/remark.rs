//! A remark on the article's own text.

use super::Dialog;
use super::form::{Enter, buttons_ui, field_ui, word_ui};
use crate::gui::stage::{Ask, Stage};
use crate::model::Remark;
use crate::session::{Action, RemarkEntry};
use egui::{RichText, Ui};

/// The form for a remark that is there.
#[must_use]
pub fn of(remark: &Remark) -> Dialog {
    Dialog::Remark(RemarkEntry {
        id: Some(remark.id.clone()),
        span: remark.span,
        kind: remark.kind,
        note: remark.note.clone(),
        corrected: remark.corrected.clone().unwrap_or_default(),
        evidence: remark.evidence.clone(),
    })
}

/// Shows the form.
pub fn remark_ui(ui: &mut Ui, stage: &mut Stage<'_>, entry: &mut RemarkEntry) {
    ui.label(RichText::new("Remark on the text").heading());
    let words = stage.desk.session().and_then(|session| session.article());
    let words = words.map_or_else(String::new, |a| format!("“{}”", entry.span.of(&a.text())));
    let weak = stage.palette.weak;
    stage.words(ui, &words, crate::gui::theme::SMALL, weak);
    ui.label(RichText::new("The text itself is never changed").small().color(weak));
    ui.add_space(6.0);
    if let Some(kind) = word_ui(ui, "What about", entry.kind) {
        entry.kind = kind;
    }
    field_ui(ui, "What is wrong with it", &mut entry.note, true);
    field_ui(ui, "What should stand there", &mut entry.corrected, false);
    field_ui(ui, "Evidence for that: an address, a file, a reason", &mut entry.evidence, false);
    let go_on = if entry.id.is_some() { "Save" } else { "Add the remark" };
    match buttons_ui(ui, go_on, true, Enter::BeginsLine) {
        Some(true) => {
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::Remark(entry.clone()));
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

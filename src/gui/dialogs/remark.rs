//! A remark on the article's own text.

use super::form::{Enter, buttons_ui, field_ui, word_ui};
use crate::gui::stage::{Ask, Stage};
use crate::model::RemarkKind;
use crate::session::{Action, RemarkEntry};
use crate::text::Span;
use egui::{RichText, Ui};

/// A remark with nothing entered yet.
#[must_use]
pub fn empty(span: Span) -> RemarkEntry {
    RemarkEntry {
        span,
        kind: RemarkKind::Other,
        note: String::new(),
        corrected: String::new(),
        evidence: String::new(),
    }
}

/// Shows the form.
pub fn remark_ui(ui: &mut Ui, stage: &mut Stage<'_>, entry: &mut RemarkEntry) {
    ui.label(RichText::new("Remark on the text").heading());
    let words = stage.desk.session().and_then(|session| session.article());
    let words = words.map_or_else(String::new, |a| format!("“{}”", entry.span.of(a.text())));
    let weak = stage.palette.weak;
    stage.words(ui, &words, crate::gui::theme::SMALL, weak);
    ui.label(RichText::new("The text itself is never changed").small().color(weak));
    ui.add_space(6.0);
    if let Some(kind) = word_ui(ui, "What about", entry.kind) {
        entry.kind = kind;
    }
    field_ui(ui, "Note", &mut entry.note, true);
    field_ui(ui, "What should stand there", &mut entry.corrected, false);
    field_ui(ui, "Evidence for that", &mut entry.evidence, false);
    match buttons_ui(ui, "Add the remark", true, Enter::BeginsLine) {
        Some(true) => {
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::Remark(entry.clone()));
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

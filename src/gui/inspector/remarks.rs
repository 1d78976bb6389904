//! Remarks on the article's own text: those on the sentence, or all of the article where no statement is in focus.

use crate::gui::stage::{Ask, Stage, section};
use crate::gui::theme;
use crate::model::{Remark, Word as _};
use crate::session::{Action, Session, in_quotes, one_line};
use egui::{RichText, Ui};

/// Shows the remarks with what should stand there and on what that rests.
pub fn remarks_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
    let Some((segment, layer)) = session.segment().zip(session.layer()) else { return };
    let marks = layer.marks();
    let (mut here, mut elsewhere): (Vec<&Remark>, Vec<&Remark>) =
        marks.remarks().values().partition(|remark| remark.span.overlaps(segment.span));
    here.sort_by_key(|remark| remark.span);
    elsewhere.sort_by_key(|remark| remark.span);
    if !here.is_empty() {
        section(ui, stage.palette, "Remarks on this sentence");
        here.into_iter().for_each(|remark| remark_ui(ui, stage, session, remark, true));
    }
    if session.focus().is_none() && !elsewhere.is_empty() {
        section(ui, stage.palette, "Remarks on the rest of the article");
        elsewhere.into_iter().for_each(|remark| remark_ui(ui, stage, session, remark, false));
    }
}

fn remark_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    remark: &Remark,
    is_here: bool,
) {
    let Some(article) = session.article() else { return };
    let is_own = session.shown() == session.me();
    let (text, weak, colour) = (stage.palette.text, stage.palette.weak, stage.palette.remark);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(remark.kind.label()).size(theme::SMALL).strong().color(colour));
        if !is_here {
            let jump = ui.small_button("→").on_hover_text("Go there");
            if jump.clicked() {
                let byte = remark.span.start as usize;
                stage.act(Action::GoTo(article.id().clone(), Some(byte)));
            }
        }
        if is_own {
            if ui.small_button("…").on_hover_text("Change the remark").clicked() {
                stage.asks.push(Ask::Open(Box::new(crate::gui::dialogs::remark::of(remark))));
            }
            if ui.small_button("×").on_hover_text("Remove the remark").clicked() {
                stage.act(Action::RemoveRemark(remark.id.clone()));
            }
        }
    });
    let words = in_quotes(&one_line(remark.span.of(&article.text())));
    stage.line(ui, &words, theme::SMALL, weak);
    if let Some(corrected) = &remark.corrected {
        stage.words(ui, &format!("should be {}", in_quotes(corrected)), theme::SMALL, text);
    }
    if !remark.evidence.is_empty() {
        stage.words(ui, &format!("evidence: {}", remark.evidence), theme::SMALL, weak);
    }
    if !remark.note.is_empty() {
        stage.words(ui, &remark.note, theme::SMALL, text);
    }
    ui.add_space(4.0);
}

//! What is wrong in the project's files: which file, which line, why.

use super::form::escape;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::model::StatementId;
use crate::model::assemble::{Problem, Severity};
use crate::session::Action;
use egui::{RichText, ScrollArea, Ui};

/// Shows the list; `unfinished` is what the records themselves leave open.
pub fn problems_ui(ui: &mut Ui, stage: &mut Stage<'_>, unfinished: &[Problem]) {
    ui.label(RichText::new("What is wrong or unfinished").heading());
    let escape = escape(ui);
    let height = (ui.ctx().content_rect().height() - 240.0).max(160.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for problem in stage.desk.problems() {
            let colour = match problem.severity {
                Severity::Error => stage.palette.error,
                Severity::Warning | Severity::Unfinished => stage.palette.warning,
            };
            ui.label(RichText::new(problem.to_string()).size(theme::SMALL).color(colour));
        }
        unfinished_ui(ui, stage, unfinished);
        crate::gui::focus_ui::follow(ui);
    });
    ui.add_space(8.0);
    let folder = stage.desk.folder().map(|folder| folder.display().to_string()).unwrap_or_default();
    let hint = format!("In the terminal: ascribe check {folder}");
    ui.label(RichText::new(hint).size(theme::SMALL).color(stage.palette.weak));
    if ui.button("Close").clicked() || escape {
        stage.asks.push(Ask::CloseDialog);
    }
}

/// Denials without a target, each with a jump.
fn unfinished_ui(ui: &mut Ui, stage: &mut Stage<'_>, unfinished: &[Problem]) {
    let Some(session) = stage.desk.session() else { return };
    if unfinished.is_empty() && stage.desk.problems().is_empty() {
        ui.label(RichText::new("Nothing").color(stage.palette.weak));
    }
    for problem in unfinished {
        let Ok(id) = StatementId::new(&problem.record) else { continue };
        ui.horizontal(|ui| {
            if ui.small_button("→").on_hover_text("Go there").clicked() {
                stage.asks.push(Ask::CloseDialog);
                stage.act(Action::GoToStatement(id.clone()));
            }
            let words = format!("{}: {}", session.words_at(&id), problem.what);
            let colour = stage.palette.text;
            stage.line(ui, &words, theme::SMALL, colour);
        });
    }
}

//! What was done in the project, in words: who, when, where; and back to any point.

use super::form::{Enter, buttons_ui, escape, field_ui};
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::session::{Action, Command, Order, Session};
use egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};
use std::path::PathBuf;

const ROW: f32 = 46.0;

/// Shows the steps that can be taken back, the last one first.
pub fn history_ui(ui: &mut Ui, stage: &mut Stage<'_>) {
    let Some(session) = stage.desk.session() else { return };
    ui.label(RichText::new("History").heading());
    let steps = session.history().steps();
    let escape = escape(ui);
    if steps.is_empty() {
        ui.label(
            RichText::new("Nothing was done yet that could be taken back")
                .color(stage.palette.weak),
        );
    }
    let height = (ui.ctx().content_rect().height() - 220.0).max(160.0);
    let scroll = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    scroll.show_rows(ui, ROW, steps.len(), |ui, range| {
        for index in range {
            // The list runs backwards.
            let at = steps.len() - 1 - index;
            step_ui(ui, stage, session, at);
        }
        crate::gui::focus_ui::follow(ui);
    });
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if ui.button("Close").clicked() || escape {
            stage.asks.push(Ask::CloseDialog);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Export all since the project began…").clicked() {
                stage.act(Command::ExportHistory);
            }
        });
    });
}

/// Where every step since the project began goes, as lines of JSON.
pub fn export_ui(ui: &mut Ui, stage: &mut Stage<'_>, path: &mut String) {
    ui.label(RichText::new("Export the history").heading());
    ui.label("Every step since the project began: who, when, what, and what stood there before and after. One line of JSON for each.");
    field_ui(ui, "File", path, false);
    match buttons_ui(ui, "Export", !path.trim().is_empty(), Enter::GoesOn) {
        Some(true) => {
            stage.asks.push(Ask::CloseDialog);
            stage.order(Order::ExportHistory(PathBuf::from(path.trim())));
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

fn step_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, at: usize) {
    let Some(step) = session.history().steps().get(at) else { return };
    let is_last = at + 1 == session.history().steps().len();
    let before = at.checked_sub(1).and_then(|before| session.history().steps().get(before));
    let before = before.map_or(0, |step| step.number);
    ui.allocate_ui(vec2(ui.available_width(), ROW), |ui| {
        ui.horizontal(|ui| {
            let take_back = if is_last { "Take back" } else { "Back to before this" };
            let width = ui.available_width() - 250.0;
            ui.vertical(|ui| {
                ui.set_width(width.max(120.0));
                ui.spacing_mut().item_spacing.y = 1.0;
                let (text, weak) = (stage.palette.text, stage.palette.weak);
                stage.line(ui, &step.label, theme::BODY - 0.5, text);
                let who = session.annotator_name(&step.by);
                let when = step.at.strftime("%Y-%m-%d %H:%M UTC");
                stage.line(ui, &format!("{who} · {when}"), theme::SMALL - 0.5, weak);
            });
            if ui.small_button("Show").clicked() {
                stage.asks.push(Ask::CloseDialog);
                stage.act(Action::ShowStep(step.number));
            }
            if ui.small_button(take_back).clicked() {
                stage.act(Action::BackTo(before));
            }
        });
    });
}

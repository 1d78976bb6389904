//! What the person is told: a stack in the corner above the status line.

use super::stage::{Ask, Stage};
use super::theme;
use egui::{Align2, Area, Context, Frame, Id, Margin, Order, RichText, Stroke, vec2};

/// Most notices on show at once; the newest stay.
const MOST: usize = 4;

/// Shows the notices.
pub fn notices_ui(ctx: &Context, stage: &mut Stage<'_>) {
    let notices = stage.desk.notices();
    if notices.is_empty() {
        return;
    }
    let area = Area::new(Id::unique("notices")).order(Order::Foreground);
    area.anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -44.0)).show(ctx, |ui| {
        for told in notices.iter().rev().take(MOST).rev() {
            let colour = stage.palette.of_weight(told.notice.weight);
            let frame = Frame::new()
                .fill(stage.palette.field)
                .stroke(Stroke::new(1.0, colour))
                .corner_radius(6.0)
                .inner_margin(Margin::symmetric(12, 8));
            frame.show(ui, |ui| {
                ui.set_width(340.0);
                ui.horizontal_top(|ui| {
                    ui.vertical(|ui| {
                        ui.set_width(300.0);
                        stage.words(ui, &told.notice.text, theme::BODY, colour);
                        if !told.notice.hint.is_empty() {
                            let hint = RichText::new(&told.notice.hint).size(theme::SMALL);
                            ui.label(hint.color(stage.palette.weak));
                        }
                    });
                    if ui.small_button("×").on_hover_text("Put away").clicked() {
                        stage.asks.push(Ask::Dismiss(told.id));
                    }
                });
            });
        }
    });
}

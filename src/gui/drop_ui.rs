//! What a window says while files are held over it.

use super::stage::Stage;
use super::theme;
use egui::{Align2, Area, Context, Id, Order, Stroke, StrokeKind};

/// Covers the window while files are held over it, and says what letting go does.
pub fn drop_ui(ctx: &Context, stage: &Stage<'_>) {
    if ctx.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let words = match stage.desk.session() {
        Some(_) => "Let go to import",
        None => "Let go to open a project, or to begin one with this article",
    };
    let area = Area::new(Id::unique("drop")).order(Order::Tooltip).interactable(false);
    let window = ctx.content_rect();
    area.fixed_pos(window.min).show(ctx, |ui| {
        let painter = ui.painter();
        painter.rect_filled(window, 0.0, stage.palette.paper.gamma_multiply(0.85));
        let stroke = Stroke::new(3.0, stage.palette.accent);
        painter.rect_stroke(window.shrink(12.0), 10.0, stroke, StrokeKind::Inside);
        let (font, colour) = (theme::bold(theme::HEADING + 4.0), stage.palette.accent);
        painter.text(window.center(), Align2::CENTER_CENTER, words, font, colour);
    });
}

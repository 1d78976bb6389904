//! Buttons, rows and boxes to tick whose words are names of any script: of people, articles, files.

use super::stage::Stage;
use super::theme;
use egui::{Checkbox, Frame, Margin, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

impl Stage<'_> {
    /// A button with a name on it.
    pub fn name_button(&mut self, ui: &mut Ui, name: &str, size: f32) -> Response {
        let palette = self.palette;
        let frame = Frame::new()
            .fill(palette.field)
            .stroke(Stroke::new(1.0, palette.edge))
            .corner_radius(4.0)
            .inner_margin(Margin::symmetric(10, 5));
        let shown = frame.show(ui, |ui| self.line(ui, name, size, palette.text)).response;
        let response = pressed_ui(ui, &shown);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.hovered() {
            let stroke = Stroke::new(1.0, palette.accent);
            ui.painter().rect_stroke(response.rect, 4.0, stroke, StrokeKind::Inside);
        }
        response
    }

    /// A name in a list, which can be picked; `room` points wide at most.
    pub fn name_row(&mut self, ui: &mut Ui, name: &str, is_picked: bool, room: f32) -> Response {
        let palette = self.palette;
        let fill = if is_picked { palette.accent_tint } else { egui::Color32::TRANSPARENT };
        let frame =
            Frame::new().fill(fill).corner_radius(4.0).inner_margin(Margin::symmetric(6, 3));
        let line = |ui: &mut Ui| self.line_within(ui, name, theme::BODY, palette.text, room);
        let shown = frame.show(ui, line).response;
        let response = pressed_ui(ui, &shown);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_picked, name));
        if response.hovered() {
            let stroke = Stroke::new(1.0, palette.accent);
            ui.painter().rect_stroke(response.rect, 4.0, stroke, StrokeKind::Inside);
        }
        response
    }

    /// A box to tick with a name behind it; says whether it was changed.
    pub fn name_tick(&mut self, ui: &mut Ui, is_ticked: &mut bool, name: &str) -> bool {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let before = *is_ticked;
            let tick = ui.add(Checkbox::without_text(is_ticked));
            tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, before, name));
            let colour = self.palette.text;
            // The box has the keyboard for both.
            let line = self.line(ui, name, theme::BODY, colour).interact(Sense::CLICK);
            if line.clicked() {
                *is_ticked = !*is_ticked;
            }
            *is_ticked != before
        })
        .inner
    }
}

/// What answers to keys and clicks on something that was drawn. It has an id of its own: what is only drawn gives the keyboard
/// away whenever it is drawn.
fn pressed_ui(ui: &Ui, shown: &Response) -> Response {
    ui.interact(shown.rect, shown.id.with("pressed"), Sense::click())
}

//! The screen with nothing open: recent projects, a new one, the sample.

use super::stage::Stage;
use super::theme;
use crate::session::{Command, Order};
use egui::{Align, Layout, RichText, ScrollArea, Sense, Ui, vec2};

/// Shows the screen.
pub fn welcome_ui(ui: &mut Ui, stage: &mut Stage<'_>) {
    let width = 560.0_f32.min(ui.available_width() - 40.0);
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.12).min(90.0));
        ui.set_max_width(width);
        ui.label(RichText::new("Ascribe").font(theme::bold(34.0)));
        let words = "Who says what, through whom, and how it is put forward";
        ui.label(RichText::new(words).size(theme::BODY + 1.0).color(stage.palette.weak));
        ui.add_space(22.0);
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.horizontal(|ui| {
                stage.command_button(ui, "New project…", Command::NewProject);
                stage.command_button(ui, "Open project…", Command::OpenProject);
                let sample = ui.button("Open the sample");
                if sample.on_hover_text("Two annotated articles on one affair; a copy, so try anything").clicked() {
                    stage.order(Order::OpenSample);
                }
            });
            ui.add_space(18.0);
            recent_ui(ui, stage);
            ui.add_space(14.0);
            let note = "Claim, denial and fact describe how something is put forward, not whether it is true. \
                        Everything stays on this computer.";
            ui.label(RichText::new(note).size(theme::SMALL).color(stage.palette.weak));
        });
    });
}

fn recent_ui(ui: &mut Ui, stage: &mut Stage<'_>) {
    let recent = stage.desk.preferences().recent.clone();
    ui.label(RichText::new("Recent").size(theme::SMALL).strong().color(stage.palette.weak));
    if recent.is_empty() {
        ui.label(RichText::new("Nothing yet").color(stage.palette.weak));
        return;
    }
    let height = (ui.available_height() - 90.0).max(120.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        for folder in recent {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let (rect, response) =
                ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Open {name}"))
            });
            if response.hovered() {
                ui.painter().rect_filled(rect, 6.0, stage.palette.accent_tint);
            }
            let mut inner =
                ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(vec2(8.0, 4.0))));
            inner.spacing_mut().item_spacing.y = 1.0;
            let (accent, weak) = (stage.palette.accent, stage.palette.weak);
            stage.line(&mut inner, &name, theme::BODY, accent);
            stage.line(&mut inner, &folder.display().to_string(), theme::SMALL - 0.5, weak);
            if response.clicked() {
                stage.order(Order::Open(folder));
            }
        }
        super::focus_ui::follow(ui);
    });
}

//! All keys on one page.

use super::form::escape;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::session::commands::Group;
use egui::{Grid, RichText, ScrollArea, Ui};

/// Shows every command that has a key, by group.
pub fn cheat_ui(ui: &mut Ui, stage: &mut Stage<'_>) {
    ui.label(RichText::new("Keys").heading());
    let kinds = "The kinds describe how something is put forward, not whether it is true.";
    ui.label(RichText::new(kinds).color(stage.palette.weak));
    let escape = escape(ui);
    let height = ui.ctx().content_rect().height() - 220.0;
    ScrollArea::vertical().max_height(height.max(200.0)).show(ui, |ui| {
        ui.columns(2, |columns| {
            for (index, group) in Group::ALL.into_iter().enumerate() {
                if let Some(column) = columns.get_mut(index % 2) {
                    group_ui(column, stage, group);
                }
            }
        });
    });
    ui.add_space(8.0);
    if ui.button("Close").clicked() || escape {
        stage.asks.push(Ask::CloseDialog);
    }
}

fn group_ui(ui: &mut Ui, stage: &Stage<'_>, group: Group) {
    let rows = stage.keys.rows().iter().filter(|row| row.group == group);
    let rows: Vec<_> = rows.map(|row| (row, stage.keys.keys_of(row.command))).collect();
    if rows.iter().all(|(_, keys)| keys.is_empty()) {
        return;
    }
    ui.add_space(6.0);
    ui.label(RichText::new(group.label()).font(theme::bold(theme::BODY)));
    Grid::new(group.label()).num_columns(2).spacing([14.0, 3.0]).show(ui, |ui| {
        for (row, keys) in rows.iter().filter(|(_, keys)| !keys.is_empty()) {
            let keys = RichText::new(keys.join("   ")).monospace().size(theme::SMALL);
            ui.label(keys.color(stage.palette.accent));
            ui.label(RichText::new(&row.label).size(theme::SMALL + 0.5));
            ui.end_row();
        }
    });
}

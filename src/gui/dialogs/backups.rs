//! Copies of the project from other days, and the way back to one of them.

use super::form::escape;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::session::job::Backup;
use crate::session::{Command, Order};
use egui::{Align, Layout, RichText, Role, ScrollArea, Ui, WidgetInfo};
use std::path::PathBuf;

const ROW: f32 = 28.0;

/// Which copy the person is about to go back to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    chosen: Option<PathBuf>,
}

/// Shows the list, once it was read.
pub fn backups_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    ui.label(RichText::new("Backups").heading());
    let place = match &stage.desk.preferences().backup_folder {
        Some(folder) => folder.display().to_string(),
        None => "the project’s folder “backups”".to_owned(),
    };
    let words = format!(
        "A copy is kept when the project is opened and once a day of use, read back and compared before it counts, in {place}. Those of the last 7 days and 4 weeks stay."
    );
    let weak = stage.palette.weak;
    stage.words(ui, &words, theme::SMALL, weak);
    ui.add_space(6.0);
    let escape = escape(ui);
    let backups = stage.desk.backups();
    if backups.is_none_or(<[Backup]>::is_empty) {
        let words = if backups.is_some() { "No backup yet" } else { "Looking …" };
        ui.label(RichText::new(words).color(weak));
    }
    let backups = backups.unwrap_or_default();
    let height = (ui.ctx().content_rect().height() - 300.0).max(120.0);
    let scroll = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    scroll.show_rows(ui, ROW, backups.len(), |ui, range| {
        for backup in backups.get(range).unwrap_or_default() {
            row_ui(ui, stage, form, backup);
        }
        crate::gui::focus_ui::follow(ui);
    });
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if ui.button("Close").clicked() || escape {
            stage.asks.push(Ask::CloseDialog);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Back up now").clicked() {
                stage.order(Order::BackUp);
            }
            if ui.button("Other folder…").clicked() {
                stage.asks.push(Ask::CloseDialog);
                stage.act(Command::Settings);
            }
        });
    });
}

fn row_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form, backup: &Backup) {
    let when = backup.at.strftime("%Y-%m-%d %H:%M UTC").to_string();
    ui.horizontal(|ui| {
        ui.set_height(ROW);
        ui.label(&when);
        let size = format!("{:.0} kB", backup.length as f32 / 1_000.0);
        ui.label(RichText::new(size).size(theme::SMALL).color(stage.palette.weak));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if form.chosen.as_ref() == Some(&backup.path) {
                let go = ui.small_button("Restore it");
                if go.clicked() {
                    stage.asks.push(Ask::CloseDialog);
                    stage.order(Order::Restore(backup.path.clone()));
                }
                let words = "The project goes back to this; undo brings it here again.";
                ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.weak));
            } else {
                let button = ui.small_button("Restore…");
                button.widget_info(|| {
                    WidgetInfo::labeled(Role::Button, true, format!("Restore the backup of {when}"))
                });
                if button.clicked() {
                    form.chosen = Some(backup.path.clone());
                }
            }
        });
    });
}

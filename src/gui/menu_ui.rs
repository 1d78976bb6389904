//! The menu bar: every command of the table, by group.

use super::stage::Stage;
use crate::session::Command;
use crate::session::commands::Group;
use egui::{Button, MenuBar, RichText, ScrollArea, Ui};

/// Groups whose long lists of words live in the palette and the inspector.
fn is_in_menu(command: Command) -> bool {
    !matches!(
        command,
        Command::Polarity(_)
            | Command::Certainty(_)
            | Command::Quotation(_)
            | Command::CueClass(_)
            | Command::Flag(_)
            | Command::TagConfidence(_)
            | Command::Verdict(_)
            | Command::Relate(_)
            | Command::CaretLeft
            | Command::CaretRight
            | Command::Escape
    )
}

fn works_without_project(command: Command) -> bool {
    matches!(
        command,
        Command::NewProject
            | Command::OpenProject
            | Command::Quit
            | Command::Palette
            | Command::Settings
            | Command::CheatSheet
    )
}

/// Shows the bar.
pub fn menu_ui(ui: &mut Ui, stage: &mut Stage<'_>) {
    let has_project = stage.desk.session().is_some();
    MenuBar::new().ui(ui, |ui| {
        for group in Group::ALL {
            let keys = stage.keys;
            let rows = keys.rows().iter();
            let mut rows =
                rows.filter(|row| row.group == group && is_in_menu(row.command)).peekable();
            if rows.peek().is_none() {
                continue;
            }
            ui.menu_button(group.label(), |ui| {
                ScrollArea::vertical().max_height(560.0).show(ui, |ui| {
                    for row in rows {
                        let is_enabled = has_project || works_without_project(row.command);
                        item_ui(ui, stage, row.command, is_enabled);
                    }
                });
            });
        }
    });
}

/// One command in a menu, with its key.
pub fn item_ui(ui: &mut Ui, stage: &mut Stage<'_>, command: Command, is_enabled: bool) {
    let label = stage.keys.row(command).map_or_else(String::new, |row| row.label.clone());
    let key = RichText::new(stage.keys.key_of(command)).color(stage.palette.weak).small();
    let button = Button::new(label).shortcut_text(key);
    if ui.add_enabled(is_enabled, button).clicked() {
        stage.act(command);
        ui.close();
    }
}

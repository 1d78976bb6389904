//! The command palette: every command by a few of its letters.

use super::picker::{Item, Pick, Picker};
use crate::gui::fuzzy;
use crate::gui::stage::{Ask, Stage};
use egui::Ui;

/// Shows the palette.
pub fn palette_ui(ui: &mut Ui, stage: &mut Stage<'_>, picker: &mut Picker) {
    let keys = stage.keys;
    let labels: Vec<&str> = keys.rows().iter().map(|row| row.label.as_str()).collect();
    let order = |query: &str| fuzzy::best(query, labels.iter().copied());
    let pick = picker.ui(ui, stage, "Command", "Type a few letters of a command", |query| {
        let rows = order(query);
        let rows = rows.into_iter().filter_map(|index| keys.rows().get(index));
        rows.map(|row| Item {
            label: format!("{}: {}", row.group.label(), row.label),
            aside: keys.keys_of(row.command).join("  "),
        })
        .collect()
    });
    match pick {
        Pick::Row(row) => {
            let chosen = order(&picker.query).get(row).and_then(|index| keys.rows().get(*index));
            stage.asks.push(Ask::CloseDialog);
            if let Some(chosen) = chosen {
                stage.act(chosen.command);
            }
        }
        Pick::Cancel => stage.asks.push(Ask::CloseDialog),
        Pick::Open | Pick::Query => {}
    }
}

//! The fields of a statement by a few letters: polarity, certainty, cue class, flags and the like, and nothing else.

use super::picker::{Item, Pick, Picker};
use crate::gui::fuzzy;
use crate::gui::stage::{Ask, Stage};
use crate::session::commands::{Group, Row};
use egui::{RichText, Ui};

/// Shows the list.
pub fn fields_ui(ui: &mut Ui, stage: &mut Stage<'_>, picker: &mut Picker) {
    let Some(session) = stage.desk.session() else { return };
    let n = session.chosen().len();
    let words = match (n, session.focus()) {
        (0, Some(focus)) => session.words_at(&focus.id),
        (n, _) => format!("{n} statements chosen"),
    };
    ui.label(RichText::new("Set a field").heading());
    let weak = stage.palette.weak;
    stage.line(ui, &words, crate::gui::theme::SMALL, weak);
    let keys = stage.keys;
    let rows: Vec<&Row> = keys.rows().iter().filter(|row| row.group == Group::Fields).collect();
    let order = |query: &str| fuzzy::best(query, rows.iter().map(|row| row.label.as_str()));
    let hint = "“negated”, “accusation”, “anaphoric source” …";
    let pick = picker.ui(ui, stage, "Field", hint, |query| {
        let rows = order(query).into_iter().filter_map(|index| rows.get(index));
        let item = |row: &&Row| Item {
            label: row.label.clone(),
            aside: keys.keys_of(row.command).join("  "),
        };
        rows.map(item).collect()
    });
    match pick {
        Pick::Row(row) => {
            let chosen = order(&picker.query).get(row).and_then(|index| rows.get(*index));
            stage.asks.push(Ask::CloseDialog);
            if let Some(row) = chosen {
                stage.act(row.command);
            }
        }
        Pick::Cancel => stage.asks.push(Ask::CloseDialog),
        Pick::Open | Pick::Query => {}
    }
}

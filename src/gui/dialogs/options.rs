//! What a format leaves open: what its places count, whether the texts go along, under which terms it is handed on.

use super::import_set::unit_words;
use crate::exchange::{Format, Texts};
use crate::export::Licence;
use crate::gui::choice_ui::choice_ui;
use crate::gui::theme;
use crate::session::job::ExportOptions;
use egui::{ComboBox, RichText, Ui};

/// Shows what of it there is for a format; says whether something was changed.
pub fn options_ui(ui: &mut Ui, format: &Format, options: &mut ExportOptions) -> bool {
    let before = *options;
    ui.horizontal_wrapped(|ui| {
        if format.units.len() > 1 {
            unit_ui(ui, format, options);
        }
        if format.name == "hugging-face" {
            licence_ui(ui, options);
        }
        if format.texts() == Texts::AsWanted {
            let words = "Leave the texts behind";
            let hint = "Marks go out with their words, texts with their SHA-256 alone. Whoever has the articles can import the marks";
            ui.checkbox(&mut options.leaves_texts, words).on_hover_text(hint);
        }
    });
    *options != before
}

fn unit_ui(ui: &mut Ui, format: &Format, options: &mut ExportOptions) {
    let label = ui.label(RichText::new("Places count").size(theme::SMALL));
    let set = options.unit.or(format.units.first().copied()).unwrap_or_default();
    let combo = ComboBox::from_id_salt("unit").selected_text(unit_words(set)).width(240.0);
    let units = format.units.iter().map(|unit| (unit_words(*unit), *unit == set));
    let (chosen, folded) = choice_ui(ui, combo, units);
    folded.labelled_by(label.id);
    if let Some(unit) = chosen.and_then(|index| format.units.get(index)) {
        options.unit = Some(*unit);
    }
}

fn licence_ui(ui: &mut Ui, options: &mut ExportOptions) {
    let label = ui.label(RichText::new("Licence on the card").size(theme::SMALL));
    let shown = options.licence.map_or("unknown", Licence::id);
    let combo = ComboBox::from_id_salt("licence").selected_text(shown).width(240.0);
    let all: Vec<Licence> = Licence::all().collect();
    let unknown = [("unknown", options.licence.is_none())];
    let named = all.iter().map(|licence| (licence.id(), options.licence == Some(*licence)));
    let (chosen, folded) = choice_ui(ui, combo, unknown.into_iter().chain(named));
    folded.labelled_by(label.id);
    if let Some(index) = chosen {
        options.licence = index.checked_sub(1).and_then(|at| all.get(at)).copied();
    }
}

//! Name, looks, sizes, keys.

use super::form::{Enter, buttons_ui, field_ui};
use crate::gui::keys::Keymap;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::session::Order;
use crate::session::preferences::{Looks, Preferences};
use egui::{Grid, RichText, ScrollArea, Slider, TextEdit, Ui};

/// Preferences as they are being changed.
#[derive(Debug)]
pub struct Form {
    preferences: Preferences,
    filter: String,
    backup_folder: String,
}

impl Form {
    /// The form for these preferences.
    #[must_use]
    pub fn of(preferences: &Preferences) -> Self {
        let backup_folder = preferences.backup_folder.as_ref().and_then(|folder| folder.to_str());
        Self {
            preferences: preferences.clone(),
            filter: String::new(),
            backup_folder: backup_folder.unwrap_or_default().to_owned(),
        }
    }
}

/// Asks for the annotator's name.
pub fn name_ui(ui: &mut Ui, stage: &mut Stage<'_>, name: &mut String) {
    ui.label(RichText::new("Who is tagging?").heading());
    ui.label("Every mark carries your name, so that colleagues can tell whose it is.");
    field_ui(ui, "Your name", name, false);
    let is_ready = name.chars().any(char::is_alphanumeric);
    let answer = buttons_ui(ui, "Go on", is_ready, Enter::GoesOn);
    if answer == Some(true) {
        let preferences =
            Preferences { name: name.trim().to_owned(), ..stage.desk.preferences().clone() };
        stage.order(Order::Prefer(Box::new(preferences)));
        stage.asks.push(Ask::CloseDialog);
    } else if answer == Some(false) {
        stage.asks.push(Ask::CloseDialog);
    }
}

/// Shows the form.
pub fn settings_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    ui.label(RichText::new("Settings").heading());
    field_ui(
        ui,
        "Your name (new marks carry it; open the project again to use it)",
        &mut form.preferences.name,
        false,
    );
    ui.horizontal(|ui| {
        ui.label("Looks");
        for (looks, words) in
            [(Looks::System, "As the system"), (Looks::Light, "Light"), (Looks::Dark, "Dark")]
        {
            ui.radio_value(&mut form.preferences.looks, looks, words);
        }
    });
    field_ui(
        ui,
        "Backups go to this folder; empty keeps them in each project",
        &mut form.backup_folder,
        false,
    );
    ui.add(Slider::new(&mut form.preferences.text_size, 10.0..=40.0).text("Reading text, points"));
    ui.add(Slider::new(&mut form.preferences.zoom, 0.5..=3.0).text("Everything, factor"));
    let map = Keymap::new(&form.preferences.keys);
    keys_ui(ui, stage, form, &map);
    for problem in map.problems() {
        ui.label(RichText::new(problem).color(stage.palette.warning));
    }
    match buttons_ui(ui, "Save", map.problems().is_empty(), Enter::GoesOn) {
        Some(true) => {
            stage.asks.push(Ask::CloseDialog);
            let folder = form.backup_folder.trim();
            form.preferences.backup_folder = (!folder.is_empty()).then(|| folder.into());
            stage.order(Order::Prefer(Box::new(form.preferences.clone())));
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

/// The keys of every command, to be written over.
fn keys_ui(ui: &mut Ui, stage: &Stage<'_>, form: &mut Form, map: &Keymap) {
    crate::gui::stage::section(ui, stage.palette, "Keys (several with a space between)");
    ui.add(TextEdit::singleline(&mut form.filter).hint_text("Filter the commands")).widget_info(
        || egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter the commands"),
    );
    let wanted = form.filter.to_lowercase();
    let height = (ui.ctx().content_rect().height() - 520.0).clamp(80.0, 220.0);
    ScrollArea::vertical().id_salt("keys").max_height(height).show(ui, |ui| {
        Grid::new("keys").num_columns(2).striped(true).show(ui, |ui| {
            let rows = map.rows().iter().filter(|row| row.label.to_lowercase().contains(&wanted));
            for row in rows {
                ui.label(RichText::new(&row.label).size(theme::SMALL));
                let usual = || row.keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
                let keys = form.preferences.keys.get(&row.name).cloned().unwrap_or_else(usual);
                let mut words = keys.join(" ");
                let response = ui.add(TextEdit::singleline(&mut words).desired_width(170.0));
                response.widget_info(|| {
                    let name = format!("Keys of {}", row.label);
                    egui::WidgetInfo::labeled(egui::Role::TextInput, true, name)
                });
                if response.changed() {
                    let own: Vec<String> = words.split(' ').map(str::to_owned).collect();
                    if own == usual() {
                        form.preferences.keys.remove(&row.name);
                    } else {
                        form.preferences.keys.insert(row.name.clone(), own);
                    }
                }
                ui.end_row();
            }
        });
        crate::gui::focus_ui::follow(ui);
    });
}

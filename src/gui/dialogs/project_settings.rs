//! What is set for the whole project: its title, and the scale that it grades by.

use super::form::{Enter, buttons_ui, field_ui};
use crate::gui::stage::{Ask, Stage, section};
use crate::gui::theme;
use crate::model::{GradingScheme, Settings, Word as _};
use crate::session::Action;
use egui::{RichText, Ui};

fn explanation(scheme: GradingScheme) -> &'static str {
    match scheme {
        GradingScheme::Admiralty => "NATO: six grades of the source, six of the information",
        GradingScheme::Uk3x5x2 => {
            "United Kingdom, in use now: three grades of the source, five of the information"
        }
        GradingScheme::Uk5x5x5 => "United Kingdom, before that: five grades of each",
    }
}

/// Shows the form.
pub fn project_settings_ui(ui: &mut Ui, stage: &mut Stage<'_>, settings: &mut Settings) {
    let Some(session) = stage.desk.session() else { return };
    ui.label(RichText::new("Project").heading());
    field_ui(ui, "Title", &mut settings.title, false);
    section(ui, stage.palette, "Sources and information are graded by");
    for scheme in GradingScheme::ALL {
        ui.radio_value(&mut settings.grading, *scheme, scheme.label());
        let words = RichText::new(explanation(*scheme)).size(theme::SMALL);
        ui.indent(scheme, |ui| ui.label(words.color(stage.palette.weak)));
    }
    if settings.grading != session.project().settings().grading {
        let words = "Grades by the other scale are kept in their histories, and count again when \
            the project goes back to it";
        ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.warning));
    }
    let is_ready = !settings.title.trim().is_empty();
    match buttons_ui(ui, "Save", is_ready, Enter::GoesOn) {
        Some(true) => {
            let mut settings = settings.clone();
            settings.title = settings.title.trim().to_owned();
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::SetSettings(settings));
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

//! The day on which a statement was made, typed or taken from the text.

use super::form::{Enter, buttons_ui, field_ui, word_ui};
use crate::gui::inspector::date::days_label;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::model::{DateBasis, StatementDate};
use crate::session::{Action, DayInText, Session};
use crate::text::days::parse_days;
use egui::{RichText, Ui};

/// The day as it is being typed.
#[derive(Debug)]
pub struct Form {
    typed: String,
    basis: DateBasis,
    /// The words of the text it comes from.
    words: String,
    offers: Vec<DayInText>,
}

fn typed(date: &StatementDate) -> String {
    if date.from == date.to { date.from.to_string() } else { format!("{}/{}", date.from, date.to) }
}

impl Form {
    /// The form for the statement in focus.
    #[must_use]
    pub fn of(session: &Session) -> Option<Self> {
        let statement = session.focus()?;
        let date = statement.date.as_ref();
        Some(Self {
            typed: date.map_or_else(String::new, typed),
            basis: date.map_or(DateBasis::Judged, |date| date.basis),
            words: date.map_or_else(String::new, |date| date.words.clone()),
            offers: session.days_of(&statement),
        })
    }

    /// What was entered; what is wrong with it, in words, where it is no day.
    fn date(&self) -> Result<Option<StatementDate>, String> {
        if self.typed.trim().is_empty() {
            return Ok(None);
        }
        let (from, to) = parse_days(&self.typed).map_err(|error| error.to_string())?;
        Ok(Some(StatementDate { from, to, basis: self.basis, words: self.words.clone() }))
    }
}

/// Shows the form.
pub fn date_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    ui.label(RichText::new("When was it said?").heading());
    let name = "Day (2024-06-14), days (2024-06-10/2024-06-14), month or year; empty for not known";
    if field_ui(ui, name, &mut form.typed, false) {
        // What is typed no longer comes from the text.
        form.words.clear();
        form.basis = DateBasis::Judged;
    }
    if let Some(basis) = word_ui(ui, "How it is known", form.basis) {
        form.basis = basis;
    }
    let offers: Vec<_> = form.offers.iter().filter_map(DayInText::date).collect();
    for date in offers {
        let words = format!("“{}”: {}", date.words, days_label(date.from, date.to));
        if ui.button(RichText::new(words).size(theme::SMALL)).clicked() {
            form.typed = typed(&date);
            form.basis = date.basis;
            form.words = date.words;
        }
    }
    let date = form.date();
    if let Err(problem) = &date {
        let warning = stage.palette.warning;
        stage.words(ui, problem, theme::SMALL, warning);
    }
    match (buttons_ui(ui, "Save", date.is_ok(), Enter::GoesOn), date) {
        (Some(true), Ok(date)) => {
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::SetDate(date));
        }
        (Some(_), _) => stage.asks.push(Ask::CloseDialog),
        (None, _) => {}
    }
}

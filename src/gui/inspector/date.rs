//! When the statement was made: the day that holds, how it is known, and what the text offers.

use crate::gui::stage::{Stage, section};
use crate::gui::theme;
use crate::model::{Article, Statement, StatementDate, Word as _};
use crate::session::{Action, Command, DayInText, Session};
use crate::text::days::Meaning;
use egui::{RichText, Ui};
use jiff::civil::Date;
use std::sync::Arc;

/// Longest list of days that the text offers.
const MOST: usize = 4;

/// A day with its weekday, or the first and last of several.
#[must_use]
pub fn days_label(from: Date, to: Date) -> String {
    if from == to {
        return from.strftime("%a %Y-%m-%d").to_string();
    }
    format!("{from} to {to}")
}

/// What the text says about the day of a statement: sought once, not in each frame.
#[derive(Debug, Default)]
pub struct Days {
    sought: Option<(Arc<Article>, Arc<Statement>)>,
    found: Vec<DayInText>,
}

impl Days {
    /// Those of the statement in focus.
    pub fn of(&mut self, session: &Session, statement: &Arc<Statement>) -> &[DayInText] {
        let Some(article) = session.article() else { return &[] };
        let is_known = self.sought.as_ref().is_some_and(|(of_article, of_statement)| {
            Arc::ptr_eq(of_article, article) && Arc::ptr_eq(of_statement, statement)
        });
        if !is_known {
            self.found = session.days_of(statement);
            self.sought = Some((Arc::clone(article), Arc::clone(statement)));
        }
        &self.found
    }
}

/// Shows the day, and what the text says about it.
pub fn date_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    statement: &Statement,
    days: &[DayInText],
) {
    section(ui, stage.palette, "When it was said");
    let (text, weak) = (stage.palette.text, stage.palette.weak);
    match &*statement.date {
        Some(date) => {
            stage.words(ui, &days_label(date.from, date.to), theme::BODY, text);
            stage.words(ui, &basis_label(date), theme::SMALL, weak);
        }
        None => {
            stage.words(ui, "not known", theme::SMALL, weak);
        }
    }
    let is_own = session.shown() == session.me();
    for day in days.iter().take(MOST) {
        offer_ui(ui, stage, statement, day, is_own);
    }
    if is_own {
        ui.horizontal_wrapped(|ui| {
            stage.command_button(ui, "Enter…", Command::EditDate);
            stage.command_button(ui, "As published", Command::DateAsPublished);
            if statement.date.is_some() {
                stage.command_button(ui, "Not known", Command::ClearDate);
            }
        });
    }
}

fn basis_label(date: &StatementDate) -> String {
    match date.words.as_str() {
        "" => date.basis.label().to_owned(),
        words => format!("{}: “{words}”", date.basis.label()),
    }
}

/// One of the days that the text names, with a button that takes it over.
fn offer_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    statement: &Statement,
    day: &DayInText,
    is_own: bool,
) {
    let date = day.date();
    let is_taken = date.is_some() && date == *statement.date;
    if is_taken {
        return;
    }
    let (words, colour) = match &day.meaning {
        Meaning::Days { from, to, is_relative } => {
            let means = if *is_relative { "resolves to" } else { "is" };
            let words = format!("“{}” {means} {}", day.words, days_label(*from, *to));
            (words, stage.palette.text)
        }
        Meaning::Unresolvable => {
            let why = "cannot be resolved: the day of publication is unknown (Ctrl+D)";
            (format!("“{}” {why}", day.words), stage.palette.warning)
        }
        Meaning::Impossible(why) => {
            (format!("“{}” is no day: {why}", day.words), stage.palette.warning)
        }
    };
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_max_width((ui.available_width() - 46.0).max(80.0));
            stage.words(ui, &words, theme::SMALL, colour);
        });
        let Some(date) = date.filter(|_| is_own) else { return };
        let label = RichText::new("Use").size(theme::SMALL);
        let button = ui.add(egui::Button::new(label).small());
        button.widget_info(|| {
            let name = format!("Use {}", days_label(date.from, date.to));
            egui::WidgetInfo::labeled(egui::Role::Button, true, name)
        });
        let key = stage.keys.key_of(Command::ResolveDate);
        if button.on_hover_text(format!("The first of them:  {key}")).clicked() {
            stage.act(Action::SetDate(Some(date)));
        }
    });
}

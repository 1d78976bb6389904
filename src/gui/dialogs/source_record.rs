//! The record of a source: every field, and the name of a part that is split off.

use super::form::{Enter, buttons_ui, field_ui, word_ui};
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::model::{Office, Source, SourceId, StatementId};
use crate::session::{Action, Session};
use crate::text::days::parse_days;
use egui::{RichText, Ui};
use jiff::civil::Date;

/// A record as it is being changed.
#[derive(Debug)]
pub struct Form {
    record: Source,
    aliases: String,
    part_of: String,
    offices: String,
    links: String,
}

impl Form {
    /// The form for this source.
    #[must_use]
    pub fn of(session: &Session, id: &SourceId) -> Option<Self> {
        let sources = session.project().sources();
        let record = sources.get(id)?.clone();
        let body = record.part_of.as_ref().and_then(|id| sources.get(id));
        Some(Self {
            aliases: record.aliases.join("; "),
            part_of: body.map_or_else(String::new, |body| body.name.clone()),
            offices: record.offices.iter().map(office_words).collect::<Vec<_>>().join("; "),
            links: record.links.join(" "),
            record,
        })
    }

    fn aliases(&self) -> Vec<String> {
        let words = self.aliases.split(';').map(str::trim);
        words.filter(|alias| !alias.is_empty()).map(str::to_owned).collect()
    }

    /// The offices that were typed, or what is wrong with one of them.
    fn offices(&self) -> Result<Vec<Office>, String> {
        let words = self.offices.split(';').map(str::trim);
        words.filter(|office| !office.is_empty()).map(office_of).collect()
    }
}

/// An office as it is typed: “Mayor 2019-05-01/2023-12-31”; a side that is not known stays open.
fn office_words(office: &Office) -> String {
    let day = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
    match (office.from, office.to) {
        (None, None) => office.title.clone(),
        (from, to) => format!("{} {}/{}", office.title, day(from), day(to)),
    }
}

fn office_of(words: &str) -> Result<Office, String> {
    let days = words.rsplit_once(' ').filter(|(_, days)| days.contains('/'));
    let Some((title, days)) = days else {
        return Ok(Office { title: words.to_owned(), from: None, to: None });
    };
    let (from, to) = days.split_once('/').unwrap_or((days, ""));
    let day = |typed: &str, pick: fn((Date, Date)) -> Date| match typed {
        "" => Ok(None),
        typed => parse_days(typed).map(|days| Some(pick(days))).map_err(|error| error.to_string()),
    };
    let (from, to) = (day(from, |days| days.0)?, day(to, |days| days.1)?);
    Ok(Office { title: title.trim().to_owned(), from, to })
}

/// Shows the form.
pub fn source_record_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    let Some(session) = stage.desk.session() else { return };
    ui.label(RichText::new("Source").heading());
    field_ui(ui, "Name", &mut form.record.name, false);
    field_ui(ui, "Other names, with “;” between them", &mut form.aliases, false);
    if let Some(kind) = word_ui(ui, "Type", form.record.kind) {
        form.record.kind = kind;
    }
    field_ui(ui, "Role or description", &mut form.record.role, false);
    field_ui(ui, "Part of (name of another source; empty for none)", &mut form.part_of, false);
    let body = session.source_called(&form.part_of);
    let is_none = form.part_of.trim().is_empty();
    if body.is_none() && !is_none {
        let words = "No source goes by this name: make it first";
        ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.warning));
    }
    field_ui(
        ui,
        "Offices it held (Mayor 2019-05-01/2023-12-31), with “;” between them",
        &mut form.offices,
        false,
    );
    let offices = form.offices();
    about_ui(ui, stage, form, offices.as_ref().err());
    field_ui(
        ui,
        "Independence group (sources with the same word count as one origin)",
        &mut form.record.independence_group,
        false,
    );
    field_ui(ui, "Note", &mut form.record.note, true);
    for alias in shared(session, form) {
        let words = format!("“{alias}” is a name of another source too");
        ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.warning));
    }
    let is_ready = !form.record.name.trim().is_empty() && (is_none || body.is_some());
    match buttons_ui(ui, "Save", is_ready && offices.is_ok(), Enter::BeginsLine) {
        Some(true) => {
            let record = Source {
                offices: offices.unwrap_or_default(),
                links: form.links.split_whitespace().map(str::to_owned).collect(),
                country: form.record.country.trim().to_owned(),
                name: form.record.name.trim().to_owned(),
                aliases: form.aliases(),
                part_of: body.filter(|_| !is_none),
                ..form.record.clone()
            };
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::SetSourceRecord(record));
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

/// What is wrong with the offices, and where more can be read about the source.
fn about_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form, problem: Option<&String>) {
    if let Some(problem) = problem {
        let warning = stage.palette.warning;
        stage.words(ui, problem, theme::SMALL, warning);
    }
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            field_ui(left, "Country", &mut form.record.country, false);
            field_ui(right, "Links, with spaces between them", &mut form.links, false);
        }
    });
}

/// The names of the form that another source goes by.
fn shared(session: &Session, form: &Form) -> Vec<String> {
    let mut names = form.aliases();
    names.push(form.record.name.trim().to_owned());
    names.retain(|name| {
        let wanted = name.to_lowercase();
        let mut others = session.project().sources().values().filter(|s| s.id != form.record.id);
        !name.is_empty() && others.any(|s| s.names().any(|own| own.to_lowercase() == wanted))
    });
    names
}

/// A part of a source that is to be one of its own.
#[derive(Debug)]
pub struct Split {
    /// The source.
    pub from: SourceId,
    /// What goes over.
    pub statements: Vec<StatementId>,
    /// The name of the new source.
    pub name: String,
}

/// Asks for the name of the new source.
pub fn split_ui(ui: &mut Ui, stage: &mut Stage<'_>, split: &mut Split) {
    let Some(session) = stage.desk.session() else { return };
    let name = session.project().sources().get(&split.from).map_or("", |s| s.name.as_str());
    let n = split.statements.len();
    ui.label(RichText::new(format!("Split {n} statements off")).heading());
    let colour = stage.palette.weak;
    let words = format!("They belong to {name} now and go over to a new source of the same type");
    stage.words(ui, &words, theme::SMALL, colour);
    field_ui(ui, "Name of the new source", &mut split.name, false);
    let is_taken = session.source_called(&split.name).is_some();
    if is_taken {
        let words =
            "A source goes by this name already: change the source of the statements instead";
        ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.warning));
    }
    let is_ready = split.name.chars().any(char::is_alphanumeric) && !is_taken;
    match buttons_ui(ui, "Split off", is_ready, Enter::GoesOn) {
        Some(true) => {
            let name = split.name.trim().to_owned();
            let (from, statements) = (split.from.clone(), std::mem::take(&mut split.statements));
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::SplitSource { from, name, statements });
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

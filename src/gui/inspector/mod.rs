//! The statement under the cursor, at the right: everything that is known about it, and how to change it.

pub mod attribution;
pub mod credibility;
pub mod date;
pub mod details;
pub mod ranges;
pub mod remarks;
mod tabs;

use super::stage::{Stage, contained};
use super::theme;
use crate::model::{Kind, Statement, StatementId, Word as _};
use crate::session::{Action, Command, Session};
use date::Days;
use egui::{Button, CornerRadius, Frame, Margin, RichText, ScrollArea, Stroke, Ui};
use std::sync::Arc;
use tabs::Tabs;

/// What the inspector keeps between frames.
#[derive(Debug, Default)]
pub struct Inspector {
    note: Note,
    wants_note: bool,
    tabs: Tabs,
    days: Days,
}

/// The note as it is being typed. It goes to the session when the field is left.
#[derive(Debug, Default)]
struct Note {
    statement: Option<StatementId>,
    words: String,
    is_typed: bool,
}

impl Inspector {
    /// Gives the note the keyboard.
    pub fn focus_note(&mut self) {
        self.wants_note = true;
    }

    /// The note that is being typed for the statement in focus and that the session does not know yet; once.
    pub fn take_unsaved(&mut self, session: &Session) -> Option<String> {
        let statement = session.focus()?;
        let is_typed = std::mem::take(&mut self.note.is_typed);
        let is_its = self.note.statement.as_ref() == Some(&statement.id);
        let is_new = self.note.words.trim() != *statement.note;
        (is_typed && is_its && is_new).then(|| self.note.words.clone())
    }

    /// Shows the statement in focus, or what can be done where there is none.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        contained(ui, |ui| self.content_ui(ui, stage, session));
    }

    fn content_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 6.0);
            heading_ui(ui, stage, session);
            self.tabs.ui(ui, stage, session);
            ranges::chosen_ui(ui, stage, session);
            match session.focus() {
                Some(statement) => self.statement_ui(ui, stage, session, &statement),
                None => nothing_ui(ui, stage, session),
            }
            remarks::remarks_ui(ui, stage, session);
            super::focus_ui::follow(ui);
        });
    }

    fn statement_ui(
        &mut self,
        ui: &mut Ui,
        stage: &mut Stage<'_>,
        session: &Session,
        statement: &Arc<Statement>,
    ) {
        kind_ui(ui, stage, statement);
        ranges::ranges_ui(ui, stage, session, statement);
        attribution::attribution_ui(ui, stage, session, statement);
        details::source_fields_ui(ui, stage, session, statement);
        details::proposition_ui(ui, stage, session, statement);
        details::fields_ui(ui, stage, statement);
        date::date_ui(ui, stage, session, statement, self.days.of(session, statement));
        credibility::credibility_ui(ui, stage, session, statement);
        details::flags_ui(ui, stage, statement);
        self.note_ui(ui, stage, statement);
        details::relations_ui(ui, stage, session, statement);
        details::stamps_ui(ui, stage, session, statement);
    }

    fn note_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, statement: &Statement) {
        super::stage::section(ui, stage.palette, "Note");
        if self.note.statement.as_ref() != Some(&statement.id) {
            // What was typed for another statement has gone to the session when the field lost the keyboard.
            self.note = Note {
                statement: Some(statement.id.clone()),
                words: statement.note.to_string(),
                is_typed: false,
            };
        }
        let id = egui::Id::unique("note of the statement");
        let field = egui::TextEdit::multiline(&mut self.note.words)
            .id(id)
            .desired_rows(2)
            .desired_width(ui.available_width())
            .hint_text("Why it is tagged so, what makes it hard");
        let response = ui.add(field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Note"));
        if std::mem::take(&mut self.wants_note) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        self.note.is_typed = response.has_focus();
        let leaves = response.has_focus()
            && ui.input_mut(|input| {
                input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter)
                    || input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)
            });
        if leaves {
            response.surrender_focus();
            stage.asks.push(super::stage::Ask::FocusReader);
        }
        if response.lost_focus() || leaves {
            if self.note.words.trim() != *statement.note {
                stage.act(Action::SetNote(self.note.words.clone()));
            }
        } else if !response.has_focus() && self.note.words != *statement.note {
            self.note.words.clone_from(&statement.note);
        }
    }
}

fn heading_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
    let Some((article, segment)) = session.article().zip(session.segment()) else { return };
    let number = session.place().segment + 1;
    let n = article.segments().len();
    ui.horizontal(|ui| {
        let words = format!("{} {number} of {n}", capital(segment.role.label()));
        ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.weak));
        if !segment.sure {
            let unsure = RichText::new("unsure boundary").size(theme::SMALL);
            ui.label(unsure.color(stage.palette.warning)).on_hover_text(
                "The sentence may go on behind this boundary: Shift+M merges it with the next",
            );
        }
    });
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn tab_ui(ui: &mut Ui, stage: &mut Stage<'_>, kind: Kind, words: &str, is_focus: bool) -> bool {
    let (stroke, tint) = stage.palette.of_kind(kind);
    let frame = Frame::new()
        .fill(if is_focus { tint } else { stage.palette.field })
        .stroke(Stroke::new(
            if is_focus { 1.5 } else { 1.0 },
            if is_focus { stroke } else { stage.palette.line },
        ))
        .corner_radius(CornerRadius::same(5))
        .inner_margin(Margin::symmetric(8, 4));
    let response = frame
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.set_width(ui.available_width());
                ui.label(RichText::new(kind.letter()).font(theme::bold(theme::BODY)).color(stroke));
                let colour = stage.palette.text;
                stage.line(ui, words, theme::SMALL + 0.5, colour);
            });
        })
        .response
        .interact(egui::Sense::click());
    response.widget_info(|| {
        let name = format!("{}: {words}", kind.short_label());
        egui::WidgetInfo::selected(egui::Role::Button, true, is_focus, name)
    });
    response.clicked()
}

fn nothing_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
    let Some(segment) = session.segment() else { return };
    let marked = session.layer().is_some_and(|layer| layer.marks().is_no_statement(segment.span));
    let words = if marked { "Marked as holding no statement" } else { "Not tagged yet" };
    ui.label(RichText::new(words).color(stage.palette.weak));
    ui.add_space(6.0);
    if session.shown() != session.me() {
        return;
    }
    for kind in Kind::ALL {
        let key = stage.keys.key_of(Command::Tag(*kind));
        ui.horizontal(|ui| {
            kind_button(ui, stage, *kind, false);
            ui.label(RichText::new(key).monospace().color(stage.palette.weak));
        });
        ui.label(RichText::new(kind.explanation()).size(theme::SMALL).color(stage.palette.weak));
        ui.add_space(4.0);
    }
}

fn kind_button(ui: &mut Ui, stage: &mut Stage<'_>, kind: Kind, is_set: bool) {
    let (stroke, tint) = stage.palette.of_kind(kind);
    let label =
        RichText::new(kind.short_label()).color(if is_set { stroke } else { stage.palette.text });
    let mut button = Button::new(if is_set { label.strong() } else { label });
    if is_set {
        button = button.fill(tint).stroke(Stroke::new(1.5, stroke));
    }
    let key = stage.keys.key_of(Command::Tag(kind));
    let hover = format!("{}\n{}  ·  {key}", kind.label(), kind.explanation());
    if ui.add(button).on_hover_text(hover).clicked() {
        stage.act(Command::Tag(kind));
    }
}

fn kind_ui(ui: &mut Ui, stage: &mut Stage<'_>, statement: &Statement) {
    ui.horizontal(|ui| {
        for kind in Kind::ALL {
            kind_button(ui, stage, *kind, *kind == statement.kind);
        }
    });
    if statement.kind == Kind::Fact {
        let words = RichText::new(Kind::Fact.explanation()).size(theme::SMALL);
        ui.label(words.color(stage.palette.weak));
    }
}

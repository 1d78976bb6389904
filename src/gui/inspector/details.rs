//! The other fields of a statement: closed lists, flags, relations, who made it; and the remarks on its sentence.

use crate::gui::stage::{Stage, section};
use crate::gui::theme;
use crate::model::{Flag, Stamp, Statement, Word};
use crate::session::{Action, Command, Session};
use egui::{ComboBox, Grid, RichText, Ui};

/// Room for the names of fields, in points.
const NAMES: f32 = 130.0;

fn word_row<W: Word>(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    name: &str,
    word: Option<W>,
    width: f32,
    command: impl Fn(W) -> Command,
) {
    ui.horizontal(|ui| {
        ui.set_min_width(NAMES);
        ui.label(RichText::new(name).size(theme::SMALL).color(stage.palette.weak));
    });
    let label = word.map_or("not said", Word::label);
    let combo = ComboBox::from_id_salt(name).selected_text(label).truncate().width(width);
    let response = combo.show_ui(ui, |ui| {
        for option in W::ALL {
            if ui.selectable_label(Some(*option) == word, option.label()).clicked() {
                stage.act(command(*option));
            }
        }
    });
    response.response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{name}: {label}"))
    });
    ui.end_row();
}

/// The room that names of fields leave for their values, in points.
fn values_width(ui: &Ui) -> f32 {
    (ui.available_width() - NAMES - 26.0).clamp(80.0, 190.0)
}

/// Polarity, certainty, quotation, verdict, confidence.
pub fn fields_ui(ui: &mut Ui, stage: &mut Stage<'_>, statement: &Statement) {
    section(ui, stage.palette, "How it is put");
    let width = values_width(ui);
    Grid::new("fields of the statement").num_columns(2).spacing([12.0, 4.0]).show(ui, |ui| {
        word_row(ui, stage, "Polarity", Some(statement.polarity), width, Command::Polarity);
        word_row(
            ui,
            stage,
            "Certainty of the source",
            Some(statement.certainty),
            width,
            Command::Certainty,
        );
        word_row(ui, stage, "Quotation", Some(statement.quotation), width, Command::Quotation);
    });
    section(ui, stage.palette, "Is it so? How sure are you?");
    Grid::new("judgement of the statement").num_columns(2).spacing([12.0, 4.0]).show(ui, |ui| {
        word_row(ui, stage, "Verdict", Some(statement.verdict), width, Command::Verdict);
        word_row(
            ui,
            stage,
            "Confidence in the tag",
            statement.tag_confidence,
            width,
            Command::TagConfidence,
        );
    });
}

/// What it is about, with the way there.
pub fn proposition_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    statement: &Statement,
) {
    section(ui, stage.palette, "What it is about");
    let about = statement.proposition.as_ref();
    let about = about.and_then(|id| session.project().propositions().get(id));
    let (words, colour) = match about {
        Some(proposition) => (proposition.wording.as_str(), stage.palette.text),
        None => ("In no proposition yet", stage.palette.weak),
    };
    stage.words(ui, words, theme::BODY, colour);
    ui.horizontal_wrapped(|ui| {
        let label = if about.is_some() { "Change…" } else { "Proposition…" };
        let button = stage.command_button(ui, label, Command::PickProposition);
        button.widget_info(|| {
            named(if about.is_some() { "Change the proposition…" } else { label })
        });
        if about.is_some() {
            stage.command_button(ui, "Board", Command::GoToProposition);
            stage.command_button(ui, "Out of it", Command::LeaveProposition);
        }
    });
}

fn named(words: &str) -> egui::WidgetInfo {
    egui::WidgetInfo::labeled(egui::Role::Button, true, words)
}

/// The flags that are set, and a menu of those that are not.
pub fn flags_ui(ui: &mut Ui, stage: &mut Stage<'_>, statement: &Statement) {
    section(ui, stage.palette, "Flags");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        for flag in &statement.flags {
            let label = RichText::new(format!("{}  ×", flag.label())).size(theme::SMALL);
            let button = egui::Button::new(label).fill(stage.palette.accent_tint);
            if ui.add(button).on_hover_text("Take the flag back").clicked() {
                stage.act(Command::Flag(*flag));
            }
        }
        ui.menu_button(RichText::new("Flag…").size(theme::SMALL), |ui| {
            for flag in Flag::ALL.iter().filter(|flag| !statement.flags.contains(flag)) {
                if ui.button(flag.label()).clicked() {
                    stage.act(Command::Flag(*flag));
                    ui.close();
                }
            }
        });
    });
}

/// The relations that begin or end here, each with a jump.
pub fn relations_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, statement: &Statement) {
    section(ui, stage.palette, "Relations");
    for (home, relation) in session.project().relations_at(&statement.id) {
        let is_from = relation.from == statement.id;
        let other = if is_from { &relation.to } else { &relation.from };
        let arrow = if is_from { "" } else { "← " };
        let is_own = home.annotator == *session.me();
        ui.horizontal(|ui| {
            let kind =
                RichText::new(format!("{arrow}{}", relation.kind.label())).size(theme::SMALL);
            ui.label(kind.color(stage.palette.accent));
            let words = session.words_at(other);
            ui.scope(|ui| {
                ui.set_max_width((ui.available_width() - 56.0).max(60.0));
                let text = stage.palette.text;
                let line = stage.line(ui, &words, theme::SMALL, text);
                if !relation.note.is_empty() {
                    line.on_hover_ui(|ui| {
                        stage.words(ui, &relation.note, theme::SMALL, text);
                    });
                }
            });
            if ui.small_button("→").on_hover_text("Go there").clicked() {
                stage.act(Action::GoToStatement(other.clone()));
            }
            let remove = ui.add_enabled(is_own, egui::Button::new("×").small());
            if remove.on_hover_text("Remove the relation").clicked() {
                stage.act(Action::RemoveRelation(relation.id.clone()));
            }
        });
    }
    if statement.kind == crate::model::Kind::Denial
        && !crate::model::assemble::has_target(session.project(), statement)
    {
        let words = "A denial needs a target: relate it to what it denies, or flag it “target outside this set”";
        ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.warning));
    }
    stage.command_button(ui, "Relate…", Command::PickRelation);
}

/// Who made the statement and who changed it last.
pub fn stamps_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, statement: &Statement) {
    ui.add_space(10.0);
    let stamp = |stamp: &Stamp| {
        let at = stamp.at.strftime("%Y-%m-%d %H:%M UTC");
        format!("{}, {at}", session.annotator_name(&stamp.by))
    };
    let mut words = format!("{}  ·  made by {}", statement.id, stamp(&statement.created));
    if let Some(modified) = &statement.modified {
        words.push_str(&format!("  ·  changed by {}", stamp(modified)));
    }
    ui.label(RichText::new(words).size(theme::SMALL - 1.0).color(stage.palette.weak));
}

/// The remarks on the sentence.
pub fn remarks_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
    let Some((segment, layer)) = session.segment().zip(session.layer()) else { return };
    let here = layer.remarks().values().filter(|remark| remark.span.overlaps(segment.span));
    let here: Vec<_> = here.collect();
    if here.is_empty() {
        return;
    }
    section(ui, stage.palette, "Remarks on the text");
    for remark in here {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_max_width((ui.available_width() - 30.0).max(80.0));
                let kind = RichText::new(remark.kind.label()).size(theme::SMALL);
                ui.label(kind.color(stage.palette.remark));
                let text = stage.palette.text;
                stage.words(ui, &remark.note, theme::SMALL, text);
                if let Some(corrected) = &remark.corrected {
                    let words = format!("should be: {corrected}   {}", remark.evidence);
                    stage.words(ui, &words, theme::SMALL, text);
                }
            });
            if ui.small_button("×").on_hover_text("Remove the remark").clicked() {
                stage.act(Action::RemoveRemark(remark.id.clone()));
            }
        });
    }
}

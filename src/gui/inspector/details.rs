//! The other fields of a statement: closed lists, flags, relations, who made it.

use crate::gui::choice_ui::choice_ui;
use crate::gui::stage::{Stage, section};
use crate::gui::theme;
use crate::model::{Flag, Stamp, Statement, Word};
use crate::session::{Action, Command, Session};
use egui::{ComboBox, Grid, RichText, Ui};

/// Room for the names of fields, in points.
const NAMES: f32 = 88.0;

/// A field that holds one word of a closed list.
struct Row<W: 'static> {
    name: &'static str,
    /// What the field is, in more words than there is room for.
    hover: &'static str,
    /// What was said.
    word: Option<W>,
    /// What follows from the other fields as long as nothing was said.
    usual: Option<W>,
}

impl<W: Word> Row<W> {
    fn set(name: &'static str, hover: &'static str, word: W) -> Self {
        Self { name, hover, word: Some(word), usual: None }
    }

    fn ui(&self, ui: &mut Ui, stage: &mut Stage<'_>, width: f32, command: impl Fn(W) -> Command) {
        let Self { name, hover, word, usual } = self;
        ui.horizontal(|ui| {
            ui.set_min_width(NAMES);
            let name = RichText::new(*name).size(theme::SMALL).color(stage.palette.weak);
            ui.label(name).on_hover_text(*hover);
        });
        let label = match (word, usual) {
            (Some(word), _) => word.label().to_owned(),
            (None, Some(usual)) => format!("{} (follows)", usual.label()),
            (None, None) => "not said".to_owned(),
        };
        let colour = if word.is_some() { stage.palette.text } else { stage.palette.weak };
        let text = RichText::new(&label).size(theme::SMALL + 0.5).color(colour);
        let combo = ComboBox::from_id_salt(*name).selected_text(text).truncate().width(width);
        let options = W::ALL.iter().map(|option| (option.label(), Some(*option) == *word));
        let (picked, folded) = choice_ui(ui, combo, options);
        if let Some(option) = picked.and_then(|index| W::ALL.get(index)) {
            stage.act(command(*option));
        }
        folded.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{name}: {label}"))
        });
        ui.end_row();
    }
}

/// The room that names of fields leave for their values, in points.
fn values_width(ui: &Ui) -> f32 {
    (ui.available_width() - NAMES - 26.0).clamp(80.0, 210.0)
}

fn grid_ui(ui: &mut Ui, name: &str, rows: impl FnOnce(&mut Ui, f32)) {
    let width = values_width(ui);
    Grid::new(name).num_columns(2).spacing([12.0, 4.0]).show(ui, |ui| rows(ui, width));
}

/// How the source of the level in focus shows in the text, and how it knows.
pub fn source_fields_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    statement: &Statement,
) {
    let level = statement.chain.get(session.level_of(statement));
    grid_ui(ui, "source of the statement", |ui, width| {
        if let Some(level) = level {
            let visibility = Row {
                name: "Visibility",
                hover: "How far the text shows the source; the same word again takes it back",
                word: level.visibility,
                usual: Some(session.project().visibility_at(level)),
            };
            visibility.ui(ui, stage, width, Command::Visibility);
        }
        let access = Row::set("Access", "How the source knows", statement.access);
        access.ui(ui, stage, width, Command::Access);
    });
}

/// Polarity, certainty, quotation, attribution type; verdict and confidence.
pub fn fields_ui(ui: &mut Ui, stage: &mut Stage<'_>, statement: &Statement) {
    section(ui, stage.palette, "How it is put");
    grid_ui(ui, "fields of the statement", |ui, width| {
        let polarity = Row::set("Polarity", "Asserted or negated?", statement.polarity);
        polarity.ui(ui, stage, width, Command::Polarity);
        let certainty =
            Row::set("Certainty", "How sure the source shows itself", statement.certainty);
        certainty.ui(ui, stage, width, Command::Certainty);
        let quotation =
            Row::set("Quotation", "How the words of the source are given", statement.quotation);
        quotation.ui(ui, stage, width, Command::Quotation);
        let attribution = Row {
            name: "Attribution",
            hover: "What kind of attribution it is; the same word again takes it back",
            word: statement.attribution,
            usual: statement.attribution_type(),
        };
        attribution.ui(ui, stage, width, Command::Attribution);
    });
    section(ui, stage.palette, "Is it so? How sure are you?");
    grid_ui(ui, "judgement of the statement", |ui, width| {
        let verdict = Row::set("Verdict", "Is it so? Kept apart from the kind", statement.verdict);
        verdict.ui(ui, stage, width, Command::Verdict);
        let confidence = Row {
            name: "Tag",
            hover: "How sure you are of the tag, not of what is said",
            word: statement.tag_confidence,
            usual: None,
        };
        confidence.ui(ui, stage, width, Command::TagConfidence);
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
    let project = session.project();
    for (home, link) in project.relations_at(&statement.id) {
        let Some(relation) = project.relation(link) else { continue };
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
    if let Some(modified) = &*statement.modified {
        words.push_str(&format!("  ·  changed by {}", stamp(modified)));
    }
    ui.label(RichText::new(words).size(theme::SMALL - 1.0).color(stage.palette.weak));
}

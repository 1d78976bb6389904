//! Who says it, and through whom: the chain from the article's own author inwards.

use crate::gui::choice_ui::choice_ui;
use crate::gui::stage::{Stage, section};
use crate::gui::theme;
use crate::model::{Cue, CueClass, Level, Statement, Word as _};
use crate::session::{Action, Command, Session, in_quotes, one_line};
use crate::text::Span;
use egui::{ComboBox, Frame, Margin, RichText, Stroke, Ui};

/// Shows the chain.
pub fn attribution_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    statement: &Statement,
) {
    section(ui, stage.palette, "Who says it, and through whom");
    voice_ui(ui, stage, session, statement);
    let level = session.level_of(statement);
    for (index, each) in statement.chain.iter().enumerate() {
        let is_focus = index == level && statement.chain.len() > 1;
        level_ui(ui, stage, session, index, each, is_focus);
    }
    if statement.chain.is_empty() {
        cue_ui(ui, stage, session, &statement.author_cue);
    }
    ui.horizontal_wrapped(|ui| {
        let label = if statement.chain.is_empty() { "Set the source…" } else { "Change…" };
        stage.command_button(ui, label, Command::PickSource);
        if statement.chain.is_empty() {
            stage.command_button(ui, "Last source", Command::RepeatSource);
        } else {
            stage.command_button(ui, "Add level…", Command::AddLevel);
            stage.command_button(ui, "Remove", Command::RemoveLevel);
        }
    });
    implied_ui(ui, stage, session, statement);
}

/// Level 0: the article's own author, who is implied in every chain.
fn voice_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, statement: &Statement) {
    let voice = session.article().and_then(|a| session.project().voice_of(a.metadata()));
    let name = voice.map_or("The author", |source| source.name.as_str());
    let words = if statement.chain.is_empty() {
        format!("{name}, own voice")
    } else {
        format!("{name} reports that")
    };
    let colour = if statement.chain.is_empty() { stage.palette.text } else { stage.palette.weak };
    stage.words(ui, &words, theme::BODY, colour);
}

fn quote(session: &Session, spans: &[Span]) -> String {
    let Some(article) = session.article() else { return String::new() };
    let text = article.text();
    let parts: Vec<String> = spans.iter().map(|span| one_line(span.of(&text))).collect();
    in_quotes(&parts.join(" … "))
}

fn level_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    index: usize,
    level: &Level,
    is_focus: bool,
) {
    let source = session.project().sources().get(&level.source);
    let name = source.map_or(level.source.as_str(), |source| source.name.as_str());
    let line = if is_focus { stage.palette.accent } else { stage.palette.line };
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, line))
        .fill(stage.palette.field)
        .corner_radius(5.0)
        .outer_margin(Margin { left: (index.min(3) * 10) as i8, ..Margin::ZERO })
        .inner_margin(Margin::symmetric(8, 5));
    let response = frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            stage.title(ui, name, theme::BODY);
            if let Some(source) = source {
                let kind = RichText::new(source.kind.label()).size(theme::SMALL);
                ui.label(kind.color(stage.palette.weak));
            }
            let weak = stage.palette.weak;
            let mention = if level.mention.is_empty() {
                "no mention marked (W)".to_owned()
            } else {
                format!("mentioned as {}", quote(session, &level.mention))
            };
            stage.line(ui, &mention, theme::SMALL, weak);
            ui.push_id(index, |ui| cue_ui(ui, stage, session, &level.cue));
        })
        .response;
    if response.interact(egui::Sense::click()).clicked() {
        stage.act(Action::SetLevel(index));
    }
}

/// The words of a cue and the class of it.
fn cue_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, cue: &Cue) {
    ui.horizontal(|ui| {
        let words = if cue.words.is_empty() {
            "no cue yet (Q)".to_owned()
        } else {
            format!("cue {}", quote(session, &cue.words))
        };
        let weak = stage.palette.weak;
        ui.scope(|ui| {
            ui.set_max_width((ui.available_width() - 160.0).max(80.0));
            stage.line(ui, &words, theme::SMALL, weak);
        });
        let text = RichText::new(cue.class.label()).size(theme::SMALL);
        let combo = ComboBox::from_id_salt("cue class").selected_text(text);
        let options = CueClass::ALL.iter().map(|class| (class.label(), *class == cue.class));
        let (picked, folded) = choice_ui(ui, combo.width(120.0).height(360.0), options);
        if let Some(class) = picked.and_then(|index| CueClass::ALL.get(index)) {
            stage.act(Command::CueClass(*class));
        }
        folded.widget_info(|| {
            let name = format!("Cue class: {}", cue.class.label());
            egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name)
        });
    });
}

fn implied_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, statement: &Statement) {
    ui.horizontal(|ui| match &statement.implied_source {
        None => {
            stage.command_button(ui, "Implied source…", Command::PickImpliedSource);
        }
        Some(id) => {
            let source = session.project().sources().get(id);
            let name = source.map_or(id.as_str(), |source| source.name.as_str());
            ui.label(RichText::new("implied").size(theme::SMALL).color(stage.palette.weak));
            let name = stage.name_button(ui, name, theme::BODY);
            if name.on_hover_text("Change the implied source").clicked() {
                stage.act(Command::PickImpliedSource);
            }
            if ui.small_button("×").on_hover_text("No implied source").clicked() {
                stage.act(Command::ClearImpliedSource);
            }
        }
    });
}

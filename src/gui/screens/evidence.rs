//! What bears on a proposition from outside, and every verdict ever given on it, side by side.

use crate::gui::dialogs::Dialog;
use crate::gui::dialogs::proposition::EvidenceForm;
use crate::gui::stage::{Stage, contained};
use crate::gui::theme;
use crate::model::{Bearing, Evidence, EvidenceKind, Judgement, Proposition, Verdict, Word as _};
use crate::session::{Action, Command, Session};
use egui::{Align, Layout, RichText, ScrollArea, Ui, UiBuilder};

/// Shows both.
pub fn foot_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, proposition: &Proposition) {
    let room = ui.available_rect_before_wrap();
    let (mut left, mut right) = room.split_left_right_at_fraction(0.54);
    left.max.x -= 8.0;
    right.min.x += 8.0;
    let mut half = |ui: &mut Ui, rect, draw: &mut dyn FnMut(&mut Ui, &mut Stage<'_>)| {
        let mut inner = ui
            .new_child(UiBuilder::new().max_rect(rect).id_salt(("half", rect.min.x > room.min.x)));
        contained(&mut inner, |ui| {
            let scroll = ScrollArea::vertical().auto_shrink([false, false]);
            scroll.show(ui, |ui| {
                draw(ui, stage);
                crate::gui::focus_ui::follow(ui);
            });
        });
    };
    half(ui, left, &mut |ui, stage| evidence_ui(ui, stage, session, proposition));
    half(ui, right, &mut |ui, stage| verdicts_ui(ui, stage, session, proposition));
    ui.advance_cursor_after_rect(room);
}

fn heading_ui(ui: &mut Ui, stage: &Stage<'_>, words: &str) {
    ui.label(RichText::new(words).size(theme::SMALL).strong().color(stage.palette.weak));
}

fn evidence_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, proposition: &Proposition) {
    ui.horizontal(|ui| {
        heading_ui(ui, stage, "Evidence");
        stage.command_button(ui, "Add…", Command::AddEvidence);
    });
    if proposition.evidence.is_empty() {
        let words = "Nothing from outside bears on it yet";
        ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.weak));
    }
    for one in &proposition.evidence {
        piece_ui(ui, stage, session, proposition, one);
    }
}

/// What a piece of evidence is, in a line of small print.
fn about(session: &Session, one: &Evidence) -> String {
    let mut words = vec![
        one.kind.label().to_owned(),
        if one.independent { "independent" } else { "not independent" }.to_owned(),
        session.annotator_name(&one.by),
    ];
    if !one.note.is_empty() {
        words.push(one.note.clone());
    }
    words.join("  ·  ")
}

fn piece_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    proposition: &Proposition,
    one: &Evidence,
) {
    let (text, weak) = (stage.palette.text, stage.palette.weak);
    ui.horizontal(|ui| {
        let colour = match one.bearing {
            Bearing::Supports => stage.palette.fact,
            Bearing::Refutes => stage.palette.denial,
        };
        ui.label(RichText::new(one.bearing.label()).size(theme::SMALL).color(colour));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            buttons_ui(ui, stage, proposition, one);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                stage.line(ui, &one.reference, theme::BODY, text);
            });
        });
    });
    stage.words(ui, &about(session, one), theme::SMALL, weak);
}

/// From the right: remove, edit, and open where it is an address.
fn buttons_ui(ui: &mut Ui, stage: &mut Stage<'_>, proposition: &Proposition, one: &Evidence) {
    let remove = ui.small_button("×").on_hover_text("Remove the evidence");
    remove.widget_info(|| named(&format!("Remove the evidence {}", one.reference)));
    if remove.clicked() {
        stage.act(Action::SetEvidence(proposition.id.clone(), Some(one.clone()), None));
    }
    let edit = ui.small_button("Edit…");
    edit.widget_info(|| named(&format!("Edit the evidence {}", one.reference)));
    if edit.clicked() {
        let form = EvidenceForm::changing(proposition.id.clone(), one.clone());
        stage.open(Dialog::Evidence(Box::new(form)));
    }
    let is_address = one.kind == EvidenceKind::Link
        && ["http://", "https://"].iter().any(|scheme| one.reference.starts_with(scheme));
    if is_address {
        let open = ui.small_button("Open").on_hover_text("Shows it in the browser");
        open.widget_info(|| named(&format!("Open {} in the browser", one.reference)));
        if open.clicked() {
            ui.ctx().open_url(egui::OpenUrl::new_tab(&one.reference));
        }
    }
}

fn named(words: &str) -> egui::WidgetInfo {
    egui::WidgetInfo::labeled(egui::Role::Button, true, words)
}

fn verdicts_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, proposition: &Proposition) {
    ui.horizontal(|ui| {
        heading_ui(ui, stage, "Verdict");
        stage.command_button(ui, "Judge…", Command::JudgeProposition);
    });
    if proposition.verdicts.is_empty() {
        let words = "Unverified: nobody has judged it yet";
        ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.weak));
    }
    // Of two of one time the later in the list counts.
    let mut verdicts: Vec<&Judgement<Verdict>> = proposition.verdicts.iter().rev().collect();
    verdicts.sort_by_key(|judgement| std::cmp::Reverse(judgement.at));
    let (text, weak) = (stage.palette.text, stage.palette.weak);
    for (index, judgement) in verdicts.into_iter().enumerate() {
        let colour = if index == 0 { text } else { weak };
        let words = format!("{}: {}", judgement.grade.label(), judgement.why);
        stage.words(ui, &words, theme::BODY, colour);
        let mut about = vec![
            session.annotator_name(&judgement.by),
            judgement.at.strftime("%Y-%m-%d").to_string(),
        ];
        if let Some(sure) = judgement.confidence {
            about.push(format!("{} confidence", sure.label().to_lowercase()));
        }
        stage.words(ui, &about.join("  ·  "), theme::SMALL, weak);
    }
}

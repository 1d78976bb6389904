//! Identical sentences in all articles, each with a tick: those that are ticked take over what this one holds.

use super::form::{Enter, buttons_ui};
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::session::{Action, Twin};
use egui::{RichText, ScrollArea, Ui};

/// What was ticked.
#[derive(Debug)]
pub struct Form {
    twins: Vec<(Twin, bool)>,
}

impl Form {
    /// Every untouched sentence is ticked; those that hold something already wait for a decision.
    #[must_use]
    pub fn of(twins: Vec<Twin>) -> Self {
        let is_free = |twin: &Twin| twin.n_statements == 0 && !twin.is_none;
        Self { twins: twins.into_iter().map(|twin| (twin.clone(), is_free(&twin))).collect() }
    }

    fn ticked(&self) -> Vec<&Twin> {
        self.twins.iter().filter(|(_, is_ticked)| *is_ticked).map(|(twin, _)| twin).collect()
    }
}

/// Room for a row, in points.
const ROW: f32 = 26.0;

/// Shows the list.
pub fn identical_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    let Some(session) = stage.desk.session() else { return };
    ui.label(RichText::new("Apply to identical sentences").heading());
    let words = session.segment().zip(session.article());
    let words = words.map(|(segment, article)| segment.span.of(&article.text()).to_owned());
    let words = words.unwrap_or_default();
    let (text, weak) = (stage.palette.text, stage.palette.weak);
    stage.words(ui, &words, theme::BODY, text);
    let explained = "The statements of this sentence go there too, with source, cue and fields. Relations stay here. One undo takes all back.";
    ui.label(RichText::new(explained).size(theme::SMALL).color(weak));
    ui.horizontal(|ui| {
        if ui.small_button("Tick all").clicked() {
            form.twins.iter_mut().for_each(|(_, is_ticked)| *is_ticked = true);
        }
        if ui.small_button("Tick none").clicked() {
            form.twins.iter_mut().for_each(|(_, is_ticked)| *is_ticked = false);
        }
    });
    let height = (ui.ctx().content_rect().height() - 340.0).max(120.0);
    let scroll = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    scroll.show_rows(ui, ROW, form.twins.len(), |ui, range| {
        for (twin, is_ticked) in form.twins.get_mut(range).unwrap_or_default() {
            let there = match (twin.n_statements, twin.is_none) {
                (0, false) => String::new(),
                (0, true) => "  ·  marked as no statement".to_owned(),
                (1, _) => "  ·  1 statement there already".to_owned(),
                (n, _) => format!("  ·  {n} statements there already"),
            };
            stage.name_tick(ui, is_ticked, &format!("{}{there}", twin.title));
        }
        crate::gui::focus_ui::follow(ui);
    });
    let ticked = form.ticked();
    let label = format!("Apply to {}", ticked.len());
    match buttons_ui(ui, &label, !ticked.is_empty(), Enter::GoesOn) {
        Some(true) => {
            let places = ticked.iter().map(|twin| (twin.article.clone(), twin.span)).collect();
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::ApplyToIdentical(places));
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

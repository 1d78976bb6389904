//! What would become of each mark of an annotated set: the same, moved, lost; a row each.

use crate::exchange::{Fate, Verdict};
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::session::set_import::SetRead;
use egui::{Color32, RichText, ScrollArea, Ui, vec2};

/// Height of a row, in points.
const ROW: f32 = 26.0;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown(Option<Fate>);

/// Shows how many come to what, and a row for each item and for what stayed out.
pub fn verdicts_ui(ui: &mut Ui, stage: &mut Stage<'_>, shown: &mut Shown, read: &SetRead) {
    ui.add_space(4.0);
    let fates = read.fates();
    let texts = if read.n_texts == 1 { "text" } else { "texts" };
    ui.horizontal_wrapped(|ui| {
        let all = read.verdicts.len() + read.faults.len();
        let words = format!("All {all} in {} {texts}", read.n_texts);
        if ui.selectable_label(shown.0.is_none(), words).clicked() {
            shown.0 = None;
        }
        for (fate, n) in &fates {
            let words = match (fate, n) {
                (Fate::TakenIn, 2..) => format!("{n} as they stand"),
                _ => format!("{n} {}", fate_words(*fate)),
            };
            if ui.selectable_label(shown.0 == Some(*fate), words).clicked() {
                shown.0 = Some(*fate);
            }
        }
    });
    let of_fate = |verdict: &&Verdict| shown.0.is_none_or(|fate| verdict.fate == fate);
    let mut rows: Vec<&Verdict> = read.verdicts.iter().filter(of_fate).collect();
    // What needs a person's eye comes first.
    rows.sort_by_key(|verdict| std::cmp::Reverse(verdict.fate));
    let faults: &[String] = if shown.0.is_none() { &read.faults } else { &[] };
    let height = (ui.ctx().content_rect().height() - 540.0).clamp(84.0, 320.0);
    let scroll = ScrollArea::vertical().id_salt("verdicts").max_height(height);
    let n = faults.len() + rows.len();
    scroll.auto_shrink([false, true]).show_rows(ui, ROW, n, |ui, range| {
        for index in range {
            ui.allocate_ui(vec2(ui.available_width(), ROW), |ui| {
                match (faults.get(index), rows.get(index.saturating_sub(faults.len()))) {
                    (Some(fault), _) => fault_ui(ui, stage, fault),
                    (None, Some(verdict)) => verdict_ui(ui, stage, verdict),
                    (None, None) => {}
                }
            });
        }
    });
    if n == 0 {
        ui.label(RichText::new("Nothing is marked in it").color(stage.palette.weak));
    }
}

fn fault_ui(ui: &mut Ui, stage: &mut Stage<'_>, fault: &str) {
    ui.horizontal(|ui| {
        let error = stage.palette.error;
        ui.label(RichText::new("stays out").size(theme::SMALL).color(error));
        stage.line(ui, fault, theme::SMALL, error).on_hover_text(fault);
    });
}

fn verdict_ui(ui: &mut Ui, stage: &mut Stage<'_>, verdict: &Verdict) {
    let Verdict { document, item, fate, why } = verdict;
    let what = if item.is_empty() { document } else { item };
    let words = if why.is_empty() { document.clone() } else { format!("{why} · {document}") };
    ui.horizontal(|ui| {
        let (left, room) = (ui.cursor().min.x, ui.available_width());
        let (text, weak) = (stage.palette.text, stage.palette.weak);
        let colour = fate_colour(stage, *fate);
        ui.label(RichText::new(fate_words(*fate)).size(theme::SMALL).color(colour));
        ui.add_space((left + 88.0 - ui.cursor().min.x).max(0.0));
        stage.line_within(ui, what, theme::SMALL, text, room * 0.5).on_hover_text(what);
        ui.add_space((left + 88.0 + room * 0.5 - ui.cursor().min.x).max(0.0));
        stage.line(ui, &words, theme::SMALL, weak).on_hover_text(&words);
    });
}

/// What becomes of an item, before anything was done.
fn fate_words(fate: Fate) -> &'static str {
    match fate {
        Fate::TakenIn => "as it stands",
        Fate::Differs => "differs",
        other => other.label(),
    }
}

fn fate_colour(stage: &Stage<'_>, fate: Fate) -> Color32 {
    match fate {
        Fate::TakenIn | Fate::Here => stage.palette.weak,
        Fate::Moved | Fate::Differs => stage.palette.warning,
        Fate::Lost | Fate::Refused => stage.palette.error,
    }
}

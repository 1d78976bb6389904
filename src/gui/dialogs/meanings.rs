//! What the labels of an annotated set mean, to be looked at and changed.

use crate::exchange::{Census, Link, Mapping, Meaning};
use crate::gui::choice_ui::choice_ui;
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::model::Word;
use egui::{ComboBox, RichText, ScrollArea, Ui};

/// Height of the list, in points.
const HEIGHT: f32 = 112.0;

/// Room for a label, in points.
const LABEL: f32 = 300.0;

/// Shows every label of a set with what it means; says whether that was changed.
pub fn meanings_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    census: &Census,
    mapping: &mut Mapping,
) -> bool {
    let n = census.marks.len() + census.ties.len();
    if n == 0 {
        return false;
    }
    let mut is_changed = false;
    let kept = census.marks.iter().filter(|(_, _, meaning)| *meaning == Meaning::Keep).count();
    let aside = match kept {
        0 => String::new(),
        n => format!(", {n} of them with no place here"),
    };
    let title = RichText::new(format!("What labels mean ({n}{aside})")).size(theme::SMALL);
    egui::CollapsingHeader::new(title).id_salt("meanings").default_open(kept > 0).show(ui, |ui| {
        ScrollArea::vertical().id_salt("labels").max_height(HEIGHT).show(ui, |ui| {
            for (label, n, meaning) in &census.marks {
                if let Some(new) = label_ui(ui, stage, "mark", label, *n, *meaning) {
                    mapping.marks.insert(label.clone(), new);
                    is_changed = true;
                }
            }
            for (label, n, link) in &census.ties {
                if let Some::<Link>(new) = label_ui(ui, stage, "relation", label, *n, *link) {
                    mapping.ties.insert(label.clone(), new);
                    is_changed = true;
                }
            }
            crate::gui::focus_ui::follow(ui);
        });
    });
    is_changed
}

/// A label with how often it occurs and the word it stands for; another word when one was chosen.
fn label_ui<W: Word>(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    sort: &str,
    label: &str,
    n: usize,
    word: W,
) -> Option<W> {
    let mut chosen = None;
    ui.horizontal(|ui| {
        let left = ui.cursor().min.x;
        let text = stage.palette.text;
        let line = stage.line_within(ui, label, theme::BODY, text, LABEL - 90.0);
        let plural = if n == 1 { "" } else { "s" };
        let count = RichText::new(format!("{n} {sort}{plural}")).size(theme::SMALL);
        ui.label(count.color(stage.palette.weak));
        ui.add_space((left + LABEL - ui.cursor().min.x).max(0.0));
        let combo = ComboBox::from_id_salt((sort, label)).selected_text(word.label()).width(220.0);
        let options = W::ALL.iter().map(|option| (option.label(), *option == word));
        let (picked, folded) = choice_ui(ui, combo, options);
        folded.labelled_by(line.id);
        chosen = picked.and_then(|index| W::ALL.get(index)).copied().filter(|one| *one != word);
    });
    chosen
}

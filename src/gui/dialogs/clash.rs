//! A record that was changed here and by another program: both versions side by side, and what holds from now on.

use crate::gui::stage::{Ask, Stage, section};
use crate::gui::theme;
use crate::session::job::Outside;
use crate::session::{Choice, Order};
use egui::{RichText, ScrollArea, Ui};

/// Most differences that are shown.
const MOST: usize = 100;

/// Shows the first of the records that clash.
pub fn clash_ui(ui: &mut Ui, stage: &mut Stage<'_>) {
    let Some(clash) = stage.desk.clashes().first().cloned() else {
        return stage.asks.push(Ask::CloseDialog);
    };
    ui.label(RichText::new("Changed here and by another program").heading());
    let others = stage.desk.clashes().len() - 1;
    let more = if others > 0 { format!(" ({others} more to decide)") } else { String::new() };
    let words = format!("{}{more}", clash.file.display());
    let weak = stage.palette.weak;
    stage.words(ui, &words, theme::BODY, weak);
    ui.label("Nothing is written over either version before you decide. What you do meanwhile is kept in the journal.");
    differences_ui(ui, stage, &clash);
    ui.add_space(8.0);
    choices_ui(ui, stage, &clash);
}

fn differences_ui(ui: &mut Ui, stage: &mut Stage<'_>, clash: &Outside) {
    let differences = stage.desk.differences(clash);
    let height = (ui.ctx().content_rect().height() - 320.0).max(120.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for difference in differences.iter().take(MOST) {
            section(ui, stage.palette, &difference.what);
            let (text, error) = (stage.palette.text, stage.palette.accent);
            ui.columns(2, |sides| {
                if let [mine, theirs] = sides {
                    stage.words(mine, &difference.mine, theme::SMALL, text);
                    stage.words(theirs, &difference.theirs, theme::SMALL, error);
                }
            });
        }
        if differences.len() > MOST {
            ui.label(format!("and {} more", differences.len() - MOST));
        }
    });
}

fn choices_ui(ui: &mut Ui, stage: &mut Stage<'_>, clash: &Outside) {
    let has_both = stage.desk.both(clash).is_some();
    ui.horizontal(|ui| {
        let choices = [
            (Choice::Mine, "Keep mine", "The other version goes to the bin"),
            (Choice::Theirs, "Take theirs", "Undo brings yours back"),
            (
                Choice::Both,
                "Both",
                "What each side changed; a statement that both changed is kept twice",
            ),
        ];
        for (choice, label, words) in choices {
            let is_ready = choice != Choice::Both || has_both;
            let button = ui.add_enabled(is_ready, egui::Button::new(label)).on_hover_text(words);
            if button.clicked() {
                stage.order(Order::Decide(choice));
            }
        }
        ui.label(
            RichText::new("left: here, right: in the file")
                .size(theme::SMALL)
                .color(stage.palette.weak),
        );
    });
}

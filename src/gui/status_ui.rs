//! The line at the foot: the keys that apply now, the task under way, the save state, the annotator.

use super::screens::Screen;
use super::stage::{Ask, Stage};
use super::theme;
use crate::model::Kind;
use crate::session::autosave::SaveState;
use crate::session::{Action, Command, Order, Session};
use egui::{Align, Layout, Popup, ProgressBar, RichText, Ui};

/// Shows the line.
pub fn status_ui(ui: &mut Ui, stage: &mut Stage<'_>, screen: Option<&Screen>) {
    ui.horizontal(|ui| {
        ui.set_height(26.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            right_ui(ui, stage);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.set_clip_rect(ui.max_rect());
                match (stage.desk.task().cloned(), screen) {
                    (Some(task), _) => task_ui(ui, stage, &task),
                    (None, Some(screen)) => screen_hints_ui(ui, stage, screen),
                    (None, None) => hints_ui(ui, stage),
                }
            });
        });
    });
}

fn task_ui(ui: &mut Ui, stage: &mut Stage<'_>, task: &crate::session::desk::Task) {
    ui.label(RichText::new(&task.label).size(theme::SMALL));
    if task.total > 0 {
        let share = task.done as f32 / task.total as f32;
        let words = format!("{} of {}", task.done, task.total);
        ui.add(ProgressBar::new(share).desired_width(180.0).text(words));
    } else {
        ui.add(egui::Spinner::new().size(14.0));
    }
    if task.may_stop && ui.small_button("Cancel").clicked() {
        stage.order(Order::Cancel);
    }
}

/// The keys that make sense on a screen: those of its list, and the way to others.
fn screen_hints_ui(ui: &mut Ui, stage: &mut Stage<'_>, screen: &Screen) {
    let weak = stage.palette.weak;
    let words = "↑ ↓ walk   ·   Enter opens   ·   Esc goes back   ·   typing searches";
    ui.label(RichText::new(words).size(theme::SMALL).color(weak));
    ui.add_space(10.0);
    let hints = [
        (Command::ShowArticle, "article"),
        (Command::ShowSources, "sources"),
        (Command::ShowRelations, "relations"),
        (Command::ShowLedger, "ledger"),
    ];
    let mut room = ui.available_width();
    for (command, words) in hints.into_iter().chain(screen.hint()) {
        let hint = stage.hint(ui, command, words);
        room -= hint.width();
        if room >= 0.0 {
            hint.ui(ui);
        }
    }
}

/// The keys that make sense where the annotator stands.
fn hints_ui(ui: &mut Ui, stage: &mut Stage<'_>) {
    let Some(session) = stage.desk.session() else {
        stage.key_hint(ui, Command::OpenProject, "open");
        stage.key_hint(ui, Command::NewProject, "new");
        return stage.key_hint(ui, Command::CheatSheet, "all keys");
    };
    let hints = hints(session);
    let Some(((last, last_words), others)) = hints.split_last() else { return };
    let last = stage.hint(ui, *last, last_words);
    let mut room = ui.available_width() - last.width();
    // As many as fit, whole; the way to all keys is always there.
    for (command, words) in others {
        let hint = stage.hint(ui, *command, words);
        room -= hint.width();
        if room >= 0.0 {
            hint.ui(ui);
        }
    }
    last.ui(ui);
}

/// The keys that work on the range in hand.
const RANGE_HINTS: [(Command, &str); 6] = [
    (Command::NextPart, "next range"),
    (Command::EndRight, "end"),
    (Command::StartLeft, "start"),
    (Command::EndRightLetter, "by a letter"),
    (Command::ToggleQuotes, "quotation marks"),
    (Command::NextSentence, "next sentence"),
];

fn hints(session: &Session) -> Vec<(Command, &'static str)> {
    use Command as C;
    if session.article().is_none() {
        return vec![
            (C::Import, "import articles"),
            (C::Paste, "paste a text"),
            (C::CheatSheet, "all keys"),
        ];
    }
    if session.shown() != session.me() {
        return vec![
            (C::NextSentence, "next"),
            (C::SwitchLayer, "your own layer"),
            (C::CheatSheet, "all keys"),
        ];
    }
    let tags = [
        (C::Tag(Kind::Claim), "claim"),
        (C::Tag(Kind::Denial), "denial"),
        (C::Tag(Kind::Fact), "fact"),
    ];
    let mut hints = Vec::new();
    let has_focus = session.focus().is_some();
    if session.selection().is_some() {
        hints.extend(tags);
        if has_focus {
            hints.extend([
                (C::MarkMention, "source mention"),
                (C::MarkCue, "cue"),
                (C::AddRange, "add"),
            ]);
        }
        hints.push((C::Escape, "let go"));
    } else if session.place().caret.is_some() {
        hints.extend([
            (C::SelectWordRight, "select words"),
            (C::SplitSentence, "split here"),
            (C::Escape, "leave caret mode"),
        ]);
    } else if session.part_in_hand().is_some() {
        hints.extend(RANGE_HINTS);
    } else {
        hints.extend([(C::NextSentence, "next")]);
        hints.extend(tags);
        hints.push((C::NoStatement, "none"));
        if has_focus {
            hints.extend([
                (C::PickSource, "source"),
                (C::RepeatSource, "last source"),
                (C::NextPart, "ranges"),
                (C::PickRelation, "relate"),
                (C::PickProposition, "proposition"),
                (C::EditNote, "note"),
            ]);
        }
        hints.push((C::CaretMode, "select"));
        hints.push((C::NextUntagged, "untagged"));
    }
    hints.push((C::CheatSheet, "all keys"));
    hints
}

fn right_ui(ui: &mut Ui, stage: &mut Stage<'_>) {
    let Some(session) = stage.desk.session() else { return };
    annotator_ui(ui, stage, session);
    ui.separator();
    save_state_ui(ui, stage, session);
}

fn save_state_ui(ui: &mut Ui, stage: &Stage<'_>, session: &Session) {
    let palette = stage.palette;
    let (dot, words, hover) = if let Some(reason) = session.read_only() {
        (palette.warning, "read-only".to_owned(), reason.to_owned())
    } else {
        match stage.desk.save_state() {
            SaveState::Saved => {
                (palette.fact, "saved".to_owned(), "Everything is in its files".to_owned())
            }
            SaveState::Durable => {
                let hover = "In the journal on the disk: survives a power cut. The files follow";
                (palette.fact, "safe".to_owned(), hover.to_owned())
            }
            SaveState::Saving => {
                (palette.warning, "saving".to_owned(), "On its way to the disk".to_owned())
            }
            SaveState::Stalled(seconds) => {
                let hover = "The drive does not answer. Your work is kept here and written as soon as it does";
                (
                    palette.error,
                    format!("not saved: the disk has not answered for {seconds} s"),
                    hover.to_owned(),
                )
            }
            SaveState::Failed(reason) => (palette.error, format!("not saved: {reason}"), reason),
        }
    };
    let folder = stage.desk.folder().map(|f| f.display().to_string()).unwrap_or_default();
    let text = RichText::new(words).size(theme::SMALL).color(palette.weak);
    ui.label(text).on_hover_text(format!("{hover}\n{folder}"));
    let (rect, _) = ui.allocate_exact_size(egui::vec2(8.0, 8.0), egui::Sense::hover());
    ui.painter().circle_filled(rect.center(), 4.0, dot);
}

fn annotator_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
    let is_own = session.shown() == session.me();
    let name = session.annotator_name(session.shown());
    let label = if is_own { name } else { format!("{name} (looking only)") };
    let layers = session.layers_here();
    let mut chosen = None;
    let button = stage.name_button(ui, &label, theme::SMALL);
    Popup::menu(&button).show(|ui| {
        ui.label(
            RichText::new("Whose marks are shown").size(theme::SMALL).color(stage.palette.weak),
        );
        for id in layers {
            let words = session.annotator_name(&id);
            let words = if id == *session.me() { format!("{words} (you)") } else { words };
            if stage.name_row(ui, &words, id == *session.shown(), 320.0).clicked() {
                chosen = Some(id);
            }
        }
    });
    button.on_hover_text("Whose marks are shown");
    if let Some(id) = chosen {
        stage.act(Action::ShowLayer(id));
        stage.asks.push(Ask::FocusReader);
    }
}

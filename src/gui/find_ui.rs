//! The line that finds words in the article.

use super::stage::{Ask, Stage};
use super::theme;
use crate::session::{Action, Command, Session};
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align, Id, Key, Layout, Modifiers, RichText, TextEdit, Ui, vec2};

/// Room for the number of hits, in points.
const COUNT: f32 = 120.0;

/// What the line keeps between frames.
#[derive(Debug, Default)]
pub struct Find {
    is_open: bool,
    wants_focus: bool,
    words: String,
}

impl Find {
    /// Opens the line and gives it the keyboard, with these words or those that were sought last; gives back which.
    pub fn open(&mut self, words: Option<String>) -> String {
        self.is_open = true;
        self.wants_focus = true;
        self.words = words.unwrap_or_else(|| std::mem::take(&mut self.words));
        self.words.clone()
    }

    /// Puts the line away.
    pub fn close(&mut self) {
        self.is_open = false;
    }

    /// Is the line on show?
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Shows the line.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        let row = vec2(ui.available_width(), ui.spacing().interact_size.y);
        // From the right: the field takes what the buttons leave, up to a line of words.
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
            if ui.small_button("×").on_hover_text("Close").clicked() || escape {
                self.close();
                stage.act(Action::Find(String::new()));
                stage.asks.push(Ask::FocusReader);
            }
            stage.command_button(ui, "Everywhere…", Command::FindEverywhere);
            stage.command_button(ui, "›", Command::FindNext);
            stage.command_button(ui, "‹", Command::FindPrevious);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                self.field_ui(ui, stage);
                let count = RichText::new(count(session)).size(theme::SMALL);
                ui.label(count.color(stage.palette.weak));
            });
        });
    }

    fn field_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>) {
        let field = TextEdit::singleline(&mut self.words)
            .id(Id::unique("find in the article"))
            .hint_text("Find in this article")
            .desired_width((ui.available_width() - COUNT).clamp(60.0, 320.0));
        let response = ui.add(field);
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find in this article")
        });
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
            select_all(ui, response.id, &self.words);
        }
        if response.changed() {
            stage.act(Action::Find(self.words.clone()));
        }
        if response.lost_focus() || response.has_focus() {
            let pressed = |modifiers| {
                ui.input_mut(|input: &mut egui::InputState| {
                    input.consume_key(modifiers, Key::Enter)
                })
            };
            let (back, on) = (pressed(Modifiers::SHIFT), pressed(Modifiers::NONE));
            if back || on {
                stage.act(if back { Command::FindPrevious } else { Command::FindNext });
                response.request_focus();
            }
        }
    }
}

/// Which of how many hits is shown.
fn count(session: &Session) -> String {
    let search = session.search();
    match (search.words().is_empty(), search.at(), search.hits().len()) {
        (true, _, _) => String::new(),
        (_, Some(at), n) => format!("{} of {n}", at + 1),
        (_, None, _) => "not in this article".to_owned(),
    }
}

/// What is typed next takes the place of the words that were sought last.
pub(super) fn select_all(ui: &Ui, field: Id, words: &str) {
    let mut state = TextEditState::load(ui.ctx(), field).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(words.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), field);
}

//! The line that finds words in the article.

use super::stage::{Ask, Stage};
use super::theme;
use crate::session::{Action, Command, Session};
use egui::{Id, Key, Modifiers, RichText, TextEdit, Ui};

/// What the line keeps between frames.
#[derive(Debug, Default)]
pub struct Find {
    is_open: bool,
    wants_focus: bool,
    words: String,
}

impl Find {
    /// Opens the line and gives it the keyboard.
    pub fn open(&mut self) {
        self.is_open = true;
        self.wants_focus = true;
    }

    /// Is the line on show?
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Shows the line.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        ui.horizontal(|ui| {
            let field = TextEdit::singleline(&mut self.words)
                .id(Id::unique("find in the article"))
                .hint_text("Find in this article")
                .desired_width(260.0);
            let response = ui.add(field);
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find in this article")
            });
            if std::mem::take(&mut self.wants_focus) {
                response.request_focus();
            }
            if response.changed() {
                stage.act(Action::Find(self.words.clone()));
            }
            let enter = |modifiers| {
                move |input: &mut egui::InputState| input.consume_key(modifiers, Key::Enter)
            };
            if response.lost_focus() || response.has_focus() {
                if ui.input_mut(enter(Modifiers::SHIFT)) {
                    stage.act(Command::FindPrevious);
                    response.request_focus();
                } else if ui.input_mut(enter(Modifiers::NONE)) {
                    stage.act(Command::FindNext);
                    response.request_focus();
                }
            }
            let search = session.search();
            let count = match (search.words().is_empty(), search.at(), search.hits().len()) {
                (true, _, _) => String::new(),
                (_, Some(at), n) => format!("{} of {n}", at + 1),
                (_, None, _) => "not in this article".to_owned(),
            };
            ui.label(RichText::new(count).size(theme::SMALL).color(stage.palette.weak));
            stage.command_button(ui, "‹", Command::FindPrevious);
            stage.command_button(ui, "›", Command::FindNext);
            stage.command_button(ui, "Everywhere…", Command::FindEverywhere);
            let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
            if ui.small_button("×").on_hover_text("Close").clicked() || escape {
                self.is_open = false;
                stage.act(Action::Find(String::new()));
                stage.asks.push(Ask::FocusReader);
            }
        });
    }
}

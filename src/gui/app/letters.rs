//! Letters that choose words.

use super::App;
use crate::gui::stage::Ask;
use crate::gui::word_hints::Choice;
use crate::session::Action;
use egui::{Context, Event, Key};

impl App {
    /// Letters that choose words are no commands; any other key ends the choice, and is heard as ever.
    pub(super) fn hear_letters(&mut self, ctx: &Context) {
        let Some(hints) = &mut self.panels.reading.hints_of_words else { return };
        let mut letters = String::new();
        let mut is_over = false;
        ctx.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Text(text) => {
                    letters.push_str(text);
                    false
                }
                Event::Key { key, pressed, modifiers, .. } => {
                    let is_letter = key.name().len() == 1 && !modifiers.command && !modifiers.alt;
                    is_over |= *pressed && !is_letter;
                    // Escape ends the choice alone.
                    !is_letter && *key != Key::Escape
                }
                Event::PointerButton { pressed: true, .. } => {
                    is_over = true;
                    true
                }
                _ => true,
            });
        });
        for letter in letters.chars() {
            if is_over {
                break;
            }
            match hints.press(letter) {
                Choice::Open => {}
                Choice::None => is_over = true,
                Choice::Words(span) => {
                    is_over = true;
                    self.asks.push(Ask::Act(Action::Select(span)));
                }
            }
        }
        if is_over {
            self.panels.reading.hints_of_words = None;
        }
    }
}

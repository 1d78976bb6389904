//! A list of formats that is searched by typing: names, endings, what a format is, programs that take it.

use crate::exchange::Format;
use egui::scroll_area::ScrollBarVisibility;
use egui::{Event, Id, Key, Modifiers, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

/// Height of a format in the list, in points.
pub const ROW: f32 = 34.0;

/// When a format that arrow keys come to is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// At once.
    Direct,
    /// With Enter: a choice costs something.
    Confirmed,
}

/// What was typed, and the format that arrow keys have come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    query: String,
    at: Option<&'static str>,
}

impl Search {
    /// Shows the field and, below it, the formats that answer to what was typed; the one that was chosen now.
    ///
    /// Letters go to the field whatever else has the keyboard, as long as no other field has it. There arrow keys walk the
    /// list, and Enter chooses.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        formats: &[&'static Format],
        chosen: Option<&'static str>,
        choice: Choice,
        height: f32,
    ) -> Option<&'static Format> {
        let id = Id::unique("search of formats");
        let (by, enter) = self.keys(ui, id);
        let field = TextEdit::singleline(&mut self.query).id(id).desired_width(f32::INFINITY);
        let field = ui.add(field.hint_text("Search: a format, an ending or a program"));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Search the formats"));
        let shown: Vec<&'static Format> =
            formats.iter().copied().filter(|format| format.answers_to(&self.query)).collect();
        let mut picked = self.walked(&shown, chosen, by).filter(|_| choice == Choice::Direct);
        if enter {
            ui.memory_mut(|memory| memory.surrender_focus(id));
            let at = self.at.or(chosen);
            let at = shown.iter().find(|format| Some(format.name) == at).or(shown.first());
            picked = at.copied();
        }
        let at = self.at.or(chosen);
        let list = ScrollArea::vertical().id_salt("formats").max_height(height);
        list.scroll_bar_visibility(ScrollBarVisibility::AlwaysVisible).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            for format in &shown {
                let words = format!("{}  ·  {}", format.name.to_uppercase(), format.description);
                let row = ui.radio(Some(format.name) == at, words);
                if by != 0 && Some(format.name) == at {
                    row.scroll_to_me(None);
                }
                if row.on_hover_text(format.programs).clicked() {
                    picked = Some(*format);
                }
            }
            if shown.is_empty() {
                ui.weak("No format answers to this");
            }
            crate::gui::focus_ui::follow(ui);
        });
        if picked.is_some() {
            self.at = None;
        }
        picked.filter(|format| Some(format.name) != chosen)
    }

    /// The format that arrow keys come to, so many rows further.
    fn walked(
        &mut self,
        shown: &[&'static Format],
        chosen: Option<&'static str>,
        by: isize,
    ) -> Option<&'static Format> {
        if by == 0 {
            return None;
        }
        let from = self.at.or(chosen);
        let last = shown.len().saturating_sub(1);
        let at = shown.iter().position(|format| Some(format.name) == from);
        let next = at.map_or(0, |at| at.saturating_add_signed(by).min(last));
        let format = shown.get(next).copied()?;
        self.at = Some(format.name);
        Some(format)
    }

    /// By how many rows arrow keys move, and whether Enter was pressed in the field.
    fn keys(&mut self, ui: &Ui, id: Id) -> (isize, bool) {
        if ui.memory(|memory| memory.has_focus(id)) {
            return ui.input_mut(|input| {
                let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
                let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
                (isize::from(down) - isize::from(up), pressed(Key::Enter))
            });
        }
        if !ui.ctx().text_edit_focused() && !egui::Popup::is_any_open(ui.ctx()) {
            let is_letter =
                |event: &Event| matches!(event, Event::Text(text) if !text.trim().is_empty());
            if ui.input(|input| input.events.iter().any(is_letter)) {
                self.at = None;
                // The field has the keyboard before it is drawn, so that the letter is its first.
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        }
        (0, false)
    }
}

//! A list of formats that is searched by typing: names, endings, what a format is, programs that take it.

use crate::exchange::Format;
use egui::scroll_area::ScrollBarVisibility;
use egui::{Event, Id, Key, Modifiers, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

/// Height of a format in the list, in points.
pub const ROW: f32 = 34.0;

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search(String);

impl Search {
    /// Shows the field and, below it, the formats that answer to what was typed; the one that was chosen now.
    ///
    /// Letters go to the field whatever else has the keyboard, as long as no other field has it; there, arrow keys walk the
    /// list.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        formats: &[&'static Format],
        chosen: Option<&'static str>,
        height: f32,
    ) -> Option<&'static Format> {
        let id = Id::unique("search of formats");
        let by = self.keys(ui, id);
        let field = TextEdit::singleline(&mut self.0).id(id).desired_width(f32::INFINITY);
        let field = ui.add(field.hint_text("Search: a format, an ending or a program"));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Search the formats"));
        let shown: Vec<&'static Format> =
            formats.iter().copied().filter(|format| format.answers_to(&self.0)).collect();
        let at = shown.iter().position(|format| Some(format.name) == chosen);
        let last = shown.len().saturating_sub(1);
        let next = match at {
            Some(at) => at.saturating_add_signed(by).min(last),
            None => 0,
        };
        // The first that is found is chosen: of several the likeliest, where nothing is chosen that is found.
        let is_lost = at.is_none() && field.changed() && !self.0.trim().is_empty();
        let mut picked = if by != 0 || is_lost { shown.get(next).copied() } else { None };
        let list = ScrollArea::vertical().id_salt("formats").max_height(height);
        list.scroll_bar_visibility(ScrollBarVisibility::AlwaysVisible).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            for format in &shown {
                let words = format!("{}  ·  {}", format.name.to_uppercase(), format.description);
                let is_chosen = Some(format.name) == chosen;
                let row = ui.radio(is_chosen, words).on_hover_text(format.programs);
                if row.clicked() {
                    picked = Some(*format);
                }
                if picked.is_some_and(|one| one.name == format.name) && by != 0 {
                    row.scroll_to_me(None);
                }
            }
            if shown.is_empty() {
                ui.weak("No format answers to this");
            }
            crate::gui::focus_ui::follow(ui);
        });
        picked.filter(|format| Some(format.name) != chosen)
    }

    /// By how many rows arrow keys move.
    fn keys(&mut self, ui: &Ui, id: Id) -> isize {
        if ui.memory(|memory| memory.has_focus(id)) {
            return ui.input_mut(|input| {
                let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
                let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
                isize::from(down) - isize::from(up)
            });
        }
        if !ui.ctx().text_edit_focused() && !egui::Popup::is_any_open(ui.ctx()) {
            let typed = ui.input(|input| {
                input.events.iter().find_map(|event| match event {
                    Event::Text(text) if !text.trim().is_empty() => Some(text.clone()),
                    _ => None,
                })
            });
            if let Some(typed) = typed {
                self.0.push_str(&typed);
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        }
        0
    }
}

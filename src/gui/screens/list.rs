//! A list that fills a screen: searched by typing, walked by arrow keys, as long as a project is.

use crate::gui::dialogs::picker::keep_in_view;
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::model::Kind;
use egui::{
    Align2, FontId, Id, Key, Modifiers, Rect, RichText, ScrollArea, Sense, TextEdit, Ui, UiBuilder,
    WidgetInfo, vec2,
};

/// What a list keeps between frames.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// What was typed.
    pub query: String,
    /// The row stood on.
    pub at: usize,
    was_shown: bool,
    has_moved: bool,
}

/// What a key asks of the row stood on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Open it.
    Enter,
    /// Leave the screen.
    Escape,
    /// Choose it, or let it go, and go on to the next.
    Tick,
}

impl List {
    /// A list that begins with a search.
    #[must_use]
    pub fn searching(query: &str) -> Self {
        Self { query: query.to_owned(), ..Self::default() }
    }

    /// The field; says whether the words changed. Called ahead of [`List::keys`].
    pub fn field_ui(&mut self, ui: &mut Ui, name: &str, hint: &str) -> bool {
        let id = Id::unique(("list", name));
        let width = ui.available_width().min(360.0);
        let field = TextEdit::singleline(&mut self.query).id(id).hint_text(hint);
        let response = ui.add(field.desired_width(width));
        response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, name));
        if !self.was_shown {
            self.was_shown = true;
            response.request_focus();
        }
        if response.changed() {
            self.at = 0;
            self.has_moved = true;
        }
        response.changed()
    }

    /// Goes on to the next of `n` rows.
    pub fn go_on(&mut self, n: usize) {
        self.at = self.at.saturating_add(1).min(n.saturating_sub(1));
        self.has_moved = true;
    }

    /// Walks by arrow keys over `n` rows, of which a page shows `page`.
    pub fn keys(&mut self, ui: &Ui, n: usize, page: usize) -> Option<Pressed> {
        // What stands in front of the list has the keys for itself.
        let is_behind = ui.memory(|memory| memory.top_modal_layer().is_some());
        if is_behind || egui::Popup::is_any_open(ui.ctx()) {
            return None;
        }
        let last = n.saturating_sub(1);
        let before = self.at;
        let mut pressed = None;
        ui.input_mut(|input| {
            let mut key = |key| input.consume_key(Modifiers::NONE, key);
            if key(Key::ArrowDown) {
                self.at = self.at.saturating_add(1);
            }
            if key(Key::ArrowUp) {
                self.at = self.at.saturating_sub(1);
            }
            if key(Key::PageDown) {
                self.at = self.at.saturating_add(page.max(1));
            }
            if key(Key::PageUp) {
                self.at = self.at.saturating_sub(page.max(1));
            }
            if key(Key::Enter) {
                pressed = Some(Pressed::Enter);
            }
            if key(Key::Escape) {
                pressed = Some(Pressed::Escape);
            }
            if key(Key::Insert) {
                pressed = Some(Pressed::Tick);
            }
            if input.consume_key(Modifiers::COMMAND, Key::Home) {
                self.at = 0;
            }
            if input.consume_key(Modifiers::COMMAND, Key::End) {
                self.at = last;
            }
        });
        self.at = self.at.min(last);
        self.has_moved |= self.at != before;
        pressed
    }

    /// Shows `n` rows of `height` points; `row` draws one. The row that was clicked, which is stood on from then.
    pub fn rows_ui(
        &mut self,
        ui: &mut Ui,
        stage: &mut Stage<'_>,
        (n, height): (usize, f32),
        empty: &str,
        mut row: impl FnMut(&mut Ui, &mut Stage<'_>, usize) -> String,
    ) -> Option<usize> {
        if n == 0 {
            ui.add_space(12.0);
            ui.label(RichText::new(empty).color(stage.palette.weak));
            return None;
        }
        let mut clicked = None;
        let has_moved = std::mem::take(&mut self.has_moved);
        let at = self.at;
        ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, height, n, |ui, range| {
            if has_moved {
                keep_in_view(ui, &range, at, height);
            }
            for index in range {
                let size = vec2(ui.available_width() - 12.0, height);
                let (rect, response) = ui.allocate_exact_size(size, Sense::click());
                if index == at {
                    ui.painter().rect_filled(rect, 4.0, stage.palette.accent_tint);
                } else if response.hovered() {
                    ui.painter().rect_filled(rect, 4.0, stage.palette.line.gamma_multiply(0.5));
                }
                let mut inner = inside(ui, rect, index);
                let name = row(&mut inner, stage, index);
                response.widget_info(|| {
                    WidgetInfo::selected(egui::Role::Button, true, index == at, &name)
                });
                if response.clicked() {
                    clicked = Some(index);
                }
            }
            crate::gui::focus_ui::follow(ui);
        });
        if has_moved {
            ui.ctx().request_repaint();
        }
        if let Some(index) = clicked {
            self.at = index;
        }
        clicked
    }
}

fn inside(ui: &mut Ui, rect: Rect, index: usize) -> Ui {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let inner = rect.shrink2(vec2(8.0, 2.0));
    let mut inner = ui.new_child(UiBuilder::new().id_salt(index).max_rect(inner).layout(layout));
    inner.set_clip_rect(inner.clip_rect().intersect(rect));
    inner
}

/// How a column of a list is set.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// Its width, in points.
    pub width: f32,
    /// Is it small print?
    pub is_weak: bool,
}

/// One cell of a row: words of any script, cut where they do not fit.
pub fn cell_ui(ui: &mut Ui, stage: &mut Stage<'_>, words: &str, cell: Cell) {
    let (size, colour) = match cell.is_weak {
        true => (theme::SMALL, stage.palette.weak),
        false => (theme::BODY, stage.palette.text),
    };
    let height = ui.available_height();
    let (rect, _) = ui.allocate_exact_size(vec2(cell.width, height), Sense::hover());
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    stage.line_within(&mut inner, words, size, colour, cell.width - 6.0);
}

/// The letter of a kind, in its colour.
pub fn letter_ui(ui: &mut Ui, stage: &Stage<'_>, kind: Kind) {
    let (colour, _) = stage.palette.of_kind(kind);
    let (rect, _) = ui.allocate_exact_size(vec2(16.0, ui.available_height()), Sense::hover());
    let (at, font) = (rect.left_center(), theme::bold(theme::BODY));
    ui.painter().text(at, Align2::LEFT_CENTER, kind.letter(), font, colour);
}

/// A word of a closed list, which stands out.
pub fn mark_ui(ui: &mut Ui, stage: &Stage<'_>, words: &str, width: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, ui.available_height()), Sense::hover());
    let (at, font) = (rect.left_center(), FontId::proportional(theme::SMALL));
    ui.painter().text(at, Align2::LEFT_CENTER, words, font, stage.palette.accent);
}

/// The heading of a column, which sorts by it; an arrow says that it does.
pub fn heading_ui(
    ui: &mut Ui,
    stage: &Stage<'_>,
    words: &str,
    width: f32,
    is_sorted: bool,
) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 22.0), Sense::click());
    let label = if is_sorted { format!("{words} ↓") } else { words.to_owned() };
    let palette = stage.palette;
    let colour = if is_sorted || response.hovered() { palette.accent } else { palette.weak };
    let font = FontId::proportional(theme::SMALL);
    ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, label, font, colour);
    response.widget_info(|| {
        WidgetInfo::selected(egui::Role::Button, true, is_sorted, format!("Sort by {words}"))
    });
    response.clicked()
}

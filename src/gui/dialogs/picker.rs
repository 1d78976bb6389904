//! A list in a dialog that is searched by typing and walked by arrow keys: commands, sources, statements.

use crate::gui::find_ui::select_all;
use crate::gui::stage::{READING, Stage};
use crate::gui::theme;
use egui::{Id, Key, Modifiers, Rect, RichText, ScrollArea, Sense, TextEdit, Ui, pos2, vec2};
use std::ops::Range;

/// What a picker remembers between frames.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picker {
    /// What was typed.
    pub query: String,
    /// The rows are being made: none is there yet.
    pub is_waiting: bool,
    at: usize,
    was_shown: bool,
    /// The rows for what was typed; made anew when that changes, because some lists are long.
    items: Option<(String, Vec<Item>)>,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is read and searched.
    pub label: String,
    /// Small print on the right.
    pub aside: String,
}

/// What came of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Nothing yet.
    Open,
    /// The row with this place in the list that was given.
    Row(usize),
    /// Enter was pressed and no row is there.
    Query,
    /// Given up.
    Cancel,
}

const ROW: f32 = 28.0;

impl Picker {
    /// A picker with a first search.
    #[must_use]
    pub fn searching(query: &str) -> Self {
        Self { query: query.to_owned(), ..Self::default() }
    }

    /// Shows the field and the rows, which `rows` gives for what was typed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        stage: &mut Stage<'_>,
        name: &str,
        hint: &str,
        rows: impl Fn(&str) -> Vec<Item>,
    ) -> Pick {
        let id = Id::unique(("picker", name));
        let keys = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            (
                pressed(Key::ArrowDown),
                pressed(Key::ArrowUp),
                pressed(Key::Enter),
                pressed(Key::Escape),
            )
        });
        let field = TextEdit::singleline(&mut self.query).id(id).hint_text(hint);
        let label = ui.label(RichText::new(name).size(theme::SMALL).color(stage.palette.weak));
        let response = ui.add_sized([ui.available_width(), ROW], field).labelled_by(label.id);
        if !self.was_shown {
            response.request_focus();
            select_all(ui, id, &self.query);
            self.was_shown = true;
        }
        if response.changed() {
            self.at = 0;
        }
        if self.is_waiting {
            self.items = None;
        } else if self.items.as_ref().is_none_or(|(query, _)| *query != self.query) {
            self.items = Some((self.query.clone(), rows(&self.query)));
        }
        let items = self.items.as_ref().map_or(&[][..], |(_, items)| items);
        let (down, up, enter, escape) = keys;
        let last = items.len().saturating_sub(1);
        if down {
            self.at = if self.at >= last { 0 } else { self.at + 1 };
        } else if up {
            self.at = if self.at == 0 { last } else { self.at - 1 };
        }
        self.at = self.at.min(last);
        let clicked = self.rows_ui(ui, stage, items, down || up);
        match (escape, enter, clicked) {
            (true, _, _) => Pick::Cancel,
            (_, _, Some(row)) => Pick::Row(row),
            (_, true, None) if self.is_waiting => Pick::Open,
            (_, true, None) if items.is_empty() => Pick::Query,
            (_, true, None) => Pick::Row(self.at),
            _ => Pick::Open,
        }
    }

    fn rows_ui(
        &self,
        ui: &mut Ui,
        stage: &mut Stage<'_>,
        items: &[Item],
        moved: bool,
    ) -> Option<usize> {
        let mut clicked = None;
        ui.add_space(4.0);
        let scroll = ScrollArea::vertical().max_height(340.0).auto_shrink([false, true]);
        scroll.show_rows(ui, ROW, items.len(), |ui, range| {
            if moved {
                keep_in_view(ui, &range, self.at, ROW);
            }
            for index in range {
                let Some(item) = items.get(index) else { continue };
                let is_at = index == self.at;
                if row_ui(ui, stage, item, is_at) {
                    clicked = Some(index);
                }
            }
        });
        if moved {
            ui.ctx().request_repaint();
        }
        if items.is_empty() {
            let words = if self.is_waiting { READING } else { "Nothing matches" };
            ui.label(RichText::new(words).color(stage.palette.weak));
        }
        clicked
    }
}

/// Scrolls a list of rows of the same height, of which `range` is drawn next, so that the row `at` is seen.
pub fn keep_in_view(ui: &Ui, range: &Range<usize>, at: usize, height: f32) {
    let step = height + ui.spacing().item_spacing.y;
    let first = ui.max_rect().left_top();
    let top = first.y + (at as f32 - range.start as f32) * step;
    let row = Rect::from_min_size(pos2(first.x, top), vec2(1.0, height));
    ui.scroll_to_rect(row, None);
}

/// A row of a list; says whether it was clicked.
pub fn row_ui(ui: &mut Ui, stage: &mut Stage<'_>, item: &Item, is_at: bool) -> bool {
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_at, &item.label));
    if is_at {
        ui.painter().rect_filled(rect, 4.0, stage.palette.accent_tint);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, stage.palette.line.gamma_multiply(0.5));
    }
    let mut inner = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(8.0, 2.0)))
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    if !item.aside.is_empty() {
        let (room, weak) = (rect.width() * 0.4, stage.palette.weak);
        stage.line_within(&mut inner, &item.aside, theme::SMALL, weak, room);
    }
    inner.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
        let colour = stage.palette.text;
        stage.line(ui, &item.label, theme::BODY, colour);
    });
    response.clicked()
}

//! Drawings in the window, each with its table beside it and the way to a file.

use super::stage::Stage;
use super::theme;
use crate::picture::{Anchor, Area, Drawing, Ink, Place, SIZE, Shape, Table, svg};
use crate::session::Order;
use egui::{
    Align, Color32, Layout, Pos2, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

/// Height of a row of a table, in points.
const ROW: f32 = 22.0;
/// Rows that decide how wide columns are.
const MEASURED: usize = 200;
/// The widest a column gets, in points.
const WIDEST: f32 = 260.0;

/// The line and the shade of an ink.
fn colours(stage: &Stage<'_>, ink: Ink) -> (Color32, Color32) {
    let palette = stage.palette;
    match ink {
        Ink::Text => (palette.text, palette.paper),
        Ink::Weak => (palette.weak, palette.panel),
        Ink::Line => (palette.line, palette.panel),
        Ink::Accent => (palette.accent, palette.accent_tint),
        Ink::Of(kind) => palette.of_kind(kind),
    }
}

/// Shows a drawing with its table: beside it where there is room, else below. The row that was clicked.
pub fn picture_ui(ui: &mut Ui, stage: &mut Stage<'_>, drawing: &Drawing) -> Option<usize> {
    let (text, weak) = (stage.palette.text, stage.palette.weak);
    stage.words(ui, &drawing.title, theme::BODY + 1.0, text);
    stage.words(ui, &drawing.note, theme::SMALL, weak);
    files_ui(ui, stage, drawing);
    ui.add_space(4.0);
    let room = ui.available_size();
    let mut clicked = None;
    if room.x >= drawing.width + 380.0 {
        ui.horizontal_top(|ui| {
            let size = vec2(drawing.width + 12.0, ui.available_height());
            ui.allocate_ui(size, |ui| {
                ScrollArea::vertical().id_salt("drawing").show(ui, |ui| drawn(ui, stage, drawing));
            });
            ui.separator();
            ui.vertical(|ui| clicked = table_ui(ui, stage, &drawing.table, None));
        });
    } else {
        let height = (room.y * 0.62).min(drawing.height + 8.0);
        let scroll = ScrollArea::both().id_salt("drawing").max_height(height);
        scroll.show(ui, |ui| drawn(ui, stage, drawing));
        ui.separator();
        clicked = table_ui(ui, stage, &drawing.table, None);
    }
    clicked
}

/// The buttons that put a drawing into a file.
pub fn files_ui(ui: &mut Ui, stage: &mut Stage<'_>, drawing: &Drawing) {
    let beside = stage.desk.folder().and_then(|folder| folder.parent());
    let Some(beside) = beside.map(std::path::Path::to_owned) else { return };
    let name = crate::model::slug(&drawing.title);
    ui.horizontal_wrapped(|ui| {
        let hover = "Beside the project’s folder";
        if ui.button(RichText::new("Save as SVG").size(theme::SMALL)).on_hover_text(hover).clicked()
        {
            let bytes = svg(drawing).into_bytes();
            stage.order(Order::Write { path: beside.join(format!("{name}.svg")), bytes });
        }
        if ui.button(RichText::new("Save as PNG").size(theme::SMALL)).on_hover_text(hover).clicked()
        {
            let path = beside.join(format!("{name}.png"));
            stage.order(Order::Render { path, svg: svg(drawing) });
        }
    });
}

/// Paints a drawing alone.
pub fn drawn(ui: &mut Ui, stage: &mut Stage<'_>, drawing: &Drawing) {
    let size = vec2(drawing.width, drawing.height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &drawing.title));
    for shape in &drawing.shapes {
        painted(ui, stage, shape, rect.min);
    }
}

fn painted(ui: &mut Ui, stage: &mut Stage<'_>, shape: &Shape, origin: Pos2) {
    let place = |place: Place| pos2(origin.x + place.x, origin.y + place.y);
    let rect = |area: &Area| Rect::from_min_size(place(area.from), vec2(area.width, area.height));
    match shape {
        Shape::Fill(area, ink) => {
            ui.painter().rect_filled(rect(area), 0.0, colours(stage, *ink).1);
        }
        Shape::Frame(area, ink) => {
            let stroke = Stroke::new(1.0, colours(stage, *ink).0);
            ui.painter().rect_stroke(rect(area), 0.0, stroke, StrokeKind::Middle);
        }
        Shape::Line(from, to, ink, width) => {
            let stroke = Stroke::new(*width, colours(stage, *ink).0);
            ui.painter().line_segment([place(*from), place(*to)], stroke);
        }
        Shape::Dot(at, radius, ink, is_filled) => {
            let colour = colours(stage, *ink).0;
            let fill = if *is_filled { colour } else { stage.palette.paper };
            let stroke = Stroke::new(1.5, colour);
            ui.painter().circle(place(*at), *radius, fill, stroke);
        }
        Shape::Words { at, words, ink, anchor, room } => {
            let (at, height) = (place(*at), (SIZE * 1.4).round());
            let (left, align) = match anchor {
                Anchor::Start => (at.x, Align::Min),
                Anchor::Middle => (at.x - room / 2.0, Align::Center),
                Anchor::End => (at.x - room, Align::Max),
            };
            let rect = Rect::from_min_size(pos2(left, at.y - height / 2.0), vec2(*room, height));
            let builder = UiBuilder::new().max_rect(rect).layout(Layout::top_down(align));
            let mut inner = ui.new_child(builder);
            stage.line_within(&mut inner, words, SIZE, colours(stage, *ink).0, *room);
        }
    }
}

/// The widths of the columns, as wide as what stands in them.
fn widths(table: &Table) -> Vec<f32> {
    let width = |words: &String| words.chars().count() as f32 * 6.6 + 18.0;
    let column = |column: usize| {
        let cells = table.rows.iter().take(MEASURED).filter_map(|row| row.get(column));
        let head = table.head.get(column).into_iter();
        cells.chain(head).map(width).fold(34.0, f32::max).min(WIDEST)
    };
    (0..table.head.len()).map(column).collect()
}

/// Shows a table as long as it may be, of which only the rows in view cost anything; gives the row that was clicked.
pub fn table_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    table: &Table,
    chosen: Option<usize>,
) -> Option<usize> {
    let widths = widths(table);
    let mut clicked = None;
    let scroll = ScrollArea::horizontal().id_salt(("table", &table.head));
    scroll.auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        ui.horizontal(|ui| {
            for (head, width) in table.head.iter().zip(&widths) {
                let words = RichText::new(head).size(theme::SMALL).color(stage.palette.weak);
                ui.allocate_ui(vec2(*width, ROW), |ui| {
                    ui.set_min_width(*width);
                    ui.label(words);
                });
            }
        });
        let whole: f32 = widths.iter().sum();
        let rows = ScrollArea::vertical().id_salt("rows").auto_shrink([false, false]);
        rows.show_rows(ui, ROW, table.rows.len(), |ui, range| {
            for (index, row) in (range.start..).zip(table.rows.get(range).unwrap_or_default()) {
                let size = vec2(whole.max(ui.available_width()), ROW);
                let (rect, response) = ui.allocate_exact_size(size, Sense::click());
                if chosen == Some(index) {
                    ui.painter().rect_filled(rect, 3.0, stage.palette.accent_tint);
                } else if response.hovered() {
                    ui.painter().rect_filled(rect, 3.0, stage.palette.line.gamma_multiply(0.5));
                }
                cells_ui(ui, stage, (row, &widths), rect);
                response.widget_info(|| {
                    WidgetInfo::selected(
                        egui::Role::Button,
                        true,
                        chosen == Some(index),
                        row.join(", "),
                    )
                });
                if response.clicked() {
                    clicked = Some(index);
                }
            }
        });
    });
    clicked
}

fn cells_ui(ui: &mut Ui, stage: &mut Stage<'_>, (row, widths): (&[String], &[f32]), rect: Rect) {
    let mut x = rect.left();
    for (cell, width) in row.iter().zip(widths) {
        let place = Rect::from_min_size(pos2(x, rect.top()), vec2(*width, rect.height()));
        let layout = Layout::left_to_right(Align::Center);
        let mut inner = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
        let text = stage.palette.text;
        stage.line_within(&mut inner, cell, theme::SMALL, text, width - 8.0);
        x += width;
    }
}

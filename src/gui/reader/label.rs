//! One line or a few of any script, for panels: titles, names of sources, quotes.
//!
//! The toolkit's own labels turn the words of Arabic and Hebrew around; these do not.

use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

use egui::accesskit::Role;
use egui::{Color32, Pos2, Response, Sense, Shape, Ui, Vec2, WidgetInfo, vec2};

use super::access::beginning;
use super::engine::Engine;
use super::layout::{ParagraphLayout, Typesetter};
use super::mesh::{Placed, add_glyphs};
use super::style::TypeStyle;

/// Bytes of a line, and of a text of several lines, that are set; no label has room for more.
const LONGEST: (usize, usize) = (4 * 1024, 64 * 1024);

/// What happens to words that do not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lines {
    /// One line; what does not fit gives way to an ellipsis.
    One,
    /// As many lines as needed.
    Wrapped,
}

/// How a label is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelStyle<'a> {
    /// Height of the text, in points.
    pub size: f32,
    /// Is it set in the bold face?
    pub bold: bool,
    /// Its colour.
    pub colour: Color32,
    /// The widest it may be, in points.
    pub max_width: f32,
    /// What happens to words that do not fit.
    pub lines: Lines,
    /// Its language as a BCP 47 tag; may be empty.
    pub lang: &'a str,
}

/// A label that was shown before.
#[derive(Debug)]
pub(super) struct Label {
    meshes: Vec<Placed>,
    size: Vec2,
    generation: u64,
    is_cut: bool,
}

/// Shows `text` with the engine of the reading pane; its accessible name is the whole text, as far as a label has room.
///
/// A text that had to be cut shows itself whole when the pointer rests on it.
pub fn text_label(
    ui: &mut Ui,
    engine: &mut Engine,
    text: &str,
    style: &LabelStyle<'_>,
) -> Response {
    engine.begin(ui);
    let longest = if style.lines == Lines::One { LONGEST.0 } else { LONGEST.1 };
    let text = beginning(text, longest);
    let number = number(text, style);
    let generation = engine.atlas.generation();
    if engine.labels.get(number).is_none_or(|label| label.generation != generation) {
        let label = set(ui, engine, text, style);
        engine.labels.put(number, label, 1);
    }
    let Some(label) = engine.labels.get(number) else {
        return ui.allocate_response(Vec2::ZERO, Sense::hover());
    };
    let (rect, response) = ui.allocate_exact_size(label.size, Sense::hover());
    if ui.is_rect_visible(rect) {
        let density = ui.pixels_per_point();
        let snap = |length: f32| (length * density).round() / density;
        let at = Pos2::new(snap(rect.min.x), snap(rect.min.y));
        for mesh in &mut label.meshes {
            ui.painter().add(Shape::mesh(mesh.at(at)));
        }
    }
    let is_cut = label.is_cut;
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    if is_cut { response.on_hover_ui(|ui| whole(ui, engine, text, style)) } else { response }
}

fn whole(ui: &mut Ui, engine: &mut Engine, text: &str, style: &LabelStyle<'_>) {
    let wrapped =
        LabelStyle { lines: Lines::Wrapped, max_width: ui.spacing().tooltip_width, ..*style };
    text_label(ui, engine, text, &wrapped);
}

fn number(text: &str, style: &LabelStyle<'_>) -> usize {
    let look =
        (style.size.to_bits(), style.bold, style.colour, style.max_width.to_bits(), style.lines);
    let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one((text, look, style.lang));
    usize::try_from(hash).unwrap_or(usize::MAX)
}

fn set(ui: &Ui, engine: &mut Engine, text: &str, style: &LabelStyle<'_>) -> Label {
    let kind = TypeStyle { size: style.size, bold: style.bold, row: (style.size * 1.4).round() };
    let (paragraph, is_cut) = match style.lines {
        Lines::Wrapped => (
            ParagraphLayout::new(&mut engine.setter, text, kind, style.max_width, style.lang),
            false,
        ),
        Lines::One => one_line(&mut engine.setter, text, kind, style),
    };
    let mut meshes = Vec::new();
    let colour = |_ink| style.colour;
    add_glyphs(
        &mut meshes,
        &mut engine.atlas,
        ui.ctx(),
        (&paragraph, 0..usize::MAX),
        Pos2::ZERO,
        colour,
    );
    // Text that runs to the left stands at the right end of the width it was wrapped to.
    let is_right = paragraph.is_rtl() && style.lines == Lines::Wrapped;
    let width = if is_right { style.max_width } else { paragraph.text_width() };
    Label {
        meshes: meshes.into_iter().map(Placed::new).collect(),
        size: vec2(width.ceil(), paragraph.height()),
        generation: engine.atlas.generation(),
        is_cut,
    }
}

/// The text in one line, cut behind as many words as fit; says whether it had to be cut.
fn one_line(
    setter: &mut Typesetter,
    text: &str,
    kind: TypeStyle,
    style: &LabelStyle<'_>,
) -> (ParagraphLayout, bool) {
    let whole = ParagraphLayout::new(setter, text, kind, f32::INFINITY, style.lang);
    let mut excess = whole.text_width() - style.max_width;
    if excess <= 0.0 {
        return (whole, false);
    }
    // The ellipsis is about as wide as the text is high; what that misses, the next round mends.
    let mut room = style.max_width - kind.size;
    let mut cut = ParagraphLayout::new(setter, "…", kind, f32::INFINITY, style.lang);
    for _round in 0..4 {
        let x = if whole.is_rtl() { whole.text_width() - room } else { room };
        let byte = whole.byte_at(Pos2::new(x, 1.0));
        let head = text.get(..byte).unwrap_or("").trim_end();
        cut = ParagraphLayout::new(setter, &format!("{head}…"), kind, f32::INFINITY, style.lang);
        excess = cut.text_width() - style.max_width;
        if excess <= 0.0 {
            break;
        }
        room -= excess + 1.0;
    }
    (cut, true)
}

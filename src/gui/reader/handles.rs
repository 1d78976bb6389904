//! The ends of ranges as things that can be held: drawn over the text, and moved by dragging.

use egui::{CursorIcon, Painter, PointerButton, Pos2, Rect, Response, Stroke, Ui, pos2, vec2};

use super::caret::Place;
use super::geometry::Geometry;
use super::marks::{Document, Handle};
use super::pane::{Pane, View};
use super::response::is_exact;
use crate::text::{Span, word_at};

/// How near to a knob the pointer holds it, in points.
const REACH: f32 = 11.0;
/// How near to the line of a handle the pointer holds it, in points to either side.
const BESIDE: f32 = 5.0;

/// Which end of a range is held, and the byte of the other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grip {
    tag: usize,
    is_end: bool,
    fixed: usize,
}

/// A range whose end is being drawn elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pull {
    /// The owner's number of the range.
    pub tag: usize,
    /// The range as it would be: to whole words, unless [`is_exact`]; without white space at its ends, maybe empty.
    pub span: Span,
    /// Was the button let go?
    pub is_done: bool,
}

/// A handle's line and knob on the screen.
struct Shape {
    line: Rect,
    knob: Pos2,
}

impl Pane {
    /// One end of a handle on the screen; `None` where it is out of view.
    fn shape(&self, handle: &Handle, is_end: bool, view: &View<'_>, at: Geometry) -> Option<Shape> {
        let byte = if is_end { handle.span.end } else { handle.span.start } as usize;
        let idx = self.column.paragraphs().at(if is_end { byte.saturating_sub(1) } else { byte });
        let shown = self.shown.iter().find(|shown| shown.idx == idx)?;
        let paragraph = self.column.paragraphs().get(idx)?;
        let own = byte.checked_sub(paragraph.span.start as usize)?.min(paragraph.span.len());
        let place = if is_end { Place::after(own) } else { Place::before(own) };
        let caret = self.column.layout(idx)?.caret(place, 2.0);
        let size = view.style.size;
        let middle = caret.center().y;
        let line = Rect::from_center_size(pos2(caret.left(), middle), vec2(2.0, size * 1.35));
        let line = line.translate(self.corner(shown, at).to_vec2());
        let knob = if is_end { line.center_bottom() } else { line.center_top() };
        Some(Shape { line, knob })
    }

    /// The handle under a point of the screen; a knob counts before a line.
    fn handle_at(&self, at: Pos2, view: &View<'_>, geometry: Geometry) -> Option<(Handle, bool)> {
        let ends = view.cursor.handles.iter().flat_map(|h| [(*h, false), (*h, true)]);
        let distance = |(handle, is_end): &(Handle, bool)| -> Option<f32> {
            let shape = self.shape(handle, *is_end, view, geometry)?;
            let to_knob = shape.knob.distance(at);
            let is_beside = shape.line.expand2(vec2(BESIDE, 2.0)).contains(at);
            match to_knob < REACH {
                true => Some(to_knob),
                false => is_beside.then_some(REACH + (shape.line.center().x - at.x).abs()),
            }
        };
        let near = ends.filter_map(|end| Some((distance(&end)?, end)));
        near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, end)| end)
    }

    /// Is a handle under the pointer? Then the pointer shows it.
    pub(super) fn hover_handle(
        &self,
        response: &Response,
        view: &View<'_>,
        geometry: Geometry,
    ) -> bool {
        let is_over = self.grip_of_range.is_some()
            || response.hover_pos().is_some_and(|at| self.handle_at(at, view, geometry).is_some());
        if is_over {
            response.ctx.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        is_over
    }

    /// Follows a handle that is held.
    pub(super) fn pull_handle(
        &mut self,
        ui: &Ui,
        response: &Response,
        geometry: Geometry,
        view: &View<'_>,
    ) -> Option<Pull> {
        if response.drag_started_by(PointerButton::Primary) {
            let pressed = ui.input(|input| input.pointer.press_origin());
            let held = pressed.and_then(|at| self.handle_at(at, view, geometry));
            self.grip_of_range = held.map(|(handle, is_end)| {
                let span = handle.span;
                let fixed = if is_end { span.start } else { span.end } as usize;
                Grip { tag: handle.tag, is_end, fixed }
            });
            if self.grip_of_range.is_some() {
                response.request_focus();
            }
        }
        let grip = self.grip_of_range?;
        let at = response
            .interact_pointer_pos()
            .or_else(|| ui.input(|input| input.pointer.latest_pos()))?;
        let inside = geometry.view;
        let byte = self.byte_at(at.clamp(inside.left_top(), inside.right_bottom()))?;
        let modifiers = ui.input(|input| input.modifiers);
        let byte = if is_exact(modifiers) { byte } else { snapped(view.document, byte) };
        let span = match grip.is_end {
            true => Span::new(grip.fixed, byte.max(grip.fixed)),
            false => Span::new(byte.min(grip.fixed), grip.fixed),
        };
        let is_done = response.drag_stopped_by(PointerButton::Primary) || !response.dragged();
        if is_done {
            self.grip_of_range = None;
        }
        let span = span.trimmed(view.document.text);
        Some(Pull { tag: grip.tag, span, is_done })
    }

    /// Draws the handles over the text: the one in hand filled, the others hollow.
    pub(super) fn paint_handles(&self, painter: &Painter, view: &View<'_>, geometry: Geometry) {
        for handle in view.cursor.handles {
            for is_end in [false, true] {
                let Some(shape) = self.shape(handle, is_end, view, geometry) else { continue };
                let radius = (view.style.size * 0.2).max(3.0);
                painter.rect_filled(shape.line, 0.0, handle.colour);
                let fill = if handle.is_in_hand { handle.colour } else { view.style.background };
                painter.circle(shape.knob, radius, fill, Stroke::new(1.5, handle.colour));
            }
        }
    }
}

/// The nearer end of the word that `byte` lies inside of; `byte` itself between words.
fn snapped(document: &Document<'_>, byte: usize) -> usize {
    let word = word_at(document.text, byte).range();
    match (word.start < byte && byte < word.end, byte - word.start < word.end - byte) {
        (false, _) => byte,
        (true, true) => word.start,
        (true, false) => word.end,
    }
}

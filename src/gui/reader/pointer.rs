//! The pointer over the pane: which words lie under it, clicks, and selections drawn with it.

use egui::{CursorIcon, PointerButton, Pos2, Response, Ui};

use super::geometry::Geometry;
use super::marks::Document;
use super::pane::{Pane, View};
use super::response::{Click, Drag, Hover};
use super::scroll::Shown;
use crate::text::{Segment, Span};

/// A point of the screen in a paragraph.
struct Spot {
    idx: usize,
    /// First byte of the paragraph.
    start: usize,
    /// The point, in the paragraph's own lengths.
    at: Pos2,
}

/// The segment that holds a byte, by number; also behind its last character.
pub(super) fn segment_at(segments: &[Segment], byte: usize) -> Option<usize> {
    let idx =
        segments.partition_point(|segment| segment.span.start as usize <= byte).checked_sub(1)?;
    segments.get(idx).filter(|segment| segment.span.touches(byte)).map(|_| idx)
}

impl Pane {
    /// The paragraph at a height of the screen, the nearest one above and below the text.
    fn spot(&self, at: Pos2, geometry: Geometry) -> Option<Spot> {
        let y = f64::from(at.y - geometry.view.top());
        let below = |shown: &&Shown| y < shown.top + shown.height;
        let shown = self.shown.iter().find(below).or(self.shown.last())?;
        let corner = self.corner(shown, geometry);
        let start = self.column.paragraphs().get(shown.idx)?.span.start as usize;
        Some(Spot { idx: shown.idx, start, at: at - corner.to_vec2() })
    }

    /// The place of the text nearest to a point of the screen.
    #[must_use]
    pub fn byte_at(&self, at: Pos2) -> Option<usize> {
        let spot = self.spot(at, self.geometry?)?;
        let layout = self.column.layout(spot.idx)?;
        // Above the first row is its own height; below the last, the last row's.
        let y = spot.at.y.clamp(0.0, (layout.height() - 1.0).max(0.0));
        Some(spot.start + layout.byte_at(Pos2::new(spot.at.x, y)))
    }

    /// The first byte of the character under a point of the screen; `None` beside the words.
    #[must_use]
    pub fn byte_under(&self, at: Pos2) -> Option<usize> {
        let spot = self.spot(at, self.geometry?)?;
        let layout = self.column.layout(spot.idx)?;
        let is_inside = (0.0..layout.height()).contains(&spot.at.y);
        layout.byte_under(spot.at).filter(|_| is_inside).map(|byte| spot.start + byte)
    }

    /// Where a stretch of the text is on the screen, as far as it was in view in the last frame.
    #[must_use]
    pub fn screen_rects(&self, span: Span) -> Vec<egui::Rect> {
        let mut rects = Vec::new();
        let Some(geometry) = self.geometry else { return rects };
        for shown in &self.shown {
            let Some(paragraph) = self.column.paragraphs().get(shown.idx) else { continue };
            let (Some(part), Some(layout)) =
                (span.intersection(paragraph.span), self.column.layout(shown.idx))
            else {
                continue;
            };
            let start = paragraph.span.start as usize;
            let (above, _) = self.column.gaps(shown.idx);
            let corner =
                geometry.screen(self.column.indent(shown.idx), shown.top + f64::from(above));
            layout.rects(part.range().start - start..part.range().end - start, |piece| {
                rects.push(piece.rect.translate(corner.to_vec2()));
            });
        }
        rects
    }

    pub(super) fn hover(
        &self,
        response: &Response,
        geometry: Geometry,
        view: &View<'_>,
    ) -> Option<Hover> {
        let at = response.hover_pos().filter(|_| self.drag_from.is_none())?;
        let byte = self.byte_under(at)?;
        response.ctx.set_cursor_icon(CursorIcon::Text);
        let here = Span::new(byte, byte + 1);
        let mut marks = Vec::new();
        view.marks.marks(here, &mut marks);
        marks.retain(|mark| mark.span.contains(here));
        let spot = self.spot(at, geometry)?;
        let layout = self.column.layout(spot.idx)?;
        let (top, bottom) = layout.row_span(layout.row_at(spot.at.y));
        let row = geometry.row(at.y - spot.at.y + top, bottom - top);
        let segment = segment_at(view.document.segments, byte);
        Some(Hover { byte, segment, marks, at, row })
    }

    pub(super) fn click(
        &self,
        ui: &Ui,
        response: &Response,
        geometry: Geometry,
        document: &Document<'_>,
    ) -> Option<Click> {
        let buttons = [PointerButton::Primary, PointerButton::Secondary, PointerButton::Middle];
        let button = buttons.into_iter().find(|button| response.clicked_by(*button))?;
        let at = response.interact_pointer_pos()?;
        response.request_focus();
        let count = match () {
            () if response.triple_clicked() => 3,
            () if response.double_clicked() => 2,
            () => 1,
        };
        self.spot(at, geometry)?;
        let on = self.byte_under(at);
        Some(Click {
            byte: self.byte_at(at)?,
            on,
            segment: on.and_then(|byte| segment_at(document.segments, byte)),
            count,
            button,
            modifiers: ui.input(|input| input.modifiers),
            at,
        })
    }

    pub(super) fn drag(
        &mut self,
        ui: &Ui,
        response: &Response,
        geometry: Geometry,
        document: &Document<'_>,
    ) -> Option<Drag> {
        let (touches, pressed) =
            ui.input(|input| (input.any_touches(), input.pointer.press_origin()));
        if response.drag_started_by(PointerButton::Primary) && !touches {
            self.drag_from = pressed.and_then(|at| self.byte_at(at));
            response.request_focus();
        }
        let from = self.drag_from?;
        let at = response
            .interact_pointer_pos()
            .or_else(|| ui.input(|input| input.pointer.latest_pos()))?;
        let view = geometry.view;
        let to = self.byte_at(at.clamp(view.left_top(), view.right_bottom()))?;
        let is_done = response.drag_stopped_by(PointerButton::Primary) || !response.dragged();
        if is_done {
            self.drag_from = None;
        }
        let words = self.words(document, Span::new(from, to));
        Some(Drag { from, to, words, modifiers: ui.input(|input| input.modifiers), is_done })
    }

    /// The words a stretch of the text touches, without white space at the ends. A selection that is dragged
    /// through half a word takes all of it.
    #[must_use]
    pub fn words(&self, document: &Document<'_>, span: Span) -> Span {
        let text = document.text;
        let word = |byte: usize| -> Option<Span> {
            let idx = self.column.paragraphs().at(byte);
            let start = self.column.paragraphs().get(idx)?.span.start as usize;
            let word = self.column.layout(idx)?.word_at(byte.checked_sub(start)?);
            Some(Span::new(start + word.start, start + word.end))
        };
        let tight = span.trimmed(text);
        let Some(last) = tight.of(text).chars().next_back() else {
            return Span { end: span.start, ..span };
        };
        let (first, last) =
            (word(tight.start as usize), word(tight.end as usize - last.len_utf8()));
        let whole = first.map_or(tight, |first| tight.union(first));
        last.map_or(whole, |last| whole.union(last)).trimmed(text)
    }
}

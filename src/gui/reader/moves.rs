//! Getting about in the pane: to a place, by a view, with the wheel, and the caret from key to key.

use egui::{Response, Ui};
use parley::Affinity;

use super::caret::{Motion, Place, Step};
use super::column::Laying;
use super::engine::Engine;
use super::geometry::Geometry;
use super::marks::Document;
use super::pane::Pane;
use super::scroll::{Scroll, Stack as _};
use crate::text::Span;

/// Where a place should come to lie in the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Wherever it is, if it is well inside the view; else just inside.
    Keep,
    /// At the top.
    Top,
    /// A third below the top, where the eye looks first.
    Middle,
}

/// Something to be done in the next frame, when the width is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wish {
    /// Bring a stretch of the text into view.
    Show(Span, Align),
    /// Go down by points.
    By(f64),
    /// Go down by views.
    Page(f64),
    Start,
    End,
}

/// The row at the top of the view, by its first byte in the text, and how much of it is above the view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pin {
    byte: usize,
    /// From the top of the row to that of the view, in multiples of its height; below 0 in the gap above.
    share: f32,
}

/// What the caret remembers beside its byte.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Goal {
    /// The byte of the text for which the rest holds.
    pub(super) byte: usize,
    pub(super) side: Affinity,
    /// The distance from the margin to keep to, on the way through rows.
    x: Option<f32>,
}

/// A place further away than this many paragraphs is jumped to, not walked.
const NEAR: usize = 48;
/// A place further away than this many views is jumped to, not glided.
const GLIDE: f64 = 1.5;
/// How much of a view a page leaves in sight.
const OVERLAP: f64 = 0.1;

impl Pane {
    /// Brings a stretch of the text into view, in the next frame.
    pub fn scroll_to(&mut self, span: Span, align: Align) {
        self.wishes.push(Wish::Show(span, align));
    }

    /// Goes down by points (up when negative), in the next frame.
    pub fn scroll_by(&mut self, points: f64) {
        self.wishes.push(Wish::By(points));
    }

    /// Goes down by views (up when negative), in the next frame; a tenth of the last view stays in sight.
    pub fn page(&mut self, views: f64) {
        self.wishes.push(Wish::Page(views));
    }

    /// Goes to the beginning of the text.
    pub fn to_start(&mut self) {
        self.wishes.push(Wish::Start);
    }

    /// Goes to the end of the text.
    pub fn to_end(&mut self) {
        self.wishes.push(Wish::End);
    }

    /// Where a motion takes the caret from `byte`; both are bytes of the text.
    ///
    /// Asked again with the byte it gave, it remembers on which side of a line end or a change of direction
    /// the caret stood, and how far from the margin it started.
    pub fn move_caret(
        &mut self,
        engine: &mut Engine,
        document: &Document<'_>,
        byte: usize,
        motion: Motion,
    ) -> usize {
        let remembered = self.goal.filter(|goal| goal.byte == byte);
        let mut idx = self.column.paragraphs().at(byte);
        let Some((start, len)) = self.paragraph(idx) else { return byte };
        let own = byte.saturating_sub(start).min(len);
        let place =
            remembered.map_or(Place::before(own), |goal| Place { byte: own, side: goal.side });
        let Some(layout) = self.column.lay(&mut engine.setter, document, idx) else { return byte };
        let is_row = matches!(motion, Motion::RowUp | Motion::RowDown);
        let x = remembered
            .and_then(|goal| goal.x)
            .filter(|_| is_row)
            .unwrap_or_else(|| layout.caret(place, 0.0).left());
        let step = layout.step(place, motion, x);
        let next = match step {
            Step::To(_) => Some(idx),
            Step::Before => idx.checked_sub(1),
            Step::Behind => Some(idx + 1).filter(|next| *next < self.column.paragraphs().len()),
        };
        let Some(next) = next else { return byte };
        idx = next;
        let Some(layout) = self.column.lay(&mut engine.setter, document, idx) else { return byte };
        let place = if let Step::To(place) = step { place } else { layout.entry(motion, step, x) };
        let Some((start, _)) = self.paragraph(idx) else { return byte };
        let byte = start + place.byte;
        self.goal = Some(Goal { byte, side: place.side, x: is_row.then_some(x) });
        byte
    }

    /// The first byte of the row at the top of the view, to come back to with [`Pane::scroll_to`].
    #[must_use]
    pub fn top(&self) -> Option<usize> {
        self.pin().map(|pin| pin.byte)
    }

    /// First byte and length of a paragraph.
    fn paragraph(&self, idx: usize) -> Option<(usize, usize)> {
        self.column
            .paragraphs()
            .get(idx)
            .map(|paragraph| (paragraph.span.start as usize, paragraph.span.len()))
    }

    /// What to keep at the top of the view when widths and sizes change.
    pub(super) fn pin(&self) -> Option<Pin> {
        // As long as nobody scrolls, it stays the row it was, or many small changes of width would add up.
        if let Some((pin, _)) = self.pin.filter(|(_, scroll)| *scroll == self.scroll) {
            return Some(pin);
        }
        let layout = self.column.layout(self.scroll.anchor)?;
        let (above, _) = self.column.gaps(self.scroll.anchor);
        let y = self.scroll.offset as f32 - above;
        let row = layout.row_at(y);
        let (top, bottom) = layout.row_span(row);
        let share = (y - top) / (bottom - top).max(1.0);
        let (start, _) = self.paragraph(self.scroll.anchor)?;
        Some(Pin { byte: start + layout.row_bytes(row).start, share })
    }

    /// Puts the row back where it was.
    pub(super) fn unpin(&mut self, engine: &mut Engine, document: &Document<'_>, pin: Option<Pin>) {
        let Some(pin) = pin else { return };
        let anchor = self.column.paragraphs().at(pin.byte);
        let Some((start, _)) = self.paragraph(anchor) else { return };
        let Some(layout) = self.column.lay(&mut engine.setter, document, anchor) else { return };
        let row = layout.row_of(pin.byte.saturating_sub(start));
        let (top, bottom) = layout.row_span(row);
        let (above, _) = self.column.gaps(anchor);
        let offset = f64::from(above + top + pin.share * (bottom - top)).max(0.0);
        self.scroll = Scroll { anchor, offset, glide: 0.0 };
        self.pin = Some((pin, self.scroll));
    }

    /// Scrolls with the wheel, with a finger, and where a selection is drawn over the edge of the view.
    pub(super) fn turn(&mut self, ui: &Ui, response: &Response, geometry: Geometry) {
        if response.contains_pointer() {
            let wheel = ui.input(|input| input.smooth_scroll_delta().y);
            if wheel != 0.0 {
                self.scroll.glide = 0.0;
                self.scroll.by(-f64::from(wheel));
            }
        }
        let (touches, speed, seconds) = ui.input(|input| {
            (input.any_touches(), input.pointer.velocity().y, input.stable_dt.min(0.1))
        });
        if touches && response.dragged() {
            self.scroll.glide = 0.0;
            self.scroll.by(-f64::from(response.drag_delta().y));
        } else if self.drag_from.is_none() && response.drag_stopped() && speed.abs() > 50.0 {
            // A finger that leaves in motion sends the text on for a quarter of a second's way.
            self.scroll.glide = -f64::from(speed) * 0.25;
        } else if let Some(at) =
            response.interact_pointer_pos().filter(|_| self.drag_from.is_some())
        {
            let over = at.y - at.y.clamp(geometry.view.top(), geometry.view.bottom());
            if over != 0.0 {
                self.scroll.by(f64::from(over * seconds * 12.0));
                ui.ctx().request_repaint();
            }
        }
    }

    /// Lets a movement under way go on.
    pub(super) fn glide(&mut self, ui: &Ui) {
        let seconds = ui.input(|input| f64::from(input.stable_dt.min(0.1)));
        let seconds = if ui.style().animation_time > 0.0 { seconds } else { f64::INFINITY };
        if self.scroll.advance(seconds) && self.scroll.glide != 0.0 {
            ui.ctx().request_repaint();
        }
    }

    /// Does what was asked for since the last frame.
    pub(super) fn fulfil(
        &mut self,
        engine: &mut Engine,
        document: &Document<'_>,
        geometry: Geometry,
    ) {
        let view = geometry.height();
        for wish in std::mem::take(&mut self.wishes) {
            match wish {
                Wish::Start => self.scroll = Scroll::default(),
                Wish::End => {
                    let anchor = self.column.paragraphs().len().saturating_sub(1);
                    let offset = f64::from(self.column.heights().get(anchor));
                    self.scroll = Scroll { anchor, offset, glide: 0.0 };
                }
                Wish::By(points) => self.send(points, view),
                Wish::Page(views) => self.send(views * view * (1.0 - OVERLAP), view),
                Wish::Show(span, align) => self.show(engine, document, span, align, view),
            }
        }
    }

    /// Moves by a distance: at once when it is long, else gliding.
    fn send(&mut self, distance: f64, view: f64) {
        let rest = self.scroll.glide + distance;
        if rest.abs() > view * GLIDE {
            self.scroll.glide = 0.0;
            self.scroll.by(rest);
        } else {
            self.scroll.glide = rest;
        }
    }

    fn show(
        &mut self,
        engine: &mut Engine,
        document: &Document<'_>,
        span: Span,
        align: Align,
        view: f64,
    ) {
        let idx = self.column.paragraphs().at(span.start as usize);
        let is_near = self.scroll.anchor.abs_diff(idx) <= NEAR;
        if !is_near {
            self.scroll = Scroll { anchor: idx, offset: 0.0, glide: 0.0 };
        }
        let mut laying = Laying { column: &mut self.column, setter: &mut engine.setter, document };
        let top = laying.way(self.scroll.anchor, idx) - self.scroll.offset - self.scroll.glide;
        laying.height(idx);
        let (Some(layout), Some(paragraph)) =
            (self.column.layout(idx), self.column.paragraphs().get(idx))
        else {
            return;
        };
        let start = paragraph.span.start as usize;
        let inside = span.intersection(paragraph.span).unwrap_or(paragraph.span).range();
        let rows = layout.bounds(inside.start - start..inside.end - start);
        let (above, _) = self.column.gaps(idx);
        let (first, last) =
            (top + f64::from(above + rows.top()), top + f64::from(above + rows.bottom()));
        if !rows.is_positive() {
            return;
        }
        // Three rows of company above and below, as far as the view has room for them.
        let company = (f64::from(self.size) * 5.0).min(view * 0.2);
        let align = if is_near {
            align
        } else if align == Align::Keep {
            Align::Middle
        } else {
            align
        };
        let distance = match align {
            Align::Top => first - company / 4.0,
            Align::Middle => first - ((view - (last - first)) / 3.0).max(company / 4.0),
            Align::Keep if first < company => first - company,
            Align::Keep if last > view - company => {
                (last - view + company).min(first - company / 4.0).max(0.0)
            }
            Align::Keep => 0.0,
        };
        self.send(distance, if is_near { view } else { 0.0 });
    }
}

impl Laying<'_> {
    /// The distance from the top of one paragraph to that of another, below it when positive.
    fn way(&mut self, from: usize, to: usize) -> f64 {
        let mut sum =
            |range: std::ops::Range<usize>| range.map(|idx| self.height(idx)).sum::<f64>();
        if from <= to { sum(from..to) } else { -sum(to..from) }
    }
}

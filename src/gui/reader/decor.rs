//! Everything behind the words of one paragraph: tints, lines, frames, the selection, hits and ticks.
//!
//! Made into triangles once and kept until something on the paragraph changes. The origin is the upper left
//! corner of the paragraph's own text.

use std::collections::BTreeMap;
use std::ops::Range;

use egui::epaint::{CornerRadius, Mesh, RectShape, Tessellator};
use egui::{Color32, Rangef, Rect, Stroke, StrokeKind, pos2, vec2};

use super::bands::{Piece, bands};
use super::caret::Place;
use super::layout::ParagraphLayout;
use super::marks::{Mark, Shape, lanes};
use super::pattern::Pen;
use super::style::ReaderStyle;
use crate::text::Span;

/// What lies on one paragraph. Equal scenes give equal triangles.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Scene {
    /// The paragraph in the text; all spans below lie in it, except those of marks.
    pub(super) span: Span,
    pub(super) marks: Vec<Mark>,
    pub(super) hovered: Option<Span>,
    pub(super) current: Option<Span>,
    pub(super) selection: Option<Span>,
    /// Words that were searched for, and whether they are the present ones.
    pub(super) hits: Vec<(Span, bool)>,
    /// Bytes behind which a boundary is unsure.
    pub(super) ticks: Vec<u32>,
    /// How far the paragraph is pushed in, in points.
    pub(super) indent: f32,
    pub(super) is_quote: bool,
    /// Height of the paragraph's text and of running text, in points.
    pub(super) size: f32,
    pub(super) text_size: f32,
}

/// A letter in the margin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Badge {
    pub(super) rect: Rect,
    pub(super) letter: char,
}

/// Draws one scene.
pub(super) struct Drawing<'a> {
    pub(super) scene: &'a Scene,
    pub(super) paragraph: &'a ParagraphLayout,
    pub(super) style: &'a ReaderStyle,
    pub(super) pen: Pen,
    pub(super) tess: Tessellator,
    pub(super) mesh: Mesh,
}

impl Drawing<'_> {
    /// Draws everything; what it gives are triangles and the letters that go with them.
    pub(super) fn finish(mut self) -> (Mesh, Vec<Badge>) {
        let mut marks: Vec<(Mark, usize)> = self
            .scene
            .marks
            .iter()
            .filter(|mark| mark.style.shape == Shape::Highlight)
            .map(|m| (*m, 0))
            .collect();
        lanes(&mut marks);
        self.tints(&marks);
        self.fill(self.scene.hovered, self.style.hovered);
        self.hits();
        self.fill(self.scene.selection, self.style.selection);
        self.underlines(&marks);
        self.details();
        self.actives();
        self.ticks();
        let badges = self.margin(&marks);
        (self.mesh, badges)
    }

    /// A span of the text in bytes of the paragraph.
    pub(super) fn own(&self, span: Span) -> Range<usize> {
        let start = self.scene.span.start;
        let inside = span.intersection(self.scene.span).unwrap_or(Span { start, end: start });
        (inside.start - start) as usize..(inside.end - start) as usize
    }

    /// The rectangles a span covers, with room around the words, on whole pixels.
    fn boxes(&self, span: Span, each: &mut dyn FnMut(Rect, usize, f32)) {
        let pad = self.style.size * 0.06;
        self.paragraph.rects(self.own(span), |piece| {
            each(
                self.pen.snap_rect(piece.rect.expand2(vec2(pad, -1.0))),
                piece.row,
                piece.baseline,
            );
        });
    }

    fn rect(&mut self, rect: Rect, corners: CornerRadius, fill: Color32, stroke: Stroke) {
        let shape = RectShape::new(rect, corners, fill, stroke, StrokeKind::Inside);
        self.tess.tessellate_rect(&shape, &mut self.mesh);
    }

    fn tints(&mut self, marks: &[(Mark, usize)]) {
        let mut rows: BTreeMap<usize, (Rangef, Vec<Piece>)> = BTreeMap::new();
        for (idx, (mark, lane)) in marks.iter().enumerate() {
            self.boxes(mark.span, &mut |rect, row, _| {
                let piece =
                    Piece { left: rect.left(), right: rect.right(), lane: *lane, mark: idx };
                rows.entry(row).or_insert_with(|| (rect.y_range(), Vec::new())).1.push(piece);
            });
        }
        for (row, (height, pieces)) in rows {
            for band in bands(&pieces) {
                let Some((mark, _)) = marks.get(band.mark) else { continue };
                let share = height.span() / band.of as f32;
                let top = self.pen.snap(height.min + share * band.slot as f32);
                let bottom = self.pen.snap(height.min + share * (band.slot + 1) as f32);
                let rect = Rect::from_x_y_ranges(band.left..=band.right, top..=bottom);
                let corners =
                    if band.of == 1 { self.corners(mark.span, row) } else { CornerRadius::ZERO };
                self.rect(rect, corners, mark.style.tint, Stroke::NONE);
            }
        }
    }

    /// Round corners where a mark begins and ends, straight ones where it goes on in the next row.
    fn corners(&self, span: Span, row: usize) -> CornerRadius {
        let own = self.own(span);
        let begins = self.paragraph.row_of(own.start) == row && self.scene.span.start <= span.start;
        let ends = self.paragraph.row_of(own.end.saturating_sub(1)) == row
            && span.end <= self.scene.span.end;
        let (left, right) = if self.paragraph.is_rtl() { (ends, begins) } else { (begins, ends) };
        let radius = |round: bool| if round { 3 } else { 0 };
        CornerRadius { nw: radius(left), sw: radius(left), ne: radius(right), se: radius(right) }
    }

    fn fill(&mut self, span: Option<Span>, colour: Color32) {
        let Some(span) = span else { return };
        let mut rects = Vec::new();
        self.boxes(span, &mut |rect, _, _| rects.push(rect));
        for rect in rects {
            self.rect(rect, CornerRadius::same(2), colour, Stroke::NONE);
        }
    }

    fn hits(&mut self) {
        let mut rects = Vec::new();
        for (span, present) in &self.scene.hits {
            self.boxes(*span, &mut |rect, _, _| rects.push((rect, *present)));
        }
        for (rect, present) in rects {
            let width = if present { self.pen.thickness } else { 1.0 / self.pen.density };
            let stroke = Stroke::new(width, self.style.hit_edge);
            self.rect(rect.shrink2(vec2(0.0, 1.0)), CornerRadius::same(2), self.style.hit, stroke);
        }
    }

    /// The lines below highlights, one above the other where marks overlap.
    fn underlines(&mut self, marks: &[(Mark, usize)]) {
        let lanes = marks.iter().map(|(_, lane)| lane + 1).max().unwrap_or(0);
        for (mark, lane) in marks {
            let mut lines = Vec::new();
            self.boxes(mark.span, &mut |rect, _, baseline| {
                // The frame of the active mark must not cover its line, which says what kind it is.
                let frame = if mark.active { self.pen.thickness * 1.25 } else { 0.0 };
                let lowest = rect.bottom() - self.pen.thickness * 0.75 - frame;
                // All lanes together stay below the baseline.
                let room =
                    (lowest - baseline - self.pen.thickness).max(0.0) / (lanes.max(2) - 1) as f32;
                let step = room.min(self.pen.thickness + 1.5);
                lines.push((rect.x_range(), lowest - step * *lane as f32));
            });
            for (x, y) in lines {
                self.pen.line(
                    x,
                    y,
                    mark.style.underline,
                    mark.style.stroke,
                    &mut self.tess,
                    &mut self.mesh,
                );
            }
        }
    }

    /// Frames and overlines inside highlights.
    fn details(&mut self) {
        let scene = self.scene;
        for mark in scene.marks.iter().filter(|mark| mark.style.shape != Shape::Highlight) {
            let mut found = Vec::new();
            self.boxes(mark.span, &mut |rect, _, baseline| found.push((rect, baseline)));
            for (rect, baseline) in found {
                let top = self.pen.snap(baseline - scene.size * 1.02);
                if mark.style.shape == Shape::Overline {
                    let thin = Pen { thickness: 1.0_f32.max(self.pen.thickness * 0.6), ..self.pen };
                    let thin = Pen { thickness: thin.snap(thin.thickness), ..thin };
                    thin.line(
                        rect.x_range(),
                        top,
                        mark.style.underline,
                        mark.style.stroke,
                        &mut self.tess,
                        &mut self.mesh,
                    );
                } else {
                    let bottom = self.pen.snap(baseline + scene.size * 0.24);
                    let frame = Rect::from_x_y_ranges(rect.x_range(), top..=bottom);
                    let stroke = Stroke::new(
                        self.pen.snap(1.0).max(1.0 / self.pen.density),
                        mark.style.stroke,
                    );
                    self.rect(frame, CornerRadius::same(3), Color32::TRANSPARENT, stroke);
                }
            }
        }
    }

    fn actives(&mut self) {
        let scene = self.scene;
        for mark in scene.marks.iter().filter(|mark| mark.active) {
            let mut rects = Vec::new();
            self.boxes(mark.span, &mut |rect, row, _| rects.push((rect, row)));
            for (rect, row) in rects {
                let stroke = Stroke::new(self.pen.thickness, mark.style.stroke);
                let corners = self.corners(mark.span, row);
                self.rect(
                    rect.expand2(vec2(self.pen.thickness / 2.0, 0.0)),
                    corners,
                    Color32::TRANSPARENT,
                    stroke,
                );
            }
        }
    }

    /// Three faint strokes behind a sentence whose end is unsure.
    fn ticks(&mut self) {
        for byte in &self.scene.ticks {
            let own = byte.saturating_sub(self.scene.span.start) as usize;
            let caret = self.paragraph.caret(Place::after(own), 0.0);
            let away = if self.paragraph.is_rtl() { -0.13 } else { 0.13 };
            let x = self.pen.snap(caret.left() + self.style.size * away);
            let stroke = self.pen.snap(caret.height() * 0.14);
            for idx in 0..3 {
                let top =
                    self.pen.snap(caret.top() + caret.height() * 0.2) + stroke * 1.7 * idx as f32;
                let rect = Rect::from_min_size(
                    pos2(x, top),
                    vec2(1.0_f32.max(self.pen.thickness * 0.5), stroke),
                );
                self.mesh.add_colored_rect(self.pen.snap_rect(rect), self.style.faint);
            }
        }
    }
}

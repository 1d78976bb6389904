//! What stands beside a paragraph: letters of its marks, the bar of the current sentence, that of a quotation.

use std::collections::BTreeMap;

use egui::epaint::{CornerRadius, RectShape};
use egui::{Rect, Stroke, StrokeKind, pos2, vec2};

use super::caret::Place;
use super::decor::{Badge, Drawing};
use super::marks::Mark;

/// How many letters one row has room for; the last of them says that there are more.
const ROOM: usize = 3;

impl Drawing<'_> {
    /// Draws the margin and says which letters belong on its badges.
    pub(super) fn margin(&mut self, marks: &[(Mark, usize)]) -> Vec<Badge> {
        if self.scene.is_quote {
            let left = self.pen.snap(-self.scene.text_size * 0.8);
            let bar = Rect::from_min_size(
                pos2(left, 0.0),
                vec2(self.pen.thickness, self.paragraph.height()),
            );
            self.mesh.add_colored_rect(self.pen.snap_rect(bar), self.style.faint);
        }
        self.current();
        self.badges(marks)
    }

    /// A bar beside the rows of the current sentence, and brackets where it begins and ends.
    fn current(&mut self) {
        let Some(span) = self.scene.current else { return };
        let rows = self.paragraph.bounds(self.own(span));
        if !rows.is_positive() {
            return;
        }
        let right = -self.scene.indent - self.scene.text_size * 0.42;
        let bar = Rect::from_min_max(
            pos2(right - 3.0, rows.top() + 2.0),
            pos2(right, rows.bottom() - 2.0),
        );
        let shape =
            RectShape::filled(self.pen.snap_rect(bar), CornerRadius::same(1), self.style.current);
        self.tess.tessellate_rect(&shape, &mut self.mesh);
        let own = self.own(span);
        let forward = if self.paragraph.is_rtl() { -1.0 } else { 1.0 };
        if self.scene.span.start <= span.start {
            self.bracket(Place::before(own.start), forward);
        }
        if span.end <= self.scene.span.end {
            self.bracket(Place::after(own.end), -forward);
        }
    }

    /// A corner: above at the beginning, below at the end, opening towards the sentence.
    fn bracket(&mut self, place: Place, towards: f32) {
        let caret = self.paragraph.caret(place, 0.0);
        let thickness = self.pen.thickness;
        let opens_down = (towards > 0.0) != self.paragraph.is_rtl();
        let (tall, foot) = (caret.height() * 0.3, self.style.size * 0.3);
        let x = caret.left() - towards * self.style.size * 0.1;
        let y = if opens_down { caret.top() + 1.0 } else { caret.bottom() - 1.0 };
        let inwards = if opens_down { 1.0 } else { -1.0 };
        let upright =
            Rect::from_two_pos(pos2(x, y), pos2(x - towards * thickness, y + inwards * tall));
        let flat = Rect::from_two_pos(
            pos2(x - towards * thickness, y),
            pos2(x + towards * foot, y + inwards * thickness),
        );
        for rect in [upright, flat] {
            self.mesh.add_colored_rect(self.pen.snap_rect(rect), self.style.current);
        }
    }

    /// Frames for the letters of marks that begin here, beside the row they begin in.
    fn badges(&mut self, marks: &[(Mark, usize)]) -> Vec<Badge> {
        let mut rows: BTreeMap<usize, Vec<&Mark>> = BTreeMap::new();
        for (mark, _) in marks.iter().filter(|(mark, _)| mark.letter.is_some()) {
            if self.scene.span.touches(mark.span.start as usize) {
                let row = self.paragraph.row_of(self.own(mark.span).start);
                rows.entry(row).or_default().push(mark);
            }
        }
        let side = (self.scene.text_size * 1.05).round();
        let mut badges = Vec::new();
        for (row, marks) in rows {
            let (top, bottom) = self.paragraph.row_span(row);
            let last = -self.scene.indent - self.scene.text_size * 0.85;
            let count = marks.len().min(ROOM);
            for (idx, mark) in marks.iter().take(ROOM).enumerate() {
                let right = last - (count - 1 - idx) as f32 * (side + 2.0);
                let corner = pos2(right - side, f32::midpoint(top, bottom) - side / 2.0);
                let rect = self.pen.snap_rect(Rect::from_min_size(corner, vec2(side, side)));
                let width = if mark.active { self.pen.thickness } else { 1.0 };
                let stroke = Stroke::new(width, mark.style.stroke);
                let shape = RectShape::new(
                    rect,
                    CornerRadius::same(3),
                    mark.style.tint,
                    stroke,
                    StrokeKind::Inside,
                );
                self.tess.tessellate_rect(&shape, &mut self.mesh);
                let is_rest = idx + 1 == ROOM && marks.len() > ROOM;
                badges.push(Badge {
                    rect,
                    letter: if is_rest { '+' } else { mark.letter.unwrap_or('+') },
                });
            }
        }
        badges
    }
}

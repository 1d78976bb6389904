//! Letters over words, by which the words are chosen.

use egui::{FontId, Painter, vec2};

use super::caret::Place;
use super::geometry::Geometry;
use super::marks::Tag;
use super::pane::{Pane, View};

impl Pane {
    /// Draws each label over the beginning of its word.
    pub(super) fn paint_labels(&self, painter: &Painter, view: &View<'_>, geometry: Geometry) {
        for Tag { byte, label } in view.cursor.tags {
            let idx = self.column.paragraphs().at(*byte);
            let shown = self.shown.iter().find(|shown| shown.idx == idx);
            let (Some(shown), Some(paragraph), Some(layout)) =
                (shown, self.column.paragraphs().get(idx), self.column.layout(idx))
            else {
                continue;
            };
            let own = byte.saturating_sub(paragraph.span.start as usize);
            let caret = layout.caret(Place::before(own), 1.0);
            let at = caret.translate(self.corner(shown, geometry).to_vec2());
            let size = view.style.size * 0.68;
            let middle = at.center() - vec2(0.0, view.style.size * 0.72);
            let galley = painter.layout_no_wrap(
                label.clone(),
                FontId::monospace(size),
                view.style.background,
            );
            let corner = middle - vec2(1.0, galley.size().y / 2.0);
            let frame = egui::Rect::from_min_size(corner, galley.size()).expand2(vec2(2.5, -1.0));
            painter.rect_filled(frame, 3.0, view.style.current);
            painter.galley(corner, galley, view.style.background);
        }
    }
}

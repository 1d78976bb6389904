//! Painting the pane: which paragraphs need new triangles, and what lies on each of them.

use egui::{Painter, Ui, vec2};

use super::caret::Place;
use super::decor::Scene;
use super::engine::Engine;
use super::geometry::Geometry;
use super::layout::ParagraphLayout;
use super::painted::{Ground, Painted};
use super::pane::{PAINTED, Pane, View};
use super::scroll::Shown;
use super::style::Setting;
use crate::text::{Role, Span};

impl Pane {
    /// Paints what is in view.
    pub(super) fn paint(
        &mut self,
        ui: &Ui,
        engine: &mut Engine,
        view: &View<'_>,
        geometry: Geometry,
        hovered: Option<Span>,
    ) {
        let painter = ui.painter_at(geometry.view);
        ui.painter().rect_filled(geometry.view.union(geometry.bar), 0.0, view.style.background);
        // When the glyph pictures run out of room on the way, those made before are worthless: once more.
        for _round in 0..2 {
            let generation = engine.atlas.generation();
            self.prepare(ui, engine, view, geometry, hovered);
            if engine.atlas.generation() == generation {
                break;
            }
        }
        for shown in &self.shown {
            let at = self.corner(shown, geometry);
            if let Some(painted) = self.paints.get(shown.idx) {
                painted.show(&painter, at);
            }
        }
        self.paint_caret(&painter, view, geometry);
        self.paint_handles(&painter, view, geometry);
        self.paint_labels(&painter, view, geometry);
    }

    fn prepare(
        &mut self,
        ui: &Ui,
        engine: &mut Engine,
        view: &View<'_>,
        geometry: Geometry,
        hovered: Option<Span>,
    ) {
        let in_view: usize = self
            .shown
            .iter()
            .filter_map(|shown| self.column.paragraphs().get(shown.idx))
            .map(|p| p.span.len())
            .sum();
        self.paints.set_limit((in_view * 3).max(PAINTED));
        let generation = engine.atlas.generation();
        for Shown { idx, top, .. } in self.shown.clone() {
            let Some(scene) = self.scene(idx, view, hovered) else { continue };
            let bytes = scene.span.len();
            let (above, _) = self.column.gaps(idx);
            let Some(paragraph) = self.column.layout(idx) else { continue };
            let y = -top as f32 - above;
            let rows = rows(paragraph, y, y + geometry.view.height());
            let (fonts, width) = (engine.revision(), geometry.width);
            let ground = Ground { generation, fonts, width, rows, style: *view.style };
            match self.paints.get(idx).filter(|painted| painted.is_on(&ground)) {
                Some(painted) => painted.dress(engine, ui.ctx(), paragraph, scene),
                None => {
                    let painted = Painted::new(engine, ui.ctx(), paragraph, ground, scene);
                    self.paints.put(idx, painted, bytes);
                }
            }
        }
    }

    /// What lies on a paragraph just now.
    fn scene(&self, idx: usize, view: &View<'_>, hovered: Option<Span>) -> Option<Scene> {
        let paragraph = self.column.paragraphs().get(idx)?;
        let span = paragraph.span;
        let mut marks = Vec::new();
        view.marks.marks(span, &mut marks);
        let here = |other: Option<Span>| other.filter(|other| other.overlaps(span));
        let hits = view.cursor.hits;
        let first = hits.partition_point(|hit| hit.end <= span.start);
        let near = hits.iter().enumerate().skip(first).take_while(|(_, hit)| hit.start < span.end);
        let segments = view.document.segments.get(paragraph.segments.clone()).unwrap_or(&[]);
        let unsure =
            segments.iter().filter(|segment| !segment.sure && segment.span.end <= span.end);
        Some(Scene {
            span,
            marks,
            hovered: here(hovered),
            current: here(view.cursor.current),
            selection: here(view.cursor.selection),
            hits: near.map(|(idx, hit)| (*hit, view.cursor.hit == Some(idx))).collect(),
            ticks: unsure.map(|segment| segment.span.end).collect(),
            indent: self.column.indent(idx),
            is_quote: paragraph.role == Role::Quote,
            size: Setting::of(paragraph.role, view.style.size).kind.size,
            text_size: view.style.size,
        })
    }

    fn paint_caret(&self, painter: &Painter, view: &View<'_>, geometry: Geometry) {
        let Some(byte) = view.cursor.caret else { return };
        let idx = self.column.paragraphs().at(byte);
        let shown = self.shown.iter().find(|shown| shown.idx == idx);
        let (Some(shown), Some(paragraph), Some(layout)) =
            (shown, self.column.paragraphs().get(idx), self.column.layout(idx))
        else {
            return;
        };
        let own = byte.saturating_sub(paragraph.span.start as usize).min(paragraph.span.len());
        let place = self
            .goal
            .filter(|goal| goal.byte == byte)
            .map_or(Place::before(own), |goal| Place { byte: own, side: goal.side });
        let thickness = (view.style.size / 10.0).round().max(1.0);
        let at = self.corner(shown, geometry);
        let rect = layout.caret(place, thickness).translate(at.to_vec2());
        let centred =
            rect.translate(vec2(-thickness / 2.0, 0.0)).shrink2(vec2(0.0, rect.height() * 0.1));
        painter.rect_filled(centred, 0.0, view.style.caret);
    }
}

/// The rows between two heights of a paragraph and a few around them, in steps, so that scrolling through a
/// very long paragraph paints it anew only now and then.
fn rows(paragraph: &ParagraphLayout, top: f32, bottom: f32) -> (usize, usize) {
    const STEP: usize = 8;
    let (first, last) = (paragraph.row_at(top), paragraph.row_at(bottom));
    (first / STEP * STEP, (last / STEP + 1) * STEP)
}

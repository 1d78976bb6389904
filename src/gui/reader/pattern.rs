//! Lines in patterns, drawn on whole pixels so that they are told apart on any screen.

use egui::epaint::{Mesh, Tessellator};
use egui::{Color32, Pos2, Rangef, Rect, Shape, Stroke, pos2};

use super::marks::Underline;

/// Pixels and the size of the text, from which thicknesses follow.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    /// Physical pixels in a point.
    pub(super) density: f32,
    /// The thickness of a plain line, in points; a whole number of pixels.
    pub(super) thickness: f32,
}

impl Pen {
    /// A pen for text of a given height, on a screen of a given density.
    pub(super) fn new(size: f32, density: f32) -> Self {
        // An eighth and a half of the height of the text: two pixels for text of 16.
        let pixels = (size * density / 8.5).round().max(1.0);
        Self { density, thickness: pixels / density }
    }

    /// The nearest edge of a pixel.
    pub(super) fn snap(self, length: f32) -> f32 {
        (length * self.density).round() / self.density
    }

    /// A rectangle with its edges on those of pixels.
    pub(super) fn snap_rect(self, rect: Rect) -> Rect {
        let snap = |at: Pos2| pos2(self.snap(at.x), self.snap(at.y));
        Rect::from_min_max(snap(rect.min), snap(rect.max))
    }

    /// A line whose thinner half is at least a pixel.
    fn half(self) -> f32 {
        (self.thickness * self.density / 2.0).floor().max(1.0) / self.density
    }

    /// Draws a line from left to right, its middle at `y`.
    pub(super) fn line(
        self,
        x: Rangef,
        y: f32,
        pattern: Underline,
        colour: Color32,
        tess: &mut Tessellator,
        mesh: &mut Mesh,
    ) {
        let thickness = self.thickness;
        let top = self.snap(y - thickness / 2.0);
        let x = Rangef::new(self.snap(x.min), self.snap(x.max));
        match pattern {
            Underline::Solid => strip(mesh, x, top, thickness, colour),
            Underline::Double => {
                // A gap as wide as a line, and never less than a pixel.
                let half = self.half();
                let top = self.snap(y - half * 1.5);
                strip(mesh, x, top, half, colour);
                strip(mesh, x, top + half * 2.0, half, colour);
            }
            Underline::Dotted => self.pieces(mesh, x, top, (1.0, 1.5), colour),
            Underline::Dashed => self.pieces(mesh, x, top, (3.5, 2.0), colour),
            // Its troughs reach as low as the other lines.
            Underline::Wavy => self.wave(x, y - thickness * 0.5, colour, tess, mesh),
        }
    }

    /// Strokes and gaps, in multiples of the thickness, so many that both ends hold a stroke.
    fn pieces(
        self,
        mesh: &mut Mesh,
        x: Rangef,
        top: f32,
        (stroke, gap): (f32, f32),
        colour: Color32,
    ) {
        let stroke = self.snap(stroke * self.thickness);
        let step = stroke + self.snap(gap * self.thickness).max(1.0 / self.density);
        let mut left = x.min;
        while left < x.max {
            strip(mesh, Rangef::new(left, (left + stroke).min(x.max)), top, self.thickness, colour);
            left += step;
        }
    }

    fn wave(self, x: Rangef, y: f32, colour: Color32, tess: &mut Tessellator, mesh: &mut Mesh) {
        let quarter = self.thickness * 1.25;
        let steps = ((x.span() / quarter).ceil() as usize).clamp(1, 4000);
        let point = |step: usize| {
            let rise = [0.0, -1.0, 0.0, 1.0].get(step % 4).copied().unwrap_or(0.0);
            pos2((x.min + step as f32 * quarter).min(x.max), y + rise * self.thickness * 0.75)
        };
        let stroke = Stroke::new(self.thickness * 0.7, colour);
        tess.tessellate_shape(Shape::line((0..=steps).map(point).collect(), stroke), mesh);
    }
}

fn strip(mesh: &mut Mesh, x: Rangef, top: f32, thickness: f32, colour: Color32) {
    if x.max > x.min {
        mesh.add_colored_rect(Rect::from_x_y_ranges(x, top..=top + thickness), colour);
    }
}

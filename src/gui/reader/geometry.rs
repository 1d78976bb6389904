//! Where the pane's parts stand in the window.

use egui::{Rect, pos2, vec2};

use super::style::ReaderStyle;

/// Width of the scroll bar, in points.
const BAR: f32 = 12.0;
/// Margins beside the column, in multiples of the text's height: letters stand in the left one.
const LEFT: f32 = 4.5;
const RIGHT: f32 = 1.2;
/// Average width of a character of running text, in multiples of its height (Noto Sans, English prose).
const CHARACTER: f32 = 0.52;

/// The parts of the pane, in points on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Geometry {
    /// Everything but the scroll bar.
    pub(super) view: Rect,
    /// Left edge and width of the text column.
    pub(super) left: f32,
    pub(super) width: f32,
    pub(super) bar: Rect,
    /// Physical pixels in a point.
    density: f32,
}

impl Geometry {
    /// Divides `outer` into column, margins and scroll bar.
    pub(super) fn new(outer: Rect, style: &ReaderStyle, density: f32) -> Self {
        let snap = |length: f32| (length * density).round() / density;
        let view = outer.with_max_x((outer.right() - BAR).max(outer.left()));
        let (left, right) = (style.size * LEFT, style.size * RIGHT);
        let room = (view.width() - left - right).max(style.size * 4.0);
        let width = room.min(style.measure * CHARACTER * style.size).floor();
        let left = left.max((view.width() - width) / 2.0);
        let bar = Rect::from_min_max(pos2(view.right(), outer.top()), outer.max);
        Self { view, left: snap(view.left() + left), width, bar, density }
    }

    /// A length in the text and the view as a place on the screen, on a whole pixel.
    pub(super) fn screen(&self, indent: f32, y: f64) -> egui::Pos2 {
        let snap = |length: f32| (length * self.density).round() / self.density;
        pos2(snap(self.left + indent), snap(self.view.top() + y as f32))
    }

    /// The height of the view, in points.
    pub(super) fn height(&self) -> f64 {
        f64::from(self.view.height())
    }

    /// The row between two heights on the screen, as wide as the column.
    pub(super) fn row(&self, top: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(self.left, top), vec2(self.width, height))
    }
}

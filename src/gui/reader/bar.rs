//! The scroll bar: dragged, clicked beside its thumb, and known to screen readers.

use egui::accesskit::{Action, Orientation, Role};
use egui::{Id, PointerButton, Rect, Response, Sense, Ui, pos2, vec2};

use super::access::bounds;
use super::style::ReaderStyle;

/// The shortest thumb, in points.
const SHORTEST: f32 = 28.0;
/// Free space beside the thumb, in points.
const INSET: f32 = 3.0;

/// What somebody did with the scroll bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pull {
    /// Go to this share of the way, from 0 to 1.
    To(f64),
    /// Go a view up (-1) or down (1).
    Page(f64),
}

/// The thumb's place and size follow from where the view is in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bar {
    pub(super) track: Rect,
    /// How much of the text is in view, from 0 to 1.
    pub(super) part: f32,
    /// How far down the view is, from 0 to 1.
    pub(super) share: f64,
}

impl Bar {
    fn thumb(&self) -> Rect {
        let height = (self.track.height() * self.part)
            .clamp(SHORTEST.min(self.track.height()), self.track.height());
        let top = self.track.top() + (self.track.height() - height) * self.share as f32;
        Rect::from_min_size(
            pos2(self.track.left() + INSET, top),
            vec2(self.track.width() - 2.0 * INSET, height),
        )
    }

    /// Takes clicks, drags and requests of screen readers. `grip` remembers where the thumb is held.
    pub(super) fn pulled(
        &self,
        ui: &Ui,
        id: Id,
        grip: &mut Option<f32>,
    ) -> (Response, Option<Pull>) {
        let response = ui.interact(self.track, id, Sense::CLICK | Sense::DRAG);
        let thumb = self.thumb();
        let mut pull = self.asked(ui, id);
        if response.is_pointer_button_down_on()
            && let Some(at) = response.interact_pointer_pos()
        {
            let pressed = ui.input(|input| input.pointer.button_pressed(PointerButton::Primary));
            if pressed && thumb.y_range().contains(at.y) {
                *grip = Some(at.y - thumb.top());
            } else if pressed {
                pull = Some(Pull::Page(if at.y < thumb.top() { -1.0 } else { 1.0 }));
            }
            if let Some(grip) = *grip {
                let way = (self.track.height() - thumb.height()).max(1.0);
                let share = (at.y - grip - self.track.top()) / way;
                pull = Some(Pull::To(f64::from(share.clamp(0.0, 1.0))));
            }
        } else {
            *grip = None;
        }
        (response, pull)
    }

    /// What a screen reader asks for; also tells it about the bar.
    fn asked(&self, ui: &Ui, id: Id) -> Option<Pull> {
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::ScrollBar);
            node.set_label("Scroll bar of the text");
            node.set_bounds(bounds(self.track));
            node.set_orientation(Orientation::Vertical);
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(100.0);
            node.set_numeric_value((self.share * 100.0).round());
            node.add_action(Action::Increment);
            node.add_action(Action::Decrement);
        })?;
        let asks = |action| ui.input(|input| input.has_accesskit_action_request(id, action));
        match (asks(Action::Increment), asks(Action::Decrement)) {
            (true, _) => Some(Pull::Page(1.0)),
            (_, true) => Some(Pull::Page(-1.0)),
            _ => None,
        }
    }

    /// Paints the thumb; nothing when everything is in view.
    pub(super) fn paint(&self, ui: &Ui, response: &Response, style: &ReaderStyle) {
        if self.part < 1.0 {
            let held = response.hovered() || response.is_pointer_button_down_on();
            let thumb = self.thumb();
            let colour = if held { style.bar_hovered } else { style.bar };
            ui.painter().rect_filled(thumb, thumb.width() / 2.0, colour);
        }
    }
}

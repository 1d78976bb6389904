//! Where the keyboard is: a ring around what has it, and the edges of panels by arrow keys.

use egui::accesskit::{Action, ActionRequest, TreeId};
use egui::{
    Color32, Context, Event, EventFilter, Id, Key, LayerId, Modifiers, Order, Rect, Stroke,
    StrokeKind, Ui,
};

/// Wider than this is no edge of a panel, in points.
const WIDEST_EDGE: f32 = 20.0;

/// What is higher than this shows by itself that it has the keyboard: the article.
const HIGHEST: f32 = 160.0;

/// What has the keyboard: its id, and the part of it that is seen.
fn focused(ctx: &Context) -> Option<(Id, Rect)> {
    let id = ctx.memory(|memory| memory.focused())?;
    let response = ctx.read_response(id)?;
    Some((id, response.interact_rect)).filter(|(_, rect)| rect.is_positive())
}

fn is_edge(rect: Rect) -> bool {
    rect.width() < WIDEST_EDGE && rect.height() > 4.0 * rect.width()
}

/// A ring around what has the keyboard, over everything; to be called when all is drawn. Fields for words show it themselves.
pub fn ring_ui(ctx: &Context, colour: Color32) {
    let Some((_, rect)) = focused(ctx) else { return };
    let painter =
        ctx.layer_painter(LayerId::new(Order::Tooltip, Id::unique("what has the keyboard")));
    let stroke = Stroke::new(1.5, colour);
    if is_edge(rect) {
        painter.vline(rect.center().x, rect.y_range(), stroke);
    } else if rect.height() <= HIGHEST && !ctx.text_edit_focused() {
        painter.rect_stroke(rect.expand(1.5), 5.0, stroke, StrokeKind::Outside);
    }
}

/// Scrolls what was just given the keyboard into view; to be called at the end of what scrolls, inside it.
pub fn follow(ui: &Ui) {
    let ctx = ui.ctx();
    let Some(response) = ctx.memory(|m| m.focused()).and_then(|id| ctx.read_response(id)) else {
        return;
    };
    let is_here = response.layer_id == ui.layer_id()
        && ui.min_rect().contains(response.rect.center())
        && response.rect.height() <= HIGHEST;
    if !is_here || !response.gained_focus() {
        return;
    }
    // What scrolls inside of something that scrolls comes first, and is enough.
    let (done, pass) = (Id::unique("scrolled to the keyboard"), ctx.cumulative_pass_nr());
    if ctx.data(|data| data.get_temp(done)) != Some(pass) {
        ctx.data_mut(|data| data.insert_temp(done, pass));
        ui.scroll_to_rect(response.rect.expand(4.0), None);
    }
}

/// Asks the panel whose edge has the keyboard to be wider or narrower, as an arrow key was pressed; to be called ahead of all
/// that hears keys. A screen reader asks in the same way.
pub fn edge_keys(ctx: &Context) {
    let Some((id, rect)) = focused(ctx).filter(|(_, rect)| is_edge(*rect)) else { return };
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ctx.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let (left, right) = ctx.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        (pressed(Key::ArrowLeft), pressed(Key::ArrowRight))
    });
    let is_of_left_panel = rect.center().x < ctx.content_rect().center().x;
    let action = match (left, right) {
        (false, false) => return,
        (_, right) if right == is_of_left_panel => Action::Increment,
        _ => Action::Decrement,
    };
    let (target_node, target_tree) = (id.accesskit_id(), TreeId::ROOT);
    let request = ActionRequest { action, target_tree, target_node, data: None };
    ctx.input_mut(|input| input.events.push(Event::AccessKitActionRequest(request)));
}

//! The pane as a screen reader meets it: a document whose visible sentences are items with words, kind and
//! source, each of which can be stood on and clicked.
//!
//! Built only while such a program listens. Only what is in view has a node.

use egui::accesskit::{Action, Role};
use egui::{Id, Rect, Sense, Ui, UiBuilder, accesskit};

use super::marks::{Document, MarkSource};
use crate::text::{Segment, Span};

/// Bytes of a segment that are read out; nobody listens to a megabyte.
const READ_OUT: usize = 4 * 1024;

/// A segment in view.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Its number among all segments.
    pub(super) idx: usize,
    pub(super) segment: Segment,
    /// Where it is on the screen.
    pub(super) bounds: Rect,
}

/// What screen readers asked for: a segment by number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    pub(super) focus: Option<usize>,
    pub(super) click: Option<usize>,
}

/// Names the pane; `false` when nobody listens.
pub(super) fn name_pane(ui: &Ui, id: Id, document: &Document<'_>) -> bool {
    let named = ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Document);
        node.set_label(document.title);
        node.add_action(Action::Focus);
    });
    named.is_some()
}

/// A place on the screen as screen readers take it.
pub(super) fn bounds(rect: Rect) -> accesskit::Rect {
    let (min, max) = (rect.min, rect.max);
    accesskit::Rect { x0: min.x.into(), y0: min.y.into(), x1: max.x.into(), y1: max.y.into() }
}

/// The node of a segment: the same as long as the segment begins at the same byte.
fn item_id(pane: Id, segment: Segment) -> Id {
    pane.with(("segment", segment.span.start))
}

/// Gives every item a node below the pane, and collects what was asked of them.
pub(super) fn show_items(
    ui: &mut Ui,
    pane: Id,
    document: &Document<'_>,
    marks: &dyn MarkSource,
    current: Option<Span>,
    items: &[Item],
) -> Asked {
    let builder = UiBuilder::new()
        .accessibility_parent(pane)
        .max_rect(ui.clip_rect())
        .accessibility_role(Role::List);
    let child = ui.new_child(builder.accessibility_label("Sentences in view"));
    let mut asked = Asked::default();
    for item in items {
        let id = item_id(pane, item.segment);
        // The pane alone takes the keyboard focus; the item is its active descendant.
        child.interact(item.bounds, id, Sense::empty());
        let is_current = current == Some(item.segment.span);
        ui.ctx()
            .accesskit_node_builder(id, |node| describe(node, document, marks, item, is_current));
        if is_current {
            ui.ctx()
                .accesskit_node_builder(pane, |node| node.set_active_descendant(id.accesskit_id()));
        }
        let asks = |action| ui.input(|input| input.has_accesskit_action_request(id, action));
        if asks(Action::Focus) {
            asked.focus = Some(item.idx);
        }
        if asks(Action::Click) {
            asked.click = Some(item.idx);
        }
    }
    if asked.focus.is_some() || asked.click.is_some() {
        ui.memory_mut(|memory| memory.request_focus(pane));
    }
    asked
}

/// The beginning of a text, in at most so many bytes.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text)
}

fn describe(
    node: &mut accesskit::Node,
    document: &Document<'_>,
    marks: &dyn MarkSource,
    item: &Item,
    is_current: bool,
) {
    let span = item.segment.span;
    node.set_role(Role::ListItem);
    node.set_label(beginning(span.of(document.text), READ_OUT));
    let description = marks.describe(span);
    if !description.is_empty() {
        node.set_description(description);
    }
    if !document.lang.is_empty() {
        node.set_language(document.lang);
    }
    node.set_bounds(bounds(item.bounds));
    node.set_selected(is_current);
    node.set_position_in_set(item.idx + 1);
    node.set_size_of_set(document.segments.len());
    node.add_action(Action::Focus);
    node.add_action(Action::Click);
}

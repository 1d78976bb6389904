//! The reading pane: a text of any length in one column, laid out and painted only where it is looked at.
//!
//! It shows what it is given and tells what was done to it. What a key means, what a click changes and where
//! the annotator stands is decided elsewhere.

use egui::{Event, EventFilter, Id, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui};

use super::access::{Asked, Item, name_pane, show_items};
use super::bar::{Bar, Pull};
use super::cache::Recent;
use super::column::{Adopted, Column, Laying};
use super::engine::Engine;
use super::geometry::Geometry;
use super::handles::Grip;
use super::marks::{Cursor, Document, MarkSource};
use super::moves::{Goal, Pin, Wish};
use super::painted::Painted;
use super::response::PaneResponse;
use super::scroll::{Scroll, Shown};
use super::style::ReaderStyle;
use crate::text::Span;

/// How much text stays painted at least, in bytes; a letter takes 200 bytes as triangles.
pub(super) const PAINTED: usize = 16 * 1024;
/// How much text is laid out ahead in an idle frame, in bytes: about two milliseconds of work.
const AHEAD: usize = 6 * 1024;
/// The pause before more is laid out ahead, in seconds.
const PAUSE: f32 = 0.03;

/// What is shown in a frame.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The text.
    pub document: &'a Document<'a>,
    /// Colours and sizes.
    pub style: &'a ReaderStyle,
    /// What lies on the text.
    pub marks: &'a dyn MarkSource,
    /// Where the annotator stands.
    pub cursor: Cursor<'a>,
}

impl std::fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("View").field("cursor", &self.cursor).finish_non_exhaustive()
    }
}

/// The reading pane's own state: where it is scrolled to, and what it has laid out and painted.
#[derive(Debug)]
pub struct Pane {
    id: Id,
    pub(super) column: Column,
    pub(super) scroll: Scroll,
    pub(super) paints: Recent<Painted>,
    /// The size of running text last shown with.
    pub(super) size: f32,
    pub(super) geometry: Option<Geometry>,
    pub(super) shown: Vec<Shown>,
    pub(super) wishes: Vec<Wish>,
    pub(super) pin: Option<(Pin, Scroll)>,
    /// The side the caret clings to and the distance from the margin it keeps to, at a byte.
    pub(super) goal: Option<Goal>,
    /// Where the thumb of the scroll bar is held.
    grip: Option<f32>,
    /// Where a selection being drawn began.
    pub(super) drag_from: Option<usize>,
    /// The end of a range that is held.
    pub(super) grip_of_range: Option<Grip>,
}

impl Pane {
    /// A pane; `name` tells it from other panes of the same window.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            id: Id::unique(("reading pane", name)),
            column: Column::default(),
            scroll: Scroll::default(),
            paints: Recent::new(PAINTED),
            size: 0.0,
            geometry: None,
            shown: Vec::new(),
            wishes: Vec::new(),
            pin: None,
            goal: None,
            grip: None,
            drag_from: None,
            grip_of_range: None,
        }
    }

    /// The pane as a widget, to give it the keyboard focus.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// The bytes in view in the last frame.
    #[must_use]
    pub fn visible(&self) -> Option<Span> {
        let paragraph =
            |shown: &Shown| self.column.paragraphs().get(shown.idx).map(|paragraph| paragraph.span);
        Some(paragraph(self.shown.first()?)?.union(paragraph(self.shown.last()?)?))
    }

    /// How far the view is down the text, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        self.bar(Rect::NOTHING).share
    }

    /// Shows the pane in all the room there is, and says what happened to it.
    pub fn ui(&mut self, ui: &mut Ui, engine: &mut Engine, view: &View<'_>) -> PaneResponse {
        let outer = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(outer);
        engine.begin(ui);
        let geometry = Geometry::new(outer, view.style, ui.pixels_per_point());
        let response = ui.interact(geometry.view, self.id, Sense::click_and_drag());
        let is_listened_to = name_pane(ui, self.id, view.document);
        self.adopt(engine, view, geometry);
        let before = self.scroll;
        let (bar_response, pull) =
            self.bar(geometry.bar).pulled(ui, self.id.with("bar"), &mut self.grip);
        self.pull(pull, geometry);
        self.turn(ui, &response, geometry);
        self.fulfil(engine, view.document, geometry);
        self.glide(ui);
        self.settle(engine, view.document, geometry);
        let pull = self.pull_handle(ui, &response, geometry, view);
        let is_idle = before == self.scroll && self.drag_from.is_none() && pull.is_none();
        let is_on_handle = self.hover_handle(&response, view, geometry);
        let hover = self.hover(&response, geometry, view).filter(|_| !is_on_handle);
        let click = self.click(ui, &response, geometry, view.document);
        let drag =
            if pull.is_none() { self.drag(ui, &response, geometry, view.document) } else { None };
        let hovered = hover.as_ref().and_then(|hover| hover.segment);
        let hovered =
            hovered.and_then(|idx| view.document.segments.get(idx)).map(|segment| segment.span);
        self.paint(ui, engine, view, geometry, hovered);
        self.bar(geometry.bar).paint(ui, &bar_response, view.style);
        let has_focus = self.keep_focus(ui, view.style, geometry);
        let has_copied = has_focus && copy(ui, view);
        let asked = if is_listened_to { self.tell(ui, view, geometry) } else { Asked::default() };
        if is_idle {
            self.work_ahead(ui, engine, view.document, geometry);
        }
        let Asked { focus: focus_segment, click: click_segment } = asked;
        PaneResponse {
            response,
            hover,
            click,
            drag,
            pull,
            focus_segment,
            click_segment,
            has_focus,
            has_copied,
        }
    }

    /// Takes over the text, its size and width; what is in view stays where it is.
    fn adopt(&mut self, engine: &mut Engine, view: &View<'_>, geometry: Geometry) {
        let pin = self.pin();
        self.size = view.style.size;
        let adopted =
            self.column.adopt(view.document, view.style.size, geometry.width, engine.revision());
        match adopted {
            Adopted::Same => {}
            Adopted::Reshaped => self.unpin(engine, view.document, pin),
            Adopted::Replaced => {
                self.scroll = Scroll::default();
                self.goal = None;
                self.drag_from = None;
            }
        }
        if adopted != Adopted::Same {
            self.paints.clear();
        }
        self.geometry = Some(geometry);
    }

    fn settle(&mut self, engine: &mut Engine, document: &Document<'_>, geometry: Geometry) {
        let mut laying = Laying { column: &mut self.column, setter: &mut engine.setter, document };
        self.shown = self.scroll.settle(&mut laying, geometry.height());
    }

    fn bar(&self, track: Rect) -> Bar {
        let view = self.geometry.map_or(0.0, |geometry| geometry.height());
        let heights = self.column.heights();
        let total = heights.total().max(1.0);
        let above = heights.prefix(self.scroll.anchor) + self.scroll.offset;
        let is_at_end = self.shown.last().is_some_and(|last| {
            last.idx + 1 == heights.len() && last.top + last.height <= view + 0.5
        });
        let share = if is_at_end { 1.0 } else { (above / (total - view).max(1.0)).clamp(0.0, 1.0) };
        let is_whole = is_at_end && self.scroll.anchor == 0 && self.scroll.offset == 0.0;
        let part = if is_whole { 1.0 } else { (view / total).min(0.99) as f32 };
        Bar { track, part, share }
    }

    /// The upper left corner of a paragraph's text on the screen.
    pub(super) fn corner(&self, shown: &Shown, geometry: Geometry) -> Pos2 {
        let (above, _) = self.column.gaps(shown.idx);
        geometry.screen(self.column.indent(shown.idx), shown.top + f64::from(above))
    }

    fn pull(&mut self, pull: Option<Pull>, geometry: Geometry) {
        match pull {
            Some(Pull::To(share)) if share >= 1.0 => self.wishes.push(Wish::End),
            Some(Pull::To(share)) => {
                let total = self.column.heights().total();
                let (anchor, offset) =
                    self.column.heights().find(share * (total - geometry.height()).max(0.0));
                self.scroll = Scroll { anchor, offset, glide: 0.0 };
            }
            Some(Pull::Page(views)) => self.wishes.push(Wish::Page(views)),
            None => {}
        }
    }

    /// Keeps arrow keys and Escape from moving the focus away, and frames the pane that has it.
    fn keep_focus(&self, ui: &Ui, style: &ReaderStyle, geometry: Geometry) -> bool {
        let has_focus = ui.memory(|memory| memory.has_focus(self.id));
        if has_focus {
            let filter = EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
            let stroke = Stroke::new(1.0, style.focus);
            ui.painter().add(Shape::rect_stroke(geometry.view, 0.0, stroke, StrokeKind::Inside));
        }
        has_focus
    }

    /// Shows every segment in view to screen readers.
    fn tell(&self, ui: &mut Ui, view: &View<'_>, geometry: Geometry) -> Asked {
        let mut items: Vec<Item> = Vec::new();
        for shown in &self.shown {
            let (Some(paragraph), Some(layout)) =
                (self.column.paragraphs().get(shown.idx), self.column.layout(shown.idx))
            else {
                continue;
            };
            let at = self.corner(shown, geometry);
            for idx in paragraph.segments.clone() {
                let Some(segment) = view.document.segments.get(idx) else { continue };
                let Some(span) = segment.span.intersection(paragraph.span) else { continue };
                let start = paragraph.span.start as usize;
                let own = span.range().start - start..span.range().end - start;
                let bounds = layout.bounds(own).translate(at.to_vec2()).intersect(geometry.view);
                let is_new = items.last().is_none_or(|last| last.idx != idx);
                if bounds.is_positive() && is_new {
                    items.push(Item { idx, segment: *segment, bounds });
                }
            }
        }
        show_items(ui, self.id, view.document, view.marks, view.cursor.current, &items)
    }

    /// In an idle frame: lays out a little of the next view, and mends guessed heights that proved wrong.
    fn work_ahead(
        &mut self,
        ui: &Ui,
        engine: &mut Engine,
        document: &Document<'_>,
        geometry: Geometry,
    ) {
        let Some(last) = self.shown.last() else { return };
        let mut below = geometry.height();
        let mut bytes = 0;
        for idx in last.idx + 1..self.column.paragraphs().len() {
            if below <= 0.0 {
                break;
            }
            if !self.column.is_laid(idx) {
                if bytes > AHEAD {
                    ui.ctx().request_repaint_after_secs(PAUSE);
                    return;
                }
                bytes +=
                    self.column.paragraphs().get(idx).map_or(0, |paragraph| paragraph.span.len());
                self.column.lay(&mut engine.setter, document, idx);
            }
            below -= f64::from(self.column.heights().get(idx));
        }
        if bytes == 0 {
            let shown: Vec<usize> = self.shown.iter().map(|shown| shown.idx).collect();
            self.column.guess_again(&mut engine.setter, document, &shown);
        }
    }
}

/// Puts the selected words on the clipboard as they stand in the text, if that was asked for.
fn copy(ui: &Ui, view: &View<'_>) -> bool {
    let words = view.cursor.selection.map_or("", |selection| selection.of(view.document.text));
    let is_asked = ui.input(|input| input.events.contains(&Event::Copy));
    if words.is_empty() || !is_asked {
        return false;
    }
    ui.input_mut(|input| input.events.retain(|event| *event != Event::Copy));
    ui.ctx().copy_text(words.to_owned());
    true
}

//! What a frame of the pane tells its owner. Places and spans are bytes of the text.

use egui::{Modifiers, PointerButton, Pos2, Rect, Response};

use super::handles::Pull;
use super::marks::Mark;
use crate::text::Span;

/// What lies under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The first byte of the character under the pointer.
    pub byte: usize,
    /// The segment it is in, by number.
    pub segment: Option<usize>,
    /// Every mark that holds it.
    pub marks: Vec<Mark>,
    /// The pointer.
    pub at: Pos2,
    /// The row under the pointer, as wide as the text column: keep popups off it.
    pub row: Rect,
}

/// Is exactly what the pointer went over meant, and not the words of it? Some window managers keep Alt with a drag for
/// themselves, so Ctrl (on a Mac ⌘) asks for the same.
#[must_use]
pub fn is_exact(modifiers: Modifiers) -> bool {
    modifiers.alt || modifiers.command || modifiers.ctrl
}

/// A click on the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Click {
    /// The place between two characters nearest to the pointer.
    pub byte: usize,
    /// The character that was hit; `None` beside the words.
    pub on: Option<usize>,
    /// The segment that was hit, by number.
    pub segment: Option<usize>,
    /// 1, 2 or 3.
    pub count: u8,
    /// Which button.
    pub button: PointerButton,
    /// The keys held with it.
    pub modifiers: Modifiers,
    /// Where on the screen, for a context menu.
    pub at: Pos2,
}

/// The pointer drawn over the text with its main button held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drag {
    /// Where it was pressed.
    pub from: usize,
    /// Where it is now; may lie before `from`.
    pub to: usize,
    /// The words touched on the way, without white space at the ends.
    pub words: Span,
    /// The keys held with it.
    pub modifiers: Modifiers,
    /// Was the button let go?
    pub is_done: bool,
}

/// What happened in one frame.
#[derive(Clone, Debug)]
pub struct PaneResponse {
    /// The pane as a widget: for focus, context menus and popups.
    pub response: Response,
    /// What lies under the pointer.
    pub hover: Option<Hover>,
    /// A click with any button.
    pub click: Option<Click>,
    /// A selection being drawn.
    pub drag: Option<Drag>,
    /// The end of a range being drawn elsewhere.
    pub pull: Option<Pull>,
    /// A segment that a screen reader wants the annotator to stand on, by number.
    pub focus_segment: Option<usize>,
    /// A segment that a screen reader clicked, by number.
    pub click_segment: Option<usize>,
    /// Does the pane have the keyboard?
    pub has_focus: bool,
    /// Was the selection put on the clipboard?
    pub has_copied: bool,
}

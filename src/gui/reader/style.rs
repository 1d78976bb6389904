//! Looks: the colours and sizes the pane is given, and how a role changes them.

use crate::text::Role;

use egui::Color32;

/// Every colour and size of the reading pane. The pane makes no colour of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReaderStyle {
    /// Height of running text, in points.
    pub size: f32,
    /// The widest row, in characters of average width.
    pub measure: f32,
    /// Behind everything.
    pub background: Color32,
    /// Running text and headings.
    pub text: Color32,
    /// Boilerplate and captions.
    pub dimmed: Color32,
    /// Behind the sentence under the pointer; faint.
    pub hovered: Color32,
    /// The bar in the margin beside the current sentence.
    pub current: Color32,
    /// Behind selected words; let marks show through it.
    pub selection: Color32,
    /// The text caret.
    pub caret: Color32,
    /// Behind words that were searched for.
    pub hit: Color32,
    /// Frames of words that were searched for.
    pub hit_edge: Color32,
    /// Ticks at unsure boundaries and the bar beside a quotation; faint.
    pub faint: Color32,
    /// The frame of the pane while it has the keyboard.
    pub focus: Color32,
    /// The thumb of the scroll bar.
    pub bar: Color32,
    /// The thumb under the pointer.
    pub bar_hovered: Color32,
}

/// Height of a row, in multiples of the height of its text. Leaves room for two underlines below the words.
const LEADING: f32 = 1.65;
/// The same for headings, whose large rows would fall apart.
const HEADING_LEADING: f32 = 1.35;

/// What colour a glyph is painted in; the brush of every layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ink {
    /// Running text.
    #[default]
    Text,
    /// Furniture of the page.
    Dimmed,
}

impl Ink {
    /// The ink of words with a role.
    pub(super) fn of(role: Role) -> Self {
        match role {
            Role::Boilerplate | Role::Caption => Self::Dimmed,
            Role::Headline | Role::Heading | Role::Sentence | Role::ListItem | Role::Quote => {
                Self::Text
            }
        }
    }

    /// Its colour in a style.
    pub(super) fn colour(self, style: &ReaderStyle) -> Color32 {
        match self {
            Self::Text => style.text,
            Self::Dimmed => style.dimmed,
        }
    }
}

/// How a run of text is set. Lengths are in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypeStyle {
    /// Height of the text.
    pub size: f32,
    /// Is it set in the bold face?
    pub bold: bool,
    /// Distance from one baseline to the next.
    pub row: f32,
}

impl TypeStyle {
    /// Text of a given height, in rows of the reading pane's own proportion.
    #[must_use]
    pub fn new(size: f32, bold: bool) -> Self {
        Self { size, bold, row: (size * LEADING).round() }
    }
}

/// How a paragraph of a role lies on the page. Lengths are in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Setting {
    pub(super) kind: TypeStyle,
    /// Empty space above the paragraph.
    pub(super) above: f32,
    /// How far the paragraph is pushed in.
    pub(super) indent: f32,
}

impl Setting {
    /// How a role is set in text of the given size.
    pub(super) fn of(role: Role, size: f32) -> Self {
        let set = |scale: f32, bold: bool, above: f32, indent: f32| {
            let kind = TypeStyle::new(size * scale, bold);
            let kind = if bold {
                TypeStyle { row: (kind.size * HEADING_LEADING).round(), ..kind }
            } else {
                kind
            };
            Self { kind, above: (size * above).round(), indent: (size * indent).round() }
        };
        match role {
            Role::Headline => set(1.6, true, 0.6, 0.0),
            Role::Heading => set(1.2, true, 1.2, 0.0),
            Role::Sentence => set(1.0, false, 0.6, 0.0),
            Role::Caption => set(0.9, false, 0.6, 0.0),
            Role::ListItem => set(1.0, false, 0.25, 1.2),
            Role::Quote => set(1.0, false, 0.6, 1.6),
            Role::Boilerplate => set(0.9, false, 0.5, 0.0),
        }
    }
}

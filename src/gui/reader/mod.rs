//! The reading pane, as a widget of its own: any text, any script, any length, and marks upon it.
//!
//! It knows spans, segments and roles, the toolkit and the fonts. It does not know projects, kinds, sources
//! or keys; colours are given to it. *Layout* (text to positioned rows: `layout`, `caret`, `column`) and
//! *painting* (rows to triangles: `atlas`, `mesh`, `decor`, `painted`) are kept apart.

mod access;
mod atlas;
mod bands;
mod bar;
mod cache;
mod caret;
mod column;
mod decor;
mod engine;
mod fonts;
mod geometry;
mod handles;
mod heights;
mod label;
mod labels;
mod layout;
mod margin;
mod marks;
mod mesh;
mod moves;
mod paint;
mod painted;
mod pane;
mod paragraphs;
mod pattern;
mod pointer;
mod response;
mod scripts;
mod scroll;
mod style;

pub use caret::Motion;
pub use engine::Engine;
pub use fonts::Fonts;
pub use handles::Pull;
pub use label::{LabelStyle, Lines, text_label};
pub use layout::{ParagraphLayout, RowRect, Typesetter};
pub use marks::{Cursor, Document, Handle, Mark, MarkSource, MarkStyle, Shape, Tag, Underline};
pub use moves::Align;
pub use pane::{Pane, View};
pub use response::{Click, Drag, Hover, PaneResponse, is_exact};
pub use scripts::FontHint;
pub use style::{ReaderStyle, TypeStyle};

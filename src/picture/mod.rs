//! What numbers look like: shapes that a window paints and a file holds, with the table that says the same, and sentences.
//!
//! A drawing knows no colour, only what each shape stands for; whoever paints it chooses. Kinds differ by pattern and
//! letter too, so that a drawing can be read without colour.

mod chronicle;
mod kinds;
mod matrix;
mod png;
mod svg;
mod whiskers;
pub mod words;

pub use chronicle::chronicle;
pub use kinds::kinds;
pub use matrix::matrix;
pub use png::{PngError, png};
pub use svg::svg;
pub use whiskers::whiskers;

use crate::model::Kind;

/// Height of the words in a drawing, in points.
pub const SIZE: f32 = 12.0;
/// Height of a row, in points.
const ROW: f32 = 24.0;
/// Empty space around a drawing, in points.
const MARGIN: f32 = 12.0;
/// Room for names of sources and propositions, in points.
const NAMES: f32 = 190.0;

/// What a shape stands for; whoever paints it has a colour for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Words and figures.
    Text,
    /// What matters less.
    Weak,
    /// Lines of a scale.
    Line,
    /// What is measured.
    Accent,
    /// Statements of a kind.
    Of(Kind),
}

/// A place, in points from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// A rectangle, in points from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Its upper left corner.
    pub from: Place,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}

/// Which point of some words stands at their place; their middle lies at its height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Where they begin.
    Start,
    /// Their middle.
    Middle,
    /// Where they end.
    End,
}

/// One thing to paint.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle in the light shade of its ink.
    Fill(Area, Ink),
    /// The edge of a rectangle.
    Frame(Area, Ink),
    /// A straight line of this width.
    Line(Place, Place, Ink, f32),
    /// A circle of this radius, filled or not.
    Dot(Place, f32, Ink, bool),
    /// One line of words.
    Words {
        /// Where.
        at: Place,
        /// Which.
        words: String,
        /// In what.
        ink: Ink,
        /// Which point of them stands there.
        anchor: Anchor,
        /// The widest they may be, in points; what does not fit gives way to an ellipsis.
        room: f32,
    },
}

/// The same in words and figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Over the columns.
    pub head: Vec<String>,
    /// A cell per column.
    pub rows: Vec<Vec<String>>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// What it shows.
    pub title: String,
    /// How it is to be read.
    pub note: String,
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
    /// From back to front.
    pub shapes: Vec<Shape>,
    /// All that it shows, and what it had no room for.
    pub table: Table,
}

impl Drawing {
    fn new(title: String, note: &str, table: Table) -> Self {
        let (width, height) = (0.0, 0.0);
        Self { title, note: note.to_owned(), width, height, shapes: Vec::new(), table }
    }

    fn line(&mut self, from: Place, to: Place, ink: Ink, width: f32) {
        self.shapes.push(Shape::Line(from, to, ink, width));
    }

    fn words(&mut self, at: Place, words: impl Into<String>, ink: Ink, anchor: Anchor, room: f32) {
        self.shapes.push(Shape::Words { at, words: words.into(), ink, anchor, room });
    }

    /// A name in the column of names, before what lies at the height `y`.
    fn name(&mut self, name: &str, y: f32) {
        let at = Place { x: MARGIN + NAMES - 8.0, y };
        self.words(at, name, Ink::Text, Anchor::End, NAMES - 8.0);
    }

    /// A rectangle that shows a kind by shade and pattern: claims plain, denials striped, facts with level lines.
    fn bar(&mut self, area: Area, kind: Kind) {
        let ink = Ink::Of(kind);
        self.shapes.push(Shape::Fill(area, ink));
        match kind {
            Kind::Claim => {}
            Kind::Denial => self.stripes(area, ink),
            Kind::Fact => {
                let mut y = area.from.y + 4.0;
                while y < area.from.y + area.height {
                    let (left, right) = (area.from.x, area.from.x + area.width);
                    self.line(Place { x: left, y }, Place { x: right, y }, ink, 0.8);
                    y += 4.0;
                }
            }
        }
        self.shapes.push(Shape::Frame(area, ink));
    }

    /// Slanting lines that end at the edges of the rectangle.
    fn stripes(&mut self, area: Area, ink: Ink) {
        let Area { from, width, height } = area;
        let mut at = 5.0;
        while at < width + height {
            // The line `x + y = at` inside of the rectangle.
            let low = Place { x: from.x + (at - height).max(0.0), y: from.y + at.min(height) };
            let high = Place { x: from.x + at.min(width), y: from.y + (at - width).max(0.0) };
            self.line(low, high, ink, 0.8);
            at += 5.0;
        }
    }

    /// The patterns and letters of the kinds, in one row that begins at `at`.
    fn legend(&mut self, at: Place) {
        let mut x = at.x;
        for kind in [Kind::Claim, Kind::Denial, Kind::Fact] {
            let from = Place { x, y: at.y - 6.0 };
            self.bar(Area { from, width: 18.0, height: 12.0 }, kind);
            let words = format!("{} = {}", kind.letter(), kind.short_label().to_lowercase());
            let place = Place { x: x + 24.0, y: at.y };
            self.words(place, words, Ink::Weak, Anchor::Start, 110.0);
            x += 110.0;
        }
    }

    /// Sets the size so that everything has a margin, with `width` and `height` for what lies inside of it.
    fn fit(mut self, width: f32, height: f32) -> Self {
        self.width = width + 2.0 * MARGIN;
        self.height = height + 2.0 * MARGIN;
        self
    }
}

/// About how wide words are, in points: signs of East Asian scripts are as wide as they are high.
fn width_of(words: &str) -> f32 {
    let wide = |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{ff00}'..='\u{ff60}');
    words.chars().map(|c| if wide(c) { SIZE } else { SIZE * 0.56 }).sum()
}

/// Words that are about as wide as `room`, with an ellipsis where they were cut.
fn cut(words: &str, room: f32) -> String {
    if width_of(words) <= room {
        return words.to_owned();
    }
    let mut kept = String::new();
    for c in words.chars() {
        kept.push(c);
        if width_of(&kept) + SIZE > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

//! Intervals as dots with whiskers, on a scale with the letters of the suggestion.

use super::words::two_places;
use super::{Anchor, Drawing, Ink, MARGIN, NAMES, Place, ROW, Table};
use crate::report::{LETTER_EDGES, Posterior};

/// Width of the scale from 0 to 1, in points.
const SCALE: f32 = 400.0;

/// How a drawing of intervals is to be read.
const NOTE: &str = "The dot is the mean of the share that was right, the line its 95 % interval: few outcomes make a long \
line. Between the dotted lines lie the letters that are nearest to a mean";

fn x(share: f64) -> f32 {
    MARGIN + NAMES + SCALE * share as f32
}

/// A line for each source: name and posterior. A dot is filled where there are enough outcomes to suggest a letter.
#[must_use]
pub fn whiskers(title: &str, rows: &[(String, Posterior)]) -> Drawing {
    let head = ["source", "right", "wrong", "mean", "from", "to"].map(str::to_owned).to_vec();
    let row = |(name, posterior): &(String, Posterior)| {
        let (low, high) = posterior.interval(0.95);
        let counts = [posterior.successes, posterior.failures].map(super::words::count);
        let shares = [posterior.mean(), low, high].map(two_places);
        std::iter::once(name.clone()).chain(counts).chain(shares).collect()
    };
    let table = Table { head, rows: rows.iter().map(row).collect() };
    let mut drawing = Drawing::new(title.to_owned(), NOTE, table);
    let top = MARGIN + 22.0;
    let bottom = top + ROW * rows.len().max(1) as f32;
    scale(&mut drawing, top, bottom);
    for (number, (name, posterior)) in rows.iter().enumerate() {
        let y = top + ROW * (number as f32 + 0.5);
        let (low, high) = posterior.interval(0.95);
        drawing.name(name, y);
        drawing.line(Place { x: x(low), y }, Place { x: x(high), y }, Ink::Accent, 2.0);
        for end in [low, high] {
            let (above, below) = (Place { x: x(end), y: y - 5.0 }, Place { x: x(end), y: y + 5.0 });
            drawing.line(above, below, Ink::Accent, 2.0);
        }
        let at = Place { x: x(posterior.mean()), y };
        drawing.shapes.push(super::Shape::Dot(at, 5.0, Ink::Accent, !posterior.has_too_few()));
        let counts = format!(
            "{} : {}",
            super::words::count(posterior.successes),
            super::words::count(posterior.failures)
        );
        let place = Place { x: x(1.0) + 12.0, y };
        drawing.words(place, counts, Ink::Text, Anchor::Start, 70.0);
    }
    drawing.fit(NAMES + SCALE + 90.0, bottom + 20.0 - MARGIN)
}

/// Lines at quarters with their figures below, and the letters above.
fn scale(drawing: &mut Drawing, top: f32, bottom: f32) {
    for quarter in 0..=4_u8 {
        let share = f64::from(quarter) / 4.0;
        let (from, to) = (Place { x: x(share), y: top }, Place { x: x(share), y: bottom });
        drawing.line(from, to, Ink::Line, 1.0);
        let place = Place { x: x(share), y: bottom + 11.0 };
        drawing.words(place, two_places(share), Ink::Weak, Anchor::Middle, 40.0);
    }
    for edge in LETTER_EDGES {
        let mut y = top;
        while y < bottom {
            let to = Place { x: x(edge), y: (y + 2.0).min(bottom) };
            drawing.line(Place { x: x(edge), y }, to, Ink::Weak, 1.0);
            y += 5.0;
        }
    }
    let [e, d, c, b] = LETTER_EDGES;
    let ranges = [("E", 0.0, e), ("D", e, d), ("C", d, c), ("B", c, b), ("A", b, 1.0)];
    for (letter, low, high) in ranges {
        let place = Place { x: x(f64::midpoint(low, high)), y: top - 10.0 };
        drawing.words(place, letter, Ink::Weak, Anchor::Middle, 20.0);
    }
    drawing.words(
        Place { x: x(1.0) + 12.0, y: top - 10.0 },
        "right : wrong",
        Ink::Weak,
        Anchor::Start,
        90.0,
    );
}

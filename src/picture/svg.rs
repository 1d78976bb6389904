//! A drawing as SVG, in the light colours of the window.

use super::{Anchor, Area, Drawing, Ink, Place, SIZE, Shape, cut};
use crate::model::Kind;
use std::fmt::Write as _;

/// Line and shade of an ink. Blue, vermilion and bluish green after Okabe and Ito, as in the window.
fn colours(ink: Ink) -> (&'static str, &'static str) {
    match ink {
        Ink::Text => ("#22262b", "#ffffff"),
        Ink::Weak => ("#5e656d", "#f3f1ec"),
        Ink::Line => ("#dad6cd", "#f3f1ec"),
        Ink::Accent => ("#1d5d9b", "#d6e6f5"),
        Ink::Of(Kind::Claim) => ("#0067a8", "#d8e9f8"),
        Ink::Of(Kind::Denial) => ("#b84a00", "#fbe3cc"),
        Ink::Of(Kind::Fact) => ("#00714f", "#d7efe3"),
    }
}

/// Words as XML may hold them: what is markup is written out, and what XML forbids is left out.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

fn area(Area { from, width, height }: &Area) -> String {
    format!(r#"x="{:.1}" y="{:.1}" width="{width:.1}" height="{height:.1}""#, from.x, from.y)
}

fn shape(shape: &Shape) -> String {
    match shape {
        Shape::Fill(place, ink) => format!(r#"<rect {} fill="{}"/>"#, area(place), colours(*ink).1),
        Shape::Frame(place, ink) => {
            format!(r#"<rect {} fill="none" stroke="{}"/>"#, area(place), colours(*ink).0)
        }
        Shape::Line(from, to, ink, width) => format!(
            r#"<line x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}" stroke="{}" stroke-width="{width}"/>"#,
            from.x,
            from.y,
            to.x,
            to.y,
            colours(*ink).0
        ),
        Shape::Dot(Place { x, y }, radius, ink, is_filled) => {
            let (line, _) = colours(*ink);
            let fill = if *is_filled { line } else { "#ffffff" };
            format!(
                r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius}" fill="{fill}" stroke="{line}" stroke-width="1.5"/>"#
            )
        }
        Shape::Words { at, words, ink, anchor, room } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            // The middle of small letters lies about a third of the height above the line they stand on.
            let y = at.y + SIZE * 0.35;
            let (fill, words) = (colours(*ink).0, escaped(&cut(words, *room)));
            format!(
                r#"<text x="{:.1}" y="{y:.1}" fill="{fill}" text-anchor="{anchor}">{words}</text>"#,
                at.x
            )
        }
    }
}

/// The drawing as an SVG file that needs nothing else.
#[must_use]
pub fn svg(drawing: &Drawing) -> String {
    let Drawing { title, note, width, height, shapes, .. } = drawing;
    let mut out = String::new();
    // Writing to a string cannot fail.
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0}" height="{height:.0}" viewBox="0 0 {width:.0} {height:.0}" font-family="Noto Sans, sans-serif" font-size="{SIZE}" role="img">"#
    )
    .ok();
    writeln!(out, "<title>{}</title>\n<desc>{}</desc>", escaped(title), escaped(note)).ok();
    writeln!(out, r##"<rect width="100%" height="100%" fill="#ffffff"/>"##).ok();
    for one in shapes {
        out.push_str(&shape(one));
        out.push('\n');
    }
    out.push_str("</svg>\n");
    out
}

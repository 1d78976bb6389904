//! How much of which kind each source says, as stacked bars.

use super::{Anchor, Area, Drawing, Ink, MARGIN, NAMES, Place, ROW, Table, width_of};
use crate::model::Kind;
use crate::report::{Kinds, SourceShare};

/// Sources that have a bar; the table holds them all.
const MOST: usize = 24;
/// Width of the longest bar, in points.
const SCALE: f32 = 420.0;

const NOTE: &str = "Statements of each source by kind, in the layers of all annotators: how something is put forward, not \
whether it is true. Claims are plain, denials striped, facts have level lines";

fn of(kinds: Kinds, kind: Kind) -> usize {
    match kind {
        Kind::Claim => kinds.claim,
        Kind::Denial => kinds.denial,
        Kind::Fact => kinds.fact,
    }
}

/// A bar for each of the most frequent sources, which come first.
#[must_use]
pub fn kinds(shares: &[SourceShare]) -> Drawing {
    let head = ["source", "claims", "denials", "facts", "all"].map(str::to_owned).to_vec();
    let row = |share: &SourceShare| {
        let Kinds { claim, denial, fact } = share.statements;
        let numbers = [claim, denial, fact, share.statements.total()].map(|n| n.to_string());
        std::iter::once(share.name.clone()).chain(numbers).collect()
    };
    let table = Table { head, rows: shares.iter().map(row).collect() };
    let mut drawing = Drawing::new("Kinds of statements by source".to_owned(), NOTE, table);
    let shown = shares.get(..MOST.min(shares.len())).unwrap_or_default();
    let longest = shown.iter().map(|share| share.statements.total()).max().unwrap_or(0).max(1);
    let top = MARGIN + 26.0;
    drawing.legend(Place { x: MARGIN + NAMES, y: MARGIN + 8.0 });
    for (number, share) in shown.iter().enumerate() {
        let y = top + ROW * (number as f32 + 0.5);
        drawing.name(&share.name, y);
        let mut x = MARGIN + NAMES;
        for kind in [Kind::Claim, Kind::Denial, Kind::Fact] {
            let n = of(share.statements, kind);
            if n == 0 {
                continue;
            }
            let width = SCALE * n as f32 / longest as f32;
            let area = Area { from: Place { x, y: y - 8.0 }, width, height: 16.0 };
            drawing.bar(area, kind);
            figure(&mut drawing, area, kind, n);
            x += width;
        }
        let total = share.statements.total().to_string();
        drawing.words(Place { x: x + 6.0, y }, total, Ink::Weak, Anchor::Start, 60.0);
    }
    if shares.len() > shown.len() {
        let y = top + ROW * (shown.len() as f32 + 0.5);
        let words = format!("and {} more sources: see the table", shares.len() - shown.len());
        let place = Place { x: MARGIN + NAMES, y };
        drawing.words(place, words, Ink::Weak, Anchor::Start, SCALE);
    }
    let rows = shown.len() + usize::from(shares.len() > shown.len());
    drawing.fit(NAMES + SCALE + 50.0, top + ROW * rows as f32 - MARGIN)
}

/// Letter and number on a light ground, so that no pattern runs through them; nothing where there is no room.
fn figure(drawing: &mut Drawing, bar: Area, kind: Kind, n: usize) {
    let words = format!("{} {n}", kind.letter());
    let room = width_of(&words) + 6.0;
    if bar.width < room + 4.0 {
        return;
    }
    let middle = Place { x: bar.from.x + bar.width / 2.0, y: bar.from.y + bar.height / 2.0 };
    let from = Place { x: middle.x - room / 2.0, y: bar.from.y + 1.0 };
    let ground = Area { from, width: room, height: bar.height - 2.0 };
    drawing.shapes.push(super::Shape::Fill(ground, Ink::Of(kind)));
    drawing.words(middle, words, Ink::Text, Anchor::Middle, room);
}

//! Who asserts and who denies what: a row for each source, a column for each proposition.

use super::{Anchor, Area, Drawing, Ink, MARGIN, NAMES, Place, ROW, Shape, Table, width_of};
use crate::model::{Kind, Project, PropositionId, SourceId};
use crate::report::{Stances, stances};
use std::collections::BTreeMap;

/// Rows and columns that are drawn; the table holds everything.
const MOST: usize = 16;
/// Width of a column, in points.
const COLUMN: f32 = 34.0;

const NOTE: &str = "Each cell says how often a source asserts (plain, +) or denies (striped, −) a proposition. Columns are \
numbered; the wordings stand below";

/// Those with most statements first, by name among equals.
fn busiest<K: Ord + Clone>(counts: BTreeMap<K, usize>) -> Vec<K> {
    let mut order: Vec<(K, usize)> = counts.into_iter().collect();
    order.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    order.into_iter().map(|(key, _)| key).collect()
}

/// Sources by propositions.
#[must_use]
pub fn matrix(project: &Project) -> Drawing {
    let stances = stances(project);
    let mut by_source: BTreeMap<SourceId, usize> = BTreeMap::new();
    let mut by_proposition: BTreeMap<PropositionId, usize> = BTreeMap::new();
    for ((source, proposition), (asserted, denied)) in &stances {
        let n = asserted.len() + denied.len();
        *by_source.entry(source.clone()).or_default() += n;
        *by_proposition.entry(proposition.clone()).or_default() += n;
    }
    let (sources, propositions) = (busiest(by_source), busiest(by_proposition));
    let title = "Sources and propositions".to_owned();
    let mut drawing = Drawing::new(title, NOTE, table(project, &stances));
    let shown = sources.get(..MOST.min(sources.len())).unwrap_or_default();
    let columns = propositions.get(..MOST.min(propositions.len())).unwrap_or_default();
    let top = MARGIN + 22.0;
    let left = MARGIN + NAMES;
    for number in 0..columns.len() {
        let place = Place { x: left + COLUMN * (number as f32 + 0.5), y: top - 10.0 };
        drawing.words(place, (number + 1).to_string(), Ink::Weak, Anchor::Middle, COLUMN);
    }
    for (row, source) in shown.iter().enumerate() {
        let y = top + ROW * row as f32;
        let name = project.sources().get(source).map_or("", |source| source.name.as_str());
        drawing.name(name, y + ROW / 2.0);
        for (number, proposition) in columns.iter().enumerate() {
            let from = Place { x: left + COLUMN * number as f32, y };
            let cell = Area { from, width: COLUMN, height: ROW };
            drawing.shapes.push(Shape::Frame(cell, Ink::Line));
            if let Some((asserted, denied)) = stances.get(&(source.clone(), proposition.clone())) {
                stance(&mut drawing, cell, (asserted.len(), denied.len()));
            }
        }
    }
    let bottom = top + ROW * shown.len() as f32 + 14.0;
    let width = (COLUMN * columns.len() as f32).max(360.0);
    let lines = legend(project, &mut drawing, columns, (bottom, width + NAMES));
    let left_out = (sources.len() - shown.len(), propositions.len() - columns.len());
    if left_out != (0, 0) {
        let words = format!(
            "Left out here: {} sources, {} propositions; the table has them",
            left_out.0, left_out.1
        );
        let place = Place { x: MARGIN, y: bottom + 18.0 * lines as f32 };
        drawing.words(place, words, Ink::Weak, Anchor::Start, width + NAMES);
    }
    let rest = 18.0 * (lines + usize::from(left_out != (0, 0))) as f32;
    drawing.fit(NAMES + width, bottom + rest - MARGIN)
}

/// What a source does to a proposition: one half of the cell for each side where it does both.
fn stance(drawing: &mut Drawing, cell: Area, (asserted, denied): (usize, usize)) {
    let sides = [(Kind::Claim, '+', asserted), (Kind::Denial, '−', denied)];
    let sides: Vec<_> = sides.into_iter().filter(|(_, _, n)| *n > 0).collect();
    let width = (cell.width - 2.0) / sides.len().max(1) as f32;
    for (number, (kind, sign, n)) in sides.iter().enumerate() {
        let x = cell.from.x + 1.0 + width * number as f32;
        let from = Place { x, y: cell.from.y + 1.0 };
        let area = Area { from, width, height: cell.height - 2.0 };
        drawing.bar(area, *kind);
        let words = if sides.len() > 1 { sign.to_string() } else { format!("{sign}{n}") };
        let room = (width_of(&words) + 4.0).min(width);
        let middle = Place { x: x + width / 2.0, y: cell.from.y + cell.height / 2.0 };
        let ground = Area {
            from: Place { x: middle.x - room / 2.0, y: middle.y - 7.0 },
            width: room,
            height: 14.0,
        };
        drawing.shapes.push(Shape::Fill(ground, Ink::Of(*kind)));
        drawing.words(middle, words, Ink::Text, Anchor::Middle, width);
    }
}

/// The wordings of the columns; how many lines they take.
fn legend(
    project: &Project,
    drawing: &mut Drawing,
    columns: &[PropositionId],
    (top, width): (f32, f32),
) -> usize {
    for (number, id) in columns.iter().enumerate() {
        let wording = project.propositions().get(id).map_or("", |one| one.wording.as_str());
        let place = Place { x: MARGIN, y: top + 18.0 * number as f32 };
        let words = format!("{}  {wording}", number + 1);
        drawing.words(place, words, Ink::Text, Anchor::Start, width);
    }
    columns.len()
}

fn table(project: &Project, stances: &Stances) -> Table {
    let head = ["source", "proposition", "asserts", "denies"].map(str::to_owned).to_vec();
    let row = |((source, proposition), (asserted, denied)): (
        &(SourceId, PropositionId),
        &(std::collections::BTreeSet<_>, std::collections::BTreeSet<_>),
    )| {
        let name = project.sources().get(source).map_or("", |source| source.name.as_str());
        let wording = project.propositions().get(proposition).map_or("", |p| p.wording.as_str());
        let numbers = [asserted.len().to_string(), denied.len().to_string()];
        let words = [name.to_owned(), wording.to_owned()].into_iter();
        words.chain(numbers).collect()
    };
    Table { head, rows: stances.iter().map(row).collect() }
}

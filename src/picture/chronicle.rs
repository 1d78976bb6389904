//! Who asserted and who denied a proposition when: a lane for each source, a mark for each day.

use super::{Anchor, Area, Drawing, Ink, MARGIN, NAMES, Place, ROW, Shape, Table};
use crate::model::{Kind, Project, Proposition, SourceId};
use crate::report::{Days, Event, events};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Width of the line of days, in points.
const SCALE: f32 = 420.0;
/// Room for what has no date, in points.
const DATELESS: f32 = 70.0;
/// Edge of a mark, in points.
const MARK: f32 = 16.0;
/// Lanes that are drawn; the table holds everything.
const MOST: usize = 24;

const NOTE: &str = "When each source asserted (plain, C or F) or denied (striped, D) it, by the day of the statement, else of \
the article. A number says how often on that day; r marks what only repeats";

/// The first and the last day of all.
fn range(events: &[Event]) -> Option<Days> {
    let days = || events.iter().filter_map(|event| event.days);
    Some((days().map(|(from, _)| from).min()?, days().map(|(_, to)| to).max()?))
}

fn x(range: Days, day: Date) -> f32 {
    let days = |to: Date| to.duration_since(range.0).as_hours() as f32;
    let share = if range.0 == range.1 { 0.5 } else { days(day) / days(range.1) };
    MARGIN + NAMES + MARK + (SCALE - 2.0 * MARK) * share
}

/// The statements about a proposition in time.
#[must_use]
pub fn chronicle(project: &Project, proposition: &Proposition) -> Drawing {
    let events = events(project, &proposition.id);
    let name = |id: Option<&SourceId>| {
        let source = id.and_then(|id| project.sources().get(id));
        source.map_or_else(|| "nobody knows who".to_owned(), |source| source.name.clone())
    };
    let title = format!("Claims and denials: {}", proposition.wording);
    let mut drawing = Drawing::new(title, NOTE, table(project, &events, &name));
    let mut lanes: BTreeMap<Option<&SourceId>, Vec<&Event>> = BTreeMap::new();
    let mut order: Vec<Option<&SourceId>> = Vec::new();
    for event in &events {
        let source = event.source.as_ref();
        if !order.contains(&source) {
            order.push(source);
        }
        lanes.entry(source).or_default().push(event);
    }
    order.truncate(MOST);
    let range = range(&events);
    let top = MARGIN + 26.0;
    let bottom = top + ROW * order.len().max(1) as f32;
    drawing.legend(Place { x: MARGIN + NAMES, y: MARGIN + 8.0 });
    axis(&mut drawing, range, (top, bottom));
    for (number, source) in order.into_iter().enumerate() {
        let y = top + ROW * (number as f32 + 0.5);
        drawing.name(&name(source), y);
        lane(&mut drawing, lanes.get(&source).map_or(&[][..], Vec::as_slice), range, y);
    }
    drawing.fit(NAMES + SCALE + DATELESS, bottom + 20.0 - MARGIN)
}

fn axis(drawing: &mut Drawing, range: Option<Days>, (top, bottom): (f32, f32)) {
    let left = MARGIN + NAMES;
    drawing.line(
        Place { x: left, y: bottom },
        Place { x: left + SCALE, y: bottom },
        Ink::Line,
        1.0,
    );
    let y = bottom + 11.0;
    if let Some((from, to)) = range {
        let day = |date: Date| date.strftime("%Y-%m-%d").to_string();
        let first = Place { x: left, y };
        drawing.words(first, day(from), Ink::Weak, Anchor::Start, 90.0);
        if from != to {
            let last = Place { x: left + SCALE, y };
            drawing.words(last, day(to), Ink::Weak, Anchor::End, 90.0);
        }
    }
    let place = Place { x: left + SCALE + DATELESS / 2.0, y };
    drawing.words(place, "no date", Ink::Weak, Anchor::Middle, DATELESS);
    let x = left + SCALE + 4.0;
    drawing.line(Place { x, y: top }, Place { x, y: bottom }, Ink::Line, 1.0);
}

/// The marks of one source: one for each day and side.
fn lane(drawing: &mut Drawing, events: &[&Event], range: Option<Days>, y: f32) {
    let mut marks: BTreeMap<(Option<Days>, bool), Vec<&Event>> = BTreeMap::new();
    for event in events {
        marks.entry((event.days, event.is_denied)).or_default().push(event);
    }
    for ((days, is_denied), events) in marks {
        let middle = match days.zip(range) {
            Some(((from, to), range)) => {
                if from != to {
                    let (from, to) = (x(range, from), x(range, to));
                    drawing.line(Place { x: from, y }, Place { x: to, y }, Ink::Weak, 1.5);
                }
                f32::midpoint(x(range, from), x(range, to))
            }
            None => MARGIN + NAMES + SCALE + DATELESS / 2.0,
        };
        // What one source both asserts and denies on one day stands side by side.
        let middle = if is_denied { middle + MARK * 0.6 } else { middle };
        let kind = match is_denied {
            true => Kind::Denial,
            false => events.first().map_or(Kind::Claim, |event| event.kind),
        };
        mark(drawing, Place { x: middle, y }, kind, &events);
    }
}

fn mark(drawing: &mut Drawing, at: Place, kind: Kind, events: &[&Event]) {
    let from = Place { x: at.x - MARK / 2.0, y: at.y - MARK / 2.0 };
    drawing.bar(Area { from, width: MARK, height: MARK }, kind);
    let ground = Area {
        from: Place { x: from.x + 3.0, y: from.y + 2.0 },
        width: MARK - 6.0,
        height: MARK - 4.0,
    };
    drawing.shapes.push(Shape::Fill(ground, Ink::Of(kind)));
    drawing.words(at, kind.letter().to_string(), Ink::Text, Anchor::Middle, MARK);
    let number = if events.len() > 1 { events.len().to_string() } else { String::new() };
    let repeats = if events.iter().all(|event| event.is_repeat) { "r" } else { "" };
    let beside = format!("{number}{repeats}");
    if !beside.is_empty() {
        let place = Place { x: at.x + MARK / 2.0 + 2.0, y: at.y };
        drawing.words(place, beside, Ink::Weak, Anchor::Start, 24.0);
    }
}

fn table(project: &Project, events: &[Event], name: &dyn Fn(Option<&SourceId>) -> String) -> Table {
    let head = ["day", "source", "does", "kind", "repeats", "article"].map(str::to_owned).to_vec();
    let row = |event: &Event| {
        let day = match event.days {
            None => "unknown".to_owned(),
            Some((from, to)) if from == to => from.to_string(),
            Some((from, to)) => format!("{from} to {to}"),
        };
        let home = project.statement(&event.statement).map(|(home, _)| &home.article);
        let article = home.and_then(|id| project.articles().get(id));
        vec![
            day,
            name(event.source.as_ref()),
            if event.is_denied { "denies" } else { "asserts" }.to_owned(),
            event.kind.short_label().to_owned(),
            if event.is_repeat { "yes" } else { "no" }.to_owned(),
            article.map_or_else(String::new, |article| article.metadata().title.clone()),
        ]
    };
    Table { head, rows: events.iter().map(row).collect() }
}

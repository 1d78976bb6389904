//! Letters on a page as lines in the order in which they are read: columns one after the other, each from top to bottom.
//!
//! Columns are found by cutting the page along white bands, across and down in turns ("XY cut", Nagy and Seth 1984).

use super::pdf_page::Letter;

/// Cuts of a page within one another, at most.
const CUTS: usize = 40;
/// Lines that a column has.
const COLUMN_LINES: usize = 4;
/// Width of a column, in sizes of its letters.
const COLUMN_WIDTH: f64 = 8.0;
/// Width of the white band between columns, in sizes of letters.
const GUTTER: f64 = 0.9;
/// White from which on two letters of a line are two words, in sizes of letters.
const BLANK: f64 = 0.17;
/// White from which on two letters of a line do not belong together, in sizes of letters.
const FAR: f64 = 1.3;

/// A line of print. Measures are in points; y grows downwards.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) words: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// Which column of its page it belongs to.
    pub(super) column: usize,
    /// Where the widest line of its column ends.
    pub(super) edge: f64,
}

/// Letters that stand close together on one line.
#[derive(Clone)]
struct Run {
    letters: Vec<Letter>,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
}

/// The lines of a page, as they are read.
pub(super) fn lines(letters: Vec<Letter>) -> Vec<Line> {
    let mut regions = Vec::new();
    cut(runs(letters), CUTS, &mut regions);
    let mut all = Vec::new();
    for (column, region) in regions.into_iter().enumerate() {
        let edge = region.iter().fold(0.0_f64, |edge, run| edge.max(run.right));
        all.extend(lines_of(region).into_iter().filter_map(|row| line(row, column, edge)));
    }
    all
}

fn runs(letters: Vec<Letter>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for letter in letters {
        let goes_on = runs.last().is_some_and(|run| {
            let size = run.size.max(letter.size);
            (letter.y - run.y).abs() < size * 0.4
                && letter.left - run.right < size * FAR
                && run.left - letter.right < size * FAR
        });
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => {
                run.left = run.left.min(letter.left);
                run.right = run.right.max(letter.right);
                run.size = run.size.max(letter.size);
                run.letters.push(letter);
            }
            None => runs.push(Run {
                left: letter.left,
                right: letter.right,
                y: letter.y,
                size: letter.size,
                letters: vec![letter],
            }),
        }
    }
    runs.retain(|run| run.letters.iter().any(|letter| !letter.words.trim().is_empty()));
    runs
}

/// Cuts a region down between columns, else across at its widest white band, until there is nothing to cut.
fn cut(runs: Vec<Run>, cuts: usize, regions: &mut Vec<Vec<Run>>) {
    if cuts == 0 || runs.len() < 2 {
        return regions.push(runs);
    }
    let place = gutter(&runs).map(|x| (true, x));
    let Some((is_down, place)) = place.or_else(|| band(&runs).map(|y| (false, y))) else {
        return regions.push(runs);
    };
    let is_first = |run: &Run| if is_down { run.left < place } else { run.y < place };
    let (first, second): (Vec<Run>, Vec<Run>) = runs.into_iter().partition(is_first);
    if first.is_empty() || second.is_empty() {
        return regions.push(if first.is_empty() { second } else { first });
    }
    if is_down {
        cut(first, cuts - 1, regions);
        return cut(second, cuts - 1, regions);
    }
    // A cut across is only worth something when there are columns on either side of it.
    let (mut above, mut below) = (Vec::new(), Vec::new());
    let mut whole = first.clone();
    whole.extend(second.iter().cloned());
    cut(first, cuts - 1, &mut above);
    cut(second, cuts - 1, &mut below);
    if above.len() + below.len() > 2 {
        regions.append(&mut above);
        regions.append(&mut below);
    } else {
        regions.push(whole);
    }
}

/// Where a white band goes down between two columns.
fn gutter(runs: &[Run]) -> Option<f64> {
    let size = usual(runs.iter().map(|run| run.size));
    let mut sides: Vec<(f64, f64)> = runs.iter().map(|run| (run.left, run.right)).collect();
    sides.sort_by(|a, b| a.0.total_cmp(&b.0));
    let first = sides.first()?.0;
    let last = sides.iter().fold(first, |last, side| last.max(side.1));
    let mut right = first;
    let mut best: Option<(f64, f64)> = None;
    for (left, end) in sides {
        let width = left - right;
        let is_wide = width > size * GUTTER && best.is_none_or(|(widest, _)| width > widest);
        let column = size * COLUMN_WIDTH;
        if is_wide && right - first > column && last - left > column && parts(runs, left) {
            best = Some((width, left));
        }
        right = right.max(end);
    }
    best.map(|(_, left)| left)
}

/// Are there columns on both sides of `x`?
fn parts(runs: &[Run], x: f64) -> bool {
    let n_lines = |is_left: bool| {
        let side = runs.iter().filter(|run| (run.left < x) == is_left);
        let mut heights: Vec<f64> = side.map(|run| run.y).collect();
        heights.sort_by(f64::total_cmp);
        heights.dedup_by(|a, b| (*a - *b).abs() < 2.0);
        heights.len()
    };
    n_lines(true) >= COLUMN_LINES && n_lines(false) >= COLUMN_LINES
}

/// Where the widest white band goes across.
fn band(runs: &[Run]) -> Option<f64> {
    let mut heights: Vec<(f64, f64)> = runs.iter().map(|run| (run.y - run.size, run.y)).collect();
    heights.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut bottom = heights.first()?.1;
    let mut best: Option<(f64, f64)> = None;
    for (top, end) in heights {
        let width = top - bottom;
        if width > 0.0 && best.is_none_or(|(widest, _)| width > widest) {
            best = Some((width, bottom + width / 2.0));
        }
        bottom = bottom.max(end);
    }
    best.map(|(_, y)| y)
}

/// The runs of a column by lines, from top to bottom.
fn lines_of(mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let is_same = rows
            .last()
            .and_then(|row| row.first())
            .is_some_and(|first| run.y - first.y < run.size.max(first.size) * 0.4);
        match rows.last_mut().filter(|_| is_same) {
            Some(row) => row.push(run),
            None => rows.push(vec![run]),
        }
    }
    rows
}

/// The words of a line.
fn line(row: Vec<Run>, column: usize, edge: f64) -> Option<Line> {
    let size = row.iter().max_by_key(|run| run.letters.len()).map(|run| run.size)?;
    let y = row.first()?.y;
    let mut letters: Vec<Letter> = row.into_iter().flat_map(|run| run.letters).collect();
    letters.sort_by(|a, b| a.left.total_cmp(&b.left));
    let left = letters.first()?.left;
    let right = letters.iter().fold(left, |right, letter| right.max(letter.right));
    let (mut words, mut end) = (Vec::new(), left);
    for letter in letters {
        if letter.left - end > letter.size * BLANK {
            words.push(" ".to_owned());
        }
        end = letter.right.max(end);
        words.push(letter.words);
    }
    let words = super::collapsed(&in_order(words));
    (!words.is_empty()).then_some(Line { words, left, right, y, size, column, edge })
}

/// Letters from left to right in the order in which they are read.
fn in_order(mut letters: Vec<String>) -> String {
    let is = |letter: &str, test: fn(char) -> bool| letter.chars().next().is_some_and(test);
    let n_back = letters.iter().filter(|letter| is(letter, runs_back)).count();
    let n_forth = letters.iter().filter(|letter| is(letter, runs_forth)).count();
    if n_back <= n_forth {
        return letters.concat();
    }
    letters.reverse();
    // Numbers and foreign words run the other way inside such a line.
    let mut ordered = String::new();
    let mut forth: Vec<&String> = Vec::new();
    for letter in &letters {
        let goes_on = is(letter, runs_forth) || is(letter, |c| c.is_ascii_digit());
        let may_be_inside = !forth.is_empty() && is(letter, |c| ".,:/-%".contains(c));
        if goes_on || may_be_inside {
            forth.push(letter);
        } else {
            forth.drain(..).rev().for_each(|inside| ordered.push_str(inside));
            ordered.push_str(letter);
        }
    }
    forth.drain(..).rev().for_each(|inside| ordered.push_str(inside));
    ordered
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
fn runs_back(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        && letter.is_alphabetic()
}

fn runs_forth(letter: char) -> bool {
    letter.is_alphabetic() && !runs_back(letter)
}

/// The middle one of some measures; 10 when there are none.
pub(super) fn usual(measures: impl Iterator<Item = f64>) -> f64 {
    let mut measures: Vec<f64> = measures.collect();
    measures.sort_by(f64::total_cmp);
    measures.get(measures.len() / 2).copied().unwrap_or(10.0)
}

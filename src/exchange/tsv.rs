//! WebAnno TSV 3.3 of INCEpTION: a file for each article with a row for each token, and a column for each feature of each
//! layer. The layers are those of `cas`, and `TypeSystem.xml` declares them.
//!
//! Offsets are **UTF-16 units** of the text, the end exclusive. A mark that begins or ends inside a token has rows for those
//! parts of tokens; one with several rows, or that shares a row, has a number in brackets. Marks begin and end with a token
//! or a part of one, so white space at their ends goes.
//!
//! A file has no text but what its sentences have. Here a sentence is written with all white space behind it, which is how
//! the text comes back whole; the last one alone does without the line end that others have behind them.

use super::cas::{self, Cas, RELATION, SEGMENT, SPAN, Structure};
use super::common::Common;
use super::counting::Ruler;
use super::fault::Sink;
use super::fit::{Has, Holds, rename_fields};
use super::sentences::{block_starts, cut, trimmed};
use super::set::{Document, Fields, Place, Set};
use super::shelf::Joint;
use super::tokens::tokens;
use super::tsv_escapes::{escaped_text, escaped_value};
use super::{Pieces, SetFormat, Writing, tsv_reading, xmi};
use crate::export::ExportError;
use crate::text::Unit;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::{io, iter};

pub(super) const FORMAT: SetFormat = SetFormat {
    holds: Holds { document_fields: Has::No, ..cas::HOLDS },
    fit,
    read: tsv_reading::read,
    pieces: Pieces::Whole,
    write: Writing::ByText { write, joint, read: tsv_reading::read },
    numbers_marks: false,
};

/// So many spaces before a sentence are told by its offset alone.
pub(super) const LONGEST_GAP: usize = 1 << 16;

/// What readers take for columns of another sort when the feature of a span or a relation begins with it.
const SLOT: &str = "ROLE_";
const BASE: &str = "BT_";

/// Parts of a token from which on INCEpTION does not take the name of a row for the end of a relation: it reads one digit.
const LONG_NAMES: usize = 10;

/// Features in the order of their columns, before all others.
const FIRST: [&str; 3] = ["identifier", "label", "annotator"];

fn fit(set: &mut Set) {
    cas::fit(set);
    for document in &mut set.documents {
        cut(document);
        fit_places(document);
        for mark in &mut document.marks {
            for text in [&mut mark.id, &mut mark.label, &mut mark.by] {
                one_line_end(text);
            }
            fit_fields(&mut mark.fields);
            rename_fields(&mut mark.fields, |name| told_from(name, SLOT));
        }
        for tie in &mut document.ties {
            for text in [&mut tie.id, &mut tie.label, &mut tie.from, &mut tie.to] {
                one_line_end(text);
            }
            fit_fields(&mut tie.fields);
            rename_fields(&mut tie.fields, |name| told_from(name, BASE));
        }
        document.drop_dangling();
    }
}

/// The name of a feature that is no column of another sort.
fn told_from(name: &str, sort: &str) -> String {
    if name.starts_with(sort) { format!("x{name}") } else { name.to_owned() }
}

/// A value that is empty is none.
fn fit_fields(fields: &mut Fields) {
    fields.retain(|_, value| !value.is_empty());
    fields.values_mut().for_each(one_line_end);
}

/// A carriage return would end the row: as values have no name for it, it becomes a line feed.
fn one_line_end(value: &mut String) {
    if value.contains('\r') {
        *value = value.replace("\r\n", "\n").replace('\r', "\n");
    }
}

/// Marks keep what lies on tokens; an empty place keeps where it touches one.
fn fit_places(document: &mut Document) {
    let text = document.text.take().unwrap_or_default();
    let is_word = |letter: Option<char>| letter.is_some_and(|letter| !letter.is_whitespace());
    for mark in &mut document.marks {
        mark.places.retain_mut(|place| {
            if place.start == place.end {
                let before = text.get(..place.start).and_then(|head| head.chars().next_back());
                let behind = text.get(place.start..).and_then(|tail| tail.chars().next());
                return is_word(before) || is_word(behind);
            }
            *place = trimmed(*place, &text);
            place.start < place.end
        });
    }
    document.marks.retain(|mark| !mark.places.is_empty());
    document.text = Some(text);
}

/// Every text has a file of its own.
fn joint(path: &str) -> Joint {
    if path.ends_with(".xml") { Joint::Common } else { Joint::Own }
}

fn write(set: &Set, common: &Common, _: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    for document in &set.documents {
        out.begin(&format!("{}.tsv", document.name))?;
        write_document(document, out)?;
    }
    xmi::write_types(common, out)
}

/// A stretch of a token that has a row of its own; none is the whole token. Longer ones come first.
type Part = Option<(usize, Reverse<usize>)>;

/// A token, in UTF-16 units, with the structures on it and on its parts.
struct Token<'c> {
    place: Place,
    words: Place,
    rows: BTreeMap<Part, Vec<&'c Structure>>,
}

/// Spans on tokens.
struct Table<'c> {
    tokens: Vec<Token<'c>>,
    /// The row on which each structure begins: a token and the part of it.
    homes: BTreeMap<usize, (usize, Part)>,
    /// Structures that have a number, so that they can be told from others.
    numbers: BTreeMap<usize, usize>,
    /// The names of rows.
    names: BTreeMap<(usize, Part), String>,
    /// Relations by the row that they end at.
    relations: BTreeMap<(usize, Part), Vec<&'c Structure>>,
}

fn write_document(document: &Document, out: &mut dyn Sink) -> Result<(), ExportError> {
    let text = document.words();
    let edges: BTreeSet<usize> =
        document.segments.iter().flat_map(|piece| [piece.place.start, piece.place.end]).collect();
    let mut places = tokens(text, &edges);
    let first = places.first().map_or(text.len(), |token| token.start);
    let is_gap = first <= LONGEST_GAP && text.bytes().take(first).all(|byte| byte == b' ');
    let mut starts = block_starts(document, &places);
    // Other white space before the first token has no place but in its sentence, which an empty token makes begin before it.
    if !is_gap || places.is_empty() {
        places.insert(0, Place { start: 0, end: 0 });
        starts = iter::once(0).chain(starts.into_iter().skip(1)).collect();
    }
    let structures = Cas::of(document).structures;
    let ruler = Ruler::of(text, Unit::Utf16);
    let table = Table::of(&structures, &places, &ruler, &starts);
    let layers: Vec<Layer<'_>> =
        [SPAN, SEGMENT, RELATION].iter().filter_map(|kind| Layer::of(kind, &structures)).collect();
    writeln!(out, "#FORMAT=WebAnno TSV 3.3")?;
    layers.iter().try_for_each(|layer| layer.declare(out))?;
    writeln!(out)?;
    let mut rows = table.tokens.iter().enumerate().peekable();
    for (index, start) in starts.iter().enumerate() {
        let next = starts.get(index + 1).copied();
        let words = Place { start: *start, end: next.unwrap_or(text.len()) }.of(text);
        let words = if next.is_some() { words.strip_suffix('\n').unwrap_or(words) } else { words };
        writeln!(out)?;
        for line in words.split('\n') {
            writeln!(out, "#Text={}", escaped_text(line))?;
        }
        while let Some((at, token)) =
            rows.next_if(|(_, token)| next.is_none_or(|next| token.words.start < next))
        {
            table.write_token(at, token, text, &layers, out)?;
        }
    }
    Ok(())
}

impl<'c> Table<'c> {
    fn of(
        structures: &'c [Structure],
        places: &[Place],
        ruler: &Ruler<'_>,
        starts: &[usize],
    ) -> Self {
        let token = |words: &Place| Token {
            place: ruler.place(*words),
            words: *words,
            rows: BTreeMap::from([(None, Vec::new())]),
        };
        let tokens = places.iter().map(token).collect();
        let (homes, numbers, names, relations) = Default::default();
        let mut table = Self { tokens, homes, numbers, names, relations };
        let mut spans: Vec<&Structure> =
            structures.iter().filter(|one| [SPAN, SEGMENT].contains(&one.kind.as_str())).collect();
        spans.sort_by_key(|one| (one.place.map(|at| (at.start, Reverse(at.end))), one.id));
        let mut is_numbered = BTreeSet::new();
        for one in &spans {
            if table.add(one) > 1 {
                is_numbered.insert(one.id);
            }
        }
        for row in table.tokens.iter().flat_map(|token| token.rows.values()) {
            for kind in [SPAN, SEGMENT] {
                let mut same = row.iter().filter(|one| one.kind == kind);
                if same.clone().count() > 1 {
                    is_numbered.extend(same.by_ref().map(|one| one.id));
                }
            }
        }
        for token in &table.tokens {
            is_numbered.extend(token.rows.values().skip(LONG_NAMES).flatten().map(|one| one.id));
        }
        let numbered = spans.iter().filter(|one| is_numbered.contains(&one.id));
        table.numbers = numbered.zip(1..).map(|(one, number)| (one.id, number)).collect();
        table.name_rows(starts);
        for relation in structures.iter().filter(|one| one.kind == RELATION) {
            let end = relation.reference("Dependent").and_then(|end| table.homes.get(&end));
            if let Some(home) = end {
                table.relations.entry(*home).or_default().push(relation);
            }
        }
        table
    }

    /// Puts a span on its rows, and says how many they are.
    fn add(&mut self, one: &'c Structure) -> usize {
        let Some(place) = one.place else { return 0 };
        let is_empty = place.start == place.end;
        let first = self.tokens.partition_point(|token| {
            token.place.end < place.start || (!is_empty && token.place.end == place.start)
        });
        let most = if is_empty { 1 } else { usize::MAX };
        let mut count = 0;
        let tokens = self.tokens.iter_mut().enumerate().skip(first).take(most);
        for (index, token) in tokens.take_while(|(_, token)| {
            token.place.start < place.end || (is_empty && token.place.start == place.end)
        }) {
            let start = place.start.max(token.place.start);
            let end = place.end.min(token.place.end);
            let is_whole = (start, end) == (token.place.start, token.place.end);
            let part = (!is_whole).then_some((start, Reverse(end)));
            token.rows.entry(part).or_default().push(one);
            self.homes.entry(one.id).or_insert((index, part));
            count += 1;
        }
        count
    }

    fn name_rows(&mut self, starts: &[usize]) {
        let (mut sentence, mut number) = (0, 0);
        for (index, token) in self.tokens.iter().enumerate() {
            if starts.get(sentence).is_some_and(|start| *start <= token.words.start) {
                (sentence, number) = (sentence + 1, 0);
            }
            number += 1;
            for (inner, part) in token.rows.keys().enumerate() {
                let name = match inner {
                    0 => format!("{sentence}-{number}"),
                    inner => format!("{sentence}-{number}.{inner}"),
                };
                self.names.insert((index, *part), name);
            }
        }
    }

    fn write_token(
        &self,
        index: usize,
        token: &Token<'_>,
        text: &str,
        layers: &[Layer<'_>],
        out: &mut dyn Sink,
    ) -> io::Result<()> {
        let none = Vec::new();
        let whole = token.words.of(text);
        for (part, spans) in &token.rows {
            let home = (index, *part);
            let (start, end) = match part {
                Some((start, Reverse(end))) => (*start, *end),
                None => (token.place.start, token.place.end),
            };
            let units = (start - token.place.start, end - token.place.start);
            let words = if part.is_some() { cut_out(whole, units) } else { whole };
            let name = self.names.get(&home).map_or("", String::as_str);
            write!(out, "{name}\t{start}-{end}\t")?;
            // Readers take a token as it stands; only what would break the row is written otherwise.
            if words.contains(char::is_control) {
                write!(out, "{}\t", escaped_text(words))?;
            } else {
                write!(out, "{words}\t")?;
            }
            let relations = self.relations.get(&home).unwrap_or(&none);
            for layer in layers {
                let all = if layer.kind == RELATION { relations } else { spans };
                let here: Vec<&Structure> =
                    all.iter().copied().filter(|one| one.kind == layer.kind).collect();
                self.write_cells(layer, &here, out)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn write_cells(
        &self,
        layer: &Layer<'_>,
        here: &[&Structure],
        out: &mut dyn Sink,
    ) -> io::Result<()> {
        let number = |one: &Structure| match self.numbers.get(&one.id) {
            Some(number) => format!("[{number}]"),
            None => String::new(),
        };
        let is_stacked = here.len() > 1;
        for feature in &layer.features {
            let value = |one: &&Structure| {
                let value = one.text(feature).filter(|value| !value.is_empty());
                let value = value.map_or_else(|| "*".to_owned(), escaped_value) + &number(one);
                // INCEpTION does not see a sign between two values behind a backslash; a number of no meaning stands between.
                if is_stacked && value.ends_with('\\') { value + "[0]" } else { value }
            };
            write!(out, "{}\t", cell(here.iter().map(value)))?;
        }
        if layer.kind == RELATION {
            write!(out, "{}\t", cell(here.iter().map(|one| self.source(one))))?;
        }
        Ok(())
    }

    /// Where a relation comes from: the first row of its governor, with the numbers of both ends where one has any.
    fn source(&self, relation: &Structure) -> String {
        let end = |name| relation.reference(name).unwrap_or(0);
        let (governor, dependent) = (end("Governor"), end("Dependent"));
        let home = self.homes.get(&governor).and_then(|home| self.names.get(home));
        let home = home.map_or("", String::as_str);
        match (self.numbers.get(&governor), self.numbers.get(&dependent)) {
            (None, None) => home.to_owned(),
            (from, to) => format!("{home}[{}_{}]", from.unwrap_or(&0), to.unwrap_or(&0)),
        }
    }
}

/// What stands at these UTF-16 units of a token.
fn cut_out(words: &str, (start, end): (usize, usize)) -> &str {
    let table = crate::text::OffsetTable::new(words);
    let byte = |n| table.from(Unit::Utf16, n).unwrap_or(0);
    words.get(byte(start)..byte(end)).unwrap_or("")
}

fn cell(values: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = values.collect();
    if all.is_empty() { "_".to_owned() } else { all.join("|") }
}

/// A layer that a file has, with its columns.
struct Layer<'c> {
    kind: &'static str,
    features: Vec<&'c str>,
}

impl<'c> Layer<'c> {
    fn of(kind: &'static str, structures: &'c [Structure]) -> Option<Self> {
        let mut ours = structures.iter().filter(|one| one.kind == kind).peekable();
        ours.peek()?;
        let names: BTreeSet<&str> =
            ours.flat_map(|one| &one.texts).map(|(name, _)| name.as_str()).collect();
        let mut features: Vec<&str> =
            FIRST.iter().copied().filter(|name| names.contains(name)).collect();
        features.extend(names.iter().filter(|name| !FIRST.contains(name)));
        Some(Self { kind, features })
    }

    fn declare(&self, out: &mut dyn Sink) -> io::Result<()> {
        let features = self.features.join("|");
        if self.kind == RELATION {
            return writeln!(out, "#T_RL={RELATION}|{features}|BT_{SPAN}");
        }
        writeln!(out, "#T_SP={}|{features}", self.kind)
    }
}

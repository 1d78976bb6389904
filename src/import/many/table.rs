//! Tables of articles, one a row: CSV and its like with a line of names, and JSON with one record a line or in one list.

use super::columns::Columns;
use super::{Outcome, Run};
use crate::import::article::Problem;
use crate::import::decode::{Decoded, decode_large};
use crate::import::draft::{Row, draft_of_row};
use crate::import::kind::Kind;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::ops::ControlFlow;

/// Columns that a table may have.
const COLUMNS: usize = 10_000;
/// Names of columns that an error shows.
const SHOWN: usize = 12;
/// The fields of an article, in the order in which [`Row`] has them.
pub(super) const FIELDS: [&str; 7] = Columns::FIELDS;

/// Where each field is, by [`FIELDS`].
type Places = [Option<usize>; FIELDS.len()];

impl Run<'_> {
    pub(super) fn table(&mut self, bytes: &[u8], name: &str) -> Result<ControlFlow<()>, Problem> {
        let Decoded { text, .. } =
            decode_large(bytes).map_err(|error| Problem::Damaged(error.to_string()))?;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(&text))
            .flexible(true)
            .from_reader(text.as_bytes());
        let damaged = |error: csv::Error| Problem::Damaged(error.to_string());
        let header = reader.headers().map_err(damaged)?;
        let columns: Vec<String> = header.iter().map(str::to_owned).collect();
        let places = places(&self.options.columns, &columns)?;
        let place = |reader: &csv::Reader<&[u8]>| usize::try_from(reader.position().byte());
        let mut start = place(&reader).unwrap_or(text.len());
        let header = text.get(..start).unwrap_or_default().to_owned();
        let mut record = csv::StringRecord::new();
        loop {
            let line = reader.position().line();
            let is_there = reader.read_record(&mut record);
            let end = place(&reader).unwrap_or(text.len());
            let name = format!("{name}, line {line}");
            let flow = match is_there {
                Ok(false) => return Ok(ControlFlow::Continue(())),
                Ok(true) => {
                    let cell = |place: Option<usize>| place.and_then(|place| record.get(place));
                    let words = places.map(|place| cell(place).unwrap_or_default().to_owned());
                    let raw =
                        text.get(start..end).unwrap_or_default().trim_start_matches(['\r', '\n']);
                    let original = format!("{header}{raw}").into_bytes();
                    self.row(Kind::Table, &name, words, original)
                }
                Err(error) => self.failed(&name, &format!("This row is damaged: {error}")),
            };
            start = end;
            if flow.is_break() {
                return Ok(flow);
            }
        }
    }

    pub(super) fn lines(&mut self, bytes: &[u8], name: &str) -> Result<ControlFlow<()>, Problem> {
        let Decoded { text, .. } =
            decode_large(bytes).map_err(|error| Problem::Damaged(error.to_string()))?;
        if text.trim_start().starts_with('[') {
            let records: Vec<&RawValue> =
                serde_json::from_str(&text).map_err(|error| Problem::Damaged(error.to_string()))?;
            return self.records(
                records.into_iter().map(RawValue::get).enumerate(),
                "record",
                name,
            );
        }
        if serde_json::from_str::<&RawValue>(&text).is_ok() {
            return self.records(std::iter::once((0, text.as_str())), "record", name);
        }
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        self.records(lines, "line", name)
    }

    fn records<'s>(
        &mut self,
        records: impl Iterator<Item = (usize, &'s str)>,
        unit: &str,
        name: &str,
    ) -> Result<ControlFlow<()>, Problem> {
        let (mut is_any, mut first) = (false, None);
        for (number, source) in records {
            let name = format!("{name}, {unit} {}", number + 1);
            let flow = match fields(source, &self.options.columns) {
                Ok(words) => {
                    is_any = true;
                    self.row(Kind::Lines, &name, words, source.as_bytes().to_vec())
                }
                Err(problem) => {
                    let flow = self.failed(&name, &problem);
                    first.get_or_insert(problem);
                    flow
                }
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
        if !is_any && first.is_none() {
            return Err(Problem::NoText(""));
        }
        Ok(ControlFlow::Continue(()))
    }

    fn row(
        &mut self,
        kind: Kind,
        name: &str,
        words: [String; FIELDS.len()],
        original: Vec<u8>,
    ) -> ControlFlow<()> {
        let [text, title, author, publisher, date, url, language] = words;
        if text.trim().is_empty() {
            return self.failed(name, &"This row has no text");
        }
        let row = Row { kind, text, title, author, publisher, date, url, language, original };
        match draft_of_row(row, name, self.options) {
            Ok(draft) => self.hand(name, Outcome::Draft(Box::new(draft))),
            Err(error) => self.failed(name, &error),
        }
    }
}

/// The sign between the cells of the first line.
pub(crate) fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| line.bytes().filter(|byte| *byte == sign).count();
    [b'\t', b';', b'|', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn places(said: &Columns, columns: &[String]) -> Result<Places, Problem> {
    if columns.len() > COLUMNS {
        let n = columns.len();
        return Err(Problem::TooMuch(format!(
            "has {n} columns; tables are read with up to {COLUMNS}"
        )));
    }
    let mut places = Places::default();
    for (place, field) in places.iter_mut().zip(FIELDS) {
        *place = said.find(field, columns).map_err(|name| no_column(&name, columns))?;
    }
    match places {
        [None, ..] => Err(no_column("text", columns)),
        places => Ok(places),
    }
}

fn no_column(name: &str, columns: &[String]) -> Problem {
    let shown: Vec<&str> = columns.iter().take(SHOWN).map(String::as_str).collect();
    let more = if columns.len() > SHOWN { ", …" } else { "" };
    Problem::NoColumn(format!(
        "has no column “{name}”. It has: {}{more}. Say which column holds the text: ascribe import --map text=…",
        shown.join(", ")
    ))
}

/// The fields of a record.
fn fields(source: &str, said: &Columns) -> Result<[String; FIELDS.len()], String> {
    let record: Value =
        serde_json::from_str(source).map_err(|error| format!("This is no JSON: {error}"))?;
    let Value::Object(record) = record else {
        return Err("This is no record with named fields".to_owned());
    };
    let (columns, values): (Vec<String>, Vec<&Value>) = flattened(&record).into_iter().unzip();
    let places = places(said, &columns).map_err(|problem| format!("This record {problem}"))?;
    Ok(places.map(|place| {
        place.and_then(|place| values.get(place)).map_or_else(String::new, |v| words(v))
    }))
}

/// The values of a record by name. What lies one record deeper is named with a full stop: `meta.title`.
pub(super) fn flattened(record: &Map<String, Value>) -> Vec<(String, &Value)> {
    let mut fields = Vec::new();
    for (name, value) in record {
        fields.push((name.clone(), value));
        for (inner, value) in value.as_object().into_iter().flatten() {
            fields.push((format!("{name}.{inner}"), value));
        }
    }
    fields
}

pub(super) fn words(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        Value::Number(number) => number.to_string(),
        // Of several authors the first speaks for the article, as everywhere else.
        Value::Array(values) => values.first().map(words).unwrap_or_default(),
        Value::Object(fields) => fields.get("name").map(words).unwrap_or_default(),
        Value::Null | Value::Bool(_) => String::new(),
    }
}

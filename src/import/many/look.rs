//! A look at the beginning of a table of articles: its columns, a few of their values, and what each is taken for.

use super::columns::Columns;
use super::table::{FIELDS, delimiter, flattened, words};
use crate::import::decode::decode_large;
use crate::import::kind::Kind;
use serde_json::Value;

/// So many bytes of a table are looked at.
const LOOKED_AT: usize = 256 * 1024;
/// So many rows.
const ROWS: usize = 50;
/// Values of a column that are shown.
const EXAMPLES: usize = 3;
/// Code points of a value that are shown.
const SHOWN: usize = 60;
/// Columns that are shown.
const COLUMNS: usize = 500;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// The first of its values that are not empty, each on one line and cut where it is long.
    pub examples: Vec<String>,
    /// The field of an article that it is taken for: one of [`FIELDS`](Columns::FIELDS).
    pub field: Option<&'static str>,
}

/// The columns of a table of articles by its beginning, and what each is taken for when `said` is said about them. Empty
/// where the file is no table.
#[must_use]
pub fn look(bytes: &[u8], file_name: &str, said: &Columns) -> Vec<Column> {
    let kind = Kind::of(bytes, file_name);
    if !matches!(kind, Some(Kind::Table | Kind::Lines)) {
        return Vec::new();
    }
    let Ok(decoded) = decode_large(beginning(bytes)) else { return Vec::new() };
    let mut columns = match kind {
        Some(Kind::Table) => of_table(&decoded.text),
        _ => of_records(&decoded.text),
    };
    columns.truncate(COLUMNS);
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    for field in FIELDS {
        // A column that was named and is not there is told when the table is read.
        if let Ok(Some(at)) = said.find(field, &names)
            && let Some(column) = columns.get_mut(at)
            && column.field.is_none()
        {
            column.field = Some(field);
        }
    }
    columns
}

/// The first whole lines of a file.
fn beginning(bytes: &[u8]) -> &[u8] {
    if bytes.len() <= LOOKED_AT {
        return bytes;
    }
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let end = head.iter().rposition(|byte| *byte == b'\n').map_or(LOOKED_AT, |at| at + 1);
    head.get(..end).unwrap_or(head)
}

fn of_table(text: &str) -> Vec<Column> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let Ok(header) = reader.headers() else { return Vec::new() };
    let mut columns: Vec<Column> = header.iter().map(Column::named).collect();
    for record in reader.records().take(ROWS).filter_map(Result::ok) {
        for (column, value) in columns.iter_mut().zip(record.iter()) {
            column.add(value);
        }
    }
    columns
}

fn of_records(text: &str) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for record in records(text) {
        for (name, value) in flattened(&record) {
            let at = columns.iter().position(|column| column.name == name);
            if at.is_none() && columns.len() < COLUMNS {
                columns.push(Column::named(&name));
            }
            let column = match at {
                Some(at) => columns.get_mut(at),
                None => columns.last_mut().filter(|column| column.name == name),
            };
            if let Some(column) = column {
                column.add(&words(value));
            }
        }
    }
    columns
}

/// The first records: a list of them, a record by itself, or one a line.
fn records(text: &str) -> Vec<serde_json::Map<String, Value>> {
    let record = |value: Value| match value {
        Value::Object(record) => Some(record),
        _ => None,
    };
    if let Ok(whole) = serde_json::from_str::<Value>(text) {
        let all = match whole {
            Value::Array(all) => all,
            one => vec![one],
        };
        return all.into_iter().take(ROWS).filter_map(record).collect();
    }
    // Of a list that was cut the records up to there.
    let rest = text.trim_start().trim_start_matches('[');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(tail) =
        rest.get(at..).filter(|tail| !tail.trim().is_empty() && found.len() < ROWS)
    {
        let skipped = tail.len() - tail.trim_start_matches([',', ' ', '\n', '\r', '\t']).len();
        let tail = tail.get(skipped..).unwrap_or_default();
        let mut stream = serde_json::Deserializer::from_str(tail).into_iter::<Value>();
        let Some(Ok(value)) = stream.next() else { break };
        at += skipped + stream.byte_offset();
        found.extend(record(value));
    }
    found
}

impl Column {
    fn named(name: &str) -> Self {
        Self { name: name.to_owned(), examples: Vec::new(), field: None }
    }

    fn add(&mut self, value: &str) {
        if self.examples.len() >= EXAMPLES || value.trim().is_empty() {
            return;
        }
        let mut words = value.split_whitespace().flat_map(|word| [" ", word]).skip(1);
        let shown: String = words.by_ref().flat_map(str::chars).take(SHOWN).collect();
        let is_cut = shown.chars().count() == SHOWN;
        let shown = if is_cut { format!("{shown}…") } else { shown };
        if !self.examples.contains(&shown) {
            self.examples.push(shown);
        }
    }
}

//! Rows and cells of a table of statements.

use super::set::{Fields, Place};
use crate::export::{COLUMNS, unguard};
use crate::model::Word;
use crate::text::Unit;
use csv::StringRecord;
use serde::Serialize;
use std::collections::BTreeMap;

/// Columns that a table may have.
const MOST: usize = 10_000;

/// Names of columns that a message shows.
const SHOWN: usize = 12;

/// Stands between parts of a quotation that do not stand together in the text.
const GAP: &str = " … ";

/// What others call the columns that are needed.
const ALIASES: [(&str, &[&str]); 4] = [
    ("article", &["document", "doc", "source_doc", "instance_id"]),
    ("kind", &["label", "code"]),
    ("quote", &["exact", "words", "text"]),
    ("annotator", &["coder"]),
];

/// The first line of a table.
pub(super) struct Header {
    /// The place of each column by its name.
    at: BTreeMap<String, usize>,
    /// The columns that are not known here.
    others: Vec<(String, usize)>,
    /// How many columns there are.
    width: usize,
}

impl Header {
    /// Reads the first line.
    ///
    /// # Errors
    /// When it has too many columns, one of them twice, or not those that are needed.
    pub(super) fn of(line: &StringRecord) -> Result<Self, String> {
        if line.len() > MOST {
            let n = line.len();
            return Err(format!("there are {n} columns; tables are read with up to {MOST}"));
        }
        let mut at = BTreeMap::new();
        for (index, name) in line.iter().enumerate() {
            let name = unguard(name.trim());
            if !name.is_empty() && at.insert(name.to_owned(), index).is_some() {
                return Err(format!("the column “{name}” is there twice"));
            }
        }
        for (name, aliases) in ALIASES {
            if !at.contains_key(name)
                && let Some(index) = aliases.iter().find_map(|alias| at.remove(*alias))
            {
                at.insert(name.to_owned(), index);
            }
        }
        let has = |names: &[&str]| names.iter().any(|name| at.contains_key(*name));
        for needed in [&["article", "sha256"][..], &["kind"], &["ranges", "start", "quote"]] {
            if !has(needed) {
                let shown: Vec<&str> = line.iter().take(SHOWN).collect();
                let more = if line.len() > SHOWN { ", …" } else { "" };
                return Err(format!(
                    "there is no column “{}”; the columns are {}{more}",
                    needed.join("” or “"),
                    shown.join(", ")
                ));
            }
        }
        let is_ours = |name: &str| COLUMNS.iter().any(|column| column.name == name);
        let others = at
            .iter()
            .filter(|(name, _)| !is_ours(name))
            .map(|(name, index)| (name.clone(), *index))
            .collect();
        Ok(Self { at, others, width: line.len() })
    }
}

/// A row under its first line.
pub(super) struct Row<'a> {
    header: &'a Header,
    record: &'a StringRecord,
}

impl<'a> Row<'a> {
    /// A row.
    ///
    /// # Errors
    /// When it has more or fewer cells than the first line.
    pub(super) fn of(header: &'a Header, record: &'a StringRecord) -> Result<Self, String> {
        if record.len() == header.width {
            return Ok(Self { header, record });
        }
        Err(format!("expected {} cells, found {}", header.width, record.len()))
    }

    /// Is there such a column?
    pub(super) fn has(&self, column: &str) -> bool {
        self.header.at.contains_key(column)
    }

    /// The cell in a column, without its guard; empty where there is no such column.
    pub(super) fn cell(&self, column: &str) -> &'a str {
        let cell = self.header.at.get(column).and_then(|at| self.record.get(*at));
        unguard(cell.unwrap_or(""))
    }

    /// What stands in the columns that are not known here.
    pub(super) fn others(&self) -> impl Iterator<Item = (String, String)> {
        let cells = self.header.others.iter().filter_map(|(name, at)| {
            Some((name.clone(), unguard(self.record.get(*at)?).to_owned()))
        });
        cells.filter(|(_, cell)| !cell.is_empty())
    }

    /// Puts the cell among the fields, unless it is empty.
    pub(super) fn text(&self, column: &str, field: &str, fields: &mut Fields) {
        let cell = self.cell(column);
        if !cell.is_empty() {
            fields.insert(field.to_owned(), cell.to_owned());
        }
    }

    /// Puts the word of a closed list among the fields, unless it is the usual one.
    ///
    /// # Errors
    /// When the list has no such word.
    pub(super) fn word<W: Word + Serialize>(
        &self,
        column: &str,
        field: &str,
        usual: &str,
        fields: &mut Fields,
    ) -> Result<(), String> {
        let cell = self.cell(column);
        if !cell.is_empty() {
            let word = named::<W>(column, cell)?;
            if word != usual {
                fields.insert(field.to_owned(), word);
            }
        }
        Ok(())
    }

    /// The words of a closed list in a cell.
    ///
    /// # Errors
    /// When the list has no such word.
    pub(super) fn words<W: Word + Serialize>(
        &self,
        column: &str,
        between: &str,
    ) -> Result<Vec<String>, String> {
        let words = self.cell(column).split(between).filter(|word| !word.is_empty());
        words.map(|word| named::<W>(column, word)).collect()
    }

    /// What the places of the row count.
    ///
    /// # Errors
    /// When there is no such unit.
    pub(super) fn unit(&self) -> Result<Unit, String> {
        match self.cell("unit") {
            "" => Ok(Unit::Bytes),
            name => Unit::ALL.into_iter().find(|unit| unit.name() == name).ok_or_else(|| {
                let known = Unit::ALL.map(Unit::name).join(", ");
                format!("the column “unit” says “{name}”; it may say {known}")
            }),
        }
    }

    /// The places of the row; none where it says none.
    ///
    /// # Errors
    /// What was found instead of numbers.
    pub(super) fn places(&self) -> Result<Vec<Place>, String> {
        let number = |text: &str| {
            let number = text.trim().parse::<usize>().ok();
            number.ok_or_else(|| format!("expected a number for a place, found “{text}”"))
        };
        let place = |start: &str, end: &str| {
            let place = Place { start: number(start)?, end: number(end)? };
            if place.start < place.end {
                return Ok(place);
            }
            Err(format!("it ends at {}, and begins at {}", place.end, place.start))
        };
        match (self.cell("ranges"), self.cell("start"), self.cell("end")) {
            ("", "", "") => Ok(Vec::new()),
            ("", start, end) => Ok(vec![place(start, end)?]),
            (ranges, _, _) => ranges
                .split(';')
                .map(|range| {
                    let (start, end) = range.split_once('-').ok_or_else(|| {
                        format!("expected ranges as “start-end;start-end”, found “{ranges}”")
                    })?;
                    place(start, end)
                })
                .collect(),
        }
    }
}

/// The name that files have for a word of a closed list.
fn named<W: Word + Serialize>(column: &str, cell: &str) -> Result<String, String> {
    let known = W::ALL.iter().find(|word| word.label().to_lowercase() == cell.to_lowercase());
    let name = known.and_then(|word| serde_json::to_value(word).ok());
    name.and_then(|name| name.as_str().map(str::to_owned)).ok_or_else(|| {
        let known: Vec<_> = W::ALL.iter().map(|word| word.label().to_lowercase()).collect();
        format!("the column “{column}” says “{cell}”; it may say {}", known.join(", "))
    })
}

/// The words of a quotation whose parts stand apart, one space between them, as sets have them.
pub(super) fn parts(quote: &str, places: &[Place], unit: Unit) -> String {
    if places.len() < 2 {
        return quote.to_owned();
    }
    // The words may hold what stands between parts: where bytes are counted, their lengths tell.
    let mut rest = quote;
    let mut parts = Vec::new();
    for place in places.iter().filter(|_| unit == Unit::Bytes) {
        let Some((part, more)) = rest.split_at_checked(place.end - place.start) else { break };
        parts.push(part);
        rest = more.strip_prefix(GAP).unwrap_or(more);
    }
    if parts.len() == places.len() && rest.is_empty() {
        return parts.join(" ");
    }
    quote.split(GAP).collect::<Vec<_>>().join(" ")
}

//! What the formats made of JSON have in common.

use super::fault::{ExchangeError, Fault, File};
use super::proof::Read;
use super::set::{Document, Fields, Place, Set};
use super::shares::Gathering;
use crate::text::Unit;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// Longest value shown in a message, in code points.
const SHOWN: usize = 60;

/// A value as a field has it: texts as they are, everything else as JSON.
pub(super) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The text under a name; `None` when there is none or it is something else.
pub(super) fn string<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name).and_then(Value::as_str)
}

/// The list under a name; empty when there is none.
pub(super) fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The members of an object as fields, but for nulls and the names in `without`.
pub(super) fn fields(value: &Value, without: &[&str]) -> Fields {
    let members = value.as_object().into_iter().flatten();
    members
        .filter(|(name, value)| !without.contains(&name.as_str()) && !value.is_null())
        .map(|(name, value)| (name.clone(), text_of(value)))
        .collect()
}

/// Fields as an object.
pub(super) fn object(fields: &Fields) -> Map<String, Value> {
    fields.iter().map(|(name, value)| (name.clone(), Value::String(value.clone()))).collect()
}

/// Start and end.
///
/// # Errors
/// What was found instead of a whole number that is not negative.
pub(super) fn place(start: Option<&Value>, end: Option<&Value>) -> Result<Place, String> {
    let number = |name: &str, value: Option<&Value>| {
        let value = value.ok_or_else(|| format!("expected {name}, found none"))?;
        let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
        number.ok_or_else(|| format!("expected a number for {name}, found {}", shown(value)))
    };
    Ok(Place { start: number("start", start)?, end: number("end", end)? })
}

/// The beginning of a value, for messages.
pub(super) fn shown(value: &Value) -> String {
    let text = value.to_string();
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// Hands out the values of a file with one on each line, one after the other, with their line numbers; lines that are none
/// are reported. A file that is one array gives its members, numbered.
fn each_value(
    file: &File,
    faults: &mut Vec<Fault>,
    mut take: impl FnMut(usize, &Value, &mut Vec<Fault>),
) {
    let text = match file.text() {
        Ok(text) => text,
        Err(fault) => return faults.push(fault),
    };
    if text.trim_start().starts_with('[') {
        return match serde_json::from_str::<Vec<&RawValue>>(text) {
            Ok(values) => {
                for (number, value) in (1..).zip(values) {
                    match serde_json::from_str(value.get()) {
                        Ok(value) => take(number, &value, faults),
                        Err(error) => {
                            faults.push(Fault::at(&file.path, number, format!("no JSON: {error}")));
                        }
                    }
                }
            }
            Err(error) => faults.push(Fault::at(&file.path, error.line(), error.to_string())),
        };
    }
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(value) => take(number, &value, faults),
            Err(error) => faults.push(Fault::at(&file.path, number, format!("no JSON: {error}"))),
        }
    }
}

/// A format whose files hold a value for each text: what it is called, what its places count, and what its files are.
pub(super) struct Texts {
    /// Its name in the table of formats.
    pub(super) format: &'static str,
    /// What its places usually count.
    pub(super) unit: Unit,
    /// What was looked for, where nothing was found.
    pub(super) expected: &'static str,
}

impl Texts {
    /// Reads the files value by value; `document_of` gives none for a value that is passed over, and says what is wrong
    /// with one that is no text.
    ///
    /// # Errors
    /// When there is no text in any of them.
    pub(super) fn read<'f>(
        &self,
        files: impl IntoIterator<Item = &'f File>,
        mut document_of: impl FnMut(
            &File,
            usize,
            &Value,
            &mut Vec<Fault>,
        ) -> Result<Option<Document>, String>,
    ) -> Result<Read, ExchangeError> {
        let mut read = Read { set: Set { unit: self.unit, ..Set::default() }, faults: Vec::new() };
        let mut documents = Gathering::default();
        for file in files {
            each_value(file, &mut read.faults, |number, value, faults| {
                match document_of(file, number, value, faults) {
                    Ok(document) => document.into_iter().for_each(|one| documents.add(one)),
                    Err(what) => faults.push(Fault::at(&file.path, number, what)),
                }
            });
        }
        read.set.documents = documents.into_documents();
        if read.set.documents.is_empty() {
            return Err(ExchangeError::unreadable(self.format, &read.faults, self.expected));
        }
        Ok(read)
    }
}

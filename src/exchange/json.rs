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
                        Err(error) => faults.push(no_json(file, number, &error)),
                    }
                }
            }
            Err(error) => faults.push(Fault::at(&file.path, error.line(), error.to_string())),
        };
    }
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(value) => take(number, &value, faults),
            Err(error) => faults.push(no_json(file, number, &error)),
        }
    }
}

fn no_json(file: &File, number: usize, error: &serde_json::Error) -> Fault {
    Fault::at(&file.path, number, format!("no JSON: {error}"))
}

/// Makes a document of a value, which has a number in its file, or none where it is passed over; says what is wrong with
/// one that is no text.
type DocumentOf = fn(&File, usize, &Value, &mut Vec<Fault>) -> Result<Option<Document>, String>;

/// A format whose files hold a value for each text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Texts {
    /// Its name in the table of formats.
    pub(super) format: &'static str,
    /// What its places usually count, by the paths of its files.
    pub(super) unit: fn(&[&str]) -> Unit,
    /// What was looked for, where nothing was found.
    pub(super) expected: &'static str,
    /// Does a file of this path hold values?
    pub(super) is_one: fn(&str) -> bool,
    /// What a value is.
    pub(super) document_of: DocumentOf,
}

impl Texts {
    /// Reads the files value by value.
    ///
    /// # Errors
    /// When there is no text in any of them.
    pub(super) fn read(&self, files: &[File]) -> Result<Read, ExchangeError> {
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let mut read = self.nothing(self.unit(&paths));
        let mut documents = Gathering::default();
        for file in files.iter().filter(|file| (self.is_one)(&file.path)) {
            each_value(file, &mut read.faults, |number, value, faults| {
                self.add(file, (number, value), &mut documents, faults);
            });
        }
        self.gathered(read, documents)
    }

    /// What places usually count in files of these paths.
    pub(super) fn unit(&self, paths: &[&str]) -> Unit {
        let paths: Vec<&str> = paths.iter().copied().filter(|path| (self.is_one)(path)).collect();
        (self.unit)(&paths)
    }

    /// What was read before anything was.
    pub(super) fn nothing(&self, unit: Unit) -> Read {
        Read { set: Set { unit, ..Set::default() }, faults: Vec::new() }
    }

    /// Adds what a value is to the documents.
    pub(super) fn add_value(
        &self,
        file: &File,
        (number, value): (usize, &[u8]),
        documents: &mut Gathering,
        faults: &mut Vec<Fault>,
    ) {
        match serde_json::from_slice(value) {
            Ok(value) => self.add(file, (number, &value), documents, faults),
            Err(error) => faults.push(no_json(file, number, &error)),
        }
    }

    fn add(
        &self,
        file: &File,
        (number, value): (usize, &Value),
        documents: &mut Gathering,
        faults: &mut Vec<Fault>,
    ) {
        match (self.document_of)(file, number, value, faults) {
            Ok(document) => document.into_iter().for_each(|one| documents.add(one)),
            Err(what) => faults.push(Fault::at(&file.path, number, what)),
        }
    }

    /// What was read when everything was.
    ///
    /// # Errors
    /// When there is no text.
    pub(super) fn gathered(
        &self,
        mut read: Read,
        documents: Gathering,
    ) -> Result<Read, ExchangeError> {
        read.set.documents = documents.into_documents();
        if read.set.documents.is_empty() {
            return Err(ExchangeError::unreadable(self.format, &read.faults, self.expected));
        }
        Ok(read)
    }
}

//! doccano JSONL: a file of lines for each annotator, with the labels beside it.
//!
//! Offsets are **UTF-16 units** as doccano's window counts them; code points where Python is to read them, grapheme clusters
//! where the project has them ticked. The name of each file says which: `ann.utf16-units.jsonl`. Both shapes of lines are
//! read: `label: [[start, end, label]]`, and `entities` with `relations`. What else a line holds becomes a field of its
//! article, as doccano keeps it.

use super::common::Common;
use super::counting::Ruler;
use super::fault::{ExchangeError, Fault, File, Sink, ends, is_json};
use super::fit::{Has, Holds, Parts, Ties, file_name, in_parts, join};
use super::json::{self, Texts, list, string, text_of};
use super::proof::Read;
use super::set::{Document, Fields, Mark, Set, Tie};
use super::shares::{share, shares_of};
use super::shelf::Joint;
use super::{Pieces, SetFormat, Writing};
use crate::export::ExportError;
use crate::text::Unit;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const FORMAT: SetFormat = SetFormat {
    holds: Holds {
        parts: Parts::Tied,
        ties: Ties::Own,
        names: Has::Yes,
        document_fields: Has::Yes,
        authors: Has::Yes,
        ..Holds::LEAST
    },
    fit,
    read,
    pieces: Pieces::Values(TEXTS),
    write: Writing::ByText { write, joint, read },
    numbers_marks: true,
};

/// What a line holds beside fields.
const OWN: [&str; 9] =
    ["id", "name", "annotator", "text", "label", "labels", "entities", "relations", "meta"];

fn fit(_: &mut Set) {}

fn joint(path: &str) -> Joint {
    if path.ends_with(".jsonl") { Joint::Lines } else { Joint::Common }
}

fn write(set: &Set, common: &Common, unit: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    for (by, documents) in shares_of(set, common.annotators()) {
        let mut number = common.n_before(by);
        let name = if by.is_empty() { "all".to_owned() } else { file_name(by) };
        out.begin(&format!("{name}.{unit}.jsonl"))?;
        for document in documents {
            write_line(&in_parts(share(document, by)), by, unit, &mut number, out)?;
        }
    }
    write_labels("span_labels.json", common.labels.iter().map(String::as_str), out)?;
    write_labels("relation_labels.json", common.tie_labels().into_iter(), out)
}

/// A line; members in the order of their names.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    annotator: &'a str,
    entities: Vec<Entity<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    meta: &'a Fields,
    name: &'a str,
    relations: Vec<Relation<'a>>,
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct Entity<'a> {
    end_offset: usize,
    id: usize,
    label: &'a str,
    start_offset: usize,
}

#[derive(Serialize)]
struct Relation<'a> {
    from_id: Option<usize>,
    id: usize,
    to_id: Option<usize>,
    r#type: &'a str,
}

fn write_line(
    document: &Document,
    by: &str,
    unit: Unit,
    number: &mut usize,
    out: &mut dyn Sink,
) -> Result<(), ExportError> {
    let ruler = Ruler::of(document.words(), unit);
    let mut ids = BTreeMap::new();
    let mut entities = Vec::with_capacity(document.marks.len());
    for mark in &document.marks {
        *number += 1;
        ids.insert(mark.id.as_str(), *number);
        let place = ruler.place(mark.extent());
        let (start_offset, end_offset) = (place.start, place.end);
        entities.push(Entity { end_offset, id: *number, label: &mark.label, start_offset });
    }
    let number_of = |mark: &String| ids.get(mark.as_str()).copied();
    let relations = (1..).zip(&document.ties).map(|(id, tie)| {
        let (from_id, to_id) = (number_of(&tie.from), number_of(&tie.to));
        Relation { from_id, id, to_id, r#type: &tie.label }
    });
    let line = Line {
        annotator: by,
        entities,
        meta: &document.fields,
        name: &document.name,
        relations: relations.collect(),
        text: document.text.as_deref(),
    };
    let mut line = serde_json::to_vec(&line)?;
    line.push(b'\n');
    Ok(out.write_all(&line)?)
}

/// The labels as doccano takes them in, each with a key where one is left.
fn write_labels<'a>(
    name: &str,
    labels: impl Iterator<Item = &'a str>,
    out: &mut dyn Sink,
) -> Result<(), ExportError> {
    const COLOURS: [&str; 6] = ["#ffe08a", "#ffb3a7", "#a9d5ff", "#c9e7b5", "#e3cdf4", "#d9d9d9"];
    let mut keys = BTreeSet::new();
    let colours = COLOURS.iter().cycle();
    let rows: Vec<Value> = labels
        .zip(colours)
        .map(|(label, colour)| {
            let key = label.chars().find(|c| c.is_ascii_lowercase() && keys.insert(*c));
            json!({
                "text": label, "prefix_key": null, "suffix_key": key,
                "background_color": colour, "text_color": "#000000",
            })
        })
        .collect();
    out.begin(name)?;
    serde_json::to_writer_pretty(&mut *out, &rows)?;
    Ok(out.write_all(b"\n")?)
}

const TEXTS: Texts = Texts {
    format: "doccano",
    unit: unit_of,
    expected: "there is no .jsonl file with lines that have a text",
    is_one: |path| !ends(path, "_labels.json") && (ends(path, ".jsonl") || is_json(path)),
    document_of: |file, line, value, faults| document_of(file, line, value, faults).map(Some),
};

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    TEXTS.read(files)
}

/// What places count, by the names that files get here.
fn unit_of(paths: &[&str]) -> Unit {
    let is_named = |unit: &Unit| paths.iter().any(|path| ends(path, &format!(".{unit}.jsonl")));
    Unit::ALL.into_iter().find(is_named).unwrap_or(Unit::Utf16)
}

fn document_of(
    file: &File,
    line: usize,
    value: &Value,
    faults: &mut Vec<Fault>,
) -> Result<Document, String> {
    let text = string(value, "text").or_else(|| string(value, "data"));
    let text = text.ok_or_else(|| format!("expected a text, found {}", json::shown(value)))?;
    let name = value.get("name").or_else(|| value.get("id")).map(text_of);
    let name = name.unwrap_or_else(|| format!("{}-{line}", file.stem()));
    let mut document = Document { path: file.path.clone(), ..Document::of(&name, text) };
    let by = string(value, "annotator").unwrap_or("").to_owned();
    for (index, entity) in
        ["label", "labels", "entities"].iter().flat_map(|key| list(value, key)).enumerate()
    {
        match mark_of(entity, index + 1) {
            Ok(mark) => document.marks.push(Mark { by: by.clone(), line, ..mark }),
            Err(what) => faults.push(Fault::at(&file.path, line, what)),
        }
    }
    for (index, relation) in list(value, "relations").iter().enumerate() {
        let end = |key: &str| relation.get(key).map(id_of).unwrap_or_default();
        document.ties.push(Tie {
            id: format!("{}", index + 1),
            label: string(relation, "type").unwrap_or("relation").to_owned(),
            from: end("from_id"),
            to: end("to_id"),
            line,
            ..Tie::default()
        });
    }
    join(&mut document);
    document.fields = json::fields(value, &OWN);
    // Comments are a list of texts; an empty one says nothing.
    document.fields.retain(|name, value| name != "Comments" || value != "[]");
    match value.get("meta") {
        Some(meta) if meta.is_object() => document.fields.extend(json::fields(meta, &[])),
        Some(meta) if !meta.is_null() => {
            drop(document.fields.insert("meta".to_owned(), text_of(meta)));
        }
        _ => {}
    }
    Ok(document)
}

/// Numbers that sort as texts do.
fn id_of(value: &Value) -> String {
    value.as_u64().map_or_else(|| text_of(value), |number| format!("{number:06}"))
}

fn mark_of(entity: &Value, number: usize) -> Result<Mark, String> {
    let (start, end, label) = match entity.as_array() {
        Some(row) => (row.first(), row.get(1), row.get(2)),
        None => (entity.get("start_offset"), entity.get("end_offset"), entity.get("label")),
    };
    let place = json::place(start, end)
        .map_err(|what| format!("entity {number} ({}): {what}", json::shown(entity)))?;
    let label = label.and_then(Value::as_str);
    let label = label.ok_or_else(|| format!("entity {number} has no label"))?;
    let id = entity.get("id").map_or_else(|| format!("{number:06}"), id_of);
    Ok(Mark { id, label: label.to_owned(), places: vec![place], ..Mark::default() })
}

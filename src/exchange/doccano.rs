//! doccano JSONL: a file of lines for each annotator, with the labels beside it.
//!
//! Offsets are **UTF-16 units** as doccano's window counts them; code points where Python is to read them, grapheme clusters
//! where the project has them ticked. The name of each file says which: `ann.utf16-units.jsonl`. Both shapes of lines are
//! read: `label: [[start, end, label]]`, and `entities` with `relations`. What else a line holds becomes a field of its
//! article, as doccano keeps it.

use super::SetFormat;
use super::counting::Ruler;
use super::fault::{ExchangeError, Fault, File, Sink};
use super::fit::{Has, Holds, Parts, Ties, file_name, join, labels, split, tie_labels};
use super::json::{self, list, string, text_of};
use super::proof::Read;
use super::set::{Document, Mark, Set, Tie};
use super::shares::{add, share, shares};
use crate::export::ExportError;
use crate::text::Unit;
use serde_json::{Value, json};
use std::collections::BTreeSet;

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
    write,
};

/// What a line holds beside fields.
const OWN: [&str; 9] =
    ["id", "name", "annotator", "text", "label", "labels", "entities", "relations", "meta"];

fn fit(_: &mut Set) {}

fn write(set: &Set, unit: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    let mut number = 0;
    for (by, documents) in shares(set) {
        let name = if by.is_empty() { "all".to_owned() } else { file_name(by) };
        out.begin(&format!("{name}.{unit}.jsonl"))?;
        for document in documents {
            let line = line_of(share(document, by), by, unit, &mut number);
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
    }
    write_labels("span_labels.json", labels(set), out)?;
    write_labels("relation_labels.json", tie_labels(set), out)
}

fn line_of(mut document: Document, by: &str, unit: Unit, number: &mut usize) -> Value {
    split(&mut document, true);
    let ruler = Ruler::of(document.words(), unit);
    let mut ids = std::collections::BTreeMap::new();
    let mut entities = Vec::with_capacity(document.marks.len());
    for mark in &document.marks {
        *number += 1;
        ids.insert(mark.id.as_str(), *number);
        let place = ruler.place(mark.extent());
        entities.push(json!({
            "id": *number, "label": mark.label, "start_offset": place.start, "end_offset": place.end,
        }));
    }
    let mut relations = Vec::with_capacity(document.ties.len());
    for (index, tie) in (1..).zip(&document.ties) {
        let (from, to) = (ids.get(tie.from.as_str()), ids.get(tie.to.as_str()));
        relations.push(json!({ "id": index, "from_id": from, "to_id": to, "type": tie.label }));
    }
    let mut line = json!({
        "text": document.text, "entities": entities, "relations": relations, "name": document.name,
    });
    if let Some(line) = line.as_object_mut() {
        if !by.is_empty() {
            line.insert("annotator".to_owned(), by.into());
        }
        if !document.fields.is_empty() {
            line.insert("meta".to_owned(), json::object(&document.fields).into());
        }
    }
    line
}

/// The labels as doccano takes them in, each with a key where one is left.
fn write_labels(name: &str, labels: BTreeSet<&str>, out: &mut dyn Sink) -> Result<(), ExportError> {
    const COLOURS: [&str; 6] = ["#ffe08a", "#ffb3a7", "#a9d5ff", "#c9e7b5", "#e3cdf4", "#d9d9d9"];
    let mut keys = BTreeSet::new();
    let colours = COLOURS.iter().cycle();
    let rows: Vec<Value> = labels
        .into_iter()
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

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    let mut read = Read::default();
    let lines: Vec<&File> = files.iter().filter(|one| !one.ends("_labels.json")).collect();
    let lines = lines.into_iter().filter(|one| one.ends(".jsonl") || one.ends(".json"));
    let lines: Vec<&File> = lines.filter(|one| one.name() != "manifest.json").collect();
    let named = Unit::ALL
        .into_iter()
        .find(|unit| lines.iter().any(|file| file.ends(&format!(".{unit}.jsonl"))));
    read.set.unit = named.unwrap_or(Unit::Utf16);
    for file in lines {
        for (number, value) in json::values(file, &mut read.faults) {
            match document_of(file, number, &value, &mut read.faults) {
                Ok(document) => add(&mut read.set, document),
                Err(what) => read.faults.push(Fault::at(&file.path, number, what)),
            }
        }
    }
    if read.set.documents.is_empty() {
        let expected = "there is no .jsonl file with lines that have a text";
        return Err(json::unreadable("doccano", &read.faults, expected));
    }
    Ok(read)
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

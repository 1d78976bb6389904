//! Label Studio JSON: `tasks.json` with the labelling configuration beside it.
//!
//! Offsets are **UTF-16 units**, as its window counts them; every region carries its words. A person's marks are an
//! annotation, an engine's a prediction with its name as model version. Fields of a mark lie in the `meta` of its region,
//! where Label Studio keeps them; a note shows there. Read are full exports, JSON_MIN, and tasks to be imported.

use super::common::Common;
use super::counting::Ruler;
use super::fault::{ExchangeError, Fault, File, Sink, is_json};
use super::fit::{Has, Holds, Parts, Ties, in_parts, join};
use super::json::{self, Texts, list, string, text_of};
use super::proof::Read;
use super::set::{Document, Mark, Place, Set, Tie};
use super::shares::share;
use super::shelf::Joint;
use super::xml::escaped;
use super::{Pieces, SetFormat, Writing};
use crate::export::ExportError;
use crate::text::Unit;
use serde::Serialize;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

pub(super) const FORMAT: SetFormat = SetFormat {
    holds: Holds {
        parts: Parts::Tied,
        ties: Ties::Own,
        names: Has::Yes,
        document_fields: Has::Yes,
        authors: Has::Yes,
        ids: Has::Yes,
        mark_fields: Has::Yes,
        ..Holds::LEAST
    },
    fit,
    read,
    pieces: Pieces::Values(TEXTS),
    write: Writing::ByText { write, joint, read },
    numbers_marks: false,
};

/// Behind the annotator in the name of the field that says that it is an engine.
const KIND: &str = "/kind";
const ENGINE: &str = "Engine";

fn fit(set: &mut Set) {
    for document in &mut set.documents {
        document.fields.retain(|name, _| name != "text" && name != "name");
        for mark in &mut document.marks {
            mark.fields.retain(|_, value| !value.is_empty());
        }
    }
}

fn joint(path: &str) -> Joint {
    if path.ends_with(".json") { Joint::Array } else { Joint::Common }
}

fn write(set: &Set, common: &Common, unit: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    let annotators = common.annotators();
    out.begin("tasks.json")?;
    out.write_all(b"[")?;
    for (index, document) in set.documents.iter().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        out.write_all(&task(document, &annotators, unit)?)?;
    }
    out.write_all(b"\n]\n")?;
    write_config(common, out)
}

/// The task of a document, with an annotation or a prediction of everybody `by` whom it has marks.
fn task(document: &Document, annotators: &[&str], unit: Unit) -> Result<Vec<u8>, ExportError> {
    let has_marked = |by: &&&str| document.marks.iter().any(|mark| mark.by == **by);
    let shares: Vec<(&str, Cow<'_, Document>)> = annotators
        .iter()
        .filter(has_marked)
        .map(|by| (*by, in_parts(share(document, by))))
        .collect();
    let (mut annotations, mut predictions) = (Vec::new(), Vec::new());
    for (by, share) in &shares {
        let result = result_of(share, unit);
        let kind = document.fields.get(&format!("{by}{KIND}"));
        if kind.is_some_and(|kind| kind == ENGINE) {
            predictions.push(Prediction { model_version: by, result });
        } else {
            annotations.push(Annotation { annotator: by, result });
        }
    }
    let own = [("text", document.words()), ("name", document.name.as_str())];
    let fields = document.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let data = fields.chain(own).collect();
    Ok(serde_json::to_vec(&Task { annotations, data, predictions })?)
}

/// A task; members in the order of their names, as in all that follows.
#[derive(Serialize)]
struct Task<'a> {
    annotations: Vec<Annotation<'a>>,
    data: BTreeMap<&'a str, &'a str>,
    predictions: Vec<Prediction<'a>>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    annotator: &'a str,
    result: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Prediction<'a> {
    model_version: &'a str,
    result: Vec<Item<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Item<'a> {
    Region {
        from_name: &'static str,
        id: &'a str,
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        meta: BTreeMap<&'a str, Meta<'a>>,
        to_name: &'static str,
        r#type: &'static str,
        value: Region<'a>,
    },
    Relation {
        direction: &'static str,
        from_id: &'a str,
        labels: [&'a str; 1],
        to_id: &'a str,
        r#type: &'static str,
    },
}

#[derive(Serialize)]
struct Region<'a> {
    end: usize,
    labels: [&'a str; 1],
    start: usize,
    text: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Meta<'a> {
    Text(&'a str),
    /// What shows in the window.
    Note([&'a str; 1]),
}

fn result_of(document: &Document, unit: Unit) -> Vec<Item<'_>> {
    let text = document.words();
    let ruler = Ruler::of(text, unit);
    let regions = document.marks.iter().map(|mark| {
        let Place { start, end } = ruler.place(mark.extent());
        let mut meta: BTreeMap<&str, Meta<'_>> = mark
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), Meta::Text(value.as_str())))
            .collect();
        if let Some(Meta::Text(note)) = meta.remove("note") {
            meta.insert("text", Meta::Note([note]));
        }
        let value =
            Region { end, labels: [mark.label.as_str()], start, text: mark.extent().of(text) };
        let (from_name, to_name, r#type) = ("label", "text", "labels");
        Item::Region { from_name, id: &mark.id, meta, to_name, r#type, value }
    });
    let relations = document.ties.iter().map(|tie| Item::Relation {
        direction: "right",
        from_id: &tie.from,
        labels: [tie.label.as_str()],
        to_id: &tie.to,
        r#type: "relation",
    });
    regions.chain(relations).collect()
}

fn write_config(common: &Common, out: &mut dyn Sink) -> Result<(), ExportError> {
    out.begin("label_config.xml")?;
    writeln!(out, "<View>\n  <Labels name=\"label\" toName=\"text\">")?;
    for label in &common.labels {
        writeln!(out, "    <Label value=\"{}\"/>", escaped(label))?;
    }
    writeln!(out, "  </Labels>\n  <Relations>")?;
    for tie in common.tie_labels() {
        writeln!(out, "    <Relation value=\"{}\"/>", escaped(tie))?;
    }
    writeln!(out, "  </Relations>\n  <Text name=\"text\" value=\"$text\"/>\n</View>")?;
    Ok(())
}

const TEXTS: Texts = Texts {
    format: "label-studio",
    unit: |_| Unit::Utf16,
    expected: "there is no .json file with tasks that have a text",
    is_one: is_json,
    document_of: |file, number, task, faults| {
        Reading { file, number, faults }.document(task).map(Some)
    },
};

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    TEXTS.read(files)
}

/// One task while it is read.
struct Reading<'a> {
    file: &'a File,
    number: usize,
    faults: &'a mut Vec<Fault>,
}

impl Reading<'_> {
    fn fault(&mut self, what: String) {
        self.faults.push(Fault::at(&self.file.path, self.number, what));
    }

    fn document(&mut self, task: &Value) -> Result<Document, String> {
        // JSON_MIN has everything on one level.
        let data = task.get("data").unwrap_or(task);
        let key = text_key(data)
            .ok_or_else(|| format!("expected data with a text, found {}", json::shown(task)))?;
        let text = string(data, &key).unwrap_or("");
        let name = string(data, "name").map(str::to_owned);
        let name = name.or_else(|| task.get("id").map(text_of));
        let name = name.unwrap_or_else(|| format!("{}-{}", self.file.stem(), self.number));
        let mut document = Document { path: self.file.path.clone(), ..Document::of(&name, text) };
        if task.get("data").is_some() {
            document.fields = json::fields(data, &[&key, "name"]);
        } else {
            self.take_plain(task, &mut document);
        }
        for annotation in list(task, "annotations") {
            if annotation.get("was_cancelled").and_then(Value::as_bool) != Some(true) {
                let by = annotator(annotation);
                self.take(annotation, &by, &mut document);
            }
        }
        // A prediction that is only a number has nothing in it.
        for prediction in list(task, "predictions").iter().filter(|one| one.is_object()) {
            let by = string(prediction, "model_version").unwrap_or("model").to_owned();
            document.fields.insert(format!("{by}{KIND}"), ENGINE.to_owned());
            self.take(prediction, &by, &mut document);
        }
        Ok(document)
    }

    /// The regions of JSON_MIN, which lie in a list under the name of their control.
    fn take_plain(&mut self, task: &Value, document: &mut Document) {
        let lists = task.as_object().into_iter().flatten().filter_map(|(_, one)| one.as_array());
        let by = task.get("annotator").map(text_of).unwrap_or_default();
        for (index, value) in lists.flatten().filter(|one| one.get("labels").is_some()).enumerate()
        {
            let region = json!({ "id": format!("{}", index + 1), "value": value });
            self.region(&region, &by, document);
        }
    }

    fn take(&mut self, annotation: &Value, by: &str, document: &mut Document) {
        let mut part = Document::default();
        let mut rest = Vec::new();
        for item in list(annotation, "result") {
            match string(item, "type") {
                Some("relation") => part.ties.push(self.relation(item, part.ties.len() + 1)),
                Some("labels") => self.region(item, by, &mut part),
                _ => rest.push(item),
            }
        }
        for item in rest {
            self.field(item, by, &mut part, document);
        }
        join(&mut part);
        document.marks.append(&mut part.marks);
        document.ties.append(&mut part.ties);
    }

    fn relation(&self, item: &Value, number: usize) -> Tie {
        let end = |key: &str| string(item, key).unwrap_or("").to_owned();
        let label = list(item, "labels").first().and_then(Value::as_str).unwrap_or("relation");
        let (mut from, mut to) = (end("from_id"), end("to_id"));
        let direction = string(item, "direction").unwrap_or("right");
        if direction == "left" {
            std::mem::swap(&mut from, &mut to);
        }
        let mut tie =
            Tie { label: label.to_owned(), from, to, line: self.number, ..Tie::default() };
        tie.id = format!("{number}");
        if direction == "bi" {
            tie.fields.insert("direction".to_owned(), "bi".to_owned());
        }
        tie
    }

    fn region(&mut self, item: &Value, by: &str, document: &mut Document) {
        let value = item.get("value").unwrap_or(&Value::Null);
        let id = item.get("id").map(text_of).unwrap_or_default();
        let place = match json::place(value.get("start"), value.get("end")) {
            Ok(place) => place,
            Err(what) => return self.fault(format!("region “{id}”: {what}")),
        };
        let mut fields =
            item.get("meta").map(|meta| json::fields(meta, &["text"])).unwrap_or_default();
        let note = item.get("meta").map_or(&[] as &[Value], |meta| list(meta, "text"));
        if !note.is_empty() {
            let note: Vec<String> = note.iter().map(text_of).collect();
            fields.insert("note".to_owned(), note.join("\n"));
        }
        let labels = list(value, "labels");
        if labels.is_empty() {
            self.fault(format!("region “{id}” has no label"));
        }
        for (index, label) in labels.iter().enumerate() {
            let id = if index == 0 { id.clone() } else { format!("{id}.{}", index + 1) };
            document.marks.push(Mark {
                id,
                label: text_of(label),
                by: by.to_owned(),
                places: vec![place],
                quote: string(value, "text").unwrap_or("").to_owned(),
                fields: fields.clone(),
                line: self.number,
                ..Mark::default()
            });
        }
    }

    /// A choice, a text or a number: about the region of its id, or else about the whole text.
    fn field(&mut self, item: &Value, by: &str, part: &mut Document, document: &mut Document) {
        let (Some(name), Some(kind)) = (string(item, "from_name"), string(item, "type")) else {
            return self.fault(format!("expected a region, found {}", json::shown(item)));
        };
        let value =
            item.get("value").and_then(|value| value.get(kind).or_else(|| value.get("text")));
        let Some(value) = value else {
            return self.fault(format!("a region of type {kind} is no mark on a plain text"));
        };
        let words = value.as_array().map_or_else(
            || text_of(value),
            |all| all.iter().map(text_of).collect::<Vec<_>>().join("; "),
        );
        let id = item.get("id").map(text_of).unwrap_or_default();
        match part.marks.iter_mut().find(|mark| mark.id == id) {
            Some(mark) => drop(mark.fields.insert(name.to_owned(), words)),
            None => drop(document.fields.insert(format!("{by}/{name}"), words)),
        }
    }
}

fn annotator(annotation: &Value) -> String {
    let by = annotation.get("completed_by");
    let email = by.and_then(|by| string(by, "email"));
    let own = string(annotation, "annotator").or(email).map(str::to_owned);
    own.or_else(|| by.and_then(Value::as_u64).map(|id| format!("user-{id}"))).unwrap_or_default()
}

/// The name of the text in a task: `text`, or the only text there is.
fn text_key(data: &Value) -> Option<String> {
    if data.get("text").is_some_and(Value::is_string) {
        return Some("text".to_owned());
    }
    let mut texts = data.as_object()?.iter().filter(|(_, value)| value.is_string());
    match (texts.next(), texts.next()) {
        (Some((only, _)), None) => Some(only.clone()),
        _ => None,
    }
}

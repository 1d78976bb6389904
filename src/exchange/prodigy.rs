//! Prodigy JSONL: a line for each text and annotator with tokens, spans and relations.
//!
//! Offsets are **code points**, as Python counts them; `token_start` and `token_end` count tokens, the end **inclusive**.
//! Tokens are cut so that every span begins and ends with one. Who annotated stands in `_annotator_id`, what is known of the
//! text in `meta`.

use super::common::Common;
use super::counting::Ruler;
use super::fault::{ExchangeError, Fault, File, Sink, ends};
use super::fit::{Has, Holds, Parts, Ties, in_parts, join};
use super::json::{self, Texts, list, string, text_of};
use super::proof::Read;
use super::set::{Document, Mark, Place, Set, Tie};
use super::shares::{share, sharers};
use super::shelf::Joint;
use super::tokens::{edges, tokens, trim_marks};
use super::{Pieces, SetFormat, Writing};
use crate::export::ExportError;
use crate::text::Unit;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

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
    numbers_marks: false,
};

/// Under what the name of a text stands among what is known of it.
const NAME: &str = "name";

/// Relations name spans by place and label, so of two marks that are alike one goes, and its relations go to the other.
fn fit(set: &mut Set) {
    for document in &mut set.documents {
        document.fields.remove(NAME);
        trim_marks(document);
        let mut first: BTreeMap<(String, String, Vec<Place>), String> = BTreeMap::new();
        let mut same = BTreeMap::new();
        document.marks.retain(|mark| {
            let key = (mark.label.clone(), mark.by.clone(), mark.places.clone());
            let kept = first.entry(key).or_insert_with(|| mark.id.clone());
            same.insert(mark.id.clone(), kept.clone());
            *kept == mark.id
        });
        for tie in &mut document.ties {
            for end in [&mut tie.from, &mut tie.to] {
                if let Some(kept) = same.get(end) {
                    end.clone_from(kept);
                }
            }
        }
        unlike_parts(document);
    }
    FORMAT.holds.number(set);
}

/// Parts that are alike with another mark could not be told from it: the mark they belong to goes.
fn unlike_parts(document: &mut Document) {
    let mut taken: BTreeMap<(String, String, Place), usize> = BTreeMap::new();
    for mark in &document.marks {
        for place in &mark.places {
            *taken.entry((mark.label.clone(), mark.by.clone(), *place)).or_default() += 1;
        }
    }
    document.marks.retain(|mark| {
        mark.places.len() < 2
            || mark.places.iter().all(|place| {
                taken.get(&(mark.label.clone(), mark.by.clone(), *place)).is_none_or(|n| *n == 1)
            })
    });
    document.drop_dangling();
}

fn joint(_: &str) -> Joint {
    Joint::Lines
}

fn write(set: &Set, common: &Common, unit: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    out.begin("tasks.jsonl")?;
    let annotators = common.annotators();
    for document in &set.documents {
        for by in sharers(document, &annotators) {
            serde_json::to_writer(&mut *out, &task(&in_parts(share(document, by)), by, unit))?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// A task; members in the order of their names.
#[derive(Serialize)]
struct Task<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    _annotator_id: &'a str,
    answer: &'static str,
    meta: Map<String, Value>,
    relations: Vec<Value>,
    spans: Vec<Value>,
    text: &'a str,
    tokens: Vec<Row<'a>>,
}

/// A token.
#[derive(Serialize)]
struct Row<'a> {
    end: usize,
    id: usize,
    start: usize,
    text: &'a str,
    ws: bool,
}

fn task<'a>(document: &'a Document, by: &'a str, unit: Unit) -> Task<'a> {
    let text = document.words();
    let ruler = Ruler::of(text, unit);
    let tokens = tokens(text, &edges(document));
    let rows = (0..).zip(&tokens).map(|(id, token): (usize, &Place)| {
        let Place { start, end } = ruler.place(*token);
        let behind = text.get(token.end..).and_then(|rest| rest.chars().next());
        let ws = behind.is_some_and(char::is_whitespace);
        Row { end, id, start, text: token.of(text), ws }
    });
    let span = |mark: &Mark| {
        let (place, at) = (mark.extent(), ruler.place(mark.extent()));
        let first = tokens.partition_point(|token| token.end <= place.start);
        let behind = tokens.partition_point(|token| token.start < place.end);
        json!({
            "start": at.start, "end": at.end, "token_start": first,
            "token_end": behind.saturating_sub(1), "label": mark.label,
        })
    };
    let spans: Vec<Value> = document.marks.iter().map(span).collect();
    let marks = document.by_id();
    let relations: Vec<Value> = document
        .ties
        .iter()
        .filter_map(|tie| {
            let head = span(marks.get(tie.from.as_str())?);
            let child = span(marks.get(tie.to.as_str())?);
            Some(json!({
                "head": head.get("token_end"), "child": child.get("token_end"),
                "head_span": head, "child_span": child, "label": tie.label,
            }))
        })
        .collect();
    let mut meta: Map<String, Value> = json::object(&document.fields);
    meta.insert(NAME.to_owned(), document.name.as_str().into());
    let (answer, tokens) = ("accept", rows.collect());
    Task { _annotator_id: by, answer, meta, relations, spans, text, tokens }
}

const TEXTS: Texts = Texts {
    format: "prodigy",
    unit: |_| Unit::CodePoints,
    expected: "there is no .jsonl file with tasks that have a text",
    is_one: |path| ends(path, ".jsonl"),
    document_of,
};

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    TEXTS.read(files)
}

/// What a task is; nothing when it was rejected or passed over.
fn document_of(
    file: &File,
    line: usize,
    value: &Value,
    faults: &mut Vec<Fault>,
) -> Result<Option<Document>, String> {
    if matches!(string(value, "answer"), Some("reject" | "ignore")) {
        return Ok(None);
    }
    let text = string(value, "text");
    let text = text.ok_or_else(|| format!("expected a text, found {}", json::shown(value)))?;
    let meta = value.get("meta").unwrap_or(&Value::Null);
    let name = [NAME, "doc", "id"].iter().find_map(|key| meta.get(key)).map(text_of);
    let name = name.unwrap_or_else(|| format!("{}-{line}", file.stem()));
    let mut document = Document { path: file.path.clone(), ..Document::of(&name, text) };
    document.fields = json::fields(meta, &[NAME]);
    let by = string(value, "_annotator_id").unwrap_or("");
    let mut known = BTreeMap::new();
    for (index, span) in list(value, "spans").iter().enumerate() {
        match span_of(span) {
            Ok((place, label)) => {
                let id = format!("{:06}", index + 1);
                known.entry((place, label.clone())).or_insert_with(|| id.clone());
                let (by, places) = (by.to_owned(), vec![place]);
                document.marks.push(Mark { id, label, by, places, line, ..Mark::default() });
            }
            Err(what) => {
                faults.push(Fault::at(&file.path, line, format!("span {}: {what}", index + 1)));
            }
        }
    }
    for (index, relation) in list(value, "relations").iter().enumerate() {
        let end = |key: &str| {
            let span = relation.get(key).and_then(|span| span_of(span).ok());
            span.and_then(|span| known.get(&span).cloned())
        };
        match (end("head_span"), end("child_span")) {
            (Some(from), Some(to)) => document.ties.push(Tie {
                id: format!("{}", index + 1),
                label: string(relation, "label").unwrap_or("relation").to_owned(),
                from,
                to,
                line,
                ..Tie::default()
            }),
            _ => {
                let what =
                    format!("relation {}: expected head and child among the spans", index + 1);
                faults.push(Fault::at(&file.path, line, what));
            }
        }
    }
    join(&mut document);
    Ok(Some(document))
}

fn span_of(span: &Value) -> Result<(Place, String), String> {
    let place = json::place(span.get("start"), span.get("end"))?;
    let label = string(span, "label").ok_or("it has no label")?;
    Ok((place, label.to_owned()))
}

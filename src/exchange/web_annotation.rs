//! W3C Web Annotation, JSON-LD: one file with an array of annotations.
//!
//! Offsets are **code points**, the end exclusive, as the recommendation has it, and every target carries its quotation with
//! 32 code points on either side. A text is an annotation of its own that describes its source; a relation is one with the
//! motivation *linking* and two targets; fields are tags `name=value`. Every name is one of the context's, so that JSON-LD
//! processors drop nothing. Of other programs' files, annotations without a text wait for the article they are about.

use super::common::Common;
use super::counting::Ruler;
use super::fault::{ExchangeError, Fault, File, Sink};
use super::fit::{Has, Holds, Parts, Segments, Ties, rename_fields};
use super::proof::Read;
use super::set::{Document, Fields, Mark, Place, Set, Tie};
use super::shelf::Joint;
use super::web_reading::Reading;
use super::withhold::HASH;
use super::{Pieces, SetFormat, Writing};
use crate::export::ExportError;
use crate::model::sha256;
use crate::text::{Unit, prefix, suffix};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

pub(super) const FORMAT: SetFormat = SetFormat {
    holds: Holds {
        parts: Parts::Many,
        ties: Ties::Across,
        segments: Segments::No,
        title: Has::No,
        records: Has::No,
        ..Holds::ALL
    },
    fit,
    read,
    pieces: Pieces::Whole,
    write: Writing::ByText { write, joint, read: read_part },
    numbers_marks: false,
};

/// The context that every annotation names.
pub(super) const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What the names of our own resources begin with.
pub(super) const TEXT: &str = "urn:ascribe:text:";
pub(super) const MARK: &str = "urn:ascribe:mark:";
pub(super) const TIE: &str = "urn:ascribe:relation:";
pub(super) const ANNOTATOR: &str = "urn:ascribe:annotator:";

fn fit(set: &mut Set) {
    for document in &mut set.documents {
        fit_fields(&mut document.fields);
        document.marks.iter_mut().for_each(|mark| fit_fields(&mut mark.fields));
        document.ties.iter_mut().for_each(|tie| fit_fields(&mut tie.fields));
    }
}

/// A tag is cut at its first `=`.
fn fit_fields(fields: &mut Fields) {
    rename_fields(fields, |name| {
        let name = name.replace('=', "_");
        if name.is_empty() { "_".to_owned() } else { name }
    });
}

/// Any text as part of a URN.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// What [`encoded`] was given; anything else stays as it is.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes().iter();
    while let Some(&byte) = rest.next() {
        let pair = rest.as_slice().get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| byte == b'%') {
            Some(meant) => {
                bytes.push(meant);
                rest.nth(1);
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn joint(_: &str) -> Joint {
    Joint::Array
}

fn write(set: &Set, _: &Common, unit: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    out.begin("annotations.jsonld")?;
    out.write_all(b"[")?;
    let mut is_first = true;
    let mut put = |annotation: Value| -> Result<(), ExportError> {
        out.write_all(if is_first { b"\n" } else { b",\n" })?;
        is_first = false;
        Ok(serde_json::to_writer(&mut *out, &annotation)?)
    };
    for document in &set.documents {
        put(text_annotation(document, set.leaves_texts))?;
        let ruler = Ruler::of(document.words(), unit);
        for mark in &document.marks {
            put(annotation(document, mark, &ruler))?;
        }
        for tie in &document.ties {
            put(linking(document, tie))?;
        }
    }
    out.write_all(b"\n]\n")?;
    Ok(())
}

pub(super) fn source(document: &Document) -> String {
    format!("{TEXT}{}", encoded(&document.name))
}

pub(super) fn mark_id(document: &str, mark: &str) -> String {
    format!("{MARK}{}:{}", encoded(document), encoded(mark))
}

/// What is known of a text, and the text itself unless it stays behind.
fn text_annotation(document: &Document, is_left: bool) -> Value {
    let mut bodies = Vec::new();
    let mut fields = document.fields.clone();
    if is_left {
        fields.insert(HASH.to_owned(), sha256(document.words()));
    } else {
        bodies.push(json!({
            "type": "TextualBody", "purpose": "describing", "format": "text/plain",
            "value": document.words(),
        }));
    }
    bodies.extend(tags(&fields));
    json!({
        "@context": CONTEXT,
        "id": format!("{}:text", source(document)),
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": source(document),
    })
}

fn tags(fields: &Fields) -> impl Iterator<Item = Value> {
    fields.iter().map(|(name, value)| {
        json!({ "type": "TextualBody", "purpose": "tagging", "value": format!("{name}={value}") })
    })
}

/// A time as the context takes it goes where it belongs.
fn take_time(fields: &mut Fields, annotation: &mut Map<String, Value>) {
    let is_time =
        |text: &&String| text.parse::<Timestamp>().is_ok_and(|time| time.to_string() == **text);
    if let Some(created) = fields.get("created").filter(is_time).cloned() {
        fields.remove("created");
        annotation.insert("created".to_owned(), created.into());
    }
}

fn annotation(document: &Document, mark: &Mark, ruler: &Ruler<'_>) -> Value {
    let mut fields = mark.fields.clone();
    let mut annotation = Map::new();
    annotation.insert("@context".to_owned(), CONTEXT.into());
    annotation.insert("id".to_owned(), mark_id(&document.name, &mark.id).into());
    annotation.insert("type".to_owned(), "Annotation".into());
    annotation.insert("motivation".to_owned(), "classifying".into());
    take_time(&mut fields, &mut annotation);
    if !mark.by.is_empty() {
        let kind = document.fields.get(&format!("{}/kind", mark.by));
        let kind = if kind.is_some_and(|kind| kind == "Engine") { "Software" } else { "Person" };
        let id = format!("{ANNOTATOR}{}", encoded(&mark.by));
        let creator = json!({ "id": id, "type": kind, "name": mark.by });
        annotation.insert("creator".to_owned(), creator);
    }
    let label = json!({ "type": "TextualBody", "purpose": "classifying", "value": mark.label });
    let mut bodies = vec![label];
    if let Some(note) = fields.remove("note") {
        bodies.push(json!({ "type": "TextualBody", "purpose": "commenting", "value": note }));
    }
    bodies.extend(tags(&fields));
    annotation.insert("body".to_owned(), bodies.into());
    let mut targets: Vec<Value> =
        mark.places.iter().map(|place| target(document, *place, ruler)).collect();
    let target = match (targets.pop(), targets.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            targets.extend(last);
            json!({ "type": "Composite", "items": targets })
        }
    };
    annotation.insert("target".to_owned(), target);
    annotation.into()
}

fn target(document: &Document, place: Place, ruler: &Ruler<'_>) -> Value {
    let (text, span) = (document.words(), place.span());
    let at = ruler.place(place);
    json!({
        "source": source(document),
        "selector": [
            {
                "type": "TextQuoteSelector", "exact": place.of(text),
                "prefix": prefix(text, span), "suffix": suffix(text, span),
            },
            { "type": "TextPositionSelector", "start": at.start, "end": at.end },
        ],
    })
}

fn linking(document: &Document, tie: &Tie) -> Value {
    let mut fields = tie.fields.clone();
    let mut annotation = Map::new();
    let name = &document.name;
    annotation.insert("@context".to_owned(), CONTEXT.into());
    let id = format!("{TIE}{}:{}", encoded(name), encoded(&tie.id));
    annotation.insert("id".to_owned(), id.into());
    annotation.insert("type".to_owned(), "Annotation".into());
    annotation.insert("motivation".to_owned(), "linking".into());
    take_time(&mut fields, &mut annotation);
    let label = json!({ "type": "TextualBody", "purpose": "classifying", "value": tie.label });
    let bodies: Vec<Value> = std::iter::once(label).chain(tags(&fields)).collect();
    annotation.insert("body".to_owned(), bodies.into());
    let other = tie.to_document.as_ref().unwrap_or(name);
    let targets = json!([{ "id": mark_id(name, &tie.from) }, { "id": mark_id(other, &tie.to) }]);
    annotation.insert("target".to_owned(), targets);
    annotation.into()
}

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    read_by(Reading::default(), files)
}

/// Reads some of our own texts: links may lead to marks in others.
fn read_part(files: &[File]) -> Result<Read, ExchangeError> {
    read_by(Reading::of_part(), files)
}

fn read_by(mut reading: Reading, files: &[File]) -> Result<Read, ExchangeError> {
    let mut faults = Vec::new();
    let files = files.iter().filter(|one| one.ends(".json") || one.ends(".jsonld"));
    for file in files.filter(|one| one.name() != "manifest.json") {
        match file.text().map(serde_json::from_str::<Value>) {
            Ok(Ok(value)) => reading.take_all(file, &value, &mut faults),
            Ok(Err(error)) => {
                faults.push(Fault::at(
                    &file.path,
                    error.line(),
                    format!("this is no JSON: {error}"),
                ));
            }
            Err(fault) => faults.push(fault),
        }
    }
    let set = reading.finish(&mut faults);
    if set.documents.is_empty() {
        let expected = "there is no .json or .jsonld file with annotations of words";
        return Err(ExchangeError::unreadable("w3c", &faults, expected));
    }
    Ok(Read { set, faults })
}

//! spaCy's own JSON of a text, a `Doc` on each line: `spacy.tokens.Doc(vocab).from_json` reads it with tokens, sentences and
//! the span group `sc`, which its span categoriser is trained on.
//!
//! Offsets are **code points**, as Python counts them, the end exclusive. Tokens are cut so that every span and sentence
//! begins and ends with one; white space beyond a single space is a token, as spaCy has it. What a `Doc` has no place for
//! stands beside it under `ascribe`, which `from_json` passes over: by the index of the span; one line for each annotator. Named entities, which
//! may not overlap there, are read and not written, as are other groups; lemmas, tags and syntax are left alone.

use super::common::Common;
use super::counting::Ruler;
use super::fault::{ExchangeError, Fault, File, Sink, ends, is_json};
use super::fit::{Has, Holds, Parts, Segments, Ties, in_parts, join};
use super::json::{self, Texts, list, string, text_of};
use super::proof::Read;
use super::sentences::tidy;
use super::set::{Document, Fields, Mark, Piece, Place, Set, Tie};
use super::shares::{share, sharers};
use super::shelf::Joint;
use super::tokens::{edges, tokens, trim_marks};
use super::{Pieces, SetFormat, Writing};
use crate::export::ExportError;
use crate::text::{Role, Unit};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) const FORMAT: SetFormat = SetFormat {
    holds: Holds {
        parts: Parts::Tied,
        ties: Ties::Own,
        segments: Segments::Whole,
        title: Has::No,
        records: Has::No,
        ..Holds::ALL
    },
    fit,
    read,
    pieces: Pieces::Values(TEXTS),
    write: Writing::ByText { write, joint, read },
    numbers_marks: false,
};

/// The group of spans that spaCy's own components use.
const GROUP: &str = "sc";

/// Under what the rest stands that is known of a text.
const OWN: &str = "ascribe";

fn fit(set: &mut Set) {
    for document in &mut set.documents {
        tidy(document);
        trim_marks(document);
    }
}

fn joint(_: &str) -> Joint {
    Joint::Lines
}

fn write(set: &Set, common: &Common, unit: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    out.begin("docs.jsonl")?;
    let annotators = common.annotators();
    for document in &set.documents {
        for by in sharers(document, &annotators) {
            serde_json::to_writer(&mut *out, &doc(&in_parts(share(document, by)), by, unit))?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// A Doc; members in the order of their names, as in all that follows.
#[derive(Serialize)]
struct Doc<'a> {
    ascribe: Value,
    sents: Vec<Stretch>,
    spans: Value,
    text: &'a str,
    tokens: Vec<Token>,
}

#[derive(Serialize)]
struct Stretch {
    end: usize,
    start: usize,
}

#[derive(Serialize)]
struct Token {
    end: usize,
    id: usize,
    start: usize,
}

fn doc<'a>(document: &'a Document, by: &str, unit: Unit) -> Doc<'a> {
    let text = document.words();
    let ruler = Ruler::of(text, unit);
    let stretch = |piece: &Piece| {
        let Place { start, end } = ruler.place(piece.place);
        Stretch { end, start }
    };
    let mut ends = edges(document);
    ends.extend(document.segments.iter().flat_map(|piece| [piece.place.start, piece.place.end]));
    let rows = (0..).zip(with_spaces(text, &tokens(text, &ends))).map(|(id, token)| {
        let Place { start, end } = ruler.place(token);
        Token { end, id, start }
    });
    let span = |mark: &Mark| {
        let at = ruler.place(mark.extent());
        json!({ "start": at.start, "end": at.end, "label": mark.label, "kb_id": "" })
    };
    let known = |mark: &Mark| json!({ "id": mark.id, "fields": json::object(&mark.fields) });
    let indices: BTreeMap<&str, usize> =
        document.marks.iter().enumerate().map(|(at, mark)| (mark.id.as_str(), at)).collect();
    let index = |id: &str| indices.get(id);
    let relation = |tie: &Tie| {
        json!({
            "id": tie.id, "label": tie.label, "head": index(&tie.from), "child": index(&tie.to),
            "fields": json::object(&tie.fields),
        })
    };
    let segment = |piece: &Piece| {
        json!({
            "role": piece.role.label(), "sure": piece.is_sure,
            "opens_paragraph": piece.opens_paragraph,
        })
    };
    let own = json!({
        "name": document.name, "annotator": by, "fields": json::object(&document.fields),
        "segments": document.segments.iter().map(segment).collect::<Vec<_>>(),
        "marks": document.marks.iter().map(known).collect::<Vec<_>>(),
        "relations": document.ties.iter().map(relation).collect::<Vec<_>>(),
    });
    Doc {
        ascribe: own,
        sents: document.segments.iter().map(stretch).collect(),
        spans: json!({ GROUP: document.marks.iter().map(span).collect::<Vec<_>>() }),
        text,
        tokens: rows.collect(),
    }
}

/// Tokens with those of white space between them: all that is more than one space behind a word.
fn with_spaces(text: &str, words: &[Place]) -> Vec<Place> {
    let mut all = Vec::with_capacity(words.len());
    let mut end = 0;
    for word in words.iter().copied().chain([Place { start: text.len(), end: text.len() }]) {
        if end < word.start {
            all.push(Place { start: end, end: word.start });
        }
        if word.start < word.end {
            all.push(word);
        }
        let has_space = text.get(word.end..).is_some_and(|rest| rest.starts_with(' '));
        end = word.end + usize::from(has_space);
    }
    all
}

const TEXTS: Texts = Texts {
    format: "spacy",
    unit: |_| Unit::CodePoints,
    expected: "there is no .jsonl file with lines that have a text",
    is_one: |path| ends(path, ".jsonl") || is_json(path),
    document_of: |file, line, value, faults| {
        Reading { file, line, faults }.document(value).map(Some)
    },
};

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    TEXTS.read(files)
}

/// A line while it is read.
struct Reading<'a> {
    file: &'a File,
    line: usize,
    faults: &'a mut Vec<Fault>,
}

impl Reading<'_> {
    fn document(&mut self, value: &Value) -> Result<Document, String> {
        let text = string(value, "text");
        let text = text.ok_or_else(|| format!("expected a text, found {}", json::shown(value)))?;
        let custom = value.get("_").unwrap_or(&Value::Null);
        let own = value.get(OWN).unwrap_or(&Value::Null);
        let name = string(own, "name").map(str::to_owned);
        let name = name.unwrap_or_else(|| format!("{}-{}", self.file.stem(), self.line));
        let path = self.file.path.clone();
        let mut document = Document { path, ..Document::of(&name, text) };
        document.fields = json::fields(custom, &[]);
        document.fields.extend(fields(own));
        if let Some(cats) = value.get("cats").filter(|cats| **cats != json!({})) {
            document.fields.insert("cats".to_owned(), text_of(cats));
        }
        self.add_sentences(value, own, &mut document);
        let ids = self.add_marks(value, own, &mut document);
        for (number, relation) in (1..).zip(list(own, "relations")) {
            let end = |key: &str| {
                let index = usize::try_from(relation.get(key)?.as_u64()?).ok()?;
                ids.get(index).cloned()
            };
            let (Some(from), Some(to)) = (end("head"), end("child")) else {
                self.tell(format!("relation {number}: expected head and child among the spans"));
                continue;
            };
            let text = |key: &str| string(relation, key).unwrap_or("").to_owned();
            let (id, label, fields) = (text("id"), text("label"), fields(relation));
            let line = self.line;
            document.ties.push(Tie { id, label, from, to, fields, line, ..Tie::default() });
        }
        join(&mut document);
        Ok(document)
    }

    fn tell(&mut self, what: String) {
        self.faults.push(Fault::at(&self.file.path, self.line, what));
    }

    fn add_sentences(&mut self, value: &Value, own: &Value, document: &mut Document) {
        let known = list(own, "segments");
        for (index, sentence) in list(value, "sents").iter().enumerate() {
            let place = match json::place(sentence.get("start"), sentence.get("end")) {
                Ok(place) => place,
                Err(what) => {
                    self.tell(format!("sentence {}: {what}", index + 1));
                    continue;
                }
            };
            let known = known.get(index).unwrap_or(&Value::Null);
            let role = string(known, "role");
            let role = Role::ALL.into_iter().find(|one| Some(one.label()) == role);
            let flag = |key: &str| known.get(key).and_then(Value::as_bool);
            document.segments.push(Piece {
                place,
                role: role.unwrap_or(Role::Sentence),
                is_sure: flag("sure").unwrap_or(true),
                opens_paragraph: flag("opens_paragraph").unwrap_or(false),
            });
        }
    }

    /// Adds the spans of all groups and the entities, and says which id each span of our own group has.
    fn add_marks(&mut self, value: &Value, own: &Value, document: &mut Document) -> Vec<String> {
        let by = string(own, "annotator").unwrap_or("");
        let groups = value.get("spans").and_then(Value::as_object).into_iter().flatten();
        let groups = groups.map(|(name, _)| name.as_str());
        let spans = value.get("spans").unwrap_or(&Value::Null);
        let mut all: Vec<(&str, &[Value])> = groups.map(|name| (name, list(spans, name))).collect();
        // Prodigy and others have one list, with no name.
        all.extend([(GROUP, list(value, "spans")), ("ents", list(value, "ents"))]);
        let (mut ids, mut number) = (Vec::new(), 0);
        for (group, spans) in all {
            for (index, span) in spans.iter().enumerate() {
                number += 1;
                let known = if group == GROUP { list(own, "marks").get(index) } else { None };
                let known = known.unwrap_or(&Value::Null);
                let id = string(known, "id").map_or_else(|| format!("{number:06}"), str::to_owned);
                if group == GROUP {
                    ids.push(id.clone());
                }
                let mut fields = fields(known);
                if group != GROUP && group != "ents" {
                    fields.insert("group".to_owned(), group.to_owned());
                }
                if let Some(base) = string(span, "kb_id").filter(|base| !base.is_empty()) {
                    fields.insert("kb_id".to_owned(), base.to_owned());
                }
                let label = string(span, "label").ok_or("it has no label".to_owned());
                let place = json::place(span.get("start"), span.get("end"));
                match label.and_then(|label| Ok((label.to_owned(), place?))) {
                    Ok((label, place)) => {
                        let (by, places, line) = (by.to_owned(), vec![place], self.line);
                        let mark = Mark { id, label, by, places, fields, line, ..Mark::default() };
                        document.marks.push(mark);
                    }
                    Err(what) => self.tell(format!("span {} of {group}: {what}", index + 1)),
                }
            }
        }
        ids
    }
}

/// The fields that an entry has under that name.
fn fields(value: &Value) -> Fields {
    json::fields(value.get("fields").unwrap_or(&Value::Null), &[])
}

//! JSON Lines of our own, which `export::jsonl` writes: an article on each line with everything about it.
//!
//! A line has the names of the model, so its records are read as the model's own, with three differences: words of closed
//! lists are in small letters with dashes, a grade is a letter or digit beside its scale, and a place carries its words,
//! against which it is held. Offsets are **bytes** of the text in UTF-8.

use super::fault::{ExchangeError, Fault, File, Sink};
use super::json::{list, shown, string};
use super::lines_blank::{blank_text, without_blank};
use super::lines_form::{named, record, scheme_of};
use super::proof::Read;
use super::whole::{Held, ProjectFormat, Writer, all_of};
use crate::export::{Crew, ExportError, Selected, Watch, jsonl};
use crate::model::assemble::{Home, LayerParts, Parts, assemble};
use crate::model::{
    Annotator, Article, ArticleId, LayerHead, LayerId, Metadata, Original, Proposition, Relation,
    Remark, Source, Statement, sha256,
};
use crate::text::{Segment, Span};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

pub(super) const FORMAT: ProjectFormat =
    ProjectFormat { write: Writer::ByMany(write), read: Some(read), holds: Held::All };

/// What the lines that are read call their own shape: the present one, and the one before it, which says less.
const SCHEMAS: [&str; 2] = ["ascribe-article/2", "ascribe-article/1"];

fn write(
    selected: &Selected<'_>,
    crew: &dyn Crew,
    out: &mut dyn Sink,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    out.begin("articles.jsonl")?;
    jsonl::write(selected, crew, out, watch)
}

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    let mut reading = Reading::default();
    for file in files.iter().filter(|file| file.ends(".jsonl")) {
        reading.take_file(file);
    }
    let is_none = reading.lines.is_empty() && !reading.faults.is_empty();
    if is_none || !files.iter().any(|file| file.ends(".jsonl")) {
        let expected = "there is no .jsonl file with articles as `ascribe export` writes them";
        return Err(ExchangeError::unreadable("jsonl", &reading.faults, expected));
    }
    Ok(reading.finish())
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    parts: Parts,
    layers: BTreeMap<LayerId, LayerParts>,
    /// The file and line of each article.
    lines: BTreeMap<ArticleId, (String, usize)>,
    /// The text of each article by its hash.
    hashes: BTreeMap<ArticleId, String>,
    annotators: BTreeMap<String, Value>,
    sources: BTreeMap<String, Value>,
    propositions: BTreeMap<String, Value>,
    faults: Vec<Fault>,
    /// The hashes of the texts that stayed behind, by article.
    left: BTreeMap<String, String>,
}

impl Reading {
    fn take_file(&mut self, file: &File) {
        let text = match file.text() {
            Ok(text) => text,
            Err(fault) => return self.faults.push(fault),
        };
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let taken = match serde_json::from_str::<Value>(line) {
                Ok(value) => self.take(&file.path, number, &value),
                Err(error) => Err(format!("no JSON: {error}")),
            };
            if let Err(what) = taken {
                self.faults.push(Fault::at(&file.path, number, what));
            }
        }
    }

    /// Takes a line; an error keeps all of it out.
    fn take(&mut self, path: &str, number: usize, line: &Value) -> Result<(), String> {
        let schema = line.get("schema").unwrap_or(&Value::Null);
        if !SCHEMAS.iter().any(|known| schema == known) {
            let expected = SCHEMAS.first().copied().unwrap_or_default();
            return Err(format!("expected the schema {expected}, found {}", shown(schema)));
        }
        if string(line, "offsets") != Some("utf8-bytes") {
            let found = line.get("offsets").map_or_else(|| "none".to_owned(), shown);
            return Err(format!("expected offsets in utf8-bytes, found {found}"));
        }
        let is_left = line.get("text").is_some_and(Value::is_null);
        let blank = if is_left { blank_text(line)? } else { String::new() };
        let text = string(line, "text").or(is_left.then_some(&*blank)).ok_or("there is no text")?;
        let said = string(line, "sha256");
        let hash = match said {
            Some(said) if is_left => said.to_owned(),
            None if is_left => return Err("there is neither a text nor its SHA-256".to_owned()),
            _ => sha256(text),
        };
        if let Some(said) = said.filter(|said| *said != hash) {
            return Err(format!("the text has the SHA-256 {hash}, the line says {said}"));
        }
        let article = article(line, text)?;
        let id = article.id().clone();
        match self.hashes.get(&id) {
            Some(there) if *there != hash => {
                return Err(format!("the article “{id}” was there before with another text"));
            }
            Some(_) => {}
            None => {
                self.parts.articles.push(article.into());
                self.lines.insert(id.clone(), (path.to_owned(), number));
                if is_left {
                    self.left.insert(id.to_string(), hash.clone());
                }
                self.hashes.insert(id.clone(), hash);
            }
        }
        self.settings(line);
        let mut lining = Lining { reading: self, path, number, text };
        lining.records(line);
        for layer in list(line, "layers") {
            lining.layer(&id, layer);
        }
        Ok(())
    }

    /// What stands on every line is taken from the first.
    fn settings(&mut self, line: &Value) {
        let settings = &mut self.parts.settings;
        if self.lines.len() == 1 {
            settings.title = string(line, "project").unwrap_or("").to_owned();
            let grading = string(line, "grading").and_then(scheme_of);
            settings.grading = grading.unwrap_or_default();
        }
    }

    fn finish(self) -> Read {
        let Self { mut parts, layers, lines, mut faults, left, .. } = self;
        parts.layers = layers.into_iter().map(|(id, layer)| layer.into_layer(&id)).collect();
        let (tables, mut problems) = parts.into_tables();
        let (project, found) = assemble(tables);
        problems.extend(found);
        for problem in problems {
            let article = match &problem.home {
                Home::Article(id) => Some(id),
                Home::Layer(layer) => Some(&layer.article),
                Home::Project | Home::Source(_) | Home::Proposition(_) => None,
            };
            let (path, line) = article.and_then(|id| lines.get(id)).cloned().unwrap_or_default();
            let what = format!("{}: {}", problem.record, problem.what);
            faults.push(Fault::at(&path, line, what));
        }
        let mut set = all_of(&project);
        for document in &mut set.documents {
            if let Some(hash) = left.get(&document.name) {
                without_blank(document, hash);
            }
        }
        Read { set, faults }
    }
}

/// A line that is being read.
struct Lining<'a> {
    reading: &'a mut Reading,
    path: &'a str,
    number: usize,
    text: &'a str,
}

impl Lining<'_> {
    fn fault(&mut self, what: String) {
        self.reading.faults.push(Fault::at(self.path, self.number, what));
    }

    /// Records of a list as the model has them; those that are none are told.
    fn all<T: DeserializeOwned>(&mut self, sort: &str, values: &[Value]) -> Vec<T> {
        let mut all = Vec::new();
        for value in values {
            match record(value, self.text) {
                Ok(one) => all.push(one),
                Err(what) => {
                    let id = string(value, "id").unwrap_or("without id");
                    self.fault(format!("the {sort} “{id}”: {what}"));
                }
            }
        }
        all
    }

    /// Is it the first record of its id? One that differs from the first is told.
    fn is_new(
        &mut self,
        sort: &str,
        of: fn(&mut Reading) -> &mut BTreeMap<String, Value>,
        value: &Value,
    ) -> bool {
        let id = string(value, "id").unwrap_or("").to_owned();
        let first = of(self.reading).entry(id.clone()).or_insert_with(|| Value::Null);
        if first.is_null() {
            *first = value.clone();
            return true;
        }
        if first != value {
            self.fault(format!("the {sort} “{id}” differs from the one on a line before"));
        }
        false
    }

    fn records(&mut self, line: &Value) {
        let new = |lining: &mut Self, sort, of, values: &[Value]| -> Vec<Value> {
            values.iter().filter(|value| lining.is_new(sort, of, value)).cloned().collect()
        };
        let sources = new(self, "source", |r| &mut r.sources, list(line, "sources"));
        let sources: Vec<Source> = self.all("source", &sources);
        self.reading.parts.sources.extend(sources);
        let about = new(self, "proposition", |r| &mut r.propositions, list(line, "propositions"));
        let about: Vec<Proposition> = self.all("proposition", &about);
        self.reading.parts.propositions.extend(about);
    }

    fn layer(&mut self, article: &ArticleId, value: &Value) {
        let annotator = value.get("annotator").unwrap_or(&Value::Null);
        let known = match record::<Annotator>(annotator, self.text) {
            Ok(known) => known,
            Err(what) => return self.fault(format!("a layer has no annotator: {what}")),
        };
        let id = LayerId { article: article.clone(), annotator: known.id.clone() };
        if self.is_new("annotator", |r| &mut r.annotators, annotator) {
            self.reading.parts.annotators.push(known);
        }
        let head: Map<String, Value> = ["started", "finished", "guideline"]
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), value.get(name)?.clone())))
            .collect();
        let head = serde_json::from_value::<LayerHead>(Value::Object(head));
        let head = head.unwrap_or_else(|error| {
            self.fault(format!("the layer of “{}”: {error}", id.annotator));
            LayerHead::default()
        });
        let mut parts = LayerParts {
            head,
            statements: self.all::<Statement>("statement", list(value, "statements")),
            relations: self.all::<Relation>("relation", list(value, "relations")),
            remarks: self.all::<Remark>("remark", list(value, "remarks")),
            no_statement: self
                .all::<Span>("stretch without a statement", list(value, "no_statement")),
        };
        match self.reading.layers.entry(id) {
            Entry::Occupied(mut there) => {
                let there = there.get_mut();
                there.statements.append(&mut parts.statements);
                there.relations.append(&mut parts.relations);
                there.remarks.append(&mut parts.remarks);
                there.no_statement.append(&mut parts.no_statement);
            }
            Entry::Vacant(place) => {
                place.insert(parts);
            }
        }
    }
}

fn article(line: &Value, text: &str) -> Result<Article, String> {
    let id = string(line, "id").ok_or("there is no id")?;
    let id = ArticleId::new(id).map_err(|error| error.to_string())?;
    let fields =
        ["title", "publisher", "author", "published", "retrieved", "origin", "language", "extra"];
    let metadata: Map<String, Value> = fields
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), line.get(name)?.clone())))
        .collect();
    let metadata = serde_json::from_value::<Metadata>(Value::Object(metadata));
    let metadata = metadata.map_err(|error| format!("the article “{id}”: {error}"))?;
    let original = line.get("original").cloned().map(serde_json::from_value::<Original>);
    let original = original.transpose().map_err(|error| format!("the original: {error}"))?;
    let segments: Result<Vec<Segment>, String> = list(line, "segments").iter().map(piece).collect();
    Article::new(id, metadata, original.unwrap_or_default(), text.into(), segments?)
        .map_err(|error| error.to_string())
}

fn piece(value: &Value) -> Result<Segment, String> {
    let wrong = |error: serde_json::Error| format!("the segment {}: {error}", shown(value));
    let is = |name: &str| value.get(name).and_then(Value::as_bool).unwrap_or(false);
    let role = value.get("role").and_then(Value::as_str).map(named).unwrap_or_default();
    let place = json!({ "start": value.get("start"), "end": value.get("end") });
    Ok(Segment {
        span: serde_json::from_value(place).map_err(wrong)?,
        role: serde_json::from_value(Value::String(role)).map_err(wrong)?,
        sure: is("sure"),
        opens_paragraph: is("opens_paragraph"),
    })
}

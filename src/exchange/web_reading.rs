//! Reading Web Annotations, of this program and of others.

use super::fault::{Fault, File};
use super::json::{self, list, string, text_of};
use super::set::{Document, Fields, Mark, Place, Set, Tie};
use super::web_annotation::{ANNOTATOR, CONTEXT, MARK, TEXT, TIE, decoded};
use crate::text::Unit;
use serde_json::Value;
use std::collections::BTreeMap;

/// What was read so far.
#[derive(Default)]
pub(super) struct Reading {
    documents: Vec<Document>,
    /// Places in `documents`, by name.
    names: BTreeMap<String, usize>,
    /// The document and mark that an annotation became, by its id.
    marks: BTreeMap<String, (String, String)>,
    /// Links, which may stand before what they link: id, label, ends, fields, file, number.
    links: Vec<(Tie, String, String)>,
    number: usize,
    /// Are there texts of ours beside these, which links may lead to?
    is_part: bool,
}

impl Reading {
    /// Reads some texts of ours without the others.
    pub(super) fn of_part() -> Self {
        Self { is_part: true, ..Self::default() }
    }

    /// Takes everything that a file holds.
    pub(super) fn take_all(&mut self, file: &File, value: &Value, faults: &mut Vec<Fault>) {
        self.number = 0;
        let context = value.get("@context");
        match value {
            Value::Array(all) => {
                all.iter().for_each(|one| self.take_checked(file, one, None, faults));
            }
            one => self.take_checked(file, one, context, faults),
        }
    }

    /// An annotation, or a page or collection of them, with the context of its own or of what it stands in.
    fn take_checked(
        &mut self,
        file: &File,
        value: &Value,
        above: Option<&Value>,
        faults: &mut Vec<Fault>,
    ) {
        let context = value.get("@context").or(above);
        let names = |context: &Value| match context {
            Value::Array(all) => all.iter().any(|one| one == CONTEXT),
            one => one == CONTEXT,
        };
        let kind = value.get("type").map(text_of).unwrap_or_default();
        if !context.is_some_and(names) {
            let found = context.map_or_else(|| "none".to_owned(), json::shown);
            let what = format!("expected the @context {CONTEXT}, found {found}");
            return faults.push(Fault::at(&file.path, self.number + 1, what));
        }
        if kind.contains("AnnotationCollection") {
            if let Some(first) = value.get("first").filter(|first| first.is_object()) {
                self.take_checked(file, first, context, faults);
            }
        } else if kind.contains("AnnotationPage") {
            for item in list(value, "items") {
                self.take_checked(file, item, context, faults);
            }
        } else if kind.contains("Annotation") {
            self.take(file, value, faults);
        } else {
            let what = format!("expected an Annotation, found {}", json::shown(value));
            faults.push(Fault::at(&file.path, self.number + 1, what));
        }
    }

    fn take(&mut self, file: &File, value: &Value, faults: &mut Vec<Fault>) {
        self.number += 1;
        let targets = all(value.get("target"));
        let is_linking = all(value.get("motivation")).iter().any(|one| *one == "linking");
        let result = match targets.as_slice() {
            [] => Err("it has no target".to_owned()),
            [from, to] if is_linking => self.link(value, from, to),
            [only] if self.describes(value, only) => Ok(()),
            targets => self.mark(file, value, targets),
        };
        if let Err(what) = result {
            let id = string(value, "id").unwrap_or("without id");
            let what = format!("the annotation {id}: {what}");
            faults.push(Fault::at(&file.path, self.number, what));
        }
    }

    fn document(&mut self, name: &str, path: &str) -> Option<&mut Document> {
        let at = *self.names.entry(name.to_owned()).or_insert(self.documents.len());
        if at == self.documents.len() {
            let (name, path) = (name.to_owned(), path.to_owned());
            self.documents.push(Document { name, path, ..Document::default() });
        }
        self.documents.get_mut(at)
    }

    /// Takes an annotation that holds the text of a source of ours, or what is known of one that stayed behind.
    fn describes(&mut self, value: &Value, target: &Value) -> bool {
        let Some(name) = target.as_str().and_then(|target| target.strip_prefix(TEXT)) else {
            return false;
        };
        let name = decoded(name);
        let bodies = all(value.get("body"));
        let text = bodies.iter().find(|body| string(body, "purpose") == Some("describing"));
        let text = text.and_then(|body| string(body, "value"));
        if text.is_none() && string(value, "motivation") != Some("describing") {
            return false;
        }
        let known = Known::of(&bodies);
        if let Some(document) = self.document(&name, "") {
            document.text = text.map(str::to_owned);
            document.fields = known.fields;
        }
        true
    }

    fn link(&mut self, value: &Value, from: &Value, to: &Value) -> Result<(), String> {
        let end = |target: &Value| {
            let id = target.as_str().or_else(|| string(target, "id")).map(str::to_owned);
            id.ok_or_else(|| {
                format!("expected the id of an annotation, found {}", json::shown(target))
            })
        };
        let mut known = Known::of(&all(value.get("body")));
        known.add_time(value);
        let id = string(value, "id").unwrap_or("");
        let own = id.strip_prefix(TIE).and_then(|rest| rest.split_once(':'));
        let id = own.map_or_else(|| id.to_owned(), |(_, id)| decoded(id));
        let label = known.label.or_else(|| known.tags.first().cloned());
        let tie = Tie {
            id,
            label: label.unwrap_or_else(|| "linking".to_owned()),
            fields: known.fields,
            line: self.number,
            ..Tie::default()
        };
        self.links.push((tie, end(from)?, end(to)?));
        Ok(())
    }

    fn mark(&mut self, file: &File, value: &Value, targets: &[&Value]) -> Result<(), String> {
        let items: Vec<&Value> = targets
            .iter()
            .flat_map(|target| match target.get("items") {
                Some(items) => all(Some(items)),
                None => vec![*target],
            })
            .collect();
        let mut mark = Mark { line: self.number, ..Mark::default() };
        let mut sources = Vec::new();
        let mut quotes = Vec::new();
        for item in items {
            let source = item.get("source").or_else(|| item.get("id")).unwrap_or(item);
            sources.push(source.as_str().or_else(|| string(source, "id")).unwrap_or(""));
            let found = Selected::of(item)?;
            mark.places.extend(found.place);
            quotes.extend(found.quote);
            mark.prefix = found.prefix;
            mark.suffix = found.suffix;
        }
        if mark.places.is_empty() && quotes.is_empty() {
            return Err("it is about the whole of its target, not about words of it".to_owned());
        }
        if quotes.len() > 1 {
            (mark.prefix, mark.suffix) = Default::default();
        }
        mark.quote = quotes.join(" ");
        let mut known = Known::of(&all(value.get("body")));
        known.add_time(value);
        let mut tags = known.tags.into_iter();
        mark.label = known.label.or_else(|| tags.next()).unwrap_or_else(|| "annotation".to_owned());
        let tags: Vec<String> = tags.collect();
        if !tags.is_empty() {
            known.fields.insert("tags".to_owned(), tags.join("; "));
        }
        mark.fields = known.fields;
        mark.by = creator(value);
        let source = sources.first().copied().unwrap_or("");
        self.place_mark(file, string(value, "id").unwrap_or(""), source, mark);
        Ok(())
    }

    /// Puts a mark with the document it is about, under the ids that both had where they came from.
    fn place_mark(&mut self, file: &File, id: &str, source: &str, mut mark: Mark) {
        mark.id = own_mark(id).map_or_else(|| id.to_owned(), |(_, mark)| mark);
        if mark.id.is_empty() {
            mark.id = format!("{}", self.number);
        }
        let name = match source.strip_prefix(TEXT) {
            Some(name) => decoded(name),
            None if source.is_empty() => file.stem().to_owned(),
            None => source.to_owned(),
        };
        self.marks.insert(id.to_owned(), (name.clone(), mark.id.clone()));
        if let Some(document) = self.document(&name, &file.path) {
            document.marks.push(mark);
        }
    }

    /// Ties what links tie, and gives the set.
    pub(super) fn finish(mut self, faults: &mut Vec<Fault>) -> Set {
        for (mut tie, from, to) in std::mem::take(&mut self.links) {
            let elsewhere = if self.is_part { own_mark(&to) } else { None };
            let (from, to) =
                match (self.marks.get(&from), self.marks.get(&to).or(elsewhere.as_ref())) {
                    (Some(from), Some(to)) => (from.clone(), to.clone()),
                    (None, _) => {
                        let what =
                            format!("the link “{}” begins at {from}, which is not there", tie.id);
                        faults.push(Fault::at("", tie.line, what));
                        continue;
                    }
                    (_, None) => {
                        let what =
                            format!("the link “{}” ends at {to}, which is not there", tie.id);
                        faults.push(Fault::at("", tie.line, what));
                        continue;
                    }
                };
            (tie.from, tie.to) = (from.1, to.1);
            tie.to_document = (from.0 != to.0).then_some(to.0);
            if let Some(document) = self.document(&from.0, "") {
                document.ties.push(tie);
            }
        }
        Set { documents: self.documents, unit: Unit::CodePoints, ..Set::default() }
    }
}

/// The document and the mark that an id of ours names.
fn own_mark(id: &str) -> Option<(String, String)> {
    let (document, mark) = id.strip_prefix(MARK)?.split_once(':')?;
    Some((decoded(document), decoded(mark)))
}

/// A value, or all of a list of them.
pub(super) fn all(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
    }
}

fn creator(value: &Value) -> String {
    let creator = value.get("creator");
    let id = creator.and_then(|one| string(one, "id"));
    if let Some(own) = id.and_then(|id| id.strip_prefix(ANNOTATOR)) {
        return decoded(own);
    }
    let name = creator.and_then(|one| one.as_str().or_else(|| string(one, "name")));
    name.or(id).unwrap_or("").to_owned()
}

/// What the bodies of an annotation say.
struct Known {
    label: Option<String>,
    fields: Fields,
    tags: Vec<String>,
}

impl Known {
    fn of(bodies: &[&Value]) -> Self {
        let mut known = Self { label: None, fields: Fields::new(), tags: Vec::new() };
        for body in bodies {
            let Some(text) = string(body, "value") else {
                if let Some(address) = body.as_str().or_else(|| string(body, "id")) {
                    known.fields.insert("body".to_owned(), address.to_owned());
                }
                continue;
            };
            match string(body, "purpose") {
                Some("classifying") if known.label.is_none() => known.label = Some(text.to_owned()),
                Some("describing") => {}
                Some("tagging" | "classifying" | "identifying") => match text.split_once('=') {
                    Some((name, value)) if !name.is_empty() => {
                        known.fields.insert(name.to_owned(), value.to_owned());
                    }
                    _ => known.tags.push(text.to_owned()),
                },
                _ => {
                    let note = known.fields.entry("note".to_owned()).or_default();
                    if !note.is_empty() {
                        note.push('\n');
                    }
                    note.push_str(text);
                }
            }
        }
        known
    }

    fn add_time(&mut self, value: &Value) {
        if let Some(created) = string(value, "created") {
            self.fields.insert("created".to_owned(), created.to_owned());
        }
    }
}

/// What the selectors of a target choose.
#[derive(Default)]
pub(super) struct Selected {
    pub(super) place: Option<Place>,
    pub(super) quote: Option<String>,
    pub(super) prefix: String,
    pub(super) suffix: String,
}

impl Selected {
    pub(super) fn of(target: &Value) -> Result<Self, String> {
        let selectors = all(target.get("selector"));
        let mut found = Self::default();
        let mut others = Vec::new();
        for selector in &selectors {
            match string(selector, "type") {
                Some("TextQuoteSelector") => {
                    let words = |name| string(selector, name).unwrap_or("").to_owned();
                    found.quote = Some(words("exact"));
                    (found.prefix, found.suffix) = (words("prefix"), words("suffix"));
                }
                Some("TextPositionSelector") => {
                    found.place = Some(json::place(selector.get("start"), selector.get("end"))?);
                }
                other => others.push(other.unwrap_or("a selector without type")),
            }
        }
        if found.place.is_none() && found.quote.is_none() && !others.is_empty() {
            return Err(format!("{} chooses no words that are known here", others.join(", ")));
        }
        Ok(found)
    }
}

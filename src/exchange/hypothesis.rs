//! Hypothes.is: one file in the form of its API's search, an object with `rows`, a row for each annotation of a page.
//!
//! Offsets are **UTF-16 units** of the page's text, the end exclusive; beside them stands the quotation with what is around
//! it. The text itself is never in it: places wait for the article that has the page's address. The label is the first tag;
//! of our own rows the other tags are fields, `name=value`, and relations, `tie denies=` with the id of another row. Ours can
//! be seen by nobody but their user, until somebody says otherwise.

use super::Counting;
use super::counting::Ruler;
use super::fault::{ExchangeError, Fault, File, Sink};
use super::json::{list, string, text_of};
use super::outgoing::{TIE, set_of};
use super::places::place_all;
use super::proof::Read;
use super::set::{Document, Fields, Mark, Record, Set, Tie};
use super::web_annotation::{MARK, TEXT, decoded, mark_id, source};
use super::web_reading::{Selected as Chosen, all};
use super::whole::{Held, ProjectFormat, Writer};
use crate::export::{ExportError, Selected, Watch};
use crate::text::{Unit, prefix, suffix};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

pub(super) const FORMAT: ProjectFormat =
    ProjectFormat { write: Writer::ByOne(write), read: Some(read), holds: Held::Found };

/// Where the users of our own rows are at home, behind their id.
const HOME: &str = "@ascribe.invalid";

fn write(
    selected: &Selected<'_>,
    out: &mut dyn Sink,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    out.begin("annotations.json")?;
    let set = set_of(selected);
    write!(out, "{{\"total\":{},\"rows\":[", set.n_marks())?;
    let names: BTreeMap<&str, &str> = set
        .records_of("annotator")
        .filter_map(|record| Some((record.id.as_str(), record.fields.get("name")?.as_str())))
        .collect();
    let mut is_first = true;
    for (done, document) in set.documents.iter().enumerate() {
        let ruler = Ruler::of(document.words(), Unit::Utf16);
        for mark in &document.marks {
            out.write_all(if is_first { b"\n" } else { b",\n" })?;
            is_first = false;
            serde_json::to_writer(&mut *out, &row(document, mark, &ruler, &names))?;
        }
        if watch(done + 1) == ControlFlow::Break(()) {
            return Err(ExportError::Stopped);
        }
    }
    out.write_all(b"\n]}\n")?;
    Ok(())
}

/// The address of a document: of its page, where it came from one.
fn address(document: &Document) -> String {
    let origin = document.fields.get("origin");
    let is_page =
        |origin: &&String| origin.starts_with("http://") || origin.starts_with("https://");
    origin.filter(is_page).cloned().unwrap_or_else(|| source(document))
}

fn row(document: &Document, mark: &Mark, ruler: &Ruler<'_>, names: &BTreeMap<&str, &str>) -> Value {
    let (address, text) = (address(document), document.words());
    let mut fields = mark.fields.clone();
    let note = fields.remove("note").unwrap_or_default();
    let mut tags = vec![mark.label.clone()];
    let mut row = json!({
        "id": mark_id(&document.name, &mark.id),
        "user": format!("acct:{}{HOME}", mark.by),
        "group": "__world__",
        "permissions": { "read": [format!("acct:{}{HOME}", mark.by)] },
        "uri": address,
        "text": note,
        "document": { "title": document.fields.get("title").into_iter().collect::<Vec<_>>() },
        "references": [],
    });
    let is_time = |text: &&String| text.parse::<Timestamp>().is_ok();
    let created = fields.get("created").filter(is_time).cloned();
    if let Some(created) = created {
        fields.remove("created");
        put(&mut row, "updated", created.as_str().into());
        put(&mut row, "created", created.into());
    }
    if let Some(name) = names.get(mark.by.as_str()) {
        put(&mut row, "user_info", json!({ "display_name": name }));
    }
    // A tag is cut at its first `=`, and one that begins as a relation is one.
    fields.retain(|name, _| !name.is_empty() && !name.contains('=') && !name.starts_with(TIE));
    tags.extend(fields.iter().map(|(name, value)| format!("{name}={value}")));
    let ties = document.ties.iter().filter(|tie| tie.from == mark.id && !tie.label.contains('='));
    tags.extend(ties.map(|tie| {
        let there = tie.to_document.as_ref().unwrap_or(&document.name);
        format!("{TIE}{}={}", tie.label, mark_id(there, &tie.to))
    }));
    put(&mut row, "tags", tags.into());
    let targets = mark.places.iter().map(|place| {
        let (at, span) = (ruler.place(*place), place.span());
        json!({
            "source": address,
            "selector": [
                { "type": "TextPositionSelector", "start": at.start, "end": at.end },
                {
                    "type": "TextQuoteSelector", "exact": place.of(text),
                    "prefix": prefix(text, span), "suffix": suffix(text, span),
                },
            ],
        })
    });
    put(&mut row, "target", targets.collect());
    row
}

fn put(row: &mut Value, name: &str, value: Value) {
    if let Some(row) = row.as_object_mut() {
        row.insert(name.to_owned(), value);
    }
}

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    let mut reading = Reading::default();
    let is_rows = |file: &&File| file.ends(".json") && !file.ends("manifest.json");
    let mut is_any = false;
    for file in files.iter().filter(is_rows) {
        match file.text().map(serde_json::from_str::<Value>) {
            Ok(Ok(value)) if value.get("rows").is_some_and(Value::is_array) => {
                is_any = true;
                reading.take_rows(file, list(&value, "rows"));
            }
            Ok(Ok(Value::Array(rows))) if rows.iter().all(|row| row.get("uri").is_some()) => {
                is_any = true;
                reading.take_rows(file, &rows);
            }
            Ok(Ok(_)) => {
                let what = "expected an object with rows, or a list of annotations with their uri";
                reading.faults.push(Fault::file(&file.path, what));
            }
            Ok(Err(error)) => {
                let what = format!("this is no JSON: {error}");
                reading.faults.push(Fault::at(&file.path, error.line(), what));
            }
            Err(fault) => reading.faults.push(fault),
        }
    }
    if !is_any {
        let expected = "there is no .json file with the rows of a search";
        return Err(ExchangeError::unreadable("hypothesis", &reading.faults, expected));
    }
    Ok(reading.finish())
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    documents: BTreeMap<String, Document>,
    annotators: BTreeMap<String, String>,
    /// Document and mark of each row, by its id.
    homes: BTreeMap<String, (String, String)>,
    /// Relations by the row they begin at: label, the row they lead to, number.
    ties: Vec<(String, String, String, usize)>,
    /// Answers to rows: the row that is answered, the answer, number.
    replies: Vec<(String, String, usize)>,
    faults: Vec<Fault>,
}

impl Reading {
    fn take_rows(&mut self, file: &File, rows: &[Value]) {
        for (number, row) in (1..).zip(rows) {
            if let Err(what) = self.take(file, number, row) {
                let id = string(row, "id").unwrap_or("without id");
                self.faults.push(Fault::at(&file.path, number, format!("the row {id}: {what}")));
            }
        }
    }

    fn take(&mut self, file: &File, number: usize, row: &Value) -> Result<(), String> {
        let id = string(row, "id").map_or_else(|| number.to_string(), str::to_owned);
        let user = string(row, "user").unwrap_or("").trim_start_matches("acct:");
        let by = user.strip_suffix(HOME).unwrap_or(user).to_owned();
        let targets = all(row.get("target"));
        let has_words = |target: &&Value| target.get("selector").is_some();
        if let Some(root) =
            list(row, "references").first().filter(|_| !targets.iter().any(has_words))
        {
            let text = string(row, "text").unwrap_or("");
            self.replies.push((text_of(root), format!("{by}: {text}"), number));
            return Ok(());
        }
        let mut mark = Mark { line: number, by, ..Mark::default() };
        let mut quotes = Vec::new();
        for target in &targets {
            let chosen = Chosen::of(target)?;
            mark.places.extend(chosen.place);
            quotes.extend(chosen.quote);
            (mark.prefix, mark.suffix) = (chosen.prefix, chosen.suffix);
        }
        if mark.places.is_empty() && quotes.is_empty() {
            return Err("it is a note on the whole page, not on words of it".to_owned());
        }
        if quotes.len() > 1 {
            (mark.prefix, mark.suffix) = Default::default();
        }
        mark.quote = quotes.join(" ");
        let own = id.strip_prefix(MARK).and_then(|rest| rest.split_once(':'));
        let target = targets.first().and_then(|target| string(target, "source"));
        let address = string(row, "uri").or(target).unwrap_or("");
        let (home, name) = match own {
            Some((home, name)) => (decoded(home), decoded(name)),
            None if address.is_empty() => (file.stem().to_owned(), id.clone()),
            None => (address.to_owned(), id.clone()),
        };
        mark.id = name;
        self.tags(&id, row, own.is_some(), &mut mark);
        for (name, field) in [("text", "note"), ("created", "created")] {
            if let Some(text) = string(row, name).filter(|text| !text.is_empty()) {
                mark.fields.insert(field.to_owned(), text.to_owned());
            }
        }
        let shown = row.pointer("/user_info/display_name").and_then(Value::as_str);
        if let Some(name) = shown.filter(|_| !mark.by.is_empty()) {
            self.annotators.entry(mark.by.clone()).or_insert_with(|| name.to_owned());
        }
        self.homes.insert(id, (home.clone(), mark.id.clone()));
        let document = self.documents.entry(home.clone()).or_insert_with(|| Document {
            fields: page(row, address),
            name: home,
            path: file.path.clone(),
            ..Document::default()
        });
        document.marks.push(mark);
        Ok(())
    }

    /// The first tag is the label; what the others are, depends on whose they are.
    fn tags(&mut self, row: &str, value: &Value, is_own: bool, mark: &mut Mark) {
        let mut tags = list(value, "tags").iter().map(text_of);
        mark.label = tags.next().unwrap_or_else(|| "annotation".to_owned());
        let mut others = Vec::new();
        for tag in tags {
            match tag.split_once('=').filter(|_| is_own) {
                Some((name, value)) => match name.strip_prefix(TIE) {
                    Some(label) => self.ties.push((
                        row.to_owned(),
                        label.to_owned(),
                        value.to_owned(),
                        mark.line,
                    )),
                    None => drop(mark.fields.insert(name.to_owned(), value.to_owned())),
                },
                None => others.push(tag),
            }
        }
        if !others.is_empty() {
            mark.fields.insert("tags".to_owned(), others.join("; "));
        }
    }

    fn finish(mut self) -> Read {
        for (root, text, number) in std::mem::take(&mut self.replies) {
            let home = self.homes.get(&root);
            let document = home.and_then(|(home, _)| self.documents.get_mut(home));
            let mark = document.and_then(|document| {
                document.marks.iter_mut().find(|mark| home.is_some_and(|(_, id)| mark.id == *id))
            });
            match mark {
                Some(mark) => {
                    let replies = mark.fields.entry("replies".to_owned()).or_default();
                    let between = if replies.is_empty() { "" } else { "\n" };
                    replies.push_str(&format!("{between}{text}"));
                }
                None => {
                    let what = format!("it answers the row {root}, which is not there");
                    self.faults.push(Fault::at("", number, what));
                }
            }
        }
        for (from, label, to, line) in std::mem::take(&mut self.ties) {
            let ends = self.homes.get(&from).zip(self.homes.get(&to));
            let Some(((home, from), (there, to))) = ends else {
                let what = format!("the relation “{label}” leads to {to}, which is not there");
                self.faults.push(Fault::at("", line, what));
                continue;
            };
            let (from, to) = (from.clone(), to.clone());
            let to_document = (home != there).then(|| there.clone());
            if let Some(document) = self.documents.get_mut(home) {
                let id = format!("{}", document.ties.len() + 1);
                let tie = Tie { id, label, from, to, to_document, line, ..Tie::default() };
                document.ties.push(tie);
            }
        }
        let annotator = |(id, name)| Record {
            sort: "annotator".to_owned(),
            id,
            fields: Fields::from([("name".to_owned(), name)]),
        };
        let mut set = Set {
            records: self.annotators.into_iter().map(annotator).collect(),
            documents: self.documents.into_values().collect(),
            ..Set::default()
        };
        let mut faults = self.faults;
        faults.append(&mut place_all(&mut set, Counting::plain(Unit::Utf16)));
        Read { set, faults }
    }
}

/// What is known about the page of a row.
fn page(row: &Value, address: &str) -> Fields {
    let mut fields = Fields::new();
    if !address.is_empty() && !address.starts_with(TEXT) {
        fields.insert("origin".to_owned(), address.to_owned());
    }
    if let Some(title) = row.pointer("/document/title/0").and_then(Value::as_str) {
        fields.insert("title".to_owned(), title.to_owned());
    }
    fields
}

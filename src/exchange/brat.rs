//! brat stand-off: a folder with a `.txt` and an `.ann` of the same name for each article, and `annotation.conf`.
//!
//! Offsets are **code points** of the `.txt`, the end exclusive, as brat's server counts them (files made in its window
//! count UTF-16 after an emoji: the scoring finds that out). A folder for each annotator, as agreement tools expect. Of
//! brat's lines T, R, A and # are written, which every reader of it takes; E, `*`, M and N are read too: an event becomes
//! its trigger with a tie for each role, an equivalence ties to its first member.
//!
//! Fields whose value is a word become attributes, others notes of their name with `\n`, `\r`, `\t` and `\\` escaped. The
//! note `id` keeps the id that a mark had elsewhere.

use super::brat_conf;
use super::common::Common;
use super::counting::Ruler;
use super::escapes::Escapes;
use super::fault::{ExchangeError, Fault, File, Sink, ends};
use super::fit::{
    Has, Holds, Parts, Segments, Ties, is_plain_word, name_files, plain_word, rename_fields,
};
use super::proof::Read;
use super::set::{Document, Fields, Mark, Place, Set, Tie};
use super::shares::{Gathering, shares_of};
use super::shelf::Joint;
use super::{Pieces, SetFormat, Writing, line};
use crate::export::ExportError;
use crate::model::sha256;
use crate::text::Unit;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Write as _};

/// What would break a line or a field of it.
const ESCAPES: Escapes = Escapes(&[('n', '\n'), ('r', '\r'), ('t', '\t')]);

pub(super) const FORMAT: SetFormat = SetFormat {
    holds: Holds {
        parts: Parts::Many,
        ties: Ties::Own,
        names: Has::Yes,
        authors: Has::Yes,
        ids: Has::Yes,
        mark_fields: Has::Yes,
        tie_fields: Has::Yes,
        segments: Segments::No,
        ..Holds::LEAST
    },
    fit,
    read,
    pieces: Pieces::Files {
        unit: Unit::CodePoints,
        is_one: |path| ends(path, ".ann"),
        beside: brat_conf::beside,
    },
    write: Writing::ByText { write, joint, read },
    numbers_marks: false,
};

/// The note of brat's own window.
const NOTES: &str = "AnnotatorNotes";

fn fit(set: &mut Set) {
    name_files(set);
    for document in &mut set.documents {
        document.marks.retain(|mark| mark.places.iter().all(|place| place.start < place.end));
        document.drop_dangling();
        for mark in &mut document.marks {
            mark.label = plain_word(&mark.label);
            mark.id = line(&mark.id).into_owned();
            if !mark.by.is_empty() {
                mark.by = super::fit::file_name(&mark.by);
            }
            fit_fields(&mut mark.fields);
        }
        for tie in &mut document.ties {
            tie.label = plain_word(&tie.label);
            (tie.from, tie.to) = (line(&tie.from).into_owned(), line(&tie.to).into_owned());
            fit_fields(&mut tie.fields);
        }
        document.number_ties();
    }
}

fn fit_fields(fields: &mut Fields) {
    fields.retain(|_, value| !value.is_empty());
    let is_taken = |name: &String| name == "id" || name == NOTES;
    if fields.keys().all(|name| is_plain_word(name) && !is_taken(name)) {
        return;
    }
    rename_fields(fields, |name| match plain_word(name) {
        name if name == "id" || name == NOTES => format!("{name}_"),
        name => name,
    });
}

/// Every text has files of its own.
fn joint(path: &str) -> Joint {
    if path.ends_with(".conf") { Joint::Common } else { Joint::Own }
}

fn write(set: &Set, common: &Common, unit: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    for (by, documents) in shares_of(set, common.annotators()) {
        let folder = if by.is_empty() { String::new() } else { format!("{by}/") };
        out.begin(&format!("{folder}annotation.conf"))?;
        brat_conf::annotation(common, by, out)?;
        out.begin(&format!("{folder}visual.conf"))?;
        brat_conf::visual(common, out)?;
        for document in documents {
            out.begin(&format!("{folder}{}.txt", document.name))?;
            out.write_all(document.words().as_bytes())?;
            out.begin(&format!("{folder}{}.ann", document.name))?;
            out.write_all(&marks_of(document, by, unit)?)?;
        }
    }
    Ok(())
}

/// Numbers of attributes and notes as they are given out.
struct Numbers {
    attributes: usize,
    notes: usize,
}

/// The `.ann` of what somebody marked in a document.
fn marks_of(document: &Document, by: &str, unit: Unit) -> io::Result<Vec<u8>> {
    let text = document.words();
    let ruler = Ruler::of(text, unit);
    let mut out = Vec::with_capacity(text.len());
    let mut names = BTreeMap::new();
    let mut marks: Vec<&Mark> = document.marks.iter().filter(|mark| mark.by == by).collect();
    marks.sort_by_key(|mark| (mark.extent(), &mark.id));
    let mut numbers = Numbers { attributes: 0, notes: 0 };
    for (index, mark) in marks.into_iter().enumerate() {
        let name = format!("T{}", index + 1);
        write!(out, "{name}\t{}", mark.label)?;
        for (index, place) in mark.places.iter().enumerate() {
            let Place { start, end } = ruler.place(*place);
            let between = if index == 0 { ' ' } else { ';' };
            write!(out, "{between}{start} {end}")?;
        }
        for (index, place) in mark.places.iter().enumerate() {
            let between = if index == 0 { '\t' } else { ' ' };
            write!(out, "{between}{}", line(place.of(text)))?;
        }
        out.push(b'\n');
        let id = (mark.id != name).then_some(mark.id.as_str());
        write_fields(&name, id, &mark.fields, &mut numbers, &mut out)?;
        names.insert(mark.id.as_str(), name);
    }
    let mut count = 0;
    for tie in &document.ties {
        let ends = (names.get(tie.from.as_str()), names.get(tie.to.as_str()));
        let (Some(from), Some(to)) = ends else { continue };
        count += 1;
        writeln!(out, "R{count}\t{} Arg1:{from} Arg2:{to}\t", tie.label)?;
        if !tie.fields.is_empty() {
            write_fields(&format!("R{count}"), None, &tie.fields, &mut numbers, &mut out)?;
        }
    }
    Ok(out)
}

fn write_fields(
    name: &str,
    id: Option<&str>,
    fields: &Fields,
    numbers: &mut Numbers,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    for (field, value) in fields {
        // Only text-bound annotations have attributes.
        if name.starts_with('T') && brat_conf::is_attribute(field, value) {
            numbers.attributes += 1;
            writeln!(out, "A{}\t{field} {name} {value}", numbers.attributes)?;
            continue;
        }
        numbers.notes += 1;
        let is_plain = value.trim() == value && !value.contains(['\\', '\n', '\r', '\t']);
        let field = if field == "note" && is_plain { NOTES } else { field };
        writeln!(out, "#{}\t{field} {name}\t{}", numbers.notes, ESCAPES.write(value))?;
    }
    if let Some(id) = id {
        numbers.notes += 1;
        writeln!(out, "#{}\tid {name}\t{id}", numbers.notes)?;
    }
    Ok(())
}

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    let mut read =
        Read { set: Set { unit: Unit::CodePoints, ..Set::default() }, faults: Vec::new() };
    let by_path: HashMap<&str, &File> =
        files.iter().rev().map(|file| (file.path.as_str(), file)).collect();
    let mut documents = Gathering::default();
    for file in files.iter().filter(|file| file.ends(".ann")) {
        let base = file.path.get(..file.path.len() - 4).unwrap_or("");
        let Some(text) = by_path.get(format!("{base}.txt").as_str()) else {
            let what = format!("there is no {}.txt beside it", file.stem());
            read.faults.push(Fault::file(&file.path, what));
            continue;
        };
        match (text.whole_text(), file.text()) {
            (Ok(text), Ok(lines)) => {
                let mut document = Reading::of(file, text).read(lines, &mut read.faults);
                match brat_conf::folder_of(file, &by_path) {
                    Ok(by) => document.marks.iter_mut().for_each(|mark| mark.by.clone_from(&by)),
                    Err(collection) => document.name = format!("{collection}-{}", document.name),
                }
                documents.add(document);
            }
            (text, lines) => read.faults.extend(text.err().into_iter().chain(lines.err())),
        }
    }
    read.set.documents = documents.into_documents();
    if read.set.documents.is_empty() {
        let expected = "there is no file that ends in .ann with a .txt beside it";
        return Err(ExchangeError::unreadable("brat", &read.faults, expected));
    }
    Ok(read)
}

/// One `.ann` file while it is read.
struct Reading {
    document: Document,
    /// Places in `document.marks`, by name.
    marks: BTreeMap<String, usize>,
    ties: BTreeMap<String, usize>,
    /// The triggers of events.
    triggers: BTreeMap<String, String>,
}

impl Reading {
    fn of(file: &File, text: &str) -> Self {
        let (path, original) = (file.path.clone(), sha256(text));
        let document = Document { path, original, ..Document::of(file.stem(), text) };
        let (marks, ties, triggers) = Default::default();
        Self { document, marks, ties, triggers }
    }

    fn read(mut self, lines: &str, faults: &mut Vec<Fault>) -> Document {
        let rows: Vec<(usize, &str)> =
            lines.lines().enumerate().filter(|(_, row)| !row.trim().is_empty()).collect();
        // What is pointed at may stand behind what points at it.
        for kinds in ["T", "E", "R*", "AMN#"] {
            for (number, row) in
                rows.iter().filter(|(_, row)| row.starts_with(|c| kinds.contains(c)))
            {
                if let Err(what) = self.take(row, number + 1) {
                    faults.push(Fault::at(&self.document.path, number + 1, what));
                }
            }
        }
        for (number, row) in
            rows.iter().filter(|(_, row)| !row.starts_with(|c| "TER*AMN#".contains(c)))
        {
            let what = format!("expected a line of brat, found “{row}”");
            faults.push(Fault::at(&self.document.path, number + 1, what));
        }
        for end in self.document.ties.iter_mut().flat_map(|tie| [&mut tie.from, &mut tie.to]) {
            if let Some(trigger) = self.triggers.get(end) {
                end.clone_from(trigger);
            }
        }
        self.give_ids();
        self.document
    }

    /// Marks get the ids that they had elsewhere; of two with the same the first.
    fn give_ids(&mut self) {
        let mut ids = BTreeSet::new();
        let mut new = BTreeMap::new();
        for mark in &mut self.document.marks {
            let id = mark.fields.remove("id").filter(|id| ids.insert(id.clone()));
            if let Some(id) = id {
                new.insert(std::mem::replace(&mut mark.id, id.clone()), id);
            }
        }
        for end in self.document.ties.iter_mut().flat_map(|tie| [&mut tie.from, &mut tie.to]) {
            if let Some(id) = new.get(end) {
                end.clone_from(id);
            }
        }
    }

    fn take(&mut self, row: &str, number: usize) -> Result<(), String> {
        let mut cells = row.splitn(3, '\t');
        let name = cells.next().unwrap_or("");
        let body = cells.next().ok_or("expected a tab behind the id")?;
        let rest = cells.next().unwrap_or("");
        let mut words = body.split_whitespace();
        let kind = words.next().ok_or("expected a type behind the tab")?.to_owned();
        match row.chars().next() {
            Some('T') => self.text_bound(name, body, rest, number),
            Some('E') => self.event(name, body, number),
            Some('R') => {
                let mut ends = words.filter_map(|word| word.split_once(':')).map(|(_, end)| end);
                let (from, to) = (ends.next(), ends.next());
                let (Some(from), Some(to)) = (from, to) else {
                    return Err(format!("expected Arg1:… Arg2:…, found “{body}”"));
                };
                self.tie(name, &kind, from, to, number);
                Ok(())
            }
            Some('*') => {
                let members: Vec<&str> = words.collect();
                let first = *members.first().ok_or("an equivalence without members")?;
                for (index, member) in members.iter().enumerate().skip(1) {
                    let id = format!("*{number}.{index}");
                    self.tie(&id, &kind, first, member, number);
                    self.set_field(&id, "equivalence", "true");
                }
                Ok(())
            }
            _ => self.field(row, &kind, &words.collect::<Vec<_>>(), rest),
        }
    }

    fn text_bound(
        &mut self,
        name: &str,
        body: &str,
        words: &str,
        line: usize,
    ) -> Result<(), String> {
        let (label, places) = body.split_once(' ').ok_or("expected offsets behind the type")?;
        let number = |text: &str| {
            text.parse::<usize>()
                .map_err(|_not_one| format!("expected a number, found “{text}” in “{places}”"))
        };
        let places: Result<Vec<Place>, String> = places
            .split(';')
            .map(|place| {
                let (start, end) = place.trim().split_once(' ').ok_or("expected start and end")?;
                Ok(Place { start: number(start)?, end: number(end)? })
            })
            .collect();
        if self.marks.contains_key(name) {
            return Err(format!("the id {name} occurs twice; the first one was kept"));
        }
        self.marks.insert(name.to_owned(), self.document.marks.len());
        self.document.marks.push(Mark {
            id: name.to_owned(),
            label: label.to_owned(),
            places: places?,
            quote: words.to_owned(),
            line,
            ..Mark::default()
        });
        Ok(())
    }

    fn event(&mut self, name: &str, body: &str, line: usize) -> Result<(), String> {
        let mut roles = body.split_whitespace().filter_map(|word| word.split_once(':'));
        let (_, trigger) = roles.next().ok_or("expected Type:T1 behind the tab")?;
        self.triggers.insert(name.to_owned(), trigger.to_owned());
        for (index, (role, end)) in roles.enumerate() {
            // Repeated roles have numbers: Org-Arg, Org-Arg2.
            let role = role.trim_end_matches(|c: char| c.is_ascii_digit());
            self.tie(&format!("{name}.{}", index + 1), role, name, end, line);
        }
        Ok(())
    }

    fn tie(&mut self, id: &str, label: &str, from: &str, to: &str, line: usize) {
        self.ties.insert(id.to_owned(), self.document.ties.len());
        let [id, label, from, to] = [id, label, from, to].map(str::to_owned);
        self.document.ties.push(Tie { id, label, from, to, line, ..Tie::default() });
    }

    fn field(&mut self, row: &str, kind: &str, words: &[&str], rest: &str) -> Result<(), String> {
        let target = words.first().ok_or("expected what it is about")?;
        let (field, value) = match row.chars().next() {
            Some('#') if kind == NOTES => ("note", rest.to_owned()),
            Some('#') => (kind, ESCAPES.read(rest)),
            Some('N') => (kind, words.get(1..).unwrap_or_default().join(" ")),
            _ => (kind, words.get(1).copied().unwrap_or("true").to_owned()),
        };
        if self.set_field(target, field, &value) {
            return Ok(());
        }
        Err(format!("it is about {target}, which is not there"))
    }

    fn set_field(&mut self, target: &str, field: &str, value: &str) -> bool {
        let target = self.triggers.get(target).map_or(target, String::as_str);
        let mark = self.marks.get(target).and_then(|at| self.document.marks.get_mut(*at));
        let tie = self.ties.get(target).and_then(|at| self.document.ties.get_mut(*at));
        let fields = mark.map(|mark| &mut mark.fields).or(tie.map(|tie| &mut tie.fields));
        let Some(fields) = fields else { return false };
        let all = fields.entry(field.to_owned()).or_default();
        if !all.is_empty() {
            all.push('\n');
        }
        all.push_str(value);
        true
    }
}

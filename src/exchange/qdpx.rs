//! REFI-QDA project exchange, `.qdpx`: the way to NVivo, ATLAS.ti and MAXQDA.
//!
//! An archive with `project.qde` and the texts. Offsets are **code points**, the end exclusive, as the standard's own example
//! has it; UTF-16 units where that is asked for. Labels are codes, annotators users, relations links; what else is known of
//! a text or a mark stands in its description, a line `name: value` each. Read is any single `.qde` with its sources,
//! whatever the case of their folder, and links and selections of the other kinds of source are told.
//!
//! Two programs want more than the standard says, each its own way; texts have the line ends of Windows behind a byte order
//! mark for both. NVivo counts UTF-16 units, a line end as two (by an export of NVivo 12.6); for MAXQDA a line end is one
//! code point (as QualCoder hands projects over to it). Neither counts the mark.

use super::archive::{pack, unpack};
use super::counting::{MARK, Ruler};
use super::escapes::Escapes;
use super::fault::{ExchangeError, Fault, File, Parcel, Sink};
use super::fit::{Has, Holds, Parts, Segments, in_parts, join, labels, rename_fields};
use super::proof::{Read, take_off_mark};
use super::qde::Reading;
use super::set::{Document, Fields, Mark, Place, Set};
use super::xml::{self, escaped};
use super::{Pieces, SetFormat, Writing};
use crate::export::ExportError;
use crate::model::sha256;
use crate::text::Unit;
use jiff::Timestamp;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Write as _;

/// What would break a line of a description.
pub(super) const ESCAPES: Escapes = Escapes(&[('n', '\n'), ('r', '\r')]);

pub(super) const FORMAT: SetFormat = SetFormat {
    holds: Holds {
        parts: Parts::Tied,
        segments: Segments::No,
        records: Has::No,
        tie_ids: Has::No,
        tie_fields: Has::No,
        ..Holds::ALL
    },
    fit,
    read,
    pieces: Pieces::Whole,
    write: Writing::Whole(write),
    numbers_marks: false,
};

/// The same as NVivo takes it.
pub(super) const NVIVO: SetFormat =
    SetFormat { fit: fit_windows, write: Writing::Whole(write_nvivo), ..FORMAT };

/// The same as MAXQDA takes it.
pub(super) const MAXQDA: SetFormat =
    SetFormat { fit: fit_windows, write: Writing::Whole(write_maxqda), ..FORMAT };

/// How texts and places are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// As the texts have them.
    AsIs,
    /// CRLF behind a byte order mark; a line end counts as one.
    One,
    /// The same; a line end counts as two.
    Two,
}

const NAMESPACE: &str = "urn:QDA-XML:project:1.0";

/// Colours of codes, by turns.
const COLOURS: [&str; 6] = ["#ffe08a", "#ffb3a7", "#a9d5ff", "#c9e7b5", "#e3cdf4", "#d9d9d9"];

fn fit(set: &mut Set) {
    xml::fit(set);
    let mut title: String = set.title.chars().filter(|letter| xml::is_allowed(*letter)).collect();
    std::mem::swap(&mut set.title, &mut title);
    let ids: BTreeSet<String> = set.documents.iter().map(|one| one.name.clone()).collect();
    for document in &mut set.documents {
        fit_fields(&mut document.fields);
        for mark in &mut document.marks {
            fit_fields(&mut mark.fields);
            if mark.label.is_empty() {
                "mark".clone_into(&mut mark.label);
            }
        }
        document.ties.retain(|tie| tie.to_document.as_ref().is_none_or(|to| ids.contains(to)));
        document.number_ties();
    }
}

/// A text goes behind a byte order mark, so that its own cannot be told from it.
fn fit_windows(set: &mut Set) {
    for document in &mut set.documents {
        // A text that begins with several keeps none of them.
        while document.words().starts_with(MARK) {
            take_off_mark(document);
        }
    }
    fit(set);
}

/// Does a text get the line ends of Windows, and a mark before it? One that has such ends already goes out as it is.
fn is_turned(text: &str) -> bool {
    !text.contains('\r')
}

/// Takes off what was put on: the byte order mark and the line ends of Windows. Places follow.
pub(super) fn with_own_ends(document: &mut Document) {
    let Some(turned) = document.text.as_deref().and_then(|text| text.strip_prefix(MARK)) else {
        return;
    };
    let ends: Vec<usize> = turned.match_indices("\r\n").map(|(at, _)| at).collect();
    let text = turned.replace("\r\n", "\n");
    let back = |byte: usize| {
        let byte = byte.saturating_sub(MARK.len_utf8());
        byte - ends.partition_point(|end| *end < byte)
    };
    for place in document.marks.iter_mut().flat_map(|mark| &mut mark.places) {
        (place.start, place.end) = (back(place.start), back(place.end));
    }
    document.text = Some(text);
}

/// A line of a description ends its name at the first colon; `id` is taken.
fn fit_fields(fields: &mut Fields) {
    rename_fields(fields, |name| {
        let name = name.replace(|c: char| c == ':' || c == '\\' || c.is_whitespace(), "_");
        if name.is_empty() || name == "id" { format!("{name}_") } else { name }
    });
}

/// An identifier that is the same whenever the same thing is written.
fn guid(sort: &str, name: &str) -> String {
    let hash = sha256(&format!("ascribe {sort} {name}"));
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or("");
    // Version 8, variant 2: made by a rule of one's own (RFC 9562).
    format!("{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

fn mark_guid(document: &str, mark: &str) -> String {
    guid("mark", &format!("{document}/{mark}"))
}

/// A line for each field, with `\n`, `\r` and `\\` escaped.
fn description(id: Option<&str>, fields: &Fields) -> String {
    let line = |(name, value): (&str, &str)| {
        let value = ESCAPES.write(value);
        format!("{name}: {value}")
    };
    let own = id.map(|id| ("id", id));
    let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    own.into_iter().chain(fields).map(line).collect::<Vec<_>>().join("\n")
}

fn write(set: &Set, unit: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    write_with(Ends::AsIs, set, unit, out)
}

fn write_nvivo(set: &Set, unit: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    write_with(Ends::Two, set, unit, out)
}

fn write_maxqda(set: &Set, unit: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    write_with(Ends::One, set, unit, out)
}

fn write_with(ends: Ends, set: &Set, unit: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    let mut inside = Parcel::default();
    inside.begin("project.qde")?;
    write_project(set, unit, ends, &mut inside)?;
    for document in &set.documents {
        inside.begin(&format!("sources/{}.txt", guid("text", &document.name)))?;
        let text = document.words();
        if ends == Ends::AsIs || !is_turned(text) {
            inside.write_all(text.as_bytes())?;
        } else {
            write!(inside, "{MARK}{}", text.replace('\n', "\r\n"))?;
        }
    }
    out.begin("project.qdpx")?;
    Ok(out.write_all(&pack(&inside.0)?)?)
}

/// Counts the places of a text.
struct Counter<'t> {
    ruler: Ruler<'t>,
    /// Line ends that count one more than they have, by byte.
    more: Vec<usize>,
    /// Line ends that count one less.
    less: Vec<usize>,
}

impl<'t> Counter<'t> {
    fn of(text: &'t str, unit: Unit, ends: Ends) -> Self {
        let places = |end: &str| text.match_indices(end).map(|(at, _)| at).collect();
        let (more, less) = match (ends, is_turned(text)) {
            (Ends::Two, true) => (places("\n"), Vec::new()),
            (Ends::One, false) => (Vec::new(), places("\r\n")),
            _ => Default::default(),
        };
        Self { ruler: Ruler::of(text, unit), more, less }
    }

    fn place(&self, place: Place) -> Place {
        let before = |ends: &[usize], byte: usize| ends.partition_point(|end| *end < byte);
        let count = |n: usize, byte: usize| n + before(&self.more, byte) - before(&self.less, byte);
        let at = self.ruler.place(place);
        Place { start: count(at.start, place.start), end: count(at.end, place.end) }
    }
}

fn write_project(set: &Set, unit: Unit, ends: Ends, out: &mut Parcel) -> Result<(), ExportError> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>")?;
    let title = escaped(&set.title);
    writeln!(out, "<Project xmlns=\"{NAMESPACE}\" name=\"{title}\" origin=\"Ascribe\">")?;
    let marks = || set.documents.iter().flat_map(|one| &one.marks);
    let users: BTreeSet<&str> =
        marks().map(|mark| mark.by.as_str()).filter(|by| !by.is_empty()).collect();
    if !users.is_empty() {
        writeln!(out, "  <Users>")?;
        for by in users {
            let name = escaped(by);
            writeln!(out, "    <User guid=\"{}\" name=\"{name}\"/>", guid("user", by))?;
        }
        writeln!(out, "  </Users>")?;
    }
    let codes = labels(set);
    if !codes.is_empty() {
        writeln!(out, "  <CodeBook>\n    <Codes>")?;
        for (label, colour) in codes.into_iter().zip(COLOURS.iter().cycle()) {
            write!(
                out,
                "      <Code guid=\"{}\" name=\"{}\"",
                guid("code", label),
                escaped(label)
            )?;
            writeln!(out, " isCodable=\"true\" color=\"{colour}\"/>")?;
        }
        writeln!(out, "    </Codes>\n  </CodeBook>")?;
    }
    let mut links = Vec::new();
    if !set.documents.is_empty() {
        writeln!(out, "  <Sources>")?;
        for document in &set.documents {
            write_source(document, (unit, ends), &mut links, out)?;
        }
        writeln!(out, "  </Sources>")?;
    }
    if !links.is_empty() {
        writeln!(out, "  <Links>")?;
        for (number, (label, from, to)) in links.iter().enumerate() {
            let guid = guid("link", &format!("{number} {label} {from} {to}"));
            write!(
                out,
                "    <Link guid=\"{guid}\" name=\"{}\" direction=\"OneWay\"",
                escaped(label)
            )?;
            writeln!(out, " originGUID=\"{from}\" targetGUID=\"{to}\"/>")?;
        }
        writeln!(out, "  </Links>")?;
    }
    Ok(writeln!(out, "</Project>")?)
}

fn write_source(
    document: &Document,
    (unit, ends): (Unit, Ends),
    links: &mut Vec<(String, String, String)>,
    out: &mut Parcel,
) -> Result<(), ExportError> {
    let document = in_parts(Cow::Borrowed(document));
    let (name, text) = (document.name.clone(), document.words());
    let source = guid("text", &name);
    write!(out, "    <TextSource guid=\"{source}\" name=\"{}\"", escaped(&name))?;
    writeln!(out, " plainTextPath=\"internal://{source}.txt\">")?;
    write_description(None, &document.fields, "      ", out)?;
    let counter = Counter::of(text, unit, ends);
    for mark in &document.marks {
        write_selection(&name, text, &counter, mark, out)?;
    }
    writeln!(out, "    </TextSource>")?;
    for tie in &document.ties {
        let other = tie.to_document.as_ref().unwrap_or(&name);
        links.push((tie.label.clone(), mark_guid(&name, &tie.from), mark_guid(other, &tie.to)));
    }
    Ok(())
}

fn write_description(
    id: Option<&str>,
    fields: &Fields,
    indent: &str,
    out: &mut Parcel,
) -> Result<(), ExportError> {
    let words = description(id, fields);
    if !words.is_empty() {
        writeln!(out, "{indent}<Description>{}</Description>", escaped(&words))?;
    }
    Ok(())
}

fn write_selection(
    name: &str,
    text: &str,
    counter: &Counter<'_>,
    mark: &Mark,
    out: &mut Parcel,
) -> Result<(), ExportError> {
    let (guid_of, at) = (mark_guid(name, &mark.id), counter.place(mark.extent()));
    let user = match mark.by.as_str() {
        "" => String::new(),
        by => format!(" creatingUser=\"{}\"", guid("user", by)),
    };
    let mut fields = mark.fields.clone();
    let is_time =
        |text: &&String| text.parse::<Timestamp>().is_ok_and(|time| time.to_string() == **text);
    let created = fields.get("created").filter(is_time).cloned();
    if created.is_some() {
        fields.remove("created");
    }
    let created = created.map(|at| format!(" creationDateTime=\"{at}\"")).unwrap_or_default();
    let words: String = super::line(mark.extent().of(text)).chars().take(80).collect();
    let words: String = words.chars().filter(|letter| xml::is_allowed(*letter)).collect();
    write!(out, "      <PlainTextSelection guid=\"{guid_of}\" name=\"{}\"", escaped(&words))?;
    writeln!(out, " startPosition=\"{}\" endPosition=\"{}\"{user}{created}>", at.start, at.end)?;
    write_description(Some(&mark.id), &fields, "        ", out)?;
    let coding = guid("coding", &guid_of);
    writeln!(out, "        <Coding guid=\"{coding}\"{user}>")?;
    writeln!(out, "          <CodeRef targetGUID=\"{}\"/>", guid("code", &mark.label))?;
    writeln!(out, "        </Coding>\n      </PlainTextSelection>")?;
    Ok(())
}

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    let mut read =
        Read { set: Set { unit: Unit::CodePoints, ..Set::default() }, faults: Vec::new() };
    let mut projects: Vec<Vec<File>> = Vec::new();
    for file in files.iter().filter(|one| one.ends(".qdpx")) {
        match unpack(file, &mut read.faults) {
            Ok(files) => projects.push(files),
            Err(fault) => read.faults.push(fault),
        }
    }
    if files.iter().any(|one| one.ends(".qde")) {
        projects.push(files.to_vec());
    }
    for files in &projects {
        let Some(project) = files.iter().find(|one| one.ends(".qde")) else {
            read.faults.push(Fault::file("", "there is no .qde file in the archive"));
            continue;
        };
        match xml::tree(project) {
            Ok(tree) => {
                Reading::of(project, &tree, files, &mut read.faults).take(&tree, &mut read.set);
            }
            Err(fault) => read.faults.push(fault),
        }
    }
    read.set.documents.iter_mut().for_each(join);
    if read.set.documents.is_empty() {
        let expected = "there is no .qdpx or .qde file with a text";
        return Err(ExchangeError::unreadable("qdpx", &read.faults, expected));
    }
    Ok(read)
}

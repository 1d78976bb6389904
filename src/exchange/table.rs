//! The table of statements of our own, which `export::csv` writes, and tables that others made like it.
//!
//! A row is a statement; the text of its article is not in it, so places and words wait for the article they are about. Places
//! count what the column `unit` says, **bytes** where there is none. Commas, semicolons, tabs and bars may stand between
//! cells; the apostrophe that guards a cell from being run as a formula is taken off. Columns that are not known here are
//! kept as fields.

use super::Counting;
use super::fault::{ExchangeError, Fault, File, Sink};
use super::outgoing::tie_label;
use super::places::place_all;
use super::proof::Read;
use super::set::{Document, Fields, Mark, Record, Set, Tie};
use super::table_cells::{Header, Row, parts};
use super::whole::{Held, ProjectFormat, Writer};
use crate::export::{Crew, ExportError, Selected, Watch, csv};
use crate::import::delimiter;
use crate::model::{
    Access, Certainty, Confidence, CueClass, DateBasis, Flag, Polarity, Quotation, RelationKind,
    SourceType, StatementDate, Verdict, Word as _,
};
use crate::text::Unit;
use ::csv::{ReaderBuilder, StringRecord};
use std::collections::BTreeMap;

pub(super) const FORMAT: ProjectFormat =
    ProjectFormat { write: Writer::ByMany(write), read: Some(read), holds: Held::Found };

fn write(
    selected: &Selected<'_>,
    crew: &dyn Crew,
    out: &mut dyn Sink,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    out.begin("statements.csv")?;
    csv::write(selected, crew, out, watch)
}

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    let mut reading = Reading::default();
    for file in files.iter().filter(|file| file.ends(".csv") || file.ends(".tsv")) {
        if let Err(what) = reading.take_file(file) {
            reading.faults.push(Fault::at(&file.path, 1, what));
        }
    }
    if !reading.is_table {
        let expected = "there is no .csv file with a row for each statement";
        return Err(ExchangeError::unreadable("csv", &reading.faults, expected));
    }
    Ok(reading.finish())
}

/// A relation, which may come before the row it leads to: its home, what it says, where it leads.
struct Waiting {
    home: String,
    tie: Tie,
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    documents: BTreeMap<String, Document>,
    records: BTreeMap<(&'static str, String), Fields>,
    /// The document of each statement.
    homes: BTreeMap<String, String>,
    waiting: Vec<Waiting>,
    unit: Option<Unit>,
    faults: Vec<Fault>,
    /// Was there a first line with the columns that are needed?
    is_table: bool,
}

impl Reading {
    /// Takes the rows of a file; an error is about its first line.
    fn take_file(&mut self, file: &File) -> Result<(), String> {
        let text = file.text().map_err(|fault| fault.what)?;
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter(text))
            .flexible(true)
            .from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| error.to_string())?;
        let header = Header::of(header)?;
        self.is_table = true;
        let mut record = StringRecord::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(error) => {
                    let line = error.position().map_or(0, ::csv::Position::line);
                    self.fault(file, line, format!("this row is damaged: {error}"));
                    continue;
                }
            }
            let line = record.position().map_or(0, ::csv::Position::line);
            let taken = Row::of(&header, &record).and_then(|row| self.take(file, line, &row));
            if let Err(what) = taken {
                self.fault(file, line, what);
            }
        }
    }

    fn fault(&mut self, file: &File, line: u64, what: String) {
        self.faults.push(Fault::at(&file.path, usize::try_from(line).unwrap_or(0), what));
    }

    fn take(&mut self, file: &File, line: u64, row: &Row<'_>) -> Result<(), String> {
        let line = usize::try_from(line).unwrap_or(0);
        let unit = row.unit()?;
        if *self.unit.get_or_insert(unit) != unit {
            return Err(format!("places count {unit} here, and something else in rows before"));
        }
        let home = match (row.cell("article"), row.cell("sha256")) {
            ("", "") => return Err("it says of no article that it is about it".to_owned()),
            ("", hash) => hash,
            (article, _) => article,
        };
        let places = row.places()?;
        let quote = parts(row.cell("quote"), &places, unit);
        if places.is_empty() && quote.is_empty() {
            return Err("it has neither a place (ranges, or start and end) nor a quote".to_owned());
        }
        let id = match row.cell("id") {
            "" => line.to_string(),
            id => id.to_owned(),
        };
        let by = match (row.cell("annotator id"), row.cell("annotator")) {
            ("", name) => name,
            (id, _) => id,
        };
        let (label, by) = (row.cell("kind").to_owned(), by.to_owned());
        let fields = statement(row)?;
        let mark =
            Mark { id: id.clone(), label, by, places, quote, fields, line, ..Mark::default() };
        let relations = relations(row, line, &id)?;
        self.homes.insert(id, home.to_owned());
        self.waiting
            .extend(relations.into_iter().map(|tie| Waiting { home: home.to_owned(), tie }));
        self.records(row)?;
        let document = self.documents.entry(home.to_owned()).or_insert_with(|| Document {
            name: home.to_owned(),
            path: file.path.clone(),
            fields: article(row),
            ..Document::default()
        });
        document.marks.push(mark);
        Ok(())
    }

    /// What the row says of those who are named in it.
    fn records(&mut self, row: &Row<'_>) -> Result<(), String> {
        let mut put = |sort, id: &str, fields: Fields| {
            if !id.is_empty() {
                self.records.entry((sort, id.to_owned())).or_insert(fields);
            }
        };
        let id = row.cell("annotator id");
        put("annotator", id, Fields::from([("name".to_owned(), bare(row.cell("annotator"), id))]));
        let id = row.cell("source id");
        let mut source = Fields::from([("name".to_owned(), bare(row.cell("source"), id))]);
        row.word::<SourceType>("source type", "kind", "Unspecified", &mut source)?;
        for (column, field) in [
            ("source role", "role"),
            ("independence group", "independence_group"),
            ("country", "country"),
        ] {
            row.text(column, field, &mut source);
        }
        put("source", id, source);
        let mut proposition = Fields::new();
        row.text("proposition", "wording", &mut proposition);
        row.text("topic", "topic", &mut proposition);
        put("proposition", row.cell("proposition id"), proposition);
        Ok(())
    }

    fn finish(self) -> Read {
        let Self { mut documents, records, homes, waiting, unit, mut faults, .. } = self;
        for Waiting { home, mut tie } in waiting {
            let Some(document) = documents.get_mut(&home) else { continue };
            match homes.get(&tie.to) {
                Some(there) => {
                    tie.to_document = (*there != home).then(|| there.clone());
                    tie.id = format!("{}", document.ties.len() + 1);
                    document.ties.push(tie);
                }
                None => {
                    let what = format!(
                        "the relation “{} {}” leads to a statement that is in no row",
                        tie.label, tie.to
                    );
                    faults.push(Fault::at(&document.path, tie.line, what));
                }
            }
        }
        let record = |((sort, id), fields): ((&str, String), Fields)| Record {
            sort: sort.to_owned(),
            id,
            fields,
        };
        let mut set = Set {
            records: records.into_iter().map(record).collect(),
            documents: documents.into_values().collect(),
            ..Set::default()
        };
        faults.append(&mut place_all(&mut set, Counting::plain(unit.unwrap_or_default())));
        Read { set, faults }
    }
}

/// What is known about the article.
fn article(row: &Row<'_>) -> Fields {
    let mut fields = Fields::new();
    for (column, field) in
        [("title", "title"), ("url", "origin"), ("language", "language"), ("sha256", "sha256")]
    {
        row.text(column, field, &mut fields);
    }
    if row.cell("date") != "unknown" {
        row.text("date", "published", &mut fields);
    }
    fields
}

/// The fields of a statement, by the model's names.
fn statement(row: &Row<'_>) -> Result<Fields, String> {
    let mut fields = Fields::new();
    row.word::<Polarity>("polarity", "polarity", "Affirmative", &mut fields)?;
    row.word::<Certainty>("certainty", "certainty", "Certain", &mut fields)?;
    row.word::<Quotation>("quotation", "quotation", "None", &mut fields)?;
    row.word::<Verdict>("verdict", "verdict", "Unverified", &mut fields)?;
    row.word::<Access>("access", "access", "Unknown", &mut fields)?;
    row.word::<Confidence>("tag confidence", "tag_confidence", "", &mut fields)?;
    for (column, field) in [
        ("note", "note"),
        ("proposition id", "proposition"),
        ("implied source id", "implied_source"),
        ("created", "created"),
    ] {
        row.text(column, field, &mut fields);
    }
    let flags = row.words::<Flag>("flags", "; ")?;
    if !flags.is_empty() {
        fields.insert("flags".to_owned(), serde_json::json!(flags).to_string());
    }
    let cues = row.words::<CueClass>("cue classes", " > ")?;
    if !cues.is_empty() {
        fields.insert("cues".to_owned(), cues.join(" > "));
    }
    if let Some(date) = date(row)? {
        fields.insert("date".to_owned(), date);
    }
    if row.cell("chain ids").is_empty() {
        // In tables of ours the article's own voice speaks then.
        if !row.has("chain ids") {
            row.text("source", "source", &mut fields);
        }
    } else {
        row.text("chain ids", "chain", &mut fields);
        let name = bare(row.cell("source"), row.cell("source id"));
        fields.insert("source".to_owned(), name);
    }
    fields.extend(row.others());
    Ok(fields)
}

/// When it was said, as the model writes it.
fn date(row: &Row<'_>) -> Result<Option<String>, String> {
    let cell = row.cell("statement date");
    if cell.is_empty() {
        return Ok(None);
    }
    let (from, to) = cell.split_once('/').unwrap_or((cell, cell));
    let day = |day: &str| {
        let parsed = day.parse().ok();
        parsed.ok_or_else(|| format!("expected a day, year first, found “{day}”"))
    };
    let mut basis = Fields::new();
    row.word::<DateBasis>("date basis", "basis", "", &mut basis)?;
    let basis = basis.remove("basis").map(serde_json::Value::String);
    let basis = basis.and_then(|basis| serde_json::from_value(basis).ok());
    let date = StatementDate {
        from: day(from)?,
        to: day(to)?,
        basis: basis.unwrap_or(DateBasis::Stated),
        words: row.cell("date words").to_owned(),
    };
    Ok(serde_json::to_value(date).ok().map(|date| date.to_string()))
}

/// The relations that begin at the statement of a row.
fn relations(row: &Row<'_>, line: usize, from: &str) -> Result<Vec<Tie>, String> {
    let cells = row.cell("relations").split("; ").filter(|cell| !cell.is_empty());
    cells
        .map(|cell| {
            let (word, to) = cell
                .rsplit_once(' ')
                .ok_or_else(|| format!("expected relations as “denies s-ab12”, found “{cell}”"))?;
            let known = RelationKind::ALL.iter().find(|kind| kind.label() == word);
            let label = known.map_or_else(|| word.to_owned(), |kind| tie_label(*kind));
            let (from, to) = (from.to_owned(), to.to_owned());
            Ok(Tie { label, from, to, line, ..Tie::default() })
        })
        .collect()
}

/// A name without the id that goes with it where several share it.
fn bare(name: &str, id: &str) -> String {
    name.strip_suffix(&format!(" ({id})")).unwrap_or(name).to_owned()
}

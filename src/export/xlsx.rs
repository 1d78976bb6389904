//! XLSX: statements, sources, relations and the code book as the sheets of a workbook.
//!
//! Cells have types: places are numbers, days and times are dates (times in UTC), everything else is text, which no program
//! runs as a formula, so that nothing is guarded here. The first row of each sheet stays in sight and has filters. The
//! statements have the columns of [`csv`](super::csv).

use super::cells::{grades, label, offices};
use super::csv::{COLUMNS, rows};
use super::names::Names;
use super::xlsx_book::{Book, Sheet};
use super::{ExportError, Selected, Watch};
use crate::format::guideline::Guideline;
use crate::model::{
    Access, AttributionType, Certainty, Confidence, CueClass, DateBasis, Flag, Grade as _, Kind,
    Polarity, Quotation, SourceType, Statement, Verdict, Visibility, Word,
};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Columns with whole numbers.
const NUMBERS: [&str; 2] = ["start", "end"];
/// Columns with a day, where it is known.
const DAYS: [&str; 1] = ["date"];
/// Columns with a time in UTC.
const TIMES: [&str; 2] = ["time", "created"];

/// Widths of columns whose cells are longer or shorter than most, in letters.
const WIDTHS: [(&str, f64); 14] = [
    ("title", 32.0),
    ("url", 32.0),
    ("kind", 9.0),
    ("quote", 60.0),
    ("context sentence", 60.0),
    ("chain", 36.0),
    ("source", 28.0),
    ("note", 36.0),
    ("start", 9.0),
    ("end", 9.0),
    ("sha256", 20.0),
    ("proposition", 36.0),
    ("evidence", 36.0),
    ("remarks", 36.0),
];

/// Width of the other columns.
const WIDTH: f64 = 18.0;

/// Writes the workbook.
///
/// # Errors
/// When `out` takes no more, or `watch` asked to stop.
pub fn write(
    selected: &Selected<'_>,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    let mut book = Book::titled(&selected.project().settings().title);
    let columns = COLUMNS.map(|column| (column.name, width(column.name)));
    let mut sheet = Sheet::begin(&mut book, "Statements", &columns)?;
    rows(selected, watch, |cells| {
        for (column, cell) in COLUMNS.iter().zip(cells) {
            match column.name {
                name if NUMBERS.contains(&name) => sheet.number(cell)?,
                name if DAYS.contains(&name) => sheet.day(cell)?,
                name if TIMES.contains(&name) => sheet.time(cell)?,
                _ => sheet.text(cell)?,
            }
        }
        sheet.end_row()
    })?;
    sheet.finish()?;
    sources(selected, &mut book)?;
    relations(selected, &mut book)?;
    code_book(selected, &mut book)?;
    Ok(out.write_all(&book.bytes()?)?)
}

fn width(name: &str) -> f64 {
    WIDTHS.iter().find(|(column, _)| *column == name).map_or(WIDTH, |(_, width)| *width)
}

/// The sources that what goes out names, and the bodies they belong to.
fn sources(selected: &Selected<'_>, book: &mut Book) -> Result<(), ExportError> {
    let columns = [
        ("id", 20.0),
        ("name", 36.0),
        ("type", 24.0),
        ("aliases", 28.0),
        ("part of", 20.0),
        ("role", 28.0),
        ("offices", 36.0),
        ("country", 10.0),
        ("independence group", WIDTH),
        ("links", 36.0),
        ("reliability", 10.0),
        ("reliability history", 60.0),
        ("note", 36.0),
        ("statements", 11.0),
    ];
    let names = Names::of(selected.project());
    let mut said: BTreeMap<_, usize> = BTreeMap::new();
    let mut named = BTreeSet::new();
    for article in selected.articles() {
        named.extend(selected.sources_of(article));
        for layer in selected.layers(article.id()) {
            for statement in selected.statements(&layer) {
                if let Some(source) = statement.source().or_else(|| article.voice()).cloned() {
                    *said.entry(source).or_default() += 1;
                }
            }
        }
    }
    let mut sheet = Sheet::begin(book, "Sources", &columns)?;
    let records = selected.project().sources().values();
    for source in records.filter(|source| named.contains(&source.id)) {
        let grade = source.grade().map_or_else(String::new, |grade| grade.code().to_string());
        let cells = [
            source.id.to_string(),
            source.name.clone(),
            label(source.kind),
            source.aliases.join("; "),
            source.part_of.as_ref().map_or_else(String::new, ToString::to_string),
            source.role.clone(),
            offices(&source.offices),
            source.country.clone(),
            source.independence_group.clone(),
            source.links.join("; "),
            grade,
            grades(&names, &source.reliability),
            source.note.clone(),
        ];
        for cell in &cells {
            sheet.text(cell)?;
        }
        sheet.number(&said.get(&source.id).copied().unwrap_or_default().to_string())?;
        sheet.end_row()?;
    }
    sheet.finish()
}

/// The relations of which both statements go out.
fn relations(selected: &Selected<'_>, book: &mut Book) -> Result<(), ExportError> {
    let columns = [
        ("id", 20.0),
        ("from", 14.0),
        ("from article", 20.0),
        ("from quote", 60.0),
        ("relation", WIDTH),
        ("to", 14.0),
        ("to article", 20.0),
        ("to quote", 60.0),
        ("note", 36.0),
        ("annotator", WIDTH),
        ("created", WIDTH),
    ];
    let project = selected.project();
    let names = Names::of(project);
    let quote = |article: &str, statement: Option<&Statement>| {
        let home = project.articles().values().find(|one| one.id().as_str() == article);
        let spans = statement.map_or(&[][..], |one| one.content.as_slice());
        home.map_or_else(String::new, |home| words(&home.text(), spans))
    };
    let mut sheet = Sheet::begin(book, "Relations", &columns)?;
    for article in selected.articles() {
        for layer in selected.layers(article.id()) {
            for relation in selected.relations(&layer) {
                let of = |id| project.statement(id).map(|(_, statement)| statement);
                let (home, there) = (article.id().as_str(), relation.to_article.as_str());
                let cells = [
                    relation.id.to_string(),
                    relation.from.to_string(),
                    home.to_owned(),
                    quote(home, of(&relation.from).as_deref()),
                    relation.kind.label().to_owned(),
                    relation.to.to_string(),
                    there.to_owned(),
                    quote(there, of(&relation.to).as_deref()),
                    relation.note.clone(),
                    names.annotator(&relation.created.by),
                ];
                for cell in &cells {
                    sheet.text(cell)?;
                }
                sheet.time(&relation.created.at.to_string())?;
                sheet.end_row()?;
            }
        }
    }
    sheet.finish()
}

fn words(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ")
}

/// The columns of the statements with the words that may stand in them, then the project’s own code book, or the one that the
/// program carries.
fn code_book(selected: &Selected<'_>, book: &mut Book) -> Result<(), ExportError> {
    let columns = [("chapter", 26.0), ("term", 28.0), ("meaning", 80.0), ("words or test", 60.0)];
    let mut sheet = Sheet::begin(book, "Code book", &columns)?;
    let mut row = |cells: [&str; 4]| {
        for cell in cells {
            sheet.text(cell)?;
        }
        sheet.end_row()
    };
    for column in &COLUMNS {
        row(["Columns of “Statements”", column.name, column.meaning, &allowed(column.name)])?;
    }
    let guideline = selected.extras().code_book.clone().unwrap_or_else(Guideline::built_in);
    row([&guideline.title, "Edition", &guideline.edition, ""])?;
    row([&guideline.title, "Preface", &guideline.preface, ""])?;
    for chapter in &guideline.chapters {
        if !chapter.text.is_empty() {
            row([&chapter.heading, "", &chapter.text, ""])?;
        }
        for entry in &chapter.entries {
            row([&chapter.heading, &entry.term, &entry.meaning, &entry.test])?;
        }
        for (number, step) in (1..).zip(&chapter.steps) {
            row([&chapter.heading, &format!("Step {number}"), step, ""])?;
        }
    }
    sheet.finish()
}

/// The words that may stand in a column, where it has a closed list.
fn allowed(column: &str) -> String {
    fn all<W: Word>() -> String {
        W::ALL.iter().map(|word| label(*word)).collect::<Vec<_>>().join("; ")
    }
    match column {
        "kind" => {
            let words = Kind::ALL.iter().map(|kind| kind.short_label().to_lowercase());
            words.collect::<Vec<_>>().join("; ")
        }
        "certainty" => all::<Certainty>(),
        "polarity" => all::<Polarity>(),
        "verdict" | "proposition verdict" => all::<Verdict>(),
        "quotation" => all::<Quotation>(),
        "cue class" | "cue classes" => all::<CueClass>(),
        "flags" => all::<Flag>(),
        "tag confidence" => all::<Confidence>(),
        "visibility" => all::<Visibility>(),
        "attribution type" => all::<AttributionType>(),
        "access" => all::<Access>(),
        "date basis" => all::<DateBasis>(),
        "source type" => all::<SourceType>(),
        _ => String::new(),
    }
}

//! CSV: one row per statement, for spreadsheets and statistics.
//!
//! RFC 4180 (comma, CRLF, quotes doubled), UTF-8 without a byte order mark, a header row. Offsets are bytes of the
//! article's UTF-8 text, the end exclusive; the column `unit` says so. Cells that a spreadsheet would run as a formula are
//! guarded as [`guard`] describes.

use super::names::Names;
use super::{ExportError, Selected, UNIT, Watch, report};
use crate::model::{Article, Cue, Layer, SourceType, Statement, Word};
use crate::report::UNRECORDED_VOICE;
use crate::text::Span;
use ::csv::{Terminator, WriterBuilder};
use std::borrow::Cow;
use std::io::Write;

/// Stands between parts of a quotation that do not stand together in the text.
const GAP: &str = " … ";

/// A column of the table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// What it holds, in one line.
    pub meaning: &'static str,
    cell: fn(&Row<'_>) -> String,
}

/// What one row is made of.
#[derive(Clone, Copy)]
struct Row<'a> {
    selected: &'a Selected<'a>,
    names: &'a Names<'a>,
    article: &'a Article,
    layer: &'a Layer,
    statement: &'a Statement,
}

const fn column(name: &'static str, meaning: &'static str, cell: fn(&Row<'_>) -> String) -> Column {
    Column { name, meaning, cell }
}

/// The columns, from left to right.
pub const COLUMNS: [Column; 31] = [
    column("article", "Id of the article", |row| row.article.id().to_string()),
    column("title", "Its title", |row| row.article.metadata().title.clone()),
    column("publisher", "Name of the outlet", |row| {
        let publisher = row.article.metadata().publisher.as_ref();
        publisher.map_or_else(String::new, |id| row.names.source(id))
    }),
    column("date", "Day of publication, year first, or “unknown”", |row| {
        let published = row.article.metadata().published;
        published.map_or_else(|| "unknown".to_owned(), |date| date.to_string())
    }),
    column("url", "Address or file that the article came from", |row| {
        row.article.metadata().origin.clone()
    }),
    column("kind", "claim, denial or fact (reported as fact)", |row| {
        row.statement.kind.short_label().to_lowercase()
    }),
    column(
        "quote",
        "The words of the content; parts that stand apart are joined with “ … ”",
        |row| words(row, &row.statement.content),
    ),
    column("context sentence", "The sentences in which the content stands", |row| row.context()),
    column(
        "chain",
        "Names of all sources, “A > B”; the article's own voice comes first",
        |row| row.chain(),
    ),
    column("source", "Name of the innermost source, which commits itself to the content", |row| {
        row.voices().pop().unwrap_or_default()
    }),
    column("source type", "What this source is", |row| row.source_type()),
    column("cue", "The words that show that this source says it", |row| {
        words(row, &row.cue().words)
    }),
    column("certainty", "How sure the source shows itself", |row| label(row.statement.certainty)),
    column("polarity", "affirmative or negated", |row| label(row.statement.polarity)),
    column("verdict", "Is it so?", |row| label(row.statement.verdict)),
    column("note", "The annotator's note", |row| row.statement.note.clone()),
    column("annotator", "Whose tag it is", |row| row.names.annotator(&row.layer.id().annotator)),
    column("time", "When it was last changed, UTC", |row| {
        let statement = row.statement;
        statement.modified.as_ref().unwrap_or(&statement.created).at.to_string()
    }),
    column("start", "Where the content begins", |row| row.statement.extent().start.to_string()),
    column("end", "Where it ends, exclusive", |row| row.statement.extent().end.to_string()),
    column("unit", "What start, end and ranges count", |_| UNIT.to_string()),
    column("ranges", "Every part of the content, “start-end;start-end”", |row| {
        let ranges = row.statement.content.iter().map(|s| format!("{}-{}", s.start, s.end));
        ranges.collect::<Vec<_>>().join(";")
    }),
    column("id", "Id of the statement", |row| row.statement.id.to_string()),
    column("quotation", "How the words of the source are given", |row| {
        label(row.statement.quotation)
    }),
    column("cue class", "What the cue does", |row| label(row.cue().class)),
    column("flags", "What else was noted, joined with “; ”", |row| {
        let flags: Vec<_> = row.statement.flags.iter().map(|flag| flag.label()).collect();
        flags.join("; ")
    }),
    column("implied source", "Who must have said it, though the text does not tell", |row| {
        let implied = row.statement.implied_source.as_ref();
        implied.map_or_else(String::new, |id| row.names.source(id))
    }),
    column(
        "relations",
        "What it does to other statements, “denies s-ab12; repeats s-cd34”",
        |row| {
            let relations = row.selected.relations_from(&row.statement.id);
            let relations = relations.iter().map(|r| format!("{} {}", r.kind.label(), r.to));
            relations.collect::<Vec<_>>().join("; ")
        },
    ),
    column("tag confidence", "How sure the annotator is of the tag", |row| {
        row.statement.tag_confidence.map_or_else(String::new, label)
    }),
    column("language", "Language of the article, BCP 47", |row| {
        row.article.metadata().language.clone()
    }),
    column("sha256", "SHA-256 of the article's text", |row| row.article.sha256().to_owned()),
];

impl Row<'_> {
    /// The names of all who speak, from the article's own voice inwards. Never empty.
    fn voices(&self) -> Vec<String> {
        let voice = self.article.voice().map(|id| self.names.source(id));
        let mut voices = vec![voice.unwrap_or_else(|| UNRECORDED_VOICE.to_owned())];
        voices.extend(self.statement.chain.iter().map(|level| self.names.source(&level.source)));
        voices
    }

    fn chain(&self) -> String {
        self.voices().join(" > ")
    }

    fn source_type(&self) -> String {
        let id = self.statement.source().or_else(|| self.article.voice());
        let source = id.and_then(|id| self.selected.project().sources().get(id));
        label(source.map_or(SourceType::Author, |source| source.kind))
    }

    /// The cue of the innermost source.
    fn cue(&self) -> &Cue {
        let innermost = self.statement.chain.last();
        innermost.map_or(&self.statement.author_cue, |level| &level.cue)
    }

    fn context(&self) -> String {
        let (text, segments) = (self.article.text(), self.article.segments());
        let extent = self.statement.extent();
        let first = segments.partition_point(|segment| segment.span.end <= extent.start);
        let sentences = segments
            .iter()
            .skip(first)
            .take_while(|segment| segment.span.start < extent.end)
            .filter(|segment| self.statement.content.iter().any(|s| s.overlaps(segment.span)))
            .map(|segment| segment.span.of(text));
        sentences.collect::<Vec<_>>().join(" ")
    }
}

fn label<W: Word>(word: W) -> String {
    word.label().to_lowercase()
}

fn words(row: &Row<'_>, spans: &[Span]) -> String {
    let text = row.article.text();
    spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(GAP)
}

/// Keeps a spreadsheet from running a cell as a formula: puts an apostrophe before a cell that begins with any number of
/// apostrophes and then one of `=`, `+`, `-`, `@`, their full-width forms, a tab, a CR or an LF.
///
/// A cell that already begins with apostrophes gets one more, so that [`unguard`] always finds the way back. The list of
/// characters follows OWASP's page on CSV injection.
#[must_use]
pub fn guard(cell: &str) -> Cow<'_, str> {
    if runs(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// What [`guard`] was given.
#[must_use]
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| runs(rest)).unwrap_or(cell)
}

fn runs(cell: &str) -> bool {
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];
    cell.trim_start_matches('\'').starts_with(formula)
}

/// Writes the header row and a row for each statement, in the order of articles, annotators and text.
///
/// # Errors
/// When `out` takes no more, or `watch` asked to stop.
pub fn write(
    selected: &Selected<'_>,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    let names = Names::of(selected.project());
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    table.write_record(COLUMNS.map(|column| column.name))?;
    for (done, article) in selected.articles().enumerate() {
        for layer in selected.layers(article.id()) {
            for statement in selected.statements(layer) {
                let row = Row { selected, names: &names, article, layer, statement };
                for column in &COLUMNS {
                    table.write_field(guard(&(column.cell)(&row)).as_ref())?;
                }
                table.write_record(None::<&[u8]>)?;
            }
        }
        report(watch, done + 1)?;
    }
    Ok(table.flush()?)
}

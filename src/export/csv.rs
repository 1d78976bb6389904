//! CSV: one row per statement, for spreadsheets and statistics.
//!
//! RFC 4180 (comma, CRLF, quotes doubled), UTF-8 without a byte order mark, a header row. Offsets are bytes of the
//! article's UTF-8 text, the end exclusive; the column `unit` says so. Cells that a spreadsheet would run as a formula are
//! guarded as [`guard`] describes.

use super::cells::{day, evidence, grades, label, offices, remarks, verdicts};
use super::crew::in_order;
use super::names::Names;
use super::{Crew, ExportError, OpenLayer, Selected, UNIT, Watch, report};
use crate::model::{
    Article, CueClass, Grade as _, Proposition, Source, SourceType, Statement, Word as _,
};
use crate::report::UNRECORDED_VOICE;
use crate::text::Span;
use ::csv::{Terminator, WriterBuilder};
use std::borrow::Cow;
use std::io::Write;

/// Stands between parts of a quotation that do not stand together in the text.
const GAP: &str = " … ";

/// Stands between the levels of a chain.
const LEVELS: &str = " > ";

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
pub(super) struct Row<'a> {
    pub(super) selected: &'a Selected<'a>,
    pub(super) names: &'a Names<'a>,
    pub(super) article: &'a Article,
    pub(super) layer: &'a OpenLayer<'a>,
    pub(super) statement: &'a Statement,
}

const fn column(name: &'static str, meaning: &'static str, cell: fn(&Row<'_>) -> String) -> Column {
    Column { name, meaning, cell }
}

/// The columns, from left to right.
pub const COLUMNS: [Column; 60] = [
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
        |row| row.words(&row.statement.content),
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
        row.words(&row.statement.innermost_cue().words)
    }),
    column("certainty", "How sure the source shows itself", |row| label(row.statement.certainty)),
    column("polarity", "affirmative or negated", |row| label(row.statement.polarity)),
    column("verdict", "Is it so?", |row| label(row.statement.verdict)),
    column("note", "The annotator's note", |row| row.statement.note.to_string()),
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
    column("cue class", "What the cue does", |row| label(row.statement.innermost_cue().class)),
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
    column("visibility", "How far the text shows the source", |row| {
        label(row.selected.project().visibility_of(row.statement))
    }),
    column("attribution type", "communication, belief, factive or control", |row| {
        row.statement.attribution_type().map_or_else(String::new, label)
    }),
    column("access", "How the source knows", |row| label(row.statement.access)),
    column(
        "statement date",
        "When it was said, “first day/last day” where it was one of several",
        |row| row.statement.date.as_ref().map_or_else(String::new, day),
    ),
    column("date basis", "How that day is known", |row| {
        row.statement.date.as_ref().map_or_else(String::new, |date| label(date.basis))
    }),
    column("date words", "The words of the text it was resolved from", |row| {
        row.statement.date.as_ref().map_or_else(String::new, |date| date.words.clone())
    }),
    column("proposition id", "Id of what it is about", |row| {
        row.proposition().map_or_else(String::new, |one| one.id.to_string())
    }),
    column("proposition", "What it is about, in neutral words", |row| {
        row.proposition().map_or_else(String::new, |one| one.wording.clone())
    }),
    column("topic", "What that belongs to", |row| {
        row.proposition().map_or_else(String::new, |one| one.topic.clone())
    }),
    column("proposition verdict", "Does the proposition hold?", |row| {
        row.proposition().map_or_else(String::new, |one| label(one.verdict()))
    }),
    column(
        "verdict history",
        "Every verdict on it, “verified by Ann on 2024-07-01: why”, joined with “; ”",
        |row| row.proposition().map_or_else(String::new, |one| verdicts(row.names, &one.verdicts)),
    ),
    column("credibility", "Grade of the information; 6 is *cannot be judged*", |row| {
        row.statement.grade().map_or_else(String::new, |grade| grade.code().to_string())
    }),
    column("credibility history", "Every grade of it", |row| {
        grades(row.names, &row.statement.credibility)
    }),
    column(
        "evidence",
        "What bears on statement or proposition, “link https://a.example supports, independent”",
        |row| {
            let proposition = row.proposition().map_or(&[][..], |one| one.evidence.as_slice());
            evidence(row.statement.evidence.iter().chain(proposition))
        },
    ),
    column("source id", "Id of the source", |row| {
        row.source().map_or_else(String::new, |s| s.id.to_string())
    }),
    column("source reliability", "Grade of the source; F is *cannot be judged*", |row| {
        let grade = row.source().and_then(Source::grade);
        grade.map_or_else(String::new, |grade| grade.code().to_string())
    }),
    column("reliability history", "Every grade of the source", |row| {
        row.source().map_or_else(String::new, |source| grades(row.names, &source.reliability))
    }),
    column("source role", "Its office or description", |row| {
        row.source().map_or_else(String::new, |source| source.role.clone())
    }),
    column(
        "source offices",
        "Offices it held, “title 2020-01-01/2021-12-31”, joined with “; ”",
        |row| row.source().map_or_else(String::new, |source| offices(&source.offices)),
    ),
    column("part of", "The body it belongs to or speaks for", |row| {
        let body = row.source().and_then(|source| source.part_of.as_ref());
        body.map_or_else(String::new, |id| row.names.source(id))
    }),
    column("independence group", "Sources with the same word count as one origin", |row| {
        row.source().map_or_else(String::new, |source| source.independence_group.clone())
    }),
    column("country", "Where the source is at home", |row| {
        row.source().map_or_else(String::new, |source| source.country.clone())
    }),
    column("source links", "Addresses that say more about it, joined with “; ”", |row| {
        row.source().map_or_else(String::new, |source| source.links.join("; "))
    }),
    column(
        "remarks",
        "On the text of its sentences, “date implausible, “31 June”, should be “30 June” (gazette): note”",
        |row| remarks(&row.article.text(), row.layer.marks(), &row.sentences()),
    ),
    column("annotator id", "Id of the annotator", |row| row.layer.id().annotator.to_string()),
    column("chain ids", "Ids of all sources but the article's own voice, “a > b”", |row| {
        let ids = row.statement.chain.iter().map(|level| level.source.to_string());
        ids.collect::<Vec<_>>().join(LEVELS)
    }),
    column(
        "cue classes",
        "What every cue does, that of the article's own voice first; empty where there is none",
        |row| row.cue_classes(),
    ),
    column("implied source id", "Id of the implied source", |row| {
        row.statement.implied_source.as_ref().map_or_else(String::new, ToString::to_string)
    }),
    column("created", "When it was made, UTC", |row| row.statement.created.at.to_string()),
];

impl<'a> Row<'a> {
    /// The names of all who speak, from the article's own voice inwards. Never empty.
    pub(super) fn voices(&self) -> Vec<String> {
        let voice = self.article.voice().map(|id| self.names.source(id));
        let mut voices = vec![voice.unwrap_or_else(|| UNRECORDED_VOICE.to_owned())];
        voices.extend(self.statement.chain.iter().map(|level| self.names.source(&level.source)));
        voices
    }

    fn chain(&self) -> String {
        self.voices().join(LEVELS)
    }

    fn cue_classes(&self) -> String {
        let levels = self.statement.chain.iter().map(|level| level.cue.class);
        let classes: Vec<_> =
            std::iter::once(self.statement.author_cue.class).chain(levels).collect();
        if classes.iter().all(|class| *class == CueClass::None) {
            return String::new();
        }
        classes.into_iter().map(label).collect::<Vec<_>>().join(LEVELS)
    }

    /// The source that commits itself, or the article's own voice.
    pub(super) fn source(&self) -> Option<&'a Source> {
        let id = self.statement.source().or_else(|| self.article.voice());
        id.and_then(|id| self.selected.project().sources().get(id))
    }

    fn source_type(&self) -> String {
        label(self.source().map_or(SourceType::Author, |source| source.kind))
    }

    pub(super) fn proposition(&self) -> Option<&'a Proposition> {
        let id = self.statement.proposition.as_ref()?;
        self.selected.project().propositions().get(id)
    }

    /// Where the sentences lie in which the content stands.
    fn sentences(&self) -> Vec<Span> {
        let segments = self.article.segments();
        let extent = self.statement.extent();
        let first = segments.partition_point(|segment| segment.span.end <= extent.start);
        let spans = segments.iter().skip(first).map(|segment| segment.span);
        spans
            .take_while(|span| span.start < extent.end)
            .filter(|span| self.statement.content.iter().any(|part| part.overlaps(*span)))
            .collect()
    }

    pub(super) fn context(&self) -> String {
        let text = &self.article.text();
        self.sentences().iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ")
    }

    /// The words at some places; those that stand apart are joined.
    pub(super) fn words(&self, spans: &[Span]) -> String {
        let text = &self.article.text();
        spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(GAP)
    }
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

/// Hands out a row of cells for each statement, in the order of articles, annotators and text.
pub(super) fn rows(
    selected: &Selected<'_>,
    watch: &mut Watch<'_>,
    mut put: impl FnMut(&[String]) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let names = Names::of(selected.project());
    for (done, article) in selected.articles().enumerate() {
        rows_of(selected, &names, article, &mut put)?;
        report(watch, done + 1)?;
    }
    Ok(())
}

fn rows_of(
    selected: &Selected<'_>,
    names: &Names<'_>,
    article: &Article,
    put: &mut dyn FnMut(&[String]) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    for layer in selected.layers(article.id()) {
        for statement in selected.statements(&layer) {
            let row = Row { selected, names, article, layer: &layer, statement };
            put(&COLUMNS.map(|column| (column.cell)(&row)))?;
        }
    }
    Ok(())
}

/// Writes the header row and a row for each statement, in the order of articles, annotators and text; `crew` works on the rows.
///
/// # Errors
/// When `out` takes no more, or `watch` asked to stop.
pub fn write(
    selected: &Selected<'_>,
    crew: &dyn Crew,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    let mut head = Vec::new();
    let mut table = lines(&mut head);
    table.write_record(COLUMNS.map(|column| column.name))?;
    table.flush()?;
    drop(table);
    out.write_all(&head)?;
    let names = Names::of(selected.project());
    in_order(selected, crew, out, watch, |article, written| {
        let mut table = lines(written);
        rows_of(selected, &names, article, &mut |cells| {
            for cell in cells {
                table.write_field(guard(cell).as_ref())?;
            }
            Ok(table.write_record(None::<&[u8]>)?)
        })?;
        Ok(table.flush()?)
    })
}

fn lines(out: &mut Vec<u8>) -> ::csv::Writer<&mut Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

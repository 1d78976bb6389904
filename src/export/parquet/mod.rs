//! Parquet: all that JSON Lines hold, as tables that data bases read, a folder each.
//!
//! | table | a row is | besides the fields of JSON Lines |
//! | --- | --- | --- |
//! | `articles` | an article with its text and segments | names of publisher and author |
//! | `layers` | what an annotator has done on an article | the article |
//! | `statements` | a statement | what the table for spreadsheets has in one cell: names, quotation, extent |
//! | `relations`, `remarks` | a relation, a remark | article and annotator |
//! | `sources`, `propositions` | a record that those above name | |
//!
//! Tables of what belongs to an article lie in parts, by the SHA-256 of its text, in folders `part=0`, `part=1` … as Hive
//! has them: programs read them side by side, and a query of one article reads one part. Every offset is there in bytes,
//! in code points (`…_code_points`) and in UTF-16 units (`…_utf16_units`), the end exclusive. The same project gives the
//! same bytes.

mod card;
mod cells;
mod columns;
mod fields;
pub mod hugging_face;
mod shred;
mod table;

use super::csv::Row;
use super::jsonl::{LayerLine, Line, RelationLine, RemarkLine, StatementLine};
use super::names::Names;
use super::records::{PropositionLine, SourceLine};
use super::{Code, ExportError, Selected, Sink, UNIT, Watch, report};
use crate::model::{AnnotatorId, Article, ArticleId, CueClass, Grade as _, SourceType, Verdict};
use crate::text::{OffsetTable, Unit};
use columns::{Column, moment, offset, text, texts};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeSet;
use table::Table;

/// Into how many parts a table falls at most. Articles of the same part stay together whatever is selected.
pub const PARTS: u8 = 8;

/// The part that an article lies in: the first byte of the SHA-256 of its text, modulo [`PARTS`].
#[must_use]
pub fn part_of(article: &Article) -> u8 {
    let byte = article.sha256().get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    byte.unwrap_or_default() % PARTS
}

/// Writes the tables part by part, in the order of the ids of the articles.
///
/// # Errors
/// When `out` takes no more, a table does not read back as it was meant, or `watch` asked to stop.
pub fn write(
    selected: &Selected<'_>,
    out: &mut dyn Sink,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    let names = Names::of(selected.project());
    let mut done = 0;
    let mut parts: BTreeSet<u8> = selected.articles().map(|article| part_of(article)).collect();
    if parts.is_empty() {
        // Whoever asks for a table finds one.
        parts.insert(0);
    }
    for part in parts {
        let mut tables = Tables::new()?;
        for article in selected.articles().filter(|article| part_of(article) == part) {
            tables.add(selected, &names, article)?;
            done += 1;
            report(watch, done)?;
        }
        for (name, table) in tables.by_name() {
            let bytes = table.finish()?;
            out.begin(&format!("{name}/part={part}/{name}.parquet"))?;
            out.write_all(&bytes)?;
        }
    }
    write_records(selected, out)
}

/// The records that articles and statements name.
fn write_records(selected: &Selected<'_>, out: &mut dyn Sink) -> Result<(), ExportError> {
    let project = selected.project();
    let named: BTreeSet<_> = selected.articles().flat_map(|a| selected.sources_of(a)).collect();
    let mut sources = Table::new("sources", &fields::source())?;
    for source in named.iter().filter_map(|id| project.sources().get(id)) {
        sources.fill(&SourceLine::of(source), None)?;
        sources.end_row()?;
    }
    let about: BTreeSet<_> =
        selected.articles().flat_map(|a| selected.propositions_of(a)).collect();
    let mut propositions = Table::new("propositions", &fields::proposition())?;
    for proposition in about.iter().filter_map(|id| project.propositions().get(id)) {
        propositions.fill(&PropositionLine::of(proposition), None)?;
        propositions.end_row()?;
    }
    for (name, table) in [("sources", sources), ("propositions", propositions)] {
        let bytes = table.finish()?;
        out.begin(&format!("{name}/{name}.parquet"))?;
        out.write_all(&bytes)?;
    }
    Ok(())
}

/// The tables of a part.
struct Tables {
    articles: Table,
    layers: Table,
    statements: Table,
    relations: Table,
    remarks: Table,
}

/// The columns of a table, those of JSON Lines behind those that say where the row belongs.
fn with(more: Vec<Column>, line: Vec<Column>) -> Vec<Column> {
    more.into_iter().chain(line).collect()
}

impl Tables {
    fn new() -> Result<Self, ExportError> {
        let at = || vec![text("article"), text("annotator")];
        let names = vec![text("publisher_name"), text("author_name")];
        let statement = with(fields::statement(), more_on_statements());
        Ok(Self {
            articles: Table::new("articles", &with(fields::article_head(), names))?,
            layers: Table::new("layers", &with(vec![text("article")], fields::layer_head()))?,
            statements: Table::new("statements", &with(at(), statement))?,
            relations: Table::new("relations", &with(at(), fields::relation()))?,
            remarks: Table::new("remarks", &with(at(), fields::remark()))?,
        })
    }

    fn by_name(self) -> [(&'static str, Table); 5] {
        [
            ("articles", self.articles),
            ("layers", self.layers),
            ("statements", self.statements),
            ("relations", self.relations),
            ("remarks", self.remarks),
        ]
    }

    fn add(
        &mut self,
        selected: &Selected<'_>,
        names: &Names<'_>,
        article: &Article,
    ) -> Result<(), ExportError> {
        let open = selected.opened(article);
        let places = OffsetTable::new(&*open.text);
        let text = Some(&places);
        let name = |id: Option<&_>| id.map(|id| names.source(id));
        let metadata = article.metadata();
        let (publisher_name, author_name) =
            (name(metadata.publisher.as_ref()), name(metadata.author.as_ref()));
        self.articles.fill(&Line::bare(selected, &open), text)?;
        self.articles.fill(&MoreOnArticle { publisher_name, author_name }, text)?;
        self.articles.end_row()?;
        for layer in &open.layers {
            let at = At { article: article.id(), annotator: &layer.id().annotator };
            self.layers.fill(&OfArticle { article: article.id() }, text)?;
            self.layers.fill(&LayerLine::bare(selected, layer), text)?;
            self.layers.end_row()?;
            for statement in selected.statements(layer) {
                let line = StatementLine::of(selected.project(), &open.text, statement);
                let row = Row { selected, names, article, layer, statement };
                self.statements.fill(&at, text)?;
                self.statements.fill(&line, text)?;
                self.statements.fill(&MoreOnStatement::of(&row), text)?;
                self.statements.end_row()?;
            }
            for relation in selected.relations(layer) {
                self.relations.fill(&at, text)?;
                self.relations.fill(&RelationLine::of(relation), text)?;
                self.relations.end_row()?;
            }
            for remark in layer.marks().remarks().values() {
                self.remarks.fill(&at, text)?;
                self.remarks.fill(&RemarkLine::of(&open.text, remark), text)?;
                self.remarks.end_row()?;
            }
        }
        Ok(())
    }
}

#[derive(Serialize)]
struct OfArticle<'a> {
    article: &'a ArticleId,
}

#[derive(Serialize)]
struct At<'a> {
    article: &'a ArticleId,
    annotator: &'a AnnotatorId,
}

#[derive(Serialize)]
struct MoreOnArticle {
    publisher_name: Option<String>,
    author_name: Option<String>,
}

/// What the table for spreadsheets says in one cell, where JSON Lines have it in several places.
#[derive(Serialize)]
struct MoreOnStatement<'a> {
    quote: String,
    start: u32,
    end: u32,
    unit: Unit,
    context_sentence: String,
    sources: Vec<String>,
    source: String,
    source_id: Option<&'a str>,
    source_type: Code<SourceType>,
    source_reliability: Option<char>,
    cue: String,
    cue_class: Code<CueClass>,
    credibility_grade: Option<char>,
    proposition_wording: Option<&'a str>,
    proposition_topic: Option<&'a str>,
    proposition_verdict: Option<Code<Verdict>>,
    title: &'a str,
    language: &'a str,
    sha256: &'a str,
    annotator_name: String,
    time: Timestamp,
}

fn more_on_statements() -> Vec<Column> {
    vec![
        text("quote"),
        offset("start"),
        offset("end"),
        text("unit"),
        text("context_sentence"),
        texts("sources"),
        text("source"),
        text("source_id"),
        text("source_type"),
        text("source_reliability"),
        text("cue"),
        text("cue_class"),
        text("credibility_grade"),
        text("proposition_wording"),
        text("proposition_topic"),
        text("proposition_verdict"),
        text("title"),
        text("language"),
        text("sha256"),
        text("annotator_name"),
        moment("time"),
    ]
}

impl<'a> MoreOnStatement<'a> {
    fn of(row: &Row<'a>) -> Self {
        let (statement, metadata) = (row.statement, row.article.metadata());
        let (source, proposition, extent) = (row.source(), row.proposition(), statement.extent());
        let voices = row.voices();
        Self {
            quote: row.words(&statement.content),
            start: extent.start,
            end: extent.end,
            unit: UNIT,
            context_sentence: row.context(),
            source: voices.last().cloned().unwrap_or_default(),
            sources: voices,
            source_id: source.map(|source| source.id.as_str()),
            source_type: Code(source.map_or(SourceType::Author, |source| source.kind)),
            source_reliability: source.and_then(|s| s.grade()).map(|grade| grade.code()),
            cue: row.words(&statement.innermost_cue().words),
            cue_class: Code(statement.innermost_cue().class),
            credibility_grade: statement.grade().map(|grade| grade.code()),
            proposition_wording: proposition.map(|one| one.wording.as_str()),
            proposition_topic: proposition.map(|one| one.topic.as_str()),
            proposition_verdict: proposition.map(|one| Code(one.verdict())),
            title: &metadata.title,
            language: &metadata.language,
            sha256: row.article.sha256(),
            annotator_name: row.names.annotator(&row.layer.id().annotator),
            time: statement.modified.as_ref().unwrap_or(&statement.created).at,
        }
    }
}

//! A data set folder as the Hugging Face Hub and its `datasets` have it: a card, and Parquet files of whole articles in splits.
//!
//! A row is a line of JSON Lines with all that is in it, and `spans`: what a model is trained on, flat, in code points as
//! Python counts. An article goes to training, validation or test by the SHA-256 of its text, so it stays there when others
//! come and go; near-duplicates go together, by the first of their hashes, so that no model is tested on what it has seen.

use super::card::{self, Split};
use super::columns::{Column, list, text, whole};
use super::table::Table;
use super::{fields, with};
use crate::export::jsonl::Line;
use crate::export::names::Names;
use crate::export::{ExportError, Selected, Sink, Watch, report};
use crate::model::{AnnotatorId, Article, Kind, Layer, Statement, StatementId};
use crate::text::{NEAR, OffsetTable, Resemblances, Span, Unit, resemblance};
use petgraph::unionfind::UnionFind;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The splits, each with how many of ten articles go there.
pub(super) const SPLITS: [(&str, u32); 3] = [("train", 8), ("validation", 1), ("test", 1)];

/// So many bytes of text make a file.
const SHARD: usize = 256 << 20;

/// Writes the card and the files of each split that has articles, in the order of their ids.
///
/// # Errors
/// When `out` takes no more, a file does not read back as it was meant, or `watch` asked to stop.
pub fn write(
    selected: &Selected<'_>,
    out: &mut dyn Sink,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    let names = Names::of(selected.project());
    let splits = split(selected, watch)?;
    let mut counts = Vec::new();
    for (name, articles) in SPLITS.iter().map(|(name, _)| *name).zip(&splits) {
        if !articles.is_empty() {
            counts.push(Split::of(name, selected, articles));
        }
    }
    out.begin("README.md")?;
    out.write_all(card::card(selected, &counts).as_bytes())?;
    let mut done = 0;
    for (name, articles) in SPLITS.iter().map(|(name, _)| *name).zip(&splits) {
        let shards = shards(articles);
        for (number, shard) in shards.iter().enumerate() {
            let mut table = Table::new("articles", &columns())?;
            for article in *shard {
                add(&mut table, selected, &names, article)?;
                done += 1;
                report(watch, done)?;
            }
            out.begin(&format!("data/{name}-{number:05}-of-{:05}.parquet", shards.len()))?;
            out.write_all(&table.finish()?)?;
        }
    }
    Ok(())
}

/// The articles of each split. Every two that are near-duplicates, and whatever hangs together by such, are in one.
fn split<'a>(
    selected: &Selected<'a>,
    watch: &mut Watch<'_>,
) -> Result<[Vec<&'a Arc<Article>>; 3], ExportError> {
    let articles: Vec<&Arc<Article>> = selected.articles().collect();
    let mut groups = UnionFind::<usize>::new(articles.len());
    let mut known = Resemblances::default();
    for (at, article) in articles.iter().enumerate() {
        report(watch, 0)?;
        for other in known.candidates(&article.text()) {
            // Of texts that hang together already nothing more is to be known: a set of look-alikes stays quick.
            let is_new = !groups.equiv(at, *other.key) && other.may_be_near();
            if is_new && resemblance(&article.text(), &other.text.open()) >= NEAR {
                groups.union(at, *other.key);
            }
        }
        known.add(at, article.frozen_text().clone());
    }
    let groups = groups.into_labeling();
    let mut first: BTreeMap<usize, &str> = BTreeMap::new();
    for (article, group) in articles.iter().zip(&groups) {
        let hash = first.entry(*group).or_insert_with(|| article.sha256());
        *hash = article.sha256().min(*hash);
    }
    let mut splits = [Vec::new(), Vec::new(), Vec::new()];
    for (article, group) in articles.into_iter().zip(&groups) {
        let number = first.get(group).map_or(0, |hash| split_of(hash));
        splits.iter_mut().skip(number).take(1).for_each(|split| split.push(article));
    }
    Ok(splits)
}

/// The number of the split of a hash: bytes 4 to 7 of it as a number, modulo 10, against the shares.
fn split_of(hash: &str) -> usize {
    let number = hash.get(8..16).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let mut rest = number.unwrap_or_default() % 10;
    SPLITS
        .iter()
        .position(|(_, share)| {
            let is_here = rest < *share;
            rest = rest.saturating_sub(*share);
            is_here
        })
        .unwrap_or_default()
}

/// The articles of each file.
fn shards<'a, 'b>(articles: &'b [&'a Arc<Article>]) -> Vec<&'b [&'a Arc<Article>]> {
    let mut size = 0;
    articles
        .chunk_by(|article, _| {
            size += article.text().len();
            let goes_on = size < SHARD;
            if !goes_on {
                size = 0;
            }
            goes_on
        })
        .collect()
}

fn columns() -> Vec<Column> {
    let span = vec![
        whole("start"),
        whole("end"),
        text("label"),
        text("text"),
        text("statement"),
        text("annotator"),
        text("source"),
    ];
    with(fields::article(), vec![list("spans", span)])
}

fn add(
    table: &mut Table,
    selected: &Selected<'_>,
    names: &Names<'_>,
    article: &Article,
) -> Result<(), ExportError> {
    let open = selected.opened(article);
    let places = OffsetTable::new(&*open.text);
    let mut spans = Vec::new();
    for layer in &open.layers {
        for statement in selected.statements(layer) {
            let (text, places) = (&*open.text, &places);
            Spans { names, text, places, layer, statement, spans: &mut spans }.add_all();
        }
    }
    spans.sort_by_key(|span| (span.start, span.end));
    table.fill(&Line::of(selected, &open), Some(&places))?;
    table.fill(&Trained { spans }, None)?;
    table.end_row()
}

#[derive(Serialize)]
struct Trained<'a> {
    spans: Vec<SpanLine<'a>>,
}

#[derive(Serialize)]
struct SpanLine<'a> {
    start: usize,
    end: usize,
    label: &'static str,
    text: &'a str,
    statement: &'a StatementId,
    annotator: &'a AnnotatorId,
    source: Option<String>,
}

/// The spans of a statement: its content, and what points to its sources and cues.
struct Spans<'a, 'b> {
    names: &'b Names<'b>,
    text: &'a str,
    places: &'b OffsetTable<&'a str>,
    layer: &'a Layer,
    statement: &'a Statement,
    spans: &'b mut Vec<SpanLine<'a>>,
}

impl Spans<'_, '_> {
    fn add_all(&mut self) {
        let statement = self.statement;
        let source = statement.source().map(|id| self.names.source(id));
        let label = match statement.kind {
            Kind::Claim => "claim",
            Kind::Denial => "denial",
            Kind::Fact => "fact",
        };
        self.add(label, &statement.content, source.as_deref());
        self.add("cue", &statement.author_cue.words, None);
        for level in &statement.chain {
            let source = self.names.source(&level.source);
            self.add("source", &level.mention, Some(&source));
            self.add("cue", &level.cue.words, Some(&source));
        }
    }

    fn add(&mut self, label: &'static str, places: &[Span], source: Option<&str>) {
        let count = |byte: u32| self.places.to(Unit::CodePoints, byte as usize).unwrap_or_default();
        for span in places {
            self.spans.push(SpanLine {
                start: count(span.start),
                end: count(span.end),
                label,
                text: span.of(self.text),
                statement: &self.statement.id,
                annotator: &self.layer.id().annotator,
                source: source.map(str::to_owned),
            });
        }
    }
}

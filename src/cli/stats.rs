//! `ascribe stats`: how far the work has come.

use super::table::write_table;
use super::{CliError, Outcome, Terminal, counted, folder, shown};
use crate::report::{self, Kinds, ProjectProgress};
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;

const ABOUT: &str = "\
Sentences are the segments that can hold statements: sentences, captions, list items and quotations.

Examples:
  ascribe stats quay
  ascribe stats quay --json | jq .totals";

/// The words behind `ascribe stats`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct StatsArgs {
    /// The project's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Write one JSON object instead of tables
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(args: &StatsArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    let (project, is_whole) = folder::read(&args.dir, terminal)?;
    let progress = report::of_project(&project);
    if args.json {
        let json = serde_json::to_string_pretty(&progress).map_err(io::Error::from)?;
        writeln!(terminal.out, "{json}")?;
    } else {
        write_summary(terminal.out, &progress)?;
        write_articles(terminal.out, &progress)?;
        write_sources(terminal.out, &progress)?;
    }
    Ok(if is_whole { Outcome::Done } else { Outcome::Failed })
}

fn write_summary(out: &mut dyn Write, progress: &ProjectProgress) -> io::Result<()> {
    let totals = &progress.totals;
    writeln!(out, "{}", shown(&progress.title))?;
    writeln!(
        out,
        "{}, {}, {} ({} finished)",
        counted(totals.articles, "article"),
        counted(totals.sentences, "sentence"),
        counted(totals.layers, "layer"),
        totals.finished,
    )?;
    let unsure = totals.unsure_boundaries;
    writeln!(out, "{}", in_words(totals.statements))?;
    if unsure > 0 {
        let plural = if unsure == 1 { "y" } else { "ies" };
        writeln!(out, "{unsure} unsure boundar{plural} between sentences")?;
    }
    Ok(())
}

/// `6 statements: 3 claims, 1 denial, 2 facts`.
pub(super) fn in_words(kinds: Kinds) -> String {
    let denials = if kinds.denial == 1 { "denial" } else { "denials" };
    format!(
        "{}: {}, {} {denials}, {}",
        counted(kinds.total(), "statement"),
        counted(kinds.claim, "claim"),
        kinds.denial,
        counted(kinds.fact, "fact"),
    )
}

fn write_articles(out: &mut dyn Write, progress: &ProjectProgress) -> io::Result<()> {
    let head = [
        "article",
        "annotator",
        "sentences",
        "annotated",
        "none",
        "untagged",
        "claims",
        "denials",
        "facts",
        "finished",
    ];
    let mut rows = Vec::new();
    for article in &progress.articles {
        let name = article.article.to_string();
        if article.layers.is_empty() {
            rows.push(vec![name.clone(), "-".to_owned(), article.sentences.to_string()]);
        }
        for layer in &article.layers {
            let mut row = vec![name.clone(), layer.annotator.to_string()];
            let numbers = [
                article.sentences,
                layer.annotated,
                layer.none_marked,
                layer.untagged,
                layer.statements.claim,
                layer.statements.denial,
                layer.statements.fact,
            ];
            row.extend(numbers.map(|number| number.to_string()));
            row.push(layer.finished.map_or_else(|| "no".to_owned(), |at| at.to_string()));
            rows.push(row);
        }
    }
    write_table(out, &head, &rows)
}

fn write_sources(out: &mut dyn Write, progress: &ProjectProgress) -> io::Result<()> {
    let row = |share: &report::SourceShare| {
        let Kinds { claim, denial, fact } = share.statements;
        let mut row = vec![shown(&share.name)];
        row.extend([claim, denial, fact].map(|number| number.to_string()));
        row
    };
    let rows: Vec<_> = progress.sources.iter().map(row).collect();
    write_table(out, &["source", "claims", "denials", "facts"], &rows)
}

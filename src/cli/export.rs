//! `ascribe export`: a project for other programs.

use super::stats::in_words;
use super::{CliError, Outcome, Terminal, counted, folder, progress};
use crate::export::{FORMATS, Format, Selection, count};
use crate::model::{AnnotatorId, ArticleId, Kind, Project, Word as _};
use crate::store;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::ControlFlow;
use std::path::PathBuf;

const ABOUT: &str = "\
Formats:
  ron    Annotated set: one file that Ascribe takes in again and that loses nothing
  csv    Table for spreadsheets: one row per statement
  jsonl  JSON Lines for programs: one article per line with everything about it

Offsets are bytes of the article's UTF-8 text in all of them, the end exclusive. A cell of the table that a \
spreadsheet would run as a formula begins with an apostrophe.

Examples:
  ascribe export quay --format csv --out quay.csv
  ascribe export quay --format csv --out - --kind denial --annotator ada-rhys
  ascribe export quay --format ron --out quay.ron --article the-reply";

/// The words behind `ascribe export`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct ExportArgs {
    /// The project's folder
    pub dir: PathBuf,
    /// What to write
    #[arg(long, value_parser = formats())]
    pub format: &'static Format,
    /// The file to write; - is standard output
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Only this article, by its id; may be given several times
    #[arg(long, value_name = "ID")]
    pub article: Vec<String>,
    /// Only the tags of this annotator, by id; may be given several times
    #[arg(long, value_name = "ID")]
    pub annotator: Vec<String>,
    /// Only statements of this kind; may be given several times
    #[arg(long, value_parser = kinds())]
    pub kind: Vec<Kind>,
}

fn formats() -> impl TypedValueParser<Value = &'static Format> {
    let names = PossibleValuesParser::new(FORMATS.map(|format| format.name));
    names.try_map(|name| Format::named(&name).ok_or("no such format"))
}

fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(["claim", "denial", "fact"]).try_map(|word| {
        let mut kinds = Kind::ALL.iter().copied();
        kinds.find(|kind| kind.short_label().eq_ignore_ascii_case(&word)).ok_or("no such kind")
    })
}

pub(super) fn run(args: &ExportArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    let place = match args.out.as_os_str() {
        out if out == "-" => None,
        _ => Some(store::place_for_export(&args.dir, &args.out)?),
    };
    let (project, is_whole) = folder::read(&args.dir, terminal)?;
    let selection = select(args, &project)?;
    let named = place.as_ref().map(|_| args.out.display().to_string());
    let named = named.unwrap_or_else(|| "standard output".to_owned());
    let failed = |source| CliError::Export { place: named.clone(), source };
    let bar = progress::bar(terminal, selection.articles.len());
    let mut watch = |done: usize| {
        bar.set_position(done as u64);
        ControlFlow::Continue(())
    };
    if let Some(place) = place {
        let mut bytes = Vec::new();
        args.format.write(&project, &selection, &mut bytes, &mut watch).map_err(failed)?;
        store::plain::write_file(&store::Disk::default(), &place, &bytes)?;
        bar.finish_and_clear();
        terminal.tell(format!("{named}: {}", summary(&project, &selection)));
    } else {
        args.format.write(&project, &selection, terminal.out, &mut watch).map_err(failed)?;
        bar.finish_and_clear();
    }
    Ok(if is_whole { Outcome::Done } else { Outcome::Failed })
}

fn summary(project: &Project, selection: &Selection) -> String {
    let counts = count(project, selection);
    let mut summary =
        format!("{}, {}", counted(counts.articles, "article"), in_words(counts.statements));
    if counts.relations_left_out > 0 {
        let left_out = counted(counts.relations_left_out, "relation");
        summary.push_str(&format!("; {left_out} left out, because a statement at one end is"));
    }
    summary
}

fn select(args: &ExportArgs, project: &Project) -> Result<Selection, CliError> {
    let mut selection = Selection::all(project);
    if !args.article.is_empty() {
        selection.articles = chosen("article", &args.article, &selection.articles, |word| {
            ArticleId::new(word).ok()
        })?;
    }
    if !args.annotator.is_empty() {
        selection.annotators =
            chosen("annotator", &args.annotator, &selection.annotators, |word| {
                AnnotatorId::new(word).ok()
            })?;
    }
    if !args.kind.is_empty() {
        selection.kinds = args.kind.iter().copied().collect();
    }
    Ok(selection)
}

fn chosen<Id: Ord + Display>(
    what: &'static str,
    words: &[String],
    known: &BTreeSet<Id>,
    read: impl Fn(&str) -> Option<Id>,
) -> Result<BTreeSet<Id>, CliError> {
    let choose = |word: &String| {
        read(word).filter(|id| known.contains(id)).ok_or_else(|| CliError::Unknown {
            what,
            name: word.clone(),
            known: known.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        })
    };
    words.iter().map(choose).collect()
}

//! `ascribe export`: a project for other programs.

use super::stats::in_words;
use super::{CliError, Outcome, Terminal, counted, folder, progress, sets};
use crate::exchange::{Delivery, Format, Shape, Shelf, Tray};
use crate::export::{Extras, Licence, Selected, Selection, count};
use crate::model::{AnnotatorId, ArticleId, Kind, Project, Word as _};
use crate::store;
use crate::text::Unit;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::PathBuf;

const ABOUT: &str = "\
What a format cannot hold is listed before anything is written; what was written is read back and compared, unless the \
format is written only; a manifest.json gives counts and SHA-256 of texts and files. A cell of a table that a spreadsheet would \
run as a formula begins with an apostrophe.

Examples:
  ascribe export quay --format csv --out quay.csv
  ascribe export quay --format csv --out - --kind denial --annotator ada-rhys
  ascribe export quay --format ron --out quay.ron --article the-reply
  ascribe export quay --format brat --out quay-brat --strict
  ascribe export quay --format jsonl --without-texts --out quay-marks.jsonl
  ascribe export quay --format hugging-face --licence cc-by-4.0 --out quay-set";

/// The words behind `ascribe export`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct ExportArgs {
    /// The project's folder
    pub dir: PathBuf,
    /// What to write
    #[arg(long, value_parser = sets::formats())]
    pub format: &'static Format,
    /// The file or folder to write; - is standard output
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
    /// What places are to count, where the format leaves a choice
    #[arg(long, value_parser = sets::units())]
    pub unit: Option<Unit>,
    /// Leave the texts behind: marks go out with their words, texts with their SHA-256. For jsonl and w3c; csv, xlsx, \
    /// hypothesis and what is written for others hold no texts anyhow
    #[arg(long)]
    pub without_texts: bool,
    /// Under which terms the set is handed on, as the Hugging Face Hub names licences: cc-by-4.0. It goes into the card \
    /// of hugging-face, which says unknown otherwise
    #[arg(long, value_name = "ID", value_parser = licences())]
    pub licence: Option<Licence>,
    /// Write nothing when the format cannot hold all of it
    #[arg(long)]
    pub strict: bool,
}

fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(["claim", "denial", "fact"]).try_map(|word| {
        let mut kinds = Kind::ALL.iter().copied();
        kinds.find(|kind| kind.short_label().eq_ignore_ascii_case(&word)).ok_or("no such kind")
    })
}

fn licences() -> impl TypedValueParser<Value = Licence> {
    let names = Licence::all().map(|licence| PossibleValue::new(licence.id()).help(licence.name()));
    PossibleValuesParser::new(names).try_map(|id| Licence::named(&id).ok_or("no such licence"))
}

pub(super) fn run(args: &ExportArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    let format = args.format;
    let place = match args.out.as_os_str() {
        out if out == "-" && format.shape == Shape::Folder => {
            return Err(CliError::NoStream(format.name));
        }
        out if out == "-" => None,
        _ => Some(store::place_for_parcel(&args.dir, &args.out, format.shape)?),
    };
    let bar = progress::busy(terminal, "Reading the project");
    let read = folder::read(&args.dir, terminal);
    bar.finish_and_clear();
    let (project, is_whole) = read?;
    let selection = select(args, &project)?;
    let extras = Extras {
        code_book: folder::code_book(&args.dir, terminal),
        licence: args.licence,
        leaves_texts: args.without_texts,
    };
    let selected = Selected::of(&project, &selection).with(&extras);
    if let Some(place) = place {
        let shelf = sets::shelf(&place, format)?;
        let delivery = pour(args, &selected, &shelf, terminal)?;
        let said = if format.is_made_of_sets() {
            sets::said(&delivery.texts)
        } else {
            summary(&project, &selection)
        };
        let goods = sets::Goods { delivery: &delivery, format, shelf, said };
        sets::deliver(goods, &args.out, args.strict, terminal)?;
    } else {
        let tray = Tray::default();
        let delivery = pour(args, &selected, &tray, terminal)?;
        if args.strict && !delivery.loss.is_none() {
            let place = "standard output".to_owned();
            return Err(CliError::Loss { place, format: format.name });
        }
        for file in tray.into_files() {
            terminal.out.write_all(&file.bytes)?;
        }
    }
    Ok(if is_whole { Outcome::Done } else { Outcome::Failed })
}

/// Writes what was selected onto a shelf, and says what the format does not hold.
fn pour(
    args: &ExportArgs,
    selected: &Selected<'_>,
    shelf: &dyn Shelf,
    terminal: &mut Terminal<'_>,
) -> Result<Delivery, CliError> {
    let bar = progress::bar(terminal, "Writing", selected.selection().articles.len());
    let watch = &mut progress::moving(&bar, terminal);
    let delivery = args.format.pour(selected, args.unit, &store::Cores, shelf, watch);
    bar.finish_and_clear();
    let delivery = delivery.map_err(|source| CliError::exchange(&args.out, source))?;
    sets::tell_loss(&delivery.loss, args.format, terminal);
    Ok(delivery)
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

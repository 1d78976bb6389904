//! Annotated sets of other programs: `ascribe import --format`, and `ascribe convert`.

use super::import::Target;
use super::{CliError, Outcome, Terminal, counted, folder, progress, shown};
use crate::exchange::{
    Counting, Delivered, Delivery, FORMATS, Fate, Fault, Format, Incoming, Loss, Mapping, PORTION,
    Portions, Score, Set, Shape, Taker, Taking, Verdict,
};
use crate::export::{Selected, Selection};
use crate::import::Supply;
use crate::import::files::Found;
use crate::model::{AnnotatorId, Project, Settings};
use crate::session::clock;
use crate::store::{self, Unfinished};
use crate::text::Unit;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const ABOUT: &str = "\
Reads annotated texts in one format and writes them in another; no project is needed. How the file counts its places is \
found out and said; --unit decides where it is wrong. What the other format cannot hold is listed before anything is \
written, and what was written is read back and compared.

Examples:
  ascribe convert corpus/ --from brat --to doccano --out corpus-doccano
  ascribe convert export.json --from label-studio --to brat --out tasks --strict";

/// The words behind `ascribe convert`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct ConvertArgs {
    /// A file, or a folder with all that is in it
    #[arg(value_name = "IN")]
    pub input: PathBuf,
    /// What it is written in
    #[arg(long, value_parser = formats())]
    pub from: &'static Format,
    /// What to write
    #[arg(long, value_parser = formats())]
    pub to: &'static Format,
    /// The file or folder to write
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// What the places of IN count, where it is not found out rightly
    #[arg(long, value_parser = units())]
    pub unit: Option<Unit>,
    /// What the places in OUT are to count, where the format leaves a choice
    #[arg(long, value_parser = units())]
    pub out_unit: Option<Unit>,
    /// What foreign labels mean: a RON file; needed only for formats that are made of a project
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Write nothing when something would be lost
    #[arg(long)]
    pub strict: bool,
}

pub(super) fn formats() -> impl TypedValueParser<Value = &'static Format> {
    let names = FORMATS.map(|format| PossibleValue::new(format.name).help(format.description));
    PossibleValuesParser::new(names).try_map(|name| Format::named(&name).ok_or("no such format"))
}

pub(super) fn units() -> impl TypedValueParser<Value = Unit> {
    let names = PossibleValuesParser::new(Unit::ALL.map(Unit::name));
    names.try_map(|name| {
        Unit::ALL.into_iter().find(|unit| unit.name() == name).ok_or("no such unit")
    })
}

pub(super) fn convert(
    args: &ConvertArgs,
    terminal: &mut Terminal<'_>,
) -> Result<Outcome, CliError> {
    let place = store::place_for_parcel(Path::new(""), &args.out, args.to.shape)?;
    let (set, is_whole) = read(&args.input, args.from, args.unit, terminal)?;
    let shelf = shelf(&place, args.to)?;
    let crew = &store::Cores;
    let delivery = if args.to.is_made_of_sets() {
        let bar = progress::bar(terminal, "Writing", set.documents.len());
        args.to.pour_set(set, args.out_unit, crew, &shelf, &mut progress::moving(&bar, terminal))
    } else {
        let mapping = mapping(args.map.as_deref())?;
        let project = project_of(set, &mapping, terminal)?;
        let selection = Selection::all(&project);
        let selected = Selected::of(&project, &selection);
        let bar = progress::bar(terminal, "Writing", selection.articles.len());
        args.to.pour(&selected, args.out_unit, crew, &shelf, &mut progress::moving(&bar, terminal))
    };
    let delivery = delivery.map_err(|source| CliError::exchange(&args.out, source))?;
    tell_loss(&delivery.loss, args.to, terminal);
    let said = said(&delivery.texts);
    let goods = Goods { delivery: &delivery, format: args.to, shelf, said };
    deliver(goods, &args.out, args.strict, terminal)?;
    Ok(if is_whole { Outcome::Done } else { Outcome::Failed })
}

/// A project that holds what can be taken in of a set.
fn project_of(
    set: Set,
    mapping: &Mapping,
    terminal: &mut Terminal<'_>,
) -> Result<Project, CliError> {
    let settings = Settings { title: set.title.clone(), ..Settings::default() };
    let mut project = Project::new(settings);
    let by = AnnotatorId::from_name("unknown", |_| false);
    let mut taking = Taking::new(&project, mapping, Taker { by: &by, at: clock::now() });
    let bar = progress::bar(terminal, "Taking in", set.documents.len());
    let taken = taking.take(set, &store::Cores, &mut progress::moving(&bar, terminal));
    bar.finish_and_clear();
    if taken.is_break() {
        return Err(CliError::GivenUp);
    }
    let Incoming { change, verdicts } = taking.end();
    tell_verdicts(&verdicts, terminal);
    if let Some(change) = change {
        // Each edit was tried on a copy of this project before.
        change.carry_out(&mut project).ok();
    }
    Ok(project)
}

/// Reads a set as a whole, and says how its places were understood and what had to stay out; is there nothing of that?
fn read(
    path: &Path,
    format: &'static Format,
    unit: Option<Unit>,
    terminal: &mut Terminal<'_>,
) -> Result<(Set, bool), CliError> {
    let failed = |source| CliError::exchange(path, source);
    let found = Found::at(path)?;
    let mut portions = looked_through(&found, path, (format, u64::MAX), terminal)?;
    let (counting, score) = settled(&mut portions, path, unit, terminal)?;
    let set = portions.take_next().map_err(failed)?.unwrap_or_default();
    let faults = portions.faults();
    tell_faults(path, &faults, terminal);
    tell_counting(path, counting, score, terminal);
    Ok((set, faults.is_empty()))
}

/// What is to be read, in portions of so many bytes.
fn looked_through<'s>(
    supply: &'s dyn Supply,
    path: &Path,
    (format, portion): (&'static Format, u64),
    terminal: &Terminal<'_>,
) -> Result<Portions<'s>, CliError> {
    let bar = progress::busy(terminal, "Reading");
    let portions =
        format.portions(supply, portion, &store::Cores, &mut progress::moving(&bar, terminal));
    portions.map_err(|source| CliError::exchange(path, source))
}

fn settled(
    portions: &mut Portions<'_>,
    path: &Path,
    unit: Option<Unit>,
    terminal: &Terminal<'_>,
) -> Result<(Counting, Score), CliError> {
    let _bar = progress::busy(terminal, "Finding out what places count");
    let settled = portions.settle(unit);
    settled.map_err(|source| CliError::exchange(path, source))
}

fn tell_faults(path: &Path, faults: &[Fault], terminal: &mut Terminal<'_>) {
    for fault in faults {
        terminal.tell(format!("{}: left out, {fault}", path.display()));
    }
}

fn tell_counting(path: &Path, counting: Counting, score: Score, terminal: &mut Terminal<'_>) {
    if score.marks > 0 {
        terminal.tell(format!(
            "{}: places count {counting}; {} of 100 fit, by {}",
            path.display(),
            score.percent(),
            if score.quoted > 0 { "quotations" } else { "edges of words" }
        ));
    }
}

/// What foreign labels mean.
pub(super) fn mapping(path: Option<&Path>) -> Result<Mapping, CliError> {
    let Some(path) = path else { return Ok(Mapping::default()) };
    let bytes = Found::at(path)?.read()?.into_iter().next().map(|(_, bytes)| bytes);
    let text = String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
    let failed = |reason| CliError::Mapping { path: path.to_owned(), reason };
    Mapping::read(&text).map_err(failed)
}

pub(super) fn said(texts: &[Delivered]) -> String {
    format!(
        "{}, {}, {}",
        counted(texts.len(), "text"),
        counted(texts.iter().map(|text| text.marks).sum(), "mark"),
        counted(texts.iter().map(|text| text.relations).sum(), "relation")
    )
}

/// Lists what a format cannot hold.
pub(super) fn tell_loss(loss: &Loss, format: &Format, terminal: &mut Terminal<'_>) {
    for line in loss.lines() {
        terminal.tell(format!("{} cannot hold {line}", format.name));
    }
}

/// An export that waits to get its name.
pub(super) struct Goods<'a> {
    pub(super) delivery: &'a Delivery,
    pub(super) format: &'static Format,
    pub(super) shelf: Unfinished,
    /// How much there is of it, in words.
    pub(super) said: String,
}

/// Where an export is written that is to go to `place`.
pub(super) fn shelf(place: &Path, format: &Format) -> Result<Unfinished, CliError> {
    Ok(Unfinished::new(&store::Disk::default(), place, format.shape)?)
}

/// Puts an export in its place.
pub(super) fn deliver(
    goods: Goods<'_>,
    out: &Path,
    is_strict: bool,
    terminal: &mut Terminal<'_>,
) -> Result<(), CliError> {
    let Goods { delivery, format, shelf, said } = goods;
    let name = out.display().to_string();
    if is_strict && !delivery.loss.is_none() {
        return Err(CliError::Loss { place: name, format: format.name });
    }
    let manifest = delivery.manifest(format);
    let bar = progress::bar(terminal, "Saving and reading back", delivery.files.len());
    shelf.finish(&delivery.files, &manifest, &mut progress::moving(&bar, terminal))?;
    bar.finish_and_clear();
    let kind = if format.shape == Shape::Folder { "files" } else { "file" };
    let proof = if delivery.is_read_back {
        format!(", offsets in {}, {kind} read back and found equal", delivery.unit)
    } else {
        String::new()
    };
    terminal.tell(format!("{name}: {said}{proof}"));
    Ok(())
}

/// How a set of another program is taken in.
pub(super) struct Way<'a> {
    pub(super) format: &'static Format,
    pub(super) unit: Option<Unit>,
    pub(super) mapping: &'a Mapping,
    pub(super) is_dry: bool,
}

/// Takes the annotated set at `path` into a project; is everything there now?
pub(super) fn take(
    target: &mut Target,
    path: &Path,
    way: &Way<'_>,
    terminal: &mut Terminal<'_>,
) -> Result<bool, CliError> {
    match take_in(target, path, way, terminal) {
        Err(error @ (CliError::Exchange { .. } | CliError::File(_))) => {
            terminal.tell(error.to_string());
            Ok(false)
        }
        other => other,
    }
}

fn take_in(
    target: &mut Target,
    path: &Path,
    way: &Way<'_>,
    terminal: &mut Terminal<'_>,
) -> Result<bool, CliError> {
    let failed = |source| CliError::exchange(path, source);
    let found = Found::at(path)?;
    let mut portions = looked_through(&found, path, (way.format, PORTION), terminal)?;
    let (counting, score) = settled(&mut portions, path, way.unit, terminal)?;
    tell_counting(path, counting, score, terminal);
    let by = folder::who(Some(target.project()));
    let taker = Taker { by: &by, at: clock::now() };
    let mut taking = Taking::new(target.project(), way.mapping, taker);
    let bar = progress::bar(terminal, "Taking in", portions.n_texts());
    let (mut is_whole, mut counts) = (true, BTreeMap::new());
    while let Some(set) = portions.take_next().map_err(failed)? {
        let mut watch = progress::moving(&bar, terminal);
        if taking.take(set, &store::Cores, &mut watch).is_break() {
            return Err(CliError::GivenUp);
        }
        let (faults, verdicts) = (portions.faults(), taking.verdicts());
        for verdict in verdicts.iter().filter(|verdict| !verdict.item.is_empty()) {
            *counts.entry(verdict.fate).or_default() += 1;
        }
        is_whole &= faults.is_empty();
        bar.suspend(|| {
            tell_faults(path, &faults, terminal);
            is_whole &= tell_verdicts(&verdicts, terminal);
        });
    }
    bar.finish_and_clear();
    let dry = if way.is_dry { " (nothing was changed)" } else { "" };
    let texts = counted(portions.n_texts(), "text");
    let line = format!("{}: {texts}, {}{dry}", path.display(), counts_said(counts));
    writeln!(terminal.out, "{}", shown(&line))?;
    if let Some(change) = taking.end().change {
        let _bar = progress::busy(terminal, "Putting it into the project");
        target.perform_prepared(format!("Take in “{}”", path.display()), change)?;
    }
    Ok(is_whole)
}

fn counts_said(counts: BTreeMap<Fate, usize>) -> String {
    let counts: Vec<_> =
        counts.into_iter().map(|(fate, count)| format!("{count} {}", fate.label())).collect();
    if counts.is_empty() { "no marks".to_owned() } else { counts.join(", ") }
}

/// Says what did not go in as its file has it; is everything there now?
fn tell_verdicts(verdicts: &[Verdict], terminal: &mut Terminal<'_>) -> bool {
    let mut is_whole = true;
    for verdict in verdicts {
        if matches!(verdict.fate, Fate::TakenIn | Fate::Here) {
            continue;
        }
        is_whole &= verdict.fate == Fate::Moved;
        let why = if verdict.why.is_empty() { String::new() } else { format!(": {}", verdict.why) };
        terminal.tell(format!(
            "{}: {}: {}{why}",
            verdict.document,
            verdict.item,
            verdict.fate.label()
        ));
    }
    is_whole
}

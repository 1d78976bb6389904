//! Annotated sets of other programs: `ascribe import --format`, and `ascribe convert`.

use super::import::Target;
use super::{CliError, Outcome, Terminal, counted, folder, progress, shown};
use crate::exchange::{
    Delivered, Delivery, FORMATS, Fate, File, Format, Incoming, Loss, Mapping, Set, Settled, Shape,
    Taker, take_in_by,
};
use crate::export::{Selected, Selection};
use crate::import::files;
use crate::model::{AnnotatorId, Edit, Project, Settings, apply};
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
    let (set, settled) = read(&args.input, args.from, args.unit, terminal)?;
    let is_whole = settled.faults.is_empty();
    let shelf = shelf(&place, args.to)?;
    let crew = &store::Cores;
    let delivery = if args.to.is_made_of_sets() {
        let bar = progress::bar(terminal, "Writing", set.documents.len());
        args.to.pour_set(set, args.out_unit, crew, &shelf, &mut progress::moving(&bar))
    } else {
        let mapping = mapping(args.map.as_deref())?;
        let project = project_of(&set, &mapping, terminal);
        let selection = Selection::all(&project);
        let selected = Selected::of(&project, &selection);
        let bar = progress::bar(terminal, "Writing", selection.articles.len());
        args.to.pour(&selected, args.out_unit, crew, &shelf, &mut progress::moving(&bar))
    };
    let failed = |source| CliError::Exchange { place: args.out.display().to_string(), source };
    let delivery = delivery.map_err(failed)?;
    tell_loss(&delivery.loss, args.to, terminal);
    let said = said(&delivery.texts);
    let goods = Goods { delivery: &delivery, format: args.to, shelf, said };
    deliver(goods, &args.out, args.strict, terminal)?;
    Ok(if is_whole { Outcome::Done } else { Outcome::Failed })
}

/// A project that holds what can be taken in of a set.
fn project_of(set: &Set, mapping: &Mapping, terminal: &mut Terminal<'_>) -> Project {
    let settings = Settings { title: set.title.clone(), ..Settings::default() };
    let mut project = Project::new(settings);
    let by = AnnotatorId::from_name("unknown", |_| false);
    let taker = Taker { by: &by, at: clock::now() };
    let incoming = taken_in(&project, set, mapping, taker, terminal);
    tell_verdicts(&incoming.verdicts, terminal);
    for edit in incoming.edits {
        // Each was tried on a copy of this project before.
        apply(&mut project, edit).ok();
    }
    project
}

fn taken_in(
    project: &Project,
    set: &Set,
    mapping: &Mapping,
    taker: Taker<'_>,
    terminal: &Terminal<'_>,
) -> Incoming {
    let bar = progress::bar(terminal, "Taking in", set.documents.len());
    let watch = &mut progress::moving(&bar);
    // Nobody stops it.
    take_in_by(project, set, mapping, taker, &store::Cores, watch).unwrap_or_default()
}

/// Reads a set, and says how its places were understood and what had to stay out.
pub(super) fn read(
    path: &Path,
    format: &'static Format,
    unit: Option<Unit>,
    terminal: &mut Terminal<'_>,
) -> Result<(Set, Settled), CliError> {
    let failed = |source| CliError::Exchange { place: path.display().to_string(), source };
    let bar = progress::busy(terminal, "Reading");
    let files = files::gather(path)?;
    let files: Vec<File> = files.into_iter().map(|(path, bytes)| File { path, bytes }).collect();
    let read = format.parse(&files).map_err(failed)?;
    drop(files);
    bar.finish_and_clear();
    let bar = progress::busy(terminal, "Finding out what places count");
    let (set, settled) = read.settle(unit).map_err(failed)?;
    bar.finish_and_clear();
    let name = path.display();
    for fault in &settled.faults {
        terminal.tell(format!("{name}: left out, {fault}"));
    }
    if settled.score.marks > 0 {
        let (score, counting) = (settled.score, settled.counting);
        terminal.tell(format!(
            "{name}: places count {counting}; {} of 100 fit, by {}",
            score.percent(),
            if score.quoted > 0 { "quotations" } else { "edges of words" }
        ));
    }
    Ok((set, settled))
}

/// What foreign labels mean.
pub(super) fn mapping(path: Option<&Path>) -> Result<Mapping, CliError> {
    let Some(path) = path else { return Ok(Mapping::default()) };
    let bytes = files::gather(path)?.into_iter().next().map(|(_, bytes)| bytes);
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
    shelf.finish(&delivery.files, &manifest, &mut progress::moving(&bar))?;
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
pub(super) struct Taking<'a> {
    pub(super) format: &'static Format,
    pub(super) unit: Option<Unit>,
    pub(super) mapping: &'a Mapping,
    pub(super) is_dry: bool,
}

/// Takes the annotated set at `path` into a project.
pub(super) fn take(
    target: &mut Target,
    path: &Path,
    taking: &Taking<'_>,
    terminal: &mut Terminal<'_>,
) -> Result<bool, CliError> {
    let (set, settled) = match read(path, taking.format, taking.unit, terminal) {
        Ok(read) => read,
        Err(error @ (CliError::Exchange { .. } | CliError::File(_))) => {
            terminal.tell(error.to_string());
            return Ok(false);
        }
        Err(error) => return Err(error),
    };
    let by = folder::who(Some(target.project()));
    let taker = Taker { by: &by, at: clock::now() };
    let incoming = taken_in(target.project(), &set, taking.mapping, taker, terminal);
    let is_whole = tell_verdicts(&incoming.verdicts, terminal);
    let mut counts: BTreeMap<Fate, usize> = BTreeMap::new();
    for verdict in incoming.verdicts.iter().filter(|verdict| !verdict.item.is_empty()) {
        *counts.entry(verdict.fate).or_default() += 1;
    }
    let counts: Vec<_> =
        counts.into_iter().map(|(fate, count)| format!("{count} {}", fate.label())).collect();
    let counts = if counts.is_empty() { "no marks".to_owned() } else { counts.join(", ") };
    let dry = if taking.is_dry { " (nothing was changed)" } else { "" };
    let line =
        format!("{}: {}, {counts}{dry}", path.display(), counted(set.documents.len(), "text"));
    writeln!(terminal.out, "{}", shown(&line))?;
    if !incoming.edits.is_empty() {
        let label = format!("Take in “{}”", path.display());
        let bar = progress::busy(terminal, "Putting it into the project");
        target.perform(label, Edit::Batch(incoming.edits), &[])?;
        bar.finish_and_clear();
    }
    Ok(is_whole && settled.faults.is_empty())
}

/// Says what did not go in as its file has it; is everything there now?
fn tell_verdicts(verdicts: &[crate::exchange::Verdict], terminal: &mut Terminal<'_>) -> bool {
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

//! `ascribe import`: articles and annotated sets into a project, one file after the other.

use super::folder::{self, Open};
use super::sets::{self, Taking};
use super::{CliError, Outcome, Terminal, counted, progress, shown};
use crate::exchange::Format;
use crate::import::files::{self, Entry};
use crate::import::{self, DraftOptions, Intake};
use crate::model::{Edit, Project};
use crate::report::holds_statements;
use crate::session::clock;
use crate::text::Unit;
use clap::Args;
use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

const ABOUT: &str = "\
Text files (.txt, .text, .md, .markdown, in any usual encoding) and saved web pages (.html, .htm, .xhtml, of which the \
readable article is taken) become articles; annotated sets (.ron, as \
`ascribe export --format ron` writes them) bring their articles, sources and tags. Of a folder, everything in it and \
below it is taken in. One line for each file says what became of it; a file that cannot be read does not stop the \
others. With --format, files and folders are annotated sets of other programs: their marks become statements, on the \
article that is there already or on a new one, and one line says what became of them.

Examples:
  ascribe import quay article.txt reply.md
  ascribe import quay downloads/
  ascribe import quay colleague.ron
  ascribe import quay corpus/ --format brat --dry-run";

/// The words behind `ascribe import`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct ImportArgs {
    /// The project's folder
    pub dir: PathBuf,
    /// Text files, annotated sets, folders of them
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The files are annotated sets of another program, in this format
    #[arg(long, value_parser = sets::formats())]
    pub format: Option<&'static Format>,
    /// What their labels mean: a RON file, `(marks: {"Speech": Claim}, ties: {"rebuts": Relation(Denies)})`
    #[arg(long, value_name = "FILE", requires = "format")]
    pub map: Option<PathBuf>,
    /// What their places count, where it is not found out rightly
    #[arg(long, value_parser = sets::units(), requires = "format")]
    pub unit: Option<Unit>,
    /// Say what would become of each mark, and change nothing
    #[arg(long, requires = "format")]
    pub dry_run: bool,
}

/// What became of a file, in words; the second form is a failure.
type Fate = Result<String, String>;

pub(super) fn run(args: &ImportArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    let mut open = folder::open(&args.dir, terminal)?;
    if let Some(format) = args.format {
        return take_in_sets(args, format, &mut open, terminal);
    }
    let result = take_in_all(&mut open, files::list(&args.files), terminal);
    // What was taken in is kept, also when nobody reads what became of the rest.
    open.save()?;
    result
}

fn take_in_sets(
    args: &ImportArgs,
    format: &'static Format,
    open: &mut Open,
    terminal: &mut Terminal<'_>,
) -> Result<Outcome, CliError> {
    let mapping = sets::mapping(args.map.as_deref())?;
    let taking = Taking { format, unit: args.unit, mapping: &mapping, is_dry: args.dry_run };
    let mut is_whole = true;
    for path in &args.files {
        is_whole &= sets::take(open, path, &taking, terminal)?;
    }
    if !args.dry_run {
        open.save()?;
    }
    Ok(if is_whole { Outcome::Done } else { Outcome::Failed })
}

fn take_in_all(
    open: &mut Open,
    entries: Vec<Entry>,
    terminal: &mut Terminal<'_>,
) -> Result<Outcome, CliError> {
    let bar = progress::bar(terminal, entries.len());
    let (mut n_failed, mut n_passed_over) = (0, 0);
    for entry in entries {
        bar.inc(1);
        let (path, fate) = match entry {
            Entry::PassedOver(_) => {
                n_passed_over += 1;
                continue;
            }
            Entry::File(path) => {
                let fate = bar.suspend(|| take_in(open, &path, terminal))?;
                (path, fate)
            }
            Entry::Failed(error) => (error.path, Err(error.reason.to_string())),
        };
        n_failed += usize::from(fate.is_err());
        bar.suspend(|| write_fate(&path, fate, terminal))?;
    }
    bar.finish_and_clear();
    if n_passed_over > 0 {
        let files = counted(n_passed_over, "file");
        terminal.tell(format!("{files} passed over: not a text by its name"));
    }
    Ok(if n_failed == 0 { Outcome::Done } else { Outcome::Failed })
}

fn write_fate(path: &Path, fate: Fate, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let path = path.display();
    match fate {
        Ok(fate) => writeln!(terminal.out, "{}", shown(&format!("{path}: {fate}"))),
        Err(reason) => {
            terminal.tell(format!("{path}: {reason}"));
            Ok(())
        }
    }
}

/// Takes one file in.
///
/// # Errors
/// When the project cannot be written any more; what is wrong with the file itself is its fate.
fn take_in(open: &mut Open, path: &Path, terminal: &mut Terminal<'_>) -> Result<Fate, CliError> {
    let bytes = match files::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Err(error.reason.to_string())),
    };
    if files::is_set(path) {
        take_in_set(open, &bytes)
    } else {
        take_in_text(open, path, &bytes, terminal)
    }
}

fn take_in_text(
    open: &mut Open,
    path: &Path,
    bytes: &[u8],
    terminal: &mut Terminal<'_>,
) -> Result<Fate, CliError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let options = DraftOptions {
        retrieved: Some(clock::now()),
        segmentation: open.project().settings().segmentation.clone(),
        ..DraftOptions::default()
    };
    let draft = match import::draft(bytes, &name, &options) {
        Ok(draft) => draft,
        Err(error) => return Ok(Err(in_one_line(&error))),
    };
    for warning in &draft.warnings {
        terminal.tell(format!("{}: {warning}", path.display()));
    }
    for line in &draft.left_out {
        terminal.tell(format!("{}: left out, {line}", path.display()));
    }
    let (id, edits) = match import::take_in(open.project(), &draft) {
        Ok(Intake::New { id, edits }) => (id, edits),
        Ok(Intake::AlreadyHere(id)) => return Ok(Ok(format!("already here as {id}"))),
        Err(error) => return Ok(Err(in_one_line(&error))),
    };
    open.perform(format!("Take in “{}”", draft.metadata.title), Edit::Batch(edits), bytes)?;
    let n_sentences =
        draft.segments.iter().filter(|segment| holds_statements(segment.role)).count();
    let language = Some(draft.metadata.language).filter(|language| !language.is_empty());
    let language = language.map_or_else(String::new, |language| format!(", {language}"));
    Ok(Ok(format!("taken in as {id} ({}{language})", counted(n_sentences, "sentence"))))
}

fn take_in_set(open: &mut Open, bytes: &[u8]) -> Result<Fate, CliError> {
    let (set, problems) = match import::read_set(bytes) {
        Ok(read) => read,
        Err(error) => return Ok(Err(in_one_line(&error))),
    };
    if let Some(first) = problems.first() {
        let place =
            if first.record.is_empty() { String::new() } else { format!("{}: ", first.record) };
        let rest = counted(problems.len(), "problem");
        return Ok(Err(format!(
            "the set does not hold together ({rest}), so nothing was taken in. {place}{}",
            first.what
        )));
    }
    let edits = match import::set_edits(open.project(), &set) {
        Ok(edits) => edits,
        Err(conflicts) => {
            return Ok(Err(format!("nothing was taken in: {}", conflicts.join("; "))));
        }
    };
    if edits.is_empty() {
        return Ok(Ok("already here with all it holds".to_owned()));
    }
    let before = tally(open.project());
    let label = format!("Take in the set “{}”", set.settings().title);
    match open.perform(label, Edit::Batch(edits), &[]) {
        Err(CliError::Refused(refusal)) => {
            return Ok(Err(format!("nothing was taken in: {refusal}")));
        }
        result => result?,
    }
    let after = tally(open.project());
    let articles = counted(after.0 - before.0, "article");
    Ok(Ok(format!("taken in ({articles}, {})", counted(after.1 - before.1, "statement"))))
}

fn tally(project: &Project) -> (usize, usize) {
    (project.articles().len(), project.n_statements())
}

fn in_one_line(error: &dyn Error) -> String {
    error.to_string().replace('\n', " ")
}

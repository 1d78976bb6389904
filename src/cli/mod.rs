//! The terminal: `ascribe SUBCOMMAND`.
//!
//! Each subcommand is a function from its arguments and a [`Terminal`] to an [`Outcome`]. Results go to standard output,
//! messages to standard error. What is done is done by the rooms above; here is only what a terminal adds.

mod backup;
mod bin;
mod check;
mod error;
mod export;
mod folder;
#[cfg(feature = "dev")]
mod generate;
mod history;
mod import;
mod ledger;
mod map;
mod new;
mod progress;
mod relations;
mod reliability;
mod segment;
mod sets;
mod sources;
mod stats;
mod table;

pub use backup::{BackupArgs, RestoreArgs};
pub use bin::BinArgs;
pub use check::CheckArgs;
pub use error::CliError;
pub use export::ExportArgs;
#[cfg(feature = "dev")]
pub use generate::GenerateArgs;
pub use history::HistoryArgs;
pub use import::ImportArgs;
pub use ledger::LedgerArgs;
pub use new::NewArgs;
pub use relations::RelationsArgs;
pub use reliability::ReliabilityArgs;
pub use segment::SegmentArgs;
pub use sets::ConvertArgs;
pub use sources::SourcesArgs;
pub use stats::StatsArgs;

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const EXAMPLES: &str = "\
Examples:
  ascribe                                        the last project, or the sample, in a window
  ascribe quay                                   the project in the folder quay
  ascribe new quay --title \"The leak at the quay\" --annotator \"Ada Rhys\"
  ascribe import quay downloads/ reply.txt       every text in a folder, and one more
  ascribe export quay --format csv --out quay.csv
  ascribe export quay --format jsonl --out - | head -1
  ascribe check quay && echo sound

A first word that is a subcommand wins; ./ before it opens a folder of that name.

Exit status: 0 done, 1 it did not work, 2 it was called wrongly";

/// Opens a project in a window, or works on one in the terminal
///
/// Ascribe tags the sentences of articles as claim, denial or fact (reported as fact) with the source of each.
#[derive(Debug, Parser)]
#[command(name = "ascribe", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
struct Words {
    /// A project's folder, or an article's file to start a project from
    path: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What is done in the terminal.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a project in a new folder
    New(NewArgs),
    /// Take articles and annotated sets into a project
    Import(ImportArgs),
    /// Show how a text falls into segments, as JSON Lines
    Segment(SegmentArgs),
    /// Write a project for other programs
    Export(ExportArgs),
    /// Turn annotated texts of one program into those of another
    Convert(ConvertArgs),
    /// List everything that is wrong or unfinished in a project
    Check(CheckArgs),
    /// Keep a verified copy of a project
    Backup(BackupArgs),
    /// Bring a project back to what it was in a backup
    Restore(RestoreArgs),
    /// List what was removed from a project, or bring some of it back
    Bin(BinArgs),
    /// Write down every step since a project began: who did what, when, and what stood there before
    History(HistoryArgs),
    /// Show how far the work on a project has come
    Stats(StatsArgs),
    /// List the sources of a project, with what they say and how they are graded
    Sources(SourcesArgs),
    /// Show the track record of each source, or weigh all of them against each other
    Reliability(ReliabilityArgs),
    /// Show who asserts, denies, repeats and corrects each proposition, and how many independent origins stand behind it
    Ledger(LedgerArgs),
    /// List the relations between statements, and what is left open: unanswered allegations, denials without a target
    Relations(RelationsArgs),
    /// Make a project of any size, to try things on
    #[cfg(feature = "dev")]
    Generate(GenerateArgs),
}

/// What the program was called for.
#[derive(Debug)]
pub enum Request {
    /// A window, on a project or an article where one is named.
    Window(Option<PathBuf>),
    /// A subcommand.
    Command(Command),
}

/// Reads the words the program was called with, its own name first.
///
/// # Errors
/// When they make no sense, and for `--help` and `--version`: clap's error knows its text, its stream and its exit status.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Request, clap::Error> {
    let Words { path, command } = Words::try_parse_from(words)?;
    Ok(command.map_or(Request::Window(path), Request::Command))
}

/// Where a subcommand reads and writes.
pub struct Terminal<'a> {
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Standard output: results.
    pub out: &'a mut dyn Write,
    /// Standard error: messages.
    pub err: &'a mut dyn Write,
    /// Does somebody watch standard error, so that progress should show there?
    pub is_watched: bool,
    /// Set from outside when nobody wants the result any more.
    pub given_up: Arc<AtomicBool>,
}

impl Terminal<'_> {
    /// A message for the person. One that cannot be written has nobody to reach.
    fn tell(&mut self, message: impl AsRef<str>) {
        writeln!(self.err, "{}", shown(message.as_ref())).ok();
    }

    fn is_given_up(&self) -> bool {
        self.given_up.load(Ordering::Relaxed)
    }
}

/// How a subcommand that could do its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All of it is done.
    Done,
    /// Some of it did not work, or what was asked about is not sound; the messages have said so.
    Failed,
}

/// Does the subcommand look whether it was given up, and leave nothing half done then?
#[must_use]
pub fn can_be_given_up(command: &Command) -> bool {
    matches!(command, Command::Import(_) | Command::Export(_) | Command::Convert(_))
}

/// Runs a subcommand.
///
/// # Errors
/// When it could not do its work.
pub fn run(command: &Command, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    match command {
        Command::New(args) => new::run(args, terminal),
        Command::Import(args) => import::run(args, terminal),
        Command::Segment(args) => segment::run(args, terminal),
        Command::Export(args) => export::run(args, terminal),
        Command::Convert(args) => sets::convert(args, terminal),
        Command::Check(args) => check::run(args, terminal),
        Command::Backup(args) => backup::back_up(args, terminal),
        Command::Restore(args) => backup::restore(args, terminal),
        Command::Bin(args) => bin::run(args, terminal),
        Command::History(args) => history::run(args, terminal),
        Command::Stats(args) => stats::run(args, terminal),
        Command::Sources(args) => sources::run(args, terminal),
        Command::Reliability(args) => reliability::run(args, terminal),
        Command::Ledger(args) => ledger::run(args, terminal),
        Command::Relations(args) => relations::run(args, terminal),
        #[cfg(feature = "dev")]
        Command::Generate(args) => generate::run(args, terminal),
    }
}

/// Runs a subcommand, says what went wrong, and gives the exit status: 0 done, 1 it did not work.
///
/// A reader that has seen enough (`| head`) is no failure.
pub fn execute(command: &Command, terminal: &mut Terminal<'_>) -> u8 {
    let result = run(command, terminal).and_then(|outcome| {
        terminal.out.flush()?;
        Ok(outcome)
    });
    match result {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Failed) => 1,
        Err(error) if error.is_broken_pipe() => 0,
        Err(error) => {
            terminal.tell(error.in_full());
            1
        }
    }
}

/// A text as it may be put on a terminal: control characters other than line ends and tabs could steer it.
fn shown(text: &str) -> String {
    let harmless = |c: char| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c };
    text.chars().map(harmless).collect()
}

/// `1 file`, `2 files`.
fn counted(n: usize, noun: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{ending}")
}

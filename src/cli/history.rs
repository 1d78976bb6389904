//! `ascribe history`: every step since a project began, for those who check the work.

use super::{CliError, Outcome, Terminal, counted};
use crate::export;
use crate::store::{self, Trail};
use clap::Args;
use std::path::PathBuf;

const ABOUT: &str = "\
One line of JSON for each step, in the order in which they were made: number, act (did, undid, redid), who (id and \
name), when (UTC), what (in words), before and after (the values that were replaced and those that replaced them). \
Steps that were taken back are there too, and so is the taking back. The same project always gives the same bytes.

Examples:
  ascribe history quay --out quay-history.jsonl
  ascribe history quay | jq -r '[.when, .who.id, .act, .what] | @tsv'";

/// The words behind `ascribe history`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct HistoryArgs {
    /// The project's folder
    pub dir: PathBuf,
    /// The file to write; - is standard output
    #[arg(long, value_name = "PATH", default_value = "-")]
    pub out: PathBuf,
}

pub(super) fn run(args: &HistoryArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    let place = match args.out.as_os_str() {
        out if out == "-" => None,
        _ => Some(store::place_for_export(&args.dir, &args.out)?),
    };
    let trail = store::trail(&args.dir)?;
    let project = store::open_to_read(&args.dir)?.project;
    let named = place.as_ref().map(|_| args.out.display().to_string());
    let named = named.unwrap_or_else(|| "standard output".to_owned());
    let failed = |source| CliError::Export { place: named.clone(), source };
    if let Some(place) = place {
        let mut bytes = Vec::new();
        export::write_steps(&trail.steps, project.annotators(), &mut bytes).map_err(failed)?;
        store::plain::write_file(&store::Disk::default(), &place, &bytes)?;
        terminal.tell(format!("{named}: {}", counted(trail.steps.len(), "step")));
    } else {
        export::write_steps(&trail.steps, project.annotators(), terminal.out).map_err(failed)?;
    }
    Ok(tell_of_missing(&trail, args, terminal))
}

/// Says what the trail does not hold: what cannot be read, and numbers that no step has.
fn tell_of_missing(trail: &Trail, args: &HistoryArgs, terminal: &mut Terminal<'_>) -> Outcome {
    for problem in &trail.problems {
        terminal.tell(format!("{}: {problem}", args.dir.display()));
    }
    for (first, last) in trail.gaps() {
        let steps = if first == last {
            format!("step {first} is")
        } else {
            format!("steps {first} to {last} are")
        };
        terminal.tell(format!("{}: {steps} missing", args.dir.display()));
    }
    if trail.problems.is_empty() { Outcome::Done } else { Outcome::Failed }
}

//! `ascribe check`: everything that is wrong or unfinished in a project.

use super::{CliError, Outcome, Terminal, counted, folder, shown};
use crate::model::assemble::Severity;
use crate::session::clock;
use crate::store::{self, Located};
use clap::Args;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const ABOUT: &str = "\
One line for each problem: file, line where it is known, how bad it is, and what it is. An error means that a record \
cannot be read or breaks a rule; while there is one, the project is opened to be read only. Unfinished are denials that \
point at nothing. The exit status is 1 when there is an error.

With --repair, words that do not stand where their record says go to the one place where they occur with all that stood \
around them; of equal records one stays; a text that was changed comes back when its SHA-256 proves it; what names \
something that is nowhere, or occurs under the id of another, is taken out. A backup is made before, and every file that is changed is copied to bin/ \
before, with the reasons beside it in repair.txt. What would need a guess is left, and listed.

Examples:
  ascribe check quay
  ascribe check quay --repair
  ascribe check quay | grep ': error: '";

/// The words behind `ascribe check`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct CheckArgs {
    /// The project's folder
    pub dir: PathBuf,
    /// Repair what can be repaired without guessing, then list what is left
    #[arg(long)]
    pub repair: bool,
}

pub(super) fn run(args: &CheckArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    if args.repair {
        repair(args, terminal)?;
    }
    let problems = folder::check(&args.dir)?;
    for problem in &problems {
        write_problem(terminal.out, &args.dir, problem, severity(problem))?;
    }
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let n_errors = count(Severity::Error);
    let message = format!(
        "{}: {}, {}, {} unfinished",
        args.dir.display(),
        counted(n_errors, "error"),
        counted(count(Severity::Warning), "warning"),
        count(Severity::Unfinished),
    );
    terminal.tell(message);
    Ok(if n_errors == 0 { Outcome::Done } else { Outcome::Failed })
}

fn repair(args: &CheckArgs, terminal: &mut Terminal<'_>) -> Result<(), CliError> {
    let repair = store::repair(&args.dir, clock::now())?;
    for done in &repair.done {
        write_problem(terminal.out, &args.dir, done, "repaired")?;
    }
    if let Some(kept_in) = repair.kept_in {
        let kept_in = args.dir.join(kept_in);
        let records = counted(repair.done.len(), "repair");
        terminal
            .tell(format!("{records}; the files as they were are kept in {}", kept_in.display()));
    }
    if let Some(backup) = repair.backup {
        terminal.tell(format!("the whole project as it was: {}", backup.display()));
    }
    Ok(())
}

fn severity(problem: &Located) -> &'static str {
    match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Unfinished => "unfinished",
    }
}

/// `quay/layers/ann/reply.ron:12:5: error: s-c1: what is wrong`, as compilers put it, so that editors can jump there.
fn write_problem(
    out: &mut dyn Write,
    dir: &Path,
    problem: &Located,
    verdict: &str,
) -> io::Result<()> {
    let mut line = dir.join(&problem.file).display().to_string();
    for number in [problem.line, problem.column].into_iter().flatten() {
        line.push_str(&format!(":{number}"));
    }
    line.push_str(&format!(": {verdict}: "));
    if !problem.record.is_empty() {
        line.push_str(&format!("{}: ", problem.record));
    }
    line.push_str(&problem.what.replace('\n', " "));
    writeln!(out, "{}", shown(&line))
}

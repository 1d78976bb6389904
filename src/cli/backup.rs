//! `ascribe backup` and `ascribe restore`: a verified copy of a project, and the way back to it.

use super::{CliError, Outcome, Terminal, folder, shown};
use crate::session::clock;
use crate::store;
use crate::store::backup::{self, Restored, Restoring, Shelf};
use clap::Args;
use std::path::PathBuf;

const ABOUT_BACKUP: &str = "\
The backup is a .tar.gz with the time (UTC) in its name, in the project's folder backups or in the one you name. Texts and \
originals lie once beside it, in texts, under their SHA-256. It is read back and compared before it counts. When nothing \
changed since the newest backup, none is made. Kept are all backups of today, the last one of each of the six days \
before, of this week and of each of the three weeks before; older ones are removed.

Examples:
  ascribe backup quay
  ascribe backup quay --to /media/stick/ascribe";

/// The words behind `ascribe backup`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT_BACKUP)]
pub struct BackupArgs {
    /// The project's folder
    pub dir: PathBuf,
    /// Another folder for backups; projects with different names may share it
    #[arg(long, value_name = "FOLDER")]
    pub to: Option<PathBuf>,
}

const ABOUT_RESTORE: &str = "\
First a backup of the project as it is now is made. Where the project is sound, it is brought back by one step, which Undo \
in the window takes back and the history shows; otherwise the present files go to bin/ and those of the backup take their \
place. A folder without a project is filled.

Examples:
  ascribe restore quay --from quay/backups/2026-11-23T101500Z.tar.gz";

/// The words behind `ascribe restore`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT_RESTORE)]
pub struct RestoreArgs {
    /// The project's folder
    pub dir: PathBuf,
    /// The backup; the folder texts must lie beside it
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
}

pub(super) fn back_up(args: &BackupArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    let shelf = match &args.to {
        Some(folder) => Shelf::elsewhere(&args.dir, folder),
        None => Shelf::of(&args.dir),
    };
    match backup::make(&args.dir, &shelf, clock::now())? {
        Some(backup) => {
            writeln!(terminal.out, "{}", shown(&backup.path.display().to_string()))?;
            terminal.tell(format!("{}: backed up, read back and compared", args.dir.display()));
        }
        None => terminal.tell(format!(
            "{}: nothing changed since the last backup, so none was made",
            args.dir.display()
        )),
    }
    Ok(Outcome::Done)
}

pub(super) fn restore(
    args: &RestoreArgs,
    terminal: &mut Terminal<'_>,
) -> Result<Outcome, CliError> {
    let project = store::open_to_read(&args.dir).map(|opened| opened.project);
    let by = folder::who(project.as_ref().ok());
    let name = args.from.file_name().unwrap_or_default().to_string_lossy();
    let label = format!("Restore the backup “{name}”");
    let restoring = Restoring { archive: &args.from, by, at: clock::now(), label };
    let dir = args.dir.display();
    match backup::restore(&args.dir, &restoring)? {
        Restored::Unchanged => terminal.tell(format!("{dir}: it is as in the backup already")),
        Restored::ByStep { before } => terminal.tell(format!(
            "{dir}: restored as one step, which Undo takes back; as it was before: {}",
            before.display()
        )),
        Restored::ByFiles { before, kept_in } => {
            terminal.tell(format!("{dir}: restored"));
            if let Some(before) = before {
                terminal.tell(format!("as it was before: {}", before.display()));
            }
            if let Some(kept_in) = kept_in {
                let kept_in = args.dir.join(kept_in);
                terminal.tell(format!("the files that lay there are in {}", kept_in.display()));
            }
        }
    }
    Ok(Outcome::Done)
}

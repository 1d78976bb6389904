//! `ascribe bin`: what was removed from a project, and back again.

use super::folder::{open, read};
use super::{CliError, Outcome, Terminal, counted, shown};
use crate::store::removed::{self, Removed};
use clap::Args;
use std::path::PathBuf;

const ABOUT: &str = "\
One line for each article, source, layer and statement that was removed and is not there now, the last first: sort, id, \
who removed it, when (UTC), and its name, with tabs between. What is brought back brings its marks, its relations and the \
sources it names along, as one step, which Undo in the window takes back.

Examples:
  ascribe bin quay
  ascribe bin quay --restore leak-at-the-quay";

/// The words behind `ascribe bin`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct BinArgs {
    /// The project's folder
    pub dir: PathBuf,
    /// Bring back what has this id; sort/id where several have it: source/leak
    #[arg(long, value_name = "ID")]
    pub restore: Vec<String>,
}

pub(super) fn run(args: &BinArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    if args.restore.is_empty() {
        let (project, _) = read(&args.dir, terminal)?;
        for Removed { item, name, by, at, .. } in removed::list(&args.dir)? {
            let who = project.annotators().get(&by).map_or(by.as_str(), |by| by.name.as_str());
            let line = format!("{}\t{}\t{who}\t{at}\t{name}", item.sort(), item.id());
            writeln!(terminal.out, "{}", shown(&line))?;
        }
        return Ok(Outcome::Done);
    }
    let mut project = open(&args.dir, terminal)?;
    for id in &args.restore {
        let removed = named(&removed::list(&args.dir)?, id)?;
        let edit = removed::restore(project.project(), &args.dir, &removed)?;
        project.perform(format!("Bring back {}", removed.name), edit, &[])?;
        terminal.tell(format!(
            "{}: the {} “{}” is back",
            args.dir.display(),
            removed.item.sort(),
            removed.name
        ));
    }
    project.save()?;
    Ok(Outcome::Done)
}

/// The one thing that goes by this id.
fn named(list: &[Removed], name: &str) -> Result<Removed, CliError> {
    let whole = |one: &Removed| format!("{}/{}", one.item.sort(), one.item.id());
    let goes_by = |one: &&Removed| one.item.id() == name || whole(one) == name;
    let mut found = list.iter().filter(goes_by);
    if let (Some(only), None) = (found.next(), found.next()) {
        return Ok(only.clone());
    }
    let (several, others): (Vec<&Removed>, Vec<&Removed>) = list.iter().partition(goes_by);
    let known = if several.is_empty() { others } else { several };
    let known = match known.len() {
        0 => "nothing in it".to_owned(),
        n if n > 20 => counted(n, "other thing"),
        _ => known.into_iter().map(whole).collect::<Vec<_>>().join(", "),
    };
    Err(CliError::Unknown { what: "removed thing", name: name.to_owned(), known })
}

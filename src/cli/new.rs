//! `ascribe new`: an empty project.

use super::{CliError, Outcome, Terminal, shown};
use crate::model::{Annotator, AnnotatorId, AnnotatorKind, Edit, Settings, Tables};
use crate::store;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use std::path::PathBuf;

const ABOUT: &str = "\
The folder is made; one that is there already must be empty.

Examples:
  ascribe new quay --title \"The leak at the quay\"
  ascribe new quay --title \"The leak at the quay\" --annotator \"Ada Rhys\"";

/// The words behind `ascribe new`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct NewArgs {
    /// The folder to make
    pub dir: PathBuf,
    /// The project's name as people know it
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub title: String,
    /// Your name, which goes with every tag you make
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub annotator: Option<String>,
}

pub(super) fn run(args: &NewArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    let mut tables =
        Tables::new(Settings { title: args.title.trim().to_owned(), ..Settings::default() });
    if let Some(name) = args.annotator.as_deref().map(str::trim) {
        let id = AnnotatorId::from_name(name, |_| false);
        let annotator =
            Annotator { id: id.clone(), name: name.to_owned(), kind: AnnotatorKind::Human };
        tables.put(Edit::Annotator(id, Some(annotator)));
    }
    store::create(&args.dir, &tables)?;
    writeln!(terminal.out, "{}: “{}”", args.dir.display(), shown(&args.title))?;
    Ok(Outcome::Done)
}

//! `ascribe generate`: a project of any size, the same each time, that benches and trials work on. Only with the feature
//! `dev`.

use super::{CliError, Outcome, Terminal, counted};
use crate::store;
use clap::Args;
use std::path::PathBuf;

#[path = "../../benches/project/mod.rs"]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what the generator makes never fails, and who builds with `dev` sees it if it does"
)]
mod project;

const ABOUT: &str = "\
Every third sentence is annotated. The folder is made; one that is there already must be empty.

Examples:
  ascribe generate large --articles 10000
  ascribe generate long --articles 1 --sentences 100000";

/// The words behind `ascribe generate`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct GenerateArgs {
    /// The folder to make
    pub dir: PathBuf,
    /// How many articles
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    pub articles: usize,
    /// How many sentences each of them has
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub sentences: usize,
}

pub(super) fn run(args: &GenerateArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    let project = project::generate_long(args.articles, args.sentences);
    store::create(&args.dir, project.tables())?;
    let articles = counted(project.articles().len(), "article");
    let statements = counted(project.n_statements(), "statement");
    writeln!(terminal.out, "{}: {articles}, {statements}", args.dir.display())?;
    Ok(Outcome::Done)
}

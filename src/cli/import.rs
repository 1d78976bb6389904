//! `ascribe import`: articles and annotated sets into a project, one file after the other.

use super::folder::{self, Open};
use super::map::{COLUMNS, FILE, Map};
use super::sets::{self, Way};
use super::{CliError, Outcome, Terminal, counted, progress, shown};
use crate::exchange::Format;
use crate::import::files::{self, Entry};
use crate::import::{
    self, Columns, Draft, DraftOptions, Intake, Known, Outcome as Found, Piece, Place, Twin,
};
use crate::model::{Edit, Prepared, Project, apply};
use crate::report::n_sentences;
use crate::session::clock;
use crate::text::Unit;
use clap::Args;
use clap::builder::{RangedU64ValueParser, TypedValueParser};
use std::error::Error;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

const ABOUT: &str = "\
Articles come from plain text (.txt, .md, in any usual encoding), web pages (.html, .mhtml: the readable article), \
documents (.docx, .odt, .rtf, .epub, .pdf with a text layer), letters (.eml), subtitles (.srt, .vtt), tables with one \
article a row (.csv, .tsv, .jsonl), crawls (.warc, .warc.gz, .wacz), and archives of all these (.zip). Annotated sets \
(.ron, as `ascribe export --format ron` writes them) bring their articles, sources and tags. Of a folder, everything in \
it and below it is taken in. One line for each article says what became of it; what cannot be read does not stop the \
others. Nothing is fetched from anywhere.

The columns of tables are found by their names: text, body or content; title or headline; author; publisher or source; \
date; url; language. --map names others.

With --format, files and folders are annotated sets of other programs: their marks become statements, on the article \
that is there already or on a new one, and one line says what became of them. --map then names a RON file that says what \
their labels mean: (marks: {\"Speech\": Claim}, ties: {\"rebuts\": Relation(Denies)}).

Examples:
  ascribe import quay article.txt reply.docx report.pdf
  ascribe import quay downloads/ --dry-run
  ascribe import quay news.csv --map text=story,title=head
  ascribe import quay colleague.ron
  ascribe import quay corpus/ --format brat --dry-run";

/// The words behind `ascribe import`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct ImportArgs {
    /// The project's folder
    pub dir: PathBuf,
    /// Articles, annotated sets, folders and archives of them
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Say what would become of each file and each mark, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// What the columns of tables hold: text=body,title=headline. With --format a RON file: what labels mean
    #[arg(long, value_name = "FIELD=COLUMN,…|FILE")]
    pub map: Option<Map>,
    /// The files are annotated sets of another program, in this format
    #[arg(long, value_parser = sets::formats())]
    pub format: Option<&'static Format>,
    /// Stop after so many new articles; the same call again goes on with the rest
    #[arg(long, value_name = "N", default_value_t = MOST, value_parser = at_most(), conflicts_with = "format")]
    pub at_most: usize,
    /// What their places count, where it is not found out rightly
    #[arg(long, value_parser = sets::units(), requires = "format")]
    pub unit: Option<Unit>,
}

/// New articles of one call. Each takes some ten kilobytes until the call is over, so that all that can be undone can be, and
/// a folder may hold more of them than a machine has memory for.
const MOST: usize = 50_000;

fn at_most() -> impl TypedValueParser<Value = usize> {
    RangedU64ValueParser::<usize>::new().range(1..)
}

/// What became of a file, in words; the second form is a failure.
type Fate = Result<String, String>;

/// Where articles go.
pub(super) enum Target {
    /// Into a project.
    Project(Box<Open>),
    /// Nowhere: only into what is remembered of the project.
    Nowhere(Box<Project>),
}

impl Target {
    /// A trial run asks for no lock: somebody may be at work.
    fn of(args: &ImportArgs, terminal: &mut Terminal<'_>) -> Result<Self, CliError> {
        Ok(if args.dry_run {
            Self::Nowhere(Box::new(folder::read(&args.dir, terminal)?.0))
        } else {
            Self::Project(Box::new(folder::open(&args.dir, terminal)?))
        })
    }

    fn save(&mut self) -> Result<(), CliError> {
        match self {
            Self::Project(open) => open.save(),
            Self::Nowhere(_) => Ok(()),
        }
    }

    pub(super) fn project(&self) -> &Project {
        match self {
            Self::Project(open) => open.project(),
            Self::Nowhere(project) => project,
        }
    }

    pub(super) fn perform(
        &mut self,
        label: String,
        edit: Edit,
        original: &[u8],
    ) -> Result<(), CliError> {
        match self {
            Self::Project(open) => open.perform(label, edit, original),
            Self::Nowhere(project) => Ok(apply(project, edit).map(drop)?),
        }
    }

    pub(super) fn perform_prepared(
        &mut self,
        label: String,
        change: Prepared,
    ) -> Result<(), CliError> {
        match self {
            Self::Project(open) => open.perform_prepared(label, change),
            Self::Nowhere(project) => Ok(change.carry_out(project).map(drop)?),
        }
    }
}

/// One call of `ascribe import`.
struct Run<'r, 't> {
    target: Target,
    known: Known,
    options: DraftOptions,
    terminal: &'r mut Terminal<'t>,
    n_failed: usize,
    n_passed_over: usize,
    /// New articles that may come yet.
    n_free: usize,
    /// Would others come?
    is_stopped: bool,
}

pub(super) fn run(args: &ImportArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    if let Some(format) = args.format {
        return take_in_sets(args, format, terminal);
    }
    let columns = match &args.map {
        None => Columns::default(),
        Some(Map::Columns(columns)) => columns.clone(),
        Some(Map::File(_)) => return Err(CliError::Map(FILE)),
    };
    let target = Target::of(args, terminal)?;
    let options = DraftOptions {
        retrieved: Some(clock::now()),
        segmentation: target.project().settings().segmentation.clone(),
        columns,
        ..DraftOptions::default()
    };
    let known = Known::of(target.project().articles().values());
    let (n_failed, n_passed_over, n_free, is_stopped) = (0, 0, args.at_most, false);
    let mut run =
        Run { target, known, options, terminal, n_failed, n_passed_over, n_free, is_stopped };
    let result = run.all(files::list(&args.files));
    // What was taken in is kept, also when nobody reads what became of the rest.
    let bar = progress::busy(run.terminal, "Saving");
    run.target.save()?;
    bar.finish_and_clear();
    result
}

fn take_in_sets(
    args: &ImportArgs,
    format: &'static Format,
    terminal: &mut Terminal<'_>,
) -> Result<Outcome, CliError> {
    let file = match &args.map {
        None => None,
        Some(Map::File(path)) => Some(path.as_path()),
        Some(Map::Columns(_)) => return Err(CliError::Map(COLUMNS)),
    };
    let mapping = sets::mapping(file)?;
    let mut target = Target::of(args, terminal)?;
    let way = Way { format, unit: args.unit, mapping: &mapping, is_dry: args.dry_run };
    let mut take = |is_whole: bool, path: &PathBuf| -> Result<bool, CliError> {
        Ok(sets::take(&mut target, path, &way, terminal)? && is_whole)
    };
    let taken = args.files.iter().try_fold(true, &mut take);
    // What was taken in before something went wrong is kept.
    let bar = progress::busy(terminal, "Saving");
    target.save()?;
    bar.finish_and_clear();
    Ok(if taken? { Outcome::Done } else { Outcome::Failed })
}

impl Run<'_, '_> {
    fn all(&mut self, entries: Vec<Entry>) -> Result<Outcome, CliError> {
        let bar = progress::bar(self.terminal, "Taking in", entries.len());
        let n_entries = entries.len();
        for (n_done, entry) in entries.into_iter().enumerate() {
            if self.terminal.is_given_up() {
                bar.finish_and_clear();
                self.n_failed += 1;
                let all = counted(n_entries, "file");
                self.terminal.tell(format!(
                    "given up: {n_done} of {all} were looked at; what was taken in is in the project"
                ));
                break;
            }
            if self.n_free == 0 {
                self.is_stopped = true;
                break;
            }
            bar.inc(1);
            match entry {
                Entry::PassedOver(_) => self.n_passed_over += 1,
                Entry::File(path) => bar.suspend(|| self.file(&path))?,
                Entry::Failed(error) => {
                    let name = error.path.display().to_string();
                    bar.suspend(|| self.tell(&name, Err(error.reason.to_string())))?;
                }
            }
        }
        bar.finish_and_clear();
        if self.is_stopped {
            self.n_failed += 1;
            self.terminal.tell(
                "not all was taken in: that is enough for one call (--at-most). Call it again for the rest: what is here is \
                 known again",
            );
        }
        if self.n_passed_over > 0 {
            let files = counted(self.n_passed_over, "file");
            self.terminal.tell(format!("{files} passed over: not a text by its name"));
        }
        if matches!(self.target, Target::Nowhere(_)) {
            self.terminal.tell("nothing was changed (--dry-run)");
        }
        Ok(if self.n_failed == 0 { Outcome::Done } else { Outcome::Failed })
    }

    fn tell(&mut self, name: &str, fate: Fate) -> io::Result<()> {
        match fate {
            Ok(fate) => writeln!(self.terminal.out, "{}", shown(&format!("{name}: {fate}"))),
            Err(reason) => {
                self.n_failed += 1;
                self.terminal.tell(format!("{name}: {}", reason.replace('\n', " ")));
                Ok(())
            }
        }
    }

    /// Takes one file in, with all that it holds.
    ///
    /// # Errors
    /// When the project cannot be written any more; what is wrong with the file itself is its fate.
    fn file(&mut self, path: &Path) -> Result<(), CliError> {
        let name = path.display().to_string();
        let bytes = match files::read(path) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(self.tell(&name, Err(error.reason.to_string()))?),
        };
        if files::is_set(path) {
            let fate = self.set(&bytes)?;
            return Ok(self.tell(&name, fate)?);
        }
        let file_name = path.file_name().unwrap_or_default().to_string_lossy();
        let options = self.options.clone();
        let mut result = Ok(());
        import::drafts(&bytes, &file_name, &options, &mut |piece| {
            // An address is one whole; all else lies in the folder of the file.
            let name = match piece.name.strip_prefix(&*file_name) {
                Some(rest) => format!("{name}{rest}"),
                None => piece.name.clone(),
            };
            if self.n_free == 0 {
                self.is_stopped = true;
                return ControlFlow::Break(());
            }
            result = self.piece(&name, piece);
            if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        result
    }

    fn piece(&mut self, name: &str, piece: Piece) -> Result<(), CliError> {
        let fate = match piece.outcome {
            Found::PassedOver => {
                self.n_passed_over += 1;
                return Ok(());
            }
            Found::Failed(reason) => Err(reason),
            Found::Draft(draft) => self.article(name, &draft)?,
        };
        Ok(self.tell(name, fate)?)
    }

    fn article(&mut self, name: &str, draft: &Draft) -> Result<Fate, CliError> {
        for warning in &draft.warnings {
            self.terminal.tell(format!("{name}: {warning}"));
        }
        for line in &draft.left_out {
            self.terminal.tell(format!("{name}: left out, {line}"));
        }
        let twin = self.known.meet(name, &draft.text);
        let (id, edits) = match import::take_in(self.target.project(), draft) {
            Ok(Intake::New { id, edits }) => (id, edits),
            Ok(Intake::AlreadyHere(id)) => return Ok(Ok(format!("already here as {id}"))),
            Err(error) => return Ok(Err(in_one_line(&error))),
        };
        let label = format!("Take in “{}”", draft.metadata.title);
        self.target.perform(label, Edit::batch(edits), &draft.original)?;
        self.n_free -= 1;
        let language = Some(&draft.metadata.language).filter(|language| !language.is_empty());
        let language = language.map_or_else(String::new, |language| format!(", {language}"));
        let near = twin.map_or_else(String::new, |twin| near_words(&twin));
        let sentences = counted(n_sentences(&draft.segments), "sentence");
        let taken = match self.target {
            Target::Project(_) => "taken in",
            Target::Nowhere(_) => "would be taken in",
        };
        Ok(Ok(format!("{taken} as {id} ({sentences}{language}){near}")))
    }

    fn set(&mut self, bytes: &[u8]) -> Result<Fate, CliError> {
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
        let edits = match import::set_edits(self.target.project(), &set) {
            Ok(edits) => edits,
            Err(conflicts) => {
                return Ok(Err(format!("nothing was taken in: {}", conflicts.join("; "))));
            }
        };
        if edits.is_empty() {
            return Ok(Ok("already here with all it holds".to_owned()));
        }
        let before = tally(self.target.project());
        let label = format!("Take in the set “{}”", set.settings().title);
        match self.target.perform(label, Edit::batch(edits), &[]) {
            Err(CliError::Refused(refusal)) => {
                return Ok(Err(format!("nothing was taken in: {refusal}")));
            }
            result => result?,
        }
        let after = tally(self.target.project());
        let articles = counted(after.0 - before.0, "article");
        Ok(Ok(format!("taken in ({articles}, {})", counted(after.1 - before.1, "statement"))))
    }
}

/// What an article is much like, behind what became of it.
fn near_words(twin: &Twin) -> String {
    let Twin::Near { place, percent } = twin else { return String::new() };
    let other = match place {
        Place::Article(id) => id.to_string(),
        Place::File(file) => file.clone(),
    };
    format!("; near-duplicate, {percent} % the same as {other}")
}

fn tally(project: &Project) -> (usize, usize) {
    (project.articles().len(), project.n_statements())
}

fn in_one_line(error: &dyn Error) -> String {
    error.to_string().replace('\n', " ")
}

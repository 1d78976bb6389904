//! The project that a subcommand works on.

use super::{CliError, Terminal, counted};
use crate::format::guideline::{self, Guideline};
use crate::model::assemble::{Severity, unfinished};
use crate::model::{AnnotatorId, Edit, History, Prepared, Project, Step};
use crate::session::clock;
use crate::store::{self, Arrival, Located, Opened, Store};
use std::path::Path;

/// A project that may be changed.
pub(super) struct Open {
    project: Project,
    history: History,
    store: Store,
    by: AnnotatorId,
}

/// Opens a project to change it.
pub(super) fn open(dir: &Path, terminal: &mut Terminal<'_>) -> Result<Open, CliError> {
    let opened = store::open(dir)?;
    if let Some(reason) = &opened.read_only {
        let check = dir.display();
        let reason = format!(
            "nothing is changed here: {reason}\n  `ascribe check {check}` lists all that is wrong"
        );
        return Err(CliError::Project { path: dir.to_owned(), reason });
    }
    if let Some(recovered) = opened.recovered {
        let steps = counted(recovered.steps, "step");
        terminal.tell(format!("{}: {steps} recovered that had not been saved", dir.display()));
    }
    Ok(Open::of(opened))
}

/// Reads a project without touching it, and says whether all of it could be read.
pub(super) fn read(dir: &Path, terminal: &mut Terminal<'_>) -> Result<(Project, bool), CliError> {
    let Opened { project, problems, .. } = store::open_to_read(dir)?;
    let n_errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    if n_errors > 0 {
        let dir = dir.display();
        let errors = counted(n_errors, "error");
        terminal.tell(format!(
            "{dir}: {errors}, so something is missing here; `ascribe check {dir}` lists what"
        ));
    }
    Ok((project, n_errors == 0))
}

/// The code book that a project carries, if it has one that can be read.
pub(super) fn code_book(dir: &Path, terminal: &mut Terminal<'_>) -> Option<Guideline> {
    let path = dir.join(guideline::FILE);
    let text = store::plain::read_file(&path).map_err(|error| error.to_string());
    match text.and_then(|text| text.map(|text| Guideline::from_ron(&text)).transpose()) {
        Ok(book) => book,
        Err(reason) => {
            terminal.tell(format!("the code book {} is not used: {reason}", path.display()));
            None
        }
    }
}

/// Everything that is wrong or unfinished in a project, the worst first.
pub(super) fn check(dir: &Path) -> Result<Vec<Located>, CliError> {
    let Opened { project, mut problems, .. } = store::open_to_check(dir)?;
    problems.extend(store::check_originals(dir, &project));
    problems.extend(store::locate(dir, unfinished(&project)));
    Ok(problems)
}

/// Who sits at the terminal: where there is one annotator, that one; among several nobody is picked.
pub(super) fn who(project: Option<&Project>) -> AnnotatorId {
    let mut annotators = project.into_iter().flat_map(|project| project.annotators().keys());
    match (annotators.next(), annotators.next()) {
        (Some(only), None) => only.clone(),
        _ => AnnotatorId::from_name("terminal", |_| false),
    }
}

impl Open {
    fn of(opened: Opened) -> Self {
        let Opened { project, history, store, .. } = opened;
        let by = who(Some(&project));
        Self { project, history, store, by }
    }

    pub(super) fn project(&self) -> &Project {
        &self.project
    }

    /// Applies an edit and writes it down. `original` is what the article that comes with it came as; empty where that is
    /// not known.
    pub(super) fn perform(
        &mut self,
        label: String,
        edit: Edit,
        original: &[u8],
    ) -> Result<(), CliError> {
        let stamp = (self.by.clone(), clock::now());
        let step = self.history.perform(&mut self.project, label, stamp, edit)?;
        self.keep(step, original)
    }

    /// The same with an edit that was applied to a copy ahead; what its articles came as is not known.
    pub(super) fn perform_prepared(
        &mut self,
        label: String,
        change: Prepared,
    ) -> Result<(), CliError> {
        let stamp = (self.by.clone(), clock::now());
        let step = self.history.perform_prepared(&mut self.project, label, stamp, change)?;
        self.keep(step, &[])
    }

    fn keep(&mut self, step: Step, original: &[u8]) -> Result<(), CliError> {
        let articles = step.edit.articles();
        let arrivals: Vec<_> =
            articles.into_iter().map(|article| Arrival { article, original }).collect();
        self.store.take_in(&arrivals)?;
        Ok(self.store.append(&[step])?)
    }

    /// Writes what was changed into the project's files.
    pub(super) fn save(&mut self) -> Result<(), CliError> {
        self.store.save(self.project.tables())?;
        Ok(())
    }
}

//! Reads annotated sets of other programs, and finds out what would become of each of their marks.

use super::Toil;
use crate::exchange::{
    Census, ExchangeError, Format, Incoming, Mapping, PORTION, Taker, Taking, guess_of,
};
use crate::export::ExportError;
use crate::import::files::Found;
use crate::model::Project;
use crate::session::job::Done;
use crate::session::set_import::{SetProblem, SetQuery, SetRead, SetReport};
use crate::store;
use std::path::Path;

impl Toil {
    pub(super) fn read_set(&self, query: SetQuery, project: &Project, taker: Taker<'_>) {
        let name = query.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.answers.progress(&format!("Reading {name}"), 0, 0);
        let mut guesses = Vec::new();
        let outcome = self.outcome(&query, &mut guesses, project, taker);
        if self.answers.is_cancelled() {
            return;
        }
        self.answers.send(Done::SetRead(Box::new(SetReport { query, guesses, outcome })));
    }

    fn outcome(
        &self,
        query: &SetQuery,
        guesses: &mut Vec<&'static str>,
        project: &Project,
        taker: Taker<'_>,
    ) -> Result<SetRead, SetProblem> {
        let other = |words: String| SetProblem::Other(words);
        let found = Found::at(&query.path).map_err(|error| other(error.to_string()))?;
        let guessed = guess_of(&found).map_err(|error| other(error.to_string()))?;
        *guesses = guessed.iter().map(|format| format.name).collect();
        let format = match (query.format, guessed.as_slice()) {
            (Some(name), _) => Format::named(name).ok_or(SetProblem::WhichFormat)?,
            (None, [only]) => only,
            (None, _) => return Err(SetProblem::WhichFormat),
        };
        let mapping = match &query.mapping_file {
            Some(path) => query.mapping.or(&read_mapping(path).map_err(other)?),
            None => query.mapping.clone(),
        };
        let mut read = |done: usize| {
            self.answers.progress(&format!("Reading, {done} texts so far"), 0, 0);
            self.answers.go_on()
        };
        let failed = |error: ExchangeError| match error {
            ExchangeError::Unit { best, percent } => SetProblem::WhichUnit(format!(
                "No way of counting puts the marks on their words: the best, {best}, fits {percent} of 100"
            )),
            ExchangeError::Write(ExportError::Stopped) => other("Given up".to_owned()),
            error => other(format!("Not read: {error}")),
        };
        let portions = format.portions(&found, PORTION, &store::Cores, &mut read);
        let mut portions = portions.map_err(failed)?;
        let (counting, score) = portions.settle(query.unit).map_err(failed)?;
        let n_texts = portions.n_texts();
        let mut taking = Taking::new(project, &mapping, taker);
        let mut census = Census::default();
        let mut watch = |done: usize| {
            self.answers.progress("Looking at what becomes of each mark", done, n_texts);
            self.answers.go_on()
        };
        let mut faults = Vec::new();
        while let Some(set) = portions.take_next().map_err(failed)? {
            faults.extend(portions.faults().iter().map(ToString::to_string));
            census.add(mapping.census(&set));
            if taking.take(set, &store::Cores, &mut watch).is_break() {
                return Err(other("Given up".to_owned()));
            }
        }
        let Incoming { change, verdicts } = taking.end();
        Ok(SetRead {
            format: format.name,
            counting,
            score,
            faults,
            census,
            n_texts,
            verdicts,
            change,
        })
    }
}

/// The mapping in a file, or what is wrong with it.
fn read_mapping(path: &Path) -> Result<Mapping, String> {
    let failed = |why: String| format!("The mapping {} was not read: {why}", path.display());
    let files =
        Found::at(path).and_then(|found| found.read()).map_err(|error| error.to_string())?;
    let [(_, bytes)] = files.as_slice() else {
        return Err(failed("it is no single file".to_owned()));
    };
    let text = std::str::from_utf8(bytes).map_err(|error| failed(error.to_string()))?;
    Mapping::read(text).map_err(failed)
}

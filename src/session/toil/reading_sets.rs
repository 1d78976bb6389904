//! Reads annotated sets of other programs, and finds out what would become of each of their marks.

use super::Toil;
use crate::exchange::{ExchangeError, File, Format, Mapping, Taker, guess, take_in_by};
use crate::import::files;
use crate::model::{Edit, Prepared, Project};
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
        let files = files::gather(&query.path).map_err(|error| other(error.to_string()))?;
        let file = |(path, bytes)| File { path, bytes };
        let files: Vec<File> = files.into_iter().map(file).collect();
        let guessed = guess(&files);
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
        let (set, settled) = format.read(&files, query.unit).map_err(|error| match error {
            ExchangeError::Unit { best, percent } => SetProblem::WhichUnit(format!(
                "No way of counting puts the marks on their words: the best, {best}, fits {percent} of 100"
            )),
            error => other(format!("Not read: {error}")),
        })?;
        drop(files);
        if self.answers.is_cancelled() {
            return Err(other("Given up".to_owned()));
        }
        let total = set.documents.len();
        let mut watch = |done: usize| {
            self.answers.progress("Looking at what becomes of each mark", done, total);
            self.answers.go_on()
        };
        let incoming = take_in_by(project, &set, &mapping, taker, &store::Cores, &mut watch)
            .ok_or_else(|| other("Given up".to_owned()))?;
        let change = match incoming.edits.is_empty() {
            true => None,
            false => {
                Some(Prepared::of(project, Edit::Batch(incoming.edits)).map_err(|refusal| {
                    other(format!("It does not fit into the project: {refusal}"))
                })?)
            }
        };
        Ok(SetRead {
            format: format.name,
            counting: settled.counting,
            score: settled.score,
            faults: settled.faults.iter().map(ToString::to_string).collect(),
            census: mapping.census(&set),
            n_texts: set.documents.len(),
            verdicts: incoming.verdicts,
            change,
        })
    }
}

/// The mapping in a file, or what is wrong with it.
fn read_mapping(path: &Path) -> Result<Mapping, String> {
    let failed = |why: String| format!("The mapping {} was not read: {why}", path.display());
    let files = files::gather(path).map_err(|error| error.to_string())?;
    let [(_, bytes)] = files.as_slice() else {
        return Err(failed("it is no single file".to_owned()));
    };
    let text = std::str::from_utf8(bytes).map_err(|error| failed(error.to_string()))?;
    Mapping::read(text).map_err(failed)
}

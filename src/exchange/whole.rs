//! Annotated sets of our own: a whole project in a file, which `export::ron` writes and `import` reads.

use super::fault::{ExchangeError, Fault, File};
use super::outgoing::set_of;
use super::places::{Score, Settled};
use super::set::Set;
use super::{Counting, ProjectReader};
use crate::export::{Selected, Selection};
use crate::import::read_set;
use crate::model::Project;
use crate::text::Unit;

/// The project in the first `.ron` file.
pub(super) fn read(files: &[File]) -> Result<(Project, Vec<Fault>), ExchangeError> {
    let expected = "there is no .ron file";
    let Some(file) = files.iter().find(|file| file.ends(".ron")) else {
        return Err(ExchangeError::unreadable("ron", &[], expected));
    };
    let (project, problems) = read_set(&file.bytes).map_err(|error| {
        ExchangeError::unreadable("ron", &[Fault::file(&file.path, error.to_string())], expected)
    })?;
    let fault = |what: String| Fault::file(&file.path, what);
    let problems = problems.into_iter();
    let faults = problems.map(|problem| fault(format!("{}: {}", problem.record, problem.what)));
    Ok((project, faults.collect()))
}

/// All of a project as a set. Its places are bytes, as everywhere here, so there is nothing to find out.
pub(super) fn settled(
    read: ProjectReader,
    files: &[File],
) -> Result<(Set, Settled), ExchangeError> {
    let (project, faults) = read(files)?;
    let set = set_of(&Selected::of(&project, &Selection::all(&project)));
    let (counting, score) = (Counting::plain(Unit::Bytes), Score::default());
    Ok((set, Settled { counting, score, faults }))
}

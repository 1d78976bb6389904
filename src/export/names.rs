//! Names of sources and annotators for tables that people read: the id goes with a name that several share.

use crate::model::{AnnotatorId, Project, SourceId};
use std::collections::BTreeMap;

/// The names of a project's sources and annotators, each of which stands for one record only.
pub(super) struct Names<'a> {
    project: &'a Project,
    sources: BTreeMap<&'a str, usize>,
    annotators: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    pub(super) fn of(project: &'a Project) -> Self {
        let sources = tally(project.sources().values().map(|source| source.name.as_str()));
        let annotators =
            tally(project.annotators().values().map(|annotator| annotator.name.as_str()));
        Self { project, sources, annotators }
    }

    pub(super) fn source(&self, id: &SourceId) -> String {
        let name = self.project.sources().get(id).map(|source| source.name.as_str());
        distinct(name, &self.sources, id.as_str())
    }

    pub(super) fn annotator(&self, id: &AnnotatorId) -> String {
        let name = self.project.annotators().get(id).map(|annotator| annotator.name.as_str());
        distinct(name, &self.annotators, id.as_str())
    }
}

fn tally<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut tally = BTreeMap::new();
    for name in names {
        *tally.entry(name).or_default() += 1;
    }
    tally
}

fn distinct(name: Option<&str>, tally: &BTreeMap<&str, usize>, id: &str) -> String {
    match name {
        Some(name) if tally.get(name).is_some_and(|bearers| *bearers > 1) => {
            format!("{name} ({id})")
        }
        Some(name) => name.to_owned(),
        None => id.to_owned(),
    }
}

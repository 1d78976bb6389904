//! Annotated sets of other programs on their way in: what is asked about one, and what came of reading it.

use crate::exchange::{Census, Counting, Fate, Mapping, Score, Verdict};
use crate::model::Prepared;
use crate::text::Unit;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How a set is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetQuery {
    /// A file, or a folder with all that is in it.
    pub path: PathBuf,
    /// Name of the format; found out where it is not given.
    pub format: Option<&'static str>,
    /// What its places count; found out where it is not given.
    pub unit: Option<Unit>,
    /// A file that says what labels mean.
    pub mapping_file: Option<PathBuf>,
    /// What labels mean, ahead of that file and of what is usual.
    pub mapping: Mapping,
}

/// What came of reading a set.
#[derive(Debug)]
pub struct SetReport {
    /// How it was to be read.
    pub query: SetQuery,
    /// Names of the formats that it may be in; one where nothing speaks for another.
    pub guesses: Vec<&'static str>,
    /// What is in it, or why that is not known.
    pub outcome: Result<SetRead, SetProblem>,
}

/// Why a set was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetProblem {
    /// Its format has to be said.
    WhichFormat,
    /// What its places count has to be said; why.
    WhichUnit(String),
    /// Something else is the matter.
    Other(String),
}

/// What is in a set, and what would become of it. Nothing was changed yet.
#[derive(Debug)]
pub struct SetRead {
    /// Name of its format.
    pub format: &'static str,
    /// How its places count.
    pub counting: Counting,
    /// How well that fits.
    pub score: Score,
    /// What had to stay out, a sentence each with file and line.
    pub faults: Vec<String>,
    /// Its labels, and what they mean.
    pub census: Census,
    /// How many texts it has.
    pub n_texts: usize,
    /// What would become of each item.
    pub verdicts: Vec<Verdict>,
    /// What takes it in, applied to a copy already; none when nothing of it is new.
    pub change: Option<Prepared>,
}

impl SetRead {
    /// How many marks and relations come to what.
    #[must_use]
    pub fn fates(&self) -> BTreeMap<Fate, usize> {
        let mut fates = BTreeMap::new();
        for verdict in self.verdicts.iter().filter(|verdict| !verdict.item.is_empty()) {
            *fates.entry(verdict.fate).or_default() += 1;
        }
        fates
    }

    /// The same in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let fates = self.fates().into_iter();
        let fates: Vec<_> = fates.map(|(fate, n)| format!("{n} {}", fate.label())).collect();
        if fates.is_empty() { "no marks".to_owned() } else { fates.join(", ") }
    }
}

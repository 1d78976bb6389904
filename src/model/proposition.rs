//! What is said, in neutral words, whoever says it and wherever.

use super::id::PropositionId;
use super::judgement::{Evidence, Judgement, newest};
use super::statement::Stamp;
use super::vocabulary::Verdict;
use serde::{Deserialize, Serialize};

/// A proposition. Which statements are about it the statements say themselves, so that the files of two annotators never
/// meet in this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposition {
    /// Never changes, also when the wording does.
    pub id: PropositionId,
    /// What is said, as a sentence that neither side would object to; not empty.
    pub wording: String,
    /// What it is about: the scope in which a source's record may be looked at by itself.
    #[serde(default)]
    pub topic: String,
    /// Free text.
    #[serde(default)]
    pub note: String,
    /// What bears on it from outside.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// Every verdict ever given; the newest counts.
    #[serde(default)]
    pub verdicts: Vec<Judgement<Verdict>>,
    /// Who made it.
    pub created: Stamp,
}

impl Proposition {
    /// A proposition of which only the wording is known.
    #[must_use]
    pub fn new(id: PropositionId, wording: &str, created: Stamp) -> Self {
        Self {
            id,
            wording: wording.to_owned(),
            topic: String::new(),
            note: String::new(),
            evidence: Vec::new(),
            verdicts: Vec::new(),
            created,
        }
    }

    /// The verdict that counts.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        newest(&self.verdicts).map_or(Verdict::Unverified, |judgement| judgement.grade)
    }
}

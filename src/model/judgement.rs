//! What analysts judge: how reliable a source is, how credible a piece of information, whether a proposition holds.
//!
//! A judgement is never overwritten: a new one is put behind the old ones, and the newest counts.

use super::id::AnnotatorId;
use super::vocabulary::{Confidence, Word, words};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

words! {
    /// The scale a project grades by.
    #[derive(Default)]
    GradingScheme {
        /// STANAG 2511, AJP-2.1: A to F and 1 to 6.
        #[default]
        Admiralty = "Admiralty (A–F, 1–6)",
        /// The United Kingdom's present scale: three grades of source, five of information.
        Uk3x5x2 = "3x5x2",
        /// The United Kingdom's older scale: five of each.
        Uk5x5x5 = "5x5x5",
    }

    /// How reliable a source is. `Three…` are grades of 3x5x2, `Five…` of 5x5x5, the others of the Admiralty scale.
    Reliability {
        /// Tried and trusted.
        A = "A · Completely reliable",
        /// Successful in the past, with some doubt in a particular case.
        B = "B · Usually reliable",
        /// Used occasionally, with some confidence.
        C = "C · Fairly reliable",
        /// Unreliable more often than not.
        D = "D · Not usually reliable",
        /// Unworthy of any confidence.
        E = "E · Unreliable",
        /// No basis for a judgement: not the worst grade.
        F = "F · Reliability cannot be judged",
        /// 3x5x2.
        Three1 = "1 · Reliable",
        /// 3x5x2: no basis for a judgement.
        Three2 = "2 · Untested",
        /// 3x5x2.
        Three3 = "3 · Not reliable",
        /// 5x5x5.
        FiveA = "A · Always reliable",
        /// 5x5x5.
        FiveB = "B · Mostly reliable",
        /// 5x5x5.
        FiveC = "C · Sometimes reliable",
        /// 5x5x5.
        FiveD = "D · Unreliable",
        /// 5x5x5: no basis for a judgement.
        FiveE = "E · Untested source",
    }

    /// How credible a piece of information is. `Three…` are grades of 3x5x2, `Five…` of 5x5x5, `C…` of the Admiralty scale.
    Credibility {
        /// Certainly from another source than what is held already.
        C1 = "1 · Confirmed by other sources",
        /// Not confirmed, independence not certain.
        C2 = "2 · Probably true",
        /// Not confirmed; agrees with some other information.
        C3 = "3 · Possibly true",
        /// Not confirmed; possible, not logical.
        C4 = "4 · Doubtful",
        /// Contradicted by other information.
        C5 = "5 · Improbable",
        /// No basis for a judgement: not the worst grade.
        C6 = "6 · Truth cannot be judged",
        /// 3x5x2.
        ThreeA = "A · Known directly",
        /// 3x5x2.
        ThreeB = "B · Known indirectly but corroborated",
        /// 3x5x2.
        ThreeC = "C · Known indirectly",
        /// 3x5x2: no basis for a judgement.
        ThreeD = "D · Not known",
        /// 3x5x2.
        ThreeE = "E · Suspected to be false",
        /// 5x5x5.
        Five1 = "1 · Known to be true without reservation",
        /// 5x5x5.
        Five2 = "2 · Known personally to the source, not to the person reporting",
        /// 5x5x5.
        Five3 = "3 · Not known personally to the source, but corroborated",
        /// 5x5x5: no basis for a judgement.
        Five4 = "4 · Cannot be judged",
        /// 5x5x5.
        Five5 = "5 · Suspected to be false or malicious",
    }

    /// What a piece of evidence is.
    EvidenceKind {
        /// An address.
        Link = "link",
        /// A file.
        File = "file",
    }

    /// What evidence says about that on which it bears.
    Bearing {
        /// It speaks for it.
        Supports = "supports",
        /// It speaks against it.
        Refutes = "refutes",
    }

    /// How the day of a statement is known.
    DateBasis {
        /// The text names the day.
        Stated = "stated in the text",
        /// Relative words were held against the day of publication.
        Resolved = "resolved against publication",
        /// The day of publication stands for it.
        Published = "day of publication",
        /// The analyst knows it from elsewhere.
        Judged = "known from elsewhere",
    }
}

impl GradingScheme {
    /// Is it the scale of a project for which none was chosen?
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// A grade of one of the scales.
pub trait Grade: Word {
    /// The scale it belongs to.
    fn scheme(self) -> GradingScheme;
    /// Is it a judgement? `F`, `6` and their like say that there is no basis for one: they stand apart from the others and
    /// outside every average.
    fn is_judged(self) -> bool;
    /// The letter or digit: the first character of the label.
    fn code(self) -> char {
        self.label().chars().next().unwrap_or('?')
    }
    /// The grades of a scale, best first; the one that cannot be judged in its place.
    fn of(scheme: GradingScheme) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|grade| grade.scheme() == scheme).collect()
    }
}

impl Grade for Reliability {
    fn scheme(self) -> GradingScheme {
        match self {
            Self::A | Self::B | Self::C | Self::D | Self::E | Self::F => GradingScheme::Admiralty,
            Self::Three1 | Self::Three2 | Self::Three3 => GradingScheme::Uk3x5x2,
            Self::FiveA | Self::FiveB | Self::FiveC | Self::FiveD | Self::FiveE => {
                GradingScheme::Uk5x5x5
            }
        }
    }

    fn is_judged(self) -> bool {
        !matches!(self, Self::F | Self::Three2 | Self::FiveE)
    }
}

impl Grade for Credibility {
    fn scheme(self) -> GradingScheme {
        match self {
            Self::C1 | Self::C2 | Self::C3 | Self::C4 | Self::C5 | Self::C6 => {
                GradingScheme::Admiralty
            }
            Self::ThreeA | Self::ThreeB | Self::ThreeC | Self::ThreeD | Self::ThreeE => {
                GradingScheme::Uk3x5x2
            }
            Self::Five1 | Self::Five2 | Self::Five3 | Self::Five4 | Self::Five5 => {
                GradingScheme::Uk5x5x5
            }
        }
    }

    fn is_judged(self) -> bool {
        !matches!(self, Self::C6 | Self::ThreeD | Self::Five4)
    }
}

/// One judgement: what, by whom, when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement<G> {
    /// The grade or verdict.
    pub grade: G,
    /// The topic it holds for; empty when it holds for all.
    #[serde(default)]
    pub scope: String,
    /// How sure the analyst is that it is so.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// The reason; not empty.
    pub why: String,
    /// Who judged.
    pub by: AnnotatorId,
    /// When.
    pub at: Timestamp,
}

/// The judgement that counts: the newest without a scope, else the newest of all; of two of one time the later in the list.
#[must_use]
pub fn newest<G>(judgements: &[Judgement<G>]) -> Option<&Judgement<G>> {
    let general = newest_in(judgements, "");
    general.or_else(|| judgements.iter().max_by_key(|one| one.at))
}

/// The newest judgement on a topic.
#[must_use]
pub fn newest_in<'a, G>(judgements: &'a [Judgement<G>], scope: &str) -> Option<&'a Judgement<G>> {
    judgements.iter().filter(|one| one.scope == scope).max_by_key(|one| one.at)
}

/// Something outside a statement that bears on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// The address, or the file's path; not empty.
    pub reference: String,
    /// For or against.
    pub bearing: Bearing,
    /// Is it independent of those who assert and deny?
    pub independent: bool,
    /// Free text.
    #[serde(default)]
    pub note: String,
    /// Who put it there.
    pub by: AnnotatorId,
    /// When.
    pub at: Timestamp,
}

/// The day, or the days, on which a statement was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementDate {
    /// The first day it may have been.
    pub from: Date,
    /// The last day it may have been; the first, where the day is known.
    pub to: Date,
    /// How it is known.
    pub basis: DateBasis,
    /// The words of the text it was resolved from: “on Tuesday”.
    #[serde(default)]
    pub words: String,
}

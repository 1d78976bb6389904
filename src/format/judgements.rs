//! Judgements, evidence, offices and dates as they are written, each on a line of its own or within its record's line.

use super::literal::{a_line_each, words};
use super::records::{StampRecord, is_usual, same_fields};
use super::written::{File, Format};
use crate::model::{
    AnnotatorId, Bearing, Confidence, DateBasis, Evidence, EvidenceKind, Judgement, Office,
    Proposition, PropositionId, StatementDate, Verdict,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// A [`Judgement`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "judgement", deny_unknown_fields)]
pub struct JudgementRecord<G> {
    grade: G,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    scope: String,
    #[serde(default, skip_serializing_if = "is_usual")]
    confidence: Option<Confidence>,
    #[serde(serialize_with = "words")]
    why: String,
    by: AnnotatorId,
    at: Timestamp,
}

impl<G> From<Judgement<G>> for JudgementRecord<G> {
    fn from(Judgement { grade, scope, confidence, why, by, at }: Judgement<G>) -> Self {
        Self { grade, scope, confidence, why, by, at }
    }
}

impl<G> From<JudgementRecord<G>> for Judgement<G> {
    fn from(JudgementRecord { grade, scope, confidence, why, by, at }: JudgementRecord<G>) -> Self {
        Self { grade, scope, confidence, why, by, at }
    }
}

/// An [`Evidence`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "evidence", deny_unknown_fields)]
pub struct EvidenceRecord {
    kind: EvidenceKind,
    #[serde(serialize_with = "words")]
    reference: String,
    bearing: Bearing,
    independent: bool,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    note: String,
    by: AnnotatorId,
    at: Timestamp,
}

same_fields!(EvidenceRecord <=> Evidence { kind, reference, bearing, independent, note, by, at });

/// An [`Office`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "office", deny_unknown_fields)]
pub struct OfficeRecord {
    #[serde(serialize_with = "words")]
    title: String,
    #[serde(default, skip_serializing_if = "is_usual")]
    from: Option<Date>,
    #[serde(default, skip_serializing_if = "is_usual")]
    to: Option<Date>,
}

same_fields!(OfficeRecord <=> Office { title, from, to });

/// A [`StatementDate`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "date", deny_unknown_fields)]
pub struct DateRecord {
    from: Date,
    to: Date,
    basis: DateBasis,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    words: String,
}

same_fields!(DateRecord <=> StatementDate { from, to, basis, words });

/// A [`Proposition`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "proposition", deny_unknown_fields)]
pub struct PropositionRecord {
    id: PropositionId,
    #[serde(serialize_with = "words")]
    wording: String,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    topic: String,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    note: String,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "a_line_each")]
    evidence: Vec<EvidenceRecord>,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "a_line_each")]
    verdicts: Vec<JudgementRecord<Verdict>>,
    created: StampRecord,
}

impl From<Proposition> for PropositionRecord {
    fn from(value: Proposition) -> Self {
        let Proposition { id, wording, topic, note, evidence, verdicts, created } = value;
        let (evidence, verdicts) = (all(evidence), all(verdicts));
        Self { id, wording, topic, note, evidence, verdicts, created: created.into() }
    }
}

impl From<PropositionRecord> for Proposition {
    fn from(record: PropositionRecord) -> Self {
        let PropositionRecord { id, wording, topic, note, evidence, verdicts, created } = record;
        let (evidence, verdicts) = (all(evidence), all(verdicts));
        Self { id, wording, topic, note, evidence, verdicts, created: created.into() }
    }
}

/// Each of a list in its other shape.
pub(super) fn all<A, B: From<A>>(list: Vec<A>) -> Vec<B> {
    list.into_iter().map(Into::into).collect()
}

/// `propositions/<id>.ron`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "proposition_file", deny_unknown_fields)]
pub struct PropositionFile {
    format: Format,
    proposition: PropositionRecord,
}

impl File for PropositionFile {
    const DEPTH: usize = 3;
}

impl From<Proposition> for PropositionFile {
    fn from(proposition: Proposition) -> Self {
        Self { format: Format, proposition: proposition.into() }
    }
}

impl From<PropositionFile> for Proposition {
    fn from(file: PropositionFile) -> Self {
        file.proposition.into()
    }
}

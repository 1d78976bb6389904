//! Sources, propositions, places with their words, and what is judged, as JSON has them.

use super::code::Code;
use crate::model::{
    AnnotatorId, Bearing, Confidence, DateBasis, Evidence, EvidenceKind, Grade, GradingScheme,
    Judgement, Office, Proposition, PropositionId, Source, SourceId, SourceType, Stamp,
    StatementDate, Verdict,
};
use crate::text::{Span, prefix, suffix};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

/// A place in the text with its words; content also carries the 32 code points on either side.
#[derive(Serialize)]
pub(super) struct Passage<'a> {
    start: u32,
    end: u32,
    exact: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suffix: Option<&'a str>,
}

impl<'a> Passage<'a> {
    pub(super) fn of(text: &'a str, span: Span) -> Self {
        let Span { start, end } = span;
        Self { start, end, exact: span.of(text), prefix: None, suffix: None }
    }

    pub(super) fn in_context(text: &'a str, span: Span) -> Self {
        let (before, behind) = (prefix(text, span), suffix(text, span));
        Self { prefix: Some(before), suffix: Some(behind), ..Self::of(text, span) }
    }

    pub(super) fn all(text: &'a str, spans: &[Span]) -> Vec<Self> {
        spans.iter().map(|span| Self::of(text, *span)).collect()
    }
}

/// A grade with its scale, and who gave it when and why.
#[derive(Serialize)]
pub(super) struct GradeLine<'a> {
    scheme: Code<GradingScheme>,
    grade: char,
    scope: &'a str,
    confidence: Option<Code<Confidence>>,
    why: &'a str,
    by: &'a AnnotatorId,
    at: Timestamp,
}

impl<'a> GradeLine<'a> {
    pub(super) fn of<G: Grade>(judgement: &'a Judgement<G>) -> Self {
        Self {
            scheme: Code(judgement.grade.scheme()),
            grade: judgement.grade.code(),
            scope: &judgement.scope,
            confidence: judgement.confidence.map(Code),
            why: &judgement.why,
            by: &judgement.by,
            at: judgement.at,
        }
    }
}

#[derive(Serialize)]
struct VerdictLine<'a> {
    verdict: Code<Verdict>,
    scope: &'a str,
    confidence: Option<Code<Confidence>>,
    why: &'a str,
    by: &'a AnnotatorId,
    at: Timestamp,
}

impl<'a> VerdictLine<'a> {
    fn of(judgement: &'a Judgement<Verdict>) -> Self {
        Self {
            verdict: Code(judgement.grade),
            scope: &judgement.scope,
            confidence: judgement.confidence.map(Code),
            why: &judgement.why,
            by: &judgement.by,
            at: judgement.at,
        }
    }
}

#[derive(Serialize)]
pub(super) struct EvidenceLine<'a> {
    kind: Code<EvidenceKind>,
    reference: &'a str,
    bearing: Code<Bearing>,
    independent: bool,
    note: &'a str,
    by: &'a AnnotatorId,
    at: Timestamp,
}

impl<'a> EvidenceLine<'a> {
    pub(super) fn of(evidence: &'a Evidence) -> Self {
        Self {
            kind: Code(evidence.kind),
            reference: &evidence.reference,
            bearing: Code(evidence.bearing),
            independent: evidence.independent,
            note: &evidence.note,
            by: &evidence.by,
            at: evidence.at,
        }
    }
}

#[derive(Serialize)]
pub(super) struct DateLine<'a> {
    from: Date,
    to: Date,
    basis: Code<DateBasis>,
    words: &'a str,
}

impl<'a> DateLine<'a> {
    pub(super) fn of(date: &'a StatementDate) -> Self {
        Self { from: date.from, to: date.to, basis: Code(date.basis), words: &date.words }
    }
}

#[derive(Serialize)]
struct OfficeLine<'a> {
    title: &'a str,
    from: Option<Date>,
    to: Option<Date>,
}

impl<'a> OfficeLine<'a> {
    fn of(office: &'a Office) -> Self {
        Self { title: &office.title, from: office.from, to: office.to }
    }
}

#[derive(Serialize)]
pub(super) struct SourceLine<'a> {
    id: &'a SourceId,
    name: &'a str,
    aliases: &'a [String],
    kind: Code<SourceType>,
    part_of: Option<&'a SourceId>,
    role: &'a str,
    independence_group: &'a str,
    offices: Vec<OfficeLine<'a>>,
    country: &'a str,
    links: &'a [String],
    distinct_from: &'a [SourceId],
    reliability: Vec<GradeLine<'a>>,
    note: &'a str,
}

impl<'a> SourceLine<'a> {
    pub(super) fn of(source: &'a Source) -> Self {
        Self {
            id: &source.id,
            name: &source.name,
            aliases: &source.aliases,
            kind: Code(source.kind),
            part_of: source.part_of.as_ref(),
            role: &source.role,
            independence_group: &source.independence_group,
            offices: source.offices.iter().map(OfficeLine::of).collect(),
            country: &source.country,
            links: &source.links,
            distinct_from: &source.distinct_from,
            reliability: source.reliability.iter().map(GradeLine::of).collect(),
            note: &source.note,
        }
    }
}

#[derive(Serialize)]
pub(super) struct PropositionLine<'a> {
    id: &'a PropositionId,
    wording: &'a str,
    topic: &'a str,
    note: &'a str,
    evidence: Vec<EvidenceLine<'a>>,
    verdicts: Vec<VerdictLine<'a>>,
    created: &'a Stamp,
}

impl<'a> PropositionLine<'a> {
    pub(super) fn of(proposition: &'a Proposition) -> Self {
        Self {
            id: &proposition.id,
            wording: &proposition.wording,
            topic: &proposition.topic,
            note: &proposition.note,
            evidence: proposition.evidence.iter().map(EvidenceLine::of).collect(),
            verdicts: proposition.verdicts.iter().map(VerdictLine::of).collect(),
            created: &proposition.created,
        }
    }
}

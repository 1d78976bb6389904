//! The marks of a layer as they are written: statements, relations, remarks.

use super::judgements::{DateRecord, EvidenceRecord, JudgementRecord, all};
use super::literal::{maybe_words, words};
use super::quote::{Phrase, Quote};
use super::records::{StampRecord, is_usual};
use crate::model::{
    Access, ArticleId, AttributionType, Certainty, Confidence, Credibility, Cue, CueClass, Flag,
    Kind, Level, Polarity, PropositionId, Quotation, Relation, RelationId, RelationKind, Remark,
    RemarkId, RemarkKind, SourceId, Statement, StatementId, Verdict, Visibility,
};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The word that is meant where a field is missing, and that is not written.
trait Usual: Copy + PartialEq {
    const USUAL: Self;
}

macro_rules! usual {
    ($($word:ident :: $usual:ident),* $(,)?) => {$(
        impl Usual for $word {
            const USUAL: Self = Self::$usual;
        }
    )*};
}

usual!(
    CueClass::None,
    Polarity::Affirmative,
    Certainty::Certain,
    Quotation::None,
    Verdict::Unverified
);

fn usual<T: Usual>() -> T {
    T::USUAL
}

fn is_usual_word<T: Usual>(word: &T) -> bool {
    *word == T::USUAL
}

/// One level of a chain: `(source: "post", mention: [..], cue: [..], cue_class: Assertion)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "level", deny_unknown_fields)]
pub struct LevelRecord {
    source: SourceId,
    #[serde(default, skip_serializing_if = "is_usual")]
    mention: Vec<Phrase>,
    #[serde(default, skip_serializing_if = "is_usual")]
    head: Option<Phrase>,
    #[serde(default, skip_serializing_if = "is_usual")]
    cue: Vec<Phrase>,
    #[serde(default = "usual", skip_serializing_if = "is_usual_word")]
    cue_class: CueClass,
    #[serde(default, skip_serializing_if = "is_usual")]
    visibility: Option<Visibility>,
}

/// A [`Statement`] with the words of all its places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "statement", deny_unknown_fields)]
pub struct StatementRecord {
    pub(super) id: StatementId,
    kind: Kind,
    content: Vec<Quote>,
    #[serde(default, skip_serializing_if = "is_usual")]
    chain: Vec<LevelRecord>,
    #[serde(default, skip_serializing_if = "is_usual")]
    author_cue: Vec<Phrase>,
    #[serde(default = "usual", skip_serializing_if = "is_usual_word")]
    author_cue_class: CueClass,
    #[serde(default, skip_serializing_if = "is_usual")]
    implied_source: Option<SourceId>,
    #[serde(default = "usual", skip_serializing_if = "is_usual_word")]
    polarity: Polarity,
    #[serde(default = "usual", skip_serializing_if = "is_usual_word")]
    certainty: Certainty,
    #[serde(default = "usual", skip_serializing_if = "is_usual_word")]
    quotation: Quotation,
    #[serde(default, skip_serializing_if = "is_usual")]
    flags: BTreeSet<Flag>,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    note: String,
    #[serde(default, skip_serializing_if = "is_usual")]
    tag_confidence: Option<Confidence>,
    #[serde(default = "usual", skip_serializing_if = "is_usual_word")]
    verdict: Verdict,
    #[serde(default, skip_serializing_if = "is_usual")]
    proposition: Option<PropositionId>,
    #[serde(default, skip_serializing_if = "is_usual")]
    credibility: Vec<JudgementRecord<Credibility>>,
    #[serde(default, skip_serializing_if = "is_usual")]
    attribution: Option<AttributionType>,
    #[serde(default, skip_serializing_if = "is_usual")]
    access: Access,
    #[serde(default, skip_serializing_if = "is_usual")]
    date: Option<DateRecord>,
    #[serde(default, skip_serializing_if = "is_usual")]
    evidence: Vec<EvidenceRecord>,
    #[serde(default, skip_serializing_if = "is_usual")]
    extra: BTreeMap<String, String>,
    created: StampRecord,
    #[serde(default, skip_serializing_if = "is_usual")]
    modified: Option<StampRecord>,
}

fn phrases(spans: &[Span], text: &str) -> Vec<Phrase> {
    spans.iter().map(|span| Phrase::of(*span, text)).collect()
}

fn spans(phrases: &[Phrase], text: &str) -> Result<Vec<Span>, String> {
    each(phrases.iter(), |phrase| phrase.check(text))
}

/// Takes each of a list into just as much memory as they need: a list that is collected from records keeps theirs, which is
/// four times as much, and one that may end early is begun larger than most lists are.
fn each<A, B>(
    list: impl ExactSizeIterator<Item = A>,
    take: impl Fn(A) -> Result<B, String>,
) -> Result<Vec<B>, String> {
    let mut taken = Vec::with_capacity(list.len());
    for one in list {
        taken.push(take(one)?);
    }
    Ok(taken)
}

impl LevelRecord {
    fn of(level: &Level, text: &str) -> Self {
        let Level { source, mention, head, cue, visibility } = level;
        Self {
            source: source.clone(),
            mention: phrases(mention, text),
            head: head.map(|head| Phrase::of(head, text)),
            cue: phrases(&cue.words, text),
            cue_class: cue.class,
            visibility: *visibility,
        }
    }

    fn into_level(self, text: &str) -> Result<Level, String> {
        Ok(Level {
            mention: spans(&self.mention, text)?,
            head: self.head.map(|head| head.check(text)).transpose()?,
            cue: Cue { words: spans(&self.cue, text)?, class: self.cue_class },
            source: self.source,
            visibility: self.visibility,
        })
    }
}

impl StatementRecord {
    /// The statement with the words its places have in `text`.
    #[must_use]
    pub fn of(statement: &Statement, text: &str) -> Self {
        let author_cue = &statement.author_cue;
        Self {
            id: statement.id.clone(),
            kind: statement.kind,
            content: statement.content.iter().map(|span| Quote::of(*span, text)).collect(),
            chain: statement.chain.iter().map(|level| LevelRecord::of(level, text)).collect(),
            author_cue: phrases(&author_cue.words, text),
            author_cue_class: author_cue.class,
            implied_source: statement.implied_source.clone(),
            polarity: statement.polarity,
            certainty: statement.certainty,
            quotation: statement.quotation,
            flags: (*statement.flags).clone(),
            note: (*statement.note).clone(),
            tag_confidence: statement.tag_confidence,
            verdict: statement.verdict,
            proposition: statement.proposition.clone(),
            credibility: all((*statement.credibility).clone()),
            attribution: statement.attribution,
            access: statement.access,
            date: (*statement.date).clone().map(Into::into),
            evidence: all((*statement.evidence).clone()),
            extra: (*statement.extra).clone(),
            created: statement.created.clone().into(),
            modified: (*statement.modified).clone().map(Into::into),
        }
    }

    /// The statement, if all its words stand where it says.
    ///
    /// # Errors
    /// Which words do not, and what stands there.
    pub fn into_statement(self, text: &str) -> Result<Statement, String> {
        Ok(Statement {
            id: self.id,
            kind: self.kind,
            content: each(self.content.iter(), |quote| quote.check(text))?,
            chain: each(self.chain.into_iter(), |level| level.into_level(text))?,
            author_cue: Cue { words: spans(&self.author_cue, text)?, class: self.author_cue_class }
                .into(),
            implied_source: self.implied_source,
            polarity: self.polarity,
            certainty: self.certainty,
            quotation: self.quotation,
            flags: self.flags.into(),
            note: self.note.into(),
            tag_confidence: self.tag_confidence,
            verdict: self.verdict,
            proposition: self.proposition,
            credibility: all(self.credibility).into(),
            attribution: self.attribution,
            access: self.access,
            date: self.date.map(Into::into).into(),
            evidence: all(self.evidence).into(),
            extra: self.extra.into(),
            created: self.created.into(),
            modified: self.modified.map(Into::into).into(),
        })
    }
}

impl LevelRecord {
    fn reanchor(&mut self, text: &str) -> bool {
        let mut phrases = self.mention.iter_mut().chain(&mut self.head).chain(&mut self.cue);
        phrases.all(|phrase| phrase.reanchor(text))
    }
}

impl StatementRecord {
    /// The record with every place that was wrong put where its words stand; `None` when that is not certain for all.
    pub(super) fn reanchored(&self, text: &str) -> Option<Self> {
        let mut record = self.clone();
        let stands = record.content.iter_mut().all(|quote| quote.reanchor(text))
            && record.chain.iter_mut().all(|level| level.reanchor(text))
            && record.author_cue.iter_mut().all(|phrase| phrase.reanchor(text));
        stands.then_some(record)
    }
}

/// A [`Relation`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "relation", deny_unknown_fields)]
pub struct RelationRecord {
    pub(super) id: RelationId,
    kind: RelationKind,
    from: StatementId,
    to: StatementId,
    to_article: ArticleId,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    note: String,
    created: StampRecord,
}

impl From<Relation> for RelationRecord {
    fn from(relation: Relation) -> Self {
        let Relation { id, kind, from, to, to_article, note, created } = relation;
        Self { id, kind, from, to, to_article, note, created: created.into() }
    }
}

impl From<RelationRecord> for Relation {
    fn from(record: RelationRecord) -> Self {
        let RelationRecord { id, kind, from, to, to_article, note, created } = record;
        Self { id, kind, from, to, to_article, note, created: created.into() }
    }
}

/// A [`Remark`] with the words it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "remark", deny_unknown_fields)]
pub struct RemarkRecord {
    pub(super) id: RemarkId,
    kind: RemarkKind,
    words: Phrase,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    note: String,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "maybe_words")]
    corrected: Option<String>,
    #[serde(default, skip_serializing_if = "is_usual", serialize_with = "words")]
    evidence: String,
    #[serde(default, skip_serializing_if = "is_usual")]
    extra: BTreeMap<String, String>,
    created: StampRecord,
}

impl RemarkRecord {
    /// The remark with the words it has in `text`.
    #[must_use]
    pub fn of(remark: &Remark, text: &str) -> Self {
        let Remark { id, kind, span, note, corrected, evidence, extra, created } = remark.clone();
        let words = Phrase::of(span, text);
        Self { id, kind, words, note, corrected, evidence, extra, created: created.into() }
    }

    /// The remark, if its words stand where it says.
    ///
    /// # Errors
    /// What stands there instead.
    pub fn into_remark(self, text: &str) -> Result<Remark, String> {
        let span = self.words.check(text)?;
        let Self { id, kind, words: _, note, corrected, evidence, extra, created } = self;
        Ok(Remark { id, kind, span, note, corrected, evidence, extra, created: created.into() })
    }

    /// As [`StatementRecord::reanchored`].
    pub(super) fn reanchored(&self, text: &str) -> Option<Self> {
        let mut record = self.clone();
        record.words.reanchor(text).then_some(record)
    }
}

//! The gold reading as `gold.ron` writes it. Its words stand for places: nothing here knows where they lie in a text.

use ascribe::model::{
    Access, Annotator, ArticleId, AttributionType, Certainty, Confidence, Credibility, CueClass,
    Evidence, Flag, Judgement, Kind, Metadata, Polarity, Proposition, PropositionId, Quotation,
    RelationKind, RemarkKind, Source, SourceId, StatementDate, StatementId, Verdict, Visibility,
};
use ascribe::text::Role;
use jiff::Timestamp;
use serde::Deserialize;

/// The whole reading: two articles and everybody who speaks in them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gold {
    pub(crate) title: String,
    /// Who made the reading.
    pub(crate) annotator: Annotator,
    /// Who gets an empty layer on every article.
    pub(crate) newcomer: Annotator,
    /// The time that every mark bears, so that the project comes out the same each time.
    pub(crate) made: Timestamp,
    /// A body stands ahead of those who belong to it.
    pub(crate) sources: Vec<Source>,
    pub(crate) propositions: Vec<Proposition>,
    pub(crate) articles: Vec<GoldArticle>,
}

/// One article and its marks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoldArticle {
    pub(crate) id: ArticleId,
    /// Name of the text's file beside `gold.ron`.
    pub(crate) file: String,
    pub(crate) metadata: Metadata,
    /// Every segment, in the order of the text.
    pub(crate) layout: Vec<GoldSegment>,
    /// Keys of the sentences without a statement.
    pub(crate) no_statement: Vec<String>,
    pub(crate) statements: Vec<GoldStatement>,
    pub(crate) relations: Vec<GoldRelation>,
    pub(crate) remarks: Vec<GoldRemark>,
}

/// A segment, known by its first words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoldSegment {
    pub(crate) key: String,
    pub(crate) role: Role,
    pub(crate) opens: String,
}

/// A statement; its quotes lie in the segment `at`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoldStatement {
    pub(crate) id: StatementId,
    pub(crate) at: String,
    pub(crate) kind: Kind,
    pub(crate) content: Vec<String>,
    #[serde(default)]
    pub(crate) chain: Vec<GoldLevel>,
    #[serde(default)]
    pub(crate) author_cue: Option<GoldCue>,
    #[serde(default)]
    pub(crate) implied_source: Option<SourceId>,
    #[serde(default = "affirmative")]
    pub(crate) polarity: Polarity,
    #[serde(default = "certain")]
    pub(crate) certainty: Certainty,
    #[serde(default = "no_quotation")]
    pub(crate) quotation: Quotation,
    #[serde(default)]
    pub(crate) flags: Vec<Flag>,
    pub(crate) tag_confidence: Confidence,
    #[serde(default = "unverified")]
    pub(crate) verdict: Verdict,
    #[serde(default)]
    pub(crate) proposition: Option<PropositionId>,
    #[serde(default)]
    pub(crate) credibility: Vec<Judgement<Credibility>>,
    #[serde(default)]
    pub(crate) attribution: Option<AttributionType>,
    #[serde(default)]
    pub(crate) access: Access,
    #[serde(default)]
    pub(crate) date: Option<StatementDate>,
    #[serde(default)]
    pub(crate) evidence: Vec<Evidence>,
    #[serde(default)]
    pub(crate) hard_cases: Vec<u8>,
    pub(crate) note: String,
}

/// One level of a chain.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoldLevel {
    pub(crate) source: SourceId,
    #[serde(default)]
    pub(crate) mention: Vec<String>,
    #[serde(default)]
    pub(crate) head: Option<String>,
    pub(crate) cue: Vec<String>,
    pub(crate) class: CueClass,
    #[serde(default)]
    pub(crate) visibility: Option<Visibility>,
}

/// The author's own cue.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoldCue {
    pub(crate) words: Vec<String>,
    pub(crate) class: CueClass,
}

/// A relation; `from` lies in the article that lists it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoldRelation {
    pub(crate) kind: RelationKind,
    pub(crate) from: StatementId,
    pub(crate) to: StatementId,
    pub(crate) note: String,
}

/// A remark on the words `quote` of the segment `at`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoldRemark {
    pub(crate) at: String,
    pub(crate) quote: String,
    pub(crate) kind: RemarkKind,
    pub(crate) note: String,
    #[serde(default)]
    pub(crate) corrected: Option<String>,
    #[serde(default)]
    pub(crate) evidence: String,
    #[serde(default)]
    pub(crate) hard_cases: Vec<u8>,
}

fn affirmative() -> Polarity {
    Polarity::Affirmative
}

fn certain() -> Certainty {
    Certainty::Certain
}

fn no_quotation() -> Quotation {
    Quotation::None
}

fn unverified() -> Verdict {
    Verdict::Unverified
}

//! One source's commitment to one proposition at one place in one article.

use super::id::{
    AnnotatorId, ArticleId, PropositionId, RelationId, RemarkId, SourceId, StatementId,
};
use super::judgement::{Credibility, Evidence, Judgement, StatementDate, newest};
use super::seldom::Seldom;
use super::vocabulary::{
    Access, AttributionType, Certainty, Confidence, CueClass, Flag, Kind, Polarity, Quotation,
    RelationKind, RemarkKind, Verdict, Visibility,
};
use crate::text::Span;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Levels of attribution that a statement may have under the article's own author, which is level 0.
pub const MOST_LEVELS: usize = 4;

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// The annotator.
    pub by: AnnotatorId,
    /// The time, to the second.
    pub at: Timestamp,
}

/// The words that show that somebody says it, and what they do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// Where the words stand; empty when there are none.
    pub words: Vec<Span>,
    /// What they do.
    pub class: CueClass,
}

impl Default for Cue {
    fn default() -> Self {
        Self { words: Vec::new(), class: CueClass::None }
    }
}

/// One level of a chain of attribution: “officials said”.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Who says it at this level.
    pub source: SourceId,
    /// The words that point to the source; empty when the text has none.
    pub mention: Vec<Span>,
    /// Within the mention, the words that name it, where that is narrower.
    pub head: Option<Span>,
    /// The words that show that the source says it.
    pub cue: Cue,
    /// How far the text shows the source, where the analyst said so; else it follows from mention and source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
}

impl Level {
    /// A level of which only the source is known.
    #[must_use]
    pub fn of(source: SourceId) -> Self {
        Self { source, mention: Vec::new(), head: None, cue: Cue::default(), visibility: None }
    }

    fn spans(&self) -> impl Iterator<Item = Span> {
        self.mention.iter().copied().chain(self.head).chain(self.cue.words.iter().copied())
    }
}

/// One source's commitment to one proposition at one place in one article.
///
/// All its spans are bytes of the article's frozen text. `model::edit::apply` takes a statement into a project only when
/// they fit the text and every source exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Unique in the project.
    pub id: StatementId,
    /// How it is put forward.
    pub kind: Kind,
    /// What exactly is said: one or more spans, rising, apart from each other.
    pub content: Vec<Span>,
    /// From the outermost source inwards; level 0, the article's own author, is implied. Empty: the author's own voice.
    pub chain: Vec<Level>,
    /// The author's own cue (“demonstrate”), when the author is more than the teller.
    pub author_cue: Seldom<Cue>,
    /// Who must have said it, by the context, though the text does not tell.
    pub implied_source: Option<SourceId>,
    /// Asserted or negated.
    pub polarity: Polarity,
    /// How sure the source shows itself.
    pub certainty: Certainty,
    /// How the words are given.
    pub quotation: Quotation,
    /// What else is to be noted about it.
    pub flags: Seldom<BTreeSet<Flag>>,
    /// Free text.
    pub note: Seldom<String>,
    /// How sure the analyst is of this tag; not said when `None`.
    pub tag_confidence: Option<Confidence>,
    /// Is it so?
    pub verdict: Verdict,
    /// The proposition it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposition: Option<PropositionId>,
    /// Every grade of the information ever given; the newest counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credibility: Seldom<Vec<Judgement<Credibility>>>,
    /// What kind of attribution it is, where the analyst said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<AttributionType>,
    /// How the source knows.
    #[serde(default, skip_serializing_if = "Access::is_unknown")]
    pub access: Access,
    /// When it was said; not known when `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Seldom<Option<StatementDate>>,
    /// What bears on it from outside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Seldom<Vec<Evidence>>,
    /// What another program knows of it and this one has no place for: kept, and given out again.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: Seldom<BTreeMap<String, String>>,
    /// Who made it.
    pub created: Stamp,
    /// Who changed it last.
    pub modified: Seldom<Option<Stamp>>,
}

impl Statement {
    /// A statement in the author's own voice of which only kind and content are known.
    #[must_use]
    pub fn new(id: StatementId, kind: Kind, content: Vec<Span>, created: Stamp) -> Self {
        Self {
            id,
            kind,
            content,
            chain: Vec::new(),
            author_cue: Seldom::default(),
            implied_source: None,
            polarity: Polarity::Affirmative,
            certainty: Certainty::Certain,
            quotation: Quotation::None,
            flags: Seldom::default(),
            note: Seldom::default(),
            tag_confidence: None,
            verdict: Verdict::Unverified,
            proposition: None,
            credibility: Seldom::default(),
            attribution: None,
            access: Access::default(),
            date: Seldom::default(),
            evidence: Seldom::default(),
            extra: Seldom::default(),
            created,
            modified: Seldom::default(),
        }
    }

    /// The source that commits itself to the content: the innermost level; `None` for the author's own voice.
    #[must_use]
    pub fn source(&self) -> Option<&SourceId> {
        self.chain.last().map(|level| &level.source)
    }

    /// The grade of the information that counts; `None` when nobody graded it yet.
    #[must_use]
    pub fn grade(&self) -> Option<Credibility> {
        newest(&self.credibility).map(|judgement| judgement.grade)
    }

    /// Every source the statement names, the implied one too.
    pub fn sources(&self) -> impl Iterator<Item = &SourceId> {
        self.chain.iter().map(|level| &level.source).chain(&self.implied_source)
    }

    /// Every span of the statement: content, mentions, heads and cues.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.content
            .iter()
            .copied()
            .chain(self.chain.iter().flat_map(Level::spans))
            .chain(self.author_cue.words.iter().copied())
    }

    /// Where the content begins, in bytes: the statement's place in its article.
    #[must_use]
    pub fn start(&self) -> u32 {
        self.content.first().map_or(0, |span| span.start)
    }

    /// The shortest span that holds the whole content.
    #[must_use]
    pub fn extent(&self) -> Span {
        let first = self.content.first().copied().unwrap_or_default();
        self.content.iter().fold(first, |whole, span| whole.union(*span))
    }

    /// The shortest span that holds content, mentions and cues.
    #[must_use]
    pub fn reach(&self) -> Span {
        self.spans().fold(self.extent(), Span::union)
    }
}

/// A directed, typed link between two statements, also of different articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Unique in the project.
    pub id: RelationId,
    /// What the link says.
    pub kind: RelationKind,
    /// The later statement; it lies in the article of the layer that holds the relation.
    pub from: StatementId,
    /// The earlier statement.
    pub to: StatementId,
    /// The article `to` lies in.
    pub to_article: ArticleId,
    /// Free text.
    pub note: String,
    /// Who made it.
    pub created: Stamp,
}

/// A note on the article's own text: an impossible date, a slip, a lost attribution. The text itself is never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// Unique in the project.
    pub id: RemarkId,
    /// What it is about.
    pub kind: RemarkKind,
    /// The words it is about.
    pub span: Span,
    /// Free text.
    pub note: String,
    /// What should stand there.
    pub corrected: Option<String>,
    /// On what the correction rests: an address, a file, a reason.
    pub evidence: String,
    /// What another program knows of it and this one has no place for: kept, and given out again.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, String>,
    /// Who made it.
    pub created: Stamp,
}

//! What a person meant: a command, or a command with the words that go with it.

use super::command::Command;
use crate::model::{
    AnnotatorId, ArticleId, Bearing, Confidence, Credibility, Evidence, EvidenceKind, Metadata,
    Part, Proposition, PropositionId, RelationId, RelationKind, Reliability, RemarkId, RemarkKind,
    Settings, Source, SourceId, StatementDate, StatementId, Verdict,
};
use crate::text::Span;

/// Which place a picked source goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourcePurpose {
    /// The level of the chain in focus; the first one when there is none.
    Level,
    /// A new level inside the others.
    NewLevel,
    /// The source that the context implies.
    Implied,
}

/// A source that is there, or the name of one that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceChoice {
    /// One of the project's.
    Known(SourceId),
    /// A new one of this name.
    New(String),
    /// The article's own voice: no source beside the author.
    Author,
}

/// A proposition that is there, or the wording of one that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropositionChoice {
    /// One of the project's.
    Known(PropositionId),
    /// A new one of this wording.
    New(String),
    /// None.
    None,
}

/// What a person enters about something outside that bears on a proposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceEntry {
    /// What it is.
    pub kind: EvidenceKind,
    /// The address, or the file's path.
    pub reference: String,
    /// For or against.
    pub bearing: Bearing,
    /// Is it independent of those who assert and deny?
    pub independent: bool,
    /// Free text.
    pub note: String,
}

/// What a person enters about the article's own text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemarkEntry {
    /// The remark that is changed; none for a new one.
    pub id: Option<RemarkId>,
    /// The words it is about.
    pub span: Span,
    /// What it is about.
    pub kind: RemarkKind,
    /// Free text.
    pub note: String,
    /// What should stand there; empty for nothing.
    pub corrected: String,
    /// On what the correction rests.
    pub evidence: String,
}

/// What a person enters about an article; names instead of sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetadataEntry {
    /// Everything but publisher and author.
    pub metadata: Metadata,
    /// Name of the outlet; empty for none.
    pub publisher: String,
    /// Name of the author; empty for none.
    pub author: String,
}

/// A judgement as a person enters it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeEntry<G> {
    /// The grade.
    pub grade: G,
    /// The topic it holds for; empty for all.
    pub scope: String,
    /// How sure the person is of it.
    pub confidence: Option<Confidence>,
    /// The reason; not empty.
    pub why: String,
}

/// What a person meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A command by name.
    Run(Command),
    /// Show an article, at a byte of its text where one is given.
    GoTo(ArticleId, Option<usize>),
    /// Show a statement and take it into focus.
    GoToStatement(StatementId),
    /// Stand on the segment with this place in the article.
    StandOn(usize),
    /// Take a statement of this article into focus.
    Focus(StatementId),
    /// Put the caret at a byte; or move the end of the selection there.
    PlaceCaret {
        /// Byte of the article's text.
        byte: usize,
        /// Keep the other end of the selection where it is.
        extend: bool,
    },
    /// Select these words.
    Select(Span),
    /// Give the statement in focus a source.
    SetSource(SourcePurpose, SourceChoice),
    /// Make this level of the chain (0 is the outermost) the one that source, mention and cue go to.
    SetLevel(usize),
    /// Take a range of the statement in focus in hand.
    TakePart(Part),
    /// Give a range of the statement in focus other ends.
    SetPart(Part, Span),
    /// Give these sentences, which have the same words, what the one stood on holds.
    ApplyToIdentical(Vec<(ArticleId, Span)>),
    /// Replace the note of the statement in focus.
    SetNote(String),
    /// Replace the day on which the statement in focus was made.
    SetDate(Option<StatementDate>),
    /// Relate the statement in focus to another.
    Relate(RelationKind, StatementId),
    /// Take a relation away.
    RemoveRelation(RelationId),
    /// Note something about the article's own text, or change what was noted.
    Remark(RemarkEntry),
    /// Take a remark away.
    RemoveRemark(RemarkId),
    /// Mark the sentence as holding no statement, and remove those that are there.
    ClearSentence,
    /// Replace what is known about an article.
    SetMetadata(ArticleId, MetadataEntry),
    /// Replace a source's record.
    SetSourceRecord(Source),
    /// Grade how reliable a source is.
    GradeSource(SourceId, GradeEntry<Reliability>),
    /// Grade how credible the information of a statement is.
    GradeStatement(StatementId, GradeEntry<Credibility>),
    /// Replace what is set for the whole project.
    SetSettings(Settings),
    /// Show a source and all its statements.
    ShowSource(SourceId),
    /// Show the track record of a source.
    ShowRecord(SourceId),
    /// Make a source of its own of some statements of another.
    SplitSource {
        /// The source they belong to now.
        from: SourceId,
        /// The name of the new one.
        name: String,
        /// What goes over.
        statements: Vec<StatementId>,
    },
    /// Take an article out of the project, with everything that is marked on it.
    RemoveArticle(ArticleId),
    /// Take a source out of the project, unless something still names it.
    RemoveSource(SourceId),
    /// Put one source in the place of another, which goes.
    MergeSources {
        /// The one that goes.
        from: SourceId,
        /// The one that is named instead.
        into: SourceId,
    },
    /// These two sources look like one and are not.
    TellApart(SourceId, SourceId),
    /// Put statements into a proposition, or out of any.
    Group(Vec<StatementId>, PropositionChoice),
    /// Put one proposition in the place of another, which goes.
    MergePropositions {
        /// The one that goes.
        from: PropositionId,
        /// The one that its statements are about from then on.
        into: PropositionId,
    },
    /// Make a proposition of its own of some statements of another.
    SplitProposition {
        /// The proposition they are in now.
        from: PropositionId,
        /// The wording of the new one.
        wording: String,
        /// What goes over.
        statements: Vec<StatementId>,
    },
    /// Take a proposition out of the project, unless a statement is about it.
    RemoveProposition(PropositionId),
    /// Replace a proposition's record.
    SetProposition(Proposition),
    /// Say whether a proposition holds, how sure that is, and why.
    Judge(PropositionId, Verdict, Option<Confidence>, String),
    /// Add evidence to a proposition, or change or remove the piece that is named.
    SetEvidence(PropositionId, Option<Evidence>, Option<EvidenceEntry>),
    /// Show a proposition and who says what about it.
    ShowProposition(PropositionId),
    /// Show the layer of this annotator.
    ShowLayer(AnnotatorId),
    /// Take steps back until the step with this number is the last one done; 0 takes all back.
    BackTo(u64),
    /// Show where the step with this number changed something.
    ShowStep(u64),
    /// Find these words in the article; empty ends the search.
    Find(String),
}

impl From<Command> for Action {
    fn from(command: Command) -> Self {
        Self::Run(command)
    }
}

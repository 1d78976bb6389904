//! The values of the field, and the only way to change them.
//!
//! This room does no I/O, reads no clock and knows no window. The fields of [`Project`], [`Article`] and [`Layer`] are
//! closed to every other room: [`edit::apply`] is the one door.

pub mod assemble;
pub mod edit;

mod article;
mod difference;
mod history;
mod id;
mod index;
mod judgement;
mod layer;
mod letters;
mod link;
mod marks;
mod part;
mod prepared;
mod project;
mod proposition;
mod record;
mod refusal;
mod rules;
mod seldom;
mod source;
mod standing;
mod statement;
mod sum;
mod table;
mod usual;
mod vocabulary;
mod whole;

pub use article::{Article, ArticleError, Metadata, Original};
pub use difference::difference;
pub use edit::{Edit, apply};
pub use history::{Act, History, Step};
pub use id::{
    AnnotatorId, ArticleId, IdError, PropositionId, RelationId, RemarkId, SourceId, StatementId,
    UNATTRIBUTED, free_slug, slug,
};
pub use judgement::{
    Bearing, Credibility, DateBasis, Evidence, EvidenceKind, Grade, GradingScheme, Judgement,
    Reliability, StatementDate, newest, newest_in,
};
pub use layer::{Annotator, Layer, LayerHead, LayerId};
pub use link::Link;
pub use marks::{BothMarks, Marks};
pub use part::Part;
pub use prepared::{Prepared, Trial};
pub use project::{Project, Settings, Tables};
pub use proposition::Proposition;
pub use record::Record;
pub use refusal::Refusal;
pub use seldom::{Empty, Seldom};
pub use source::{Office, Source};
pub use statement::{Cue, Level, MOST_LEVELS, Relation, Remark, Stamp, Statement};
pub use sum::{Sum, sha256, sha256_of};
pub use table::{Change, Collection, Table, changes, differing};
pub use usual::{usual_attribution, usual_visibility};
pub use vocabulary::{
    Access, AnnotatorKind, AttributionType, Certainty, Confidence, CueClass, Flag, Kind, Polarity,
    Quotation, RelationKind, RemarkKind, SourceType, Verdict, Visibility, Word,
};

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
mod layer;
mod part;
mod project;
mod record;
mod rules;
mod source;
mod statement;
mod vocabulary;

pub use article::{Article, ArticleError, Metadata, Original, sha256};
pub use difference::difference;
pub use edit::{Edit, apply};
pub use history::{Act, History, Step};
pub use id::{
    AnnotatorId, ArticleId, IdError, RelationId, RemarkId, SourceId, StatementId, UNATTRIBUTED,
    free_slug, slug,
};
pub use layer::{Annotator, Layer, LayerHead, LayerId};
pub use part::Part;
pub use project::{Project, Settings, Tables};
pub use record::Record;
pub use rules::Refusal;
pub use source::Source;
pub use statement::{Cue, Level, MOST_LEVELS, Relation, Remark, Stamp, Statement};
pub use vocabulary::{
    AnnotatorKind, Certainty, Confidence, CueClass, Flag, Kind, Polarity, Quotation, RelationKind,
    RemarkKind, SourceType, Verdict, Word,
};

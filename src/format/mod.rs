//! The shapes in which values are written down, and the checked way between them and the model's own.
//!
//! Every file begins with `format: 1`. Fields at their usual value are left out in writing and filled in when reading, so
//! a later version may add fields. A field this version does not know is **refused** with its name and place, not passed
//! over: it would be lost with the next save. A file of another version is refused before anything else in it is read.
//!
//! This room does no I/O. It knows no folder, only texts of files: where they lie is the business of `store`.

pub mod compact;
mod files;
pub mod guideline;
mod journal;
mod judgements;
mod literal;
mod marks;
mod mend;
mod quick;
mod quote;
mod records;
mod selection;
mod set;
mod written;

pub use files::{ArticleFile, LayerFile, ProjectFile, SourceFile};
pub use journal::{Entry, Journal, Line, line_of, opening, read_journal, read_last_of_journal};
pub use judgements::{
    DateRecord, EvidenceRecord, JudgementRecord, OfficeRecord, PropositionFile, PropositionRecord,
};
pub use marks::{LevelRecord, RelationRecord, RemarkRecord, StatementRecord};
pub use mend::{Mend, Standing};
pub use quote::{Phrase, Quote};
pub use records::{
    AnnotatorRecord, HeadRecord, MetadataRecord, OriginalRecord, SegmentRecord, SourceRecord,
    StampRecord,
};
pub use selection::Selection;
pub use set::{SetArticle, SetFile};
pub use written::{
    File, Format, FormatError, Head, MOST_BYTES, Offsets, ProjectMark, SetMark, from_ron,
    from_ron_quickly, to_ron,
};

use written::from_ron_value;

/// The version of every file this program writes, and the highest it reads.
pub const VERSION: u32 = 1;

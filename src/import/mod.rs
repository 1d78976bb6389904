//! From bytes to values: what a person brings becomes the text of an article, or a set of records.
//!
//! Only `files` touches the disk, and only to read. What had to be assumed on the way is said in warnings, what cannot be
//! read in an error that names a way out. Nothing here changes a project: what is to be done comes out as edits.

mod article;
mod bounded;
mod decode;
mod draft;
pub mod files;
mod foreign;
mod intake;
mod kind;
mod known;
mod many;
pub(crate) mod packed;
mod set;
mod supply;
mod title;

pub use article::{PageError, Problem};
pub use decode::{DecodeError, Decoded, TEXT_LIMIT, decode};
pub use draft::{Draft, DraftOptions, draft};
pub use intake::{Intake, source_for, take_in};
pub use kind::Kind;
pub use known::{Known, Place, Twin};
pub(crate) use many::delimiter;
pub use many::{Column, Columns, ColumnsError, Outcome, Piece, SEVERAL_LIMIT, drafts, look};
pub use set::{SetError, read_set, set_edits};
pub use supply::{Offered, Supply};

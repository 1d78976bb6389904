//! From bytes to values: what a person brings becomes the text of an article.
//!
//! This room touches no disk; whoever reads the file hands over its bytes. It does not know projects. What
//! it had to assume on the way is said in warnings, what it cannot read in an error that names a way out.

mod decode;
mod foreign;

pub use decode::{DecodeError, Decoded, TEXT_LIMIT, decode};

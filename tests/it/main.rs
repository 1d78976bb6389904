//! Promises about the whole program, one file each.

mod anchor;
mod decode;
mod offsets;
mod words;

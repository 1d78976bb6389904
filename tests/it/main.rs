//! Promises about the whole program, one file each.

mod anchor;
mod offsets;
mod words;

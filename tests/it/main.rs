//! Promises about the whole program, one file each.

mod offsets;
mod words;

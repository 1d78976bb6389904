//! Promises about the whole program, one file each.

mod anchor;
mod export;
mod fixture;
mod golden;
mod offsets;
mod words;

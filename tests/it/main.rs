//! Promises about the whole program, one file each.

mod anchor;
mod decode;
mod export;
mod fixture;
mod golden;
mod offsets;
mod words;

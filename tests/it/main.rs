//! Promises about the whole program, one file each.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy lets tests do this, and does not count the functions they share"
)]

mod anchor;
mod decode;
mod export;
mod fixture;
mod format;
mod golden;
mod offsets;
mod sample;
mod words;

//! Promises about the whole program, one file each.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy lets tests do this, and does not count the functions they share"
)]

mod damage;
mod desk;
mod edits;
mod format;
mod restart;
mod sample;
mod store;

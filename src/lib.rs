//! Ascribe: who says what in an article, through whom, and how it is put forward.
//!
//! Rooms in order; a room may import only from rooms above it.

// The generator of the benches names this crate as they do.
#[cfg(feature = "dev")]
extern crate self as ascribe;

pub mod text;

pub mod model;

pub mod format;

pub mod report;

pub mod picture;

pub mod import;

pub mod export;

pub mod exchange;

pub mod store;

pub mod session;

pub mod cli;

#[cfg(feature = "gui")]
pub mod gui;

//! Ascribe: who says what in an article, through whom, and how it is put forward.

pub mod export;
pub mod import;
pub mod format;
pub mod model;
pub mod report;
pub mod session;
#[cfg(feature = "gui")]
pub mod gui;
pub mod text;

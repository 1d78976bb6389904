//! Ascribe: who says what in an article, through whom, and how it is put forward.

pub mod cli;
pub mod export;
pub mod format;
pub mod import;
pub mod model;
pub mod report;
pub mod session;
pub mod store;
pub mod text;

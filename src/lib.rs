//! Ascribe: who says what in an article, through whom, and how it is put forward.

pub mod format;
pub mod model;
pub mod store;
pub mod text;

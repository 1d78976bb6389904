//! Ascribe: who says what in an article, through whom, and how it is put forward.

#[cfg(feature = "gui")]
pub mod gui;
pub mod text;

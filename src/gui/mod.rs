//! The window: everything that names the toolkit, and nothing else does.
//!
//! Panels are handed the desk to look at and answer with asks; the app carries these out. Nothing here changes a project.

pub mod reader;

pub mod app;
pub mod articles_ui;
pub mod choice_ui;
pub mod dialogs;
pub mod drop_ui;
pub mod edges_ui;
pub mod find_ui;
pub mod focus_ui;
pub mod fuzzy;
pub mod guideline_ui;
pub mod inspector;
pub mod keys;
pub mod late_fonts;
pub mod menu_ui;
mod milestones;
pub mod named_ui;
pub mod notices_ui;
pub mod picture_ui;
pub mod reading_ui;
pub mod screens;
pub mod stage;
pub mod start;
pub mod status_ui;
pub mod theme;
pub mod welcome_ui;
pub mod word_hints;

pub use app::App;
pub use start::{Start, WindowError, run};

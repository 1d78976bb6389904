//! The window: everything that names the toolkit, and nothing else does.
//!
//! Panels are handed the desk to look at and answer with asks; the app carries these out. Nothing here changes a project.

pub mod reader;

mod app;
mod articles_ui;
mod dialogs;
mod find_ui;
mod fuzzy;
mod inspector;
pub mod keys;
mod menu_ui;
mod notices_ui;
mod reading_ui;
mod stage;
mod start;
mod status_ui;
pub mod theme;
mod welcome_ui;

pub use app::App;
pub use start::{Start, run};

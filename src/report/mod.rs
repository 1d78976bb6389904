//! Numbers from values: how far the work has come, and who says how much.
//!
//! This room does no I/O, reads no clock and words nothing for a window: it counts.

mod progress;

pub use progress::{
    ArticleProgress, Kinds, LayerProgress, ProjectProgress, SourceShare, Totals, UNRECORDED_VOICE,
    by_source, holds_statements, of_article, of_layer, of_project,
};

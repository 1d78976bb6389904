//! Numbers from values: how far the work has come, and who says how much.
//!
//! This room does no I/O, reads no clock and words nothing for a window: it counts.

mod duplicates;
mod independence;
mod posterior;
mod progress;
mod track_record;
mod truth;

pub use duplicates::{Likeness, Pair, duplicates};
pub use independence::{Origins, group_of, of_proposition, origins, speaker};
pub use posterior::{FEWEST_FOR_A_LETTER, LETTER_EDGES, Opinion, Posterior, Prior, ageing};
pub use progress::{
    ArticleProgress, Kinds, LayerProgress, ProjectProgress, SourceShare, Totals, UNRECORDED_VOICE,
    by_source, holds_statements, of_article, of_layer, of_project,
};
pub use track_record::{Cluster, Fate, Outcome, TrackRecord, track_record};
pub use truth::{Method, Scores, Votes};

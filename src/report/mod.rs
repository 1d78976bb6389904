//! Numbers from values: how far the work has come, who says how much, and what stands against what.
//!
//! This room does no I/O, reads no clock and words nothing for a window: it counts.

mod duplicates;
mod independence;
mod ledger;
mod open_ends;
mod posterior;
mod progress;
mod track_record;
mod truth;

pub use duplicates::{Likeness, Pair, duplicates};
pub use independence::{Origins, group_of, is_replaced, of_proposition, origin, origins, speaker};
pub use ledger::{Board, Entry, Ledger, Part, Tally, When, joined_to, joining, proposed_members};
pub use open_ends::{
    Allegation, denials_elsewhere, denials_without_target, unanswered_allegations, undenied_denials,
};
pub use posterior::{FEWEST_FOR_A_LETTER, LETTER_EDGES, Opinion, Posterior, Prior, ageing};
pub use progress::{
    ArticleProgress, Kinds, LayerProgress, ProjectProgress, SourceShare, Totals, UNRECORDED_VOICE,
    by_source, holds_statements, of_article, of_layer, of_project,
};
pub use track_record::{Cluster, Fate, Outcome, TrackRecord, track_record};
pub use truth::{Method, Scores, Votes};

//! Numbers from values: how far the work has come, and who says how much.
//!
//! This room does no I/O, reads no clock and words nothing for a window: it counts.

mod chronicle;
mod graded;
mod independence;
mod labellers;
mod posterior;
mod progress;
mod settled;
mod track_record;
mod truth;
mod votes;

pub use chronicle::{Days, Event, Stances, events, said_on, stances};
pub use graded::{Diagonal, Leaning, credibility_by_source, judged, judgement_in};
pub use independence::{Origins, group_of, of_proposition, origins, speaker};
pub use labellers::{Consensus, Labels};
pub use posterior::{FEWEST_FOR_A_LETTER, LETTER_EDGES, Opinion, Posterior, Prior, ageing};
pub use progress::{
    ArticleProgress, Kinds, LayerProgress, ProjectProgress, SourceShare, Totals, UNRECORDED_VOICE,
    by_source, holds_statements, of_article, of_layer, of_project,
};
pub use track_record::{
    Ageing, Cluster, Counting, Fate, Outcome, TrackRecord, most_first, track_record,
};
pub use truth::{Method, Scores, Votes};
pub use votes::{Ballot, FEWEST_SHARED, FEWEST_SOURCES, Weighed, value};

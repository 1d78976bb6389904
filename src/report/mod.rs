//! Numbers from values: how far the work has come, who says how much, and what stands against what.
//!
//! This room does no I/O, reads no clock and words nothing for a window: it counts.

mod chronicle;
mod duplicates;
mod graded;
mod independence;
mod labellers;
mod ledger;
mod open_ends;
mod posterior;
mod progress;
mod settled;
mod touched;
mod track_record;
mod truth;
mod votes;

pub use chronicle::{Days, Event, Stances, events, said_on, stances};
pub use duplicates::{Likeness, Pair, duplicates};
pub use graded::{Diagonal, Leaning, credibility_by_source, judged, judgement_in};
pub use independence::{Origins, group_of, is_replaced, of_proposition, origin, origins, speaker};
pub use labellers::{Consensus, Labels};
pub use ledger::{Board, Entry, Ledger, Part, Tally, When, joined_to, joining, proposed_members};
pub use open_ends::{
    Allegation, OpenEnds, denials_elsewhere, denials_without_target, unanswered_allegations,
    undenied_denials,
};
pub use posterior::{FEWEST_FOR_A_LETTER, LETTER_EDGES, Opinion, Posterior, Prior, ageing};
pub use progress::{
    ArticleProgress, Kinds, LayerProgress, ProjectProgress, SourceShare, Totals, UNRECORDED_VOICE,
    by_source, n_sentences, of_article, of_layer, of_project,
};
pub use track_record::{
    Ageing, Cluster, Counting, Fate, Outcome, TrackRecord, most_first, track_record,
};
pub use truth::{Method, Scores, Votes};
pub use votes::{Ballot, FEWEST_SHARED, FEWEST_SOURCES, Weighed, value};

//! Puts track records together, and weighs sources against each other.

use super::Toil;
use crate::model::Project;
use crate::report::{Ballot, Counting, Method, TrackRecord, most_first, track_record};
use crate::session::job::{Done, State};

/// Records that are put together between two looks at whether the task was given up.
const AT_A_TIME: usize = 16;

impl Toil {
    /// The records of all sources that said anything, those with most outcomes first.
    pub(super) fn records(&self, project: &Project, counting: Counting, state: State) {
        let total = project.sources().len();
        let mut records: Vec<TrackRecord> = Vec::new();
        for (done, source) in project.sources().keys().enumerate() {
            if done.is_multiple_of(AT_A_TIME) {
                self.answers.progress("Counting outcomes", done, total);
                if self.answers.is_cancelled() {
                    return;
                }
            }
            let record = track_record(project, source, &counting);
            if !record.outcomes.is_empty() {
                records.push(record);
            }
        }
        most_first(&mut records);
        self.answers.send(Done::Records(records, counting, state));
    }

    pub(super) fn weigh_sources(&self, project: &Project, method: Method, state: State) {
        let total = method.usual_rounds();
        self.answers.progress("Weighing sources", 0, total);
        let ballot = Ballot::of(project);
        let weighed = ballot.weigh(method, &mut |round| {
            self.answers.progress("Weighing sources", round, total);
            !self.answers.is_cancelled()
        });
        if let Some(weighed) = weighed {
            self.answers.send(Done::SourcesWeighed(Box::new(weighed), state));
        }
    }
}

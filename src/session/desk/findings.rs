//! What was worked out about the reliability of sources, and from which state of the project.

use super::Desk;
use crate::report::{Counting, Method, TrackRecord, Weighed};
use crate::session::job::{Done, Job};

/// The track records of all sources.
#[derive(Clone, Debug)]
pub struct Records {
    /// Those that have outcomes, the most first.
    pub records: Vec<TrackRecord>,
    /// How they were counted.
    pub counting: Counting,
    /// How often the project had changed.
    pub revision: u64,
}

/// What was worked out last.
#[derive(Debug, Default)]
pub(super) struct Findings {
    records: Option<Records>,
    weighed: Option<(Weighed, u64)>,
}

impl Desk {
    /// The track records of all sources, if they were put together.
    #[must_use]
    pub fn records(&self) -> Option<&Records> {
        self.findings.records.as_ref()
    }

    /// Trust and belief, and how often the project had changed when they were weighed.
    #[must_use]
    pub fn weighed(&self) -> Option<&(Weighed, u64)> {
        self.findings.weighed.as_ref()
    }

    pub(super) fn count_records(&mut self, counting: Counting) {
        let Some(session) = &self.session else { return };
        let (project, revision) = (Box::new(session.project().clone()), session.revision());
        self.begin_task("Counting outcomes");
        self.worker.submit(Job::Records { project, counting, revision });
    }

    pub(super) fn weigh(&mut self, method: Method) {
        let Some(session) = &self.session else { return };
        let (project, revision) = (Box::new(session.project().clone()), session.revision());
        self.begin_task("Weighing sources");
        self.worker.submit(Job::Weigh { project, method, revision });
    }

    pub(super) fn receive_findings(&mut self, done: Done) {
        self.task = None;
        match done {
            Done::Records(records, counting, revision) => {
                self.findings.records = Some(Records { records, counting, revision });
            }
            Done::Weighed(weighed, revision) => self.findings.weighed = Some((*weighed, revision)),
            _ => {}
        }
    }
}

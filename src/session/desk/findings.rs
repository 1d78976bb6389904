//! What was worked out about the reliability of sources, and from which state of the project.

use super::Desk;
use super::counting::{Counted, LeftOpen};
use crate::model::Project;
use crate::report::{Counting, Method, TrackRecord, Weighed};
use crate::session::Session;
use crate::session::job::{Done, Job, State};

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
    weighed: Option<(Box<Weighed>, u64)>,
    pub(super) counted: Counted,
    pub(super) left_open: LeftOpen,
    /// Projects that were opened so far.
    opened: u64,
}

impl Findings {
    /// Another project is open: what is still being worked out belongs to the last one.
    pub(super) fn forget(&mut self) {
        *self = Self { opened: self.opened + 1, ..Self::default() };
    }
}

impl Desk {
    /// The track records of all sources, if they were put together.
    #[must_use]
    pub fn records(&self) -> Option<&Records> {
        self.findings.records.as_ref()
    }

    /// Trust and belief, and how often the project had changed when they were weighed.
    #[must_use]
    pub fn weighed(&self) -> Option<(&Weighed, u64)> {
        self.findings.weighed.as_ref().map(|(weighed, revision)| (weighed.as_ref(), *revision))
    }

    pub(super) fn count_records(&mut self, counting: Counting) {
        let job = |project, state| Job::Records { project, counting, state };
        self.work_out("Counting outcomes", job);
    }

    pub(super) fn weigh_sources(&mut self, method: Method) {
        self.work_out("Weighing sources", |project, state| Job::WeighSources {
            project,
            method,
            state,
        });
    }

    fn work_out(&mut self, label: &str, job: impl FnOnce(Box<Project>, State) -> Job) {
        let Some(session) = &self.session else { return };
        let state = self.state_of(session);
        let job = job(Box::new(session.project().clone()), state);
        self.begin_errand(label);
        self.worker.submit(job);
    }

    /// Which state of which project is open.
    pub(super) fn state_of(&self, session: &Session) -> State {
        State { opened: self.findings.opened, revision: session.revision() }
    }

    pub(super) fn receive_findings(&mut self, done: Done) {
        let is_ours = |state: State| state.opened == self.findings.opened;
        if matches!(done, Done::Records(..) | Done::SourcesWeighed(..)) {
            self.task = None;
        }
        match done {
            Done::Records(records, counting, state) if is_ours(state) => {
                let revision = state.revision;
                self.findings.records = Some(Records { records, counting, revision });
            }
            Done::SourcesWeighed(weighed, state) if is_ours(state) => {
                let old = self.findings.weighed.replace((weighed, state.revision));
                if let Some((old, _)) = old {
                    self.worker.submit(Job::LetGo(old));
                }
            }
            Done::Counted(ledger, state) if is_ours(state) => {
                self.findings.counted.receive(*ledger);
            }
            Done::LeftOpen(found, state) if is_ours(state) => {
                self.findings.left_open.receive(*found, state.revision);
            }
            _ => {}
        }
    }
}

//! What screens show in numbers of the whole project: propositions, and what is left open. Where much is to be counted, the
//! worker counts, and the frame goes on with what was counted before.

use super::{Desk, FEW};
use crate::report::{Ledger, OpenEnds};
use crate::session::job::Job;

/// Every proposition in numbers.
#[derive(Debug, Default)]
pub(super) struct Counted {
    ledger: Ledger,
    /// The revision that it was counted at.
    at: Option<u64>,
    is_under_way: bool,
}

impl Counted {
    /// The worker counted; what changed meanwhile is looked at when somebody asks.
    pub(super) fn receive(&mut self, ledger: Ledger) {
        *self = Self { ledger, at: None, is_under_way: false };
    }
}

/// What is left open, and at which revision that was found.
#[derive(Debug, Default)]
pub(super) struct LeftOpen {
    found: Option<(OpenEnds, u64)>,
    is_under_way: bool,
}

impl LeftOpen {
    pub(super) fn receive(&mut self, found: OpenEnds, revision: u64) {
        *self = Self { found: Some((found, revision)), is_under_way: false };
    }
}

impl Desk {
    /// Every proposition in numbers, as they were counted last, and at which revision of the project that was; none
    /// before the first time. An older one says that they are being counted again.
    #[must_use]
    pub fn ledger(&self) -> (&Ledger, Option<u64>) {
        (&self.findings.counted.ledger, self.findings.counted.at)
    }

    /// Counts what changed, for a screen that shows propositions.
    pub fn complete_ledger(&mut self) {
        let Some(session) = &self.session else { return };
        let (state, counted) = (self.state_of(session), &mut self.findings.counted);
        if counted.at == Some(state.revision) {
            return;
        }
        if !counted.ledger.is_far_from(session.project()) {
            counted.ledger.catch_up(session.project());
            counted.at = Some(state.revision);
        } else if !counted.is_under_way {
            counted.is_under_way = true;
            let project = Box::new(session.project().clone());
            self.worker.submit(Job::Count { project, state });
        }
    }

    /// Counts a project that has propositions before anybody looks at them.
    pub(super) fn count_ahead(&mut self) {
        let is_new = self.findings.counted.at.is_none() && !self.findings.counted.is_under_way;
        let session = self.session.as_ref().filter(|_| is_new);
        if session.is_some_and(|session| !session.project().propositions().is_empty()) {
            self.complete_ledger();
        }
    }

    /// What is left open, and the revision of the project at which it was found; none before it was looked for.
    #[must_use]
    pub fn open_ends(&self) -> Option<&(OpenEnds, u64)> {
        self.findings.left_open.found.as_ref()
    }

    /// Looks for what is left open, for a screen that lists it.
    pub fn complete_open_ends(&mut self) {
        let Some(session) = &self.session else { return };
        let (state, left) = (self.state_of(session), &mut self.findings.left_open);
        if left.is_under_way || left.found.as_ref().is_some_and(|(_, at)| *at == state.revision) {
            return;
        }
        if session.project().n_statements() <= FEW {
            left.receive(OpenEnds::of(session.project()), state.revision);
        } else {
            left.is_under_way = true;
            let project = Box::new(session.project().clone());
            self.worker.submit(Job::FindOpenEnds { project, state });
        }
    }
}

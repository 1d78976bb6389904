//! Articles that are being taken in: some with each look at the worker, so that no frame waits for ten thousand.

use super::{Desk, Task};
use crate::import::Draft;
use crate::model::ArticleId;
use crate::session::action::MetadataEntry;
use crate::session::articles::Taken;
use crate::session::job::Job;
use crate::session::{Action, Notice};
use jiff::Timestamp;
use std::collections::VecDeque;

/// Bytes of texts and of the files they came from that are taken in at a time: some milliseconds of work.
const AT_A_TIME: usize = 1024 * 1024;
/// What an article costs besides its bytes, in bytes.
const EACH: usize = 4 * 1024;

/// Drafts on their way to be articles.
#[derive(Debug, Default)]
pub(super) struct Intake {
    waiting: VecDeque<(Draft, MetadataEntry)>,
    total: usize,
    n_new: usize,
    n_here: usize,
    is_first_shown: bool,
}

impl Intake {
    fn done(&self) -> usize {
        self.total - self.waiting.len()
    }

    /// What came of several drafts, in words.
    fn summary(&self) -> Notice {
        let Self { total, n_new, n_here, waiting, .. } = self;
        let here = match n_here {
            0 => String::new(),
            n => format!("; {n} with a text that is here already"),
        };
        let rest = match waiting.len() {
            0 => String::new(),
            n => format!("; the other {n} were given up"),
        };
        Notice::info(format!("Imported {n_new} of {total} articles{here}{rest}"))
    }
}

impl Desk {
    /// Begins to take drafts in. The first come at once, so that there is something to read.
    pub(super) fn take_in(&mut self, drafts: Vec<(Draft, MetadataEntry)>, now: Timestamp) {
        if self.session.is_none() {
            return;
        }
        self.intake.total += drafts.len();
        self.intake.waiting.extend(drafts);
        self.take_some_in(now);
    }

    /// Are there drafts that have been decided on and are no articles yet?
    pub(super) fn is_taking_in(&self) -> bool {
        !self.intake.waiting.is_empty()
    }

    /// Takes as many drafts in as a frame has time for.
    pub(super) fn take_some_in(&mut self, now: Timestamp) {
        if !self.is_taking_in() {
            return;
        }
        let mut left = AT_A_TIME;
        let (mut originals, mut first) = (Vec::new(), None);
        while left > 0
            && let Some(session) = &mut self.session
            && let Some((draft, entry)) = self.intake.waiting.pop_front()
        {
            left = left.saturating_sub(draft.text.len() + draft.original.len() + EACH);
            let is_one_of_many = self.intake.total > 1;
            match session.take_in(draft, entry, is_one_of_many, now) {
                Taken::New(id, original) => {
                    self.intake.n_new += 1;
                    originals.extend(original);
                    first.get_or_insert(id);
                }
                Taken::Here(id) => {
                    self.intake.n_here += 1;
                    first.get_or_insert(id);
                }
                Taken::Refused => {}
            }
        }
        if !originals.is_empty() {
            self.worker.submit(Job::Keep(originals));
        }
        self.show_first(first, now);
        self.collect();
        self.go_on_taking_in(now);
    }

    fn show_first(&mut self, first: Option<ArticleId>, now: Timestamp) {
        if let (false, Some(article), Some(session)) =
            (self.intake.is_first_shown, first, &mut self.session)
        {
            self.intake.is_first_shown = true;
            session.perform(Action::GoTo(article, None), now);
        }
    }

    fn go_on_taking_in(&mut self, now: Timestamp) {
        if self.is_taking_in() {
            let label = "Taking articles in".to_owned();
            let (done, total) = (self.intake.done(), self.intake.total);
            self.task = Some(Task { label, done, total, may_stop: true });
        } else {
            self.end_intake();
            // What waits for the last save may have nothing to wait for.
            if self.is_settled() {
                self.go_on(now);
            }
        }
    }

    /// Nothing more is taken in. What there was of it is told.
    pub(super) fn end_intake(&mut self) {
        let intake = std::mem::take(&mut self.intake);
        if intake.total > 1 {
            self.finish(intake.summary());
        }
    }
}

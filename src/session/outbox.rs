//! What comes out of a session: what is to be told, wished of the window, and written.

use super::{Notice, Session, Wish};
use crate::model::{Refusal, Step};

impl Session {
    /// What the person is to be told since the last call.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// What the window is asked to do since the last call.
    pub fn take_wishes(&mut self) -> Vec<Wish> {
        std::mem::take(&mut self.wishes)
    }

    /// The steps since the last call, for the journal.
    pub fn take_steps(&mut self) -> Vec<Step> {
        std::mem::take(&mut self.steps)
    }

    /// Nothing may be changed from now on, and why.
    pub fn forbid_changes(&mut self, reason: String) {
        self.read_only = Some(reason);
    }

    pub(super) fn tell(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    pub(super) fn refuse(&mut self, label: &str, refusal: &Refusal) {
        self.tell(Notice::of_refusal(label, refusal));
    }
}

//! When to save. Pure: the time is a parameter, in milliseconds of any steady clock.

/// Save after this long without an edit.
const QUIET_MS: u64 = 800;
/// Save at the latest this long after the first edit that is not saved.
const PATIENCE_MS: u64 = 5_000;
/// A journal that has not taken a step after this long does not answer.
const STALL_MS: u64 = 1_000;

/// How far the work has come on its way to the disk. All are step numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Autosave {
    edited: u64,
    acknowledged: u64,
    durable: u64,
    saved: u64,
    saving: Option<u64>,
    first_unsaved_ms: Option<u64>,
    last_edit_ms: u64,
    failure: Option<String>,
    /// Since when the oldest step has waited for the journal.
    waiting_since_ms: Option<u64>,
}

/// What the status line says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is in its files.
    Saved,
    /// Everything is in the journal on the disk and survives a power cut; files follow.
    Durable,
    /// On its way to the disk.
    Saving,
    /// The disk has not answered for this many seconds.
    Stalled(u64),
    /// Not on the disk, and why.
    Failed(String),
}

impl Autosave {
    /// Begins with a project whose last step is `number`, all of it in files.
    #[must_use]
    pub fn starting_at(number: u64) -> Self {
        Self {
            edited: number,
            acknowledged: number,
            durable: number,
            saved: number,
            ..Self::default()
        }
    }

    /// Begins with a project whose last steps up to `number` were brought back from the journal and are in no file yet.
    #[must_use]
    pub fn behind(number: u64, now_ms: u64) -> Self {
        Self {
            edited: number,
            acknowledged: number,
            saved: number.saturating_sub(1),
            first_unsaved_ms: Some(now_ms),
            last_edit_ms: now_ms,
            ..Self::default()
        }
    }

    /// Step `number` was made.
    pub fn edited(&mut self, number: u64, now_ms: u64) {
        self.edited = number;
        self.last_edit_ms = now_ms;
        self.first_unsaved_ms.get_or_insert(now_ms);
        self.waiting_since_ms.get_or_insert(now_ms);
    }

    /// The journal holds steps up to `number`: they survive the end of the program.
    pub fn acknowledged(&mut self, number: u64, now_ms: u64) {
        if number > self.acknowledged {
            self.acknowledged = number;
            // The disk has just answered; whatever still waits begins to wait anew.
            self.waiting_since_ms = (number < self.edited).then_some(now_ms);
        }
    }

    /// The disk holds the journal up to `number`: the steps survive a power cut.
    pub fn durable(&mut self, number: u64) {
        self.durable = self.durable.max(number);
        if self.durable >= self.edited {
            self.failure = None;
        }
    }

    /// The files hold everything up to `number`.
    pub fn saved(&mut self, number: u64, now_ms: u64) {
        self.saving = None;
        self.saved = self.saved.max(number);
        self.acknowledged(number, now_ms);
        self.durable(number);
        if self.saved >= self.edited {
            self.first_unsaved_ms = None;
        }
    }

    /// Something could not be written. Tried again after the next pause.
    pub fn failed(&mut self, reason: String, now_ms: u64) {
        self.saving = None;
        self.waiting_since_ms = None;
        self.failure = Some(reason);
        self.first_unsaved_ms = Some(now_ms);
        self.last_edit_ms = now_ms;
    }

    /// The files no longer hold what is here: there is something to save, though nothing was done.
    pub fn unsettle(&mut self, now_ms: u64) {
        self.saving = None;
        self.saved = self.saved.min(self.edited.saturating_sub(1));
        self.first_unsaved_ms = Some(now_ms);
        self.last_edit_ms = now_ms;
    }

    /// Is it time to save? Then the step to save up to, which counts as under way from now on.
    pub fn tick(&mut self, now_ms: u64) -> Option<u64> {
        let first = self.first_unsaved_ms?;
        let quiet = now_ms.saturating_sub(self.last_edit_ms) >= QUIET_MS;
        let overdue = now_ms.saturating_sub(first) >= PATIENCE_MS;
        if quiet || overdue { self.begin() } else { None }
    }

    /// Save now, if there is anything to save and no save is under way.
    pub fn begin(&mut self) -> Option<u64> {
        if self.saving.is_some() || (self.saved >= self.edited && self.failure.is_none()) {
            return None;
        }
        self.saving = Some(self.edited);
        Some(self.edited)
    }

    /// Is a save under way?
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.saving.is_some()
    }

    /// Is every step in the files?
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saved >= self.edited
    }

    /// Milliseconds until [`Autosave::tick`] may have something to say.
    #[must_use]
    pub fn wait_ms(&self, now_ms: u64) -> Option<u64> {
        let quiet = (self.saving.is_none() && self.first_unsaved_ms.is_some())
            .then(|| (self.last_edit_ms + QUIET_MS).saturating_sub(now_ms));
        // While a step waits, the seconds are counted on.
        let stall = self.waiting_since_ms.map(|since| {
            let waited = now_ms.saturating_sub(since);
            STALL_MS - waited % STALL_MS
        });
        quiet.into_iter().chain(stall).min()
    }

    /// What the status line says.
    #[must_use]
    pub fn state(&self, now_ms: u64) -> SaveState {
        let waited = self.waiting_since_ms.map_or(0, |since| now_ms.saturating_sub(since));
        if let Some(reason) = &self.failure {
            SaveState::Failed(reason.clone())
        } else if waited >= STALL_MS {
            SaveState::Stalled(waited / 1_000)
        } else if self.saved >= self.edited {
            SaveState::Saved
        } else if self.durable >= self.edited {
            SaveState::Durable
        } else {
            SaveState::Saving
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Autosave, SaveState};

    #[test]
    fn an_edit_is_saved_after_a_pause_and_once() {
        let mut autosave = Autosave::starting_at(7);
        assert_eq!(autosave.tick(0), None);
        autosave.edited(8, 1_000);
        assert_eq!(autosave.tick(1_500), None);
        assert_eq!(autosave.tick(1_800), Some(8));
        assert_eq!(autosave.tick(9_000), None, "a save is under way");
        autosave.saved(8, 1_900);
        assert_eq!(autosave.state(0), SaveState::Saved);
        assert_eq!(autosave.tick(20_000), None);
    }

    #[test]
    fn a_disk_that_does_not_answer_is_told_within_a_second_of_waiting() {
        let mut autosave = Autosave::default();
        autosave.edited(1, 5_000);
        assert_eq!(autosave.state(5_999), SaveState::Saving);
        assert_eq!(autosave.state(6_000), SaveState::Stalled(1));
        assert!(autosave.wait_ms(5_500).is_some_and(|ms| ms <= 500));
        autosave.edited(2, 8_000);
        assert_eq!(autosave.state(8_100), SaveState::Stalled(3), "the oldest step counts");
        autosave.acknowledged(1, 8_100);
        assert_eq!(autosave.state(8_100), SaveState::Saving, "it has just answered");
        autosave.acknowledged(2, 8_200);
        assert_eq!(autosave.state(8_100), SaveState::Saving);
    }

    #[test]
    fn steady_work_is_saved_all_the_same() {
        let mut autosave = Autosave::default();
        let mut saves = 0;
        for number in 1..=60 {
            autosave.edited(number, number * 200);
            if let Some(up_to) = autosave.tick(number * 200) {
                saves += 1;
                autosave.saved(up_to, number * 200);
            }
        }
        assert!(saves >= 2, "{saves}");
    }

    #[test]
    fn an_edit_during_a_save_stays_unsaved() {
        let mut autosave = Autosave::default();
        autosave.edited(1, 0);
        assert_eq!(autosave.begin(), Some(1));
        autosave.edited(2, 10);
        autosave.saved(1, 1_000);
        assert!(!autosave.is_saved());
        assert_eq!(autosave.tick(900), Some(2));
    }

    #[test]
    fn a_failure_is_told_until_the_work_is_safe_and_tried_again() {
        let mut autosave = Autosave::default();
        autosave.edited(1, 0);
        assert_eq!(autosave.begin(), Some(1));
        autosave.failed("disk full".to_owned(), 100);
        assert_eq!(autosave.state(0), SaveState::Failed("disk full".to_owned()));
        assert_eq!(autosave.tick(1_000), Some(1));
        autosave.saved(1, 1_000);
        assert_eq!(autosave.state(0), SaveState::Saved);
    }
}

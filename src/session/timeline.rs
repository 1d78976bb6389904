//! Back to any point of what was done.

use super::{Notice, Session};

impl Session {
    /// Takes steps back until the one with this number is the last one done. Each is a step of its own, so that redo leads
    /// back again.
    pub(super) fn back_to(&mut self, number: u64) {
        let mut taken_back = 0_usize;
        while self.history().next_undo().is_some_and(|step| step.number > number) {
            if !self.undo_one() {
                break;
            }
            taken_back += 1;
        }
        if taken_back > 0 {
            let words = format!("Taken back: {taken_back} steps. Redo does them again");
            self.tell(Notice::info(words));
        }
    }

    /// Goes to where a step changed something.
    pub(super) fn show_step(&mut self, number: u64) {
        let step = self.history().steps().iter().find(|step| step.number == number).cloned();
        if let Some(step) = step {
            self.show_change(&step);
        }
    }
}

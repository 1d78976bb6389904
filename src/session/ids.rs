//! New ids for statements, relations and remarks: short, readable, unlike any that was given out before.

use crate::model::{IdError, Project, RelationId, RemarkId, StatementId};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

/// Digits and letters without vowels and look-alikes, so that no id spells a word or is misread.
const LETTERS: &[u8; 26] = b"23456789bcdfghjkmnpqrstvwx";

/// Gives out ids.
#[derive(Clone, Debug)]
pub struct IdMaker {
    state: u64,
}

impl Default for IdMaker {
    fn default() -> Self {
        Self { state: RandomState::new().build_hasher().finish() }
    }
}

impl IdMaker {
    /// Gives out the same ids in every run, for a project that is made again and again.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next value of Sebastiano Vigna's SplitMix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn word(&mut self, prefix: char, letters: usize) -> String {
        let mut word = format!("{prefix}-");
        let mut rest = self.next();
        for _ in 0..letters {
            let digit = (rest % LETTERS.len() as u64) as usize;
            rest /= LETTERS.len() as u64;
            word.extend(LETTERS.get(digit).copied().map(char::from));
        }
        word
    }

    /// Four letters, and one more for every few words that turned out to be taken.
    fn free<Id>(
        &mut self,
        prefix: char,
        make: impl Fn(&str) -> Result<Id, IdError>,
        taken: impl Fn(&Id) -> bool,
    ) -> Result<Id, IdError> {
        let mut attempt = 0;
        loop {
            let id = make(&self.word(prefix, 4 + attempt / 3))?;
            if !taken(&id) {
                return Ok(id);
            }
            attempt += 1;
        }
    }

    /// An id no statement has.
    ///
    /// # Errors
    /// Never in practice: the words made here are slugs.
    pub fn statement(&mut self, project: &Project) -> Result<StatementId, IdError> {
        self.free('s', StatementId::new, |id| project.has_statement(id))
    }

    /// An id no relation has.
    ///
    /// # Errors
    /// As for [`IdMaker::statement`].
    pub fn relation(&mut self, project: &Project) -> Result<RelationId, IdError> {
        self.free('r', RelationId::new, |id| project.has_relation(id))
    }

    /// An id no remark has.
    ///
    /// # Errors
    /// As for [`IdMaker::statement`].
    pub fn remark(&mut self, project: &Project) -> Result<RemarkId, IdError> {
        self.free('m', RemarkId::new, |id| project.has_remark(id))
    }
}

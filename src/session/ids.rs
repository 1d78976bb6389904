//! New ids for statements, relations and remarks: short, readable, unlike any that the project has.

use crate::model::{IdError, Project, RelationId, RemarkId, StatementId};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

/// Digits and letters without vowels and look-alikes, so that no id spells a word or is misread.
const LETTERS: &[u8; 26] = b"23456789bcdfghjkmnpqrstvwx";

/// Letters of an id.
const N_LETTERS: u32 = 6;

/// How many ids there are.
const N_IDS: u64 = (LETTERS.len() as u64).pow(N_LETTERS);

/// How far the next id is from the one before, so that two letters differ.
const STEP: u64 = 31;

/// Gives out ids: a row of them that begins anywhere.
///
/// Ids of one row are beside each other where records are kept by id, so the next record finds its place where the one before
/// was put, however many there are. And rows that two people begin hardly ever meet, where of as many single draws some would:
/// of two that give out a thousand each, one pair in 150,000 does.
#[derive(Clone, Debug)]
pub struct IdMaker {
    state: u64,
    /// The place of the id that was given out last.
    at: u64,
}

impl Default for IdMaker {
    fn default() -> Self {
        Self::seeded(RandomState::new().build_hasher().finish())
    }
}

impl IdMaker {
    /// Gives out the same ids in every run, for a project that is made again and again.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        let mut maker = Self { state: seed, at: 0 };
        maker.begin();
        maker
    }

    /// Begins a row.
    fn begin(&mut self) {
        self.at = self.next() % N_IDS;
    }

    /// The next value of Sebastiano Vigna's SplitMix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// The next id of the row; the letters that come first change least.
    fn word(&mut self, prefix: char) -> String {
        self.at = (self.at + STEP) % N_IDS;
        let base = LETTERS.len() as u64;
        let digits = (0..N_LETTERS).rev().map(|place| self.at / base.pow(place) % base);
        let letters = digits.filter_map(|digit| LETTERS.get(usize::try_from(digit).ok()?));
        [prefix, '-'].into_iter().chain(letters.copied().map(char::from)).collect()
    }

    /// The next of the row, or of another one where it is taken.
    fn free<Id>(
        &mut self,
        prefix: char,
        make: impl Fn(&str) -> Result<Id, IdError>,
        taken: impl Fn(&Id) -> bool,
    ) -> Result<Id, IdError> {
        loop {
            let id = make(&self.word(prefix))?;
            if !taken(&id) {
                return Ok(id);
            }
            self.begin();
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

#[cfg(test)]
mod tests {
    use super::{IdMaker, LETTERS};
    use std::collections::BTreeSet;

    fn ids(maker: &mut IdMaker, n: usize, taken: &BTreeSet<String>) -> Vec<String> {
        let mut give = || maker.free('s', |word| Ok(word.to_owned()), |id| taken.contains(id));
        (0..n).map(|_| give().unwrap()).collect()
    }

    #[test]
    fn ids_are_short_and_unlike_each_other_and_stand_beside_each_other() {
        let ids = ids(&mut IdMaker::default(), 3_000, &BTreeSet::new());
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        for id in &ids {
            let letters = id.strip_prefix("s-").unwrap();
            assert!(letters.len() == 6 && letters.bytes().all(|b| LETTERS.contains(&b)), "{id}");
        }
        let falling = ids.windows(2).filter(|pair| pair[0] > pair[1]).count();
        assert!(falling <= 1, "only from the last of all ids to the first");
        let differing =
            |pair: &[String]| pair[0].bytes().zip(pair[1].bytes()).filter(|(a, b)| a != b).count();
        assert!(ids.windows(2).all(|pair| differing(pair) >= 2));
    }

    #[test]
    fn no_id_is_given_out_that_is_taken() {
        let row: BTreeSet<String> =
            ids(&mut IdMaker::seeded(7), 500, &BTreeSet::new()).into_iter().collect();
        let others = ids(&mut IdMaker::seeded(7), 500, &row);
        assert!(others.iter().all(|id| !row.contains(id)));
    }
}

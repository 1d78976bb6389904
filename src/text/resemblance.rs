//! How much two texts have in common: the share of their runs of words that stand in both ("resemblance" of shingles,
//! Broder 1997), and an index that finds what is alike without comparing all with all.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

/// Words in a shingle.
pub const SHINGLE: usize = 4;
/// Shared shingles of all, from which on two texts are near-duplicates: one half, as Broder has it.
pub const NEAR: f64 = 0.5;

/// Least hashes of a text by which it is found.
const SKETCH: usize = 32;
/// Of them, how many two texts must share before they are compared. Of texts that are alike by [`NEAR`] or more, one pair in
/// some 100,000 shares fewer (binomial tail).
const SHARED: usize = 4;

/// The shingles of `text`, hashed, rising, each once. Case and punctuation do not count; each sign of scripts without blanks
/// is a word.
fn shingles(text: &str) -> Vec<u64> {
    let words = words(text);
    let n = SHINGLE.min(words.len()).max(1);
    let mut hashes: Vec<u64> = words
        .windows(n)
        .map(|run| {
            let mut hasher = DefaultHasher::new();
            run.hash(&mut hasher);
            hasher.finish()
        })
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The words of a text, hashed.
fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    let mut hasher: Option<DefaultHasher> = None;
    for letter in text.chars() {
        let is_alone = matches!(letter, '\u{E00}'..='\u{EFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}');
        if is_alone || !letter.is_alphanumeric() {
            words.extend(hasher.take().map(|hasher| hasher.finish()));
        }
        if letter.is_alphanumeric() {
            let hasher = hasher.get_or_insert_with(DefaultHasher::new);
            letter.to_lowercase().for_each(|letter| letter.hash(hasher));
        }
        if is_alone {
            words.extend(hasher.take().map(|hasher| hasher.finish()));
        }
    }
    words.extend(hasher.map(|hasher| hasher.finish()));
    words
}

/// The share of shingles of both texts that stand in both: 0 for nothing in common, 1 for the same words.
#[must_use]
pub fn resemblance(a: &str, b: &str) -> f64 {
    share(&shingles(a), &shingles(b))
}

fn share(a: &[u64], b: &[u64]) -> f64 {
    let n_shared = a.iter().filter(|hash| b.binary_search(hash).is_ok()).count();
    let n_all = a.len() + b.len() - n_shared;
    #[expect(clippy::cast_precision_loss, reason = "texts have far fewer words than 2^52")]
    if n_all == 0 { 1.0 } else { n_shared as f64 / n_all as f64 }
}

/// Texts by what they are alike in.
#[derive(Debug)]
pub struct Resemblances<K> {
    known: Vec<(K, Arc<str>)>,
    by_hash: HashMap<u64, Vec<usize>>,
}

impl<K> Default for Resemblances<K> {
    fn default() -> Self {
        Self { known: Vec::new(), by_hash: HashMap::new() }
    }
}

impl<K> Resemblances<K> {
    /// Remembers a text under a key.
    pub fn add(&mut self, key: K, text: Arc<str>) {
        for hash in shingles(&text).into_iter().take(SKETCH) {
            self.by_hash.entry(hash).or_default().push(self.known.len());
        }
        self.known.push((key, text));
    }

    /// The text that is most like this one, and how much, when it is a near-duplicate.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Option<(&K, f64)> {
        let own = shingles(text);
        self.candidates_for(&own)
            .map(|(key, other)| (key, share(&own, &shingles(other))))
            .filter(|(_, share)| *share >= NEAR)
            .max_by(|(_, a), (_, b)| a.total_cmp(b))
    }

    /// The texts that may be near-duplicates of this one, in the order in which they were added; [`resemblance`] decides.
    pub fn candidates(&self, text: &str) -> impl Iterator<Item = (&K, &str)> {
        self.candidates_for(&shingles(text))
    }

    fn candidates_for(&self, own: &[u64]) -> impl Iterator<Item = (&K, &str)> + use<'_, K> {
        // Marks of what stands in every text lead to every text: a number for each is quicker than a map.
        let mut counts = vec![0_usize; self.known.len()];
        for place in own.iter().take(SKETCH).filter_map(|hash| self.by_hash.get(hash)).flatten() {
            counts.get_mut(*place).into_iter().for_each(|count| *count += 1);
        }
        // A text with few shingles cannot share many.
        let needed = SHARED.min(own.len().div_ceil(2)).max(1);
        let candidates = counts.into_iter().zip(&self.known);
        candidates
            .filter(move |(count, _)| *count >= needed)
            .map(|(_, (key, text))| (key, text.as_ref()))
    }
}

#[cfg(test)]
mod tests {
    use super::{NEAR, Resemblances, resemblance};
    use std::sync::Arc;

    const FERRY: &str = "The ferry ran aground on Monday near the old harbour. Nobody was hurt, the captain said. \
        The operator denied that the ferry had been late, and named three causes.";

    #[test]
    fn resemblance_is_the_share_of_runs_of_four_words() {
        // Counted by hand: "a b c d e" has two runs, "a b c d x" two, one of them the same.
        assert!((resemblance("a b c d e", "A, b: c d x") - 1.0 / 3.0).abs() < 1e-9);
        assert!((resemblance("a b c d e", "“a b”, c – d e!") - 1.0).abs() < 1e-9);
        assert!(resemblance("a b c d", "e f g h") < 1e-9);
        // Five signs make two runs as five words do.
        assert!((resemblance("外交部周一", "外交部周二") - 1.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn a_text_with_a_word_changed_is_found_and_another_is_not() {
        let mut known = Resemblances::default();
        known.add("ferry", Arc::from(FERRY));
        for n in 0..500 {
            let other = format!(
                "Report {n} is about something else: the {n} boats that {n} people saw on day {n}."
            );
            known.add("other", Arc::from(other));
        }
        let changed = FERRY.replace("Monday", "Tuesday");
        let (key, share) = known.nearest(&changed).unwrap();
        assert_eq!(*key, "ferry");
        assert!(share > NEAR && share < 1.0, "{share}");
        assert!(known.nearest("Nobody has written about the sea for a long time now.").is_none());
        assert!(known.nearest("").is_none());
    }
}

//! How much two texts have in common: the share of their runs of words that stand in both ("resemblance" of shingles,
//! Broder 1997), and an index that finds what is alike without comparing all with all.

use super::frozen::FrozenText;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

/// Words in a shingle.
pub const SHINGLE: usize = 4;
/// Shared shingles of all, from which on two texts are near-duplicates: one half, as Broder has it.
pub const NEAR: f64 = 0.5;

/// Least hashes of a text by which it is found.
const MARKS: usize = 32;
/// Of them, how many two texts must share before their sketches are compared. Of texts that are alike by [`NEAR`] or more, one
/// pair in some 100,000 shares fewer (binomial tail).
const SHARED: usize = 4;

/// Least hashes of a text that are kept as its sketch: of the least so many of two texts together, the share that stands in
/// both estimates how much they are alike (Broder 1997).
const SKETCH: usize = 128;
/// How far below [`NEAR`] an estimate is believed: four and a half standard deviations of a share of one half among
/// [`SKETCH`]. One pair of near-duplicates in some 300,000 is estimated lower (normal tail).
const DOUBT: f64 = 0.2;
/// So many texts that have a mark are looked at when one is looked up, those that were added last. A mark that more of them
/// have is what all of a publisher's articles have: a text that has nothing else in common with one further back is a
/// near-duplicate of thousands, some of which are found. So a look-up is bounded, however many texts are known.
const HOLDERS: usize = 4_096;

/// So many texts, those whose sketches are most alike, are compared word by word with one that is looked up. In a project
/// full of look-alikes the others would be named no better.
const COMPARED: usize = 16;

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

/// How much two texts are alike, as far as their sketches tell; exact where one of them has all shingles of its text.
fn estimate(a: &[u64], b: &[u64]) -> f64 {
    let (mut at_a, mut at_b) = (0, 0);
    let (mut n_shared, mut n_all) = (0_u32, 0_u32);
    while let (Some(one), Some(other)) = (a.get(at_a), b.get(at_b)) {
        if n_all as usize == SKETCH {
            break;
        }
        // Without a branch to foresee: this is what takes the time among thousands of look-alikes.
        at_a += usize::from(one <= other);
        at_b += usize::from(other <= one);
        n_shared += u32::from(one == other);
        n_all += 1;
    }
    // What one of them has left stands in it alone.
    let n_left = (a.len() - at_a) + (b.len() - at_b);
    let n_left = n_left.min(SKETCH.saturating_sub(n_all as usize));
    let n_all = n_all + u32::try_from(n_left).unwrap_or(u32::MAX);
    if n_all == 0 { 1.0 } else { f64::from(n_shared) / f64::from(n_all) }
}

/// The first so many hashes of a text.
fn least(hashes: &[u64], n: usize) -> &[u64] {
    hashes.get(..n).unwrap_or(hashes)
}

#[derive(Debug)]
struct Known<K> {
    key: K,
    text: FrozenText,
    /// The least [`SKETCH`] of its shingles, rising.
    sketch: Box<[u64]>,
}

/// Texts by what they are alike in.
#[derive(Debug)]
pub struct Resemblances<K> {
    known: Vec<Known<K>>,
    by_hash: HashMap<u64, Vec<u32>>,
}

impl<K> Default for Resemblances<K> {
    fn default() -> Self {
        Self { known: Vec::new(), by_hash: HashMap::new() }
    }
}

impl<K> Resemblances<K> {
    /// Remembers a text under a key. Beyond four thousand million texts, one is not found.
    pub fn add(&mut self, key: K, text: FrozenText) {
        let hashes = shingles(&text.open());
        if let Ok(place) = u32::try_from(self.known.len()) {
            for hash in least(&hashes, MARKS) {
                self.by_hash.entry(*hash).or_default().push(place);
            }
        }
        self.known.push(Known { key, text, sketch: least(&hashes, SKETCH).into() });
    }

    /// The text that is most like this one, and how much, when it is a near-duplicate. Of more than a few that may be, the
    /// most like by their sketches are looked at.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Option<(&K, f64)> {
        self.nearest_among(HOLDERS, text)
    }

    fn nearest_among(&self, holders: usize, text: &str) -> Option<(&K, f64)> {
        let own = shingles(text);
        let estimated = self.candidates_for(&own, holders).map(|one| (one.estimate(), one));
        let mut found: Vec<_> = estimated.filter(|(share, _)| may_be_near(*share)).collect();
        // Among those that are estimated alike, the first that was added stays first.
        found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let compared = found.into_iter().take(COMPARED);
        compared
            .map(|(_, one)| (one.key, share(&own, &shingles(&one.text.open()))))
            .filter(|(_, share)| *share >= NEAR)
            .max_by(|(_, a), (_, b)| a.total_cmp(b))
    }

    /// The texts that share marks with this one, in the order in which they were added.
    pub fn candidates(&self, text: &str) -> impl Iterator<Item = Candidate<'_, K>> {
        self.candidates_for(&shingles(text), usize::MAX)
    }

    /// The texts that share marks with one of these shingles; of those that have a mark, so many that were added last.
    fn candidates_for(
        &self,
        own: &[u64],
        holders: usize,
    ) -> impl Iterator<Item = Candidate<'_, K>> + use<'_, K> {
        // A text with few shingles cannot share many.
        let needed = SHARED.min(own.len().div_ceil(2)).max(1);
        // A number for each text is quicker than a map.
        let mut counts = vec![0_u8; self.known.len()];
        let mut places: Vec<usize> = Vec::new();
        for mark in least(own, MARKS).iter().filter_map(|hash| self.by_hash.get(hash)) {
            let last = mark.len().saturating_sub(holders);
            for place in mark.get(last..).unwrap_or_default().iter().map(|place| *place as usize) {
                let Some(count) = counts.get_mut(place) else { continue };
                *count += 1;
                if usize::from(*count) == needed {
                    places.push(place);
                }
            }
        }
        places.sort_unstable();
        let sketch: Arc<[u64]> = least(own, SKETCH).into();
        let known = places.into_iter().filter_map(|place| self.known.get(place));
        known.map(move |Known { key, text, sketch: theirs }| {
            let own = Arc::clone(&sketch);
            Candidate { key, text, theirs, own }
        })
    }
}

/// Is an estimate so high that the texts may be near-duplicates?
fn may_be_near(estimate: f64) -> bool {
    estimate >= NEAR - DOUBT
}

/// A text that shares marks with another one.
#[derive(Debug)]
pub struct Candidate<'a, K> {
    /// Its key.
    pub key: &'a K,
    /// All of it.
    pub text: &'a FrozenText,
    theirs: &'a [u64],
    own: Arc<[u64]>,
}

impl<K> Candidate<'_, K> {
    fn estimate(&self) -> f64 {
        estimate(&self.own, self.theirs)
    }

    /// May the two be near-duplicates, as far as their sketches tell? [`resemblance`] decides.
    #[must_use]
    pub fn may_be_near(&self) -> bool {
        may_be_near(self.estimate())
    }
}

#[cfg(test)]
mod tests {
    use super::{DOUBT, SKETCH};
    use super::{NEAR, Resemblances, estimate, least, resemblance, shingles};

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
        known.add("ferry", FERRY.into());
        for n in 0..500 {
            let other = format!(
                "Report {n} is about something else: the {n} boats that {n} people saw on day {n}."
            );
            known.add("other", other.into());
        }
        let changed = FERRY.replace("Monday", "Tuesday");
        let (key, share) = known.nearest(&changed).unwrap();
        assert_eq!(*key, "ferry");
        assert!(share > NEAR && share < 1.0, "{share}");
        assert!(known.nearest("Nobody has written about the sea for a long time now.").is_none());
        assert!(known.nearest("").is_none());
    }

    /// A text of `n` sentences, of which those in `other` are somebody else's.
    fn report(n: usize, other: impl Fn(usize) -> bool) -> String {
        let sentence = |at: usize| {
            let whose = if other(at) { "else" } else { "same" };
            format!(
                "In {whose} place {at} the {whose} harbour of {at} saw {whose} boat number {at}. "
            )
        };
        (0..n).map(sentence).collect()
    }

    #[test]
    fn sketches_estimate_what_a_comparison_of_all_words_finds() {
        for n in [3, 12, 200] {
            let text = report(n, |_| false);
            for tenths in 0..=10 {
                let other = report(n, |at| at * 10 / n < tenths);
                let (a, b) = (shingles(&text), shingles(&other));
                let estimate = estimate(least(&a, SKETCH), least(&b, SKETCH));
                let exact = resemblance(&text, &other);
                assert!((estimate - exact).abs() < DOUBT, "{n}, {tenths}: {estimate} {exact}");
                if a.len() + b.len() <= SKETCH {
                    assert!((estimate - exact).abs() < 1e-9, "{n}, {tenths}: {estimate} {exact}");
                }
            }
        }
    }

    #[test]
    fn a_text_that_is_like_every_other_is_told_so_whichever_are_looked_at() {
        let mut known = Resemblances::default();
        for number in 0..400 {
            known.add(
                number,
                report(60, |at| at >= 50).replace("else", &format!("{number}")).into(),
            );
        }
        let text = report(60, |at| at >= 50).replace("else", "somebody");
        let all = known.nearest(&text).unwrap().1;
        let (key, some) = known.nearest_among(20, &text).unwrap();
        assert!(*key >= 380, "{key}");
        assert!(all >= some && some >= NEAR && all - some < DOUBT, "{all} {some}");
    }

    #[test]
    fn among_hundreds_that_share_their_frame_the_near_duplicate_is_found() {
        let mut known = Resemblances::default();
        // A third of each is the frame that all of a publisher's articles have.
        for number in 0..400 {
            let own = format!("{number}");
            let text = report(60, |at| at >= 20).replace("else", &own);
            known.add(number, text.into());
        }
        let text = report(60, |at| at >= 20).replace("else", "317");
        let changed =
            text.replace("boat number 5", "ship number 5").replace("number 2", "figure 2");
        let (key, share) = known.nearest(&changed).unwrap();
        assert_eq!(*key, 317);
        assert!((share - resemblance(&text, &changed)).abs() < 1e-9, "{share}");
        // Also where only some of those are looked at that have the frame: what it has beside that leads to it.
        assert_eq!(known.nearest_among(50, &changed), known.nearest(&changed));
        let stranger = report(60, |at| at >= 20).replace("else", "somebody");
        assert_eq!(known.nearest(&stranger), None);
    }
}

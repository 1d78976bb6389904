//! How much two texts are about the same, by the telling words that they share.

use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

/// Words shorter than this say little about what a text is about; in code points.
const TELLING: usize = 4;

/// As many letters of a word stand for it, so that “station” and “stations” are the same; in code points.
const STEM: usize = 6;

/// The telling words of a text in lower case as numbers, rising, each once.
#[must_use]
pub fn stems(lower_case: &str) -> Vec<u32> {
    let mut stems = Vec::new();
    stems_into(&mut stems, lower_case);
    stems
}

/// The same in place of what is in the list, for somebody who asks a hundred thousand times.
pub fn stems_into(stems: &mut Vec<u32>, lower_case: &str) {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let words = lower_case
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= TELLING || word.chars().any(is_ideograph))
        .map(|word| {
            word.char_indices().nth(STEM).map_or(word, |(end, _)| word.get(..end).unwrap_or(word))
        })
        .map(|stem| (hasher.hash_one(stem) >> 32) as u32);
    stems.clear();
    stems.extend(words);
    stems.sort_unstable();
    stems.dedup();
}

/// The share of telling words that two texts have in common, in thousandths of all that either has.
#[must_use]
pub fn likeness(a: &[u32], b: &[u32]) -> u32 {
    let shared = a.iter().filter(|stem| b.binary_search(stem).is_ok()).count();
    let all = (a.len() + b.len() - shared).max(1);
    u32::try_from(shared * 1000 / all).unwrap_or(1000)
}

/// Is it of a script that writes whole words with one or two signs, and without spaces between them?
#[must_use]
pub fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

//! Sentences that fold as prose does: of a vocabulary in which the word at place `r` comes `1/r` times as often as the first,
//! after Zipf, with names in between that come nowhere else.

use super::{LeadIn, lead_in};

const N_WORDS: f64 = 60_000.0;
/// One word in so many is a name.
const NAMES: u64 = 3;
/// Bytes of a sentence, about.
const LENGTH: usize = 122;

/// Numbers that look thrown, the same each time (splitmix64).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The word at this place of the vocabulary; frequent ones are short.
fn word(place: u64) -> String {
    let mut state = place;
    let syllables = (1 + place.ilog2() / 4).min(4);
    let letter = |letters: &str, number: u64| {
        letters.chars().nth((number % letters.len() as u64) as usize).unwrap()
    };
    let mut word = String::new();
    for _ in 0..syllables {
        let number = next(&mut state);
        word.push(letter("tnshrdlcmwfgpbkvjz", number));
        word.push(letter("eeaaoiuy", number >> 8));
        if number >> 63 == 0 {
            word.push(letter("nrstldmgkpcx", number >> 16));
        }
    }
    word
}

pub(crate) fn sentence(article: usize, number: usize) -> String {
    let LeadIn { name, verb } = lead_in(article, number);
    let mut sentence = format!("{name} {verb} on day {article} that");
    let mut state = (article as u64) << 20 | number as u64;
    while sentence.len() < LENGTH {
        // As many between 1 and 10 as between 10 and 100.
        let number = next(&mut state);
        let share = number as f64 / u64::MAX as f64;
        let place =
            if number.is_multiple_of(NAMES) { number >> 8 } else { N_WORDS.powf(share) as u64 };
        sentence.push(' ');
        sentence += &word(place);
    }
    sentence + "."
}

//! Which words the rules know in a language, and as what. Knows nothing of sentences.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::words;

/// What a word is to the rules. A word may be several things; the language tables list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Written with a full stop and never last in a sentence: "Mr", "i.e".
    Fixed,
    /// Abbreviated before a figure: "No", "fig".
    Number,
    /// An abbreviated month.
    Month,
    /// Written with a full stop; last only when a typical starter follows: "Inc", "Ph.D".
    Listed,
    /// Written with a full stop; last when a capital follows: "km", "etc".
    Unit,
    /// "a.m" and "p.m".
    Clock,
    /// What continues a time of day: zones, week days, months.
    Zone,
    /// An abbreviation only with a capital: "Miss." is Mississippi, "miss." is not.
    Proper,
    /// Often the first word of a sentence, seldom a name.
    Starter,
    /// A clipped word before an apostrophe that begins sentences: the "L" of "L'État".
    Elided,
    /// A verb that puts what is quoted into a mouth: "said".
    Speech,
    /// Begins a new sentence, not an attribution, behind a closed quotation.
    Pronoun,
    /// A name that ends in an exclamation mark.
    Brand,
    /// Stands behind an ordinal number that is written with a full stop: German months, "Jahrhundert".
    Counted,
    /// A word that a single capital belongs to: "Plan B", "vitamin C".
    Lettered,
}

/// All that a word is, as a set of [`Kind`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u32);

impl Kinds {
    /// Is `kind` among them?
    pub(super) fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// Is the word one that is written with a full stop?
    pub(super) fn is_abbreviation(self) -> bool {
        [Kind::Fixed, Kind::Number, Kind::Month, Kind::Listed, Kind::Unit, Kind::Clock]
            .into_iter()
            .any(|kind| self.has(kind))
    }

    /// Does no table know the word?
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn add(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u32;
    }

    fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// FNV-1a: the words are short and our own, so a hash that resists attackers would only cost time.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_usize(&mut self, length: usize) {
        self.0 ^= length as u64;
    }
}

/// Longest word that can be looked up, in bytes of its lower case form.
const LONGEST: usize = 40;

/// Words in lower case, without their last full stop, with what they are.
#[derive(Debug, Default)]
pub(super) struct Lexicon(HashMap<Cow<'static, [u8]>, Kinds, BuildHasherDefault<Fnv>>);

impl Lexicon {
    /// The lexicon of a primary language subtag ("en"), if there are tables for it.
    pub(super) fn of(language: &str) -> Option<&'static Self> {
        ALL.get(language)
    }

    /// A lexicon of words brought by the user, each a [`Kind::Listed`]; their full stops and case do not matter.
    pub(super) fn from_abbreviations(words: &[String]) -> Self {
        let mut lexicon = Self::default();
        for word in words {
            let mut room = [0; LONGEST];
            if let Some(folded) = fold(&[word.trim().trim_end_matches('.')], &mut room) {
                lexicon.add(Cow::Owned(folded.to_vec()), Kind::Listed);
            }
        }
        lexicon
    }

    /// What `word` is, whatever its case.
    pub(super) fn kinds(&self, word: &str) -> Kinds {
        self.kinds_of_joined(&[word])
    }

    /// What the word is that the `parts` give when written together, whatever their case.
    pub(super) fn kinds_of_joined(&self, parts: &[&str]) -> Kinds {
        let mut room = [0; LONGEST];
        fold(parts, &mut room).and_then(|folded| self.0.get(folded)).copied().unwrap_or_default()
    }

    /// What `word` is here or in `other`.
    pub(super) fn kinds_with(&self, other: &Self, word: &str) -> Kinds {
        if other.0.is_empty() {
            self.kinds(word)
        } else {
            self.kinds(word).union(other.kinds(word))
        }
    }

    fn add(&mut self, word: Cow<'static, [u8]>, kind: Kind) {
        self.0.entry(word).or_default().add(kind);
    }

    fn add_table(&mut self, table: &'static [(Kind, &'static str)]) {
        for (kind, listed) in table {
            for word in listed.split_ascii_whitespace() {
                self.add(Cow::Borrowed(word.as_bytes()), *kind);
            }
        }
    }
}

/// All lexicons, made once; about four thousand words.
static ALL: LazyLock<BTreeMap<&'static str, Lexicon>> = LazyLock::new(|| {
    words::TABLES
        .iter()
        .map(|(language, table)| {
            let mut lexicon = Lexicon::default();
            lexicon.add_table(words::COMMON);
            lexicon.add_table(table);
            (*language, lexicon)
        })
        .collect()
});

/// The parts in lower case, one behind the other, in `room`; `None` if they do not fit.
fn fold<'r>(parts: &[&str], room: &'r mut [u8; LONGEST]) -> Option<&'r [u8]> {
    let mut length = 0;
    for part in parts {
        length = fold_one(part, room, length)?;
    }
    room.get(..length)
}

/// Writes `word` in lower case from byte `at` of `room` on; gives the place behind it.
fn fold_one(word: &str, room: &mut [u8; LONGEST], mut at: usize) -> Option<usize> {
    if word.is_ascii() {
        let place = room.get_mut(at..at + word.len())?;
        place.copy_from_slice(word.as_bytes());
        place.make_ascii_lowercase();
        return Some(at + word.len());
    }
    for c in word.chars().flat_map(char::to_lowercase) {
        let place = room.get_mut(at..at + c.len_utf8())?;
        at += c.encode_utf8(place).len();
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_any_case_and_any_script() {
        let lexicon = Lexicon::of("ru").expect("Russian has tables");
        assert!(lexicon.kinds("ПРОФ").has(Kind::Fixed));
        assert!(Lexicon::of("en").expect("English has tables").kinds("Mr").has(Kind::Fixed));
    }

    #[test]
    fn a_word_longer_than_any_listed_one_is_unknown_and_not_cut() {
        let word = "mr".repeat(LONGEST);
        assert!(Lexicon::of("en").expect("English has tables").kinds(&word).is_empty());
    }

    #[test]
    fn what_is_an_abbreviation_only_with_a_capital_is_listed_as_one() {
        for (language, table) in words::TABLES {
            let lexicon = Lexicon::of(language).expect("every table makes a lexicon");
            let proper = table.iter().filter(|(kind, _)| *kind == Kind::Proper);
            for word in proper.flat_map(|(_, listed)| listed.split_whitespace()) {
                assert!(lexicon.kinds(word).is_abbreviation(), "{language}: {word}");
            }
        }
    }

    #[test]
    fn every_listed_word_is_in_lower_case_without_a_last_full_stop_and_not_too_long() {
        for (language, table) in words::TABLES {
            for word in
                table.iter().chain(words::COMMON).flat_map(|(_, listed)| listed.split_whitespace())
            {
                assert_eq!(word.to_lowercase(), word, "{language}");
                assert!(!word.ends_with('.') && word.len() <= LONGEST, "{language}: {word}");
            }
        }
    }
}

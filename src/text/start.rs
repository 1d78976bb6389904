//! Where in a text a find may begin: what lies before is passed over without looking at its characters one by one.

use super::search::{Case, fold};
use memchr::{memchr, memchr2};

/// Most characters of a needle that are looked at for a rare one.
const LONGEST_HEAD: usize = 32;

/// Letters from the most to the least common in texts of European languages, more or less: for the speed alone.
const COMMON_FIRST: &str = "etaonisrhldcumpfgwybvkxjqz";

/// Where finds may begin.
#[derive(Clone, Debug)]
pub(super) enum Start {
    /// The needle begins with characters that stand for themselves alone, capitals apart.
    Head(Head),
    /// A find begins with one of these bytes, and perhaps nothing does that begins with them.
    Bytes(Box<[bool; 256]>),
}

/// The first characters of a needle, all ASCII, up to the rarest of them.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// Folded; the last one is the rare one.
    letters: Vec<u8>,
    case: Case,
}

/// Is it a character that no character beyond ASCII is folded to?
fn stands_alone(char: char) -> bool {
    char.is_ascii_graphic() && !matches!(char, 'i' | 'k' | '\'' | '"')
}

/// A guess at how rare it is in texts; more is rarer.
fn rarity(char: char) -> usize {
    let of_letter = COMMON_FIRST.find(char.to_ascii_lowercase());
    // Digits and signs are rarer than half of the letters.
    of_letter.unwrap_or(COMMON_FIRST.len() / 2)
}

impl Start {
    /// Of a folded needle.
    pub(super) fn of(needle: &[char], case: Case) -> Self {
        let head = needle.iter().take(LONGEST_HEAD).take_while(|char| stands_alone(**char));
        let rarest = head.enumerate().max_by_key(|(_, char)| rarity(**char));
        match rarest {
            Some((last, _)) => {
                let letters = needle.iter().take(last + 1);
                let letters = letters.filter_map(|char| u8::try_from(*char).ok()).collect();
                Self::Head(Head { letters, case })
            }
            None => Self::Bytes(Box::new(first_bytes(needle.first().copied(), case))),
        }
    }

    /// The first byte at or behind `from` where a find may begin; `None` when none does.
    pub(super) fn next(&self, text: &str, from: usize) -> Option<usize> {
        match self {
            Self::Head(head) => head.next(text.as_bytes(), from),
            Self::Bytes(first) => {
                let rest = text.as_bytes().get(from..)?;
                let may_begin = |byte: &u8| first.get(usize::from(*byte)).copied().unwrap_or(true);
                Some(from + rest.iter().position(may_begin)?)
            }
        }
    }
}

/// The bytes that characters begin with that are folded to `char`.
fn first_bytes(char: Option<char>, case: Case) -> [bool; 256] {
    std::array::from_fn(|byte| match u8::try_from(byte) {
        Ok(byte) if byte.is_ascii() => char == Some(fold(char::from(byte), case)),
        // The first byte of a longer character, not one that goes on in it.
        _ => char.is_some() && byte >= 0xC0,
    })
}

impl Head {
    fn next(&self, text: &[u8], from: usize) -> Option<usize> {
        let (rare, before) = self.letters.split_last()?;
        let mut from = from;
        loop {
            let start = from + before.len();
            let rest = text.get(start..)?;
            let upper = match self.case {
                Case::Ignored => rare.to_ascii_uppercase(),
                Case::Kept => *rare,
            };
            let found =
                if upper == *rare { memchr(*rare, rest) } else { memchr2(*rare, upper, rest) };
            from += found?;
            let there = text.get(from..from + before.len())?;
            let is_head = match self.case {
                Case::Ignored => there.eq_ignore_ascii_case(before),
                Case::Kept => there == before,
            };
            if is_head {
                return Some(from);
            }
            from += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_beyond_ascii_is_folded_to_a_character_that_stands_alone() {
        for case in [Case::Ignored, Case::Kept] {
            let beyond = ('\u{80}'..=char::MAX).map(|char| (char, fold(char, case)));
            let strays: Vec<_> = beyond.filter(|(_, folded)| stands_alone(*folded)).collect();
            assert_eq!(strays, [], "{case:?}");
        }
    }

    #[test]
    fn a_find_never_begins_with_a_byte_that_is_passed_over() {
        for char in (' '..=char::MAX).step_by(7).chain(" kiKI'\"\u{212A}İıς“’".chars()) {
            let folded = fold(char, Case::Ignored);
            let start = Start::of(&[folded], Case::Ignored);
            let text = format!("..{char}");
            assert_eq!(start.next(&text, if folded == '.' { 2 } else { 0 }), Some(2), "{char:?}");
        }
    }
}

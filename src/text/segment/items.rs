//! Lists whose line ends were lost: "1. The first 2. The second". A paragraph that begins with a list mark goes on to
//! the next item where the next mark stands.

use super::marks;
use super::place::Place;

/// A list mark: its figure, or the place of its letter in the alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Figure(i32),
    Letter(i32),
}

impl Mark {
    /// The mark that the word before a full stop is, if it looks like one.
    fn of(word: &str) -> Option<Self> {
        match word.as_bytes() {
            [letter @ b'a'..=b'z'] => Some(Self::Letter(i32::from(*letter))),
            [_, ..] if word.len() <= 3 => word.parse().ok().map(Self::Figure),
            _ => None,
        }
    }

    /// Does `next` come behind this one, in a list that counts up or down?
    fn leads_to(self, next: Self) -> bool {
        match (self, next) {
            (Self::Figure(last), Self::Figure(next)) => (last - next).abs() == 1,
            (Self::Letter(last), Self::Letter(next)) => next - last == 1,
            _ => false,
        }
    }
}

/// The list that a paragraph is, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Items {
    last: Option<Mark>,
}

impl Items {
    /// How many bytes before the run at `place` the mark of the next item begins, if it is one.
    pub(super) fn next_item(&mut self, place: &Place<'_>) -> Option<usize> {
        if !place.run.is_full_stop() || place.closing.end != place.run.end || place.gap == 0 {
            return None;
        }
        let mark = Mark::of(place.raw)?;
        if place.token_is_first() {
            self.last = Some(mark);
            return None;
        }
        let follows =
            self.last.is_some_and(|last| last.leads_to(mark)) && place.before.ends_with(place.raw);
        if !follows {
            return None;
        }
        self.last = Some(mark);
        Some(place.raw.len() + bullet_len(place))
    }
}

/// Bytes of a bullet before the mark, and of the white space between.
fn bullet_len(place: &Place<'_>) -> usize {
    let Some(text) = place.lead.strip_suffix(['•', '·', '*', '-']) else { return 0 };
    let spaced = text.ends_with(marks::is_blank);
    if spaced { place.before.len() - place.raw.len() - text.len() } else { 0 }
}

//! What is open around a place in a paragraph: brackets, book titles, Japanese quotations, and the two kinds of
//! quotation marks that look the same whether they open or close.

use super::marks;
use super::rules::{Rules, Tongue};

/// A bracket encloses what is in it only if it is closed within so many bytes.
const REACH: usize = 600;

/// Searches that may fail before the searching rests for [`REACH`] bytes, so that a text of nothing but opening
/// brackets is read a few times and not six hundred.
const PATIENCE: u32 = 4;

/// The state of one paragraph, carried from left to right.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    /// „ and ‚ that wait for “ and ‘, which open in other languages and close in German.
    low: i32,
    /// « less », so that either order works.
    guillemets: i32,
    /// Up to which byte everything is enclosed.
    enclosed_to: usize,
    /// Where a bracket opened that nothing closes soon.
    loose: Option<usize>,
    failures: u32,
    rest_to: usize,
}

impl Nesting {
    /// Takes note of a character at byte `at` of `text` which is no terminator; `start` is where the sentence began.
    pub(super) fn see(&mut self, text: &str, at: usize, c: char, start: usize, rules: &Rules) {
        self.see_quote(c);
        match c {
            '(' | '[' | '（' if at > start => self.open(text, at, is_bracket),
            '《' => self.open(text, at, |c| turn(c, &['《'], &['》'])),
            '「' | '『' if rules.is(Tongue::Japanese) => {
                self.open(text, at, |c| turn(c, &['「', '『'], &['」', '』']));
            }
            _ => {}
        }
    }

    /// Takes note of a quotation mark; of other characters not.
    pub(super) fn see_quote(&mut self, c: char) {
        match c {
            '„' | '‚' => self.low += 1,
            '“' | '‘' if self.low > 0 => self.low -= 1,
            '«' => self.guillemets += 1,
            '»' => self.guillemets -= 1,
            _ => {}
        }
    }

    /// Does byte `at` lie in brackets that opened inside the sentence?
    pub(super) fn encloses(&self, at: usize) -> bool {
        at < self.enclosed_to
    }

    /// Has a bracket opened since byte `start` that is not closed within reach?
    pub(super) fn is_loose_since(&self, start: usize) -> bool {
        self.loose.is_some_and(|loose| loose >= start)
    }

    /// May `c`, right behind a terminator, close something?
    pub(super) fn may_close(&self, c: char) -> bool {
        match c {
            '“' | '‘' => self.low > 0,
            '«' => self.guillemets < 0,
            _ => marks::is_closer(c),
        }
    }

    /// Is a « open?
    pub(super) fn has_guillemet(&self) -> bool {
        self.guillemets > 0
    }

    fn open(&mut self, text: &str, at: usize, turn: impl Fn(char) -> i32) {
        if at < self.enclosed_to || at < self.rest_to {
            return;
        }
        if let Some(end) = find_close(text, at, turn) {
            self.enclosed_to = end;
            self.failures = 0;
        } else {
            self.loose = Some(at);
            self.failures += 1;
            if self.failures >= PATIENCE {
                self.rest_to = at + REACH;
                self.failures = 0;
            }
        }
    }
}

/// +1 for a character of `open`, -1 for one of `close`.
fn turn(c: char, open: &[char], close: &[char]) -> i32 {
    i32::from(open.contains(&c)) - i32::from(close.contains(&c))
}

fn is_bracket(c: char) -> i32 {
    turn(c, &['(', '[', '（'], &[')', ']', '）'])
}

/// The byte behind the bracket that closes the one at `at`, if it comes within [`REACH`].
fn find_close(text: &str, at: usize, turn: impl Fn(char) -> i32) -> Option<usize> {
    let mut depth = 0;
    for (idx, c) in marks::head(marks::from(text, at), REACH).char_indices() {
        depth += turn(c);
        if depth == 0 {
            return Some(at + idx + c.len_utf8());
        }
    }
    None
}

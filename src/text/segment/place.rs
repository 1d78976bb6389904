//! A place where a sentence may end, with the words before and behind it that decide. Looks at a bounded stretch
//! on either side, so that any number of places costs linear time.

use super::lexicon::{Kind, Kinds};
use super::marks;
use super::rules::Rules;
use super::run::{Closing, Run};

/// Bytes looked back.
const BACK: usize = 256;
/// Bytes of a word looked at.
const WORD: usize = 64;
/// Bytes looked ahead.
const AHEAD: usize = 96;

/// A word with what the tables know of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word<'t> {
    /// The word, without marks around it.
    pub text: &'t str,
    /// What it is.
    pub kinds: Kinds,
    /// Is it known only together with the word before it, as the "d" of "т. д" and the "B" of "z. B"?
    pub joined: bool,
}

impl Word<'_> {
    /// Its first character; U+0000 if it is empty.
    pub(super) fn first(&self) -> char {
        marks::first(self.text)
    }

    /// Characters in it.
    pub(super) fn len(&self) -> usize {
        if self.text.is_ascii() { self.text.len() } else { self.text.chars().count() }
    }

    /// Is it one of these?
    pub(super) fn has(&self, kind: Kind) -> bool {
        self.kinds.has(kind)
    }

    /// Does it begin with a capital?
    pub(super) fn is_capitalised(&self) -> bool {
        self.first().is_uppercase()
    }

    /// Nothing but figures?
    pub(super) fn is_number(&self) -> bool {
        !self.text.is_empty() && self.text.chars().all(char::is_numeric)
    }

    /// A small Roman numeral, in either case?
    pub(super) fn is_roman(&self) -> bool {
        !self.text.is_empty()
            && self.text.len() <= 5
            && self.text.chars().all(|c| "IVXivx".contains(c))
    }

    /// Nothing but small letters, `least` of them or more?
    pub(super) fn is_plain(&self, least: usize) -> bool {
        self.len() >= least && self.text.chars().all(char::is_lowercase)
    }
}

/// A terminator run and what surrounds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'t> {
    /// The terminators.
    pub run: Run,
    /// What closes behind them.
    pub closing: Closing,
    /// The terminators and closers as they stand in the text.
    pub mark: &'t str,
    /// The sentence so far, at most [`BACK`] bytes of it.
    pub before: &'t str,
    /// Does `before` reach back to the beginning of the sentence?
    pub from_start: bool,
    /// What stands before the run without a space, with all its marks.
    pub raw: &'t str,
    /// The word before the run.
    pub token: Word<'t>,
    /// What stands before the token, without the white space between.
    pub lead: &'t str,
    /// The word before that one.
    pub previous: Word<'t>,
    /// Bytes of white space behind the mark.
    pub gap: usize,
    /// What comes next, at most [`AHEAD`] bytes of it.
    pub after: &'t str,
    /// The next word.
    pub next: Word<'t>,
    /// The next word as written, without opening marks before it.
    pub next_raw: &'t str,
}

impl<'t> Place<'t> {
    /// The place at `run` in `text`, where the sentence began at byte `start`.
    pub(super) fn new(
        text: &'t str,
        start: usize,
        run: Run,
        closing: Closing,
        rules: &Rules,
    ) -> Self {
        let so_far = marks::between(text, start, run.start);
        let before = marks::tail(so_far, BACK);
        let (lead, raw) = split_last_word(before);
        let (_, previous_raw) = split_last_word(lead);
        let rest = marks::from(text, closing.end);
        let gap = marks::blank_len(rest);
        let after = marks::head(marks::from(rest, gap), AHEAD);
        let next_raw = first_word(after.trim_start_matches(marks::is_opener));
        Self {
            run,
            closing,
            mark: marks::between(text, run.start, closing.end),
            before,
            from_start: before.len() == so_far.len(),
            raw,
            token: token_of(raw, previous_raw, rules),
            lead,
            previous: word_of(clean(previous_raw), rules),
            gap,
            after,
            next: word_of(clean(next_raw), rules),
            next_raw,
        }
    }

    /// The character that comes next, whatever it is.
    pub(super) fn next_char(&self) -> char {
        marks::first(self.after)
    }

    /// Does the next word begin with a capital, or is its script without capitals?
    pub(super) fn next_is_capital_or_caseless(&self) -> bool {
        let first = marks::first(self.next_raw);
        first.is_uppercase() || marks::is_caseless(first)
    }

    /// Is the next word one that often begins a sentence, with a capital?
    pub(super) fn next_is_starter(&self, rules: &Rules) -> bool {
        let is_initial = self.next.len() == 1 && self.next_raw.contains('.');
        self.next.is_capitalised()
            && !is_initial
            && (self.next.has(Kind::Starter) || self.next_is_elided(rules))
    }

    /// "It's", "L'État": the part before the apostrophe decides.
    fn next_is_elided(&self, rules: &Rules) -> bool {
        self.next.text.split_once(['\'', '’']).is_some_and(|(clipped, _)| {
            let kinds = rules.kinds(clipped);
            kinds.has(Kind::Starter) || kinds.has(Kind::Elided)
        })
    }

    /// Is the word before the run the first of its sentence?
    pub(super) fn token_is_first(&self) -> bool {
        self.from_start
            && self.before.trim_matches(|c: char| !c.is_alphanumeric()).len()
                == self.token.text.len()
    }

    /// Does a figure stand before the token, as in "12 km."?
    pub(super) fn follows_number(&self) -> bool {
        self.previous.first().is_numeric()
            || (self.previous.is_roman() && self.previous.is_capitalised())
    }
}

/// What stands before the last word, without white space at its end, and the last word.
fn split_last_word(text: &str) -> (&str, &str) {
    let text = text.trim_end_matches(marks::is_blank);
    let skipped = text.len() - marks::tail(text, WORD).len();
    let mut chars = marks::from(text, skipped).char_indices().rev();
    let start =
        chars.find(|(_, c)| marks::is_blank(*c)).map_or(0, |(at, c)| at + c.len_utf8()) + skipped;
    (marks::between(text, 0, start).trim_end_matches(marks::is_blank), marks::from(text, start))
}

/// `text` up to its first white space.
fn first_word(text: &str) -> &str {
    text.split(marks::is_blank).next().unwrap_or("")
}

/// The word without marks around it.
pub(super) fn clean(raw: &str) -> &str {
    raw.trim_matches(|c: char| !c.is_alphanumeric())
}

fn word_of<'t>(text: &'t str, rules: &Rules) -> Word<'t> {
    Word { text, kinds: rules.kinds(text), joined: false }
}

/// The "avv" of "l'avv".
fn behind_elision<'t>(text: &'t str, rules: &Rules) -> &'t str {
    match text.split_once(['\'', '’']) {
        Some((clipped, rest)) if rules.kinds(clipped).has(Kind::Elided) => rest,
        _ => text,
    }
}

/// The word that the full stop behind `raw` may belong to. Of "and/or" only the last part counts, and of "T. d." both
/// parts, so that the space in an abbreviation makes no difference.
fn token_of<'t>(raw: &'t str, previous_raw: &str, rules: &Rules) -> Word<'t> {
    let text = raw.trim_start_matches(|c: char| !c.is_alphanumeric());
    let text =
        text.rsplit(['/', '(', ')', '[', '—', '–', '“', '"', '„', '«']).next().unwrap_or(text);
    let mut word = word_of(behind_elision(text, rules), rules);
    if previous_raw.ends_with('.') {
        let joined = rules.kinds_of_joined(&[
            previous_raw.trim_start_matches(|c: char| !c.is_alphanumeric()),
            text,
        ]);
        if !joined.is_empty() {
            word = Word { text, kinds: joined, joined: true };
        }
    }
    if word.has(Kind::Proper) && !word.joined && !word.is_capitalised() {
        word.kinds = Kinds::default();
    }
    word
}

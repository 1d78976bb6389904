//! Places in a text, written with the words that stand there, so that a person can read the file and a program can see
//! that file and text still belong together.

use super::literal::words;
use crate::text::{Anchor, Span, anchor, prefix, suffix};
use serde::{Deserialize, Serialize};

/// Longest run of words shown in a message, in code points.
const SHOWN: usize = 60;

/// A place with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "phrase", deny_unknown_fields)]
pub struct Phrase {
    start: u32,
    end: u32,
    #[serde(serialize_with = "words")]
    exact: String,
}

/// A place with its words and what stands around them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "quote", deny_unknown_fields)]
pub struct Quote {
    start: u32,
    end: u32,
    #[serde(serialize_with = "words")]
    exact: String,
    #[serde(default, skip_serializing_if = "String::is_empty", serialize_with = "words")]
    prefix: String,
    #[serde(default, skip_serializing_if = "String::is_empty", serialize_with = "words")]
    suffix: String,
}

impl Phrase {
    /// The words of `text` at `span`.
    #[must_use]
    pub fn of(span: Span, text: &str) -> Self {
        Self { start: span.start, end: span.end, exact: span.of(text).to_owned() }
    }

    /// The place, if the words stand there.
    ///
    /// # Errors
    /// What stands there instead, in words.
    pub fn check(&self, text: &str) -> Result<Span, String> {
        check(Span { start: self.start, end: self.end }, &self.exact, text)
    }

    /// Sees to it that the words stand where the phrase says; one that stood elsewhere is moved when its words occur once.
    /// Gives whether they stand there now.
    pub(super) fn reanchor(&mut self, text: &str) -> bool {
        if self.check(text).is_ok() {
            return true;
        }
        let place = sole_place(text, &self.exact, "", "");
        place.inspect(|span| (self.start, self.end) = (span.start, span.end)).is_some()
    }
}

impl Quote {
    /// The words of `text` at `span`, with 32 code points before and behind.
    #[must_use]
    pub fn of(span: Span, text: &str) -> Self {
        let Phrase { start, end, exact } = Phrase::of(span, text);
        let (prefix, suffix) = (prefix(text, span).to_owned(), suffix(text, span).to_owned());
        Self { start, end, exact, prefix, suffix }
    }

    /// The place, if the words stand there. What is around them is for other readers: it may differ.
    ///
    /// # Errors
    /// What stands there instead, in words.
    pub fn check(&self, text: &str) -> Result<Span, String> {
        check(Span { start: self.start, end: self.end }, &self.exact, text)
    }

    /// The same as [`Phrase::reanchor`], but the words are moved only to the one place with all that stood around them.
    pub(super) fn reanchor(&mut self, text: &str) -> bool {
        if self.check(text).is_ok() {
            return true;
        }
        let place = sole_place(text, &self.exact, &self.prefix, &self.suffix);
        place.inspect(|span| (self.start, self.end) = (span.start, span.end)).is_some()
    }
}

/// The one place where the words stand in exactly these surroundings.
fn sole_place(text: &str, exact: &str, before: &str, behind: &str) -> Option<Span> {
    // No words stand behind the end, so the old place gets no say: it must be the only one as well.
    let Anchor::Moved(span) = anchor(text, exact, before, behind, text.len()) else { return None };
    let agree = prefix(text, span).ends_with(before) && suffix(text, span).starts_with(behind);
    agree.then_some(span)
}

fn check(span: Span, exact: &str, text: &str) -> Result<Span, String> {
    let Span { start, end } = span;
    if !span.fits(text) {
        return Err(format!("bytes {start} to {end} do not lie in the text on whole characters"));
    }
    if span.of(text) == exact {
        return Ok(span);
    }
    let found = shortened(span.of(text));
    let exact = (shortened(exact), exact);
    let elsewhere = elsewhere(exact.1, text);
    Err(format!(
        "at bytes {start} to {end} the text has “{found}”, the file says “{}”{elsewhere}",
        exact.0
    ))
}

/// Where the words stand, if they stand in one place: a hint for whoever mends the file, never taken by itself.
fn elsewhere(exact: &str, text: &str) -> String {
    let mut places = text.match_indices(exact).map(|(at, _)| at);
    match (places.next(), places.next()) {
        (Some(at), None) if !exact.is_empty() => {
            format!(", which stands at bytes {at} to {}", at + exact.len())
        }
        _ => String::new(),
    }
}

fn shortened(words: &str) -> String {
    let mut shown: String = words.chars().take(SHOWN).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{Phrase, Quote};
    use crate::text::Span;

    const TEXT: &str = "Der Fährmann sagte, das Boot sei alt. Die Fähre fuhr.";

    #[test]
    fn a_quote_keeps_32_code_points_on_each_side() {
        let quote = Quote::of(Span { start: 25, end: 29 }, TEXT);
        assert_eq!(quote.exact, "Boot");
        assert_eq!(quote.prefix, "Der Fährmann sagte, das ");
        assert_eq!(quote.suffix, " sei alt. Die Fähre fuhr.");
        let long = "é".repeat(100);
        let quote = Quote::of(Span { start: 100, end: 102 }, &long);
        assert_eq!((quote.prefix.chars().count(), quote.suffix.chars().count()), (32, 32));
    }

    #[test]
    fn words_that_moved_are_refused_with_the_place_they_moved_to() {
        let phrase = Phrase { start: 0, end: 4, exact: "Boot".to_owned() };
        let problem = phrase.check(TEXT).unwrap_err();
        assert!(problem.contains("has “Der ”"), "{problem}");
        assert!(problem.contains("stands at bytes 25 to 29"), "{problem}");
    }

    #[test]
    fn words_go_back_only_to_the_one_place_with_all_that_stood_around_them() {
        let text = "The hull leaks. The hull is old. The hull leaks badly.";
        let at = |start, end| Span { start, end };
        let broken = |span: Span| Quote { start: 3, end: 900, ..Quote::of(span, text) };
        let mut second = broken(at(20, 24));
        assert!(second.reanchor(text));
        assert_eq!(second, Quote::of(at(20, 24), text));
        // Only one side agrees anywhere.
        let mut changed = Quote { suffix: " is new.".to_owned(), ..broken(at(20, 24)) };
        assert!(!changed.reanchor(text));
        // Nothing tells the three apart.
        let mut bare = Quote { prefix: String::new(), suffix: String::new(), ..broken(at(20, 24)) };
        assert!(!bare.reanchor(text));
        // The old place is right, but there is another.
        let (exact, start, end) = ("hull".to_owned(), 4, 7);
        assert!(!Phrase { start, end, exact }.reanchor(text));
        let (exact, start, end) = ("badly".to_owned(), 4, 7);
        let mut only = Phrase { start, end, exact };
        assert!(only.reanchor(text));
        assert_eq!(only, Phrase::of(at(48, 53), text));
    }

    #[test]
    fn a_place_through_a_character_or_past_the_end_is_refused() {
        for (start, end) in [(5, 6), (50, 900), (4, 4), (9, 4)] {
            let phrase = Phrase { start, end, exact: String::new() };
            assert!(phrase.check(TEXT).unwrap_err().contains("do not lie in the text"));
        }
    }
}

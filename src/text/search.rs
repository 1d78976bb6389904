//! Finding words in a text as a person means them.
//!
//! Capitals, the shape of quotation marks and apostrophes, and the amount of white space (line ends
//! included) make no difference; accents do. Characters are compared one by one, without normal forms.

use super::Span;
use super::pattern::Pattern;
use super::start::Start;

/// Does the case of letters count?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// "Port" finds "PORT".
    #[default]
    Ignored,
    /// "Port" finds "Port" only.
    Kept,
}

/// Where in a word may a find begin and end?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Anywhere: "port" finds "airports".
    #[default]
    Anywhere,
    /// Not between two letters or digits: "port" finds "port-side" but not "airports". Of no use in Chinese,
    /// Japanese and Thai, which put nothing between words.
    WholeWords,
}

/// How to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FindOptions {
    /// Does the case of letters count?
    pub case: Case,
    /// Must the find be whole words?
    pub extent: Extent,
    /// Finds after which a text is left.
    pub limit: usize,
}

impl Default for FindOptions {
    fn default() -> Self {
        Self { case: Case::default(), extent: Extent::default(), limit: usize::MAX }
    }
}

/// What somebody looks for, made ready once for any number of texts.
#[derive(Clone, Debug)]
pub struct Finder {
    options: FindOptions,
    /// The folded characters, each run of white space as one space.
    needle: Pattern<char>,
    start: Start,
}

/// Where `needle` stands in `text`: see [`Finder`].
#[must_use]
pub fn find(text: &str, needle: &str, options: FindOptions) -> Vec<Span> {
    Finder::new(needle, options).find(text)
}

impl Finder {
    /// A finder of `needle`; an empty needle is found nowhere.
    #[must_use]
    pub fn new(needle: &str, options: FindOptions) -> Self {
        let mut folded = Vec::with_capacity(needle.len());
        for char in needle.chars() {
            let next = fold(char, options.case);
            if next != ' ' || folded.last() != Some(&' ') {
                folded.push(next);
            }
        }
        let start = Start::of(&folded, options.case);
        Self { options, needle: Pattern::new(folded), start }
    }

    /// All finds in `text` up to the limit, in order and without overlap, as spans of the text as it is.
    ///
    /// Linear in the text's length whatever is looked for, and allocates nothing but the result.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Span> {
        let mut finds = Vec::new();
        let len = self.needle.items().len();
        if len == 0 || self.options.limit == 0 {
            return finds;
        }
        let mut matched = 0;
        let mut in_space = false;
        let mut at = 0;
        loop {
            if matched == 0 {
                let Some(start) = self.start.next(text, at) else { break };
                // What was passed over ends in no white space, or the needle begins with none.
                in_space &= start == at;
                at = start;
            }
            let Some(char) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            at += char.len_utf8();
            let next = fold(char, self.options.case);
            if next == ' ' && in_space {
                continue;
            }
            in_space = next == ' ';
            matched = self.needle.advance(matched, &next);
            if matched < len {
                continue;
            }
            let find = self.span_ending(text, at);
            matched = if self.accepts(text, find) {
                finds.push(find);
                0
            } else {
                self.needle.border(matched)
            };
            if finds.len() >= self.options.limit {
                break;
            }
        }
        finds
    }

    /// The span of the find whose last character, or whose last run of white space's first, ends at `end`.
    fn span_ending(&self, text: &str, end: usize) -> Span {
        let (before, behind) = text.split_at_checked(end).unwrap_or((text, ""));
        let mut start = before;
        for wanted in self.needle.items().iter().rev() {
            start = match wanted {
                ' ' => start.trim_end(),
                _ => without_last(start),
            };
        }
        let ends_in_space = self.needle.items().last() == Some(&' ');
        let space = if ends_in_space { behind.len() - behind.trim_start().len() } else { 0 };
        Span::new(start.len(), end + space)
    }

    fn accepts(&self, text: &str, find: Span) -> bool {
        let before = text.get(..find.range().start).unwrap_or("").chars().next_back();
        let behind = text.get(find.range().end..).unwrap_or("").chars().next();
        // "cafe" is not what stands where an accent follows as a character of its own.
        if behind.is_some_and(is_accent) {
            return false;
        }
        let runs_on = |side: Option<char>, own: Option<&char>| {
            side.is_some_and(char::is_alphanumeric) && own.is_some_and(|own| own.is_alphanumeric())
        };
        self.options.extent == Extent::Anywhere
            || !(runs_on(before, self.needle.items().first())
                || runs_on(behind, self.needle.items().last()))
    }
}

/// The character that stands for all those that count as equal to it; white space becomes a space.
///
/// Every fold is one character for one. Capitals take Unicode's simple lower case, so "ẞ" is "ß" but "ss" is
/// not; the final sigma is a sigma, and the four i of Turkish are one, because whoever searches "Istanbul"
/// may type any of them.
pub(super) fn fold(char: char, case: Case) -> char {
    match char {
        ' '..='~' if case == Case::Ignored => char.to_ascii_lowercase(),
        ' '..='~' => char,
        '‘' | '’' | '‚' | '‛' | 'ʼ' => '\'',
        '“' | '”' | '„' | '‟' => '"',
        _ if char.is_whitespace() => ' ',
        _ if case == Case::Kept => char,
        'İ' | 'ı' => 'i',
        'ς' => 'σ',
        _ => char.to_lowercase().next().unwrap_or(char),
    }
}

/// Is `char` an accent that belongs to the letter before it? The blocks of combining diacritical marks.
fn is_accent(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}')
}

fn without_last(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next_back();
    chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found<'t>(text: &'t str, needle: &str) -> Vec<&'t str> {
        find(text, needle, FindOptions::default()).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn what_a_person_takes_for_the_same_is_found() {
        let table: [(&str, &str, &[&str]); 20] = [
            ("The PORT, the port", "Port", &["PORT", "port"]),
            ("the driver’s", "DRIVER'S", &["driver’s"]),
            ("the driver's", "driver’s", &["driver's"]),
            ("he said: “no”", "\"no\"", &["“no”"]),
            ("he said:\n  “no”", "said: \"no", &["said:\n  “no"]),
            ("one\u{a0}\u{2028} two", "one two", &["one\u{a0}\u{2028} two"]),
            ("a  b   c", "  ", &["  ", "   "]),
            ("a  b", "a ", &["a  "]),
            (
                "İSTANBUL, Istanbul, istanbul, ıstanbul",
                "istanbul",
                &["İSTANBUL", "Istanbul", "istanbul", "ıstanbul"],
            ),
            ("the istanbul", "İstanbul", &["istanbul"]),
            ("STRAẞE straße Strasse", "Straße", &["STRAẞE", "straße"]),
            ("ΟΔΟΣ οδος οδοσ", "οδός", &[]),
            ("ΟΔΟΣ οδος οδοσ", "Οδος", &["ΟΔΟΣ", "οδος", "οδοσ"]),
            ("МИНИСТР", "министр", &["МИНИСТР"]),
            ("café cafe cafe\u{301}", "cafe", &["cafe"]),
            ("cafe\u{301} cafés", "CAFÉ", &["café"]),
            ("aaaa", "aa", &["aa", "aa"]),
            ("ababac", "abac", &["abac"]),
            ("海外警察服务站", "警察", &["警察"]),
            ("text", "", &[]),
        ];
        for (text, needle, wanted) in table {
            assert_eq!(found(text, needle), wanted, "{needle:?} in {text:?}");
        }
    }

    #[test]
    fn what_is_passed_over_hides_nothing() {
        let table: [(&str, &str, &[&str]); 8] = [
            // The letters that a needle is sought by stand in front of it, behind it, and in other words.
            ("zoo zoom ZOOM, zo zoom", "zoom", &["zoom", "ZOOM", "zoom"]),
            ("the quay, a quayside", "ay, a q", &["ay, a q"]),
            ("été, the quay", "the q", &["the q"]),
            ("Éat eat", "eat", &["eat"]),
            ("\u{212A}ING kin\u{212A}", "KIN", &["\u{212A}IN", "kin"]),
            ("ın an İnn in", "in", &["ın", "İn", "in"]),
            ("a\u{a0}\u{a0}b \u{a0}b", " b", &["\u{a0}\u{a0}b", " \u{a0}b"]),
            ("„Quay“ ‘quay’", "\"quay\"", &["„Quay“"]),
        ];
        for (text, needle, wanted) in table {
            assert_eq!(found(text, needle), wanted, "{needle:?} in {text:?}");
        }
    }

    #[test]
    fn options_narrow_the_search() {
        let text = "Port port airport port-side PORTS";
        let count = |options| find(text, "port", options).len();
        assert_eq!(count(FindOptions::default()), 5);
        assert_eq!(count(FindOptions { case: Case::Kept, ..FindOptions::default() }), 3);
        assert_eq!(count(FindOptions { extent: Extent::WholeWords, ..FindOptions::default() }), 3);
        assert_eq!(count(FindOptions { limit: 2, ..FindOptions::default() }), 2);
        assert_eq!(count(FindOptions { limit: 0, ..FindOptions::default() }), 0);
    }

    #[test]
    fn a_refused_place_does_not_hide_one_that_overlaps_it() {
        let options = FindOptions { extent: Extent::WholeWords, ..FindOptions::default() };
        assert_eq!(find("xa a a", "a a", options), [Span::new(3, 6)]);
    }

    #[test]
    fn a_text_that_repeats_itself_is_searched_in_linear_time() {
        let text = "a".repeat(2_000_000);
        let needle = format!("{}b", "a".repeat(100_000));
        assert_eq!(find(&text, &needle, FindOptions::default()), []);
        assert_eq!(find(&text, &text, FindOptions::default()), [Span::new(0, text.len())]);
    }

    proptest! {
        #[test]
        fn finds_are_those_of_a_search_at_every_place(
            text in "[aAbBkKiİı \u{a0}\u{212A}éÉq’']{0,40}",
            needle in "[aAbBkKi \u{a0}éÉq']{1,4}",
        ) {
            let folded = |text: &str| -> Vec<char> {
                text.chars().map(|char| fold(char, Case::Ignored)).collect()
            };
            // Without runs of white space, a find is one character of the text for each of the needle.
            let mut text: Vec<char> = text.chars().collect();
            text.dedup_by(|a, b| a.is_whitespace() && b.is_whitespace());
            let text: String = text.into_iter().collect();
            let mut wanted = folded(&needle);
            wanted.dedup_by(|a, b| *a == ' ' && *b == ' ');
            let (letters, mut at, mut places) = (folded(&text), 0, Vec::new());
            while at + wanted.len() <= letters.len() {
                let is_there = letters[at..].starts_with(&wanted);
                places.extend(is_there.then_some(at));
                at += if is_there { wanted.len() } else { 1 };
            }
            let finds = find(&text, &needle, FindOptions::default());
            let starts: Vec<usize> =
                finds.iter().map(|span| Span::new(0, span.range().start).of(&text).chars().count()).collect();
            prop_assert_eq!(starts, places);
        }

        #[test]
        fn every_piece_of_a_text_is_found_in_it(text in "[aAé’' \n\u{a0}“ςΣİ]{0,30}", start in 0_usize..40, len in 1_usize..9) {
            let piece = Span::new(text.floor_char_boundary(start), text.ceil_char_boundary(start + len));
            let finds = find(&text, piece.of(&text), FindOptions::default());
            prop_assert_eq!(finds.is_empty(), piece.is_empty());
            prop_assert!(finds.iter().all(|span| span.fits(&text)));
            prop_assert!(finds.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}

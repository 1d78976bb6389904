//! Words for formats that know no characters: a text cut so that every mark begins and ends with a token.

use super::set::{Document, Place};
use std::collections::BTreeSet;

/// Does the character belong to what stands before it, whatever that is?
fn clings(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{20d0}'..='\u{20ff}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// The tokens of a text, in bytes, rising and apart from each other: runs of letters and digits, and every other sign by
/// itself. White space is in none. A token ends at every byte in `edges`.
pub(super) fn tokens(text: &str, edges: &BTreeSet<usize>) -> Vec<Place> {
    let mut tokens: Vec<Place> = Vec::with_capacity(text.len() / 5);
    let (mut is_open, mut was_word, mut joins) = (false, false, false);
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        if letter.is_whitespace() {
            is_open = false;
            continue;
        }
        let is_word = letter.is_alphanumeric();
        let goes_on = is_open && (clings(letter) || joins || (is_word && was_word));
        // A joiner ties the sign behind it to the one before.
        joins = letter == '\u{200d}';
        if !clings(letter) {
            was_word = is_word;
        }
        match tokens.last_mut() {
            Some(last) if goes_on && !edges.contains(&at) => last.end = end,
            _ => tokens.push(Place { start: at, end }),
        }
        is_open = true;
    }
    tokens
}

/// Where the marks of a document begin and end, in bytes.
pub(super) fn edges(document: &Document) -> BTreeSet<usize> {
    let places = document.marks.iter().flat_map(|mark| &mark.places);
    places.flat_map(|place| [place.start, place.end]).collect()
}

/// The tokens of a document, in bytes: every mark and every segment begins and ends with one.
pub(super) fn tokens_of(document: &Document) -> Vec<Place> {
    let mut ends = edges(document);
    ends.extend(document.segments.iter().flat_map(|piece| [piece.place.start, piece.place.end]));
    tokens(document.words(), &ends)
}

/// Takes white space off the ends of marks; those that are nothing else go.
pub(super) fn trim_marks(document: &mut Document) {
    let text = document.text.take().unwrap_or_default();
    for mark in &mut document.marks {
        for place in &mut mark.places {
            let words = place.of(&text);
            let bare = words.trim_start();
            place.start += words.len() - bare.len();
            place.end = place.start + bare.trim_end().len();
        }
        mark.places.retain(|place| place.start < place.end);
    }
    document.marks.retain(|mark| !mark.places.is_empty());
    document.text = Some(text);
    document.drop_dangling();
}

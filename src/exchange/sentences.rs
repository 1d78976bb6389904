//! Sentences for formats that have a text no other way: a document that knows none is cut by this program's own rules.

use super::set::{Document, Piece, Place};
use crate::text::{Options, language, segment};

/// Gives a document segments where it has none.
pub(super) fn cut(document: &mut Document) {
    tidy(document);
    if !document.segments.is_empty() {
        return;
    }
    let text = document.words();
    let known = language::detect(text).map_or_else(String::new, |found| found.tag);
    let found = segment(text, &known, &Options::default());
    let mut segments: Vec<Piece> = found.into_iter().map(Piece::from).collect();
    // Signs that are no words for the rules are some for others.
    let whole = trimmed(Place { start: 0, end: text.len() }, text);
    if segments.is_empty() && whole.start < whole.end {
        segments.push(Piece { opens_paragraph: true, ..Piece::plain(whole) });
    }
    document.segments = segments;
}

/// Takes white space off the ends of segments and puts them into the order of the text.
pub(super) fn tidy(document: &mut Document) {
    let text = document.text.take().unwrap_or_default();
    for piece in &mut document.segments {
        piece.place = trimmed(piece.place, &text);
    }
    document.segments.retain(|piece| piece.place.start < piece.place.end);
    document.segments.sort_by_key(|piece| piece.place);
    document.text = Some(text);
}

/// A place without the white space at its ends.
pub(super) fn trimmed(place: Place, text: &str) -> Place {
    let words = place.of(text);
    let bare = words.trim_start();
    let start = place.start + words.len() - bare.len();
    Place { start, end: start + bare.trim_end().len() }
}

/// Where blocks of whole sentences begin, in bytes: at the start of each segment, and at the first of the `tokens`, which
/// have a start at each segment's. Never two at one place.
pub(super) fn block_starts(document: &Document, tokens: &[Place]) -> Vec<usize> {
    let first = tokens.first().map(|token| token.start);
    let mut starts: Vec<usize> = first.into_iter().collect();
    starts.extend(document.segments.iter().map(|piece| piece.place.start));
    starts.retain(|start| Some(*start) >= first);
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Segments that hold every token: each lasts from its start to the last token before the next one's.
pub(super) fn blocks(document: &Document, tokens: &[Place]) -> Vec<Piece> {
    let starts = block_starts(document, tokens);
    let at = |start: usize| tokens.partition_point(|token| token.start < start);
    let block = |(index, start): (usize, &usize)| {
        let next = starts.get(index + 1).copied().unwrap_or(usize::MAX);
        let last = tokens.get(at(*start)..at(next))?.last()?;
        let place = Place { start: *start, end: last.end };
        let known = document.segments.partition_point(|piece| piece.place.start < *start);
        let known = document.segments.get(known).filter(|piece| piece.place.start == *start);
        Some(known.map_or_else(|| Piece::plain(place), |known| Piece { place, ..*known }))
    };
    starts.iter().enumerate().filter_map(block).collect()
}

//! Steps through a text by graphemes and words, and spans that keep to whole words.
//!
//! Each step reads a bounded window around its place, so that it costs the same in a text of any length. A
//! word is one of UAX #29 (by dictionary in Chinese and Japanese, by icu's model in Thai and its
//! neighbours): "driver’s" and "1,250.5" are one word, "Chinese-run" is two with a hyphen between them, and
//! punctuation is none. Places are **bytes**; one inside a character counts as that character's start.

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{GraphemeClusterSegmenter, WordSegmenter};

use super::Span;

/// How far a step looks to either side, in bytes. A longer word or cluster is cut there.
const REACH: usize = 512;

/// Opening quotation marks with what may close them, in the usages of Unicode's chapter 6.2.
const QUOTES: [(char, &str); 19] = [
    ('"', "\""),
    ('\'', "'"),
    ('“', "”"),
    ('„', "“”"),
    ('”', "”"),
    ('‟', "”"),
    ('‘', "’"),
    ('‚', "‘’"),
    ('’', "’"),
    ('‛', "’"),
    ('«', "»"),
    ('»', "«»"),
    ('‹', "›"),
    ('›', "‹›"),
    ('「', "」"),
    ('『', "』"),
    ('《', "》"),
    ('〈', "〉"),
    ('＂', "＂"),
];

/// A piece of text between two word boundaries.
#[derive(Clone, Copy, Debug)]
struct Piece {
    start: usize,
    end: usize,
    is_word: bool,
}

/// The nearest grapheme boundary behind `byte`; the text's end when there is none.
#[must_use]
pub fn next_grapheme(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let (base, window) = window_around(text, byte);
    let mut boundaries = GraphemeClusterSegmenter::new().segment_str(window).map(|at| base + at);
    boundaries.find(|boundary| *boundary > byte).unwrap_or(text.len())
}

/// The nearest grapheme boundary before `byte`; 0 when there is none.
#[must_use]
pub fn previous_grapheme(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let (base, window) = window_around(text, byte);
    let boundaries = GraphemeClusterSegmenter::new().segment_str(window).map(|at| base + at);
    boundaries.take_while(|boundary| *boundary < byte).last().unwrap_or(0)
}

/// Where a step to the next word goes: the end of the word at `byte`, or else of the first word behind it, as
/// on macOS and GTK. So a selection grown by such steps never ends in white space. Without a word within
/// reach the step goes as far as it can see, at most to the text's end.
#[must_use]
pub fn next_word(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let (base, window) = window_around(text, byte);
    let word = pieces(base, window).find(|piece| piece.is_word && piece.end > byte);
    word.map_or(base + window.len(), |word| word.end)
}

/// Where a step to the previous word goes: the start of the word at `byte`, or else of the last word before
/// it. Without a word within reach the step goes as far as it can see, at most to 0.
#[must_use]
pub fn previous_word(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let (base, window) = window_around(text, byte);
    let before = pieces(base, window).take_while(|piece| piece.start < byte);
    before.filter(|piece| piece.is_word).last().map_or(base, |word| word.start)
}

/// The word that `byte` lies in or touches; between two that meet there, the second. Empty, at `byte`, where
/// no word is.
#[must_use]
pub fn word_at(text: &str, byte: usize) -> Span {
    let byte = text.floor_char_boundary(byte);
    let (base, window) = window_around(text, byte);
    let touching = pieces(base, window).take_while(|piece| piece.start <= byte);
    let word = touching.filter(|piece| piece.is_word && byte <= piece.end).last();
    word.map_or(Span::new(byte, byte), |word| Span::new(word.start, word.end))
}

/// `span` grown at both ends to whole words (and whole marks and emoji), never with white space at an end.
/// A span of white space alone comes back empty.
#[must_use]
pub fn snap_to_words(text: &str, span: Span) -> Span {
    let range = span.range();
    let whole =
        Span::new(text.floor_char_boundary(range.start), text.ceil_char_boundary(range.end));
    let words = whole.trimmed(text).range();
    if words.is_empty() {
        return Span::from(words);
    }
    let start = piece_across(text, words.start).map_or(words.start, |piece| piece.start);
    let end = piece_across(text, words.end).map_or(words.end, |piece| piece.end);
    Span::new(start, end).trimmed(text)
}

/// `span` without white space at its ends and without the quotation marks around all of it, one pair at
/// most; «this» and «that» stay, because the first mark is closed before the last.
#[must_use]
pub fn without_quotes(text: &str, span: Span) -> Span {
    let span = span.trimmed(text);
    let quoted = span.of(text);
    let mut marks = quoted.chars();
    let (Some(open), Some(close)) = (marks.next(), marks.next_back()) else {
        return span;
    };
    if !is_pair(open, close) || !encloses(open, close, marks.as_str()) {
        return span;
    }
    let range = span.range();
    Span::new(range.start + open.len_utf8(), range.end - close.len_utf8()).trimmed(text)
}

/// `span` with the quotation marks that stand right before and behind it; the same span where no pair does.
#[must_use]
pub fn with_quotes(text: &str, span: Span) -> Span {
    let range = span.range();
    let open = text.get(..range.start).and_then(|before| before.chars().next_back());
    let close = text.get(range.end..).and_then(|behind| behind.chars().next());
    match (open, close) {
        (Some(open), Some(close)) if is_pair(open, close) => {
            Span::new(range.start - open.len_utf8(), range.end + close.len_utf8())
        }
        _ => span,
    }
}

fn is_pair(open: char, close: char) -> bool {
    QUOTES.iter().any(|(mark, closers)| *mark == open && closers.contains(close))
}

/// Does the pair around `inside` stay open over all of it?
fn encloses(open: char, close: char, inside: &str) -> bool {
    let mut depth = 1_usize;
    let mut before = open;
    let mut rest = inside.chars();
    while let Some(mark) = rest.next() {
        let behind = rest.clone().next().unwrap_or(close);
        // A mark between two letters is an apostrophe.
        let is_quote = !(before.is_alphanumeric() && behind.is_alphanumeric());
        if is_quote && mark == close {
            depth -= 1;
        } else if is_quote && mark == open {
            depth += 1;
        }
        if depth == 0 {
            return false;
        }
        before = mark;
    }
    depth == 1
}

/// The text within reach of `byte`, which is a character boundary, and the byte at which it begins.
///
/// It begins at white space or a full stop of Chinese where there is one far enough out, because both are
/// boundaries whatever lies before them; so words near `byte` are found as in the whole text.
fn window_around(text: &str, byte: usize) -> (usize, &str) {
    let far = text.floor_char_boundary(byte.saturating_sub(REACH));
    let end = text.ceil_char_boundary(byte + REACH);
    let outer = text.get(far..text.floor_char_boundary(far + REACH / 2)).unwrap_or("");
    let sure = |char: char| char.is_whitespace() || matches!(char, '。' | '，' | '、');
    let start = match outer.find(sure) {
        Some(at) if far > 0 && far + at < byte => far + at,
        _ => far,
    };
    (start, text.get(start..end).unwrap_or(""))
}

/// The piece that `byte` lies strictly inside of.
fn piece_across(text: &str, byte: usize) -> Option<Piece> {
    let (base, window) = window_around(text, byte);
    pieces(base, window).find(|piece| piece.start < byte && byte < piece.end)
}

/// The window's pieces in order, without gaps, placed in the whole text.
///
/// A piece with a letter or digit is a word. icu's own word type is no help: it goes by a piece's last
/// character, so that it takes no word for one that ends in a vowel sign or an accent.
fn pieces(base: usize, window: &str) -> impl Iterator<Item = Piece> + '_ {
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let mut start = 0;
    segmenter.segment_str(window).skip(1).map(move |end| {
        let is_word = window.get(start..end).unwrap_or("").contains(char::is_alphanumeric);
        let piece = Piece { start: base + start, end: base + end, is_word };
        start = end;
        piece
    })
}

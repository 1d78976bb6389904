//! What holds for the segments of any text, however hostile: they rise, do not overlap, lie on character boundaries,
//! have no white space at their ends, and give the text back together with the gaps between them.

use ascribe::text::{Newlines, Options, Segment, Span, is_blank, segment, split_place};
use proptest::prelude::*;

/// The languages asked about: with tables, with rules of their own, without either, unknown and nonsense.
const LANGUAGES: [&str; 12] =
    ["en", "de", "fr", "ru", "zh-Hans", "ja", "ar", "hi", "el", "th", "", "?-?"];

/// What is wrong with the segments of `text`, if anything is.
pub(crate) fn flaw(text: &str, segments: &[Segment]) -> Option<String> {
    let mut at = 0;
    let mut rebuilt = String::new();
    for segment in segments {
        let Span { start, end } = segment.span;
        let (start, end) = (start as usize, end as usize);
        let Some(gap) = text.get(at..start) else {
            return Some(format!("{start}..{end} overlaps or cuts a character"));
        };
        let Some(words) = text.get(start..end) else {
            return Some(format!("{start}..{end} cuts a character"));
        };
        if !gap.chars().all(is_blank) {
            return Some(format!("{gap:?} before {start} is no white space"));
        }
        if words.is_empty() || words.starts_with(is_blank) || words.ends_with(is_blank) {
            return Some(format!("{words:?} is empty or has white space at an end"));
        }
        rebuilt.push_str(gap);
        rebuilt.push_str(words);
        at = end;
    }
    let rest = text.get(at..).unwrap_or("?");
    rebuilt.push_str(rest);
    if rebuilt != text || !rest.chars().all(is_blank) {
        return Some("the segments do not give the text back".to_owned());
    }
    let first_opens = segments.first().is_none_or(|segment| segment.opens_paragraph);
    let last_is_sure = segments.last().is_none_or(|segment| segment.sure);
    (!first_opens || !last_is_sure).then(|| "a text begins and ends with a paragraph".to_owned())
}

/// Segments `text` in every way and looks for flaws.
#[track_caller]
fn hold(text: &str, lang: &str) {
    for newlines in [Newlines::Auto, Newlines::Paragraph, Newlines::Wrapped] {
        for keep_quotes_whole in [false, true] {
            let options = Options { keep_quotes_whole, newlines, ..Options::default() };
            let segments = segment(text, lang, &options);
            assert_eq!(flaw(text, &segments), None, "{lang}, {options:?}");
            assert_eq!(segments, segment(text, lang, &options), "two runs differ");
        }
    }
}

/// What the rules look at, with tildes between.
const PIECES: &str = concat!(
    ".~!~?~…~. . .~...~。~！~؟~।~۔~;~:~,~ ~  ~\n~\n\n~\r\n~\r~\u{2028}~\u{2029}~\u{85}~\u{a0}~\u{200b}~",
    "\u{feff}~\t~\"~'~“~”~„~‘~’~«~»~ »~「~」~『~《~》~(~)~[~]~[3]~ [12]~（~）~-~—~* ~> ~# ~1. ~2. ~a) ~---~",
    "Mr~U.S~p.m~z. B~т. д~J.-C~3~XIV~I~The~said~he~noon~iPhone~http://a.b~说~と~の~के~э\u{301}~😀~:)~\0~",
    "\u{200d}~\u{1f468}\u{200d}\u{1f469}~\\ud800~Photo:~Subscribe to~©",
);

/// Pieces that the rules look at, so that random texts come near them.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => proptest::sample::select(PIECES.split('~').collect::<Vec<_>>()).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-zà-ÿА-я]{1,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string_holds(text in any::<String>(), lang in proptest::sample::select(LANGUAGES.to_vec())) {
        hold(&text, lang);
    }

    #[test]
    fn any_string_of_telling_pieces_holds(
        pieces in proptest::collection::vec(piece(), 0..60),
        lang in proptest::sample::select(LANGUAGES.to_vec()),
    ) {
        hold(&pieces.concat(), lang);
    }

    #[test]
    fn any_split_leaves_words_on_both_sides_and_white_space_between(
        pieces in proptest::collection::vec(piece(), 0..30),
        near in 0_usize..200,
    ) {
        let text = pieces.concat();
        for segment in segment(&text, "en", &Options::default()) {
            let Some(split) = split_place(&text, segment.span, near) else { continue };
            let left = text.get(segment.span.start as usize..split.left_end);
            let between = text.get(split.left_end..split.right_start);
            let right = text.get(split.right_start..segment.span.end as usize);
            prop_assert!(left.is_some_and(|left| !left.is_empty() && !left.ends_with(is_blank)));
            prop_assert!(between.is_some_and(|between| between.chars().all(is_blank)));
            prop_assert!(right.is_some_and(|right| !right.is_empty() && !right.starts_with(is_blank)));
        }
    }
}

/// A piece repeated until it fills `kilobytes`.
fn filled(piece: &str, kilobytes: usize) -> String {
    piece.repeat(kilobytes * 1000 / piece.len())
}

#[test]
fn hostile_texts_hold() {
    let pieces = [
        "word ",
        ".",
        ". ",
        "…",
        "!?",
        "“",
        "\" ",
        "'",
        "(",
        "(a. ",
        "[",
        "「",
        "「。",
        "《",
        "\0",
        "x",
        "a.",
        "a. ",
        "A.B. ",
        "1. 2. ",
        "\n",
        "\r",
        "\r\n",
        "\n ",
        "a\n",
        "* a\n",
        "> ",
        "# \n",
        "\u{2029}",
        "\\ud800",
        "\\ud800. ",
        "😀",
        ". 😀",
        ".[1",
        ". [",
        "]. ",
        "。",
        "字",
        "é",
        "\u{301}",
        "\u{200b}",
        "-",
        "- ",
        "a-b—",
        "@",
        "Subscribe\n\n",
        "?\" ",
    ];
    for piece in pieces {
        for (lang, kilobytes) in [("en", 400), ("ja", 100), ("th", 100)] {
            let text = filled(piece, kilobytes);
            let segments = segment(&text, lang, &Options::default());
            assert_eq!(flaw(&text, &segments), None, "{piece:?}, {lang}");
        }
    }
}

#[test]
fn ten_megabytes_without_a_full_stop_are_one_segment() {
    let text = "word ".repeat(2_000_000);
    let segments = segment(&text, "en", &Options::default());
    assert_eq!(segments.len(), 1);
    assert_eq!(flaw(&text, &segments), None);
}

#[test]
fn ten_megabytes_of_one_mark_hold() {
    for mark in [".", "“", "(", "\"", "\n"] {
        let text = mark.repeat(10_000_000 / mark.len());
        let segments =
            segment(&text, "en", &Options { keep_quotes_whole: true, ..Options::default() });
        assert_eq!(flaw(&text, &segments), None, "{mark:?}");
        assert_eq!(segments.len(), usize::from(mark != "\n"), "{mark:?}");
    }
}

#[test]
fn a_long_gap_is_a_gap() {
    let text = format!("End.{}Next.", " ".repeat(1_000_000));
    let segments = segment(&text, "en", &Options::default());
    assert_eq!(segments.len(), 2);
    assert_eq!(flaw(&text, &segments), None);
}

#[test]
fn blank_texts_have_no_segments() {
    for text in ["", " ", "\n\n", "\u{feff}", "\u{200b}\r\n\u{2029}\t"] {
        assert!(segment(text, "en", &Options::default()).is_empty(), "{text:?}");
    }
}

#[test]
fn a_paragraph_of_a_megabyte_falls_into_its_sentences() {
    let text = "The bridge was closed on Monday. ".repeat(30_000);
    assert_eq!(segment(&text, "en", &Options::default()).len(), 30_000);
}

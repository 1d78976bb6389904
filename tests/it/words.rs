//! Steps by word and grapheme, and spans that keep to words.

use ascribe::text::{
    Span, next_grapheme, next_word, previous_grapheme, previous_word, snap_to_words,
    without_quotes, word_at,
};
use proptest::prelude::*;

/// The places that repeated steps from `start` stop at, until they stand still.
fn stops(text: &str, start: usize, step: fn(&str, usize) -> usize) -> Vec<usize> {
    let mut stops = vec![start];
    while let Some(&last) = stops.last()
        && step(text, last) != last
    {
        stops.push(step(text, last));
    }
    stops
}

/// The words that steps forward end at and those that steps back begin at.
fn words_by_steps(text: &str) -> (Vec<&str>, Vec<&str>) {
    let ends = stops(text, 0, next_word);
    let mut starts = stops(text, text.len(), previous_word);
    starts.reverse();
    let ending = |end: &usize| Span::new(previous_word(text, *end), *end).of(text);
    let beginning = |start: &usize| Span::new(*start, next_word(text, *start)).of(text);
    (
        ends.iter().skip(1).map(ending).collect(),
        starts.iter().take(starts.len() - 1).map(beginning).collect(),
    )
}

/// The span of the text between `[` and `]`, and the text without them.
fn marked(marked: &str) -> (String, Span) {
    let start = marked.find('[').unwrap_or(0);
    let end = marked.find(']').unwrap_or(marked.len()) - 1;
    (marked.replace(['[', ']'], ""), Span::new(start, end))
}

#[test]
fn steps_visit_every_word_and_nothing_else() {
    let table: [(&str, &[&str]); 10] = [
        ("The driver’s union didn't sign", &["The", "driver’s", "union", "didn't", "sign"]),
        ("a Chinese-run office", &["a", "Chinese", "run", "office"]),
        ("paid 1,250.5 in 2022", &["paid", "1,250.5", "in", "2022"]),
        ("no\n\n“Never”,  he", &["no", "Never", "he"]),
        ("海外警察服务站", &["海外", "警察", "服务", "站"]),
        ("東京都に住む", &["東京", "都", "に", "住む"]),
        ("نفت الوزارة الخبر", &["نفت", "الوزارة", "الخبر"]),
        ("मंत्री ने कहा", &["मंत्री", "ने", "कहा"]),
        ("ภาษาไทย", &["ภาษา", "ไทย"]),
        ("cafe\u{301} e\u{301}tude", &["cafe\u{301}", "e\u{301}tude"]),
    ];
    for (text, words) in table {
        let (forward, back) = words_by_steps(text);
        assert_eq!(forward, words, "forward through {text:?}");
        assert_eq!(back, words, "back through {text:?}");
    }
}

#[test]
fn a_step_stops_at_the_end_of_a_word_forward_and_at_its_start_backward() {
    let text = "He said: “no”.";
    assert_eq!(stops(text, 0, next_word), [0, 2, 7, 14, text.len()]);
    assert_eq!(stops(text, text.len(), previous_word), [text.len(), 12, 3, 0]);
    assert_eq!(next_word(text, 4), 7, "from inside a word to its end");
    assert_eq!(previous_word(text, 5), 3, "from inside a word to its start");
}

#[test]
fn the_word_at_a_place_is_the_one_it_touches() {
    let text = "The port, closed";
    let words = [
        (0, "The"),
        (3, "The"),
        (4, "port"),
        (6, "port"),
        (8, "port"),
        (9, ""),
        (16, "closed"),
        (99, "closed"),
    ];
    for (byte, word) in words {
        assert_eq!(word_at(text, byte).of(text), word, "at {byte}");
    }
    assert_eq!(word_at("海外警察", 6).of("海外警察"), "警察", "between two words the second");
    assert_eq!(word_at("a — b", 3), Span::new(2, 2), "none: empty, at the start of the character");
    assert_eq!(word_at("", 0), Span::new(0, 0));
}

#[test]
fn a_drag_grows_to_whole_words_and_takes_no_white_space() {
    let table = [
        ("The mi[nister d]enied it.", "minister denied"),
        ("The[ minister ]denied it.", "minister"),
        ("The [minister] denied it.", "minister"),
        ("The mini[]ster", ""),
        ("was [“clo]sed” in May", "“closed"),
        ("was “[closed” i]n May", "closed” in"),
        ("the driv[er’]s seat", "driver’s"),
        ("a Chi[nese]-run office", "Chinese"),
        ("about $1[,25]0 now", "1,250"),
        ("海[外警]察服务站", "海外警察"),
        ("قال الو[زي]ر", "الوزير"),
        ("one[ \n ]two", ""),
        ("so 👩‍[👩‍👧]‍👦 it", "👩‍👩‍👧‍👦"),
    ];
    for (given, wanted) in table {
        let (text, span) = marked(given);
        assert_eq!(snap_to_words(&text, span).of(&text), wanted, "{given}");
    }
}

#[test]
fn quotation_marks_around_the_whole_are_taken_off_once() {
    let table = [
        ("“We deny it.”", "We deny it."),
        (" \"yes\" ", "yes"),
        ("'the driver's seat'", "the driver's seat"),
        ("‘the driver’s seat’", "the driver’s seat"),
        ("« Jamais ! »", "Jamais !"),
        ("„Nein“", "Nein"),
        ("»Nein«", "Nein"),
        ("”Nej”", "Nej"),
        ("「不是」", "不是"),
        ("“‘no’”", "‘no’"),
        ("“a “b” c”", "a “b” c"),
        ("“this” and “that”", "“this” and “that”"),
        ("\"this\" and \"that\"", "\"this\" and \"that\""),
        ("“open", "“open"),
        ("\"", "\""),
        ("““a”", "““a”"),
        ("“”", ""),
        ("plain", "plain"),
        ("", ""),
    ];
    for (quoted, words) in table {
        assert_eq!(
            without_quotes(quoted, Span::new(0, quoted.len())).of(quoted),
            words,
            "{quoted}"
        );
    }
}

#[test]
fn a_grapheme_step_passes_what_a_reader_takes_for_one_character() {
    let text = "e\u{301}👩‍👩‍👧‍👦🇩🇪🇫🇷\r\nस्ते각";
    let ends = [0, 3, 28, 36, 44, 46, 58, 61];
    assert_eq!(stops(text, 0, next_grapheme), ends);
    let mut back = stops(text, text.len(), previous_grapheme);
    back.reverse();
    assert_eq!(back, ends);
    assert_eq!(next_grapheme(text, 10), 28, "from inside the family to its end");
    assert_eq!(previous_grapheme(text, 10), 3, "and to its start");
}

#[test]
fn steps_deep_in_a_long_text_are_those_of_the_short_one() {
    let filler = "Der Hafen blieb geschlossen, 港口仍然关闭。 ".repeat(300_000);
    let text = format!("{filler}The driver’s seat海外警察{filler}");
    assert_eq!(word_at(&text, filler.len() + 6).of(&text), "driver’s");
    let chinese = filler.len() + "The driver’s seat海".len();
    assert_eq!(word_at(&text, chinese).of(&text), "海外");
    assert_eq!(next_word(&text, filler.len()), filler.len() + 3);
    assert_eq!(previous_word(&text, filler.len() + 4), filler.len());
}

#[test]
fn a_word_longer_than_the_reach_still_lets_every_step_advance() {
    for text in ["x".repeat(1_500), "\u{301}".repeat(900), " ".repeat(1_500), "海".repeat(600)] {
        for step in [next_word, next_grapheme] {
            assert_eq!(stops(&text, 0, step).last(), Some(&text.len()));
        }
        for step in [previous_word, previous_grapheme] {
            assert_eq!(stops(&text, text.len(), step).last(), Some(&0));
        }
    }
}

proptest! {
    #[test]
    fn steps_and_spans_keep_to_characters_and_advance(text in any::<String>(), byte in 0_usize..400, len in 0_usize..60) {
        let place = text.floor_char_boundary(byte);
        for step in [next_word, next_grapheme] {
            let next = step(&text, byte);
            prop_assert!(text.is_char_boundary(next) && (next > place || next == text.len()));
        }
        for step in [previous_word, previous_grapheme] {
            let previous = step(&text, byte);
            prop_assert!(text.is_char_boundary(previous) && (previous < place || previous == 0));
        }
        let span = Span::new(byte, byte + len);
        let snapped = snap_to_words(&text, span);
        let words = snapped.of(&text);
        prop_assert!(snapped.is_empty() || snapped.fits(&text));
        prop_assert_eq!(words.trim(), words);
        prop_assert!(snapped.is_empty() || snapped.contains(snap_to_words(&text, snapped)));
        prop_assert_eq!(snap_to_words(&text, snapped), snapped);
        let bare = without_quotes(&text, snapped);
        prop_assert!(snapped.contains(bare));
    }
}

//! A quotation is found again where it is, and never where it only seems to be.

use ascribe::text::{Anchor, CONTEXT, Span, anchor, prefix, suffix};
use proptest::prelude::*;

/// Finds the `nth` "It was false." of `old` again in `new`.
fn again(old: &str, nth: usize, new: &str) -> Anchor {
    let exact = "It was false.";
    let start = old.match_indices(exact).nth(nth).unwrap_or_default().0;
    let span = Span::new(start, start + exact.len());
    anchor(new, exact, prefix(old, span), suffix(old, span), start)
}

/// `text` with the place in brackets as a span, so that tables can show what is wanted.
fn bracketed(text: &str) -> (String, Span) {
    let start = text.find('[').unwrap_or_default();
    let end = text.find(']').unwrap_or(1) - 1;
    (text.replace(['[', ']'], ""), Span::new(start, end))
}

#[test]
fn context_is_32_code_points_on_either_side_at_most() {
    let text = format!("{}中x中{}", "前".repeat(40), "é".repeat(40));
    let x = text.find('x').unwrap();
    let span = Span::new(x, x + 1);
    assert_eq!(prefix(&text, span), format!("{}中", "前".repeat(31)));
    assert_eq!(suffix(&text, span), format!("中{}", "é".repeat(31)));
    assert_eq!(CONTEXT, 32);
    assert_eq!((prefix("ab", Span::new(1, 2)), suffix("ab", Span::new(1, 2))), ("a", ""));
    assert_eq!(
        (prefix("é", Span::new(1, 9)), suffix("é", Span::new(1, 9))),
        ("", ""),
        "off the text: nothing"
    );
}

#[test]
fn an_unchanged_text_gives_the_same_place() {
    let text = "He said no. It was false. She agreed. It was false. All went home.";
    assert_eq!(again(text, 0, text), Anchor::Exact(Span::new(12, 25)));
    assert_eq!(again(text, 1, text), Anchor::Exact(Span::new(38, 51)));
}

#[test]
fn a_quotation_moves_with_its_surroundings() {
    let old = "He said no. It was false. She agreed. It was false. All went home.";
    let table = [
        (0, "UPDATED. He said no. [It was false.] She agreed. It was false. All went home."),
        (1, "UPDATED. He said no. It was false. She agreed. [It was false.] All went home."),
        // Only what stands before it has changed, only what stands behind.
        (
            1,
            "He said yes, twice, at noon. It was false. She agrees with all. [It was false.] All went home.",
        ),
        (0, "He said no. [It was false.] Nobody agreed, and that was that."),
    ];
    for (nth, new) in table {
        let (new, span) = bracketed(new);
        let found = again(old, nth, &new);
        assert!(
            matches!(found, Anchor::Moved(at) | Anchor::Exact(at) if at == span),
            "{found:?} in {new}"
        );
    }
}

#[test]
fn what_cannot_be_told_apart_is_left_to_a_person() {
    let old = "He said no. It was false. She agreed with him on that, as always.";
    let twice = format!("New. {old} {old}");
    assert_eq!(again(old, 0, &twice), Anchor::Ambiguous(2), "the same surroundings twice");
    let elsewhere =
        "The minister spoke for an hour or so. It was false. The hall was empty by then.";
    assert_eq!(
        again(old, 0, elsewhere),
        Anchor::Ambiguous(1),
        "the words once, in other surroundings"
    );
    assert_eq!(again(old, 0, "x. It was false. y. It was false. z"), Anchor::Ambiguous(2));
    let other = "He said so. It was false. The rest of the sentence is another one.";
    assert_eq!(again(old, 0, other), Anchor::Ambiguous(1), "even at the old place");
}

#[test]
fn what_is_gone_is_lost() {
    let old = "He said no. It was false. She agreed.";
    assert_eq!(again(old, 0, "He said no. It was wrong. She agreed."), Anchor::Lost);
    assert_eq!(again(old, 0, ""), Anchor::Lost);
    assert_eq!(anchor("text", "", "", "", 0), Anchor::Lost);
}

#[test]
fn without_context_only_the_old_place_or_a_single_one_is_taken() {
    assert_eq!(anchor("no, no", "no", "", "", 4), Anchor::Exact(Span::new(4, 6)));
    assert_eq!(anchor("so, no", "no", "", "", 1), Anchor::Moved(Span::new(4, 6)));
    assert_eq!(anchor("no, no", "no", "", "", 1), Anchor::Ambiguous(2));
    assert_eq!(
        anchor("é no", "no", "", "", 1),
        Anchor::Moved(Span::new(3, 5)),
        "a hint inside a character"
    );
    assert_eq!(anchor("no", "no", "", "", usize::MAX), Anchor::Moved(Span::new(0, 2)));
}

#[test]
fn an_empty_side_is_no_proof() {
    // The quotation opened its text, so its prefix is empty, and empty fits everywhere.
    assert_eq!(anchor("Well. No. Not ever.", "No.", "", " She left.", 0), Anchor::Ambiguous(1));
}

#[test]
fn an_overlapping_place_is_found() {
    let new = "So: ha ha ha!";
    assert_eq!(anchor(new, "ha ha", "Oh ha ", "!", 0), Anchor::Moved(Span::new(7, 12)));
}

#[test]
fn a_text_that_repeats_itself_is_searched_in_linear_time() {
    // Quadratic search would compare 10^12 bytes here and never end.
    let text = "a".repeat(2_000_000);
    let exact = "a".repeat(1_000_000);
    assert_eq!(anchor(&text, &exact, "b", "b", 5), Anchor::Ambiguous(1_000_001));
    let side = "a".repeat(32);
    assert_eq!(anchor(&text, &exact, &side, "b", 2_000_001), Anchor::Ambiguous(1_000_001 - 32));
}

proptest! {
    #[test]
    fn a_found_quotation_always_has_its_words(text in "[ab中 ]{0,30}", exact in "[ab中]{1,3}", side in "[ab中 ]{0,3}", hint in 0_usize..40) {
        match anchor(&text, &exact, &side, &side, hint) {
            Anchor::Exact(span) => {
                prop_assert_eq!(span.range().start, hint);
                prop_assert_eq!(span.of(&text), exact);
            }
            Anchor::Moved(span) => prop_assert_eq!(span.of(&text), exact),
            Anchor::Lost => prop_assert!(!text.contains(&exact)),
            Anchor::Ambiguous(_) => prop_assert!(text.contains(&exact)),
        }
    }

    #[test]
    fn every_span_is_found_in_its_own_text(text in any::<String>(), start in 0_usize..60, len in 1_usize..20) {
        let span = Span::new(text.floor_char_boundary(start), text.ceil_char_boundary(start + len));
        if span.fits(&text) {
            let found = anchor(&text, span.of(&text), prefix(&text, span), suffix(&text, span), span.range().start);
            prop_assert_eq!(found, Anchor::Exact(span));
        }
    }
}

//! Words for days mean the days a reader takes them for; what cannot be resolved and what cannot be is said so.
//!
//! The days were read off a calendar: 14 June 2024 was a Friday, 21 April 2023 too.

use ascribe::text::days::{Meaning, day_words, parse_days};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const FRIDAY: Date = date(2024, 6, 14);

fn only(text: &str, language: &str) -> (String, Meaning) {
    let found = day_words(text, language);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    (found[0].span.of(text).to_owned(), found[0].meaning(Some(FRIDAY)))
}

#[track_caller]
fn check(text: &str, language: &str, words: &str, from: Date, to: Date) {
    let (found, meaning) = only(text, language);
    assert_eq!(found, words, "{text}");
    let Meaning::Days { from: first, to: last, .. } = meaning else {
        panic!("{text}: {meaning:?}")
    };
    assert_eq!((first, last), (from, to), "{text}");
}

#[test]
fn english_words_for_days_are_held_against_the_day_of_publication() {
    let one = |text: &str, words: &str, day: Date| check(text, "en", words, day, day);
    one("It was said on Tuesday.", "on Tuesday", date(2024, 6, 11));
    one("It was said on Friday.", "on Friday", FRIDAY);
    one("It was said last Friday.", "last Friday", date(2024, 6, 7));
    one("They meet next Monday.", "next Monday", date(2024, 6, 17));
    one("Yesterday it rained.", "Yesterday", date(2024, 6, 13));
    one("It came the day before yesterday.", "the day before yesterday", date(2024, 6, 12));
    one("The work was halted two days ago.", "two days ago", date(2024, 6, 12));
    one("On 3 May it fell.", "3 May", date(2024, 5, 3));
    one("On December 24 it fell.", "December 24", date(2023, 12, 24));
    one("On 29 February it fell.", "29 February", date(2024, 2, 29));
    let days = |text: &str, words: &str, from, to| check(text, "en", words, from, to);
    days("Italy ended it last year.", "last year", date(2023, 1, 1), date(2023, 12, 31));
    days("It broke last week.", "last week", date(2024, 6, 3), date(2024, 6, 9));
    days("It broke in March.", "in March", date(2024, 3, 1), date(2024, 3, 31));
    days("It broke in November.", "in November", date(2023, 11, 1), date(2023, 11, 30));
    days("It broke last month.", "last month", date(2024, 5, 1), date(2024, 5, 31));
}

#[test]
fn days_that_are_named_in_full_need_no_day_of_publication() {
    let cases = [
        ("On 30 June 2023 it was signed.", date(2023, 6, 30), date(2023, 6, 30)),
        ("On June 30th, 2023 it was signed.", date(2023, 6, 30), date(2023, 6, 30)),
        ("It was signed 2023-06-30.", date(2023, 6, 30), date(2023, 6, 30)),
        ("It was signed in June 2023.", date(2023, 6, 1), date(2023, 6, 30)),
        ("In 2016, they agreed.", date(2016, 1, 1), date(2016, 12, 31)),
    ];
    for (text, from, to) in cases {
        let found = day_words(text, "en");
        let meaning = found[0].meaning(None);
        assert_eq!(meaning, Meaning::Days { from, to, is_relative: false }, "{text}");
    }
}

#[test]
fn german_french_and_spanish_words_are_known() {
    let cases = [
        ("de", "Er sagte es am Dienstag.", "am Dienstag", date(2024, 6, 11)),
        ("de", "Das war gestern.", "gestern", date(2024, 6, 13)),
        ("de-AT", "Es geschah am 3. Mai 2024.", "3. Mai 2024", date(2024, 5, 3)),
        ("fr", "Il l’a dit mardi.", "mardi", date(2024, 6, 11)),
        ("fr", "Il l’a dit vendredi dernier.", "vendredi dernier", date(2024, 6, 7)),
        ("fr", "Elle est venue avant-hier.", "avant-hier", date(2024, 6, 12)),
        ("es", "Lo dijo el martes.", "el martes", date(2024, 6, 11)),
        ("es", "Se firmó el 30 de junio de 2023.", "30 de junio de 2023", date(2023, 6, 30)),
    ];
    for (language, text, words, day) in cases {
        check(text, language, words, day, day);
    }
    check("Es war letzte Woche.", "de", "letzte Woche", date(2024, 6, 3), date(2024, 6, 9));
    check("C’était l’an dernier.", "fr", "l’an dernier", date(2023, 1, 1), date(2023, 12, 31));
    check("Fue el año pasado.", "es", "el año pasado", date(2023, 1, 1), date(2023, 12, 31));
}

#[test]
fn relative_words_without_a_day_of_publication_are_unresolvable() {
    for text in ["on Tuesday", "last year", "in March", "two weeks ago", "3 May"] {
        assert_eq!(day_words(text, "en")[0].meaning(None), Meaning::Unresolvable, "{text}");
    }
}

#[test]
fn a_day_that_cannot_be_is_told_with_the_length_of_its_month() {
    for (text, why) in [
        (
            "On 31 June 2023, the authority announced it.",
            "there is no 31 June: in 2023 it has 30 days",
        ),
        ("On 31 February it rained.", "there is no 31 February: it never has more than 29 days"),
        ("On 29 February 2023 it rained.", "there is no 29 February: in 2023 it has 28 days"),
    ] {
        let meaning = day_words(text, "en")[0].meaning(None);
        assert_eq!(meaning, Meaning::Impossible(why.to_owned()), "{text}");
    }
}

#[test]
fn words_that_only_look_like_days_are_left_alone() {
    for text in [
        "It may rain, and they march on.",
        "The second of three.",
        "Monday’s child",
        "Chapter 2016",
        "may 5 people come",
        "",
    ] {
        let found: Vec<_> = day_words(text, "en").iter().map(|one| one.span.of(text)).collect();
        assert_eq!(found, Vec::<&str>::new(), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_has_its_day_words_in_order_and_whole(
        text in "((on|in|last|two|31|29|2023|2024-02-30|Tuesday|May|yesterday|ago|days|é|«)[ ,.’]{0,2}){0,9}|\\PC{0,40}",
        language in prop::sample::select(vec!["en", "de", "fr", "es", "xx", ""]),
    ) {
        let found = day_words(&text, language);
        for one in &found {
            prop_assert!(one.span.fits(&text));
            for day in [FRIDAY, Date::MIN, Date::MAX] {
                if let Meaning::Days { from, to, .. } = one.meaning(Some(day)) {
                    prop_assert!(from <= to);
                }
            }
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    }
}

#[test]
fn typed_days_months_years_and_intervals_are_read_and_others_refused_in_words() {
    let day = date(2024, 6, 14);
    assert_eq!(parse_days(" 2024-06-14 ").unwrap(), (day, day));
    assert_eq!(parse_days("2024-06").unwrap(), (date(2024, 6, 1), date(2024, 6, 30)));
    assert_eq!(parse_days("2024").unwrap(), (date(2024, 1, 1), date(2024, 12, 31)));
    assert_eq!(parse_days("2024-06-10/2024-06-14").unwrap(), (date(2024, 6, 10), day));
    let refused = |typed: &str| parse_days(typed).unwrap_err().to_string();
    assert_eq!(refused("2024-02-31"), "there is no 31 February: in 2024 it has 29 days");
    assert_eq!(refused("2024-13-01"), "there is no month 13: a year has 12");
    assert!(refused("2024-06-14/2024-06-10").contains("runs backwards"));
    for typed in ["14.6.2024", "yesterday", "2024-6-1", "", "2024-06-14-01", "20240614"] {
        assert!(refused(typed).contains("is no day: write it as"), "{typed}");
    }
}

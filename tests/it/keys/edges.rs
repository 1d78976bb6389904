//! Keys that move the ends of ranges, cut statements in two, and change several at once.

use super::stand::{Stand, check};
use ascribe::model::{Certainty, Part};
use ascribe::session::{Action, Command, Wish};
use ascribe::text::Span;

/// “The minister denied it, he said.” with content, mention and cue marked.
fn with_all_ranges() -> Stand {
    let mut stand = check(
        "
> The minister «denied» it, he said.
= c s =Ada_Rhys
> The minister denied it, he said. [*claim “denied”, by Ada Rhys]",
    );
    stand.act(Action::Select(Span::new(4, 12)));
    stand.press("w");
    stand.act(Action::Select(Span::new(27, 31)));
    stand.then(
        "q",
        "> The minister denied it, he said. [*claim “denied”, by Ada Rhys, called “minister”, cue “said”]",
    );
    stand
}

#[test]
fn e_goes_round_the_ranges_and_the_edge_keys_move_the_one_in_hand() {
    let mut stand = with_all_ranges();
    assert_eq!(stand.session.part_in_hand(), None);
    stand.press("e");
    assert_eq!(stand.session.part_in_hand(), Some(Part::Mention(0, 0)));
    stand.then(
        "Alt+Shift+Left",
        "> The minister denied it, he said. [*claim “denied”, by Ada Rhys, called “The minister”, cue “said”]",
    );
    stand.then(
        "e Alt+Shift+Left",
        "> The minister denied it, he said. [*claim “denied”, by Ada Rhys, called “The minister”, cue “he said”]",
    );
    stand.then(
        "e Alt+Right Shift+E Alt+Shift+Right",
        "> The minister denied it, he said. [*claim “denied it”, by Ada Rhys, called “The minister”, cue “said”]",
    );
    assert_eq!(stand.session.part_in_hand(), Some(Part::Cue(0, 0)));
}

#[test]
fn another_statement_in_focus_has_no_range_in_hand() {
    let mut stand = with_all_ranges();
    stand.press("e Ctrl+A d");
    assert_eq!(stand.session.part_in_hand(), None);
    stand.then("e", "> The minister denied it, he said. [denial] [claim “denied”, by Ada Rhys, called “minister”, cue “said”]\n! one range");
}

#[test]
fn alt_and_letters_move_the_edges_letter_by_letter_over_spaces_too() {
    check(
        "
> The old «bridge» closed.
= c Alt+H Alt+Shift+L
> The old bridge closed. [claim “ridg”]
= Alt+L Alt+L
> The old bridge closed. [claim “ridge c”]
= Alt+Shift+H Alt+Shift+H
> The old bridge closed. [claim “d bridge c”]",
    );
}

#[test]
fn one_key_takes_quotation_marks_off_and_in() {
    check(
        "
> She said «“It fell.”» on Monday.
= c '
> She said “It fell.” on Monday. [claim “It fell.”]
= '
> She said “It fell.” on Monday. [claim ““It fell.””]",
    );
    check("> It «fell».\n= c '\n> It fell. [claim “fell”]\n! No quotation marks");
}

#[test]
fn splitting_a_sentence_into_two_statements_takes_two_keys() {
    // The first key cuts where the second statement seems to begin, the second one says what it is.
    check(
        "
> Ada denied the report and accused the council.
= d k s =Ada_Rhys t c
> Ada denied the report and accused the council. [denial “Ada denied the report”, by Ada Rhys] [claim “and accused the council.”, by Ada Rhys]",
    );
    // With a caret it cuts there; the signs that held both together belong to neither.
    check(
        "
> Ada denied the report, saying it was old.
= d k v Ctrl+Right Ctrl+Right Ctrl+Right Ctrl+Right t c
> Ada denied the report, saying it was old. [denial “Ada denied the report”] [claim “saying it was old.”]",
    );
    check("> Gone.\n= c k t\n> Gone. [claim]\n! too short");
}

#[test]
fn a_split_is_one_step() {
    let mut stand = check(
        "> It fell and it burnt.\n= c k t\n> It fell and it burnt. [claim “It fell”] [claim “and it burnt.”]",
    );
    stand.then("Ctrl+Z", "> It fell and it burnt. [claim]");
}

#[test]
fn what_is_chosen_is_changed_together_in_one_step() {
    let mut stand = check(
        "
> One.
  Two.
  Three.
= c c c k Space k Space k f
> One.    [fact]
  Two.    [fact]
  Three.  [claim]",
    );
    // The place stays, and so does the choice.
    assert_eq!(stand.session.chosen().len(), 2);
    stand.then(
        "s =Reuters",
        "> One. [fact, by Reuters]\n  Two. [fact, by Reuters]\n  Three. [claim]",
    );
    stand.act(Command::Certainty(Certainty::Possible).into());
    let possible = |stand: &Stand| {
        let marks = stand.session.marks().unwrap();
        marks.statements().values().filter(|s| s.certainty == Certainty::Possible).count()
    };
    assert_eq!(possible(&stand), 2);
    stand.press("Ctrl+Z");
    assert_eq!(possible(&stand), 0, "one step");
    stand.then("Delete", "  One.\n> Two.\n  Three. [claim]");
    assert!(stand.session.chosen().is_empty());
}

#[test]
fn all_statements_are_chosen_and_let_go_and_escape_lets_go_too() {
    let mut stand = check("> One.\n  Two.\n= c c Ctrl+Shift+A\n  One. [claim]\n> Two. [claim]");
    assert_eq!(stand.session.chosen().len(), 2);
    stand.press("Ctrl+Shift+A");
    assert!(stand.session.chosen().is_empty());
    stand.press("Ctrl+Shift+A Escape");
    assert!(stand.session.chosen().is_empty());
    assert!(stand.wishes.is_empty(), "only then the window is asked");
}

#[test]
fn identical_sentences_are_offered_and_take_over_source_and_cue() {
    let mut stand = check(
        "
> Ada said so.
  Nobody knows.
  Ada said so.
= c k s =Ada_Rhys v Ctrl+Shift+Right w
> Ada said so.   [*claim, by Ada Rhys, called “Ada”]
  Nobody knows.
  Ada said so.",
    );
    stand.press("Ctrl+Shift+I");
    let [Wish::PickTwins(twins)] = stand.wishes.as_slice() else { panic!("{:?}", stand.wishes) };
    let places: Vec<_> = twins.iter().map(|twin| (twin.article.clone(), twin.span)).collect();
    assert_eq!(places.len(), 1);
    stand.act(Action::ApplyToIdentical(places.clone()));
    let both = "
> Ada said so.   [claim, by Ada Rhys, called “Ada”]
  Nobody knows.
  Ada said so.   [claim, by Ada Rhys, called “Ada”]";
    stand.then("", both);
    stand.act(Action::ApplyToIdentical(places));
    stand.then("", &format!("{both}\n! hold the same already"));
    stand.press("Ctrl+Z");
    stand.then(
        "",
        "  Ada said so. [claim, by Ada Rhys, called “Ada”]\n  Nobody knows.\n> Ada said so.",
    );
}

#[test]
fn no_statement_goes_to_identical_sentences_too_and_nothing_tagged_is_refused() {
    let mut stand =
        check("> Go on.\n  Go on.\n= Ctrl+Shift+I\n> Go on.\n  Go on.\n! Nothing is tagged");
    stand.press("x k Ctrl+Shift+I");
    let Some(Wish::PickTwins(twins)) = stand.wishes.pop() else { panic!() };
    let places = twins.iter().map(|twin| (twin.article.clone(), twin.span)).collect();
    stand.act(Action::ApplyToIdentical(places));
    stand.then("", "> Go on. [none]\n  Go on. [none]");
    let mut stand = check("> One.\n  Two.\n= c k\n> One. [claim]\n  Two.");
    stand.then("Ctrl+Shift+I", "> One. [claim]\n  Two.\n! No other sentence");
}

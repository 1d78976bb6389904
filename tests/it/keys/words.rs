//! Keys that work on words inside a sentence, and on its ends.

use super::stand::check;
use ascribe::model::CueClass;
use ascribe::session::{Action, Command, SourcePurpose, Wish};
use ascribe::text::Span;

#[test]
fn caret_mode_selects_word_by_word_from_the_start_of_the_sentence() {
    check(
        "
> The minister denied it.
= v
> |The minister denied it.
= v
> The minister denied it.
= Ctrl+Shift+Right Ctrl+Shift+Right
> «The minister» denied it.
= Ctrl+Shift+Left Ctrl+Shift+Left
> |The minister denied it.
= Ctrl+Right Ctrl+Right
> The minister |denied it.
= Ctrl+Shift+Right Shift+Right
> The minister «denied »it.
= d
> The minister denied it.  [denial “denied”]
= Right Right Right Shift+Left
> T«h»e minister denied it. [denial “denied”]",
    );
}

#[test]
fn escape_lets_go_of_the_selection_then_of_the_caret_then_asks_the_window() {
    let mut stand = check(
        "
> The «minister» denied it.
= Escape
> The minister| denied it.
= Escape
> The minister denied it.",
    );
    assert!(stand.wishes.is_empty());
    stand.press("Escape");
    assert_eq!(stand.wishes, [Wish::Run(Command::Escape)]);
}

#[test]
fn an_arrow_without_shift_collapses_the_selection_to_its_side() {
    check("> The «minister» denied it.\n= Left\n> The |minister denied it.");
    check("> The «minister» denied it.\n= Right\n> The minister| denied it.");
}

#[test]
fn w_and_q_take_the_selection_as_mention_and_cue() {
    let mut stand = check(
        "
> The minister denied it.
= d Ctrl+Shift+Right Ctrl+Shift+Right w
> The minister denied it.  [denial, by Unattributed (no source given), called “The minister”]",
    );
    let asked = (SourcePurpose::Level, "The minister".to_owned());
    assert_eq!(stand.asked.as_ref(), Some(&asked), "a new name is asked for");
    stand.then(
        "=Ada_Rhys v Ctrl+Right Ctrl+Right Ctrl+Shift+Right q",
        "> The minister denied it.  [denial, by Ada Rhys, called “The minister”, cue “denied”]",
    );
    let cue = &stand.session.focus().unwrap().chain[0].cue;
    assert_eq!(cue.class, CueClass::Denial, "what the cue of a denial usually is");
}

#[test]
fn a_mention_that_is_the_name_of_a_source_needs_no_question() {
    let stand = check(
        "
> Reuters said so.
  So said Reuters.
= c s =Reuters c Ctrl+Right Ctrl+Right Ctrl+Right Ctrl+Shift+Right w
  Reuters said so.  [claim, by Reuters]
> So said Reuters.  [*claim, by Reuters, called “Reuters”]",
    );
    assert_eq!(stand.asked, None);
}

#[test]
fn w_q_and_plus_want_a_selection_or_find_words_themselves_and_say_so_where_there_are_none() {
    for key in ["w", "q", "+"] {
        check(&format!("> One.\n= c {key}\n> One. [claim]\n! Nothing is selected"));
    }
}

#[test]
fn words_of_another_sentence_may_be_the_mention() {
    // Its own statement takes the focus there, and brackets bring the other one back.
    check(
        "
> She spoke.
  It was false.
= f d s =Ada_Rhys v Ctrl+Left Ctrl+Left Ctrl+Shift+Right
> «She» spoke.    [*fact]
  It was false.   [denial, by Ada Rhys]
= ] w
> She spoke.      [fact]
  It was false.   [*denial, by Ada Rhys, called “She”]",
    );
    // Without one, the focus stays.
    check(
        "
  She spoke.
> It was false.
= d s =Ada_Rhys v Ctrl+Left Ctrl+Left Ctrl+Shift+Right w
> She spoke.
  It was false.   [*denial, by Ada Rhys, called “She”]",
    );
}

#[test]
fn plus_adds_a_second_range_and_ranges_that_touch_become_one() {
    let mut stand = check(
        "
> We «knew nothing», he said, of any leak.
= c
> We knew nothing, he said, of any leak. [claim “knew nothing”]",
    );
    stand.act(Action::Select(Span::new(26, 37)));
    stand
        .then("+", "> We knew nothing, he said, of any leak. [claim “knew nothing … of any leak”]");
    stand.act(Action::Select(Span::new(8, 30)));
    stand.then(
        "+",
        "> We knew nothing, he said, of any leak. [claim “knew nothing, he said, of any leak”]",
    );
}

#[test]
fn alt_and_arrows_move_the_edges_of_the_content_by_words() {
    check(
        "
> The old «bridge was» closed.
= c Alt+Right
> The old bridge was closed. [claim “bridge was closed”]
= Alt+Left Alt+Shift+Left
> The old bridge was closed. [claim “old bridge was”]
= Alt+Shift+Right Alt+Shift+Right
> The old bridge was closed. [claim “was”]
= Alt+Left
> The old bridge was closed. [claim “was”]
! at least one word
= Alt+Shift+Right
> The old bridge was closed. [claim “was”]
! at least one word",
    );
}

#[test]
fn the_edges_of_two_ranges_do_not_cross() {
    let mut stand = check("> We «knew» of it.\n= c\n> We knew of it. [claim “knew”]");
    stand.act(Action::Select(Span::new(8, 10)));
    stand.then("+", "> We knew of it. [claim “knew … of”]");
    stand.then("Alt+Left", "> We knew of it. [claim “knew … of”]");
    stand.then("Alt+Shift+Right", "> We knew of it. [claim “knew … of”]");
}

#[test]
fn a_sentence_is_split_where_the_caret_stands_and_merged_again() {
    check(
        "
> It closed. |Nobody said so.
= Shift+Enter
> It closed.
  Nobody said so.
= Shift+M
> It closed. Nobody said so.
= Ctrl+Z Ctrl+Z
> It closed. Nobody said so.
= Shift+Enter
> It closed. Nobody said so.
! Where should the sentence be cut
= Shift+M
> It closed. Nobody said so.
! last segment",
    );
}

#[test]
fn a_boundary_through_a_statement_is_refused_with_a_reason() {
    check(
        "
> It «closed. Nobody» said so.
= c v Ctrl+Right Ctrl+Right Shift+Enter
> It closed. |Nobody said so. [claim “closed. Nobody”]
! would cut the statement",
    );
}

#[test]
fn merging_keeps_the_tags_of_both_sentences_and_the_focus_on_one() {
    check("> One.\n  Two.\n= c d k Shift+M\n> One. Two. [*claim “One.”] [denial “Two.”]");
    check("> One.\n  Two.\n= j d k Shift+M\n> One. Two. [*denial “Two.”]");
    // “No statement” goes with both halves or with none.
    check("> One.\n  Two.\n= x x k Shift+M\n> One. Two. [none]");
    check("> One.\n  Two.\n= x k Shift+M\n> One. Two.");
}

//! What keys do to an article: marked text, keys, marked text.
//!
//! A line is a sentence; `>` stands before the one stood on, `#` begins a heading, `~` ends a line whose boundary is unsure,
//! and an empty line begins a paragraph. `«…»` is selected and `|` is the caret. Behind a sentence stand its statements, as
//! `[denial]` or, where they are not the whole sentence, `[claim “words”]`; `*` is the one in focus, shown only where the
//! expected text shows one. A line of keys begins with `=`, what is told then with `!`. Keys go through the one table of
//! commands; `=Name` answers the question for a source, `yes` the question whether statements may go.

mod dates;
mod edges;
mod found;
mod refused;
mod stand;
mod words;

use ascribe::model::AnnotatorId;
use ascribe::session::{Action, Command, Wish};
use ascribe::text::Span;
use stand::{Stand, check, now};

const TWO: &str = "
> The minister denied the report.
  The bridge closed in May.";

#[test]
fn j_and_k_walk_every_segment_and_stop_at_the_ends() {
    check(
        "
> One.

  # Two
  Three.
= j
  One.

> # Two
  Three.
= j j j
  One.

  # Two
> Three.
= k k k
> One.

  # Two
  Three.
= Down Down Up
  One.

> # Two
  Three.
= End k Home
> One.

  # Two
  Three.",
    );
}

#[test]
fn c_d_and_f_tag_the_sentence_and_move_on_past_headings() {
    check(
        "
> The minister denied the report.
  The bridge closed in May.

  # What is next
  Nobody knows.
= d
  The minister denied the report.  [denial]
> The bridge closed in May.

  # What is next
  Nobody knows.
= f c
  The minister denied the report.  [denial]
  The bridge closed in May.        [fact]

  # What is next
> Nobody knows.                    [*claim]",
    );
}

#[test]
fn a_second_kind_replaces_the_first_and_the_same_kind_changes_nothing() {
    let mut stand = check(&format!(
        "{TWO}
= d k c
  The minister denied the report.  [claim]
> The bridge closed in May."
    ));
    let steps = stand.session.history().steps().len();
    stand.press("k c");
    assert_eq!(stand.session.history().steps().len(), steps);
}

#[test]
fn a_sentence_that_was_moved_on_to_is_tagged_like_one_that_was_walked_to() {
    check(
        "
  One two three.
> Four «five six» seven.
= c k c d
  One two three.           [claim]
> Four five six seven.     [*denial “five six”]",
    );
}

#[test]
fn the_statement_just_tagged_keeps_the_focus_until_the_walk_goes_on() {
    let stand = check(&format!(
        "{TWO}
= c
  The minister denied the report.  [*claim]
> The bridge closed in May.
= s =Reuters
  The minister denied the report.  [*claim, by Reuters]
> The bridge closed in May.
= j
  The minister denied the report.  [claim, by Reuters]
> The bridge closed in May."
    ));
    assert!(stand.session.focus().is_none());
}

#[test]
fn a_selection_is_tagged_without_the_space_around_it_and_the_place_stays() {
    check(
        "
> The minister« denied the report »on Monday.
  The end.
= d
> The minister denied the report on Monday. [*denial “denied the report”]
  The end.
= Ctrl+A c
> The minister denied the report on Monday. [*claim] [denial “denied the report”]
  The end.",
    );
}

#[test]
fn the_same_words_tagged_twice_are_one_statement() {
    let mut stand =
        check("> The minister «denied» it.\n= d\n> The minister denied it. [denial “denied”]");
    stand.act(Action::Select(Span::new(12, 20)));
    stand.then("c", "> The minister denied it. [claim “denied”]");
}

#[test]
fn x_marks_a_sentence_as_empty_and_a_second_x_or_a_tag_takes_that_back() {
    check(&format!(
        "{TWO}
= x
  The minister denied the report.  [none]
> The bridge closed in May.
= k x {TWO}
= x k d
  The minister denied the report.  [denial]
> The bridge closed in May."
    ));
}

#[test]
fn x_asks_before_statements_go_and_undo_brings_them_back() {
    check(&format!(
        "{TWO}
= d k x
> The minister denied the report.  [denial]
  The bridge closed in May.
= yes
  The minister denied the report.  [none]
> The bridge closed in May.
= Ctrl+Z
> The minister denied the report.  [*denial]
  The bridge closed in May."
    ));
}

#[test]
fn u_goes_to_the_next_untagged_sentence_and_on_from_the_top() {
    check(
        "
> One.
  Two.

  # Three
  Four.
= j c k u
  One.
  Two.  [claim]

  # Three
> Four.
= u
> One.
  Two.  [claim]

  # Three
  Four.
! from the top
= x u d u
  One.  [none]
  Two.  [claim]

  # Three
> Four. [denial]
! Every sentence",
    );
}

#[test]
fn shift_u_goes_round_the_unsure_boundaries() {
    check(
        "
> One. ~
  Two.
  Three. ~
= Shift+U
  One. ~
  Two.
> Three. ~
= Shift+U
> One. ~
  Two.
  Three. ~",
    );
    check("> One.\n= Shift+U\n> One.\n! sure");
}

#[test]
fn brackets_go_round_the_statements_of_the_sentence() {
    check(
        "
> The «minister» denied it.
= c Ctrl+A d
> The minister denied it.  [*denial] [claim “minister”]
= ]
> The minister denied it.  [denial] [*claim “minister”]
= ]
> The minister denied it.  [*denial] [claim “minister”]
= [
> The minister denied it.  [denial] [*claim “minister”]",
    );
    check("> One.\n= ]\n> One.\n! No statement here");
}

#[test]
fn delete_removes_the_statement_in_focus_and_the_next_one_takes_the_focus() {
    check(
        "
> The «minister» denied it.
= c Ctrl+A d Delete
> The minister denied it.  [*claim “minister”]
= Delete Delete
> The minister denied it.
! No statement in focus",
    );
}

#[test]
fn undo_goes_back_to_the_sentence_and_redo_forth_again() {
    check(&format!(
        "{TWO}
  The end.
= d f Ctrl+Z
  The minister denied the report.  [denial]
> The bridge closed in May.
  The end.
= Ctrl+Z {TWO}
  The end.
= Ctrl+Z {TWO}
  The end.
! Nothing to undo
= Ctrl+Y Ctrl+Shift+Z
  The minister denied the report.  [denial]
> The bridge closed in May.        [*fact]
  The end.
= Ctrl+Y
  The minister denied the report.  [denial]
> The bridge closed in May.        [*fact]
  The end.
! Nothing to redo"
    ));
}

#[test]
fn a_full_stop_repeats_the_source_that_was_picked_last() {
    check(&format!(
        "{TWO}
= c .
  The minister denied the report.  [claim]
> The bridge closed in May.
! press S
= s =The_Post d .
  The minister denied the report.  [claim, by The Post]
> The bridge closed in May.        [*denial, by The Post]"
    ));
}

#[test]
fn levels_of_attribution_are_added_inside_changed_and_taken_away() {
    check(
        "
> It fell.
= c s =Reuters Shift+S =Ada_Rhys
> It fell.  [claim, by Reuters, by Ada Rhys]
= l s =The_Post
> It fell.  [claim, by The Post, by Ada Rhys]
= l Shift+Delete Shift+S =A_clerk
> It fell.  [claim, by The Post, by A clerk]",
    );
}

#[test]
fn n_asks_the_window_for_a_note_on_the_statement_in_focus() {
    let mut stand = check("> One.\n= c n\n> One. [claim]");
    assert_eq!(stand.wishes, [Wish::Run(Command::EditNote)]);
    stand.act(Action::SetNote("  hearsay  ".to_owned()));
    assert_eq!(*stand.session.focus().unwrap().note, "hearsay");
    let stand = check("> One.\n= n\n> One.\n! No statement in focus");
    assert_eq!(stand.wishes, []);
}

#[test]
fn an_article_is_finished_and_not_finished_again() {
    let mut stand = Stand::on("> One.");
    let finished = |stand: &Stand| stand.session.layer().unwrap().head().finished;
    stand.press("c Ctrl+Enter");
    assert_eq!(finished(&stand), Some(now()));
    stand.press("Ctrl+Enter");
    assert_eq!(finished(&stand), None);
    stand.press("Ctrl+Z Ctrl+Z Ctrl+Z");
    assert!(stand.session.layer().is_none(), "the layer came with the first tag");
}

#[test]
fn the_layer_of_somebody_else_is_only_looked_at() {
    let mut stand = Stand::on("> One.");
    stand.act(Action::ShowLayer(AnnotatorId::new("zoe").unwrap()));
    for key in ["c", "x", "Delete", "s", ".", "n", "m", "Ctrl+Enter", "Alt+Right", "Ctrl+Shift+R"] {
        stand.then(key, "> One.\n! only its owner");
    }
    stand.press("F6");
    assert_eq!(stand.session.shown().as_str(), "ann");
}

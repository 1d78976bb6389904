//! Marks that Q and W find by themselves, and fields that follow from them until a person says otherwise.

use super::stand::{Stand, check};
use ascribe::model::{Certainty, CueClass, Flag, Quotation, Statement};
use ascribe::session::{Action, Command};
use ascribe::text::Span;

/// The only statement of a stand.
fn focus(stand: &Stand) -> Statement {
    stand.session.focus().unwrap().as_ref().clone()
}

fn words(stand: &Stand, spans: &[Span]) -> String {
    let text = stand.session.article().unwrap().text();
    spans.iter().map(|span| span.of(&text)).collect::<Vec<_>>().join(" … ")
}

#[test]
fn q_and_w_without_a_selection_mark_what_they_find() {
    let cases = [
        (
            "> Safeguard Action, a Spain-based group, has repeatedly denied «that it paid anyone».",
            "has repeatedly denied",
            "Safeguard Action, a Spain-based group,",
        ),
        (
            "> In May, U.S. law enforcement officials said «the two did not register».",
            "said",
            "U.S. law enforcement officials",
        ),
        ("> “«We saw nothing»,” said the minister on Monday.", "said", "the minister"),
        (
            "> According to two aides of the mayor, «the bridge is safe».",
            "According to",
            "two aides of the mayor",
        ),
        (
            "> The claim that prices rose was dropped when Ada Rhys admitted «a slip».",
            "admitted",
            "Ada Rhys",
        ),
    ];
    for (text, cue, mention) in cases {
        let mut stand = Stand::on(text);
        stand.press("c q w");
        let statement = focus(&stand);
        let level = statement.chain.last().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(words(&stand, &level.cue.words), cue, "{text}");
        assert_eq!(words(&stand, &level.mention), mention, "{text}");
    }
}

#[test]
fn a_new_name_is_asked_for_without_what_surrounds_it_and_a_known_one_is_taken() {
    let mut stand = Stand::on("> Foreign Ministry spokesperson Wang Wenbin said «it was false».");
    stand.press("c q w");
    assert_eq!(stand.asked.as_ref().map(|(_, words)| words.as_str()), Some("Wang Wenbin"));
    stand.press("=Wang_Wenbin");
    let level = focus(&stand).chain[0].clone();
    assert_eq!(level.head.map(|head| words(&stand, &[head])).as_deref(), Some("Wang Wenbin"));
    assert!(!focus(&stand).flags.contains(&Flag::AnaphoricSource));
}

#[test]
fn a_passive_and_an_adverb_of_hearsay_name_nobody_and_are_flagged() {
    let mut stand = Stand::on("> «Such offices» have been reported in Europe.");
    stand.press("c q");
    let statement = focus(&stand);
    assert!(statement.source().unwrap().as_str() == "unattributed");
    assert_eq!(*statement.flags, [Flag::NoSource].into());
    // A source that is found after all takes the flag away; what was put by hand stays.
    stand.act(Action::Run(Command::Flag(Flag::Presupposition)));
    stand.press("s =The_Post");
    assert_eq!(*focus(&stand).flags, [Flag::Presupposition].into());
    let mut stand = Stand::on("> He was fined for allegedly «running a red light».");
    stand.press("c q");
    assert_eq!(*focus(&stand).flags, [Flag::UnattributedAllegation].into());
}

#[test]
fn what_a_person_chose_stays_whatever_is_marked_later() {
    let mut stand = Stand::on("> The bank estimates «that prices rose».");
    stand.press("c");
    stand.act(Action::Run(Command::CueClass(CueClass::Finding)));
    stand.act(Action::Run(Command::Certainty(Certainty::Possible)));
    stand.act(Action::Run(Command::Quotation(Quotation::Mixed)));
    stand.press("q");
    let statement = focus(&stand);
    assert_eq!(statement.innermost_cue().class, CueClass::Finding);
    assert_eq!(statement.certainty, Certainty::Possible);
    assert_eq!(statement.quotation, Quotation::Mixed);
    // What was left alone follows, and goes on following when the cue changes.
    let mut stand = Stand::on("> The bank estimates «that prices rose».");
    stand.press("c q");
    assert_eq!(focus(&stand).certainty, Certainty::Probable);
    assert_eq!(focus(&stand).quotation, Quotation::Indirect);
    stand.act(Action::Run(Command::CueClass(CueClass::Assertion)));
    assert_eq!(focus(&stand).certainty, Certainty::Certain);
    // A flag that followed and was taken back by hand does not come again.
    let mut stand = Stand::on("> «Such offices» have been reported in Europe.");
    stand.press("c q");
    stand.act(Action::Run(Command::Flag(Flag::NoSource)));
    stand.act(Action::Run(Command::Certainty(Certainty::Possible)));
    assert!(focus(&stand).flags.is_empty());
}

#[test]
fn an_implied_source_of_the_authors_own_words_is_a_lost_attribution() {
    let mut stand = Stand::on("> «They acted under his control.»");
    stand.press("c i =The_police");
    assert_eq!(*focus(&stand).flags, [Flag::AttributionMissing].into());
    stand.act(Action::Run(Command::ClearImpliedSource));
    assert!(focus(&stand).flags.is_empty());
}

#[test]
fn where_nothing_is_found_it_is_said_and_nothing_changes() {
    check(
        "
> «Prices rose.»
= c q
> Prices rose. [*claim]
! no cue was found
= w
> Prices rose. [*claim]
! no source was found",
    );
    let mut stand = Stand::on("> «Prices rose.»");
    let steps = stand.session.history().steps().len();
    stand.press("c q w");
    assert_eq!(stand.session.history().steps().len(), steps + 1);
    stand.act(Action::SetNote("x".to_owned()));
}

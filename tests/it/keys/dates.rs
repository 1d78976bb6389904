//! The day of a statement, the other fields of a source in the text, and remarks on an article's own faults.

use super::stand::Stand;
use ascribe::model::{
    Access, AttributionType, DateBasis, Remark, RemarkKind, Statement, Visibility,
};
use ascribe::session::{Action, Command, MetadataEntry, RemarkEntry};
use jiff::civil::date;

fn focus(stand: &Stand) -> Statement {
    stand.session.focus().unwrap().as_ref().clone()
}

/// Says when the article appeared.
fn publish(stand: &mut Stand, day: &str) {
    let article = stand.session.article().unwrap();
    let (id, metadata) = (article.id().clone(), article.metadata().clone());
    let metadata = ascribe::model::Metadata { published: Some(day.parse().unwrap()), ..metadata };
    let entry = MetadataEntry { metadata, ..MetadataEntry::default() };
    stand.act(Action::SetMetadata(id, entry));
}

#[test]
fn shift_d_takes_the_day_it_was_said_and_not_the_day_it_is_about() {
    let mut stand = Stand::on("> The ministry said on Tuesday «that it fell last year».");
    publish(&mut stand, "2024-06-14");
    stand.press("c Shift+D");
    let day = focus(&stand).date.into_inner().unwrap();
    assert_eq!((day.from, day.to), (date(2024, 6, 11), date(2024, 6, 11)));
    assert_eq!((day.basis, day.words.as_str()), (DateBasis::Resolved, "on Tuesday"));
    let words: Vec<_> =
        stand.session.days_of(&focus(&stand)).into_iter().map(|day| day.words).collect();
    assert_eq!(words, ["on Tuesday", "last year"]);
    stand.press("Ctrl+Z");
    assert_eq!(*focus(&stand).date, None);
}

#[test]
fn a_relative_day_waits_for_the_day_of_publication_and_says_so() {
    let mut stand = Stand::on("> The ministry said on Tuesday «that it fell».");
    stand.press("c");
    stand.then(
        "Shift+D",
        "> The ministry said on Tuesday that it fell. [*claim “that it fell”]
! “on Tuesday” cannot be resolved: the day of publication is unknown",
    );
    assert_eq!(*focus(&stand).date, None);
    stand.act(Action::Run(Command::DateAsPublished));
    assert_eq!(*focus(&stand).date, None);
    publish(&mut stand, "2024-06-14");
    stand.press("Shift+D");
    assert_eq!(focus(&stand).date.into_inner().unwrap().from, date(2024, 6, 11));
    stand.act(Action::Run(Command::DateAsPublished));
    let day = focus(&stand).date.into_inner().unwrap();
    assert_eq!((day.from, day.basis), (date(2024, 6, 14), DateBasis::Published));
    stand.act(Action::Run(Command::ClearDate));
    assert_eq!(*focus(&stand).date, None);
}

#[test]
fn a_day_that_is_none_is_told_and_a_remark_on_it_knows_what_is_wrong() {
    let mut stand = Stand::on("> On 31 June 2023, they announced «the award».");
    stand.press("c");
    stand.then(
        "Shift+D",
        "> On 31 June 2023, they announced the award. [*claim “the award”]
! there is no 31 June: in 2023 it has 30 days",
    );
    let span = stand.session.segment().unwrap().span;
    let entry = stand.session.remark_on(span);
    assert_eq!(entry.kind, RemarkKind::DateImplausible);
    assert!(entry.note.contains("30 days"), "{}", entry.note);
}

#[test]
fn a_remark_is_changed_with_its_correction_and_evidence_and_keeps_who_made_it() {
    let mut stand = Stand::on("> On 31 June 2023, they announced the award.");
    let span = stand.session.segment().unwrap().span;
    let entry = RemarkEntry {
        corrected: "30 June 2023".to_owned(),
        evidence: "the gazette".to_owned(),
        ..stand.session.remark_on(span)
    };
    stand.act(Action::Remark(entry));
    let remark = |stand: &Stand| -> Remark {
        stand.session.marks().unwrap().remarks().values().next().unwrap().clone()
    };
    let first = remark(&stand);
    assert_eq!(first.corrected.as_deref(), Some("30 June 2023"));
    let entry = RemarkEntry {
        id: Some(first.id.clone()),
        span,
        kind: RemarkKind::WrongFigure,
        note: first.note.clone(),
        corrected: String::new(),
        evidence: "a slip of the pen".to_owned(),
    };
    let steps = |stand: &Stand| stand.session.history().steps().len();
    let before = steps(&stand);
    stand.act(Action::Remark(entry.clone()));
    let second = remark(&stand);
    assert_eq!((second.kind, second.corrected.clone()), (RemarkKind::WrongFigure, None));
    assert_eq!((&second.id, &second.created), (&first.id, &first.created));
    stand.act(Action::Remark(entry));
    assert_eq!(steps(&stand), before + 1, "what is the same makes no step");
    stand.press("Ctrl+Z");
    assert_eq!(remark(&stand), first);
}

#[test]
fn visibility_attribution_type_and_access_are_said_and_taken_back() {
    let mut stand = Stand::on("> The ministry said «it fell».");
    stand.press("c");
    stand.act(Action::Run(Command::Visibility(Visibility::Unnamed)));
    stand.then(
        "",
        "> The ministry said it fell. [*claim “it fell”]\n! always visible as the author’s",
    );
    stand.press("s =The_ministry");
    let own = |stand: &Stand| focus(stand).chain[0].visibility;
    assert_eq!(stand.session.project().visibility_of(&focus(&stand)), Visibility::Named);
    stand.act(Action::Run(Command::Visibility(Visibility::Unnamed)));
    assert_eq!(own(&stand), Some(Visibility::Unnamed));
    stand.act(Action::Run(Command::Visibility(Visibility::Unnamed)));
    assert_eq!(own(&stand), None);
    stand.press("q");
    assert_eq!(focus(&stand).attribution_type(), Some(AttributionType::Communication));
    stand.act(Action::Run(Command::Attribution(AttributionType::Belief)));
    assert_eq!(focus(&stand).attribution_type(), Some(AttributionType::Belief));
    stand.act(Action::Run(Command::Attribution(AttributionType::Belief)));
    assert_eq!(focus(&stand).attribution, None);
    stand.act(Action::Run(Command::Access(Access::Direct)));
    assert_eq!(focus(&stand).access, Access::Direct);
}

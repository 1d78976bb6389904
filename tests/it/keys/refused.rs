//! Bad input about sources, relations and statements: refused or told in words, and nothing is lost.

use super::stand::{Stand, now};
use ascribe::model::{
    AnnotatorId, Judgement, RelationKind, Reliability, Source, SourceId, SourceType,
};
use ascribe::session::{Action, Command};

/// Does what must not be done: nothing changes, no step is made, and the words are told.
#[track_caller]
fn refused(stand: &mut Stand, action: Action, words: &str) {
    let before = stand.session.project().clone();
    let steps = stand.session.history().steps().len();
    stand.told.clear();
    stand.act(action);
    let told: Vec<_> = stand.told.iter().map(|n| format!("{} {}", n.text, n.hint)).collect();
    assert!(told.iter().any(|one| one.contains(words)), "“{words}” is not among {told:?}");
    assert!(*stand.session.project() == before);
    assert_eq!(stand.session.history().steps().len(), steps);
}

fn id(name: &str) -> SourceId {
    SourceId::new(name).unwrap()
}

/// A stand on two statements, by the sources *ministry* and *spokesman*, of which the second is part of the first.
fn stand() -> Stand {
    let mut stand = Stand::on("> The ministry said it fell.\n  The spokesman denied it.");
    stand.press("c s =Ministry d s =Spokesman");
    let part = Source { part_of: Some(id("ministry")), ..record(&stand, "spokesman") };
    stand.act(Action::SetSourceRecord(part));
    stand
}

fn record(stand: &Stand, name: &str) -> Source {
    stand.session.project().sources()[&id(name)].clone()
}

#[test]
fn a_body_that_would_be_part_of_itself_is_refused_however_long_the_way_round() {
    let mut stand = stand();
    let own = Source { part_of: Some(id("ministry")), ..record(&stand, "ministry") };
    refused(&mut stand, Action::SetSourceRecord(own), "would be part of itself");
    let round = Source { part_of: Some(id("spokesman")), ..record(&stand, "ministry") };
    refused(&mut stand, Action::SetSourceRecord(round), "would be part of itself");
    let nobody = Source { part_of: Some(id("nobody")), ..record(&stand, "ministry") };
    refused(&mut stand, Action::SetSourceRecord(nobody), "no source “nobody”");
}

#[test]
fn a_merge_of_a_whole_into_its_own_part_is_refused_and_the_other_way_is_done() {
    let mut stand = stand();
    let (whole, part) = (id("ministry"), id("spokesman"));
    let merge = Action::MergeSources { from: whole.clone(), into: part.clone() };
    refused(&mut stand, merge, "Spokesman is a part of Ministry");
    let itself = Action::MergeSources { from: part.clone(), into: part.clone() };
    refused(&mut stand, itself, "cannot be merged into");
    stand.act(Action::MergeSources { from: part.clone(), into: whole.clone() });
    assert!(!stand.session.project().sources().contains_key(&part));
    assert_eq!(stand.session.project().uses_of(&whole), 2);
}

#[test]
fn a_relation_to_itself_and_a_circle_of_citations_are_refused() {
    let mut stand = stand();
    let here = stand.session.focus().unwrap().id.clone();
    refused(&mut stand, Action::Relate(RelationKind::Denies, here.clone()), "related to itself");
    stand.press("k");
    let first = stand.session.statements_here()[0].clone();
    stand.act(Action::GoToStatement(first.clone()));
    stand.act(Action::Relate(RelationKind::Cites, here.clone()));
    stand.act(Action::GoToStatement(here));
    refused(&mut stand, Action::Relate(RelationKind::Cites, first.clone()), "would rest on itself");
    stand.act(Action::Relate(RelationKind::Contradicts, first));
    assert_eq!(stand.session.marks().unwrap().relations().len(), 2);
}

#[test]
fn a_fifth_level_of_attribution_is_refused_and_four_stay() {
    let mut stand = Stand::on("> It fell.");
    stand.press("c s =One Shift+S =Two Shift+S =Three Shift+S =Four");
    assert_eq!(stand.session.focus().unwrap().chain.len(), 4);
    stand.told.clear();
    stand.press("Shift+S =Five");
    assert!(stand.told.iter().any(|notice| format!("{notice:?}").contains("at most 4 levels")));
    assert_eq!(stand.session.focus().unwrap().chain.len(), 4);
    assert!(!stand.session.project().sources().contains_key(&id("five")), "all or nothing");
}

#[test]
fn a_grade_without_a_reason_is_refused_and_the_old_grades_stay() {
    let mut stand = stand();
    let judged = |grade, why: &str| Judgement {
        grade,
        scope: String::new(),
        confidence: None,
        why: why.to_owned(),
        by: AnnotatorId::new("ann").unwrap(),
        at: now(),
    };
    let first = vec![judged(Reliability::F, "First use.")];
    let graded = Source { reliability: first, ..record(&stand, "ministry") };
    stand.act(Action::SetSourceRecord(graded.clone()));
    let mut hasty = graded;
    hasty.reliability.push(judged(Reliability::B, "  "));
    refused(&mut stand, Action::SetSourceRecord(hasty), "needs a reason");
    assert_eq!(record(&stand, "ministry").grade(), Some(Reliability::F));
}

#[test]
fn an_alias_that_two_sources_go_by_is_told_and_kept() {
    let mut stand = stand();
    let twin = Source { aliases: vec!["Spokesman".to_owned()], ..record(&stand, "ministry") };
    stand.told.clear();
    stand.act(Action::SetSourceRecord(twin.clone()));
    assert!(
        stand
            .told
            .iter()
            .any(|notice| notice.text.contains("“Spokesman” is a name of Spokesman too")),
        "{:?}",
        stand.told
    );
    assert_eq!(record(&stand, "ministry"), twin, "two sources may share a name");
}

#[test]
fn two_sources_told_apart_stay_so_through_undo_merge_and_split() {
    let mut stand = stand();
    stand.act(Action::TellApart(id("spokesman"), id("ministry")));
    let is_apart = |stand: &Stand| {
        ["ministry", "spokesman"]
            .iter()
            .filter(|name| !record(stand, name).distinct_from.is_empty())
            .count()
    };
    assert_eq!(is_apart(&stand), 1, "one of the two says it");
    let steps = stand.session.history().steps().len();
    stand.act(Action::TellApart(id("ministry"), id("spokesman")));
    assert_eq!(stand.session.history().steps().len(), steps, "it was said already");
    stand.press("Ctrl+Z");
    assert_eq!(is_apart(&stand), 0);
    stand.press("Ctrl+Y");
    // Merged after all: a source is not told apart from itself.
    stand.act(Action::MergeSources { from: id("spokesman"), into: id("ministry") });
    assert!(record(&stand, "ministry").distinct_from.is_empty());
    // A part that is split off is another source than the rest by somebody's word.
    let statement = stand.session.statements_here()[0].clone();
    stand.act(Action::SplitSource {
        from: id("ministry"),
        name: "Ministry press office".to_owned(),
        statements: vec![statement],
    });
    assert_eq!(record(&stand, "ministry-press-office").distinct_from, [id("ministry")]);
    assert_eq!(record(&stand, "ministry-press-office").kind, SourceType::Unspecified);
    stand.act(Action::Run(Command::Undo));
}

//! A large change that is applied to a copy ahead is the same change, whatever became of the project meanwhile.

use crate::world::{World, proposition_id, statement_id};
use ascribe::model::{Edit, History, Kind, Prepared, Project, Verdict, apply};
use std::sync::Arc;

fn project() -> Project {
    let said = (0..6).map(|number| (number % 2, Kind::Claim, Some(0), number % 3)).collect();
    let verdicts = vec![Verdict::Unverified; 2];
    World { groups: vec![0, 1], verdicts, said, ..World::default() }.build(["a", "b", "c"])
}

/// Statements that go over to the second proposition.
fn regrouped(project: &Project, numbers: impl IntoIterator<Item = usize>) -> Edit {
    let moved = numbers.into_iter().map(|number| {
        let (home, one) = project.statement(&statement_id(number)).unwrap();
        let mut new = one.as_ref().clone();
        new.proposition = Some(proposition_id(1));
        Edit::Statement(home.clone(), new.id.clone(), Some(Arc::new(new)))
    });
    Edit::batch(moved.collect())
}

fn stamp(project: &Project) -> (ascribe::model::AnnotatorId, jiff::Timestamp) {
    let by = project.annotators().keys().next().unwrap().clone();
    (by, "2031-03-01T10:00:00Z".parse().unwrap())
}

#[test]
fn a_change_that_was_applied_ahead_is_the_step_that_it_is_when_applied_at_once() {
    let (mut ahead, mut at_once) = (project(), project());
    let edit = regrouped(&ahead, 0..5);
    let prepared = Prepared::of(&ahead, edit.clone()).unwrap();
    assert_eq!(ahead, at_once, "nothing has changed yet");
    let (mut one, mut other) = (History::default(), History::default());
    let (label, stamp) = ("Import".to_owned(), stamp(&ahead));
    let step = one.perform_prepared(&mut ahead, label.clone(), stamp.clone(), prepared).unwrap();
    assert_eq!(step, other.perform(&mut at_once, label, stamp.clone(), edit).unwrap());
    assert_eq!(ahead, at_once);
    let members = |project: &Project| project.members(&proposition_id(1)).count();
    assert_eq!((members(&ahead), ahead.n_members(&proposition_id(1))), (5, 5));
    one.undo(&mut ahead, stamp).unwrap();
    assert_eq!(ahead, project());
}

#[test]
fn what_was_done_meanwhile_stays_and_what_does_not_fit_any_more_changes_nothing() {
    let mut ahead = project();
    let stamp = stamp(&ahead);
    let prepare = |project: &Project| Prepared::of(project, regrouped(project, 0..5)).unwrap();
    let prepared = prepare(&ahead);
    apply(&mut ahead, regrouped(&project(), [5])).unwrap();
    let mut history = History::default();
    history.perform_prepared(&mut ahead, String::new(), stamp.clone(), prepared).unwrap();
    assert_eq!(ahead.n_members(&proposition_id(1)), 6);

    let mut emptied = project();
    let prepared = prepare(&emptied);
    let moved = (0..6).map(|number| {
        let (home, one) = emptied.statement(&statement_id(number)).unwrap();
        let mut new = one.as_ref().clone();
        new.proposition = None;
        Edit::Statement(home.clone(), new.id.clone(), Some(Arc::new(new)))
    });
    let apart = Edit::batch(moved.collect());
    apply(&mut emptied, apart).unwrap();
    apply(&mut emptied, Edit::Proposition(proposition_id(1), None)).unwrap();
    let before = emptied.clone();
    assert!(history.perform_prepared(&mut emptied, String::new(), stamp, prepared).is_err());
    assert_eq!(emptied, before);
}

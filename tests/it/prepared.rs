//! A large change that is applied to a copy ahead is the same change, whatever became of the project meanwhile.

use crate::world::{World, proposition_id, statement_id};
use ascribe::model::{Edit, History, Kind, Prepared, Project, Trial, Verdict, apply};
use std::sync::Arc;

fn project() -> Project {
    let said = (0..6).map(|number| (number % 2, Kind::Claim, Some(0), number % 3)).collect();
    let verdicts = vec![Verdict::Unverified; 2];
    World { groups: vec![0, 1], verdicts, said, ..World::default() }.build(["a", "b", "c"])
}

/// Statements that go over to the second proposition.
fn regrouped(project: &Project, numbers: impl IntoIterator<Item = usize>) -> Vec<Edit> {
    let moved = numbers.into_iter().map(|number| {
        let (home, one) = project.statement(&statement_id(number)).unwrap();
        let mut new = one.as_ref().clone();
        new.proposition = Some(proposition_id(1));
        Edit::Statement(home.clone(), new.id.clone(), Some(Arc::new(new)))
    });
    moved.collect()
}

/// What was tried on a copy, one after the other.
fn prepared(project: &Project, edits: Vec<Edit>) -> Prepared {
    let mut trial = Trial::on(project);
    edits.into_iter().for_each(|edit| trial.perform(edit).unwrap());
    // What is refused is no part of it.
    trial.perform(Edit::Proposition(proposition_id(0), None)).unwrap_err();
    trial.prepared().unwrap()
}

fn stamp(project: &Project) -> (ascribe::model::AnnotatorId, jiff::Timestamp) {
    let by = project.annotators().keys().next().unwrap().clone();
    (by, "2031-03-01T10:00:00Z".parse().unwrap())
}

#[test]
fn a_change_that_was_applied_ahead_is_the_step_that_it_is_when_applied_at_once() {
    let (mut ahead, mut at_once) = (project(), project());
    let edits = regrouped(&ahead, 0..5);
    let prepared = prepared(&ahead, edits.clone());
    assert_eq!(ahead, at_once, "nothing has changed yet");
    let (mut one, mut other) = (History::default(), History::default());
    let (label, stamp) = ("Import".to_owned(), stamp(&ahead));
    let step = one.perform_prepared(&mut ahead, label.clone(), stamp.clone(), prepared).unwrap();
    assert_eq!(
        step,
        other.perform(&mut at_once, label, stamp.clone(), Edit::batch(edits)).unwrap()
    );
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
    let prepare = |project: &Project| prepared(project, regrouped(project, 0..5));
    let prepared = prepare(&ahead);
    apply(&mut ahead, Edit::batch(regrouped(&project(), [5]))).unwrap();
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

#[test]
fn where_nothing_was_tried_or_all_of_it_refused_there_is_no_step() {
    let project = project();
    let mut trial = Trial::on(&project);
    trial.perform(Edit::Proposition(proposition_id(0), None)).unwrap_err();
    assert_eq!(*trial.project(), project);
    assert!(trial.prepared().is_none());
}

//! The difference between two projects leads from the one to the other, as one step.

use crate::sample;
use ascribe::model::{
    Edit, Project, Settings, Source, SourceType, Tables, apply, assemble::assemble, difference,
};
use proptest::prelude::*;

fn edits() -> Vec<Edit> {
    let mut edits = sample::edits();
    edits.extend(sample::later_edits());
    edits.push(sample::put_source("crew", "The crew", SourceType::UnnamedGroup));
    edits.push(crate::desk::fact("s-1", "ferries", 1));
    edits.push(crate::desk::fact("s-f1", "Monday", 2));
    edits.push(sample::add_article("ferry", sample::HARBOUR));
    edits.push(sample::add_article("third", "Third\n\nOne more text.\n"));
    edits
}

/// The project of these edits in this order; one that is refused is passed over.
fn project(chosen: &[usize]) -> Project {
    let edits = edits();
    let mut project = Project::new(Settings::default());
    apply(&mut project, sample::beginning()).unwrap();
    for at in chosen {
        drop(apply(&mut project, edits[at % edits.len()].clone()));
    }
    project
}

fn assert_leads(from: &Project, to: &Project) {
    let mut there = from.clone();
    let Some(edit) = difference(from, to) else {
        assert_eq!(from, to);
        return;
    };
    let inverse = apply(&mut there, edit).unwrap();
    assert_eq!(&there, to);
    apply(&mut there, inverse).unwrap();
    assert_eq!(&there, from);
}

#[test]
fn equal_projects_have_no_difference() {
    assert_eq!(difference(&sample::project(), &sample::project()), None);
}

#[test]
fn a_body_and_its_part_may_change_places() {
    let body = |id: &str, part_of: Option<&str>| Source {
        part_of: part_of.map(sample::source_id),
        ..Source::named(sample::source_id(id), id, SourceType::GovernmentBody)
    };
    let made = |a: Option<&str>, b: Option<&str>| {
        let mut tables = Tables::new(Settings::default());
        for source in [body("a", a), body("b", b)] {
            tables.put(Edit::Source(source.id.clone(), Some(source)));
        }
        assemble(tables).0
    };
    let projects = [made(Some("b"), None), made(None, Some("a")), made(None, None)];
    for (from, to) in projects.iter().flat_map(|from| projects.iter().map(move |to| (from, to))) {
        assert_leads(from, to);
    }
    assert_leads(&projects[0], &Project::new(Settings::default()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_difference_of_any_two_projects_leads_from_one_to_the_other_and_back(
        one in proptest::collection::vec(0..40_usize, 0..24),
        other in proptest::collection::vec(0..40_usize, 0..24),
        n_same in 0..16_usize,
    ) {
        // Both begin alike, as a project and its backup do.
        let same: Vec<usize> = (0..n_same).collect();
        let (one, other) = (project(&[&same[..], &one].concat()), project(&[&same[..], &other].concat()));
        assert_leads(&one, &other);
        assert_leads(&other, &one);
    }
}

//! Track records and pairs of grades that look at what changed say what those say that are counted anew.

use crate::records::{ORDER, worlds};
use crate::world::{World, judgement, proposition_id, source_id, statement_id};
use ascribe::model::{
    Credibility, Edit, Kind, Project, Relation, RelationId, RelationKind, Reliability, Verdict,
    Word as _, apply,
};
use ascribe::report::{Counting, Diagonal, TrackRecord, track_record};
use proptest::prelude::*;
use std::sync::Arc;

/// An edit of a made-up project, sensible or not: of a statement, a relation or a verdict.
fn edit(project: &Project, world: &World, choices: &[prop::sample::Index; 5]) -> Edit {
    let [sort, which, first, second, third] = choices;
    let id = statement_id(which.index(world.said.len()));
    let Some((home, one)) = project.statement(&id) else { return Edit::batch(Vec::new()) };
    let home = home.clone();
    match sort.index(6) {
        0 => {
            let id = proposition_id(which.index(world.verdicts.len()));
            let mut new = project.propositions()[&id].clone();
            new.verdicts = vec![judgement(Verdict::ALL[first.index(Verdict::ALL.len())])];
            Edit::Proposition(id, Some(new))
        }
        1 => {
            let all: Vec<_> = project
                .layers()
                .iter()
                .flat_map(|(home, layer)| {
                    let marks = layer.marks();
                    let ids = marks.relations().keys();
                    ids.map(|id| (home.clone(), id.clone())).collect::<Vec<_>>()
                })
                .collect();
            match all.is_empty() {
                true => Edit::batch(Vec::new()),
                false => {
                    let (home, id) = &all[first.index(all.len())];
                    Edit::Relation(home.clone(), (*id).clone(), None)
                }
            }
        }
        2 => {
            let to = statement_id(first.index(world.said.len()));
            let kind = RelationKind::ALL[second.index(RelationKind::ALL.len())];
            let Some((target, _)) = project.statement(&to) else { return Edit::batch(Vec::new()) };
            let name = RelationId::new(&format!("new-{}", third.index(9))).unwrap();
            let relation = Relation {
                id: name.clone(),
                kind,
                from: id,
                to,
                to_article: target.article.clone(),
                note: String::new(),
                created: one.created.clone(),
            };
            Edit::Relation(home, name, Some(relation))
        }
        _ => {
            let mut new = one.as_ref().clone();
            new.kind = Kind::ALL[first.index(Kind::ALL.len())];
            let about = second.index(world.verdicts.len() + 1);
            new.proposition = (about > 0).then(|| proposition_id(about - 1));
            new.verdict = Verdict::ALL[third.index(Verdict::ALL.len())];
            new.credibility = vec![judgement(Credibility::ALL[third.index(6)])].into();
            if let Some(level) = new.chain.first_mut() {
                level.source = source_id(second.index(world.groups.len()));
            }
            Edit::Statement(home, new.id.clone(), Some(Arc::new(new)))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pairs_of_grades_that_are_kept_up_are_those_that_are_counted_anew(
        world in worlds(), graded in prop::collection::btree_map(0..14_usize, 0..6_usize, 0..14),
        letters in prop::collection::btree_map(0..6_usize, 0..6_usize, 0..6),
        changes in prop::collection::vec((0..14_usize, prop::option::of(0..6_usize)), 1..8),
    ) {
        let credibility = graded.into_iter().map(|(id, at)| (id, Credibility::ALL[at])).collect();
        let reliability = letters.into_iter().map(|(id, at)| (id, Reliability::ALL[at])).collect();
        let mut project = World { credibility, reliability, ..world }.build(ORDER);
        let mut diagonal = Diagonal::of(&project);
        for (number, grade) in changes {
            let old = project.tables().clone();
            let Some((home, one)) = project.statement(&statement_id(number)) else { continue };
            let (home, mut new) = (home.clone(), one.as_ref().clone());
            match grade {
                Some(at) => new.credibility = vec![judgement(Credibility::ALL[at])].into(),
                None => new.credibility.clear(),
            }
            apply(&mut project, Edit::Statement(home, new.id.clone(), Some(Arc::new(new)))).unwrap();
            diagonal.catch_up(&project, &old);
            prop_assert_eq!(&diagonal, &Diagonal::of(&project));
        }
        let old = std::mem::replace(&mut project, World::default().build(ORDER));
        diagonal.catch_up(&project, old.tables());
        prop_assert_eq!(&diagonal, &Diagonal::of(&project));
    }

    #[test]
    fn a_record_that_is_kept_up_is_the_one_that_is_counted_anew(
        world in worlds(), edits in prop::collection::vec(any::<[prop::sample::Index; 5]>(), 1..12),
    ) {
        let mut project = world.build(ORDER);
        let ways = [Counting::default(), Counting { is_graded: true, ..Counting::default() }];
        let count = |project: &Project| -> Vec<TrackRecord> {
            let of = |n, way| track_record(project, &source_id(n), way);
            ways.iter().flat_map(|way| (0..world.groups.len()).map(move |n| of(n, way))).collect()
        };
        let mut records = count(&project);
        let mut old = project.tables().clone();
        for (number, choices) in edits.iter().enumerate() {
            // Refused edits change nothing.
            let edit = edit(&project, &world, choices);
            apply(&mut project, edit).ok();
            if number % 3 == 1 {
                continue; // Two changes at a time, now and then.
            }
            let n = world.groups.len();
            for (at, record) in records.iter_mut().enumerate() {
                record.catch_up(&project, &old, &ways[at / n]);
            }
            for (kept, anew) in records.iter().zip(count(&project)) {
                prop_assert_eq!(&kept.outcomes, &anew.outcomes, "of {}", kept.source);
                let both = [&kept.posterior, &anew.posterior].map(|p| (p.successes, p.failures));
                prop_assert_eq!(both[0], both[1]);
            }
            old = project.tables().clone();
        }
    }
}

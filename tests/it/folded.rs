//! What is folded away in memory is what it was: nothing that is asked, done or written can tell it from what is not.

use crate::edits::{answers, carry_out, tries};
use crate::fixture;
use crate::sample;
use crate::workbench::Bench;
use ascribe::format::compact::fold_away;
use ascribe::format::{LayerFile, to_ron};
use ascribe::model::assemble::{LayerParts, Parts};
use ascribe::model::{History, Kind, Link, Project, Relation, Statement, StatementId};
use ascribe::session::{Command, Desk};
use ascribe::store::{self, create};
use proptest::prelude::*;
use std::sync::Arc;

fn fold(project: &Project) {
    fold_away(project.tables(), || true);
}

/// How many layers are folded, and how many that are not are not blank.
fn layers(project: &Project) -> (usize, usize) {
    let (folded, open): (Vec<_>, Vec<_>) =
        project.layers().values().partition(|layer| layer.is_folded());
    (folded.len(), open.iter().filter(|layer| !layer.marks().is_blank()).count())
}

/// Every layer as its file has it.
fn files(project: &Project) -> Vec<String> {
    let layers = project.layers().values();
    let text = |layer: &ascribe::model::Layer| project.articles()[&layer.id().article].text();
    layers.map(|layer| to_ron(&LayerFile::of(layer, &text(layer))).unwrap()).collect()
}

/// What is answered without a look at layers is what lies in them.
#[track_caller]
pub(crate) fn is_known_without_a_look(project: &Project) {
    let layers: Vec<_> = project.layers().values().collect();
    let with = |is_meant: &dyn Fn(&Statement) -> bool| {
        let mut found = layers.clone();
        found.retain(|layer| layer.marks().statements().values().any(|one| is_meant(one)));
        found
    };
    assert_eq!(project.layers_with_notes(), with(&|one| !one.note.is_empty()));
    assert_eq!(project.layers_with_grades(), with(&|one| !one.credibility.is_empty()));
    let mut relations = Vec::new();
    for layer in layers {
        relations.extend(layer.marks().relations().values().cloned());
        for (id, statement) in layer.marks().statements() {
            assert_eq!(project.proposition_of(id), statement.proposition.as_ref());
        }
    }
    let links = project.links();
    assert_eq!(links.len(), project.n_relations());
    assert!(
        links.iter().map(|link| project.relation(link)).eq(relations.iter().cloned().map(Some))
    );
    let are_their = |(link, one): (&&Link, &Relation)| {
        (link.kind, &link.from, &link.to) == (one.kind, &one.from, &one.to)
    };
    assert!(links.iter().zip(&relations).all(are_their));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_do_the_same_to_what_is_folded_before_each(tries in tries()) {
        // Both are made anew: copies would share what is folded.
        let (mut folded, mut open) = (sample::project(), sample::project());
        let (mut history, mut other) = (History::default(), History::default());
        for one in tries {
            fold(&folded);
            carry_out(&mut folded, &mut history, vec![one.clone()]);
            carry_out(&mut open, &mut other, vec![one]);
            prop_assert!(folded == open);
            prop_assert_eq!(answers(&folded), answers(&open));
        }
        fold(&folded);
        prop_assert_eq!(files(&folded), files(&open));
        prop_assert_eq!((layers(&folded).1, layers(&open).0), (0, 0));
    }
}

#[test]
fn a_project_with_every_field_unfolds_to_what_it_was() {
    let (folded, open) = (fixture::project(), fixture::project());
    fold(&folded);
    let all = layers(&folded);
    assert!(all.0 > 2 && all.1 == 0, "{all:?}");
    assert_eq!(files(&folded), files(&open));
    assert!(folded == open);
    // Looking at it leaves it folded.
    assert_eq!((layers(&folded), layers(&open).0), (all, 0));
}

#[test]
fn a_layer_that_would_hold_a_frame_up_stays_open() {
    let project = fixture::project();
    let (home, layer) = project.layers().iter().find(|(_, one)| !one.marks().is_blank()).unwrap();
    let model = layer.marks().statements().values().next().map(Arc::clone).unwrap();
    let with = |n: usize| {
        let named = |number: usize| {
            let id = StatementId::new(&format!("s-{number}")).unwrap();
            Statement { id, ..Statement::clone(&model) }
        };
        let parts = LayerParts { statements: (0..n).map(named).collect(), ..LayerParts::default() };
        let articles = project.articles().values().cloned().collect();
        let layers = vec![parts.into_layer(home)];
        let (tables, _) = Parts { articles, layers, ..Parts::default() }.into_tables();
        fold_away(&tables, || true);
        tables.layers()[home].is_folded()
    };
    assert_eq!([4_000, 4_001].map(with), [true, false]);
}

#[test]
fn a_project_folds_when_it_was_opened_and_what_comes_folds_when_it_was_saved() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("all");
    create(&folder, fixture::project().tables()).unwrap();
    let mut bench = Bench::new(home.path(), "Ann");
    bench.open(&folder);
    let is_folded = |desk: &Desk| layers(desk.session().unwrap().project()).1 == 0;
    bench.wait("folded", is_folded);
    let text = "The gate is shut. The mayor denied that the gate was ever open.\n\n".repeat(9);
    bench.take_in(&text, "", "");
    bench.act(Command::Tag(Kind::Denial));
    bench.settle();
    let project = bench.session().project();
    let taken = project.articles().values().find(|one| one.text().contains("gate")).unwrap();
    let own = project.layers_of(taken.id()).next().unwrap();
    let said: Vec<Kind> = own.marks().statements().values().map(|one| one.kind).collect();
    assert_eq!(said, [Kind::Denial]);
    let expected = files(project);
    bench.wait("folded again", is_folded);
    let articles = bench.session().project().articles();
    assert!(articles.values().any(|one| one.frozen_text().is_folded()));
    assert_eq!(files(bench.session().project()), expected);
    drop(bench);
    assert_eq!(files(&store::open(&folder).unwrap().project), expected);
}

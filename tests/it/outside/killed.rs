//! A program that was killed left steps in its journal, and another program changed a file before the next start.

use super::{HASTE, Scene, scene_at};
use crate::desk::{copy, room};
use crate::workbench::Bench;
use ascribe::model::{Kind, Project, Record};
use ascribe::session::{Action, Choice, Command, Order};
use ascribe::store::{self, Disk, StoreError};
use std::path::{Path, PathBuf};

/// What lies on the disk when the program is killed behind a change of the first statement; the project at that moment.
fn killed(root: &Path) -> (PathBuf, PathBuf, Project) {
    // Slow enough to leave the step in the journal for a while.
    let mut scene = scene_at(root, 1);
    scene.bench.act(Action::StandOn(2));
    scene.bench.act(Command::Tag(Kind::Fact));
    scene.bench.settle();
    scene.bench.act(Action::StandOn(0));
    scene.bench.act(Action::SetNote("mine".to_owned()));
    scene.bench.wait("a step in the journal", |desk| {
        desk.save_state() == ascribe::session::autosave::SaveState::Durable
    });
    let there = root.join("killed");
    copy(&scene.folder, &there);
    let layer = there.join(scene.layer.strip_prefix(&scene.folder).unwrap());
    let project = scene.project();
    let on_disk = std::fs::read_to_string(&layer).unwrap();
    assert!(!on_disk.contains("mine"), "the step is in the file already: {on_disk}");
    (there, layer, project)
}

fn opened(root: &Path, folder: &Path) -> Bench {
    let mut bench = Bench::on(Disk::default(), &root.join("home"), "Ann", HASTE);
    bench.open(folder);
    bench
}

#[test]
fn what_another_program_changed_under_an_unsaved_step_is_asked_about_and_not_written_over() {
    for choice in [Choice::Mine, Choice::Theirs, Choice::Both] {
        let root = room();
        let (folder, layer, mine) = killed(root.path());
        Scene::edit(&layer, "kind: Claim", "kind: Denial");
        let theirs = std::fs::read(&layer).unwrap();
        let mut bench = opened(root.path(), &folder);
        assert!(bench.notices.iter().any(|told| told.text.contains("Brought back")));
        bench.wait("a clash", |desk| desk.clashes().len() == 1);
        assert_eq!(std::fs::read(&layer).unwrap(), theirs, "written over unseen");
        let Some(Record::Layer(record)) = &bench.desk.clashes()[0].theirs else { panic!() };
        let kinds: Vec<Kind> = record.in_text_order().iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [Kind::Denial, Kind::Fact]);
        bench.order(Order::Decide(choice));
        bench.settle();
        let project = bench.session().project().clone();
        let has = |kind: Kind, note: &str| {
            let layers = project.layers().values();
            let mut all = layers.flat_map(|layer| layer.statements().values());
            all.any(|one| one.kind == kind && one.note == note)
        };
        let (is_mine, is_theirs) = (choice != Choice::Theirs, choice != Choice::Mine);
        assert_eq!(has(Kind::Claim, "mine"), is_mine, "{choice:?}");
        assert_eq!(has(Kind::Denial, ""), is_theirs, "{choice:?}");
        assert_eq!(project == mine, choice == Choice::Mine);
        drop(bench);
        assert!(store::open(&folder).unwrap().project == project, "{choice:?}");
    }
}

#[test]
fn what_another_program_changed_beside_an_unsaved_step_is_kept_with_it() {
    let root = room();
    let (folder, layer, _) = killed(root.path());
    Scene::edit(&layer, "kind: Fact", "kind: Denial");
    let mut bench = opened(root.path(), &folder);
    bench.settle();
    assert!(bench.desk.clashes().is_empty());
    let project = bench.session().project().clone();
    let layers = project.layers().values();
    let all: Vec<(Kind, String)> = layers
        .flat_map(|layer| layer.in_text_order())
        .map(|one| (one.kind, one.note.clone()))
        .collect();
    assert_eq!(all, [(Kind::Claim, "mine".to_owned()), (Kind::Denial, String::new())]);
}

#[test]
fn a_save_refuses_to_write_over_it_before_anybody_looked() {
    let root = room();
    let (folder, layer, _) = killed(root.path());
    Scene::edit(&layer, "kind: Claim", "kind: Denial");
    let mut opened = store::open(&folder).unwrap();
    let error = opened.store.save(opened.project.tables()).unwrap_err();
    assert!(matches!(error, StoreError::ChangedOutside(_)), "{error}");
}

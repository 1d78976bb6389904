//! A program that was killed left steps in its journal, and another program changed a file before the next start.

use super::{HASTE, Scene, scene_at};
use crate::desk::{bytes, copy, room, write};
use crate::workbench::Bench;
use ascribe::model::{Kind, Project, Record};
use ascribe::session::autosave::SaveState;
use ascribe::session::{Action, Choice, Command, Order};
use ascribe::store::{self, Disk, StoreError};
use std::path::{Path, PathBuf};

/// What lies on the disk when the program is killed behind some work on a project that was saved before, and the project
/// at that moment. `is_written` is what a file holds once the work is saved.
fn killed_behind(
    root: &Path,
    work: impl FnOnce(&mut Bench),
    is_written: &str,
) -> (PathBuf, PathBuf, Project) {
    // Slow enough to leave the steps in the journal for a while.
    let mut scene = scene_at(root, 1);
    scene.bench.act(Action::StandOn(2));
    scene.bench.act(Command::Tag(Kind::Fact));
    scene.bench.settle();
    work(&mut scene.bench);
    scene.bench.wait("a step in the journal", |desk| desk.save_state() == SaveState::Durable);
    let there = root.join("killed");
    copy(&scene.folder, &there);
    let layer = there.join(scene.layer.strip_prefix(&scene.folder).unwrap());
    let project = scene.project();
    let records = bytes(&there).into_iter().filter(|(path, _)| !path.starts_with("journal"));
    let written = records.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned());
    assert!(!written.collect::<String>().contains(is_written), "the steps are in their files");
    (there, layer, project)
}

/// The same behind a change of the first statement.
fn killed(root: &Path) -> (PathBuf, PathBuf, Project) {
    let work = |bench: &mut Bench| {
        bench.act(Action::StandOn(0));
        bench.act(Action::SetNote("mine".to_owned()));
    };
    killed_behind(root, work, "note: \"mine\"")
}

fn article(folder: &Path) -> PathBuf {
    let mut all = std::fs::read_dir(folder.join("articles")).unwrap();
    all.next().unwrap().unwrap().path().join("article.ron")
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
        let kinds: Vec<Kind> = record.marks().in_text_order().iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [Kind::Denial, Kind::Fact]);
        bench.order(Order::Decide(choice));
        bench.settle();
        let project = bench.session().project().clone();
        let has = |kind: Kind, note: &str| {
            let layers = project.layers().values();
            let mut all = layers.map(|layer| layer.marks());
            all.any(|marks| {
                marks.statements().values().any(|one| one.kind == kind && *one.note == note)
            })
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
        .flat_map(|layer| {
            let marks = layer.marks();
            let all = marks.in_text_order().into_iter();
            all.map(|one| (one.kind, one.note.to_string())).collect::<Vec<_>>()
        })
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

/// The third and the fourth sentence become one.
fn merge(bench: &mut Bench) {
    bench.act(Action::StandOn(3));
    bench.act(Command::Tag(Kind::Claim));
    bench.act(Command::Undo);
    bench.act(Action::StandOn(2));
    bench.act(Command::MergeWithNext);
}

fn n_segments(project: &Project) -> usize {
    project.articles().values().map(|article| article.segments().len()).sum()
}

#[test]
fn segments_that_another_program_changed_under_an_unsaved_step_are_asked_about() {
    for (nth, is_under) in [(3, true), (0, false)] {
        let root = room();
        let (folder, _, mine) = killed_behind(root.path(), merge, "start: 62, end: 84");
        let file = article(&folder);
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(n_segments(&mine), text.matches("role: Sentence").count() - 1);
        // The last sentence, which the step takes into the one before it; or the first, which it leaves alone.
        let mut parts: Vec<&str> = text.split("role: Sentence").collect();
        let behind = parts.split_off(nth + 1);
        let (before, behind) = (parts.join("role: Sentence"), behind.join("role: Sentence"));
        let theirs = format!("{before}role: Caption {behind}");
        write(&file, theirs.as_bytes());
        let mut bench = opened(root.path(), &folder);
        if is_under {
            bench.wait("a clash", |desk| desk.clashes().len() == 1);
            assert_eq!(std::fs::read(&file).unwrap(), theirs.as_bytes(), "written over unseen");
            bench.order(Order::Decide(Choice::Theirs));
        }
        bench.settle();
        assert!(bench.desk.clashes().is_empty());
        let project = bench.session().project().clone();
        assert_eq!(n_segments(&project), n_segments(&mine) + usize::from(is_under));
        drop(bench);
        assert!(store::open(&folder).unwrap().project == project);
    }
}

#[test]
fn segments_in_the_files_that_steps_of_ours_left_are_nobody_elses() {
    let root = room();
    let (folder, _, mine) = killed_behind(root.path(), merge, "start: 62, end: 84");
    // A save that was killed before the journal was cut.
    let layout = store::open(&folder).unwrap();
    assert!(layout.project == mine);
    let journal = std::fs::read(folder.join("journal/ann.ron")).unwrap();
    let mut opened = layout;
    opened.store.save(opened.project.tables()).unwrap();
    drop(opened);
    write(&folder.join("journal/ann.ron"), &journal);
    for entry in std::fs::read_dir(folder.join("history")).into_iter().flatten().flatten() {
        std::fs::remove_dir_all(entry.path())
            .or_else(|_| std::fs::remove_file(entry.path()))
            .unwrap();
    }
    let opened = store::open(&folder).unwrap();
    assert!(opened.recovered.is_some(), "the steps are replayed");
    assert!(opened.project == mine);
    assert_eq!(opened.store.look().unwrap().changed, []);
}

#[test]
fn a_source_that_another_program_took_away_under_an_unsaved_step_is_asked_about() {
    let root = room();
    let rename = |bench: &mut Bench| {
        let sources = bench.session().project().sources();
        let mut mayor = sources.values().find(|one| one.name == "Mayor").unwrap().clone();
        mayor.name = "The mayor of Quay".to_owned();
        bench.act(Action::SetSourceRecord(mayor));
    };
    let (folder, _, mine) = killed_behind(root.path(), rename, "The mayor of Quay");
    let file = folder.join("sources/mayor.ron");
    std::fs::remove_file(&file).unwrap();
    let mut bench = opened(root.path(), &folder);
    bench.wait("a clash", |desk| desk.clashes().len() == 1);
    assert_eq!(bench.desk.clashes()[0].theirs, None);
    assert!(!file.exists(), "written again unseen");
    bench.order(Order::Decide(Choice::Mine));
    bench.settle();
    assert!(*bench.session().project() == mine);
    assert!(std::fs::read_to_string(&file).unwrap().contains("The mayor of Quay"));
}

#[test]
fn a_step_whose_layer_another_program_took_away_is_told_and_stays_in_the_history() {
    let root = room();
    let (folder, layer, _) = killed(root.path());
    std::fs::remove_file(&layer).unwrap();
    let opened = store::open(&folder).unwrap();
    assert_eq!(opened.read_only, None);
    let told: Vec<String> = opened.problems.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|told| told.contains("is gone, so this step was not")), "{told:?}");
    assert!(opened.history.steps().iter().any(|step| step.label.contains("ote")));
}

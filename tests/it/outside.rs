//! What other programs do to the files of an open project: taken in where nobody here touched it, else decided by the
//! person; never written over unseen.

mod killed;
mod others;

use crate::desk::{Desk, bytes, room, write};
use crate::sample;
use crate::workbench::Bench;
use ascribe::model::{Kind, Project};
use ascribe::session::autosave::SaveState;
use ascribe::session::{Action, Choice, Command, Order, SourceChoice, SourcePurpose};
use ascribe::store::{self, Disk};
use std::path::{Path, PathBuf};

const TEXT: &str =
    "The mayor said that the quay is safe. The ministry denied it. It rained. Nobody came.\n";
/// Five seconds between two looks are a tenth of one.
const HASTE: u64 = 50;

struct Scene {
    bench: Bench,
    folder: PathBuf,
    /// Of the only article.
    layer: PathBuf,
    source: PathBuf,
}

/// A project with one article, its first sentence a claim of the mayor; everything is in its files.
fn scene(root: &Path) -> Scene {
    scene_at(root, HASTE)
}

/// The same with a clock that runs so much faster than the real one.
fn scene_at(root: &Path, haste: u64) -> Scene {
    let mut bench = Bench::on(Disk::default(), root, "Ann", haste);
    let folder = root.join("quay");
    bench.create(&folder, "The quay");
    bench.take_in(TEXT, "", "");
    bench.act(Action::StandOn(0));
    bench.act(Command::Tag(Kind::Claim));
    bench.act(Action::StandOn(0));
    bench.act(Action::SetSource(SourcePurpose::Level, SourceChoice::New("Mayor".to_owned())));
    bench.settle();
    let article = bench.session().place().article.clone().unwrap();
    let layer = folder.join(format!("layers/ann/{article}.ron"));
    let source = folder.join("sources/mayor.ron");
    assert!(layer.is_file() && source.is_file());
    Scene { bench, folder, layer, source }
}

impl Scene {
    fn project(&self) -> Project {
        self.bench.session().project().clone()
    }

    /// What another program makes of a file.
    fn edit(path: &Path, from: &str, to: &str) {
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.contains(from), "{text}");
        write(path, text.replace(from, to).as_bytes());
    }

    fn told(&self, words: &str) -> bool {
        self.bench.notices.iter().any(|notice| notice.text.contains(words))
    }

    /// A change of the layer here and another one there; waits until they clash.
    fn clash(&mut self) {
        Self::edit(&self.layer, "kind: Claim", "kind: Fact");
        self.bench.act(Action::StandOn(0));
        self.bench.act(Action::SetNote("mine".to_owned()));
        self.bench.act(Action::StandOn(2));
        self.bench.act(Command::Tag(Kind::Fact));
        self.bench.wait("a clash", |desk| desk.clashes().len() == 1);
    }

    /// Everything is saved, and the files give the project again.
    fn close(mut self) -> Project {
        self.bench.settle();
        let project = self.project();
        drop(self.bench);
        let opened = store::open(&self.folder).unwrap();
        assert_eq!((opened.problems, opened.read_only), (vec![], None));
        assert!(opened.project == project);
        project
    }
}

#[test]
fn a_record_that_only_others_changed_is_taken_in_as_a_step_that_can_be_taken_back() {
    let root = room();
    let mut scene = scene(root.path());
    let before = scene.project();
    Scene::edit(&scene.source, "\"Mayor\"", "\"The mayor of Quay\"");
    scene.bench.wait("the other name", |desk| {
        let sources = desk.session().unwrap().project().sources();
        sources.values().any(|source| source.name == "The mayor of Quay")
    });
    assert!(scene.told("sources/mayor.ron"));
    let taken = scene.project();
    let on_disk = bytes(&scene.folder);
    scene.bench.settle();
    // What was only taken in is in its file already.
    assert_eq!(
        bytes(&scene.folder)[Path::new("sources/mayor.ron")],
        on_disk[Path::new("sources/mayor.ron")]
    );
    scene.bench.act(Command::Undo);
    assert!(scene.project() == before);
    scene.bench.act(Command::Redo);
    assert!(scene.project() == taken);
    assert!(scene.close() == taken);
}

#[test]
fn the_layer_of_a_colleague_that_arrives_with_its_annotator_and_source_is_taken_in() {
    let root = room();
    let mut scene = scene(root.path());
    let layer = std::fs::read_to_string(&scene.layer).unwrap();
    let theirs = layer
        .replace("\"ann\"", "\"bea\"")
        .replace("id: \"s-", "id: \"t-")
        .replace("source: \"mayor\"", "source: \"council\"");
    let source = std::fs::read_to_string(&scene.source).unwrap();
    let name = scene.layer.file_name().unwrap().to_owned();
    std::fs::create_dir_all(scene.folder.join("layers/bea")).unwrap();
    // A merge writes one file after the other; until all are there, they do not fit together.
    write(&scene.folder.join("layers/bea").join(name), theirs.as_bytes());
    scene.bench.wait("a word about it", |_| true);
    let has_told = |scene: &Scene| scene.told("cannot be used");
    while !has_told(&scene) {
        scene.bench.wait("a moment", |_| true);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let source = source.replace("\"mayor\"", "\"council\"").replace("\"Mayor\"", "\"The council\"");
    write(&scene.folder.join("sources/council.ron"), source.as_bytes());
    Scene::edit(
        &scene.folder.join("project.ron"),
        "(id: \"ann\"",
        "(id: \"bea\", name: \"Bea\"),\n        (id: \"ann\"",
    );
    scene
        .bench
        .wait("the other layer", |desk| desk.session().unwrap().project().layers().len() == 2);
    scene.close();
}

#[test]
fn a_file_that_others_left_half_written_is_told_and_never_written_over() {
    let root = room();
    let mut scene = scene(root.path());
    let whole = std::fs::read(&scene.layer).unwrap();
    let torn = &whole[..whole.len() / 2];
    write(&scene.layer, torn);
    scene.bench.act(Action::StandOn(1));
    scene.bench.act(Command::Tag(Kind::Denial));
    scene
        .bench
        .wait("a save that is refused", |desk| matches!(desk.save_state(), SaveState::Failed(_)));
    assert_eq!(std::fs::read(&scene.layer).unwrap(), torn);
    while !scene.told("cannot be used") {
        scene.bench.wait("a moment", |_| true);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    // The other program comes to its end.
    write(&scene.layer, &whole);
    scene.close();
}

#[test]
fn of_a_record_changed_on_both_sides_mine_can_be_kept_and_theirs_lies_in_the_bin() {
    let root = room();
    let mut scene = scene(root.path());
    scene.clash();
    let theirs = std::fs::read(&scene.layer).unwrap();
    let mine = scene.project();
    // Nothing is written before it is decided.
    scene.bench.desk.settle();
    scene.bench.wait("a moment", |_| true);
    assert_eq!(std::fs::read(&scene.layer).unwrap(), theirs);
    let clash = scene.bench.desk.clashes()[0].clone();
    let differences = scene.bench.desk.differences(&clash);
    assert!(
        differences.iter().any(|one| one.theirs.starts_with("Fact, mayor: “The mayor")),
        "{differences:?}"
    );
    scene.bench.order(Order::Decide(Choice::Mine));
    assert!(scene.bench.desk.clashes().is_empty());
    let (folder, layer) = (scene.folder.clone(), scene.layer.clone());
    assert!(scene.close() == mine);
    let name = layer.strip_prefix(&folder).unwrap().to_owned();
    let kept = bytes(&folder.join("bin"))
        .into_iter()
        .any(|(path, bytes)| path.ends_with(&name) && bytes == theirs);
    assert!(kept, "the other version is not in the bin");
}

#[test]
fn of_a_record_changed_on_both_sides_theirs_can_be_taken_and_undo_brings_mine_back() {
    let root = room();
    let mut scene = scene(root.path());
    scene.clash();
    let mine = scene.project();
    scene.bench.order(Order::Decide(Choice::Theirs));
    let marks = scene.bench.session().marks().unwrap();
    let statements: Vec<_> = marks.statements().values().collect();
    assert_eq!((statements.len(), statements[0].kind), (1, Kind::Fact));
    scene.bench.act(Command::Undo);
    assert!(scene.project() == mine);
    scene.bench.act(Command::Redo);
    scene.close();
}

#[test]
fn of_a_record_changed_on_both_sides_both_can_be_kept() {
    let root = room();
    let mut scene = scene(root.path());
    scene.clash();
    scene.bench.order(Order::Decide(Choice::Both));
    let project = scene.close();
    let marks = project.layers().values().next().unwrap().marks();
    let mut found: Vec<_> =
        marks.statements().values().map(|one| (one.kind.letter(), one.note.as_str())).collect();
    found.sort_unstable();
    // The statement that both changed is there twice, the one that was made here once.
    assert_eq!(found, [('C', "mine"), ('F', ""), ('F', "")]);
}

#[test]
fn a_file_that_was_only_touched_is_no_change() {
    let root = room();
    let mut scene = scene(root.path());
    let before = scene.project();
    let text = std::fs::read(&scene.source).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(10));
    write(&scene.source, &text);
    scene.bench.act(Action::StandOn(1));
    scene.bench.act(Command::Tag(Kind::Denial));
    scene.bench.act(Command::Undo);
    assert!(scene.close() == before);
}

#[cfg(unix)]
#[test]
fn records_that_lie_behind_links_are_read_and_nobody_is_said_to_have_changed_them() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    for (number, record) in ["project.ron", "articles/hafen/article.ron"].iter().enumerate() {
        let elsewhere = root.path().join(format!("{number}.ron"));
        std::fs::rename(folder.join(record), &elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, folder.join(record)).unwrap();
    }
    let desk = Desk::open(&folder);
    assert_eq!(desk.problems, []);
    assert!(desk.project == sample::project());
    assert!(desk.store.look().unwrap().changed.is_empty());
}

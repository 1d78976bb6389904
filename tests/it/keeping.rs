//! What is removed, merged or restored in the window comes back; copies are made by themselves.

use crate::desk::room;
use crate::workbench::Bench;
use ascribe::model::{ArticleId, Kind, Project, RelationKind, SourceId};
use ascribe::session::preferences::Preferences;
use ascribe::session::{Action, Command, Order, SourceChoice, SourcePurpose, Weight};
use ascribe::store;
use ascribe::store::removed::Item;
use std::path::{Path, PathBuf};

const FIRST: &str = "The mayor said that the quay is safe. The ministry denied it. It rained.\n";
const SECOND: &str = "The quay is safe, the mayor said again. Nobody asked.\n";

fn source(bench: &Bench, name: &str) -> SourceId {
    let sources = bench.session().project().sources();
    sources.values().find(|source| source.name == name).unwrap().id.clone()
}

fn name(bench: &mut Bench, name: &str) {
    let sources = bench.session().project().sources();
    let known = sources.values().find(|source| source.name == name);
    let choice = known.map_or_else(
        || SourceChoice::New(name.to_owned()),
        |source| SourceChoice::Known(source.id.clone()),
    );
    bench.act(Action::SetSource(SourcePurpose::Level, choice));
}

/// Two articles: the second one repeats what the first one says, and both name the mayor.
fn begun(home: &Path, haste: u64) -> (Bench, ArticleId, ArticleId) {
    let mut bench = Bench::on(store::Disk::default(), home, "Ann", haste);
    bench.create(&home.join("quay"), "The quay");
    bench.take_in(FIRST, "The Post", "");
    let first = bench.session().place().article.clone().unwrap();
    bench.act(Action::StandOn(0));
    bench.act(Command::Tag(Kind::Claim));
    bench.act(Action::StandOn(0));
    name(&mut bench, "The mayor");
    let said = bench.session().focus().unwrap().id.clone();
    bench.take_in(SECOND, "The Post", "");
    let second = bench.session().place().article.clone().unwrap();
    bench.act(Action::StandOn(0));
    bench.act(Command::Tag(Kind::Claim));
    bench.act(Action::StandOn(0));
    name(&mut bench, "The mayor");
    bench.act(Action::Relate(RelationKind::Repeats, said));
    bench.act(Action::StandOn(1));
    bench.act(Command::NoStatement);
    bench.settle();
    (bench, first, second)
}

fn project(bench: &Bench) -> Project {
    bench.session().project().clone()
}

#[test]
fn an_article_goes_with_all_its_marks_and_comes_back_from_the_bin_with_its_relations() {
    let root = room();
    let (mut bench, first, second) = begun(root.path(), 1);
    let before = project(&bench);
    assert_eq!(bench.session().marks_on(&first), "1 statement");
    bench.act(Action::RemoveArticle(first.clone()));
    assert_eq!(bench.session().place().article, Some(second));
    assert!(!bench.session().project().articles().contains_key(&first));
    bench.settle();
    bench.order(Order::ListBin);
    bench.wait("the bin", |desk| desk.bin().is_some());
    let removed = bench.desk.bin().unwrap().to_vec();
    let [article] = removed.as_slice() else { panic!("{removed:?}") };
    assert_eq!((&article.item, article.by.as_str()), (&Item::Article(first), "ann"));
    bench.order(Order::BringBack(Box::new(article.clone())));
    bench.wait("an empty bin", |desk| desk.bin().is_some_and(<[_]>::is_empty));
    assert!(project(&bench) == before);
    // Bringing back is a step like any other.
    bench.act(Command::Undo);
    bench.act(Command::Undo);
    assert!(project(&bench) == before);
}

#[test]
fn the_last_article_can_go_and_nothing_is_left_to_stand_on() {
    let root = room();
    let (mut bench, first, second) = begun(root.path(), 1);
    bench.act(Action::RemoveArticle(second));
    assert_eq!(bench.session().place().article, Some(first.clone()));
    bench.act(Action::RemoveArticle(first.clone()));
    assert_eq!(bench.session().place().article, None);
    for command in [Command::NextSentence, Command::Tag(Kind::Fact), Command::NextArticle] {
        bench.act(command);
    }
    bench.act(Command::Undo);
    assert!(bench.session().project().articles().contains_key(&first));
}

#[test]
fn a_source_that_is_named_stays_and_can_be_merged_wherever_it_is_named() {
    let root = room();
    let (mut bench, ..) = begun(root.path(), 1);
    bench.act(Action::StandOn(0));
    bench.act(Command::PickImpliedSource);
    bench.act(Action::SetSource(
        SourcePurpose::Implied,
        SourceChoice::New("Ada Rhys, mayor of Quay".to_owned()),
    ));
    let (from, into) = (source(&bench, "The mayor"), source(&bench, "Ada Rhys, mayor of Quay"));
    let before = project(&bench);
    bench.notices.clear();
    bench.act(Action::RemoveSource(from.clone()));
    assert!(bench.notices.iter().any(|told| told.text.contains("named 2 times")));
    assert!(project(&bench) == before);
    bench.act(Action::MergeSources { from: from.clone(), into: into.clone() });
    let after = project(&bench);
    assert!(!after.sources().contains_key(&from));
    assert_eq!(
        (after.uses_of(&into), &after.sources()[&into].aliases),
        (3, &vec!["The mayor".to_owned()])
    );
    bench.act(Command::Undo);
    assert!(project(&bench) == before);
    bench.act(Command::Redo);
    bench.settle();
    let folder = bench.desk.folder().unwrap().to_owned();
    drop(bench);
    assert!(store::open(&folder).unwrap().project == after);
}

#[test]
fn a_source_is_not_merged_into_itself_or_into_its_own_part() {
    let root = room();
    let (mut bench, ..) = begun(root.path(), 1);
    let (post, mayor) = (source(&bench, "The Post"), source(&bench, "The mayor"));
    let mut part = bench.session().project().sources()[&mayor].clone();
    part.part_of = Some(post.clone());
    bench.act(Action::SetSourceRecord(part));
    let before = project(&bench);
    for (from, into) in [(&post, &mayor), (&post, &post), (&SourceId::unattributed(), &mayor)] {
        bench.notices.clear();
        bench.act(Action::MergeSources { from: from.clone(), into: into.clone() });
        assert!(bench.notices.iter().any(|told| told.weight == Weight::Warning));
        assert!(project(&bench) == before);
    }
    // The part into the whole is a merge like any other.
    bench.act(Action::MergeSources { from: mayor, into: post.clone() });
    assert_eq!(bench.session().project().uses_of(&post), 4);
}

fn archives(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| path.to_string_lossy().ends_with(".tar.gz")).collect()
}

#[test]
fn a_copy_is_made_when_a_project_is_opened_and_leads_back_and_forth() {
    let root = room();
    let (bench, ..) = begun(root.path(), 1);
    let folder = bench.desk.folder().unwrap().to_owned();
    let backups = folder.join("backups");
    let earlier = project(&bench);
    drop(bench);
    let mut bench = Bench::on(store::Disk::default(), root.path(), "Ann", 50);
    bench.open(&folder);
    bench.wait("a copy by itself", |_| archives(&backups).len() == 1);
    bench.act(Action::StandOn(0));
    bench.act(Command::RemoveStatement);
    bench.settle();
    let later = project(&bench);
    assert!(later != earlier);
    bench.order(Order::ListBackups);
    bench.wait("the list of copies", |desk| desk.backups().is_some());
    let [copy] = bench.desk.backups().unwrap() else { panic!("one copy") };
    let copy = copy.path.clone();
    bench.order(Order::Restore(copy));
    bench.wait("the restored project", |desk| desk.session().is_some() && desk.task().is_none());
    assert!(project(&bench) == earlier);
    bench.act(Command::Undo);
    assert!(project(&bench) == later);
}

#[test]
fn copies_go_where_the_person_says_and_one_that_cannot_be_made_is_told_once() {
    let root = room();
    let (bench, ..) = begun(root.path(), 1);
    let folder = bench.desk.folder().unwrap().to_owned();
    drop(bench);
    let mut bench = Bench::on(store::Disk::default(), root.path(), "Ann", 2_000);
    // A file stands where the folder would be.
    let elsewhere = root.path().join("settings.ron");
    let preferences =
        Preferences { backup_folder: Some(elsewhere), ..bench.desk.preferences().clone() };
    bench.order(Order::Prefer(Box::new(preferences.clone())));
    bench.open(&folder);
    let is_told = |bench: &Bench| {
        bench.notices.iter().filter(|told| told.text.starts_with("No backup was made")).count()
    };
    while is_told(&bench) == 0 {
        bench.wait("a moment", |_| true);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let elsewhere = root.path().join("elsewhere");
    let preferences = Preferences { backup_folder: Some(elsewhere.clone()), ..preferences };
    bench.order(Order::Prefer(Box::new(preferences)));
    bench.wait("a copy elsewhere, tried again", |_| archives(&elsewhere).len() == 1);
    assert_eq!(is_told(&bench), 1);
    assert_eq!(archives(&folder.join("backups")), [] as [PathBuf; 0]);
}

#[test]
fn a_copy_that_breaks_is_told_and_the_work_goes_on() {
    let root = room();
    let (bench, ..) = begun(root.path(), 1);
    let folder = bench.desk.folder().unwrap().to_owned();
    drop(bench);
    let disk = store::Disk::watched(|operation| match operation {
        store::Operation::Create(path) if path.to_string_lossy().contains("backups") => {
            panic!("the shelf broke")
        }
        _ => Ok(()),
    });
    let mut bench = Bench::on(disk, root.path(), "Ann", 1);
    bench.open(&folder);
    bench.order(Order::BackUp);
    while !bench.notices.iter().any(|told| told.text.contains("the shelf broke")) {
        bench.wait("a moment", |_| true);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    assert_eq!(archives(&folder.join("backups")), [] as [PathBuf; 0]);
    bench.act(Action::StandOn(0));
    bench.act(Command::RemoveStatement);
    bench.settle();
    let work = project(&bench);
    drop(bench);
    assert!(store::open(&folder).unwrap().project == work);
}

//! Others at the same project: a colleague whose work arrives, a window that was there first, a drive that goes or does not
//! answer; and what the terminal tells of the bin.

use crate::desk::{bytes, copy, room, write};
use crate::workbench::Bench;
use ascribe::model::{Edit, Kind, Project};
use ascribe::session::autosave::SaveState;
use ascribe::session::{Action, Command, Order, SourceChoice, SourcePurpose};
use ascribe::store::{self, Disk, Operation};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

const TEXT: &str = "The mayor said that the quay is safe. The ministry denied it. It rained.\n";
/// Five seconds between two looks are a tenth of one.
const HASTE: u64 = 50;

fn begun(home: &Path, haste: u64) -> (Bench, PathBuf) {
    let folder = home.join("quay");
    let mut bench = Bench::on(Disk::default(), home, "Ann", haste);
    bench.create(&folder, "The quay");
    bench.take_in(TEXT, "The Post", "");
    tag(&mut bench, 0, Kind::Claim);
    name(&mut bench, "The mayor");
    bench.settle();
    (bench, folder)
}

fn tag(bench: &mut Bench, sentence: usize, kind: Kind) {
    bench.act(Action::StandOn(sentence));
    bench.act(Command::Tag(kind));
    bench.act(Action::StandOn(sentence));
}

fn name(bench: &mut Bench, name: &str) {
    let choice = SourceChoice::New(name.to_owned());
    bench.act(Action::SetSource(SourcePurpose::Level, choice));
}

fn project(bench: &Bench) -> Project {
    bench.session().project().clone()
}

/// The files of records, which a colleague hands on.
fn records(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let is_record = |path: &PathBuf| {
        let first = path.iter().next().and_then(|part| part.to_str());
        first.is_some_and(|part| ["project.ron", "sources", "articles", "layers"].contains(&part))
    };
    bytes(folder).into_iter().filter(|(path, _)| is_record(path)).collect()
}

/// Somebody's work on a copy of the folder as it lies there, brought back as version control does it.
fn elsewhere(folder: &Path, who: &str, work: impl FnOnce(&mut Bench)) {
    let root = room();
    let there = root.path().join("copy");
    copy(folder, &there);
    let mut bench = Bench::on(Disk::default(), root.path(), who, 1);
    bench.open(&there);
    work(&mut bench);
    bench.settle();
    drop(bench);
    let (old, new) = (records(folder), records(&there));
    for path in old.keys().filter(|path| !new.contains_key(*path)) {
        fs::remove_file(folder.join(path)).unwrap();
    }
    for (path, bytes) in new.iter().filter(|(path, bytes)| old.get(*path) != Some(*bytes)) {
        let beside = folder.join(path).with_extension("incoming");
        fs::create_dir_all(beside.parent().unwrap()).unwrap();
        write(&beside, bytes);
        fs::rename(&beside, folder.join(path)).unwrap();
    }
}

#[track_caller]
fn wait_until(bench: &mut Bench, is_done: impl Fn(&mut Bench) -> bool) {
    let since = Instant::now();
    while !is_done(bench) {
        assert!(since.elapsed() < Duration::from_secs(60), "waited in vain; {:?}", bench.notices);
        bench.wait("a moment", |_| true);
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_colleagues_work_is_taken_in_and_its_files_stay_as_they_came() {
    let root = room();
    let (mut bench, folder) = begun(root.path(), HASTE);
    let before = project(&bench);
    elsewhere(&folder, "Ben", |ben| {
        tag(ben, 1, Kind::Denial);
        name(ben, "The ministry");
    });
    let came = records(&folder);
    bench.wait("the colleague's work", |desk| {
        desk.session().unwrap().project().n_statements() == before.n_statements() + 1
    });
    let after = project(&bench);
    bench.settle();
    assert_eq!(records(&folder), came, "nothing was written that lay there already");
    bench.act(Command::Undo);
    assert!(project(&bench) == before);
    bench.act(Command::Redo);
    bench.settle();
    drop(bench);
    let opened = store::open(&folder).unwrap();
    assert_eq!(opened.problems, []);
    assert!(opened.project == after);
}

#[test]
fn a_file_that_arrives_with_an_old_date_is_seen_too() {
    let root = room();
    let (mut bench, folder) = begun(root.path(), HASTE);
    let path = folder.join("sources/the-mayor.ron");
    let text = fs::read_to_string(&path).unwrap();
    // As long as before, and older than the opening: a synchronised folder keeps the time of the other machine.
    write(&path.with_extension("new"), text.replace("The mayor", "The maire").as_bytes());
    fs::rename(path.with_extension("new"), &path).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    bench.wait("the other name", |desk| {
        let mut sources = desk.session().unwrap().project().sources().values();
        sources.any(|source| source.name == "The maire")
    });
}

#[test]
fn a_folder_that_is_away_takes_nothing_out_of_the_project_and_is_gone_on_with_when_it_is_back() {
    let root = room();
    let (mut bench, folder) = begun(root.path(), HASTE);
    let away = root.path().join("away");
    fs::rename(&folder, &away).unwrap();
    let before = project(&bench);
    for _ in 0..200 {
        bench.wait("a moment", |_| true);
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(project(&bench) == before, "its records are not taken for removed");
    tag(&mut bench, 1, Kind::Denial);
    bench.wait("a word about it", |desk| matches!(desk.save_state(), SaveState::Failed(_)));
    assert!(!folder.join("project.ron").exists(), "no second project is begun in its place");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::rename(&away, &folder).unwrap();
    bench.settle();
    let here = project(&bench);
    drop(bench);
    let opened = store::open(&folder).unwrap();
    assert_eq!((opened.problems.as_slice(), opened.project == here), (&[][..], true));
}

#[test]
fn a_window_that_could_only_look_is_offered_the_project_when_the_other_one_closes() {
    let root = room();
    let (first, folder) = begun(root.path(), 1);
    let mut second = Bench::on(Disk::default(), &root.path().join("second"), "Ben", HASTE);
    second.open(&folder);
    assert!(second.session().read_only().is_some_and(|reason| reason.contains("another window")));
    for _ in 0..100 {
        second.wait("a moment", |_| true);
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(!second.desk.take_free());
    drop(first);
    wait_until(&mut second, |second| second.desk.take_free());
    second.order(Order::Open(folder));
    second.wait("the project", |desk| desk.session().is_some());
    assert_eq!(second.session().read_only(), None);
}

/// A disk that answers nobody while it is told to be quiet.
fn quiet_disk() -> (Disk, Arc<AtomicBool>) {
    let quiet = Arc::new(AtomicBool::new(false));
    let is_quiet = Arc::clone(&quiet);
    let disk = Disk::watched(move |operation: &Operation| {
        while is_quiet.load(Ordering::Relaxed) && matches!(operation, Operation::Write(..)) {
            std::thread::sleep(Duration::from_millis(2));
        }
        Ok(())
    });
    (disk, quiet)
}

#[test]
fn a_disk_that_does_not_answer_is_told_within_a_second_and_work_goes_on() {
    let root = room();
    let (disk, quiet) = quiet_disk();
    let mut bench = Bench::on(disk, root.path(), "Ann", 1);
    bench.create(&root.path().join("quay"), "The quay");
    bench.take_in(TEXT, "", "");
    bench.settle();
    quiet.store(true, Ordering::Relaxed);
    tag(&mut bench, 0, Kind::Claim);
    // By the desk's own clock, so that a busy machine does not count.
    assert!(bench.desk.wait_ms().is_some_and(|ms| ms <= 1_000), "it wakes within the second");
    bench.wait("the word", |desk| matches!(desk.save_state(), SaveState::Stalled(_)));
    tag(&mut bench, 1, Kind::Denial);
    assert_eq!(bench.session().project().n_statements(), 2, "the window goes on");
    quiet.store(false, Ordering::Relaxed);
    bench.settle();
    let here = project(&bench);
    drop(bench);
    assert!(store::open(&root.path().join("quay")).unwrap().project == here);
}

#[test]
fn steps_are_written_while_a_backup_is_made() {
    let root = room();
    let (bench, folder) = begun(root.path(), 1);
    drop(bench);
    let mut bench = Bench::on(Disk::default(), root.path(), "Ann", 1);
    bench.open(&folder);
    bench.order(Order::BackUp);
    tag(&mut bench, 1, Kind::Denial);
    bench.wait("the step on the disk", |desk| {
        matches!(desk.save_state(), SaveState::Durable | SaveState::Saved)
    });
    bench.settle();
    bench.wait("the backup", |_| folder.join("backups").is_dir());
}

#[test]
fn the_history_goes_out_of_the_window_as_it_does_in_the_terminal() {
    let root = room();
    let (mut bench, folder) = begun(root.path(), 1);
    let out = root.path().join("history.jsonl");
    bench.order(Order::ExportHistory(out.clone()));
    bench.wait("the file", |desk| desk.task().is_none());
    drop(bench);
    let call = crate::terminal::done(&["history", folder.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(&out).unwrap(), call.out);
    assert!(call.out.lines().count() >= 3);
}

#[test]
fn the_terminal_lists_the_bin_and_brings_back() {
    let root = room();
    let (mut bench, folder) = begun(root.path(), 1);
    let article = bench.session().place().article.clone().unwrap();
    let before = project(&bench);
    bench.act(Action::RemoveArticle(article.clone()));
    bench.settle();
    drop(bench);
    let dir = folder.to_str().unwrap();
    let list = crate::terminal::done(&["bin", dir]).out;
    assert!(list.starts_with(&format!("article\t{article}\tAnn\t")), "{list}");
    assert_eq!(list.lines().count(), 1);
    let unknown = crate::terminal::call(&["bin", dir, "--restore", "pier"]);
    assert!(unknown.status == 1 && unknown.err.contains(article.as_str()), "{}", unknown.err);
    crate::terminal::done(&["bin", dir, "--restore", article.as_str()]);
    assert_eq!(crate::terminal::done(&["bin", dir]).out, "");
    let opened = store::open(&folder).unwrap();
    assert!(opened.project == before);
    assert!(matches!(opened.history.next_undo().unwrap().edit, Edit::Batch(_)));
}

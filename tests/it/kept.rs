//! What is kept of a large project to open it sooner: whatever becomes of it and of the files, the project is the one that
//! the files say, and nothing waits for it.

use crate::chance::Chance;
use crate::desk::{bytes, room};
use crate::fixture::{self, annotator_id, article_id, source_id, statement_id};
use crate::workbench::Bench;
use ascribe::model::{
    Article, Edit, Kind, LayerHead, LayerId, Level, Metadata, Original, Project, Stamp, Statement,
    apply,
};
use ascribe::session::{Command, Desk};
use ascribe::store::{self, Access, Disk, Operation};
use ascribe::text::{Role, Segment, Span};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// Long articles of [`large`].
const N_LONG: usize = 14;

fn long_id(number: usize) -> LayerId {
    LayerId { article: article_id(&format!("long-{number:02}")), annotator: annotator_id("ann") }
}

/// The project with all sorts of records, and articles that make it large; every other one has a mark.
pub(crate) fn large() -> Project {
    let mut project = fixture::project();
    for number in 0..N_LONG {
        let text = format!("The pier {number} was closed — «¿ya?» 港. ").repeat(2_000);
        let span = Span::new(0, text.trim_end().len());
        let segment = Segment { span, role: Role::Sentence, sure: true, opens_paragraph: true };
        let metadata = Metadata { title: format!("Pier {number}"), ..Metadata::default() };
        let home = long_id(number);
        let id = home.article.clone();
        let original = Original::default();
        let article = Article::new(id.clone(), metadata, original, text.into(), vec![segment]);
        apply(&mut project, Edit::Article(id, Some(Arc::new(article.unwrap())))).unwrap();
        if number % 2 == 0 {
            apply(&mut project, Edit::Layer(home.clone(), Some(LayerHead::default()))).unwrap();
            apply(&mut project, tag(&home, &format!("s-l{number}"))).unwrap();
        }
    }
    project
}

fn tag(home: &LayerId, id: &str) -> Edit {
    let at = "2031-03-01T10:00:00Z".parse().unwrap();
    let created = Stamp { by: home.annotator.clone(), at };
    let new = Statement::new(statement_id(id), Kind::Claim, vec![Span::new(0, 8)], created);
    let new = Statement { chain: vec![Level::of(source_id("ministry"))], ..new };
    Edit::Statement(home.clone(), new.id.clone(), Some(Arc::new(new)))
}

/// The large project in a folder, its files a little older than now.
pub(crate) struct Place {
    _room: TempDir,
    pub(crate) folder: PathBuf,
}

impl Place {
    fn of(project: &Project) -> Self {
        let room = room();
        let folder = room.path().join("piers");
        store::create(&folder, project.tables()).unwrap();
        for article in ["quay", "reply"] {
            fs::write(folder.join(format!("articles/{article}/original.txt")), "as it came")
                .unwrap();
        }
        pause();
        Self { _room: room, folder }
    }

    pub(crate) fn kept() -> Self {
        let place = Self::of(&large());
        place.keep();
        assert!(place.cache().exists() && place.is_kept(), "nothing is kept");
        place
    }

    pub(crate) fn cache(&self) -> PathBuf {
        self.folder.join("cache/records")
    }

    fn file(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Opens it and keeps what is due.
    fn keep(&self) {
        let mut opened = store::open(&self.folder).unwrap();
        opened.keeping.take().expect("something is to be kept").keep();
    }

    /// Is nothing left to be kept?
    fn is_kept(&self) -> bool {
        store::open(&self.folder).unwrap().keeping.is_none()
    }

    /// The project as it opens, which is the one in the files, whatever is kept.
    #[track_caller]
    pub(crate) fn opened(&self) -> Project {
        let opened = store::open_to_read(&self.folder).unwrap();
        let read = store::open_to_check(&self.folder).unwrap();
        assert!(opened.project.tables() == read.project.tables(), "another project is kept");
        assert_eq!(opened.problems, read.problems);
        opened.project
    }
}

/// Until the clock of the file system has moved on.
fn pause() {
    std::thread::sleep(Duration::from_millis(30));
}

/// Changes a file where it lies, as some editors do, and sets the time of its last change back.
fn change_quietly(path: &Path, from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from} is not in {text}");
    let modified = fs::metadata(path).unwrap().modified().unwrap();
    let mut file = fs::File::options().write(true).open(path).unwrap();
    io::Write::write_all(&mut file, text.replace(from, to).as_bytes()).unwrap();
    file.set_modified(modified).unwrap();
}

#[test]
fn what_is_kept_is_what_the_files_say_and_can_be_deleted() {
    let place = Place::kept();
    let project = place.opened();
    assert!(project.tables() == large().tables());
    assert_eq!(project.articles().len(), N_LONG + 2);
    assert_eq!(project.n_statements(), large().n_statements());
    // Deleting it costs nothing but time.
    fs::remove_dir_all(place.file("cache")).unwrap();
    assert!(place.opened().tables() == large().tables());
    place.keep();
    assert!(place.is_kept());
}

#[test]
fn of_a_small_project_nothing_is_kept() {
    let place = Place::of(&fixture::project());
    assert!(store::open(&place.folder).unwrap().keeping.is_none());
    // What was kept of it while it was large goes.
    fs::create_dir_all(place.file("cache")).unwrap();
    fs::write(place.cache(), "as it was").unwrap();
    fs::write(place.cache().with_extension("unfinished"), "a killed program").unwrap();
    place.opened();
    assert!(place.cache().exists(), "who only looks at a project touches nothing");
    store::open(&place.folder).unwrap();
    assert_eq!(fs::read_dir(place.file("cache")).unwrap().count(), 0);
}

#[test]
fn whatever_becomes_of_what_is_kept_the_project_is_the_one_in_the_files() {
    let place = Place::kept();
    let (kept, expected) = (fs::read(place.cache()).unwrap(), large());
    let mut chance = Chance::of(6);
    for round in 0..60 {
        let mut harmed = kept.clone();
        let at = chance.below(harmed.len());
        match round % 5 {
            0 => harmed.truncate(at),
            // The table of what lies where is at the end.
            1 => {
                let back = chance.below(400);
                let at = harmed.len() - 1 - back;
                harmed[at] ^= 1 << chance.below(8);
            }
            2 => harmed.rotate_left(at),
            3 => {
                let length = chance.below(5_000).min(harmed.len() - at);
                harmed.drain(at..at + length);
            }
            _ => (0..=chance.below(50)).for_each(|_| {
                let at = chance.below(kept.len());
                harmed[at] = harmed[at].wrapping_add(1);
            }),
        }
        assert!(harmed != kept, "round {round}");
        fs::write(place.cache(), harmed).unwrap();
        let opened = store::open_to_read(&place.folder).unwrap();
        assert!(opened.project.tables() == expected.tables(), "round {round}");
        assert_eq!(opened.problems, []);
    }
}

#[test]
fn what_another_program_changes_is_read_from_the_file_whatever_it_does_to_its_times() {
    let place = Place::kept();
    pause();
    let layer = "layers/ann/long-04.ron";
    change_quietly(&place.file(layer), "kind: Claim", "kind: Fact ");
    let home = long_id(4);
    let kind = |project: &Project| {
        let marks = project.layer(&home.article, &home.annotator).unwrap().marks();
        marks.statements()[&statement_id("s-l4")].kind
    };
    assert_eq!(kind(&place.opened()), Kind::Fact);
    change_quietly(&place.file("articles/long-06/article.ron"), "\"Pier 6\"", "\"Quay 6\"");
    let project = place.opened();
    assert_eq!(project.articles()[&article_id("long-06")].metadata().title, "Quay 6");
    change_quietly(&place.file("articles/long-07/text.txt"), "pier 7 was", "pier 7 saw");
    let opened = store::open_to_read(&place.folder).unwrap();
    let told: Vec<String> = opened.problems.iter().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].starts_with("articles/long-07/text.txt"), "{told:?}");
    // The others are as they were.
    assert_eq!(opened.project.articles().len(), N_LONG + 1);
}

#[test]
fn marks_that_come_and_go_with_their_files_come_and_go() {
    let place = Place::kept();
    let from = place.file("layers/ann/long-02.ron");
    let text = fs::read_to_string(&from).unwrap();
    fs::write(
        place.file("layers/zoë/long-02.ron"),
        text.replace("\"ann\"", "\"zoë\"").replace("s-l2", "s-zl2"),
    )
    .unwrap();
    fs::remove_file(place.file("layers/ann/long-08.ron")).unwrap();
    let project = place.opened();
    let home = long_id(2).article;
    assert_eq!(project.layers_of(&home).count(), 2);
    assert_eq!(project.layers_of(&long_id(8).article).count(), 0);
    // A file that gets the name of another is not taken for that one.
    fs::rename(place.file("layers/ann/long-10.ron"), place.file("layers/zoë/long-10.ron")).unwrap();
    let opened = store::open_to_read(&place.folder).unwrap();
    assert_eq!(opened.project.layers_of(&long_id(10).article).count(), 0);
    assert_eq!(opened.problems.len(), 1, "{:?}", opened.problems);
}

#[test]
fn an_article_that_is_gone_is_not_kept_any_longer() {
    let place = Place::kept();
    let words = "The pier 13 was closed";
    let is_kept = || {
        let kept = fs::read(place.cache()).unwrap();
        kept.windows(words.len()).any(|window| window == words.as_bytes())
    };
    assert!(is_kept());
    fs::remove_dir_all(place.file("articles/long-13")).unwrap();
    assert_eq!(place.opened().articles().len(), N_LONG + 1);
    place.keep();
    assert!(!is_kept());
    assert!(place.is_kept());
}

#[test]
fn an_original_that_is_missing_is_told_though_its_article_is_kept() {
    let place = Place::kept();
    fs::remove_file(place.file("articles/quay/original.txt")).unwrap();
    let opened = store::open_to_read(&place.folder).unwrap();
    assert_eq!(opened.problems.len(), 1, "{:?}", opened.problems);
}

#[test]
fn what_changes_while_a_project_is_open_is_not_kept() {
    let place = Place::of(&large());
    let mut opened = store::open(&place.folder).unwrap();
    let keeping = opened.keeping.take().unwrap();
    // By another program, and by a save.
    change_quietly(&place.file("layers/ann/long-04.ron"), "kind: Claim", "kind: Fact ");
    let edit = tag(&long_id(2), "s-new");
    let stamp = (annotator_id("ann"), "2031-03-02T10:00:00Z".parse().unwrap());
    let step = opened.history.perform(&mut opened.project, "Tag".to_owned(), stamp, edit).unwrap();
    opened.store.append(&[step]).unwrap();
    opened.store.save(opened.project.tables()).unwrap();
    keeping.keep();
    assert!(place.cache().exists());
    drop(opened);
    let reopened = place.opened();
    assert!(reopened.statement(&statement_id("s-new")).is_some());
    assert_eq!(reopened.statement(&statement_id("s-l4")).unwrap().1.kind, Kind::Fact);
    // Those two, of sixteen, are enough to keep all anew, and then all of it is.
    pause();
    place.keep();
    assert!(place.is_kept());
}

#[test]
fn a_disk_that_refuses_leaves_nothing_half_written_and_everything_else_as_it_is() {
    let place = Place::of(&large());
    let before = bytes(&place.folder);
    let in_cache = |operation: &Operation| match operation {
        Operation::Create(path) | Operation::Write(path, _) | Operation::MakeFolder(path) => {
            path.iter().any(|name| name == "cache")
        }
        Operation::Rename(path, _) => path.iter().any(|name| name == "cache"),
        _ => false,
    };
    let mut n_refused = 0;
    for refused in 0.. {
        let seen = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&seen);
        let disk = Disk::watched(move |operation| {
            if in_cache(operation) && counted.fetch_add(1, Ordering::Relaxed) == refused {
                return Err(io::ErrorKind::StorageFull.into());
            }
            Ok(())
        });
        let mut opened = store::open_on(&disk, &place.folder, Access::Write).unwrap();
        opened.keeping.take().unwrap().keep();
        drop(opened);
        if seen.load(Ordering::Relaxed) <= refused {
            break;
        }
        n_refused += 1;
        let mut after = bytes(&place.folder);
        after.remove(Path::new("lock"));
        let mut before = before.clone();
        before.remove(Path::new("lock"));
        assert!(after == before, "operation {refused}");
        fs::remove_dir(place.file("cache")).ok();
    }
    assert!(n_refused > 10, "{n_refused}");
    assert!(place.is_kept());
}

#[test]
fn whoever_closes_the_project_does_not_wait_for_what_is_being_kept() {
    let place = Place::of(&large());
    let mut opened = store::open(&place.folder).unwrap();
    let keeping = opened.keeping.take().unwrap();
    drop(opened);
    keeping.keep();
    assert_eq!(fs::read_dir(place.file("cache")).unwrap().count(), 0);
}

#[test]
fn a_project_that_is_open_elsewhere_is_read_sooner_and_nothing_is_kept() {
    let place = Place::of(&large());
    let mut first = store::open(&place.folder).unwrap();
    let second = store::open(&place.folder).unwrap();
    assert!(second.read_only.is_some() && second.keeping.is_none());
    first.keeping.take().unwrap().keep();
    assert!(store::open_to_read(&place.folder).unwrap().project.tables() == large().tables());
}

#[test]
fn the_window_keeps_what_it_opened_and_the_next_opening_is_the_same() {
    let place = Place::of(&large());
    let home = room();
    let mut layers = large().tables().layers().clone();
    for kind in [Kind::Denial, Kind::Fact] {
        let mut bench = Bench::new(home.path(), "Ann");
        bench.open(&place.folder);
        bench.wait("all of it is open", Desk::is_open);
        let cache = place.cache();
        bench.wait("it is kept", |_| cache.exists());
        let tables = bench.session().project().tables();
        assert!(tables.articles() == large().tables().articles());
        assert!(*tables.layers() == layers);
        bench.act(Command::NextSentence);
        bench.act(Command::Tag(kind));
        bench.settle();
        let tagged = bench.session().project().tables().layers().clone();
        assert!(tagged != layers, "nothing was tagged");
        layers = tagged;
    }
    assert!(*place.opened().tables().layers() == layers);
}

/// Of another file system nobody knows how far its clock is behind.
#[cfg(unix)]
#[expect(clippy::print_stdout, reason = "what is skipped is said")]
#[test]
fn of_files_on_another_disk_nothing_is_kept() {
    use std::os::unix::fs::MetadataExt as _;
    let place = Place::of(&large());
    let elsewhere = tempfile::tempdir().unwrap();
    let device = |path: &Path| fs::metadata(path).unwrap().dev();
    if device(elsewhere.path()) == device(&place.folder) {
        return println!("skipped: both folders for temporary files are on one disk");
    }
    let (articles, there) = (place.file("articles"), elsewhere.path().join("articles"));
    crate::desk::copy(&articles, &there);
    fs::remove_dir_all(&articles).unwrap();
    std::os::unix::fs::symlink(&there, &articles).unwrap();
    pause();
    place.keep();
    assert!(!place.is_kept());
    assert!(place.opened().tables() == large().tables());
}

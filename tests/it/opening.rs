//! Opening a project of any size: the first article can be looked at before the rest is read, the opening can be given up
//! whatever the disk does, and marks without number are read within bounds. `ASCRIBE_MANY_ARTICLES` says how many articles
//! the largest project has; 1,000 when it does not.

use crate::desk::room;
use crate::fixture::{self, annotator_id, article_id, source_id, statement_id};
use crate::workbench::Bench;
use ascribe::export::Selection;
use ascribe::format::{ArticleFile, LayerFile, ProjectFile, SourceFile, to_ron};
use ascribe::model::{
    Annotator, AnnotatorKind, Article, Edit, Kind, LayerHead, LayerId, Level, Metadata, Original,
    Project, Settings, Source, SourceType, Stamp, Statement, Tables, apply,
};
use ascribe::session::{Command, Desk, Order};
use ascribe::store::{self, Access, Disk, StoreError, Waiting};
use ascribe::text::{Role, Segment, Span};
use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

fn n_articles() -> usize {
    std::env::var("ASCRIBE_MANY_ARTICLES").map_or(1_000, |number| number.parse().unwrap())
}

fn home(number: usize) -> LayerId {
    LayerId { article: article_id(&format!("a-{number:07}")), annotator: annotator_id("ann") }
}

/// Two sentences, of which the first holds a claim.
fn add_article(project: &mut Project, number: usize) {
    let first = format!("The pier was closed on day {number}, the mayor said.");
    let text = format!("{first} It rained.");
    let cut = first.len();
    let segment = |start: usize, end: usize| Segment {
        span: Span::new(start, end),
        role: Role::Sentence,
        sure: true,
        opens_paragraph: start == 0,
    };
    let segments = vec![segment(0, cut), segment(cut + 1, text.len())];
    let metadata = Metadata { title: format!("Day {number}"), ..Metadata::default() };
    let home = home(number);
    let id = home.article.clone();
    let article =
        Article::new(id.clone(), metadata, Original::default(), text.into(), segments).unwrap();
    apply(project, Edit::Article(id, Some(Arc::new(article)))).unwrap();
    apply(project, Edit::Layer(home.clone(), Some(LayerHead::default()))).unwrap();
    add_statement(project, &home, &format!("s-{number}"));
}

fn add_statement(project: &mut Project, home: &LayerId, id: &str) {
    let at = "2031-03-01T10:00:00Z".parse().unwrap();
    let created = Stamp { by: annotator_id("ann"), at };
    let new = Statement::new(statement_id(id), Kind::Claim, vec![Span::new(0, 19)], created);
    let new = Statement { chain: vec![Level::of(source_id("mayor"))], ..new };
    apply(project, Edit::Statement(home.clone(), new.id.clone(), Some(Arc::new(new)))).unwrap();
}

fn project(n_articles: usize) -> Project {
    let mut project = Project::new(Settings { title: "Piers".to_owned(), ..Settings::default() });
    let id = annotator_id("ann");
    let ann = Annotator { id: id.clone(), name: "ann".to_owned(), kind: AnnotatorKind::Human };
    apply(&mut project, Edit::Annotator(id, Some(ann))).unwrap();
    let mayor = Source::named(source_id("mayor"), "The mayor", SourceType::Official);
    apply(&mut project, Edit::Source(mayor.id.clone(), Some(mayor))).unwrap();
    for number in 0..n_articles {
        add_article(&mut project, number);
    }
    project
}

/// The files of a project, which nobody makes last: a store would take minutes for so many.
fn write_down(folder: &Path, tables: &Tables) {
    let write = |path: PathBuf, text: &str| {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(folder.join("project.ron"), &to_ron(&ProjectFile::of(tables)).unwrap());
    for (id, source) in tables.sources().iter().filter(|(id, _)| id.as_str() == "mayor") {
        let path = folder.join(format!("sources/{id}.ron"));
        write(path, &to_ron(&SourceFile::from(source.clone())).unwrap());
    }
    for (id, article) in tables.articles() {
        let place = folder.join("articles").join(id.as_str());
        write(place.join("text.txt"), &article.text());
        write(place.join("article.ron"), &to_ron(&ArticleFile::from(article.as_ref())).unwrap());
    }
    for (id, layer) in tables.layers() {
        let file = LayerFile::of(layer, &tables.articles()[&id.article].text());
        let path = folder.join(format!("layers/{}/{}.ron", id.annotator, id.article));
        write(path, &to_ron(&file).unwrap());
    }
}

/// Notes what it is told, and gives up behind so many records.
struct Onlooker {
    most: usize,
    reached: AtomicUsize,
    first: Mutex<Vec<Project>>,
}

impl Onlooker {
    fn up_to(most: usize) -> Self {
        Self { most, reached: AtomicUsize::new(0), first: Mutex::default() }
    }
}

impl Waiting for Onlooker {
    fn reached(&self, done: usize, total: usize) -> ControlFlow<()> {
        assert!(done <= total, "{done} of {total}");
        self.reached.fetch_max(done, Ordering::Relaxed);
        if done >= self.most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn first(&self, project: Project) {
        self.first.lock().unwrap().push(project);
    }
}

#[test]
fn what_is_read_from_files_takes_no_more_memory_than_what_is_in_it() {
    let root = room();
    let folder = root.path().join("project");
    store::create(&folder, fixture::project().tables()).unwrap();
    let opened = store::open_to_read(&folder).unwrap();
    let statements = opened.project.layers().values().flat_map(|layer| {
        let marks = layer.marks();
        marks.statements().values().cloned().collect::<Vec<_>>()
    });
    let mut n_lists = 0;
    let mut is_full = |length: usize, capacity: usize| {
        n_lists += usize::from(length > 0);
        assert_eq!(length, capacity);
    };
    for statement in statements {
        is_full(statement.content.len(), statement.content.capacity());
        is_full(statement.chain.len(), statement.chain.capacity());
        for level in &statement.chain {
            is_full(level.mention.len(), level.mention.capacity());
            is_full(level.cue.words.len(), level.cue.words.capacity());
        }
    }
    assert!(n_lists > 10, "{n_lists} lists");
}

#[test]
fn what_a_killed_program_did_not_put_in_its_place_is_taken_away_behind_the_opening() {
    let root = room();
    let folder = root.path().join("project");
    store::create(&folder, fixture::project().tables()).unwrap();
    let article = fs::read_dir(folder.join("articles")).unwrap().next().unwrap().unwrap().path();
    let left = [article.join("text.txt.unfinished"), folder.join("sources/ida.ron.unfinished")];
    left.iter().for_each(|path| fs::write(path, "half a te").unwrap());
    store::open_to_read(&folder).unwrap();
    assert!(left.iter().all(|path| path.exists()), "who only looks touches nothing");
    let mut bench = Bench::new(root.path(), "Ann");
    bench.open(&folder);
    bench.wait("nothing left over", |_| left.iter().all(|path| !path.exists()));
    assert!(article.join("text.txt").exists());
}

#[test]
fn the_first_article_comes_before_the_rest_and_the_rest_is_what_the_files_hold() {
    let (root, n) = (room(), n_articles());
    let folder = root.path().join("piers");
    let whole = project(n);
    write_down(&folder, whole.tables());
    let onlooker = Onlooker::up_to(usize::MAX);
    let opened = store::open_waiting(&Disk::default(), &folder, Access::Read, &onlooker).unwrap();
    assert!(opened.project == whole, "{:?}", opened.problems);
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    assert!(onlooker.reached.into_inner() >= n / 2, "nobody was told how far it is");
    let first = onlooker.first.into_inner().unwrap();
    let [first] = first.as_slice() else { panic!("{} first articles", first.len()) };
    assert_eq!(first.articles().keys().collect::<Vec<_>>(), [&home(0).article]);
    assert_eq!(first.layers().get(&home(0)), whole.layers().get(&home(0)));
    assert_eq!(first.sources(), whole.sources());
}

#[test]
fn where_unsaved_steps_lie_or_a_file_is_wrong_no_first_article_is_shown_by_itself() {
    let root = room();
    let folder = root.path().join("piers");
    write_down(&folder, project(400).tables());
    let mut desk = crate::desk::Desk::open(&folder);
    let id = home(0).article;
    let metadata = Metadata { title: "Another title".to_owned(), ..Metadata::default() };
    desk.perform(Edit::Metadata(id, metadata)).unwrap();
    drop(desk);
    let onlooker = Onlooker::up_to(usize::MAX);
    let open = |onlooker| store::open_waiting(&Disk::default(), &folder, Access::Read, onlooker);
    assert_eq!(open(&onlooker).unwrap().recovered.unwrap().steps, 1);
    assert_eq!(onlooker.first.lock().unwrap().len(), 0);
    fs::remove_dir_all(folder.join("journal")).unwrap();
    open(&onlooker).unwrap();
    assert_eq!(onlooker.first.lock().unwrap().len(), 1);
    fs::write(folder.join("layers/ann/a-0000000.ron"), "(format: 1, oops)").unwrap();
    open(&onlooker).unwrap();
    assert_eq!(onlooker.first.lock().unwrap().len(), 1);
}

#[test]
fn an_opening_that_is_given_up_ends_and_leaves_the_project_to_be_opened_again() {
    let root = room();
    let folder = root.path().join("piers");
    write_down(&folder, project(400).tables());
    let onlooker = Onlooker::up_to(100);
    let given_up = store::open_waiting(&Disk::default(), &folder, Access::Write, &onlooker);
    assert!(matches!(given_up, Err(StoreError::GivenUp)), "{given_up:?}");
    assert!(onlooker.reached.into_inner() < 400);
    let opened = store::open(&folder).unwrap();
    assert_eq!((opened.project.articles().len(), opened.read_only), (400, None));
}

/// A file that gives its bytes only when this is dropped: a disk that does not answer.
#[cfg(unix)]
struct Stuck {
    path: PathBuf,
    text: String,
}

#[cfg(unix)]
impl Stuck {
    fn at(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        fs::remove_file(path).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
        Self { path: path.to_owned(), text }
    }
}

#[cfg(unix)]
impl Drop for Stuck {
    fn drop(&mut self) {
        // Whoever comes from now on finds a file, and whoever waits already gets the same bytes.
        let (waiting, new) = (self.path.with_extension("stuck"), self.path.with_extension("new"));
        fs::hard_link(&self.path, &waiting).unwrap();
        fs::write(&new, &self.text).unwrap();
        fs::rename(&new, &self.path).unwrap();
        // Opened both ways it waits for nobody itself.
        let file = fs::OpenOptions::new().read(true).write(true).open(&waiting);
        file.unwrap().write_all(self.text.as_bytes()).unwrap();
        fs::remove_file(&waiting).unwrap();
    }
}

#[cfg(unix)]
fn is_still(desk: &Desk) -> bool {
    desk.session().is_some() && !desk.is_open()
}

#[cfg(unix)]
#[test]
fn while_the_rest_is_read_the_first_article_can_be_looked_at_and_nothing_changed() {
    let root = room();
    let folder = root.path().join("piers");
    let whole = project(400);
    write_down(&folder, whole.tables());
    let last = folder.join("articles/a-0000399/text.txt");
    let mut bench = Bench::new(root.path(), "ann");
    let stuck = Stuck::at(&last);
    bench.order(Order::Open(folder));
    bench.wait("the first article", is_still);
    // One source and all articles but the last: that one has begun.
    bench.wait("word how far it is", |desk| desk.task().is_some_and(|task| task.done == 400));
    let before = bench.desk.session().unwrap().project().clone();
    assert_eq!(before.articles().len(), 1);
    bench.act(Command::NextSentence);
    bench.act(Command::Tag(Kind::Denial));
    bench.order(Order::Export {
        selection: Selection::all(&before),
        format: "jsonl",
        options: ascribe::session::job::ExportOptions::default(),
        path: root.path().join("part.jsonl"),
    });
    bench.wait("what is told", is_still);
    assert!(*bench.desk.session().unwrap().project() == before, "it was changed");
    let told: Vec<_> = bench.notices.iter().map(|notice| notice.text.clone()).collect();
    for word in ["read-only", "still being read"] {
        assert!(told.iter().any(|text| text.contains(word)), "{told:?}");
    }
    drop(stuck);
    bench.wait("all of it", Desk::is_open);
    let session = bench.desk.session().unwrap();
    assert_eq!(session.place().segment, 1);
    assert_eq!(session.place().article.as_ref(), Some(&home(0).article));
    assert_eq!(session.project().articles().len(), 400);
    assert!(!root.path().join("part.jsonl").exists());
}

#[cfg(unix)]
#[test]
fn an_opening_is_given_up_although_the_disk_does_not_answer_and_can_be_begun_again() {
    let root = room();
    let folder = root.path().join("piers");
    write_down(&folder, project(400).tables());
    let last = folder.join("articles/a-0000399/text.txt");
    let mut bench = Bench::new(root.path(), "ann");
    let stuck = Stuck::at(&last);
    bench.order(Order::Open(folder.clone()));
    bench.wait("the first article", is_still);
    bench.order(Order::Cancel);
    bench.wait("the end of it", |desk| desk.task().is_none() && desk.session().is_none());
    // The one that was given up still waits for the disk, and so does this one, which can be given up too.
    bench.order(Order::Open(folder.clone()));
    bench.wait("its beginning", |desk| desk.task().is_some());
    bench.order(Order::Cancel);
    bench.wait("the end of this one", |desk| desk.task().is_none());
    drop(stuck);
    bench.open(&folder);
    bench.wait("all of it", Desk::is_open);
    assert_eq!(bench.desk.session().unwrap().project().articles().len(), 400);
    assert_eq!(bench.desk.session().unwrap().read_only(), None);
}

#[test]
fn fifty_thousand_statements_on_one_sentence_are_read_within_bounds() {
    let root = room();
    let folder = root.path().join("piers");
    let mut full = project(1);
    for number in 0..50_000 {
        add_statement(&mut full, &home(0), &format!("t-{number}"));
    }
    write_down(&folder, full.tables());
    let size = fs::metadata(folder.join("layers/ann/a-0000000.ron")).unwrap().len();
    let taken = allocation_counter::measure(|| {
        let text = fs::read_to_string(folder.join("layers/ann/a-0000000.ron")).unwrap();
        let file: LayerFile = ascribe::format::from_ron(&text).unwrap();
        let (id, parts, problems) = file.into_parts(&full.articles()[&home(0).article].text());
        assert_eq!(
            (parts.into_layer(&id).0.marks().statements().len(), problems),
            (50_001, vec![])
        );
    });
    assert!(taken.bytes_max < 3 * size + 1_000_000_000, "{} for {size}", taken.bytes_max);
    let opened = store::open(&folder).unwrap();
    assert!(opened.project == full, "{:?}", opened.problems);
}

//! How long a project of 1,000 articles (30 sentences each, every third tagged) takes to open and to save, and one step
//! to be written for good; beside it, in the same run, what the disk itself takes to make so many bytes last.
//!
//! `cargo bench --no-default-features --bench store`. The folders lie where temporary files do; name another disk with
//! `TMPDIR`. Judge a figure only against the disk's own of the same run.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on stops"
)]

use ascribe::model::{
    Annotator, AnnotatorId, AnnotatorKind, Article, ArticleId, Cue, CueClass, Edit, History, Kind,
    LayerHead, LayerId, Level, Metadata, Original, Project, Settings, Source, SourceId, SourceType,
    Stamp, Statement, StatementId, Tables, apply,
};
use ascribe::store;
use ascribe::text::{Role, Segment, Span};
use divan::Bencher;
use jiff::Timestamp;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use tempfile::TempDir;

const N_ARTICLES: usize = 1_000;
const N_SENTENCES: usize = 30;
const N_SOURCES: usize = 24;

fn main() {
    let folder = SAVED.folder();
    let sizes = files(&folder).into_iter().map(|file| file.metadata().unwrap().len());
    let (n, bytes) = sizes.fold((0, 0), |(n, bytes), size| (n + 1, bytes + size));
    let statements = PROJECT.n_statements();
    eprintln_once(&format!(
        "{N_ARTICLES} articles, {statements} statements: {n} files, {bytes} bytes"
    ));
    divan::main();
}

#[expect(clippy::print_stderr, reason = "tells what was measured")]
fn eprintln_once(text: &str) {
    eprintln!("{text}");
}

fn stamp(seconds: usize) -> Stamp {
    Stamp { by: annotator(), at: Timestamp::from_second(1_780_000_000 + seconds as i64).unwrap() }
}

fn annotator() -> AnnotatorId {
    AnnotatorId::new("ann").unwrap()
}

fn source(number: usize) -> SourceId {
    SourceId::new(&format!("source-{}", number % N_SOURCES)).unwrap()
}

/// Sentences of 124 characters on average, all different.
fn sentence(article: usize, number: usize) -> String {
    let name = ["The mayor", "A spokesman", "The ferry company", "One of the divers"][number % 4];
    let verb = ["said", "denied", "confirmed", "claimed"][(article + number) % 4];
    let tail = "while the boats stayed in the harbour ".repeat(1 + number % 2);
    format!(
        "{name} {verb} on day {article} that pier {number} had to be closed for repairs {tail}again."
    )
}

fn article(number: usize) -> Article {
    let mut text = String::new();
    let mut segments = Vec::new();
    for at in 0..N_SENTENCES {
        let start = text.len();
        text += &sentence(number, at);
        let span = Span::new(start, text.len());
        let opens_paragraph = at % 5 == 0;
        segments.push(Segment { span, role: Role::Sentence, sure: true, opens_paragraph });
        text += if at % 5 == 4 { "\n\n" } else { " " };
    }
    let id = ArticleId::new(&format!("article-{number:04}")).unwrap();
    let metadata = Metadata { title: format!("Article {number}"), ..Metadata::default() };
    Article::new(id, metadata, Original::default(), text.into(), segments).unwrap()
}

fn statement(article: &Article, number: usize, segment: usize) -> Statement {
    let span = article.segments()[segment].span;
    let words = span.of(article.text());
    let place =
        |start: usize, end: usize| Span::new(span.range().start + start, span.range().start + end);
    let verb = words.find(" on day").unwrap();
    let cue = words.get(..verb).and_then(|before| before.rfind(' ')).unwrap() + 1;
    let level = Level {
        mention: vec![place(0, cue - 1)],
        cue: Cue { words: vec![place(cue, verb)], class: CueClass::Assertion },
        ..Level::of(source(number + segment))
    };
    let id = StatementId::new(&format!("s-{number:04}-{segment:02}")).unwrap();
    let content = place(words.find("that").unwrap(), words.len());
    Statement {
        chain: vec![level],
        ..Statement::new(id, Kind::Claim, vec![content], stamp(segment))
    }
}

fn layer_id(article: &Article) -> LayerId {
    LayerId { article: article.id().clone(), annotator: annotator() }
}

fn generate() -> Project {
    let mut project = Project::new(Settings { title: "Bench".to_owned(), ..Settings::default() });
    let mut put = |edit| drop(apply(&mut project, edit).unwrap());
    let ann = Annotator { id: annotator(), name: "Ann".to_owned(), kind: AnnotatorKind::Human };
    put(Edit::Annotator(annotator(), Some(ann)));
    for number in 0..N_SOURCES {
        let new = Source::named(source(number), &format!("Source {number}"), SourceType::Person);
        put(Edit::Source(source(number), Some(new)));
    }
    for number in 0..N_ARTICLES {
        let article = article(number);
        let home = layer_id(&article);
        put(Edit::Article(article.id().clone(), Some(Arc::new(article.clone()))));
        put(Edit::Layer(home.clone(), Some(LayerHead::default())));
        for segment in (0..N_SENTENCES).step_by(3) {
            let new = statement(&article, number, segment);
            put(Edit::Statement(home.clone(), new.id.clone(), Some(Arc::new(new))));
        }
    }
    project
}

static PROJECT: LazyLock<Project> = LazyLock::new(generate);

/// A folder that goes with the value.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join("project")
    }
}

static SAVED: LazyLock<Place> = LazyLock::new(|| {
    let place = Place::new();
    store::create(&place.folder(), PROJECT.tables()).unwrap();
    place
});

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[divan::bench(sample_count = 20)]
fn open_all(bencher: Bencher<'_, '_>) {
    let folder = SAVED.folder();
    bencher.bench(|| store::open_to_read(&folder).unwrap());
}

/// The same files, read and not looked at, on one thread.
#[divan::bench(sample_count = 20)]
fn open_all_disk_alone(bencher: Bencher<'_, '_>) {
    let files = files(&SAVED.folder());
    bencher.bench(|| files.iter().map(|file| std::fs::read(file).unwrap().len()).sum::<usize>());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn save_all(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(Place::new).bench_refs(|place| {
        store::create(&place.folder(), PROJECT.tables()).unwrap();
    });
}

/// As many bytes in as many files, written, and made to last one by one.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn save_all_disk_alone(bencher: Bencher<'_, '_>) {
    let contents: Vec<Vec<u8>> =
        files(&SAVED.folder()).iter().map(|file| std::fs::read(file).unwrap()).collect();
    bencher.with_inputs(Place::new).bench_refs(|place| {
        for (number, bytes) in contents.iter().enumerate() {
            let mut options = OpenOptions::new();
            let options = options.write(true).create_new(true);
            let mut file = options.open(place.0.path().join(number.to_string())).unwrap();
            file.write_all(bytes).unwrap();
            file.sync_data().unwrap();
        }
    });
}

/// An opened project with the next step ready.
struct Work {
    _place: Place,
    store: store::Store,
    project: Project,
    history: History,
    number: usize,
}

impl Work {
    fn new() -> Self {
        let place = Place::new();
        store::create(&place.folder(), PROJECT.tables()).unwrap();
        let store::Opened { store, project, history, .. } = store::open(&place.folder()).unwrap();
        Self { _place: place, store, project, history, number: 0 }
    }

    fn step(&mut self) -> ascribe::model::Step {
        self.number += 1;
        let article = self.project.articles().values().nth(self.number % N_ARTICLES).unwrap();
        let home = layer_id(article);
        let new = statement(&Arc::clone(article), N_ARTICLES + self.number, 1);
        let edit = Edit::Statement(home, new.id.clone(), Some(Arc::new(new)));
        let Stamp { by, at } = stamp(self.number);
        self.history.perform(&mut self.project, "Tag as claim".to_owned(), (by, at), edit).unwrap()
    }
}

/// One step, so that a killed program does not lose it.
#[divan::bench(sample_count = 500, sample_size = 1)]
fn step_acknowledged(bencher: Bencher<'_, '_>) {
    let work = std::cell::RefCell::new(Work::new());
    let next = || work.borrow_mut().step();
    bencher
        .with_inputs(next)
        .bench_local_values(|step| work.borrow_mut().store.append(&[step]).unwrap());
}

/// One step, so that a power cut does not lose it.
#[divan::bench(sample_count = 500, sample_size = 1)]
fn step_durable(bencher: Bencher<'_, '_>) {
    let work = std::cell::RefCell::new(Work::new());
    let next = || work.borrow_mut().step();
    bencher.with_inputs(next).bench_local_values(|step| {
        let store = &mut work.borrow_mut().store;
        store.append(&[step]).unwrap();
        store.sync().unwrap();
    });
}

/// As many bytes appended to a file and made to last, without a program around it.
#[divan::bench(sample_count = 500, sample_size = 1)]
fn step_durable_disk_alone(bencher: Bencher<'_, '_>) {
    let place = Place::new();
    let mut options = OpenOptions::new();
    let mut file = options.append(true).create(true).open(place.0.path().join("steps")).unwrap();
    let bytes = [b'x'; 450];
    bencher.bench_local(|| {
        file.write_all(&bytes).unwrap();
        file.sync_data().unwrap();
    });
}

/// The usual save: one tag in one of the thousand articles.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn save_one_tag(bencher: Bencher<'_, '_>) {
    let work = std::cell::RefCell::new(Work::new());
    let next = || {
        let mut work = work.borrow_mut();
        let step = work.step();
        work.store.append(&[step]).unwrap();
        work.project.tables().clone()
    };
    bencher
        .with_inputs(next)
        .bench_local_values(|tables: Tables| work.borrow_mut().store.save(&tables).unwrap());
}

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

use ascribe::model::{Edit, History, Project, Stamp, Tables};
use ascribe::store;
use divan::Bencher;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use tempfile::TempDir;

mod project;

use project::{generate, layer_id, stamp, statement};

const N_ARTICLES: usize = 1_000;

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

static PROJECT: LazyLock<Project> = LazyLock::new(|| generate(N_ARTICLES));

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

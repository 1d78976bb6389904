//! What the program promises about its speed while it keeps work safe, at 100, 1,000 and 10,000 articles (30 sentences each,
//! every third tagged): what an edit costs the frame, how long until it is durable, what a save costs.
//!
//! `cargo bench --no-default-features --bench promises`. Sizes take turns, so that a disk or a machine that is busy for a
//! while is busy for all of them; beside each figure of a disk stands the disk's own, of the same run.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on stops, and prints what it found"
)]

use ascribe::model::{Edit, History, Project, Stamp, Step};
use ascribe::session::preferences::Preferences;
use ascribe::session::worker::Worker;
use ascribe::session::{Command, Desk, Order};
use ascribe::store::{self, Opened, Store};
use jiff::Timestamp;
use rustix::time::{ClockId, clock_gettime};
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

mod project;

use project::{generate, layer_id, stamp, statement};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const N_SAVES: usize = 150;
const N_STEPS: usize = 500;
const N_EDITS: usize = 2_000;

fn main() {
    let mut works: Vec<Work> = SIZES.into_iter().map(Work::new).collect();
    saves(&mut works);
    durable(&mut works);
    drop(works);
    frames();
}

/// In ascending order.
struct Times(Vec<Duration>);

impl Times {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self(times)
    }

    fn at(&self, percent: usize) -> f64 {
        self.0[(self.0.len() - 1) * percent / 100].as_secs_f64() * 1e3
    }

    fn show(&self, what: &str) {
        let (half, most, all, last) = (self.at(50), self.at(95), self.at(99), self.at(100));
        println!("{what:<58} {half:8.3} {most:8.3} {all:8.3} {last:8.3}");
    }
}

fn head(what: &str) {
    println!(
        "\n{what}, ms{:>width$} {:>8} {:>8} {:>8}",
        "median",
        "95 %",
        "99 %",
        "most",
        width = 63 - what.len()
    );
}

/// Time that this process (or this thread of it) spent on processors.
fn spent(on: ClockId) -> Duration {
    let time = clock_gettime(on);
    Duration::new(time.tv_sec.cast_unsigned(), time.tv_nsec as u32)
}

/// A project in a folder, and the next step in it.
struct Work {
    n_articles: usize,
    _place: TempDir,
    store: Store,
    project: Project,
    history: History,
    number: usize,
    /// A file of no project on the same disk.
    alone: File,
}

impl Work {
    fn new(n_articles: usize) -> Self {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("project");
        store::create(&folder, generate(n_articles).tables()).unwrap();
        let Opened { store, project, history, .. } = store::open(&folder).unwrap();
        let mut options = OpenOptions::new();
        let alone = options.append(true).create(true).open(place.path().join("alone")).unwrap();
        Self { n_articles, _place: place, store, project, history, number: 0, alone }
    }

    fn step(&mut self) -> Step {
        self.number += 1;
        let article = self.project.articles().values().nth(self.number % self.n_articles).unwrap();
        let home = layer_id(article);
        let new = statement(&Arc::clone(article), self.n_articles + self.number, 1);
        let edit = Edit::Statement(home, new.id.clone(), Some(Arc::new(new)));
        let Stamp { by, at } = stamp(self.number);
        self.history.perform(&mut self.project, "Tag as claim".to_owned(), (by, at), edit).unwrap()
    }
}

/// One tag in one article, then a save: the copy that the window hands over, and what the worker does with it.
fn saves(works: &mut [Work]) {
    let mut times = [vec![], vec![], vec![]];
    let mut spent_on = [vec![], vec![], vec![]];
    for round in 0..N_SAVES + 5 {
        for (at, work) in works.iter_mut().enumerate() {
            let step = work.step();
            work.store.append(&[step]).unwrap();
            let (began, before) = (Instant::now(), spent(ClockId::ProcessCPUTime));
            let tables = work.project.tables().clone();
            work.store.save(&tables).unwrap();
            drop(tables);
            if round >= 5 {
                times[at].push(began.elapsed());
                spent_on[at].push(spent(ClockId::ProcessCPUTime) - before);
            }
        }
    }
    for (what, all) in [("a save of one tag", times), ("the same, time on processors", spent_on)] {
        head(what);
        let all = all.map(Times::of);
        for (n, times) in SIZES.iter().zip(&all) {
            times.show(&format!("  {n} articles"));
        }
        let ratio = |at: usize| all[at].at(50) / all[0].at(50);
        println!("  against 100 articles: {:.2} at 1,000, {:.2} at 10,000", ratio(1), ratio(2));
    }
}

/// One step, until a power cut does not lose it; in turns with the disk by itself.
fn durable(works: &mut [Work]) {
    let work = works.last_mut().unwrap();
    let (mut ours, mut alone) = (Vec::new(), Vec::new());
    let bytes = [b'x'; 450];
    for _ in 0..N_STEPS {
        let step = work.step();
        let began = Instant::now();
        work.store.append(&[step]).unwrap();
        work.store.sync().unwrap();
        ours.push(began.elapsed());
        let began = Instant::now();
        work.alone.write_all(&bytes).unwrap();
        work.alone.sync_data().unwrap();
        alone.push(began.elapsed());
    }
    let (ours, alone) = (Times::of(ours), Times::of(alone));
    head("a step made durable, 100,000 statements loaded");
    ours.show("  by the program");
    alone.show("  as many bytes, by the disk alone");
    println!(
        "  ratio {:.2}, at the 95th percentile {:.2}",
        ours.at(50) / alone.at(50),
        ours.at(95) / alone.at(95)
    );
}

fn now() -> Timestamp {
    stamp(0).at
}

/// What a key costs the frame, with 100,000 statements loaded and a worker that journals and saves meanwhile.
fn frames() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("project");
    store::create(&folder, generate(10_000).tables()).unwrap();
    let mut desk = opened(place.path(), &folder);
    let began = Instant::now();
    let (mut times, mut spent_on) = (Vec::new(), Vec::new());
    desk.perform(Command::NextUntagged.into(), now());
    for number in 0..N_EDITS {
        let command = if number % 2 == 0 {
            Command::Tag(ascribe::model::Kind::Denial)
        } else {
            Command::Undo
        };
        let (from, before) = (Instant::now(), spent(ClockId::ThreadCPUTime));
        desk.perform(command.into(), now());
        times.push(from.elapsed());
        spent_on.push(spent(ClockId::ThreadCPUTime) - before);
        desk.pump(began.elapsed().as_millis() as u64, now());
        // Faster than any hand.
        std::thread::sleep(Duration::from_millis(5));
    }
    head("what a tag or an undo costs the frame");
    Times::of(times).show("  100,000 statements loaded, the worker saving meanwhile");
    Times::of(spent_on).show("  the same, time of its thread on processors");
}

fn opened(home: &Path, folder: &Path) -> Desk {
    let worker = Worker::start(None, || {}).unwrap();
    let preferences = Preferences { name: "ann".to_owned(), ..Preferences::default() };
    let mut desk = Desk::new(worker, preferences, home.join("projects"));
    desk.order(Order::Open(folder.to_owned()), now());
    while desk.session().is_none() {
        desk.pump(0, now());
        std::thread::sleep(Duration::from_millis(5));
    }
    desk
}

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
use rustix::time::ClockId;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

mod project;
mod table;

use project::{generate, layer_id, stamp, statement};
use table::{Figure, Goal, Table, Times, spent};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const N_SAVES: usize = 150;
const N_STEPS: usize = 500;
const N_EDITS: usize = 2_000;

fn main() {
    let mut works: Vec<Work> = SIZES.into_iter().map(Work::new).collect();
    let mut table = Table::of("promises");
    saves(&mut works, &mut table);
    durable(&mut works, &mut table);
    drop(works);
    frames(&mut table);
    table.end();
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
fn saves(works: &mut [Work], table: &mut Table) {
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
    let what = [(times, "saving one tag"), (spent_on, "the same, time on processors")];
    for (times, what) in what {
        let times = times.map(Times::of);
        for (n, times) in SIZES.iter().zip(&times) {
            table.add(format!("{what}, {n} articles"), times.half(), &[], None);
        }
        let smallest = Some((times[0].half(), "at 100"));
        let goal = [Goal::Times(1.1)];
        table.add(format!("{what}, 10,000 articles against 100"), times[2].half(), &goal, smallest);
    }
}

/// One step, until a power cut does not lose it; in turns with the disk by itself.
fn durable(works: &mut [Work], table: &mut Table) {
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
    let goal = [Goal::Times(2.0)];
    for (percent, what) in [(50, ""), (95, ", 95 %")] {
        let limit = Some((Figure::Ms(alone.at(percent)), "the disk’s own"));
        let what = format!("a step made durable, 100,000 statements loaded{what}");
        table.add(what, Figure::Ms(ours.at(percent)), &goal, limit);
    }
}

fn now() -> Timestamp {
    stamp(0).at
}

/// What a key costs the frame, with 100,000 statements loaded and a worker that journals and saves meanwhile.
fn frames(table: &mut Table) {
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
    let (times, spent_on) = (Times::of(times), Times::of(spent_on));
    let what = "a tag or undo in the frame, 100,000 statements loaded, the worker saving";
    let goal = [Goal::AtMost(Figure::Ms(0.05))];
    table.add(format!("{what}, time on processors"), spent_on.half(), &goal, None);
    let goal = [Goal::AtMost(Figure::Ms(0.2))];
    let late = Figure::Ms(spent_on.at(99));
    table.add(format!("{what}, time on processors, 99 %"), late, &goal, None);
    table.add(format!("{what}, by the clock, 99 %"), Figure::Ms(times.at(99)), &[], None);
}

fn opened(home: &Path, folder: &Path) -> Desk {
    let worker = Worker::start(None, || {}).unwrap();
    let preferences = Preferences { name: "ann".to_owned(), ..Preferences::default() };
    let mut desk = Desk::new(worker, preferences, home.join("projects"));
    desk.order(Order::Open(folder.to_owned()), now());
    while !desk.is_open() {
        desk.pump(0, now());
        std::thread::sleep(Duration::from_millis(5));
    }
    desk
}

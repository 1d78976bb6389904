//! How long a project takes to open, at 100, 1,000 and 10,000 articles (30 sentences each, every third tagged), beside what
//! the same files take to be read and parsed in the same run, on as many threads; how soon its first article is there, how
//! soon an opening ends that is given up, and what memory an open project takes.
//!
//! `cargo bench --no-default-features --bench opening`. The folders lie where temporary files do; name another disk with
//! `TMPDIR`.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on stops, and prints what it found"
)]

use ascribe::format::compact::fold_away;
use ascribe::format::{ArticleFile, LayerFile, from_ron_quickly};
use ascribe::session::preferences::Preferences;
use ascribe::session::worker::Worker;
use ascribe::session::{Desk, Order};
use ascribe::store;
use ascribe::text::{Options, segment};
use jiff::Timestamp;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

mod project;
mod table;

use project::Size;
use table::{Figure, Goal, Table, Times, in_turns, resident, timed};

/// The program's own.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 20;
/// Names a project: this process opens it, says how much memory it has, and ends.
const OPENED_ONLY: &str = "ASCRIBE_BENCH_OPENED_ONLY";

fn main() {
    if let Some(folder) = std::env::var_os(OPENED_ONLY) {
        return open_only(Path::new(&folder));
    }
    let mut table = Table::of("opening");
    let mut growth = Vec::new();
    for size in [Size::S, Size::M, Size::L] {
        let place = TempDir::new().unwrap();
        let folder = place.path().join("project");
        store::create(&folder, size.project().tables()).unwrap();
        let n = size.n_articles();
        growth.push((n, everything(n, &folder, &mut table)));
        if size == Size::L {
            let forget = || drop(std::fs::remove_dir_all(folder.join("cache")));
            first_article("that are not kept", [80.0, 400.0], forget, &folder, &mut table);
            given_up(&folder, &mut table);
            forget();
            memory(&folder, &mut table);
            forget();
            kept(&folder, &mut table);
            folding(&folder, &mut table);
            texts(&folder, &mut table);
        }
    }
    table.add_growth("opening by number of articles", 1.05, &growth);
    table.end();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Does something with every file, on every core.
fn each(files: &[PathBuf], work: impl Fn(&Path) + Sync) {
    let next = AtomicUsize::new(0);
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..n_threads {
            scope.spawn(|| {
                while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(path);
                }
            });
        }
    });
}

fn parse(path: &Path) {
    let text = std::fs::read_to_string(path).unwrap();
    match path.parent().and_then(Path::file_name).and_then(|name| name.to_str()) {
        Some("ann") => drop(black_box(from_ron_quickly::<LayerFile>(&text).unwrap())),
        _ if path.ends_with("article.ron") => {
            drop(black_box(from_ron_quickly::<ArticleFile>(&text).unwrap()));
        }
        _ => drop(black_box(text)),
    }
}

/// What opening takes. Who opens a project keeps it: letting it go is no part of that.
fn open_once(folder: &Path) -> Duration {
    let began = Instant::now();
    let opened = store::open_to_read(folder).unwrap();
    let took = began.elapsed();
    drop(black_box(opened));
    took
}

/// Milliseconds until all of a project is there.
fn everything(n: usize, folder: &Path, table: &mut Table) -> f64 {
    let files = files(folder);
    let [open, read, parsed] = in_turns(
        ROUNDS,
        [
            &mut || open_once(folder),
            &mut || timed(|| each(&files, |path| drop(black_box(std::fs::read(path).unwrap())))),
            &mut || timed(|| each(&files, parse)),
        ],
    );
    let both = [Goal::Times(1.5), Goal::AtMost(Figure::Ms(400.0))];
    let goals = if n == Size::L.n_articles() { &both[..] } else { &[] };
    let limit = Some((parsed.half(), "the files read and parsed"));
    table.add(format!("opening {n} articles, everything"), open.half(), goals, limit);
    let limit = Some((read.half(), "the files read"));
    table.add(format!("reading and parsing the files of {n} articles"), parsed.half(), &[], limit);
    open.at(50)
}

fn desk(home: &Path) -> Desk {
    let worker = Worker::start(None, || {}).unwrap();
    let preferences = Preferences { name: "ann".to_owned(), ..Preferences::default() };
    Desk::new(worker, preferences, home.join("projects"))
}

fn wait(desk: &mut Desk, is_done: impl Fn(&Desk) -> bool) {
    while !is_done(desk) {
        std::thread::sleep(Duration::from_micros(200));
        desk.pump(0, Timestamp::UNIX_EPOCH);
    }
}

/// How long it takes until all of a project is there of which what was read is kept since an earlier opening.
fn kept(folder: &Path, table: &mut Table) {
    // What is as young as the opening is not kept.
    std::thread::sleep(Duration::from_millis(50));
    let mut opened = store::open(folder).unwrap();
    let keeping = opened.keeping.take().unwrap();
    let took = timed(|| keeping.keep()).as_secs_f64() * 1e3;
    table.add("keeping what was read, behind an opening", Figure::Ms(took), &[], None);
    drop(opened);
    let cache = folder.join("cache/records");
    let files: Vec<PathBuf> = files(folder).into_iter().filter(|path| *path != cache).collect();
    let look = |path: &Path| _ = black_box(path.symlink_metadata().unwrap());
    let [open, looks] = in_turns(
        ROUNDS,
        [&mut || open_once(folder), &mut || {
            timed(|| {
                drop(black_box(std::fs::read(&cache).unwrap()));
                each(&files, look);
            })
        }],
    );
    let limit = Some((looks.half(), "the files looked at, the cache read"));
    let goal = [Goal::AtMost(Figure::Ms(150.0))];
    table.add("opening 10,000 articles that are kept", open.half(), &goal, limit);
    first_article("that are kept", [80.0, 150.0], || {}, folder, table);
}

fn first_article(
    which: &str,
    [first_goal, all_goal]: [f64; 2],
    before: impl Fn(),
    folder: &Path,
    table: &mut Table,
) {
    let (mut first, mut all) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        before();
        let mut desk = desk(folder);
        desk.order(Order::Open(folder.to_owned()), Timestamp::UNIX_EPOCH);
        first.push(timed(|| wait(&mut desk, |desk| desk.session().is_some())));
        let rest = timed(|| wait(&mut desk, Desk::is_open));
        all.push(first[first.len() - 1] + rest);
    }
    let goal = [Goal::AtMost(Figure::Ms(first_goal))];
    let what = format!("opening 10,000 articles {which}, the first there");
    table.add(what, Times::of(first).half(), &goal, None);
    let goal = [Goal::AtMost(Figure::Ms(all_goal))];
    table.add("the same, until all can be worked on", Times::of(all).half(), &goal, None);
}

fn given_up(folder: &Path, table: &mut Table) {
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        let mut desk = desk(folder);
        desk.order(Order::Open(folder.to_owned()), Timestamp::UNIX_EPOCH);
        std::thread::sleep(Duration::from_millis(4 * round as u64));
        desk.order(Order::Cancel, Timestamp::UNIX_EPOCH);
        times.push(timed(|| wait(&mut desk, |desk| desk.task().is_none())));
    }
    let goal = [Goal::AtMost(Figure::Ms(100.0))];
    let times = Times::of(times);
    table.add("giving an opening up, the slowest", Figure::Ms(times.at(100)), &goal, None);
}

fn open_only(folder: &Path) {
    let mut desk = desk(folder);
    desk.order(Order::Open(folder.to_owned()), Timestamp::UNIX_EPOCH);
    wait(&mut desk, Desk::is_open);
    println!("{}", resident(false).unwrap_or_default());
}

fn memory(folder: &Path, table: &mut Table) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let said = command.env(OPENED_ONLY, folder).output().unwrap().stdout;
    let n_mb: f64 = String::from_utf8(said).unwrap().trim().parse().unwrap();
    let bytes = files(folder).iter().map(|path| path.metadata().unwrap().len()).sum::<u64>();
    let limit = Some((Figure::Mb(bytes as f64 / 1e6), "its files"));
    let goal = [Goal::AtMost(Figure::Mb(200.0))];
    table.add("memory with 10,000 articles open, no window", Figure::Mb(n_mb), &goal, limit);
}

/// What nobody looks at is folded away; a look at all of it unfolds one after the other.
fn folding(folder: &Path, table: &mut Table) {
    let project = store::open(folder).unwrap().project;
    let mut add = |what: &str, work: &dyn Fn()| {
        table.add(what, Figure::Ms(timed(work).as_secs_f64() * 1e3), &[], None);
    };
    add("folding 10,000 articles away, behind an opening", &|| {
        fold_away(project.tables(), || true);
    });
    add("unfolding what lies in all their layers, on one core", &|| {
        let n: usize = project.layers().values().map(|one| one.marks().statements().len()).sum();
        assert_eq!(n, project.n_statements());
    });
    add("unfolding all their texts, on one core", &|| {
        let n: usize = project.articles().values().map(|one| one.text().len()).sum();
        assert!(n > 0);
    });
}

fn texts(folder: &Path, table: &mut Table) {
    let texts: Vec<PathBuf> =
        files(folder).into_iter().filter(|path| path.ends_with("text.txt")).collect();
    let options = Options::default();
    let cut = |path: &Path| {
        let text = std::fs::read_to_string(path).unwrap();
        black_box(segment(&text, "en", &options));
    };
    let [cut, read] = in_turns(
        ROUNDS,
        [&mut || timed(|| each(&texts, cut)), &mut || {
            timed(|| each(&texts, |path| drop(black_box(std::fs::read(path).unwrap()))))
        }],
    );
    let goal = [Goal::AtMost(Figure::Ms(120.0))];
    let limit = Some((read.half(), "the files read"));
    table.add("10,000 plain texts read and segmented", cut.half(), &goal, limit);
}

//! How long a project takes to open, at 100, 1,000 and 10,000 articles (30 sentences each, every third tagged), beside what
//! the same files take to be read and parsed in the same run, on as many threads.
//!
//! `cargo bench --no-default-features --bench opening`. The folders lie where temporary files do; name another disk with
//! `TMPDIR`.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on stops, and prints what it found"
)]

use ascribe::format::{ArticleFile, LayerFile, from_ron_quickly};
use ascribe::store;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

mod project;
mod table;

use project::Size;
use table::{Figure, Goal, Table, in_turns, timed};

fn main() {
    let mut table = Table::of("opening");
    for size in [Size::M, Size::L] {
        opening(size, &mut table);
    }
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

fn opening(size: Size, table: &mut Table) {
    let place = TempDir::new().unwrap();
    let folder = place.path().join("project");
    let took = timed(|| store::create(&folder, size.project().tables()).unwrap());
    println!("made in {took:?}");
    let files = files(&folder);
    let n = size.n_articles();
    let [open, read, parsed] = in_turns(
        20,
        [
            &mut || timed(|| drop(black_box(store::open_to_read(&folder).unwrap()))),
            &mut || timed(|| each(&files, |path| drop(black_box(std::fs::read(path).unwrap())))),
            &mut || timed(|| each(&files, parse)),
        ],
    );
    let goal = [Goal::AtMost(Figure::Ms(400.0)), Goal::Times(1.5)];
    table.add(format!("reading alone, {n}"), read.half(), &[], None);
    table.add(
        format!("opening, {n}"),
        open.half(),
        &goal,
        Some((parsed.half(), "read and parsed")),
    );
}

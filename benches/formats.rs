//! How fast annotated sets of other programs go out and come in: 10,000 articles with 100,000 statements as brat, doccano and
//! Label Studio have them, each held against `serde_json` parsing the same bytes (for brat, which is no JSON: as many bytes
//! of JSON Lines); the exports that are made of a project; near-duplicates among what is there; and a brat folder taken in
//! and saved for good, against the disk writing the same files.
//!
//! `cargo bench --no-default-features --bench formats [ARTICLES]`. All times but the last are processor time of the thread;
//! memory is what is allocated on top of what is given, at its highest, measured in a run of its own.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on stops, and prints what it found"
)]

use ascribe::exchange::{FORMATS, File, Format, Mapping, Taker, manifest, take_in};
use ascribe::export::{Selected, Selection};
use ascribe::import::Known;
use ascribe::model::{Edit, Project, Settings, apply};
use ascribe::store;
use rustix::fs::{Mode, OFlags, open, syncfs};
use rustix::time::{ClockId, clock_gettime};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

mod project;

use project::{annotator, generate, stamp};

const SETS: [&str; 3] = ["brat", "doccano", "label-studio"];

/// How often each is done; the least counts.
const ROUNDS: usize = 3;

fn main() {
    let n_articles = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(10_000);
    let project = generate(n_articles);
    println!("{n_articles} articles, {} statements", project.n_statements());
    exports(&project);
    let sets: Vec<_> = SETS.into_iter().map(|name| set(&project, name)).collect();
    near_duplicates(&project);
    for (name, files) in SETS.into_iter().zip(&sets).take(1) {
        saved(name, files);
    }
}

/// Time that this thread spent on processors.
fn spent() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.cast_unsigned(), time.tv_nsec as u32)
}

fn timed<T>(mut work: impl FnMut() -> T) -> (Duration, T) {
    let mut least: Option<(Duration, T)> = None;
    for _ in 0..ROUNDS {
        let before = spent();
        let made = work();
        let took = spent() - before;
        if least.as_ref().is_none_or(|(time, _)| took < *time) {
            least = Some((took, made));
        }
    }
    least.unwrap()
}

fn go_on(_: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn size(files: &[File]) -> usize {
    files.iter().map(|file| file.bytes.len()).sum()
}

fn rate(bytes: usize, took: Duration) -> f64 {
    bytes as f64 / 1e6 / took.as_secs_f64()
}

fn row(what: &str, bytes: usize, took: Duration, against: f64) {
    let (ms, rate) = (took.as_secs_f64() * 1e3, rate(bytes, took));
    println!(
        "{what:<44} {:>8.1} MB {ms:>9.1} ms {rate:>8.1} MB/s {:>7.3}",
        bytes as f64 / 1e6,
        rate / against
    );
}

/// What `serde_json` does with these bytes.
fn parse(files: &[File]) -> f64 {
    let jsons: Vec<_> =
        files.iter().filter(|file| file.ends(".json") || file.ends(".jsonl")).collect();
    let bytes = jsons.iter().map(|file| file.bytes.len()).sum();
    let (took, n) = timed(|| {
        let values = jsons.iter().flat_map(|file| {
            serde_json::Deserializer::from_slice(&file.bytes).into_iter::<serde_json::Value>()
        });
        values.map(Result::unwrap).count()
    });
    println!(
        "serde_json parses {:.1} MB ({n} values): {:.1} MB/s",
        bytes as f64 / 1e6,
        rate(bytes, took)
    );
    rate(bytes, took)
}

/// Every format once, as the terminal writes it; JSON Lines first, which the others are held against.
fn exports(project: &Project) {
    let selection = Selection::all(project);
    let selected = Selected::of(project, &selection);
    let mut all = Duration::ZERO;
    let mut against = 1.0;
    println!(
        "\nout: written, read back unless it is written only, with manifest; last column against serde_json"
    );
    let first = ["jsonl", "csv", "ron"];
    let rest = FORMATS.iter().map(|format| format.name).filter(|name| !first.contains(name));
    for name in first.into_iter().chain(rest) {
        let format = Format::named(name).unwrap();
        let (took, files) = timed(|| {
            let packed = format.pack_project(&selected, None, &mut go_on).unwrap();
            let manifest = manifest(format, &packed);
            assert!(!manifest.is_empty());
            packed.files
        });
        if name == "jsonl" {
            let lines: Vec<_> = files
                .iter()
                .map(|file| File { path: "a.jsonl".to_owned(), ..file.clone() })
                .collect();
            against = parse(&lines);
        }
        all += took;
        row(name, size(&files), took, against);
    }
    println!("all formats: {:.0} ms", all.as_secs_f64() * 1e3);
}

/// A set out and in.
fn set(project: &Project, name: &str) -> Vec<File> {
    let format = Format::named(name).unwrap();
    let selection = Selection::all(project);
    let selected = Selected::of(project, &selection);
    let pack = || format.pack_project(&selected, None, &mut go_on).unwrap();
    let files = pack().files;
    println!("\n{name}");
    let against = if name == "brat" { f64::NAN } else { parse(&files) };
    let bytes = size(&files);
    let (took, _) = timed(|| pack().files.len());
    row("  out, read back and compared", bytes, took, against);
    let (took, (set, _)) = timed(|| format.read(&files, None).unwrap());
    row("  read, its unit found out", bytes, took, against);
    let fresh = Project::new(Settings::default());
    let by = annotator();
    let taker = Taker { by: &by, at: stamp(0).at };
    let (took, incoming) = timed(|| take_in(&fresh, &set, &Mapping::default(), taker));
    row("  taken in", bytes, took, against);
    assert_eq!(project_of(incoming.edits).n_statements(), project.n_statements());
    let memory = |work: &dyn Fn()| {
        let highest = allocation_counter::measure(work).bytes_max as f64;
        highest / bytes as f64
    };
    let out = memory(&|| drop(pack()));
    let read = memory(&|| drop(format.read(&files, None).unwrap()));
    let taken = memory(&|| drop(take_in(&fresh, &set, &Mapping::default(), taker)));
    println!(
        "  memory, times the bytes of the set: out {out:.1}, read {read:.1}, taken in {taken:.1}"
    );
    files
}

fn project_of(edits: Vec<Edit>) -> Project {
    let mut project = Project::new(Settings::default());
    drop(apply(&mut project, Edit::Batch(edits)).unwrap());
    project
}

/// Ten new articles held against all that are there.
fn near_duplicates(project: &Project) {
    let text: usize = project.articles().values().map(|article| article.text().len()).sum();
    println!(
        "\nnear-duplicates, {} articles, {:.1} MB of text",
        project.articles().len(),
        text as f64 / 1e6
    );
    let (took, _) = timed(|| Known::of(project.articles().values()));
    println!("  knowing what is there: {:.1} ms", took.as_secs_f64() * 1e3);
    let mut known = Known::of(project.articles().values());
    let before = spent();
    let texts: Vec<_> = project
        .articles()
        .values()
        .take(100)
        .map(|one| one.text().replace("harbour", "dock"))
        .collect();
    for (number, text) in texts.iter().enumerate() {
        known.meet(&format!("file {number}"), text);
    }
    println!("  a new article: {:.3} ms", (spent() - before).as_secs_f64() * 1e3 / 100.0);
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// A folder of a set read, taken in and saved for good, by the clock; in turns with the same files written by themselves and
/// made to last by one call.
fn saved(name: &str, files: &[File]) {
    let format = Format::named(name).unwrap();
    println!("\n{name} taken in and saved, by the clock");
    for round in 0..ROUNDS {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("project");
        let by = annotator();
        let taker = Taker { by: &by, at: stamp(0).at };
        let began = Instant::now();
        let (set, _) = format.read(files, None).unwrap();
        let incoming =
            take_in(&Project::new(Settings::default()), &set, &Mapping::default(), taker);
        let project = project_of(incoming.edits);
        let made = began.elapsed();
        store::create(&folder, project.tables()).unwrap();
        let ours = began.elapsed();
        let written: Vec<(PathBuf, Vec<u8>)> = files_below(&folder)
            .into_iter()
            .map(|path| {
                (
                    place.path().join("alone").join(path.strip_prefix(&folder).unwrap()),
                    fs::read(path).unwrap(),
                )
            })
            .collect();
        let began = Instant::now();
        for (path, bytes) in &written {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            write(path, bytes);
        }
        let root = open(place.path(), OFlags::RDONLY | OFlags::DIRECTORY, Mode::empty()).unwrap();
        syncfs(&root).unwrap();
        let alone = began.elapsed();
        println!(
            "  round {round}: {:.2} s, of which {:.2} s before the disk; {} files by the disk alone {:.2} s; ratio {:.2}",
            ours.as_secs_f64(),
            made.as_secs_f64(),
            written.len(),
            alone.as_secs_f64(),
            ours.as_secs_f64() / alone.as_secs_f64()
        );
    }
}

fn write(path: &Path, bytes: &[u8]) {
    let mut options = fs::OpenOptions::new();
    let mut file = options.write(true).create_new(true).open(path).unwrap();
    std::io::Write::write_all(&mut file, bytes).unwrap();
}

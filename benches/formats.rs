//! How fast annotated sets go out and come in: 10,000 articles with 100,000 statements (and a tenth and a hundredth of them)
//! as brat, doccano and Label Studio have them, each held against `serde_json` parsing the same bytes (for brat, which is no
//! JSON: its files written to the disk as they are, without waiting for it); JSON Lines and tables; all formats together;
//! a brat folder taken in and saved for good, against the disk writing the same files.
//!
//! `cargo bench --no-default-features --bench formats`, or with the names of formats and a number of articles for these
//! alone. By the clock, on all cores; beside each export what it takes of the processors. The median of a few rounds, each
//! of which does everything in turn. Memory is what a process of its own takes at most beyond the project while it writes an
//! export to the disk.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on stops, and prints what it found"
)]

use ascribe::exchange::{FORMATS, File, Format, Mapping, PORTION, Taker, Taking};
use ascribe::export::{Selected, Selection, csv, jsonl};
use ascribe::format::compact::fold_away;
use ascribe::import::Supply;
use ascribe::import::files::Found;
use ascribe::model::{Project, Settings};
use ascribe::store;
use rustix::fs::{Mode, OFlags, open, syncfs};
use rustix::time::ClockId;
use std::fs;
use std::hint::black_box;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

mod pouring;
mod project;
mod table;

use pouring::{Kept, Nowhere, deliver, pour, pour_onto};
use project::{Size, annotator, generate, stamp};
use table::{Figure, Goal, Table, Times, in_turns, resident, spending, timed};

/// The program's own.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SETS: [&str; 3] = ["brat", "doccano", "label-studio"];

/// How often each is done.
const ROUNDS: usize = 5;

/// Names a format and what to do: this process does it with 10,000 articles, says what memory it took, and ends.
const ALONE: &str = "ASCRIBE_BENCH_ALONE";

/// Names a set on the disk: this process takes it in, says what memory it took at most, and ends.
const TAKEN: &str = "ASCRIBE_BENCH_TAKEN";

fn main() {
    if let Some(name) = std::env::var_os(ALONE) {
        return alone(name.to_str().unwrap());
    }
    if let Some(path) = std::env::var_os(TAKEN) {
        return taken(path.as_ref());
    }
    let words: Vec<String> = std::env::args().skip(1).collect();
    let names: Vec<&str> =
        words.iter().filter_map(|word| Some(Format::named(word)?.name)).collect();
    if !names.is_empty() {
        let n = words.iter().find_map(|word| word.parse().ok()).unwrap_or(1_000);
        return some(&names, n);
    }
    let mut table = Table::of("formats");
    let mut growth: Vec<(String, Vec<(usize, f64)>)> = Vec::new();
    for size in [Size::S, Size::M, Size::L] {
        let project = size.project();
        let mut points = Vec::new();
        for name in SETS {
            points.extend(set(&project, Format::named(name).unwrap(), size, &mut table));
        }
        points.extend(plain(&project, size, &mut table));
        points.push((
            "a brat folder taken in and saved".to_owned(),
            saved(&project, size, &mut table),
        ));
        if size == Size::L {
            all_formats(&project, &mut table);
        }
        for (what, took) in points {
            match growth.iter_mut().find(|(other, _)| *other == what) {
                Some((_, points)) => points.push((size.n_articles(), took)),
                None => growth.push((what, vec![(size.n_articles(), took)])),
            }
        }
    }
    for (what, points) in growth {
        table.add_growth(&format!("{what} by number of articles"), 1.05, &points);
    }
    for name in SETS {
        memory(name, &mut table);
    }
    table.end();
}

fn go_on(_: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn size_of(files: &[File]) -> usize {
    files.iter().map(|file| file.bytes.len()).sum()
}

fn speed(bytes: usize, ms: f64) -> Figure {
    Figure::Speed(bytes as f64 / 1e3 / ms)
}

/// A project that a set was taken into.
fn take(supply: &dyn Supply, format: &Format) -> Project {
    let by = annotator();
    let taker = Taker { by: &by, at: stamp(0).at };
    let mut project = Project::new(Settings::default());
    let mapping = Mapping::default();
    let mut portions = format.portions(supply, PORTION, &store::Cores, &mut go_on).unwrap();
    portions.settle(None).unwrap();
    let mut taking = Taking::new(&project, &mapping, taker);
    while let Some(set) = portions.take_next().unwrap() {
        assert!(taking.take(set, &store::Cores, &mut go_on).is_continue());
        drop(taking.verdicts());
    }
    let change = taking.end().change.unwrap();
    drop(change.carry_out(&mut project).unwrap());
    project
}

/// What a machine cannot well go below: the same bytes parsed, or written and forgotten.
fn limit(files: &[File]) -> Duration {
    if files.iter().any(|file| file.ends(".ann")) {
        let place = tempfile::tempdir().unwrap();
        return timed(|| {
            for file in files {
                let path = place.path().join(&file.path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                write(&path, &file.bytes);
            }
        });
    }
    timed(|| {
        for file in files.iter().filter(|file| file.ends(".json") || file.ends(".jsonl")) {
            let values = serde_json::Deserializer::from_slice(&file.bytes);
            for value in values.into_iter::<serde_json::Value>() {
                drop(black_box(value.unwrap()));
            }
        }
    })
}

fn limit_name(format: &Format) -> &'static str {
    if format.name == "brat" { "its files written" } else { "serde_json parses it" }
}

/// A set out and in; returns what each takes, in milliseconds.
fn set(project: &Project, format: &Format, size: Size, table: &mut Table) -> [(String, f64); 2] {
    let files = pour(project, format);
    let bytes = size_of(&files);
    let mut spent = Vec::new();
    let [out, read, into, bound] = in_turns(
        ROUNDS,
        [
            &mut || {
                let began = Instant::now();
                let used = spending(ClockId::ProcessCPUTime, || {
                    drop(pour_onto(project, format, &Nowhere));
                });
                spent.push(used);
                began.elapsed()
            },
            &mut || timed(|| drop(format.read(&files, None).unwrap())),
            &mut || timed(|| drop(take(&Kept::of(&files), format))),
            &mut || limit(&files),
        ],
    );
    if size == Size::L {
        let name = format.name;
        let limit = Some((speed(bytes, bound.at(50)), limit_name(format)));
        let cpu = Times::of(spent).at(50);
        let n_mb = bytes as f64 / 1e6;
        let what =
            format!("{name} out ({n_mb:.0} MB, {cpu:.0} ms of processors), read back, hashed");
        let goal = [Goal::AtLeast(Figure::Speed(50.0))];
        table.add(what, speed(bytes, out.at(50)), &goal, limit);
        table.add(format!("{name} read"), speed(bytes, read.at(50)), &[], limit);
        let goal = [Goal::AtLeast(Figure::Speed(20.0))];
        table.add(format!("{name} read and taken in"), speed(bytes, into.at(50)), &goal, limit);
    }
    [(format!("{} out", format.name), out.at(50)), (format!("{} in", format.name), into.at(50))]
}

/// JSON Lines and the table, written to memory; held against the same bytes copied.
fn plain(project: &Project, size: Size, table: &mut Table) -> [(String, f64); 2] {
    let selection = Selection::all(project);
    let selected = Selected::of(project, &selection);
    let mut lines = Vec::new();
    jsonl::write(&selected, &store::Cores, &mut lines, &mut go_on).unwrap();
    let mut cells = Vec::new();
    csv::write(&selected, &store::Cores, &mut cells, &mut go_on).unwrap();
    // Memory that is there already: what a vector takes to grow is no part of what is written.
    let mut room = Vec::with_capacity(lines.len());
    let mut room_of_cells = Vec::with_capacity(cells.len());
    let mut write_lines = || {
        room.clear();
        jsonl::write(&selected, &store::Cores, &mut room, &mut go_on).unwrap();
    };
    let mut write_cells = || {
        room_of_cells.clear();
        csv::write(&selected, &store::Cores, &mut room_of_cells, &mut go_on).unwrap();
    };
    let mut both =
        || in_turns(4 * ROUNDS, [&mut || timed(&mut write_lines), &mut || timed(&mut write_cells)]);
    let [jsonl, csv] = both();
    if size == Size::L {
        let copied =
            Times::of((0..ROUNDS).map(|_| timed(|| drop(black_box(lines.clone())))).collect());
        let limit = Some((copied.half(), "as many bytes copied to new memory"));
        let what = format!("10,000 articles as JSON Lines ({:.0} MB)", lines.len() as f64 / 1e6);
        let goals = [150.0, 200.0].map(|ms| [Goal::AtMost(Figure::Ms(ms))]);
        table.add(what, jsonl.half(), &goals[0], limit);
        let what = format!("10,000 articles as CSV ({:.0} MB)", cells.len() as f64 / 1e6);
        table.add(what, csv.half(), &goals[1], None);
        // So they lie in the memory of a window, for what is measured from here on, too.
        fold_away(project.tables(), || true);
        let [jsonl, csv] = both();
        table.add("JSON Lines out of what is folded away", jsonl.half(), &goals[0], None);
        table.add("CSV out of what is folded away", csv.half(), &goals[1], None);
    }
    [("JSON Lines".to_owned(), jsonl.at(50)), ("CSV".to_owned(), csv.at(50))]
}

/// Every format once, as the terminal writes it; the bound is what its bytes alone take to be hashed, as the manifest asks.
fn all_formats(project: &Project, table: &mut Table) {
    let (mut all, mut bound, mut n_bytes) = (0.0, 0.0, 0);
    println!("\nevery format, proven, with its manifest, by the clock");
    for format in &FORMATS {
        let took = timed(|| drop(pour_onto(project, format, &Nowhere))).as_secs_f64() * 1e3;
        let files = pour(project, format);
        bound += timed(|| {
            for file in &files {
                black_box(ascribe::model::sha256_of(&file.bytes));
            }
        })
        .as_secs_f64()
            * 1e3;
        let bytes = size_of(&files);
        println!("{:<14} {:>8.1} MB {took:>9.0} ms", format.name, bytes as f64 / 1e6);
        all += took;
        n_bytes += bytes;
    }
    let what = format!("all {} formats ({:.0} MB)", FORMATS.len(), n_bytes as f64 / 1e6);
    let limit = Some((Figure::Ms(bound), "their bytes hashed once"));
    table.add(what, Figure::Ms(all), &[Goal::AtMost(Figure::Ms(1_000.0))], limit);
}

/// Some formats by themselves, to look into.
fn some(names: &[&str], n_articles: usize) {
    let project = generate(n_articles);
    for name in names {
        let format = Format::named(name).unwrap();
        let files = pour(&project, format);
        let n_mb = size_of(&files) as f64 / 1e6;
        let cpu = ClockId::ProcessCPUTime;
        for _ in 0..ROUNDS {
            let mut clock = Duration::ZERO;
            let used = spending(cpu, || {
                clock = timed(|| drop(pour_onto(&project, format, &Nowhere)));
            });
            let can_read = format.read(&files, None).is_ok();
            let (read, taken) = if can_read {
                let read = spending(cpu, || drop(format.read(&files, None).unwrap()));
                (read, spending(cpu, || drop(take(&Kept::of(&files), format))))
            } else {
                (Duration::ZERO, Duration::ZERO)
            };
            let ms = |time: Duration| time.as_secs_f64() * 1e3;
            println!(
                "{name}: {n_mb:.1} MB; out {:.0} ms, on processors {:.0}; read {:.0}, read and taken in {:.0}",
                ms(clock),
                ms(used),
                ms(read),
                ms(taken)
            );
        }
    }
}

fn alone(name: &str) {
    let format = Format::named(name).unwrap();
    let project = Size::L.project();
    let place = tempfile::tempdir().unwrap();
    // From here on the system notes anew how much is taken at most.
    let mut peak = fs::OpenOptions::new().write(true).open("/proc/self/clear_refs").unwrap();
    io::Write::write_all(&mut peak, b"5").unwrap();
    let before = resident(false).unwrap_or_default();
    let began = Instant::now();
    let n_mb = deliver(&project, format, &place.path().join("out")) as f64 / 1e6;
    let took = began.elapsed().as_secs_f64();
    let out = resident(true).unwrap_or_default() - before;
    drop(project);
    println!("{out} {n_mb} {took} {} {before}", memory_in(format, &place.path().join("out")));
}

/// The most memory that a process takes in which a set comes in from the disk, in MB.
fn memory_in(format: &Format, path: &Path) -> f64 {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.env_remove(ALONE).env(TAKEN, path).arg(format.name);
    String::from_utf8(command.output().unwrap().stdout).unwrap().trim().parse().unwrap()
}

/// Takes a set in and says how much memory that took at most.
fn taken(path: &Path) {
    let name = std::env::args().nth(1).unwrap();
    let project = take(&Found::at(path).unwrap(), Format::named(&name).unwrap());
    println!("{}", resident(true).unwrap_or_default());
    drop(project);
}

/// What an export takes besides project and files.
fn memory(name: &str, table: &mut Table) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let said = command.env(ALONE, name).output().unwrap().stdout;
    let said = String::from_utf8(said).unwrap();
    let numbers: Vec<f64> = said.split_whitespace().map(|n| n.parse().unwrap()).collect();
    let limit = Some((Figure::Mb(numbers[1]), "what is written"));
    table.add(format!("memory of {name} out"), Figure::Mb(numbers[0]), &[], limit);
    let limit = Some((Figure::Mb(numbers[4]), "with the project alone"));
    table.add(format!("memory of a process with {name} in"), Figure::Mb(numbers[3]), &[], limit);
    let speed = Figure::Speed(numbers[1] / numbers[2]);
    table.add(format!("{name} onto the disk for good, and read back from there"), speed, &[], None);
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// A brat folder read, taken in and saved for good; in turns with the same files written by themselves and made to last by
/// one call. Returns milliseconds.
fn saved(project: &Project, size: Size, table: &mut Table) -> f64 {
    let format = Format::named("brat").unwrap();
    let files = pour(project, format);
    let place = tempfile::tempdir().unwrap();
    let made_at = |round: usize| place.path().join(format!("project-{round}"));
    let (mut round, mut made) = (0, Vec::new());
    let mut ours = || {
        round += 1;
        let began = Instant::now();
        let project = take(&Kept::of(&files), format);
        made.push(began.elapsed());
        store::create(&made_at(round), project.tables()).unwrap();
        began.elapsed()
    };
    let mut turn = 0;
    let mut alone = || {
        turn += 1;
        let folder = made_at(turn);
        let written: Vec<(PathBuf, Vec<u8>)> = files_below(&folder)
            .into_iter()
            .map(|path| {
                let inside = path.strip_prefix(&folder).unwrap();
                (place.path().join(format!("alone-{turn}")).join(inside), fs::read(path).unwrap())
            })
            .collect();
        let took = timed(|| {
            for (path, bytes) in &written {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                write(path, bytes);
            }
            let root = open(place.path(), OFlags::RDONLY | OFlags::DIRECTORY, Mode::empty());
            syncfs(root.unwrap()).unwrap();
        });
        fs::remove_dir_all(&folder).unwrap();
        fs::remove_dir_all(place.path().join(format!("alone-{turn}"))).unwrap();
        took
    };
    let [ours, alone] = in_turns(ROUNDS, [&mut ours, &mut alone]);
    if size == Size::L {
        let before = Times::of(made).at(50);
        let what = format!("10,000 articles of brat taken in ({before:.0} ms) and saved for good");
        let goals = [Goal::Times(1.5), Goal::AtMost(Figure::Ms(1_000.0))];
        let limit = Some((alone.half(), "their files written, one syncfs"));
        table.add(what, ours.half(), &goals, limit);
    }
    ours.at(50)
}

fn write(path: &Path, bytes: &[u8]) {
    let mut options = fs::OpenOptions::new();
    let mut file = options.write(true).create_new(true).open(path).unwrap();
    io::Write::write_all(&mut file, bytes).unwrap();
}

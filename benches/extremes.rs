//! What is far larger than anything that analysts have: how long it takes, or until it is refused, and the most memory that
//! it ever takes. And how an article finds those that are like it among many.
//!
//! `cargo bench --no-default-features --bench extremes`. The program itself takes files in, in a terminal. `ASCRIBE_TEXTS`
//! says how many texts the largest folder holds; 10,000 when it does not.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on stops, and prints what it found"
)]

mod project;
mod table;

use ascribe::import::{Known, Twin};
use project::{Size, generate};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use table::{Figure, Goal, Table, Times, timed};
use tempfile::TempDir;

/// How often something short is done.
const ROUNDS: usize = 21;
const SENTENCE: &str = "The ferry left the old harbour at nine, the captain said on Monday. ";

fn main() {
    let mut table = Table::of("extremes");
    likeness(&mut table);
    texts(&mut table);
    folders(&mut table);
    table.end();
}

/// An article among others that share most of their words with it.
fn likeness(table: &mut Table) {
    let mut growth = Vec::new();
    for n in [Size::S, Size::M, Size::L].map(Size::n_articles) {
        // Those that come are of the same make, with numbers of their own.
        let all = generate(n + ROUNDS);
        let mut known = Known::default();
        let learnt = timed(|| known = Known::of(all.articles().values().take(n)));
        if n == Size::L.n_articles() {
            let takes = Figure::Ms(learnt.as_secs_f64() * 1e3);
            table.add("knowing 10,000 articles again", takes, &[], None);
        }
        let mut times = Vec::new();
        for article in all.articles().values().skip(n) {
            let text = article.text();
            let mut twin = None;
            times.push(timed(|| twin = known.meet("new", &text)));
            assert!(matches!(twin, Some(Twin::Near { .. })), "{twin:?}");
        }
        growth.push((n, Times::of(times).at(50)));
    }
    let goal = [Goal::AtMost(Figure::Ms(10.0))];
    let takes = Figure::Ms(growth[growth.len() - 1].1);
    table.add("near-duplicates of an article among 10,000 like it", takes, &goal, None);
    table.add_growth("the same, by articles", 1.0, &growth);
}

/// What a run of the program took.
struct Ran {
    elapsed: Duration,
    /// The most memory it had, in megabytes.
    most: f64,
    is_done: bool,
}

/// Runs the program, and watches its memory.
fn run(words: &[&str], paths: &[&Path]) -> Ran {
    let began = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ascribe"));
    let mut child = command
        .args(words)
        .args(paths)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0.0;
    let is_done = loop {
        if let Some(ended) = child.try_wait().unwrap() {
            break ended.success();
        }
        // The system keeps the most by itself: only what comes in the last moment can be missed.
        let told = fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let n_kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        most = n_kib.map_or(most, |n_kib| n_kib * 1024.0 / 1e6);
        std::thread::sleep(Duration::from_millis(2));
    };
    Ran { elapsed: began.elapsed(), most, is_done }
}

fn new_project(place: &TempDir, name: &str) -> PathBuf {
    let folder = place.path().join(name);
    assert!(run(&["new", "--title", "Trial", "--annotator", "Ann"], &[&folder]).is_done);
    folder
}

/// Rows for something of `n_bytes`; at most three times as much memory and a gigabyte are wanted.
fn add(what: &str, ran: &Ran, n_bytes: u64, table: &mut Table) {
    table.add(what, Figure::Ms(ran.elapsed.as_secs_f64() * 1e3), &[], None);
    let input = n_bytes as f64 / 1e6;
    let goal = [Goal::AtMost(Figure::Mb(3.0 * input + 1_000.0))];
    let limit = Some((Figure::Mb(input), "the input"));
    table.add("the same, the most memory", Figure::Mb(ran.most), &goal, limit);
}

#[expect(clippy::disallowed_methods, reason = "half a file of a bench harms nobody")]
fn texts(table: &mut Table) {
    let place = tempfile::tempdir().unwrap();
    let project = new_project(&place, "texts");
    let file = place.path().join("story.txt");
    let mut take_in = |what: &str, text: &str, is_wanted: bool| {
        fs::write(&file, text).unwrap();
        let ran = run(&["import"], &[&project, &file]);
        assert_eq!(ran.is_done, is_wanted, "{what}");
        add(what, &ran, text.len() as u64, table);
    };
    take_in("a text of 60 MB taken in", &SENTENCE.repeat(60_000_000 / SENTENCE.len()), true);
    let run_on = SENTENCE.replace('.', " and").repeat(5_000_000 / SENTENCE.len());
    take_in("one sentence of 5 MB taken in", &run_on, true);
    let (huge, empty) = (place.path().join("huge.txt"), new_project(&place, "empty"));
    let n_bytes = 1_000_000_000;
    File::create(&huge).unwrap().set_len(n_bytes).unwrap();
    let ran = run(&["import"], &[&empty, &huge]);
    assert!(!ran.is_done, "it is refused");
    add("a text of 1 GB refused", &ran, n_bytes, table);
}

#[expect(clippy::disallowed_methods, reason = "half a file of a bench harms nobody")]
fn folders(table: &mut Table) {
    let most = std::env::var("ASCRIBE_TEXTS").map_or(10_000, |number| number.parse().unwrap());
    let (mut taken, mut opened) = (Vec::new(), Vec::new());
    for n in [most / 100, most / 10, most] {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("articles");
        fs::create_dir(&folder).unwrap();
        let mut n_bytes = 0;
        for number in 0..n {
            // Ten sentences that nobody else has.
            let own = SENTENCE.replace("nine", &format!("{number} past nine"));
            let text = own.replace("Monday", &format!("day {number}")).repeat(10);
            n_bytes += text.len() as u64;
            fs::write(folder.join(format!("{number:07}.txt")), text).unwrap();
        }
        let project = new_project(&place, "project");
        let ran = run(&["import"], &[&project, &folder]);
        assert!(ran.is_done);
        add(&format!("a folder of {n} texts taken in"), &ran, n_bytes, table);
        taken.push((n, ran.elapsed.as_secs_f64() * 1e3));
        let ran = run(&["stats"], &[&project]);
        assert!(ran.is_done);
        add(&format!("the project of {n} texts opened and counted"), &ran, n_bytes, table);
        opened.push((n, ran.elapsed.as_secs_f64() * 1e3));
        println!("{n} texts are done");
    }
    table.add_growth("taking texts in, by number", 1.1, &taken);
    table.add_growth("opening and counting, by number", 1.1, &opened);
}

//! A program that is killed at any moment loses no acknowledged edit. `ASCRIBE_CRASH_ROUNDS` says how many are killed; 200
//! when it does not.

use crate::desk::{Desk, ORIGINAL, room};
use crate::edits::{Try, one_try};
use crate::sample;
use ascribe::model::{Article, Edit, History, Project, Step};
use ascribe::store::Arrival;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::chance::Chance;

const ROUNDS: usize = 200;
/// Set for the program that is going to be killed: the project's folder, and the seed of what it does.
const FOLDER: &str = "ASCRIBE_CRASH_FOLDER";
const SEED: &str = "ASCRIBE_CRASH_SEED";
/// More than any program of these tests gets through.
const MOST_TRIES: usize = 100_000;
/// Milliseconds after the first acknowledged edit within which the program is killed.
const LONGEST_MS: usize = 40;

/// What is tried, one thing after the other: the same for the same seed.
fn tries(seed: u64) -> impl Iterator<Item = Try> {
    let mut key = [7_u8; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &key);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = one_try();
    std::iter::repeat_with(move || strategy.new_tree(&mut runner).unwrap().current())
}

/// Tries one thing; the step that came of it. What the rules refuse leaves no trace.
fn carry_out(project: &mut Project, history: &mut History, one: Try) -> Option<Step> {
    let stamp = (sample::annotator("ann"), sample::at(history.last().cast_signed()));
    match one {
        Try::Edit(edit) => history.perform(project, String::new(), stamp, *edit).ok(),
        Try::Undo => history.undo(project, stamp).ok().flatten(),
        Try::Redo => history.redo(project, stamp).ok().flatten(),
    }
}

fn arrivals(step: &Step) -> Vec<Article> {
    let mut articles = Vec::new();
    let mut edit: Edit = step.edit.clone();
    edit.for_each_article(&mut |article| articles.push(Article::clone(article)));
    articles
}

/// The program that is killed: the test binary itself, told by its surroundings that it is not to test.
#[test]
fn the_program_that_is_killed_edits_until_then() {
    let (Ok(folder), Ok(seed)) = (std::env::var(FOLDER), std::env::var(SEED)) else { return };
    let mut desk = Desk::open(Path::new(&folder));
    let mut chance = Chance::of(seed.parse().unwrap());
    let mut out = std::io::stdout().lock();
    for (number, one) in tries(seed.parse().unwrap()).take(MOST_TRIES).enumerate() {
        if let Some(step) = carry_out(&mut desk.project, &mut desk.history, one) {
            for article in arrivals(&step) {
                desk.store.take_in(&[Arrival { article: &article, original: ORIGINAL }]).unwrap();
            }
            desk.store.append(&[step]).unwrap();
        }
        // A line of its own, whatever the test's own words are; a full pipe would hold the edits up and is read all along.
        out.write_all(format!("\nacknowledged {}\n", number + 1).as_bytes()).unwrap();
        out.flush().unwrap();
        match chance.below(20) {
            0..4 => desk.store.sync().unwrap(),
            4 => drop(desk.save().unwrap()),
            _ => {}
        }
    }
}

/// Starts the program, kills it, and gives the number of tries that it told as acknowledged.
fn killed(folder: &Path, seed: u64) -> usize {
    let mut program = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::the_program_that_is_killed_edits_until_then", "--nocapture"])
        .env(FOLDER, folder)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let number = |line: String| line.strip_prefix("acknowledged ").map(|n| n.parse().unwrap());
    let first: Option<usize> = lines.by_ref().map_while(Result::ok).find_map(number);
    assert!(first.is_some(), "seed {seed}: the program acknowledged nothing");
    let reader = std::thread::Builder::new()
        .spawn(move || lines.map_while(Result::ok).filter_map(number).last())
        .unwrap();
    let wait = Chance::of(!seed).below(LONGEST_MS * 1_000) as u64;
    std::thread::sleep(Duration::from_micros(wait));
    program.kill().unwrap();
    program.wait().unwrap();
    reader.join().unwrap().or(first).unwrap_or(0)
}

/// How many acknowledged tries of a killed program are missing in its project. 0 when all are there, whether or not the
/// one under way at the end is.
fn n_lost(folder: &Path, seed: u64) -> (usize, usize) {
    let n_acknowledged = killed(folder, seed);
    let desk = Desk::open(folder);
    assert_eq!(desk.read_only, None, "seed {seed}");
    let changed = desk.store.look().unwrap().changed;
    assert!(
        changed.is_empty(),
        "seed {seed}: our own work is taken for somebody else's: {changed:?}"
    );
    let (mut project, mut history) = (sample::project(), sample_history());
    let mut states = vec![project.clone()];
    for one in tries(seed).take(n_acknowledged + 1) {
        carry_out(&mut project, &mut history, one);
        states.push(project.clone());
    }
    let found = states.iter().rposition(|state| *state == desk.project);
    let found = found.unwrap_or_else(|| panic!("seed {seed}: no state of the {n_acknowledged}"));
    (n_acknowledged.saturating_sub(found), n_acknowledged)
}

/// The steps that lead to the sample project, as its folder remembers them.
fn sample_history() -> History {
    let mut project = Project::new(ascribe::model::Settings::default());
    let mut history = History::default();
    for edit in sample::edits() {
        carry_out(&mut project, &mut history, Try::Edit(Box::new(edit))).unwrap();
    }
    history
}

#[test]
fn no_acknowledged_edit_is_lost_by_a_program_that_is_killed() {
    let rounds = std::env::var("ASCRIBE_CRASH_ROUNDS").ok();
    let rounds = rounds.map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    let root = room();
    drop(Desk::with_sample(root.path()));
    let template = root.path().join("project");
    let (mut lost, mut acknowledged) = (0, 0);
    for seed in 0..rounds as u64 {
        let folder = root.path().join(format!("round-{seed}"));
        crate::desk::copy(&template, &folder);
        let (n_lost, n_acknowledged) = n_lost(&folder, seed);
        lost += n_lost;
        acknowledged += n_acknowledged;
        std::fs::remove_dir_all(&folder).unwrap();
    }
    let told = format!("{rounds} kills, {acknowledged} acknowledged edits, {lost} lost\n");
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    assert_eq!(lost, 0);
    assert!(acknowledged > rounds, "hardly anything was edited: {acknowledged}");
}

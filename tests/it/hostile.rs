//! Files that nobody wrote: the corpus of the fuzz targets and what comes of it by chance never ends the program, never
//! holds it up, and never takes more memory than a stated multiple of the file. `ASCRIBE_FUZZ_ROUNDS` says how many variants
//! are made of each file; 150 when it does not.

use crate::architecture::root;
use crate::chance::Chance;
use crate::desk::{Desk, room};
use ascribe::format::{FormatError, MOST_BYTES, ProjectFile, SetFile, SourceFile, from_ron};
use ascribe::import::files::{FileProblem, read};
use ascribe::store;
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

#[path = "../../fuzz/readings.rs"]
mod readings;

/// What reading a file takes at most, in bytes a byte of the file. A record as short as a file can hold it becomes a value
/// with all its fields, in a list that has grown to twice its length.
const MULTIPLE: u64 = 64;
/// The same for a file of no length: words of errors, lists of the fields that are known.
const BASE: u64 = 64 * 1024;
/// Nothing of these sizes takes a machine this long, however busy it is.
const PATIENCE: Duration = Duration::from_secs(120);

/// Reads in a thread of its own, where memory is counted, and waits for it only so long.
fn read_within_limits(name: &str, reading: fn(&[u8]), bytes: &[u8]) {
    let n_bytes = bytes.len() as u64;
    let (send, done) = channel();
    let copy = bytes.to_owned();
    let thread = std::thread::spawn(move || {
        let taken = allocation_counter::measure(|| reading(&copy));
        send.send(taken.bytes_max).unwrap();
    });
    let shown = || String::from_utf8_lossy(&bytes[..bytes.len().min(2_000)]).into_owned();
    match done.recv_timeout(PATIENCE) {
        Ok(taken) => {
            let limit = MULTIPLE * n_bytes + BASE;
            assert!(taken <= limit, "{name}: {taken} bytes for {n_bytes}: {}", shown());
        }
        Err(RecvTimeoutError::Timeout) => panic!("{name}: it does not end: {}", shown()),
        Err(RecvTimeoutError::Disconnected) => panic!("{name}: it panicked: {}", shown()),
    }
    thread.join().unwrap();
}

fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(root().join("fuzz/corpus").join(target)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 3, "{paths:?}");
    paths.iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect()
}

/// Words that mean something to a reader of such files.
const WORDS: [&[u8]; 14] = [
    b"(",
    b")",
    b"[",
    b"]",
    b"Some(",
    b"\"",
    b"/*",
    b"*/",
    b"//",
    b"r#\"",
    b"\\u{",
    b"-1",
    b"1e999",
    b"18446744073709551616",
];

/// One change, of those that fuzzers make.
fn mutate(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    let length = chance.below(40).min(bytes.len() - at);
    match chance.below(6) {
        0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
        1 => drop(bytes.drain(at..at + length)),
        2 => {
            let part = bytes[at..at + length].repeat(1 + chance.below(30));
            drop(bytes.splice(at..at, part));
        }
        3 => {
            let word = WORDS[chance.below(WORDS.len())].repeat(1 + chance.below(200));
            drop(bytes.splice(at..at, word));
        }
        4 if !other.is_empty() => {
            let from = chance.below(other.len());
            let to = (from + chance.below(200)).min(other.len());
            drop(bytes.splice(at..at, other[from..to].iter().copied()));
        }
        _ => bytes.truncate(at),
    }
}

fn read_corpus(target: &str, reading: fn(&[u8])) {
    let rounds = std::env::var("ASCRIBE_FUZZ_ROUNDS").ok();
    let rounds: u64 = rounds.map_or(150, |rounds| rounds.parse().unwrap());
    let corpus = corpus(target);
    for (number, (name, bytes)) in corpus.iter().enumerate() {
        read_within_limits(name, reading, bytes);
        for seed in 0..rounds {
            let mut chance = Chance::of(seed * corpus.len() as u64 + number as u64);
            let mut bytes = bytes.clone();
            for _ in 0..1 + chance.below(4) {
                let other = &corpus[chance.below(corpus.len())].1;
                mutate(&mut bytes, other, &mut chance);
            }
            read_within_limits(&format!("{name}, seed {seed}"), reading, &bytes);
        }
    }
}

#[test]
fn no_file_of_a_project_ends_the_program_or_takes_more_memory_than_promised() {
    read_corpus("files", readings::files);
}

#[test]
fn no_journal_ends_the_program_or_takes_more_memory_than_promised() {
    // A line that was changed has another checksum; sealed anew it is looked into.
    read_corpus("journal", |bytes| {
        readings::journal(bytes);
        readings::journal(&sealed_anew(bytes));
    });
}

#[test]
fn no_annotated_set_ends_the_program_or_takes_more_memory_than_promised() {
    read_corpus("set", readings::set);
}

/// The lines of a journal, each under the checksum of what it says now.
fn sealed_anew(bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        let record =
            line.windows(2).position(|pair| pair == b"*/").map_or(line, |at| &line[at + 2..]);
        let sum = crc32fast::hash(record);
        all.extend_from_slice(format!("/*{sum:08x} {}*/", record.len()).as_bytes());
        all.extend_from_slice(record);
        all.push(b'\n');
    }
    all
}

#[test]
fn nesting_of_any_depth_is_refused_in_words() {
    const DEPTH: usize = 100_000;
    let head = "(format: 1, source: ";
    for open in ["(", "[", "{", "Some(", "/*"] {
        let text = format!("{head}{}", open.repeat(DEPTH));
        read_within_limits(open, readings::files, text.as_bytes());
        let error = from_ron::<SourceFile>(&text).unwrap_err();
        assert!(error.place().is_some() && !error.what().is_empty(), "{open}: {error:?}");
    }
    let batches = format!(
        "(number:1,act:Did,label:\"\",by:\"a\",at:\"2026-01-01T00:00:00Z\",edit:{}",
        "Batch([".repeat(DEPTH)
    );
    let journal = sealed_anew(format!("(format:1,kind:\"ascribe-journal\")\n{batches}").as_bytes());
    read_within_limits("batches", readings::journal, &journal);
    let error = ascribe::format::read_journal(&journal).unwrap_err();
    assert_eq!(error.place().map(|(line, _)| line), Some(2), "{error}");
}

#[test]
fn any_number_of_comments_before_the_first_word_is_passed_over() {
    for comment in ["//\n", "/**/", "\n", "// x\n/* y */ "] {
        let text = comment.repeat(100_000) + "(format: 7)";
        let error = from_ron::<ProjectFile>(&text).unwrap_err();
        assert_eq!(error, FormatError::Version { found: 7 }, "{comment:?}");
    }
}

#[test]
fn a_file_of_a_gigabyte_is_refused_in_words_and_not_read() {
    const GIGABYTE: u64 = 1_000_000_000;
    let root = room();
    // A file of holes: long, and nothing in it.
    let long = |path: PathBuf| {
        fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .unwrap()
            .set_len(GIGABYTE)
            .unwrap();
    };
    let set = root.path().join("set.ron");
    long(set.clone());
    let taken = allocation_counter::measure(|| {
        let error = read(&set).unwrap_err();
        assert!(matches!(error.reason, FileProblem::TooLarge { size: GIGABYTE, .. }), "{error}");
        assert!(error.to_string().contains("MiB"), "{error}");
    });
    assert!(taken.bytes_max < 1 << 20, "{}", taken.bytes_max);
    let folder = Desk::with_sample(root.path()).folder;
    long(folder.join("layers/ann/ferry.ron"));
    long(folder.join("journal/ann.ron"));
    let opened = store::open(&folder).unwrap();
    let told: Vec<_> = opened.problems.iter().map(|problem| problem.to_string()).collect();
    for file in ["layers/ann/ferry.ron", "journal/ann.ron"] {
        assert!(told.iter().any(|t| t.contains(file) && t.contains("953 MiB")), "{told:?}");
    }
    assert!(opened.read_only.is_some());
    assert_eq!(fs::metadata(folder.join("journal/ann.ron")).unwrap().len(), GIGABYTE);
}

#[test]
fn a_string_longer_than_any_file_is_refused_before_it_is_read() {
    // Memory that nobody has written to costs nothing.
    let text = String::from_utf8(vec![0; MOST_BYTES + 1]).unwrap();
    let taken = allocation_counter::measure(|| {
        let error = from_ron::<SetFile>(&text).unwrap_err();
        assert!(error.what().contains("at most 512 MiB"), "{error}");
    });
    assert!(taken.bytes_max < 1 << 20, "{}", taken.bytes_max);
}

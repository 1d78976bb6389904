//! Files that mean harm: the corpus of the fuzz targets and what chance makes of it, deep nesting, endless strings. They are
//! refused in words, in little time and room. `ASCRIBE_FUZZ_ROUNDS` says how often each seed is changed; 60 when it does not.

use crate::chance::Chance;
use ascribe::format::{
    ArticleFile, File, FormatError, LayerFile, MOST_BYTES, ProjectFile, SetFile, SourceFile,
    from_ron, read_journal, to_ron,
};
use ascribe::model::assemble::assemble;
use std::path::Path;

/// Bytes of memory for each byte of a file, at the same time: a statement of 100 characters becomes a record with its tables.
const ROOM: u64 = 60;
/// Bytes of memory for a file of any length: the words of an error.
const LEAST_ROOM: u64 = 64 << 10;

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// One of the things that a fuzzer does to a file.
fn changed(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut new = bytes.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(new.len().max(1));
        let other = chance.below(new.len().max(1));
        let (from, to) = (at.min(other), at.max(other).min(new.len()));
        match chance.below(7) {
            0 if !new.is_empty() => new[at] ^= 1 << chance.below(8),
            1 => new.truncate(at),
            2 => drop(new.drain(from..to)),
            3 => {
                let part = new[from..to].to_vec();
                new.splice(at.min(new.len())..at.min(new.len()), part);
            }
            4 => {
                let sign = b"()[]{}\"\\,:/*\n9-"[chance.below(15)];
                let many = vec![sign; 1 + chance.below(300)];
                new.splice(from..from, many);
            }
            5 => drop(new.splice(from..from, *b"18446744073709551616")),
            _ => drop(new.splice(from..from, "\u{feff}\u{202e}🛶".bytes())),
        }
    }
    new
}

/// Every seed, and what chance makes of it.
fn inputs(target: &str) -> Vec<Vec<u8>> {
    let rounds = std::env::var("ASCRIBE_FUZZ_ROUNDS").ok();
    let rounds = rounds.map_or(60, |rounds| rounds.parse().unwrap());
    let mut inputs = Vec::new();
    for (number, seed) in seeds(target).into_iter().enumerate() {
        let mut chance = Chance::of(number as u64);
        inputs.extend((0..rounds).map(|_| changed(&seed, &mut chance)));
        inputs.push(seed);
    }
    inputs
}

/// Reads it with no more room at a time than it may take.
fn within_its_room(bytes: &[u8], read: impl FnOnce()) {
    let taken = allocation_counter::measure(read).bytes_max;
    let most = LEAST_ROOM + ROOM * bytes.len() as u64;
    assert!(taken <= most, "{taken} bytes of memory for a file of {}", bytes.len());
}

fn round<T: File>(text: &str) {
    if let Ok(file) = from_ron::<T>(text) {
        let written = to_ron(&file).unwrap();
        assert_eq!(to_ron(&from_ron::<T>(&written).unwrap()).unwrap(), written);
    }
}

#[test]
fn changed_files_of_a_project_are_read_or_refused_in_little_room() {
    for bytes in inputs("files") {
        let text = String::from_utf8_lossy(&bytes);
        within_its_room(text.as_bytes(), || {
            drop(from_ron::<ProjectFile>(&text));
            drop(from_ron::<SourceFile>(&text));
            drop(from_ron::<ArticleFile>(&text));
            drop(from_ron::<LayerFile>(&text));
        });
        round::<ProjectFile>(&text);
        round::<SourceFile>(&text);
        round::<ArticleFile>(&text);
        round::<LayerFile>(&text);
    }
}

#[test]
fn changed_journals_give_their_whole_beginning_in_little_room() {
    for bytes in inputs("journal") {
        within_its_room(&bytes, || drop(read_journal(&bytes)));
        if let Ok(journal) = read_journal(&bytes) {
            assert_eq!(journal.torn_at.is_some(), journal.whole < bytes.len());
            let again = read_journal(&bytes[..journal.whole]).unwrap();
            assert_eq!(again.entries.len(), journal.entries.len());
        }
    }
}

#[test]
fn changed_sets_give_a_project_that_fits_together_in_little_room() {
    for bytes in inputs("set") {
        let text = String::from_utf8_lossy(&bytes);
        within_its_room(text.as_bytes(), || drop(from_ron::<SetFile>(&text)));
        if let Ok(set) = from_ron::<SetFile>(&text) {
            let (tables, _) = set.into_parts().0.into_tables();
            let (project, _) = assemble(tables);
            let (again, problems) = assemble(project.tables().clone());
            assert_eq!(problems, []);
            assert!(again == project);
        }
    }
}

fn refusal<T: File + std::fmt::Debug>(text: &str) -> String {
    match from_ron::<T>(text).unwrap_err() {
        FormatError::Syntax { expected, .. } => expected,
        other => other.to_string(),
    }
}

#[test]
fn deep_nesting_is_refused_and_breaks_nothing() {
    for sign in ["(", "[", "{", "Some(", "/*", "\"\\u{", "-", "/**/"] {
        for head in ["(format: 1, ", "(format: 1, statements: [", ""] {
            let text = format!("{head}{}", sign.repeat(100_000));
            within_its_room(text.as_bytes(), || {
                assert!(!refusal::<LayerFile>(&text).is_empty());
                assert!(!refusal::<SetFile>(&text).is_empty());
            });
        }
    }
}

#[test]
fn a_string_of_a_gigabyte_is_refused_before_anything_is_made_of_it() {
    let text = format!("(format: 1, title: \"{}\")", "a".repeat(1 << 30));
    let taken = allocation_counter::measure(|| {
        assert!(refusal::<ProjectFile>(&text).contains("at most 512 MiB"));
        assert!(read_journal(text.as_bytes()).unwrap_err().to_string().contains("512 MiB"));
    });
    assert!(taken.bytes_max < LEAST_ROOM, "{}", taken.bytes_max);
    assert!(text.len() > MOST_BYTES);
}

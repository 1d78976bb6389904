//! Ways in which the files of a project are damaged: by disks, by editors, by tools that merge line by line.

use ascribe::model::SourceId;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// One way in which a file is damaged.
#[derive(Clone, Debug)]
pub(crate) enum Harm {
    /// A bit flips.
    Flip(usize),
    /// The end is missing.
    Cut(usize),
    /// The file is gone.
    Gone,
    /// Line ends as another system writes them.
    Lines,
    /// A digit of a number is another.
    Digit(usize, u8),
    /// A few lines stand there twice.
    Twice(usize, usize),
    /// A few lines are missing.
    Lost(usize, usize),
    /// An id is another of the file's.
    Name(usize, usize),
    /// A place is another by this many bytes.
    Place(usize, u8),
    /// A record stands there twice.
    Record(usize),
    /// The file of another record lies in its place.
    Swap(usize),
}

/// Any damage; what a person or a merge does to a record more often than what a disk does.
pub(crate) fn harm() -> impl Strategy<Value = Harm> {
    let at = any::<usize>;
    prop_oneof![
        1 => at().prop_map(Harm::Flip),
        1 => at().prop_map(Harm::Cut),
        1 => Just(Harm::Gone),
        1 => Just(Harm::Lines),
        4 => (at(), 0..10_u8).prop_map(|(at, digit)| Harm::Digit(at, digit)),
        3 => (at(), at()).prop_map(|(at, n)| Harm::Twice(at, n)),
        2 => (at(), at()).prop_map(|(at, n)| Harm::Lost(at, n)),
        5 => (at(), at()).prop_map(|(at, other)| Harm::Name(at, other)),
        4 => (at(), 1..99_u8).prop_map(|(at, by)| Harm::Place(at, by)),
        3 => at().prop_map(Harm::Record),
        1 => at().prop_map(Harm::Swap),
    ]
}

fn part<'a>(text: &'a str, at: &Range<usize>) -> &'a str {
    text.get(at.clone()).unwrap()
}

/// Places of the ids between quotation marks.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let marks: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let words = marks.chunks_exact(2).map(|pair| pair[0] + 1..pair[1]);
    words.filter(|at| SourceId::new(part(text, at)).is_ok()).collect()
}

fn lines(text: &str, at: usize, n: usize, times: usize) -> String {
    let all: Vec<&str> = text.split_inclusive('\n').collect();
    let at = at % all.len().max(1);
    let end = (at + 1 + n % 8).min(all.len());
    [&all[..at], &all[at..end].repeat(times), &all[end..]].concat().concat()
}

/// The number behind the `at`-th `start: ` or `end: ` is another.
fn moved(text: &str, at: usize, by: u8) -> String {
    let numbers = text.match_indices("start: ").map(|(at, word)| at + word.len());
    let mut numbers: Vec<usize> =
        numbers.chain(text.match_indices("end: ").map(|(at, word)| at + word.len())).collect();
    numbers.sort_unstable();
    let Some(start) = numbers.get(at % numbers.len().max(1)) else { return text.to_owned() };
    let n_digits = part(text, &(*start..text.len())).bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = part(text, &(*start..start + n_digits)).parse().unwrap_or(0);
    let number = if by.is_multiple_of(2) {
        number + u32::from(by)
    } else {
        number.saturating_sub(u32::from(by))
    };
    let mut moved = text.to_owned();
    moved.replace_range(*start..start + n_digits, &number.to_string());
    moved
}

fn doubled(text: &str, at: usize) -> String {
    let mut records: Vec<&str> = text.split("        (\n").collect();
    // The first part is no record, and behind the last one the list ends.
    if records.len() > 2 {
        let at = 1 + at % (records.len() - 2);
        records.insert(at, records[at]);
    }
    records.join("        (\n")
}

/// The file with the damage; `None` when it is gone.
pub(crate) fn harmed(
    files: &BTreeMap<PathBuf, Vec<u8>>,
    path: &Path,
    harm: &Harm,
) -> Option<Vec<u8>> {
    let mut bytes = files[path].clone();
    if bytes.is_empty() {
        return Some(bytes);
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    match *harm {
        Harm::Flip(at) => {
            let at = at % (bytes.len() * 8);
            bytes[at / 8] ^= 1 << (at % 8);
        }
        Harm::Cut(at) => bytes.truncate(at % bytes.len()),
        Harm::Gone => return None,
        Harm::Lines => bytes = text.replace('\n', "\r\n").into(),
        Harm::Digit(at, digit) => {
            let digits: Vec<usize> =
                (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
            if !digits.is_empty() {
                bytes[digits[at % digits.len()]] = b'0' + digit;
            }
        }
        Harm::Twice(at, n) => bytes = lines(&text, at, n, 2).into(),
        Harm::Place(at, by) => bytes = moved(&text, at, by).into(),
        Harm::Record(at) => bytes = doubled(&text, at).into(),
        Harm::Lost(at, n) => bytes = lines(&text, at, n, 0).into(),
        Harm::Name(at, other) => {
            let words = quoted(&text);
            if !words.is_empty() {
                let mut renamed = text.clone();
                let new = part(&text, &words[other % words.len()]);
                renamed.replace_range(words[at % words.len()].clone(), new);
                bytes = renamed.into();
            }
        }
        Harm::Swap(other) => {
            let kin: Vec<_> =
                files.keys().filter(|name| name.extension() == path.extension()).collect();
            bytes = files[kin[other % kin.len()]].clone();
        }
    }
    Some(bytes)
}

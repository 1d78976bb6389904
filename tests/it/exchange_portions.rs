//! Large sets come in portion by portion: what comes of it is what comes of the set read as a whole, whatever is wrong with
//! its files, and no more than a portion is asked for at a time.

use crate::exchange::{go_on, packed, proven, set};
use crate::fixture::annotator_id;
use ascribe::exchange::{
    Alone, Counting, Document, ExchangeError, File, Format, Incoming, Mapping, Set, Taker, Taking,
    Verdict,
};
use ascribe::import::files::{FileError, FileProblem};
use ascribe::import::{Offered, Supply};
use ascribe::model::{History, Project, Settings};
use ascribe::store::Cores;
use proptest::prelude::*;
use std::ops::{ControlFlow, Range};
use std::path::PathBuf;
use std::sync::Mutex;

/// The formats that can be read in pieces.
const PIECED: [&str; 5] = ["brat", "doccano", "label-studio", "cas-json", "spacy"];

/// Files in memory, and how much of them was asked for.
struct Kept {
    offered: Vec<Offered>,
    files: Mutex<Vec<File>>,
    asked: Mutex<u64>,
}

impl Kept {
    fn of(mut files: Vec<File>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let offer =
            |file: &File| Offered { path: file.path.clone(), size: file.bytes.len() as u64 };
        let offered = files.iter().map(offer).collect();
        Self { offered, files: Mutex::new(files), asked: Mutex::new(0) }
    }

    /// Bytes asked for since this was called last.
    fn asked(&self) -> u64 {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

impl Supply for Kept {
    fn offered(&self) -> &[Offered] {
        &self.offered
    }

    fn bytes(&self, number: usize, range: Range<u64>) -> Result<Vec<u8>, FileError> {
        *self.asked.lock().unwrap() += range.end - range.start;
        let file = &self.files.lock().unwrap()[number];
        let range = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
        let cut = || FileError { path: PathBuf::from(&file.path), reason: FileProblem::Missing };
        file.bytes.get(range).map(<[u8]>::to_vec).ok_or_else(cut)
    }
}

/// What came of a set.
#[derive(Debug)]
struct Came {
    counting: Counting,
    /// By text: relations come behind the marks of all that are taken in together.
    verdicts: Vec<Verdict>,
    /// In the order of their words: a set that is read as a whole tells what cannot be read before what cannot be placed.
    faults: Vec<String>,
    n_texts: usize,
}

/// Takes a set into an empty project; `each` is told of every portion.
fn come(
    format: &Format,
    files: &Kept,
    portion: u64,
    each: &mut dyn FnMut(&Set),
) -> Result<(Came, Project), ExchangeError> {
    let (by, mut project) = (annotator_id("ann"), Project::new(Settings::default()));
    let taker = Taker { by: &by, at: jiff::Timestamp::UNIX_EPOCH };
    let mapping = Mapping::default();
    let mut portions = format.portions(files, portion, &Cores, &mut go_on)?;
    let (counting, _) = portions.settle(None)?;
    files.asked();
    let mut taking = Taking::new(&project, &mapping, taker);
    let mut faults = Vec::new();
    while let Some(set) = portions.take_next()? {
        each(&set);
        faults.extend(portions.faults().iter().map(ToString::to_string));
        assert!(taking.take(set, &Alone, &mut go_on).is_continue());
    }
    faults.sort();
    let Incoming { change, mut verdicts } = taking.end();
    verdicts.sort_by(|a, b| a.document.cmp(&b.document));
    if let Some(change) = change {
        let (before, mut history) = (project.clone(), History::default());
        let stamp = (by.clone(), jiff::Timestamp::UNIX_EPOCH);
        let label = "Import".to_owned();
        history.perform_prepared(&mut project, label, stamp.clone(), change).unwrap();
        // All of it is one step.
        let mut back = project.clone();
        history.undo(&mut back, stamp).unwrap();
        assert!(back == before && history.next_undo().is_none(), "{}", format.name);
    }
    let n_texts = portions.n_texts();
    Ok((Came { counting, verdicts, faults, n_texts }, project))
}

fn assert_same(format: &Format, files: &[File], portion: u64) {
    let kept = || Kept::of(files.to_vec());
    let whole = come(format, &kept(), u64::MAX, &mut |_| {});
    let apart = come(format, &kept(), portion, &mut |_| {});
    match (whole, apart) {
        (Ok((whole, one)), Ok((apart, other))) => {
            assert_eq!(apart.counting, whole.counting, "{}", format.name);
            assert_eq!(apart.n_texts, whole.n_texts, "{}", format.name);
            assert_eq!(apart.faults, whole.faults, "{}", format.name);
            assert_eq!(apart.verdicts, whole.verdicts, "{}", format.name);
            assert_eq!(other.articles(), one.articles(), "{}", format.name);
            assert_eq!(other.layers(), one.layers(), "{}", format.name);
            assert_eq!(other.sources(), one.sources(), "{}", format.name);
            assert_eq!(other.annotators(), one.annotators(), "{}", format.name);
        }
        (Err(whole), Err(apart)) => assert_eq!(apart.to_string(), whole.to_string()),
        (whole, apart) => {
            let (whole, apart) = (whole.map(|(came, _)| came), apart.map(|(came, _)| came));
            panic!("{}: {whole:?} and {apart:?}", format.name);
        }
    }
}

/// One set of several, with names that each has for itself.
fn many() -> impl Strategy<Value = Set> {
    prop::collection::vec(set(), 1..5).prop_map(|sets| {
        let mut documents: Vec<Document> = Vec::new();
        for (number, set) in sets.into_iter().enumerate() {
            documents.extend(set.documents.into_iter().map(|one| {
                let name = format!("{} {number}", one.name);
                Document { name, ..one }
            }));
        }
        Set { documents, ..Set::default() }
    })
}

/// Something that happens to files: which one, where in it, and what.
type Mishap = (usize, usize, usize);

fn happen(files: &mut Vec<File>, (file, at, what): Mishap) {
    let file = file % files.len();
    let mut copy = files[file].clone();
    let lines: Vec<&[u8]> = copy.bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let at_line = at % lines.len().max(1);
    let with = |line: &[&[u8]]| {
        let (head, tail) = lines.split_at(at_line.min(lines.len()));
        [head, line, tail].concat().concat()
    };
    match what {
        // A line is there twice, or one that is nothing.
        0 => files[file].bytes = with(&lines.get(at_line).copied().into_iter().collect::<Vec<_>>()),
        1 => files[file].bytes = with(&[b"\n", b"no line of it\n"]),
        2 => files[file].bytes = with(&[b"{\"text\": 1}\n"]),
        // It is torn, has a byte that is no letter, or is gone.
        3 => files[file].bytes.truncate(at % copy.bytes.len().max(1)),
        4 => files[file].bytes.insert(at % copy.bytes.len().max(1).min(copy.bytes.len() + 1), 0xff),
        5 if files.len() > 1 => drop(files.remove(file)),
        // It is there in another folder too, as it is or with another text.
        6 => {
            copy.path = format!("again/{}", copy.path);
            files.push(copy);
        }
        7 => {
            copy.path = format!("again/{}", copy.path);
            copy.bytes.extend_from_slice(b" More.");
            files.push(copy);
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_comes_in_portions_is_what_comes_as_a_whole(
        set in many(),
        portion in prop::sample::select(vec![1, 400, 3_000]),
        mishaps in prop::collection::vec((0..40_usize, 0..4_000_usize, 0..8_usize), 0..4),
    ) {
        for format in proven().filter(|format| PIECED.contains(&format.name)) {
            let mut files = packed(format, &set, None).files;
            assert_same(format, &files, portion);
            for mishap in &mishaps {
                happen(&mut files, *mishap);
            }
            assert_same(format, &files, portion);
        }
    }
}

/// Many texts of some length, with a mark each.
fn long() -> Set {
    let document = |number: usize| {
        let text = format!("Text {number} says so. {}", "And it goes on. ".repeat(40));
        let mut document = Document::of(&format!("text-{number:03}"), text.trim());
        document.marks.push(ascribe::exchange::Mark {
            id: format!("s-{number}"),
            label: "claim".to_owned(),
            by: "ann".to_owned(),
            places: vec![ascribe::exchange::Place { start: 0, end: 4 }],
            ..Default::default()
        });
        document
    };
    Set { documents: (0..60).map(document).collect(), ..Set::default() }
}

#[test]
fn no_more_than_a_portion_of_a_set_is_asked_for_at_a_time() {
    const PORTION: u64 = 4_000;
    for name in PIECED {
        let format = Format::named(name).unwrap();
        let files = Kept::of(packed(format, &long(), None).files);
        let all: u64 = files.offered().iter().map(|one| one.size).sum();
        assert!(all > 8 * PORTION, "{name}: {all}");
        let (mut most, mut n) = (0, 0);
        let (came, _) = come(format, &files, PORTION, &mut |set| {
            most = most.max(files.asked());
            n += 1;
            assert!(set.documents.len() < 10, "{name}: {}", set.documents.len());
        })
        .unwrap();
        assert_eq!((came.n_texts, came.verdicts.len()), (60, 60), "{name}");
        // A text that is longer by itself is one.
        assert!(most <= PORTION.max(all / 55), "{name}: {most} bytes at once");
        assert!(n > 8, "{name}: {n} portions");
    }
}

#[test]
fn files_that_become_others_meanwhile_end_the_reading_and_are_named() {
    for name in PIECED {
        let format = Format::named(name).unwrap();
        let files = Kept::of(packed(format, &long(), None).files);
        // The last of them becomes shorter once the first portion is read.
        let error = come(format, &files, 4_000, &mut |_| {
            files.files.lock().unwrap().iter_mut().for_each(|file| file.bytes.truncate(9));
        });
        let error = error.unwrap_err();
        assert!(matches!(error, ExchangeError::File(_)), "{name}: {error}");
        // Or another text stands where one was.
        let files = Kept::of(packed(format, &long(), None).files);
        let error = come(format, &files, 4_000, &mut |_| {
            for file in files.files.lock().unwrap().iter_mut() {
                let text = String::from_utf8(file.bytes.clone()).unwrap();
                let text = text.replace("\"text-059\"", "\"text-x59\"");
                file.bytes = text.replace("T1\tclaim", "\0\0\tclaim").into_bytes();
            }
        });
        match (name, error) {
            // Texts have the names of their files here.
            ("brat" | "cas-json", came) => assert!(came.is_ok(), "{name}"),
            (_, error) => {
                let error = error.unwrap_err();
                assert!(matches!(error, ExchangeError::Changed), "{name}: {error}");
            }
        }
    }
}

#[test]
fn looking_through_a_set_can_be_given_up() {
    let format = Format::named("brat").unwrap();
    let files = Kept::of(packed(format, &long(), None).files);
    let stop = &mut |_: usize| ControlFlow::Break(());
    let error = format.portions(&files, 1, &Cores, stop).unwrap_err();
    assert!(error.to_string().contains("could not be written"), "{error}");
}

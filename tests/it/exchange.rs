//! Annotated sets of other programs: what goes out comes back, and what is lost is told before.

use crate::fixture::project;
use crate::golden::assert_golden;
use ascribe::exchange::{
    Alone, Document, FORMATS, Facts, Fields, File, Format, Mark, Packed, Place, Set, Tie, Tray,
    set_of,
};
use ascribe::export::{Selected, Selection};
use ascribe::model::sha256_of;
use ascribe::text::{Unit, next_grapheme};
use proptest::prelude::*;
use serde_json::Value;
use std::ops::ControlFlow;

/// The project made by hand, as a set.
pub(crate) fn quay() -> Set {
    let project = project();
    let selection = Selection::all(&project);
    set_of(&Selected::of(&project, &selection))
}

pub(crate) fn packed(format: &Format, set: &Set, unit: Option<Unit>) -> Packed {
    let packed = format.pack(set.clone(), unit, &mut |_| ControlFlow::Continue(()));
    packed.unwrap_or_else(|error| panic!("{}: {error}", format.name))
}

pub(crate) fn proven() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| format.is_made_of_sets())
}

/// All files in one text, each under its path; archives as what is in them.
/// Nobody asks to stop.
pub(crate) fn go_on(_: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub(crate) fn joined(files: &[File]) -> Vec<u8> {
    let mut all = Vec::new();
    for file in files {
        all.extend_from_slice(format!("=== {}\n", file.path).as_bytes());
        match zip::ZipArchive::new(std::io::Cursor::new(&file.bytes)) {
            Ok(mut archive) => {
                for index in 0..archive.len() {
                    let mut entry = archive.by_index(index).unwrap();
                    let name = entry.name().unwrap().into_owned();
                    all.extend_from_slice(format!("=== {} / {name}\n", file.path).as_bytes());
                    std::io::Read::read_to_end(&mut entry, &mut all).unwrap();
                }
            }
            Err(_) => all.extend_from_slice(&file.bytes),
        }
    }
    all
}

#[test]
fn each_format_writes_what_was_looked_at_once() {
    for format in proven() {
        let packed = packed(format, &quay(), None);
        assert_golden(&format!("exchange/quay.{}.txt", format.name), &joined(&packed.files));
        let lines = packed.loss.lines().join("\n") + "\n";
        assert_golden(&format!("exchange/quay.{}.loss.txt", format.name), lines.as_bytes());
    }
}

#[test]
fn the_manifest_counts_and_hashes_what_is_there() {
    let packed = packed(Format::named("brat").unwrap(), &quay(), None);
    let n_files = packed.files.len();
    let tray = Tray::default();
    let delivery = packed.put(&Alone, &tray).unwrap();
    let bytes = delivery.manifest(Format::named("brat").unwrap());
    let manifest: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(manifest["format"], "brat");
    assert_eq!(manifest["offsets"], "code-points");
    assert_eq!(manifest["files"].as_array().unwrap().len(), n_files);
    for (listed, file) in delivery.files.iter().zip(tray.into_files()) {
        assert_eq!((&listed.path, listed.bytes), (&file.path, file.bytes.len() as u64));
        assert_eq!(listed.sha256, sha256_of(&file.bytes));
    }
    // What `printf '' | sha256sum` and the project itself say.
    let project = project();
    let hash = project.articles().values().next().unwrap().sha256();
    assert_eq!(manifest["texts"][0]["sha256"], hash);
    assert_eq!(manifest["texts"][0]["marks"], 13);
}

/// Pieces that texts are made of: what breaks offsets, lines and markup.
const PIECES: [&str; 18] = [
    "The quay leaks. ",
    "We knew nothing",
    "👩‍👩‍👧 ",
    "🙂",
    "e\u{301}",
    "\r\n",
    "\n",
    "\n\n",
    "\t",
    "قال الوزير ",
    "外交部发言人说。",
    "<b>&amp;\"'</b> ",
    "[|]*_\\-> ",
    "{\"a\": 1}, ",
    "=SUM(1)",
    " #T1 R1 ",
    "\u{feff}",
    "a b",
];

const LABELS: [&str; 8] =
    ["claim", "denial", "source", "Ein Label", "<&>\"", "قول", "B-claim|x", "a=b;c"];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 1..14)
        .prop_map(|pieces| pieces.concat())
        .prop_filter("a text has words", |text| !text.trim().is_empty())
}

fn fields() -> impl Strategy<Value = Fields> {
    let name =
        prop::sample::select(vec!["note", "certainty", "chain", "a b", "id", "ü", "created"]);
    let value = prop_oneof![
        prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        Just("Probable".to_owned()),
        Just("two\nlines \\n".to_owned()),
        Just("2031-03-01T10:01:00Z".to_owned()),
    ];
    prop::collection::btree_map(name.prop_map(str::to_owned), value, 0..4)
}

/// Places between grapheme boundaries: the finest that every unit can name.
fn place(text: &str, from: usize, length: usize) -> Option<Place> {
    let mut boundaries = vec![0];
    while *boundaries.last().unwrap() < text.len() {
        boundaries.push(next_grapheme(text, *boundaries.last().unwrap()));
    }
    let start = from % boundaries.len();
    let end = (start + 1 + length % 9).min(boundaries.len() - 1);
    (start < end).then(|| Place { start: boundaries[start], end: boundaries[end] })
}

type Raw = (usize, usize, Option<usize>, &'static str, usize, Fields);

fn document(name: &str, text: &str, marks: Vec<Raw>, ties: Vec<(usize, usize, usize)>) -> Document {
    let mut document = Document::of(name, text);
    for (index, (from, length, second, label, by, fields)) in marks.into_iter().enumerate() {
        let first = place(text, from, length);
        let more = second.and_then(|second| place(text, second, 2));
        let mut places: Vec<Place> = first.into_iter().chain(more).collect();
        places.sort_unstable();
        // Parts of one mark keep apart.
        if places.len() == 2 && places[1].start <= places[0].end {
            places.truncate(1);
        }
        if !places.is_empty() {
            document.marks.push(Mark {
                id: format!("s-{index}"),
                label: label.to_owned(),
                by: ["ann", "zoë", ""][by % 3].to_owned(),
                places,
                fields,
                ..Mark::default()
            });
        }
    }
    let n = document.marks.len();
    for (index, (from, to, label)) in ties.into_iter().enumerate().filter(|_| n > 1) {
        let id = |at: usize| document.marks[at % n].id.clone();
        let (from, to) = (id(from), id(to));
        if from != to {
            let label = ["attributed_to", "denies", "Ein Bezug"][label % 3].to_owned();
            let id = format!("r-{index}");
            document.ties.push(Tie { id, label, from, to, ..Tie::default() });
        }
    }
    document
}

pub(crate) fn set() -> impl Strategy<Value = Set> {
    let mark = (
        0..200_usize,
        0..20_usize,
        prop::option::of(0..200_usize),
        prop::sample::select(LABELS.to_vec()),
        0..3_usize,
        fields(),
    );
    let marks = prop::collection::vec(mark, 0..6);
    let ties = prop::collection::vec((0..6_usize, 0..6_usize, 0..3_usize), 0..4);
    let names = prop::sample::select(vec!["quay", "../up", "A/b", "ü 1", "manifest"]);
    let drawn = (names, text(), marks, ties, fields());
    prop::collection::vec(drawn, 1..3).prop_map(|documents| {
        let documents =
            documents.into_iter().enumerate().map(|(n, (name, text, marks, ties, fields))| {
                let document = document(&format!("{name}{n}"), &text, marks, ties);
                Document { fields, ..document }
            });
        let mut set =
            Set { title: "A set".to_owned(), documents: documents.collect(), ..Set::default() };
        set.sort();
        set
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_written_reads_back_but_for_the_announced_loss(set in set()) {
        for format in proven() {
            for unit in format.units {
                let packed = packed(format, &set, Some(*unit));
                let read = format.read_as(&packed.files, *unit).unwrap();
                prop_assert!(read.faults.is_empty(), "{}: {:?}", format.name, read.faults);
                let measured = Facts::of(&set).without(&Facts::of(&read.set));
                prop_assert_eq!(&measured, &packed.loss, "{}", format.name);
                prop_assert_eq!(&format.loss(&set), &packed.loss, "{}", format.name);
                // What has been cut down once loses nothing more.
                prop_assert!(format.loss(&read.set).is_none(), "{}: {:?}", format.name, format.loss(&read.set));
            }
        }
    }

    #[test]
    fn no_file_is_named_so_that_it_leaves_its_folder(set in set()) {
        for format in proven() {
            for file in packed(format, &set, None).files {
                let is_plain = |part: &str| !part.is_empty() && part != "." && part != "..";
                prop_assert!(file.path.split('/').all(is_plain), "{}: {}", format.name, file.path);
                prop_assert!(!file.path.contains(['\\', ':', '\0']), "{}: {}", format.name, file.path);
            }
        }
    }
}

#[test]
fn marks_of_brat_that_have_each_others_names_keep_their_relations() {
    let file = |path: &str, text: &str| File { path: path.to_owned(), bytes: text.into() };
    let marks = "T1\tclaim 0 4\tQuay\nT2\tcue 5 9\tsaid\n#1\tid T1\tT2\n#2\tid T2\tT1\n\
                 R1\tcued_by Arg1:T1 Arg2:T2\t\n";
    let files = [file("a.txt", "Quay said."), file("a.ann", marks)];
    let read = Format::named("brat").unwrap().read_as(&files, Unit::CodePoints).unwrap();
    assert_eq!(read.faults, []);
    let document = &read.set.documents[0];
    let label = |id: &str| document.marks.iter().find(|mark| mark.id == id).unwrap().label.clone();
    let tie = &document.ties[0];
    assert_eq!((label(&tie.from), label(&tie.to)), ("claim".to_owned(), "cue".to_owned()));
}

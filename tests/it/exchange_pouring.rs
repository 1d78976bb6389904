//! Exports of any size: what goes out a few texts at a time on several cores is what goes out as a whole, and it can be given up.

use crate::carried::full;
use crate::exchange::go_on;
use ascribe::exchange::{
    Alone, Crew, Delivery, Document, ExchangeError, FORMATS, File, Format, Mapping, Set, Shape,
    Taker, Tray, set_of, take_in,
};
use ascribe::export::{ExportError, Selected, Selection};
use ascribe::model::{Project, Settings};
use ascribe::store::Cores;
use ascribe::text::Unit;
use std::ops::ControlFlow;

/// So many that they make several sets of their own, the last of them not full.
const EDITIONS: usize = 75;

/// A document as one of many like it: another text, other ids; of some a part of the marks, of some none.
fn edition(document: &Document, number: usize) -> Document {
    let mut edition = document.clone();
    edition.name = format!("{}-{number:02}", document.name);
    // An article is known by the address it came from.
    edition.fields.remove("origin");
    edition.text = Some(format!("{}\n\nEdition {number}.", document.words()));
    match number % 7 {
        2 => edition.marks.clear(),
        4 => edition.marks.retain(|mark| mark.by == "ann"),
        5 => edition.marks.retain(|mark| mark.by != "ann"),
        _ => {}
    }
    let id = |id: &str| format!("{id}-e{number}");
    for mark in &mut edition.marks {
        mark.id = id(&mark.id);
    }
    for tie in &mut edition.ties {
        (tie.id, tie.from, tie.to) = (id(&tie.id), id(&tie.from), id(&tie.to));
        // Into the edition of the other document with the same number, which goes out with other texts than this one.
        tie.to_document = tie.to_document.as_ref().map(|other| format!("{other}-{number:02}"));
    }
    edition.drop_dangling();
    edition
}

/// Many editions of the articles of a project with every field filled.
fn editions() -> Project {
    let few = full();
    let set = set_of(&Selected::of(&few, &Selection::all(&few)));
    let many = |document: &Document| {
        (0..EDITIONS).map(|number| edition(document, number)).collect::<Vec<_>>()
    };
    let documents = set.documents.iter().flat_map(many).collect();
    let set = Set { documents, ..set };
    let by = few.annotators().keys().next().unwrap().clone();
    let settings = Settings { title: "Editions".to_owned(), ..Settings::default() };
    let mut project = Project::new(settings);
    let taker = Taker { by: &by, at: jiff::Timestamp::UNIX_EPOCH };
    let incoming = take_in(&project, set, &Mapping::default(), taker);
    incoming.change.unwrap().carry_out(&mut project).unwrap();
    assert_eq!(project.articles().len(), 2 * EDITIONS);
    assert!(project.n_statements() > 4 * EDITIONS);
    let set = set_of(&Selected::of(&project, &Selection::all(&project)));
    let mut ties = set.documents.iter().flat_map(|document| &document.ties);
    assert!(ties.any(|tie| tie.to_document.is_some()), "something leads from text to text");
    project
}

fn by_path(mut files: Vec<File>) -> Vec<File> {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn poured(
    project: &Project,
    format: &Format,
    unit: Unit,
    crew: &dyn Crew,
) -> (Delivery, Vec<File>) {
    let selection = Selection::all(project);
    let selected = Selected::of(project, &selection);
    let tray = Tray::default();
    let poured = format.pour(&selected, Some(unit), crew, &tray, &mut go_on);
    let poured = poured.unwrap_or_else(|error| panic!("{}: {error}", format.name));
    (poured, tray.into_files())
}

#[test]
fn what_goes_out_text_by_text_is_what_goes_out_as_a_whole() {
    for project in [full(), editions()] {
        let selection = Selection::all(&project);
        let selected = Selected::of(&project, &selection);
        let names = [
            "brat",
            "doccano",
            "label-studio",
            "cas-json",
            "xmi",
            "webanno-tsv",
            "conllu",
            "conll2003",
            "prodigy",
            "spacy",
            "w3c",
        ];
        for format in names.map(|name| Format::named(name).unwrap()) {
            for unit in format.units {
                let packed = format.pack_project(&selected, Some(*unit), &mut go_on).unwrap();
                let files = by_path(packed.files.clone());
                let whole = packed.put(&Alone, &Tray::default()).unwrap();
                for crew in [&Alone as &dyn Crew, &Cores] {
                    let (parts, poured) = poured(&project, format, *unit, crew);
                    assert_eq!(poured, files, "{}", format.name);
                    // With the hashes of the files and the texts, and the loss.
                    assert_eq!(parts, whole, "{}", format.name);
                    assert!(parts.is_read_back);
                }
            }
        }
    }
}

#[test]
fn an_export_says_how_far_it_has_come_and_can_be_given_up() {
    let project = editions();
    let selection = Selection::all(&project);
    let selected = Selected::of(&project, &selection);
    let format = Format::named("brat").unwrap();
    let mut said = Vec::new();
    let mut watch = |done: usize| {
        said.push(done);
        ControlFlow::Continue(())
    };
    format.pour(&selected, None, &Cores, &Tray::default(), &mut watch).unwrap();
    assert!(said.is_sorted() && said.last() == Some(&project.articles().len()), "{said:?}");
    for last in said {
        let mut watch = |done: usize| {
            if done >= last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let given_up = format.pour(&selected, None, &Cores, &Tray::default(), &mut watch);
        assert!(matches!(given_up, Err(ExchangeError::Write(ExportError::Stopped))));
    }
}

#[test]
fn a_set_of_another_program_goes_out_text_by_text_as_it_goes_out_as_a_whole() {
    let project = editions();
    let set = set_of(&Selected::of(&project, &Selection::all(&project)));
    for from in ["brat", "doccano", "webanno-tsv"] {
        let from = Format::named(from).unwrap();
        let files = from.pack(set.clone(), None, &mut go_on).unwrap().files;
        let (read, _) = from.read(&files, None).unwrap();
        for to in ["brat", "doccano", "label-studio", "xmi", "conll2003", "w3c"] {
            let to = Format::named(to).unwrap();
            let mut sorted = read.clone();
            sorted.sort();
            let packed = to.pack(sorted, None, &mut go_on).unwrap();
            let (files, tray) = (by_path(packed.files.clone()), Tray::default());
            let whole = packed.put(&Alone, &Tray::default()).unwrap();
            let parts = to.pour_set(read.clone(), None, &Cores, &tray, &mut go_on).unwrap();
            assert_eq!(parts, whole, "{} to {}", from.name, to.name);
            assert_eq!(tray.into_files(), files, "{} to {}", from.name, to.name);
        }
    }
}

#[test]
fn what_would_be_lost_is_counted_text_by_text_and_can_be_given_up() {
    let project = editions();
    let selection = Selection::all(&project);
    let selected = Selected::of(&project, &selection);
    for format in &FORMATS {
        let weighed = format.weigh(&selected, &Cores, &mut go_on).unwrap();
        let (delivery, _) = poured(&project, format, format.units[0], &Cores);
        assert_eq!(weighed, delivery.loss, "{}", format.name);
    }
    let mut said = Vec::new();
    let mut stop = |done: usize| {
        said.push(done);
        ControlFlow::Break(())
    };
    let given_up = Format::named("brat").unwrap().weigh(&selected, &Cores, &mut stop);
    assert!(matches!(given_up, Err(ExchangeError::Write(ExportError::Stopped))));
    assert_eq!(said.len(), 1);
}

/// A project with one article that nobody has marked.
fn bare() -> Project {
    let few = full();
    let mut set = set_of(&Selected::of(&few, &Selection::all(&few)));
    set.documents.truncate(1);
    set.records.clear();
    set.documents[0].marks.clear();
    set.documents[0].ties.clear();
    let by = few.annotators().keys().next().unwrap().clone();
    let mut project = Project::new(Settings::default());
    let taker = Taker { by: &by, at: jiff::Timestamp::UNIX_EPOCH };
    let incoming = take_in(&project, set, &Mapping::default(), taker);
    incoming.change.unwrap().carry_out(&mut project).unwrap();
    assert_eq!((project.articles().len(), project.n_statements()), (1, 0));
    project
}

#[test]
fn nothing_and_an_article_without_marks_go_out_in_every_format_and_come_back() {
    let empty = Project::new(Settings::default());
    for project in [empty, bare()] {
        let n = project.articles().len();
        for format in &FORMATS {
            let (delivery, files) = poured(&project, format, format.units[0], &Cores);
            assert_eq!(delivery.files.len(), files.len(), "{}", format.name);
            // Where each article has a file of its own, and no other is needed, the manifest is all there is.
            let may_be_none = n == 0 && format.shape == Shape::Folder;
            assert!(may_be_none || !files.is_empty(), "{}", format.name);
            let lost: usize = delivery.loss.0.iter().map(|lost| lost.count).sum();
            assert!(n > 0 || lost == 0, "{}: {:?}", format.name, delivery.loss);
            assert!(delivery.texts.len() <= n && delivery.texts.iter().all(|one| one.marks == 0));
            // A table of statements has no row for an article without any.
            if n == 0 || delivery.texts.is_empty() {
                continue;
            }
            match format.read(&files, None) {
                Ok((set, _)) => assert_eq!(set.documents.len(), n, "{}", format.name),
                Err(ExchangeError::WriteOnly(_)) => {}
                Err(error) => panic!("{}: {error}", format.name),
            }
        }
    }
}

#[test]
fn a_link_to_a_mark_of_ours_that_is_not_there_is_told_when_it_comes_in() {
    let project = editions();
    let selection = Selection::all(&project);
    let format = Format::named("w3c").unwrap();
    let mut files =
        format.pack_project(&Selected::of(&project, &selection), None, &mut go_on).unwrap().files;
    let (_, settled) = format.read(&files, None).unwrap();
    assert_eq!(settled.faults, []);
    // Somebody took a text with all that is in it out of the file.
    let mut all: Vec<serde_json::Value> = serde_json::from_slice(&files[0].bytes).unwrap();
    all.retain(|one| !one["id"].as_str().unwrap().contains(":reply-03:"));
    files[0].bytes = serde_json::to_vec(&all).unwrap();
    let (_, settled) = format.read(&files, None).unwrap();
    let told: Vec<String> = settled.faults.iter().map(ToString::to_string).collect();
    assert!(!told.is_empty());
    for fault in told {
        assert!(fault.contains("reply-03") && fault.contains("which is not there"), "{fault}");
    }
}

#[test]
fn a_tie_into_another_text_that_leads_nowhere_does_not_go_out_as_proven() {
    let project = editions();
    let mut set = set_of(&Selected::of(&project, &Selection::all(&project)));
    let mut ties = set.documents.iter_mut().flat_map(|document| &mut document.ties);
    ties.find(|tie| tie.to_document.is_some()).unwrap().to = "nobody".to_owned();
    let format = Format::named("w3c").unwrap();
    let poured = format.pour_set(set, None, &Cores, &Tray::default(), &mut go_on);
    let refused = poured.map(|delivery| delivery.files).unwrap_err().to_string();
    assert!(refused.contains("nobody"), "{refused}");
}

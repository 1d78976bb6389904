//! The columns of CoNLL-2003: a row for each token with word, part of speech, chunk and tag, a blank line behind each
//! sentence, and `-DOCSTART-` before the text.
//!
//! There are no offsets, and the columns say nothing of white space; so each file has its text beside it under the same
//! name, and the name of the file is that of the article. Where there is no text the words are put together with single
//! spaces and the sentences on lines. A folder for each annotator. A token has one tag: of marks that overlap the longer
//! ones stay, and marks whose words stand apart come apart. A sentence that ends inside of a mark goes on to its end.
//! Parts of speech and chunks are left open (`-X- _`), and are not read.

use super::bio::{Tags, tag_of, tokens_at};
use super::common::Common;
use super::fault::{ExchangeError, Fault, File, Sink};
use super::fit::{Has, Holds, Segments, file_name, name_files};
use super::proof::Read;
use super::sentences::{blocks, cut};
use super::set::{Document, Mark, Piece, Place, Set};
use super::shares::{Gathering, share, shares_of};
use super::shelf::Joint;
use super::tokens::{tokens_of, trim_marks};
use super::{Pieces, SetFormat, Writing};
use crate::export::ExportError;
use crate::model::sha256;
use crate::text::Unit;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::io;

pub(super) const FORMAT: SetFormat = SetFormat {
    holds: Holds { segments: Segments::Bounds, names: Has::Yes, authors: Has::Yes, ..Holds::LEAST },
    fit,
    read,
    pieces: Pieces::Whole,
    write: Writing::ByText { write, joint, read },
    numbers_marks: false,
};

/// What stands before a text.
const DOCUMENT: &str = "-DOCSTART-";

/// Longest part of a line shown in a message, in code points.
const SHOWN: usize = 60;

fn fit(set: &mut Set) {
    name_files(set);
    for document in &mut set.documents {
        for mark in &mut document.marks {
            mark.label = one_word(&mark.label);
            if !mark.by.is_empty() {
                mark.by = file_name(&mark.by);
            }
        }
        trim_marks(document);
        without_overlaps(document);
        cut(document);
        // A sentence goes on to the end of a mark, whoever made it.
        let mut places: Vec<Place> = document.marks.iter().map(Mark::extent).collect();
        places.sort_unstable();
        let (mut reach, mut furthest) = (BTreeMap::new(), 0);
        for place in places {
            furthest = furthest.max(place.end);
            reach.insert(place.start, furthest);
        }
        document.segments.retain(|piece| {
            let start = piece.place.start;
            reach.range(..start).next_back().is_none_or(|(_, end)| *end <= start)
        });
        let blocks = blocks(document, &tokens_of(document));
        document.segments = blocks.iter().map(|piece| Piece::plain(piece.place)).collect();
    }
    FORMAT.holds.number(set);
}

/// A label as tags may have it.
fn one_word(label: &str) -> String {
    let word: Vec<&str> = label.split_whitespace().collect();
    if word.is_empty() { "mark".to_owned() } else { word.join("_") }
}

/// Of marks of one annotator that overlap the longer ones stay.
fn without_overlaps(document: &mut Document) {
    let mut all: Vec<&Mark> = document.marks.iter().collect();
    all.sort_by_key(|mark| {
        let place = mark.extent();
        (Reverse(place.end - place.start), place.start, &mark.label, &mark.id)
    });
    let mut taken: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    let mut kept = std::collections::BTreeSet::new();
    for mark in all {
        let place = mark.extent();
        let taken = taken.entry(&mark.by).or_default();
        let before = taken.range(..place.end).next_back();
        if before.is_none_or(|(_, end)| *end <= place.start) {
            taken.insert(place.start, place.end);
            kept.insert(mark.id.clone());
        }
    }
    document.marks.retain(|mark| kept.contains(&mark.id));
}

fn joint(_: &str) -> Joint {
    Joint::Own
}

fn write(set: &Set, common: &Common, _: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    for (by, documents) in shares_of(set, common.annotators()) {
        let folder = if by.is_empty() { String::new() } else { format!("{by}/") };
        for document in documents {
            out.begin(&format!("{folder}{}.txt", document.name))?;
            out.write_all(document.words().as_bytes())?;
            out.begin(&format!("{folder}{}.conll", document.name))?;
            write_columns(&share(document, by), out)?;
        }
    }
    Ok(())
}

fn write_columns(document: &Document, out: &mut dyn Sink) -> io::Result<()> {
    let text = document.words();
    let tokens = tokens_of(document);
    let mut tags: BTreeMap<usize, String> = BTreeMap::new();
    for mark in &document.marks {
        for (index, at) in tokens_at(&tokens, mark.extent()).enumerate() {
            let sort = if index == 0 { "B" } else { "I" };
            tags.insert(at, format!("{sort}-{}", mark.label));
        }
    }
    writeln!(out, "{DOCUMENT} -X- O O\n")?;
    for piece in &document.segments {
        for at in tokens_at(&tokens, piece.place) {
            let word = tokens.get(at).map_or("", |token| token.of(text));
            writeln!(out, "{word} -X- _ {}", tags.get(&at).map_or("O", String::as_str))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A row: a word and its tag, by their line.
struct Row<'f> {
    line: usize,
    word: &'f str,
    tag: Result<&'f str, String>,
}

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    let mut read = Read { set: Set { unit: Unit::Bytes, ..Set::default() }, faults: Vec::new() };
    let by_path: HashMap<&str, &File> =
        files.iter().rev().map(|file| (file.path.as_str(), file)).collect();
    let mut gathered = Gathering::default();
    for file in files.iter().filter(|one| is_columns(one)) {
        let lines = match file.text() {
            Ok(lines) => lines,
            Err(fault) => {
                read.faults.push(fault);
                continue;
            }
        };
        let documents = documents_of(lines);
        let base = file.path.rsplit_once('.').map_or("", |(base, _)| base);
        let beside = by_path.get(format!("{base}.txt").as_str());
        let beside = beside.filter(|_| documents.len() == 1).and_then(|one| one.whole_text().ok());
        let (folder, by) = match file.path.rsplit_once('/') {
            Some((folder, _)) if beside.is_some() => ("", folder),
            Some((folder, _)) => (folder, ""),
            None => ("", ""),
        };
        let stem = [folder, file.stem()].join("/").trim_start_matches('/').replace('/', "-");
        let is_one = documents.len() == 1;
        for (number, sentences) in (1..).zip(&documents) {
            let name = if is_one { stem.clone() } else { format!("{stem}-{number}") };
            let text = beside.unwrap_or("");
            let (path, original) = (file.path.clone(), beside.map(sha256).unwrap_or_default());
            let mut document = Document { path, original, ..Document::of(&name, text) };
            fill(&mut document, sentences, beside.is_some(), &mut read.faults);
            document.marks.iter_mut().for_each(|mark| by.clone_into(&mut mark.by));
            gathered.add(document);
        }
    }
    read.set.documents = gathered.into_documents();
    if read.set.documents.is_empty() {
        let expected = "there is no .conll, .bio or .iob file with words and tags";
        return Err(ExchangeError::unreadable("conll2003", &read.faults, expected));
    }
    Ok(read)
}

fn is_columns(file: &File) -> bool {
    [".conll", ".conll2003", ".bio", ".iob", ".iob2"].iter().any(|ending| file.ends(ending))
}

/// The sentences of each document of a file, as rows.
fn documents_of(lines: &str) -> Vec<Vec<Vec<Row<'_>>>> {
    let (mut documents, mut sentences, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let mut is_begun = false;
    for (line, text) in (1..).zip(lines.lines()) {
        let mut cells = text.split_whitespace();
        let word = cells.next();
        if word.is_none_or(|word| word == DOCUMENT) && !rows.is_empty() {
            sentences.push(std::mem::take(&mut rows));
        }
        let Some(word) = word else { continue };
        if word == DOCUMENT {
            if is_begun || !sentences.is_empty() {
                documents.push(std::mem::take(&mut sentences));
            }
            is_begun = true;
            continue;
        }
        let tag = match cells.last() {
            Some(tag) if ["O", "_"].contains(&tag) || tag_of(tag).is_some() => Ok(tag),
            Some(tag) => Err(format!("expected O, B-… or I-…, found “{}”", shown(tag))),
            None => Err(format!("expected a word and a tag, found “{}”", shown(text))),
        };
        rows.push(Row { line, word, tag });
    }
    if !rows.is_empty() {
        sentences.push(rows);
    }
    if is_begun || !sentences.is_empty() {
        documents.push(sentences);
    }
    documents
}

/// Puts words and marks into a document: in its text where it has one that they follow, else in one that they make.
fn fill(
    document: &mut Document,
    sentences: &[Vec<Row<'_>>],
    is_known: bool,
    faults: &mut Vec<Fault>,
) {
    let path = document.path.clone();
    let mut text = document.text.take().unwrap_or_default();
    let known = if is_known { places_in(&text, sentences) } else { Err(0) };
    let places = known.unwrap_or_else(|line| {
        if is_known {
            let what = "the words do not follow the text beside it from here on, so the text is put together from them";
            faults.push(Fault::at(&path, line, what));
        }
        text.clear();
        put_together(&mut text, sentences)
    });
    let mut places = places.into_iter();
    let mut tags = Tags::default();
    for sentence in sentences {
        let mut extent: Option<Place> = None;
        for (row, place) in sentence.iter().zip(places.by_ref()) {
            extent =
                Some(Place { start: extent.map_or(place.start, |one| one.start), end: place.end });
            match &row.tag {
                Ok(tag) => drop(tags.token([("", *tag)], place, row.line)),
                Err(what) => {
                    tags.gap();
                    faults.push(Fault::at(&path, row.line, what.clone()));
                }
            }
        }
        tags.end_sentence(|_| false);
        document.segments.extend(extent.map(Piece::plain));
    }
    document.marks = tags.finish(&text, |line, what| faults.push(Fault::at(&path, line, what)));
    document.text = Some(text);
}

/// Where the words stand in a text that they follow; else the line of the first that does not.
fn places_in(text: &str, sentences: &[Vec<Row<'_>>]) -> Result<Vec<Place>, usize> {
    let mut at = 0;
    let mut places = Vec::new();
    for row in sentences.iter().flatten() {
        let rest = text.get(at..).unwrap_or("");
        let bare = rest.trim_start();
        if !bare.starts_with(row.word) {
            return Err(row.line);
        }
        let start = at + rest.len() - bare.len();
        at = start + row.word.len();
        places.push(Place { start, end: at });
    }
    Ok(places)
}

fn put_together(text: &mut String, sentences: &[Vec<Row<'_>>]) -> Vec<Place> {
    let mut places = Vec::new();
    for sentence in sentences {
        for (index, row) in sentence.iter().enumerate() {
            if !text.is_empty() {
                text.push(if index == 0 { '\n' } else { ' ' });
            }
            let start = text.len();
            text.push_str(row.word);
            places.push(Place { start, end: text.len() });
        }
    }
    places
}

fn shown(line: &str) -> String {
    line.chars().take(SHOWN).collect()
}

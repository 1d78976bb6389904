//! WebAnno TSV 3 as INCEpTION and WebAnno wrote it, read into the structures of `cas`: rows and the text here, what stands in
//! the columns in `tsv_layers` and `tsv_structures`.
//!
//! What the offsets count is settled here already, as the text itself hangs on them: the white space between two sentences
//! is told by the offset of the second alone. UTF-16 units are usual; another unit has to put more tokens on their words.

use super::cas::{Cas, SENTENCE, Structure};
use super::counting::{Counting, View};
use super::fault::{ExchangeError, Fault, File};
use super::proof::Read;
use super::set::{Document, Place, Set};
use super::shares::Gathering;
use super::tsv::LONGEST_GAP;
use super::tsv_escapes::unescaped_text;
use super::tsv_layers::Layer;
use super::tsv_structures::Making;
use crate::text::{OffsetTable, Unit};
use std::collections::BTreeSet;
use std::ops::Range;

/// The field in which the ids that a file gives its sentences are kept.
const SENTENCE_IDS: &str = "sentence_ids";

/// Longest part of a line shown in a message, in code points.
const SHOWN: usize = 60;

/// Reads files of the format.
pub(super) fn read(files: &[File]) -> Result<Read, ExchangeError> {
    let (mut faults, mut tables) = (Vec::new(), Vec::new());
    for file in files.iter().filter(|one| one.ends(".tsv")) {
        match file.text().and_then(|text| Table::of(file, text, &mut faults)) {
            Ok(table) => tables.push(table),
            Err(fault) => faults.push(fault),
        }
    }
    let unit = unit_of(&tables);
    let mut read = Read { set: Set { unit, ..Set::default() }, faults };
    let mut documents = Gathering::default();
    for table in &tables {
        documents.add(table.document(unit, &mut read.faults));
    }
    read.set.documents = documents.into_documents();
    if read.set.documents.is_empty() {
        let expected = "there is no .tsv file that begins with #FORMAT=WebAnno TSV 3";
        return Err(ExchangeError::unreadable("webanno-tsv", &read.faults, expected));
    }
    Ok(read)
}

/// What the offsets count: UTF-16 units, unless another unit puts more tokens on their words.
fn unit_of(tables: &[Table<'_>]) -> Unit {
    let standing = |unit| tables.iter().map(|table| table.standing(unit)).sum::<usize>();
    let rows: usize = tables.iter().map(|table| table.rows.len()).sum();
    let mut best = (Unit::Utf16, standing(Unit::Utf16));
    for unit in Unit::ALL {
        if best.1 == rows {
            break;
        }
        let found = standing(unit);
        if found > best.1 {
            best = (unit, found);
        }
    }
    best.0
}

/// A row: a token or a part of one.
pub(super) struct Row<'f> {
    pub(super) name: &'f str,
    pub(super) place: Place,
    /// As they stand in the text, where they do so there or once they are unescaped.
    pub(super) words: &'f str,
    /// The cells behind the words; none where there are fewer than the header declares.
    pub(super) cells: Vec<&'f str>,
    pub(super) line: usize,
}

impl Row<'_> {
    fn is_part(&self) -> bool {
        self.name.contains('.')
    }

    /// The words: some programs escape them, some do not.
    pub(super) fn words_in(&self, text: &str, view: &View<'_>) -> (String, bool) {
        let found = view.place(self.place).ok().map(|place| place.of(text));
        if found == Some(self.words) {
            return (self.words.to_owned(), true);
        }
        let plain = unescaped_text(self.words);
        let stands = found == Some(plain.as_str());
        (plain, stands)
    }
}

/// A sentence: its lines, and the rows of its tokens.
struct Sentence {
    text: Option<String>,
    id: Option<String>,
    line: usize,
    rows: Range<usize>,
}

/// A file.
struct Table<'f> {
    file: &'f File,
    layers: Vec<Layer<'f>>,
    sentences: Vec<Sentence>,
    rows: Vec<Row<'f>>,
    /// In front of these rows something could not be read.
    gaps: BTreeSet<usize>,
}

impl<'f> Table<'f> {
    fn of(file: &'f File, text: &'f str, faults: &mut Vec<Fault>) -> Result<Self, Fault> {
        let mut lines = (1..).zip(text.lines());
        let head = lines.next().map_or("", |(_, line)| line);
        if !head.starts_with("#FORMAT=WebAnno TSV 3.") {
            let what = format!("expected #FORMAT=WebAnno TSV 3.3, found “{}”", shown(head));
            return Err(Fault::at(&file.path, 1, what));
        }
        let (layers, sentences, rows, gaps) = Default::default();
        let mut table = Self { file, layers, sentences, rows, gaps };
        let (mut names, mut n_cells) = (BTreeSet::new(), 0);
        for (number, line) in lines {
            let told = if line.trim().is_empty() {
                table.close();
                Ok(())
            } else if let Some(declared) = line.strip_prefix("#T_") {
                Layer::of(declared, n_cells).map(|layer| {
                    n_cells += layer.columns.len();
                    table.layers.push(layer);
                })
            } else if line.starts_with('#') {
                table.take_head(line, number)
            } else {
                table.take_row(line, n_cells, number, &mut names)
            };
            if let Err(what) = told {
                faults.push(Fault::at(&file.path, number, what));
            }
        }
        table.close();
        Ok(table)
    }

    /// Ends the sentence that is open, if one is.
    fn close(&mut self) {
        let n_rows = self.rows.len();
        if let Some(last) = self.sentences.last_mut().filter(|last| last.rows.end == usize::MAX) {
            last.rows.end = n_rows;
        }
    }

    fn take_head(&mut self, line: &str, number: usize) -> Result<(), String> {
        let n_rows = self.rows.len();
        // A sentence that has tokens already is over, even without an empty line.
        if self.sentences.last().is_some_and(|last| last.rows.start < n_rows) {
            self.close();
        }
        if self.sentences.last().is_none_or(|last| last.rows.end != usize::MAX) {
            let rows = n_rows..usize::MAX;
            self.sentences.push(Sentence { text: None, id: None, line: number, rows });
        }
        let Some(sentence) = self.sentences.last_mut() else { return Ok(()) };
        if let Some(words) = line.strip_prefix("#Text=") {
            let words = unescaped_text(words);
            sentence.text = Some(match sentence.text.take() {
                Some(before) => before + "\n" + &words,
                None => words,
            });
        } else if let Some(id) = line.strip_prefix("#Sentence.id=") {
            sentence.id = Some(unescaped_text(id));
        } else {
            return Err(format!("expected #Text= or #Sentence.id=, found “{}”", shown(line)));
        }
        Ok(())
    }

    fn take_row(
        &mut self,
        line: &'f str,
        n_cells: usize,
        number: usize,
        names: &mut BTreeSet<&'f str>,
    ) -> Result<(), String> {
        self.gaps.insert(self.rows.len());
        if self.sentences.last().is_none_or(|last| last.rows.end != usize::MAX) {
            return Err(format!("expected #Text= before a token, found “{}”", shown(line)));
        }
        let mut cells = line.split('\t');
        let (name, offsets, words) = (cells.next().unwrap_or(""), cells.next(), cells.next());
        let (Some(offsets), Some(words)) = (offsets, words) else {
            return Err(format!("expected token, offsets and words, found “{}”", shown(line)));
        };
        let place = place_of(offsets)?;
        if !names.insert(name) {
            return Err(format!("the token {name} occurs twice; the first one was kept"));
        }
        let cells: Vec<&str> = cells.take(n_cells).collect();
        let n_found = cells.len();
        let is_whole = n_found == n_cells;
        let cells = if is_whole { cells } else { Vec::new() };
        let gap = self.rows.len();
        self.rows.push(Row { name, place, words, cells, line: number });
        if !is_whole {
            self.gaps.insert(gap + 1);
            return Err(format!("expected {n_cells} columns behind the words, found {n_found}"));
        }
        self.gaps.remove(&gap);
        Ok(())
    }

    /// The text as the sentences make it when the offsets count in a unit.
    fn text(&self, unit: Unit, mut tell: impl FnMut(usize, String)) -> String {
        let (mut text, mut length) = (String::new(), 0);
        // A file may name few places and mean many spaces.
        let mut spare = LONGEST_GAP + self.file.bytes.len();
        for (index, sentence) in self.sentences.iter().enumerate() {
            let first = self.rows.get(sentence.rows.clone()).and_then(|rows| rows.first());
            let begin = first.map_or(length + usize::from(index > 0), |row| row.place.start);
            let mut gap = begin.saturating_sub(length);
            if begin < length {
                let what = format!(
                    "the sentence begins at {begin}, and what stands before it ends at {length}"
                );
                tell(first.map_or(sentence.line, |row| row.line), what);
            } else if gap > spare {
                let what = format!(
                    "the sentence begins at {begin}, and what stands before it at {length} already ends"
                );
                tell(first.map_or(sentence.line, |row| row.line), what);
                gap = usize::from(index > 0);
            }
            spare -= gap.min(spare);
            let line_end = if index > 0 && gap > 0 { "\n" } else { "" };
            text.push_str(line_end);
            text.extend(std::iter::repeat_n(' ', gap - line_end.len()));
            let words = sentence.text.as_deref().unwrap_or("");
            text.push_str(words);
            length += gap + OffsetTable::new(words).len(unit);
        }
        text
    }

    /// How many rows stand on their words when the offsets count in a unit.
    fn standing(&self, unit: Unit) -> usize {
        let text = self.text(unit, |_, _| {});
        let view = View::of(&text, Counting::plain(unit));
        self.rows.iter().filter(|row| row.words_in(&text, &view).1).count()
    }

    fn document(&self, unit: Unit, faults: &mut Vec<Fault>) -> Document {
        let path = &self.file.path;
        let text = self.text(unit, |line, what| faults.push(Fault::at(path, line, what)));
        let view = View::of(&text, Counting::plain(unit));
        let astray: Vec<&Row<'_>> =
            self.rows.iter().filter(|row| !row.words_in(&text, &view).1).collect();
        if let Some(first) = astray.first() {
            let found = view.place(first.place).map_or("nothing", |place| place.of(&text));
            let what = format!(
                "{} tokens do not stand on their words, first {}: expected “{}”, found “{found}” at {}-{}",
                astray.len(),
                first.name,
                first.words,
                first.place.start,
                first.place.end
            );
            faults.push(Fault::at(path, first.line, what));
        }
        let mut making = Making::new(&self.layers, &self.rows);
        for (index, row) in self.rows.iter().enumerate() {
            making.take(index, row, &row.words_in(&text, &view).0);
        }
        making.finish(&self.gaps, |line, what| faults.push(Fault::at(path, line, what)));
        let mut structures = making.structures;
        for sentence in &self.sentences {
            let rows = self.rows.get(sentence.rows.clone()).unwrap_or_default();
            let is_word = |row: &&Row<'_>| !unescaped_text(row.words).trim().is_empty();
            let tokens = || rows.iter().filter(|row| !row.is_part()).filter(is_word);
            let start = tokens().map(|row| row.place.start).min();
            let end = tokens().map(|row| row.place.end).max();
            let place = start.zip(end).map(|(start, end)| Place { start, end });
            let (id, kind) = (structures.len() + 2, SENTENCE.to_owned());
            structures.push(Structure { id, kind, place, ..Structure::default() });
        }
        let cas = Cas { text, structures };
        let mut document = cas.into_document(self.file.stem(), path);
        let ids: Vec<&str> =
            self.sentences.iter().filter_map(|sentence| sentence.id.as_deref()).collect();
        if !ids.is_empty() {
            document.fields.insert(SENTENCE_IDS.to_owned(), ids.join("\n"));
        }
        document
    }
}

/// The beginning of a line, for messages.
fn shown(line: &str) -> String {
    line.chars().take(SHOWN).collect()
}

fn place_of(offsets: &str) -> Result<Place, String> {
    let number = |text: &str| text.parse::<usize>().ok();
    let place = offsets
        .split_once('-')
        .and_then(|(start, end)| Some(Place { start: number(start)?, end: number(end)? }));
    place.ok_or_else(|| format!("expected offsets as 0-4, found “{}”", shown(offsets)))
}

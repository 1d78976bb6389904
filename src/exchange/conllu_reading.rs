//! CoNLL-U read: the text of the tokens, its sentences, and the marks in the last column. See `conllu`.

use super::bio::{Tags, tag_of};
use super::conllu::{ALL_ESCAPES, RESERVED, is_own};
use super::fault::{ExchangeError, Fault, File};
use super::fit::join;
use super::proof::Read;
use super::set::{Document, Piece, Place, Set, Tie};
use super::shares::Gathering;
use crate::text::{Role, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Longest part of a line shown in a message, in code points.
const SHOWN: usize = 60;

/// Reads files of the format.
pub(super) fn read(files: &[File]) -> Result<Read, ExchangeError> {
    let mut read = Read { set: Set { unit: Unit::Bytes, ..Set::default() }, faults: Vec::new() };
    let mut documents = Gathering::default();
    for file in files.iter().filter(|one| one.ends(".conllu") || one.ends(".conll-u")) {
        match file.text() {
            Ok(text) => Reading::of(file, &mut documents, &mut read.faults).read(text),
            Err(fault) => read.faults.push(fault),
        }
    }
    read.set.documents = documents.into_documents();
    if read.set.documents.is_empty() {
        let expected = "there is no .conllu file with rows of ten columns";
        return Err(ExchangeError::unreadable("conllu", &read.faults, expected));
    }
    Ok(read)
}

/// A token as it stands in the text, with what the last columns say of it and of the words in it.
struct Surface<'f> {
    place: Place,
    line: usize,
    misc: BTreeMap<&'f str, &'f str>,
    /// The last word in it.
    until: usize,
}

/// White space behind a token.
enum Behind {
    /// As usual there.
    Usual,
    /// Just this.
    Exact(String),
}

/// A file while it is read.
struct Reading<'a, 'f> {
    file: &'f File,
    documents: &'a mut Gathering,
    faults: &'a mut Vec<Fault>,
    /// How many documents were begun.
    begun: usize,
    document: Document,
    text: String,
    tags: Tags,
    /// Marks that have an id of their own.
    named: BTreeSet<usize>,
    by: String,
    behind: Behind,
    surface: Option<Surface<'f>>,
    /// Of the sentence: its first byte, its text by its comment, and what else its comments say.
    start: Option<usize>,
    said: Option<(usize, &'f str)>,
    piece: Piece,
}

impl<'a, 'f> Reading<'a, 'f> {
    fn of(file: &'f File, documents: &'a mut Gathering, faults: &'a mut Vec<Fault>) -> Self {
        let document = Document { name: file.stem().to_owned(), ..Document::default() };
        Self {
            file,
            documents,
            faults,
            begun: 0,
            document,
            text: String::new(),
            tags: Tags::default(),
            named: BTreeSet::new(),
            by: String::new(),
            behind: Behind::Exact(String::new()),
            surface: None,
            start: None,
            said: None,
            piece: Piece::plain(Place::default()),
        }
    }

    fn read(mut self, text: &'f str) {
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() {
                self.end_sentence();
            } else if let Some(comment) = line.strip_prefix('#') {
                self.take_comment(comment.trim_start(), number);
            } else if let Err(what) = self.take_row(line, number) {
                self.end_token();
                self.tags.gap();
                self.tell(number, what);
            }
        }
        self.end_sentence();
        self.end_document();
    }

    fn tell(&mut self, line: usize, what: String) {
        self.faults.push(Fault::at(&self.file.path, line, what));
    }

    fn take_comment(&mut self, comment: &'f str, number: usize) {
        let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
        let key = key.trim();
        let value = value.strip_prefix(' ').unwrap_or(value);
        match key {
            "newdoc" | "newdoc id" => {
                self.end_sentence();
                self.end_document();
                self.begun += 1;
                let id = value.trim();
                let unnamed = || format!("{}-{}", self.file.stem(), self.begun);
                self.document.name = if id.is_empty() { unnamed() } else { id.to_owned() };
            }
            "newpar" | "newpar id" => self.piece.opens_paragraph = true,
            "text" => self.said = Some((number, value)),
            "annotator" => value.trim().clone_into(&mut self.by),
            "role" => {
                let role = Role::ALL.into_iter().find(|role| role.label() == value);
                self.piece.role = role.unwrap_or(Role::Sentence);
            }
            "boundary" => self.piece.is_sure = value != "unsure",
            _ => {
                if let Some(name) = key.strip_prefix("meta::").filter(|name| !name.is_empty()) {
                    self.document.fields.insert(ALL_ESCAPES.read(name), ALL_ESCAPES.read(value));
                }
            }
        }
    }

    fn take_row(&mut self, line: &'f str, number: usize) -> Result<(), String> {
        let columns: Vec<&str> = line.split('\t').take(11).collect();
        let [id, form, _, _, _, _, _, _, _, misc] = *columns.as_slice() else {
            let n = line.split('\t').count();
            return Err(format!("expected 10 columns, found {n} in “{}”", shown(line)));
        };
        if id.contains('.') {
            // An empty node stands for no token.
            return Ok(());
        }
        let (first, last) = id.split_once('-').unwrap_or((id, id));
        let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) else {
            return Err(format!("expected a number as 1 or 1-2, found “{}”", shown(id)));
        };
        let misc = misc.split('|').filter_map(|one| one.split_once('='));
        if let Some(surface) = self.surface.as_mut().filter(|surface| first <= surface.until) {
            for (name, value) in misc {
                surface.misc.entry(name).or_insert(value);
            }
            return Ok(());
        }
        self.end_token();
        let misc: BTreeMap<&str, &str> = misc.collect();
        let value = |name: &str| misc.get(name).copied();
        if self.text.is_empty() {
            self.text.push_str(
                &value("SpacesBefore").map(|value| ALL_ESCAPES.read(value)).unwrap_or_default(),
            );
        }
        match std::mem::replace(&mut self.behind, Behind::Usual) {
            Behind::Exact(spaces) => self.text.push_str(&spaces),
            Behind::Usual if self.start.is_none() && self.piece.opens_paragraph => {
                self.text.push_str("\n\n");
            }
            Behind::Usual => self.text.push(' '),
        }
        if let Some(spaces) = value("SpacesAfter") {
            self.behind = Behind::Exact(ALL_ESCAPES.read(spaces));
        } else if value("SpaceAfter") == Some("No") {
            self.behind = Behind::Exact(String::new());
        }
        let start = self.text.len();
        self.text.push_str(form);
        self.start.get_or_insert(start);
        let place = Place { start, end: self.text.len() };
        let until = if first == last { 0 } else { last };
        self.surface = Some(Surface { place, line: number, misc, until });
        Ok(())
    }

    /// Takes in the marks on the token that was read last.
    fn end_token(&mut self) {
        let Some(surface) = self.surface.take() else { return };
        let all = surface.misc.iter().map(|(name, value)| (*name, *value));
        let tags = all.filter(|(name, value)| {
            !name.contains(':') && !RESERVED.contains(name) && tag_of(value).is_some()
        });
        let begun = self.tags.token(tags, surface.place, surface.line);
        for (column, at) in begun {
            let Some(mark) = self.tags.marks.get_mut(at) else { continue };
            let prefix = format!("{column}:");
            let known = surface.misc.range(prefix.as_str()..);
            let known = known.map_while(|(name, value)| {
                Some((ALL_ESCAPES.read(name.strip_prefix(&prefix)?), *value))
            });
            let mut ties = Vec::new();
            for (name, value) in known {
                if name == "id" {
                    mark.id = ALL_ESCAPES.read(value);
                    self.named.insert(at);
                } else if is_own(&name) {
                    ties.push(value.split_once("->").unwrap_or(("", value)));
                } else {
                    mark.fields.insert(name, ALL_ESCAPES.read(value));
                }
            }
            let ties = ties.into_iter().map(|(label, to)| Tie {
                label: ALL_ESCAPES.read(label),
                from: mark.id.clone(),
                to: ALL_ESCAPES.read(to),
                line: surface.line,
                ..Tie::default()
            });
            self.document.ties.extend(ties);
        }
    }

    fn end_sentence(&mut self) {
        self.end_token();
        let said = self.said.take();
        let mut piece = std::mem::replace(&mut self.piece, Piece::plain(Place::default()));
        let Some(start) = self.start.take() else { return };
        piece.place = Place { start, end: self.text.len() };
        self.document.segments.push(piece);
        let named = &self.named;
        self.tags.end_sentence(|at| named.contains(&at));
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let found = piece.place.of(&self.text);
        if let Some((line, said)) = said.filter(|(_, said)| bare(said) != bare(found)) {
            let what =
                format!("# text is “{}”, and its tokens make “{}”", shown(said), shown(found));
            self.tell(line, what);
        }
    }

    fn end_document(&mut self) {
        let name = self.file.stem().to_owned();
        let mut document =
            std::mem::replace(&mut self.document, Document { name, ..Document::default() });
        let mut text = std::mem::take(&mut self.text);
        let tags = std::mem::take(&mut self.tags);
        let by = std::mem::take(&mut self.by);
        self.named.clear();
        let behind = std::mem::replace(&mut self.behind, Behind::Exact(String::new()));
        if document.segments.is_empty() {
            return;
        }
        if let Behind::Exact(spaces) = behind {
            text.push_str(&spaces);
        }
        let path = &self.file.path;
        document.marks = tags.finish(&text, |line, what| {
            self.faults.push(Fault::at(path, line, what));
        });
        for mark in &mut document.marks {
            mark.label = ALL_ESCAPES.read(&mark.label);
            mark.by.clone_from(&by);
        }
        for (number, tie) in (1..).zip(&mut document.ties) {
            tie.id = format!("{number}");
        }
        path.clone_into(&mut document.path);
        document.text = Some(text);
        join(&mut document);
        self.documents.add(document);
    }
}

fn shown(line: &str) -> String {
    line.chars().take(SHOWN).collect()
}

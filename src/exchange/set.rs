//! A neutral stand-off graph: what every format of annotated texts is read into and written from.
//!
//! A mark is a label on places of a text, a tie a labelled link from one mark to another; whatever else is known stands in
//! fields. Nothing here knows what a claim is: `outgoing` and `incoming` do.

use crate::text::{Role, Segment, Span, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Names with their values, both free text.
pub type Fields = BTreeMap<String, String>;

/// A stretch of a text: the first one, and one past the last. A reader leaves it as its file has it, inverted perhaps and
/// in the unit of [`Set::unit`]; `places::place_all` makes **bytes** of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The first.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Place {
    /// The words at this place, counted in bytes; empty where it does not lie in `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The same place, counted in bytes, as a span.
    #[must_use]
    pub fn span(self) -> Span {
        Span::new(self.start, self.end)
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self { start: span.start as usize, end: span.end as usize }
    }
}

/// What is known about an annotator, a source, a proposition.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record {
    /// `annotator`, `source`, `proposition`.
    pub sort: String,
    /// Its id.
    pub id: String,
    /// What is known.
    pub fields: Fields,
}

/// A segment of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it lies.
    pub place: Place,
    /// What it is.
    pub role: Role,
    /// Is the boundary behind it certain?
    pub is_sure: bool,
    /// Does a new paragraph begin with it?
    pub opens_paragraph: bool,
}

impl Piece {
    /// A sentence of which nothing else is known.
    #[must_use]
    pub fn plain(place: Place) -> Self {
        Self { place, role: Role::Sentence, is_sure: true, opens_paragraph: false }
    }
}

impl From<Segment> for Piece {
    fn from(segment: Segment) -> Self {
        Self {
            place: segment.span.into(),
            role: segment.role,
            is_sure: segment.sure,
            opens_paragraph: segment.opens_paragraph,
        }
    }
}

/// A label on places of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Unique in its document.
    pub id: String,
    /// What it is.
    pub label: String,
    /// Id of its annotator; empty when not known.
    pub by: String,
    /// Where it lies; several places where its words stand apart.
    pub places: Vec<Place>,
    /// The words as the file has them; emptied when they were found to stand at the places.
    pub quote: String,
    /// What stands before the words, by the file; emptied with the quote.
    pub prefix: String,
    /// What stands behind them.
    pub suffix: String,
    /// What else is known.
    pub fields: Fields,
    /// Line or number of the entry in its file, for messages; 0 when settled.
    pub line: usize,
}

impl Mark {
    /// The shortest place that holds all its places.
    #[must_use]
    pub fn extent(&self) -> Place {
        let start = self.places.iter().map(|place| place.start).min().unwrap_or(0);
        let end = self.places.iter().map(|place| place.end).max().unwrap_or(0);
        Place { start, end }
    }
}

/// A labelled link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tie {
    /// Unique in its document.
    pub id: String,
    /// What it says.
    pub label: String,
    /// The mark it begins at, in its own document.
    pub from: String,
    /// The mark it ends at.
    pub to: String,
    /// The document of that mark, when it is another one.
    pub to_document: Option<String>,
    /// What else is known.
    pub fields: Fields,
    /// As [`Mark::line`].
    pub line: usize,
}

/// A text with its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Unique in its set.
    pub name: String,
    /// The text; `None` where the format holds none.
    pub text: Option<String>,
    /// What is known about it.
    pub fields: Fields,
    /// Its segments, rising; empty when not known.
    pub segments: Vec<Piece>,
    /// Its marks.
    pub marks: Vec<Mark>,
    /// Its ties.
    pub ties: Vec<Tie>,
    /// The file it was read from, for messages; empty when settled.
    pub path: String,
    /// SHA-256 of the file that the text was read from; empty where the text is part of another file. A file that goes out
    /// is a new one, so that nothing is written of this.
    pub original: String,
}

/// Annotated texts and what is known about those who are named in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    /// Its title; empty when it has none.
    pub title: String,
    /// Annotators, sources, propositions.
    pub records: Vec<Record>,
    /// The texts.
    pub documents: Vec<Document>,
    /// What the places of documents without text count; the others are in bytes once they are settled.
    pub unit: Unit,
    /// Do the texts stay behind when the set is written? Then their hashes go out.
    pub leaves_texts: bool,
}

impl Document {
    /// A document of which only name and text are known.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), text: Some(text.to_owned()), ..Self::default() }
    }

    /// The text; empty where there is none.
    #[must_use]
    pub fn words(&self) -> &str {
        self.text.as_deref().unwrap_or("")
    }

    /// The marks by id.
    #[must_use]
    pub fn by_id(&self) -> BTreeMap<&str, &Mark> {
        self.marks.iter().map(|mark| (mark.id.as_str(), mark)).collect()
    }

    /// Lets ties go of which an end is not among the marks (of a tie to another document only the first is looked at).
    pub fn drop_dangling(&mut self) {
        let ids: BTreeSet<&str> = self.marks.iter().map(|mark| mark.id.as_str()).collect();
        self.ties.retain(|tie| {
            ids.contains(tie.from.as_str())
                && (tie.to_document.is_some() || ids.contains(tie.to.as_str()))
        });
    }

    /// Gives every mark the id that `name` makes of its index, in the order of place and label, and follows it in ties.
    pub fn rename(&mut self, name: impl Fn(usize) -> String) {
        self.sort_by_place();
        let new: BTreeMap<String, String> = self
            .marks
            .iter()
            .enumerate()
            .map(|(index, mark)| (mark.id.clone(), name(index)))
            .collect();
        let find = |id: &String| new.get(id).unwrap_or(id).clone();
        for tie in &mut self.ties {
            tie.from = find(&tie.from);
            if tie.to_document.is_none() {
                tie.to = find(&tie.to);
            }
        }
        for mark in &mut self.marks {
            mark.id = find(&mark.id);
        }
    }

    /// Puts marks and ties into the order of their ids.
    pub(super) fn sort(&mut self) {
        self.marks.sort_by(|a, b| a.id.cmp(&b.id));
        self.ties.sort_by(|a, b| (&a.id, tie_key(a)).cmp(&(&b.id, tie_key(b))));
    }

    fn sort_by_place(&mut self) {
        self.marks.sort_by(|a, b| {
            (a.extent(), &a.places, &a.label, &a.by, &a.fields, &a.id).cmp(&(
                b.extent(),
                &b.places,
                &b.label,
                &b.by,
                &b.fields,
                &b.id,
            ))
        });
    }

    /// Numbers the ties, in the order of their ends and labels.
    pub fn number_ties(&mut self) {
        self.ties.sort_by(|a, b| tie_key(a).cmp(&tie_key(b)));
        for (index, tie) in self.ties.iter_mut().enumerate() {
            tie.id = format!("{}", index + 1);
        }
    }
}

fn tie_key(tie: &Tie) -> (&str, &str, Option<&str>, &str, &Fields) {
    (&tie.from, &tie.to, tie.to_document.as_deref(), &tie.label, &tie.fields)
}

impl Set {
    /// Puts everything into one order, so that two sets that hold the same are equal.
    pub fn sort(&mut self) {
        self.records.sort();
        self.documents.sort_by(|a, b| a.name.cmp(&b.name));
        self.documents.iter_mut().for_each(Document::sort);
    }

    /// How many marks it holds.
    #[must_use]
    pub fn n_marks(&self) -> usize {
        self.documents.iter().map(|document| document.marks.len()).sum()
    }

    /// The records of one sort.
    pub fn records_of<'a>(&'a self, sort: &'a str) -> impl Iterator<Item = &'a Record> {
        self.records.iter().filter(move |record| record.sort == sort)
    }
}

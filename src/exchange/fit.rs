//! Cutting a set down to what a format can hold.

use super::set::{Document, Mark, Piece, Set, Tie};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The tie between the parts of one mark, in formats whose marks have one place each.
pub const CONTINUES: &str = "continues";

/// How a format holds marks whose words stand apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// A mark has any number of places.
    Many,
    /// A mark has one place; parts are tied together by [`CONTINUES`].
    Tied,
    /// A mark has one place, and the parts come apart.
    Apart,
}

/// How much of the segments a format holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segments {
    /// Nothing.
    No,
    /// Where they begin and end.
    Bounds,
    /// All of it.
    Whole,
}

/// Which relations a format holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ties {
    /// None.
    No,
    /// Those between marks of one annotator in one article.
    Own,
    /// Those between marks of one article.
    Within,
    /// All.
    Across,
}

/// What a format can hold.
#[derive(Clone, Copy, Debug)]
pub struct Holds {
    /// How it holds marks whose words stand apart.
    pub parts: Parts,
    /// Which relations.
    pub ties: Ties,
    /// How much of the segments.
    pub segments: Segments,
    /// The title of the set.
    pub title: Has,
    /// Annotators, sources and propositions.
    pub records: Has,
    /// Names of articles.
    pub names: Has,
    /// Fields of articles.
    pub document_fields: Has,
    /// Who made a mark.
    pub authors: Has,
    /// Ids of marks.
    pub ids: Has,
    /// Fields of marks.
    pub mark_fields: Has,
    /// Ids of relations.
    pub tie_ids: Has,
    /// Fields of relations.
    pub tie_fields: Has,
}

/// Does a format hold something?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    /// It does.
    Yes,
    /// It does not.
    No,
}

use Has::{No, Yes};

impl Holds {
    /// Nothing but texts and labels on one place each.
    pub const LEAST: Self = Self {
        parts: Parts::Apart,
        ties: Ties::No,
        segments: Segments::No,
        title: No,
        records: No,
        names: No,
        document_fields: No,
        authors: No,
        ids: No,
        mark_fields: No,
        tie_ids: No,
        tie_fields: No,
    };

    /// Everything that a set can say.
    pub const ALL: Self = Self {
        parts: Parts::Many,
        ties: Ties::Across,
        segments: Segments::Whole,
        title: Yes,
        records: Yes,
        names: Yes,
        document_fields: Yes,
        authors: Yes,
        ids: Yes,
        mark_fields: Yes,
        tie_ids: Yes,
        tie_fields: Yes,
    };

    /// The sorts of fact that no set says which was cut down to this.
    pub(super) fn never(&self) -> Vec<&'static str> {
        let sorts = [
            ("title of the set", self.title),
            ("records of annotators, sources and propositions", self.records),
            ("fields of annotators, sources and propositions", self.records),
            ("fields of articles", self.document_fields),
            ("annotators of marks", self.authors),
            ("fields of marks", self.mark_fields),
            ("fields of relations", self.tie_fields),
        ];
        let gone = sorts.into_iter().filter(|(_, has)| *has == No).map(|(sort, _)| sort);
        let segments = ["boundaries of sentences", "roles and paragraphs of sentences"];
        let ties = ["relations", "ids of relations", "fields of relations"];
        let gone = gone.chain(segments.into_iter().filter(|_| self.segments == Segments::No));
        gone.chain(ties.into_iter().filter(|_| self.ties == Ties::No)).collect()
    }

    /// Takes out of a settled set what does not go in, and puts the rest into one order.
    pub fn fit(&self, set: &mut Set) {
        if self.title == No {
            set.title.clear();
        }
        if self.records == No {
            set.records.clear();
        }
        set.documents.retain(|document| document.text.is_some());
        for document in &mut set.documents {
            self.fit_document(document);
        }
        if self.ids == No && self.ties == Ties::Across {
            // Nothing names the other end any more.
            set.documents.iter_mut().for_each(|one| one.ties.retain(|t| t.to_document.is_none()));
        }
        self.number(set);
    }

    /// Gives names and ids to what a format leaves without: their numbers, in one order.
    pub fn number(&self, set: &mut Set) {
        for document in &mut set.documents {
            if self.ids == No {
                document.rename(|index| format!("{:06}", index + 1));
            }
            if self.tie_ids == No {
                document.number_ties();
            }
        }
        if self.names == No {
            for (index, document) in set.documents.iter_mut().enumerate() {
                document.name = format!("{:06}", index + 1);
            }
        }
        set.sort();
    }

    fn fit_document(&self, document: &mut Document) {
        if self.document_fields == No {
            document.fields.clear();
        }
        match self.segments {
            Segments::No => document.segments.clear(),
            Segments::Bounds => {
                document.segments.iter_mut().for_each(|piece| *piece = Piece::plain(piece.place));
            }
            Segments::Whole => {}
        }
        self.fit_ties(document);
        for mark in &mut document.marks {
            if self.authors == No {
                mark.by.clear();
            }
            if self.mark_fields == No {
                mark.fields.clear();
            }
        }
        for tie in &mut document.ties {
            if self.tie_fields == No {
                tie.fields.clear();
            }
        }
        if self.parts == Parts::Apart {
            split(document, false);
        }
    }

    fn fit_ties(&self, document: &mut Document) {
        let by: BTreeMap<String, String> =
            document.marks.iter().map(|mark| (mark.id.clone(), mark.by.clone())).collect();
        let own = |tie: &Tie| by.get(&tie.from) == by.get(&tie.to);
        document.ties.retain(|tie| match self.ties {
            Ties::No => false,
            Ties::Own => tie.to_document.is_none() && own(tie),
            Ties::Within => tie.to_document.is_none(),
            Ties::Across => true,
        });
        document.drop_dangling();
    }
}

/// Makes a mark of each part of a mark; tied together in the order of the text where `tied`.
fn split(document: &mut Document, tied: bool) {
    let mut parts = Vec::new();
    let mut ties = Vec::new();
    let taken: BTreeSet<String> = document.marks.iter().map(|mark| mark.id.clone()).collect();
    for mark in &mut document.marks {
        let rest = mark.places.split_off(mark.places.len().min(1));
        let mut before = mark.id.clone();
        for (index, place) in rest.into_iter().enumerate() {
            let base = format!("{}.part{}", mark.id, index + 2);
            let id = crate::model::free_slug(&base, |id| taken.contains(id));
            let fields = if tied { super::set::Fields::new() } else { mark.fields.clone() };
            parts.push(Mark { id: id.clone(), places: vec![place], fields, ..mark.clone() });
            if tied {
                let (from, to) = (before, id.clone());
                ties.push(Tie { label: CONTINUES.to_owned(), from, to, ..Tie::default() });
            }
            before = id;
        }
    }
    document.marks.extend(parts);
    document.ties.extend(ties);
}

/// A document in which every mark has one place, parts tied together in the order of the text.
pub(super) fn in_parts(mut document: Cow<'_, Document>) -> Cow<'_, Document> {
    if document.marks.iter().any(|mark| mark.places.len() > 1) {
        split(document.to_mut(), true);
    }
    document
}

/// Puts together the marks that [`split`] took apart: those tied by [`CONTINUES`].
pub(super) fn join(document: &mut Document) {
    let next: BTreeMap<String, String> = document
        .ties
        .iter()
        .filter(|tie| tie.label == CONTINUES && tie.to_document.is_none())
        .map(|tie| (tie.from.clone(), tie.to.clone()))
        .collect();
    if next.is_empty() {
        return;
    }
    let behind: BTreeSet<&String> = next.values().collect();
    let parts: BTreeMap<String, (Vec<super::set::Place>, String)> = document
        .marks
        .iter()
        .map(|mark| (mark.id.clone(), (mark.places.clone(), mark.quote.clone())))
        .collect();
    let mut joined = BTreeSet::new();
    for mark in document.marks.iter_mut().filter(|mark| !behind.contains(&mark.id)) {
        let mut at = &mark.id.clone();
        // Each part is used once, so a ring of ties ends too.
        while let Some(part) = next.get(at).filter(|part| joined.insert((*part).clone())) {
            if let Some((places, quote)) = parts.get(part) {
                mark.places.extend(places);
                mark.quote = [mark.quote.as_str(), quote].join(" ").trim().to_owned();
            }
            at = part;
        }
        if mark.places.len() > 1 {
            mark.places.sort_unstable();
        }
    }
    document.marks.retain(|mark| !joined.contains(&mark.id));
    document.ties.retain(|tie| tie.label != CONTINUES || !joined.contains(&tie.to));
}

/// The labels of all marks.
pub(super) fn labels(set: &Set) -> BTreeSet<&str> {
    set.documents.iter().flat_map(|one| &one.marks).map(|mark| mark.label.as_str()).collect()
}

/// The labels of all ties.
pub(super) fn all_ties(set: &Set) -> impl Iterator<Item = &str> {
    set.documents.iter().flat_map(|one| &one.ties).map(|tie| tie.label.as_str())
}

/// Longest name of a file without its ending, in bytes; file systems take 255.
const LONGEST_NAME: usize = 120;

/// Gives the documents names under which a file may lie on any system, and follows them in ties.
pub(super) fn name_files(set: &mut Set) {
    let mut taken = BTreeSet::new();
    let mut new = BTreeMap::new();
    for document in &mut set.documents {
        let name = crate::model::free_slug(&file_name(&document.name), |name| {
            taken.contains(&name.to_lowercase())
        });
        taken.insert(name.to_lowercase());
        new.insert(document.name.clone(), name.clone());
        document.name = name;
    }
    let ties = set.documents.iter_mut().flat_map(|document| &mut document.ties);
    for other in ties.filter_map(|tie| tie.to_document.as_mut()) {
        if let Some(name) = new.get(other) {
            other.clone_from(name);
        }
    }
}

/// The name itself where a file may have it on any system, else a slug.
#[must_use]
pub(super) fn file_name(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let is_safe = !name.is_empty()
        && name.len() <= LONGEST_NAME
        && name.chars().all(is_plain)
        && !name.starts_with(['.', '-'])
        && !name.ends_with('.')
        && name != "manifest";
    if is_safe { name.to_owned() } else { crate::model::slug(name) }
}

/// A word of ASCII letters, digits, `_` and `-`, for formats whose names are such; never empty.
#[must_use]
pub(super) fn plain_word(word: &str) -> String {
    if is_plain_word(word) {
        return word.to_owned();
    }
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let word: String = word.chars().map(plain).collect();
    if word.chars().any(|c| c.is_ascii_alphanumeric()) { word } else { format!("x{word}") }
}

/// Is it a word as [`plain_word`] makes them?
#[must_use]
pub(super) fn is_plain_word(word: &str) -> bool {
    word.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_')
        && word.bytes().any(|c| c.is_ascii_alphanumeric())
}

/// Changes the names of fields; of two that become one the later gets a number.
pub(super) fn rename_fields(fields: &mut super::set::Fields, rename: impl Fn(&str) -> String) {
    let mut renamed = super::set::Fields::new();
    for (name, value) in std::mem::take(fields) {
        let name = crate::model::free_slug(&rename(&name), |name| renamed.contains_key(name));
        renamed.insert(name, value);
    }
    *fields = renamed;
}

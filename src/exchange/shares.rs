//! Formats that have a file or folder for each annotator: dealing a set out, and putting it together again.

use super::set::{Document, Mark, Set};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The annotators of a set, each with the documents that hold a mark of theirs. A document without marks goes to the first.
pub(super) fn shares_of<'s>(
    set: &'s Set,
    annotators: Vec<&'s str>,
) -> Vec<(&'s str, Vec<&'s Document>)> {
    let first = annotators.first().copied();
    annotators
        .into_iter()
        .map(|by| {
            let theirs = set.documents.iter().filter(|document| has_share(document, by, first));
            (by, theirs.collect())
        })
        .collect()
}

/// Those of the annotators of a set who have a share of a document.
pub(super) fn sharers<'a>(
    document: &Document,
    annotators: &[&'a str],
) -> impl Iterator<Item = &'a str> {
    let first = annotators.first().copied();
    annotators.iter().copied().filter(move |by| has_share(document, by, first))
}

/// Has somebody marked anything in a document? One without marks goes to the first of all.
fn has_share(document: &Document, by: &str, first: Option<&str>) -> bool {
    (document.marks.is_empty() && Some(by) == first)
        || document.marks.iter().any(|mark| mark.by == by)
}

/// One annotator's part of a document, with the ties between their marks: the document itself where all of it is theirs.
pub(super) fn share<'d>(document: &'d Document, by: &str) -> Cow<'d, Document> {
    if document.marks.iter().all(|mark| mark.by == by) {
        return Cow::Borrowed(document);
    }
    let marks: Vec<Mark> = document.marks.iter().filter(|mark| mark.by == by).cloned().collect();
    let mut share = Document { marks, ..document.clone() };
    share.drop_dangling();
    Cow::Owned(share)
}

/// Documents that are put together, found by name.
#[derive(Default)]
pub(super) struct Gathering {
    documents: Vec<Document>,
    by_name: HashMap<String, usize>,
}

impl Gathering {
    /// Goes on with documents that were put together before.
    pub(super) fn of(documents: Vec<Document>) -> Self {
        let names = documents.iter().enumerate().rev();
        let by_name = names.map(|(at, one)| (one.name.clone(), at)).collect();
        Self { documents, by_name }
    }

    /// Adds a document: to the one that has its name and text, where there is such; else under a name of its own.
    pub(super) fn add(&mut self, mut document: Document) {
        let at = self.by_name.get(&document.name).copied();
        match at.and_then(|at| self.documents.get_mut(at)) {
            Some(other) if other.text == document.text => return merge(other, document),
            Some(_) => {
                let is_taken = |name: &str| self.by_name.contains_key(name);
                document.name = crate::model::free_slug(&document.name, is_taken);
            }
            None => {}
        }
        self.by_name.insert(document.name.clone(), self.documents.len());
        self.documents.push(document);
    }

    /// The documents, in the order in which they came.
    pub(super) fn into_documents(self) -> Vec<Document> {
        self.documents
    }
}

/// Puts the marks of one more file on the same text to the others; an id that is taken gets a number.
fn merge(into: &mut Document, mut from: Document) {
    let taken: BTreeSet<String> = into.marks.iter().map(|mark| mark.id.clone()).collect();
    let mut given = taken.clone();
    let mut new = BTreeMap::new();
    for mark in &mut from.marks {
        if taken.contains(&mark.id) {
            let named = !mark.by.is_empty();
            let base = if named { format!("{}.{}", mark.by, mark.id) } else { mark.id.clone() };
            let id = crate::model::free_slug(&base, |id| given.contains(id));
            new.insert(std::mem::replace(&mut mark.id, id.clone()), id);
        }
        given.insert(mark.id.clone());
    }
    for tie in &mut from.ties {
        for end in [&mut tie.from, &mut tie.to] {
            if let Some(id) = new.get(end) {
                end.clone_from(id);
            }
        }
    }
    into.marks.append(&mut from.marks);
    into.ties.append(&mut from.ties);
    into.fields.append(&mut from.fields);
}

//! A document before and after something was done to it: what is the same in both is passed over, the rest is told.

use super::facts::{
    of_article_field, of_author, of_mark, of_mark_field, of_mark_id, of_name, of_quotation,
    of_segments, of_text, of_tie, of_tie_field, of_tie_id, tie_wording,
};
use super::set::{Document, Fields, Mark, Place, Tie};
use std::cell::LazyCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::Arguments;

/// Is told the facts that are not passed over.
pub(super) trait Told {
    /// Is nothing left of this sort anywhere, so that all of it is to be told?
    fn is_gone(&self, sort: &str) -> bool;
    /// A fact that was said before.
    fn before(&mut self, sort: &'static str, fact: Arguments<'_>);
    /// A fact that is said now.
    fn after(&mut self, sort: &'static str, fact: Arguments<'_>);
}

/// What marks of one wording have in common, where they are marks on the same text.
fn key(mark: &Mark) -> (&[Place], &str, &str) {
    (&mark.places, &mark.label, &mark.quote)
}

/// A document as it was and as it is.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) was: &'a Document,
    pub(super) is: &'a Document,
}

impl<'a> Pair<'a> {
    pub(super) fn tell(self, told: &mut dyn Told) {
        let Self { was, is } = self;
        if was.name != is.name || told.is_gone("names of articles") {
            of_name(was, &mut |sort, fact| told.before(sort, fact));
            of_name(is, &mut |sort, fact| told.after(sort, fact));
        }
        if was.text != is.text || told.is_gone("texts") {
            of_text(was, &mut |sort, fact| told.before(sort, fact));
            of_text(is, &mut |sort, fact| told.after(sort, fact));
        }
        let is_gone = told.is_gone("fields of articles");
        for (name, value) in beyond(&was.fields, &is.fields, is_gone) {
            of_article_field(name, value, &mut |sort, fact| told.before(sort, fact));
        }
        for (name, value) in beyond(&is.fields, &was.fields, is_gone) {
            of_article_field(name, value, &mut |sort, fact| told.after(sort, fact));
        }
        let is_gone = told.is_gone("boundaries of sentences")
            || told.is_gone("roles and paragraphs of sentences");
        if is_gone || was.segments != is.segments {
            of_segments(was, &mut |sort, fact| told.before(sort, fact));
            of_segments(is, &mut |sort, fact| told.after(sort, fact));
        }
        let same = self.marks(told);
        self.ties(&same, told);
    }

    /// Returns the ids that marks of the document as it is had before, where they are worded as they were.
    fn marks(self, told: &mut dyn Told) -> BTreeMap<&'a str, &'a str> {
        let Self { was, is } = self;
        let in_order = |document: &'a Document| {
            let mut marks: Vec<&Mark> = document.marks.iter().collect();
            marks.sort_by(|a, b| (key(a), &a.by, &a.id).cmp(&(key(b), &b.by, &b.id)));
            marks.into_iter().peekable()
        };
        let (mut before, mut after) = (in_order(was), in_order(is));
        let mut same = BTreeMap::new();
        let is_worded_alike = was.text == is.text && !told.is_gone("marks");
        loop {
            let order = match (before.peek(), after.peek()) {
                (None, None) => return same,
                (Some(a), Some(b)) if is_worded_alike => key(a).cmp(&key(b)),
                (Some(_), _) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
            };
            let a = if order.is_le() { before.next() } else { None };
            let b = if order.is_ge() { after.next() } else { None };
            match (a, b) {
                (Some(a), Some(b)) => {
                    same.insert(b.id.as_str(), a.id.as_str());
                    self.mark(a, b, told);
                }
                (Some(a), None) => of_mark(was, a, &mut |sort, fact| told.before(sort, fact)),
                (None, Some(b)) => of_mark(is, b, &mut |sort, fact| told.after(sort, fact)),
                (None, None) => {}
            }
        }
    }

    /// Two marks of one wording.
    fn mark(self, a: &Mark, b: &Mark, told: &mut dyn Told) {
        let Self { was, is } = self;
        if a.id != b.id || told.is_gone("ids of marks") {
            of_mark_id(a, &mut |sort, fact| told.before(sort, fact));
            of_mark_id(b, &mut |sort, fact| told.after(sort, fact));
        }
        if a.by != b.by || told.is_gone("annotators of marks") {
            of_author(was, a, &mut |sort, fact| told.before(sort, fact));
            of_author(is, b, &mut |sort, fact| told.after(sort, fact));
        }
        if (&a.prefix, &a.suffix) != (&b.prefix, &b.suffix)
            || told.is_gone("quotations without a text")
        {
            of_quotation(was, a, &mut |sort, fact| told.before(sort, fact));
            of_quotation(is, b, &mut |sort, fact| told.after(sort, fact));
        }
        let is_gone = told.is_gone("fields of marks");
        for field in beyond(&a.fields, &b.fields, is_gone) {
            of_mark_field(was, a, field, &mut |sort, fact| told.before(sort, fact));
        }
        for field in beyond(&b.fields, &a.fields, is_gone) {
            of_mark_field(is, b, field, &mut |sort, fact| told.after(sort, fact));
        }
    }

    /// `same` names the marks that ties led to before by those that they lead to now.
    fn ties(self, same: &BTreeMap<&'a str, &'a str>, told: &mut dyn Told) {
        let Self { was, is } = self;
        let (was_marks, is_marks) = (LazyCell::new(|| was.by_id()), LazyCell::new(|| is.by_id()));
        let mut before: Vec<(Ends<'_>, &Tie)> =
            was.ties.iter().map(|tie| (Ends::of(tie), tie)).collect();
        let mut after = Vec::with_capacity(is.ties.len());
        for tie in &is.ties {
            match Ends::of(tie).named(same).filter(|_| !told.is_gone("relations")) {
                Some(ends) => after.push((ends, tie)),
                None => of_tie(is, &is_marks, tie, &mut |sort, fact| told.after(sort, fact)),
            }
        }
        before.sort_by(|a, b| (&a.0, &a.1.fields, &a.1.id).cmp(&(&b.0, &b.1.fields, &b.1.id)));
        after.sort_by(|a, b| (&a.0, &a.1.fields, &a.1.id).cmp(&(&b.0, &b.1.fields, &b.1.id)));
        let (mut before, mut after) = (before.into_iter().peekable(), after.into_iter().peekable());
        loop {
            let order = match (before.peek(), after.peek()) {
                (None, None) => return,
                (Some(a), Some(b)) => a.0.cmp(&b.0),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
            };
            let a = if order.is_le() { before.next() } else { None };
            let b = if order.is_ge() { after.next() } else { None };
            match (a, b) {
                (Some((_, a)), Some((_, b))) => {
                    if a.id != b.id || told.is_gone("ids of relations") {
                        of_tie_id(a, &mut |sort, fact| told.before(sort, fact));
                        of_tie_id(b, &mut |sort, fact| told.after(sort, fact));
                    }
                    let is_gone = told.is_gone("fields of relations");
                    if is_gone || a.fields != b.fields {
                        let (was, is) =
                            (tie_wording(was, &was_marks, a), tie_wording(is, &is_marks, b));
                        for (field, value) in &a.fields {
                            of_tie_field(&was, field, value, &mut |s, fact| told.before(s, fact));
                        }
                        for (field, value) in &b.fields {
                            of_tie_field(&is, field, value, &mut |s, fact| told.after(s, fact));
                        }
                    }
                }
                (Some((_, a)), None) => {
                    of_tie(was, &was_marks, a, &mut |sort, fact| told.before(sort, fact));
                }
                (None, Some((_, b))) => {
                    of_tie(is, &is_marks, b, &mut |sort, fact| told.after(sort, fact));
                }
                (None, None) => {}
            }
        }
    }
}

/// What a tie says, its fields apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Ends<'a> {
    from: &'a str,
    to: &'a str,
    to_document: Option<&'a str>,
    label: &'a str,
}

impl<'a> Ends<'a> {
    fn of(tie: &'a Tie) -> Self {
        let to_document = tie.to_document.as_deref();
        Self { from: &tie.from, to: &tie.to, to_document, label: &tie.label }
    }

    /// The same with other names of marks; none where a mark has no other.
    fn named(self, names: &BTreeMap<&'a str, &'a str>) -> Option<Self> {
        let to = if self.to_document.is_some() { self.to } else { names.get(self.to)? };
        Some(Self { from: names.get(self.from)?, to, ..self })
    }
}

/// The fields of one that the other has not; all of them where `is_all`.
fn beyond<'a>(
    one: &'a Fields,
    other: &'a Fields,
    is_all: bool,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    one.iter()
        .filter(move |(name, value)| is_all || other.get(*name) != Some(*value))
        .map(|(name, value)| (name.as_str(), value.as_str()))
}

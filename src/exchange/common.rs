//! What no text of a set knows by itself, and its writer needs: who marked anything, which labels there are, how many marks
//! come before.

use super::brat_conf::is_attribute;
use super::fit::CONTINUES;
use super::set::{Document, Set};
use std::collections::{BTreeMap, BTreeSet};

/// What the texts of a set have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Common {
    /// The labels of all marks.
    pub(super) labels: BTreeSet<String>,
    /// The labels of all ties.
    pub(super) ties: BTreeSet<String>,
    /// The names of the fields of marks.
    pub(super) mark_fields: BTreeSet<String>,
    /// The names of the fields of ties.
    pub(super) tie_fields: BTreeSet<String>,
    /// The values of the fields that are words.
    pub(super) attributes: BTreeMap<String, BTreeSet<String>>,
    /// Has any mark several places?
    has_parts: bool,
    /// How many marks everybody has who has any, each part counted.
    marks: BTreeMap<String, usize>,
    /// How many marks come before those of each annotator in the texts that are written.
    before: BTreeMap<String, usize>,
}

impl Common {
    pub(super) fn of(set: &Set) -> Self {
        let mut common = Self::default();
        for document in &set.documents {
            for mark in &document.marks {
                insert(&mut common.labels, &mark.label);
                common.has_parts |= mark.places.len() > 1;
                for (field, value) in &mark.fields {
                    insert(&mut common.mark_fields, field);
                    if is_attribute(field, value) {
                        match common.attributes.get_mut(field) {
                            Some(values) => insert(values, value),
                            None => {
                                let values = BTreeSet::from([value.clone()]);
                                common.attributes.insert(field.clone(), values);
                            }
                        }
                    }
                }
            }
            for tie in &document.ties {
                insert(&mut common.ties, &tie.label);
                tie.fields.keys().for_each(|field| insert(&mut common.tie_fields, field));
            }
            common.count(Self::counts(document));
        }
        common.before = common.first_numbers();
        common
    }

    /// How many marks everybody has in a document, each part counted.
    fn counts(document: &Document) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for mark in &document.marks {
            let n = mark.places.len().max(1);
            insert_count(&mut counts, &mark.by, n);
        }
        counts
    }

    fn count(&mut self, counts: BTreeMap<String, usize>) {
        for (by, n) in counts {
            *self.marks.entry(by).or_default() += n;
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.labels.extend(other.labels);
        self.ties.extend(other.ties);
        self.mark_fields.extend(other.mark_fields);
        self.tie_fields.extend(other.tie_fields);
        for (field, values) in other.attributes {
            self.attributes.entry(field).or_default().extend(values);
        }
        self.has_parts |= other.has_parts;
        self.count(other.marks);
    }

    /// The same for texts of which some annotators have nothing, and before which everybody has so many marks.
    pub(super) fn among(mut self, by: &BTreeSet<String>, before: BTreeMap<String, usize>) -> Self {
        for by in by {
            insert_count(&mut self.marks, by, 0);
        }
        Self { before, ..self }
    }

    /// Was everything marked by these and by nobody else?
    pub(super) fn is_by(&self, by: &BTreeSet<String>) -> bool {
        self.marks.keys().eq(by)
    }

    /// Was nothing marked by anybody else than these?
    pub(super) fn is_within(&self, by: &BTreeSet<String>) -> bool {
        self.marks.keys().all(|one| by.contains(one))
    }

    /// Counts these marks among those that come before.
    pub(super) fn number(&self, before: &mut BTreeMap<String, usize>) {
        for (by, n) in &self.marks {
            insert_count(before, by, *n);
        }
    }

    /// How many marks come before those of each annotator in the first text: all those of the annotators before.
    pub(super) fn first_numbers(&self) -> BTreeMap<String, usize> {
        let mut sum = 0;
        let first = self.marks.iter().map(|(by, n)| {
            sum += n;
            (by.clone(), sum - n)
        });
        first.collect()
    }

    /// How many marks come before those of this annotator.
    pub(super) fn n_before(&self, by: &str) -> usize {
        self.before.get(by).copied().unwrap_or(0)
    }

    /// All annotators; where nobody marked anything, nobody.
    pub(super) fn annotators(&self) -> Vec<&str> {
        if self.marks.is_empty() {
            return vec![""];
        }
        self.marks.keys().map(String::as_str).collect()
    }

    /// The labels of all ties, and of those between the parts of marks.
    pub(super) fn tie_labels(&self) -> BTreeSet<&str> {
        let parts = self.has_parts.then_some(CONTINUES);
        self.ties.iter().map(String::as_str).chain(parts).collect()
    }
}

fn insert_count(counts: &mut BTreeMap<String, usize>, by: &str, n: usize) {
    match counts.get_mut(by) {
        Some(count) => *count += n,
        None => drop(counts.insert(by.to_owned(), n)),
    }
}

fn insert(words: &mut BTreeSet<String>, word: &str) {
    if !words.contains(word) {
        words.insert(word.to_owned());
    }
}

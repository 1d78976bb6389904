//! What a set says, fact by fact, so that what a format cannot hold is counted and not guessed.

use super::set::{Document, Mark, Set, Tie};
use std::collections::BTreeMap;

/// How many examples of each sort of loss are given.
const EXAMPLES: usize = 3;

/// Longest run of words in an example, in code points.
const SHOWN: usize = 40;

/// Every sort of fact, the one first whose loss hurts most.
const SORTS: [&str; 16] = [
    "texts",
    "marks",
    "relations",
    "annotators of marks",
    "fields of marks",
    "fields of relations",
    "quotations without a text",
    "fields of articles",
    "records of annotators, sources and propositions",
    "fields of annotators, sources and propositions",
    "boundaries of sentences",
    "roles and paragraphs of sentences",
    "names of articles",
    "title of the set",
    "ids of marks",
    "ids of relations",
];

/// Facts by sort and wording, each with the number of times it is said and the document that says it first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<&'static str, BTreeMap<String, (usize, String)>>);

/// What of one sort does not come through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What it is, in the plural: “notes and other fields of marks”.
    pub sort: &'static str,
    /// How many.
    pub count: usize,
    /// The first of them.
    pub examples: Vec<String>,
}

/// What a format cannot hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss(pub Vec<Lost>);

impl Loss {
    /// Does everything come through?
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// One sentence for each sort, with examples.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let line = |lost: &Lost| {
            let more = if lost.count > lost.examples.len() { "; …" } else { "" };
            format!("{}: {} ({}{more})", lost.sort, lost.count, lost.examples.join("; "))
        };
        self.0.iter().map(line).collect()
    }
}

impl Facts {
    /// Everything a settled set says.
    #[must_use]
    pub fn of(set: &Set) -> Self {
        let mut facts = Self::default();
        if !set.title.is_empty() {
            facts.add("title of the set", "", set.title.clone());
        }
        for record in &set.records {
            facts.add("records of annotators, sources and propositions", "", name_of(record));
            for (field, value) in &record.fields {
                let fact = format!("{}: {field} = {value}", record.id);
                facts.add("fields of annotators, sources and propositions", "", fact);
            }
        }
        set.documents.iter().for_each(|document| facts.add_document(document));
        facts
    }

    fn add(&mut self, sort: &'static str, document: &str, fact: String) {
        let place = self.0.entry(sort).or_default().entry(fact);
        place.or_insert_with(|| (0, document.to_owned())).0 += 1;
    }

    fn add_document(&mut self, document: &Document) {
        let name = document.name.as_str();
        self.add("names of articles", name, name.to_owned());
        if let Some(text) = &document.text {
            self.add("texts", name, crate::model::sha256(text));
        }
        for (field, value) in &document.fields {
            self.add("fields of articles", name, format!("{field} = {value}"));
        }
        for piece in &document.segments {
            let (start, end) = (piece.place.start, piece.place.end);
            self.add("boundaries of sentences", name, format!("bytes {start} to {end}"));
            let role = piece.role.label();
            let sure = if piece.is_sure { "" } else { ", not certain" };
            let opens = if piece.opens_paragraph { ", opens a paragraph" } else { "" };
            let what = format!("bytes {start} to {end}: {role}{sure}{opens}");
            self.add("roles and paragraphs of sentences", name, what);
        }
        for mark in &document.marks {
            self.add_mark(document, mark);
        }
        let marks = document.by_id();
        for tie in &document.ties {
            self.add_tie(document, &marks, tie);
        }
    }

    fn add_mark(&mut self, document: &Document, mark: &Mark) {
        let (name, key) = (document.name.as_str(), wording(document, mark));
        self.add("marks", name, key.clone());
        self.add("ids of marks", name, mark.id.clone());
        if !mark.by.is_empty() {
            self.add("annotators of marks", name, format!("{key} by {}", mark.by));
        }
        if !mark.quote.is_empty() {
            let quote = format!("{key}: {}|{}|{}", mark.prefix, mark.quote, mark.suffix);
            self.add("quotations without a text", name, quote);
        }
        for (field, value) in &mark.fields {
            self.add("fields of marks", name, format!("{key}: {field} = {value}"));
        }
    }

    fn add_tie(&mut self, document: &Document, marks: &BTreeMap<&str, &Mark>, tie: &Tie) {
        let name = document.name.as_str();
        let end = |id: &str| match marks.get(id) {
            Some(mark) => wording(document, mark),
            None => "an end that is not there".to_owned(),
        };
        let to = match &tie.to_document {
            Some(other) => format!("{} in {other}", tie.to),
            None => end(&tie.to),
        };
        let key = format!("{} {} {to}", end(&tie.from), tie.label);
        self.add("ids of relations", name, tie.id.clone());
        for (field, value) in &tie.fields {
            self.add("fields of relations", name, format!("{key}: {field} = {value}"));
        }
        self.add("relations", name, key);
    }

    /// These facts without those of some sorts.
    pub(super) fn but_for(mut self, sorts: &[&str]) -> Self {
        self.0.retain(|sort, _| !sorts.contains(sort));
        self
    }

    /// What `self` says and `fitted` does not.
    #[must_use]
    pub fn without(&self, fitted: &Self) -> Loss {
        let mut losses = Vec::new();
        for (sort, facts) in &self.0 {
            let kept = fitted.0.get(sort);
            let mut lost = Lost { sort, count: 0, examples: Vec::new() };
            for (fact, (count, document)) in facts {
                let kept = kept.and_then(|kept| kept.get(fact)).map_or(0, |(count, _)| *count);
                let missing = count.saturating_sub(kept);
                if missing > 0 && lost.examples.len() < EXAMPLES {
                    lost.examples.push(example(document, fact));
                }
                lost.count += missing;
            }
            if lost.count > 0 {
                losses.push(lost);
            }
        }
        // What hurts most comes first.
        losses.sort_by_key(|lost| SORTS.iter().position(|sort| *sort == lost.sort));
        Loss(losses)
    }
}

fn name_of(record: &super::set::Record) -> String {
    format!("{} {}", record.sort, record.id)
}

fn example(document: &str, fact: &str) -> String {
    let fact: String = fact.chars().take(4 * SHOWN).collect();
    let fact = fact.replace(char::is_control, " ");
    if document.is_empty() || document == fact { fact } else { format!("{document}: {fact}") }
}

/// A mark as messages name it: label, first words, places.
#[must_use]
pub(super) fn wording(document: &Document, mark: &Mark) -> String {
    let words = mark.places.first().map_or("", |place| place.of(document.words()));
    let words = if words.is_empty() { mark.quote.as_str() } else { words };
    let mut shown: String = words.chars().take(SHOWN).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    let places: Vec<_> =
        mark.places.iter().map(|place| format!("{}-{}", place.start, place.end)).collect();
    format!("{} “{shown}” {}", mark.label, places.join(";"))
}

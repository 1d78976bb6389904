//! What a set says, fact by fact, so that what a format cannot hold is counted and not guessed.

use super::set::{Document, Mark, Set, Tie};
use std::collections::{BTreeMap, HashMap};

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

/// Facts by sort and wording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// A set of 100,000 statements says some millions of facts: they are found by hash, not in an order.
    by_sort: BTreeMap<&'static str, HashMap<String, Said>>,
    /// The names of the documents, in the order of the set.
    documents: Vec<String>,
}

/// How often a fact is said, and the number of the document that says it first; none where it is about the whole set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Said {
    n: usize,
    first: Option<usize>,
}

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
        let documents = set.documents.iter().map(|document| document.name.clone()).collect();
        let mut facts = Self { by_sort: BTreeMap::new(), documents };
        if !set.title.is_empty() {
            facts.add("title of the set", None, set.title.clone());
        }
        for record in &set.records {
            facts.add("records of annotators, sources and propositions", None, name_of(record));
            for (field, value) in &record.fields {
                let fact = format!("{}: {field} = {value}", record.id);
                facts.add("fields of annotators, sources and propositions", None, fact);
            }
        }
        for (number, document) in set.documents.iter().enumerate() {
            facts.add_document(number, document);
        }
        facts
    }

    fn add(&mut self, sort: &'static str, document: Option<usize>, fact: String) {
        let said = self.by_sort.entry(sort).or_default().entry(fact);
        said.or_insert(Said { n: 0, first: document }).n += 1;
    }

    fn add_document(&mut self, number: usize, document: &Document) {
        let name = Some(number);
        self.add("names of articles", name, document.name.clone());
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
            self.add_mark(number, document, mark);
        }
        let marks = document.by_id();
        for tie in &document.ties {
            self.add_tie(number, document, &marks, tie);
        }
    }

    fn add_mark(&mut self, number: usize, document: &Document, mark: &Mark) {
        let (name, key) = (Some(number), wording(document, mark));
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

    fn add_tie(
        &mut self,
        number: usize,
        document: &Document,
        marks: &BTreeMap<&str, &Mark>,
        tie: &Tie,
    ) {
        let name = Some(number);
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
        self.by_sort.retain(|sort, _| !sorts.contains(sort));
        self
    }

    /// What `self` says and `fitted` does not.
    #[must_use]
    pub fn without(&self, fitted: &Self) -> Loss {
        let mut losses = Vec::new();
        for (sort, facts) in &self.by_sort {
            let lost = self.lost(sort, facts, fitted.by_sort.get(sort));
            if lost.count > 0 {
                losses.push(lost);
            }
        }
        // What hurts most comes first.
        losses.sort_by_key(|lost| SORTS.iter().position(|sort| *sort == lost.sort));
        Loss(losses)
    }

    /// What of one sort is not kept, with the first examples by their wording.
    fn lost(
        &self,
        sort: &'static str,
        facts: &HashMap<String, Said>,
        kept: Option<&HashMap<String, Said>>,
    ) -> Lost {
        let (mut count, mut first) = (0, Vec::with_capacity(EXAMPLES + 1));
        #[expect(clippy::iter_over_hash_type, reason = "what is taken from it is put in order")]
        for (fact, said) in facts {
            let kept = kept.and_then(|kept| kept.get(fact)).map_or(0, |said| said.n);
            let missing = said.n.saturating_sub(kept);
            if missing == 0 {
                continue;
            }
            count += missing;
            let place = first.partition_point(|(other, _)| *other < fact);
            if place < EXAMPLES {
                first.insert(place, (fact, said.first));
                first.truncate(EXAMPLES);
            }
        }
        let document = |number: Option<usize>| {
            number.and_then(|number| self.documents.get(number)).map_or("", String::as_str)
        };
        let examples =
            first.into_iter().map(|(fact, number)| example(document(number), fact)).collect();
        Lost { sort, count, examples }
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

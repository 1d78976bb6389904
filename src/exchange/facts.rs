//! What a set says, fact by fact, so that what a format cannot hold is counted and not guessed.

use super::loss::{Loss, Lost, Smallest, example};
use super::set::{Document, Mark, Record, Set, Tie};
use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Arguments};

/// Longest run of words in a fact, in code points.
const SHOWN: usize = 40;

/// Is told a fact: its sort, and its wording.
pub(super) type Say<'s> = dyn FnMut(&'static str, Arguments<'_>) + 's;

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

impl Facts {
    /// Everything a settled set says.
    #[must_use]
    pub fn of(set: &Set) -> Self {
        let documents = set.documents.iter().map(|document| document.name.clone()).collect();
        let mut facts = Self { by_sort: BTreeMap::new(), documents };
        let mut add = |sort: &'static str, document: Option<usize>, fact: Arguments<'_>| {
            let said = facts.by_sort.entry(sort).or_default().entry(fact.to_string());
            said.or_insert(Said { n: 0, first: document }).n += 1;
        };
        of_set(set, &mut |sort, fact| add(sort, None, fact));
        for (number, document) in set.documents.iter().enumerate() {
            of_document(document, &mut |sort, fact| add(sort, Some(number), fact));
        }
        facts
    }

    /// What `self` says and `fitted` does not.
    #[must_use]
    pub fn without(&self, fitted: &Self) -> Loss {
        let lost =
            |(sort, facts): (&&'static str, _)| self.lost(sort, facts, fitted.by_sort.get(sort));
        Loss::of(self.by_sort.iter().map(lost).collect())
    }

    /// What of one sort is not kept, with the first examples by their wording.
    fn lost(
        &self,
        sort: &'static str,
        facts: &HashMap<String, Said>,
        kept: Option<&HashMap<String, Said>>,
    ) -> Lost {
        let (mut count, mut first) = (0, Smallest::default());
        #[expect(clippy::iter_over_hash_type, reason = "what is taken from it is put in order")]
        for (fact, said) in facts {
            let kept = kept.and_then(|kept| kept.get(fact)).map_or(0, |said| said.n);
            let missing = said.n.saturating_sub(kept);
            if missing > 0 {
                count += missing;
                first.meet(fact, said.first);
            }
        }
        let document = |number: Option<usize>| {
            number.and_then(|number| self.documents.get(number)).map_or("", String::as_str)
        };
        let examples = first.0.iter().map(|(fact, number)| example(document(*number), fact));
        Lost { sort, count, examples: examples.collect() }
    }
}

/// What a set says beside its documents.
pub(super) fn of_set(set: &Set, say: &mut Say<'_>) {
    if !set.title.is_empty() {
        say("title of the set", format_args!("{}", set.title));
    }
    for record in &set.records {
        of_record(record, say);
    }
}

fn of_record(record: &Record, say: &mut Say<'_>) {
    let (sort, id) = (&record.sort, &record.id);
    say("records of annotators, sources and propositions", format_args!("{sort} {id}"));
    for (field, value) in &record.fields {
        let fact = format_args!("{id}: {field} = {value}");
        say("fields of annotators, sources and propositions", fact);
    }
}

/// What a document says.
pub(super) fn of_document(document: &Document, say: &mut Say<'_>) {
    of_head(document, say);
    of_segments(document, say);
    for mark in &document.marks {
        of_mark(document, mark, say);
    }
    let marks = document.by_id();
    for tie in &document.ties {
        of_tie(document, &marks, tie, say);
    }
}

fn of_head(document: &Document, say: &mut Say<'_>) {
    of_name(document, say);
    of_text(document, say);
    for (field, value) in &document.fields {
        of_article_field(field, value, say);
    }
}

pub(super) fn of_name(document: &Document, say: &mut Say<'_>) {
    say("names of articles", format_args!("{}", document.name));
}

pub(super) fn of_text(document: &Document, say: &mut Say<'_>) {
    if let Some(text) = &document.text {
        say("texts", format_args!("{}", crate::model::sha256(text)));
    }
}

pub(super) fn of_article_field(field: &str, value: &str, say: &mut Say<'_>) {
    say("fields of articles", format_args!("{field} = {value}"));
}

pub(super) fn of_segments(document: &Document, say: &mut Say<'_>) {
    for piece in &document.segments {
        let (start, end) = (piece.place.start, piece.place.end);
        say("boundaries of sentences", format_args!("bytes {start} to {end}"));
        let role = piece.role.label();
        let sure = if piece.is_sure { "" } else { ", not certain" };
        let opens = if piece.opens_paragraph { ", opens a paragraph" } else { "" };
        let what = format_args!("bytes {start} to {end}: {role}{sure}{opens}");
        say("roles and paragraphs of sentences", what);
    }
}

pub(super) fn of_mark(document: &Document, mark: &Mark, say: &mut Say<'_>) {
    say("marks", format_args!("{}", Wording { document, mark }));
    of_mark_id(mark, say);
    of_author(document, mark, say);
    of_quotation(document, mark, say);
    for (field, value) in &mark.fields {
        of_mark_field(document, mark, (field, value), say);
    }
}

pub(super) fn of_mark_id(mark: &Mark, say: &mut Say<'_>) {
    say("ids of marks", format_args!("{}", mark.id));
}

pub(super) fn of_author(document: &Document, mark: &Mark, say: &mut Say<'_>) {
    if !mark.by.is_empty() {
        let key = Wording { document, mark };
        say("annotators of marks", format_args!("{key} by {}", mark.by));
    }
}

pub(super) fn of_quotation(document: &Document, mark: &Mark, say: &mut Say<'_>) {
    if !mark.quote.is_empty() {
        let key = Wording { document, mark };
        let (prefix, quote, suffix) = (&mark.prefix, &mark.quote, &mark.suffix);
        say("quotations without a text", format_args!("{key}: {prefix}|{quote}|{suffix}"));
    }
}

pub(super) fn of_mark_field(
    document: &Document,
    mark: &Mark,
    (field, value): (&str, &str),
    say: &mut Say<'_>,
) {
    let key = Wording { document, mark };
    say("fields of marks", format_args!("{key}: {field} = {value}"));
}

pub(super) fn of_tie(
    document: &Document,
    marks: &BTreeMap<&str, &Mark>,
    tie: &Tie,
    say: &mut Say<'_>,
) {
    let key = tie_wording(document, marks, tie);
    say("relations", format_args!("{key}"));
    of_tie_id(tie, say);
    for (field, value) in &tie.fields {
        of_tie_field(&key, field, value, say);
    }
}

pub(super) fn of_tie_id(tie: &Tie, say: &mut Say<'_>) {
    say("ids of relations", format_args!("{}", tie.id));
}

pub(super) fn of_tie_field(key: &str, field: &str, value: &str, say: &mut Say<'_>) {
    say("fields of relations", format_args!("{key}: {field} = {value}"));
}

/// A tie by its ends and its label.
pub(super) fn tie_wording(document: &Document, marks: &BTreeMap<&str, &Mark>, tie: &Tie) -> String {
    let end = |id: &str| match marks.get(id) {
        Some(mark) => wording(document, mark),
        None => "an end that is not there".to_owned(),
    };
    let to = match &tie.to_document {
        Some(other) => format!("{} in {other}", tie.to),
        None => end(&tie.to),
    };
    format!("{} {} {to}", end(&tie.from), tie.label)
}

/// A mark as messages name it: label, first words, places.
#[must_use]
pub(super) fn wording(document: &Document, mark: &Mark) -> String {
    Wording { document, mark }.to_string()
}

struct Wording<'a> {
    document: &'a Document,
    mark: &'a Mark,
}

impl fmt::Display for Wording<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { document, mark } = self;
        let words = mark.places.first().map_or("", |place| place.of(document.words()));
        let words = if words.is_empty() { mark.quote.as_str() } else { words };
        let end = words.char_indices().nth(SHOWN).map_or(words.len(), |(at, _)| at);
        let shown = words.get(..end).unwrap_or(words);
        let more = if end < words.len() { "…" } else { "" };
        write!(f, "{} “{shown}{more}” ", mark.label)?;
        for (index, place) in mark.places.iter().enumerate() {
            let between = if index == 0 { "" } else { ";" };
            write!(f, "{between}{}-{}", place.start, place.end)?;
        }
        Ok(())
    }
}

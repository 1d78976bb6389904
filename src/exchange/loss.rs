//! What a format does not hold: everything that a set says and what is left of it does not, counted, with examples.
//!
//! Most of a set comes through as it is. What is the same before and after is passed over by comparing it, and only the rest
//! is put into words; what is counted is the same as if all of it were.

use super::facts::{of_document, of_set};
use super::pairs::{Pair, Told};
use super::set::{Document, Mark, Set};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::{Arguments, Write as _};

/// How many examples of each sort of loss are given.
const EXAMPLES: usize = 3;

/// Longest example, in code points.
const SHOWN: usize = 160;

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

    /// What is lost, without sorts of which nothing is; what hurts most comes first.
    pub(super) fn of(mut losses: Vec<Lost>) -> Self {
        losses.retain(|lost| lost.count > 0);
        losses.sort_by_key(|lost| SORTS.iter().position(|sort| *sort == lost.sort));
        Self(losses)
    }

    /// What `before` says and `after` does not, all facts of the sorts in `no` not counted among what `after` says: as
    /// `Facts::of(before)` without `Facts::of(after)`.
    #[must_use]
    pub(super) fn between(before: &Set, after: &Set, no: &[&str]) -> Self {
        let mut balance = Balance::new(before, after, no);
        of_set(before, &mut |sort, fact| balance.before(sort, None, fact));
        of_set(after, &mut |sort, fact| balance.after(sort, fact));
        let names: HashMap<&str, usize> =
            (0..).zip(&before.documents).map(|(number, one)| (one.name.as_str(), number)).collect();
        let is_aligned = before.documents.len() == after.documents.len();
        let mut met = BTreeSet::new();
        for (number, document) in after.documents.iter().enumerate() {
            let same = names.get(document.name.as_str()).copied();
            let number = same.or(is_aligned.then_some(number)).filter(|number| met.insert(*number));
            match number.and_then(|number| Some((number, before.documents.get(number)?))) {
                Some((number, was)) => balance.pair(number, was, document),
                None => of_document(document, &mut |sort, fact| balance.after(sort, fact)),
            }
        }
        for (number, document) in before.documents.iter().enumerate() {
            if !met.contains(&number) {
                of_document(document, &mut |sort, fact| {
                    balance.before(sort, Some(number), fact);
                });
            }
        }
        balance.loss()
    }
}

/// The first few facts in the order of their wording, each with the first document that says it.
#[derive(Default)]
pub(super) struct Smallest(pub(super) Vec<(String, Option<usize>)>);

impl Smallest {
    pub(super) fn meet(&mut self, fact: &str, document: Option<usize>) {
        let place = self.0.partition_point(|(other, _)| other.as_str() < fact);
        match self.0.get_mut(place).filter(|(other, _)| other == fact) {
            Some((_, first)) => *first = (*first).min(document),
            None if place < EXAMPLES => {
                self.0.truncate(EXAMPLES - 1);
                self.0.insert(place, (fact.to_owned(), document));
            }
            None => {}
        }
    }
}

/// A fact as an example of what is lost.
pub(super) fn example(document: &str, fact: &str) -> String {
    let fact: String = fact.chars().take(SHOWN).collect();
    let fact = fact.replace(char::is_control, " ");
    if document.is_empty() || document == fact { fact } else { format!("{document}: {fact}") }
}

/// How often a fact is said before and after, and by which document first.
#[derive(Default)]
struct Open {
    before: usize,
    after: usize,
    first: Option<usize>,
}

/// What of one sort is not yet made up for.
#[derive(Default)]
struct Tally {
    /// Lost for certain, because nothing of the sort is left.
    gone: usize,
    smallest: Smallest,
    open: HashMap<String, Open>,
}

/// The facts of a document that stand on either side.
struct Both<'b, 's> {
    number: usize,
    balance: &'b mut Balance<'s>,
}

impl Told for Both<'_, '_> {
    fn is_gone(&self, sort: &str) -> bool {
        self.balance.is_gone(sort)
    }

    fn before(&mut self, sort: &'static str, fact: Arguments<'_>) {
        self.balance.before(sort, Some(self.number), fact);
    }

    fn after(&mut self, sort: &'static str, fact: Arguments<'_>) {
        self.balance.after(sort, fact);
    }
}

struct Balance<'s> {
    set: &'s Set,
    /// The sorts of which nothing is left.
    gone: Vec<&'static str>,
    tallies: BTreeMap<&'static str, Tally>,
    wording: String,
}

impl<'s> Balance<'s> {
    fn new(before: &'s Set, after: &Set, no: &[&str]) -> Self {
        let said = left(after);
        let gone = SORTS.into_iter().filter(|sort| !said.contains(sort) || no.contains(sort));
        let gone = gone.collect();
        Self { set: before, gone, tallies: BTreeMap::new(), wording: String::new() }
    }

    fn is_gone(&self, sort: &str) -> bool {
        self.gone.contains(&sort)
    }

    fn before(&mut self, sort: &'static str, document: Option<usize>, fact: Arguments<'_>) {
        let is_gone = self.is_gone(sort);
        let tally = self.tallies.entry(sort).or_default();
        if !is_gone {
            let open = tally.open.entry(fact.to_string()).or_default();
            open.first = if open.before == 0 { document } else { open.first.min(document) };
            open.before += 1;
            return;
        }
        tally.gone += 1;
        self.wording.clear();
        // Writing to a String cannot fail.
        self.wording.write_fmt(fact).ok();
        tally.smallest.meet(&self.wording, document);
    }

    fn after(&mut self, sort: &'static str, fact: Arguments<'_>) {
        if !self.is_gone(sort) {
            let tally = self.tallies.entry(sort).or_default();
            tally.open.entry(fact.to_string()).or_default().after += 1;
        }
    }

    /// What a document said, and what it says now.
    fn pair(&mut self, number: usize, was: &Document, is: &Document) {
        Pair { was, is }.tell(&mut Both { number, balance: self });
    }

    fn loss(self) -> Loss {
        let set = self.set;
        let name = |number: Option<usize>| {
            number.and_then(|number| set.documents.get(number)).map_or("", |one| one.name.as_str())
        };
        let lost = |(sort, tally): (&'static str, Tally)| {
            let Tally { gone: mut count, mut smallest, open } = tally;
            #[expect(clippy::iter_over_hash_type, reason = "what is taken from it is put in order")]
            for (fact, open) in &open {
                let missing = open.before.saturating_sub(open.after);
                if missing > 0 {
                    count += missing;
                    smallest.meet(fact, open.first);
                }
            }
            let first = smallest.0.into_iter().map(|(fact, last)| {
                let earlier = last.and_then(|last| first_that_says(set, last, sort, &fact));
                example(name(earlier.or(last)), &fact)
            });
            Lost { sort, count, examples: first.collect() }
        };
        Loss::of(self.tallies.into_iter().map(lost).collect())
    }
}

/// The first document of those before `end` that says this. What was the same before and after was passed over.
fn first_that_says(set: &Set, end: usize, sort: &str, fact: &str) -> Option<usize> {
    set.documents.iter().take(end).position(|document| {
        let mut is_said = false;
        of_document(document, &mut |other, wording| {
            is_said |= other == sort && wording.to_string() == fact;
        });
        is_said
    })
}

/// The sorts of fact that a set says anything of.
fn left(set: &Set) -> BTreeSet<&'static str> {
    let documents = &set.documents;
    let has = |is: &dyn Fn(&Document) -> bool| documents.iter().any(is);
    let any_mark = |is: fn(&Mark) -> bool| has(&|one| one.marks.iter().any(is));
    let any_tie = has(&|one| !one.ties.is_empty());
    let has_segments = has(&|one| !one.segments.is_empty());
    let sorts = [
        ("title of the set", !set.title.is_empty()),
        ("records of annotators, sources and propositions", !set.records.is_empty()),
        (
            "fields of annotators, sources and propositions",
            set.records.iter().any(|one| !one.fields.is_empty()),
        ),
        ("names of articles", !documents.is_empty()),
        ("texts", has(&|one| one.text.is_some())),
        ("fields of articles", has(&|one| !one.fields.is_empty())),
        ("boundaries of sentences", has_segments),
        ("roles and paragraphs of sentences", has_segments),
        ("marks", any_mark(|_| true)),
        ("ids of marks", any_mark(|_| true)),
        ("annotators of marks", any_mark(|one| !one.by.is_empty())),
        ("quotations without a text", any_mark(|one| !one.quote.is_empty())),
        ("fields of marks", any_mark(|one| !one.fields.is_empty())),
        ("relations", any_tie),
        ("ids of relations", any_tie),
        ("fields of relations", has(&|one| one.ties.iter().any(|tie| !tie.fields.is_empty()))),
    ];
    sorts.into_iter().filter(|(_, is_there)| *is_there).map(|(sort, _)| sort).collect()
}

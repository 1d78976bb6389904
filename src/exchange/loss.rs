//! What a format does not hold: everything that a set says and what is left of it does not, counted, with examples.
//!
//! Most of a set comes through as it is. What is the same before and after is passed over by comparing it, and only the rest
//! is put into words; what is counted is the same as if all of it were.

use super::facts::{of_document, of_set};
use super::pairs::{Pair, Told};
use super::set::{Document, Mark, Set};
use std::borrow::Cow;
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
        let said = left(after);
        let gone = SORTS.into_iter().filter(|sort| !said.contains(sort) || no.contains(sort));
        let mut balance = Balance::new(gone.collect());
        balance.frames(before, after);
        balance.documents(0, &before.documents, &after.documents);
        balance.loss(&|number| before.documents.get(number).map(Cow::Borrowed))
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
#[derive(Clone, Copy, Default)]
struct Open {
    before: usize,
    after: usize,
    first: Option<usize>,
}

impl Open {
    fn add(&mut self, other: Self) {
        if other.before > 0 {
            self.first = if self.before == 0 { other.first } else { self.first.min(other.first) };
        }
        self.before += other.before;
        self.after += other.after;
    }
}

/// What of one sort is not yet made up for.
#[derive(Default)]
struct Tally {
    /// Lost for certain, because nothing of the sort is left.
    gone: usize,
    smallest: Smallest,
    open: HashMap<String, Open>,
}

/// What is said before and what is said after, as far as it is not the same.
pub(super) struct Balance {
    /// The sorts of which nothing is left.
    gone: Vec<&'static str>,
    tallies: BTreeMap<&'static str, Tally>,
    wording: String,
}

impl Balance {
    /// Nothing said yet. Of the sorts in `gone` nothing that is said after counts.
    pub(super) fn new(gone: Vec<&'static str>) -> Self {
        Self { gone, tallies: BTreeMap::new(), wording: String::new() }
    }

    /// What two sets say beside their documents.
    pub(super) fn frames(&mut self, before: &Set, after: &Set) {
        of_set(before, &mut |sort, fact| self.before(sort, None, fact));
        of_set(after, &mut |sort, fact| self.after(sort, fact));
    }

    /// What documents say, of which the first has the number `base`.
    pub(super) fn documents(&mut self, base: usize, before: &[Document], after: &[Document]) {
        let names: HashMap<&str, usize> =
            (0..).zip(before).map(|(number, one)| (one.name.as_str(), number)).collect();
        let is_aligned = before.len() == after.len();
        let mut met = BTreeSet::new();
        for (number, document) in after.iter().enumerate() {
            let same = names.get(document.name.as_str()).copied();
            let number = same.or(is_aligned.then_some(number)).filter(|number| met.insert(*number));
            match number.and_then(|number| Some((number, before.get(number)?))) {
                Some((number, was)) => {
                    let pair = Pair { was, is: document };
                    pair.tell(&mut Both { number: base + number, balance: self });
                }
                None => of_document(document, &mut |sort, fact| self.after(sort, fact)),
            }
        }
        for (number, document) in before.iter().enumerate().filter(|(at, _)| !met.contains(at)) {
            let number = Some(base + number);
            of_document(document, &mut |sort, fact| self.before(sort, number, fact));
        }
    }

    fn before(&mut self, sort: &'static str, document: Option<usize>, fact: Arguments<'_>) {
        let is_gone = self.gone.contains(&sort);
        let tally = self.tallies.entry(sort).or_default();
        if !is_gone {
            let open = Open { before: 1, after: 0, first: document };
            return tally.open.entry(fact.to_string()).or_default().add(open);
        }
        tally.gone += 1;
        self.wording.clear();
        // Writing to a String cannot fail.
        self.wording.write_fmt(fact).ok();
        tally.smallest.meet(&self.wording, document);
    }

    fn after(&mut self, sort: &'static str, fact: Arguments<'_>) {
        if !self.gone.contains(&sort) {
            let open = Open { before: 0, after: 1, first: None };
            self.tallies
                .entry(sort)
                .or_default()
                .open
                .entry(fact.to_string())
                .or_default()
                .add(open);
        }
    }

    /// Adds what other documents say.
    pub(super) fn merge(&mut self, other: Self) {
        for (sort, tally) in other.tallies {
            let own = self.tallies.entry(sort).or_default();
            own.gone += tally.gone;
            for (fact, document) in tally.smallest.0 {
                own.smallest.meet(&fact, document);
            }
            #[expect(clippy::iter_over_hash_type, reason = "they are added up, in whatever order")]
            for (fact, open) in tally.open {
                own.open.entry(fact).or_default().add(open);
            }
        }
    }

    /// What is said before and not after; `document` is one of those before, by its number.
    pub(super) fn loss<'d>(self, document: &dyn Fn(usize) -> Option<Cow<'d, Document>>) -> Loss {
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
            let example = |(fact, first): (String, Option<usize>)| {
                // Of what is not gone some was passed over, perhaps in an earlier document.
                let earlier = first.filter(|_| !open.is_empty()).and_then(|end| {
                    (0..end).find(|at| document(*at).is_some_and(|one| says(&one, sort, &fact)))
                });
                let by = earlier.or(first).and_then(document);
                example(by.as_ref().map_or("", |by| &by.name), &fact)
            };
            Lost { sort, count, examples: smallest.0.into_iter().map(example).collect() }
        };
        Loss::of(self.tallies.into_iter().map(lost).collect())
    }
}

fn says(document: &Document, sort: &str, fact: &str) -> bool {
    let mut is_said = false;
    of_document(document, &mut |other, wording| {
        is_said = is_said || (other == sort && wording.to_string() == fact);
    });
    is_said
}

/// The facts of a document that stand on either side.
struct Both<'b> {
    number: usize,
    balance: &'b mut Balance,
}

impl Told for Both<'_> {
    fn is_gone(&self, sort: &str) -> bool {
        self.balance.gone.contains(&sort)
    }

    fn before(&mut self, sort: &'static str, fact: Arguments<'_>) {
        self.balance.before(sort, Some(self.number), fact);
    }

    fn after(&mut self, sort: &'static str, fact: Arguments<'_>) {
        self.balance.after(sort, fact);
    }
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

//! Sources that may be one and the same: the same name, nearly the same spelling, an acronym and what it stands for.
//!
//! Names are sorted into blocks by what they would share if they were the same, so that the cost grows with the number of
//! names and not with its square. A block for near spellings holds a name with one letter left out: two names share one
//! where a letter is missing, added, changed, or has changed places with its neighbour (the deletion neighbourhood of
//! SymSpell, at distance 1).

use crate::model::{Project, Source, SourceId};
use std::collections::{BTreeMap, HashMap};

/// Why two sources may be the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Both go by this name.
    SameName(String),
    /// The one is an acronym of the other.
    Acronym(String, String),
    /// The two are spelt nearly alike, or have the same words in another order.
    NearSpelling(String, String),
}

/// Two sources that may be the same, the one with the smaller id first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The one.
    pub one: SourceId,
    /// The other.
    pub other: SourceId,
    /// Why.
    pub why: Likeness,
}

/// Names shorter than this are too short to be spelt nearly alike by mistake; in code points.
const SHORTEST: usize = 5;
/// Longer names than this are descriptions, in code points.
const LONGEST: usize = 60;
/// Letters of an acronym.
const ACRONYM: std::ops::RangeInclusive<usize> = 2..=8;
/// Words that acronyms leave out.
const SMALL: [&str; 12] =
    ["the", "of", "and", "for", "in", "on", "de", "der", "des", "und", "la", "du"];

/// One name of one source.
struct Name<'a> {
    source: &'a SourceId,
    written: &'a str,
    /// In small letters, single spaces, no punctuation, without *the* in front.
    plain: String,
}

fn plain(name: &str) -> String {
    let spaced: String = name
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !matches!(c, '.' | '\'' | '’'))
        .collect();
    let words = spaced.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    match words.as_slice() {
        ["the", rest @ ..] if !rest.is_empty() => rest.join(" "),
        all => all.join(" "),
    }
}

/// The acronym that a name is, in small letters: “EC”, “U.N.”; `None` where it is none.
fn acronym_itself(written: &str) -> Option<String> {
    let letters: String = written.chars().filter(|c| *c != '.').collect();
    let fits = ACRONYM.contains(&letters.chars().count())
        && letters.chars().all(char::is_alphabetic)
        && letters.chars().filter(|c| c.is_uppercase()).count() * 2 > letters.chars().count();
    fits.then(|| letters.to_lowercase())
}

/// The acronyms that stand for a name of several words: with and without its small words.
fn acronyms_of(plain: &str) -> Vec<String> {
    let first = |word: &str| word.chars().next();
    let all: Vec<&str> = plain.split(' ').collect();
    let initials = |words: &[&str]| words.iter().filter_map(|word| first(word)).collect::<String>();
    let great: Vec<&str> = all.iter().copied().filter(|word| !SMALL.contains(word)).collect();
    let mut acronyms = vec![initials(&all), initials(&great)];
    acronyms.dedup();
    acronyms.retain(|acronym| ACRONYM.contains(&acronym.chars().count()));
    acronyms
}

/// The name with each of its letters left out in turn, and itself; digits stay, because numbers tell names apart.
fn spellings(plain: &str) -> Vec<String> {
    let n = plain.chars().count();
    if !(SHORTEST..=LONGEST).contains(&n) {
        return Vec::new();
    }
    let letters = plain.char_indices().filter(|(_, c)| c.is_alphabetic());
    let without = letters.map(|(at, c)| {
        let mut spelling = String::with_capacity(plain.len());
        spelling.push_str(plain.get(..at).unwrap_or_default());
        spelling.push_str(plain.get(at + c.len_utf8()..).unwrap_or_default());
        spelling
    });
    without.chain([plain.to_owned()]).collect()
}

/// The words of a name in the order of the alphabet, marked so that it never meets a spelling.
fn words_sorted(plain: &str) -> Option<String> {
    let mut words: Vec<&str> = plain.split(' ').collect();
    words.sort_unstable();
    (words.len() > 1).then(|| format!("\n{}", words.join(" ")))
}

/// The pairs of sources that may be the same and were not told apart, those of the same name first. Nothing is merged by
/// this: it is for somebody to decide.
#[must_use]
pub fn duplicates(project: &Project) -> Vec<Pair> {
    let sources = project.sources();
    let named = sources.values().filter(|source| !source.is_unattributed());
    let names: Vec<Name<'_>> = named
        .flat_map(|source| {
            source.names().map(|written| Name {
                source: &source.id,
                written,
                plain: plain(written),
            })
        })
        .filter(|name| !name.plain.is_empty())
        .collect();
    let mut found = Found { project, pairs: BTreeMap::new() };
    let mut near: Vec<(String, &Name<'_>)> = Vec::new();
    let mut short: HashMap<String, Vec<&Name<'_>>> = HashMap::new();
    for name in &names {
        let keys = spellings(&name.plain).into_iter().chain(words_sorted(&name.plain));
        near.extend(keys.map(|key| (key, name)));
        if let Some(acronym) = acronym_itself(name.written) {
            short.entry(acronym).or_default().push(name);
        }
    }
    let same = names.iter().map(|name| (name.plain.clone(), name)).collect();
    each_block(same, |a, b| found.add(a, b, Likeness::SameName(a.written.to_owned())));
    for long in &names {
        for acronym in acronyms_of(&long.plain) {
            for short in short.get(&acronym).into_iter().flatten() {
                let why = Likeness::Acronym(short.written.to_owned(), long.written.to_owned());
                found.add(short, long, why);
            }
        }
    }
    each_block(near, |a, b| {
        let (a, b) = if a.written <= b.written { (a, b) } else { (b, a) };
        let why = Likeness::NearSpelling(a.written.to_owned(), b.written.to_owned());
        found.add(a, b, why);
    });
    found.into_pairs()
}

/// What was found so far: for two sources the strongest reason.
struct Found<'a> {
    project: &'a Project,
    pairs: BTreeMap<(&'a SourceId, &'a SourceId), Likeness>,
}

impl<'a> Found<'a> {
    fn add(&mut self, a: &Name<'a>, b: &Name<'a>, why: Likeness) {
        let (one, other) =
            if a.source <= b.source { (a.source, b.source) } else { (b.source, a.source) };
        let record = |id: &SourceId| self.project.sources().get(id);
        let apart = record(one).zip(record(other)).is_some_and(|(a, b)| are_apart(a, b));
        if one == other || apart {
            return;
        }
        let strongest = self.pairs.entry((one, other)).or_insert_with(|| why.clone());
        if why < *strongest {
            *strongest = why;
        }
    }

    fn into_pairs(self) -> Vec<Pair> {
        let pairs = self.pairs.into_iter();
        let mut pairs: Vec<Pair> = pairs
            .map(|((one, other), why)| Pair { one: one.clone(), other: other.clone(), why })
            .collect();
        pairs.sort_by(|a, b| (&a.why, &a.one, &a.other).cmp(&(&b.why, &b.one, &b.other)));
        pairs
    }
}

/// Were two sources told apart by somebody, or is one the body that the other belongs to?
fn are_apart(a: &Source, b: &Source) -> bool {
    let says = |source: &Source, other: &Source| {
        source.distinct_from.contains(&other.id) || source.part_of.as_ref() == Some(&other.id)
    };
    says(a, b) || says(b, a)
}

/// Every two names of one key. A key that half the project shares says nothing about who has it: it is passed over.
fn each_block<'a, 'b>(
    mut keyed: Vec<(String, &'b Name<'a>)>,
    mut each: impl FnMut(&'b Name<'a>, &'b Name<'a>),
) {
    const MOST: usize = 50;
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    for block in keyed.chunk_by(|a, b| a.0 == b.0).filter(|block| (2..=MOST).contains(&block.len()))
    {
        for (index, (_, a)) in block.iter().enumerate() {
            block.iter().skip(index + 1).for_each(|(_, b)| each(a, b));
        }
    }
}

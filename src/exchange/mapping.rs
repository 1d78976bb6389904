//! What foreign labels mean: a file of the person's own, and defaults for the usual words.

use super::set::Set;
use crate::model::{RelationKind, Word};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a mark is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Meaning {
    /// A statement: claim.
    Claim,
    /// A statement: denial.
    Denial,
    /// A statement: reported as fact.
    Fact,
    /// The words that point to a source.
    Source,
    /// Within them, those that name it.
    Head,
    /// The words that show that somebody says it.
    Cue,
    /// A remark on the text.
    Remark,
    /// A stretch without a statement.
    NoStatement,
    /// Something else: kept as a remark that remembers its label, and given out again under it.
    Keep,
    /// Not wanted.
    Skip,
}

impl Word for Meaning {
    const ALL: &'static [Self] = &[
        Self::Claim,
        Self::Denial,
        Self::Fact,
        Self::Source,
        Self::Head,
        Self::Cue,
        Self::Remark,
        Self::NoStatement,
        Self::Keep,
        Self::Skip,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Denial => "denial",
            Self::Fact => "fact (reported as fact)",
            Self::Source => "mention of a source",
            Self::Head => "name within a mention",
            Self::Cue => "cue",
            Self::Remark => "remark on the text",
            Self::NoStatement => "no statement",
            Self::Keep => "keep as a remark",
            Self::Skip => "leave out",
        }
    }
}

/// What a tie is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Link {
    /// From a statement to the mention of its source.
    Source,
    /// From a statement to the words that name its source.
    Head,
    /// From a statement to its cue.
    Cue,
    /// A relation between statements.
    Relation(RelationKind),
    /// Something else: kept as an extra field, and given out again as a tie.
    Keep,
    /// Not wanted.
    Skip,
}

impl Word for Link {
    const ALL: &'static [Self] = &[
        Self::Source,
        Self::Head,
        Self::Cue,
        Self::Relation(RelationKind::Denies),
        Self::Relation(RelationKind::Contradicts),
        Self::Relation(RelationKind::Corroborates),
        Self::Relation(RelationKind::Repeats),
        Self::Relation(RelationKind::Cites),
        Self::Relation(RelationKind::Supports),
        Self::Relation(RelationKind::Updates),
        Self::Keep,
        Self::Skip,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Source => "to the mention of the source",
            Self::Head => "to the name of the source",
            Self::Cue => "to the cue",
            Self::Relation(kind) => kind.label(),
            Self::Keep => "keep as a field",
            Self::Skip => "leave out",
        }
    }
}

/// The labels in a set, each with how often it occurs and what it means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Of marks.
    pub marks: Vec<(String, usize, Meaning)>,
    /// Of ties.
    pub ties: Vec<(String, usize, Link)>,
}

impl Census {
    /// Puts the labels of another portion to these; each keeps what it means.
    pub fn add(&mut self, other: Self) {
        put_to(&mut self.marks, other.marks);
        put_to(&mut self.ties, other.ties);
    }
}

/// Lists in the order of their labels become one.
fn put_to<M: Copy>(all: &mut Vec<(String, usize, M)>, more: Vec<(String, usize, M)>) {
    for (label, n, meaning) in more {
        match all.binary_search_by(|(known, ..)| known.cmp(&label)) {
            Ok(at) => all.iter_mut().skip(at).take(1).for_each(|one| one.1 += n),
            Err(at) => all.insert(at, (label, n, meaning)),
        }
    }
}

/// What labels mean, as `--map` reads it: `(marks: {"Speech": Claim}, ties: {"rebuts": Relation(Denies)})`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// By the label of the mark.
    pub marks: BTreeMap<String, Meaning>,
    /// By the label of the tie.
    pub ties: BTreeMap<String, Link>,
}

/// Usual labels of marks, in small letters and digits only.
const MARKS: [(&str, Meaning); 27] = [
    ("claim", Meaning::Claim),
    ("statement", Meaning::Claim),
    ("assertion", Meaning::Claim),
    ("allegation", Meaning::Claim),
    ("content", Meaning::Claim),
    ("quotation", Meaning::Claim),
    ("quote", Meaning::Claim),
    ("denial", Meaning::Denial),
    ("deny", Meaning::Denial),
    ("rebuttal", Meaning::Denial),
    ("fact", Meaning::Fact),
    ("factreportedasfact", Meaning::Fact),
    ("reportedasfact", Meaning::Fact),
    ("source", Meaning::Source),
    ("speaker", Meaning::Source),
    ("holder", Meaning::Source),
    ("head", Meaning::Head),
    ("sourcehead", Meaning::Head),
    ("cue", Meaning::Cue),
    ("verb", Meaning::Cue),
    ("reportingverb", Meaning::Cue),
    ("remark", Meaning::Remark),
    ("error", Meaning::Remark),
    ("slip", Meaning::Remark),
    ("nostatement", Meaning::NoStatement),
    ("noclaim", Meaning::NoStatement),
    ("none", Meaning::NoStatement),
];

/// Usual labels of ties that are no relation.
const TIES: [(&str, Link); 10] = [
    ("attributedto", Link::Source),
    ("attribution", Link::Source),
    ("source", Link::Source),
    ("hassource", Link::Source),
    ("saidby", Link::Source),
    ("speaker", Link::Source),
    ("namedby", Link::Head),
    ("cuedby", Link::Cue),
    ("cue", Link::Cue),
    ("hascue", Link::Cue),
];

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// What is wrong, with line and column.
    pub fn read(text: &str) -> Result<Self, String> {
        let options = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        options.from_str(text).map_err(|error| error.to_string())
    }

    /// This mapping, and where it says nothing another one.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let mut both = other.clone();
        both.marks.extend(self.marks.clone());
        both.ties.extend(self.ties.clone());
        both
    }

    /// The labels of a set and what they mean by this mapping, in the order of the alphabet.
    #[must_use]
    pub fn census(&self, set: &Set) -> Census {
        let mut marks: BTreeMap<&str, usize> = BTreeMap::new();
        let mut ties: BTreeMap<&str, usize> = BTreeMap::new();
        for document in &set.documents {
            for mark in &document.marks {
                *marks.entry(mark.label.as_str()).or_default() += 1;
            }
            for tie in &document.ties {
                *ties.entry(tie.label.as_str()).or_default() += 1;
            }
        }
        Census {
            marks: marks.into_iter().map(|(l, n)| (l.to_owned(), n, self.mark(l))).collect(),
            ties: ties.into_iter().map(|(l, n)| (l.to_owned(), n, self.tie(l))).collect(),
        }
    }

    /// What a mark with this label is to be.
    #[must_use]
    pub fn mark(&self, label: &str) -> Meaning {
        let known = self.marks.get(label).copied();
        let usual = || {
            let bare = bare(label);
            MARKS.iter().find(|(word, _)| *word == bare).map(|(_, meaning)| *meaning)
        };
        known.or_else(usual).unwrap_or(Meaning::Keep)
    }

    /// What a tie with this label is to be.
    #[must_use]
    pub fn tie(&self, label: &str) -> Link {
        if let Some(known) = self.ties.get(label) {
            return *known;
        }
        let bare = bare(label);
        let relation =
            RelationKind::ALL.iter().find(|kind| format!("{kind:?}").to_lowercase() == bare);
        if let Some(kind) = relation {
            return Link::Relation(*kind);
        }
        TIES.iter().find(|(word, _)| *word == bare).map_or(Link::Keep, |(_, link)| *link)
    }
}

fn bare(label: &str) -> String {
    label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

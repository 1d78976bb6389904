//! Those to whom statements are attributed.

use super::id::{SourceId, UNATTRIBUTED};
use super::judgement::{Judgement, Reliability, newest};
use super::vocabulary::SourceType;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An office that a source held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// “Foreign Ministry spokesperson”; not empty.
    pub title: String,
    /// Its first day, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Its last day; `None` when it is not known, or not over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// A person, body, group, document or outlet to whom statements are attributed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Never changes, also when the name does.
    pub id: SourceId,
    /// The name it goes by in this project; not empty.
    pub name: String,
    /// Other words that stand for it: “Beijing”, “the ministry”.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: SourceType,
    /// The body it belongs to or speaks for.
    #[serde(default)]
    pub part_of: Option<SourceId>,
    /// Its office or description: “Foreign Ministry spokesperson”.
    #[serde(default)]
    pub role: String,
    /// Sources with the same word here are not independent of each other; empty stands for the source alone.
    #[serde(default)]
    pub independence_group: String,
    /// The offices it held, with their dates; `role` says what it goes by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<Office>,
    /// Where it is at home: ISO 3166-1 code or name; empty when unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Addresses that say more about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// Sources that somebody told it apart from; those that are gone say nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub distinct_from: Vec<SourceId>,
    /// Every grade ever given; the newest counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reliability: Vec<Judgement<Reliability>>,
    /// Anything else.
    #[serde(default)]
    pub note: String,
}

impl Source {
    /// A source of which only name and type are known.
    #[must_use]
    pub fn named(id: SourceId, name: &str, kind: SourceType) -> Self {
        Self {
            id,
            name: name.to_owned(),
            aliases: Vec::new(),
            kind,
            part_of: None,
            role: String::new(),
            independence_group: String::new(),
            offices: Vec::new(),
            country: String::new(),
            links: Vec::new(),
            distinct_from: Vec::new(),
            reliability: Vec::new(),
            note: String::new(),
        }
    }

    /// The built-in source of what somebody says whom the text does not name.
    #[must_use]
    pub fn unattributed() -> Self {
        Self::named(
            SourceId::unattributed(),
            "Unattributed (no source given)",
            SourceType::Unspecified,
        )
    }

    /// Is this the built-in source?
    #[must_use]
    pub fn is_unattributed(&self) -> bool {
        self.id.as_str() == UNATTRIBUTED
    }

    /// The grade that counts; `None` when nobody graded it yet.
    #[must_use]
    pub fn grade(&self) -> Option<Reliability> {
        newest(&self.reliability).map(|judgement| judgement.grade)
    }

    /// Name and aliases, in this order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

//! The code book: what the words of the field mean here, with examples, and how to decide between them.
//!
//! A project may carry its own as `guideline.ron`; the one in `assets` serves all others.

use serde::{Deserialize, Serialize};

/// The name of a project's own code book in its folder.
pub const FILE: &str = "guideline.ron";

/// The code book that the program carries.
const BUILT_IN: &str = include_str!("../../assets/guideline.ron");

/// A code book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guideline {
    /// Names the edition; every layer notes the one that was followed.
    pub edition: String,
    /// What it is called.
    pub title: String,
    /// What goes ahead of the chapters.
    #[serde(default)]
    pub preface: String,
    /// Its chapters.
    pub chapters: Vec<Chapter>,
}

/// A chapter of a code book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// Its heading.
    pub heading: String,
    /// What goes ahead of the entries.
    #[serde(default)]
    pub text: String,
    /// Words that are defined.
    #[serde(default)]
    pub entries: Vec<Entry>,
    /// Steps of a decision, in their order.
    #[serde(default)]
    pub steps: Vec<String>,
}

/// A word with its meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The word.
    pub term: String,
    /// What it means.
    pub meaning: String,
    /// How to tell that it applies.
    #[serde(default)]
    pub test: String,
    /// Where it applies, and why.
    #[serde(default)]
    pub examples: Vec<Example>,
}

/// An example and what it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Words as they might stand in an article.
    pub words: String,
    /// How they are tagged, and why.
    #[serde(default)]
    pub why: String,
}

impl Guideline {
    /// The code book that the program carries.
    #[must_use]
    pub fn built_in() -> Self {
        // A test holds that it can be read; without it the page would be empty, and nothing else would change.
        Self::from_ron(BUILT_IN).unwrap_or_default()
    }

    /// Reads a code book.
    ///
    /// # Errors
    /// Says where the text is no code book, and why.
    pub fn from_ron(text: &str) -> Result<Self, String> {
        ron::from_str(text).map_err(|error| error.to_string())
    }
}

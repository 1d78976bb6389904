//! Sets that leave the texts behind: for whoever may hand on marks, and not the articles of somebody else.
//!
//! Marks go out with their words and what stands around them, texts with their SHA-256 alone. Whoever has the articles puts
//! the marks onto them again. What was written is held against the texts that stayed here.

use super::Format;
use super::fault::ExchangeError;
use super::set::Set;
use super::{Loss, Lost};
use crate::model::sha256;

/// The field of a document that holds the hash of its text.
pub(super) const HASH: &str = "sha256";

/// Texts that are named as left behind.
const EXAMPLES: usize = 3;

/// Whether the texts of articles go out in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// Always: marks are nothing without them.
    Always,
    /// As is wanted.
    AsWanted,
    /// Never: it quotes words, and holds no text.
    Never,
}

impl Format {
    /// Whether the texts of articles go out.
    #[must_use]
    pub fn texts(&self) -> Texts {
        match self.name {
            "jsonl" | "w3c" => Texts::AsWanted,
            "csv" | "xlsx" | "hypothesis" | "claim-review" | "stix" | "misp" => Texts::Never,
            _ => Texts::Always,
        }
    }

    /// Can a set go out like this?
    pub(super) fn allows(&self, set: &Set) -> Result<(), ExchangeError> {
        if set.leaves_texts && self.texts() == Texts::Always {
            let can = super::FORMATS.iter().filter(|one| one.texts() != Texts::Always);
            let can = can.map(|format| format.name).collect::<Vec<_>>().join(", ");
            return Err(ExchangeError::NeedsTexts { format: self.name, can });
        }
        Ok(())
    }
}

/// Puts the texts that stayed here beside what was read back without them.
///
/// # Errors
/// When a document is not there, has a text, or names the hash of another text.
pub(super) fn put_back(back: &mut Set, own: &Set) -> Result<(), ExchangeError> {
    let failed = |what: String| Err(ExchangeError::Proof(what));
    for document in &mut back.documents {
        let name = document.name.clone();
        let Some(text) = own.documents.iter().find(|one| one.name == name).map(|one| one.words())
        else {
            return failed(format!("the article {name} came of nothing"));
        };
        if document.text.is_some() {
            return failed(format!("the text of {name} was to stay behind"));
        }
        let hash = document.fields.remove(HASH).unwrap_or_default();
        if hash != sha256(text) {
            return failed(format!("the text of {name} has another hash than “{hash}”"));
        }
        document.text = Some(text.to_owned());
        document.marks.iter_mut().for_each(|mark| mark.line = 0);
    }
    back.leaves_texts = own.leaves_texts;
    Ok(())
}

/// Adds the texts to what does not go out.
pub(super) fn count_texts(set: &Set, loss: &mut Loss) {
    if !set.leaves_texts || set.documents.is_empty() || loss.0.iter().any(|one| one.sort == "texts")
    {
        return;
    }
    let examples = set.documents.iter().take(EXAMPLES).map(|one| one.name.clone()).collect();
    loss.0.insert(0, Lost { sort: "texts", count: set.documents.len(), examples });
}

//! The rules of one call: which language's words count, and what else the caller asked for.

use super::lexicon::{Kinds, Lexicon};
use super::marks;

/// Languages that need rules of their own beside their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    Arabic,
    Armenian,
    Chinese,
    English,
    German,
    Greek,
    Hindi,
    Japanese,
    Russian,
    Other,
}

impl Tongue {
    fn of(primary: &str) -> Self {
        match primary {
            "ar" => Self::Arabic,
            "hy" => Self::Armenian,
            "zh" => Self::Chinese,
            "en" => Self::English,
            // Czech, Danish and Finnish write ordinal numbers with a full stop as German does.
            "de" | "cs" | "sk" | "da" | "nb" | "nn" | "no" | "fi" => Self::German,
            "el" => Self::Greek,
            "hi" | "mr" => Self::Hindi,
            "ja" => Self::Japanese,
            "ru" | "uk" | "be" | "bg" => Self::Russian,
            _ => Self::Other,
        }
    }
}

/// Words and habits of one language.
#[derive(Debug)]
pub(super) struct Rules {
    /// Which special rules hold.
    pub tongue: Tongue,
    /// Are there no tables, so that Unicode's own boundaries are asked for advice?
    pub guided: bool,
    words: Option<&'static Lexicon>,
    own: Lexicon,
}

impl Rules {
    /// The rules for a BCP-47 tag, of which only the primary subtag counts, with the project's own abbreviations.
    /// An empty tag is taken for English, whose words the other languages borrow most.
    pub(super) fn new(tag: &str, abbreviations: &[String]) -> Self {
        let primary = primary_subtag(tag);
        let primary = if primary.is_empty() { "en" } else { primary.as_str() };
        let own_words = Lexicon::of(primary);
        Self {
            tongue: Tongue::of(primary),
            guided: own_words.is_none(),
            words: own_words.or_else(|| Lexicon::of("")),
            own: Lexicon::from_abbreviations(abbreviations),
        }
    }

    /// Is the language this one?
    pub(super) fn is(&self, tongue: Tongue) -> bool {
        self.tongue == tongue
    }

    /// What a word is, whatever its case.
    pub(super) fn kinds(&self, word: &str) -> Kinds {
        // Chinese and Japanese need no words, and write none apart: this spares folding half a sentence.
        if word.starts_with(marks::is_cjk) {
            return Kinds::default();
        }
        self.words.map_or_else(Kinds::default, |words| words.kinds_with(&self.own, word))
    }

    /// What the word is that the parts make when written together.
    pub(super) fn kinds_of_joined(&self, parts: &[&str]) -> Kinds {
        self.words.map_or_else(Kinds::default, |words| words.kinds_of_joined(parts))
    }

    /// Can the character end a sentence in this language?
    pub(super) fn ends_sentence(&self, c: char) -> bool {
        marks::is_terminator(c)
            || match self.tongue {
                Tongue::Greek => matches!(c, ';' | '\u{37e}'),
                Tongue::Armenian => c == ':',
                _ => false,
            }
    }
}

/// "zh" of "zh-Hans", in lower case.
pub(super) fn primary_subtag(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase()
}

//! Flat table: what the furniture of news pages says, by language. Data only; English holds for every language, since
//! pages mix. Phrases are in lower case, with straight apostrophes and single spaces, and a bar between them.

mod germanic;
mod other;
mod romance;

use germanic::{DUTCH, ENGLISH, GERMAN};
use other::{ARABIC, CHINESE, HINDI, JAPANESE, POLISH, RUSSIAN, UKRAINIAN};
use romance::{FRENCH, ITALIAN, PORTUGUESE, SPANISH};

/// How much of a line a phrase must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// All of it, figures and marks not counted.
    Whole,
    /// Its beginning.
    Opening,
    /// Its beginning, if the line has no end mark or holds an address.
    Loose,
    /// Any part, if the line stands at the end of the text.
    Within,
    /// Its beginning, and the line is the words under a picture.
    Caption,
}

/// The phrases of one language.
pub(super) type Table = &'static [(Fit, &'static str)];

/// The phrases, by primary language subtag.
pub(super) const TABLES: &[(&str, Table)] = &[
    ("en", ENGLISH),
    ("de", GERMAN),
    ("fr", FRENCH),
    ("es", SPANISH),
    ("ru", RUSSIAN),
    ("uk", UKRAINIAN),
    ("zh", CHINESE),
    ("ja", JAPANESE),
    ("ar", ARABIC),
    ("hi", HINDI),
    ("it", ITALIAN),
    ("pt", PORTUGUESE),
    ("nl", DUTCH),
    ("pl", POLISH),
];

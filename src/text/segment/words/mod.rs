//! Flat tables: the words that decide about full stops, by language. Data only.
//!
//! Words are in lower case and without their last full stop; "z.b" stands for "z.B." and for "z. B.".

mod germanic;
mod other;
mod romance;
mod slavic;

use super::lexicon::Kind::{self, Brand, Clock, Fixed, Listed, Number, Unit};
use germanic::{DANISH, DUTCH, ENGLISH, GERMAN, SWEDISH};
use other::{ARABIC, ARMENIAN, CHINESE, FINNISH, GREEK, HINDI, JAPANESE, TURKISH};
use romance::{CATALAN, FRENCH, ITALIAN, PORTUGUESE, SPANISH};
use slavic::{BULGARIAN, CZECH, POLISH, RUSSIAN, UKRAINIAN};

/// The words of one language.
type Table = &'static [(Kind, &'static str)];

/// Forms that news in every language borrows.
pub(super) const COMMON: Table = &[
    (Fixed, "mr mrs ms dr prof messrs mme mlle vs al"),
    (Clock, "a.m p.m"),
    (
        Listed,
        "inc corp ltd co bros llc plc gmbh jr sr s.a s.p.a s.r.l s.l n.v b.v a.g u.s u.k u.n e.u u.s.a u.a.e \
         d.c l.a n.y ph.d m.a b.a m.sc b.sc m.d",
    ),
    (Number, "n°"),
    (Unit, "etc"),
    (Brand, "yahoo jeopardy joomla"),
];

/// The tables, by primary language subtag.
pub(super) const TABLES: &[(&str, Table)] = &[
    ("ar", ARABIC),
    ("be", RUSSIAN),
    ("bg", BULGARIAN),
    ("ca", CATALAN),
    ("cs", CZECH),
    ("da", DANISH),
    ("de", GERMAN),
    ("el", GREEK),
    ("en", ENGLISH),
    ("es", SPANISH),
    ("fi", FINNISH),
    ("fr", FRENCH),
    ("hi", HINDI),
    ("hy", ARMENIAN),
    ("it", ITALIAN),
    ("ja", JAPANESE),
    ("mr", HINDI),
    ("nb", DANISH),
    ("nl", DUTCH),
    ("nn", DANISH),
    ("no", DANISH),
    ("pl", POLISH),
    ("pt", PORTUGUESE),
    ("ru", RUSSIAN),
    ("sk", CZECH),
    ("sv", SWEDISH),
    ("tr", TURKISH),
    ("uk", UKRAINIAN),
    ("zh", CHINESE),
    // Languages without a table of their own.
    ("", &[]),
];

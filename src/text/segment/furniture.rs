//! Does a line belong to the page and not to the article? By its words alone; where it stands is [`super::roles`]'
//! business.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::lines;
use super::marks;
use super::phrases::{self, Fit};
use super::rules;
use crate::text::Role;

/// A line longer than this is no furniture, in bytes.
const LONGEST: usize = 600;
/// What may stand before the first word of a line of furniture.
const LEADING: &str = "*•-–—·>#([|»▶►+_~=/\"“:.";

/// The phrases of one language that begin lines, by their first two characters.
type Index = HashMap<[char; 2], Vec<(Fit, &'static str)>>;

/// All indices, made once.
static INDICES: LazyLock<BTreeMap<&'static str, Index>> = LazyLock::new(|| {
    phrases::TABLES.iter().map(|(language, table)| (*language, index(table))).collect()
});

fn index(table: phrases::Table) -> Index {
    let mut index = Index::new();
    for (fit, phrases) in table.iter().filter(|(fit, _)| *fit != Fit::Within) {
        for phrase in listed(phrases) {
            index.entry(key(phrase)).or_default().push((*fit, phrase));
        }
    }
    index
}

/// The phrases of one row.
fn listed(phrases: &'static str) -> impl Iterator<Item = &'static str> {
    phrases.split('|').map(str::trim)
}

/// The first two characters, in lower case.
fn key(line: &str) -> [char; 2] {
    let mut chars = line.chars().flat_map(char::to_lowercase);
    [chars.next().unwrap_or('\0'), chars.next().unwrap_or('\0')]
}

/// What furniture says in one language and in English.
pub(super) struct Furniture {
    indices: Vec<&'static Index>,
    within: Vec<&'static str>,
}

impl Furniture {
    /// The furniture of pages in the language `tag`.
    pub(super) fn of(tag: &str) -> Self {
        let primary = rules::primary_subtag(tag);
        let tables = phrases::TABLES
            .iter()
            .filter(|(language, _)| *language == "en" || *language == primary);
        let within = tables
            .clone()
            .flat_map(|(_, table)| table.iter())
            .filter(|(fit, _)| *fit == Fit::Within)
            .flat_map(|(_, phrases)| listed(phrases))
            .collect();
        Self { indices: tables.filter_map(|(language, _)| INDICES.get(language)).collect(), within }
    }

    /// Is the line furniture, or the words under a picture, wherever it stands?
    pub(super) fn role(&self, line: &str) -> Option<Role> {
        if line.len() > LONGEST {
            return None;
        }
        let words = line.trim_start_matches(|c| marks::is_blank(c) || LEADING.contains(c));
        let key = key(words);
        let mut fits = self.indices.iter().filter_map(|index| index.get(&key)).flatten();
        match fits.find(|(fit, phrase)| is_fit(words, phrase, *fit)) {
            Some((Fit::Caption, _)) => Some(Role::Caption),
            Some(_) => Some(Role::Boilerplate),
            None => is_credit(line).then_some(Role::Caption),
        }
    }

    /// Is the line furniture if it stands behind the article?
    pub(super) fn is_likely(&self, line: &str) -> bool {
        if line.len() > LONGEST {
            return false;
        }
        let folded = line.to_lowercase().replace('’', "'");
        is_contact(line) || self.within.iter().any(|phrase| folded.contains(phrase))
    }
}

/// Does the line begin with the phrase as its fit demands?
fn is_fit(line: &str, phrase: &str, fit: Fit) -> bool {
    let Some(rest) = behind(line, phrase) else { return false };
    let word_ends =
        !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphabetic);
    match fit {
        Fit::Whole => !rest.contains(char::is_alphabetic),
        Fit::Caption => word_ends,
        Fit::Loose => word_ends && (!lines::ends_sentence(line) || has_address(line)),
        Fit::Opening | Fit::Within => true,
    }
}

/// What stands behind `phrase` at the beginning of `line`, in any case, with any white space and apostrophes.
fn behind<'l>(line: &'l str, phrase: &str) -> Option<&'l str> {
    let mut rest = line.chars();
    for wanted in phrase.chars() {
        let found = rest.next()?;
        let same = match wanted {
            ' ' => marks::is_blank(found),
            '\'' => matches!(found, '\'' | '’'),
            _ => found == wanted || found.to_lowercase().eq([wanted]),
        };
        if !same {
            return None;
        }
        if wanted == ' ' {
            rest = rest.as_str().trim_start_matches(marks::is_blank).chars();
        }
    }
    Some(rest.as_str())
}

fn has_address(line: &str) -> bool {
    ["@", "http://", "https://", "www."].iter().any(|sign| line.contains(sign))
}

/// A short line without end mark that gives a handle or an address.
fn is_contact(line: &str) -> bool {
    line.len() <= 160 && has_address(line) && !lines::ends_sentence(line)
}

/// A line that ends in the name of an agency, in brackets or without an end mark: "(AP Photo/Ann Smith)".
fn is_credit(line: &str) -> bool {
    const AGENCIES: [&str; 14] = [
        "Getty Images",
        "AP Photo",
        "/Reuters",
        "/REUTERS",
        "REUTERS/",
        "/AFP",
        "AFP/",
        "/AP)",
        "/EPA",
        "EPA-EFE",
        "/dpa",
        "Shutterstock",
        "imago images",
        "picture alliance",
    ];
    let end = marks::tail(line, 64);
    let shaped = end.ends_with([')', ']']) || !lines::ends_sentence(end);
    shaped && AGENCIES.iter().any(|agency| end.contains(agency))
}

/// A byline: "By Ann Smith and Bo Jones".
pub(super) fn is_byline(line: &str) -> bool {
    const BY: [&str; 10] = ["by", "von", "par", "por", "di", "door", "av", "af", "от", "автор"];
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or("").to_lowercase();
    let mut names = words
        .clone()
        .filter(|word| !matches!(*word, "and" | "und" | "et" | "y" | "e" | "en" | "og" | "och"));
    BY.contains(&first.as_str())
        && matches!(words.count(), 1..=9)
        && !lines::ends_sentence(line)
        && names.all(|word| marks::first(word).is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_found_in_its_own_language_as_it_is_listed() {
        for (language, table) in phrases::TABLES {
            let furniture = Furniture::of(language);
            for (fit, phrases) in *table {
                for phrase in listed(phrases) {
                    assert_eq!(phrase.to_lowercase(), phrase, "{language}");
                    let found = furniture.role(phrase).is_some() || furniture.is_likely(phrase);
                    assert!(found, "{language}, {fit:?}: {phrase}");
                }
            }
        }
    }

    #[test]
    fn prose_about_furniture_is_no_furniture() {
        let furniture = Furniture::of("en");
        for line in [
            "Comments made by the minister on Tuesday drew criticism.",
            "Share prices fell.",
            "Follow-up talks are planned for May.",
            "Copyrighted works were seized.",
            "Photographs show the bridge.",
            "Published in 1998, the book won a prize.",
            "Police wrote on Twitter that nobody was hurt.",
        ] {
            assert!(furniture.role(line).is_none() && !furniture.is_likely(line), "{line}");
        }
    }

    #[test]
    fn a_byline_is_names_behind_a_preposition() {
        assert!(is_byline("By Ann Smith and Bo Jones"));
        assert!(is_byline("Von Hans Müller"));
        assert!(!is_byline("By the numbers"));
        assert!(!is_byline("By Monday all were gone."));
    }
}

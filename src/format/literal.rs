//! Strings and small records as literals of our own making, where the layout of the `ron` crate would not do.
//!
//! Its writer knows two ways: spell out every character that is not a plain letter, which makes Hindi unreadable, or
//! nothing at all, so that a quotation that begins behind a line end breaks its record over two lines. Here only what
//! would end the string, break the line or hide from the reader's eye is spelt out.

use ron::ser::PrettyConfig;
use ron::value::RawValue;
use serde::ser::{Error as _, SerializeSeq as _};
use serde::{Serialize, Serializer};
use std::fmt::Write as _;

/// Are line ends of a string kept as they are?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// They are written `\n`, and the string stays on its line.
    Spelt,
    /// The string is a text that people read in the file.
    Kept,
}

/// Does the character need another way of writing?
fn is_special(c: char, lines: Lines) -> bool {
    match c {
        '\n' | '\t' => lines == Lines::Spelt,
        // The last two runs, embeddings and isolates, turn round what follows them on the line.
        '"' | '\\' | '\u{feff}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        _ => c.is_control(),
    }
}

fn literal(text: &str, lines: Lines) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    let mut rest = text;
    while let Some(at) = rest.find(|c| is_special(c, lines)) {
        let (plain, behind) = rest.split_at(at);
        literal.push_str(plain);
        let mut characters = behind.chars();
        match characters.next() {
            Some('\n') => literal.push_str("\\n"),
            Some('\t') => literal.push_str("\\t"),
            Some(c @ ('"' | '\\')) => literal.extend(['\\', c]),
            // Writing to a String cannot fail.
            Some(c) => drop(write!(literal, "\\u{{{:x}}}", u32::from(c))),
            None => {}
        }
        rest = characters.as_str();
    }
    literal.push_str(rest);
    literal.push('"');
    literal
}

fn raw<S: Serializer>(ron: String, serializer: S) -> Result<S::Ok, S::Error> {
    RawValue::from_boxed_ron(ron.into()).map_err(S::Error::custom)?.serialize(serializer)
}

/// Writes a string on one line.
pub(super) fn words<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    raw(literal(text, Lines::Spelt), serializer)
}

/// Writes a text line by line.
pub(super) fn prose<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    raw(literal(text, Lines::Kept), serializer)
}

/// Writes a string that may be missing.
pub(super) fn maybe_words<S: Serializer>(
    text: &Option<String>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match text {
        Some(text) => raw(format!("Some({})", literal(text, Lines::Spelt)), serializer),
        None => serializer.serialize_none(),
    }
}

/// Writes strings on one line.
pub(super) fn word_list<S: Serializer>(list: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    let literals: Vec<String> = list.iter().map(|text| literal(text, Lines::Spelt)).collect();
    raw(format!("[{}]", literals.join(", ")), serializer)
}

/// Writes a record on one line, however deep the layout of its file goes.
pub(super) fn one_line<T: Serialize, S: Serializer>(
    record: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let layout = PrettyConfig::new().depth_limit(0);
    raw(ron::ser::to_string_pretty(record, layout).map_err(S::Error::custom)?, serializer)
}

struct OneLine<'a, T>(&'a T);

impl<T: Serialize> Serialize for OneLine<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        one_line(self.0, serializer)
    }
}

/// Writes a list, each record on a line of its own.
pub(super) fn a_line_each<T: Serialize, S: Serializer>(
    records: &[T],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(Some(records.len()))?;
    for record in records {
        list.serialize_element(&OneLine(record))?;
    }
    list.end()
}

#[cfg(test)]
mod tests {
    use super::{Lines, literal};

    #[test]
    fn only_what_breaks_or_hides_is_spelt_out_and_all_reads_back() {
        let text = "a \"b\" \\ c\n\td’ é क्षि 👩‍🚒 \r\0\u{202e}x\u{85}";
        let spelt = literal(text, Lines::Spelt);
        assert_eq!(spelt, "\"a \\\"b\\\" \\\\ c\\n\\td’ é क्षि 👩‍🚒 \\u{d}\\u{0}\\u{202e}x\\u{85}\"");
        let kept = literal(text, Lines::Kept);
        assert!(kept.contains("c\n\td’"), "{kept}");
        for ron in [spelt, kept] {
            assert_eq!(ron::from_str::<String>(&ron).unwrap(), text);
        }
    }
}

//! Lines of JSON without their text: a text that has the known words in their places and a filler everywhere else, so that
//! such a line is read, checked and held together like any other.

use super::json::shown;
use super::set::{Document, Mark};
use super::withhold::HASH;
use crate::import::TEXT_LIMIT;
use crate::text::{prefix, suffix};
use serde_json::Value;

/// Stands for a byte of which nothing is known but that it is no white space. It is in no article: control characters are
/// taken out when a text comes in.
const UNKNOWN: u8 = 1;

/// Digits of the hash that tell such texts apart: 64 bits.
const DIGITS: usize = 16;

/// Bytes that such a text can have: as many as an article is read up to.
const MOST: usize = TEXT_LIMIT;

/// The text behind a line, as far as the line tells it: the words of passages and what stands around them, at their bytes;
/// white space between segments.
///
/// # Errors
/// When two passages say that different words stand at one place, or a place is none.
pub(super) fn blank_text(line: &Value) -> Result<String, String> {
    let mut passages = Vec::new();
    find(line.get("layers").unwrap_or(&Value::Null), &mut passages);
    let segments = line.get("segments").and_then(Value::as_array).into_iter().flatten();
    let segments: Vec<(usize, usize)> = segments.filter_map(place).collect();
    let mut known = Vec::with_capacity(passages.len());
    for passage in passages {
        known.extend(pieces(passage)?);
    }
    let ends = known.iter().map(|(start, words)| start + words.len());
    let end = ends.chain(segments.iter().map(|(_, end)| *end)).max().unwrap_or(0);
    if end > MOST {
        return Err(format!("a place lies at {end}, beyond what a text can have"));
    }
    let mut text = vec![b' '; end];
    for (start, end) in &segments {
        text.get_mut(*start..*end).unwrap_or_default().fill(UNKNOWN);
    }
    for (start, words) in known {
        let Some(room) = text.get_mut(start..start + words.len()) else { continue };
        let differs = |(old, new): (&u8, &u8)| !matches!(*old, UNKNOWN | b' ') && old != new;
        if room.iter().zip(words.as_bytes()).any(differs) {
            return Err(format!("“{words}” does not fit to the other words around byte {start}"));
        }
        room.copy_from_slice(words.as_bytes());
    }
    let text = String::from_utf8(text).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("its passages do not fit together at byte {at}")
    })?;
    Ok(text + &tail(line.get("sha256").and_then(Value::as_str).unwrap_or_default()))
}

/// What a blank text ends in: letters that nobody sees, one for each bit of the beginning of its hash. So it is an article
/// where no word of it is known, and another one than a text that is as long.
fn tail(hash: &str) -> String {
    let digits = hash.chars().chain(std::iter::repeat('0')).take(DIGITS);
    let bits = digits.flat_map(|digit| {
        let digit = digit.to_digit(16).unwrap_or(0);
        (0..4).map(move |bit| digit >> bit & 1 == 1)
    });
    bits.map(|is_set| if is_set { '\u{feff}' } else { '\u{200b}' }).collect()
}

/// Every passage below a value: what has words and a place.
fn find<'v>(value: &'v Value, passages: &mut Vec<&'v Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| find(value, passages)),
        Value::Object(fields) if fields.get("exact").is_some_and(Value::is_string) => {
            passages.push(value);
        }
        Value::Object(fields) => fields.values().for_each(|value| find(value, passages)),
        _ => {}
    }
}

fn place(value: &Value) -> Option<(usize, usize)> {
    let at = |name: &str| value.get(name)?.as_u64().and_then(|at| usize::try_from(at).ok());
    at("start").zip(at("end")).filter(|(start, end)| start <= end)
}

/// The words of a passage and around it, each with the byte where it begins.
fn pieces(passage: &Value) -> Result<Vec<(usize, &str)>, String> {
    let words = |name: &str| passage.get(name).and_then(Value::as_str).unwrap_or("");
    let exact = words("exact");
    let found = place(passage).filter(|(start, end)| end - start == exact.len());
    let (start, end) = found.ok_or_else(|| {
        format!("expected a place as long as its words, found {}", shown(passage))
    })?;
    let (before, behind) = (words("prefix"), words("suffix"));
    let first = start
        .checked_sub(before.len())
        .ok_or_else(|| format!("“{before}” would begin before the text"))?;
    Ok(vec![(first, before), (start, exact), (end, behind)])
}

/// Takes the blank text out of a document again: its marks keep their words, as far as these are known.
pub(super) fn without_blank(document: &mut Document, hash: &str) {
    let Some(text) = document.text.take() else { return };
    let text = text.strip_suffix(&tail(hash)).unwrap_or(&text);
    let unknown = char::from(UNKNOWN);
    for mark in &mut document.marks {
        let Mark { places, .. } = mark;
        let words: Vec<&str> = places.iter().map(|place| place.of(text)).collect();
        mark.quote = words.join(" ");
        if let [place] = places.as_slice() {
            let (before, behind) = (prefix(text, place.span()), suffix(text, place.span()));
            mark.prefix = before.rsplit(unknown).next().unwrap_or_default().to_owned();
            mark.suffix = behind.split(unknown).next().unwrap_or_default().to_owned();
        }
    }
    document.fields.insert(HASH.to_owned(), hash.to_owned());
}

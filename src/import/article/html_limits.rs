//! How much a page may ask of its parser, judged by one linear scan before it is parsed: building a tree costs the
//! product of tags and depth, and attributes of one tag cost their square.

use super::PageError;
use std::collections::HashMap;

/// The largest page that is parsed, in bytes: 16 MiB.
pub(super) const SIZE: usize = 16 * 1024 * 1024;
/// Elements open at once, at most.
pub(super) const DEPTH: usize = 400;
/// Attributes of one tag, at most; counted by the white space and signs that part them.
pub(super) const ATTRIBUTES: usize = 2_000;

/// Elements that are never open for long: they have no end, or the next of their kind ends them.
const FLEETING: [&str; 26] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "optgroup", "option", "p", "param", "path", "source", "tbody", "td", "th", "thead", "tr",
    "track", "wbr",
];

/// Refuses a page that would cost too much.
pub(super) fn check(page: &str) -> Result<(), PageError> {
    if page.len() > SIZE {
        return Err(PageError::TooLarge { found: page.len() });
    }
    let mut open: HashMap<String, usize> = HashMap::new();
    let mut depth = 0_usize;
    let mut rest = page;
    while let Some((_, behind)) = rest.split_once('<') {
        let (closes, words) = match behind.strip_prefix('/') {
            Some(words) => (true, words),
            None => (false, behind),
        };
        rest = words;
        if !words.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (tag, behind) = words.split_once('>').unwrap_or((words, ""));
        let n_parts = tag.bytes().filter(|b| b.is_ascii_whitespace() || *b == b'=').count();
        if n_parts > ATTRIBUTES * 2 && tag.matches('=').count() > ATTRIBUTES {
            return Err(PageError::Attributes { found: tag.matches('=').count() });
        }
        let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(tag.len());
        let name = tag.get(..end).unwrap_or(tag).to_ascii_lowercase();
        rest = behind;
        if !closes && matches!(name.as_str(), "script" | "style") {
            let close = format!("</{name}");
            rest = rest.split_once(close.as_str()).map_or(rest, |(_, behind)| behind);
            continue;
        }
        if FLEETING.contains(&name.as_str()) {
            continue;
        }
        let count = open.entry(name).or_default();
        if !closes {
            (*count, depth) = (*count + 1, depth + 1);
        } else if *count > 0 {
            (*count, depth) = (*count - 1, depth - 1);
        }
        if depth > DEPTH {
            return Err(PageError::TooDeep { found: depth });
        }
    }
    Ok(())
}

//! The title of an article that does not state one.

use crate::text::{Role, Segment};
use std::path::Path;

/// Longest title that is guessed from a line, in code points.
const LONGEST_TITLE: usize = 120;

/// The headline, else the first line with a letter in it, else the name of the file.
pub(super) fn guess_title(text: &str, segments: &[Segment], file_name: &str) -> String {
    let has_words = |line: &&str| line.chars().any(char::is_alphanumeric);
    let headline = segments.iter().find(|segment| segment.role == Role::Headline);
    let headline = headline.map(|segment| segment.span.of(text)).filter(has_words);
    let line = headline.or_else(|| text.lines().find(has_words));
    let title = shortened(&plain(line.unwrap_or("")));
    let stem = || Path::new(file_name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    if title.is_empty() { stem().unwrap_or_else(|| "Untitled".to_owned()) } else { title }
}

/// A line without Markdown's marks for headings and emphasis, on one line and without control characters.
pub(super) fn plain(line: &str) -> String {
    let words: Vec<_> = line
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect();
    let mut line = words.join(" ");
    let marker = line.chars().take_while(|c| *c == '#').count();
    if (1..=6).contains(&marker) && line.get(marker..).is_some_and(|rest| rest.starts_with(' ')) {
        line = line.trim_matches('#').trim().to_owned();
    }
    for mark in ["**", "__", "*", "_"] {
        let bare = line.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        if let Some(bare) = bare.filter(|bare| !bare.contains(mark)) {
            line = bare.trim().to_owned();
        }
    }
    line
}

/// The line cut behind the last whole word that fits.
pub(super) fn shortened(line: &str) -> String {
    let Some((end, _)) = line.char_indices().nth(LONGEST_TITLE) else { return line.to_owned() };
    let head = line.get(..end).unwrap_or(line);
    let head = head.rsplit_once(' ').map_or(head, |(words, _)| words);
    format!("{}…", head.trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::{plain, shortened};

    #[test]
    fn a_title_is_without_marks() {
        for (line, title) in [
            ("# The reply", "The reply"),
            ("## The reply ##", "The reply"),
            ("**The reply**", "The reply"),
            ("_The_ reply", "_The_ reply"),
            ("#hashtag first", "#hashtag first"),
            ("The\n  long\treply\u{1b}[2J", "The long reply [2J"),
            ("**one** and **two**", "**one** and **two**"),
        ] {
            assert_eq!(plain(line), title);
        }
    }

    #[test]
    fn a_long_first_line_is_cut_behind_a_word() {
        let line = "A ferry that never came, ".repeat(20);
        let title = shortened(&line);
        assert!(title.ends_with("never…") || title.ends_with("came…"), "{title}");
        assert!(title.chars().count() <= 121);
        assert_eq!(shortened(&"外".repeat(300)).chars().count(), 121);
    }
}

//! A draft: what a file or pasted text will be as an article, before it is one, so that a person can correct it first.

use super::article::{About, Extract, html, joined};
use super::{DecodeError, Decoded, decode};
use crate::model::Metadata;
use crate::text::{Role, Segment, Span, language, segment};
use jiff::Timestamp;
use std::path::Path;

/// Longest title that is guessed from a line, in code points.
const LONGEST_TITLE: usize = 120;

/// Endings of saved web pages.
const PAGES: [&str; 3] = ["html", "htm", "xhtml"];

/// What a draft is made with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftOptions {
    /// BCP 47 tag of the text; found out when not given.
    pub language: Option<String>,
    /// When the text was taken in.
    pub retrieved: Option<Timestamp>,
    /// An address or a file name; the file's own name when not given.
    pub origin: Option<String>,
    /// How the text is cut.
    pub segmentation: segment::Options,
}

/// What a file or pasted text will be as an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The text as it will be frozen.
    pub text: String,
    /// The bytes it came as.
    pub original: Vec<u8>,
    /// Name for these bytes in the article's folder: `original.` and the ending of the file.
    pub original_file: String,
    /// The encoding the bytes were read in, by its WHATWG name.
    pub encoding: &'static str,
    /// Title, dates, origin and language. Publisher and author are names until the article is taken in.
    pub metadata: Metadata,
    /// Name of the outlet; empty for none.
    pub publisher: String,
    /// Name of the author; empty for none.
    pub author: String,
    /// The pieces of the text.
    pub segments: Vec<Segment>,
    /// What had to be assumed or was found amiss, one sentence each.
    pub warnings: Vec<String>,
    /// What of a page was not taken for part of the article: kind and first words, one line each.
    pub left_out: Vec<String>,
}

/// Reads an article from the bytes of a file; `file_name` is its name without folders, empty for pasted text.
///
/// # Errors
/// When the bytes are no text.
pub fn draft(bytes: &[u8], file_name: &str, options: &DraftOptions) -> Result<Draft, DecodeError> {
    let Decoded { text, encoding, mut warnings } = decode(bytes)?;
    let is_page = PAGES.contains(&ending(file_name).as_str());
    let read = if is_page { Read::page(&text)? } else { Read::plain(text) };
    let Read { text, places, about, left_out } = read;
    let stated = Some(about.language).filter(|language| !language.is_empty());
    let language = options.language.clone().or(stated);
    let language = language.unwrap_or_else(|| guess_language(&text, &mut warnings));
    let segments = match places {
        Some(places) => segment::within(&text, &language, &options.segmentation, &places),
        None => segment(&text, &language, &options.segmentation),
    };
    let title = shortened(&plain(&about.title));
    let origin = if about.address.is_empty() { file_name.to_owned() } else { about.address };
    let metadata = Metadata {
        title: if title.is_empty() { guess_title(&text, &segments, file_name) } else { title },
        published: about.published,
        retrieved: options.retrieved,
        origin: options.origin.clone().unwrap_or(origin),
        language,
        ..Metadata::default()
    };
    Ok(Draft {
        original: bytes.to_vec(),
        original_file: format!("original.{}", ending(file_name)),
        encoding,
        metadata,
        publisher: about.publisher,
        author: about.author,
        segments,
        warnings,
        left_out,
        text,
    })
}

/// A file's text and what the file says of it.
struct Read {
    text: String,
    /// Its paragraphs and their roles, where the file has them.
    places: Option<Vec<(Span, Role)>>,
    about: About,
    left_out: Vec<String>,
}

impl Read {
    fn plain(text: String) -> Self {
        Self { text, places: None, about: About::default(), left_out: Vec::new() }
    }

    fn page(source: &str) -> Result<Self, DecodeError> {
        let Extract { about, paragraphs, left_out } = html::extract(source)?;
        let (text, places) = joined(&paragraphs);
        Ok(Self { text, places: Some(places), about, left_out })
    }
}

fn guess_language(text: &str, warnings: &mut Vec<String>) -> String {
    let Some(detected) = language::detect(text) else { return String::new() };
    if !detected.sure {
        let name = language::name_of(&detected.tag);
        warnings.push(format!("The language was taken for {name}; correct it if it is another."));
    }
    detected.tag
}

/// The headline, else the first line with a letter in it, else the name of the file.
fn guess_title(text: &str, segments: &[Segment], file_name: &str) -> String {
    let has_words = |line: &&str| line.chars().any(char::is_alphanumeric);
    let headline = segments.iter().find(|segment| segment.role == Role::Headline);
    let headline = headline.map(|segment| segment.span.of(text)).filter(has_words);
    let line = headline.or_else(|| text.lines().find(has_words));
    let title = shortened(&plain(line.unwrap_or("")));
    let stem = || Path::new(file_name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    if title.is_empty() { stem().unwrap_or_else(|| "Untitled".to_owned()) } else { title }
}

/// A line without Markdown's marks for headings and emphasis, on one line and without control characters.
fn plain(line: &str) -> String {
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
fn shortened(line: &str) -> String {
    let Some((end, _)) = line.char_indices().nth(LONGEST_TITLE) else { return line.to_owned() };
    let head = line.get(..end).unwrap_or(line);
    let head = head.rsplit_once(' ').map_or(head, |(words, _)| words);
    format!("{}…", head.trim_end_matches([',', ';', ':', ' ']))
}

/// The ending of a file's name when it is short and plain, else `txt`.
fn ending(file_name: &str) -> String {
    let ending = Path::new(file_name).extension().and_then(|ending| ending.to_str()).unwrap_or("");
    let is_plain = (1..=8).contains(&ending.len())
        && ending.chars().all(|letter| letter.is_ascii_alphanumeric());
    if is_plain { ending.to_ascii_lowercase() } else { "txt".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{ending, plain, shortened};

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

    #[test]
    fn the_original_keeps_a_plain_ending() {
        for (name, kept) in [
            ("a.TXT", "txt"),
            ("a.b.md", "md"),
            ("a", "txt"),
            ("", "txt"),
            ("a.t/x", "txt"),
            ("a.ü", "txt"),
        ] {
            assert_eq!(ending(name), kept, "{name}");
        }
    }
}

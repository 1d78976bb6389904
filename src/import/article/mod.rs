//! Articles out of formats that are not plain text: the readable paragraphs with the roles the file itself gives them.
//!
//! One file a format. An extractor follows no link, opens nothing else, and decides only what the file says; sentences
//! are cut later, inside its paragraphs. What each may cost is bounded before it begins: by size, depth and count here, by
//! time in `bounded`.

mod docx;
mod docx_styles;
mod epub;
pub(super) mod html;
mod html_body;
pub(super) mod html_charset;
mod html_limits;
mod html_metadata;
mod html_reader;
mod mail;
mod odt;
mod pdf;
mod pdf_lines;
mod pdf_page;
mod problem;
mod rtf;
mod rtf_tokens;
mod subtitles;
mod xml;

use super::kind::Kind;
use crate::text::{Role, Span, clean, segment::is_blank};
use jiff::civil::Date;

pub use html::PageError;
pub use problem::Problem;

/// Bytes shown of what was left out.
const SHOWN: usize = 60;
/// Lines of what was left out, at most; the last one says how many more there are.
const MOST_LEFT_OUT: usize = 200;
/// Words of a first paragraph that can be a headline, at most.
const HEADLINE_WORDS: usize = 30;

/// A paragraph as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its words, white space collapsed.
    pub(super) text: String,
    /// What the file says it is.
    pub(super) role: Role,
}

/// What a file says of its article. Empty strings where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    /// The headline.
    pub(super) title: String,
    /// The byline's first name.
    pub(super) author: String,
    /// The outlet.
    pub(super) publisher: String,
    /// The day it appeared.
    pub(super) published: Option<Date>,
    /// The canonical address, `http` or `https`.
    pub(super) address: String,
    /// BCP 47 tag.
    pub(super) language: String,
}

/// A readable article out of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Extract {
    /// What the file says of it.
    pub(super) about: About,
    /// Its paragraphs, from top to bottom.
    pub(super) paragraphs: Vec<Paragraph>,
    /// Text that has no paragraphs of its own, and is cut as plain text is; behind the headline, where there is one.
    pub(super) plain: String,
    /// What was not taken for part of it: kind and first words, one line each.
    pub(super) left_out: Vec<String>,
    /// What had to be assumed or was found amiss, one sentence each.
    pub(super) warnings: Vec<String>,
}

/// The article in the bytes of a document of this kind.
///
/// # Errors
/// When it is damaged, protected, without text, or asks for too much.
pub(super) fn extract(kind: Kind, bytes: &[u8]) -> Result<Extract, Problem> {
    let mut extract = match kind {
        Kind::Word => docx::extract(bytes),
        Kind::OpenDocument => odt::extract(bytes),
        Kind::Book => epub::extract(bytes),
        Kind::RichText => rtf::extract(bytes),
        Kind::Mail | Kind::SavedPage => mail::extract(bytes),
        Kind::Subtitles => subtitles::extract(bytes),
        Kind::Pdf => pdf::extract(bytes),
        Kind::Text | Kind::Page | Kind::Table | Kind::Lines | Kind::Archive | Kind::Crawl => {
            Err(Problem::Damaged("it is of another kind".to_owned()))
        }
    }?;
    let has_prose = extract.paragraphs.iter().any(|paragraph| paragraph.role.is_prose());
    if !has_prose && extract.plain.trim().is_empty() {
        return Err(Problem::NoText(""));
    }
    raise_headline(&mut extract);
    let n_left_out = extract.left_out.len();
    if n_left_out > MOST_LEFT_OUT {
        extract.left_out.truncate(MOST_LEFT_OUT);
        extract.left_out.push(format!("and {} more", n_left_out - MOST_LEFT_OUT));
    }
    Ok(extract)
}

/// Where no paragraph is marked as the headline, the first is it if it is a heading, or the title that the file states, or
/// reads like neither a sentence nor furniture and stands above others.
fn raise_headline(extract: &mut Extract) {
    let paragraphs = &mut extract.paragraphs;
    if paragraphs.iter().any(|paragraph| paragraph.role == Role::Headline) || paragraphs.len() < 2 {
        return;
    }
    let title = &extract.about.title;
    let is_title = |first: &Paragraph| {
        let words = first.text.split_whitespace().count();
        let is_sentence = first.text.ends_with(['.', '!', '?', '…', ':', ';', ',', '。', '"', '”']);
        first.role == Role::Heading
            || first.text == *title
            || first.role == Role::Sentence && words <= HEADLINE_WORDS && !is_sentence
    };
    let first = paragraphs.iter_mut().find(|paragraph| paragraph.role != Role::Boilerplate);
    if let Some(first) = first.filter(|first| is_title(first)) {
        first.role = Role::Headline;
    }
}

/// The words on one line, with one blank between them.
fn collapsed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The line that tells of something left out; nothing for no words.
fn left_out(kind: &str, words: &str) -> Option<String> {
    let words = collapsed(words);
    let shown = words.get(..words.floor_char_boundary(SHOWN)).unwrap_or_default();
    let more = if shown.len() < words.len() { "…" } else { "" };
    (!words.is_empty()).then(|| format!("{kind}: {shown}{more}"))
}

/// What stands behind the dot of a list, where a line begins with one.
fn item(words: &str) -> Option<&str> {
    let behind = words.strip_prefix(['•', '▪', '●', '◦', '‣', '■', '□', '–'])?;
    behind.starts_with(char::is_whitespace).then(|| behind.trim_start())
}

/// A paragraph of these words, unless they are none.
fn paragraph(words: &str, role: Role) -> Option<Paragraph> {
    let text = collapsed(words);
    (!text.is_empty()).then_some(Paragraph { text, role })
}

/// The day that a date or time in the manner of ISO 8601 begins with.
fn day(words: &str) -> Option<Date> {
    words.trim().get(..10)?.parse().ok()
}

/// `address` when it is one where an article can be found; those of other kinds (`javascript:`, `file:`) say nothing.
pub(super) fn web_address(address: &str) -> String {
    let address = address.trim();
    let is_web = ["http://", "https://"].iter().any(|scheme| {
        address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    });
    if is_web && !address.contains(char::is_whitespace) {
        address.to_owned()
    } else {
        String::new()
    }
}

/// The day in a date as people and programs write it: ISO 8601, RFC 2822, or the seconds since 1970.
pub(super) fn dated(words: &str) -> Option<Date> {
    let words = words.trim();
    let in_seconds = |seconds: i64| {
        // Programs count thousandths too.
        let seconds = if seconds > 99_999_999_999 { seconds / 1_000 } else { seconds };
        let time = jiff::Timestamp::from_second(seconds).ok()?;
        Some(time.to_zoned(jiff::tz::TimeZone::UTC).date())
    };
    let written = || jiff::fmt::rfc2822::parse(words).ok().map(|time| time.date());
    let spelled = || {
        let words = words.replace(',', "");
        let forms = ["%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y%m%d"];
        forms.iter().find_map(|form| Date::strptime(form, &words).ok())
    };
    let counted = || words.parse().ok().filter(|n: &i64| *n > 99_999_999).and_then(in_seconds);
    day(words).or_else(written).or_else(spelled).or_else(counted)
}

/// `tag` when it has the form of a BCP 47 tag.
pub(super) fn language(tag: &str) -> String {
    language_tag(tag)
}

fn language_tag(tag: &str) -> String {
    let tag = tag.trim().replace('_', "-");
    let is_tag = tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if is_tag && (2..=35).contains(&tag.len()) { tag } else { String::new() }
}

/// The paragraphs as one text with an empty line between them, and where in it each lies.
pub(super) fn joined(paragraphs: &[Paragraph]) -> (String, Vec<(Span, Role)>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for paragraph in paragraphs {
        let cleaned = clean(&paragraph.text);
        let words = cleaned.trim_matches(is_blank);
        if words.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(words);
        places.push((Span::new(start, text.len()), paragraph.role));
    }
    (text, places)
}

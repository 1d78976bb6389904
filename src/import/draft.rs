//! A draft: what a file or pasted text will be as an article, before it is one, so that a person can correct it first.

use super::article::{
    About, Extract, Paragraph, Problem, dated, extract, html, joined, language, web_address,
};
use super::bounded::{PATIENCE, Unfinished, bounded};
use super::decode::decode_page;
use super::kind::Kind;
use super::many::Columns;
use super::title::{guess_title, plain, shortened};
use super::{DecodeError, Decoded, TEXT_LIMIT, decode};
use crate::model::Metadata;
use crate::text::{Role, Segment, Span, clean, language as languages, segment};
use encoding_rs::Encoding;
use jiff::Timestamp;
use std::path::Path;

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
    /// What the columns of tables hold, where their names do not say.
    pub columns: Columns,
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
    /// What kind of file they are.
    pub kind: Kind,
    /// The encoding the bytes were read in, by its WHATWG name; empty for documents, which have their own.
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
    /// What was not taken for part of the article: kind and first words, one line each.
    pub left_out: Vec<String>,
}

impl Draft {
    /// Cuts the text by the rules of another language. Paragraphs and roles that the file gave it stay.
    pub fn cut_anew(&mut self, language: &str, options: &segment::Options) {
        if self.kind == Kind::Text {
            self.segments = segment(&self.text, language, options);
            return;
        }
        let mut places: Vec<(Span, Role)> = Vec::new();
        for found in &self.segments {
            match places.last_mut().filter(|_| !found.opens_paragraph) {
                Some((span, _)) => span.end = found.span.end,
                None => places.push((found.span, found.role)),
            }
        }
        self.segments = segment::within(&self.text, language, options, &places);
    }
}

/// What is known about bytes before they are read.
pub(super) struct Source<'s> {
    /// What they are; `None` for what is known to be no article.
    pub(super) kind: Option<Kind>,
    /// Their name, with the folders or the address before it; empty for pasted text.
    pub(super) name: &'s str,
    /// The encoding that their server said they are in.
    pub(super) charset: Option<&'static Encoding>,
}

/// A row of a table. Empty strings where it says nothing.
pub(super) struct Row {
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) title: String,
    pub(super) author: String,
    pub(super) publisher: String,
    pub(super) date: String,
    pub(super) url: String,
    pub(super) language: String,
    /// The bytes of the row.
    pub(super) original: Vec<u8>,
}

/// Reads an article from the bytes of a file; `file_name` is its name without folders, empty for pasted text.
///
/// # Errors
/// When the bytes hold no article that can be read, or several.
pub fn draft(bytes: &[u8], file_name: &str, options: &DraftOptions) -> Result<Draft, DecodeError> {
    let kind = if bytes.is_empty() { None } else { Kind::of(bytes, file_name) };
    draft_of(bytes, &Source { kind, name: file_name, charset: None }, options)
}

pub(super) fn draft_of(
    bytes: &[u8],
    source: &Source<'_>,
    options: &DraftOptions,
) -> Result<Draft, DecodeError> {
    let kind = source.kind.unwrap_or(Kind::Text);
    let read = match source.kind {
        // What is no article is known by its first bytes; the error says what it is.
        None | Some(Kind::Text) => Read::plain(decode(bytes)?),
        Some(Kind::Page) => Read::page(decode_page(bytes, source.charset)?)?,
        Some(kind) if kind.holds_several() => {
            return Err(DecodeError::Document { kind, problem: Problem::Several });
        }
        Some(kind) => Read::document(kind, bytes)?,
    };
    read.into_draft(kind, bytes.to_vec(), source.name, options)
}

/// The article that a row of a table is.
pub(super) fn draft_of_row(
    row: Row,
    name: &str,
    options: &DraftOptions,
) -> Result<Draft, DecodeError> {
    let about = About {
        title: row.title,
        author: row.author,
        publisher: row.publisher,
        published: dated(&row.date),
        address: web_address(&row.url),
        language: language(&row.language),
    };
    let mut extract = Extract { plain: row.text, ..Extract::default() };
    if extract.plain.contains("</p>") {
        let plain = std::mem::take(&mut extract.plain);
        let page = within_time(row.kind, move || html::whole(&plain).map_err(Problem::from))?;
        extract = Extract { about: About::default(), ..page };
        let is_headed = extract.paragraphs.iter().any(|found| found.role == Role::Headline);
        if !is_headed && !about.title.trim().is_empty() {
            let headline = Paragraph { text: about.title.clone(), role: Role::Headline };
            extract.paragraphs.insert(0, headline);
        }
    }
    if about.published.is_none() && !row.date.trim().is_empty() {
        let words = format!("The date “{}” was not understood.", row.date.trim());
        extract.warnings.push(words);
    }
    let mut read = Read::of(Extract { about, ..extract });
    read.encoding = "UTF-8";
    read.into_draft(row.kind, row.original, name, options)
}

/// What `work` on a document of this kind comes to, unless it takes too long.
fn within_time(
    kind: Kind,
    work: impl FnOnce() -> Result<Extract, Problem> + Send + 'static,
) -> Result<Extract, DecodeError> {
    let problem = match bounded(PATIENCE, work) {
        Ok(Ok(extract)) => return Ok(extract),
        Ok(Err(Problem::Page(error))) if kind == Kind::Page => {
            return Err(DecodeError::Page(*error));
        }
        Ok(Err(problem)) => problem,
        Err(Unfinished::TooSlow) => Problem::TooSlow { seconds: PATIENCE.as_secs() },
        Err(Unfinished::Broke) => Problem::Broke,
    };
    Err(DecodeError::Document { kind, problem })
}

/// A file's text and what the file says of it.
struct Read {
    text: String,
    encoding: &'static str,
    /// Bytes of the headline ahead of a text that has no paragraphs of its own.
    headline: usize,
    /// Its paragraphs and their roles, where the file has them.
    places: Option<Vec<(Span, Role)>>,
    about: About,
    warnings: Vec<String>,
    left_out: Vec<String>,
}

impl Read {
    fn plain(decoded: Decoded) -> Self {
        let Decoded { text, encoding, warnings } = decoded;
        Self {
            text,
            encoding,
            headline: 0,
            places: None,
            about: About::default(),
            warnings,
            left_out: Vec::new(),
        }
    }

    fn page(decoded: Decoded) -> Result<Self, DecodeError> {
        let Decoded { text, encoding, warnings } = decoded;
        let page = move || html::extract(&text).map_err(Problem::from);
        Ok(Self { encoding, warnings, ..Self::of(within_time(Kind::Page, page)?) })
    }

    fn document(kind: Kind, bytes: &[u8]) -> Result<Self, DecodeError> {
        let bytes = bytes.to_vec();
        let read = Self::of(within_time(kind, move || extract(kind, &bytes))?);
        if read.text.len() > TEXT_LIMIT {
            let mib = TEXT_LIMIT / 1024 / 1024;
            let problem = Problem::TooMuch(format!("has more than {mib} MiB of text"));
            return Err(DecodeError::Document { kind, problem });
        }
        Ok(read)
    }

    fn of(extract: Extract) -> Self {
        let Extract { about, paragraphs, plain, left_out, warnings } = extract;
        let (mut text, places) = joined(&paragraphs);
        let is_plain = !plain.trim().is_empty();
        let mut headline = 0;
        if is_plain {
            let plain = clean(&plain);
            let plain = plain.trim();
            let title = about.title.trim();
            // A text that begins with its own title has it already.
            if !title.is_empty() && !plain.starts_with(title) {
                headline = title.len();
                text = format!("{title}\n\n{plain}");
            } else {
                plain.clone_into(&mut text);
            }
        }
        let places = (!is_plain).then_some(places);
        Self { text, encoding: "", headline, places, about, warnings, left_out }
    }

    fn into_draft(
        self,
        kind: Kind,
        original: Vec<u8>,
        name: &str,
        options: &DraftOptions,
    ) -> Result<Draft, DecodeError> {
        let Self { text, encoding, headline, places, about, mut warnings, left_out } = self;
        if text.trim().is_empty() {
            return Err(DecodeError::Blank);
        }
        let stated = Some(about.language).filter(|language| !language.is_empty());
        let language = options.language.clone().or(stated);
        let language = language.unwrap_or_else(|| guess_language(&text, &mut warnings));
        let segments = match places {
            Some(places) => segment::within(&text, &language, &options.segmentation, &places),
            None => headed(&text, headline, &language, &options.segmentation),
        };
        let title = shortened(&plain(&about.title));
        let origin = if about.address.is_empty() { name.to_owned() } else { about.address };
        let metadata = Metadata {
            title: if title.is_empty() { guess_title(&text, &segments, name) } else { title },
            published: about.published,
            retrieved: options.retrieved,
            origin: options.origin.clone().unwrap_or(origin),
            language,
            ..Metadata::default()
        };
        Ok(Draft {
            original,
            original_file: format!("original.{}", kept_ending(name, kind)),
            kind,
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
}

/// The segments of a plain text whose first bytes are known to be its headline.
fn headed(text: &str, headline: usize, language: &str, options: &segment::Options) -> Vec<Segment> {
    if headline == 0 {
        return segment(text, language, options);
    }
    let rest = text.get(headline..).unwrap_or_default();
    let behind = segment(rest, language, options).into_iter().map(|segment| {
        let range = segment.span.range();
        let span = Span::new(range.start + headline, range.end + headline);
        let is_second = segment.role == Role::Headline;
        Segment { span, role: if is_second { Role::Heading } else { segment.role }, ..segment }
    });
    let span = Span::new(0, headline);
    let first = Segment { span, role: Role::Headline, sure: true, opens_paragraph: true };
    std::iter::once(first).chain(behind).collect()
}

fn guess_language(text: &str, warnings: &mut Vec<String>) -> String {
    let Some(detected) = languages::detect(text) else { return String::new() };
    if !detected.sure {
        let name = languages::name_of(&detected.tag);
        warnings.push(format!("The language was taken for {name}; correct it if it is another."));
    }
    detected.tag
}

/// The ending under which the bytes of a file are kept: its own where that says what they are.
fn kept_ending(name: &str, kind: Kind) -> String {
    let own = ending(name);
    let is_right = kind == Kind::Text || Kind::by_ending(name) == Some(kind);
    if is_right { own } else { kind.ending().to_owned() }
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
    use super::ending;

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

//! The readable article of a saved web page.

use super::html_body::{Measures, Region};
use super::html_limits::{self, ATTRIBUTES, DEPTH, SIZE};
use super::html_reader::Reader;
use super::{Extract, Paragraph, collapsed, html_metadata};
use crate::text::Role;
use dom_query::Document;

/// Why a page gives no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// Larger than pages are parsed.
    #[error(
        "The page has {found} bytes; pages are read up to {SIZE}. Save its text alone and import that"
    )]
    TooLarge {
        /// Its size in bytes.
        found: usize,
    },
    /// Elements within elements without end.
    #[error(
        "The page nests {found} elements; pages are read up to {DEPTH} deep. Save its text alone and import that"
    )]
    TooDeep {
        /// Depth at which reading stopped.
        found: usize,
    },
    /// A tag with attributes without end.
    #[error(
        "A tag of the page has {found} attributes; pages are read with up to {ATTRIBUTES}. Save its text alone and import that"
    )]
    Attributes {
        /// How many it has, about.
        found: usize,
    },
    /// No words but those of navigation.
    #[error(
        "The page holds no text that reads as an article. If it shows one in a browser, copy the text from there"
    )]
    NoArticle,
}

/// The article of `source`, a page decoded to text.
///
/// # Errors
/// When the page goes beyond a limit or has no article.
pub(in crate::import) fn extract(source: &str) -> Result<Extract, PageError> {
    html_limits::check(source)?;
    let page = Document::from(source);
    let about = html_metadata::about(&page);
    let measures = Measures::of(&page.root());
    let region = measures.region(&page).ok_or(PageError::NoArticle)?;
    let Reader { mut paragraphs, left_out, .. } = Reader::read(&measures, &region);
    let is_prose = |paragraph: &Paragraph| paragraph.role.is_prose();
    if !paragraphs.iter().any(is_prose) {
        return Err(PageError::NoArticle);
    }
    if !paragraphs.iter().any(|paragraph| paragraph.role == Role::Headline) {
        let above = collapsed(&page.select_single("h1").text());
        let headline = if above.is_empty() { about.title.clone() } else { above };
        paragraphs.insert(0, Paragraph { text: headline, role: Role::Headline });
    }
    Ok(Extract { about, paragraphs, left_out, ..Extract::default() })
}

/// All of `source`, a page that is part of a book or a letter and has no furniture around an article.
///
/// # Errors
/// When the page goes beyond a limit.
pub(in crate::import) fn whole(source: &str) -> Result<Extract, PageError> {
    html_limits::check(source)?;
    let page = Document::from(source);
    let about = html_metadata::about(&page);
    let measures = Measures::of(&page.root());
    let body = page.select("body").nodes().first().copied().ok_or(PageError::NoArticle)?;
    let region = Region { around: body, from: None, to: None };
    let Reader { paragraphs, left_out, .. } = Reader::read(&measures, &region);
    Ok(Extract { about, paragraphs, left_out, ..Extract::default() })
}

//! What kind of file something is, by its first bytes and, where these say nothing, by the ending of its name.

use super::packed::names;
use std::path::Path;

/// A kind of file that articles are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// A web page.
    Page,
    /// A web page saved in one file, with what it shows (MHTML).
    SavedPage,
    /// A letter (RFC 5322).
    Mail,
    /// Word's DOCX.
    Word,
    /// An OpenDocument text.
    OpenDocument,
    /// An e-book (EPUB).
    Book,
    /// Rich text (RTF).
    RichText,
    /// Subtitles, `SubRip` or `WebVTT`.
    Subtitles,
    /// A PDF file.
    Pdf,
    /// A table of articles, CSV or tab-separated.
    Table,
    /// Articles as JSON, one a line or in one list.
    Lines,
    /// A ZIP archive, that of a crawl (WACZ) among them.
    Archive,
    /// What a crawler took down (WARC).
    Crawl,
}

/// Endings that say what a file is when its first bytes do not.
const BY_ENDING: [(&str, Kind); 17] = [
    ("html", Kind::Page),
    ("htm", Kind::Page),
    ("xhtml", Kind::Page),
    ("xht", Kind::Page),
    ("mht", Kind::SavedPage),
    ("mhtml", Kind::SavedPage),
    ("eml", Kind::Mail),
    ("srt", Kind::Subtitles),
    ("vtt", Kind::Subtitles),
    ("csv", Kind::Table),
    ("tsv", Kind::Table),
    ("tab", Kind::Table),
    ("jsonl", Kind::Lines),
    ("ndjson", Kind::Lines),
    ("json", Kind::Lines),
    ("zip", Kind::Archive),
    ("wacz", Kind::Archive),
];

/// Names in a ZIP archive that make it a document.
const PACKED: [(&str, Kind); 3] = [
    ("word/document.xml", Kind::Word),
    ("META-INF/container.xml", Kind::Book),
    ("content.xml", Kind::OpenDocument),
];
/// Names in a ZIP archive that make it something else than a collection of files.
const OTHERS: [&str; 4] =
    ["xl/workbook.xml", "ppt/presentation.xml", "AndroidManifest.xml", "META-INF/MANIFEST.MF"];

impl Kind {
    /// The kind of a file with these bytes and this name; `None` for what is known to be something else, see
    /// [`super::foreign`].
    pub(super) fn of(bytes: &[u8], file_name: &str) -> Option<Self> {
        if bytes.starts_with(b"PK\x03\x04") {
            return packed(bytes);
        }
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
        let begins = |words: &[u8]| {
            head.trim_ascii_start()
                .get(..words.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(words))
        };
        let by_bytes = if head.windows(5).any(|window| window == b"%PDF-") && bytes.len() > 5 {
            Some(Self::Pdf)
        } else if head.starts_with(b"{\\rtf") {
            Some(Self::RichText)
        } else if head.starts_with(b"WARC/") || head.starts_with(b"\x1F\x8B") && is_crawl(file_name)
        {
            Some(Self::Crawl)
        } else if head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).starts_with(b"WEBVTT") {
            Some(Self::Subtitles)
        } else if begins(b"From: <Saved by") {
            Some(Self::SavedPage)
        } else if super::foreign::recognise(bytes).is_some() {
            return None;
        } else if file_name.is_empty() && (begins(b"<!doctype html") || begins(b"<html")) {
            Some(Self::Page)
        } else {
            None
        };
        by_bytes.or_else(|| Self::by_ending(file_name)).or(Some(Self::Text))
    }

    /// The kind that the ending of a name stands for.
    pub(super) fn by_ending(file_name: &str) -> Option<Self> {
        let ending = Path::new(file_name).extension()?.to_str()?;
        BY_ENDING
            .iter()
            .find(|(known, _)| ending.eq_ignore_ascii_case(known))
            .map(|(_, kind)| *kind)
    }

    /// Does a file of this kind hold any number of articles?
    #[must_use]
    pub fn holds_several(self) -> bool {
        matches!(self, Self::Table | Self::Lines | Self::Archive | Self::Crawl)
    }

    /// The usual ending of its files.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Page => "html",
            Self::SavedPage => "mhtml",
            Self::Mail => "eml",
            Self::Word => "docx",
            Self::OpenDocument => "odt",
            Self::Book => "epub",
            Self::RichText => "rtf",
            Self::Subtitles => "vtt",
            Self::Pdf => "pdf",
            Self::Table => "csv",
            Self::Lines => "jsonl",
            Self::Archive => "zip",
            Self::Crawl => "warc",
        }
    }

    /// What people call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "text file",
            Self::Page => "web page",
            Self::SavedPage => "saved web page (MHTML)",
            Self::Mail => "e-mail",
            Self::Word => "Word document",
            Self::OpenDocument => "OpenDocument text",
            Self::Book => "e-book (EPUB)",
            Self::RichText => "rich text document",
            Self::Subtitles => "subtitle file",
            Self::Pdf => "PDF file",
            Self::Table => "table",
            Self::Lines => "JSON file",
            Self::Archive => "ZIP archive",
            Self::Crawl => "web archive (WARC)",
        }
    }
}

/// A gzip archive is read only when its name says that a crawl is in it.
fn is_crawl(file_name: &str) -> bool {
    let name = file_name.to_ascii_lowercase();
    name.ends_with(".warc.gz") || name.ends_with(".warc")
}

/// What an archive's own list of names makes it; a collection of files when there is no such list to be read.
fn packed(bytes: &[u8]) -> Option<Kind> {
    let names = names(bytes);
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let head = bytes.get(..bytes.len().min(8 * 1024)).unwrap_or(bytes);
    let mentions = |words: &[u8]| head.windows(words.len()).any(|window| window == words);
    let is_other_office = mentions(b"opendocument.") && !mentions(b"opendocument.text");
    let document = PACKED.iter().find(|(name, _)| has(name)).map(|(_, kind)| *kind);
    match document {
        Some(Kind::OpenDocument) if is_other_office => None,
        Some(kind) => Some(kind),
        None if OTHERS.iter().any(|name| has(name)) => None,
        None => Some(Kind::Archive),
    }
}

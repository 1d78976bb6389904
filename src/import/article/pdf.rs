//! The text layer of a PDF file: lines put together to paragraphs, what stands on every page left out.

use super::docx::date_warning;
use super::pdf_lines::{Line, lines, usual};
use super::pdf_page::letters;
use super::{About, Extract, Problem, collapsed, item, left_out};
use crate::import::bounded::in_time;
use crate::import::decode::unicode;
use crate::text::Role;
use hayro_interpret::InterpreterCache;
use hayro_interpret::hayro_syntax::metadata::Metadata;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Pages that are read.
const PAGES: usize = 3_000;
/// Letters that are read in all.
const LETTERS: usize = 20_000_000;
/// Pages on which a line must stand to belong to the page and not to the text.
const REPEATS: usize = 2;
/// Lines at the top and at the foot of a page that can belong to the page.
const EDGE: usize = 2;
/// How much larger than the text a heading is.
const LARGER: f64 = 1.12;
/// Words in a heading, at most.
const HEADING_WORDS: usize = 30;
/// Words in a heading that is no larger than the text, at most.
const PLAIN_HEADING_WORDS: usize = 12;
/// The share of a column that a line must leave white to end its paragraph.
const WHITE: f64 = 0.3;

const SCANNED: &str = "Its pages are pictures, as scans are. Run text recognition over it, for example with ocrmypdf, and import what that makes";
const UNTOLD: &str = "It does not say which letters its signs stand for. Run text recognition over it, for example with ocrmypdf --force-ocr, and import what that makes";

/// The text of a PDF file.
pub(super) fn extract(bytes: &[u8]) -> Result<Extract, Problem> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Problem::Protected,
        LoadPdfError::Invalid => Problem::Damaged("its list of parts cannot be read".to_owned()),
    })?;
    let cache = InterpreterCache::new();
    let (mut pages, mut n_letters, mut n_unknown, mut n_empty) = (Vec::new(), 0, 0, 0);
    for page in pdf.pages().iter().take(PAGES) {
        in_time()?;
        let found = letters(page, &cache);
        n_letters += found.letters.len();
        n_unknown += found.unknown;
        n_empty += usize::from(found.letters.is_empty());
        pages.push(lines(found.letters));
        if n_letters > LETTERS {
            return Err(Problem::TooMuch(format!("has more than {LETTERS} letters")));
        }
    }
    if n_letters == 0 || n_unknown > n_letters {
        return Err(Problem::NoText(if n_unknown > 0 { UNTOLD } else { SCANNED }));
    }
    let mut extract = Extract { about: about(pdf.metadata()), ..Extract::default() };
    let furniture = furniture(&pages);
    let mut text = Text::of(&pages);
    for (number, page) in pages.iter().enumerate() {
        let edges = edges(page);
        for line in page {
            if is_edge(line, edges) && belongs_to_page(line, &furniture) {
                extract.left_out.extend(left_out(&format!("page {}", number + 1), &line.words));
            } else {
                text.take(line);
            }
        }
        text.page_ends();
    }
    extract.paragraphs = text.paragraphs();
    let n_pages = pages.len();
    let mut warn = |n: usize, words: String| extract.warnings.extend((n > 0).then_some(words));
    warn(
        n_empty,
        format!("{n_empty} of {n_pages} pages hold no text; they may be pictures of it."),
    );
    warn(
        n_unknown,
        format!(
            "Of {n_unknown} signs the file does not say which letters they are; they are missing."
        ),
    );
    date_warning(&mut extract);
    Ok(extract)
}

fn about(metadata: &Metadata) -> About {
    let words = |field: &Option<Box<[u8]>>| {
        field.as_deref().map(|bytes| collapsed(&unicode(bytes))).unwrap_or_default()
    };
    let made = metadata.creation_date.as_ref().and_then(|date| {
        let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
        Date::new(i16::try_from(date.year).ok()?, month, day).ok()
    });
    let title = words(&metadata.title);
    // What programs write there of their own accord is no title.
    let is_name = [".doc", ".docx", ".odt", ".indd", ".qxd", ".pdf", ".tex", ".ms"];
    let is_name = is_name.iter().any(|ending| title.to_lowercase().ends_with(ending));
    let is_title = !is_name && title.to_lowercase() != "untitled";
    About {
        title: if is_title { title } else { String::new() },
        author: words(&metadata.author),
        published: made,
        ..About::default()
    }
}

/// Down to where the head of a page reaches, and from where on its foot.
fn edges(page: &[Line]) -> (f64, f64) {
    let mut heights: Vec<f64> = page.iter().map(|line| line.y).collect();
    heights.sort_by(f64::total_cmp);
    heights.dedup_by(|a, b| (*a - *b).abs() < 2.0);
    let head = heights.get(EDGE - 1).or(heights.last()).copied().unwrap_or_default();
    let foot = heights.len().checked_sub(EDGE).and_then(|place| heights.get(place));
    (head, foot.copied().unwrap_or(head))
}

fn is_edge(line: &Line, (head, foot): (f64, f64)) -> bool {
    line.y <= head || line.y >= foot
}

/// A line without its numbers, which change from page to page.
fn without_numbers(words: &str) -> String {
    words.chars().filter(|c| !c.is_numeric()).collect()
}

/// Lines at the edges that come back from page to page.
fn furniture(pages: &[Vec<Line>]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let edges = edges(page);
        let found = page.iter().filter(|line| is_edge(line, edges));
        let found: BTreeSet<String> = found.map(|line| without_numbers(&line.words)).collect();
        for words in found {
            *counts.entry(words).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= REPEATS).map(|(words, _)| words).collect()
}

fn belongs_to_page(line: &Line, furniture: &HashSet<String>) -> bool {
    let words = without_numbers(&line.words);
    let is_number = line.words.chars().any(char::is_numeric)
        && words.chars().all(|c| c.is_whitespace() || "-–—./|[]()".contains(c));
    is_number && line.words.len() <= 12 || furniture.contains(&words)
}

/// Lines on their way to paragraphs.
struct Text {
    /// Size of most letters.
    size: f64,
    /// Distance of most lines.
    pitch: f64,
    paragraphs: Vec<Draft>,
    last: Option<Line>,
    is_new_page: bool,
    /// Words that are written with a hyphen inside a line.
    hyphened: HashSet<String>,
}

struct Draft {
    words: String,
    size: f64,
    is_item: bool,
    /// Where its first line begins.
    left: f64,
    lines: usize,
    /// Is there white above it?
    is_apart: bool,
}

impl Text {
    fn of(pages: &[Vec<Line>]) -> Self {
        let all = || pages.iter().flatten();
        let size = usual(all().flat_map(|line| {
            // Each line counts by its length.
            std::iter::repeat_n(line.size, line.words.len() / 10 + 1)
        }));
        let pairs = pages.iter().flat_map(|page| page.windows(2));
        let pitches = pairs.filter_map(|pair| match pair {
            [above, below] if above.column == below.column => Some(below.y - above.y),
            _ => None,
        });
        let pitch = usual(pitches.filter(|pitch| *pitch > size * 0.8 && *pitch < size * 3.0));
        let words = all().flat_map(|line| line.words.split_whitespace());
        let hyphened = words.filter(|word| word.trim_matches('-').contains('-'));
        let hyphened = hyphened.map(|word| bare(word).to_lowercase()).collect();
        let paragraphs = Vec::new();
        Self { size, pitch, paragraphs, last: None, is_new_page: true, hyphened }
    }

    fn page_ends(&mut self) {
        self.is_new_page = true;
    }

    fn take(&mut self, line: &Line) {
        let item = item(&line.words);
        let words = item.unwrap_or(&line.words);
        let goes_on = item.is_none() && self.goes_on(line);
        match self.paragraphs.last_mut().filter(|_| goes_on) {
            Some(paragraph) => {
                join(&mut paragraph.words, words, &self.hyphened);
                paragraph.lines += 1;
            }
            None => self.paragraphs.push(Draft {
                words: words.to_owned(),
                size: line.size,
                is_item: item.is_some(),
                left: line.left,
                lines: 1,
                is_apart: self.is_new_page
                    || self.last.as_ref().is_none_or(|last| {
                        line.column != last.column || line.y - last.y > self.pitch * 1.3
                    }),
            }),
        }
        self.last = Some(line.clone());
        self.is_new_page = false;
    }

    /// Does a line belong to the paragraph of the line before it?
    fn goes_on(&self, line: &Line) -> bool {
        let (Some(last), Some(paragraph)) = (&self.last, self.paragraphs.last()) else {
            return false;
        };
        if (line.size / last.size - 1.0).abs() > LARGER - 1.0 {
            return false;
        }
        let is_open = !ends_sentence(&last.words);
        if self.is_new_page || line.column != last.column {
            // A paragraph that is broken off goes on where the next column begins.
            let is_lower = line.words.chars().next().is_some_and(|c| !c.is_uppercase());
            return is_open && (is_lower || last.words.ends_with('-'));
        }
        let pitch =
            if paragraph.size > self.size * LARGER { line.size * 1.6 } else { self.pitch * 1.3 };
        if line.y - last.y > pitch {
            return false;
        }
        if paragraph.is_item && line.left < paragraph.left + self.size * 0.3 {
            return false;
        }
        let white = line.edge - last.right;
        let is_short = white > (line.edge - last.left) * WHITE;
        let begins_large = !line.words.starts_with(char::is_lowercase);
        if is_open {
            // A heading ends without a full stop.
            return !(is_short && begins_large && !last.words.ends_with([',', '-', ';']));
        }
        let is_indented = line.left - last.left > self.size * 0.8 && !paragraph.is_item;
        !is_indented && white <= self.size * 4.0
    }

    fn paragraphs(self) -> Vec<super::Paragraph> {
        let size = self.size;
        let behind = self.paragraphs.iter().skip(1).map(|next| next.lines > 1 && !next.is_item);
        let behind: Vec<bool> = behind.chain([false]).collect();
        let all = self.paragraphs.into_iter().zip(behind).filter_map(|(draft, is_above_text)| {
            let n_words = draft.words.split_whitespace().count();
            let is_plain = draft.is_apart
                && draft.lines == 1
                && is_above_text
                && n_words <= PLAIN_HEADING_WORDS
                && draft.words.starts_with(|c: char| !c.is_lowercase())
                && !draft.words.ends_with(|c: char| !c.is_alphanumeric());
            let is_heading = is_plain || draft.size > size * LARGER && n_words <= HEADING_WORDS;
            let role = match (is_heading, draft.is_item) {
                (true, _) => Role::Heading,
                (_, true) => Role::ListItem,
                _ => Role::Sentence,
            };
            super::paragraph(&draft.words, role)
        });
        all.collect()
    }
}

/// Puts the words of a line behind those of the line before it.
fn join(words: &mut String, next: &str, hyphened: &HashSet<String>) {
    let begins_small = next.chars().next().is_some_and(char::is_lowercase);
    let before = words.chars().last();
    if before == Some('\u{AD}') {
        words.pop();
    } else if before == Some('-') && begins_small {
        let head = words.rsplit(char::is_whitespace).next().unwrap_or_default();
        let tail = next.split_whitespace().next().unwrap_or_default();
        let word = format!("{head}{tail}");
        // A hyphen that the text has elsewhere in this word too is not one of the line's end.
        if head.len() > 1 && !hyphened.contains(&bare(&word).to_lowercase()) {
            words.pop();
        }
    } else if !(before.is_some_and(is_ideograph) && next.chars().next().is_some_and(is_ideograph)) {
        words.push(' ');
    }
    words.push_str(next);
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Signs of scripts that part no words.
fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

fn ends_sentence(words: &str) -> bool {
    let words = words.trim_end_matches(['"', '”', '’', ')', ']', '»', '」']);
    words.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '۔', '؟'])
}

//! Which encoding a file is in, and its text.
//!
//! A byte order mark decides; then UTF-8, which is never met by chance; then UTF-16, which shows by the NULs beside its ASCII;
//! then the likeliest of the older encodings. Everything but the first two is said in a warning.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};
use thiserror::Error;

use super::article::html_charset::declared;
use super::article::{PageError, Problem};
use super::foreign::{Foreign, recognise};
use super::kind::Kind;
use crate::text::clean;

/// The largest file that is read as an article, in bytes: 64 MiB, which no article comes near.
pub const TEXT_LIMIT: usize = 64 * 1024 * 1024;

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, cleaned once ([`clean`]).
    pub text: String,
    /// The encoding it was read as, by its name in the WHATWG's standard: "UTF-8", "windows-1252".
    pub encoding: &'static str,
    /// What had to be assumed or was found amiss, one sentence each, for a person.
    pub warnings: Vec<String>,
}

/// Why a file gives no text. Each says what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// The file has no bytes.
    #[error("The file is empty. Check that it was copied completely")]
    Empty,
    /// The file has nothing but white space.
    #[error("The file holds only white space. Check that it was saved completely")]
    Blank,
    /// The file is of a kind that is known not to be plain text.
    #[error("This is {name}, not a text file. {advice}")]
    Foreign {
        /// What it is, with its article: "a PDF file".
        name: &'static str,
        /// What a person can do about it.
        advice: &'static str,
    },
    /// The file is of no known kind, and too much of it is not text.
    #[error(
        "This does not look like a text file. Save the article as plain text (UTF-8) and import that"
    )]
    Binary,
    /// The file is larger than [`TEXT_LIMIT`].
    #[error(
        "The file has {} MiB; articles are read up to {} MiB. Split it and import the parts",
        size.div_ceil(MIB),
        TEXT_LIMIT / MIB
    )]
    TooLarge {
        /// Its size in bytes.
        size: usize,
    },
    /// The file is a web page without an article that can be read.
    #[error(transparent)]
    Page(#[from] PageError),
    /// The file is a document without an article that can be read.
    #[error("This {} {problem}", kind.label())]
    Document {
        /// What it is.
        kind: Kind,
        /// Why nothing is read.
        problem: Problem,
    },
}

const MIB: usize = 1024 * 1024;

/// A text as one encoding reads it.
struct Reading {
    text: String,
    encoding: &'static str,
    /// Replacement characters that stand for bytes that mean nothing in this encoding.
    n_replaced: usize,
    trust: Trust,
}

/// How the encoding is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// By a byte order mark, because it is UTF-8, or because the file says so.
    Known,
    /// By the look of the bytes.
    Assumed,
}

/// The text in `bytes`.
///
/// # Errors
///
/// [`DecodeError`] for a file without text, of another kind, or too large to be an article.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    decoded(bytes, read)
}

/// The text of a web page, which may say itself how it is encoded; what its server said, `served`, counts more.
///
/// # Errors
///
/// [`DecodeError`] for a file without text, of another kind, or too large to be an article.
pub(super) fn decode_page(
    bytes: &[u8],
    served: Option<&'static Encoding>,
) -> Result<Decoded, DecodeError> {
    decoded(bytes, |bytes| read_page(bytes, served))
}

/// The text of a part that is in Unicode as its format demands; damaged places become replacement characters.
pub(super) fn unicode(bytes: &[u8]) -> String {
    by_mark(bytes).unwrap_or_else(|| lossy_utf8(bytes)).text
}

/// The text of a file that holds several articles, and may be larger than one.
///
/// # Errors
///
/// [`DecodeError`] for a file without text or of another kind.
pub(super) fn decode_large(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    decoded_whole(bytes, read)
}

fn decoded(bytes: &[u8], read: impl Fn(&[u8]) -> Reading) -> Result<Decoded, DecodeError> {
    if bytes.len() > TEXT_LIMIT {
        return Err(DecodeError::TooLarge { size: bytes.len() });
    }
    decoded_whole(bytes, read)
}

fn decoded_whole(bytes: &[u8], read: impl Fn(&[u8]) -> Reading) -> Result<Decoded, DecodeError> {
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    if let Some(Foreign { name, advice }) = recognise(bytes) {
        return Err(DecodeError::Foreign { name, advice });
    }
    let reading = read(bytes);
    if reading.is_binary() {
        return Err(DecodeError::Binary);
    }
    let text = clean(&reading.text).into_owned();
    if text.trim().is_empty() {
        return Err(DecodeError::Blank);
    }
    Ok(Decoded { warnings: reading.warnings(), text, encoding: reading.encoding })
}

/// The first reading that holds, in the order the module's head gives.
fn read(bytes: &[u8]) -> Reading {
    by_mark(bytes)
        .or_else(|| utf8(bytes))
        .or_else(|| utf16_by_nuls(bytes))
        .or_else(|| damaged_utf8(bytes))
        .unwrap_or_else(|| legacy(bytes))
}

/// What a page says of its encoding counts behind a mark and UTF-8 that is more than ASCII, which is never met by chance:
/// browsers save pages anew and leave in them what they said before.
fn read_page(bytes: &[u8], served: Option<&'static Encoding>) -> Reading {
    let mark = by_mark(bytes);
    let plain = || utf8(bytes).filter(|reading| !reading.text.is_ascii());
    let said = || {
        let encoding = served.or_else(|| declared(bytes)).filter(|encoding| *encoding != UTF_8)?;
        Some(in_encoding(bytes, encoding, Trust::Known))
    };
    mark.or_else(plain).or_else(said).unwrap_or_else(|| read(bytes))
}

fn by_mark(bytes: &[u8]) -> Option<Reading> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Some(lossy_utf8(rest)),
        [0xFF, 0xFE, rest @ ..] => Some(utf16(rest, Endian::Little, Trust::Known)),
        [0xFE, 0xFF, rest @ ..] => Some(utf16(rest, Endian::Big, Trust::Known)),
        _ => None,
    }
}

/// Valid UTF-8 that reads as text. Escape codes may be those of ISO-2022-JP, which is ASCII to the eye.
fn utf8(bytes: &[u8]) -> Option<Reading> {
    let text = str::from_utf8(bytes).ok()?;
    if text.contains('\u{1B}') && text.is_ascii() && guess(bytes) == ISO_2022_JP {
        return None;
    }
    let reading =
        Reading { text: text.to_owned(), encoding: "UTF-8", n_replaced: 0, trust: Trust::Known };
    (!reading.is_binary()).then_some(reading)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Endian {
    Little,
    Big,
}

/// UTF-16 without a mark, told by the NUL beside each white space and small letter of ASCII.
///
/// Other NULs prove nothing: "一" and the wide space of Chinese have theirs on the other side.
fn utf16_by_nuls(bytes: &[u8]) -> Option<Reading> {
    let is_common = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_whitespace();
    let (pairs, _) = bytes.as_chunks::<2>();
    let n_little = pairs.iter().filter(|[low, high]| *high == 0 && is_common(*low)).count();
    let n_big = pairs.iter().filter(|[high, low]| *high == 0 && is_common(*low)).count();
    // One character in a hundred is common even in Chinese, where spaces are few but line ends are not.
    if n_little.max(n_big) <= pairs.len() / 100 || n_little.min(n_big) * 4 > n_little.max(n_big) {
        return None;
    }
    let endian = if n_little > n_big { Endian::Little } else { Endian::Big };
    let reading = utf16(bytes, endian, Trust::Assumed);
    (reading.n_replaced <= 1 && !reading.is_binary()).then_some(reading)
}

fn utf16(bytes: &[u8], endian: Endian, trust: Trust) -> Reading {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| match endian {
        Endian::Little => u16::from_le_bytes(*pair),
        Endian::Big => u16::from_be_bytes(*pair),
    });
    let mut n_replaced = rest.len();
    let mut text: String = char::decode_utf16(units)
        .map(|read| {
            n_replaced += usize::from(read.is_err());
            read.unwrap_or(char::REPLACEMENT_CHARACTER)
        })
        .collect();
    text.extend(rest.iter().map(|_| char::REPLACEMENT_CHARACTER));
    let encoding = if endian == Endian::Little { "UTF-16LE" } else { "UTF-16BE" };
    Reading { text, encoding, n_replaced, trust }
}

/// UTF-8 with a few bytes broken or its end cut off: nearly all that is not ASCII is still well formed.
///
/// Where nothing else shows it, two bytes or more of a character at the end do; one alone may be a letter of any
/// older encoding.
fn damaged_utf8(bytes: &[u8]) -> Option<Reading> {
    let (mut n_good, mut n_bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        n_good += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        n_bad += usize::from(!chunk.invalid().is_empty());
    }
    let cut_off = match str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => bytes.len() - error.valid_up_to(),
        _ => 0,
    };
    let is_cut_short = cut_off > 1 || cut_off == 1 && n_good > 0;
    let is_utf8 = n_bad > 0 && n_bad * 10 <= n_good || is_cut_short;
    is_utf8.then(|| lossy_utf8(bytes))
}

fn lossy_utf8(bytes: &[u8]) -> Reading {
    let n_replaced = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let text = String::from_utf8_lossy(bytes).into_owned();
    Reading { text, encoding: "UTF-8", n_replaced, trust: Trust::Known }
}

fn legacy(bytes: &[u8]) -> Reading {
    in_encoding(bytes, guess(bytes), Trust::Assumed)
}

fn in_encoding(bytes: &[u8], encoding: &'static Encoding, trust: Trust) -> Reading {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let n_replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
    Reading { text: text.into_owned(), encoding: encoding.name(), n_replaced, trust }
}

/// The likeliest encoding that is not Unicode.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

impl Reading {
    /// Is too much of this not text? Of what is known to be Unicode a tenth may be control or replacement
    /// characters; of a guess a fiftieth, since random bytes hold about a tenth.
    fn is_binary(&self) -> bool {
        let n_controls = self.text.chars().filter(|char| is_stray_control(*char)).count();
        let n_amiss = n_controls + self.n_replaced;
        let share = if self.trust == Trust::Known { 10 } else { 50 };
        n_amiss * share > self.text.chars().count().max(share)
    }

    fn warnings(&self) -> Vec<String> {
        let n_nuls = self.text.matches('\0').count();
        let mut warnings = Vec::new();
        if self.trust == Trust::Assumed {
            warnings.push(format!(
                "The file does not say its encoding; {} was assumed. If letters look wrong, save the file as UTF-8 and import it again.",
                self.encoding
            ));
        }
        if self.n_replaced > 0 {
            warnings.push(format!(
                "{} could not be read as {} and {} shown as \u{FFFD}. The file may be damaged or cut short.",
                counted(self.n_replaced, "place"),
                self.encoding,
                if self.n_replaced == 1 { "is" } else { "are" }
            ));
        }
        if n_nuls > 0 {
            warnings.push(format!(
                "The text holds {}; kept as found.",
                counted(n_nuls, "NUL character")
            ));
        }
        warnings
    }
}

fn counted(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{plural}")
}

/// Is `char` a control character that no text is laid out with?
fn is_stray_control(char: char) -> bool {
    char.is_control()
        && !matches!(char, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{1B}' | '\u{85}')
}

//! Steps as lines: each under its own checksum, so that a torn or damaged line is seen and the ones before it stand.
//!
//! A line is `/*1a2b3c4d 118*/(number:7,…)`: CRC-32 and length in bytes of the record behind the comment, which is RON on
//! one line. The first record of a file is its head; its line keeps this form in every version.

use super::written::{FormatError, Head, refuse_huge};
use super::{VERSION, from_ron_value};
use crate::model::Step;
use std::fmt;
use std::io;
use std::ops::Range;

const HEAD_KIND: &str = "ascribe-journal";

/// Digits of a CRC-32 in hexadecimal.
const N_DIGITS: usize = 8;

/// A step, and where it stands in its file.
#[derive(Clone, Debug)]
pub struct Entry {
    /// 1-based.
    pub line: usize,
    /// The whole line with its end, in bytes of the file.
    pub bytes: Range<usize>,
    /// The step. Articles in it have no text.
    pub step: Step,
}

/// What a journal holds.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// The steps of the whole lines, in their order.
    pub entries: Vec<Entry>,
    /// Length in bytes of the lines that are whole; what follows is torn or damaged.
    pub whole: usize,
    /// The line at which damage begins, 1-based; `None` when every byte is whole.
    pub torn_at: Option<usize>,
}

/// The first line of every journal.
#[must_use]
pub fn opening() -> String {
    sealed(&format!("(format:{VERSION},kind:\"{HEAD_KIND}\")"))
}

/// Bytes of a record above which it is not put together in memory: what is taken in at once can have hundreds of megabytes.
const LARGE: usize = 1 << 16;

/// A step as a line, with the line end. Texts of articles are left out: they have files of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// All of it.
    Text(String),
    /// What stands before the record of a step that is large.
    Seal(String),
}

impl Line {
    /// The line of a step.
    ///
    /// # Errors
    /// [`FormatError::Unwritable`], which no step gives.
    pub fn of(step: &Step) -> Result<Self, FormatError> {
        let mut record = Measured::default();
        let written = ron::Options::default().to_writer(&mut record, step);
        written.map_err(|error| FormatError::Unwritable(error.to_string()))?;
        let Measured { text, checksum, length } = record;
        Ok(match length > LARGE {
            true => Self::Seal(seal(checksum.finalize(), length)),
            false => Self::Text(sealed(&text)),
        })
    }

    /// Writes the line of this step bit by bit.
    ///
    /// # Errors
    /// When `out` takes no more.
    pub fn write(&self, step: &Step, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Self::Text(text) => out.write_all(text.as_bytes()),
            Self::Seal(seal) => {
                out.write_all(seal.as_bytes())?;
                let written = ron::Options::default().to_io_writer(&mut *out, step);
                written.map_err(io::Error::other)?;
                out.write_all(b"\n")
            }
        }
    }
}

/// [`Line::of`] as one text.
///
/// # Errors
/// [`FormatError::Unwritable`], which no step gives.
pub fn line_of(step: &Step) -> Result<String, FormatError> {
    let unwritable = |error: &dyn fmt::Display| FormatError::Unwritable(error.to_string());
    let mut text = Vec::new();
    Line::of(step)?.write(step, &mut text).map_err(|error| unwritable(&error))?;
    String::from_utf8(text).map_err(|error| unwritable(&error))
}

/// The text while it is not large, then its checksum; its length in bytes.
#[derive(Default)]
struct Measured {
    text: String,
    checksum: crc32fast::Hasher,
    length: usize,
}

impl fmt::Write for Measured {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        self.length += more.len();
        if self.length <= LARGE {
            self.text.push_str(more);
        } else {
            self.checksum.update(std::mem::take(&mut self.text).as_bytes());
            self.checksum.update(more.as_bytes());
        }
        Ok(())
    }
}

fn sealed(record: &str) -> String {
    format!("{}{record}\n", seal(crc32fast::hash(record.as_bytes()), record.len()))
}

fn seal(checksum: u32, length: usize) -> String {
    format!("/*{checksum:08x} {length}*/")
}

/// Reads a journal up to the first line that is torn or damaged.
///
/// # Errors
/// When another version wrote it, or a line that is whole holds no step that this program knows: then it must not be
/// passed over. The place is that of the record in the file.
pub fn read_journal(bytes: &[u8]) -> Result<Journal, FormatError> {
    read_last_of_journal(bytes, usize::MAX)
}

/// The same, but of the steps in whole lines only the last so many: each takes several times the memory of its line. That
/// the lines before them are whole is looked at, and nothing else of them.
///
/// # Errors
/// As for [`read_journal`].
pub fn read_last_of_journal(bytes: &[u8], n_steps: usize) -> Result<Journal, FormatError> {
    refuse_huge(bytes.len())?;
    let mut journal = Journal::default();
    let text = |record: Range<usize>| {
        bytes.get(record).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("")
    };
    let mut lines = Vec::new();
    let mut line = 0;
    while journal.whole < bytes.len() {
        line += 1;
        let start = journal.whole;
        let Some(record) = unsealed(bytes.get(start..).unwrap_or_default()) else {
            journal.torn_at = Some(line);
            break;
        };
        let record = start + record.start..start + record.end;
        journal.whole = record.end + 1;
        if line == 1 {
            check_head(text(record))?;
        } else {
            lines.push((line, start, record));
        }
    }
    for (line, start, record) in lines.split_off(lines.len().saturating_sub(n_steps)) {
        let end = record.end + 1;
        let step = from_ron_value(text(record)).map_err(|error| error.on_line(line))?;
        journal.entries.push(Entry { line, bytes: start..end, step });
    }
    Ok(journal)
}

fn check_head(record: &str) -> Result<(), FormatError> {
    match Head::of(record) {
        Some(head) if head.format != VERSION => Err(FormatError::Version { found: head.format }),
        Some(Head { kind: Some(kind), .. }) if kind == HEAD_KIND => Ok(()),
        _ => Err(FormatError::Syntax {
            line: 1,
            column: 1,
            expected: format!("a journal begins with the record {}", opening().trim_end()),
        }),
    }
}

/// Where the record of the first line lies, if that line is whole.
fn unsealed(bytes: &[u8]) -> Option<Range<usize>> {
    let rest = bytes.strip_prefix(b"/*")?;
    let (checksum, rest) = rest.split_at_checked(N_DIGITS)?;
    let rest = rest.strip_prefix(b" ")?;
    let n_digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (length, rest) = rest.split_at_checked(n_digits)?;
    let length: usize = std::str::from_utf8(length).ok()?.parse().ok()?;
    let rest = rest.strip_prefix(b"*/")?;
    let record = rest.get(..length)?;
    let is_ended = rest.get(length) == Some(&b'\n');
    let is_right = format!("{:08x}", crc32fast::hash(record)).as_bytes() == checksum;
    let start = bytes.len() - rest.len();
    (is_ended && is_right).then_some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::{LARGE, Line, line_of, opening, read_journal, sealed, unsealed};
    use crate::format::FormatError;
    use crate::model::{Act, AnnotatorId, Edit, Settings, Step};

    #[test]
    fn a_step_that_is_large_has_the_line_that_it_would_have_as_a_whole() {
        let settings = |title: String| Edit::Settings(Settings { title, ..Settings::default() });
        for length in [10, LARGE / 2, 3 * LARGE] {
            let step = Step {
                number: 1,
                act: Act::Did,
                label: "Name it".to_owned(),
                by: AnnotatorId::new("ann").unwrap(),
                at: "2031-03-01T10:00:00Z".parse().unwrap(),
                edit: Edit::batch(vec![settings("“ä”".repeat(length / 8)), settings("b".into())]),
                inverse: Edit::batch(Vec::new()),
            };
            let is_large = matches!(Line::of(&step).unwrap(), Line::Seal(_));
            assert_eq!(is_large, length > LARGE);
            let line = line_of(&step).unwrap();
            assert!(line.len() > length / 2);
            assert_eq!(line, sealed(&ron::to_string(&step).unwrap()));
            let read = read_journal(format!("{}{line}", opening()).as_bytes()).unwrap();
            assert_eq!(
                read.entries.into_iter().map(|entry| entry.step).collect::<Vec<_>>(),
                [step]
            );
        }
    }

    #[test]
    fn every_flipped_bit_of_a_line_is_seen() {
        let line = sealed("(number:7,label:\"Tag as “denial”\")");
        let whole = line.as_bytes();
        assert!(unsealed(whole).is_some());
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.to_vec();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(unsealed(&flipped), None, "bit {bit}");
        }
    }

    #[test]
    fn a_whole_line_of_another_version_is_refused_and_not_taken_for_a_torn_one() {
        let newer = sealed("(format:7,kind:\"ascribe-journal\")");
        assert_eq!(read_journal(newer.as_bytes()).unwrap_err(), FormatError::Version { found: 7 });
        let stranger = format!("{}{}", opening(), sealed("(number:1,mood:\"good\")"));
        let error = read_journal(stranger.as_bytes()).unwrap_err();
        assert_eq!(error.place().map(|(line, _)| line), Some(2));
        assert!(error.what().contains("mood"), "{error}");
    }

    #[test]
    fn the_checksum_is_the_one_that_zip_and_png_use() {
        // Python's `zlib.crc32(b"123456789")` is 0xcbf43926.
        assert!(sealed("123456789").starts_with("/*cbf43926 9*/"));
    }
}

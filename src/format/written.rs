//! From shapes to RON and back: the layout, the version, the words of an error.

use super::{VERSION, quick};
use ron::error::{Error as RonError, Position, SpannedError};
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Length in bytes of the longest file that is read. The annotated set of 10,000 articles has about 60 MiB.
pub const MOST_BYTES: usize = 1 << 29;

/// Why a text is no file of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// Another version wrote it.
    #[error("the file is in format {found}; this Ascribe reads up to {VERSION}: get a newer one")]
    Version {
        /// What the file says.
        found: u32,
    },
    /// It is not written as it should be.
    #[error("line {line}, column {column}: {expected}")]
    Syntax {
        /// 1-based.
        line: usize,
        /// 1-based, in code points.
        column: usize,
        /// What was expected there, or what is wrong.
        expected: String,
    },
    /// A value has no form in RON; no value of ours is so.
    #[error("this cannot be written as RON: {0}")]
    Unwritable(String),
}

impl FormatError {
    /// Line and column (both 1-based, columns in code points) where it is known.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        match self {
            Self::Syntax { line, column, .. } => Some((*line, *column)),
            Self::Version { .. } | Self::Unwritable(_) => None,
        }
    }

    /// The same error in a record that stands alone on a line of its file.
    pub(super) fn on_line(self, line: usize) -> Self {
        match self {
            Self::Syntax { column, expected, .. } => Self::Syntax { line, column, expected },
            other => other,
        }
    }

    /// The message without the place.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::Syntax { expected, .. } => expected.clone(),
            Self::Version { .. } | Self::Unwritable(_) => self.to_string(),
        }
    }
}

impl FormatError {
    fn of(error: SpannedError, text: &str) -> Self {
        let expected = match error.code {
            RonError::NoSuchStructField { found, outer, expected } => format!(
                "there is no field `{found}` in a {}; a newer Ascribe may have written it (known are {})",
                outer.unwrap_or_else(|| "record".to_owned()),
                expected.join(", "),
            ),
            RonError::MissingStructField { field, outer } => {
                let outer = outer.unwrap_or_else(|| "record".to_owned());
                format!("the field `{field}` is missing in a {outer}")
            }
            other => other.to_string(),
        };
        let end = error.span.end;
        let Some((line, column)) = next_word(end, text).and(next_word(error.span.start, text))
        else {
            let expected = format!("{expected}: the file ends here, it was cut off");
            return Self::Syntax { line: end.line, column: end.col, expected };
        };
        Self::Syntax { line, column, expected }
    }
}

/// Line and column of what comes next: the reader stops right behind the last thing it understood. `None` at the end.
fn next_word(position: Position, text: &str) -> Option<(usize, usize)> {
    let Position { mut line, col: mut column } = position;
    let lines = text.lines().skip(line.saturating_sub(1));
    let rest = lines.flat_map(|line| line.chars().chain(['\n']));
    for c in rest.skip(column.saturating_sub(1)) {
        match c {
            '\n' => (line, column) = (line + 1, 1),
            c if c.is_whitespace() => column += 1,
            _ => return Some((line, column)),
        }
    }
    None
}

/// A kind of file: how deep its layout goes before a record is kept on one line.
pub trait File: Serialize + DeserializeOwned {
    /// Values nested deeper than this stay on the line of the record that holds them.
    const DEPTH: usize;
}

/// What every file says before all else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The version it is written in.
    pub format: u32,
    /// What it is, where a file says so: `ascribe-project`, `ascribe-set`.
    pub kind: Option<String>,
}

impl Head {
    /// Reads the first fields of a file and nothing behind them; `None` where it does not begin with `format`.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let rest = skip_blanks(text.trim_start_matches('\u{feff}'))?.strip_prefix('(')?;
        let rest = field(rest, "format")?;
        let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = rest.split_at_checked(n_digits)?;
        // More digits than a number holds are a version this program cannot know.
        let format =
            if digits.is_empty() { return None } else { digits.parse().unwrap_or(u32::MAX) };
        Some(Self { format, kind: kind_field(rest) })
    }

    fn check(text: &str) -> Result<(), FormatError> {
        match Self::of(text) {
            Some(Self { format: found, .. }) if found != VERSION => {
                Err(FormatError::Version { found })
            }
            Some(_) => Ok(()),
            None => Err(FormatError::Syntax {
                line: 1,
                column: 1,
                expected: format!("a file of Ascribe begins with `(format: {VERSION},`"),
            }),
        }
    }
}

/// The rest behind `name:`.
fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let rest = skip_blanks(text)?.strip_prefix(name)?;
    skip_blanks(skip_blanks(rest)?.strip_prefix(':')?)
}

fn kind_field(text: &str) -> Option<String> {
    let rest = field(skip_blanks(text)?.strip_prefix(',')?, "kind")?;
    let (kind, _) = rest.strip_prefix('"')?.split_once('"')?;
    Some(kind.to_owned())
}

/// The rest behind white space and comments; `None` behind a comment that does not end.
fn skip_blanks(text: &str) -> Option<&str> {
    let mut text = text.trim_start();
    loop {
        let behind = if let Some(comment) = text.strip_prefix("//") {
            comment.split_once('\n')?.1
        } else if let Some(comment) = text.strip_prefix("/*") {
            comment.split_once("*/")?.1
        } else {
            return Some(text);
        };
        text = behind.trim_start();
    }
}

/// Writes a file: the same value always gives the same text, which ends with a line end.
///
/// # Errors
/// [`FormatError::Unwritable`], which no value of this room gives.
pub fn to_ron<T: File>(file: &T) -> Result<String, FormatError> {
    let layout = PrettyConfig::new().depth_limit(T::DEPTH).new_line("\n").escape_strings(false);
    let mut text = ron::ser::to_string_pretty(file, layout)
        .map_err(|error| FormatError::Unwritable(error.to_string()))?;
    text.push('\n');
    Ok(text)
}

/// Reads a file.
///
/// # Errors
/// When it is of another version, or not written as it should be: with line, column and what was expected.
pub fn from_ron<T: File>(text: &str) -> Result<T, FormatError> {
    refuse_huge(text.len())?;
    let text = text.trim_start_matches('\u{feff}');
    Head::check(text)?;
    from_ron_value(text)
}

/// Refuses what is longer than any file of ours, before anything is made of it.
pub(super) fn refuse_huge(n_bytes: usize) -> Result<(), FormatError> {
    if n_bytes <= MOST_BYTES {
        return Ok(());
    }
    let expected = format!(
        "a file of at most {} MiB expected; this one has {} MiB",
        MOST_BYTES >> 20,
        n_bytes >> 20
    );
    Err(FormatError::Syntax { line: 1, column: 1, expected })
}

/// Reads a value that says no version of its own.
pub(super) fn from_ron_value<T: DeserializeOwned>(text: &str) -> Result<T, FormatError> {
    match from_ron_quickly(text) {
        Some(value) => Ok(value),
        None => ron::from_str(text).map_err(|error| FormatError::of(error, text)),
    }
}

/// What the quick reader gives for the layout that this program writes; `None` where it leaves a text to the `ron` crate,
/// because it is written otherwise or is wrong. It stands open for the tests that hold the two against each other.
#[must_use]
pub fn from_ron_quickly<T: DeserializeOwned>(text: &str) -> Option<T> {
    quick::from_str(text).ok()
}

/// The version, as the first field of every file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Format;

impl TryFrom<u32> for Format {
    type Error = String;
    fn try_from(found: u32) -> Result<Self, String> {
        if found == VERSION { Ok(Self) } else { Err(FormatError::Version { found }.to_string()) }
    }
}

impl From<Format> for u32 {
    fn from(_: Format) -> Self {
        VERSION
    }
}

macro_rules! fixed_words {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $problem:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name;

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(found: String) -> Result<Self, String> {
                if found == $word { Ok(Self) } else { Err(format!($problem, found, $word)) }
            }
        }

        impl From<$name> for String {
            fn from(_: $name) -> Self {
                $word.to_owned()
            }
        }
    )*};
}

fixed_words! {
    /// Says that all places are counted in bytes of UTF-8, 0-based, ends exclusive.
    Offsets = "utf8-bytes", "places are counted in “{}” here; this Ascribe knows “{}” only";
    /// Marks a project's own file.
    ProjectMark = "ascribe-project", "this is “{}”, not “{}”";
    /// Marks a self-contained annotated set.
    SetMark = "ascribe-set", "this is “{}”, not “{}”";
}

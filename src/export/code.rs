//! How JSON spells the words of closed lists.

use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// A word of a closed list as JSON spells it: the name that RON files hold, in small letters with dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code<W>(pub W);

/// Longest spelling, in bytes.
const LONGEST: usize = 64;

impl<W: Serialize> Serialize for Code<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A line has hundreds of these, so nothing is allocated and each letter is touched once.
        let mut spelling = Spelling { letters: [0; LONGEST], length: 0 };
        serde_json::to_writer(&mut spelling, &self.0).map_err(serde::ser::Error::custom)?;
        let letters = spelling.letters.get(..spelling.length).unwrap_or_default();
        serializer.serialize_str(str::from_utf8(letters).map_err(serde::ser::Error::custom)?)
    }
}

/// Takes a name within quotation marks and keeps it in small letters, a dash before each that was large.
struct Spelling {
    letters: [u8; LONGEST],
    length: usize,
}

impl Spelling {
    fn push(&mut self, letter: u8) -> io::Result<()> {
        *self.letters.get_mut(self.length).ok_or(io::ErrorKind::WriteZero)? = letter;
        self.length += 1;
        Ok(())
    }
}

impl Write for Spelling {
    fn write(&mut self, name: &[u8]) -> io::Result<usize> {
        for letter in name.iter().filter(|letter| **letter != b'"') {
            if letter.is_ascii_uppercase() && self.length > 0 {
                self.push(b'-')?;
            }
            self.push(letter.to_ascii_lowercase())?;
        }
        Ok(name.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

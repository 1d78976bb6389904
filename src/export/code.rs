//! How JSON spells the words of closed lists.

use serde::{Serialize, Serializer};
use std::io::{self, Cursor, Write as _};

/// A word of a closed list as JSON spells it: the name that RON files hold, in small letters with dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code<W>(pub W);

/// Longest name with its quotation marks, in bytes, and the same with a dash before every letter.
const LONGEST: usize = 64;

impl<W: Serialize> Serialize for Code<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A line has hundreds of these, so nothing is allocated.
        let mut name = Cursor::new([0; LONGEST]);
        serde_json::to_writer(&mut name, &self.0).map_err(serde::ser::Error::custom)?;
        let length = usize::try_from(name.position()).unwrap_or(LONGEST);
        let name = name.get_ref().get(..length).unwrap_or_default();
        let mut code = Cursor::new([0; 2 * LONGEST]);
        dashed(name, &mut code).map_err(serde::ser::Error::custom)?;
        let length = usize::try_from(code.position()).unwrap_or(LONGEST);
        let code = code.get_ref().get(..length).unwrap_or_default();
        serializer.serialize_str(str::from_utf8(code).map_err(serde::ser::Error::custom)?)
    }
}

/// The name within quotation marks in small letters, a dash before each that was large.
fn dashed(name: &[u8], code: &mut Cursor<[u8; 2 * LONGEST]>) -> io::Result<()> {
    for letter in name.iter().filter(|letter| **letter != b'"') {
        if letter.is_ascii_uppercase() && code.position() > 0 {
            code.write_all(b"-")?;
        }
        code.write_all(&[letter.to_ascii_lowercase()])?;
    }
    Ok(())
}

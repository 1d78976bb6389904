//! The signs of RON, one after the other.

use super::{DEEPEST, NotForUs, Read};
use std::borrow::Cow;

/// Where the reader stands in the text.
pub(super) struct Reader<'de> {
    text: &'de str,
    /// In bytes; always between two characters.
    at: usize,
    depth: usize,
}

fn is_blank(c: u8) -> bool {
    matches!(c, b' ' | b'\n' | b'\t' | b'\r')
}

/// Is a name or a number surely at its end here? What goes on otherwise is of another sort: a raw name, a raw string, a
/// number with a base, an exponent or a type.
fn is_end(next: Option<u8>) -> bool {
    next.is_none_or(|c| is_blank(c) || matches!(c, b'(' | b')' | b':' | b',' | b']' | b'}'))
}

impl<'de> Reader<'de> {
    pub(super) fn of(text: &'de str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    fn rest(&self) -> &'de [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes on to the first byte that is none of these, or to the end, and gives what lies between.
    fn take(&mut self, is_part: impl Fn(u8) -> bool) -> Read<&'de str> {
        let rest = self.rest();
        let length = rest.iter().position(|c| !is_part(*c)).unwrap_or(rest.len());
        let taken = self.text.get(self.at..self.at + length).ok_or(NotForUs);
        self.at += length;
        taken
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.at += 1;
        }
    }

    /// Is this sign next, white space apart? Then it goes on behind it.
    pub(super) fn has(&mut self, sign: u8) -> bool {
        self.blanks();
        let is_next = self.peek() == Some(sign);
        self.at += usize::from(is_next);
        is_next
    }

    /// Goes on behind white space and this sign.
    pub(super) fn sign(&mut self, sign: u8) -> Read<()> {
        if self.has(sign) { Ok(()) } else { Err(NotForUs) }
    }

    /// Nothing may come but white space.
    pub(super) fn end(&mut self) -> Read<()> {
        self.blanks();
        if self.at == self.text.len() { Ok(()) } else { Err(NotForUs) }
    }

    /// Reads a value that others lie in.
    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        if self.depth >= DEEPEST {
            return Err(NotForUs);
        }
        self.depth += 1;
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    /// Reads the one value in round brackets; a comma may follow it.
    pub(super) fn wrapped<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        self.deeper(|reader| {
            reader.sign(b'(')?;
            let value = read(reader)?;
            reader.has(b',');
            reader.sign(b')')?;
            Ok(value)
        })
    }

    /// A name.
    pub(super) fn name(&mut self) -> Read<&'de str> {
        self.blanks();
        self.name_here()
    }

    fn name_here(&mut self) -> Read<&'de str> {
        let name = self.take(|c| c.is_ascii_alphanumeric() || c == b'_')?;
        let is_name = !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit());
        if is_name && is_end(self.peek()) { Ok(name) } else { Err(NotForUs) }
    }

    /// A name of a variant; `None` is written `r#None`, so that it is not taken for a value that is missing.
    pub(super) fn variant(&mut self) -> Read<&'de str> {
        self.blanks();
        if self.rest().starts_with(b"r#") {
            self.at += 2;
        }
        self.name_here()
    }

    /// The digits of a whole number, with its sign.
    pub(super) fn number(&mut self) -> Read<&'de str> {
        self.blanks();
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        let digits = self.take(|c| c.is_ascii_digit())?;
        let is_plain = !digits.is_empty() && (digits.len() == 1 || !digits.starts_with('0'));
        if !is_plain || !is_end(self.peek()) {
            return Err(NotForUs);
        }
        self.text.get(start..self.at).ok_or(NotForUs)
    }

    /// A number with a point and digits on both sides of it.
    pub(super) fn decimal(&mut self) -> Read<f64> {
        self.blanks();
        let words = self.take(|c| c.is_ascii_digit() || matches!(c, b'-' | b'.'))?;
        let (whole, part) = words.split_once('.').ok_or(NotForUs)?;
        let is_plain = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
        let is_number = is_plain(whole.strip_prefix('-').unwrap_or(whole)) && is_plain(part);
        if !is_number || !is_end(self.peek()) {
            return Err(NotForUs);
        }
        words.parse().or(Err(NotForUs))
    }

    /// A string: as it stands in the text, or made where something is spelt out in it.
    pub(super) fn string(&mut self) -> Read<Cow<'de, str>> {
        if !self.has(b'"') {
            return self.raw_string().map(Cow::Borrowed);
        }
        let plain = self.take(|c| c != b'"' && c != b'\\')?;
        let mut string = Cow::Borrowed(plain);
        loop {
            let sign = self.peek().ok_or(NotForUs)?;
            self.at += 1;
            if sign == b'"' {
                return Ok(string);
            }
            let spelt = self.spelt()?;
            let more = self.take(|c| c != b'"' && c != b'\\')?;
            let string = string.to_mut();
            string.push(spelt);
            string.push_str(more);
        }
    }

    /// `r"…"`, or with as many `#` before as behind it.
    fn raw_string(&mut self) -> Read<&'de str> {
        self.sign(b'r')?;
        let hashes = self.take(|c| c == b'#')?;
        if self.peek() != Some(b'"') {
            return Err(NotForUs);
        }
        self.at += 1;
        let rest = self.text.get(self.at..).ok_or(NotForUs)?;
        let ends = rest.match_indices('"').map(|(end, _)| end);
        for end in ends {
            let behind = rest.get(end + 1..).unwrap_or_default();
            if behind.starts_with(hashes) {
                self.at += end + 1 + hashes.len();
                return rest.get(..end).ok_or(NotForUs);
            }
        }
        Err(NotForUs)
    }

    /// The character that is spelt out behind a `\`.
    fn spelt(&mut self) -> Read<char> {
        let sign = self.peek().ok_or(NotForUs)?;
        let c = match sign {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'0' => '\0',
            b'"' | b'\\' | b'\'' => char::from(sign),
            b'u' => return self.by_number(),
            _ => return Err(NotForUs),
        };
        self.at += 1;
        Ok(c)
    }

    /// `u{1f6f6}`.
    fn by_number(&mut self) -> Read<char> {
        if !self.rest().starts_with(b"u{") {
            return Err(NotForUs);
        }
        self.at += 2;
        let digits = self.take(|c| c.is_ascii_hexdigit())?;
        if !(1..=6).contains(&digits.len()) || self.peek() != Some(b'}') {
            return Err(NotForUs);
        }
        self.at += 1;
        let number = u32::from_str_radix(digits, 16).or(Err(NotForUs))?;
        char::from_u32(number).ok_or(NotForUs)
    }
}

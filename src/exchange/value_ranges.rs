//! Where the values of a file of JSON lie: one a line, or the members of one list. The file is looked through bit by bit.

use super::fault::ExchangeError;
use crate::import::Supply;
use serde::de::IgnoredAny;
use std::ops::Range;

/// So many bytes are looked through at a time.
const AT_ONCE: u64 = 1 << 20;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// Number of a value in its file, from 1 on, and its bytes.
pub(super) type Value = (usize, Range<u64>);

/// The values of the file of this number; none where it is no UTF-8 or a list that is broken, so that it has to be read as
/// a whole to say what is wrong.
///
/// # Errors
/// When the system does not give the file out.
pub(super) fn values_of(
    supply: &dyn Supply,
    file: usize,
) -> Result<Option<Vec<Value>>, ExchangeError> {
    let size = supply.offered().get(file).map_or(0, |one| one.size);
    let head = supply.bytes(file, 0..size.min(AT_ONCE))?;
    let mut at = if head.starts_with(BOM) { BOM.len() as u64 } else { 0 };
    let first = head.iter().skip(usize::try_from(at).unwrap_or(0));
    let first = first.copied().find(|byte| !byte.is_ascii_whitespace());
    drop(head);
    let mut scan = match first {
        None if size <= AT_ONCE => return Ok(Some(Vec::new())),
        Some(b'[') => Scan::of(Form::List { depth: 0, quoted: Quoted::No, is_through: false }),
        Some(byte) if byte.is_ascii() => Scan::of(Form::Lines),
        _ => return Ok(None),
    };
    while at < size {
        let end = size.min(at + AT_ONCE);
        for byte in supply.bytes(file, at..end)? {
            scan.take(byte, at);
            at += 1;
        }
        if scan.is_broken {
            return Ok(None);
        }
    }
    Ok(scan.end(size))
}

/// What a file is.
enum Form {
    /// A value a line.
    Lines,
    /// The members of a list.
    List { depth: usize, quoted: Quoted, is_through: bool },
}

/// Does a byte stand in a text of JSON?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoted {
    No,
    Yes,
    /// Behind a backslash.
    Escaped,
}

struct Scan {
    form: Form,
    /// The value that was begun, as far as it goes.
    value: Vec<u8>,
    /// Where it begins.
    start: u64,
    /// The number of the line or member.
    number: usize,
    values: Vec<Value>,
    is_broken: bool,
}

impl Scan {
    fn of(form: Form) -> Self {
        let (value, values) = (Vec::new(), Vec::new());
        Self { form, value, start: 0, number: 1, values, is_broken: false }
    }

    fn take(&mut self, byte: u8, at: u64) {
        let Form::List { depth, quoted, is_through } = &mut self.form else {
            return if byte == b'\n' { self.end_line(at) } else { self.add(byte, at) };
        };
        if *quoted != Quoted::No {
            *quoted = match (*quoted, byte) {
                (Quoted::Yes, b'\\') => Quoted::Escaped,
                (Quoted::Yes, b'"') => Quoted::No,
                _ => Quoted::Yes,
            };
            return self.add(byte, at);
        }
        match byte {
            b'"' => *quoted = Quoted::Yes,
            b'[' | b'{' => *depth += 1,
            b']' | b'}' => *depth = depth.saturating_sub(1),
            _ => {}
        }
        match (*depth, byte) {
            // The list itself begins.
            (1, b'[') if self.values.is_empty() && self.value.is_empty() && !*is_through => {
                *is_through = true;
            }
            (0, b']') => {
                // Nothing may come behind it.
                *is_through = false;
                let is_empty = self.values.is_empty() && blank(&self.value);
                if is_empty { self.value.clear() } else { self.end_member(at) }
            }
            (1, b',') => self.end_member(at),
            (0, byte) => self.is_broken |= !byte.is_ascii_whitespace(),
            _ => self.add(byte, at),
        }
    }

    fn add(&mut self, byte: u8, at: u64) {
        if self.value.is_empty() {
            self.start = at;
        }
        self.value.push(byte);
    }

    fn end_line(&mut self, at: u64) {
        match std::str::from_utf8(&self.value) {
            Ok(line) if line.trim().is_empty() => {}
            Ok(_) => self.values.push((self.number, self.start..at)),
            Err(_) => self.is_broken = true,
        }
        self.number += 1;
        self.value.clear();
    }

    fn end_member(&mut self, at: u64) {
        // Of bytes no reader of JSON asks whether texts that nobody wants are in UTF-8.
        let value = std::str::from_utf8(&self.value).unwrap_or_default();
        self.is_broken |= serde_json::from_str::<IgnoredAny>(value).is_err();
        self.values.push((self.number, self.start..at));
        self.number += 1;
        self.value.clear();
    }

    fn end(mut self, at: u64) -> Option<Vec<Value>> {
        let is_whole = match &self.form {
            Form::Lines => {
                self.end_line(at);
                true
            }
            Form::List { depth, is_through, .. } => *depth == 0 && !is_through,
        };
        (is_whole && !self.is_broken).then_some(self.values)
    }
}

fn blank(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::values_of;
    use crate::import::files::FileError;
    use crate::import::{Offered, Supply};
    use serde_json::value::RawValue;
    use std::ops::Range;

    struct One(Vec<Offered>, Vec<u8>);

    impl Supply for One {
        fn offered(&self) -> &[Offered] {
            &self.0
        }

        fn bytes(&self, _: usize, range: Range<u64>) -> Result<Vec<u8>, FileError> {
            Ok(self.1[range.start as usize..range.end as usize].to_vec())
        }
    }

    fn values(text: &str) -> Option<Vec<(usize, String)>> {
        let offered = Offered { path: "a.json".to_owned(), size: text.len() as u64 };
        let values = values_of(&One(vec![offered], text.as_bytes().to_vec()), 0).unwrap()?;
        let words = |range: &Range<u64>| {
            text.get(range.start as usize..range.end as usize).unwrap().to_owned()
        };
        Some(values.iter().map(|(number, range)| (*number, words(range))).collect())
    }

    #[test]
    fn members_of_a_list_are_those_that_a_reader_of_json_finds() {
        for text in [
            r#"[1, "a,]\"}", {"b": [1, {"c": "]"}]}, [] , [[2], 3], "\\"]"#,
            "[]",
            " \n[ ]\n ",
            "[{}]",
            "\u{feff}[ {\"ä\": \"é\"} , null ]",
        ] {
            let there: Vec<&RawValue> =
                serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
            let there: Vec<_> = (1..).zip(there.iter().map(|one| one.get().to_owned())).collect();
            let found = values(text).unwrap();
            let found: Vec<_> = found.iter().map(|(n, one)| (*n, one.trim().to_owned())).collect();
            assert_eq!(found, there, "{text}");
        }
    }

    #[test]
    fn lists_that_a_reader_of_json_refuses_are_left_to_it() {
        for text in
            ["[1, 2", "[1,]", "[1] 2", "[,]", "[1]]", "[tru]", "[\"a]", "[{]}", "[1}", "[1][2]"]
        {
            assert!(serde_json::from_str::<Vec<&RawValue>>(text).is_err(), "{text}");
            assert_eq!(values(text), None, "{text}");
        }
    }

    #[test]
    fn lines_keep_their_numbers() {
        let lines = |text: &str| values(text).unwrap();
        let one = |number: usize, line: &str| (number, line.to_owned());
        assert_eq!(
            lines("\u{feff}{\"a\": 1}\n\n  \n2\r\n3"),
            [one(1, "{\"a\": 1}"), one(4, "2\r"), one(5, "3")]
        );
        assert_eq!(lines("\n\n"), []);
        assert_eq!(lines(""), []);
    }
}

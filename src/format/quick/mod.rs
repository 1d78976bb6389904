//! A reader of RON for what this program writes, several times as fast as the one of the `ron` crate.
//!
//! It knows records without names, lists, maps, strings with the escapes that are written, raw strings, plain decimal
//! numbers, `Some`, `None`, and words for variants. On anything else (comments, names before records, numbers in other
//! notations, and every error) it gives up without a word, and the caller has the `ron` crate read the text: that one knows
//! all of RON, and its errors have words and places. So what this reader gives is what `ron` gives, only sooner.
//! `tests/it/quick.rs` holds it to that on every file the tests have and on thousands that were damaged, and so does the
//! fuzz target `readers`.

mod access;
mod scan;

use access::{Fields, List, Variant};
use scan::Reader;
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::forward_to_deserialize_any;
use std::borrow::Cow;
use std::fmt::{self, Display};

/// Values nested deeper than this are left to the `ron` crate: it refuses what is nested deeper than 128 levels, and counts
/// up to one and a half levels where this reader counts one.
const DEEPEST: usize = 48;

/// Why nothing was read: the text is not for this reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotForUs;

impl Display for NotForUs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not for the quick reader")
    }
}

impl std::error::Error for NotForUs {}

impl de::Error for NotForUs {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

type Read<T> = Result<T, NotForUs>;

/// Reads a value, and nothing behind it but white space.
pub(super) fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Read<T> {
    let mut reader = Reader::of(text);
    let value = T::deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}

macro_rules! numbers {
    ($($method:ident $visit:ident $number:ty;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
            let number: $number = self.number()?.parse().or(Err(NotForUs))?;
            visitor.$visit(number)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = NotForUs;

    numbers! {
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_f64(self.decimal()?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.name()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(NotForUs),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.string()? {
            Cow::Borrowed(plain) => visitor.visit_borrowed_str(plain),
            Cow::Owned(spelt) => visitor.visit_string(spelt),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.name()? {
            "None" => visitor.visit_none(),
            "Some" => self.wrapped(|reader| visitor.visit_some(reader)),
            _ => Err(NotForUs),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        List::read(self, (b'[', b']'), visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        List::read(self, (b'(', b')'), visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        Fields::read_map(self, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        Fields::read_record(self, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_enum(Variant::of(self))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        Err(NotForUs)
    }

    forward_to_deserialize_any! {
        i128 u128 f32 char bytes byte_buf unit unit_struct newtype_struct tuple_struct identifier ignored_any
    }
}

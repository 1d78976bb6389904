//! What lies between brackets: lists, records, maps, and what stands behind the name of a variant.

use super::scan::Reader;
use super::{NotForUs, Read};
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

/// An opening sign and the closing one.
type Signs = (u8, u8);

const ROUND: Signs = (b'(', b')');

/// Values with commas between them, up to the closing sign; a comma may stand before it.
pub(super) struct List<'a, 'de> {
    reader: &'a mut Reader<'de>,
    close: u8,
    is_first: bool,
    is_closed: bool,
}

impl<'a, 'de> List<'a, 'de> {
    fn of(reader: &'a mut Reader<'de>, close: u8) -> Self {
        List { reader, close, is_first: true, is_closed: false }
    }

    /// Reads values between two signs.
    pub(super) fn read<V: Visitor<'de>>(
        reader: &mut Reader<'de>,
        (open, close): Signs,
        visitor: V,
    ) -> Read<V::Value> {
        reader.deeper(|reader| {
            reader.sign(open)?;
            let mut list = List::of(reader, close);
            let value = visitor.visit_seq(&mut list)?;
            list.end()?;
            Ok(value)
        })
    }

    /// Does another value come?
    fn goes_on(&mut self) -> Read<bool> {
        if self.is_closed {
            return Ok(false);
        }
        if !self.is_first && !self.reader.has(b',') {
            self.reader.sign(self.close)?;
            self.is_closed = true;
            return Ok(false);
        }
        self.is_first = false;
        self.is_closed = self.reader.has(self.close);
        Ok(!self.is_closed)
    }

    /// The visitor has all it wants; so must the list be at its end.
    fn end(mut self) -> Read<()> {
        if self.goes_on()? { Err(NotForUs) } else { Ok(()) }
    }
}

impl<'de> SeqAccess<'de> for List<'_, 'de> {
    type Error = NotForUs;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        if self.goes_on()? { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }
}

/// Keys with values: those of a record are names, those of a map are values themselves.
pub(super) struct Fields<'a, 'de> {
    list: List<'a, 'de>,
    are_named: bool,
}

impl<'de> Fields<'_, 'de> {
    pub(super) fn read_record<V: Visitor<'de>>(
        reader: &mut Reader<'de>,
        visitor: V,
    ) -> Read<V::Value> {
        Self::read(reader, ROUND, true, visitor)
    }

    pub(super) fn read_map<V: Visitor<'de>>(
        reader: &mut Reader<'de>,
        visitor: V,
    ) -> Read<V::Value> {
        Self::read(reader, (b'{', b'}'), false, visitor)
    }

    fn read<V: Visitor<'de>>(
        reader: &mut Reader<'de>,
        (open, close): Signs,
        are_named: bool,
        visitor: V,
    ) -> Read<V::Value> {
        reader.deeper(|reader| {
            reader.sign(open)?;
            let mut fields = Fields { list: List::of(reader, close), are_named };
            let value = visitor.visit_map(&mut fields)?;
            fields.list.end()?;
            Ok(value)
        })
    }
}

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = NotForUs;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        if !self.list.goes_on()? {
            return Ok(None);
        }
        let reader = &mut *self.list.reader;
        let key = if self.are_named {
            seed.deserialize(BorrowedStrDeserializer::new(reader.name()?))?
        } else {
            seed.deserialize(&mut *reader)?
        };
        reader.sign(b':')?;
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        seed.deserialize(&mut *self.list.reader)
    }
}

/// A variant, and what stands behind its name.
pub(super) struct Variant<'a, 'de>(&'a mut Reader<'de>);

impl<'a, 'de> Variant<'a, 'de> {
    pub(super) fn of(reader: &'a mut Reader<'de>) -> Self {
        Self(reader)
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = NotForUs;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Read<(V::Value, Self)> {
        let name = self.0.variant()?;
        Ok((seed.deserialize(BorrowedStrDeserializer::new(name))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = NotForUs;

    fn unit_variant(self) -> Read<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        self.0.wrapped(|reader| seed.deserialize(reader))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        List::read(self.0, ROUND, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        Fields::read_record(self.0, visitor)
    }
}

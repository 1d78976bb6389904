//! Takes a value that serde knows apart into cells. A field without a column is an error: nothing is left out unseen.

use super::cells::{Field, Leaf, List, Node, Values};
use crate::text::{OffsetTable, Unit};
use serde::Serialize;
use serde::ser::{self, Impossible, SerializeMap, SerializeSeq, SerializeStruct};
use std::fmt::Display;

/// Why a value has no place in a table.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unfit(String);

impl ser::Error for Unfit {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Where the next value goes.
pub(super) struct Place<'a> {
    pub(super) node: &'a mut Node,
    /// The level at which what is above is there.
    pub(super) defined: i16,
    /// The level of the list it goes on.
    pub(super) repeated: i16,
    /// The text that offsets are places of.
    pub(super) text: Option<&'a OffsetTable<&'a str>>,
    /// Does the record end with this value? Those of a table end when all parts of the row are there.
    pub(super) is_whole: bool,
}

/// Ends a record: fields that were not filled are null.
pub(super) fn close(fields: &mut [Field], defined: i16, repeated: i16) {
    for field in fields {
        if !field.is_filled {
            field.node.skip(defined, repeated);
        }
        field.is_filled = false;
    }
}

impl Place<'_> {
    fn unfit(&self, what: &str) -> Unfit {
        let shape = match &*self.node {
            Node::Leaf(leaf) => leaf.values.name(),
            Node::Offset(_) => "an offset",
            Node::Record(..) => "a record",
            Node::List(_) => "a list",
            Node::Elsewhere => "nothing",
        };
        Unfit(format!("{what} does not go where {shape} is to be"))
    }

    fn leaf(self, what: &str, put: impl FnOnce(&mut Values) -> bool) -> Result<(), Unfit> {
        let repeated = self.repeated;
        if let Node::Leaf(leaf) = &mut *self.node
            && put(&mut leaf.values)
        {
            mark(leaf, repeated);
            return Ok(());
        }
        Err(self.unfit(what))
    }

    fn number(self, number: i64) -> Result<(), Unfit> {
        let value = i32::try_from(number).map_err(|error| Unfit(format!("{number}: {error}")))?;
        if let Node::Offset(leaves) = &mut *self.node {
            let byte =
                usize::try_from(number).map_err(|error| Unfit(format!("{number}: {error}")))?;
            let units = [Unit::Bytes, Unit::CodePoints, Unit::Utf16];
            for (leaf, unit) in leaves.iter_mut().zip(units) {
                let count = self.text.and_then(|text| text.to(unit, byte));
                let count = count.and_then(|count| i32::try_from(count).ok());
                let Some(count) = count else {
                    return Err(Unfit(format!("byte {byte} is no place in the text")));
                };
                if let Values::Whole(values) = &mut leaf.values {
                    values.push(count);
                    mark(leaf, self.repeated);
                }
            }
            return Ok(());
        }
        self.leaf("a number", |values| match values {
            Values::Whole(values) => {
                values.push(value);
                true
            }
            Values::Text(..) | Values::Day(_) | Values::Moment(_) | Values::Truth(_) => false,
        })
    }
}

fn mark(leaf: &mut Leaf, repeated: i16) {
    leaf.definitions.push(leaf.deepest);
    leaf.repetitions.push(repeated);
}

impl<'a> ser::Serializer for Place<'a> {
    type Ok = ();
    type Error = Unfit;
    type SerializeSeq = Elements<'a>;
    type SerializeTuple = Impossible<(), Unfit>;
    type SerializeTupleStruct = Impossible<(), Unfit>;
    type SerializeTupleVariant = Impossible<(), Unfit>;
    type SerializeMap = Entries<'a>;
    type SerializeStruct = Fields<'a>;
    type SerializeStructVariant = Impossible<(), Unfit>;

    fn serialize_bool(self, truth: bool) -> Result<(), Unfit> {
        self.leaf("true or false", |values| match values {
            Values::Truth(values) => {
                values.push(truth);
                true
            }
            Values::Text(..) | Values::Day(_) | Values::Moment(_) | Values::Whole(_) => false,
        })
    }

    fn serialize_i8(self, number: i8) -> Result<(), Unfit> {
        self.number(number.into())
    }

    fn serialize_i16(self, number: i16) -> Result<(), Unfit> {
        self.number(number.into())
    }

    fn serialize_i32(self, number: i32) -> Result<(), Unfit> {
        self.number(number.into())
    }

    fn serialize_i64(self, number: i64) -> Result<(), Unfit> {
        self.number(number)
    }

    fn serialize_u8(self, number: u8) -> Result<(), Unfit> {
        self.number(number.into())
    }

    fn serialize_u16(self, number: u16) -> Result<(), Unfit> {
        self.number(number.into())
    }

    fn serialize_u32(self, number: u32) -> Result<(), Unfit> {
        self.number(number.into())
    }

    fn serialize_u64(self, number: u64) -> Result<(), Unfit> {
        self.number(i64::try_from(number).unwrap_or(i64::MAX))
    }

    fn serialize_f32(self, _: f32) -> Result<(), Unfit> {
        Err(self.unfit("a fraction"))
    }

    fn serialize_f64(self, _: f64) -> Result<(), Unfit> {
        Err(self.unfit("a fraction"))
    }

    fn serialize_char(self, letter: char) -> Result<(), Unfit> {
        self.serialize_str(letter.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<(), Unfit> {
        self.leaf(text, |values| values.put_text(text))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unfit> {
        Err(self.unfit("bytes"))
    }

    fn serialize_none(self) -> Result<(), Unfit> {
        self.node.skip(self.defined, self.repeated);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unfit> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unfit> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unfit> {
        self.serialize_none()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Unfit> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: &T,
    ) -> Result<(), Unfit> {
        Err(self.unfit(variant))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Elements<'a>, Unfit> {
        if !matches!(self.node, Node::List(_)) {
            return Err(self.unfit("a list"));
        }
        Ok(Elements { place: self, n: 0 })
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unfit> {
        Err(self.unfit("a tuple"))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unfit> {
        Err(self.unfit(name))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unfit> {
        Err(self.unfit(name))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'a>, Unfit> {
        let elements = self.serialize_seq(None)?;
        Ok(Entries { elements, name: None })
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields<'a>, Unfit> {
        match self.node {
            Node::Record(fields, defined) => Ok(Fields {
                fields,
                next: 0,
                defined: *defined,
                repeated: self.repeated,
                text: self.text,
                is_whole: self.is_whole,
            }),
            _ => Err(self.unfit(name)),
        }
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unfit> {
        Err(self.unfit(name))
    }
}

/// The elements of a list, one after the other.
pub(super) struct Elements<'a> {
    place: Place<'a>,
    n: usize,
}

impl SerializeSeq for Elements<'_> {
    type Ok = ();
    type Error = Unfit;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        let Node::List(list) = &mut *self.place.node else { return Ok(()) };
        let List { element, defined, repeated } = list.as_mut();
        // The first one goes on the list above.
        let repeated = if self.n == 0 { self.place.repeated } else { *repeated };
        self.n += 1;
        let (defined, text) = (*defined, self.place.text);
        value.serialize(Place { node: element, defined, repeated, text, is_whole: true })
    }

    fn end(self) -> Result<(), Unfit> {
        if self.n == 0 {
            self.place.node.skip(self.place.defined, self.place.repeated);
        }
        Ok(())
    }
}

/// The entries of a map, as records of a name and a value.
pub(super) struct Entries<'a> {
    elements: Elements<'a>,
    name: Option<String>,
}

#[derive(Serialize)]
struct Pair<'a, T: ?Sized> {
    name: &'a str,
    value: &'a T,
}

impl SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = Unfit;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unfit> {
        let key = serde_json::to_value(key).map_err(ser::Error::custom)?;
        self.name = key.as_str().map(str::to_owned);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        let name = self.name.take().unwrap_or_default();
        self.elements.serialize_element(&Pair { name: &name, value })
    }

    fn end(self) -> Result<(), Unfit> {
        SerializeSeq::end(self.elements)
    }
}

/// The fields of a record, in any order.
pub(super) struct Fields<'a> {
    fields: &'a mut [Field],
    next: usize,
    defined: i16,
    repeated: i16,
    text: Option<&'a OffsetTable<&'a str>>,
    is_whole: bool,
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = Unfit;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        let is_next = self.fields.get(self.next).is_some_and(|field| field.name == name);
        let place = if is_next {
            Some(self.next)
        } else {
            self.fields.iter().position(|field| field.name == name)
        };
        let field = place.and_then(|place| self.fields.get_mut(place));
        let Some(field) = field else {
            return Err(Unfit(format!("there is no column for “{name}”")));
        };
        self.next = place.unwrap_or_default() + 1;
        field.is_filled = true;
        if matches!(field.node, Node::Elsewhere) {
            return Ok(());
        }
        let (defined, repeated, text) = (self.defined, self.repeated, self.text);
        value.serialize(Place { node: &mut field.node, defined, repeated, text, is_whole: true })
    }

    fn end(self) -> Result<(), Unfit> {
        if self.is_whole {
            close(self.fields, self.defined, self.repeated);
        }
        Ok(())
    }
}

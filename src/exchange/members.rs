//! The members of a record one by one, each as JSON, without the tree of all of them.

use serde::ser::{Error as _, Impossible, Serialize, SerializeStruct, Serializer};
use serde_json::Error;

/// Hands out every member of a record but for those named in `without`; `json` is where they are written one after the
/// other. Nothing is handed out of what is no record.
pub(super) fn each_member<T: Serialize>(
    record: &T,
    without: &[&str],
    json: &mut Vec<u8>,
    put: &mut dyn FnMut(&'static str, &[u8]),
) {
    // A value that has no form in JSON ends it; no value of the model is so.
    record.serialize(Members { without, json, put }).ok();
}

struct Members<'a> {
    without: &'a [&'a str],
    json: &'a mut Vec<u8>,
    put: &'a mut dyn FnMut(&'static str, &[u8]),
}

impl SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        if self.without.contains(&name) {
            return Ok(());
        }
        self.json.clear();
        serde_json::to_writer(&mut *self.json, value)?;
        (self.put)(name, self.json);
        Ok(())
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

fn no_record<T>() -> Result<T, Error> {
    Err(Error::custom("it is no record"))
}

macro_rules! no_records {
    ($($name:ident: $type:ty),* $(,)?) => {$(
        fn $name(self, _: $type) -> Result<(), Error> {
            no_record()
        }
    )*};
}

impl Serializer for Members<'_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Impossible<(), Error>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Error>;

    no_records! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_char: char, serialize_str: &str, serialize_bytes: &[u8],
        serialize_unit_struct: &'static str,
    }

    fn serialize_none(self) -> Result<(), Error> {
        no_record()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, _: &T) -> Result<(), Error> {
        no_record()
    }

    fn serialize_unit(self) -> Result<(), Error> {
        no_record()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Error> {
        no_record()
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        no_record()
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        no_record()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Error> {
        no_record()
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        no_record()
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Error> {
        no_record()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        no_record()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        no_record()
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        no_record()
    }
}

//! Values of the model as fields, and back: by the names that the model itself has, so that a new field of the model goes
//! out and comes in without a word here.
//!
//! What stands at its usual value is left out. Words and texts are written as they are, anything deeper as JSON.

use super::members::each_member;
use super::set::Fields;
use serde::de::{DeserializeOwned, Deserializer, Visitor, value::Error};
use serde::{Serialize, forward_to_deserialize_any};
use serde_json::{Map, Value};
use std::cell::Cell;

/// The members of a record that says nothing, each as JSON: what is equal to them need not be written. Made once for many
/// records of a kind.
pub(super) struct Usual {
    members: Vec<(&'static str, Vec<u8>)>,
    without: &'static [&'static str],
}

impl Usual {
    /// What `usual` has; members named in `without` are no fields whatever they hold.
    pub(super) fn of<T: Serialize>(usual: &T, without: &'static [&'static str]) -> Self {
        let mut members = Vec::new();
        let mut json = Vec::new();
        each_member(usual, without, &mut json, &mut |name, json| {
            members.push((name, json.to_vec()));
        });
        Self { members, without }
    }

    /// The members of `value` that are something else.
    pub(super) fn fields_beyond<T: Serialize>(&self, value: &T) -> Fields {
        let mut fields = Fields::new();
        let mut json = Vec::new();
        each_member(value, self.without, &mut json, &mut |name, json| {
            let usual = self.members.iter().find(|(other, _)| *other == name);
            if json != usual.map_or(&b"null"[..], |(_, usual)| usual) {
                fields.insert(name.to_owned(), written(json));
            }
        });
        fields
    }
}

/// The fields of `value` that differ from those of `usual`, but for the ones in `without`.
pub(super) fn fields_of<T: Serialize>(
    value: &T,
    usual: &T,
    without: &'static [&'static str],
) -> Fields {
    Usual::of(usual, without).fields_beyond(value)
}

/// `usual` with the fields put in that fit it; the others stay in `fields`, and so do those in `without`.
pub(super) fn with_fields<T: Serialize + DeserializeOwned>(
    usual: T,
    fields: &mut Fields,
    without: &[&str],
) -> T {
    let known = names_of::<T>();
    let may_fit = |name: &str| known.contains(&name) && !without.contains(&name);
    if !fields.keys().any(|name| may_fit(name)) {
        return usual;
    }
    let mut value = object(&usual);
    if let Some(made) = all_as_texts(&value, fields, may_fit) {
        fields.retain(|name, _| !may_fit(name));
        return made;
    }
    let mut best = usual;
    fields.retain(|name, text| {
        if !may_fit(name) {
            return true;
        }
        for candidate in [Some(Value::String(text.clone())), serde_json::from_str(text).ok()] {
            let Some(candidate) = candidate else { continue };
            let before = value.insert(name.clone(), candidate);
            if let Ok(made) = serde_json::from_value(Value::Object(value.clone())) {
                best = made;
                return false;
            }
            match before {
                Some(before) => drop(value.insert(name.clone(), before)),
                None => drop(value.remove(name)),
            }
        }
        true
    });
    best
}

/// All fields at once, where every one of them fits as the text that it is.
fn all_as_texts<T: DeserializeOwned>(
    value: &Map<String, Value>,
    fields: &Fields,
    may_fit: impl Fn(&str) -> bool,
) -> Option<T> {
    let mut value = value.clone();
    let fitting = fields.iter().filter(|(name, _)| may_fit(name));
    value.extend(fitting.map(|(name, text)| (name.clone(), Value::String(text.clone()))));
    serde_json::from_value(Value::Object(value)).ok()
}

/// The names that the members of a record can have; every record of the model refuses others.
fn names_of<T: DeserializeOwned>() -> &'static [&'static str] {
    let names = Cell::new(&[] as &'static [&'static str]);
    // It asks for its members and is given none.
    T::deserialize(Asked(&names)).err();
    names.get()
}

/// Remembers which members a record asks for.
struct Asked<'n>(&'n Cell<&'static [&'static str]>);

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(serde::de::Error::custom("there is nothing to read"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.set(members);
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

fn object<T: Serialize>(value: &T) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// A text as it is, anything else as JSON with the members of objects in the order of their names.
fn written(json: &[u8]) -> String {
    match serde_json::from_slice(json) {
        Ok(Value::String(text)) => text,
        Ok(other) => other.to_string(),
        Err(_) => String::from_utf8_lossy(json).into_owned(),
    }
}

//! Values of the model as fields, and back: by the names that the model itself has, so that a new field of the model goes
//! out and comes in without a word here.
//!
//! What stands at its usual value is left out. Words and texts are written as they are, anything deeper as JSON.

use super::set::Fields;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The fields of `value` that differ from those of `usual`, but for the ones in `without`.
pub(super) fn fields_of<T: Serialize>(value: &T, usual: &T, without: &[&str]) -> Fields {
    let (value, usual) = (object(value), object(usual));
    value
        .into_iter()
        .filter(|(name, value)| {
            !without.contains(&name.as_str()) && usual.get(name).unwrap_or(&Value::Null) != value
        })
        .map(|(name, value)| (name, written(value)))
        .collect()
}

/// `usual` with the fields put in that fit it; the others stay in `fields`, and so do those in `without`.
pub(super) fn with_fields<T: Serialize + DeserializeOwned>(
    usual: T,
    fields: &mut Fields,
    without: &[&str],
) -> T {
    let mut value = object(&usual);
    let mut best = usual;
    fields.retain(|name, text| {
        if without.contains(&name.as_str()) {
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

fn object<T: Serialize>(value: &T) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

fn written(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

//! How JSON spells the words of closed lists.

use serde::{Serialize, Serializer};

/// A word of a closed list as JSON spells it: the name that RON files hold, in small letters with dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code<W>(pub W);

impl<W: Serialize> Serialize for Code<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let name = serde_json::to_value(&self.0).map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(&dashed(name.as_str().unwrap_or("")))
    }
}

fn dashed(name: &str) -> String {
    let mut code = String::with_capacity(name.len() + 2);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !code.is_empty() {
            code.push('-');
        }
        code.push(letter.to_ascii_lowercase());
    }
    code
}

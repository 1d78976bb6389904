//! Fields that most records leave empty.

use super::statement::Cue;
use super::vocabulary::CueClass;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Debug};
use std::ops::{Deref, DerefMut};

/// A value that is empty in most records, and takes no more than a pointer there: a project has a hundred thousand
/// statements, and few of them a note. It is used and written as the value itself.
#[derive(Clone, Default)]
pub struct Seldom<T>(Option<Box<T>>);

/// What can be empty.
pub trait Empty: Default + PartialEq + 'static {
    /// The empty value.
    const EMPTY: &'static Self;
}

impl<T: PartialEq + 'static> Empty for Option<T> {
    const EMPTY: &'static Self = &None;
}

impl<T: PartialEq + 'static> Empty for Vec<T> {
    const EMPTY: &'static Self = &Self::new();
}

impl<T: Ord + 'static> Empty for BTreeSet<T> {
    const EMPTY: &'static Self = &Self::new();
}

impl<K: Ord + 'static, V: PartialEq + 'static> Empty for BTreeMap<K, V> {
    const EMPTY: &'static Self = &Self::new();
}

impl Empty for String {
    const EMPTY: &'static Self = &Self::new();
}

impl Empty for Cue {
    const EMPTY: &'static Self = &Self { words: Vec::new(), class: CueClass::None };
}

impl<T: Empty> Seldom<T> {
    /// The value itself.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0.map(|value| *value).unwrap_or_default()
    }
}

impl<T: Empty> From<T> for Seldom<T> {
    fn from(value: T) -> Self {
        Self((value != *T::EMPTY).then(|| Box::new(value)))
    }
}

impl<T: Empty> Deref for Seldom<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::EMPTY)
    }
}

impl<T: Empty> DerefMut for Seldom<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Empty> PartialEq for Seldom<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Empty + Eq> Eq for Seldom<T> {}

impl<T: Empty + Debug> Debug for Seldom<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<'a, T: Empty> IntoIterator for &'a Seldom<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}

impl<T: Empty + Serialize> Serialize for Seldom<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Empty + Deserialize<'de>> Deserialize<'de> for Seldom<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::Seldom;
    use crate::model::Statement;

    #[test]
    fn an_empty_one_is_empty_however_it_became_so_and_is_written_as_its_value() {
        let mut note: Seldom<String> = "why".to_owned().into();
        assert_eq!(ron::to_string(&note).unwrap(), "\"why\"");
        assert_eq!(ron::from_str::<Seldom<String>>("\"why\"").unwrap(), note);
        note.clear();
        assert_eq!(note, Seldom::default());
        assert_eq!(ron::to_string(&note).unwrap(), "\"\"");
        let day: Seldom<Option<u8>> = ron::from_str("None").unwrap();
        assert!(day.0.is_none() && day.is_none());
        assert_eq!(note.into_inner(), "");
    }

    #[test]
    fn a_statement_with_its_count_of_owners_fits_into_224_bytes() {
        // One word more takes it to the next size that memory is given out in, times a hundred thousand.
        assert!(size_of::<Statement>() + 16 <= 224, "{} bytes", size_of::<Statement>());
    }
}

//! The letters of ids, of which a project has hundreds of thousands.

use std::cmp::Ordering;
use std::fmt::{self, Debug, Display};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Bytes that need no memory of their own.
const SHORT: usize = 14;

/// A short text that never changes: most ids of statements have half a dozen letters, and a piece of memory for each would
/// take twice as much as all of them here. Longer ones share theirs with their copies.
#[derive(Clone)]
pub(super) enum Letters {
    Short { n: u8, bytes: [u8; SHORT] },
    Long(Arc<Box<str>>),
}

impl Letters {
    pub(super) fn as_str(&self) -> &str {
        match self {
            // They were a text when they were put in.
            Self::Short { .. } => std::str::from_utf8(self.as_bytes()).unwrap_or_default(),
            Self::Long(text) => text,
        }
    }

    fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Short { n, bytes } => bytes.get(..usize::from(*n)).unwrap_or_default(),
            Self::Long(text) => text.as_bytes(),
        }
    }
}

impl From<&str> for Letters {
    fn from(text: &str) -> Self {
        let mut bytes = [0; SHORT];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(place), Ok(n)) => {
                place.copy_from_slice(text.as_bytes());
                Self::Short { n, bytes }
            }
            _ => Self::Long(Arc::new(text.into())),
        }
    }
}

impl PartialEq for Letters {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Letters {}

impl PartialOrd for Letters {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Texts are in the order of their bytes.
impl Ord for Letters {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            // Behind the end are zeros, less than all that may follow; as many bytes for every text are compared in one go.
            (Self::Short { n, bytes }, Self::Short { n: others, bytes: other }) => {
                bytes.cmp(other).then(n.cmp(others))
            }
            _ => self.as_bytes().cmp(other.as_bytes()),
        }
    }
}

impl Hash for Letters {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl Display for Letters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Debug for Letters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Letters, SHORT};

    #[test]
    fn letters_are_what_they_were_and_in_the_order_of_texts_however_many_there_are() {
        let words = "quay\0\0é-港-quay-é-港-quay-é-港";
        let cuts = (0..=words.len()).filter_map(|at| words.split_at_checked(at));
        let texts: Vec<&str> = cuts.flat_map(|(front, back)| [front, back]).collect();
        for a in &texts {
            let letters = Letters::from(*a);
            assert_eq!(letters.as_str(), *a);
            assert_eq!(matches!(letters, Letters::Short { .. }), a.len() <= SHORT);
            for b in &texts {
                assert_eq!(letters.cmp(&Letters::from(*b)), a.cmp(b), "{a} {b}");
                assert_eq!(letters == Letters::from(*b), a == b, "{a} {b}");
            }
        }
    }

    #[test]
    fn letters_take_two_words_also_where_there_may_be_none() {
        let two_words = 2 * size_of::<u64>();
        assert_eq!([size_of::<Letters>(), size_of::<Option<Letters>>()], [two_words; 2]);
    }
}

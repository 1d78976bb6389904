//! Names of records that never change and that a person can read in a file.
//!
//! An id is a slug: letters and digits of any script in lower case, with single `-` or `_` between them. It is the
//! name of the record's file, so it holds nothing that a file system could take amiss.

use super::letters::Letters;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::RefCell;
use std::fmt;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

/// Longest id, in code points; file systems take 255 **bytes**, and an extension follows.
pub(super) const LONGEST_ID: usize = 60;

/// Why a string is no id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is no id: use small letters and digits, with single “-” or “_” between them, at most {LONGEST_ID}"
)]
pub struct IdError(pub String);

fn is_slug(text: &str) -> bool {
    // Nearly every id is made of these, and hundreds of thousands are read.
    if text.is_ascii() {
        let joins = |byte: &u8| matches!(byte, b'-' | b'_');
        let is_letter = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let bytes = text.as_bytes();
        return text.len() <= LONGEST_ID
            && bytes.iter().all(|byte| is_letter(byte) || joins(byte))
            && bytes.first().is_some_and(is_letter)
            && bytes.last().is_some_and(is_letter);
    }
    let joins = |c: char| c == '-' || c == '_';
    !text.is_empty()
        && text.chars().count() <= LONGEST_ID
        && text.chars().all(|c| joins(c) || (c.is_alphanumeric() && !c.is_uppercase()))
        && !text.starts_with(joins)
        && !text.ends_with(joins)
}

/// Makes a readable slug of any name: `Safeguard Harbours e.V.` becomes `safeguard-harbours-e-v`.
///
/// Whatever is no letter or digit becomes one `-`. A name without any gives `unnamed`.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    let mut letters = name.chars().flat_map(char::to_lowercase).peekable();
    while let Some(c) = letters.next() {
        // Lower-casing may leave combining marks; they are neither letters nor reasons for a dash.
        if c.is_alphanumeric() && !c.is_uppercase() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') && !is_apostrophe(c) {
            slug.push('-');
        }
        if slug.chars().count() >= LONGEST_ID - 8 {
            // A long title is cut between words, where it has any.
            if letters.peek().is_some_and(|next| next.is_alphanumeric()) {
                slug.truncate(slug.rfind('-').filter(|cut| *cut > 0).unwrap_or(slug.len()));
            }
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "unnamed".to_owned() } else { slug.to_owned() }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '\u{300}'..='\u{36f}')
}

/// `base`, or `base-2`, `base-3` …: the first that `is_taken` does not know.
#[must_use]
pub fn free_slug(base: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut candidate = base.to_owned();
    let mut number = 2_u32;
    while is_taken(&candidate) {
        candidate = format!("{base}-{number}");
        number += 1;
    }
    candidate
}

/// Takes a slug with a copy of its letters.
fn alone(text: &str) -> Result<Letters, IdError> {
    if is_slug(text) { Ok(text.into()) } else { Err(IdError(text.to_owned())) }
}

/// Ids that a thread has read of late; a power of two.
const RECENT: usize = 256;

thread_local! {
    /// What is read at the same place by its hash takes the other's place, so that it never grows.
    static RECENTLY_READ: RefCell<[Option<Letters>; RECENT]> = const { RefCell::new([const { None }; RECENT]) };
}

/// Takes a slug that files name again and again, a source or an annotator: all that were read one soon after the other share
/// one copy of the letters, where these are many.
fn shared(text: &str) -> Result<Letters, IdError> {
    let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(text);
    let place = usize::try_from(hash % RECENT as u64).unwrap_or_default();
    RECENTLY_READ.with_borrow_mut(|recent| match recent.get_mut(place) {
        Some(Some(known)) if known.as_str() == text => Ok(known.clone()),
        Some(other) => {
            let letters = alone(text)?;
            *other = Some(letters.clone());
            Ok(letters)
        }
        None => alone(text),
    })
}

/// Takes a slug as it stands in a file, without a copy of its own in between.
struct SlugVisitor(fn(&str) -> Result<Letters, IdError>);

impl Visitor<'_> for SlugVisitor {
    type Value = Letters;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Letters, E> {
        (self.0)(text).map_err(E::custom)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident: $letters:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Letters);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(SlugVisitor($letters)).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl $name {
            /// Takes a slug for an id.
            ///
            /// # Errors
            /// When `text` is not a slug as the head of this module describes it.
            pub fn new(text: &str) -> Result<Self, IdError> {
                alone(text).map(Self)
            }

            /// The id made of a name, as [`slug`] makes it, with a number where `is_taken` knows the plain one.
            #[must_use]
            pub fn from_name(name: &str, is_taken: impl Fn(&Self) -> bool) -> Self {
                let free = free_slug(&slug(name), |text| is_taken(&Self(text.into())));
                Self(free.as_str().into())
            }

            /// The slug itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.as_str().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )*};
}

ids! {
    /// Names an article.
    ArticleId: shared,
    /// Names a source.
    SourceId: shared,
    /// Names a statement; unique in the project and never used again.
    StatementId: alone,
    /// Names a relation; unique in the project.
    RelationId: alone,
    /// Names a remark; unique in the project.
    RemarkId: alone,
    /// Names an annotator.
    AnnotatorId: shared,
    /// Names a proposition.
    PropositionId: shared,
}

impl StatementId {
    /// No id, but a value that sorts before every id: the lower end of a search.
    pub(super) fn before_all() -> Self {
        Self("".into())
    }
}

impl AnnotatorId {
    /// No id, but a value that sorts before every id: the lower end of a search.
    pub(super) fn before_all() -> Self {
        Self("".into())
    }
}

/// The built-in source of what somebody says whom the text does not name.
pub const UNATTRIBUTED: &str = "unattributed";

impl SourceId {
    /// The id of the built-in source `unattributed`.
    #[must_use]
    pub fn unattributed() -> Self {
        Self(UNATTRIBUTED.into())
    }
}

#[cfg(test)]
mod tests {
    use super::{ArticleId, LONGEST_ID, SourceId, free_slug, slug};

    #[test]
    fn a_name_becomes_a_slug_that_is_an_id() {
        for (name, expected) in [
            ("Safeguard Harbours e.V.", "safeguard-harbours-e-v"),
            ("  “The Post” ", "the-post"),
            ("China’s offices", "chinas-offices"),
            ("Ärzte ohne Grenzen", "ärzte-ohne-grenzen"),
            ("外交部", "外交部"),
            (
                "China’s Secret Overseas Police Stations: The Allegations and Backlash",
                "chinas-secret-overseas-police-stations-the",
            ),
            ("…", "unnamed"),
            ("../../etc/passwd", "etc-passwd"),
        ] {
            assert_eq!(slug(name), expected);
            assert!(SourceId::new(expected).is_ok(), "{expected}");
        }
        assert!(SourceId::new(&slug(&"long name ".repeat(40))).is_ok());
    }

    #[test]
    fn what_could_leave_its_folder_is_no_id() {
        for bad in ["", "..", "a/b", "A", "-a", "a-", "a b", "a.ron", &"x".repeat(LONGEST_ID + 1)] {
            assert!(ArticleId::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn sources_read_one_after_the_other_share_their_letters_and_are_what_the_file_says() {
        // More than are kept, so that some take the place of others.
        let names: Vec<String> = (0..2_000).map(|number| format!("source-{number}")).collect();
        let text = format!("{:?}", [&names[..], &names[..]].concat());
        let ids: Vec<SourceId> = ron::from_str(&text).unwrap();
        let read: Vec<&str> = ids.iter().map(SourceId::as_str).collect();
        assert_eq!(read, [&names[..], &names[..]].concat());
        let long = "the-ministry-of-finance";
        let twice: Vec<SourceId> =
            ron::from_str(&format!("[{long:?}, \"post\", {long:?}]")).unwrap();
        assert!(std::ptr::eq(twice[0].as_str(), twice[2].as_str()));
        assert!(ron::from_str::<Vec<SourceId>>("[\"post\", \"The Post\"]").is_err());
    }

    #[test]
    fn a_taken_slug_gets_the_next_number() {
        assert_eq!(free_slug("post", |s| s == "post" || s == "post-2"), "post-3");
    }
}

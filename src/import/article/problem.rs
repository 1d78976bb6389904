//! Why a document gives no article, as what is said of it.

use super::PageError;
use std::fmt;

/// Why a document gives no article. Reads on from the document's name: "This Word document …".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is not what it seems to be, or not all of it.
    Damaged(String),
    /// It opens only for those who know a word.
    Protected,
    /// It has no words that can be read, and what a person can do about it.
    NoText(&'static str),
    /// It asks for more than a document may: what, and how much is read.
    TooMuch(String),
    /// It lacks a column, and which ones it has.
    NoColumn(String),
    /// It took too long.
    TooSlow {
        /// How long it was read, in seconds.
        seconds: u64,
    },
    /// What reads it broke.
    Broke,
    /// The page in it gives no article.
    Page(Box<PageError>),
    /// It holds several articles, where one is wanted.
    Several,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text_alone = "Save its text alone and import that";
        match self {
            Self::Damaged(reason) => {
                write!(out, "is damaged: {reason}. Check that it was copied completely")
            }
            Self::Protected => {
                write!(out, "is protected by a password. Save it without one and import that")
            }
            Self::NoText("") => write!(out, "holds no text to read"),
            Self::NoText(advice) => write!(out, "holds no text to read. {advice}"),
            Self::TooMuch(what) => write!(out, "{what}. {text_alone}"),
            Self::NoColumn(what) => write!(out, "{what}"),
            Self::TooSlow { seconds } => {
                write!(out, "was given up after {seconds} seconds. {text_alone}")
            }
            Self::Broke => {
                write!(out, "could not be read, for a fault of this program. {text_alone}")
            }
            Self::Page(error) => write!(out, "gives no article. {error}"),
            Self::Several => write!(out, "holds several articles. Import it into a project"),
        }
    }
}

impl From<PageError> for Problem {
    fn from(error: PageError) -> Self {
        Self::Page(Box::new(error))
    }
}

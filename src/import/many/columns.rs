//! Which column of a table is what: the names that tables of articles have, and what a person says instead.

use std::str::FromStr;

/// What a column can hold, and the names under which it is looked for, the likeliest first. Case does not matter, nor do
/// blanks, hyphens and underscores.
const USUAL: [(&str, &[&str]); 7] = [
    (
        "text",
        &[
            "text",
            "body",
            "content",
            "articlebody",
            "fulltext",
            "articletext",
            "maintext",
            "article",
            "story",
        ],
    ),
    ("title", &["title", "headline", "heading", "subject"]),
    ("author", &["author", "authors", "byline", "creator"]),
    (
        "publisher",
        &["publisher", "outlet", "sitename", "newspaper", "source", "sourcedomain", "domain"],
    ),
    (
        "date",
        &[
            "date",
            "published",
            "datepublished",
            "datepublish",
            "publishdate",
            "publicationdate",
            "pubdate",
            "publishedat",
            "timestamp",
        ],
    ),
    ("url", &["url", "link", "canonicalurl", "canonical", "address", "uri"]),
    ("language", &["language", "lang"]),
];

/// What was said about the columns of a table: `text=body,title=headline`, and `publisher=` where no column holds one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(Vec<(&'static str, String)>);

/// Why something says nothing about columns.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsError {
    /// Not `field=column`.
    #[error("“{0}” is no pair: write it as text=body, and part pairs by commas")]
    NoPair(String),
    /// A field that articles do not have.
    #[error(
        "“{0}” is no field of an article. Fields are text, title, author, publisher, date, url and language"
    )]
    NoField(String),
}

impl FromStr for Columns {
    type Err = ColumnsError;

    fn from_str(words: &str) -> Result<Self, ColumnsError> {
        let pairs = words.split(',').filter(|pair| !pair.trim().is_empty());
        let pairs = pairs.map(|pair| {
            let (field, column) =
                pair.split_once('=').ok_or_else(|| ColumnsError::NoPair(pair.trim().to_owned()))?;
            let field = field.trim();
            let known = USUAL.iter().find(|(name, _)| *name == field);
            let (field, _) = known.ok_or_else(|| ColumnsError::NoField(field.to_owned()))?;
            Ok((*field, column.trim().to_owned()))
        });
        pairs.collect::<Result<_, _>>().map(Self)
    }
}

impl Columns {
    /// The fields of an article that a column can hold.
    pub const FIELDS: [&'static str; 7] =
        ["text", "title", "author", "publisher", "date", "url", "language"];

    /// Says which column holds `field`; none holds it where the name is empty. What was said of the field or of the column
    /// before holds no more. A field that articles do not have is passed over.
    pub fn say(&mut self, field: &str, column: &str) {
        let Some((field, _)) = USUAL.iter().find(|(known, _)| *known == field) else { return };
        self.0.retain(|(known, name)| known != field && (column.is_empty() || name != column));
        self.0.push((*field, column.to_owned()));
    }

    /// The column for `field` among those of a table.
    ///
    /// # Errors
    /// When a column was named that the table does not have: its name.
    pub(super) fn find(&self, field: &str, columns: &[String]) -> Result<Option<usize>, String> {
        let named = self.0.iter().find(|(known, _)| *known == field);
        if named.is_some_and(|(_, name)| name.is_empty()) {
            return Ok(None);
        }
        if let Some((_, name)) = named {
            let place = columns.iter().position(|column| column == name);
            let place =
                place.or_else(|| columns.iter().position(|column| bare(column) == bare(name)));
            return place.map(Some).ok_or_else(|| name.clone());
        }
        let usual =
            USUAL.iter().find(|(known, _)| *known == field).map_or(&[][..], |(_, names)| names);
        let place = |name: &&str| columns.iter().position(|column| bare(column) == **name);
        Ok(usual.iter().find_map(place))
    }
}

/// A name as names are compared.
fn bare(name: &str) -> String {
    let letters = name.chars().filter(|c| !c.is_whitespace() && !"-_".contains(*c));
    letters.flat_map(char::to_lowercase).collect()
}

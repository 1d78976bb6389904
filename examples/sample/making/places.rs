//! Where the quotes of the gold reading lie in a text, in bytes. A quote that is missing or stands twice is an error, never a
//! guess.

use super::gold::GoldSegment;
use ascribe::text::{Role, Segment, Span};
use std::collections::BTreeMap;

/// Why a quote leads nowhere.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Lost {
    /// No such segment, or two of them.
    #[error("no segment opens with “{0}” behind the one ahead of it")]
    Opening(String),
    /// A key that the layout does not list.
    #[error("the layout has no segment “{0}”")]
    Key(String),
    /// The quote is not there, or not alone.
    #[error("“{quote}” stands {times} times as whole words in “{key}”, and not once")]
    Quote { quote: String, key: String, times: usize },
    /// The text falls into other pieces than the reading says.
    #[error("the text is cut otherwise than the layout says:\n{0}")]
    Layout(String),
}

/// A text, its segments, and the keys by which the gold reading calls them.
pub(crate) struct Places<'a> {
    text: &'a str,
    by_key: BTreeMap<&'a str, Span>,
}

impl<'a> Places<'a> {
    /// Finds the segments of `layout` in `text`, which was cut into `segments`.
    ///
    /// # Errors
    /// When a segment of the one is not among the others; every such segment is named.
    pub(crate) fn new(
        text: &'a str,
        layout: &'a [GoldSegment],
        segments: &[Segment],
    ) -> Result<Self, Lost> {
        let starts = openings(text, layout)?;
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let spans =
            starts.iter().zip(ends).map(|(start, end)| Span::new(*start, end).trimmed(text));
        let wanted: Vec<(Span, Role)> = spans.zip(layout.iter().map(|piece| piece.role)).collect();
        let found: Vec<(Span, Role)> = segments.iter().map(|s| (s.span, s.role)).collect();
        let differences = differences(text, &wanted, &found);
        if !differences.is_empty() {
            return Err(Lost::Layout(differences.join("\n")));
        }
        let keys = layout.iter().map(|piece| piece.key.as_str());
        Ok(Self { text, by_key: keys.zip(wanted.iter().map(|(span, _)| *span)).collect() })
    }

    /// The segment with this key.
    pub(crate) fn segment(&self, key: &str) -> Result<Span, Lost> {
        self.by_key.get(key).copied().ok_or_else(|| Lost::Key(key.to_owned()))
    }

    /// The one place in the segment `key` where `quote` stands as whole words.
    pub(crate) fn quote(&self, key: &str, quote: &str) -> Result<Span, Lost> {
        let home = self.segment(key)?;
        let found: Vec<Span> = home
            .of(self.text)
            .match_indices(quote)
            .map(|(at, words)| home.start as usize + at..home.start as usize + at + words.len())
            .map(Span::from)
            .filter(|span| self.is_whole_words(*span))
            .collect();
        match found.as_slice() {
            [only] => Ok(*only),
            _ => Err(Lost::Quote {
                quote: quote.to_owned(),
                key: key.to_owned(),
                times: found.len(),
            }),
        }
    }

    /// The places of several quotes, as [`Places::quote`] finds them.
    pub(crate) fn quotes(&self, key: &str, quotes: &[String]) -> Result<Vec<Span>, Lost> {
        quotes.iter().map(|quote| self.quote(key, quote)).collect()
    }

    /// Does no word run on over either end? “found” is not the head of “foundations”.
    fn is_whole_words(&self, span: Span) -> bool {
        let words = span.of(self.text);
        let before = self.text.get(..span.range().start).and_then(|text| text.chars().next_back());
        let behind = self.text.get(span.range().end..).and_then(|text| text.chars().next());
        let runs_on = |inside: Option<char>, outside: Option<char>| {
            inside.is_some_and(char::is_alphanumeric) && outside.is_some_and(char::is_alphanumeric)
        };
        !runs_on(words.chars().next(), before) && !runs_on(words.chars().next_back(), behind)
    }
}

/// Where each segment begins: behind the opening of the one ahead, at the start of a line or behind a space.
fn openings(text: &str, layout: &[GoldSegment]) -> Result<Vec<usize>, Lost> {
    let mut from = 0;
    let mut starts = Vec::with_capacity(layout.len());
    for piece in layout {
        let rest = text.get(from..).unwrap_or_default();
        let start = rest
            .match_indices(piece.opens.as_str())
            .map(|(at, _)| from + at)
            .find(|at| text.get(..*at).is_some_and(|t| t.is_empty() || t.ends_with([' ', '\n'])))
            .ok_or_else(|| Lost::Opening(piece.opens.clone()))?;
        starts.push(start);
        from = start + piece.opens.len();
    }
    Ok(starts)
}

/// One line for each piece that only one of the two lists has.
fn differences(text: &str, wanted: &[(Span, Role)], found: &[(Span, Role)]) -> Vec<String> {
    let only_in = |list: &[(Span, Role)], other: &[(Span, Role)], word: &str| -> Vec<String> {
        let only = list.iter().filter(|piece| !other.contains(piece));
        only.map(|(span, role)| format!("  {word} as {role:?}: {}", span.of(text))).collect()
    };
    [only_in(wanted, found, "wanted"), only_in(found, wanted, "found")].concat()
}

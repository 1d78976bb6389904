//! The words around a quotation, and how a quotation is found again in a text that may have changed.
//!
//! Prefix and suffix are those of the W3C's TextQuoteSelector. A quotation is never moved to a place that
//! merely looks like the old one: what is not certain is reported, and a person decides.

use super::Span;
use super::pattern::Pattern;

/// **Code points** of context kept on either side of a quotation.
pub const CONTEXT: usize = 32;

/// Where a quotation stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Where it was.
    Exact(Span),
    /// Elsewhere, and it is the only place with these words in these surroundings.
    Moved(Span),
    /// Its words are nowhere in the text.
    Lost,
    /// Its words stand at this many places (it may be one) that all could be, or merely look like, the old
    /// one: the surroundings are the same at each, or at none.
    Ambiguous(usize),
}

/// Up to [`CONTEXT`] code points before `span`; empty where the span does not lie on boundaries of `text`.
#[must_use]
pub fn prefix(text: &str, span: Span) -> &str {
    last_code_points(text.get(..span.range().start).unwrap_or(""))
}

/// Up to [`CONTEXT`] code points behind `span`; empty where the span does not lie on boundaries of `text`.
#[must_use]
pub fn suffix(text: &str, span: Span) -> &str {
    first_code_points(text.get(span.range().end..).unwrap_or(""))
}

/// Finds the quotation `exact`, which stood at byte `hint` between `prefix` and `suffix`, in `text`.
///
/// A place is as good as the number of its sides that agree with the context given. The old place wins among
/// the best; otherwise the best must be a single one, and at least one of its sides must agree. Without any
/// context a quotation is taken where it was, or where it is the only one. Linear in the text's length.
#[must_use]
pub fn anchor(text: &str, exact: &str, prefix: &str, suffix: &str, hint: usize) -> Anchor {
    if exact.is_empty() {
        return Anchor::Lost;
    }
    let context =
        Context { exact, prefix: last_code_points(prefix), suffix: first_code_points(suffix) };
    let stands_at_hint = text.get(hint..).is_some_and(|rest| rest.starts_with(exact));
    if stands_at_hint && context.agreement(text, hint) == Agreement::Full {
        return Anchor::Exact(context.span(hint));
    }
    let mut best = (Agreement::None, 0, 0);
    for start in Pattern::new(exact.as_bytes().to_vec()).places(text.as_bytes()) {
        let agreement = context.agreement(text, start);
        best = match agreement.cmp(&best.0) {
            std::cmp::Ordering::Greater => (agreement, start, 1),
            std::cmp::Ordering::Equal => (agreement, start, best.2 + 1),
            std::cmp::Ordering::Less => best,
        };
    }
    let hint_is_best = stands_at_hint && context.agreement(text, hint) == best.0;
    match best {
        (_, _, 0) => Anchor::Lost,
        (Agreement::None, _, places) => Anchor::Ambiguous(places),
        _ if hint_is_best => Anchor::Exact(context.span(hint)),
        (_, start, 1) => Anchor::Moved(context.span(start)),
        (_, _, places) => Anchor::Ambiguous(places),
    }
}

/// How far the surroundings of a place agree with those that were noted; rising.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    /// No side does that has something to compare.
    None,
    /// One side does.
    Half,
    /// Every side does.
    Full,
}

/// A quotation with the surroundings noted for it.
struct Context<'t> {
    exact: &'t str,
    prefix: &'t str,
    suffix: &'t str,
}

impl Context<'_> {
    fn span(&self, start: usize) -> Span {
        Span::new(start, start + self.exact.len())
    }

    fn agreement(&self, text: &str, start: usize) -> Agreement {
        let before = text.get(..start).is_some_and(|before| before.ends_with(self.prefix));
        let behind = text
            .get(start + self.exact.len()..)
            .is_some_and(|behind| behind.starts_with(self.suffix));
        // An empty side agrees with everything, so it proves nothing by itself.
        match (before, behind) {
            (true, true) => Agreement::Full,
            (true, false) if !self.prefix.is_empty() => Agreement::Half,
            (false, true) if !self.suffix.is_empty() => Agreement::Half,
            _ => Agreement::None,
        }
    }
}

fn last_code_points(text: &str) -> &str {
    let start = text.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or("")
}

fn first_code_points(text: &str) -> &str {
    let end = text.char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or("")
}

//! Puts the sentences of one quotation back together, for those who tag a quotation as one statement.

use super::marks;
use super::scan::Cut;

/// A quotation of more sentences than this stays cut.
const LONGEST: usize = 6;

/// Takes out the cuts of `paragraph` that lie inside a pair of quotation marks.
pub(super) fn keep_whole(paragraph: &str, cuts: &mut Vec<Cut>) {
    let mut next = 0;
    let mut inside = vec![false; cuts.len()];
    for (open, close) in pairs(paragraph) {
        next += places_before(cuts, next, open);
        let count = places_before(cuts, next, close.saturating_sub(1));
        if count < LONGEST {
            inside.iter_mut().skip(next).take(count).for_each(|cut| *cut = true);
        }
        next += count;
    }
    let mut inside = inside.into_iter();
    cuts.retain(|_| !inside.next().unwrap_or(false));
}

/// How many cuts, from the one numbered `first` on, end at byte `limit` or before.
fn places_before(cuts: &[Cut], first: usize, limit: usize) -> usize {
    cuts.iter().skip(first).take_while(|cut| cut.end <= limit).count()
}

/// The pairs of quotation marks, as bytes: the opening one, and the place behind the closing one. One level only: a
/// quotation inside a quotation is part of it. What nothing closes is no pair.
fn pairs(text: &str) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        match open {
            Some((start, opening)) if closes(opening, c, before, after) => {
                pairs.push((start, at + c.len_utf8()));
                open = None;
            }
            // Newspapers open every paragraph of a quotation anew and close only the last.
            Some((_, opening)) if c == opening && opens(c, before, after) => open = Some((at, c)),
            None if opens(c, before, after) => open = Some((at, c)),
            _ => {}
        }
        before = c;
    }
    pairs
}

/// Does `c` open a quotation between these neighbours?
fn opens(c: char, before: char, after: char) -> bool {
    let free = marks::is_blank(before)
        || marks::is_opener(before)
        || marks::is_dash(before)
        || marks::is_soft(before);
    match c {
        '“' | '„' | '「' | '『' => true,
        '«' | '»' => free || !before.is_alphanumeric() && after.is_alphanumeric(),
        '"' | '‘' | '”' => free && !marks::is_blank(after),
        _ => false,
    }
}

/// Does `c` close between these neighbours what `opening` has opened?
fn closes(opening: char, c: char, before: char, after: char) -> bool {
    match opening {
        '“' => c == '”',
        '„' => matches!(c, '“' | '”'),
        '«' => c == '»',
        '»' => c == '«' || (c == '»' && !marks::is_blank(before)),
        '「' => c == '」',
        '『' => c == '』',
        '"' | '”' => c == opening && !marks::is_blank(before),
        '‘' => c == '’' && !after.is_alphanumeric(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        pairs(text).into_iter().map(|(start, end)| marks::between(text, start, end)).collect()
    }

    #[test]
    fn quotations_of_every_kind_are_paired() {
        assert_eq!(quoted(r#"He said "no. Never." And "so"."#), [r#""no. Never.""#, r#""so""#]);
        assert_eq!(quoted("„Ja. Gut.“ »Nein.« « Oui. »"), ["„Ja. Gut.“", "»Nein.«", "« Oui. »"]);
        assert_eq!(quoted("‘It’s. Fine.’ said"), ["‘It’s. Fine.’"]);
        assert_eq!(quoted("「はい。」"), ["「はい。」"]);
    }

    #[test]
    fn what_nothing_closes_is_no_pair() {
        assert!(quoted("“One. Two. Three.").is_empty());
        assert_eq!(quoted("“One. “Two.”"), ["“Two.”"]);
    }
}

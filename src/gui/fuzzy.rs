//! Finding a row of a list by a few of its letters.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The places in `rows` of those that hold the letters of `query` in order, the best first; all of them, in their own
/// order, for an empty query.
#[must_use]
pub fn best<'a>(query: &str, rows: impl Iterator<Item = &'a str>) -> Vec<usize> {
    if query.trim().is_empty() {
        return rows.enumerate().map(|(index, _)| index).collect();
    }
    let pattern = Pattern::parse(query.trim(), CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut found: Vec<(u32, usize)> = rows
        .enumerate()
        .filter_map(|(index, row)| {
            let score = pattern.score(Utf32Str::new(row, &mut buffer), &mut matcher)?;
            Some((score, index))
        })
        .collect();
    // Equal scores keep the order of the list.
    found.sort_by_key(|(score, index)| (u32::MAX - score, *index));
    found.into_iter().map(|(_, index)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn a_few_letters_find_the_row_and_none_keep_the_order() {
        let rows = ["Tag as claim", "Tag as denial", "Merge with the next sentence"];
        assert_eq!(best("deni", rows.into_iter()), [1]);
        assert_eq!(best("mwn", rows.into_iter()).first(), Some(&2));
        assert_eq!(best("", rows.into_iter()), [0, 1, 2]);
        assert_eq!(best("zz", rows.into_iter()), [] as [usize; 0]);
    }
}

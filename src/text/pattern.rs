//! Knuth, Morris and Pratt's search: every place of a pattern, in linear time whatever text and pattern are.
//!
//! `str::match_indices` is faster on common text but leaves out overlapping places, and searching again from
//! behind each place is quadratic in a text that repeats itself.

/// A sequence to look for, item by item.
#[derive(Clone, Debug)]
pub(super) struct Pattern<T> {
    items: Vec<T>,
    /// For each beginning of the pattern, the length of its longest border: a shorter piece that both begins
    /// and ends it.
    borders: Vec<u32>,
}

impl<T: PartialEq> Pattern<T> {
    pub(super) fn new(items: Vec<T>) -> Self {
        let mut pattern = Self { borders: Vec::with_capacity(items.len()), items };
        let mut border = 0;
        for (idx, item) in pattern.items.iter().enumerate() {
            // The first item alone has no shorter piece.
            border = if idx == 0 { 0 } else { pattern.advance(border, item) };
            pattern.borders.push(u32::try_from(border).unwrap_or(u32::MAX));
        }
        pattern
    }

    /// The items themselves.
    pub(super) fn items(&self) -> &[T] {
        &self.items
    }

    /// How many items are matched after `next`, when `matched` were before; all of them means a find.
    pub(super) fn advance(&self, mut matched: usize, next: &T) -> usize {
        while matched > 0 && self.items.get(matched) != Some(next) {
            matched = self.border(matched);
        }
        matched + usize::from(self.items.get(matched) == Some(next))
    }

    /// How many items stay matched when a match of `matched` items, at least one, is given up.
    pub(super) fn border(&self, matched: usize) -> usize {
        self.borders.get(matched - 1).map_or(0, |border| *border as usize)
    }
}

impl Pattern<u8> {
    /// The bytes at which the pattern, which is not empty, begins in `text`, overlapping places included.
    pub(super) fn places<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let mut matched = 0;
        text.iter().enumerate().filter_map(move |(at, byte)| {
            matched = self.advance(matched, byte);
            (matched == self.items.len()).then(|| at + 1 - matched)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_places_are_found_overlapping_ones_too(text in "[ab]{0,40}", needle in "[ab]{1,5}") {
            let starts = |at: &usize| text.split_at(*at).1.starts_with(&needle);
            let wanted: Vec<_> = (0..text.len()).filter(starts).collect();
            let pattern = Pattern::new(needle.as_bytes().to_vec());
            prop_assert_eq!(pattern.places(text.as_bytes()).collect::<Vec<_>>(), wanted);
        }
    }
}

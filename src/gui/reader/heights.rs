//! How tall each paragraph is, estimated or measured, and what lies at a given height.
//!
//! A Fenwick tree over `f64`: one paragraph's height changes, a place is found, and the heights above a
//! paragraph are summed, each in O(log n). It does not know what a paragraph is.

/// Heights of a row of things, in points, with their running sums.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    /// Node `i` (counted from 1) holds the sum of the `lowbit(i)` heights that end at `i`; node 0 is unused.
    tree: Vec<f64>,
    each: Vec<f32>,
}

/// The lowest set bit: how many heights a node of the tree covers.
fn lowbit(node: usize) -> usize {
    node & node.wrapping_neg()
}

impl Heights {
    /// The heights as given; O(n).
    pub(super) fn new(each: Vec<f32>) -> Self {
        let mut tree = vec![0.0; each.len() + 1];
        for (idx, height) in each.iter().enumerate() {
            let node = idx + 1;
            let sum = tree.get(node).copied().unwrap_or(0.0) + f64::from(*height);
            if let Some(slot) = tree.get_mut(node) {
                *slot = sum;
            }
            if let Some(parent) = tree.get_mut(node + lowbit(node)) {
                *parent += sum;
            }
        }
        Self { tree, each }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.each.len()
    }

    /// The height of one; 0 behind the last.
    pub(super) fn get(&self, idx: usize) -> f32 {
        self.each.get(idx).copied().unwrap_or(0.0)
    }

    /// Replaces the height of one; nothing happens behind the last.
    pub(super) fn set(&mut self, idx: usize, height: f32) {
        let Some(slot) = self.each.get_mut(idx) else { return };
        let change = f64::from(height) - f64::from(*slot);
        *slot = height;
        let mut node = idx + 1;
        while let Some(sum) = self.tree.get_mut(node) {
            *sum += change;
            node += lowbit(node);
        }
    }

    /// The sum of the first `count` heights, in points.
    pub(super) fn prefix(&self, count: usize) -> f64 {
        let mut node = count.min(self.each.len());
        let mut sum = 0.0;
        while node > 0 {
            sum += self.tree.get(node).copied().unwrap_or(0.0);
            node -= lowbit(node);
        }
        sum
    }

    /// All heights together, in points.
    pub(super) fn total(&self) -> f64 {
        self.prefix(self.each.len())
    }

    /// Which one lies `y` points below the top, and how far below its own top that is.
    ///
    /// Above the first gives the first; at or below the end gives the last, with the remaining distance.
    pub(super) fn find(&self, y: f64) -> (usize, f64) {
        let mut rest = y.max(0.0);
        let mut node = 0;
        let mut step = self.each.len().checked_next_power_of_two().unwrap_or(0);
        while step > 0 {
            if let Some(sum) = self.tree.get(node + step).filter(|sum| **sum <= rest) {
                rest -= sum;
                node += step;
            }
            step /= 2;
        }
        match self.each.len().checked_sub(1) {
            Some(last) if node > last => (last, rest + f64::from(self.get(last))),
            _ => (node, rest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Heights;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_and_finds_agree_with_adding_one_by_one(
            start in prop::collection::vec(0u16..400, 1..70),
            changes in prop::collection::vec((0usize..70, 0u16..400), 0..60),
            asked in 0u32..30_000,
        ) {
            // Whole numbers, so that both ways of adding give exactly the same sum.
            let mut plain: Vec<f32> = start.iter().map(|height| f32::from(*height)).collect();
            let mut heights = Heights::new(plain.clone());
            for (idx, height) in changes {
                heights.set(idx, f32::from(height));
                if let Some(slot) = plain.get_mut(idx) {
                    *slot = f32::from(height);
                }
            }
            for count in 0..=plain.len() {
                let sum: f64 = plain[..count].iter().copied().map(f64::from).sum();
                prop_assert_eq!(heights.prefix(count), sum);
            }
            let (idx, rest) = heights.find(f64::from(asked));
            let above: f64 = plain[..idx].iter().copied().map(f64::from).sum();
            prop_assert_eq!(above + rest, f64::from(asked));
            let total: f64 = plain.iter().copied().map(f64::from).sum();
            if f64::from(asked) < total {
                prop_assert!(rest < f64::from(plain[idx]), "the found one holds the place");
            } else {
                prop_assert_eq!(idx, plain.len() - 1);
            }
        }
    }

    #[test]
    fn no_heights_give_nothing_and_do_not_fail() {
        let mut heights = Heights::new(Vec::new());
        heights.set(0, 5.0);
        assert_eq!(heights.total(), 0.0);
        assert_eq!(heights.find(12.0), (0, 12.0));
        assert_eq!(heights.len(), 0);
    }
}

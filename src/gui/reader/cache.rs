//! Keeps the values used last, by number and up to a weight, and lets the others go.

use std::collections::HashMap;

#[derive(Debug)]
struct Kept<T> {
    value: T,
    used: u64,
    weight: usize,
}

/// Values by number with their weights and the time of their last use.
#[derive(Debug)]
pub(super) struct Recent<T> {
    kept: HashMap<usize, Kept<T>>,
    limit: usize,
    weight: usize,
    clock: u64,
}

impl<T> Recent<T> {
    /// Keeps values that weigh at most `limit` together.
    pub(super) fn new(limit: usize) -> Self {
        Self { kept: HashMap::new(), limit, weight: 0, clock: 0 }
    }

    /// From now on keeps at most this weight.
    pub(super) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// The value, which counts as used.
    pub(super) fn get(&mut self, number: usize) -> Option<&mut T> {
        self.clock += 1;
        let kept = self.kept.get_mut(&number)?;
        kept.used = self.clock;
        Some(&mut kept.value)
    }

    /// The value, without counting it as used.
    pub(super) fn peek(&self, number: usize) -> Option<&T> {
        self.kept.get(&number).map(|kept| &kept.value)
    }

    /// Keeps a value. When all together weigh too much, those not used for longest go, until a quarter is free.
    pub(super) fn put(&mut self, number: usize, value: T, weight: usize) {
        self.clock += 1;
        let old = self.kept.insert(number, Kept { value, used: self.clock, weight });
        self.weight = self.weight + weight - old.map_or(0, |old| old.weight);
        if self.weight > self.limit {
            self.lighten();
        }
    }

    fn lighten(&mut self) {
        let mut ages: Vec<(u64, usize)> =
            self.kept.values().map(|kept| (kept.used, kept.weight)).collect();
        ages.sort_unstable_by(|one, other| other.cmp(one));
        let mut room = self.limit / 4 * 3;
        let fits = |(used, weight): &(u64, usize)| {
            let rest = room.checked_sub(*weight);
            room = rest.unwrap_or(0);
            rest.map(|_| *used)
        };
        // The value just put always stays, however heavy it is.
        let oldest = ages.iter().map_while(fits).last().unwrap_or(self.clock);
        self.kept.retain(|_, kept| kept.used >= oldest);
        self.weight = self.kept.values().map(|kept| kept.weight).sum();
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.kept.clear();
        self.weight = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::Recent;

    #[test]
    fn what_was_used_last_survives() {
        let mut recent = Recent::new(8);
        for number in 0..8 {
            recent.put(number, number * 10, 1);
        }
        recent.get(0);
        recent.put(8, 80, 1);
        assert_eq!(recent.peek(0), Some(&0), "used again, so it stays");
        assert_eq!(recent.peek(1), None, "the oldest went");
        assert_eq!(recent.peek(8), Some(&80));
    }

    #[test]
    fn one_heavy_value_drives_out_the_rest_but_not_itself() {
        let mut recent = Recent::new(100);
        recent.put(1, 'a', 30);
        recent.put(2, 'b', 30);
        recent.put(3, 'c', 500);
        assert_eq!((recent.peek(1), recent.peek(2), recent.peek(3)), (None, None, Some(&'c')));
        recent.put(4, 'd', 1);
        assert_eq!((recent.peek(3), recent.peek(4)), (None, Some(&'d')));
    }
}

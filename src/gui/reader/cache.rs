//! Keeps the values used last, by number, and lets the others go.

use std::collections::HashMap;

/// Values by number with the time of their last use.
#[derive(Debug)]
pub(super) struct Recent<T> {
    kept: HashMap<usize, (T, u64)>,
    limit: usize,
    clock: u64,
}

impl<T> Recent<T> {
    /// Keeps at most `limit` values.
    pub(super) fn new(limit: usize) -> Self {
        Self { kept: HashMap::with_capacity(limit / 4), limit, clock: 0 }
    }

    /// The value, which counts as used.
    pub(super) fn get(&mut self, number: usize) -> Option<&mut T> {
        self.clock += 1;
        let (value, used) = self.kept.get_mut(&number)?;
        *used = self.clock;
        Some(value)
    }

    /// The value, without counting it as used.
    pub(super) fn peek(&self, number: usize) -> Option<&T> {
        self.kept.get(&number).map(|(value, _)| value)
    }

    /// Keeps a value; the quarter that was not used for longest makes room when there are too many.
    pub(super) fn put(&mut self, number: usize, value: T) {
        self.clock += 1;
        if self.kept.len() >= self.limit && !self.kept.contains_key(&number) {
            let mut times: Vec<u64> = self.kept.values().map(|(_, used)| *used).collect();
            times.sort_unstable();
            let oldest = times.get(self.limit / 4).copied().unwrap_or(0);
            self.kept.retain(|_, (_, used)| *used >= oldest);
        }
        self.kept.insert(number, (value, self.clock));
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.kept.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::Recent;

    #[test]
    fn what_was_used_last_survives() {
        let mut recent = Recent::new(8);
        for number in 0..8 {
            recent.put(number, number * 10);
        }
        recent.get(0);
        recent.put(8, 80);
        assert_eq!(recent.peek(0), Some(&0), "used again, so it stays");
        assert_eq!(recent.peek(1), None, "the oldest went");
        assert_eq!(recent.peek(8), Some(&80));
    }
}

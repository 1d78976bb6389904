//! Tables of which most entries stay as they were made.
//!
//! An index is made in one go when a project is opened, and then follows one edit after another. Put into a tree one by one,
//! its entries take several times as long as it takes to sort them, and more memory than they have themselves.

use super::table::Table;
use std::borrow::Borrow;
use std::sync::Arc;

/// Values by key. What it was made of lies sorted in one piece, which all copies share; what changed since lies beside it.
#[derive(Clone, Debug)]
pub(super) struct Standing<K: Ord, V = ()> {
    made: Arc<Vec<(K, V)>>,
    /// Entries that came since, or have another value; and, as `None`, those of `made` that are gone.
    since: Table<K, Option<V>>,
    n: usize,
}

impl<K: Ord, V> Default for Standing<K, V> {
    fn default() -> Self {
        Self { made: Arc::default(), since: Table::default(), n: 0 }
    }
}

impl<K: Ord + Clone, V: Clone> Standing<K, V> {
    /// Makes a table of these entries, in any order; of several with one key the first stays.
    pub(super) fn of(mut entries: Vec<(K, V)>) -> Self {
        // Most come in runs that are in order already, of which this sort makes use.
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        entries.dedup_by(|(a, _), (b, _)| a == b);
        entries.shrink_to_fit();
        Self { n: entries.len(), made: Arc::new(entries), since: Table::default() }
    }

    fn made<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.made.binary_search_by(|(made, _)| made.borrow().cmp(key)).ok()?;
        self.made.get(at).map(|(_, value)| value)
    }

    pub(super) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        match self.since.get(key) {
            Some(changed) => changed.as_ref(),
            None => self.made(key),
        }
    }

    pub(super) fn contains_key(&self, key: &K) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn len(&self) -> usize {
        self.n
    }

    pub(super) fn insert(&mut self, key: K, value: V) {
        self.n += usize::from(!self.contains_key(&key));
        self.since.insert(key, Some(value));
    }

    pub(super) fn remove(&mut self, key: &K) {
        self.n -= usize::from(self.contains_key(key));
        match self.made(key) {
            Some(_) => self.since.insert(key.clone(), None),
            None => self.since.remove(key),
        };
    }

    /// All keys, rising.
    pub(super) fn keys(&self) -> impl Iterator<Item = &K> {
        let mut made = self.made.iter().map(|(key, _)| key).peekable();
        let mut since = self.since.iter().peekable();
        std::iter::from_fn(move || {
            loop {
                let (changed, _) = match since.peek() {
                    Some(next) => *next,
                    None => return made.next(),
                };
                if let Some(before) = made.next_if(|key| *key < changed) {
                    return Some(before);
                }
                made.next_if(|key| *key == changed);
                if let Some((key, Some(_))) = since.next() {
                    return Some(key);
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Standing;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_holds_what_an_ordinary_table_would(
            made in vec((0u8..24, any::<u8>()), 0..24),
            steps in vec((0u8..24, any::<Option<u8>>()), 0..48),
        ) {
            let mut standing = Standing::of(made.clone());
            // Of several entries the first stays, so the last is put in first.
            let mut table: BTreeMap<u8, u8> = made.into_iter().rev().collect();
            let beginning = (standing.clone(), table.clone());
            for (key, value) in steps {
                match value {
                    Some(value) => {
                        standing.insert(key, value);
                        table.insert(key, value);
                    }
                    None => {
                        standing.remove(&key);
                        table.remove(&key);
                    }
                }
            }
            for (standing, table) in [beginning, (standing, table)] {
                prop_assert!(standing.keys().eq(table.keys()));
                prop_assert_eq!(standing.len(), table.len());
                for key in 0..24 {
                    prop_assert_eq!(standing.get(&key), table.get(&key));
                }
            }
        }
    }
}

//! The maps that hold records.
//!
//! The window hands a copy of all records to the worker at every save, and goes on editing while the worker still holds
//! it. A copy of a [`Table`] or a [`Collection`] shares everything with what it was made of, and a change of either then
//! copies only the few entries that lie beside the changed one, however many there are.

use imbl::ordmap::DiffItem;

/// Records by id, in order.
pub type Table<K, V> = imbl::OrdMap<K, V>;

/// Values in order, each of them once.
pub type Collection<T> = imbl::OrdSet<T>;

/// What became of one record between two states of a table.
#[derive(Debug)]
pub struct Change<'a, K, V> {
    /// Its id.
    pub id: &'a K,
    /// What it was; none where it came.
    pub old: Option<&'a V>,
    /// What it is; none where it went.
    pub new: Option<&'a V>,
}

impl<K, V> Clone for Change<'_, K, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K, V> Copy for Change<'_, K, V> {}

impl<'a, K, V> Change<'a, K, V> {
    /// What there is of both.
    pub fn both(&self) -> impl Iterator<Item = &'a V> + use<'a, K, V> {
        self.old.into_iter().chain(self.new)
    }
}

/// The records that differ between two states of a table, in order. What the two share is passed over without a look, so
/// that this costs as much as there is to tell.
pub fn changes<'a, K: Ord, V: PartialEq>(
    old: &'a Table<K, V>,
    new: &'a Table<K, V>,
) -> impl Iterator<Item = Change<'a, K, V>> {
    let differing = (!old.ptr_eq(new)).then(|| old.diff(new));
    differing.into_iter().flatten().map(|item| match item {
        DiffItem::Add(id, new) => Change { id, old: None, new: Some(new) },
        DiffItem::Update { old: (id, old), new: (_, new) } => {
            Change { id, old: Some(old), new: Some(new) }
        }
        DiffItem::Remove(id, old) => Change { id, old: Some(old), new: None },
    })
}

/// The values that are in one of two states of a collection and not in the other, in order. What the two share is passed over
/// without a look.
pub fn differing<'a, T: Ord>(
    old: &'a Collection<T>,
    new: &'a Collection<T>,
) -> impl Iterator<Item = &'a T> {
    old.diff(new).map(|item| match item {
        imbl::ordset::DiffItem::Add(value) | imbl::ordset::DiffItem::Remove(value) => value,
    })
}

/// Puts a value in its place, or takes away what is there; what was there before comes back.
pub(super) fn swap<K: Ord + Clone, V: Clone>(
    table: &mut Table<K, V>,
    key: K,
    new: Option<V>,
) -> Option<V> {
    match new {
        Some(value) => table.insert(key, value),
        None => table.remove(&key),
    }
}

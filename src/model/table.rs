//! The maps that hold records.
//!
//! The window hands a copy of all records to the worker at every save, and goes on editing while the worker still holds
//! it. A copy of a [`Table`] or a [`Collection`] shares everything with what it was made of, and a change of either then
//! copies only the few entries that lie beside the changed one, however many there are.

/// Records by id, in order.
pub type Table<K, V> = imbl::OrdMap<K, V>;

/// Values in order, each of them once.
pub type Collection<T> = imbl::OrdSet<T>;

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

//! Values that take little room while nobody looks at them.
//!
//! A project has ten thousand articles, and a person looks at one. What is folded away is a few bytes in memory, and is
//! unfolded by whoever asks for it: nothing is read from a disk, nothing has to be waited for, and nothing can be missing.

use std::any::Any;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt::{self, Debug};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// Bytes of values that stay unfolded for each thread although nobody holds them any more: whoever goes from one to the next
/// comes back to what he just left, and a frame asks for the same article a dozen times.
const HELD: usize = 2 << 20;

/// A way to put a value into few bytes.
pub trait Folding<T>: Debug + Send + Sync {
    /// The bytes; `None` where that is not worth while.
    fn fold(&self, value: &T) -> Option<Vec<u8>>;

    /// What was folded into these bytes. `None` where this way did not make them.
    fn unfold(&self, bytes: &[u8]) -> Option<T>;

    /// About how many bytes the value takes when it is unfolded.
    fn weight(&self, bytes: &[u8]) -> usize;
}

/// A value that can be folded away. A copy shares it.
pub struct Foldable<T: 'static> {
    state: Mutex<State<T>>,
}

enum State<T: 'static> {
    Open(Arc<T>),
    Folded { bytes: Arc<[u8]>, how: &'static dyn Folding<T>, open: Weak<T> },
}

impl<T: Send + Sync + 'static> Foldable<T> {
    /// The value, for as long as it is held.
    #[must_use]
    pub fn open(&self) -> Arc<T> {
        let mut state = self.state();
        match &mut *state {
            State::Open(value) => Arc::clone(value),
            State::Folded { bytes, how, open } => open.upgrade().unwrap_or_else(|| {
                let value = Arc::new(unfolded(*how, bytes));
                *open = Arc::downgrade(&value);
                hold(Arc::<T>::clone(&value), how.weight(bytes));
                value
            }),
        }
    }

    /// Folds the value away, where nobody holds it and that is worth while. It is unfolded once for a trial, so that what it
    /// is folded into is the value.
    pub fn fold(&self, how: &'static dyn Folding<T>)
    where
        T: PartialEq,
    {
        let value = match &*self.state() {
            State::Open(value) if Arc::strong_count(value) == 1 => Arc::clone(value),
            _ => return,
        };
        // Nobody has to wait meanwhile: whoever asks for the value has it.
        let Some(bytes) = how.fold(&value) else { return };
        if how.unfold(&bytes).as_ref() != Some(&value) {
            return;
        }
        let mut state = self.state();
        if matches!(&*state, State::Open(now) if Arc::ptr_eq(now, &value)) {
            // Two are here. A value that somebody asked for meanwhile is not to be there twice.
            let is_held = Arc::strong_count(&value) > 2;
            let open = if is_held { Arc::downgrade(&value) } else { Weak::new() };
            *state = State::Folded { bytes: bytes.into(), how, open };
        }
    }

    /// Is it folded away, though somebody may look at it?
    #[must_use]
    pub fn is_folded(&self) -> bool {
        matches!(*self.state(), State::Folded { .. })
    }

    /// The value, to be changed. It is not folded any more, and copies stay as they are.
    pub fn get_mut(&mut self) -> &mut T
    where
        T: Clone,
    {
        let value = self.open();
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        *state = State::Open(value);
        match state {
            State::Open(value) => Arc::make_mut(value),
            State::Folded { .. } => unreachable!("it was opened above"),
        }
    }
}

impl<T> Foldable<T> {
    /// Whoever broke while looking left the value as it was.
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The value that was folded.
#[expect(
    clippy::panic,
    reason = "it was unfolded for a trial; anything else than the value would lose marks"
)]
fn unfolded<T>(how: &dyn Folding<T>, bytes: &[u8]) -> T {
    match how.unfold(bytes) {
        Some(value) => value,
        None => panic!("{how:?} cannot unfold what it folded: the memory is broken"),
    }
}

/// What was unfolded of late, with its weight.
struct Held {
    values: VecDeque<(Arc<dyn Any + Send + Sync>, usize)>,
    weight: usize,
}

thread_local! {
    /// Each thread lets go what it unfolded itself: it has the memory at hand, and waits for nobody.
    static LATELY: RefCell<Held> = const { RefCell::new(Held { values: VecDeque::new(), weight: 0 }) };
}

/// Holds a value until others have come behind it.
fn hold(value: Arc<dyn Any + Send + Sync>, weight: usize) {
    if weight > HELD {
        return;
    }
    let let_go = LATELY.with_borrow_mut(|held| {
        held.weight += weight;
        held.values.push_back((value, weight));
        let mut let_go = Vec::new();
        while held.weight > HELD
            && let Some((oldest, weight)) = held.values.pop_front()
        {
            held.weight -= weight;
            let_go.push(oldest);
        }
        let_go
    });
    // What goes may hold others that are folded.
    drop(let_go);
}

impl<T> From<T> for Foldable<T> {
    fn from(value: T) -> Self {
        Self { state: Mutex::new(State::Open(Arc::new(value))) }
    }
}

impl<T: Default> Default for Foldable<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T> Clone for Foldable<T> {
    fn clone(&self) -> Self {
        let state = self.state();
        let state = match &*state {
            State::Open(value) => State::Open(Arc::clone(value)),
            State::Folded { bytes, how, open } => {
                State::Folded { bytes: Arc::clone(bytes), how: *how, open: Weak::clone(open) }
            }
        };
        Self { state: Mutex::new(state) }
    }
}

impl<T: PartialEq + Send + Sync> PartialEq for Foldable<T> {
    fn eq(&self, other: &Self) -> bool {
        let bytes = |one: &Self| match &*one.state() {
            State::Folded { bytes, .. } => Some(Arc::clone(bytes)),
            State::Open(_) => None,
        };
        // Equal bytes are one value; of one value there may be several.
        let is_same = std::ptr::eq(self, other)
            || bytes(self).is_some_and(|own| bytes(other).is_some_and(|others| own == others));
        is_same || {
            let [own, other] = [self, other].map(Self::open);
            Arc::ptr_eq(&own, &other) || own == other
        }
    }
}

impl<T: Eq + Send + Sync> Eq for Foldable<T> {}

impl<T: Debug + Send + Sync> Debug for Foldable<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.open().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Foldable, Folding, HELD};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static LIVING: AtomicUsize = AtomicUsize::new(0);

    /// A value of which is known how many there are.
    #[derive(Debug, PartialEq, Eq)]
    struct Counted(u32);

    impl Counted {
        fn new(number: u32) -> Self {
            LIVING.fetch_add(1, Ordering::Relaxed);
            Self(number)
        }
    }

    impl Clone for Counted {
        fn clone(&self) -> Self {
            Self::new(self.0)
        }
    }

    impl Drop for Counted {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::Relaxed);
        }
    }

    const HEAVY: usize = 100_000;

    #[derive(Debug)]
    struct Number;

    impl Folding<Counted> for Number {
        fn fold(&self, value: &Counted) -> Option<Vec<u8>> {
            (value.0 != 0).then(|| value.0.to_le_bytes().to_vec())
        }

        fn unfold(&self, bytes: &[u8]) -> Option<Counted> {
            Some(Counted::new(u32::from_le_bytes(bytes.try_into().ok()?)))
        }

        fn weight(&self, _: &[u8]) -> usize {
            HEAVY
        }
    }

    /// Loses what it was given.
    #[derive(Debug)]
    struct Lossy;

    impl Folding<String> for Lossy {
        fn fold(&self, value: &String) -> Option<Vec<u8>> {
            Some(value.chars().take(3).collect::<String>().into_bytes())
        }

        fn unfold(&self, bytes: &[u8]) -> Option<String> {
            String::from_utf8(bytes.to_vec()).ok()
        }

        fn weight(&self, bytes: &[u8]) -> usize {
            bytes.len()
        }
    }

    #[test]
    fn of_what_is_folded_as_much_is_unfolded_as_is_held_and_a_little_more() {
        let values: Vec<Foldable<Counted>> = (1..=500).map(|n| Counted::new(n).into()).collect();
        let held = values[7].open();
        values.iter().for_each(|value| value.fold(&Number));
        assert!(!values[7].is_folded(), "somebody looks at it");
        assert_eq!(LIVING.load(Ordering::Relaxed), 1);
        for (value, number) in values.iter().zip(1..) {
            assert_eq!(value.open().0, number);
            assert!(Arc::ptr_eq(&value.open(), &value.open()), "it was unfolded twice");
        }
        assert!(LIVING.load(Ordering::Relaxed) <= HELD / HEAVY + 1);
        drop(held);
        let zero = Foldable::from(Counted::new(0));
        zero.fold(&Number);
        assert!(!zero.is_folded(), "that is not worth while");
    }

    #[test]
    fn what_is_changed_is_changed_in_one_copy_alone() {
        let word = |word: &str| Foldable::from(word.to_owned());
        let mut own = word("a");
        own.fold(&Lossy);
        assert!(own.is_folded());
        let copy = own.clone();
        own.get_mut().push('b');
        assert!(!own.is_folded() && copy.is_folded());
        assert_eq!([&*own.open(), &*copy.open()], ["ab", "a"]);
        assert!(copy == word("a") && own == word("ab") && own != copy);
        copy.fold(&Lossy);
        own.fold(&Lossy);
        assert!(own == word("ab") && own != copy && own == own.clone());
    }

    #[test]
    fn a_way_that_loses_anything_is_not_gone() {
        let long = Foldable::from("quay".to_owned());
        long.fold(&Lossy);
        assert!(!long.is_folded());
        assert_eq!(*long.open(), "quay");
    }
}

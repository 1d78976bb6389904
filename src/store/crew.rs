//! Many files at once: reading keeps every core busy, writing lets the disk make many files last in one go.

use super::error::StoreError;
use crate::export::Crew;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Threads that wait for the disk at the same time: it gathers what is asked of it together into one flush.
const WAITING: usize = 16;

/// Threads for work that keeps a core busy.
#[must_use]
pub fn n_cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Runs of items in their order, at most so long, and so short that every core has several of them to do.
pub(super) fn runs<T>(items: &[T], longest: usize) -> Vec<&[T]> {
    items.chunks((items.len() / (4 * n_cores())).clamp(1, longest)).collect()
}

/// Does the work for every item, at most `n_threads` at a time; the results are in the order of the items.
pub fn each<T: Sync, R: Send>(
    items: &[T],
    n_threads: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    each_beside(items, n_threads, work, || {})
}

/// The same, while the caller does something of its own first.
fn each_beside<T: Sync, R: Send>(
    items: &[T],
    n_threads: usize,
    work: impl Fn(&T) -> R + Sync,
    own: impl FnOnce(),
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take_turns = || {
        let mut done = Vec::new();
        loop {
            let turn = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(turn) else { return done };
            done.push((turn, work(item)));
        }
    };
    let mut done = thread::scope(|scope| {
        // A thread that cannot be had leaves more to the others.
        let others: Vec<_> = (1..n_threads.min(items.len()))
            .filter_map(|_| {
                thread::Builder::new().name("disk".into()).spawn_scoped(scope, take_turns).ok()
            })
            .collect();
        own();
        let mut done = take_turns();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(turn, _)| *turn);
    done.into_iter().map(|(_, result)| result).collect()
}

/// As many threads as there are cores, for rooms that start none.
#[derive(Clone, Copy, Debug)]
pub struct Cores;

impl Crew for Cores {
    fn each(&self, n: usize, work: &(dyn Fn(usize) + Sync)) {
        let numbers: Vec<usize> = (0..n).collect();
        each(&numbers, n_cores(), |number| work(*number));
    }

    fn each_beside(&self, n: usize, work: &(dyn Fn(usize) + Sync), own: &mut dyn FnMut()) {
        let numbers: Vec<usize> = (0..n).collect();
        each_beside(&numbers, n_cores(), |number| work(*number), own);
    }
}

/// Asks about each of so many parts, on every core; are all answers yes?
pub(super) fn all(n_parts: usize, is_so: &(dyn Fn(usize) -> bool + Sync)) -> bool {
    let parts: Vec<usize> = (0..n_parts).collect();
    each(&parts, n_cores(), |part| is_so(*part)).into_iter().all(|is_so| is_so)
}

/// Writes every item; the first error ends up as the result, when all have been tried.
pub(super) fn each_written<T: Sync, R: Send>(
    items: &[T],
    write: impl Fn(&T) -> Result<R, StoreError> + Sync,
) -> Result<Vec<R>, StoreError> {
    each(items, WAITING, write).into_iter().collect()
}

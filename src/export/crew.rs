//! Work on several texts at once. This room starts no thread: whoever calls it lends it some.

use super::{ExportError, Selected, Watch, report};
use crate::model::Article;
use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many articles are written by one of them in one go.
const ARTICLES: usize = 16;

/// So many goes are in memory until what was written is put out.
const GOES: usize = 16;

/// Those who work.
pub trait Crew: Sync {
    /// Does the work for every number below `n`, in any order; returns when all of it is done.
    fn each(&self, n: usize, work: &(dyn Fn(usize) + Sync));

    /// The same, while the caller does something of its own first.
    fn each_beside(&self, n: usize, work: &(dyn Fn(usize) + Sync), own: &mut dyn FnMut()) {
        own();
        self.each(n, work);
    }
}

/// Nobody but the caller.
#[derive(Clone, Copy, Debug)]
pub struct Alone;

impl Crew for Alone {
    fn each(&self, n: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..n).for_each(work);
    }
}

/// What comes of the work, in the order of the numbers.
pub fn done_by<R: Send + Sync>(
    crew: &dyn Crew,
    n: usize,
    work: impl Fn(usize) -> R + Sync,
) -> Vec<R> {
    done_beside(crew, n, work, &mut || {})
}

/// The same, while the caller does something of its own first.
pub fn done_beside<R: Send + Sync>(
    crew: &dyn Crew,
    n: usize,
    work: impl Fn(usize) -> R + Sync,
    own: &mut dyn FnMut(),
) -> Vec<R> {
    let done: Vec<OnceLock<R>> = (0..n).map(|_| OnceLock::new()).collect();
    let one = |number: usize| {
        if let Some(place) = done.get(number) {
            place.get_or_init(|| work(number));
        }
    };
    crew.each_beside(n, &one, own);
    done.into_iter().filter_map(OnceLock::into_inner).collect()
}

/// Puts out what is written of each article, in the order of their ids.
pub(super) fn in_order(
    selected: &Selected<'_>,
    crew: &dyn Crew,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
    write: impl Fn(&Article, &mut Vec<u8>) -> Result<(), ExportError> + Sync,
) -> Result<(), ExportError> {
    let articles: Vec<&Article> = selected.articles().map(|article| &**article).collect();
    let mut done = 0;
    let mut waiting: Vec<Vec<u8>> = Vec::new();
    // As much room as one go has taken so far.
    let room = AtomicUsize::new(0);
    for batch in articles.chunks(ARTICLES * GOES) {
        let goes: Vec<&[&Article]> = batch.chunks(ARTICLES).collect();
        let one = |number: usize| {
            let mut written = Vec::with_capacity(room.load(Ordering::Relaxed));
            for article in goes.get(number).copied().unwrap_or_default() {
                write(article, &mut written)?;
            }
            room.fetch_max(written.len(), Ordering::Relaxed);
            Ok::<_, ExportError>(written)
        };
        // What the batch before has written is put out while others go on.
        let mut put = Ok(());
        let mut put_out =
            || put = waiting.drain(..).try_for_each(|written| out.write_all(&written));
        let written = done_beside(crew, goes.len(), one, &mut put_out);
        put?;
        waiting = written.into_iter().collect::<Result<_, _>>()?;
        for _ in batch {
            done += 1;
            report(watch, done)?;
        }
    }
    Ok(waiting.iter().try_for_each(|written| out.write_all(written))?)
}

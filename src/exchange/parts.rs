//! What goes out a few texts at a time: the texts one by one, a few of them as a set of their own, and what is lost of all.

use super::common::Common;
use super::fault::ExchangeError;
use super::loss::{Balance, Loss};
use super::set::{Document, Set};
use super::{Format, SetFormat};
use crate::export::{Crew, ExportError, Watch, done_by};
use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

/// So many texts make a set of their own: enough to be worth the files that all have in common, few enough to stay in the
/// cache of a core.
const TEXTS: usize = 16;

/// So many of these sets are worked on until it is looked whether to go on.
const SETS: usize = 16;

/// Documents that go out, in the order of their names.
pub(super) trait Documents: Sync {
    fn n_documents(&self) -> usize;

    /// One of them by its number; an empty one where there is none.
    fn document(&self, number: usize) -> Document;

    /// The set without its documents.
    fn frame(&self) -> Set;
}

/// A sorted set.
impl Documents for Set {
    fn n_documents(&self) -> usize {
        self.documents.len()
    }

    fn document(&self, number: usize) -> Document {
        let mut document = self.documents.get(number).cloned().unwrap_or_default();
        document.original.clear();
        document
    }

    fn frame(&self) -> Self {
        let (title, records) = (self.title.clone(), self.records.clone());
        Self { title, records, leaves_texts: self.leaves_texts, ..Self::default() }
    }
}

/// Numbers of documents: a few for each set, and some sets for each batch.
pub(super) fn batches(n: usize) -> Vec<Vec<Range<usize>>> {
    let parts: Vec<Range<usize>> =
        (0..n).step_by(TEXTS).map(|start| start..(start + TEXTS).min(n)).collect();
    parts.chunks(SETS).map(<[_]>::to_vec).collect()
}

/// A few texts as they go out, and what they say.
pub(super) struct Part {
    pub(super) set: Set,
    pub(super) common: Common,
    pub(super) balance: Balance,
}

impl Part {
    pub(super) fn of(format: &SetFormat, out: &dyn Documents, range: Range<usize>) -> Self {
        let (set, balance) = fitted(format, out, range);
        Self { common: Common::of(&set), set, balance }
    }
}

fn fitted(format: &SetFormat, out: &dyn Documents, range: Range<usize>) -> (Set, Balance) {
    let start = range.start;
    let documents = range.map(|number| out.document(number)).collect();
    let before = Set { documents, ..Set::default() };
    let mut set = before.clone();
    format.fit_to(&mut set);
    let mut balance = Balance::new(format.holds.never());
    balance.documents(start, &before.documents, &set.documents);
    (set, balance)
}

/// What the format does not hold beside the texts.
pub(super) fn frame_balance(format: &Format, set_format: &SetFormat, frame: &Set) -> Balance {
    let mut balance = Balance::new(set_format.holds.never());
    balance.frames(frame, &format.fitted(frame.clone()).0);
    balance
}

/// What of the documents is lost, once all of them are in the balance.
pub(super) fn loss_of(balance: Balance, out: &dyn Documents) -> Loss {
    balance.loss(&|number| (number < out.n_documents()).then(|| Cow::Owned(out.document(number))))
}

/// What a format that is written text by text does not hold of all documents.
pub(super) fn loss_by_parts(
    format: &Format,
    set_format: &SetFormat,
    out: &dyn Documents,
    crew: &dyn Crew,
    watch: &mut Watch<'_>,
) -> Result<Loss, ExchangeError> {
    let mut balance = frame_balance(format, set_format, &out.frame());
    let mut done = 0;
    for batch in batches(out.n_documents()) {
        let lost = done_by(crew, batch.len(), |number| {
            fitted(set_format, out, batch.get(number).cloned().unwrap_or_default()).1
        });
        lost.into_iter().for_each(|lost| balance.merge(lost));
        done += batch.iter().map(ExactSizeIterator::len).sum::<usize>();
        report(done, watch)?;
    }
    Ok(loss_of(balance, out))
}

/// Tells the watcher how many texts are through, and obeys.
pub(super) fn report(done: usize, watch: &mut Watch<'_>) -> Result<(), ExchangeError> {
    match watch(done) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ExportError::Stopped.into()),
    }
}

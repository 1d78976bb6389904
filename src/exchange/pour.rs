//! Exports of any size: a project goes out a few texts at a time, on as many cores as there are, onto a shelf that keeps what
//! is written somewhere else. Only some of its texts are in memory, and an index of labels, counts and hashes.
//!
//! Each few are written as a set of their own, read back and compared, and what was written is joined, while the next few
//! are worked on. What no text knows by itself (which labels there are, how many marks come before) is gathered on the way.
//! What comes of it is what [`Format::pack`] makes of the whole set.

use super::common::Common;
use super::fault::{ExchangeError, File, Parcel};
use super::fit::file_name;
use super::loss::Balance;
use super::outgoing::Outgoing;
use super::proof::{Delivered, Delivery, Read, first_difference};
use super::set::Set;
use super::shelf::{Joining, Joint, Listed, Shelf, put, put_all};
use super::way::TextWriter;
use super::{Format, SetFormat, Way, Writing};
use crate::export::{Crew, ExportError, Selected, Watch, done_by};
use crate::text::Unit;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, Range};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many texts make a set of their own: enough to be worth the files that all have in common, few enough to stay in the
/// cache of a core.
const TEXTS: usize = 16;

/// So many of these sets are worked on until it is looked whether to go on.
const SETS: usize = 16;

impl Format {
    /// Writes what was selected of a project onto a shelf, read back and compared, a few texts at a time where the format
    /// is written text by text. What is there in the end is whole, and nobody has seen it yet.
    ///
    /// # Errors
    /// As [`Self::pack_project`], and when the shelf takes no more.
    pub fn pour(
        &self,
        selected: &Selected<'_>,
        asked: Option<Unit>,
        crew: &dyn Crew,
        shelf: &dyn Shelf,
        watch: &mut Watch<'_>,
    ) -> Result<Delivery, ExchangeError> {
        let whole = |watch: &mut Watch<'_>| {
            self.pack_project_by(selected, asked, crew, watch)?.put(crew, shelf)
        };
        let Way::Set(set_format) = self.way else { return whole(watch) };
        let Writing::ByText { write, joint } = set_format.write else { return whole(watch) };
        let out = Outgoing::of(selected);
        let leaves_texts = selected.extras().leaves_texts;
        if out.n_documents() == 0 || leaves_texts || !has_plain_names(selected) {
            return whole(watch);
        }
        let unit = self.unit(asked)?;
        let by = annotators(selected);
        let pouring =
            Pouring { format: self, set_format, out, crew, by, unit, write, joint, shelf };
        if let Some(poured) = pouring.pour(watch)? {
            return Ok(poured);
        }
        shelf.clear().map_err(ExportError::from)?;
        whole(watch)
    }
}

/// May every article's file be called by its id?
fn has_plain_names(selected: &Selected<'_>) -> bool {
    selected.articles().all(|article| {
        let id = article.id().as_str();
        file_name(id) == id && id.to_lowercase() == id
    })
}

/// Those who marked anything.
fn annotators(selected: &Selected<'_>) -> BTreeSet<String> {
    let layers = selected.articles().flat_map(|article| selected.layers(article.id()));
    let mut by = BTreeSet::new();
    for layer in layers {
        let id = layer.id().annotator.as_str();
        let has_marked = || {
            !layer.remarks().is_empty()
                || !layer.no_statement().is_empty()
                || selected.statements(layer).next().is_some()
        };
        if !by.contains(id) && has_marked() {
            by.insert(id.to_owned());
        }
    }
    by
}

struct Pouring<'a> {
    format: &'a Format,
    set_format: SetFormat,
    out: Outgoing<'a>,
    crew: &'a dyn Crew,
    /// Those who marked anything, as far as can be seen before it is written.
    by: BTreeSet<String>,
    unit: Unit,
    write: TextWriter,
    joint: fn(&str) -> Joint,
    shelf: &'a dyn Shelf,
}

/// A few texts, and what they say.
struct Part {
    set: Set,
    common: Common,
    balance: Balance,
}

/// A few texts that are written.
struct Poured {
    common: Common,
    balance: Balance,
    written: Written,
}

/// What a few texts were written as.
#[derive(Default)]
struct Written {
    /// Files that are on the shelf.
    listed: Vec<Listed>,
    /// Pieces of files that go on behind them.
    pieces: Vec<File>,
    texts: Vec<Delivered>,
}

impl Pouring<'_> {
    /// The texts by number, a few for each set, and some sets for each batch.
    fn batches(&self) -> Vec<Vec<Range<usize>>> {
        let n = self.out.n_documents();
        let parts: Vec<Range<usize>> =
            (0..n).step_by(TEXTS).map(|start| start..(start + TEXTS).min(n)).collect();
        parts.chunks(SETS).map(<[_]>::to_vec).collect()
    }

    /// A few texts as they go out.
    fn part(&self, range: Range<usize>) -> Part {
        let start = range.start;
        let documents = range.map(|number| self.out.document(number)).collect();
        let before = Set { documents, ..Set::default() };
        let mut set = before.clone();
        self.set_format.fit_to(&mut set);
        let mut balance = Balance::new(self.set_format.holds.never());
        balance.documents(start, &before.documents, &set.documents);
        Part { common: Common::of(&set), set, balance }
    }

    fn parts(&self, batch: &[Range<usize>]) -> Vec<Part> {
        done_by(self.crew, batch.len(), |number| {
            self.part(batch.get(number).cloned().unwrap_or_default())
        })
    }

    /// How many marks come before the first of each annotator: where several number theirs one after the other, those of
    /// all before have to be counted.
    fn first_numbers(
        &self,
        watch: &mut Watch<'_>,
    ) -> Result<BTreeMap<String, usize>, ExchangeError> {
        let mut common = Common::default();
        if self.set_format.numbers_marks && self.by.len() > 1 {
            for batch in self.batches() {
                self.parts(&batch).into_iter().for_each(|part| common.merge(part.common));
                report(0, watch)?;
            }
        }
        Ok(common.first_numbers())
    }

    /// The parts of a batch, each with what it has in common with all, where the marks of one are numbered behind those of
    /// another; else nothing, and each is made when it is written.
    fn numbered(
        &self,
        batch: &[Range<usize>],
        numbers: &mut BTreeMap<String, usize>,
    ) -> Vec<Mutex<Option<(Part, Common)>>> {
        if !self.set_format.numbers_marks {
            return Vec::new();
        }
        let with_numbers = |part: Part| {
            let common = part.common.clone().among(&self.by, numbers.clone());
            part.common.number(numbers);
            Mutex::new(Some((part, common)))
        };
        self.parts(batch).into_iter().map(with_numbers).collect()
    }

    /// None where somebody marked something of whom it was not seen, or the other way round.
    fn pour(&self, watch: &mut Watch<'_>) -> Result<Option<Delivery>, ExchangeError> {
        let mut numbers = self.first_numbers(watch)?;
        let mut common = Common::default();
        let mut balance = Balance::new(self.set_format.holds.never());
        let frame = self.out.frame();
        balance.frames(&frame, &self.format.fitted(frame.clone()).0);
        let joining = Mutex::new(Joining::new(self.shelf, self.joint));
        let (mut listed, mut pieces) = (Vec::new(), Vec::new());
        let mut texts = Vec::with_capacity(self.out.n_documents());
        for batch in self.batches() {
            let numbered = self.numbered(&batch, &mut numbers);
            // What the batch before has written is put out by one while the others go on.
            let done = done_by(self.crew, 1 + batch.len(), |turn| match turn.checked_sub(1) {
                None => {
                    pieces.iter().try_for_each(|file| held(&joining).add(file))?;
                    Ok(None)
                }
                Some(at) => {
                    let ready = numbered.get(at).and_then(|one| held(one).take());
                    self.poured(batch.get(at).cloned().unwrap_or_default(), ready).map(Some)
                }
            });
            pieces = Vec::new();
            for poured in done {
                let Some(poured) = poured? else { continue };
                let Written { listed: whole, pieces: more, texts: told } = poured.written;
                listed.extend(whole);
                pieces.extend(more);
                texts.extend(told);
                common.merge(poured.common);
                balance.merge(poured.balance);
            }
            if !common.is_within(&self.by) {
                return Ok(None);
            }
            report(texts.len(), watch)?;
        }
        if !common.is_by(&self.by) {
            return Ok(None);
        }
        let mut joining = joining.into_inner().unwrap_or_else(PoisonError::into_inner);
        pieces.iter().try_for_each(|file| joining.add(file))?;
        listed.extend(joining.end()?);
        listed.extend(self.commons(&common)?);
        listed.sort_by(|a, b| a.path.cmp(&b.path));
        let loss = balance.loss(&|number| {
            (number < self.out.n_documents()).then(|| Cow::Owned(self.out.document(number)))
        });
        Ok(Some(Delivery { files: listed, loss, texts, unit: self.unit, is_read_back: true }))
    }

    /// The files that say what all texts have in common.
    fn commons(&self, common: &Common) -> Result<Vec<Listed>, ExportError> {
        let mut last = Parcel::default();
        (self.write)(&Set::default(), common, self.unit, &mut last)?;
        let mut files = last.0;
        files.retain(|file| (self.joint)(&file.path) == Joint::Common);
        put_all(self.shelf, &files, self.crew)
    }

    /// Makes a few texts where they are not `ready`, writes them as a set of their own, and reads them back.
    fn poured(
        &self,
        range: Range<usize>,
        ready: Option<(Part, Common)>,
    ) -> Result<Poured, ExchangeError> {
        let (part, common) = ready.unwrap_or_else(|| {
            let part = self.part(range);
            let common = part.common.clone().among(&self.by, BTreeMap::new());
            (part, common)
        });
        let mut parcel = Parcel::default();
        (self.write)(&part.set, &common, self.unit, &mut parcel)?;
        let Read { set: back, faults } = self.format.read_as(&parcel.0, self.unit)?;
        if let Some(fault) = faults.first() {
            return Err(ExchangeError::Proof(fault.to_string()));
        }
        if let Some(what) = first_difference(&part.set, &back) {
            return Err(ExchangeError::Proof(what));
        }
        let mut written = Written::default();
        written.texts.extend(part.set.documents.iter().map(Delivered::of));
        for file in parcel.0 {
            match (self.joint)(&file.path) {
                Joint::Common => {}
                Joint::Own => written.listed.push(put(self.shelf, &file)?),
                Joint::Lines | Joint::Array => written.pieces.push(file),
            }
        }
        Ok(Poured { common: part.common, balance: part.balance, written })
    }
}

/// What is shared by those who work; one who broke down while holding it leaves it as it is.
fn held<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn report(done: usize, watch: &mut Watch<'_>) -> Result<(), ExchangeError> {
    match watch(done) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ExportError::Stopped.into()),
    }
}

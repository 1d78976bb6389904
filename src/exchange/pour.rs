//! Exports of any size: a project goes out a few texts at a time, on as many cores as there are. Besides what was written
//! only some of its texts are in memory, and an index of labels, counts and hashes.
//!
//! Each few are written as a set of their own, read back and compared, and what was written is joined. What no text knows
//! by itself (which labels there are, how many marks come before) is gathered on the way. What comes of it is what
//! [`Format::pack`] makes of the whole set.

use super::common::Common;
use super::fault::{ExchangeError, File, Parcel};
use super::fit::file_name;
use super::loss::Balance;
use super::outgoing::Outgoing;
use super::proof::{Delivered, Delivery, Read, first_difference};
use super::set::Set;
use super::way::TextWriter;
use super::{Format, SetFormat, Way, Writing};
use crate::export::{Crew, ExportError, Selected, Watch, done_by};
use crate::text::Unit;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::{ControlFlow, Range};

/// So many texts make a set of their own: enough to be worth the files that all have in common, few enough to stay in the
/// cache of a core.
const TEXTS: usize = 16;

/// So many of these sets are worked on until it is looked whether to go on.
const SETS: usize = 16;

/// How a file of the whole set comes of those of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// It says what they have in common, and is written last.
    Common,
    /// One behind the other.
    Lines,
    /// One array of JSON, a member a line.
    Array,
}

impl Format {
    /// Writes what was selected of a project, reads it back and compares it, a few texts at a time where the format is
    /// written text by text.
    ///
    /// # Errors
    /// As [`Self::pack_project`].
    pub fn pour(
        &self,
        selected: &Selected<'_>,
        asked: Option<Unit>,
        crew: &dyn Crew,
        watch: &mut Watch<'_>,
    ) -> Result<Delivery, ExchangeError> {
        let whole = |watch: &mut Watch<'_>| {
            Ok(Delivery::from(self.pack_project_by(selected, asked, crew, watch)?))
        };
        let Way::Set(format) = self.way else { return whole(watch) };
        let Writing::ByText { write, joint } = format.write else { return whole(watch) };
        let out = Outgoing::of(selected);
        let leaves_texts = selected.extras().leaves_texts;
        if out.n_documents() == 0 || leaves_texts || !has_plain_names(selected) {
            return whole(watch);
        }
        let unit = self.unit(asked)?;
        let by = annotators(selected);
        let pouring = Pouring { format: self, set_format: format, out, crew, by };
        let numbers = pouring.first_numbers(watch)?;
        match pouring.pour(numbers, unit, write, joint, watch)? {
            Some(poured) => Ok(poured),
            None => whole(watch),
        }
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
}

/// A few texts, and what they say.
struct Part {
    set: Set,
    common: Common,
    balance: Balance,
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

    /// None where somebody marked something of whom it was not seen, or the other way round.
    fn pour(
        &self,
        mut numbers: BTreeMap<String, usize>,
        unit: Unit,
        write: TextWriter,
        joint: fn(&str) -> Joint,
        watch: &mut Watch<'_>,
    ) -> Result<Option<Delivery>, ExchangeError> {
        let mut common = Common::default();
        let mut balance = Balance::new(self.set_format.holds.never());
        let frame = self.out.frame();
        balance.frames(&frame, &self.format.fitted(frame.clone()).0);
        let mut joining = Joining::default();
        let mut texts = Vec::with_capacity(self.out.n_documents());
        for batch in self.batches() {
            let parts = self.parts(&batch);
            let mut commons = Vec::with_capacity(parts.len());
            for part in &parts {
                commons.push(part.common.clone().among(&self.by, numbers.clone()));
                part.common.number(&mut numbers);
            }
            let written = done_by(self.crew, parts.len(), |at| {
                let (Some(part), Some(common)) = (parts.get(at), commons.get(at)) else {
                    return Ok(Written::default());
                };
                self.write(&part.set, unit, &|out| write(&part.set, common, unit, out))
            });
            for written in written {
                let Written { files, texts: told } = written?;
                files.into_iter().for_each(|file| joining.add(file, joint));
                texts.extend(told);
            }
            for part in parts {
                common.merge(part.common);
                balance.merge(part.balance);
            }
            report(texts.len(), watch)?;
        }
        if !common.is_by(&self.by) {
            return Ok(None);
        }
        let mut last = Parcel::default();
        write(&Set::default(), &common, unit, &mut last)?;
        let common = last.0.into_iter().filter(|file| joint(&file.path) == Joint::Common);
        common.for_each(|file| joining.replace(file));
        let loss = balance.loss(&|number| {
            (number < self.out.n_documents()).then(|| Cow::Owned(self.out.document(number)))
        });
        Ok(Some(Delivery { files: joining.files, loss, texts, unit, is_read_back: true }))
    }

    /// Writes a few texts as a set of their own, and reads them back.
    fn write(
        &self,
        set: &Set,
        unit: Unit,
        write: &dyn Fn(&mut Parcel) -> Result<(), ExportError>,
    ) -> Result<Written, ExchangeError> {
        let mut parcel = Parcel::default();
        write(&mut parcel)?;
        let Read { set: back, faults } = self.format.read_as(&parcel.0, unit)?;
        if let Some(fault) = faults.first() {
            return Err(ExchangeError::Proof(fault.to_string()));
        }
        if let Some(what) = first_difference(set, &back) {
            return Err(ExchangeError::Proof(what));
        }
        let texts = set.documents.iter().map(Delivered::of).collect();
        Ok(Written { files: parcel.0, texts })
    }
}

/// What a few texts were written as.
#[derive(Default)]
struct Written {
    files: Vec<File>,
    texts: Vec<Delivered>,
}

fn report(done: usize, watch: &mut Watch<'_>) -> Result<(), ExchangeError> {
    match watch(done) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ExportError::Stopped.into()),
    }
}

/// The files of the whole set as they come to be.
#[derive(Default)]
struct Joining {
    files: Vec<File>,
    by_path: HashMap<String, usize>,
}

/// What an array begins and ends with.
const OPEN: &[u8] = b"[\n";
const CLOSE: &[u8] = b"\n]\n";

impl Joining {
    fn replace(&mut self, file: File) {
        match self.by_path.get(&file.path).and_then(|at| self.files.get_mut(*at)) {
            Some(there) => *there = file,
            None => self.files.push(file),
        }
    }

    fn add(&mut self, file: File, joint: fn(&str) -> Joint) {
        let there = self.by_path.get(&file.path).and_then(|at| self.files.get_mut(*at));
        let Some(whole) = there else {
            self.by_path.insert(file.path.clone(), self.files.len());
            return self.files.push(file);
        };
        match joint(&file.path) {
            Joint::Common => {}
            Joint::Lines => whole.bytes.extend(file.bytes),
            Joint::Array => {
                let members = file.bytes.strip_prefix(OPEN).unwrap_or(&file.bytes);
                whole.bytes.truncate(whole.bytes.len().saturating_sub(CLOSE.len()));
                whole.bytes.extend(b",\n");
                whole.bytes.extend(members);
            }
        }
    }
}

//! Exports of any size: a project goes out a few texts at a time, on as many cores as there are. Besides what was written
//! only these few texts are in memory, and an index of labels, counts and hashes.
//!
//! It goes over the texts twice. The first time all is counted that no text knows by itself: what the format does not hold,
//! which labels there are, how many marks come before. The second time each few are written as a set of their own, read
//! back and compared, and what was written is joined. What comes of it is what [`Format::pack`] makes of the whole set.

use super::common::Common;
use super::fault::{ExchangeError, File, Parcel};
use super::fit::file_name;
use super::loss::{Balance, Loss};
use super::outgoing::Outgoing;
use super::proof::{Delivered, Delivery, Read, first_difference};
use super::set::Set;
use super::{Format, SetFormat, Way, Writing};
use crate::export::{Crew, ExportError, Selected, Watch, done_by};
use crate::text::Unit;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::{ControlFlow, Range};

/// So many texts make a set of their own: enough to be worth the files that all have in common, few enough to stay in the
/// cache of a core.
const TEXTS: usize = 16;

/// So many of these sets are worked on until it is looked whether to go on.
const SETS: usize = 16;

/// How a file of the whole set comes of those of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// All parts have the same.
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
        let out = Outgoing::of(selected);
        let format = match self.way {
            Way::Set(format) if out.n_documents() > 0 && has_plain_names(selected) => format,
            _ => return Ok(self.pack_project_by(selected, asked, crew, watch)?.into()),
        };
        let Writing::ByText { write, joint } = format.write else {
            return Ok(self.pack_project_by(selected, asked, crew, watch)?.into());
        };
        let unit = self.unit(asked)?;
        let pouring = Pouring { format: self, set_format: format, out, crew };
        let Survey { common, balance, texts } = pouring.survey(watch)?;
        let mut joining = Joining::default();
        let mut starts = common.first_numbers();
        let (counts, mut done) = (&texts.counts, 0);
        for batch in pouring.batches() {
            let parts: Vec<(Range<usize>, BTreeMap<String, usize>)> = batch
                .into_iter()
                .map(|range| {
                    let start = starts.clone();
                    for (by, n) in counts.get(range.clone()).into_iter().flatten().flatten() {
                        *starts.entry(by.clone()).or_default() += n;
                    }
                    (range, start)
                })
                .collect();
            let written = done_by(crew, parts.len(), |number| {
                let (range, start) = parts.get(number).cloned().unwrap_or_default();
                let common = common.starting(start);
                pouring.write(range, unit, &|set, out| write(set, &common, unit, out))
            });
            for files in written {
                files?.into_iter().for_each(|file| joining.add(file, joint));
            }
            done += parts.iter().map(|(range, _)| range.len()).sum::<usize>();
            pouring.report(pouring.out.n_documents() + done, watch)?;
        }
        let loss = pouring.loss(balance);
        Ok(Delivery { files: joining.files, loss, texts: texts.told, unit, is_read_back: true })
    }
}

/// May every article's file be called by its id?
fn has_plain_names(selected: &Selected<'_>) -> bool {
    selected.articles().all(|article| {
        let id = article.id().as_str();
        file_name(id) == id && id.to_lowercase() == id
    })
}

struct Pouring<'a> {
    format: &'a Format,
    set_format: SetFormat,
    out: Outgoing<'a>,
    crew: &'a dyn Crew,
}

/// What is known of all texts when each was looked at.
struct Survey {
    common: Common,
    balance: Balance,
    texts: Texts,
}

#[derive(Default)]
struct Texts {
    told: Vec<Delivered>,
    /// How many marks each annotator has in it.
    counts: Vec<BTreeMap<String, usize>>,
}

impl Pouring<'_> {
    /// The texts by number, a few for each set, and some sets for each batch.
    fn batches(&self) -> Vec<Vec<Range<usize>>> {
        let n = self.out.n_documents();
        let parts: Vec<Range<usize>> =
            (0..n).step_by(TEXTS).map(|start| start..(start + TEXTS).min(n)).collect();
        parts.chunks(SETS).map(<[_]>::to_vec).collect()
    }

    /// Each text is gone over twice.
    fn report(&self, done: usize, watch: &mut Watch<'_>) -> Result<(), ExchangeError> {
        match watch(done / 2) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ExportError::Stopped.into()),
        }
    }

    fn set(&self, range: Range<usize>) -> Set {
        Set { documents: range.map(|number| self.out.document(number)).collect(), ..Set::default() }
    }

    fn survey(&self, watch: &mut Watch<'_>) -> Result<Survey, ExchangeError> {
        let gone = self.set_format.holds.never();
        let mut survey = Survey {
            common: Common::default(),
            balance: Balance::new(gone.clone()),
            texts: Texts::default(),
        };
        let frame = self.out.frame();
        let (fitted, _) = self.format.fitted(frame.clone());
        survey.balance.frames(&frame, &fitted);
        let mut done = 0;
        for batch in self.batches() {
            let found = done_by(self.crew, batch.len(), |number| {
                let range = batch.get(number).cloned().unwrap_or_default();
                let before = self.set(range.clone());
                let mut after = before.clone();
                self.set_format.fit_to(&mut after);
                let mut balance = Balance::new(gone.clone());
                balance.documents(range.start, &before.documents, &after.documents);
                let told = after.documents.iter().map(Delivered::of).collect();
                let counts = after.documents.iter().map(Common::counts).collect();
                (
                    Survey { common: Common::of(&after), balance, texts: Texts { told, counts } },
                    range,
                )
            });
            for (part, range) in found {
                survey.common.merge(part.common);
                survey.balance.merge(part.balance);
                survey.texts.told.extend(part.texts.told);
                survey.texts.counts.extend(part.texts.counts);
                done += range.len();
            }
            self.report(done, watch)?;
        }
        Ok(survey)
    }

    /// Writes a few texts as a set of their own, and reads them back.
    fn write(
        &self,
        range: Range<usize>,
        unit: Unit,
        write: &dyn Fn(&Set, &mut Parcel) -> Result<(), ExportError>,
    ) -> Result<Vec<File>, ExchangeError> {
        let mut set = self.set(range);
        self.set_format.fit_to(&mut set);
        let mut parcel = Parcel::default();
        write(&set, &mut parcel)?;
        let Read { set: back, faults } = self.format.read_as(&parcel.0, unit)?;
        if let Some(fault) = faults.first() {
            return Err(ExchangeError::Proof(fault.to_string()));
        }
        match first_difference(&set, &back) {
            Some(what) => Err(ExchangeError::Proof(what)),
            None => Ok(parcel.0),
        }
    }

    fn loss(&self, balance: Balance) -> Loss {
        balance.loss(&|number| {
            (number < self.out.n_documents()).then(|| Cow::Owned(self.out.document(number)))
        })
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

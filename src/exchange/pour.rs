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
use super::parts::{Documents, Part, batches, frame_balance, loss_of, report};
use super::proof::{Delivered, Delivery, Read, first_difference};
use super::set::Set;
use super::shelf::{Joining, Joint, Listed, Shelf, put, put_all};
use super::way::{Reader, TextWriter};
use super::{Format, SetFormat, Way, Writing};
use crate::export::{Crew, ExportError, Selected, Watch, done_beside, done_by};
use crate::text::Unit;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

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
        let out = Outgoing::of(selected);
        let leaves_texts = selected.extras().leaves_texts;
        let names = || selected.articles().map(|article| article.id().as_str());
        let Some(how) = self.by_text(names()).filter(|_| !leaves_texts) else {
            return whole(watch);
        };
        let (by, unit) = (annotators(selected), self.unit(asked)?);
        let pouring = Pouring { format: self, how, out: &out, crew, by, unit, shelf };
        if let Some(poured) = pouring.pour(watch)? {
            return Ok(poured);
        }
        shelf.clear().map_err(ExportError::from)?;
        whole(watch)
    }

    /// [`Self::pour`] for a settled set.
    ///
    /// # Errors
    /// As [`Self::pack`], and when the shelf takes no more.
    pub fn pour_set(
        &self,
        mut set: Set,
        asked: Option<Unit>,
        crew: &dyn Crew,
        shelf: &dyn Shelf,
        watch: &mut Watch<'_>,
    ) -> Result<Delivery, ExchangeError> {
        set.sort();
        let names = || set.documents.iter().map(|document| document.name.as_str());
        let has_texts = set.documents.iter().all(|document| document.text.is_some());
        if let Some(how) = self.by_text(names()).filter(|_| has_texts && leads_to_marks(&set)) {
            let marks = set.documents.iter().flat_map(|document| &document.marks);
            let (by, unit) = (marks.map(|mark| mark.by.clone()).collect(), self.unit(asked)?);
            let out = &set;
            let pouring = Pouring { format: self, how, out, crew, by, unit, shelf };
            if let Some(poured) = pouring.pour(watch)? {
                return Ok(poured);
            }
            shelf.clear().map_err(ExportError::from)?;
        }
        self.pack(set, asked, watch)?.put(crew, shelf)
    }

    /// How texts of these names are written one by one, in the order of the names; none where that is not the same as all
    /// together.
    pub(super) fn by_text<'n>(&self, names: impl Iterator<Item = &'n str>) -> Option<ByText> {
        let Way::Set(format) = self.way else { return None };
        let Writing::ByText { write, joint, read } = format.write else { return None };
        let mut names = names.peekable();
        names.peek()?;
        let is_plain = |name: &str| file_name(name) == name && name.to_lowercase() == name;
        names.all(is_plain).then_some(ByText { format, write, joint, read })
    }
}

/// Does every tie to another text lead to a mark there? That cannot be seen where texts are read back some at a time.
fn leads_to_marks(set: &Set) -> bool {
    let ties = set.documents.iter().flat_map(|document| &document.ties);
    let mut across =
        ties.filter_map(|tie| Some((tie.to_document.as_deref()?, tie.to.as_str()))).peekable();
    if across.peek().is_none() {
        return true;
    }
    let mut marks: HashSet<(&str, &str)> = HashSet::new();
    for document in &set.documents {
        let ids = document.marks.iter().map(|mark| mark.id.as_str());
        marks.extend(ids.map(|id| (document.name.as_str(), id)));
    }
    across.all(|end| marks.contains(&end))
}

/// Those who marked anything.
fn annotators(selected: &Selected<'_>) -> BTreeSet<String> {
    let layers = selected.articles().flat_map(|article| selected.layers(article.id()));
    let mut by = BTreeSet::new();
    for layer in layers {
        let id = layer.id().annotator.as_str();
        let has_marked = || {
            !layer.marks().remarks().is_empty()
                || !layer.marks().no_statement().is_empty()
                || selected.statements(&layer).next().is_some()
        };
        if !by.contains(id) && has_marked() {
            by.insert(id.to_owned());
        }
    }
    by
}

/// How a format is written text by text.
#[derive(Clone, Copy)]
pub(super) struct ByText {
    pub(super) format: SetFormat,
    write: TextWriter,
    joint: fn(&str) -> Joint,
    read: Reader,
}

struct Pouring<'a> {
    format: &'a Format,
    how: ByText,
    out: &'a dyn Documents,
    crew: &'a dyn Crew,
    /// Those who marked anything, as far as can be seen before it is written.
    by: BTreeSet<String>,
    unit: Unit,
    shelf: &'a dyn Shelf,
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
    fn parts(&self, batch: &[Range<usize>]) -> Vec<Part> {
        done_by(self.crew, batch.len(), |number| {
            Part::of(&self.how.format, self.out, batch.get(number).cloned().unwrap_or_default())
        })
    }

    /// How many marks come before the first of each annotator: where several number theirs one after the other, those of
    /// all before have to be counted.
    fn first_numbers(
        &self,
        watch: &mut Watch<'_>,
    ) -> Result<BTreeMap<String, usize>, ExchangeError> {
        let mut common = Common::default();
        if self.how.format.numbers_marks && self.by.len() > 1 {
            for batch in batches(self.out.n_documents()) {
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
        if !self.how.format.numbers_marks {
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
        let mut balance = frame_balance(self.format, &self.how.format, &self.out.frame());
        let mut joining = Joining::new(self.shelf, self.how.joint);
        let (mut listed, mut pieces) = (Vec::new(), Vec::new());
        let mut texts = Vec::with_capacity(self.out.n_documents());
        for batch in batches(self.out.n_documents()) {
            let numbered = self.numbered(&batch, &mut numbers);
            // What the batch before has written is put out while others go on.
            let one = |at: usize| {
                let ready = numbered.get(at).and_then(|one| held(one).take());
                self.poured(batch.get(at).cloned().unwrap_or_default(), ready)
            };
            let mut put = Ok(());
            let mut put_out =
                || put = pieces.drain(..).try_for_each(|file: File| joining.add(&file));
            let done = done_beside(self.crew, batch.len(), one, &mut put_out);
            put?;
            for poured in done {
                let poured = poured?;
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
        pieces.iter().try_for_each(|file| joining.add(file))?;
        listed.extend(joining.end()?);
        listed.extend(self.commons(&common)?);
        listed.sort_by(|a, b| a.path.cmp(&b.path));
        let loss = loss_of(balance, self.out);
        Ok(Some(Delivery { files: listed, loss, texts, unit: self.unit, is_read_back: true }))
    }

    /// The files that say what all texts have in common.
    fn commons(&self, common: &Common) -> Result<Vec<Listed>, ExportError> {
        let mut last = Parcel::default();
        (self.how.write)(&Set::default(), common, self.unit, &mut last)?;
        let mut files = last.0;
        files.retain(|file| (self.how.joint)(&file.path) == Joint::Common);
        put_all(self.shelf, &files, self.crew)
    }

    /// Makes a few texts where they are not `ready`, writes them as a set of their own, and reads them back.
    fn poured(
        &self,
        range: Range<usize>,
        ready: Option<(Part, Common)>,
    ) -> Result<Poured, ExchangeError> {
        let (part, common) = ready.unwrap_or_else(|| {
            let part = Part::of(&self.how.format, self.out, range);
            let common = part.common.clone().among(&self.by, BTreeMap::new());
            (part, common)
        });
        let mut parcel = Parcel::default();
        (self.how.write)(&part.set, &common, self.unit, &mut parcel)?;
        let read = (self.how.read)(&parcel.0)?;
        let Read { set: back, faults } =
            self.format.placed(read, &self.how.format, self.unit, None)?;
        if let Some(fault) = faults.first() {
            return Err(ExchangeError::Proof(fault.to_string()));
        }
        if let Some(what) = first_difference(&part.set, &back) {
            return Err(ExchangeError::Proof(what));
        }
        let mut written = Written::default();
        written.texts.extend(part.set.documents.iter().map(Delivered::of));
        for file in parcel.0 {
            match (self.how.joint)(&file.path) {
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

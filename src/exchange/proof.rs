//! Exports that prove themselves: what is lost is counted before, what was written is read back after, and a manifest says
//! what there is.

use super::counting::{Bom, Counting, Lines, MARK};
use super::fault::{ExchangeError, Fault, File, Parcel};
use super::loss::Loss;
use super::places::place_all;
use super::portions::Portions;
use super::qdpx::with_own_ends;
use super::set::{Document, Place, Set};
use super::shelf::{Listed, Shelf, put_all};
use super::way::Reader;
use super::withhold::{count_texts, put_back};
use super::{Format, SetFormat, Settled, Way};
use crate::export::{Crew, ExportError, Watch};
use crate::model::sha256;
use crate::text::Unit;
use serde::Serialize;
use std::io;
use std::ops::ControlFlow;

/// What a reader found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The set, places in the unit it says.
    pub set: Set,
    /// What had to stay out.
    pub faults: Vec<Fault>,
}

/// An export in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// The files.
    pub files: Vec<File>,
    /// What the format cannot hold.
    pub loss: Loss,
    /// What is in it.
    pub set: Set,
    /// What its places count.
    pub unit: Unit,
    /// Was it read back and found to be what it should be? Not where the format is written only.
    pub is_read_back: bool,
}

impl From<ExchangeError> for ExportError {
    fn from(error: ExchangeError) -> Self {
        match error {
            ExchangeError::Write(error) => error,
            other => Self::Write(io::Error::other(other.to_string())),
        }
    }
}

impl Format {
    /// What of a settled set the format cannot hold, without writing it.
    #[must_use]
    pub fn loss(&self, set: &Set) -> Loss {
        self.fitted(set.clone()).1
    }

    /// Cuts a settled set down to what the format can hold, and counts what goes.
    pub(super) fn fitted(&self, mut set: Set) -> (Set, Loss) {
        let Way::Set(format) = self.way else { return (set, Loss::default()) };
        let before = set.clone();
        format.fit_to(&mut set);
        let loss = Loss::between(&before, &set, &[]);
        (set, loss)
    }

    /// The unit that places are written in.
    ///
    /// # Errors
    /// When the format does not count in the unit that was asked for.
    pub fn unit(&self, asked: Option<Unit>) -> Result<Unit, ExchangeError> {
        let usual = self.units.first().copied().unwrap_or_default();
        match asked {
            Some(unit) if !self.units.contains(&unit) => Err(ExchangeError::OtherUnit {
                format: self.name,
                unit: unit.to_string(),
                known: self.units.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
            }),
            asked => Ok(asked.unwrap_or(usual)),
        }
    }

    /// Writes a settled set and reads it back.
    ///
    /// # Errors
    /// When the format is made of projects only, does not count in the unit, or what was written reads back as another set.
    pub fn pack(
        &self,
        set: Set,
        asked: Option<Unit>,
        watch: &mut Watch<'_>,
    ) -> Result<Packed, ExchangeError> {
        let Way::Set(format) = self.way else {
            return Err(ExchangeError::NeedsProject(self.name));
        };
        if !set.documents.is_empty() && set.documents.iter().all(|one| one.text.is_none()) {
            return Err(ExchangeError::NoTexts);
        }
        self.allows(&set)?;
        let mut set = set;
        set.documents.iter_mut().for_each(|document| document.original.clear());
        let unit = self.unit(asked)?;
        let (fitted, mut loss) = self.fitted(set);
        count_texts(&fitted, &mut loss);
        let mut parcel = Parcel::default();
        format.write(&fitted, unit, &mut parcel)?;
        if watch(fitted.documents.len()) == ControlFlow::Break(()) {
            return Err(ExportError::Stopped.into());
        }
        let beside = fitted.leaves_texts.then_some(&fitted);
        let Read { set: back, faults } =
            or_nothing(self.read_beside(&parcel.0, unit, beside), &fitted)?;
        if let Some(fault) = faults.first() {
            return Err(ExchangeError::Proof(fault.to_string()));
        }
        if let Some(what) = first_difference(&fitted, &back) {
            return Err(ExchangeError::Proof(what));
        }
        Ok(Packed { files: parcel.0, loss, set: fitted, unit, is_read_back: true })
    }

    /// Reads files of which it is known what their places count, exactly as they are.
    ///
    /// # Errors
    /// When the format is not read, or nothing can be read as it.
    pub fn read_as(&self, files: &[File], unit: Unit) -> Result<Read, ExchangeError> {
        self.read_beside(files, unit, None)
    }

    /// How places count in files that were written here.
    fn counting(&self, unit: Unit) -> Counting {
        match self.name {
            "qdpx-nvivo" => Counting { unit, lines: Lines::AsIs, bom: Bom::Skipped },
            "qdpx-maxqda" => Counting { unit, lines: Lines::CrlfAsOne, bom: Bom::Skipped },
            _ => Counting::plain(unit),
        }
    }

    /// The same with the texts that stayed behind.
    fn read_beside(
        &self,
        files: &[File],
        unit: Unit,
        texts: Option<&Set>,
    ) -> Result<Read, ExchangeError> {
        let Way::Set(format) = self.way else { return Err(ExchangeError::WriteOnly(self.name)) };
        self.placed((format.read)(files)?, &format, unit, texts)
    }

    /// What was read of files that were written here, places in bytes.
    pub(super) fn placed(
        &self,
        read: Read,
        format: &SetFormat,
        unit: Unit,
        texts: Option<&Set>,
    ) -> Result<Read, ExchangeError> {
        let Read { mut set, mut faults } = read;
        set.documents.iter_mut().for_each(|document| document.original.clear());
        if let Some(texts) = texts {
            put_back(&mut set, texts)?;
        }
        faults.append(&mut place_all(&mut set, self.counting(unit)));
        if self.is_variant() {
            set.documents.iter_mut().for_each(with_own_ends);
        }
        format.holds.number(&mut set);
        Ok(Read { set, faults })
    }

    /// Reads files and makes bytes of every place.
    ///
    /// # Errors
    /// When the format is not read, nothing can be read as it, or no way of counting fits.
    pub fn read(
        &self,
        files: &[File],
        asked: Option<Unit>,
    ) -> Result<(Set, Settled), ExchangeError> {
        let mut portions = Portions::of(*self, self.reader()?(files)?);
        let (counting, score) = portions.settle(asked)?;
        let set = portions.take_next()?.unwrap_or_default();
        Ok((set, Settled { counting, score, faults: portions.faults() }))
    }

    /// What reads files of the format as they are.
    pub(super) fn reader(&self) -> Result<Reader, ExchangeError> {
        match self.way {
            Way::Set(format) => Ok(format.read),
            Way::Project(format) => format.read.ok_or(ExchangeError::WriteOnly(self.name)),
        }
    }
}

/// Takes off the byte order mark that a text begins with: it is no part of what is read.
pub(super) fn take_off_mark(document: &mut Document) {
    let Some(text) = document.text.as_mut().filter(|text| text.starts_with(MARK)) else { return };
    *text = text.split_off(MARK.len_utf8());
    let back = |place: &mut Place| {
        place.start = place.start.saturating_sub(MARK.len_utf8());
        place.end = place.end.saturating_sub(MARK.len_utf8());
    };
    document.marks.iter_mut().flat_map(|mark| &mut mark.places).for_each(back);
    document.segments.iter_mut().for_each(|piece| back(&mut piece.place));
}

/// What was read back. Where there are no texts there may be no file to be read, which says just that.
pub(super) fn or_nothing(
    read: Result<Read, ExchangeError>,
    meant: &Set,
) -> Result<Read, ExchangeError> {
    match read {
        Err(ExchangeError::Unreadable { .. }) if meant.documents.is_empty() => Ok(Read::default()),
        read => read,
    }
}

/// The first thing in which two sets differ.
pub(super) fn first_difference(meant: &Set, back: &Set) -> Option<String> {
    if meant == back {
        return None;
    }
    let names = |set: &Set| set.documents.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    if names(meant) != names(back) {
        return Some(format!("texts {:?} became {:?}", names(meant), names(back)));
    }
    for (a, b) in meant.documents.iter().zip(&back.documents) {
        let name = &a.name;
        if a.text != b.text {
            return Some(format!("the text of {name} is another"));
        }
        if a.fields != b.fields {
            return Some(format!("of {name}: {:?} became {:?}", a.fields, b.fields));
        }
        for (index, mark) in a.marks.iter().enumerate() {
            if b.marks.get(index) != Some(mark) {
                return Some(format!("in {name}: {mark:?} became {:?}", b.marks.get(index)));
            }
        }
        for (index, tie) in a.ties.iter().enumerate() {
            if b.ties.get(index) != Some(tie) {
                return Some(format!("in {name}: {tie:?} became {:?}", b.ties.get(index)));
            }
        }
        if a != b {
            return Some(format!("{name} has other sentences, marks or relations"));
        }
    }
    Some(format!("{:?} became {:?}", (&meant.title, &meant.records), (&back.title, &back.records)))
}

/// A text of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Delivered {
    /// How many marks it has.
    pub marks: usize,
    /// Its name in the set.
    pub name: String,
    /// How many ties.
    pub relations: usize,
    /// SHA-256 of the text.
    pub sha256: String,
}

impl Delivered {
    pub(super) fn of(document: &Document) -> Self {
        Self {
            marks: document.marks.len(),
            name: document.name.clone(),
            relations: document.ties.len(),
            sha256: sha256(document.words()),
        }
    }
}

/// An export that lies on a shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The files.
    pub files: Vec<Listed>,
    /// What the format cannot hold.
    pub loss: Loss,
    /// What texts are in it.
    pub texts: Vec<Delivered>,
    /// What its places count.
    pub unit: Unit,
    /// As [`Packed::is_read_back`].
    pub is_read_back: bool,
}

impl Packed {
    /// Puts the files on a shelf.
    ///
    /// # Errors
    /// When it takes no more.
    pub fn put(self, crew: &dyn Crew, shelf: &dyn Shelf) -> Result<Delivery, ExchangeError> {
        let Self { files, loss, set, unit, is_read_back } = self;
        let mut files = put_all(shelf, &files, crew)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let texts = set.documents.iter().map(Delivered::of).collect();
        Ok(Delivery { files, loss, texts, unit, is_read_back })
    }
}

impl Delivery {
    /// What goes beside it: counts, and SHA-256 of texts and files.
    #[must_use]
    pub fn manifest(&self, format: &Format) -> Vec<u8> {
        let not_held = self.loss.0.iter().map(|lost| NotHeld {
            count: lost.count,
            examples: &lost.examples,
            what: lost.sort,
        });
        let manifest = Manifest {
            files: &self.files,
            format: format.name,
            not_held: not_held.collect(),
            offsets: self.unit.to_string(),
            schema: "ascribe-manifest/1",
            texts: &self.texts,
        };
        let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// A manifest; members in the order of their names.
#[derive(Serialize)]
struct Manifest<'a> {
    files: &'a [Listed],
    format: &'static str,
    not_held: Vec<NotHeld<'a>>,
    offsets: String,
    schema: &'static str,
    texts: &'a [Delivered],
}

#[derive(Serialize)]
struct NotHeld<'a> {
    count: usize,
    examples: &'a [String],
    what: &'static str,
}

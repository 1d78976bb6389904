//! Formats that are made of a whole project: what each holds of it, and the proof of it.
//!
//! What such a format holds is said by its reader, or, where it is written only, by what it leaves of a set.

use super::counting::{Counting, View};
use super::fault::{ExchangeError, Fault, File, Parcel, Sink};
use super::loss::Loss;
use super::outgoing::{Outgoing, set_of};
use super::parts::loss_by_parts;
use super::places::{place_all, stands};
use super::proof::{Packed, Read, first_difference, or_nothing};
use super::set::{Document, Set};
use super::withhold::{count_texts, put_back};
use super::{Format, Way};
use crate::export::{Alone, Crew, ExportError, Selected, Selection, Watch, ron};
use crate::import::read_set;
use crate::model::{Project, sha256};
use crate::text::Unit;
use std::collections::HashMap;

/// Writes what was selected, article by article.
#[derive(Clone, Copy, Debug)]
pub(super) enum Writer {
    /// One after the other.
    ByOne(fn(&Selected<'_>, &mut dyn Sink, &mut Watch<'_>) -> Result<(), ExportError>),
    /// Several at once.
    ByMany(ManyWriter),
}

type ManyWriter =
    fn(&Selected<'_>, &dyn Crew, &mut dyn Sink, &mut Watch<'_>) -> Result<(), ExportError>;

/// Reads files as a settled set, places in bytes.
type Reader = fn(&[File]) -> Result<Read, ExchangeError>;

/// A format made of a project.
#[derive(Clone, Copy, Debug)]
pub(super) struct ProjectFormat {
    /// Into one file or several.
    pub(super) write: Writer,
    /// `None` where the format is written only.
    pub(super) read: Option<Reader>,
    /// What comes through.
    pub(super) holds: Held,
}

/// What a format made of a project holds of it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Held {
    /// Everything that a set says. Where nobody here reads the format, its writer reads back what it wrote.
    All,
    /// What its reader finds, which is all true and need not be all.
    Found,
    /// What this leaves of a set, without facts of these sorts.
    Part(fn(&mut Set), &'static [&'static str]),
}

/// One file that loses nothing.
pub(super) const RON: ProjectFormat =
    ProjectFormat { write: Writer::ByOne(write_ron), read: Some(read_ron), holds: Held::All };

fn write_ron(
    selected: &Selected<'_>,
    out: &mut dyn Sink,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    out.begin("set.ron")?;
    ron::write(selected, out, watch)
}

/// The project in the first `.ron` file.
fn read_ron(files: &[File]) -> Result<Read, ExchangeError> {
    let expected = "there is no .ron file";
    let Some(file) = files.iter().find(|file| file.ends(".ron")) else {
        return Err(ExchangeError::unreadable("ron", &[], expected));
    };
    let (project, problems) = read_set(&file.bytes).map_err(|error| {
        ExchangeError::unreadable("ron", &[Fault::file(&file.path, error.to_string())], expected)
    })?;
    let fault = |what: String| Fault::file(&file.path, what);
    let problems = problems.into_iter();
    let faults = problems.map(|problem| fault(format!("{}: {}", problem.record, problem.what)));
    Ok(Read { set: all_of(&project), faults: faults.collect() })
}

/// All of a project as a set.
pub(super) fn all_of(project: &Project) -> Set {
    set_of(&Selected::of(project, &Selection::all(project)))
}

impl Format {
    /// Writes what was selected of a project in memory, reads it back where the format is read, and says what it does not
    /// hold.
    ///
    /// # Errors
    /// When the format does not count in the unit that was asked for, `watch` asked to stop, or what was written reads back
    /// as something else.
    pub fn pack_project(
        &self,
        selected: &Selected<'_>,
        asked: Option<Unit>,
        watch: &mut Watch<'_>,
    ) -> Result<Packed, ExchangeError> {
        self.pack_project_by(selected, asked, &Alone, watch)
    }

    /// [`Self::pack_project`], with others who work on the articles where the format lets them.
    pub(super) fn pack_project_by(
        &self,
        selected: &Selected<'_>,
        asked: Option<Unit>,
        crew: &dyn Crew,
        watch: &mut Watch<'_>,
    ) -> Result<Packed, ExchangeError> {
        let Way::Project(format) = self.way else {
            return self.pack(set_of(selected), asked, watch);
        };
        let (unit, set) = (self.unit(asked)?, set_of(selected));
        self.allows(&set)?;
        let mut parcel = Parcel::default();
        format.write(selected, crew, &mut parcel, watch)?;
        let (set, mut loss) = format.proven(set, &parcel.0)?;
        count_texts(&set, &mut loss);
        let is_read_back = format.read.is_some() || matches!(format.holds, Held::All);
        Ok(Packed { files: parcel.0, loss, set, unit, is_read_back })
    }

    /// What of a selection the format cannot hold; looked at a few texts at a time where the format is written text by text.
    ///
    /// # Errors
    /// As [`Self::pack_project`]: some formats are written and read back to find it out.
    pub fn weigh(
        &self,
        selected: &Selected<'_>,
        crew: &dyn Crew,
        watch: &mut Watch<'_>,
    ) -> Result<Loss, ExchangeError> {
        let set = || set_of(selected);
        if selected.extras().leaves_texts {
            return self.weigh_without_texts(selected, watch);
        }
        let names = selected.articles().map(|article| article.id().as_str());
        if let Some(how) = self.by_text(names) {
            return loss_by_parts(self, &how.format, &Outgoing::of(selected), crew, watch);
        }
        match self.way {
            Way::Project(ProjectFormat { holds: Held::All, .. }) => Ok(Loss::default()),
            Way::Project(ProjectFormat { holds: Held::Part(fit, no), .. }) => {
                Ok(part(set(), fit, no).1)
            }
            Way::Project(_) => Ok(self.pack_project(selected, None, watch)?.loss),
            Way::Set(_) => Ok(self.loss(&set())),
        }
    }
}

impl Format {
    /// What of a selection does not go out when the texts stay behind.
    fn weigh_without_texts(
        &self,
        selected: &Selected<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<Loss, ExchangeError> {
        let set = set_of(selected);
        self.allows(&set)?;
        let mut loss = match self.way {
            Way::Project(ProjectFormat { holds: Held::All, .. }) => Loss::default(),
            Way::Project(_) => return Ok(self.pack_project(selected, None, watch)?.loss),
            Way::Set(_) => self.loss(&set),
        };
        count_texts(&set, &mut loss);
        Ok(loss)
    }
}

/// What was read back without texts, with the texts that stayed here.
fn beside_texts(back: Read, own: &Set) -> Result<Read, ExchangeError> {
    let Read { mut set, mut faults } = back;
    put_back(&mut set, own)?;
    faults.append(&mut place_all(&mut set, Counting::plain(Unit::Bytes)));
    set.sort();
    Ok(Read { set, faults })
}

impl ProjectFormat {
    pub(super) fn write(
        &self,
        selected: &Selected<'_>,
        crew: &dyn Crew,
        out: &mut dyn Sink,
        watch: &mut Watch<'_>,
    ) -> Result<(), ExportError> {
        match self.write {
            Writer::ByOne(write) => write(selected, out, watch),
            Writer::ByMany(write) => write(selected, crew, out, watch),
        }
    }

    /// What of a set the files of it hold, and what they do not.
    fn proven(&self, set: Set, files: &[File]) -> Result<(Set, Loss), ExchangeError> {
        let back = match (self.holds, self.read) {
            (Held::Part(fit, no), _) => return Ok(part(set, fit, no)),
            (_, None) => return Ok((set, Loss::default())),
            (_, Some(read)) => or_nothing(read(files), &set)?,
        };
        let back = if set.leaves_texts && matches!(self.holds, Held::All) {
            beside_texts(back, &set)?
        } else {
            back
        };
        if let Some(fault) = back.faults.first() {
            return Err(ExchangeError::Proof(fault.to_string()));
        }
        match (self.holds, first_difference(&set, &back.set)) {
            (Held::Found, _) => found(&set, back.set),
            (_, Some(what)) => Err(ExchangeError::Proof(what)),
            (_, None) => Ok((set, Loss::default())),
        }
    }
}

fn part(mut set: Set, fit: fn(&mut Set), no: &[&str]) -> (Set, Loss) {
    let before = set.clone();
    fit(&mut set);
    set.documents.iter_mut().for_each(Document::drop_dangling);
    set.sort();
    let loss = Loss::between(&before, &set, no);
    (set, loss)
}

/// What was read back is held against the set, with its texts beside it. No mark and no relation may be there that the set
/// has not; whatever else reads back as something else, or not at all, is lost.
fn found(set: &Set, mut back: Set) -> Result<(Set, Loss), ExchangeError> {
    let own = set.documents.iter();
    let texts: HashMap<&str, &str> =
        own.filter_map(|own| Some((own.name.as_str(), own.text.as_deref()?))).collect();
    for document in &mut back.documents {
        let text = texts.get(document.name.as_str()).map(|text| (*text).to_owned());
        let Some(text) = text else { continue };
        if document.fields.get("sha256").is_some_and(|hash| *hash == sha256(&text)) {
            document.fields.remove("sha256");
        }
        let view = View::of(&text, Counting::plain(back.unit));
        for mark in &mut document.marks {
            mark.line = 0;
            // A place that is none stays as it is, and is told as one that nobody wrote.
            for place in &mut mark.places {
                *place = view.place(*place).unwrap_or(*place);
            }
            if stands(&text, &mark.places, &mark.quote) {
                mark.quote.clear();
                mark.prefix.clear();
                mark.suffix.clear();
            }
        }
        drop(view);
        document.text = Some(text);
    }
    back.unit = Unit::Bytes;
    back.sort();
    let invented = Loss::between(&back, set, &[]);
    if let Some(one) = invented.0.iter().find(|one| matches!(one.sort, "marks" | "relations")) {
        return Err(ExchangeError::Proof(format!("{}: {}", one.sort, one.examples.join("; "))));
    }
    let loss = Loss::between(set, &back, &["texts", "ids of relations"]);
    Ok((back, loss))
}

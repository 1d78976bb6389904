//! Large sets come in portion by portion, so that memory is bounded by the largest text and an index of names, whatever the
//! size of the set.
//!
//! Every piece is read twice: once for the names of its texts, then, with all others on the same texts, to be taken in, in
//! the order in which a set that is read as a whole has them. Where pieces cannot be read apart – the format is made of one
//! piece, one name stands for several texts, a list of JSON is broken – the set is read as a whole.

use super::counting::Counting;
use super::fault::{ExchangeError, Fault, File};
use super::pieces::{Pieced, pieces_of};
use super::places::{Looking, Score, place_all, settled_counting};
use super::proof::{Read, take_off_mark};
use super::set::Set;
use super::{Format, Way};
use crate::export::{Crew, ExportError, Watch, done_by};
use crate::import::Supply;
use crate::text::Unit;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher as _, RandomState};
use std::ops::ControlFlow;

/// So many bytes of files are a portion, or one text with all that is said of it.
pub const PORTION: u64 = 4 << 20;

/// So many pieces are looked at before anybody is told how far it is.
const AT_ONCE: usize = 256;

/// A set on its way in, portion by portion.
#[derive(Debug)]
pub struct Portions<'s> {
    format: Format,
    inside: Inside<'s>,
    unit: Unit,
    counting: Option<Counting>,
    n_texts: usize,
    faults: Vec<Fault>,
}

/// What it is read from.
enum Inside<'s> {
    /// All of it, read already.
    Whole(Option<Read>),
    /// Files, and which pieces of them make a portion.
    Parts { supply: &'s dyn Supply, pieced: Pieced, portions: Vec<Portion>, next: usize },
}

/// Pieces that are read together, and the names of the texts in them.
#[derive(Debug)]
struct Portion {
    names: Vec<String>,
    pieces: Vec<usize>,
}

impl std::fmt::Debug for Inside<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole(read) => f.debug_tuple("Whole").field(&read.is_some()).finish(),
            Self::Parts { portions, next, .. } => {
                f.debug_tuple("Parts").field(&portions.len()).field(next).finish()
            }
        }
    }
}

impl Format {
    /// Looks through files to read them in portions of so many bytes, on several cores; `watch` is told how many pieces are
    /// through and may ask to stop. Files that are no more than one portion are read at once.
    ///
    /// # Errors
    /// When the format is not read, nothing can be read as it, the system does not give a file out, or `watch` asked to
    /// stop.
    pub fn portions<'s>(
        &self,
        supply: &'s dyn Supply,
        portion: u64,
        crew: &dyn Crew,
        watch: &mut Watch<'_>,
    ) -> Result<Portions<'s>, ExchangeError> {
        let size: u64 = supply.offered().iter().map(|one| one.size).sum();
        let pieced = match self.way {
            Way::Set(format) if size > portion => pieces_of(&format, supply)?,
            _ => None,
        };
        if let Some(pieced) = pieced
            && let Some(portions) = portions_of(&pieced, supply, portion, crew, watch)?
        {
            let unit = pieced.unit();
            let n_texts = portions.iter().map(|one| one.names.len()).sum();
            let inside = Inside::Parts { supply, pieced, portions, next: 0 };
            let (counting, faults) = (None, Vec::new());
            return Ok(Portions { format: *self, inside, unit, counting, n_texts, faults });
        }
        let read = self.reader()?;
        let offered = supply.offered().iter().enumerate();
        let files: Result<Vec<File>, ExchangeError> = offered
            .map(|(number, one)| Ok(File { path: one.path.clone(), bytes: supply.whole(number)? }))
            .collect();
        Ok(Portions::of(*self, read(&files?)?))
    }
}

/// What was seen of a piece: names of texts, each with a number that other texts do not have.
type Seen = Vec<(String, u64)>;

/// The pieces of one text.
#[derive(Default)]
struct Group {
    /// The number of the text.
    text: u64,
    /// Bytes of its pieces.
    size: u64,
    pieces: Vec<usize>,
}

/// Which pieces belong together; none where they cannot be read apart.
fn portions_of(
    pieced: &Pieced,
    supply: &dyn Supply,
    portion: u64,
    crew: &dyn Crew,
    watch: &mut Watch<'_>,
) -> Result<Option<Vec<Portion>>, ExchangeError> {
    let state = RandomState::new();
    let look = |piece: usize| -> Result<Option<Seen>, ExchangeError> {
        let Read { set, .. } = match pieced.read(&[piece], supply) {
            // Nothing in it can be read; what is wrong is told with its neighbours.
            Err(ExchangeError::Unreadable { .. }) => return Ok(Some(Vec::new())),
            read => read?,
        };
        let is_plain = set.title.is_empty() && set.records.is_empty();
        let seen = set.documents.iter().map(|one| (one.name.clone(), state.hash_one(&one.text)));
        Ok(is_plain.then(|| seen.collect()))
    };
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    let mut last = String::new();
    let mut unnamed = Vec::new();
    let n = pieced.len();
    for first in (0..n).step_by(AT_ONCE) {
        let seen = done_by(crew, AT_ONCE.min(n - first), |number| look(first + number));
        for (piece, seen) in (first..).zip(seen) {
            match seen?.as_deref() {
                None | Some([_, _, ..]) => return Ok(None),
                Some([]) if last.is_empty() => unnamed.push(piece),
                Some([]) => groups.entry(last.clone()).or_default().pieces.push(piece),
                Some([(name, text)]) => {
                    let new = || Group { text: *text, ..Group::default() };
                    let group = groups.entry(name.clone()).or_insert_with(new);
                    if group.text != *text {
                        return Ok(None);
                    }
                    group.size += pieced.size(piece, supply);
                    group.pieces.push(piece);
                    last.clone_from(name);
                }
            }
        }
        if watch((first + AT_ONCE).min(n)) == ControlFlow::Break(()) {
            return Err(ExportError::Stopped.into());
        }
    }
    let Some(mut first) = groups.first_entry() else { return Ok(None) };
    first.get_mut().pieces.append(&mut unnamed);
    let mut portions: Vec<Portion> = Vec::new();
    let mut room = 0;
    for (name, Group { size, mut pieces, .. }) in groups {
        match portions.last_mut().filter(|_| size <= room) {
            Some(last) => {
                last.names.push(name);
                last.pieces.append(&mut pieces);
                room -= size;
            }
            None => {
                portions.push(Portion { names: vec![name], pieces });
                room = portion.saturating_sub(size);
            }
        }
    }
    // Files are told about in their order.
    portions.iter_mut().for_each(|portion| portion.pieces.sort_unstable());
    Ok(Some(portions))
}

impl Portions<'_> {
    /// All at once, as it was read.
    pub(super) fn of(format: Format, read: Read) -> Self {
        let (unit, n_texts) = (read.set.unit, read.set.documents.len());
        let (inside, counting) = (Inside::Whole(Some(read)), None);
        Self { format, inside, unit, counting, n_texts, faults: Vec::new() }
    }

    /// How many texts there are.
    #[must_use]
    pub fn n_texts(&self) -> usize {
        self.n_texts
    }

    /// Finds out what places count, unless that is `asked` for, and how well it fits. Comes before the first portion.
    ///
    /// # Errors
    /// When no way of counting fits, or the format does not count in the unit that was asked for.
    pub fn settle(&mut self, asked: Option<Unit>) -> Result<(Counting, Score), ExchangeError> {
        let Way::Set(_) = self.format.way else {
            let counting = Counting::plain(self.format.unit(asked)?);
            return Ok((*self.counting.insert(counting), Score::default()));
        };
        let (counting, score) = settled_counting(self.unit, asked, &|look| self.look(look))?;
        Ok((*self.counting.insert(counting), score))
    }

    /// Shows the documents one by one, as they are in their files, until nobody wants to see more.
    fn look(&self, look: &mut Looking<'_>) -> Result<(), ExchangeError> {
        match &self.inside {
            Inside::Whole(read) => {
                let documents = read.iter().flat_map(|read| &read.set.documents);
                let _stopped = documents.into_iter().try_for_each(look);
            }
            Inside::Parts { supply, pieced, portions, .. } => {
                for portion in portions {
                    let read = pieced.read(&portion.pieces, *supply)?;
                    if read.set.documents.iter().try_for_each(&mut *look).is_break() {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    /// The next portion, with every place in bytes; none behind the last.
    ///
    /// # Errors
    /// When the system does not give a file out, or a file has become another meanwhile.
    pub fn take_next(&mut self) -> Result<Option<Set>, ExchangeError> {
        let read = match &mut self.inside {
            Inside::Whole(read) => read.take(),
            Inside::Parts { supply, pieced, portions, next } => {
                let portion = portions.get(*next);
                *next += 1;
                portion.map(|portion| portion.read(pieced, *supply)).transpose()?
            }
        };
        let Some(Read { mut set, mut faults }) = read else { return Ok(None) };
        self.faults.append(&mut faults);
        if let (Way::Set(format), Some(counting)) = (self.format.way, self.counting) {
            self.faults.append(&mut place_all(&mut set, counting));
            set.documents.iter_mut().for_each(take_off_mark);
            format.holds.number(&mut set);
        }
        Ok(Some(set))
    }

    /// What had to stay out of the portions so far.
    pub fn faults(&mut self) -> Vec<Fault> {
        std::mem::take(&mut self.faults)
    }
}

impl Portion {
    fn read(&self, pieced: &Pieced, supply: &dyn Supply) -> Result<Read, ExchangeError> {
        let read = pieced.read(&self.pieces, supply)?;
        let mut names: HashMap<&str, usize> = HashMap::new();
        read.set.documents.iter().for_each(|one| *names.entry(&one.name).or_default() += 1);
        let is_same = names.len() == self.names.len()
            && self.names.iter().all(|name| names.get(name.as_str()) == Some(&1));
        if is_same { Ok(read) } else { Err(ExchangeError::Changed) }
    }
}

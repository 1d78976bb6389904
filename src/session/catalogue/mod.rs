//! Every statement of the project by its words and sources, so that a list of a hundred thousand is searched while typing.
//!
//! All of it is derived. A layer that did not change since the last look is passed over, so that keeping up after an edit
//! costs as much as the one article that changed. The lower-case words of a layer lie in one string: a word that is sought
//! runs over it once and rules most layers out without looking at single statements.

mod searching;

use crate::model::{
    AnnotatorId, Change, Kind, Layer, LayerId, Marks, Project, SourceId, StatementId, Table,
    Word as _, changes,
};
use crate::text::{self, FrozenText, likeness};
use std::collections::{HashMap, HashSet};
use std::num::NonZero;
use std::ops::Range;
use std::sync::Arc;

/// What the same source adds to a likeness, in thousandths.
const SAME_SOURCE: u32 = 40;

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: StatementId,
    /// Its kind.
    pub kind: Kind,
    /// The source that commits itself, by its number; none for the author's own voice.
    source: Option<NonZero<u32>>,
    /// Where its words and stems end among those of its group; they begin where those of the entry before it end.
    words_end: u32,
    stems_end: u32,
}

/// A place in half the memory: there are a hundred thousand entries, and no layer has 4 GiB of words.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The place of a source by its number, of which the first is 1.
fn index(number: NonZero<u32>) -> usize {
    number.get() as usize - 1
}

/// What groups are put together in, one after the other. What each of them keeps is then given out in one piece: there are
/// ten thousands of them, and what grows in leaps leaves holes in the memory behind it.
#[derive(Debug, Default)]
struct Bench {
    words: String,
    stems: Vec<u32>,
    own_stems: Vec<u32>,
}

impl Bench {
    /// Adds words in lower case.
    fn add_words(&mut self, words: &str) {
        if words.is_ascii() {
            let before = self.words.len();
            self.words.push_str(words);
            self.words.get_mut(before..).into_iter().for_each(str::make_ascii_lowercase);
        } else {
            self.words.extend(words.chars().flat_map(char::to_lowercase));
        }
    }

    /// Adds the stems of the words from this byte on.
    fn add_stems(&mut self, from: usize) {
        text::stems_into(&mut self.own_stems, self.words.get(from..).unwrap_or_default());
        self.stems.extend_from_slice(&self.own_stems);
    }
}

/// The statements of one layer.
#[derive(Debug)]
struct Group {
    home: LayerId,
    entries: Box<[Entry]>,
    words: FrozenText,
    stems: Box<[u32]>,
}

impl Group {
    /// What belongs to the entry at this place, of what ends for each where `end` says.
    fn range(&self, at: usize, end: fn(&Entry) -> u32) -> Range<usize> {
        let end_of = |at: usize| self.entries.get(at).map_or(0, |entry| end(entry) as usize);
        at.checked_sub(1).map_or(0, end_of)..end_of(at)
    }

    fn stems_of(&self, at: usize) -> &[u32] {
        self.stems.get(self.range(at, |entry| entry.stems_end)).unwrap_or_default()
    }

    /// Its rows, where it is the group of this number.
    fn rows(&self, number: u32) -> impl Iterator<Item = Row> {
        let n = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        (0..n).map(move |entry| Row { group: number, entry })
    }
}

/// Names an entry: its layer's place in the catalogue and its own in the layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row {
    group: u32,
    entry: u32,
}

/// What a search gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The first rows, in the order that was asked for.
    pub rows: Vec<Row>,
    /// Do others match behind these? How many is not counted: a word that many hold is found without looking at all.
    pub has_more: bool,
}

/// Every statement of a project.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// In the order of their homes.
    groups: Vec<Group>,
    numbers: HashMap<SourceId, NonZero<u32>>,
    sources: Vec<SourceId>,
    is_complete: bool,
    /// The layers as they were when they were read.
    seen: Table<LayerId, Arc<Layer>>,
}

impl Catalogue {
    /// Looks at what changed in the project and takes in at most `budget` statements of it; says whether that was all. A
    /// layer with more statements than that is passed over: it is read when somebody asks for everything.
    pub fn catch_up(&mut self, project: &Project, budget: usize) -> bool {
        self.is_complete = true;
        if self.seen.ptr_eq(project.layers()) {
            return true;
        }
        let seen = std::mem::take(&mut self.seen);
        let mut now = project.layers().clone();
        let (mut left, mut fresh, mut bench) = (budget, Vec::new(), Bench::default());
        let mut gone: HashSet<&LayerId> = HashSet::new();
        for Change { id, old, new } in changes(&seen, project.layers()) {
            let Some(layer) = new else {
                gone.insert(id);
                continue;
            };
            // Once it is known that something is left, nothing is unfolded to see how much.
            if left > 0 || self.is_complete {
                let marks = layer.marks();
                let n = marks.statements().len();
                if left > 0 && n <= budget {
                    left = left.saturating_sub(n.max(1));
                    let group = self.read(project, layer.id(), &marks, &mut bench);
                    fresh.extend(group.and_then(|group| self.renew(group)));
                    continue;
                }
                self.is_complete &= n > budget;
            }
            // It is still to be seen.
            match old {
                Some(old) => now.insert(id.clone(), Arc::clone(old)),
                None => now.remove(id),
            };
        }
        if !gone.is_empty() {
            self.groups.retain(|group| !gone.contains(&group.home));
        }
        self.put_in(fresh);
        if self.is_complete {
            // It grew in leaps; a few more have room in it.
            self.groups.shrink_to(self.groups.len() / 8 * 9);
        }
        self.seen = now;
        self.is_complete
    }

    /// Puts a group in the place of the one that it has of the same layer; gives it back where it has none.
    fn renew(&mut self, group: Group) -> Option<Group> {
        match self.place_of(&group.home).and_then(|at| self.groups.get_mut(at)) {
            Some(old) => {
                *old = group;
                None
            }
            None => Some(group),
        }
    }

    /// Takes in groups, in the order of their homes, that it has not.
    fn put_in(&mut self, mut fresh: Vec<Group>) {
        let mut words: Vec<_> = fresh.iter_mut().map(|group| &mut group.words).collect();
        FrozenText::lay_together(&mut words);
        let last = self.groups.last().map(|group| &group.home);
        let is_behind =
            fresh.first().is_none_or(|first| last.is_none_or(|last| *last < first.home));
        self.groups.extend(fresh);
        if !is_behind {
            self.groups.sort_by(|a, b| a.home.cmp(&b.home));
        }
    }

    fn place_of(&self, home: &LayerId) -> Option<usize> {
        self.groups.binary_search_by(|group| group.home.cmp(home)).ok()
    }

    /// Does it hold the whole project, but for layers too large to be read in a pause?
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    fn read(
        &mut self,
        project: &Project,
        home: &LayerId,
        marks: &Marks,
        bench: &mut Bench,
    ) -> Option<Group> {
        let text = project.articles().get(&home.article)?.text();
        let mut entries = Vec::with_capacity(marks.statements().len());
        bench.words.clear();
        bench.stems.clear();
        for statement in marks.in_text_order() {
            let first = bench.words.len();
            for span in &statement.content {
                bench.add_words(span.of(&text));
                bench.words.push(' ');
            }
            bench.add_stems(first);
            // No word that is sought holds a line feed, so that none is found across two statements.
            bench.words.push('\n');
            entries.push(Entry {
                id: statement.id.clone(),
                kind: statement.kind,
                source: statement.source().map(|source| self.number(source)),
                words_end: place(bench.words.len()),
                stems_end: place(bench.stems.len()),
            });
        }
        Some(Group {
            home: home.clone(),
            entries: entries.into(),
            words: bench.words.as_str().into(),
            stems: bench.stems.as_slice().into(),
        })
    }

    /// The number of a source; the first is 1.
    fn number(&mut self, source: &SourceId) -> NonZero<u32> {
        if let Some(number) = self.numbers.get(source) {
            return *number;
        }
        let number = NonZero::<u32>::MIN.saturating_add(place(self.sources.len()));
        self.sources.push(source.clone());
        self.numbers.insert(source.clone(), number);
        number
    }

    fn group(&self, row: Row) -> Option<&Group> {
        self.groups.get(row.group as usize)
    }

    /// The statement of a row.
    #[must_use]
    pub fn entry(&self, row: Row) -> Option<&Entry> {
        self.group(row)?.entries.get(row.entry as usize)
    }

    /// The article and annotator of a row.
    #[must_use]
    pub fn home(&self, row: Row) -> Option<&LayerId> {
        self.group(row).map(|group| &group.home)
    }

    /// The source that commits itself to an entry; `None` for the author's own voice.
    #[must_use]
    pub fn source_of(&self, entry: &Entry) -> Option<&SourceId> {
        self.sources.get(index(entry.source?))
    }

    /// The layers in order, each with its rows in the order of its text.
    pub fn layers(&self) -> impl Iterator<Item = (&LayerId, impl Iterator<Item = Row>)> {
        let groups = (0..).zip(&self.groups);
        groups.map(|(number, group)| (&group.home, group.rows(number)))
    }

    /// The rows of one layer, in the order of its text.
    pub fn rows_of(&self, home: &LayerId) -> impl Iterator<Item = Row> {
        let at = self.place_of(home);
        let group = at.and_then(|at| Some((u32::try_from(at).ok()?, self.groups.get(at)?)));
        group.into_iter().flat_map(|(number, group)| group.rows(number))
    }

    /// How many statements of each kind each source commits itself to, in the order of [`Kind::ALL`].
    #[must_use]
    pub fn by_kind(&self) -> HashMap<&SourceId, [usize; 3]> {
        let mut counts = vec![[0; 3]; self.sources.len()];
        for entry in self.groups.iter().flat_map(|group| &*group.entries) {
            let count = entry.source.and_then(|source| counts.get_mut(index(source)));
            let at = Kind::ALL.iter().position(|kind| *kind == entry.kind);
            if let Some(n) = count.zip(at).and_then(|(count, at)| count.get_mut(at)) {
                *n += 1;
            }
        }
        self.sources.iter().zip(counts).collect()
    }

    /// The rows of one annotator in the order in which they are likely to be what `from` bears on: the same article first,
    /// then by how many telling words they share, a little more where the source is the same.
    #[must_use]
    pub fn likely(&self, from: &StatementId, home: &LayerId, of: &AnnotatorId) -> Vec<Row> {
        let mut rows = self.scored(from, home, of, SAME_SOURCE);
        for (score, row) in &mut rows {
            let is_here = self.home(*row).is_some_and(|id| id.article == home.article);
            *score += u32::from(is_here) * 10_000;
        }
        in_order(rows)
    }

    /// The first `most` rows of one annotator that share at least so many thousandths of their telling words with `from`, the
    /// likest first.
    #[must_use]
    pub fn alike(
        &self,
        from: &StatementId,
        home: &LayerId,
        of: &AnnotatorId,
        least: u32,
        most: usize,
    ) -> Vec<Row> {
        let mut rows = self.scored(from, home, of, 0);
        rows.retain(|(score, _)| *score >= least);
        let mut rows = in_order(rows);
        rows.truncate(most);
        rows
    }

    /// Every row of one annotator but `from` itself, with its likeness to it and so much more where the source is the same.
    fn scored(
        &self,
        from: &StatementId,
        home: &LayerId,
        of: &AnnotatorId,
        same_source: u32,
    ) -> Vec<(u32, Row)> {
        let own = self.place_of(home).and_then(|at| self.groups.get(at));
        let this = own.and_then(|group| {
            let at = group.entries.iter().position(|entry| entry.id == *from)?;
            Some((group.stems_of(at), group.entries.get(at)?.source))
        });
        let (stems, source) = this.unwrap_or_default();
        let mut rows: Vec<(u32, Row)> = Vec::new();
        for (group_number, group) in (0..).zip(&self.groups) {
            if group.home.annotator != *of {
                continue;
            }
            for (at, entry) in group.entries.iter().enumerate() {
                if entry.id == *from {
                    continue;
                }
                let own = group.stems_of(at);
                let same = u32::from(source.is_some() && entry.source == source) * same_source;
                let row = Row { group: group_number, entry: place(at) };
                rows.push((likeness(own, stems) + same, row));
            }
        }
        rows
    }
}

/// The likest first; of those that are alike the first in the project.
fn in_order(mut rows: Vec<(u32, Row)>) -> Vec<Row> {
    rows.sort_unstable_by_key(|(score, row)| (u32::MAX - score, *row));
    rows.into_iter().map(|(_, row)| row).collect()
}

//! Every statement of the project by its words and sources, so that a list of a hundred thousand is searched while typing.
//!
//! All of it is derived. A layer that did not change since the last look is passed over, so that keeping up after an edit
//! costs as much as the one article that changed. The lower-case words of a layer lie in one string: a word that is sought
//! runs over it once and rules most layers out without looking at single statements.

use crate::model::{
    AnnotatorId, Kind, Layer, LayerId, Project, SourceId, StatementId, Table, Word as _,
};
use crate::text::{self, likeness};
use imbl::ordmap::DiffItem;
use memchr::memmem::Finder;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// What the same source adds to a likeness, in thousandths.
const SAME_SOURCE: u32 = 40;

/// Rows that are looked at one by one before a word is sought in all groups.
const ONE_BY_ONE: usize = 4_000;

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: StatementId,
    /// Its kind.
    pub kind: Kind,
    /// The source that commits itself, by its number; none for the author's own voice.
    source: Option<u32>,
    words: Range<usize>,
    stems: Range<usize>,
}

/// The statements of one layer.
#[derive(Debug)]
struct Group {
    home: LayerId,
    entries: Vec<Entry>,
    words: String,
    stems: Vec<u32>,
}

impl Group {
    fn words_of(&self, entry: &Entry) -> &[u8] {
        self.words.as_bytes().get(entry.words.clone()).unwrap_or_default()
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
    numbers: HashMap<SourceId, u32>,
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
        let (mut left, mut fresh) = (budget, Vec::new());
        let mut gone: HashSet<&LayerId> = HashSet::new();
        for change in seen.diff(project.layers()) {
            let (id, old, layer) = match change {
                DiffItem::Add(id, layer) => (id, None, layer),
                DiffItem::Update { old: (_, old), new: (id, layer) } => (id, Some(old), layer),
                DiffItem::Remove(id, _) => {
                    gone.insert(id);
                    continue;
                }
            };
            let n = layer.statements().len();
            if left > 0 && n <= budget {
                left = left.saturating_sub(n.max(1));
                if let Some(group) = self.read(project, layer) {
                    match self.place_of(id).and_then(|at| self.groups.get_mut(at)) {
                        Some(old) => *old = group,
                        None => fresh.push(group),
                    }
                }
                continue;
            }
            self.is_complete &= n > budget;
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
        self.seen = now;
        self.is_complete
    }

    /// Takes in groups, in the order of their homes, that it has not.
    fn put_in(&mut self, fresh: Vec<Group>) {
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

    fn read(&mut self, project: &Project, layer: &Layer) -> Option<Group> {
        let article = project.articles().get(&layer.id().article)?;
        let mut group = Group {
            home: layer.id().clone(),
            entries: Vec::with_capacity(layer.statements().len()),
            words: String::new(),
            stems: Vec::new(),
        };
        for statement in layer.in_text_order() {
            let (words, stems) = (group.words.len(), group.stems.len());
            for span in &statement.content {
                group.words.extend(span.of(article.text()).chars().flat_map(char::to_lowercase));
                group.words.push(' ');
            }
            group.stems.extend(text::stems(group.words.get(words..).unwrap_or_default()));
            // No word that is sought holds a line feed, so that none is found across two statements.
            group.words.push('\n');
            group.entries.push(Entry {
                id: statement.id.clone(),
                kind: statement.kind,
                source: statement.source().map(|source| self.number(source)),
                words: words..group.words.len(),
                stems: stems..group.stems.len(),
            });
        }
        Some(group)
    }

    fn number(&mut self, source: &SourceId) -> u32 {
        if let Some(number) = self.numbers.get(source) {
            return *number;
        }
        let number = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
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
        self.sources.get(entry.source? as usize)
    }

    /// How many statements of each kind each source commits itself to, in the order of [`Kind::ALL`].
    #[must_use]
    pub fn by_kind(&self) -> HashMap<&SourceId, [usize; 3]> {
        let mut counts = vec![[0; 3]; self.sources.len()];
        for entry in self.groups.iter().flat_map(|group| &group.entries) {
            let count = entry.source.and_then(|source| counts.get_mut(source as usize));
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
        let this =
            own.and_then(|group| Some((group, group.entries.iter().find(|e| e.id == *from)?)));
        let stems = this
            .map(|(group, entry)| group.stems.get(entry.stems.clone()).unwrap_or_default())
            .unwrap_or_default();
        let source = this.and_then(|(_, entry)| entry.source);
        let mut rows: Vec<(u32, Row)> = Vec::new();
        for (group_number, group) in (0..).zip(&self.groups) {
            if group.home.annotator != *of {
                continue;
            }
            for (entry_number, entry) in (0..).zip(&group.entries) {
                if entry.id == *from {
                    continue;
                }
                let own = group.stems.get(entry.stems.clone()).unwrap_or_default();
                let same = u32::from(source.is_some() && entry.source == source) * same_source;
                let row = Row { group: group_number, entry: entry_number };
                rows.push((likeness(own, stems) + same, row));
            }
        }
        rows
    }

    /// The first `most` rows of `order` that hold every word of `query`, in their own words or in a name of their source.
    ///
    /// A word that many hold is found among the first rows. One that few of these hold is sought in all groups at once, each
    /// of which is one string, because looking at single rows in the order of `order` is slow.
    #[must_use]
    pub fn search(&self, project: &Project, query: &str, order: &[Row], most: usize) -> Found {
        let query = query.to_lowercase();
        let sought: Vec<Sought<'_>> =
            query.split_whitespace().map(|word| self.sought(project, word)).collect();
        let (first, rest) = order.split_at(order.len().min(if sought.is_empty() {
            order.len()
        } else {
            ONE_BY_ONE
        }));
        let mut found = Found::default();
        let is_full = found.take(most, first.iter().filter(|row| self.is_hit(**row, &sought)));
        if !is_full && !rest.is_empty() {
            let hits: Vec<Vec<bool>> =
                self.groups.iter().map(|group| hits(group, &sought)).collect();
            let is_hit = |row: &&Row| {
                let group = hits.get(row.group as usize);
                group.and_then(|group| group.get(row.entry as usize)).copied().unwrap_or(false)
            };
            found.take(most, rest.iter().filter(is_hit));
        }
        found
    }

    fn is_hit(&self, row: Row, sought: &[Sought<'_>]) -> bool {
        let Some(group) = self.group(row) else { return false };
        let Some(entry) = group.entries.get(row.entry as usize) else { return false };
        let words = group.words_of(entry);
        sought.iter().all(|one| one.names(entry) || one.word.find(words).is_some())
    }

    fn sought<'a>(&self, project: &Project, word: &'a str) -> Sought<'a> {
        let is_named = |id: &SourceId| {
            let source = project.sources().get(id);
            source.is_some_and(|s| s.names().any(|name| name.to_lowercase().contains(word)))
        };
        let named: Vec<bool> = self.sources.iter().map(is_named).collect();
        let named = if named.contains(&true) { named } else { Vec::new() };
        Sought { word: Finder::new(word), named }
    }
}

/// A word that is sought.
struct Sought<'a> {
    word: Finder<'a>,
    /// By number, the sources with this word in one of their names; empty where it is in none.
    named: Vec<bool>,
}

impl Sought<'_> {
    /// Does the source of this entry go by the word?
    fn names(&self, entry: &Entry) -> bool {
        entry.source.is_some_and(|source| self.named.get(source as usize) == Some(&true))
    }
}

impl Found {
    /// Takes rows until there are `most`; says whether that was so before they ended.
    fn take<'a>(&mut self, most: usize, rows: impl Iterator<Item = &'a Row>) -> bool {
        for row in rows {
            if self.rows.len() == most {
                self.has_more = true;
                return true;
            }
            self.rows.push(*row);
        }
        false
    }
}

/// The likest first; of those that are alike the first in the project.
fn in_order(mut rows: Vec<(u32, Row)>) -> Vec<Row> {
    rows.sort_unstable_by_key(|(score, row)| (u32::MAX - score, *row));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// By entry, whether it holds every word, or its source goes by the word; empty where none does.
fn hits(group: &Group, sought: &[Sought<'_>]) -> Vec<bool> {
    let mut all: Vec<bool> = Vec::new();
    for (number, one) in sought.iter().enumerate() {
        let mut own: Vec<bool> = match one.named.as_slice() {
            [] => Vec::new(),
            _ => group.entries.iter().map(|entry| one.names(entry)).collect(),
        };
        let mut at = 0;
        while let Some(found) =
            group.words.as_bytes().get(at..).and_then(|rest| one.word.find(rest))
        {
            let byte = at + found;
            let index = group.entries.partition_point(|entry| entry.words.end <= byte);
            let Some(entry) = group.entries.get(index) else { break };
            own.resize(group.entries.len(), false);
            if let Some(hit) = own.get_mut(index) {
                *hit = true;
            }
            at = entry.words.end;
        }
        if number == 0 {
            all = own;
        } else if own.is_empty() {
            all.clear();
        } else {
            all.iter_mut().zip(own).for_each(|(all, own)| *all &= own);
        }
        if all.is_empty() {
            break;
        }
    }
    all
}

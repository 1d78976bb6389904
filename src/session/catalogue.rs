//! Every statement of the project by its words and sources, so that a list of a hundred thousand is searched while typing.
//!
//! All of it is derived. A layer that did not change since the last look is passed over, so that keeping up after an edit
//! costs as much as the one article that changed. The lower-case words of a layer lie in one string: a word that is sought
//! runs over it once and rules most layers out without looking at single statements.

use crate::model::{AnnotatorId, Kind, Layer, LayerId, Project, SourceId, StatementId, Table};
use crate::text::{self, likeness};
use imbl::ordmap::DiffItem;
use std::collections::{BTreeMap, HashMap};
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
    source: Option<u32>,
    words: Range<usize>,
    stems: Range<usize>,
}

/// The statements of one layer.
#[derive(Debug)]
struct Group {
    entries: Vec<Entry>,
    words: String,
    stems: Vec<u32>,
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
    /// Rows that match and were left off.
    pub more: usize,
}

/// Every statement of a project.
#[derive(Debug, Default)]
pub struct Catalogue {
    groups: BTreeMap<LayerId, Group>,
    order: Vec<LayerId>,
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
        let (mut left, mut is_other) = (budget, false);
        for change in seen.diff(project.layers()) {
            let (id, old, layer) = match change {
                DiffItem::Add(id, layer) => (id, None, layer),
                DiffItem::Update { old: (_, old), new: (id, layer) } => (id, Some(old), layer),
                DiffItem::Remove(id, _) => {
                    is_other |= self.groups.remove(id).is_some();
                    continue;
                }
            };
            let n = layer.statements().len();
            if left > 0 && n <= budget {
                left = left.saturating_sub(n.max(1));
                if let Some(group) = self.read(project, layer) {
                    is_other |= self.groups.insert(id.clone(), group).is_none();
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
        self.seen = now;
        if is_other {
            self.order = self.groups.keys().cloned().collect();
        }
        self.is_complete
    }

    /// Does it hold the whole project, but for layers too large to be read in a pause?
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    fn read(&mut self, project: &Project, layer: &Layer) -> Option<Group> {
        let article = project.articles().get(&layer.id().article)?;
        let mut group = Group {
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
        self.groups.get(self.order.get(row.group as usize)?)
    }

    /// The statement of a row.
    #[must_use]
    pub fn entry(&self, row: Row) -> Option<&Entry> {
        self.group(row)?.entries.get(row.entry as usize)
    }

    /// The article and annotator of a row.
    #[must_use]
    pub fn home(&self, row: Row) -> Option<&LayerId> {
        self.order.get(row.group as usize)
    }

    /// The source that commits itself to an entry; `None` for the author's own voice.
    #[must_use]
    pub fn source_of(&self, entry: &Entry) -> Option<&SourceId> {
        self.sources.get(entry.source? as usize)
    }

    /// Every row, in the order of articles, annotators and text.
    pub fn rows(&self) -> impl Iterator<Item = (Row, &Entry)> {
        let groups = self.order.iter().enumerate();
        groups.flat_map(|(index, id)| {
            let entries = self.groups.get(id).map_or(&[][..], |group| group.entries.as_slice());
            let group = u32::try_from(index).unwrap_or(u32::MAX);
            (0..).zip(entries).map(move |(entry, found)| (Row { group, entry }, found))
        })
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
        let own = self.groups.get(home);
        let this =
            own.and_then(|group| Some((group, group.entries.iter().find(|e| e.id == *from)?)));
        let stems = this
            .map(|(group, entry)| group.stems.get(entry.stems.clone()).unwrap_or_default())
            .unwrap_or_default();
        let source = this.and_then(|(_, entry)| entry.source);
        let mut rows: Vec<(u32, Row)> = Vec::new();
        for (index, id) in self.order.iter().enumerate().filter(|(_, id)| id.annotator == *of) {
            let Some(group) = self.groups.get(id) else { continue };
            let group_number = u32::try_from(index).unwrap_or(u32::MAX);
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
    #[must_use]
    pub fn search(&self, project: &Project, query: &str, order: &[Row], most: usize) -> Found {
        let query = query.to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        if words.is_empty() {
            let rows = order.iter().copied().take(most).collect();
            return Found { rows, more: order.len().saturating_sub(most) };
        }
        let named: Vec<Vec<bool>> = words.iter().map(|word| self.named(project, word)).collect();
        let hits: Vec<Vec<bool>> = self
            .order
            .iter()
            .map(|id| {
                self.groups.get(id).map_or_else(Vec::new, |group| hits(group, &words, &named))
            })
            .collect();
        let is_hit = |row: &&Row| {
            let group = hits.get(row.group as usize);
            group.and_then(|group| group.get(row.entry as usize)).copied().unwrap_or(false)
        };
        let mut found = order.iter().filter(is_hit);
        let rows = found.by_ref().take(most).copied().collect();
        Found { rows, more: found.count() }
    }

    /// By number, the sources with this word in one of their names.
    fn named(&self, project: &Project, word: &str) -> Vec<bool> {
        let is_named = |id: &SourceId| {
            let source = project.sources().get(id);
            source.is_some_and(|s| s.names().any(|name| name.to_lowercase().contains(word)))
        };
        self.sources.iter().map(is_named).collect()
    }
}

/// The likest first; of those that are alike the first in the project.
fn in_order(mut rows: Vec<(u32, Row)>) -> Vec<Row> {
    rows.sort_unstable_by_key(|(score, row)| (u32::MAX - score, *row));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// By entry, whether it holds every word, or its source goes by the word.
fn hits(group: &Group, words: &[&str], named: &[Vec<bool>]) -> Vec<bool> {
    let mut all = vec![true; group.entries.len()];
    for (word, named) in words.iter().zip(named) {
        let has_name = named.contains(&true);
        let mut own = vec![false; group.entries.len()];
        let mut at = 0;
        while let Some(found) = group.words.get(at..).and_then(|rest| rest.find(word)) {
            let byte = at + found;
            let index = group.entries.partition_point(|entry| entry.words.end <= byte);
            let Some(entry) = group.entries.get(index) else { break };
            if let Some(hit) = own.get_mut(index) {
                *hit = true;
            }
            at = entry.words.end;
        }
        for ((all, own), entry) in all.iter_mut().zip(own).zip(&group.entries) {
            let by_name = has_name
                && entry.source.is_some_and(|s| named.get(s as usize).copied().unwrap_or(false));
            *all &= own || by_name;
        }
    }
    all
}

//! Words that are sought in all statements while somebody types them.

use super::{Catalogue, Entry, Found, Group, Row, index};
use crate::model::{Project, SourceId};
use crate::text::OpenText;
use memchr::memmem::Finder;

/// Rows that are looked at one by one before a word is sought in all groups.
const ONE_BY_ONE: usize = 4_000;

impl Catalogue {
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
        let mut open = Open::default();
        let is_hit = |row: &&Row| self.is_hit(**row, &sought, &mut open);
        let is_full = found.take(most, first.iter().filter(is_hit));
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

    fn is_hit(&self, row: Row, sought: &[Sought<'_>], open: &mut Open) -> bool {
        let Some(group) = self.group(row) else { return false };
        let Some(entry) = group.entries.get(row.entry as usize) else { return false };
        let mut holds = |one: &Sought<'_>| one.word.find(open.words_of(group, row)).is_some();
        sought.iter().all(|one| one.names(entry) || holds(one))
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
        entry.source.is_some_and(|source| self.named.get(index(source)) == Some(&true))
    }
}

/// The words of the group that was looked at last: rows come group by group as a rule.
#[derive(Default)]
struct Open {
    group: Option<u32>,
    words: OpenText,
}

impl Open {
    fn words_of(&mut self, group: &Group, row: Row) -> &[u8] {
        if self.group != Some(row.group) {
            *self = Self { group: Some(row.group), words: group.words.open() };
        }
        let range = group.range(row.entry as usize, |entry| entry.words_end);
        self.words.as_bytes().get(range).unwrap_or_default()
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

/// By entry, whether it holds every word, or its source goes by the word; empty where none does.
fn hits(group: &Group, sought: &[Sought<'_>]) -> Vec<bool> {
    let mut all: Vec<bool> = Vec::new();
    let words = group.words.open();
    for (number, one) in sought.iter().enumerate() {
        let mut own: Vec<bool> = match one.named.as_slice() {
            [] => Vec::new(),
            _ => group.entries.iter().map(|entry| one.names(entry)).collect(),
        };
        let mut at = 0;
        while let Some(found) = words.as_bytes().get(at..).and_then(|rest| one.word.find(rest)) {
            let byte = at + found;
            let index = group.entries.partition_point(|entry| entry.words_end as usize <= byte);
            let Some(entry) = group.entries.get(index) else { break };
            own.resize(group.entries.len(), false);
            if let Some(hit) = own.get_mut(index) {
                *hit = true;
            }
            at = entry.words_end as usize;
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

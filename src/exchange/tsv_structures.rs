//! The structures that the rows of a WebAnno TSV file make: spans, the links of chains, and relations.
//!
//! A structure goes over several rows where they give it the same number; it lasts from the first to the last of them. One
//! that may go on in a row that cannot be read stays out, so that none comes in shorter than it was.

use super::cas::Structure;
use super::set::Place;
use super::tsv_escapes::unescaped_value;
use super::tsv_layers::{Column, Layer, Sort, linked, numbered, pieces};
use super::tsv_reading::Row;
use std::collections::{BTreeMap, BTreeSet};

/// The type of a slot's end that may be anything.
const ANYTHING: &str = "uima.tcas.Annotation";

/// The ending of the type of tokens, which have rows and no column.
const TOKEN: &str = "segmentation.type.Token";

/// What tells a structure that goes over several rows from others of its layer.
type Key = (usize, usize, usize);

/// A reference that waits until all structures are there.
struct Waiting<'f> {
    /// The structure that refers.
    from: usize,
    feature: &'f str,
    /// The type of the link between the two, and its role, in a slot.
    link: Option<(&'f str, &'f str)>,
    /// The row of the end, its type and its number.
    row: &'f str,
    kind: &'f str,
    number: usize,
    line: usize,
}

/// Structures while they are made. A structure has its index, raised by two, as its id.
pub(super) struct Making<'f> {
    layers: &'f [Layer<'f>],
    rows: BTreeMap<&'f str, (Place, usize)>,
    pub(super) structures: Vec<Structure>,
    /// First and last row of each structure that has a number.
    extents: BTreeMap<usize, (usize, usize)>,
    known: BTreeMap<Key, usize>,
    by_number: BTreeMap<usize, usize>,
    /// Structures by the row they begin on.
    begun: BTreeMap<&'f str, Vec<usize>>,
    tokens: BTreeMap<&'f str, usize>,
    waiting: Vec<Waiting<'f>>,
}

impl<'f> Making<'f> {
    pub(super) fn new(layers: &'f [Layer<'f>], rows: &'f [Row<'f>]) -> Self {
        let rows = rows.iter().map(|row| (row.name, (row.place, row.line))).collect();
        Self {
            layers,
            rows,
            structures: Vec::new(),
            extents: BTreeMap::new(),
            known: BTreeMap::new(),
            by_number: BTreeMap::new(),
            begun: BTreeMap::new(),
            tokens: BTreeMap::new(),
            waiting: Vec::new(),
        }
    }

    /// Takes in what stands on a row with these words.
    pub(super) fn take(&mut self, index: usize, row: &'f Row<'f>, words: &str) {
        for (layer_index, layer) in self.layers.iter().enumerate() {
            let cells = row.cells.iter().skip(layer.first).take(layer.columns.len());
            let stacks: Vec<Vec<&'f str>> = cells
                .map(|cell| if *cell == "_" { Vec::new() } else { pieces(cell, '|') })
                .collect();
            let height = stacks.iter().map(Vec::len).max().unwrap_or(0);
            for level in 0..height {
                let values: Vec<Option<&'f str>> =
                    stacks.iter().map(|stack| stack.get(level).copied()).collect();
                let key = layer.key(&values).map(|(chain, number)| (layer_index, chain, number));
                let at = self.structure(layer, key, index, row, words);
                self.set_values(layer, at, &values, row);
            }
        }
    }

    /// The structure of this key, which lasts to this row now; or a new one.
    fn structure(
        &mut self,
        layer: &Layer<'f>,
        key: Option<Key>,
        index: usize,
        row: &'f Row<'f>,
        words: &str,
    ) -> usize {
        let known = key.and_then(|key| self.known.get(&key)).copied();
        if let Some((at, one)) = known.and_then(|at| Some((at, self.structures.get_mut(at)?))) {
            let place = one.place.get_or_insert(row.place);
            place.start = place.start.min(row.place.start);
            place.end = place.end.max(row.place.end);
            one.quote.push(' ');
            one.quote.push_str(words);
            self.extents.entry(at).and_modify(|extent| extent.1 = index);
            return at;
        }
        let at = self.structures.len();
        let quote = if layer.sort == Sort::Relation { String::new() } else { words.to_owned() };
        self.structures.push(Structure {
            id: at + 2,
            kind: layer.kind.to_owned(),
            place: Some(row.place),
            quote,
            line: row.line,
            ..Structure::default()
        });
        if let Some(key) = key {
            self.known.insert(key, at);
            self.extents.insert(at, (index, index));
            if layer.sort == Sort::Span {
                self.by_number.entry(key.2).or_insert(at);
            }
        }
        self.begun.entry(row.name).or_default().push(at);
        at
    }

    fn set_values(
        &mut self,
        layer: &Layer<'f>,
        at: usize,
        values: &[Option<&'f str>],
        row: &'f Row<'f>,
    ) {
        let mut roles = Vec::new();
        for (column, value) in layer.columns.iter().zip(values) {
            let Some(value) = value else { continue };
            let bare = numbered(value).0;
            match column {
                Column::Feature(feature) => self.set_text(at, feature, bare),
                Column::Link => self.set_text(at, "referenceRelation", linked(value).0),
                Column::Bare => {}
                Column::Roles(feature, link) => {
                    let all = pieces(bare, ';').into_iter();
                    roles = all.map(|role| (*feature, *link, role)).collect();
                }
                Column::Ends(kind) => self.refer_by_slots(at, kind, value, &roles, row.line),
                Column::Base(kind) => self.refer_to_both(at, kind, value, row),
            }
        }
    }

    /// The ends of the slots of a span, each with the role of the same number.
    fn refer_by_slots(
        &mut self,
        from: usize,
        kind: &'f str,
        ends: &'f str,
        roles: &[(&'f str, &'f str, &'f str)],
        line: usize,
    ) {
        // The rows of a span repeat its slots.
        if self.structures.get(from).is_some_and(|one| one.line != line) {
            return;
        }
        for (end, (feature, link, role)) in pieces(ends, ';').into_iter().zip(roles) {
            let (row, number) = numbered(end);
            if row != "*" && row != "_" {
                let number = number.and_then(|number| number.parse().ok()).unwrap_or(0);
                let link = Some((*link, *role));
                self.waiting.push(Waiting { from, feature, link, row, kind, number, line });
            }
        }
    }

    /// Both ends of a relation: the one that is named, and the row itself.
    fn refer_to_both(&mut self, from: usize, kind: &'f str, value: &'f str, row: &'f Row<'f>) {
        let (source, numbers) = numbered(value);
        let numbers = numbers.and_then(|numbers| numbers.split_once('_'));
        let number = |text: &str| text.parse().unwrap_or(0);
        let (first, second) = numbers.map_or((0, 0), |(a, b)| (number(a), number(b)));
        let ends = [("Governor", source, first), ("Dependent", row.name, second)];
        self.waiting.extend(ends.map(|(feature, name, number)| {
            let (link, line) = (None, row.line);
            Waiting { from, feature, link, row: name, kind, number, line }
        }));
    }

    /// Sets a feature unless it is set; a star says that it has no value.
    fn set_text(&mut self, at: usize, feature: &str, value: &str) {
        let Some(one) = self.structures.get_mut(at).filter(|_| value != "*") else { return };
        if one.text(feature).is_none() {
            one.texts.push((feature.to_owned(), unescaped_value(value)));
        }
    }

    /// Ties references to their ends, chains together, and lets go what may be torn.
    pub(super) fn finish(&mut self, gaps: &BTreeSet<usize>, mut tell: impl FnMut(usize, String)) {
        for waiting in std::mem::take(&mut self.waiting) {
            let Some(end) = self.end(&waiting) else {
                let what = format!(
                    "expected {} at “{}” for {}, found none",
                    waiting.kind, waiting.row, waiting.feature
                );
                tell(waiting.line, what);
                continue;
            };
            let mut target = end + 2;
            if let Some((kind, role)) = waiting.link {
                target = self.structures.len() + 2;
                let role = (role != "*").then(|| ("role".to_owned(), unescaped_value(role)));
                self.structures.push(Structure {
                    id: target,
                    kind: kind.to_owned(),
                    texts: role.into_iter().collect(),
                    refs: vec![("target".to_owned(), vec![end + 2])],
                    line: waiting.line,
                    ..Structure::default()
                });
            }
            let Some(one) = self.structures.get_mut(waiting.from) else { continue };
            match one.refs.iter_mut().find(|(name, _)| name == waiting.feature) {
                Some((_, targets)) => targets.push(target),
                None => one.refs.push((waiting.feature.to_owned(), vec![target])),
            }
        }
        self.chain();
        self.let_go(gaps, &mut tell);
    }

    /// The structure at the end of a reference; a token becomes one where it is referred to.
    fn end(&mut self, waiting: &Waiting<'f>) -> Option<usize> {
        if waiting.number > 0 {
            return self.by_number.get(&waiting.number).copied();
        }
        let is_meant = |at: &&usize| {
            self.structures.get(**at).is_some_and(|one| {
                one.kind == waiting.kind || (waiting.kind == ANYTHING && one.place.is_some())
            })
        };
        let begun = self.begun.get(waiting.row);
        if let Some(at) = begun.and_then(|begun| begun.iter().find(is_meant)) {
            return Some(*at);
        }
        if !waiting.kind.ends_with(TOKEN) {
            return None;
        }
        let (place, line) = self.rows.get(waiting.row).copied()?;
        let new = self.structures.len();
        let at = *self.tokens.entry(waiting.row).or_insert(new);
        if at == new {
            self.structures.push(Structure {
                id: at + 2,
                kind: waiting.kind.to_owned(),
                place: Some(place),
                line,
                ..Structure::default()
            });
        }
        Some(at)
    }

    /// Each link of a chain leads to the next one.
    fn chain(&mut self) {
        let is_chain =
            |layer: usize| self.layers.get(layer).is_some_and(|one| one.sort == Sort::Chain);
        let links: Vec<(Key, usize)> = self
            .known
            .iter()
            .filter(|(key, _)| is_chain(key.0))
            .map(|(key, at)| (*key, *at))
            .collect();
        for (link, next) in links.iter().zip(links.iter().skip(1)) {
            if (link.0.0, link.0.1) == (next.0.0, next.0.1)
                && let Some(one) = self.structures.get_mut(link.1)
            {
                one.refs.push(("next".to_owned(), vec![next.1 + 2]));
            }
        }
    }

    fn let_go(&mut self, gaps: &BTreeSet<usize>, tell: &mut impl FnMut(usize, String)) {
        let mut torn = BTreeSet::new();
        for (at, (first, last)) in &self.extents {
            if gaps.range(*first..=*last + 1).next().is_some()
                && let Some(one) = self.structures.get(*at)
            {
                let words = &one.quote;
                let what =
                    format!("“{words}” may go on in a line that cannot be read, so it stays out");
                tell(one.line, what);
                torn.insert(one.id);
            }
        }
        // What is wrong with a relation that has not both ends was told where they were looked for.
        let relations: BTreeSet<&str> = self
            .layers
            .iter()
            .filter(|layer| layer.sort == Sort::Relation)
            .map(|layer| layer.kind)
            .collect();
        let mut known = BTreeSet::new();
        self.structures.retain(|one| {
            let is_relation = relations.contains(one.kind.as_str());
            let is_loose = is_relation && one.refs.len() < 2;
            // INCEpTION writes a relation on every row of its end: one with an id is there once.
            let is_copy = is_relation
                && one.text("identifier").is_some()
                && !known.insert((one.kind.clone(), one.texts.clone(), one.refs.clone()));
            !torn.contains(&one.id) && !is_loose && !is_copy
        });
    }
}

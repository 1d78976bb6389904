//! A record by itself, as one file holds it: what two people may have changed at the same time, and both of it together.

use super::article::Article;
use super::assemble::Home;
use super::id::{AnnotatorId, StatementId};
use super::judgement::{Evidence, Judgement};
use super::layer::{Annotator, Layer};
use super::project::{Settings, Tables};
use super::proposition::Proposition;
use super::source::Source;
use super::statement::Relation;
use super::table::Table;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What one file of a project holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// What is set for the project, and who works on it.
    Project(Settings, Table<AnnotatorId, Annotator>),
    /// A source.
    Source(Source),
    /// A proposition.
    Proposition(Proposition),
    /// An article, with its text.
    Article(Arc<Article>),
    /// A layer.
    Layer(Arc<Layer>),
}

impl Tables {
    /// The record at this place.
    #[must_use]
    pub fn record(&self, home: &Home) -> Option<Record> {
        match home {
            Home::Project => Some(Record::Project(self.settings.clone(), self.annotators.clone())),
            Home::Source(id) => self.sources.get(id).cloned().map(Record::Source),
            Home::Proposition(id) => self.propositions.get(id).cloned().map(Record::Proposition),
            Home::Article(id) => self.articles.get(id).cloned().map(Record::Article),
            Home::Layer(id) => self.layers.get(id).cloned().map(Record::Layer),
        }
    }

    /// Puts a record in its place, asking nothing; `None` takes away what is there. A record of another sort does nothing.
    pub fn put_record(&mut self, home: &Home, record: Option<Record>) {
        match (home, record) {
            (Home::Project, Some(Record::Project(settings, annotators))) => {
                (self.settings, self.annotators) = (settings, annotators);
            }
            (Home::Source(id), Some(Record::Source(source))) => {
                self.sources.insert(id.clone(), source);
            }
            (Home::Source(id), None) => drop(self.sources.remove(id)),
            (Home::Proposition(id), Some(Record::Proposition(proposition))) => {
                self.propositions.insert(id.clone(), proposition);
            }
            (Home::Proposition(id), None) => drop(self.propositions.remove(id)),
            (Home::Article(id), Some(Record::Article(article))) => {
                self.articles.insert(id.clone(), article);
            }
            (Home::Article(id), None) => drop(self.articles.remove(id)),
            (Home::Layer(id), Some(Record::Layer(layer))) => {
                self.layers.insert(id.clone(), layer);
            }
            (Home::Layer(id), None) => drop(self.layers.remove(id)),
            _ => {}
        }
    }
}

impl Record {
    /// What two people made of `base`, together: what only one of them changed is taken from that one. What both changed is
    /// taken from `mine`, and a statement that they changed in different ways is kept twice. `None`
    /// where that makes no sense.
    #[must_use]
    pub fn both(base: Option<&Self>, mine: &Self, theirs: &Self) -> Option<Self> {
        match (mine, theirs) {
            (Self::Layer(mine), Self::Layer(theirs)) => {
                let empty = Layer::new(mine.id().clone(), Default::default());
                let base = match base {
                    Some(Self::Layer(base)) => base.as_ref(),
                    _ => &empty,
                };
                Some(Self::Layer(Arc::new(both_layers(base, mine, theirs))))
            }
            (Self::Source(mine), Self::Source(theirs)) => {
                let base = match base {
                    Some(Self::Source(base)) => base,
                    _ => mine,
                };
                Some(Self::Source(both_sources(base, mine, theirs)))
            }
            (Self::Proposition(mine), Self::Proposition(theirs)) => {
                let base = match base {
                    Some(Self::Proposition(base)) => base,
                    _ => mine,
                };
                Some(Self::Proposition(both_propositions(base, mine, theirs)))
            }
            _ => None,
        }
    }
}

fn both_propositions(base: &Proposition, mine: &Proposition, theirs: &Proposition) -> Proposition {
    Proposition {
        id: mine.id.clone(),
        wording: pick(&base.wording, &mine.wording, &theirs.wording).clone(),
        topic: pick(&base.topic, &mine.topic, &theirs.topic).clone(),
        note: pick(&base.note, &mine.note, &theirs.note).clone(),
        evidence: both_lists(&base.evidence, &mine.evidence, &theirs.evidence, |one: &Evidence| {
            one.at
        }),
        verdicts: both_histories(&base.verdicts, &mine.verdicts, &theirs.verdicts),
        created: mine.created.clone(),
    }
}

/// All that is in one of them, but what one of the two took away; sorted by `key`.
fn both_lists<T: Clone + PartialEq, K: Ord>(
    base: &[T],
    mine: &[T],
    theirs: &[T],
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let mut both: Vec<T> = mine.to_vec();
    both.extend(theirs.iter().filter(|one| !mine.contains(one)).cloned());
    both.retain(|one| !base.contains(one) || (mine.contains(one) && theirs.contains(one)));
    both.sort_by_key(key);
    both
}

/// Judgements of both in the order of time.
fn both_histories<G: Clone + PartialEq>(
    base: &[Judgement<G>],
    mine: &[Judgement<G>],
    theirs: &[Judgement<G>],
) -> Vec<Judgement<G>> {
    both_lists(base, mine, theirs, |one| one.at)
}

fn pick<'a, T: PartialEq>(base: &T, mine: &'a T, theirs: &'a T) -> &'a T {
    if mine == base { theirs } else { mine }
}

fn both_sources(base: &Source, mine: &Source, theirs: &Source) -> Source {
    let mut aliases = pick(&base.aliases, &mine.aliases, &theirs.aliases).clone();
    for alias in mine.aliases.iter().chain(&theirs.aliases) {
        if !aliases.contains(alias) {
            aliases.push(alias.clone());
        }
    }
    Source {
        id: mine.id.clone(),
        name: pick(&base.name, &mine.name, &theirs.name).clone(),
        aliases,
        kind: *pick(&base.kind, &mine.kind, &theirs.kind),
        part_of: pick(&base.part_of, &mine.part_of, &theirs.part_of).clone(),
        role: pick(&base.role, &mine.role, &theirs.role).clone(),
        independence_group: pick(
            &base.independence_group,
            &mine.independence_group,
            &theirs.independence_group,
        )
        .clone(),
        offices: both_lists(&base.offices, &mine.offices, &theirs.offices, |one| one.from),
        country: pick(&base.country, &mine.country, &theirs.country).clone(),
        links: both_lists(&base.links, &mine.links, &theirs.links, |_| ()),
        distinct_from: both_lists(
            &base.distinct_from,
            &mine.distinct_from,
            &theirs.distinct_from,
            Clone::clone,
        ),
        reliability: both_histories(&base.reliability, &mine.reliability, &theirs.reliability),
        note: pick(&base.note, &mine.note, &theirs.note).clone(),
    }
}

/// Both tables together; what both changed in different ways goes into the second list, as it is in `theirs`.
fn both_tables<K: Ord + Clone, V: Clone + PartialEq>(
    base: &Table<K, V>,
    mine: &Table<K, V>,
    theirs: &Table<K, V>,
) -> (Table<K, V>, Vec<V>) {
    let keys: BTreeSet<&K> = mine.keys().chain(theirs.keys()).collect();
    let (mut both, mut twice) = (Table::new(), Vec::new());
    for key in keys {
        let (was, my, their) = (base.get(key), mine.get(key), theirs.get(key));
        if my != their && my != was && their != was && my.is_some() {
            twice.extend(their.cloned());
        }
        let kept = if my == was || (my.is_none() && their != was) { their } else { my };
        both.extend(kept.map(|value| (key.clone(), value.clone())));
    }
    (both, twice)
}

/// A name of which nobody has made use.
fn free(id: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut names = (1_u32..).map(|number| format!("{id}-theirs-{number}"));
    names.find(|name| !is_taken(name)).unwrap_or_default()
}

fn both_layers(base: &Layer, mine: &Layer, theirs: &Layer) -> Layer {
    let head = pick(&base.head, &mine.head, &theirs.head).clone();
    let mut layer = Layer::new(mine.id().clone(), head);
    let both = layer.marks.get_mut();
    let [base, mine, theirs] = [base, mine, theirs].map(Layer::marks);
    let (statements, twice) = both_tables(&base.statements, &mine.statements, &theirs.statements);
    let mut ids: BTreeSet<StatementId> = statements.keys().cloned().collect();
    for statement in statements.values() {
        both.put_statement(Arc::clone(statement));
    }
    for statement in twice {
        let name = free(statement.id.as_str(), |name| ids.iter().any(|id| id.as_str() == name));
        if let Ok(id) = StatementId::new(&name) {
            ids.insert(id.clone());
            let mut other = statement.as_ref().clone();
            other.id = id;
            both.put_statement(Arc::new(other));
        }
    }
    // Of relations and remarks that both changed the one here stays: each has one place in the text and one author.
    let relations = both_tables(&base.relations, &mine.relations, &theirs.relations).0.into_iter();
    let stands = |relation: &Relation| both.statements.contains_key(&relation.from);
    both.relations = relations.filter(|(_, relation)| stands(relation)).collect();
    both.remarks = both_tables(&base.remarks, &mine.remarks, &theirs.remarks).0;
    let marks = mine.no_statement.clone().union(theirs.no_statement.clone());
    let stays = |span: &crate::text::Span| {
        let (was, my) = (base.no_statement.contains(span), mine.no_statement.contains(span));
        if my == was { theirs.no_statement.contains(span) } else { my }
    };
    both.no_statement = marks.into_iter().filter(stays).collect();
    layer
}

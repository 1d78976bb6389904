//! From a settled set to edits on a project. Each edit is tried on a copy first, so that what does not fit is told and the
//! rest goes in; a record that is there already is never written over.

use super::arriving::Look;
use super::fit::{all_ties, labels};
use super::mapping::{Link, Mapping, Meaning};
use super::set::{Document, Fields, Mark, Record, Set, Tie};
use super::values::with_fields;
use crate::export::{Alone, Crew, Watch, done_by};
use crate::model::{
    Annotator, AnnotatorId, AnnotatorKind, ArticleId, Edit, LayerHead, LayerId, Prepared, Project,
    Proposition, PropositionId, Refusal, Relation, RelationId, Source, SourceId, SourceType, Stamp,
    StatementId, Trial,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;

/// What became of a mark, a relation or a whole document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Taken in, where its file has it.
    TakenIn,
    /// Taken in at another place: the only one with these words in these surroundings.
    Moved,
    /// The project has it.
    Here,
    /// The project has another record of this id, which stays as it is.
    Differs,
    /// Its words are not there, or could be at several places.
    Lost,
    /// It breaks a rule of the project.
    Refused,
}

impl Fate {
    /// In a word or two.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::TakenIn => "taken in",
            Self::Moved => "moved",
            Self::Here => "already here",
            Self::Differs => "differs from the one here, which stays",
            Self::Lost => "lost",
            Self::Refused => "refused",
        }
    }
}

/// What became of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The document.
    pub document: String,
    /// The mark or relation, with label and first words; empty for the document itself.
    pub item: String,
    /// What became of it.
    pub fate: Fate,
    /// Why.
    pub why: String,
}

/// What taking in a set comes to.
#[derive(Debug, Default)]
pub struct Incoming {
    /// What takes it in, as one step, applied to a copy already; none where nothing of it is new.
    pub change: Option<Prepared>,
    /// What becomes of each item.
    pub verdicts: Vec<Verdict>,
}

/// Who takes in what, and when.
#[derive(Clone, Copy, Debug)]
pub struct Taker<'a> {
    /// Whose marks those are that the file gives nobody.
    pub by: &'a AnnotatorId,
    /// Now.
    pub at: Timestamp,
}

/// So many texts are looked at before their marks are taken in.
const AT_ONCE: usize = 256;

/// What takes a settled set into a project. Nothing is changed here.
#[must_use]
pub fn take_in(project: &Project, set: Set, mapping: &Mapping, taker: Taker<'_>) -> Incoming {
    let mut taking = Taking::new(project, mapping, taker);
    // Nobody asks it to stop.
    let _through = taking.take(set, &Alone, &mut |_| ControlFlow::Continue(()));
    taking.end()
}

/// A set on its way into a project, portion by portion.
#[derive(Debug)]
pub struct Taking<'a> {
    /// The project with what was taken in so far.
    pub(super) trial: Trial,
    mapping: &'a Mapping,
    /// What the labels met so far mean.
    meanings: BTreeMap<String, Meaning>,
    links: BTreeMap<String, Link>,
    pub(super) by: AnnotatorId,
    pub(super) at: Timestamp,
    verdicts: Vec<Verdict>,
    /// The layer and id that the statements of this portion got, by document and mark.
    pub(super) places: BTreeMap<(String, String), (LayerId, StatementId)>,
    /// The articles by the address that they came from; of several the first.
    pub(super) addresses: HashMap<String, ArticleId>,
    n_done: usize,
}

impl<'a> Taking<'a> {
    /// Begins; nothing of the project is changed.
    #[must_use]
    pub fn new(project: &Project, mapping: &'a Mapping, taker: Taker<'_>) -> Self {
        let mut taking = Self {
            trial: Trial::on(project),
            mapping,
            meanings: BTreeMap::new(),
            links: BTreeMap::new(),
            by: taker.by.clone(),
            at: taker.at,
            verdicts: Vec::new(),
            places: BTreeMap::new(),
            addresses: HashMap::new(),
            n_done: 0,
        };
        for article in project.articles().values() {
            taking.note_address(article);
        }
        taking
    }

    /// Takes in a portion of the set, settled: the first has what is known beside the texts, and ties lead to no text of
    /// another portion. Others look at the texts ahead; `watch` is told how many are through and may ask to stop.
    pub fn take(&mut self, set: Set, crew: &dyn Crew, watch: &mut Watch<'_>) -> ControlFlow<()> {
        for label in labels(&set) {
            if !self.meanings.contains_key(label) {
                self.meanings.insert(label.to_owned(), self.mapping.mark(label));
            }
        }
        for label in all_ties(&set) {
            if !self.links.contains_key(label) {
                self.links.insert(label.to_owned(), self.mapping.tie(label));
            }
        }
        self.take_records(&set);
        let Set { documents, unit, .. } = set;
        let mut ties = Vec::new();
        let mut waiting = documents.into_iter();
        loop {
            let documents: Vec<Document> = waiting.by_ref().take(AT_ONCE).collect();
            if documents.is_empty() {
                break;
            }
            let known = self.trial.project();
            let looked = done_by(crew, documents.len(), |number| {
                documents.get(number).map(|document| Look::at(document, known)).unwrap_or_default()
            });
            for (mut document, look) in documents.into_iter().zip(looked) {
                if let Some(article) = self.home(unit, &mut document, look) {
                    self.take_marks(&document, article.id());
                }
                self.n_done += 1;
                ties.push((document.name, document.ties));
            }
            watch(self.n_done)?;
        }
        for (document, ties) in ties {
            self.take_relations(&document, &ties);
        }
        self.places.clear();
        ControlFlow::Continue(())
    }

    /// What became of the items since this was asked last.
    pub fn verdicts(&mut self) -> Vec<Verdict> {
        std::mem::take(&mut self.verdicts)
    }

    /// What all of it comes to, with the verdicts that were not asked for.
    #[must_use]
    pub fn end(self) -> Incoming {
        Incoming { change: self.trial.prepared(), verdicts: self.verdicts }
    }

    pub(super) fn work(&self) -> &Project {
        self.trial.project()
    }

    pub(super) fn perform(&mut self, edit: Edit) -> Result<(), Refusal> {
        self.trial.perform(edit)
    }

    pub(super) fn tell(&mut self, document: &Document, mark: Option<&Mark>, fate: Fate, why: &str) {
        let item = mark.map_or_else(String::new, |mark| super::facts::wording(document, mark));
        let (document, why) = (document.name.clone(), why.to_owned());
        self.verdicts.push(Verdict { document, item, fate, why });
    }

    fn take_records(&mut self, set: &Set) {
        for record in set.records_of("annotator") {
            self.annotator(&record.id, Some(record));
        }
        let sources: Vec<Source> = set.records_of("source").filter_map(source_of).collect();
        let new: Vec<Source> = sources
            .into_iter()
            .filter(|one| !self.work().sources().contains_key(&one.id))
            .collect();
        for source in &new {
            let alone = Source { part_of: None, ..source.clone() };
            self.perform(Edit::Source(source.id.clone(), Some(alone))).ok();
        }
        for source in new.into_iter().filter(|source| source.part_of.is_some()) {
            self.perform(Edit::Source(source.id.clone(), Some(source))).ok();
        }
        for record in set.records_of("proposition") {
            let Ok(id) = PropositionId::new(&record.id) else { continue };
            if self.work().propositions().contains_key(&id) {
                continue;
            }
            let mut fields = record.fields.clone();
            let created = self.stamp(&mut fields, &self.by.clone());
            let usual = Proposition::new(id.clone(), &record.id, created);
            let proposition = with_fields(usual, &mut fields, &["id"]);
            self.perform(Edit::Proposition(id, Some(proposition))).ok();
        }
    }

    /// The annotator of this id or name, who begins to exist where needed.
    pub(super) fn annotator(&mut self, by: &str, record: Option<&Record>) -> AnnotatorId {
        let id = match AnnotatorId::new(by) {
            _ if by.is_empty() => self.by.clone(),
            Ok(id) => id,
            Err(_) => AnnotatorId::from_name(by, |_| false),
        };
        if !self.work().annotators().contains_key(&id) {
            let name = if by.is_empty() { id.to_string() } else { by.to_owned() };
            let usual = Annotator { id: id.clone(), name, kind: AnnotatorKind::Human };
            let mut fields = record.map(|record| record.fields.clone()).unwrap_or_default();
            let annotator = with_fields(usual, &mut fields, &["id"]);
            self.perform(Edit::Annotator(id.clone(), Some(annotator))).ok();
        }
        id
    }

    /// When and by whom it was made.
    pub(super) fn stamp(&mut self, fields: &mut Fields, by: &AnnotatorId) -> Stamp {
        let maker = fields.remove("created_by").and_then(|by| AnnotatorId::new(&by).ok());
        let at = fields.get("created").and_then(|at| at.parse().ok());
        if at.is_some() {
            fields.remove("created");
        }
        Stamp { by: maker.unwrap_or_else(|| by.clone()), at: at.unwrap_or(self.at) }
    }

    fn take_marks(&mut self, document: &Document, article: &ArticleId) {
        let mut annotators: BTreeSet<&str> =
            document.marks.iter().map(|mark| mark.by.as_str()).collect();
        annotators.extend(document.fields.keys().filter_map(|key| Some(key.split_once('/')?.0)));
        for by in annotators {
            let kind = document.fields.get(&format!("{by}/kind")).cloned();
            let known = kind.map(|kind| Record {
                fields: Fields::from([("kind".to_owned(), kind)]),
                ..Record::default()
            });
            let annotator = self.annotator(by, known.as_ref());
            let layer = LayerId { article: article.clone(), annotator };
            if !self.work().layers().contains_key(&layer) {
                let mut head: Fields = document
                    .fields
                    .iter()
                    .filter_map(|(key, value)| {
                        let (owner, name) = key.split_once('/')?;
                        (owner == by).then(|| (name.to_owned(), value.clone()))
                    })
                    .collect();
                let head = with_fields(LayerHead::default(), &mut head, &[]);
                if let Err(refusal) = self.perform(Edit::Layer(layer.clone(), Some(head))) {
                    self.tell(document, None, Fate::Refused, &refusal.to_string());
                    continue;
                }
            }
            super::statements::Layering::new(self, document, &layer, by).take();
        }
    }

    fn take_relations(&mut self, document: &str, ties: &[Tie]) {
        for tie in ties {
            let Link::Relation(kind) = self.link(tie) else { continue };
            let other = tie.to_document.as_deref().unwrap_or(document);
            let from = self.places.get(&(document.to_owned(), tie.from.clone())).cloned();
            let to = self.places.get(&(other.to_owned(), tie.to.clone())).cloned();
            // Ends that are no statements were kept with the mark it begins at.
            let (Some((layer, from)), Some((there, to))) = (from, to) else { continue };
            let is_here = self.work().relations_at(&from).any(|(_, relation)| {
                relation.kind == kind && relation.from == from && relation.to == to
            });
            let item = format!("{from} {} {to}", tie.label);
            let fate = |fate, why| Verdict { document: document.to_owned(), item, fate, why };
            if is_here {
                self.verdicts.push(fate(Fate::Here, String::new()));
                continue;
            }
            let mut fields = tie.fields.clone();
            let created = self.stamp(&mut fields, &layer.annotator);
            let relation = Relation {
                id: self.relation_id(tie, &from),
                kind,
                from,
                to,
                to_article: there.article,
                note: fields.remove("note").unwrap_or_default(),
                created,
            };
            let edit = Edit::Relation(layer, relation.id.clone(), Some(relation));
            let verdict = match self.perform(edit) {
                Ok(()) => fate(Fate::TakenIn, String::new()),
                Err(refusal) => fate(Fate::Refused, refusal.to_string()),
            };
            self.verdicts.push(verdict);
        }
    }

    fn relation_id(&self, tie: &Tie, from: &StatementId) -> RelationId {
        let is_taken = |id: &RelationId| self.work().has_relation(id);
        let own = RelationId::new(&tie.id).ok().filter(|id| !is_taken(id) && is_telling(&tie.id));
        own.unwrap_or_else(|| RelationId::from_name(&format!("{from}-{}", tie.label), is_taken))
    }

    /// What a mark of this label is to be.
    pub(super) fn meaning(&self, mark: &Mark) -> Meaning {
        self.meanings.get(mark.label.as_str()).copied().unwrap_or(Meaning::Keep)
    }

    /// What a tie of this label is to be.
    pub(super) fn link(&self, tie: &Tie) -> Link {
        self.links.get(tie.label.as_str()).copied().unwrap_or(Link::Keep)
    }
}

/// Is the id more than a number that other files have too?
pub(super) fn is_telling(id: &str) -> bool {
    id.contains('-') && id.chars().any(char::is_alphabetic)
}

fn source_of(record: &Record) -> Option<Source> {
    let id = SourceId::new(&record.id).ok()?;
    let mut fields = record.fields.clone();
    let usual = Source::named(id, &record.id, SourceType::Unspecified);
    let mut source = with_fields(usual, &mut fields, &["id"]);
    for (name, value) in fields {
        if !source.note.is_empty() {
            source.note.push('\n');
        }
        source.note.push_str(&format!("{name}: {value}"));
    }
    Some(source)
}

//! The marks of one annotator on one article, as statements and remarks.

use super::incoming::{Fate, Taking, is_telling};
use super::mapping::{Link, Meaning};
use super::outgoing::{LEVELS, TIE};
use super::set::{Document, Fields, Mark, Tie};
use super::values::with_fields;
use crate::import::source_for;
use crate::model::{
    Cue, Edit, Kind, LayerId, Level, MOST_LEVELS, PropositionId, Remark, RemarkId, RemarkKind,
    Source, SourceId, SourceType, Statement, StatementId,
};
use crate::text::Span;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The part that a mark plays in a statement.
#[derive(Clone, Copy)]
struct Part<'a> {
    link: Link,
    level: usize,
    mark: &'a Mark,
}

/// Takes in the marks of one annotator on one article.
pub(super) struct Layering<'a, 'b> {
    taking: &'a mut Taking<'b>,
    document: &'a Document,
    layer: &'a LayerId,
    by: &'a str,
    marks: BTreeMap<&'a str, &'a Mark>,
    /// Ties by the mark they begin at.
    ties: BTreeMap<&'a str, Vec<&'a Tie>>,
    /// Parts by the statement they belong to.
    parts: BTreeMap<&'a str, Vec<Part<'a>>>,
    /// Ids that marks have in the project.
    ids: BTreeMap<&'a str, String>,
}

impl<'a, 'b> Layering<'a, 'b> {
    pub(super) fn new(
        taking: &'a mut Taking<'b>,
        document: &'a Document,
        layer: &'a LayerId,
        by: &'a str,
    ) -> Self {
        let marks = document.by_id();
        let mut ties: BTreeMap<&str, Vec<&Tie>> = BTreeMap::new();
        for tie in &document.ties {
            ties.entry(&tie.from).or_default().push(tie);
        }
        let mut layering = Self {
            taking,
            document,
            layer,
            by,
            marks,
            ties,
            parts: BTreeMap::new(),
            ids: BTreeMap::new(),
        };
        layering.gather_parts();
        layering.give_ids();
        layering
    }

    pub(super) fn take(mut self) {
        let (document, by) = (self.document, self.by);
        let is_part: BTreeSet<&str> =
            self.parts.values().flatten().map(|part| part.mark.id.as_str()).collect();
        let mut last = Vec::new();
        for mark in document.marks.iter().filter(|mark| mark.by == by) {
            match self.taking.meaning(mark) {
                Meaning::Claim => self.take_statement(mark, Kind::Claim),
                Meaning::Denial => self.take_statement(mark, Kind::Denial),
                Meaning::Fact => self.take_statement(mark, Kind::Fact),
                Meaning::Skip => {}
                Meaning::NoStatement => last.push(mark),
                Meaning::Source | Meaning::Head | Meaning::Cue
                    if is_part.contains(mark.id.as_str()) => {}
                Meaning::Remark => self.take_remark(mark, false),
                Meaning::Source | Meaning::Head | Meaning::Cue | Meaning::Keep => {
                    self.take_remark(mark, true);
                }
            }
        }
        for mark in last {
            for place in &mark.places {
                let layer = self.taking.work().layers().get(self.layer);
                if layer.is_some_and(|layer| layer.marks().no_statement().contains(&place.span())) {
                    self.taking.tell(document, Some(mark), Fate::Here, "");
                    continue;
                }
                let edit = Edit::NoStatement(self.layer.clone(), place.span(), true);
                self.finish(mark, edit);
            }
        }
    }

    fn gather_parts(&mut self) {
        for tie in self.document.ties.iter().filter(|tie| tie.to_document.is_none()) {
            let link = self.taking.link(tie);
            let (Some(from), Some(mark)) =
                (self.marks.get(tie.from.as_str()), self.marks.get(tie.to.as_str()))
            else {
                continue;
            };
            let is_part = matches!(link, Link::Source | Link::Head | Link::Cue);
            if is_part && is_statement(self.taking.meaning(from)) {
                let level = mark.fields.get("level").and_then(|level| level.parse().ok());
                let part = Part { link, level: level.unwrap_or(1), mark };
                self.parts.entry(from.id.as_str()).or_default().push(part);
            }
        }
    }

    fn give_ids(&mut self) {
        let document = self.document;
        let mut given: BTreeSet<String> = BTreeSet::new();
        for mark in document.marks.iter().filter(|mark| mark.by == self.by) {
            let base = format!("{}-{}", self.layer.article, mark.id);
            let work = self.taking.work();
            let id = if is_statement(self.taking.meaning(mark)) {
                let is_elsewhere = |id: &StatementId| {
                    given.contains(id.as_str())
                        || work.statement(id).is_some_and(|(home, _)| home != self.layer)
                };
                let own = StatementId::new(&mark.id).ok();
                let own = own.filter(|id| is_telling(&mark.id) && !is_elsewhere(id));
                let is_taken = |id: &StatementId| is_elsewhere(id) || work.has_statement(id);
                own.unwrap_or_else(|| StatementId::from_name(&base, is_taken)).to_string()
            } else {
                let layer = work.layers().get(self.layer);
                let is_elsewhere = |id: &RemarkId| {
                    let here = layer.is_some_and(|layer| layer.marks().remarks().contains_key(id));
                    given.contains(id.as_str()) || (work.has_remark(id) && !here)
                };
                let own = RemarkId::new(&mark.id).ok();
                let own = own.filter(|id| is_telling(&mark.id) && !is_elsewhere(id));
                let is_taken = |id: &RemarkId| is_elsewhere(id) || work.has_remark(id);
                own.unwrap_or_else(|| RemarkId::from_name(&base, is_taken)).to_string()
            };
            given.insert(id.clone());
            self.ids.insert(&mark.id, id);
        }
    }

    fn finish(&mut self, mark: &Mark, edit: Edit) -> bool {
        let result = self.taking.perform(edit);
        let (fate, why) = match &result {
            Ok(()) => (Fate::TakenIn, String::new()),
            Err(refusal) => (Fate::Refused, refusal.to_string()),
        };
        self.taking.tell(self.document, Some(mark), fate, &why);
        result.is_ok()
    }

    fn take_statement(&mut self, mark: &'a Mark, kind: Kind) {
        let Some(id) = self.ids.get(mark.id.as_str()).and_then(|id| StatementId::new(id).ok())
        else {
            return;
        };
        let mut fields = mark.fields.clone();
        let created = self.taking.stamp(&mut fields, &self.layer.annotator);
        let content: Vec<Span> = spans(mark);
        let mut statement = Statement::new(id.clone(), kind, content, created);
        self.add_parts(mark, &mut statement, &mut fields);
        self.check_names(&mut fields, &mut statement.extra);
        let mut statement = with_fields(statement, &mut fields, &[]);
        statement.extra.append(&mut fields);
        self.keep_ties(mark, &mut statement.extra);
        let work = self.taking.work();
        let layer = work.layers().get(self.layer);
        let there = layer.and_then(|layer| layer.marks().statements().get(&id).cloned());
        // One without an id of its own is known by what it says.
        let like = || {
            let layer = layer.filter(|_| !is_telling(&mark.id))?;
            let same = |one: &&Arc<Statement>| one.kind == kind && one.content == statement.content;
            layer.marks().statements().values().find(same).cloned()
        };
        let known = there.clone().or_else(like);
        let place = (self.document.name.clone(), mark.id.clone());
        if let Some(known) = known {
            let is_same = there.is_none() || same_but_for_time(&known, &statement);
            let fate = if is_same { Fate::Here } else { Fate::Differs };
            self.taking.places.insert(place, (self.layer.clone(), known.id.clone()));
            return self.taking.tell(self.document, Some(mark), fate, "");
        }
        let edit = Edit::Statement(self.layer.clone(), id.clone(), Some(Arc::new(statement)));
        if self.finish(mark, edit) {
            self.taking.places.insert(place, (self.layer.clone(), id));
        }
    }

    /// Ids that lead nowhere are not the model's: they are kept as they came.
    fn check_names(&self, fields: &mut Fields, extra: &mut Fields) {
        let work = self.taking.work();
        let is_known = |name: &str, id: &str| match name {
            "implied_source" => SourceId::new(id).is_ok_and(|id| work.sources().contains_key(&id)),
            "proposition" => {
                PropositionId::new(id).is_ok_and(|id| work.propositions().contains_key(&id))
            }
            // What goes by the names of the model's own parts is none of them here.
            "id" | "kind" | "content" | "author_cue" | "extra" => false,
            _ => true,
        };
        extra.extend(fields.extract_if(.., |name, value| !is_known(name, value)));
    }

    fn add_parts(&mut self, mark: &Mark, statement: &mut Statement, fields: &mut Fields) {
        let parts = self.parts.get(mark.id.as_str()).cloned().unwrap_or_default();
        let list = |text: Option<String>| -> Vec<String> {
            text.map_or_else(Vec::new, |text| text.split(LEVELS).map(str::to_owned).collect())
        };
        let (chain, cues) = (list(fields.remove("chain")), list(fields.remove("cues")));
        let shown = list(fields.remove("visibility"));
        let source = fields.remove("source");
        let levels = parts.iter().map(|part| part.level).chain([chain.len()]).max().unwrap_or(0);
        let levels = if source.is_some() { levels.max(1) } else { levels }.min(MOST_LEVELS);
        for number in 1..=levels {
            let of = |link: Link| {
                parts.iter().filter(move |part| part.level == number && part.link == link)
            };
            let mention = of(Link::Source).next();
            let name = mention.and_then(|part| part.mark.fields.get("name")).cloned();
            let name = name.or_else(|| source.clone().filter(|_| number == levels));
            let words = mention.map(|part| self.words(part.mark));
            let id = chain.get(number - 1).map(String::as_str);
            let mut level = Level::of(self.source(id, name.or(words)));
            level.mention = of(Link::Source).flat_map(|part| spans(part.mark)).collect();
            level.mention.sort_unstable();
            level.head = of(Link::Head).flat_map(|part| spans(part.mark)).next();
            level.cue = cue(of(Link::Cue), cues.get(number));
            level.visibility = shown.get(number - 1).and_then(|word| word_of(word));
            statement.chain.push(level);
        }
        let own = parts.iter().filter(|part| part.level == 0 && part.link == Link::Cue);
        statement.author_cue = cue(own, cues.first()).into();
    }

    fn words(&self, mark: &Mark) -> String {
        let text = self.document.words();
        mark.places.iter().map(|place| place.of(text)).collect::<Vec<_>>().join(" ")
    }

    /// The source of this id, or else of this name; one that is not there begins to exist.
    fn source(&mut self, id: Option<&str>, name: Option<String>) -> SourceId {
        let id = id.and_then(|id| SourceId::new(id).ok());
        if let Some(id) = id {
            if !self.taking.work().sources().contains_key(&id) {
                let name = name.unwrap_or_else(|| id.to_string());
                let new = Source::named(id.clone(), &name, SourceType::Unspecified);
                self.taking.perform(Edit::Source(id.clone(), Some(new))).ok();
            }
            return id;
        }
        let mut edits = Vec::new();
        let name = name.unwrap_or_default();
        let id = source_for(self.taking.work(), &name, SourceType::Unspecified, &mut edits);
        for edit in edits {
            self.taking.perform(edit).ok();
        }
        id.unwrap_or_else(SourceId::unattributed)
    }

    /// Ties that are no relation between statements and no part of one are kept with the mark they begin at.
    fn keep_ties(&self, mark: &Mark, extra: &mut Fields) {
        let kept = self.ties.get(mark.id.as_str()).into_iter().flatten();
        for (number, tie) in kept.enumerate() {
            let link = self.taking.link(tie);
            let to = self.marks.get(tie.to.as_str());
            let is_statement = |mark: &&Mark| is_statement(self.taking.meaning(mark));
            let is_taken = match link {
                Link::Skip => true,
                Link::Keep => false,
                Link::Source | Link::Head | Link::Cue => is_statement(&mark),
                Link::Relation(_) => {
                    is_statement(&mark)
                        && (tie.to_document.is_some() || to.is_some_and(is_statement))
                }
            };
            if !is_taken {
                let target = self.ids.get(tie.to.as_str()).unwrap_or(&tie.to);
                extra.insert(format!("{TIE}{} {}", tie.label, number + 1), target.clone());
            }
        }
    }

    fn take_remark(&mut self, mark: &'a Mark, is_foreign: bool) {
        let Some(id) = self.ids.get(mark.id.as_str()).and_then(|id| RemarkId::new(id).ok()) else {
            return;
        };
        let mut fields = mark.fields.clone();
        let created = self.taking.stamp(&mut fields, &self.layer.annotator);
        let mut remark = Remark {
            id: id.clone(),
            kind: RemarkKind::Other,
            span: mark.extent().span(),
            note: String::new(),
            corrected: None,
            evidence: String::new(),
            extra: BTreeMap::new(),
            created,
        };
        if is_foreign {
            remark.extra.insert("label".to_owned(), mark.label.clone());
        }
        self.keep_ties(mark, &mut remark.extra);
        let extra = std::mem::take(&mut remark.extra);
        let mut remark = with_fields(remark, &mut fields, &["id", "span", "created", "extra"]);
        remark.extra = extra;
        remark.extra.append(&mut fields);
        let layer = self.taking.work().layers().get(self.layer);
        let there = layer.and_then(|layer| {
            let same = |one: &&Remark| {
                one.span == remark.span
                    && one.kind == remark.kind
                    && one.note == remark.note
                    && one.extra.get("label") == remark.extra.get("label")
            };
            let marks = layer.marks();
            let remarks = marks.remarks();
            remarks.get(&id).or_else(|| remarks.values().find(same)).cloned()
        });
        if let Some(there) = there {
            let is_same =
                Remark { created: there.created.clone(), id: there.id.clone(), ..remark } == there;
            let fate = if is_same || there.id != id { Fate::Here } else { Fate::Differs };
            return self.taking.tell(self.document, Some(mark), fate, "");
        }
        self.finish(mark, Edit::Remark(self.layer.clone(), id, Some(remark)));
    }
}

fn is_statement(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Claim | Meaning::Denial | Meaning::Fact)
}

fn spans(mark: &Mark) -> Vec<Span> {
    mark.places.iter().map(|place| place.span()).collect()
}

fn cue<'a>(parts: impl Iterator<Item = &'a Part<'a>>, class: Option<&String>) -> Cue {
    let mut words: Vec<Span> = parts.flat_map(|part| spans(part.mark)).collect();
    words.sort_unstable();
    let class = class.and_then(|word| word_of(word)).unwrap_or(Cue::default().class);
    Cue { words, class }
}

/// A word of a closed list by the name that the model has for it.
fn word_of<W: DeserializeOwned>(word: &str) -> Option<W> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

/// A file may know less about when and by whom than the project.
fn same_but_for_time(here: &Statement, new: &Statement) -> bool {
    let (created, modified) = (here.created.clone(), here.modified.clone());
    Statement { created, modified, ..new.clone() } == *here
}

//! From a project to a set: statements become marks, and what points to source and cue becomes marks tied to them.
//!
//! | in the project | in the set |
//! | --- | --- |
//! | statement | a mark `claim`, `denial` or `fact`; its fields by the model's names, `chain` with the ids of all levels |
//! | mention of a source, its head, a cue | marks `source`, `head`, `cue` with the `level`, tied by `attributed_to`, `named_by`, `cued_by` |
//! | relation | a tie with its kind in small letters: `denies` |
//! | remark | a mark `remark` |
//! | stretch without a statement | a mark `no_statement` |
//! | extra fields | fields of the same name; `tie …` becomes a tie again |

use super::parts::Documents;
use super::set::{Document, Fields, Mark, Piece, Place, Record, Set, Tie};
use super::values::{Usual, fields_of};
use crate::export::{OpenLayer, Selected};
use crate::model::{
    AnnotatorId, AnnotatorKind, Article, Cue, CueClass, Kind, LayerHead, Metadata, Project,
    Relation, Remark, RemarkId, RemarkKind, Source, Stamp, Statement, StatementId, free_slug,
};
use crate::text::{Span, Unit};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Before the name of an extra field that is a tie.
pub(super) const TIE: &str = "tie ";

/// Between the levels of a chain.
pub(super) const LEVELS: &str = " > ";

/// What was selected of a project, as a set in bytes.
#[must_use]
pub fn set_of(selected: &Selected<'_>) -> Set {
    let out = Outgoing::of(selected);
    let documents = (0..out.n_documents()).map(|number| out.document(number)).collect();
    let mut set = Set { documents, ..out.frame() };
    set.sort();
    set
}

/// What was selected of a project, text by text.
pub(super) struct Outgoing<'a> {
    selected: &'a Selected<'a>,
    articles: Vec<&'a Article>,
    usuals: Usuals,
}

impl<'a> Outgoing<'a> {
    pub(super) fn of(selected: &'a Selected<'a>) -> Self {
        let articles = selected.articles().map(|article| &**article).collect();
        Self { selected, articles, usuals: Usuals::new() }
    }
}

impl Documents for Outgoing<'_> {
    fn n_documents(&self) -> usize {
        self.articles.len()
    }

    fn document(&self, number: usize) -> Document {
        let article = self.articles.get(number);
        let mut document = article
            .map(|article| document_of(self.selected, &self.usuals, article))
            .unwrap_or_default();
        document.sort();
        document
    }

    fn frame(&self) -> Set {
        let title = self.selected.project().settings().title.clone();
        let mut records = records(self.selected);
        records.sort();
        let leaves_texts = self.selected.extras().leaves_texts;
        Set { title, records, documents: Vec::new(), unit: Unit::Bytes, leaves_texts }
    }
}

fn records(selected: &Selected<'_>) -> Vec<Record> {
    let project = selected.project();
    let mut sources: BTreeSet<_> =
        selected.articles().flat_map(|article| selected.sources_of(article)).collect();
    sources.retain(|id| project.sources().contains_key(id));
    let mut propositions = BTreeSet::new();
    let mut annotators = BTreeSet::new();
    for layer in selected.articles().flat_map(|article| selected.layers(article.id())) {
        annotators.insert(layer.by());
        let statements = selected.statements(&layer);
        propositions.extend(statements.filter_map(|s| s.proposition.clone()));
    }
    let record =
        |sort: &str, id: &str, fields| Record { sort: sort.to_owned(), id: id.to_owned(), fields };
    let mut records = Vec::new();
    for id in annotators {
        let Some(annotator) = project.annotators().get(id) else { continue };
        let fields = Fields::from([
            ("name".to_owned(), annotator.name.clone()),
            ("kind".to_owned(), format!("{:?}", annotator.kind)),
        ]);
        records.push(record("annotator", id.as_str(), fields));
    }
    for source in project.sources().values().filter(|source| sources.contains(&source.id)) {
        let usual = Source::named(source.id.clone(), "", crate::model::SourceType::Unspecified);
        records.push(record("source", source.id.as_str(), fields_of(source, &usual, &["id"])));
    }
    for id in propositions {
        let Some(one) = project.propositions().get(&id) else { continue };
        let usual = crate::model::Proposition::new(id.clone(), "", one.created.clone());
        let mut fields = fields_of(one, &usual, &["id", "created"]);
        fields.extend(stamp_fields(&one.created));
        records.push(record("proposition", id.as_str(), fields));
    }
    records
}

/// What records say that say nothing.
struct Usuals {
    metadata: Usual,
    head: Usual,
    statement: Usual,
    remark: Usual,
}

impl Usuals {
    fn new() -> Self {
        let by = AnnotatorId::from_name("nobody", |_| false);
        let created = Stamp { by, at: Timestamp::UNIX_EPOCH };
        let id = StatementId::from_name("none", |_| false);
        let statement = Statement::new(id, Kind::Claim, Vec::new(), created.clone());
        let remark = Remark {
            id: RemarkId::from_name("none", |_| false),
            kind: RemarkKind::Other,
            span: Span::default(),
            note: String::new(),
            corrected: None,
            evidence: String::new(),
            extra: BTreeMap::new(),
            created,
        };
        let own = &["id", "kind", "content", "chain", "author_cue", "created", "extra"];
        Self {
            metadata: Usual::of(&Metadata::default(), &["extra"]),
            head: Usual::of(&LayerHead::default(), &[]),
            statement: Usual::of(&statement, own),
            remark: Usual::of(&remark, &["id", "kind", "span", "created", "extra"]),
        }
    }
}

fn document_of(selected: &Selected<'_>, usuals: &Usuals, article: &Article) -> Document {
    let mut fields = usuals.metadata.fields_beyond(article.metadata());
    fields.extend(article.metadata().extra.clone());
    let original = article.original();
    for (name, value) in [("original", &original.file), ("encoding", &original.encoding)] {
        if !value.is_empty() {
            fields.insert(name.to_owned(), value.clone());
        }
    }
    let layers: Vec<_> = selected.layers(article.id()).collect();
    let mut making = Making {
        project: selected.project(),
        usuals,
        document: Document {
            name: article.id().to_string(),
            text: Some(article.text().to_string()),
            ..Document::default()
        },
        by: String::new(),
        taken: layers
            .iter()
            .flat_map(|layer| selected.statements(layer))
            .map(|statement| statement.id.to_string())
            .collect(),
    };
    making.document.segments = article.segments().iter().copied().map(Piece::from).collect();
    for layer in &layers {
        let by = layer.id().annotator.as_str();
        let head = usuals.head.fields_beyond(layer.head());
        fields.extend(head.into_iter().map(|(name, value)| (format!("{by}/{name}"), value)));
        let annotator = selected.project().annotators().get(&layer.id().annotator);
        let kind = annotator.map_or(AnnotatorKind::Human, |annotator| annotator.kind);
        fields.insert(format!("{by}/kind"), format!("{kind:?}"));
        making.add_layer(selected, layer);
    }
    making.document.fields = fields;
    making.document.drop_dangling();
    making.document
}

/// When a mark was made; by whom only where the mark does not say it itself.
fn stamp_fields(stamp: &Stamp) -> Fields {
    Fields::from([
        ("created".to_owned(), stamp.at.to_string()),
        ("created_by".to_owned(), stamp.by.to_string()),
    ])
}

/// The kind of a relation as ties have it.
pub(super) fn tie_label(kind: crate::model::RelationKind) -> String {
    format!("{kind:?}").to_lowercase()
}

/// The kind of a statement as marks have it.
pub(super) fn mark_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Claim => "claim",
        Kind::Denial => "denial",
        Kind::Fact => "fact",
    }
}

struct Making<'a> {
    project: &'a Project,
    usuals: &'a Usuals,
    document: Document,
    by: String,
    /// Ids of marks: a remark may have that of a statement in the project, and no mark may have that of another.
    taken: BTreeSet<String>,
}

impl Making<'_> {
    fn add_layer(&mut self, selected: &Selected<'_>, layer: &OpenLayer<'_>) {
        self.by = layer.id().annotator.to_string();
        for statement in selected.statements(layer) {
            self.add_statement(statement);
        }
        for remark in layer.marks().remarks().values() {
            self.add_remark(remark);
        }
        for (index, span) in layer.marks().no_statement().iter().enumerate() {
            let id = self.free_id(&format!("{}.none{}", self.by, index + 1));
            self.add(id, "no_statement", &[*span], Fields::new());
        }
        for relation in selected.relations(layer) {
            self.add_relation(relation);
        }
    }

    /// This id for a mark that is no statement, or one like it where another mark has it.
    fn free_id(&mut self, id: &str) -> String {
        let id = free_slug(id, |id| self.taken.contains(id));
        self.taken.insert(id.clone());
        id
    }

    fn add(&mut self, id: String, label: &str, spans: &[Span], fields: Fields) {
        let places: Vec<Place> = spans.iter().copied().map(Place::from).collect();
        let (label, by) = (label.to_owned(), self.by.clone());
        self.document.marks.push(Mark { id, label, by, places, fields, ..Mark::default() });
    }

    fn stamp(&self, fields: &mut Fields, created: &Stamp) {
        fields.extend(stamp_fields(created));
        if created.by.as_str() == self.by {
            fields.remove("created_by");
        }
    }

    fn add_statement(&mut self, statement: &Statement) {
        let id = statement.id.as_str();
        let mut fields = self.usuals.statement.fields_beyond(statement);
        self.stamp(&mut fields, &statement.created);
        let levels = |word: &dyn Fn(&crate::model::Level) -> String| {
            statement.chain.iter().map(word).collect::<Vec<_>>().join(LEVELS)
        };
        if let Some(innermost) = statement.source() {
            fields.insert("chain".to_owned(), levels(&|level| level.source.to_string()));
            fields.insert("source".to_owned(), self.name_of(innermost));
        }
        let cues = statement.chain.iter().map(|level| level.cue.class);
        if cues.chain([statement.author_cue.class]).any(|class| class != CueClass::None) {
            let classes = levels(&|level| format!("{:?}", level.cue.class));
            let own = format!("{:?}", statement.author_cue.class);
            let classes = if classes.is_empty() { own } else { format!("{own}{LEVELS}{classes}") };
            fields.insert("cues".to_owned(), classes);
        }
        if statement.chain.iter().any(|level| level.visibility.is_some()) {
            let shown = levels(&|level| {
                level.visibility.map_or_else(|| "-".to_owned(), |shown| format!("{shown:?}"))
            });
            fields.insert("visibility".to_owned(), shown);
        }
        self.add_extra(id, &mut fields, &statement.extra);
        let label = mark_label(statement.kind);
        self.add(id.to_owned(), label, &statement.content, fields);
        self.add_cue(id, 0, &statement.author_cue);
        for (index, level) in statement.chain.iter().enumerate() {
            let number = index + 1;
            let name = self.name_of(&level.source);
            let named = Some(("name", name));
            self.add_part(id, "source", "attributed_to", number, &level.mention, named);
            let head: Vec<Span> = level.head.into_iter().collect();
            self.add_part(id, "head", "named_by", number, &head, None);
            self.add_cue(id, number, &level.cue);
        }
    }

    fn name_of(&self, id: &crate::model::SourceId) -> String {
        self.project.sources().get(id).map_or_else(|| id.to_string(), |one| one.name.clone())
    }

    fn add_cue(&mut self, statement: &str, level: usize, cue: &Cue) {
        self.add_part(statement, "cue", "cued_by", level, &cue.words, None);
    }

    fn add_part(
        &mut self,
        statement: &str,
        label: &str,
        tie: &str,
        level: usize,
        spans: &[Span],
        known: Option<(&str, String)>,
    ) {
        if spans.is_empty() {
            return;
        }
        let id = format!("{statement}.{label}{level}");
        let mut fields = Fields::new();
        if level != 1 {
            fields.insert("level".to_owned(), level.to_string());
        }
        fields.extend(known.map(|(name, value)| (name.to_owned(), value)));
        self.add(id.clone(), label, spans, fields);
        self.tie(&format!("{id}.tie"), tie, statement, &id, Fields::new());
    }

    fn tie(&mut self, id: &str, label: &str, from: &str, to: &str, fields: Fields) {
        let [id, label, from, to] = [id, label, from, to].map(str::to_owned);
        self.document.ties.push(Tie { id, label, from, to, fields, ..Tie::default() });
    }

    fn add_relation(&mut self, relation: &Relation) {
        let mut fields = Fields::new();
        if !relation.note.is_empty() {
            fields.insert("note".to_owned(), relation.note.clone());
        }
        self.stamp(&mut fields, &relation.created);
        let (from, to) = (relation.from.as_str(), relation.to.as_str());
        self.tie(relation.id.as_str(), &tie_label(relation.kind), from, to, fields);
        let other = relation.to_article.as_str();
        if let Some(tie) = self.document.ties.last_mut().filter(|_| other != self.document.name) {
            tie.to_document = Some(other.to_owned());
        }
    }

    fn add_remark(&mut self, remark: &Remark) {
        let mut fields = self.usuals.remark.fields_beyond(remark);
        self.stamp(&mut fields, &remark.created);
        let id = self.free_id(remark.id.as_str());
        self.add_extra(&id, &mut fields, &remark.extra);
        let label = match fields.remove("label") {
            // It came as a mark that this program has no place for.
            Some(label) => label,
            None => "remark".to_owned(),
        };
        if label == "remark" || remark.kind != RemarkKind::Other {
            fields.insert("kind".to_owned(), format!("{:?}", remark.kind));
        }
        self.add(id, &label, &[remark.span], fields);
    }

    /// Extra fields stand beside the others, under another name where the model has a field of theirs, and ties become ties
    /// again, unless what they led to is gone.
    fn add_extra(&mut self, id: &str, fields: &mut Fields, extra: &BTreeMap<String, String>) {
        for (name, value) in extra {
            match name.strip_prefix(TIE).and_then(|rest| rest.rsplit_once(' ')) {
                Some((label, number)) => {
                    let name = format!("{id}.{label}{number}");
                    self.tie(&name, label, id, value, Fields::new());
                }
                None => {
                    let name = free_slug(name, |name| fields.contains_key(name));
                    fields.insert(name, value.clone());
                }
            }
        }
    }
}

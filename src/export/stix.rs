//! STIX 2.1: one bundle for platforms of threat intelligence.
//!
//! | here | STIX |
//! | --- | --- |
//! | source, annotator | `identity`; the source's reliability as a label of *admiralty-scale* |
//! | article with a day of publication | `report`, else `grouping`; its address with the SHA-256 of the text |
//! | statement | `note` with its words; kind and credibility as labels, credibility as `confidence` |
//! | note on a statement | `note` on that note |
//! | denies, contradicts; corroborates, supports | `opinion` of the source on the other statement: disagree; agree |
//! | repeats, cites; updates | `relationship`: derived-from; related-to |
//! | verdict | `opinion` of the analyst on all statements that assert it, else on a `note` with its wording |
//!
//! Only the digit of the Admiralty scale becomes a confidence, as the standard's appendix A has it; the letter has no number
//! there. The same project always gives the same bundle: ids are UUIDv5, and no time of writing is in it.

use super::claim_review::is_address;
use super::findings::{Finding, Said, findings, said};
use super::stix_words::{identity_class, level, opinion};
use super::threat::{confidence, credibility_tag, identifier, reliability_tag};
use super::{ExportError, Selected, Watch, report};
use crate::model::{
    Annotator, AnnotatorKind, Article, ArticleId, Bearing, Evidence, EvidenceKind, Relation,
    RelationKind, Source, SourceId, StatementId, Word as _,
};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Writes the bundle.
///
/// # Errors
/// When `out` takes no more, or `watch` asked to stop.
pub fn write(
    selected: &Selected<'_>,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    let bundle = Bundle::of(selected).made();
    report(watch, selected.articles().count())?;
    serde_json::to_writer_pretty(&mut *out, &bundle)?;
    Ok(out.write_all(b"\n")?)
}

struct Bundle<'a> {
    selected: &'a Selected<'a>,
    said: Vec<Said<'a>>,
    /// When the first of the tags was made: nothing here is older.
    since: Timestamp,
    /// The ids of the notes on statements.
    notes: BTreeMap<StatementId, String>,
    /// The same by article, in the order of the statements.
    by_article: BTreeMap<&'a ArticleId, Vec<String>>,
    objects: Vec<Value>,
}

impl<'a> Bundle<'a> {
    fn of(selected: &'a Selected<'a>) -> Self {
        let said = said(selected);
        let since = said.iter().map(|said| said.statement.created.at).min();
        let (mut notes, mut by_article) = (BTreeMap::new(), BTreeMap::new());
        for Said { article, statement, .. } in &said {
            let words = ["statement", article.sha256(), statement.id.as_str()];
            let note = id("note", &words);
            by_article.entry(article.id()).or_insert_with(Vec::new).push(note.clone());
            notes.insert(statement.id.clone(), note);
        }
        let since = since.unwrap_or_default();
        Self { selected, said, since, notes, by_article, objects: Vec::new() }
    }

    fn made(mut self) -> Value {
        self.identities();
        self.articles();
        let said = std::mem::take(&mut self.said);
        said.iter().for_each(|said| self.note(said));
        for said in &said {
            for relation in self.selected.relations_from(&said.statement.id) {
                self.relation(said, &relation);
            }
        }
        let selected = self.selected;
        findings(selected).iter().for_each(|finding| self.verdict(finding));
        let ids: Vec<&str> =
            self.objects.iter().filter_map(|one| one.get("id")?.as_str()).collect();
        let mut bundle = Map::new();
        bundle.insert("type".to_owned(), "bundle".into());
        bundle.insert("id".to_owned(), id("bundle", &ids).into());
        if !self.objects.is_empty() {
            bundle.insert("objects".to_owned(), self.objects.into());
        }
        bundle.into()
    }

    /// Sources that are named by what goes out, and the annotators whose statements do.
    fn identities(&mut self) {
        let project = self.selected.project();
        let articles = self.selected.articles().filter(|article| self.has_statements(article));
        let named: BTreeSet<SourceId> =
            articles.flat_map(|article| self.selected.sources_of(article)).collect();
        for source in project.sources().values().filter(|source| named.contains(&source.id)) {
            let mut object = begun(&source_id(source), self.since, self.since);
            put(&mut object, "name", &source.name);
            put(&mut object, "identity_class", identity_class(source.kind));
            put(&mut object, "description", &source.note);
            put_all(
                &mut object,
                "roles",
                Some(source.role.as_str()).filter(|role| !role.is_empty()),
            );
            put_all(&mut object, "labels", reliability_tag(source.grade()));
            let links = source
                .links
                .iter()
                .map(|link| json!({ "source_name": source.name, "description": link }));
            put_all(&mut object, "external_references", links);
            self.objects.push(object.into());
        }
        let by: BTreeSet<_> = self
            .said
            .iter()
            .flat_map(|said| [said.by.clone(), said.statement.created.by.clone()])
            .chain(findings(self.selected).into_iter().map(|finding| finding.by))
            .collect();
        for annotator in by.iter().filter_map(|by| project.annotators().get(by)) {
            let mut object = begun(&annotator_id(annotator), self.since, self.since);
            put(&mut object, "name", &annotator.name);
            let is_engine = annotator.kind == AnnotatorKind::Engine;
            put(&mut object, "identity_class", if is_engine { "system" } else { "individual" });
            self.objects.push(object.into());
        }
    }

    fn has_statements(&self, article: &Article) -> bool {
        self.by_article.contains_key(article.id())
    }

    /// A report for each article with statements; one without a day is a grouping, which needs none.
    fn articles(&mut self) {
        for article in self.selected.articles() {
            let Some(notes) = self.by_article.get(article.id()).cloned() else { continue };
            let metadata = article.metadata();
            let mut object = begun(&article_id(article), self.since, self.since);
            put(&mut object, "name", &metadata.title);
            put(&mut object, "lang", &metadata.language);
            match metadata.published {
                Some(day) => put(&mut object, "published", format!("{day}T00:00:00.000Z").as_str()),
                None => put(&mut object, "context", "unspecified"),
            }
            let sources = article.voice().and_then(|id| self.identity(id));
            put_all(&mut object, "object_refs", notes.into_iter().chain(sources));
            put_all(&mut object, "external_references", [self.reference(article)]);
            self.objects.push(object.into());
        }
    }

    /// Where an article came from, with the hash of its text.
    fn reference(&self, article: &Article) -> Value {
        let metadata = article.metadata();
        let outlet = metadata.publisher.as_ref();
        let outlet = outlet.and_then(|id| self.selected.project().sources().get(id));
        let mut reference = Map::new();
        put(&mut reference, "source_name", outlet.map_or("article", |outlet| &outlet.name));
        if is_address(&metadata.origin) {
            put(&mut reference, "url", &metadata.origin);
        }
        put(&mut reference, "external_id", article.id().as_str());
        reference.insert("hashes".to_owned(), json!({ "SHA-256": article.sha256() }));
        reference.into()
    }

    fn note(&mut self, said: &Said<'_>) {
        let Said { article, statement, .. } = said;
        let Some(note) = self.notes.get(&statement.id).cloned() else { return };
        let stamp = statement.modified.as_ref().unwrap_or(&statement.created);
        let mut object = begun(&note, statement.created.at, stamp.at);
        self.sign(&mut object, &statement.created.by);
        let kind = statement.kind.short_label();
        let voices = statement.chain.iter().filter_map(|level| self.name(&level.source));
        let voices: Vec<&str> = voices.collect();
        let abstract_ = match voices.as_slice() {
            [] => format!("{kind} in the article’s own voice"),
            voices => format!("{kind}: {}", voices.join(" > ")),
        };
        put(&mut object, "abstract", &abstract_);
        put(&mut object, "content", &said.words());
        put(&mut object, "lang", &article.metadata().language);
        let labels = std::iter::once(kind.to_lowercase()).chain(credibility_tag(statement.grade()));
        put_all(&mut object, "labels", labels);
        if let Some(value) = statement.grade().and_then(confidence) {
            object.insert("confidence".to_owned(), value.into());
        }
        let sources = statement.sources().filter_map(|id| self.identity(id));
        let about: BTreeSet<String> = sources.chain([article_id(article)]).collect();
        put_all(&mut object, "object_refs", about);
        let references =
            std::iter::once(own_reference(said)).chain(statement.evidence.iter().map(evidence));
        put_all(&mut object, "external_references", references);
        self.objects.push(object.into());
        if !statement.note.is_empty() {
            let id = id("note", &["note", article.sha256(), statement.id.as_str()]);
            let mut object = begun(&id, statement.created.at, stamp.at);
            self.sign(&mut object, &stamp.by);
            put(&mut object, "content", &statement.note);
            put_all(&mut object, "object_refs", [note]);
            self.objects.push(object.into());
        }
    }

    fn relation(&mut self, said: &Said<'_>, relation: &Relation) {
        let ends = self.notes.get(&relation.from).zip(self.notes.get(&relation.to));
        let Some((from, to)) = ends.map(|(from, to)| (from.clone(), to.clone())) else { return };
        let words = ["relation", said.article.sha256(), relation.id.as_str()];
        let (at, label) = (relation.created.at, relation.kind.label());
        let tie = match relation.kind {
            RelationKind::Repeats | RelationKind::Cites => Err("derived-from"),
            RelationKind::Updates => Err("related-to"),
            RelationKind::Denies | RelationKind::Contradicts => Ok("disagree"),
            RelationKind::Corroborates | RelationKind::Supports => Ok("agree"),
        };
        let mut made = match tie {
            Err(sort) => {
                let mut made = begun(&id("relationship", &words), at, at);
                put(&mut made, "relationship_type", sort);
                put(&mut made, "description", &noted(label, &relation.note));
                put(&mut made, "source_ref", &from);
                put(&mut made, "target_ref", &to);
                made
            }
            Ok(opinion) => {
                let mut made = begun(&id("opinion", &words), at, at);
                put(&mut made, "opinion", opinion);
                put(&mut made, "explanation", &noted(&said.words(), &relation.note));
                let source = said.statement.source().or_else(|| said.article.voice());
                put_all(&mut made, "authors", source.and_then(|source| self.name(source)));
                put_all(&mut made, "object_refs", [to]);
                put_all(&mut made, "external_references", [own_reference(said)]);
                made
            }
        };
        put_all(&mut made, "labels", [label]);
        self.sign(&mut made, &relation.created.by);
        self.objects.push(made.into());
    }

    fn verdict(&mut self, finding: &Finding<'_>) {
        let mut about = self.notes_on(&finding.about);
        let Some(first) = finding.about.first().or(finding.denials.first()) else { return };
        let words = ["verdict", first.article.sha256(), finding.id.as_str()];
        if about.is_empty() {
            about.extend(self.denied(finding, first.article));
        }
        let mut object = begun(&id("opinion", &words), finding.at, finding.at);
        self.sign(&mut object, &finding.by);
        let author = self.selected.project().annotators().get(&finding.by);
        put_all(&mut object, "authors", author.map(|author| author.name.as_str()));
        put(&mut object, "opinion", opinion(finding.verdict));
        let subject = finding.proposition.map_or("", |proposition| &proposition.wording);
        let parts = [finding.verdict.label(), subject, finding.why];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        put(&mut object, "explanation", parts.join(": ").as_str());
        if let Some(sure) = finding.confidence {
            object.insert("confidence".to_owned(), level(sure).into());
        }
        put_all(&mut object, "labels", [format!("verdict: {}", finding.verdict.label())]);
        put_all(&mut object, "object_refs", about);
        // Evidence on a statement stands with its note.
        let own = finding.proposition.is_some().then_some(&finding.evidence);
        put_all(&mut object, "external_references", own.into_iter().flatten().map(evidence));
        self.objects.push(object.into());
    }

    fn notes_on(&self, said: &[Said<'_>]) -> Vec<String> {
        said.iter().filter_map(|said| self.notes.get(&said.statement.id).cloned()).collect()
    }

    /// A note with what is judged and that nobody puts forward: the wording, on those who deny it.
    fn denied(&mut self, finding: &Finding<'_>, article: &Article) -> Option<String> {
        let proposition = finding.proposition?;
        let note = id("note", &["proposition", article.sha256(), finding.id.as_str()]);
        let mut object = begun(&note, finding.at, finding.at);
        self.sign(&mut object, &finding.by);
        put(&mut object, "abstract", "Proposition that is only denied");
        put(&mut object, "content", &proposition.wording);
        put_all(&mut object, "labels", ["proposition"]);
        put_all(&mut object, "object_refs", self.notes_on(&finding.denials));
        self.objects.push(object.into());
        Some(note)
    }

    fn sign(&self, object: &mut Map<String, Value>, by: &crate::model::AnnotatorId) {
        if let Some(annotator) = self.selected.project().annotators().get(by) {
            put(object, "created_by_ref", annotator_id(annotator).as_str());
        }
    }

    fn name(&self, source: &SourceId) -> Option<&'a str> {
        self.selected.project().sources().get(source).map(|source| source.name.as_str())
    }

    fn identity(&self, source: &SourceId) -> Option<String> {
        self.selected.project().sources().get(source).map(source_id)
    }
}

/// What every object has.
fn begun(id: &str, created: Timestamp, modified: Timestamp) -> Map<String, Value> {
    let mut object = Map::new();
    put(&mut object, "type", id.split_once("--").map_or("", |(sort, _)| sort));
    put(&mut object, "spec_version", "2.1");
    put(&mut object, "id", id);
    put(&mut object, "created", &time(created));
    put(&mut object, "modified", &time(modified.max(created)));
    object
}

fn id(sort: &str, words: &[&str]) -> String {
    let words: Vec<&str> = std::iter::once(sort).chain(words.iter().copied()).collect();
    format!("{sort}--{}", identifier(&words))
}

/// Two projects may give one id to different sources, so the name belongs to it.
fn source_id(source: &Source) -> String {
    id("identity", &["source", source.id.as_str(), &source.name])
}

fn annotator_id(annotator: &Annotator) -> String {
    id("identity", &["annotator", annotator.id.as_str(), &annotator.name])
}

fn article_id(article: &Article) -> String {
    let sort = if article.metadata().published.is_some() { "report" } else { "grouping" };
    id(sort, &["article", article.sha256()])
}

/// UTC, to the millisecond.
fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

fn put(object: &mut Map<String, Value>, name: &str, value: &str) {
    if !value.is_empty() {
        object.insert(name.to_owned(), value.into());
    }
}

/// A list; STIX has no empty ones.
fn put_all<T: Into<Value>>(
    object: &mut Map<String, Value>,
    name: &str,
    values: impl IntoIterator<Item = T>,
) {
    let values: Vec<Value> = values.into_iter().map(Into::into).collect();
    if !values.is_empty() {
        object.insert(name.to_owned(), values.into());
    }
}

/// Words with a note behind them, where there is one.
fn noted(words: &str, note: &str) -> String {
    if note.is_empty() { words.to_owned() } else { format!("{words} ({note})") }
}

/// Which statement it is, and where it stands in the text of its article.
fn own_reference(said: &Said<'_>) -> Value {
    json!({
        "source_name": "statement",
        "external_id": said.statement.id.as_str(),
        "description": said.place(),
    })
}

fn evidence(evidence: &Evidence) -> Value {
    let mut reference = Map::new();
    let bearing = match evidence.bearing {
        Bearing::Supports => "evidence in support",
        Bearing::Refutes => "evidence against",
    };
    put(&mut reference, "source_name", bearing);
    let place = match evidence.kind {
        EvidenceKind::Link if is_address(&evidence.reference) => "url",
        EvidenceKind::Link | EvidenceKind::File => "external_id",
    };
    put(&mut reference, place, evidence.reference.as_str());
    put(&mut reference, "description", &evidence.note);
    reference.into()
}

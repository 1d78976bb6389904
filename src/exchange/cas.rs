//! UIMA's common analysis structure, as INCEpTION and DKPro exchange it: feature structures on one text.
//!
//! `cas_json` and `xmi` write the same structures down in two ways. Offsets are **UTF-16 units**, the end exclusive. Marks
//! are `custom.Span`, relations `custom.Relation` from `Governor` to `Dependent`; their fields are features of the same name.
//! Of other programs' files every annotation is read but tokens: one of a layer of theirs has the layer in a field.

use super::counting::Ruler;
use super::fit::{Has, Holds, Parts, Segments, Ties, in_parts, join, name_files, rename_fields};
use super::set::{Document, Fields, Mark, Piece, Place, Set, Tie};
use crate::text::{Role, Unit};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const HOLDS: Holds = Holds {
    parts: Parts::Tied,
    ties: Ties::Within,
    segments: Segments::Whole,
    title: Has::No,
    records: Has::No,
    ..Holds::ALL
};

pub(super) const SPAN: &str = "custom.Span";
pub(super) const RELATION: &str = "custom.Relation";
pub(super) const SEGMENT: &str = "custom.Segment";
pub(super) const FIELD: &str = "custom.DocumentField";
pub(super) const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
pub(super) const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";
pub(super) const DOCUMENT: &str = "uima.tcas.DocumentAnnotation";
const METADATA: &str = "DocumentMetaData";

/// The language of a text whose language is not known.
const NO_LANGUAGE: &str = "x-unspecified";

/// Features that are references in the usual layers, for files without a type system.
pub(super) const REFERENCES: [&str; 7] =
    ["Governor", "Dependent", "target", "links", "next", "first", "origin"];

/// Features that are our own, or UIMA's.
const RESERVED: [&str; 7] = ["begin", "end", "sofa", "label", "identifier", "annotator", "id"];

/// A feature structure.
#[derive(Clone, Debug, Default)]
pub(super) struct Structure {
    pub(super) id: usize,
    /// The name of its type, with all packages.
    pub(super) kind: String,
    /// In UTF-16 units.
    pub(super) place: Option<Place>,
    /// Features that are texts or numbers.
    pub(super) texts: Vec<(String, String)>,
    /// Features that are other structures.
    pub(super) refs: Vec<(String, Vec<usize>)>,
    /// The words at its place, where the file has them.
    pub(super) quote: String,
    /// Line or number in its file.
    pub(super) line: usize,
}

/// A text and the structures on it.
#[derive(Clone, Debug, Default)]
pub(super) struct Cas {
    pub(super) text: String,
    pub(super) structures: Vec<Structure>,
}

/// What both ways of writing ask of a set.
pub(super) fn fit(set: &mut Set) {
    name_files(set);
    for document in &mut set.documents {
        document.fields.remove("");
        document.marks.iter_mut().for_each(|mark| rename_fields(&mut mark.fields, feature));
        document.ties.iter_mut().for_each(|tie| rename_fields(&mut tie.fields, feature));
    }
}

/// A name as features have it: a Java identifier that is not taken.
fn feature(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let mut feature: String = name.chars().map(plain).collect();
    if !feature.starts_with(|c: char| c.is_ascii_alphabetic()) {
        feature.insert(0, 'x');
    }
    if RESERVED.iter().chain(&REFERENCES).any(|taken| *taken == feature) {
        feature.push('_');
    }
    feature
}

/// The features that marks and relations of a document have beside the usual.
pub(super) fn features(document: &Document) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let marks = document.marks.iter().flat_map(|mark| mark.fields.keys());
    let ties = document.ties.iter().flat_map(|tie| tie.fields.keys());
    (marks.map(String::as_str).collect(), ties.map(String::as_str).collect())
}

/// A type: its name, the type above it, its features with the types of their values.
type Declared<'a> = (&'static str, &'static str, Vec<(&'a str, &'static str)>);

/// Types of our own, and the sentences of DKPro.
pub(super) fn types<'a>(marks: &BTreeSet<&'a str>, ties: &BTreeSet<&'a str>) -> Vec<Declared<'a>> {
    const STRING: &str = "uima.cas.String";
    const ANNOTATION: &str = "uima.tcas.Annotation";
    let texts = |names: &[&'static str]| -> Vec<(&'a str, &'static str)> {
        names.iter().map(|name| (*name, STRING)).collect()
    };
    let mut span = texts(&["label", "identifier", "annotator"]);
    span.extend(marks.iter().map(|name| (*name, STRING)));
    let mut relation = texts(&["label", "identifier"]);
    relation.extend([("Governor", SPAN), ("Dependent", SPAN)]);
    relation.extend(ties.iter().map(|name| (*name, STRING)));
    vec![
        (FIELD, "uima.cas.AnnotationBase", texts(&["name", "value"])),
        (RELATION, ANNOTATION, relation),
        (SEGMENT, ANNOTATION, texts(&["role", "unsure", "opens_paragraph"])),
        (SPAN, ANNOTATION, span),
        (SENTENCE, ANNOTATION, Vec::new()),
    ]
}

impl Cas {
    /// The structures of a fitted document. The text's own has the number 1.
    pub(super) fn of(document: &Document) -> Self {
        let document = in_parts(Cow::Borrowed(document));
        let mut making =
            Making { ruler: Ruler::of(document.words(), Unit::Utf16), structures: Vec::new() };
        making.add_document(&document);
        let mut numbers = BTreeMap::new();
        for mark in &document.marks {
            let mut texts = vec![pair("label", &mark.label), pair("identifier", &mark.id)];
            if !mark.by.is_empty() {
                texts.push(pair("annotator", &mark.by));
            }
            texts.extend(mark.fields.clone());
            let number = making.add(SPAN, Some(mark.extent()), texts);
            numbers.insert(mark.id.as_str(), (number, mark.extent()));
        }
        for tie in &document.ties {
            let ends = (numbers.get(tie.from.as_str()), numbers.get(tie.to.as_str()));
            let (Some(from), Some(to)) = ends else { continue };
            let mut texts = vec![pair("label", &tie.label), pair("identifier", &tie.id)];
            texts.extend(tie.fields.clone());
            // By its convention a relation lies where its dependent does.
            making.add(RELATION, Some(to.1), texts);
            if let Some(relation) = making.structures.last_mut() {
                relation.refs = vec![
                    ("Governor".to_owned(), vec![from.0]),
                    ("Dependent".to_owned(), vec![to.0]),
                ];
            }
        }
        let structures = making.structures;
        Self { text: document.words().to_owned(), structures }
    }

    /// The document that the structures make; places are left in UTF-16 units.
    pub(super) fn into_document(self, name: &str, path: &str) -> Document {
        let mut document = Document { path: path.to_owned(), ..Document::of(name, &self.text) };
        let mut reading = Reading { by_id: BTreeMap::new(), names: BTreeMap::new() };
        reading.by_id.extend(self.structures.iter().map(|one| (one.id, one)));
        let has_segments = self.structures.iter().any(|one| one.kind == SEGMENT);
        for one in &self.structures {
            match one.kind.as_str() {
                SEGMENT => document.segments.extend(piece(one)),
                SENTENCE if !has_segments => document.segments.extend(piece(one)),
                FIELD => {
                    let value = one.text("value").unwrap_or("").to_owned();
                    document.fields.insert(one.text("name").unwrap_or("").to_owned(), value);
                }
                _ if one.is_mark() => reading.add_mark(one, &mut document),
                _ => {}
            }
        }
        for one in &self.structures {
            reading.add_ties(one, &mut document);
        }
        self.add_metadata(&mut document);
        document.segments.sort_by_key(|piece| piece.place);
        join(&mut document);
        document
    }

    fn add_metadata(&self, document: &mut Document) {
        for one in &self.structures {
            let known = match short(&one.kind) {
                "DocumentAnnotation" => [("language", "language"), ("", "")],
                METADATA => [("language", "language"), ("title", "documentTitle")],
                _ => continue,
            };
            for (field, feature) in known {
                let value = one.text(feature).filter(|value| *value != NO_LANGUAGE);
                if let Some(value) = value.filter(|value| !value.is_empty()) {
                    let field = document.fields.entry(field.to_owned());
                    field.or_insert_with(|| value.to_owned());
                }
            }
        }
    }
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// The name of a type without its packages.
fn short(kind: &str) -> &str {
    kind.rsplit('.').next().unwrap_or(kind)
}

struct Making<'t> {
    ruler: Ruler<'t>,
    structures: Vec<Structure>,
}

impl Making<'_> {
    fn add(&mut self, kind: &str, place: Option<Place>, texts: Vec<(String, String)>) -> usize {
        let id = self.structures.len() + 2;
        let place = place.map(|place| self.ruler.place(place));
        let kind = kind.to_owned();
        self.structures.push(Structure { id, kind, place, texts, ..Structure::default() });
        id
    }

    fn add_document(&mut self, document: &Document) {
        let whole = Place { start: 0, end: document.words().len() };
        let language = document.fields.get("language").map_or(NO_LANGUAGE, String::as_str);
        self.add(DOCUMENT, Some(whole), vec![pair("language", language)]);
        for (name, value) in &document.fields {
            self.add(FIELD, None, vec![pair("name", name), pair("value", value)]);
        }
        for piece in &document.segments {
            self.add(SENTENCE, Some(piece.place), Vec::new());
            let mut texts = vec![pair("role", piece.role.label())];
            if !piece.is_sure {
                texts.push(pair("unsure", "true"));
            }
            if piece.opens_paragraph {
                texts.push(pair("opens_paragraph", "true"));
            }
            self.add(SEGMENT, Some(piece.place), texts);
        }
    }
}

impl Structure {
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.texts.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn reference(&self, name: &str) -> Option<usize> {
        self.refs.iter().find(|(known, _)| known == name)?.1.first().copied()
    }

    fn is_relation(&self) -> bool {
        self.reference("Governor").is_some() && self.reference("Dependent").is_some()
    }

    /// Is it a mark somebody made, and no token, sentence, relation or note on the document?
    fn is_mark(&self) -> bool {
        let own = [TOKEN, SENTENCE, SEGMENT, FIELD, DOCUMENT];
        self.place.is_some()
            && !own.contains(&self.kind.as_str())
            && !["DocumentAnnotation", METADATA, "TagsetDescription"].contains(&short(&self.kind))
            && !self.is_relation()
            && self.kind != RELATION
    }

    /// Its label and the rest of its texts as fields.
    fn label(&self, own: &str) -> (String, Fields) {
        let mut fields: Fields = self.texts.iter().cloned().collect();
        if self.kind == own {
            return (fields.remove("label").unwrap_or_default(), fields);
        }
        let value = ["value", "label"].iter().find_map(|name| {
            let is_said = fields.get(*name).is_some_and(|value| !value.is_empty());
            if is_said { fields.remove(*name) } else { None }
        });
        match value {
            Some(value) => {
                fields.insert("layer".to_owned(), short(&self.kind).to_owned());
                (value, fields)
            }
            None => (short(&self.kind).to_owned(), fields),
        }
    }
}

fn piece(one: &Structure) -> Option<Piece> {
    let role = one.text("role").and_then(|role| Role::ALL.into_iter().find(|r| r.label() == role));
    Some(Piece {
        place: one.place?,
        role: role.unwrap_or(Role::Sentence),
        is_sure: one.text("unsure").is_none(),
        opens_paragraph: one.text("opens_paragraph").is_some(),
    })
}

struct Reading<'c> {
    by_id: BTreeMap<usize, &'c Structure>,
    /// The ids that structures got as marks.
    names: BTreeMap<usize, String>,
}

impl Reading<'_> {
    fn add_mark(&mut self, one: &Structure, document: &mut Document) {
        let (label, mut fields) = one.label(SPAN);
        // In layers of others these are features like any.
        let mut own = |name| if one.kind == SPAN { fields.remove(name) } else { None };
        let id = own("identifier").unwrap_or_else(|| one.id.to_string());
        let by = own("annotator").unwrap_or_default();
        self.names.insert(one.id, id.clone());
        let places = one.place.into_iter().collect();
        document.marks.push(Mark {
            id,
            label,
            by,
            places,
            quote: one.quote.clone(),
            fields,
            line: one.line,
            ..Mark::default()
        });
    }

    fn add_ties(&mut self, one: &Structure, document: &mut Document) {
        if one.is_relation() {
            let (label, mut fields) = one.label(RELATION);
            let id = fields.remove("identifier").unwrap_or_else(|| one.id.to_string());
            let from = self.end(one.reference("Governor"), document);
            let to = self.end(one.reference("Dependent"), document);
            document.ties.push(Tie {
                id,
                label,
                from,
                to,
                fields,
                line: one.line,
                ..Tie::default()
            });
            return;
        }
        let Some(from) = self.names.get(&one.id).cloned() else { return };
        for (feature, targets) in &one.refs {
            for (index, target) in targets.iter().enumerate() {
                let target = self.by_id.get(target).copied();
                // A link of INCEpTION stands between the two and says the role.
                let link = target.filter(|target| target.place.is_none());
                let end = match link {
                    Some(link) => link.reference("target"),
                    None => target.map(|target| target.id),
                };
                let Some(to) = end.and_then(|end| self.names.get(&end)) else { continue };
                let role = link.and_then(|link| link.text("role")).filter(|role| !role.is_empty());
                document.ties.push(Tie {
                    id: format!("{}.{feature}{}", one.id, index + 1),
                    label: role.unwrap_or(feature).to_owned(),
                    from: from.clone(),
                    to: to.clone(),
                    line: one.line,
                    ..Tie::default()
                });
            }
        }
    }

    /// The mark at an end of a relation; a token that is one becomes a mark.
    fn end(&mut self, id: Option<usize>, document: &mut Document) -> String {
        let Some(id) = id else { return String::new() };
        if !self.names.contains_key(&id) {
            match self.by_id.get(&id).copied() {
                Some(token) => self.add_mark(token, document),
                None => return id.to_string(),
            }
        }
        self.names.get(&id).cloned().unwrap_or_default()
    }
}

//! Annotated sets: reading one, and what of it a project does not have yet.
//!
//! A set is taken into a project whole or not at all. Where both have a record of one id and the two differ, a person has to
//! decide; nothing is overwritten, and nothing is taken for the same that only looks alike.

use crate::format::{FormatError, SetFile, from_ron};
use crate::model::assemble::{Problem, assemble};
use crate::model::{Edit, Layer, Project, Source};
use std::sync::Arc;

/// Why a file is no annotated set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetError {
    /// It is not in UTF-8.
    #[error("The file is not in UTF-8 (first at byte {0}). Sets are; it may be damaged")]
    NotUtf8(usize),
    /// It is not written as a set is.
    #[error("This is no annotated set: {0}")]
    Format(#[from] FormatError),
}

/// The project that a set holds, and what had to stay out of it because it does not fit.
///
/// # Errors
/// When the bytes are no annotated set of a version that this program reads.
pub fn read_set(bytes: &[u8]) -> Result<(Project, Vec<Problem>), SetError> {
    let text =
        std::str::from_utf8(bytes).map_err(|error| SetError::NotUtf8(error.valid_up_to()))?;
    let (parts, mut problems) = from_ron::<SetFile>(text)?.into_parts();
    let (tables, found) = parts.into_tables();
    problems.extend(found);
    let (project, found) = assemble(tables);
    problems.extend(found);
    Ok((project, problems))
}

/// The edits that add what `set` has and `project` has not; none when it has all of it. The project's title stays.
///
/// # Errors
/// What the two hold differently, one sentence for each record. Then nothing should be taken in.
pub fn set_edits(project: &Project, set: &Project) -> Result<Vec<Edit>, Vec<String>> {
    let mut union = Union { project, edits: Vec::new(), conflicts: Vec::new() };
    union.add_annotators(set);
    union.add_sources(set);
    union.add_propositions(set);
    union.add_articles(set);
    union.add_layers(set);
    if union.conflicts.is_empty() { Ok(union.edits) } else { Err(union.conflicts) }
}

struct Union<'a> {
    project: &'a Project,
    edits: Vec<Edit>,
    conflicts: Vec<String>,
}

impl Union<'_> {
    /// Is a record to be added? Not when it is there; when another is there in its place, that is a conflict.
    fn wants<T: PartialEq>(
        &mut self,
        here: Option<&T>,
        there: &T,
        what: impl Fn() -> String,
    ) -> bool {
        if here.is_some_and(|here| here != there) {
            self.conflicts.push(format!("{} is another one in the project", what()));
        }
        here.is_none()
    }

    fn add_annotators(&mut self, set: &Project) {
        for (id, annotator) in set.annotators() {
            let here = self.project.annotators().get(id);
            if self.wants(here, annotator, || format!("the annotator “{id}” ({})", annotator.name))
            {
                self.edits.push(Edit::Annotator(id.clone(), Some(annotator.clone())));
            }
        }
    }

    /// New sources first alone, then with the bodies they belong to, which may come later in the order.
    fn add_sources(&mut self, set: &Project) {
        // As long as nobody has changed the built-in source, there is nothing to decide about it.
        let untouched = Source::unattributed();
        let mut new: Vec<&Source> = Vec::new();
        for (id, source) in set.sources().iter().filter(|(_, source)| **source != untouched) {
            let here = self.project.sources().get(id).filter(|here| **here != untouched);
            if self.wants(here, source, || format!("the source “{id}” ({})", source.name)) {
                new.push(source);
            }
        }
        let put = |source: Source| Edit::Source(source.id.clone(), Some(source));
        self.edits
            .extend(new.iter().map(|source| put(Source { part_of: None, ..(*source).clone() })));
        let members = new.iter().filter(|source| source.part_of.is_some());
        self.edits.extend(members.map(|source| put((*source).clone())));
    }

    fn add_propositions(&mut self, set: &Project) {
        for (id, proposition) in set.propositions() {
            let here = self.project.propositions().get(id);
            if self.wants(here, proposition, || format!("the proposition “{id}”")) {
                self.edits.push(Edit::Proposition(id.clone(), Some(proposition.clone())));
            }
        }
    }

    fn add_articles(&mut self, set: &Project) {
        for (id, article) in set.articles() {
            let here = self.project.articles().get(id);
            let same_text = self.project.article_with_text(article.sha256());
            if let Some(other) = same_text.filter(|other| other.id() != id) {
                let other = other.id();
                self.conflicts.push(format!("the text of “{id}” is in the project as “{other}”"));
            } else if self.wants(here, article, || format!("the article “{id}”")) {
                self.edits.push(Edit::Article(id.clone(), Some(Arc::clone(article))));
            }
        }
    }

    /// Statements of all layers before the relations between them.
    fn add_layers(&mut self, set: &Project) {
        let mut relations = Vec::new();
        for (id, layer) in set.layers() {
            let here = self.project.layers().get(id);
            let name = || format!("the layer of “{}” on “{}”", id.annotator, id.article);
            if self.wants(here, layer, name) {
                self.add_layer(layer);
                relations.extend(layer.marks().relations().iter().map(|(name, relation)| {
                    Edit::Relation(id.clone(), name.clone(), Some(relation.clone()))
                }));
            }
        }
        self.edits.extend(relations);
    }

    fn add_layer(&mut self, layer: &Layer) {
        let id = layer.id();
        self.edits.push(Edit::Layer(id.clone(), Some(layer.head().clone())));
        let marks = layer.marks();
        for (name, statement) in marks.statements() {
            let put = Some(Arc::clone(statement));
            self.edits.push(Edit::Statement(id.clone(), name.clone(), put));
        }
        for (name, remark) in marks.remarks() {
            self.edits.push(Edit::Remark(id.clone(), name.clone(), Some(remark.clone())));
        }
        for span in marks.no_statement() {
            self.edits.push(Edit::NoStatement(id.clone(), *span, true));
        }
    }
}

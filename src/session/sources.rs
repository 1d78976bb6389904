//! Records beside statements: sources, articles' metadata, remarks.

use super::editing::quoted;
use super::{MetadataEntry, Notice, RemarkEntry, Session, Wish};
use crate::import::source_for;
use crate::model::{ArticleId, Edit, Remark, RemarkId, Source, SourceType};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Session {
    pub(super) fn set_source_record(&mut self, source: Source) {
        let label = format!("Change the source {}", source.name);
        if self.project.sources().get(&source.id) != Some(&source) {
            self.change(&label, vec![Edit::Source(source.id.clone(), Some(source))]);
        }
    }

    pub(super) fn set_metadata(&mut self, article: &ArticleId, entry: MetadataEntry) {
        let mut edits = Vec::new();
        let publisher =
            source_for(&self.project, &entry.publisher, SourceType::MediaOrganisation, &mut edits);
        let author = source_for(&self.project, &entry.author, SourceType::Author, &mut edits);
        let metadata = crate::model::Metadata { publisher, author, ..entry.metadata };
        let is_same =
            self.project.articles().get(article).is_some_and(|a| *a.metadata() == metadata);
        if is_same {
            return;
        }
        let label = format!("Change the metadata of {}", quoted(&metadata.title));
        edits.push(Edit::Metadata(article.clone(), metadata));
        self.change(&label, edits);
    }

    pub(super) fn wish_remark(&mut self) {
        if !self.may_mark() {
            return;
        }
        let span = self.selection().or_else(|| self.segment().map(|segment| segment.span));
        let text = self.article().map(|article| Arc::clone(article.text()));
        if let (Some(span), Some(text)) = (span, text) {
            self.wishes.push(Wish::AddRemark(span.trimmed(&text)));
        }
    }

    pub(super) fn add_remark(&mut self, entry: &RemarkEntry) {
        if !self.may_mark() {
            return;
        }
        let (Some(home), Some(article)) = (self.home(), self.article().cloned()) else { return };
        let Ok(id) = self.ids.remark(&self.project) else { return };
        let corrected = entry.corrected.trim();
        let remark = Remark {
            id: id.clone(),
            kind: entry.kind,
            span: entry.span,
            note: entry.note.trim().to_owned(),
            corrected: (!corrected.is_empty()).then(|| corrected.to_owned()),
            evidence: entry.evidence.trim().to_owned(),
            extra: BTreeMap::new(),
            created: self.stamp(),
        };
        let label = format!("Remark on {}", quoted(entry.span.of(article.text())));
        if self.mark(&label, vec![Edit::Remark(home, id, Some(remark))]) {
            self.place.caret = None;
        }
    }

    pub(super) fn remove_remark(&mut self, id: &RemarkId) {
        if !self.may_mark() {
            return;
        }
        let home = self.own_layer().filter(|layer| layer.remarks().contains_key(id));
        match home.map(|layer| layer.id().clone()) {
            Some(home) => {
                self.mark("Remove a remark", vec![Edit::Remark(home, id.clone(), None)]);
            }
            None => self.tell(Notice::warning("The remark belongs to another layer", "")),
        }
    }
}

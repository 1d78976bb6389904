//! Records beside statements: sources, articles' metadata, remarks.

use super::editing::quoted;
use super::{MetadataEntry, Notice, RemarkEntry, Session, Wish};
use crate::import::source_for;
use crate::model::{ArticleId, Edit, Remark, RemarkId, RemarkKind, Source, SourceId, SourceType};
use crate::text::Span;
use crate::text::days::{Meaning, day_words};
use std::collections::BTreeMap;

impl Session {
    pub(super) fn set_source_record(&mut self, source: Source) {
        let label = format!("Change the source {}", source.name);
        let old = self.project.sources().get(&source.id).cloned();
        if old.as_ref() == Some(&source) {
            return;
        }
        let (id, is_known) = (source.id.clone(), |name: &str| {
            old.as_ref().is_some_and(|old| old.names().any(|known| known == name))
        });
        let fresh: Vec<String> =
            source.names().filter(|name| !is_known(name)).map(str::to_owned).collect();
        if self.change(&label, vec![Edit::Source(id.clone(), Some(source))]) {
            fresh.iter().for_each(|name| self.tell_shared(&id, name));
        }
    }

    /// Tells when another source goes by a name too.
    fn tell_shared(&mut self, id: &SourceId, name: &str) {
        let wanted = name.to_lowercase();
        let mut others = self.project.sources().values().filter(|source| source.id != *id);
        let other = others.find(|other| other.names().any(|own| own.to_lowercase() == wanted));
        if let Some(other) = other {
            self.tell(Notice::warning(
                format!("“{name}” is a name of {} too", other.name),
                "If the two are one, the list of sources merges them: Possible duplicates",
            ));
        }
    }

    /// Keeps that two sources which look like one are not, with the one of the smaller id.
    pub(super) fn tell_apart(&mut self, one: &SourceId, other: &SourceId) {
        let (one, other) = if one <= other { (one, other) } else { (other, one) };
        let sources = self.project.sources();
        let (Some(source), Some(twin)) = (sources.get(one), sources.get(other)) else { return };
        if one == other || source.distinct_from.contains(other) {
            return;
        }
        let label = format!("{} and {} are not the same", source.name, twin.name);
        let mut new = source.clone();
        new.distinct_from.push(other.clone());
        new.distinct_from.sort();
        self.change(&label, vec![Edit::Source(one.clone(), Some(new))]);
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
        let text = self.article().map(|article| article.text());
        if let (Some(span), Some(text)) = (span, text) {
            self.wishes.push(Wish::AddRemark(span.trimmed(&text)));
        }
    }

    /// A remark on these words with what can be seen of them: a day that is none, a day that needs another to be resolved.
    #[must_use]
    pub fn remark_on(&self, span: Span) -> RemarkEntry {
        let mut entry = RemarkEntry {
            id: None,
            span,
            kind: RemarkKind::Other,
            note: String::new(),
            corrected: String::new(),
            evidence: String::new(),
        };
        let Some(article) = self.article() else { return entry };
        let (text, metadata) = (article.text(), article.metadata());
        for day in day_words(span.of(&text), &metadata.language) {
            match day.meaning(metadata.published) {
                Meaning::Impossible(why) => {
                    (entry.kind, entry.note) = (RemarkKind::DateImplausible, why);
                    return entry;
                }
                Meaning::Unresolvable => entry.kind = RemarkKind::RelativeDate,
                Meaning::Days { .. } => {}
            }
        }
        entry
    }

    pub(super) fn put_remark(&mut self, entry: &RemarkEntry) {
        if !self.may_mark() {
            return;
        }
        let (Some(home), Some(article)) = (self.home(), self.article().cloned()) else { return };
        let old = entry.id.as_ref().and_then(|id| self.own_marks()?.remarks().get(id).cloned());
        let corrected = entry.corrected.trim();
        let (id, created, extra) = match &old {
            Some(old) => (old.id.clone(), old.created.clone(), old.extra.clone()),
            None => match self.ids.remark(&self.project) {
                Ok(id) => (id, self.stamp(), BTreeMap::new()),
                Err(_) => return,
            },
        };
        let remark = Remark {
            id: id.clone(),
            kind: entry.kind,
            span: entry.span,
            note: entry.note.trim().to_owned(),
            corrected: (!corrected.is_empty()).then(|| corrected.to_owned()),
            evidence: entry.evidence.trim().to_owned(),
            extra,
            created,
        };
        if old.as_ref() == Some(&remark) {
            return;
        }
        let verb = if old.is_some() { "Change the remark on" } else { "Remark on" };
        let label = format!("{verb} {}", quoted(entry.span.of(&article.text())));
        if self.mark(&label, vec![Edit::Remark(home, id, Some(remark))]) {
            self.place.caret = None;
        }
    }

    pub(super) fn remove_remark(&mut self, id: &RemarkId) {
        if !self.may_mark() {
            return;
        }
        let home = self.own_layer().filter(|layer| layer.marks().remarks().contains_key(id));
        match home.map(|layer| layer.id().clone()) {
            Some(home) => {
                self.mark("Remove a remark", vec![Edit::Remark(home, id.clone(), None)]);
            }
            None => self.tell(Notice::warning("The remark belongs to another layer", "")),
        }
    }
}

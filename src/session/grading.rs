//! Judgements: how reliable a source is, how credible a statement; the scale of the project. A new grade is put behind the
//! old ones, never in their place.

use super::editing::quoted;
use super::{GradeEntry, Notice, Session};
use crate::model::{
    Credibility, Edit, Grade as _, Judgement, Reliability, Settings, SourceId, StatementId,
};
use std::sync::Arc;

impl Session {
    fn judgement<G>(&self, entry: GradeEntry<G>) -> Judgement<G> {
        let GradeEntry { grade, scope, confidence, why } = entry;
        let stamp = self.stamp();
        Judgement {
            grade,
            scope: scope.trim().to_owned(),
            confidence,
            why: why.trim().to_owned(),
            by: stamp.by,
            at: stamp.at,
        }
    }

    pub(super) fn grade_source(&mut self, id: &SourceId, entry: GradeEntry<Reliability>) {
        let Some(source) = self.project.sources().get(id) else { return };
        let label = format!("Reliability {} of {}", entry.grade.code(), source.name);
        let mut new = source.clone();
        new.reliability.push(self.judgement(entry));
        let mut edits = self.annotator_edit();
        edits.push(Edit::Source(id.clone(), Some(new)));
        self.change(&label, edits);
    }

    /// A statement is graded by the annotator to whom it belongs.
    pub(super) fn grade_statement(&mut self, id: &StatementId, entry: GradeEntry<Credibility>) {
        if !self.may_edit() {
            return;
        }
        let Some((home, statement)) = self.project.statement(id) else { return };
        if home.annotator != self.me {
            let words = "The statement belongs to another annotator, who alone changes it";
            return self.tell(Notice::warning(words, ""));
        }
        let home = home.clone();
        let words = quoted(&super::words_of_statement(&self.project, id));
        let label = format!("Credibility {} of {words}", entry.grade.code());
        let mut new = (*statement).clone();
        new.credibility.push(self.judgement(entry));
        new.modified = Some(self.stamp()).into();
        self.change(&label, vec![Edit::Statement(home, id.clone(), Some(Arc::new(new)))]);
    }

    pub(super) fn set_settings(&mut self, settings: Settings) {
        if *self.project.settings() != settings {
            self.change("Change the project’s settings", vec![Edit::Settings(settings)]);
        }
    }
}

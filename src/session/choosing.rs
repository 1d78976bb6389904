//! Several statements at once: chosen one by one or all of an article, and changed together in one step.

use super::editing::quoted;
use super::following::follow;
use super::{Notice, Session};
use crate::model::{Edit, Statement, StatementId};
use std::sync::Arc;

impl Session {
    /// The statements of the article in view that are chosen for a joint change.
    #[must_use]
    pub fn chosen(&self) -> &std::collections::BTreeSet<StatementId> {
        &self.chosen
    }

    /// Chooses the statement in focus, or lets it go.
    pub(super) fn toggle_chosen(&mut self) {
        if !self.may_mark() {
            return;
        }
        let Some(statement) = self.focus_or_tell() else { return };
        if !self.chosen.remove(&statement.id) {
            self.chosen.insert(statement.id.clone());
        }
    }

    /// Chooses every statement of the article; lets all go when all are chosen.
    pub(super) fn choose_all(&mut self) {
        if !self.may_mark() {
            return;
        }
        let marks = self.own_marks();
        let all = marks.iter().flat_map(|marks| marks.statements().keys().cloned());
        let all: std::collections::BTreeSet<_> = all.collect();
        match (all.is_empty(), all == self.chosen) {
            (true, _) => self.tell(Notice::info("This article has no statements yet")),
            (_, true) => self.chosen.clear(),
            (_, false) => self.chosen = all,
        }
    }

    /// What a change goes to: the statements that are chosen, else the one in focus; tells when there is none.
    pub(super) fn chosen_or_focus(&mut self) -> Vec<Arc<Statement>> {
        if self.chosen.is_empty() {
            return self.focus_or_tell().into_iter().collect();
        }
        let Some(marks) = self.own_marks() else { return Vec::new() };
        let found = self.chosen.iter().filter_map(|id| marks.statements().get(id));
        found.cloned().collect()
    }

    /// A step's label: what is done, and to what.
    pub(super) fn label_of(&self, what: &str, statements: &[Arc<Statement>]) -> String {
        match statements {
            [only] => format!("{what}: {}", self.words_of(only)),
            several => format!("{what}: {} statements", several.len()),
        }
    }

    /// Changes the statements that are chosen, else the one in focus, in one step. `change` is told the level of
    /// attribution that source, mention and cue go to.
    pub(super) fn alter_chosen(
        &mut self,
        what: &str,
        change: impl Fn(usize, &mut Statement),
    ) -> bool {
        if !self.may_mark() {
            return false;
        }
        let statements = self.chosen_or_focus();
        let (Some(home), Some(article)) = (self.home(), self.article().cloned()) else {
            return false;
        };
        let text = article.text();
        let stamp = self.stamp();
        let mut edits = Vec::new();
        for statement in &statements {
            let mut new = (**statement).clone();
            change(self.level_of(statement), &mut new);
            follow(self.records(), &text, statement, &mut new);
            if new != **statement {
                new.modified = Some(stamp.clone()).into();
                edits.push(Edit::Statement(home.clone(), new.id.clone(), Some(Arc::new(new))));
            }
        }
        if edits.is_empty() {
            return !statements.is_empty();
        }
        let label = self.label_of(what, &statements);
        self.mark(&label, edits)
    }

    /// Statements that went are chosen no more; those of another article neither.
    pub(super) fn settle_chosen(&mut self) {
        if self.chosen.is_empty() {
            return;
        }
        match self.own_marks() {
            Some(marks) => self.chosen.retain(|id| marks.statements().contains_key(id)),
            None => self.chosen.clear(),
        }
    }

    /// The beginning of a stretch of the article in view, for labels.
    pub(super) fn words_in(&self, span: crate::text::Span) -> String {
        self.article().map_or_else(String::new, |article| quoted(span.of(&article.text())))
    }
}

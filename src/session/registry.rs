//! The register of sources across the project: a part of one becomes a source of its own.

use super::{Notice, Session, Wish};
use crate::model::{Edit, Source, SourceId, Statement, StatementId};
use std::sync::Arc;

impl Session {
    /// Makes a new source of part of another: `statements` go over to it, all in one step. Statements of other annotators
    /// stay as they are, and that is told.
    pub(super) fn split_source(&mut self, from: &SourceId, name: &str, statements: &[StatementId]) {
        if !self.may_edit() {
            return;
        }
        let Some(old) = self.project.sources().get(from).cloned() else { return };
        let Some((id, edit)) = self.new_source(name) else { return };
        let fresh = Source {
            id: id.clone(),
            name: name.trim().to_owned(),
            aliases: Vec::new(),
            offices: Vec::new(),
            links: Vec::new(),
            distinct_from: vec![from.clone()],
            // Grades were given to the whole; nobody has judged the part yet.
            reliability: Vec::new(),
            note: String::new(),
            ..old.clone()
        };
        let mut edits = match edit {
            Edit::Source(id, _) => vec![Edit::Source(id, Some(fresh))],
            other => vec![other],
        };
        let stamp = self.stamp();
        let mut others = 0_usize;
        for statement in statements {
            let Some((home, statement)) = self.project.statement(statement) else { continue };
            if home.annotator != self.me {
                others += 1;
                continue;
            }
            let mut new = (*statement).clone();
            new.modified = Some(stamp.clone()).into();
            replace(&mut new, from, &id);
            edits.push(Edit::Statement(home.clone(), new.id.clone(), Some(Arc::new(new))));
        }
        let n = edits.len() - 1;
        if n == 0 {
            let words = "None of these statements is yours, and only their owners change them";
            return self.tell(Notice::warning(words, ""));
        }
        let label = format!("Split {n} statements of {} off as {}", old.name, name.trim());
        if self.change(&label, edits) {
            if others > 0 {
                let words =
                    format!("{others} statements of other annotators stay with {}", old.name);
                self.tell(Notice::info(words));
            }
            self.wishes.push(Wish::ShowSource(id));
        }
    }
}

/// Another source in the place of one, wherever a statement names it.
pub(super) fn replace(statement: &mut Statement, from: &SourceId, to: &SourceId) {
    for level in statement.chain.iter_mut().filter(|level| level.source == *from) {
        level.source = to.clone();
    }
    if statement.implied_source.as_ref() == Some(from) {
        statement.implied_source = Some(to.clone());
    }
}

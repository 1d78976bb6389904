//! Kinds and content: what the letters c, d, f and x do.

use super::editing::quoted;
use super::following::follow;
use super::{Command, Notice, Session, Wish};
use crate::model::{Edit, Flag, Kind, Layer, Marks, Polarity, Statement, StatementId, Word as _};
use crate::text::Span;
use std::sync::Arc;

impl Session {
    /// Tags the selection, else the sentence; or changes the kind of what is there already.
    pub(super) fn tag(&mut self, kind: Kind) {
        if !self.may_mark() {
            return;
        }
        let Some(segment) = self.segment() else {
            return self.tell(Notice::info("Open an article first"));
        };
        let text = self.article().map(|article| article.text()).unwrap_or_default();
        let selection = self.selection().map(|span| span.trimmed(&text));
        if selection.is_none() && !self.chosen.is_empty() {
            let what = format!("Change to {}", kind.short_label().to_lowercase());
            self.alter_chosen(&what, |_, s| s.kind = kind);
            return;
        }
        let existing = match selection {
            Some(span) => self.statement_with_content(span),
            None => self.focus_in(segment.span).or_else(|| self.first_here()),
        };
        let done = match existing {
            Some(statement) => self.change_kind(&statement, kind),
            None => self.add_statement(kind, selection.unwrap_or(segment.span)),
        };
        if done && selection.is_none() {
            self.move_on();
        } else if done {
            self.place.caret = None;
        }
    }

    /// To the next prose; the statement just tagged keeps the focus, so that its source can follow.
    fn move_on(&mut self) {
        let focus = self.place.focus.clone();
        let here = self.place.segment;
        let next = self.article().and_then(|article| {
            let mut behind = article.segments().iter().enumerate().skip(here + 1);
            behind.find(|(_, segment)| segment.role.is_prose()).map(|(index, _)| index)
        });
        if let Some(next) = next {
            self.stand_on(next);
        }
        self.place.focus = focus;
    }

    fn statement_with_content(&self, span: Span) -> Option<Arc<Statement>> {
        self.marks()?.with_content_in(span).find(|s| s.content == [span]).cloned()
    }

    /// The statement that takes the focus when somebody walks to the sentence.
    fn first_here(&self) -> Option<Arc<Statement>> {
        let first = self.statements_here().into_iter().next()?;
        self.marks()?.statements().get(&first).cloned()
    }

    /// The statement in focus, if it has content in `span`.
    fn focus_in(&self, span: Span) -> Option<Arc<Statement>> {
        self.focus().filter(|s| s.content.iter().any(|c| c.overlaps(span)))
    }

    fn change_kind(&mut self, statement: &Arc<Statement>, kind: Kind) -> bool {
        self.place.focus = Some(statement.id.clone());
        if statement.kind == kind {
            return true;
        }
        let label = format!(
            "Change to {}: {}",
            kind.short_label().to_lowercase(),
            self.words_of(statement)
        );
        self.alter(&label, statement, |s| s.kind = kind)
    }

    fn add_statement(&mut self, kind: Kind, content: Span) -> bool {
        let (Some(home), Some(article)) = (self.home(), self.article().cloned()) else {
            return false;
        };
        let text = article.text();
        let content = content.trimmed(&text);
        let Ok(id) = self.ids.statement(&self.project) else { return false };
        let mut statement = Statement::new(id.clone(), kind, vec![content], self.stamp());
        if kind == Kind::Denial {
            // What a denial says is that something is not so.
            statement.polarity = Polarity::Negated;
        }
        let label =
            format!("Tag as {}: {}", kind.short_label().to_lowercase(), quoted(content.of(&text)));
        let mut edits = self.unmark_no_statement(content);
        edits.push(Edit::Statement(home, id.clone(), Some(Arc::new(statement))));
        let done = self.mark(&label, edits);
        if done {
            self.place.focus = Some(id);
            self.place.level = None;
        }
        done
    }

    /// The beginning of a statement's words, for labels.
    pub(super) fn words_of(&self, statement: &Statement) -> String {
        let text = self.article().map(|article| article.text()).unwrap_or_default();
        quoted(statement.content.first().map_or("", |span| span.of(&text)))
    }

    /// Changes a statement in the annotator's layer and notes who did it.
    pub(super) fn alter(
        &mut self,
        label: &str,
        statement: &Statement,
        change: impl FnOnce(&mut Statement),
    ) -> bool {
        let (Some(home), Some(article)) = (self.home(), self.article().cloned()) else {
            return false;
        };
        let mut new = statement.clone();
        change(&mut new);
        follow(self.records(), &article.text(), statement, &mut new);
        if new == *statement {
            return true;
        }
        new.modified = Some(self.stamp()).into();
        // Content that grows into a sentence marked as holding none takes the mark away.
        let mut edits: Vec<Edit> =
            new.content.iter().flat_map(|span| self.unmark_no_statement(*span)).collect();
        edits.push(Edit::Statement(home, new.id.clone(), Some(Arc::new(new))));
        self.mark(label, edits)
    }

    /// Changes the statement in focus; says so when there is none.
    pub(super) fn alter_focus(&mut self, what: &str, change: impl FnOnce(&mut Statement)) -> bool {
        if !self.may_mark() {
            return false;
        }
        let Some(statement) = self.focus_or_tell() else { return false };
        let label = format!("{what}: {}", self.words_of(&statement));
        self.alter(&label, &statement, change)
    }

    /// The statement in focus; tells what to do when there is none.
    pub(super) fn focus_or_tell(&mut self) -> Option<Arc<Statement>> {
        let focus = self.focus();
        if focus.is_none() {
            self.tell(Notice::warning(
                "No statement in focus",
                "Tag the sentence first, with C, D or F",
            ));
        }
        focus
    }

    pub(super) fn wish_on_focus(&mut self, command: Command) {
        if self.may_mark() && self.focus_or_tell().is_some() {
            self.wishes.push(Wish::Run(command));
        }
    }

    pub(super) fn mark_no_statement(&mut self) {
        if !self.may_mark() {
            return;
        }
        let Some(segment) = self.segment() else { return };
        if self.marks().is_some_and(|marks| marks.is_no_statement(segment.span)) {
            let edits = self.unmark_no_statement(segment.span);
            let label = format!("Take back “no statement”: {}", self.sentence_words());
            self.mark(&label, edits);
            return;
        }
        let here = self.statements_here();
        if here.is_empty() {
            return self.clear_sentence();
        }
        let n = here.len();
        let what = if n == 1 { "1 statement".to_owned() } else { format!("{n} statements") };
        self.wishes.push(Wish::ConfirmClear(what));
    }

    fn sentence_words(&self) -> String {
        let words = self.segment().zip(self.article());
        words
            .map_or_else(String::new, |(segment, article)| quoted(segment.span.of(&article.text())))
    }

    /// Marks the sentence as holding no statement; statements that are there go, with their relations.
    pub(super) fn clear_sentence(&mut self) {
        let (Some(home), Some(segment)) = (self.home(), self.segment()) else { return };
        if !self.may_mark() {
            return;
        }
        let mut edits = Vec::new();
        for id in self.statements_here() {
            edits.extend(self.removal(&id));
        }
        edits.push(Edit::NoStatement(home, segment.span, true));
        let label = format!("No statement: {}", self.sentence_words());
        if self.mark(&label, edits) {
            self.place.focus = None;
            self.move_on();
        }
    }

    /// The edits that take away the “no statement” marks which `span` touches.
    pub(super) fn unmark_no_statement(&self, span: Span) -> Vec<Edit> {
        let (Some(home), Some(marks)) = (self.home(), self.own_marks()) else { return Vec::new() };
        let touched = marks.no_statement_in(span);
        touched.map(|mark| Edit::NoStatement(home.clone(), *mark, false)).collect()
    }

    pub(super) fn own_layer(&self) -> Option<&Arc<Layer>> {
        self.project.layer(self.place.article.as_ref()?, &self.me)
    }

    pub(super) fn own_marks(&self) -> Option<Arc<Marks>> {
        self.own_layer().map(|layer| layer.marks())
    }

    /// The edits that remove a statement and the relations that begin or end there.
    fn removal(&self, id: &StatementId) -> Vec<Edit> {
        let Some((home, _)) = self.project.statement(id) else { return Vec::new() };
        let mut edits: Vec<Edit> = self
            .project
            .relations_at(id)
            // A relation of another annotator is not ours to remove: then the model refuses, and says why.
            .filter(|(home, _)| home.annotator == self.me)
            .map(|(home, relation)| Edit::Relation(home.clone(), relation.id.clone(), None))
            .collect();
        edits.push(Edit::Statement(home.clone(), id.clone(), None));
        edits
    }

    pub(super) fn remove_statement(&mut self) {
        if !self.may_mark() {
            return;
        }
        let statements = self.chosen_or_focus();
        if statements.is_empty() {
            return;
        }
        let label = self.label_of("Remove", &statements);
        let edits = statements.iter().flat_map(|s| self.removal(&s.id)).collect();
        if self.mark(&label, edits) {
            self.place.focus = self.statements_here().into_iter().next();
        }
    }

    pub(super) fn add_range(&mut self) {
        let Some(span) = self.selection() else {
            return self.tell(Notice::warning(
                "Nothing is selected",
                "Select words with Shift and the arrow keys, or by dragging",
            ));
        };
        let text = self.article().map(|article| article.text()).unwrap_or_default();
        let span = span.trimmed(&text);
        let added = self.alter_focus("Add to the content", |s| {
            s.content.push(span);
            s.content = joined(std::mem::take(&mut s.content));
        });
        if added {
            self.place.caret = None;
        }
    }

    /// Flags, notes and the like on the statement in focus.
    pub(super) fn set_note(&mut self, note: &str) {
        let note = note.trim().to_owned();
        self.alter_focus("Note", |s| s.note = note.into());
    }

    /// Sets a flag, or takes it back.
    pub(super) fn toggle_flag(&mut self, flag: Flag) {
        // Of several statements the flag is taken back only when all of them have it.
        let is_set = self.chosen_or_focus().iter().all(|s| s.flags.contains(&flag));
        self.alter_chosen(&format!("Flag “{}”", flag.label()), |_, s| {
            if is_set {
                s.flags.remove(&flag);
            } else {
                s.flags.insert(flag);
            }
        });
    }
}

/// Spans in their order; those that overlap or touch become one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.union(span),
            _ => joined.push(span),
        }
    }
    joined
}

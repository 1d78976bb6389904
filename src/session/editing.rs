//! From intentions to steps: every change of the project passes here on its way to `model::edit::apply`.

use super::{Notice, Session, Wish};
use crate::model::{
    Act, Annotator, AnnotatorKind, Edit, LayerHead, LayerId, Prepared, Project, Refusal, Stamp,
    StatementId, Step,
};
use crate::text::Span;

/// Longest quote in a label, in code points.
const QUOTE: usize = 40;

/// Longest content that is shown as one line, in code points.
const LONGEST_LINE: usize = 4_000;

/// The beginning of some words, for labels: `“China denies that…”`.
pub(super) fn quoted(words: &str) -> String {
    let line = on_one_line(words, QUOTE + 1);
    match line.char_indices().nth(QUOTE) {
        Some((cut, _)) => {
            in_quotes(&format!("{}…", line.get(..cut).unwrap_or_default().trim_end()))
        }
        None => in_quotes(&line),
    }
}

/// Words on one line. What is longer than any line that is read, some thousand letters, is cut.
#[must_use]
pub fn one_line(words: &str) -> String {
    on_one_line(words, LONGEST_LINE)
}

/// Words with single spaces between them, as many as it takes to come to `enough` code points: a sentence may be megabytes
/// long.
fn on_one_line(words: &str, enough: usize) -> String {
    let (mut line, mut length) = (String::with_capacity(words.len().min(enough)), 0);
    for word in words.split_whitespace() {
        if length >= enough {
            break;
        }
        if !line.is_empty() {
            line.push(' ');
            length += 1;
        }
        for letter in word.chars().take(enough) {
            line.push(letter);
            length += 1;
        }
    }
    line
}

/// The content of a statement on one line; pieces that stand apart are joined with “ … ”. What is longer than any line that
/// is read, some thousand letters, is cut.
#[must_use]
pub fn words_of_statement(project: &Project, id: &StatementId) -> String {
    let Some((home, statement)) = project.statement(id) else { return String::new() };
    let article = project.articles().get(&home.article);
    let text = article.map(|article| article.text()).unwrap_or_default();
    let (mut line, mut left) = (String::new(), LONGEST_LINE);
    for span in &statement.content {
        let piece = on_one_line(span.of(&text), left);
        if !line.is_empty() && !piece.is_empty() {
            line.push_str(" … ");
        }
        left = left.saturating_sub(piece.chars().count());
        line.push_str(&piece);
    }
    if left == 0 {
        line.push('…');
    }
    line
}

/// Words in quotation marks, unless they begin with some of their own.
#[must_use]
pub fn in_quotes(words: &str) -> String {
    if words.starts_with(['“', '"', '„', '«', '‘', '「', '『']) {
        words.to_owned()
    } else {
        format!("“{words}”")
    }
}

impl Session {
    pub(super) fn stamp(&self) -> Stamp {
        Stamp { by: self.me.clone(), at: self.now }
    }

    /// The layer that takes this annotator's marks on the article in view.
    pub(super) fn home(&self) -> Option<LayerId> {
        let article = self.place.article.clone()?;
        Some(LayerId { article, annotator: self.me.clone() })
    }

    /// May marks be changed here? Tells why not.
    pub(super) fn may_edit(&mut self) -> bool {
        if let Some(reason) = self.read_only.clone() {
            self.tell(Notice::warning("The project is open read-only", reason));
            return false;
        }
        true
    }

    /// May marks of the layer in view be changed? It must be the annotator's own.
    pub(super) fn may_mark(&mut self) -> bool {
        if self.shown != self.me {
            let shown = self.annotator_name(&self.shown.clone());
            self.tell(Notice::warning(
                format!("This is the layer of {shown}, and only its owner changes it"),
                "Press F6 to come back to your own",
            ));
            return false;
        }
        self.may_edit()
    }

    /// The name of an annotator, or the id of one without a record.
    #[must_use]
    pub fn annotator_name(&self, id: &crate::model::AnnotatorId) -> String {
        match self.project.annotators().get(id) {
            Some(annotator) => annotator.name.clone(),
            None if *id == self.me => self.my_name.clone(),
            None => id.to_string(),
        }
    }

    /// Changes marks in the annotator's own layer, which is made if it is not there yet. Says whether it was done.
    pub(super) fn mark(&mut self, label: &str, edits: Vec<Edit>) -> bool {
        let Some(home) = self.home() else { return false };
        let mut all = self.annotator_edit();
        if !self.project.layers().contains_key(&home) {
            let head = LayerHead { started: Some(self.now), ..LayerHead::default() };
            all.push(Edit::Layer(home, Some(head)));
        }
        all.extend(edits);
        self.change(label, all)
    }

    /// The record of the annotator, when it is not in the project yet.
    pub(super) fn annotator_edit(&self) -> Vec<Edit> {
        if self.project.annotators().contains_key(&self.me) {
            return Vec::new();
        }
        let id = self.me.clone();
        let name = self.my_name.clone();
        vec![Edit::Annotator(id.clone(), Some(Annotator { id, name, kind: AnnotatorKind::Human }))]
    }

    /// Changes the project, all or nothing. Says whether it was done; a refusal is told.
    pub fn change(&mut self, label: &str, edits: Vec<Edit>) -> bool {
        if !self.may_edit() {
            return false;
        }
        let mut edits = edits;
        let edit = match (edits.len(), edits.pop()) {
            (1, Some(only)) => only,
            (_, Some(last)) => {
                edits.push(last);
                Edit::batch(edits)
            }
            (_, None) => return false,
        };
        let stamp = (self.me.clone(), self.now);
        let done = self.history.perform(&mut self.project, label.to_owned(), stamp, edit);
        self.record(label, done.map(Some))
    }

    /// Changes the project by an edit that was applied to a copy ahead. Says whether that was done.
    pub(super) fn change_prepared(&mut self, label: &str, prepared: Prepared) -> bool {
        if !self.may_edit() {
            return false;
        }
        let stamp = (self.me.clone(), self.now);
        let done =
            self.history.perform_prepared(&mut self.project, label.to_owned(), stamp, prepared);
        self.record(label, done.map(Some))
    }

    fn record(&mut self, label: &str, done: Result<Option<Step>, Refusal>) -> bool {
        match done {
            Ok(Some(step)) => {
                self.resegmented += u64::from(changes_segments(&step.edit));
                self.steps.push(step);
                self.revision += 1;
                self.settle();
                true
            }
            Ok(None) => false,
            Err(refusal) => {
                self.refuse(label, &refusal);
                false
            }
        }
    }

    /// After a change the place must still be one: another article when this one went, a segment that is there.
    fn settle(&mut self) {
        if self.article().is_none() {
            self.place = super::Place {
                article: self.project.articles().keys().next().cloned(),
                ..super::Place::default()
            };
        }
        self.settle_chosen();
        let n_segments = self.article().map_or(0, |article| article.segments().len());
        self.place.segment = self.place.segment.min(n_segments.saturating_sub(1));
    }

    pub(super) fn undo(&mut self) {
        if !self.may_edit() {
            return;
        }
        let stamp = (self.me.clone(), self.now);
        let done = self.history.undo(&mut self.project, stamp);
        self.after_time_travel("Undo", done);
    }

    /// Takes the last step back and says no word about it; tells whether it was done.
    pub(super) fn undo_one(&mut self) -> bool {
        if !self.may_edit() {
            return false;
        }
        let stamp = (self.me.clone(), self.now);
        let done = self.history.undo(&mut self.project, stamp);
        self.record("Undo", done)
    }

    pub(super) fn redo(&mut self) {
        if !self.may_edit() {
            return;
        }
        let stamp = (self.me.clone(), self.now);
        let done = self.history.redo(&mut self.project, stamp);
        self.after_time_travel("Redo", done);
    }

    fn after_time_travel(&mut self, label: &str, done: Result<Option<Step>, Refusal>) {
        let step = done.as_ref().ok().cloned().flatten();
        if !self.record(label, done) {
            if step.is_none() {
                self.tell(Notice::info(format!("Nothing to {}", label.to_lowercase())));
            }
            return;
        }
        if let Some(step) = step {
            let verb = if step.act == Act::Undid { "Undone" } else { "Done again" };
            self.tell(Notice::info(format!("{verb}: {}", step.label)));
            self.show_change(&step);
        }
    }

    /// Goes to where a change was made. What it took away has its place in the way back.
    pub(super) fn show_change(&mut self, step: &Step) {
        let found = [&step.edit, &step.inverse].into_iter().filter_map(first_mark);
        let place = found.reduce(|best, next| if best.1.is_none() { next } else { best });
        let Some((article, byte, statement)) = place else { return };
        if self.place.article.as_ref() != Some(&article) {
            self.go_to(article, byte);
        } else if let Some(byte) = byte {
            self.go_to(article, Some(byte));
        }
        if let Some(id) = statement
            && self.marks().is_some_and(|marks| marks.statements().contains_key(&id))
        {
            self.place.focus = Some(id);
        }
    }

    pub(super) fn show(&mut self, span: Span) {
        self.wishes.push(Wish::Show(span));
    }
}

fn changes_segments(edit: &Edit) -> bool {
    match edit {
        Edit::Segments { .. } | Edit::Article(..) => true,
        Edit::Batch(edits) => edits.iter().any(changes_segments),
        _ => false,
    }
}

type MarkPlace = (crate::model::ArticleId, Option<usize>, Option<StatementId>);

/// The article, byte and statement of the first mark that an edit changes.
fn first_mark(edit: &Edit) -> Option<MarkPlace> {
    match edit {
        Edit::Batch(edits) => edits
            .iter()
            .filter_map(first_mark)
            // A batch begins with preparations; what names a byte is what the person did.
            .reduce(|best, next| if best.1.is_none() { next } else { best }),
        Edit::Statement(home, id, new) => Some((
            home.article.clone(),
            new.as_ref().map(|statement| statement.start() as usize),
            Some(id.clone()),
        )),
        Edit::Remark(home, _, new) => {
            Some((home.article.clone(), new.as_ref().map(|r| r.span.start as usize), None))
        }
        Edit::NoStatement(home, span, _) => {
            Some((home.article.clone(), Some(span.start as usize), None))
        }
        Edit::Segments { article, within, .. } => {
            Some((article.clone(), Some(within.start as usize), None))
        }
        Edit::Relation(home, _, _) | Edit::Layer(home, _) => {
            Some((home.article.clone(), None, None))
        }
        Edit::Metadata(article, _) | Edit::Article(article, Some(_)) => {
            Some((article.clone(), None, None))
        }
        _ => None,
    }
}

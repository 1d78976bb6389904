//! The same sentence in other places: what is tagged in one of them goes to all that are ticked.

use super::place::statements_in;
use super::{Notice, Session, Wish};
use crate::model::{Article, ArticleId, Edit, LayerHead, LayerId, Level, Statement, StatementId};
use crate::text::{Segment, Span};
use std::sync::Arc;

/// A place where the words of the sentence stood on stand once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// The article.
    pub article: ArticleId,
    /// What it is called.
    pub title: String,
    /// The sentence, in bytes of that article.
    pub span: Span,
    /// Statements that the annotator has there already.
    pub n_statements: usize,
    /// Is it marked as holding no statement?
    pub is_none: bool,
}

impl Session {
    /// Asks which identical sentences take over what this one holds; tells when there are none.
    pub(super) fn wish_identical(&mut self) {
        if !self.may_mark() {
            return;
        }
        let Some(segment) = self.segment() else { return };
        let is_none = self.own_marks().is_some_and(|marks| marks.is_no_statement(segment.span));
        if self.statements_here().is_empty() && !is_none {
            return self.tell(Notice::warning(
                "Nothing is tagged here that could be applied elsewhere",
                "Tag the sentence first, with C, D, F or X",
            ));
        }
        let twins = self.twins();
        if twins.is_empty() {
            return self.tell(Notice::info("No other sentence has these very words"));
        }
        self.wishes.push(Wish::PickTwins(twins));
    }

    /// The other sentences, in all articles, with the words of the one stood on.
    #[must_use]
    pub fn twins(&self) -> Vec<Twin> {
        let (Some(here), Some(segment)) = (self.article(), self.segment()) else {
            return Vec::new();
        };
        let text = here.text();
        let words = segment.span.of(&text);
        let mut twins = Vec::new();
        for article in self.project.articles().values() {
            let is_here = article.id() == here.id();
            let is_as_long = |other: &&Segment| {
                other.span.len() == segment.span.len() && !(is_here && other.span == segment.span)
            };
            let mut others = article.segments().iter().filter(is_as_long).peekable();
            // To unfold a text takes longer than to see that no sentence of it can be the same.
            if others.peek().is_none() {
                continue;
            }
            let text = article.text();
            for other in others.filter(|other| other.span.of(&text) == words) {
                twins.push(self.twin(article, other.span));
            }
        }
        twins
    }

    fn twin(&self, article: &Article, span: Span) -> Twin {
        let marks = self.project.layer(article.id(), &self.me).map(|layer| layer.marks());
        Twin {
            article: article.id().clone(),
            title: article.metadata().title.clone(),
            span,
            n_statements: statements_in(marks.as_deref(), span).len(),
            is_none: marks.is_some_and(|marks| marks.is_no_statement(span)),
        }
    }

    /// Gives other sentences the statements of this one, with their sources, cues and fields, in one step.
    pub(super) fn apply_to_identical(&mut self, places: &[(ArticleId, Span)]) {
        if !self.may_mark() {
            return;
        }
        let (Some(segment), Some(marks)) = (self.segment(), self.own_marks()) else { return };
        let here = statements_in(Some(&marks), segment.span);
        let models: Vec<_> = here.iter().filter_map(|id| marks.statements().get(id)).collect();
        let mut edits = self.annotator_edit();
        let mut fresh: Vec<StatementId> = Vec::new();
        for (article, span) in places {
            let home = LayerId { article: article.clone(), annotator: self.me.clone() };
            let is_new = !self.project.layers().contains_key(&home)
                && !edits.iter().any(|edit| edit.layer() == Some(&home));
            if is_new {
                let head = LayerHead { started: Some(self.now), ..LayerHead::default() };
                edits.push(Edit::Layer(home.clone(), Some(head)));
            }
            if models.is_empty() {
                edits.push(Edit::NoStatement(home, *span, true));
                continue;
            }
            edits.extend(self.unmarking(&home, *span));
            for model in &models {
                let copy = moved(model, segment.span, *span);
                // A statement that goes on in another sentence has no whole copy.
                let is_whole = copy.content.len() == model.content.len();
                if !is_whole || self.is_there(&home, &copy) {
                    continue;
                }
                let Some(id) = self.fresh_id(&fresh) else { return };
                fresh.push(id.clone());
                let stamp = self.stamp();
                let copy =
                    Statement { id: id.clone(), created: stamp, modified: None.into(), ..copy };
                edits.push(Edit::Statement(home.clone(), id, Some(Arc::new(copy))));
            }
        }
        let n = places.len();
        let label = format!("Apply to {n} identical sentences: {}", self.words_in(segment.span));
        if edits.is_empty() {
            self.tell(Notice::info("These sentences hold the same already"));
        } else if self.change(&label, edits) {
            let ending = if n == 1 { "sentence" } else { "sentences" };
            self.tell(Notice::info(format!("Applied to {n} identical {ending}")));
        }
    }

    fn fresh_id(&mut self, taken: &[StatementId]) -> Option<StatementId> {
        loop {
            let id = self.ids.statement(&self.project).ok()?;
            if !taken.contains(&id) {
                return Some(id);
            }
        }
    }

    fn unmarking(&self, home: &LayerId, span: Span) -> Vec<Edit> {
        let Some(layer) = self.project.layers().get(home) else { return Vec::new() };
        let marks = layer.marks();
        marks
            .no_statement()
            .iter()
            .filter(|mark| mark.overlaps(span))
            .map(|mark| Edit::NoStatement(home.clone(), *mark, false))
            .collect()
    }

    /// Is there a statement of this kind with this very content already?
    fn is_there(&self, home: &LayerId, copy: &Statement) -> bool {
        self.project.layers().get(home).is_some_and(|layer| {
            let marks = layer.marks();
            let mut near = marks.with_content_in(copy.extent());
            near.any(|other| other.content == copy.content && other.kind == copy.kind)
        })
    }
}

/// A statement of one sentence as one of another with the same words. What points out of the sentence stays behind.
fn moved(statement: &Statement, from: Span, to: Span) -> Statement {
    let shift = |span: &Span| {
        let by = |byte: u32| byte - from.start + to.start;
        from.contains(*span).then(|| Span { start: by(span.start), end: by(span.end) })
    };
    let all = |spans: &[Span]| -> Vec<Span> { spans.iter().filter_map(shift).collect() };
    let mut copy = statement.clone();
    // A day was resolved against the other article.
    copy.date = None.into();
    copy.content = all(&statement.content);
    copy.author_cue.words = all(&statement.author_cue.words);
    for level in &mut copy.chain {
        let Level { mention, head, cue, .. } = level;
        *mention = all(mention);
        *head = head.as_ref().and_then(shift);
        cue.words = all(&cue.words);
    }
    copy
}

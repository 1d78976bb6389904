//! Where the annotator stands: article, sentence, caret, statement in focus.

use crate::model::{Article, ArticleId, Marks, Part, StatementId};
use crate::text::Span;

/// The caret and the other end of the selection, both in bytes of the article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caret {
    /// The end that stays.
    pub anchor: usize,
    /// The end that moves: where the caret is drawn.
    pub head: usize,
}

impl Caret {
    /// A caret without a selection.
    #[must_use]
    pub fn at(byte: usize) -> Self {
        Self { anchor: byte, head: byte }
    }

    /// The selected words, if any are.
    #[must_use]
    pub fn selection(self) -> Option<Span> {
        let span = Span::new(self.anchor, self.head);
        (!span.is_empty()).then_some(span)
    }
}

/// Where the annotator stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The article in view.
    pub article: Option<ArticleId>,
    /// The segment stood on, by its place in the article.
    pub segment: usize,
    /// The statement that source, cue, note and the like go to.
    pub focus: Option<StatementId>,
    /// The statement that was in focus before the caret left its sentence: words of another sentence may point to its
    /// source.
    pub held: Option<StatementId>,
    /// The level of that statement's chain that source, mention and cue go to; the innermost when `None`.
    pub level: Option<usize>,
    /// The range of a statement whose ends the keys move, once one was taken in hand.
    pub part: Option<(StatementId, Part)>,
    /// The caret, in caret mode.
    pub caret: Option<Caret>,
}

impl Place {
    /// Stands at the start of an article.
    #[must_use]
    pub fn in_article(article: ArticleId) -> Self {
        Self { article: Some(article), ..Self::default() }
    }

    /// Stands on another segment; focus goes to the first statement there.
    pub fn stand_on(&mut self, segment: usize, article: &Article, marks: Option<&Marks>) {
        self.segment = segment.min(article.segments().len().saturating_sub(1));
        self.caret = None;
        self.held = None;
        self.refocus(article, marks);
    }

    /// Goes to another segment with caret or selection. Its first statement takes the focus, if it has any; the one that
    /// had it is held.
    pub fn wander(&mut self, segment: usize, article: &Article, marks: Option<&Marks>) {
        if segment == self.segment {
            return;
        }
        self.segment = segment;
        self.held = self.held.take().or(self.focus.take());
        self.refocus(article, marks);
        self.focus = self.focus.take().or_else(|| self.held.clone());
    }

    /// Focus on the first statement of the segment stood on.
    pub fn refocus(&mut self, article: &Article, marks: Option<&Marks>) {
        self.focus = article
            .segments()
            .get(self.segment)
            .and_then(|segment| statements_in(marks, segment.span).into_iter().next());
        self.level = None;
    }
}

/// The statements with content in `span`, in the order of the text.
#[must_use]
pub fn statements_in(marks: Option<&Marks>, span: Span) -> Vec<StatementId> {
    let mut found: Vec<_> = marks
        .into_iter()
        .flat_map(|marks| marks.with_content_in(span))
        .map(|statement| (statement.extent(), statement.id.clone()))
        .collect();
    found.sort();
    found.into_iter().map(|(_, id)| id).collect()
}

/// Has nobody decided yet what this segment holds?
#[must_use]
pub fn is_untagged(marks: Option<&Marks>, span: Span) -> bool {
    marks.is_none_or(|marks| {
        !marks.is_no_statement(span) && marks.with_content_in(span).next().is_none()
    })
}

//! Sentence boundaries and roles, corrected by hand: edits like any other.

use super::editing::quoted;
use super::{Notice, Session};
use crate::model::{Edit, Refusal};
use crate::text::{Role, Segment, Span, Split, split_place};

impl Session {
    fn resegment(
        &mut self,
        label: &str,
        within: Span,
        run: Vec<Segment>,
        marks: Vec<Edit>,
    ) -> bool {
        let Some(article) = self.place.article.clone() else { return false };
        let mut edits = marks;
        edits.push(Edit::Segments { article, within, run });
        self.change(label, edits)
    }

    pub(super) fn split(&mut self) {
        let Some(segment) = self.segment() else { return };
        let Some(text) = self.article().map(|article| article.text()) else { return };
        let Some(caret) = self.place.caret else {
            return self.tell(Notice::warning(
                "Where should the sentence be cut?",
                "Press V and move the caret to where the second part begins",
            ));
        };
        let Some(Split { left_end, right_start }) = split_place(&text, segment.span, caret.head)
        else {
            return self.tell(Notice::warning("Nothing would be left on one side", ""));
        };
        let left = Segment {
            span: Span { end: Span::new(0, left_end).end, ..segment.span },
            sure: true,
            ..segment
        };
        let right = Segment {
            span: Span { start: Span::new(right_start, right_start).start, ..segment.span },
            opens_paragraph: false,
            ..segment
        };
        let label = format!("Split before {}", quoted(right.span.of(&text)));
        if self.resegment(&label, segment.span, vec![left, right], Vec::new()) {
            self.place.caret = None;
            self.refocus();
        }
    }

    pub(super) fn merge_with_next(&mut self) {
        let Some(article) = self.article().cloned() else { return };
        let here = self.place.segment;
        let (Some(left), Some(right)) =
            (article.segments().get(here), article.segments().get(here + 1))
        else {
            return self.tell(Notice::info("This is the last segment"));
        };
        let whole = Segment { span: left.span.union(right.span), sure: right.sure, ..*left };
        // “No statement” goes with both halves or with none.
        let are_marked = self
            .own_marks()
            .is_some_and(|own| own.is_no_statement(left.span) && own.is_no_statement(right.span));
        let mut marks = self.unmark_no_statement(whole.span);
        if are_marked && let Some(home) = self.home() {
            marks.push(Edit::NoStatement(home, whole.span, true));
        }
        let label = format!("Merge {}", quoted(whole.span.of(&article.text())));
        if self.resegment(&label, whole.span, vec![whole], marks) && self.place.focus.is_none() {
            self.refocus();
        }
    }

    pub(super) fn set_role(&mut self, role: Role) {
        let (Some(segment), Some(article)) = (self.segment(), self.article().cloned()) else {
            return self.refuse("Set the role", &Refusal::NoSuchPlace);
        };
        let label = format!("Role {}: {}", role.label(), quoted(segment.span.of(&article.text())));
        self.resegment(&label, segment.span, vec![Segment { role, ..segment }], Vec::new());
    }
}

//! The ends of ranges: which range is in hand, its edges moved by keys and by hand, quotation marks in or out.

use super::{Command, Notice, Session};
use crate::model::{Part, Refusal, Statement};
use crate::text::{
    Span, next_grapheme, next_word, previous_grapheme, previous_word, with_quotes, without_quotes,
};

/// Which end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// A step from a byte of a text to another.
type Step = fn(&str, usize) -> usize;

impl Session {
    /// The range of the statement in focus that was taken in hand, if it is still there.
    #[must_use]
    pub fn part_in_hand(&self) -> Option<Part> {
        let focus = self.focus()?;
        let (id, part) = self.place.part.as_ref()?;
        (*id == focus.id && focus.part(*part).is_some()).then_some(*part)
    }

    /// The range whose edge keys move: the one in hand, else the content, at its outer ends.
    fn part_for(&self, statement: &Statement, edge: Edge) -> Part {
        let last = match edge {
            Edge::Start => 0,
            Edge::End => statement.content.len().saturating_sub(1),
        };
        self.part_in_hand().unwrap_or(Part::Content(last))
    }

    /// Takes the next range of the statement in hand.
    pub(super) fn next_part(&mut self, by: isize) {
        let Some(statement) = self.focus_or_tell() else { return };
        let parts = statement.parts();
        let here = self.part_in_hand().unwrap_or(Part::Content(0));
        let at = parts.iter().position(|(part, _)| *part == here).unwrap_or(0);
        let n = parts.len();
        if n < 2 {
            let hint = "Mark a source mention (W) or a cue (Q), or add to the content (+)";
            return self.tell(Notice {
                hint: hint.to_owned(),
                ..Notice::info("The statement has one range")
            });
        }
        let next = (at + n).saturating_add_signed(by) % n;
        if let Some((part, span)) = parts.get(next) {
            self.place.part = Some((statement.id.clone(), *part));
            self.show(*span);
        }
    }

    /// Takes this range of the statement in focus in hand.
    pub(super) fn take_part(&mut self, part: Part) {
        if let Some(focus) = self.focus().filter(|focus| focus.part(part).is_some()) {
            self.place.part = Some((focus.id.clone(), part));
        }
    }

    /// Moves an edge of the range in hand by a word or a letter.
    pub(super) fn move_edge(&mut self, command: Command) {
        use Command as C;
        let (edge, step): (Edge, Step) = match command {
            C::EndRight => (Edge::End, next_word),
            C::EndLeft => (Edge::End, previous_word),
            C::StartRight => (Edge::Start, next_word),
            C::StartLeft => (Edge::Start, previous_word),
            C::EndRightLetter => (Edge::End, next_grapheme),
            C::EndLeftLetter => (Edge::End, previous_grapheme),
            C::StartRightLetter => (Edge::Start, next_grapheme),
            _ => (Edge::Start, previous_grapheme),
        };
        if !self.may_mark() {
            return;
        }
        let (Some(statement), Some(article)) = (self.focus_or_tell(), self.article().cloned())
        else {
            return;
        };
        let part = self.part_for(&statement, edge);
        let Some(span) = statement.part(part) else { return };
        let (from, to) = statement.room_of(part);
        let moved = moved(&article.text(), span, edge, step, (from, to));
        if moved.is_empty() {
            return self.refuse("Move the edge", &Refusal::NoContent);
        }
        self.set_part(part, moved);
    }

    /// Gives a range of the statement in focus other ends.
    pub(super) fn set_part(&mut self, part: Part, span: Span) {
        let (Some(statement), Some(article)) = (self.focus_or_tell(), self.article().cloned())
        else {
            return;
        };
        let (from, to) = statement.room_of(part);
        let text = article.text();
        let inside = Span::new(from, to.min(text.len()));
        let span = span.intersection(inside).unwrap_or_default().trimmed(&text);
        if span.is_empty() {
            return self.refuse("Move the edge", &Refusal::NoContent);
        }
        self.take_part(part);
        self.alter_focus(&format!("Move the {}", part.label()), |s| s.set_part(part, span));
    }

    /// Takes the quotation marks around the range in hand off; where there are none, takes those next to it in.
    pub(super) fn toggle_quotes(&mut self) {
        if !self.may_mark() {
            return;
        }
        let (Some(statement), Some(article)) = (self.focus_or_tell(), self.article().cloned())
        else {
            return;
        };
        let part = self.part_for(&statement, Edge::Start);
        let Some(span) = statement.part(part) else { return };
        let text = article.text();
        let bare = without_quotes(&text, span);
        let changed = if bare == span { with_quotes(&text, span) } else { bare };
        if changed == span {
            return self.tell(Notice::info("No quotation marks around or next to these words"));
        }
        self.set_part(part, changed);
    }
}

/// The span with one edge a step further, inside its room and without white space at its ends; empty where nothing is left.
fn moved(text: &str, span: Span, edge: Edge, step: Step, (from, to): (usize, usize)) -> Span {
    let (start, end) = (span.start as usize, span.end as usize);
    let mut at = if edge == Edge::End { end } else { start };
    loop {
        let next = step(text, at);
        let new = match edge {
            Edge::End => Span::new(start, next.clamp(start, to.min(text.len()))),
            Edge::Start => Span::new(next.clamp(from, end), end),
        };
        let new = new.trimmed(text);
        // A step over white space alone changes nothing: the next one does.
        if new != span || next == at || next < from || next > to {
            return new;
        }
        at = next;
    }
}

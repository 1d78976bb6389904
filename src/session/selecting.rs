//! Caret mode: choosing part of a sentence, by grapheme and by word.

use super::{Caret, Command, Session, Wish};
use crate::text::{Span, next_grapheme, next_word, previous_grapheme, previous_word};

impl Session {
    /// Commands that move the caret. Rows are known to the window alone: it puts the caret with `PlaceCaret`.
    pub(super) fn move_caret(&mut self, command: Command) {
        use Command as C;
        let (step, extend): (fn(&str, usize) -> usize, bool) = match command {
            C::CaretLeft => (previous_grapheme, false),
            C::CaretRight => (next_grapheme, false),
            C::CaretWordLeft => (previous_word, false),
            C::CaretWordRight => (next_word_start, false),
            C::SelectLeft => (previous_grapheme, true),
            C::SelectRight => (next_grapheme, true),
            C::SelectWordLeft => (previous_word, true),
            C::SelectWordRight => (next_word, true),
            C::SelectSentence => return self.select_sentence(),
            C::CaretMode => return self.toggle_caret(),
            C::Escape => return self.escape(),
            other => return self.wishes.push(Wish::Run(other)),
        };
        let Some(text) = self.article().map(|article| article.text()) else { return };
        let Some(caret) = self.place.caret else {
            // The first step shows the caret at the start of the sentence; a selecting one selects from there.
            self.begin_caret();
            if extend && let Some(caret) = self.place.caret {
                self.place_caret(step(&text, caret.head), true);
            }
            return;
        };
        let collapses = !extend && caret.selection().is_some();
        let byte = match (collapses, command) {
            (true, C::CaretLeft) => caret.anchor.min(caret.head),
            (true, C::CaretRight) => caret.anchor.max(caret.head),
            _ => step(&text, caret.head),
        };
        self.place_caret(byte, extend);
    }

    fn begin_caret(&mut self) {
        if let Some(segment) = self.segment() {
            self.place.caret = Some(Caret::at(segment.span.start as usize));
        }
    }

    fn toggle_caret(&mut self) {
        if self.place.caret.take().is_none() {
            self.begin_caret();
        }
    }

    fn escape(&mut self) {
        match self.place.caret {
            Some(caret) if caret.selection().is_some() => {
                self.place.caret = Some(Caret::at(caret.head));
            }
            Some(_) => self.place.caret = None,
            None if !self.chosen.is_empty() => self.chosen.clear(),
            None => {
                self.search.clear();
                self.wishes.push(Wish::Run(Command::Escape));
            }
        }
    }

    /// Puts the caret, or the moving end of the selection, at a byte: on a character boundary of the text.
    pub(super) fn place_caret(&mut self, byte: usize, extend: bool) {
        let Some(text) = self.article().map(|article| article.text()) else { return };
        let head = text.floor_char_boundary(byte);
        let caret = match self.place.caret {
            Some(caret) if extend => Caret { head, ..caret },
            None if extend => {
                self.begin_caret();
                let start = self.place.caret.map_or(head, |caret| caret.anchor);
                Caret { anchor: start, head }
            }
            _ => Caret::at(head),
        };
        self.place.caret = Some(caret);
        self.wander(caret.head);
        self.show(Span::new(caret.head, caret.head + 1));
    }

    pub(super) fn select(&mut self, span: Span) {
        let Some(text) = self.article().map(|article| article.text()) else { return };
        let (start, end) = (span.start as usize, span.end as usize);
        let caret = Caret {
            anchor: text.floor_char_boundary(start),
            head: text.ceil_char_boundary(end.min(text.len())),
        };
        self.place.caret = Some(caret);
        self.wander(caret.anchor);
    }

    /// The sentence that holds a byte is stood on, and caret and selection stay.
    fn wander(&mut self, byte: usize) {
        let Some(article) = self.article().cloned() else { return };
        let marks = self.marks();
        if let Some(segment) = article.segment_at(byte) {
            self.place.wander(segment, &article, marks.as_deref());
        }
    }

    fn select_sentence(&mut self) {
        if let Some(segment) = self.segment() {
            self.select(segment.span);
        }
    }
}

/// Where the word behind `byte` begins. Without a selection the caret goes to the starts of words, so that a selection can
/// begin there; selecting goes to their ends.
fn next_word_start(text: &str, byte: usize) -> usize {
    let end = next_word(text, byte);
    let start = previous_word(text, end);
    if start > byte { start } else { previous_word(text, next_word(text, end)).max(end) }
}

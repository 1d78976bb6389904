//! The closed lists: polarity, certainty, quotation, confidence, verdict; the finished mark.

use super::{Command, Notice, Session};
use crate::model::{Edit, Word as _};

impl Session {
    /// Sets one of the fields that hold a single word.
    pub(super) fn set_word(&mut self, command: Command) {
        use Command as C;
        let (what, word) = match command {
            C::Polarity(word) => ("Polarity", word.label()),
            C::Certainty(word) => ("Certainty", word.label()),
            C::Quotation(word) => ("Quotation", word.label()),
            C::TagConfidence(word) => ("Tag confidence", word.label()),
            C::Verdict(word) => ("Verdict", word.label()),
            _ => return,
        };
        self.alter_chosen(&format!("{what} “{word}”"), |_, s| match command {
            C::Polarity(word) => s.polarity = word,
            C::Certainty(word) => s.certainty = word,
            C::Quotation(word) => s.quotation = word,
            C::Verdict(word) => s.verdict = word,
            // The same confidence a second time takes it back: not saying is an answer too.
            C::TagConfidence(word) => {
                s.tag_confidence = if s.tag_confidence == Some(word) { None } else { Some(word) };
            }
            _ => {}
        });
    }

    pub(super) fn toggle_finished(&mut self) {
        let Some(home) = self.home() else { return };
        if !self.may_mark() {
            return;
        }
        let mut head = self.own_layer().map(|layer| layer.head().clone()).unwrap_or_default();
        head.started = head.started.or(Some(self.now));
        let finished = head.finished.is_none();
        head.finished = finished.then_some(self.now);
        let label = if finished { "Article finished" } else { "Article not finished" };
        if self.mark(label, vec![Edit::Layer(home, Some(head))]) {
            self.tell(Notice::info(label));
        }
    }
}

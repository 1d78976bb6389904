//! The closed lists: polarity, certainty, quotation, confidence, verdict, visibility, attribution type, access; the finished
//! mark.

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
            C::Visibility(word) => ("Visibility", word.label()),
            C::Attribution(word) => ("Attribution type", word.label()),
            C::Access(word) => ("Access", word.label()),
            _ => return,
        };
        self.alter_chosen(&format!("{what} “{word}”"), |level, s| match command {
            C::Polarity(word) => s.polarity = word,
            C::Certainty(word) => s.certainty = word,
            C::Quotation(word) => s.quotation = word,
            C::Verdict(word) => s.verdict = word,
            C::Access(word) => s.access = word,
            C::TagConfidence(word) => say(&mut s.tag_confidence, word),
            C::Attribution(word) => say(&mut s.attribution, word),
            C::Visibility(word) => {
                if let Some(level) = s.chain.get_mut(level) {
                    say(&mut level.visibility, word);
                }
            }
            _ => {}
        });
    }

    /// Says how far the text shows the source of the level in focus. The author's own voice has no level to say it of.
    pub(super) fn set_visibility(&mut self, command: Command) {
        let statements = self.chosen_or_focus();
        if !statements.is_empty() && statements.iter().all(|one| one.chain.is_empty()) {
            let words = "The author’s own voice is always visible as the author’s";
            return self.tell(Notice::info(words));
        }
        if !statements.is_empty() {
            self.set_word(command);
        }
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

/// Says a word; the same word a second time takes it back: not saying is an answer too.
fn say<W: Copy + PartialEq>(field: &mut Option<W>, word: W) {
    *field = if *field == Some(word) { None } else { Some(word) };
}

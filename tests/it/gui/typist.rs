//! Somebody who works by keys alone and counts them: real key events, read off what the window shows.

use super::window::Window;
use ascribe::gui::word_hints::WordHints;
use ascribe::model::Statement;
use ascribe::text::Span;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// Somebody at the keyboard.
pub(super) struct Typist {
    pub(super) window: Window,
    pub(super) keys: usize,
}

impl Typist {
    pub(super) fn press(&mut self, chords: &str) {
        self.keys += chords.split_whitespace().count();
        self.window.press(chords);
    }

    pub(super) fn type_text(&mut self, text: &str) {
        self.keys += text.chars().count();
        for letter in text.chars() {
            self.window.type_text(&letter.to_string());
        }
    }

    pub(super) fn focus(&self) -> Statement {
        (*self.window.session().focus().expect("a statement in focus")).clone()
    }

    /// Walks to the sentence that holds a byte.
    pub(super) fn walk_to(&mut self, byte: usize) {
        loop {
            let here = self.window.session().segment().unwrap().span.range();
            match () {
                () if byte >= here.end => self.press("j"),
                () if byte < here.start => self.press("k"),
                () => return,
            }
        }
    }

    /// Selects words of the sentence by their letters, then letter by letter what hangs before the first word and behind
    /// the last.
    pub(super) fn select(&mut self, wanted: Span) {
        let tags = WordHints::of(self.window.session()).unwrap().tags();
        let label = |byte: usize| tags.iter().rfind(|tag| tag.byte <= byte).unwrap().label.clone();
        let first = tags.iter().find(|tag| tag.byte >= wanted.start as usize).unwrap();
        let (from, to) = (first.label.clone(), label(wanted.end as usize - 1));
        let n_before = first.byte - wanted.start as usize;
        self.press("g");
        self.type_text(&format!("{from}{to}"));
        if n_before > 0 {
            // The caret goes from the first word back to what hangs before it.
            self.press("Left");
            while self.window.session().place().caret.unwrap().head > wanted.start as usize {
                self.press("Left");
            }
        }
        while self.window.session().selection().is_none_or(|span| span.end < wanted.end) {
            self.press("Shift+Right");
        }
        assert_eq!(self.window.session().selection(), Some(wanted));
    }

    /// Is the row that Enter takes the one with this label, or this label and aliases?
    pub(super) fn is_on_top(&self, label: &str) -> bool {
        let is_wanted = |node: &egui_kittest::Node<'_>| {
            let node = node.accesskit_node();
            let own = node.label().unwrap_or_default();
            let is_it = own == label || own.starts_with(&format!("{label}  ("));
            is_it && node.toggled() == Some(egui::accesskit::Toggled::True)
        };
        self.window.harness.query_all_by_role(Role::Button).any(|node| is_wanted(&node))
    }

    /// Types letter by letter and looks at the list after each, as people do.
    pub(super) fn type_until(&mut self, text: &str, label: &str) {
        for letter in text.chars() {
            if self.is_on_top(label) {
                break;
            }
            self.type_text(&letter.to_string());
        }
        assert!(self.is_on_top(label), "{label}");
        self.press("Enter");
    }

    /// The words that stand in the field of the list.
    pub(super) fn query(&self) -> String {
        let mut fields = self.window.harness.query_all_by_role(Role::TextInput);
        let field = fields.find(|node| node.is_focused()).expect("a list has the keyboard");
        field.value().unwrap_or_default()
    }

    pub(super) fn has_keyboard(&self, name: &str) -> bool {
        self.window.harness.query_all_by_label(name).any(|node| node.is_focused())
    }

    /// Tab until this field has the keyboard.
    pub(super) fn tab_to(&mut self, field: &str) {
        for _ in 0..20 {
            if self.has_keyboard(field) {
                return;
            }
            self.press("Tab");
        }
        panic!("Tab does not come by {field}");
    }

    pub(super) fn fill(&mut self, field: &str, words: &str) {
        if !words.is_empty() {
            self.tab_to(field);
            self.type_text(words);
        }
    }

    /// Opens the list that has the keyboard, and goes to this word by its first letter.
    pub(super) fn choose(&mut self, label: &str) {
        let folded = self.window.harness.ctx.memory(|memory| memory.focused());
        self.press("Enter");
        for _ in 0..30 {
            if self.has_keyboard(label) {
                self.press("Enter");
                let focused = self.window.harness.ctx.memory(|memory| memory.focused());
                assert_eq!(focused, folded, "what opened the list has the keyboard again");
                return;
            }
            self.type_text(&label.chars().take(1).collect::<String>());
        }
        panic!("{label} is not in the list");
    }
}

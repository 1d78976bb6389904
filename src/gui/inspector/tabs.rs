//! The statements of the sentence stood on as tabs, and the one just tagged or come from above them.

use super::tab_ui;
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::model::{Layer, StatementId};
use crate::session::{Place, Session};
use egui::{RichText, Ui};
use std::ops::Range;
use std::sync::{Arc, Weak};

/// Tabs that are shown at a time.
const MOST: usize = 24;

/// The statements of the sentence stood on, as long as neither the layer nor the place changes.
#[derive(Debug, Default)]
pub(super) struct Tabs {
    layer: Option<Weak<Layer>>,
    place: Place,
    here: Vec<StatementId>,
    elsewhere: Vec<StatementId>,
}

impl Tabs {
    fn keep_up(&mut self, session: &Session) {
        let layer = session.layer();
        let is_same = match (&self.layer, layer) {
            (Some(known), Some(layer)) => known.as_ptr() == Arc::as_ptr(layer),
            (None, None) => true,
            _ => false,
        };
        if is_same && self.place == *session.place() {
            return;
        }
        let here = session.statements_here();
        let held = session.place().caret.and(session.place().held.clone());
        let focus = session.focus().map(|statement| statement.id.clone());
        let mut elsewhere: Vec<StatementId> = held.into_iter().chain(focus).collect();
        elsewhere.dedup();
        elsewhere.retain(|id| !here.contains(id));
        *self = Self {
            layer: layer.map(Arc::downgrade),
            place: session.place().clone(),
            here,
            elsewhere,
        };
    }

    /// Shows the tabs; of very many those around the statement in focus.
    pub(super) fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        self.keep_up(session);
        ui.spacing_mut().item_spacing.y = 4.0;
        if !self.elsewhere.is_empty() {
            let words = RichText::new("Just tagged").size(theme::SMALL);
            ui.label(words.color(stage.palette.weak))
                .on_hover_text("Source, cue and note go to this statement until you move on");
            tabs_ui(ui, stage, session, &self.elsewhere);
        }
        let focus = session.place().focus.as_ref();
        let at = self.here.iter().position(|id| Some(id) == focus).unwrap_or(0);
        let shown = around(at, self.here.len());
        if shown.len() < self.here.len() {
            let Range { start, end } = shown;
            let words = format!("Statements {} to {end} of {}", start + 1, self.here.len());
            let words = RichText::new(words).size(theme::SMALL);
            ui.label(words.color(stage.palette.weak));
        }
        tabs_ui(ui, stage, session, self.here.get(shown).unwrap_or_default());
        ui.add_space(4.0);
    }
}

/// The places that are shown of `n` when the one at `at` must be among them.
fn around(at: usize, n: usize) -> Range<usize> {
    let start = at.saturating_sub(MOST / 2).min(n.saturating_sub(MOST));
    start..(start + MOST).min(n)
}

fn tabs_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, ids: &[StatementId]) {
    let Some(layer) = session.layer() else { return };
    let marks = layer.marks();
    for id in ids {
        let Some(statement) = marks.statements().get(id) else { continue };
        let is_focus = session.focus().is_some_and(|focus| focus.id == *id);
        let words = session.words_at(id);
        if tab_ui(ui, stage, statement.kind, &words, is_focus) {
            stage.act(crate::session::Action::Focus(id.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, around};

    #[test]
    fn the_one_in_focus_is_among_those_shown_wherever_it_stands() {
        assert_eq!(around(0, 3), 0..3);
        for at in [0, 1, 11, 12, 500, 49_990, 49_999] {
            let shown = around(at, 50_000);
            assert!(shown.contains(&at) && shown.len() == MOST, "{at}: {shown:?}");
        }
    }
}

//! The ranges of the statement in focus with ends that can be held, and what drawing them elsewhere means.

use super::reader::{Handle, PaneResponse, Pull};
use super::stage::Stage;
use super::theme::Palette;
use crate::model::{Kind, Part};
use crate::session::{Action, Session};
use crate::text::Span;
use egui::Color32;

/// The ranges that can be drawn, in the order of their numbers, and the one that is being drawn.
#[derive(Debug, Default)]
pub struct Edges {
    handles: Vec<Handle>,
    parts: Vec<Part>,
    pulled: Option<(Part, Span)>,
}

/// The colour of a range's handles.
fn colour(palette: &Palette, kind: Kind, part: Part) -> Color32 {
    match part {
        Part::Content(_) => palette.of_kind(kind).0,
        Part::Mention(..) => palette.mention,
        Part::Cue(..) | Part::AuthorCue(_) => palette.cue,
    }
}

impl Edges {
    /// Finds the ranges of the statement in focus: its own owner's alone, and none while words are selected.
    pub fn find(&mut self, stage: &Stage<'_>, session: &Session) {
        self.handles.clear();
        self.parts.clear();
        let Some(focus) =
            session.focus().filter(|_| session.can_mark() && session.selection().is_none())
        else {
            return;
        };
        let in_hand = session.part_in_hand();
        for (part, span) in focus.parts() {
            let drawn = self.pulled.filter(|(other, _)| *other == part).map(|(_, span)| span);
            let is_in_hand = match in_hand {
                Some(other) => other == part,
                None => matches!(part, Part::Content(_)),
            };
            self.handles.push(Handle {
                span: drawn.filter(|span| !span.is_empty()).unwrap_or(span),
                colour: colour(stage.palette, focus.kind, part),
                is_in_hand,
                tag: self.parts.len(),
            });
            self.parts.push(part);
        }
    }

    /// The handles for the pane.
    #[must_use]
    pub fn handles(&self) -> &[Handle] {
        &self.handles
    }

    /// The words that the range being drawn would have.
    #[must_use]
    pub fn preview(&self) -> Option<Span> {
        self.pulled.map(|(_, span)| span).filter(|span| !span.is_empty())
    }

    /// Asks for what was drawn, once it is let go.
    pub fn answer(&mut self, stage: &mut Stage<'_>, response: &PaneResponse) {
        self.pulled = None;
        let Some(Pull { tag, span, is_done }) = response.pull else { return };
        let Some(part) = self.parts.get(tag) else { return };
        if !is_done {
            self.pulled = Some((*part, span));
        } else if !span.is_empty() {
            stage.act(Action::SetPart(*part, span));
        }
    }
}

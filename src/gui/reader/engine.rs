//! What every piece of text on the screen shares: the fonts, the typesetter and the pictures of glyphs.
//!
//! One engine serves the reading pane and all labels of a window. It knows no text of its own.

use std::sync::mpsc::{Receiver, TryRecvError};

use egui::{Context, Ui};

use super::atlas::Atlas;
use super::cache::Recent;
use super::fonts::Fonts;
use super::label::Label;
use super::layout::Typesetter;
use super::scripts::FontHint;

/// How many labels stay laid out.
const LABELS: usize = 512;

/// Sets text and draws its glyphs.
pub struct Engine {
    pub(super) setter: Typesetter,
    pub(super) atlas: Atlas,
    pub(super) labels: Recent<Label>,
    arriving: Option<Receiver<Fonts>>,
    /// Goes up when other fonts are taken over.
    revision: u64,
    /// The frame whose start was seen last.
    frame: Option<u64>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("revision", &self.revision).finish_non_exhaustive()
    }
}

impl Engine {
    /// An engine with these fonts.
    #[must_use]
    pub fn new(fonts: Fonts) -> Self {
        Self {
            setter: Typesetter::new(fonts),
            atlas: Atlas::new(),
            labels: Recent::new(LABELS),
            arriving: None,
            revision: 0,
            frame: None,
        }
    }

    /// An engine that starts with the bundled faces and takes over the system's as soon as they are found.
    #[must_use]
    pub fn with_system_fonts(ctx: &Context) -> Self {
        let mut engine = Self::new(Fonts::bundled());
        let ctx = ctx.clone();
        // Without a thread the bundled faces have to do.
        engine.arriving = Fonts::system_on_thread(move || ctx.request_repaint()).ok();
        engine
    }

    /// Other fonts from now on; everything is laid out anew when it is next shown.
    pub fn set_fonts(&mut self, fonts: Fonts) {
        self.setter.set_fonts(fonts);
        self.labels.clear();
        self.revision += 1;
    }

    /// Are the system's fonts still being looked for?
    #[must_use]
    pub fn is_waiting_for_fonts(&self) -> bool {
        self.arriving.is_some()
    }

    /// The scripts of `sample` for which no font was found, with the package that has one. Ask when
    /// [`Engine::is_waiting_for_fonts`] is over; a few kilobytes of the text are sample enough.
    pub fn missing_scripts(&mut self, sample: &str) -> Vec<FontHint> {
        self.setter.missing_scripts(sample)
    }

    /// Which set of fonts is in use, by number.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// Starts a frame, if nobody has in this one: takes over fonts that arrived, and follows the screen.
    pub(super) fn begin(&mut self, ui: &Ui) {
        let frame = ui.ctx().cumulative_frame_nr();
        if self.frame.replace(frame) == Some(frame) {
            return;
        }
        match self.arriving.as_ref().map(Receiver::try_recv) {
            Some(Ok(fonts)) => {
                self.arriving = None;
                self.set_fonts(fonts);
            }
            Some(Err(TryRecvError::Disconnected)) => self.arriving = None,
            Some(Err(TryRecvError::Empty)) | None => {}
        }
        self.atlas.begin(ui.pixels_per_point(), ui.visuals().dark_mode);
    }
}

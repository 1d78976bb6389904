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

/// Where the fonts of the system are.
enum System {
    /// Those that are here have to do.
    Unwanted,
    /// Nothing was shown yet that needs one: looking for them takes as long as a few frames, and megabytes.
    Unneeded,
    /// They are looked for.
    Sought(Receiver<Fonts>),
}

/// Sets text and draws its glyphs.
pub struct Engine {
    pub(super) setter: Typesetter,
    pub(super) atlas: Atlas,
    pub(super) labels: Recent<Label>,
    system: System,
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
            system: System::Unwanted,
            revision: 0,
            frame: None,
        }
    }

    /// An engine that starts with the bundled faces, and has the system's looked for when a text needs one: see
    /// [`Self::seek_fonts`].
    #[must_use]
    pub fn with_system_fonts() -> Self {
        Self { system: System::Unneeded, ..Self::new(Fonts::bundled()) }
    }

    /// Looks for the system's fonts if something that was laid out needs one; there is a frame when they have arrived.
    pub fn seek_fonts(&mut self, ctx: &Context) {
        if self.is_waiting_for_fonts() && matches!(self.system, System::Unneeded) {
            let ctx = ctx.clone();
            let arriving = Fonts::system_on_thread(move || ctx.request_repaint());
            // Without a thread the bundled faces have to do.
            self.system = arriving.map_or(System::Unwanted, System::Sought);
        }
    }

    /// Other fonts from now on; everything is laid out anew when it is next shown.
    pub fn set_fonts(&mut self, fonts: Fonts) {
        self.setter.set_fonts(fonts);
        self.labels.clear();
        self.revision += 1;
    }

    /// Are the system's fonts needed, and not here yet?
    #[must_use]
    pub fn is_waiting_for_fonts(&self) -> bool {
        match self.system {
            System::Unwanted => false,
            System::Unneeded => self.setter.lacks_glyphs(),
            System::Sought(_) => true,
        }
    }

    /// The scripts of `sample` for which no font was found, with the package that has one; a few kilobytes of the text are
    /// sample enough. While [`Engine::is_waiting_for_fonts`] holds, which this may begin, more may be found.
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
        if let System::Sought(arriving) = &self.system {
            match arriving.try_recv() {
                Ok(fonts) => {
                    self.system = System::Unwanted;
                    self.set_fonts(fonts);
                }
                Err(TryRecvError::Disconnected) => self.system = System::Unwanted,
                Err(TryRecvError::Empty) => {}
            }
        }
        self.atlas.begin(ui.pixels_per_point(), ui.visuals().dark_mode);
    }
}

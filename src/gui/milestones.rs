//! Says on standard error when the first frame of the window is on the screen, and when the first with an article is: for
//! the bench that starts the program.

use super::app::App;
use egui::{Context, RawInput, Ui};
use std::io::Write as _;

/// Asks for it, when it is set to anything.
const ASKED: &str = "ASCRIBE_MILESTONES";

/// What is reached while a window opens, in a word each.
const WORDS: [&str; 2] = ["painted", "article"];

/// How far something has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reached {
    NotYet,
    /// It is drawn; it is on the screen when the next frame begins.
    Drawn,
    Told,
}

/// An app, and what of it was on the screen.
struct Watched {
    app: App,
    reached: [Reached; WORDS.len()],
}

/// The app as the window gets it.
pub(super) fn watched(app: App) -> Box<dyn eframe::App> {
    match std::env::var_os(ASKED) {
        None => Box::new(app),
        Some(_) => Box::new(Watched { app, reached: [Reached::NotYet; WORDS.len()] }),
    }
}

impl eframe::App for Watched {
    fn raw_input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.app.raw_input_hook(ctx, input);
    }

    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        for (reached, word) in self.reached.iter_mut().zip(WORDS) {
            if *reached == Reached::Drawn {
                *reached = Reached::Told;
                // Nobody reads it when the bench is gone.
                writeln!(std::io::stderr(), "{word}").ok();
            }
        }
        self.app.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.app.ui(ui, frame);
        let session = self.app.desk().session();
        let is_there = [true, session.is_some_and(|session| session.article().is_some())];
        for (reached, is_there) in self.reached.iter_mut().zip(is_there) {
            if is_there && *reached == Reached::NotYet {
                *reached = Reached::Drawn;
                ui.ctx().request_repaint();
            }
        }
    }
}

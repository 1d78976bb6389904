//! What is kept: unsaved work when the window closes, looks and sizes for the next start.

use super::App;
use crate::gui::dialogs::Dialog;
use crate::gui::stage::Ask;
use crate::session::autosave::SaveState;
use crate::session::preferences::{Looks, Preferences};
use crate::session::{Action, Order, clock};
use egui::{Context, ThemePreference, ViewportCommand};
use std::time::Duration;

/// Milliseconds for which a size must stay before it is remembered.
const STEADY_MS: u64 = 800;

/// Sizes that are remembered, in points at a zoom of 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sizes {
    articles: f32,
    inspector: f32,
    window: (f32, f32),
}

impl Sizes {
    /// Are they the ones that are remembered?
    fn are_those_of(self, preferences: &Preferences) -> bool {
        let Self { articles, inspector, window } = self;
        let known = (preferences.articles_width, preferences.inspector_width, preferences.window);
        known == (articles, inspector, window)
    }

    fn of(self, preferences: &Preferences) -> Preferences {
        let Self { articles, inspector, window } = self;
        let sized = Preferences {
            articles_width: articles,
            inspector_width: inspector,
            window,
            ..preferences.clone()
        };
        sized.within_reason()
    }
}

impl App {
    /// A window that is closed while something is unsaved finishes the save first.
    pub(super) fn close_when_settled(&mut self, ctx: &Context) {
        if ctx.input(|input| input.viewport().close_requested()) && !self.may_lose {
            self.keep_note();
            self.is_closing = !self.desk.is_settled();
            if self.is_closing {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                self.desk.settle();
            }
        }
        if !self.is_closing {
            return;
        }
        match self.desk.save_state() {
            _ if !self.desk.clashes().is_empty() => {
                // Nothing can be saved before it is decided, so it is asked again.
                self.is_closing = false;
                self.open(Dialog::Clash);
            }
            _ if self.desk.is_settled() => {
                self.is_closing = false;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            SaveState::Failed(reason) if !self.desk.is_writing() => {
                self.is_closing = false;
                self.open(Dialog::NotSaved(reason));
            }
            _ => {
                // An edit that came while the last save ran needs another one.
                self.desk.settle();
                ctx.request_repaint_after(Duration::from_millis(20));
            }
        }
    }

    /// Closes the window although something cannot be written, because the person said so.
    pub(super) fn close_unsaved(&mut self, ctx: &Context) {
        self.may_lose = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    /// A note that is being typed belongs to the work, whatever is done next.
    pub(super) fn keep_note(&mut self) {
        let Some(session) = self.desk.session() else { return };
        if let Some(words) = self.panels.inspector.take_unsaved(session) {
            self.desk.perform(Action::SetNote(words), clock::now());
        }
    }

    /// Remembers the widths of panels and the size of the window once they have stayed the same for a while.
    pub(super) fn keep_sizes(&mut self, ctx: &Context) {
        let preferences = self.desk.preferences();
        let is_window = ctx.input(|input| {
            let viewport = input.viewport();
            let is_whole = [viewport.maximized, viewport.fullscreen, viewport.minimized];
            !is_whole.contains(&Some(true))
        });
        let window = ctx.content_rect().size() * ctx.zoom_factor();
        let sizes = Sizes {
            articles: self.panels.articles_width.unwrap_or(preferences.articles_width).round(),
            inspector: self.panels.inspector_width.unwrap_or(preferences.inspector_width).round(),
            window: if is_window { window.round().into() } else { preferences.window },
        };
        // The first look is the cheap one: this is asked in every frame.
        if sizes.are_those_of(preferences) || sizes.of(preferences) == *preferences {
            self.sizes = None;
            return;
        }
        let now = self.now_ms();
        match self.sizes {
            Some((known, since)) if known == sizes && now >= since + STEADY_MS => {
                let preferences = Box::new(sizes.of(preferences));
                self.desk.order(Order::Prefer(preferences), clock::now());
            }
            Some((known, _)) if known == sizes => {}
            _ => self.sizes = Some((sizes, now)),
        }
        ctx.request_repaint_after(Duration::from_millis(STEADY_MS));
    }

    /// The title names the project; a dot before it says that something is not in its files yet.
    pub(super) fn keep_title(&mut self, ctx: &Context) {
        let title = match self.desk.session() {
            None => "Ascribe".to_owned(),
            Some(session) => {
                let dot = if self.desk.is_settled() { "" } else { "● " };
                format!("{dot}{} – Ascribe", session.project().settings().title)
            }
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Theme and zoom follow the preferences.
    pub(super) fn dress(&mut self, ctx: &Context) {
        let preferences = self.desk.preferences();
        let looks = (preferences.looks, preferences.zoom);
        if self.looks != Some(looks) {
            self.looks = Some(looks);
            ctx.set_theme(match looks.0 {
                Looks::System => ThemePreference::System,
                Looks::Light => ThemePreference::Light,
                Looks::Dark => ThemePreference::Dark,
            });
            ctx.set_zoom_factor(looks.1);
        } else if (ctx.zoom_factor() - looks.1).abs() > 1e-3 {
            // The toolkit's own keys for larger and smaller were pressed: remembered like any other preference.
            let zoom = ctx.zoom_factor();
            self.looks = Some((looks.0, zoom));
            let preferences = Preferences { zoom, ..preferences.clone() };
            self.asks.push(Ask::Order(Order::Prefer(Box::new(preferences))));
        }
    }
}

//! What is kept: unsaved work when the window closes, looks and sizes for the next start.

use super::App;
use crate::gui::stage::Ask;
use crate::session::Order;
use crate::session::preferences::{Looks, Preferences};
use egui::{Context, ThemePreference, ViewportCommand};
use std::time::Duration;

impl App {
    /// A window that is closed while something is unsaved finishes the save first.
    pub(super) fn close_when_settled(&mut self, ctx: &Context) {
        if ctx.input(|input| input.viewport().close_requested()) && !self.desk.is_settled() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.is_closing = true;
            self.desk.settle();
        }
        if self.is_closing {
            if self.desk.is_settled() {
                self.is_closing = false;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            } else {
                ctx.request_repaint_after(Duration::from_millis(20));
            }
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

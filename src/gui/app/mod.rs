//! The app: input to commands, panels to asks, asks to the desk.

mod commands;
mod keeping;
mod letters;
mod panels;
mod propositions;

use crate::gui::dialogs::{self, Dialog, dialog_ui};
use crate::gui::keys::{Keymap, Listening};
use crate::gui::reader::Engine;
use crate::gui::stage::{Ask, Stage};
use crate::gui::{drop_ui, focus_ui, menu_ui, notices_ui, status_ui, theme, welcome_ui};
use crate::session::clock;
use crate::session::preferences::Looks;
use crate::session::{Desk, Order};
use egui::{CentralPanel, Context, Event, Frame, Margin, Panel};
use keeping::Sizes;
use panels::Panels;
use std::time::{Duration, Instant};

/// The window's own state around a desk.
pub struct App {
    desk: Desk,
    keys: Keymap,
    engine: Engine,
    panels: Panels,
    dialog: Option<Dialog>,
    asks: Vec<Ask>,
    began: Instant,
    wants_reader: bool,
    is_closing: bool,
    may_lose: bool,
    asked_name: bool,
    asked_clashes: bool,
    looks: Option<(Looks, f32)>,
    waiting: Vec<Order>,
    dialog_frames: u32,
    sizes: Option<(Sizes, u64)>,
    title: String,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("desk", &self.desk).finish_non_exhaustive()
    }
}

/// Frames until the toolkit knows that a dialog lies over everything else.
const BLIND_FRAMES: u32 = 3;

/// Pixels of the side of the texture that the toolkit keeps the letters of lists and buttons in, at most. It makes one as
/// wide as it may be, once for itself and once for drawing, before a letter is in it: as wide as drawing allows, that is
/// 2 MB each. It clears it when it is nearly full and as high as wide, where some thousand letters have room.
const LETTERS_SIDE: usize = 2048;

impl App {
    /// The window of a desk; `engine` sets its text.
    #[must_use]
    pub fn new(ctx: &Context, desk: Desk, engine: Engine) -> Self {
        theme::apply(ctx);
        ctx.options_mut(|options| options.quit_shortcuts.clear());
        let keys = Keymap::new(&desk.preferences().keys);
        Self {
            desk,
            keys,
            engine,
            panels: Panels::default(),
            dialog: None,
            asks: Vec::new(),
            began: Instant::now(),
            wants_reader: true,
            is_closing: false,
            may_lose: false,
            asked_name: false,
            asked_clashes: false,
            looks: None,
            waiting: Vec::new(),
            dialog_frames: 0,
            sizes: None,
            title: String::new(),
        }
    }

    /// Begins with an order; it waits until the annotator's name is known, which every mark carries.
    pub fn begin_with(&mut self, order: Order) {
        if self.desk.preferences().name.is_empty() {
            self.waiting.push(order);
        } else {
            self.asks.push(Ask::Order(order));
        }
    }

    /// What is open.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// What is open, to give it orders.
    pub fn desk_mut(&mut self) -> &mut Desk {
        &mut self.desk
    }

    /// The dialog that is open.
    #[must_use]
    pub fn dialog(&self) -> Option<&Dialog> {
        self.dialog.as_ref()
    }

    fn now_ms(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Takes in what the worker did and what was asked for since the last frame.
    fn catch_up(&mut self, ctx: &Context) {
        super::start::drill(&self.desk);
        self.desk.pump(self.now_ms(), clock::now());
        self.show_drafts();
        self.meet_others(ctx);
        if self.desk.session().is_none() {
            self.panels.screen = None;
        }
        self.keys_to_asks(ctx);
        self.carry_out(ctx);
        if let Some(screen) = &self.panels.screen {
            screen.prepare(&mut self.desk);
        }
        if let Some(dialog) = &self.dialog {
            dialog.prepare(&mut self.desk);
        }
        if let Some(ms) = self.desk.wait_ms() {
            ctx.request_repaint_after(Duration::from_millis(ms + 1));
        }
        self.close_when_settled(ctx);
    }

    /// Texts that were read are shown; those that were read once more in the dialog that asked for it.
    fn show_drafts(&mut self) {
        let waits = matches!(&self.dialog, Some(Dialog::TakeIn(form)) if form.is_waiting());
        if self.desk.drafts().is_none() || !(self.dialog.is_none() || waits) {
            return;
        }
        let Some(drafts) = self.desk.take_drafts() else { return };
        let form = dialogs::take_in::Form::of(drafts, self.desk.take_tabled());
        match &mut self.dialog {
            Some(Dialog::TakeIn(shown)) => **shown = form,
            _ => self.open(Dialog::TakeIn(Box::new(form))),
        }
    }

    /// What other programs and windows did to the project: looked for when the person comes back, asked about once.
    fn meet_others(&mut self, ctx: &Context) {
        if ctx.input(|input| input.events.contains(&Event::WindowFocused(true))) {
            self.desk.look_now();
        }
        if self.desk.clashes().is_empty() {
            self.asked_clashes = false;
        } else if self.dialog.is_none() && !self.asked_clashes {
            self.asked_clashes = true;
            self.open(Dialog::Clash);
        }
        if self.dialog.is_none() && self.desk.take_free() {
            self.open(Dialog::Reopen);
        }
    }

    /// Key presses become commands; with a dialog open they are the dialog's.
    fn keys_to_asks(&mut self, ctx: &Context) {
        if self.dialog.is_some() || egui::Popup::is_any_open(ctx) {
            return;
        }
        focus_ui::edge_keys(ctx);
        self.hear_letters(ctx);
        let is_typing = ctx.text_edit_focused();
        let place = match (&self.panels.screen, is_typing) {
            (Some(_), _) => Listening::Screen,
            (None, true) => Listening::Field,
            (None, false) => Listening::Article,
        };
        let commands = ctx.input_mut(|input| self.keys.take(input, place));
        self.asks.extend(commands.into_iter().map(|command| Ask::Act(command.into())));
        if place == Listening::Article && self.desk.session().is_some() {
            let pasted = ctx.input_mut(|input| {
                let at = input.events.iter().position(|event| matches!(event, Event::Paste(_)));
                at.map(|at| input.events.remove(at))
            });
            if let Some(Event::Paste(text)) = pasted {
                self.open(Dialog::Paste(text));
            }
        }
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<_> = dropped.iter().map(|file| file.path().to_owned()).collect();
        if !paths.is_empty() {
            self.dropped(ctx, paths);
        }
    }

    /// Dropped files become articles; a dropped folder with a project in it is opened by the worker.
    fn dropped(&mut self, ctx: &Context, paths: Vec<std::path::PathBuf>) {
        let Self { desk, keys, engine, asks, .. } = self;
        if desk.session().is_some() {
            let palette = theme::palette(ctx);
            Stage { desk, keys, engine, palette, asks }.take_files(paths);
        } else if let Some(first) = paths.first() {
            asks.push(Ask::Order(Order::Open(first.clone())));
        }
    }

    /// Opens a dialog in place of the one that is open.
    fn open(&mut self, dialog: Dialog) {
        self.dialog = Some(dialog);
        self.dialog_frames = 0;
    }

    fn carry_out(&mut self, ctx: &Context) {
        let now = clock::now();
        if !self.asks.is_empty() {
            self.keep_note();
        }
        for ask in std::mem::take(&mut self.asks) {
            match ask {
                Ask::Act(action) => {
                    if let Some(action) = self.on_screen(action) {
                        self.desk.perform(action, now);
                    }
                }
                Ask::Order(order) => self.order(order, now),
                Ask::Open(dialog) => self.open(*dialog),
                Ask::CloseDialog => {
                    self.dialog = None;
                    self.wants_reader = true;
                    self.asks.extend(self.waiting.drain(..).map(Ask::Order));
                }
                Ask::Dismiss(id) => self.desk.dismiss(id),
                Ask::FocusReader => self.wants_reader = true,
                Ask::CloseUnsaved => self.close_unsaved(ctx),
            }
            for wish in self.desk.take_wishes() {
                self.grant(ctx, wish);
            }
        }
        if !self.asks.is_empty() {
            ctx.request_repaint();
        }
        // Wishes may also come from what the worker did.
        for wish in self.desk.take_wishes() {
            self.grant(ctx, wish);
        }
    }

    fn order(&mut self, order: Order, now: jiff::Timestamp) {
        let changes_keys = matches!(order, Order::Prefer(_));
        self.desk.order(order, now);
        if changes_keys {
            self.keys = Keymap::new(&self.desk.preferences().keys);
        }
    }

    fn ask_name(&mut self) {
        if !self.asked_name && self.dialog.is_none() && self.desk.preferences().name.is_empty() {
            self.asked_name = true;
            self.open(Dialog::Name(String::new()));
        }
    }

    /// Draws everything.
    pub fn show(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        if self.dialog.is_some() && self.dialog_frames < BLIND_FRAMES {
            // The toolkit keeps a hover text as long as the pointer rests on what it is about, also under a dialog that a
            // key has opened. Where nothing answers there is none; nothing is to look otherwise for that.
            ui.visuals_mut().disabled_alpha = 1.0;
            ui.disable();
        }
        let Self { desk, keys, engine, asks, panels, .. } = self;
        let screen = panels.screen.as_ref().filter(|_| desk.session().is_some());
        let palette = theme::palette(&ctx);
        let mut stage = Stage { desk, keys, engine, palette, asks };
        let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(8, 3));
        Panel::top("menu").frame(bar).show(ui, |ui| menu_ui::menu_ui(ui, &mut stage));
        let foot = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(12, 3));
        Panel::bottom("status")
            .frame(foot)
            .show(ui, |ui| status_ui::status_ui(ui, &mut stage, screen));
        match stage.desk.session() {
            None => {
                let frame = Frame::new().fill(palette.paper);
                CentralPanel::default()
                    .frame(frame)
                    .show(ui, |ui| welcome_ui::welcome_ui(ui, &mut stage));
            }
            Some(session) => panels.ui(ui, &mut stage, session),
        }
        if let Some(dialog) = &mut self.dialog {
            dialog_ui(&ctx, &mut stage, dialog, self.dialog_frames);
            self.dialog_frames = self.dialog_frames.saturating_add(1);
        }
        notices_ui::notices_ui(&ctx, &mut stage);
        drop_ui::drop_ui(&ctx, &stage);
        focus_ui::ring_ui(&ctx, stage.palette.accent);
    }

    /// Letters and arrows work at once: the article has the keyboard unless something else was given it.
    fn give_keyboard(&mut self, ctx: &Context) {
        let has_other = self.dialog.is_some() || self.panels.screen.is_some();
        if has_other || egui::Popup::is_any_open(ctx) {
            return;
        }
        let is_idle = ctx.memory(|memory| memory.focused().is_none());
        if std::mem::take(&mut self.wants_reader) || is_idle {
            let pane = self.panels.reading.pane.id();
            ctx.memory_mut(|memory| memory.request_focus(pane));
        }
    }
}

impl eframe::App for App {
    fn raw_input_hook(&mut self, _ctx: &Context, input: &mut egui::RawInput) {
        input.max_texture_side = input.max_texture_side.map(|side| side.min(LETTERS_SIDE));
    }

    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.catch_up(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.dress(ui.ctx());
        self.ask_name();
        self.show(ui);
        self.give_keyboard(ui.ctx());
        self.keep_sizes(ui.ctx());
        self.keep_title(ui.ctx());
        self.engine.seek_fonts(ui.ctx());
        if !self.asks.is_empty() {
            ui.ctx().request_repaint();
        }
    }
}

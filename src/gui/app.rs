//! The app: input to commands, panels to asks, asks to the desk.

use super::articles_ui::Articles;
use super::dialogs::picker::Picker;
use super::dialogs::{self, Dialog, dialog_ui};
use super::find_ui::Find;
use super::inspector::Inspector;
use super::keys::Keymap;
use super::reader::{Engine, Motion};
use super::reading_ui::Reading;
use super::stage::{Ask, Stage};
use super::{menu_ui, notices_ui, status_ui, theme, welcome_ui};
use crate::model::assemble::unfinished;
use crate::session::clock;
use crate::session::preferences::{Looks, Preferences};
use crate::session::{Command, Desk, Order, Wish};
use egui::{CentralPanel, Context, Event, Frame, Margin, Panel, ThemePreference, ViewportCommand};
use std::time::{Duration, Instant};

/// The window's own state around a desk.
pub struct App {
    desk: Desk,
    keys: Keymap,
    engine: Engine,
    reading: Reading,
    articles: Articles,
    inspector: Inspector,
    find: Find,
    dialog: Option<Dialog>,
    asks: Vec<Ask>,
    began: Instant,
    wants_reader: bool,
    is_closing: bool,
    asked_name: bool,
    looks: Option<(Looks, f32)>,
    waiting: Vec<Order>,
    dialog_frames: u32,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("desk", &self.desk).finish_non_exhaustive()
    }
}

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
            reading: Reading::default(),
            articles: Articles::default(),
            inspector: Inspector::default(),
            find: Find::default(),
            dialog: None,
            asks: Vec::new(),
            began: Instant::now(),
            wants_reader: true,
            is_closing: false,
            asked_name: false,
            looks: None,
            waiting: Vec::new(),
            dialog_frames: 0,
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

    fn now_ms(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Takes in what the worker did and what was asked for since the last frame.
    fn catch_up(&mut self, ctx: &Context) {
        self.desk.pump(self.now_ms(), clock::now());
        if self.desk.drafts().is_some()
            && self.dialog.is_none()
            && let Some(drafts) = self.desk.take_drafts()
        {
            self.dialog = Some(Dialog::TakeIn(Box::new(dialogs::take_in::Form::of(drafts))));
        }
        self.keys_to_asks(ctx);
        self.carry_out(ctx);
        if let Some(ms) = self.desk.wait_ms() {
            ctx.request_repaint_after(Duration::from_millis(ms + 1));
        }
        self.close_when_settled(ctx);
    }

    /// Key presses become commands; with a dialog open they are the dialog's.
    fn keys_to_asks(&mut self, ctx: &Context) {
        if self.dialog.is_some() || egui::Popup::is_any_open(ctx) {
            return;
        }
        let is_typing = ctx.text_edit_focused();
        let commands = ctx.input_mut(|input| self.keys.take(input, is_typing));
        self.asks.extend(commands.into_iter().map(|command| Ask::Act(command.into())));
        if !is_typing && self.desk.session().is_some() {
            let pasted = ctx.input_mut(|input| {
                let at = input.events.iter().position(|event| matches!(event, Event::Paste(_)));
                at.map(|at| input.events.remove(at))
            });
            if let Some(Event::Paste(text)) = pasted {
                self.dialog = Some(Dialog::Paste(text));
            }
        }
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<_> = dropped.iter().map(|file| file.path().to_owned()).collect();
        if !paths.is_empty() {
            self.dropped(paths);
        }
    }

    /// Dropped files become articles; a dropped folder with a project in it is opened by the worker.
    fn dropped(&mut self, paths: Vec<std::path::PathBuf>) {
        let order = match paths.as_slice() {
            _ if self.desk.session().is_some() => Order::Draft(paths),
            [first, ..] => Order::Open(first.clone()),
            [] => return,
        };
        self.asks.push(Ask::Order(order));
    }

    fn carry_out(&mut self, ctx: &Context) {
        let now = clock::now();
        for ask in std::mem::take(&mut self.asks) {
            match ask {
                Ask::Act(action) => self.desk.perform(action, now),
                Ask::Order(order) => self.order(order, now),
                Ask::Open(dialog) => {
                    self.dialog = Some(*dialog);
                    self.dialog_frames = 0;
                }
                Ask::CloseDialog => {
                    self.dialog = None;
                    self.wants_reader = true;
                    self.asks.extend(self.waiting.drain(..).map(Ask::Order));
                }
                Ask::Dismiss(id) => self.desk.dismiss(id),
                Ask::FocusReader => self.wants_reader = true,
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

    fn grant(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Run(command) => self.run(ctx, command),
            Wish::PickSource(purpose, words) => {
                self.dialog = Some(Dialog::Source(purpose, Picker::searching(&words)));
            }
            Wish::ConfirmClear(what) => self.dialog = Some(Dialog::ConfirmClear(what)),
            Wish::AddRemark(span) => {
                self.dialog = Some(Dialog::Remark(dialogs::remark::empty(span)));
            }
            Wish::Show(span) => self.reading.show(span),
        }
    }

    /// Commands that are the window's business.
    fn run(&mut self, ctx: &Context, command: Command) {
        use Command as C;
        match command {
            C::History => self.dialog = self.desk.session().map(|_| Dialog::History),
            C::Problems => {
                let session = self.desk.session();
                self.dialog = session.map(|s| Dialog::Problems(unfinished(s.project())));
            }
            C::Palette => self.dialog = Some(Dialog::Palette(Picker::default())),
            C::CheatSheet => self.dialog = Some(Dialog::Cheat),
            C::Relate(kind) => {
                let relating = dialogs::relations::Relating::of(kind);
                self.dialog = Some(Dialog::Relation(relating));
            }
            C::PickRelation => self.dialog = Some(Dialog::Relation(Default::default())),
            C::EditNote => {
                self.show_inspector();
                self.inspector.focus_note();
            }
            C::Find => self.find.open(),
            C::FindEverywhere => self.dialog = Some(Dialog::Everywhere(Default::default())),
            C::FilterArticles => self.articles.focus_filter(),
            C::PageDown => self.reading.pane.page(1.0),
            C::PageUp => self.reading.pane.page(-1.0),
            C::SelectUp => self.move_by_row(Motion::RowUp),
            C::SelectDown => self.move_by_row(Motion::RowDown),
            C::Escape => self.wants_reader = true,
            C::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            C::ToggleArticles | C::ToggleInspector | C::LargerText | C::SmallerText => {
                self.prefer(command);
            }
            file => self.run_on_files(file),
        }
    }

    fn run_on_files(&mut self, command: Command) {
        use Command as C;
        use dialogs::files::{Browser, Purpose};
        let has_project = self.desk.session().is_some();
        self.dialog = match command {
            C::OpenProject => {
                Some(Dialog::Files(Box::new(Browser::new(Purpose::OpenProject, &self.desk))))
            }
            C::NewProject => {
                Some(Dialog::Project(dialogs::project::Form::new(self.desk.data_folder())))
            }
            C::Settings => Some(Dialog::Settings(Box::new(dialogs::settings::Form::of(
                self.desk.preferences(),
            )))),
            C::Import if has_project => {
                Some(Dialog::Files(Box::new(Browser::new(Purpose::Import, &self.desk))))
            }
            C::Paste if has_project => Some(Dialog::Paste(String::new())),
            C::SaveAs => {
                self.desk.folder().map(|f| Dialog::Project(dialogs::project::Form::copy_of(f)))
            }
            C::Export => self.desk.session().map(|session| {
                Dialog::Export(Box::new(dialogs::export::Form::of(session, self.desk.folder())))
            }),
            C::EditMetadata => self.desk.session().and_then(|session| {
                let article = session.article()?;
                Some(Dialog::Metadata(Box::new(dialogs::metadata::Form::of(session, article))))
            }),
            C::Welcome => {
                self.asks.push(Ask::Order(Order::Leave));
                None
            }
            _ => None,
        };
    }

    fn show_inspector(&mut self) {
        if !self.desk.preferences().inspector_shown {
            self.prefer(Command::ToggleInspector);
        }
    }

    /// Changes a preference by key.
    fn prefer(&mut self, command: Command) {
        let mut preferences = self.desk.preferences().clone();
        match command {
            Command::ToggleArticles => preferences.articles_shown = !preferences.articles_shown,
            Command::ToggleInspector => preferences.inspector_shown = !preferences.inspector_shown,
            Command::LargerText => preferences.text_size += 1.0,
            Command::SmallerText => preferences.text_size -= 1.0,
            _ => return,
        }
        self.desk.order(Order::Prefer(Box::new(preferences)), clock::now());
    }

    fn move_by_row(&mut self, motion: Motion) {
        let Some(session) = self.desk.session() else { return };
        let palette = theme::palette(&Context::default());
        let mut asks = Vec::new();
        let mut stage = Stage {
            desk: &self.desk,
            keys: &self.keys,
            engine: &mut self.engine,
            palette,
            asks: &mut asks,
        };
        self.reading.row_motion(&mut stage, session, motion, true);
        self.asks.append(&mut asks);
    }

    /// A window that is closed while something is unsaved finishes the save first.
    fn close_when_settled(&mut self, ctx: &Context) {
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
    fn dress(&mut self, ctx: &Context) {
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

    fn ask_name(&mut self) {
        if !self.asked_name && self.dialog.is_none() && self.desk.preferences().name.is_empty() {
            self.asked_name = true;
            self.dialog = Some(Dialog::Name(String::new()));
        }
    }

    /// Draws everything.
    pub fn show(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        let Self { desk, keys, engine, asks, .. } = self;
        let palette = theme::palette(&ctx);
        let mut stage = Stage { desk, keys, engine, palette, asks };
        let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(8, 3));
        Panel::top("menu").frame(bar).show(ui, |ui| menu_ui::menu_ui(ui, &mut stage));
        let foot = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(12, 3));
        Panel::bottom("status").frame(foot).show(ui, |ui| status_ui::status_ui(ui, &mut stage));
        match stage.desk.session() {
            None => {
                let frame = Frame::new().fill(palette.paper);
                CentralPanel::default()
                    .frame(frame)
                    .show(ui, |ui| welcome_ui::welcome_ui(ui, &mut stage));
            }
            Some(session) => {
                let side =
                    Frame::new().fill(palette.panel).inner_margin(Margin::same(theme::MARGIN));
                let preferences = stage.desk.preferences();
                if preferences.articles_shown {
                    Panel::left("articles")
                        .frame(side)
                        .default_size(preferences.articles_width)
                        .size_range(180.0..=600.0)
                        .show(ui, |ui| self.articles.ui(ui, &mut stage, session));
                }
                if preferences.inspector_shown {
                    Panel::right("inspector")
                        .frame(side)
                        .default_size(preferences.inspector_width)
                        .size_range(260.0..=700.0)
                        .show(ui, |ui| self.inspector.ui(ui, &mut stage, session));
                }
                let frame = Frame::new().fill(palette.paper);
                CentralPanel::default().frame(frame).show(ui, |ui| {
                    if self.find.is_open() {
                        let find =
                            Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(12, 6));
                        Panel::top("find")
                            .frame(find)
                            .show(ui, |ui| self.find.ui(ui, &mut stage, session));
                    }
                    self.reading.ui(ui, &mut stage, session);
                });
            }
        }
        if let Some(dialog) = &mut self.dialog {
            dialog_ui(&ctx, &mut stage, dialog, self.dialog_frames);
            self.dialog_frames = self.dialog_frames.saturating_add(1);
        } else {
            self.dialog_frames = 0;
        }
        notices_ui::notices_ui(&ctx, &mut stage);
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.catch_up(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.dress(ui.ctx());
        self.ask_name();
        self.show(ui);
        if self.wants_reader && self.dialog.is_none() {
            self.wants_reader = false;
            let pane = self.reading.pane.id();
            ui.ctx().memory_mut(|memory| memory.request_focus(pane));
        }
        if !self.asks.is_empty() {
            ui.ctx().request_repaint();
        }
    }
}

//! What the session wishes of the window, and the commands that are the window's business.

use super::App;
use crate::gui::dialogs::picker::Picker;
use crate::gui::dialogs::{self, Dialog};
use crate::gui::reader::Motion;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::model::assemble::unfinished;
use crate::session::{Command, Order, Wish, clock};
use egui::{Context, ViewportCommand};

impl App {
    pub(super) fn grant(&mut self, ctx: &Context, wish: Wish) {
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
}

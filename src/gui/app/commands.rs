//! What the session wishes of the window, and the commands that are the window's business.

use super::App;
use crate::gui::dialogs::picker::Picker;
use crate::gui::dialogs::relations::Relating;
use crate::gui::dialogs::{self, Dialog, grade};
use crate::gui::reader::Motion;
use crate::gui::screens::Screen;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::gui::word_hints::WordHints;
use crate::model::SourceId;
use crate::model::assemble::unfinished;
use crate::session::{Action, Command, Notice, Order, Wish, clock};
use egui::{Context, ViewportCommand};

impl App {
    pub(super) fn grant(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Run(command) => self.run(ctx, command),
            Wish::PickSource(purpose, words) => {
                self.open(Dialog::Source(purpose, Picker::searching(&words)));
            }
            Wish::ConfirmClear(what) => self.open(Dialog::ConfirmClear(what)),
            Wish::AddRemark(span) => {
                self.dialog = self.desk.session().map(|s| Dialog::Remark(s.remark_on(span)));
            }
            Wish::PickTwins(twins) => {
                self.open(Dialog::Identical(dialogs::identical::Form::of(twins)));
            }
            Wish::ShowSource(id) => self.panels.show_source(id),
            Wish::ShowRecord(id) => self.panels.show_record(id),
            Wish::ShowProposition(id) => self.panels.show_proposition(id),
            Wish::PickProposition(statements) => self.pick_proposition(statements),
            Wish::Show(span) => self.panels.reading.show(span),
        }
    }

    /// Commands that are the window's business.
    fn run(&mut self, ctx: &Context, command: Command) {
        use Command as C;
        if self.panels.go_to(command, &mut self.desk) {
            return;
        }
        if command.is_about_a_proposition() {
            return self.on_proposition(command);
        }
        match command {
            C::History if self.desk.session().is_some() => self.open(Dialog::History),
            C::Problems => {
                if let Some(session) = self.desk.session() {
                    self.open(Dialog::Problems(unfinished(session.project())));
                }
            }
            C::Palette => self.open(Dialog::Palette(Picker::default())),
            C::CheatSheet => self.open(Dialog::Cheat),
            C::ToggleGuideline => self.panels.toggle_book(),
            C::PickWords => {
                let hints = self.desk.session().and_then(WordHints::of);
                self.panels.reading.hints_of_words = hints;
            }
            C::EditDate | C::PickField | C::PickRelation | C::Relate(_) => {
                self.on_statement(command);
            }
            C::ChooseAnnotator if self.desk.session().is_some() => {
                self.open(Dialog::Annotator(Picker::default()));
            }
            C::EditNote => {
                self.show_panel(C::ToggleInspector);
                self.panels.inspector.focus_note();
            }
            C::ShowArticle => {
                self.panels.screen = None;
                self.wants_reader = true;
            }
            C::EditSource | C::SplitSource | C::GradeSource | C::ShowRecord => {
                self.on_source(command);
            }
            C::Find => self.find(),
            C::FindEverywhere => self.open(Dialog::Everywhere(Default::default())),
            C::FilterArticles => {
                self.show_panel(C::ToggleArticles);
                self.panels.articles.focus_filter();
            }
            C::PageDown => self.panels.reading.pane.page(1.0),
            C::PageUp => self.panels.reading.pane.page(-1.0),
            C::SelectUp => self.move_by_row(Motion::RowUp),
            C::SelectDown => self.move_by_row(Motion::RowDown),
            C::Escape => {
                self.panels.find.close();
                self.wants_reader = true;
            }
            C::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            C::ToggleArticles | C::ToggleInspector | C::LargerText | C::SmallerText => {
                self.prefer(command);
            }
            file => self.run_on_files(file),
        }
    }

    /// Dialogs about the statement in focus.
    fn on_statement(&mut self, command: Command) {
        use Command as C;
        let dialog = match command {
            C::EditDate => self.desk.session().and_then(dialogs::date::Form::of).map(Dialog::Date),
            C::Relate(kind) => Some(Dialog::Relation(Relating::of(kind))),
            C::PickRelation => Some(Dialog::Relation(Default::default())),
            _ => Some(Dialog::Field(Picker::default())),
        };
        if let Some(dialog) = dialog {
            self.open(dialog);
        }
    }

    fn run_on_files(&mut self, command: Command) {
        use Command as C;
        use dialogs::files::{Browser, Purpose};
        let has_project = self.desk.session().is_some();
        let dialog = match command {
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
            C::ImportSet if has_project => Some(Dialog::ImportSet(Default::default())),
            C::Paste if has_project => Some(Dialog::Paste(String::new())),
            C::SaveAs => {
                self.desk.folder().map(|f| Dialog::Project(dialogs::project::Form::copy_of(f)))
            }
            C::Export => self.desk.session().map(|session| {
                Dialog::Export(Box::new(dialogs::export::Form::of(session, self.desk.folder())))
            }),
            C::ProjectSettings => self
                .desk
                .session()
                .map(|session| Dialog::ProjectSettings(session.project().settings().clone())),
            C::EditMetadata => self.desk.session().and_then(|session| {
                let article = session.article()?;
                Some(Dialog::Metadata(Box::new(dialogs::metadata::Form::of(session, article))))
            }),
            C::RemoveArticle => self.desk.session().and_then(|session| {
                let id = session.place().article.clone()?;
                let marks = session.marks_on(&id);
                Some(Dialog::ConfirmRemoval(id, marks))
            }),
            C::RemoveSource if has_project => {
                Some(Dialog::Merge(dialogs::merge::Merging::removal()))
            }
            C::MergeSources if has_project => {
                let on_screen = self.panels.screen.as_ref().and_then(Screen::source);
                let on_screen = on_screen.filter(|id| *id != SourceId::unattributed());
                let merging = on_screen.map(dialogs::merge::Merging::of).unwrap_or_default();
                Some(Dialog::Merge(merging))
            }
            C::Bin if has_project => {
                self.asks.push(Ask::Order(Order::ListBin));
                Some(Dialog::Bin(Default::default()))
            }
            C::Welcome => {
                self.asks.push(Ask::Order(Order::Leave));
                None
            }
            _ if has_project => self.dialog_of_project(command),
            _ => return self.desk.tell(Notice::info("This needs an open project")),
        };
        if let Some(dialog) = dialog {
            self.open(dialog);
        }
    }

    /// What is kept of the project: its history, its bin, its copies; or the project itself once more.
    fn dialog_of_project(&mut self, command: Command) -> Option<Dialog> {
        use Command as C;
        match command {
            C::ExportHistory => self.desk.folder().map(|folder| {
                let name = folder.file_name().unwrap_or_default().to_string_lossy();
                let path = folder.with_file_name(format!("{name}-history.jsonl"));
                Dialog::HistoryExport(path.display().to_string())
            }),
            C::GradeStatement => {
                let id = self.desk.session()?.focus()?.id.clone();
                Some(Dialog::GradeStatement(Box::new(grade::Form::of_statement(id))))
            }
            C::Clashes if self.desk.clashes().is_empty() => {
                let words = "Nothing was changed both here and by another program";
                self.desk.tell(Notice::info(words));
                None
            }
            C::Clashes => Some(Dialog::Clash),
            C::Reopen => {
                let folder = self.desk.folder().map(|folder| Order::Open(folder.to_owned()));
                self.asks.extend(folder.map(Ask::Order));
                None
            }
            C::Backups => {
                self.asks.push(Ask::Order(Order::ListBackups));
                Some(Dialog::Backups(Default::default()))
            }
            _ => None,
        }
    }

    /// Commands about a source: the one on the screen, else that of the statement in focus.
    fn on_source(&mut self, command: Command) {
        let Some(session) = self.desk.session() else { return };
        let on_screen = self.panels.screen.as_ref().and_then(Screen::source);
        let in_focus = || session.focus().and_then(|statement| statement.source().cloned());
        let Some(id) = on_screen.or_else(in_focus) else {
            let hint = "Stand on a source in the list of sources, or on a statement that has one";
            return self.desk.tell(Notice::warning("Which source?", hint));
        };
        let dialog = match (command, &self.panels.screen) {
            (Command::ShowRecord, _) => {
                self.panels.show_record(id);
                return;
            }
            (Command::GradeSource, _) if id == SourceId::unattributed() => {
                let words = "Nobody is named here, so that there is nothing to grade";
                return self.desk.tell(Notice::warning(words, ""));
            }
            (Command::GradeSource, _) => {
                Some(Dialog::GradeSource(Box::new(grade::Form::of_source(session, id))))
            }
            (Command::SplitSource, Some(Screen::Source(page))) => {
                let statements = page.ticked().iter().cloned().collect();
                let name = String::new();
                Some(Dialog::SplitSource(dialogs::source_record::Split {
                    from: id,
                    statements,
                    name,
                }))
            }
            (Command::SplitSource, _) => {
                self.panels.show_source(id);
                let hint = "Tick the statements that go over to a source of their own";
                return self.desk.tell(Notice::info(hint));
            }
            _ => dialogs::source_record::Form::of(session, &id)
                .map(|form| Dialog::SourceRecord(Box::new(form))),
        };
        if let Some(dialog) = dialog {
            self.open(dialog);
        }
    }

    /// Opens the line that finds words; those that are selected are looked for.
    fn find(&mut self) {
        let Some(session) = self.desk.session() else { return };
        let words = session.selection().zip(session.article());
        let words = words.map(|(span, article)| span.of(&article.text()).trim().to_owned());
        let words = words.filter(|words| !words.is_empty() && !words.contains('\n'));
        let sought = self.panels.find.open(words);
        self.asks.push(Ask::Act(Action::Find(sought)));
    }

    /// What is given the keyboard must be on show.
    fn show_panel(&mut self, toggle: Command) {
        let preferences = self.desk.preferences();
        let is_shown = match toggle {
            Command::ToggleArticles => preferences.articles_shown,
            _ => preferences.inspector_shown,
        };
        if !is_shown {
            self.prefer(toggle);
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
        self.panels.reading.row_motion(&mut stage, session, motion, true);
        self.asks.append(&mut asks);
    }
}

//! The panels around the article and the article itself.

use crate::gui::articles_ui::Articles;
use crate::gui::find_ui::Find;
use crate::gui::guideline_ui::Book;
use crate::gui::inspector::Inspector;
use crate::gui::reading_ui::Reading;
use crate::gui::screens::record::Record;
use crate::gui::screens::{Screen, board, relations, sources, statements};
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::model::{PropositionId, SourceId};
use crate::session::{Command, Desk, Session};
use egui::{CentralPanel, Frame, Margin, Panel, Ui};

/// A window narrower than this, in points, gives the panels less than they had in a wide one.
const NARROW: f32 = 1_080.0;

/// A window narrower than this, in points, has room for one panel.
const TINY: f32 = 760.0;

/// Everything that is shown of an open project.
#[derive(Default)]
pub(super) struct Panels {
    pub(super) reading: Reading,
    pub(super) articles: Articles,
    pub(super) inspector: Inspector,
    pub(super) find: Find,
    /// The screen in place of the article, if one is.
    pub(super) screen: Option<Screen>,
    /// The code book, while it is shown.
    pub(super) book: Option<Book>,
    /// The widths of articles and inspector as last seen in a wide window, in points.
    pub(super) articles_width: Option<f32>,
    /// The same of the inspector.
    pub(super) inspector_width: Option<f32>,
}

/// A window at least this wide, in points, has room for code book and inspector.
const WIDE: f32 = 1_500.0;

impl Panels {
    /// Shows the code book, or puts it away.
    pub(super) fn toggle_book(&mut self) {
        self.book = if self.book.is_some() { None } else { Some(Book::default()) };
    }

    /// Goes to the screen that a command stands for; says whether it stands for one.
    pub(super) fn go_to(&mut self, command: Command, desk: &mut Desk) -> bool {
        let screen = match command {
            Command::ShowSources => Screen::Sources(sources::Sources::default()),
            Command::ShowDuplicates => Screen::Sources(sources::Sources::with_duplicates()),
            Command::ShowRelations => Screen::Relations(relations::Relations::default()),
            Command::ShowReliability => Screen::Reliability(Default::default()),
            Command::ShowLedger => Screen::Ledger(Box::default()),
            _ => return false,
        };
        screen.prepare(desk);
        self.screen = desk.session().is_some().then_some(screen);
        true
    }

    /// Goes to the page of a source.
    pub(super) fn show_source(&mut self, id: SourceId) {
        self.screen = Some(Screen::Source(Box::new(statements::Page::of(id))));
    }

    /// Goes to the board of a proposition.
    pub(super) fn show_proposition(&mut self, id: PropositionId) {
        self.screen = Some(Screen::Board(Box::new(board::Page::of(id))));
    }

    /// Goes to the track record of a source.
    pub(super) fn show_record(&mut self, id: SourceId) {
        self.screen = Some(Screen::Record(Box::new(Record::of(id))));
    }

    /// Shows the panels that are wanted, and the article between them.
    pub(super) fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        if let Some(screen) = &mut self.screen {
            return screen.ui(ui, stage, session);
        }
        let palette = stage.palette;
        let side = Frame::new().fill(palette.panel).inner_margin(Margin::same(theme::MARGIN));
        let preferences = stage.desk.preferences();
        let window = ui.ctx().content_rect().width();
        let is_narrow = window < NARROW;
        // What a narrow window leaves of a panel is not what somebody chose: it has a name and a width of its own.
        let share =
            |width: f32, part: f32| if is_narrow { width.min(window * part) } else { width };
        // Two panels would leave nothing to read in: then the inspector goes ahead.
        let has_room = window >= TINY || !preferences.inspector_shown;
        if preferences.articles_shown && has_room {
            let panel = Panel::left(("articles", is_narrow))
                .frame(side)
                .default_size(share(preferences.articles_width, 0.22).max(180.0))
                .size_range(160.0..=600.0)
                .show(ui, |ui| self.articles.ui(ui, stage, session));
            let width = panel.response.rect.width();
            self.articles_width = (!is_narrow).then_some(width).or(self.articles_width);
        }
        let shows_inspector =
            preferences.inspector_shown && (self.book.is_none() || window >= WIDE);
        if let Some(book) = &mut self.book {
            Panel::right(("code book", is_narrow))
                .frame(side)
                .default_size(share(380.0, 0.34).max(260.0))
                .size_range(250.0..=700.0)
                .show(ui, |ui| book.ui(ui, stage));
        }
        if shows_inspector {
            let panel = Panel::right(("inspector", is_narrow))
                .frame(side)
                .default_size(share(preferences.inspector_width, 0.31).max(260.0))
                .size_range(250.0..=700.0)
                .show(ui, |ui| self.inspector.ui(ui, stage, session));
            let width = panel.response.rect.width();
            self.inspector_width = (!is_narrow).then_some(width).or(self.inspector_width);
        }
        CentralPanel::default().frame(Frame::new().fill(palette.paper)).show(ui, |ui| {
            if self.find.is_open() {
                let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(12, 6));
                Panel::top("find").frame(bar).show(ui, |ui| self.find.ui(ui, stage, session));
            }
            self.reading.ui(ui, stage, session);
        });
    }
}

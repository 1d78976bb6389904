//! Screens in place of the article: sources, relations, the claim ledger. Each is a list that is searched by typing, and leads to the text.

pub mod board;
pub mod duplicates;
pub mod evidence;
pub mod ledger;
pub mod list;
pub mod record;
pub mod relations;
pub mod reliability;
pub mod sources;
pub mod statements;
pub mod ungrouped;
pub mod weighing;

use super::stage::Stage;
use super::theme;
use crate::model::{PropositionId, SourceId, StatementId};
use crate::session::{Command, Desk, Session};
use egui::{CentralPanel, Frame, Margin, Panel, RichText, Ui};

/// The screen in place of the article.
#[derive(Debug)]
pub enum Screen {
    /// Every source of the project.
    Sources(sources::Sources),
    /// One source and all its statements.
    Source(Box<statements::Page>),
    /// What came of what one source said.
    Record(Box<record::Record>),
    /// Every relation, and what is left open.
    Relations(relations::Relations),
    /// Every proposition, and the statements in none.
    Ledger(Box<ledger::Ledger>),
    /// One proposition and who says what about it.
    Board(Box<board::Page>),
    /// What grades, records and votes say about all sources.
    Reliability(Box<reliability::Reliability>),
}

/// The screens that can be gone to at any time, with their commands.
const TABS: [(&str, Command); 5] = [
    ("Article", Command::ShowArticle),
    ("Sources", Command::ShowSources),
    ("Relations", Command::ShowRelations),
    ("Ledger", Command::ShowLedger),
    ("Reliability", Command::ShowReliability),
];

impl Screen {
    /// The command that leads here.
    fn command(&self) -> Command {
        match self {
            Self::Sources(_) | Self::Source(_) | Self::Record(_) => Command::ShowSources,
            Self::Relations(_) => Command::ShowRelations,
            Self::Ledger(_) | Self::Board(_) => Command::ShowLedger,
            Self::Reliability(_) => Command::ShowReliability,
        }
    }

    /// The source that commands about sources go to.
    #[must_use]
    pub fn source(&self) -> Option<SourceId> {
        match self {
            Self::Sources(sources) => sources.stood_on(),
            Self::Source(page) => Some(page.source().clone()),
            Self::Record(record) => Some(record.source().clone()),
            Self::Relations(_) | Self::Reliability(_) | Self::Ledger(_) | Self::Board(_) => None,
        }
    }

    /// The proposition that commands about propositions go to.
    #[must_use]
    pub fn proposition(&self) -> Option<PropositionId> {
        match self {
            Self::Ledger(ledger) => ledger.stood_on(),
            Self::Board(page) => Some(page.proposition().clone()),
            Self::Sources(_)
            | Self::Source(_)
            | Self::Record(_)
            | Self::Relations(_)
            | Self::Reliability(_) => None,
        }
    }

    /// The statements that commands about statements go to: those that are ticked, else the one stood on.
    #[must_use]
    pub fn in_hand(&self) -> Vec<StatementId> {
        match self {
            Self::Ledger(ledger) => ledger.in_hand(),
            Self::Board(page) => page.in_hand(),
            Self::Source(page) => page.ticked().iter().cloned().collect(),
            Self::Sources(_) | Self::Record(_) | Self::Relations(_) | Self::Reliability(_) => {
                Vec::new()
            }
        }
    }

    /// The command that changes what is stood on here, and what it does in a word or two.
    #[must_use]
    pub fn hint(&self) -> Option<(Command, &'static str)> {
        match self {
            Self::Sources(_) | Self::Source(_) => Some((Command::EditSource, "edit the source")),
            Self::Record(_) => Some((Command::GradeSource, "grade the source")),
            Self::Ledger(_) | Self::Board(_) => Some((Command::EditProposition, "reword")),
            Self::Relations(_) | Self::Reliability(_) => None,
        }
    }

    /// Has the desk look at what the screen is about to show.
    pub fn prepare(&self, desk: &mut Desk) {
        desk.complete_catalogue();
        match self {
            Self::Ledger(_) => desk.complete_ledger(),
            Self::Relations(relations) if relations.lists_open_ends() => desk.complete_open_ends(),
            _ => {}
        }
    }

    /// Shows the screen with the way to the others above it.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        let palette = stage.palette;
        let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(16, 6));
        let here = self.command();
        Panel::top("screens").frame(bar).show(ui, |ui| tabs_ui(ui, stage, here));
        let frame = Frame::new().fill(palette.paper).inner_margin(Margin::symmetric(20, 12));
        CentralPanel::default().frame(frame).show(ui, |ui| match self {
            Self::Sources(screen) => screen.ui(ui, stage, session),
            Self::Source(screen) => screen.ui(ui, stage, session),
            Self::Record(screen) => screen.ui(ui, stage, session),
            Self::Relations(screen) => screen.ui(ui, stage, session),
            Self::Ledger(screen) => screen.ui(ui, stage, session),
            Self::Board(screen) => screen.ui(ui, stage, session),
            Self::Reliability(screen) => screen.ui(ui, stage, session),
        });
    }
}

fn tabs_ui(ui: &mut Ui, stage: &mut Stage<'_>, here: Command) {
    ui.horizontal_wrapped(|ui| {
        for (name, command) in TABS {
            let key = stage.keys.key_of(command);
            let label = RichText::new(name).size(theme::BODY);
            let tab = ui.selectable_label(command == here, label);
            if tab.on_hover_text(key).clicked() {
                stage.act(command);
            }
        }
    });
}

//! Screens in place of the article: sources, relations. Each is a list that is searched by typing, and leads to the text.

pub mod duplicates;
pub mod list;
pub mod relations;
pub mod sources;
pub mod statements;

use super::stage::Stage;
use super::theme;
use crate::model::SourceId;
use crate::session::{Command, Session};
use egui::{CentralPanel, Frame, Margin, Panel, RichText, Ui};

/// The screen in place of the article.
#[derive(Debug)]
pub enum Screen {
    /// Every source of the project.
    Sources(sources::Sources),
    /// One source and all its statements.
    Source(Box<statements::Page>),
    /// Every relation, and what is left open.
    Relations(relations::Relations),
}

/// The screens that can be gone to at any time, with their commands.
const TABS: [(&str, Command); 3] = [
    ("Article", Command::ShowArticle),
    ("Sources", Command::ShowSources),
    ("Relations", Command::ShowRelations),
];

impl Screen {
    /// The command that leads here.
    fn command(&self) -> Command {
        match self {
            Self::Sources(_) | Self::Source(_) => Command::ShowSources,
            Self::Relations(_) => Command::ShowRelations,
        }
    }

    /// The source that commands about sources go to.
    #[must_use]
    pub fn source(&self) -> Option<SourceId> {
        match self {
            Self::Sources(sources) => sources.stood_on(),
            Self::Source(page) => Some(page.source().clone()),
            Self::Relations(_) => None,
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
            Self::Relations(screen) => screen.ui(ui, stage, session),
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

//! Commands about propositions: the one on the screen, else that of the statement in focus.

use super::App;
use crate::gui::dialogs::{Dialog, proposition, propositions};
use crate::gui::screens::Screen;
use crate::gui::stage::Ask;
use crate::model::{PropositionId, StatementId};
use crate::session::{Action, Command, Notice, PropositionChoice};

impl App {
    /// What an action means on a screen, where the statements in hand take the place of the one in focus; `None` when a
    /// dialog answers it.
    pub(super) fn on_screen(&mut self, action: Action) -> Option<Action> {
        let Some(screen) = &self.panels.screen else { return Some(action) };
        match action {
            Action::Run(Command::PickProposition) => {
                let in_hand = screen.in_hand();
                self.pick_proposition(in_hand);
                None
            }
            Action::Run(Command::LeaveProposition) => {
                Some(Action::Group(screen.in_hand(), PropositionChoice::None))
            }
            other => Some(other),
        }
    }

    /// Asks what statements are about.
    pub(super) fn pick_proposition(&mut self, statements: Vec<StatementId>) {
        if statements.is_empty() {
            let hint = "Stand on a statement in a list of statements, or tick some with Insert";
            return self.desk.tell(Notice::warning("Which statement?", hint));
        }
        let picking = propositions::Picking::of(statements);
        self.open(Dialog::Proposition(Box::new(picking)));
    }

    /// The proposition on the screen, else that of the statement in focus.
    fn proposition(&self) -> Option<PropositionId> {
        match &self.panels.screen {
            Some(screen) => screen.proposition(),
            None => self.desk.session()?.focus()?.proposition.clone(),
        }
    }

    pub(super) fn on_proposition(&mut self, command: Command) {
        use Command as C;
        let Some(session) = self.desk.session() else {
            return self.desk.tell(Notice::info("This needs an open project"));
        };
        let Some(id) = self.proposition() else {
            if command == C::MergePropositions && !session.project().propositions().is_empty() {
                return self.open(Dialog::MergePropositions(Default::default()));
            }
            let hint = "Stand on one in the ledger, or on a statement that is about one";
            return self.desk.tell(Notice::warning("Which proposition?", hint));
        };
        let dialog = match command {
            C::EditProposition => proposition::RecordForm::of(session, &id)
                .map(|form| Dialog::PropositionRecord(Box::new(form))),
            C::JudgeProposition => proposition::VerdictForm::of(session, &id)
                .map(|form| Dialog::Verdict(Box::new(form))),
            C::AddEvidence => Some(Dialog::Evidence(Box::new(proposition::EvidenceForm::new(id)))),
            C::MergePropositions => Some(Dialog::MergePropositions(propositions::Merging::of(id))),
            C::SplitProposition => self.split(id),
            C::RemoveProposition => {
                self.asks.push(Ask::Act(Action::RemoveProposition(id)));
                None
            }
            _ => {
                self.panels.show_proposition(id);
                None
            }
        };
        if let Some(dialog) = dialog {
            self.open(dialog);
        }
    }

    /// Asks for the wording of what is split off; without ticked statements it goes where they are ticked.
    fn split(&mut self, from: PropositionId) -> Option<Dialog> {
        let ticked = match &self.panels.screen {
            Some(Screen::Board(page)) => page.ticked().iter().cloned().collect(),
            _ => Vec::new(),
        };
        if ticked.is_empty() {
            if !matches!(self.panels.screen, Some(Screen::Board(_))) {
                self.panels.show_proposition(from);
            }
            let hint = "Tick the statements that go over to a proposition of their own: Insert";
            self.desk.tell(Notice::info(hint));
            return None;
        }
        let split = proposition::Split { from, statements: ticked, wording: String::new() };
        Some(Dialog::SplitProposition(split))
    }
}

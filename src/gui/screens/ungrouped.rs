//! The statements that are in no proposition and on no board, each with what it is proposed for.

use super::list::{List, Pressed, letter_ui};
use super::statements::{sentence_of, tick_ui, toggle};
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::model::{Kind, Project, RelationKind, Statement, StatementId, Word as _};
use crate::report::joined_to;
use crate::session::{Action, Command, Session, words_of_statement};
use egui::{RichText, Ui, vec2};
use std::collections::BTreeSet;

/// Height of a row, in points: content, what it is proposed for or its sentence.
const ROW: f32 = 54.0;

/// The list.
#[derive(Debug, Default)]
pub struct Ungrouped {
    list: List,
    rows: Vec<StatementId>,
    /// The words of each row in lower case, made when somebody searches.
    words: Vec<String>,
    shown: Vec<usize>,
    ticked: BTreeSet<StatementId>,
    /// The revision of the project and the words that the rows belong to.
    made_for: Option<(u64, String)>,
}

/// Is it in no proposition, and no denial of what is in one?
fn is_free(project: &Project, statement: &Statement) -> bool {
    let denies_a_member = || {
        project.relations_at(&statement.id).any(|(_, relation)| {
            relation.kind == RelationKind::Denies
                && relation.from == statement.id
                && project.statement(&relation.to).is_some_and(|(_, to)| to.proposition.is_some())
        })
    };
    statement.proposition.is_none() && !(statement.kind == Kind::Denial && denies_a_member())
}

impl Ungrouped {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The ticked statements, else the one stood on.
    #[must_use]
    pub fn in_hand(&self) -> Vec<StatementId> {
        if !self.ticked.is_empty() {
            return self.ticked.iter().cloned().collect();
        }
        let row = self.shown.get(self.list.at).and_then(|index| self.rows.get(*index));
        row.cloned().into_iter().collect()
    }

    /// Puts rows together when the project or the words changed.
    pub fn make(&mut self, session: &Session) {
        let wanted = (session.revision(), self.list.query.to_lowercase());
        if self.made_for.as_ref() == Some(&wanted) {
            return;
        }
        let project = session.project();
        if self.made_for.as_ref().is_none_or(|(revision, _)| *revision != wanted.0) {
            let all = project.layers().values().flat_map(|layer| layer.in_text_order());
            let free = all.filter(|statement| is_free(project, statement));
            self.rows = free.map(|statement| statement.id.clone()).collect();
            self.words.clear();
            let rows: BTreeSet<&StatementId> = self.rows.iter().collect();
            self.ticked.retain(|id| rows.contains(id));
        }
        let sought: Vec<&str> = wanted.1.split_whitespace().collect();
        if !sought.is_empty() && self.words.is_empty() {
            let words = self.rows.iter().map(|id| words_of_statement(project, id).to_lowercase());
            self.words = words.collect();
        }
        let is_meant = |index: &usize| {
            sought.is_empty()
                || self.words.get(*index).is_some_and(|own| sought.iter().all(|w| own.contains(w)))
        };
        self.shown = (0..self.rows.len()).filter(is_meant).collect();
        self.made_for = Some(wanted);
    }

    /// Shows the list.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        ui.horizontal_wrapped(|ui| {
            self.list.field_ui(ui, "Find a statement", "Its words");
            let label = match self.ticked.len() {
                0 => "Proposition…".to_owned(),
                n => format!("Proposition of {n}…"),
            };
            stage.command_button(ui, &label, Command::PickProposition);
        });
        self.make(session);
        let n = self.shown.len();
        let of = format!("{n} of {} statements. Insert ticks one", self.rows.len());
        ui.label(RichText::new(of).size(theme::SMALL).color(stage.palette.weak));
        let page = (ui.available_height() / ROW) as usize;
        let pressed = self.list.keys(ui, n, page);
        if pressed == Some(Pressed::Tick)
            && let Some(id) = self.shown.get(self.list.at).and_then(|i| self.rows.get(*i))
        {
            toggle(&mut self.ticked, id);
            self.list.go_on(n);
        }
        let Self { list, rows, shown, ticked, .. } = self;
        let empty = if rows.is_empty() {
            "Every statement is in a proposition"
        } else {
            "No statement has these words"
        };
        let project = session.project();
        let clicked = list.rows_ui(ui, stage, (n, ROW), empty, |ui, stage, index| {
            let row = shown.get(index).and_then(|index| rows.get(*index));
            row.map_or_else(String::new, |id| row_ui(ui, stage, project, id, ticked))
        });
        let opened = clicked.or((pressed == Some(Pressed::Enter)).then_some(self.list.at));
        let opened = opened.and_then(|row| self.shown.get(row)).and_then(|i| self.rows.get(*i));
        if let Some(id) = opened {
            stage.act(Command::ShowArticle);
            stage.act(Action::GoToStatement(id.clone()));
        } else if pressed == Some(Pressed::Escape) {
            stage.act(Command::ShowArticle);
        }
    }
}

/// What a statement is proposed for, and why.
fn proposal(project: &Project, id: &StatementId) -> Option<String> {
    let (about, kind) = joined_to(project, id).into_iter().next()?;
    let wording = &project.propositions().get(&about)?.wording;
    Some(format!("proposed ({}): {wording}", kind.label()))
}

fn row_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    project: &Project,
    id: &StatementId,
    ticked: &mut BTreeSet<StatementId>,
) -> String {
    let Some((home, statement)) = project.statement(id) else { return String::new() };
    let words = words_of_statement(project, id);
    tick_ui(ui, ticked, id, &words);
    letter_ui(ui, stage, statement.kind);
    let (text, weak, accent) = (stage.palette.text, stage.palette.weak, stage.palette.accent);
    let proposal = proposal(project, id);
    ui.allocate_ui(vec2(ui.available_width(), ROW - 6.0), |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            stage.line(ui, &words, theme::BODY, text);
            match &proposal {
                Some(proposal) => stage.line(ui, proposal, theme::SMALL, accent),
                None => {
                    let title = project.articles().get(&home.article);
                    let title = title.map_or("", |article| article.metadata().title.as_str());
                    let sentence = sentence_of(project, home, statement);
                    stage.line(ui, &format!("{title}: {sentence}"), theme::SMALL, weak)
                }
            }
        });
    });
    let proposal = proposal.map_or_else(String::new, |words| format!(", {words}"));
    format!("{}: {words}{proposal}", statement.kind.short_label())
}

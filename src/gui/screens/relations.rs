//! Every relation in one list, and what is left open: denials without a target.

use super::list::{Cell, List, Pressed, cell_ui, letter_ui, mark_ui};
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::model::assemble::has_target;
use crate::model::{Kind, Project, RelationId, RelationKind, StatementId, Word as _};
use crate::session::{Action, Command, Session, words_of_statement};
use egui::{RichText, Ui};

/// Height of a row, in points.
const ROW: f32 = 30.0;
/// Width of the words of the relation.
const KIND: f32 = 130.0;

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Show {
    All,
    Of(RelationKind),
    /// Denials that point at nothing.
    Untargeted,
}

/// A row: two statements, or one that waits for another.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Relation(RelationId, RelationKind, StatementId, StatementId),
    Open(StatementId),
}

/// The screen.
#[derive(Debug)]
pub struct Relations {
    list: List,
    show: Show,
    lines: Vec<Line>,
    /// The words of each line in lower case, made when somebody searches.
    words: Vec<String>,
    shown: Vec<usize>,
    made_for: Option<(u64, Show, String)>,
}

impl Default for Relations {
    fn default() -> Self {
        Self {
            list: List::default(),
            show: Show::All,
            lines: Vec::new(),
            words: Vec::new(),
            shown: Vec::new(),
            made_for: None,
        }
    }
}

fn lines(project: &Project, show: Show) -> Vec<Line> {
    let mut lines = Vec::new();
    for layer in project.layers().values() {
        if show == Show::Untargeted {
            let open = layer.in_text_order().into_iter();
            let open = open.filter(|s| s.kind == Kind::Denial && !has_target(project, s));
            lines.extend(open.map(|statement| Line::Open(statement.id.clone())));
            continue;
        }
        let wanted = layer.relations().values().filter(|r| match show {
            Show::Of(kind) => r.kind == kind,
            Show::All | Show::Untargeted => true,
        });
        lines.extend(
            wanted.map(|r| Line::Relation(r.id.clone(), r.kind, r.from.clone(), r.to.clone())),
        );
    }
    lines
}

fn words_of(project: &Project, line: &Line) -> String {
    match line {
        Line::Relation(_, kind, from, to) => format!(
            "{}\n{}\n{}",
            words_of_statement(project, from),
            kind.label(),
            words_of_statement(project, to)
        ),
        Line::Open(id) => words_of_statement(project, id),
    }
    .to_lowercase()
}

impl Relations {
    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        ui.horizontal_wrapped(|ui| {
            stage.title(ui, "Relations", theme::HEADING);
            self.list.field_ui(ui, "Find a relation", "Words of either statement");
            let layers = session.project().layers().values();
            let n: usize = layers.map(|layer| layer.relations().len()).sum();
            let words = RichText::new(format!("{n} in all")).size(theme::SMALL);
            ui.label(words.color(stage.palette.weak));
        });
        self.shows_ui(ui);
        self.make(session);
        let n = self.shown.len();
        let page = (ui.available_height() / ROW) as usize;
        let pressed = self.list.keys(ui, n, page);
        let width = ((ui.available_width() - KIND - 110.0) / 2.0).max(120.0);
        let Self { list, lines, shown, show, .. } = self;
        let empty = match show {
            Show::Untargeted => "Every denial has its target",
            Show::All | Show::Of(_) => {
                "No such relation yet: R relates the statement in focus to another"
            }
        };
        let clicked = list.rows_ui(ui, stage, (n, ROW), empty, |ui, stage, index| {
            let line = shown.get(index).and_then(|index| lines.get(*index));
            line.map_or_else(String::new, |line| line_ui(ui, stage, session.project(), line, width))
        });
        let opened = clicked.or((pressed == Some(Pressed::Enter)).then_some(self.list.at));
        let opened = opened.and_then(|row| self.shown.get(row)).and_then(|i| self.lines.get(*i));
        if let Some(Line::Relation(_, _, id, _) | Line::Open(id)) = opened {
            stage.act(Command::ShowArticle);
            stage.act(Action::GoToStatement(id.clone()));
        } else if pressed == Some(Pressed::Escape) {
            stage.act(Command::ShowArticle);
        }
    }

    fn shows_ui(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            let kinds = RelationKind::ALL.iter().map(|kind| (Show::Of(*kind), kind.label()));
            let open = (Show::Untargeted, "denials without a target");
            for (show, words) in [(Show::All, "all")].into_iter().chain(kinds).chain([open]) {
                let label = RichText::new(words).size(theme::SMALL);
                if ui.selectable_label(self.show == show, label).clicked() {
                    self.show = show;
                    self.list.at = 0;
                }
            }
        });
    }

    fn make(&mut self, session: &Session) {
        let wanted = (session.revision(), self.show, self.list.query.to_lowercase());
        if self.made_for.as_ref() == Some(&wanted) {
            return;
        }
        let project = session.project();
        if self.made_for.as_ref().is_none_or(|b| (b.0, b.1) != (wanted.0, wanted.1)) {
            self.lines = lines(project, self.show);
            self.words.clear();
        }
        let sought: Vec<&str> = wanted.2.split_whitespace().collect();
        if !sought.is_empty() && self.words.is_empty() {
            self.words = self.lines.iter().map(|line| words_of(project, line)).collect();
        }
        let is_meant = |index: &usize| {
            sought.is_empty()
                || self.words.get(*index).is_some_and(|own| sought.iter().all(|w| own.contains(w)))
        };
        self.shown = (0..self.lines.len()).filter(is_meant).collect();
        self.made_for = Some(wanted);
    }
}

/// A statement's kind and words, cut where they do not fit.
fn end_ui(ui: &mut Ui, stage: &mut Stage<'_>, project: &Project, id: &StatementId, width: f32) {
    let kind = project.statement(id).map(|(_, statement)| statement.kind);
    if let Some(kind) = kind {
        letter_ui(ui, stage, kind);
    }
    let words = words_of_statement(project, id);
    cell_ui(ui, stage, &words, Cell { width: width - 24.0, is_weak: false });
}

fn line_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    project: &Project,
    line: &Line,
    width: f32,
) -> String {
    match line {
        Line::Open(id) => {
            end_ui(ui, stage, project, id, width * 2.0);
            format!("Denial without a target: {}", words_of_statement(project, id))
        }
        Line::Relation(_, kind, from, to) => {
            end_ui(ui, stage, project, from, width);
            mark_ui(ui, stage, kind.label(), KIND);
            end_ui(ui, stage, project, to, width);
            let jump = ui.small_button("→").on_hover_text("Go to the other statement");
            if jump.clicked() {
                stage.act(Command::ShowArticle);
                stage.act(Action::GoToStatement(to.clone()));
            }
            let ends = (words_of_statement(project, from), words_of_statement(project, to));
            format!("{} {} {}", ends.0, kind.label(), ends.1)
        }
    }
}

//! Every relation in one list, and what is left open: allegations that nobody answers, denials that nobody contradicts or that
//! point at nothing.

use super::list::{Cell, List, Pressed, cell_ui, letter_ui, mark_ui};
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::model::{
    Change, Layer, LayerId, Link, Project, RelationId, RelationKind, SourceId, StatementId, Table,
    Word as _, changes,
};
use crate::report::OpenEnds;
use crate::session::grouping::words_of_chain;
use crate::session::{Action, Command, Session, words_of_statement};
use egui::{RichText, Ui};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Height of a row, in points.
const ROW: f32 = 30.0;
/// Width of the words of the relation.
const KIND: f32 = 130.0;

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Show {
    All,
    Of(RelationKind),
    Left(Open),
}

/// What is left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Unanswered,
    Undenied,
    Untargeted,
    Elsewhere,
}

impl Open {
    const ALL: [Self; 4] = [Self::Unanswered, Self::Undenied, Self::Untargeted, Self::Elsewhere];

    fn label(self) -> &'static str {
        match self {
            Self::Unanswered => "unanswered allegations",
            Self::Undenied => "undenied denials",
            Self::Untargeted => "denials without a target",
            Self::Elsewhere => "target outside this set",
        }
    }

    fn explanation(self) -> &'static str {
        match self {
            Self::Unanswered => {
                "Claims and facts that accuse or name a source of another side, and that no denial answers: neither them nor what repeats them nor what is about the same proposition"
            }
            Self::Undenied => "Denials that nobody denies or contradicts in turn",
            Self::Untargeted => {
                "Unfinished: R relates a denial to what it denies, or a flag says that its target is outside this set"
            }
            Self::Elsewhere => "Denials that are flagged “target outside this set”",
        }
    }

    fn empty(self) -> &'static str {
        match self {
            Self::Unanswered => "No allegation is left without an answer",
            Self::Undenied => "Every denial is denied or contradicted in turn",
            Self::Untargeted => "Every denial has its target",
            Self::Elsewhere => "No denial has its target outside this set",
        }
    }

    /// A row's accessible name begins with it.
    fn name(self) -> &'static str {
        match self {
            Self::Unanswered => "Unanswered allegation",
            Self::Undenied => "Undenied denial",
            Self::Untargeted => "Denial without a target",
            Self::Elsewhere => "Denial with a target outside this set",
        }
    }

    fn lines(self, found: &OpenEnds) -> Vec<Line> {
        let denials = |ids: &[StatementId]| {
            ids.iter().map(|id| Line::Open(self, id.clone(), BTreeSet::new())).collect()
        };
        match self {
            Self::Unanswered => found
                .unanswered
                .iter()
                .map(|one| Line::Open(self, one.statement.clone(), one.against.clone()))
                .collect(),
            Self::Undenied => denials(&found.undenied),
            Self::Untargeted => denials(&found.untargeted),
            Self::Elsewhere => denials(&found.elsewhere),
        }
    }
}

/// A row: two statements, or one that waits for another.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Relation(RelationId, RelationKind, StatementId, StatementId),
    /// With the sources that it is held against.
    Open(Open, StatementId, BTreeSet<SourceId>),
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
    /// How many relations there are.
    n: usize,
    /// The layers as they were when `lines` were made of them.
    seen: Table<LayerId, Arc<Layer>>,
    /// The revision of the project, that at which open ends were found, what is listed, the words.
    made_for: Option<(u64, Option<u64>, Show, String)>,
}

impl Default for Relations {
    fn default() -> Self {
        Self {
            list: List::default(),
            show: Show::All,
            lines: Vec::new(),
            words: Vec::new(),
            shown: Vec::new(),
            n: 0,
            seen: Table::new(),
            made_for: None,
        }
    }
}

fn lines(project: &Project, show: Show) -> Vec<Line> {
    let is_meant = |relation: &&Link| match show {
        Show::Of(kind) => relation.kind == kind,
        Show::All | Show::Left(_) => true,
    };
    let line = |r: &Link| Line::Relation(r.id.clone(), r.kind, r.from.clone(), r.to.clone());
    project.links().into_iter().filter(is_meant).map(line).collect()
}

/// The names of sources, one after the other.
fn names_of(project: &Project, ids: &BTreeSet<SourceId>) -> String {
    let found = ids.iter().filter_map(|id| project.sources().get(id));
    found.map(|source| source.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn chain_of(project: &Project, id: &StatementId) -> String {
    let placed = project.statement(id);
    placed.map_or_else(String::new, |(home, one)| words_of_chain(project, home, &one))
}

fn words_of(project: &Project, line: &Line) -> String {
    match line {
        Line::Relation(_, kind, from, to) => format!(
            "{}\n{}\n{}",
            words_of_statement(project, from),
            kind.label(),
            words_of_statement(project, to)
        ),
        Line::Open(_, id, against) => format!(
            "{}\n{}\n{}",
            words_of_statement(project, id),
            chain_of(project, id),
            names_of(project, against)
        ),
    }
    .to_lowercase()
}

impl Relations {
    /// Does it list what is left open?
    #[must_use]
    pub fn lists_open_ends(&self) -> bool {
        matches!(self.show, Show::Left(_))
    }

    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        self.make(stage, session);
        ui.horizontal_wrapped(|ui| {
            stage.title(ui, "Relations", theme::HEADING);
            self.list.field_ui(ui, "Find a relation", "Words of either statement");
            let mut words = format!("{} in all", self.n);
            let found_at = stage.desk.open_ends().map(|(_, revision)| *revision);
            if self.lists_open_ends() && found_at != Some(session.revision()) {
                words.push_str(". Looking …");
            }
            ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.weak));
        });
        self.shows_ui(ui);
        let n = self.shown.len();
        let page = (ui.available_height() / ROW) as usize;
        let pressed = self.list.keys(ui, n, page);
        let width = ((ui.available_width() - KIND - 110.0) / 2.0).max(120.0);
        let Self { list, lines, shown, show, .. } = self;
        let empty = match show {
            Show::Left(open) => open.empty(),
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
        if let Some(Line::Relation(_, _, id, _) | Line::Open(_, id, _)) = opened {
            stage.act(Command::ShowArticle);
            stage.act(Action::GoToStatement(id.clone()));
        } else if pressed == Some(Pressed::Escape) {
            stage.act(Command::ShowArticle);
        }
    }

    fn shows_ui(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            let kinds = RelationKind::ALL.iter().map(|kind| (Show::Of(*kind), kind.label(), ""));
            let open = Open::ALL.map(|open| (Show::Left(open), open.label(), open.explanation()));
            for (show, words, about) in
                [(Show::All, "all", "")].into_iter().chain(kinds).chain(open)
            {
                let label = RichText::new(words).size(theme::SMALL);
                let mut tab = ui.selectable_label(self.show == show, label);
                if !about.is_empty() {
                    tab = tab.on_hover_text(about);
                }
                if tab.clicked() {
                    self.show = show;
                    self.list.at = 0;
                    // The desk looks for what is listed ahead of the next frame.
                    ui.ctx().request_repaint();
                }
            }
        });
    }

    fn make(&mut self, stage: &Stage<'_>, session: &Session) {
        let found = stage.desk.open_ends().filter(|_| self.lists_open_ends());
        let found_at = found.map(|(_, revision)| *revision);
        let query = self.list.query.to_lowercase();
        let wanted = (session.revision(), found_at, self.show, query);
        if self.made_for.as_ref() == Some(&wanted) {
            return;
        }
        let project = session.project();
        let is_same = self.made_for.as_ref().is_some_and(|b| (b.1, b.2) == (wanted.1, wanted.2));
        let is_other =
            |layer: Change<'_, LayerId, Arc<Layer>>| layer.marks().relations().next().is_some();
        let has_others =
            self.made_for.is_none() || changes(&self.seen, project.layers()).any(is_other);
        self.n = project.n_relations();
        match self.show {
            Show::Left(open) if !is_same => {
                self.lines = found.map_or_else(Vec::new, |(found, _)| open.lines(found));
            }
            Show::All | Show::Of(_) if !is_same || has_others => {
                self.lines = lines(project, self.show);
            }
            _ => {}
        }
        let is_typed = is_same && self.made_for.as_ref().is_some_and(|b| b.0 == wanted.0);
        if !is_typed {
            // They hold names of sources too: any change may be one of them.
            self.words.clear();
        }
        self.seen = project.layers().clone();
        let sought: Vec<&str> = wanted.3.split_whitespace().collect();
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
        Line::Open(open, id, against) => {
            let chain = chain_of(project, id);
            cell_ui(ui, stage, &chain, Cell { width: width * 0.5, is_weak: true });
            end_ui(ui, stage, project, id, width * if against.is_empty() { 1.5 } else { 1.0 });
            let mut name = open.name().to_owned();
            if !against.is_empty() {
                let names = names_of(project, against);
                let room = ui.available_width();
                let words = format!("against {names}");
                cell_ui(ui, stage, &words, Cell { width: room, is_weak: true });
                name = format!("{name} against {names}");
            }
            format!("{name}: {}", words_of_statement(project, id))
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

//! The board of a proposition: who asserts, denies, repeats and corrects it, in the order of time; below it what bears on it
//! from outside, and every verdict ever given.

use super::list::{List, letter_ui, mark_ui};
use super::statements::{Answer, sentence_of, tick_stood_on, tick_ui};
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::model::{
    LayerId, Project, Proposition, PropositionId, RelationKind, StatementId, Word as _,
};
use crate::report::{Board, Entry, proposed_members};
use crate::session::grouping::{words_of_chain, words_of_part, words_of_tally, words_of_when};
use crate::session::{Command, Session, words_of_statement};
use egui::{Frame, Margin, Panel, Ui, vec2};
use std::collections::BTreeSet;

/// Height of a row, in points: two lines in each column.
const ROW: f32 = 50.0;
/// Width of a day.
const DAY: f32 = 96.0;
/// Width of what a statement does here.
const PART: f32 = 84.0;

/// One row: a statement of the board, or one that is proposed for it.
#[derive(Clone, Debug)]
enum Row {
    Entry(Entry),
    Proposed(StatementId, RelationKind),
}

impl Row {
    fn statement(&self) -> &StatementId {
        match self {
            Self::Entry(entry) => &entry.statement,
            Self::Proposed(id, _) => id,
        }
    }
}

/// The page.
#[derive(Debug)]
pub struct Page {
    proposition: PropositionId,
    list: List,
    board: Board,
    rows: Vec<Row>,
    shown: Vec<usize>,
    ticked: BTreeSet<StatementId>,
    /// The revision of the project and the words that the rows belong to.
    made_for: Option<(u64, String)>,
}

impl Page {
    /// The page of this proposition.
    #[must_use]
    pub fn of(proposition: PropositionId) -> Self {
        Self {
            proposition,
            list: List::default(),
            board: Board::default(),
            rows: Vec::new(),
            shown: Vec::new(),
            ticked: BTreeSet::new(),
            made_for: None,
        }
    }

    /// Which proposition it shows.
    #[must_use]
    pub fn proposition(&self) -> &PropositionId {
        &self.proposition
    }

    /// The statements that are ticked.
    #[must_use]
    pub fn ticked(&self) -> &BTreeSet<StatementId> {
        &self.ticked
    }

    /// The ticked statements, else the one stood on.
    #[must_use]
    pub fn in_hand(&self) -> Vec<StatementId> {
        if !self.ticked.is_empty() {
            return self.ticked.iter().cloned().collect();
        }
        self.row(self.list.at).map(|row| row.statement().clone()).into_iter().collect()
    }

    fn row(&self, shown: usize) -> Option<&Row> {
        self.shown.get(shown).and_then(|index| self.rows.get(*index))
    }

    /// Shows the page.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        let project = session.project();
        let Some(proposition) = project.propositions().get(&self.proposition) else {
            ui.label("This proposition is not in the project any more");
            return stage
                .command_button(ui, "All propositions", Command::ShowLedger)
                .surrender_focus();
        };
        self.make(session);
        head_ui(ui, stage, project, proposition, &self.board);
        self.buttons_ui(ui, stage);
        let foot = (ui.available_height() * 0.34).clamp(96.0, 210.0);
        let frame = Frame::new().inner_margin(Margin { top: 6, ..Margin::ZERO });
        Panel::bottom("foot of the board").frame(frame).exact_size(foot).show(ui, |ui| {
            super::evidence::foot_ui(ui, stage, session, proposition);
        });
        self.list_ui(ui, stage, project);
    }

    fn buttons_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>) {
        ui.horizontal_wrapped(|ui| {
            self.list.field_ui(ui, "Find a statement", "Words or source");
            stage.command_button(ui, "Reword…", Command::EditProposition);
            let n = self.ticked.len();
            let label = if n == 0 { "Move…".to_owned() } else { format!("Move {n}…") };
            stage.command_button(ui, &label, Command::PickProposition);
            ui.add_enabled_ui(n > 0, |ui| {
                let label =
                    if n == 0 { "Split off…".to_owned() } else { format!("Split {n} off…") };
                stage.command_button(ui, &label, Command::SplitProposition);
            });
            stage.command_button(ui, "Merge into…", Command::MergePropositions);
            if self.board.entries.is_empty() {
                stage.command_button(ui, "Remove", Command::RemoveProposition);
            }
            stage.command_button(ui, "All propositions", Command::ShowLedger);
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, project: &Project) {
        let n = self.shown.len();
        let page = (ui.available_height() / ROW) as usize;
        let pressed = self.list.keys(ui, n, page);
        let Self { list, rows, shown, ticked, .. } = self;
        let stood_on = shown.get(list.at).and_then(|index| rows.get(*index));
        tick_stood_on(list, n, pressed, stood_on.map(Row::statement), ticked);
        let empty = if rows.is_empty() {
            "No statement is about it yet"
        } else {
            "No statement here has these words"
        };
        let clicked = list.rows_ui(ui, stage, (n, ROW), empty, |ui, stage, index| {
            let row = shown.get(index).and_then(|index| rows.get(*index));
            row.map_or_else(String::new, |row| row_ui(ui, stage, project, row, ticked))
        });
        let answer = Answer { pressed, clicked };
        let opened = answer.opened(list).and_then(|row| shown.get(row));
        let opened = opened.and_then(|index| rows.get(*index)).map(Row::statement);
        answer.carry_out(stage, opened, Command::ShowLedger);
    }

    fn make(&mut self, session: &Session) {
        let wanted = (session.revision(), self.list.query.to_lowercase());
        if self.made_for.as_ref() == Some(&wanted) {
            return;
        }
        let project = session.project();
        if self.made_for.as_ref().is_none_or(|(revision, _)| *revision != wanted.0) {
            self.board = Board::of(project, &self.proposition);
            let entries = self.board.entries.iter().cloned().map(Row::Entry);
            let proposed = proposed_members(project, &self.proposition).into_iter();
            let proposed = proposed.map(|(id, kind)| Row::Proposed(id, kind));
            self.rows = entries.chain(proposed).collect();
            let known: BTreeSet<&StatementId> = self.rows.iter().map(Row::statement).collect();
            self.ticked.retain(|id| known.contains(id));
        }
        let words: Vec<&str> = wanted.1.split_whitespace().collect();
        let is_meant = |row: &Row| {
            words.is_empty() || {
                let own = words_of_statement(project, row.statement());
                let placed = project.statement(row.statement());
                let chain = placed.map(|(home, one)| words_of_chain(project, home, &one));
                let own = format!("{own}\n{}", chain.unwrap_or_default()).to_lowercase();
                words.iter().all(|word| own.contains(word))
            }
        };
        let found = self.rows.iter().enumerate().filter(|(_, row)| is_meant(row));
        self.shown = found.map(|(index, _)| index).collect();
        self.made_for = Some(wanted);
    }
}

/// What it is about, and what it comes to.
fn head_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    project: &Project,
    proposition: &Proposition,
    board: &Board,
) {
    let (text, weak) = (stage.palette.text, stage.palette.weak);
    stage.heading(ui, &proposition.wording, theme::HEADING);
    let verdict = proposition.verdict().label();
    let words = format!("{}  ·  verdict: {verdict}", words_of_tally(board.tally()));
    stage.words(ui, &words, theme::BODY, text);
    let mut facts = vec![first_seen(project, board)];
    let groups: Vec<&str> =
        board.assertions.origins.keys().map(|group| named(project, group)).collect();
    if !groups.is_empty() {
        facts.push(format!("origins: {}", groups.join(", ")));
    }
    if !proposition.topic.is_empty() {
        facts.push(format!("topic: {}", proposition.topic));
    }
    stage.words(ui, &facts.join("  ·  "), theme::SMALL, weak);
    if !proposition.note.is_empty() {
        stage.words(ui, &proposition.note, theme::SMALL, text);
    }
}

/// The name of a group of sources: the word that they share, or the name of the one that stands alone.
fn named<'a>(project: &'a Project, group: &'a str) -> &'a str {
    let alone = crate::model::SourceId::new(group).ok();
    let alone = alone.and_then(|id| project.sources().get(&id));
    alone.map_or(group, |source| source.name.as_str())
}

fn first_seen(project: &Project, board: &Board) -> String {
    let title = |entry: &Entry| {
        let article = project.articles().get(&entry.home.article);
        article.map_or("", |article| article.metadata().title.as_str())
    };
    let first = match board.first_appearance() {
        Some((day, entry)) => format!("first seen {day} in “{}”", title(entry)),
        None => "not known when it was first said".to_owned(),
    };
    match board.n_undated() {
        0 => first,
        1 => format!("{first}, 1 statement without a day"),
        n => format!("{first}, {n} statements without a day"),
    }
}

fn row_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    project: &Project,
    row: &Row,
    ticked: &mut BTreeSet<StatementId>,
) -> String {
    let id = row.statement();
    let Some((home, statement)) = project.statement(id) else { return String::new() };
    let words = words_of_statement(project, id);
    tick_ui(ui, ticked, id, &words);
    let (day, part) = match row {
        Row::Entry(entry) => {
            let (day, basis) = words_of_when(entry.when);
            lines_ui(ui, stage, DAY, (&day, basis));
            let part = match (entry.is_replaced, entry.is_member) {
                (true, _) => format!("{}, corrected later", words_of_part(entry.part)),
                (false, _) => words_of_part(entry.part).to_owned(),
            };
            (day, part)
        }
        Row::Proposed(_, kind) => {
            lines_ui(ui, stage, DAY, ("proposed", kind.label()));
            (String::new(), format!("proposed: {}", kind.label()))
        }
    };
    letter_ui(ui, stage, statement.kind);
    match row {
        Row::Entry(entry) if entry.is_replaced => {
            lines_ui(ui, stage, PART, (words_of_part(entry.part), "corrected later"));
        }
        Row::Entry(entry) => mark_ui(ui, stage, words_of_part(entry.part), PART),
        Row::Proposed(..) => mark_ui(ui, stage, "not in it", PART),
    }
    let chain = words_of_chain(project, home, &statement);
    let room = (ui.available_width() * 0.34).clamp(120.0, 280.0);
    lines_ui(ui, stage, room, (&chain, title_of(project, home)));
    let room = ui.available_width();
    lines_ui(ui, stage, room, (&words, &sentence_of(project, home, &statement)));
    let day = if day.is_empty() { day } else { format!("{day}, ") };
    format!("{day}{chain} {part}: {words}")
}

fn title_of<'a>(project: &'a Project, home: &LayerId) -> &'a str {
    let article = project.articles().get(&home.article);
    article.map_or("", |article| article.metadata().title.as_str())
}

/// A cell of two lines, the lower one in small print.
fn lines_ui(ui: &mut Ui, stage: &mut Stage<'_>, width: f32, (above, below): (&str, &str)) {
    let (text, weak) = (stage.palette.text, stage.palette.weak);
    ui.allocate_ui(vec2(width, ROW - 6.0), |ui| {
        ui.set_width(width);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            stage.line_within(ui, above, theme::BODY, text, width - 6.0);
            stage.line_within(ui, below, theme::SMALL, weak, width - 6.0);
        });
    });
}

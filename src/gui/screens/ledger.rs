//! The claim ledger: every proposition with how many reports, from how many origins, how many denials, and the verdict; and
//! the statements that are in none.

use super::list::{Cell, List, Pressed, cell_ui, heading_ui};
use super::ungrouped::Ungrouped;
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::model::{
    Project, Proposition, PropositionId, StatementId, Table, Verdict, Word as _, changes,
};
use crate::report::Tally;
use crate::session::grouping::words_of_tally;
use crate::session::{Action, Command, Session};
use egui::{RichText, Ui};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Height of a row, in points.
const ROW: f32 = 30.0;
/// Width of a column of numbers.
const NUMBER: f32 = 64.0;
/// Width of a day.
const DAY: f32 = 92.0;
/// Lines that are moved one by one; where more changed, all are sorted.
const FEW: usize = 64;
/// Width of the verdicts.
const VERDICT: f32 = 104.0;

/// What the rows are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    #[default]
    Reports,
    Wording,
    Origins,
    Unknown,
    Denials,
    First,
    Verdict,
}

/// One proposition with its numbers.
#[derive(Clone, Debug)]
struct Line {
    id: PropositionId,
    /// What is searched: wording and topic in lower case.
    words: String,
    tally: Tally,
    verdict: Verdict,
}

/// What is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Show {
    #[default]
    Propositions,
    Ungrouped,
}

/// The screen.
#[derive(Debug, Default)]
pub struct Ledger {
    list: List,
    show: Show,
    order: Order,
    /// In the order of their ids.
    lines: Vec<Line>,
    shown: Vec<usize>,
    /// The propositions as they were when `lines` were made of them.
    seen: Table<PropositionId, Proposition>,
    /// The revision of the project, that of the numbers, the words and the order that `shown` belongs to.
    made_for: Option<(u64, Option<u64>, String, Order)>,
    ungrouped: Ungrouped,
}

impl Line {
    fn holds(&self, words: &[&str]) -> bool {
        words.iter().all(|word| self.words.contains(word))
    }

    fn of(proposition: &Proposition) -> Self {
        Self {
            id: proposition.id.clone(),
            words: format!("{}\n{}", proposition.wording, proposition.topic).to_lowercase(),
            tally: Tally::default(),
            verdict: proposition.verdict(),
        }
    }
}

impl Ledger {
    /// The proposition stood on.
    #[must_use]
    pub fn stood_on(&self) -> Option<PropositionId> {
        let line = self.shown.get(self.list.at).and_then(|index| self.lines.get(*index));
        line.filter(|_| self.show == Show::Propositions).map(|line| line.id.clone())
    }

    /// The statements in hand, where statements are listed.
    #[must_use]
    pub fn in_hand(&self) -> Vec<StatementId> {
        match self.show {
            Show::Propositions => Vec::new(),
            Show::Ungrouped => self.ungrouped.in_hand(),
        }
    }

    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        self.ungrouped.make(session, stage.desk.catalogue());
        ui.horizontal_wrapped(|ui| {
            stage.title(ui, "Ledger", theme::HEADING);
            ui.add_space(8.0);
            let n = session.project().propositions().len();
            let n_free = self.ungrouped.count();
            for (show, words) in [
                (Show::Propositions, format!("propositions ({n})")),
                (Show::Ungrouped, format!("in no proposition ({n_free})")),
            ] {
                ui.selectable_value(&mut self.show, show, RichText::new(words).size(theme::SMALL));
            }
        });
        match self.show {
            Show::Propositions => self.propositions_ui(ui, stage, session),
            Show::Ungrouped => self.ungrouped.ui(ui, stage, session),
        }
    }

    fn propositions_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        ui.horizontal_wrapped(|ui| {
            self.list.field_ui(ui, "Find a proposition", "Words of its wording or topic");
            stage.command_button(ui, "Reword…", Command::EditProposition);
            stage.command_button(ui, "Merge into…", Command::MergePropositions);
        });
        self.make(stage, session);
        let n = self.shown.len();
        let mut of = format!("{n} of {} propositions", self.lines.len());
        if stage.desk.ledger().1 != Some(session.revision()) {
            of.push_str(". Counting …");
        }
        ui.label(RichText::new(of).size(theme::SMALL).color(stage.palette.weak));
        let fixed = 4.0 * NUMBER + DAY + VERDICT + 6.0 * 8.0;
        let width = (ui.available_width() - fixed - 36.0).max(160.0);
        self.headings_ui(ui, stage, width);
        let page = (ui.available_height() / ROW) as usize;
        let pressed = self.list.keys(ui, n, page);
        let Self { list, lines, shown, .. } = self;
        let key = stage.keys.key_of(Command::PickProposition);
        let none = format!("No propositions yet: {key} on a statement says what it is about");
        let empty = if lines.is_empty() { none.as_str() } else { "No proposition has these words" };
        let clicked = list.rows_ui(ui, stage, (n, ROW), empty, |ui, stage, index| {
            let line = shown.get(index).and_then(|index| lines.get(*index));
            line.map_or_else(String::new, |line| line_ui(ui, stage, session, line, width))
        });
        let opened = clicked.or((pressed == Some(Pressed::Enter)).then_some(self.list.at));
        let opened = opened.and_then(|row| self.shown.get(row)).and_then(|i| self.lines.get(*i));
        if let Some(line) = opened {
            stage.act(Action::ShowProposition(line.id.clone()));
        } else if pressed == Some(Pressed::Escape) {
            stage.act(Command::ShowArticle);
        }
    }

    /// Puts rows together when the project, its numbers, the words or the order changed.
    fn make(&mut self, stage: &Stage<'_>, session: &Session) {
        let (ledger, counted_at) = stage.desk.ledger();
        let query = self.list.query.to_lowercase();
        let wanted = (session.revision(), counted_at, query, self.order);
        if self.made_for.as_ref() == Some(&wanted) {
            return;
        }
        let before = self.made_for.as_ref();
        let is_same_list = before.is_some_and(|b| (&b.2, b.3) == (&wanted.2, wanted.3));
        let changed = match before.map(|before| (before.0, before.1)) {
            Some(before) if before == (wanted.0, wanted.1) => None,
            _ => self.renew(session.project(), ledger),
        };
        let words: Vec<&str> = wanted.2.split_whitespace().collect();
        match changed.filter(|changed| is_same_list && changed.len() <= FEW) {
            Some(changed) => self.put_in_place(&changed, &words),
            None => self.list_anew(&words),
        }
        self.made_for = Some(wanted);
    }

    /// Brings the lines up to the project; gives those that changed, unless lines came or went.
    fn renew(
        &mut self,
        project: &Project,
        ledger: &crate::report::Ledger,
    ) -> Option<BTreeSet<usize>> {
        let mut changed = BTreeSet::new();
        let mut is_same = true;
        for one in changes(&self.seen, project.propositions()) {
            let at = self.lines.binary_search_by(|line| line.id.cmp(one.id));
            match (one.old, one.new, at) {
                (Some(_), Some(new), Ok(at)) => {
                    if let Some(line) = self.lines.get_mut(at) {
                        *line = Line { tally: line.tally, ..Line::of(new) };
                    }
                    changed.insert(at);
                }
                _ => is_same = false,
            }
        }
        self.seen = project.propositions().clone();
        if !is_same {
            self.lines = self.seen.values().map(Line::of).collect();
        }
        let mut tallies = ledger.tallies().peekable();
        for (at, line) in self.lines.iter_mut().enumerate() {
            while tallies.next_if(|(id, _)| **id < line.id).is_some() {}
            let tally = tallies.next_if(|(id, _)| **id == line.id).map(|(_, tally)| tally);
            let tally = tally.unwrap_or_default();
            if line.tally != tally {
                line.tally = tally;
                changed.insert(at);
            }
        }
        is_same.then_some(changed)
    }

    fn list_anew(&mut self, words: &[&str]) {
        let found = self.lines.iter().enumerate().filter(|(_, line)| line.holds(words));
        let mut shown: Vec<(usize, &Line)> = found.collect();
        let by = self.order;
        shown.sort_by(|(_, a), (_, b)| key(a, by).cmp(&key(b, by)));
        self.shown = shown.into_iter().map(|(index, _)| index).collect();
    }

    /// Moves the lines that changed to where they belong now; the others stay.
    fn put_in_place(&mut self, changed: &BTreeSet<usize>, words: &[&str]) {
        let Self { lines, shown, order, .. } = self;
        shown.retain(|index| !changed.contains(index));
        for index in changed {
            let Some(line) = lines.get(*index).filter(|line| line.holds(words)) else { continue };
            let own = (key(line, *order), *index);
            let at = shown.partition_point(|other| {
                lines.get(*other).is_some_and(|line| (key(line, *order), *other) < own)
            });
            shown.insert(at, *index);
        }
    }

    fn headings_ui(&mut self, ui: &mut Ui, stage: &Stage<'_>, width: f32) {
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            let mut heading = |ui: &mut Ui, words: &str, width: f32, order: Order| {
                if heading_ui(ui, stage, words, width, self.order == order) {
                    self.order = order;
                }
            };
            heading(ui, "Wording", width, Order::Wording);
            heading(ui, "Reports", NUMBER, Order::Reports);
            heading(ui, "Origins", NUMBER, Order::Origins);
            heading(ui, "Unknown", NUMBER, Order::Unknown);
            heading(ui, "Denials", NUMBER, Order::Denials);
            heading(ui, "First seen", DAY, Order::First);
            heading(ui, "Verdict", VERDICT, Order::Verdict);
        });
    }
}

/// The most first; the earliest day first, and what has none last; words by the alphabet.
fn key(line: &Line, by: Order) -> (Reverse<usize>, bool, Option<jiff::civil::Date>, usize, &str) {
    let n = match by {
        Order::Reports => line.tally.reports,
        Order::Origins => line.tally.origins,
        Order::Unknown => line.tally.unknown,
        Order::Denials => line.tally.denials,
        Order::Wording | Order::First | Order::Verdict => 0,
    };
    let day = line.tally.first.filter(|_| by == Order::First);
    let verdict = Verdict::ALL.iter().position(|one| *one == line.verdict).unwrap_or(0);
    let verdict = if by == Order::Verdict { verdict } else { 0 };
    (Reverse(n), by == Order::First && day.is_none(), day, verdict, line.words.as_str())
}

/// Draws a row; gives its accessible name.
fn line_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    line: &Line,
    width: f32,
) -> String {
    let Some(proposition) = session.project().propositions().get(&line.id) else {
        return String::new();
    };
    let wording = match proposition.topic.as_str() {
        "" => proposition.wording.clone(),
        topic => format!("{}  ·  {topic}", proposition.wording),
    };
    cell_ui(ui, stage, &wording, Cell { width, is_weak: false });
    let Tally { reports, origins, unknown, denials, first } = line.tally;
    for n in [reports, origins, unknown, denials] {
        let words = if n == 0 { "·".to_owned() } else { n.to_string() };
        cell_ui(ui, stage, &words, Cell { width: NUMBER, is_weak: n == 0 });
    }
    let day = first.map_or_else(|| "·".to_owned(), |day| day.to_string());
    cell_ui(ui, stage, &day, Cell { width: DAY, is_weak: true });
    let is_open = line.verdict == Verdict::Unverified;
    cell_ui(ui, stage, line.verdict.label(), Cell { width: VERDICT, is_weak: is_open });
    format!("{}, {}, {}", proposition.wording, words_of_tally(line.tally), line.verdict.label())
}

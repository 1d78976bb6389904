//! Every source of the project: searched, sorted, with its statements by kind.

use super::duplicates::Duplicates;
use super::list::{Cell, List, Pressed, cell_ui, heading_ui};
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::model::{Grade as _, Kind, Project, Reliability, Source, SourceId, Word as _};
use crate::report::judgement_in;
use crate::session::catalogue::Catalogue;
use crate::session::{Action, Command, Session};
use egui::{RichText, Ui};

/// Height of a row, in points.
const ROW: f32 = 30.0;
/// Width of a column of numbers.
const NUMBER: f32 = 62.0;
/// Width of the types.
const TYPE: f32 = 190.0;

/// What the rows are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    #[default]
    Statements,
    Name,
    Type,
    Grade,
    Of(Kind),
}

/// One source with its numbers.
#[derive(Clone, Debug)]
struct Line {
    id: SourceId,
    /// What is searched: name and aliases in lower case.
    names: String,
    counts: [usize; 3],
    /// The grade that counts, by the scale of the project.
    grade: Option<Reliability>,
}

impl Line {
    /// Where it stands when sorted by grade: what cannot be judged stands behind all that is judged, and what nobody
    /// graded behind that.
    fn rank(&self) -> (u8, Option<Reliability>) {
        match self.grade {
            Some(grade) if grade.is_judged() => (0, Some(grade)),
            Some(grade) => (1, Some(grade)),
            None => (2, None),
        }
    }

    fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// The screen.
#[derive(Debug, Default)]
pub struct Sources {
    list: List,
    order: Order,
    lines: Vec<Line>,
    shown: Vec<usize>,
    duplicates: Duplicates,
    /// The revision of the project and the words that `shown` belongs to.
    made_for: Option<(u64, bool, String, Order)>,
}

fn lines(project: &Project, catalogue: &Catalogue) -> Vec<Line> {
    let (counts, scheme) = (catalogue.by_kind(), project.settings().grading);
    let line = |source: &Source| Line {
        id: source.id.clone(),
        names: source.names().collect::<Vec<_>>().join("\n").to_lowercase(),
        counts: counts.get(&source.id).copied().unwrap_or_default(),
        grade: judgement_in(&source.reliability, scheme).map(|judgement| judgement.grade),
    };
    project.sources().values().map(line).collect()
}

impl Sources {
    /// The screen with its possible duplicates unfolded.
    #[must_use]
    pub fn with_duplicates() -> Self {
        Self { duplicates: Duplicates::unfolded(), ..Self::default() }
    }

    /// The source stood on.
    #[must_use]
    pub fn stood_on(&self) -> Option<SourceId> {
        let line = self.shown.get(self.list.at).and_then(|index| self.lines.get(*index));
        line.map(|line| line.id.clone())
    }

    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        ui.horizontal_wrapped(|ui| {
            stage.title(ui, "Sources", theme::HEADING);
            let hint = "Name or alias";
            self.list.field_ui(ui, "Find a source", hint);
            stage.command_button(ui, "Edit…", Command::EditSource);
            stage.command_button(ui, "Grade…", Command::GradeSource);
            stage.command_button(ui, "Track record", Command::ShowRecord);
            stage.command_button(ui, "Merge into…", Command::MergeSources);
        });
        self.make(stage, session);
        let n = self.shown.len();
        let of = format!("{n} of {} sources", self.lines.len());
        ui.label(RichText::new(of).size(theme::SMALL).color(stage.palette.weak));
        let name_width = (ui.available_width() - TYPE - 5.0 * (NUMBER + 8.0) - 60.0).max(140.0);
        self.duplicates.ui(ui, stage, session);
        self.headings_ui(ui, stage, name_width);
        let page = (ui.available_height() / ROW) as usize;
        let pressed = self.list.keys(ui, n, page);
        let Self { list, lines, shown, .. } = self;
        let empty = if lines.is_empty() {
            "No sources yet: S picks or makes one for a statement"
        } else {
            "No source goes by these words"
        };
        let clicked = list.rows_ui(ui, stage, (n, ROW), empty, |ui, stage, index| {
            let line = shown.get(index).and_then(|index| lines.get(*index));
            line.map_or_else(String::new, |line| line_ui(ui, stage, session, line, name_width))
        });
        let opened = clicked.or((pressed == Some(Pressed::Enter)).then_some(self.list.at));
        if let Some(line) =
            opened.and_then(|row| self.shown.get(row)).and_then(|i| self.lines.get(*i))
        {
            stage.asks.push(Ask::Act(Action::ShowSource(line.id.clone())));
        } else if pressed == Some(Pressed::Escape) {
            stage.act(Command::ShowArticle);
        }
    }

    /// Puts rows together when the project, the words or the order changed.
    fn make(&mut self, stage: &Stage<'_>, session: &Session) {
        let catalogue = stage.desk.catalogue();
        let state = (session.revision(), catalogue.is_complete());
        let wanted = (state.0, state.1, self.list.query.to_lowercase(), self.order);
        let before = self.made_for.as_ref();
        if before == Some(&wanted) {
            return;
        }
        if before.is_none_or(|before| (before.0, before.1) != state) {
            self.lines = lines(session.project(), catalogue);
        }
        let words: Vec<&str> = wanted.2.split_whitespace().collect();
        let is_meant = |line: &Line| words.iter().all(|word| line.names.contains(word));
        let found = self.lines.iter().enumerate().filter(|(_, line)| is_meant(line));
        let mut shown: Vec<usize> = found.map(|(index, _)| index).collect();
        let lines = &self.lines;
        let kind_of = |line: &Line| {
            session.project().sources().get(&line.id).map_or("", |source| source.kind.label())
        };
        shown.sort_by_cached_key(|index| {
            let line = lines.get(*index);
            let n = line.map_or(0, |line| match self.order {
                Order::Statements => line.total(),
                Order::Of(kind) => {
                    let at = Kind::ALL.iter().position(|other| *other == kind).unwrap_or(0);
                    line.counts.get(at).copied().unwrap_or(0)
                }
                Order::Name | Order::Type | Order::Grade => 0,
            });
            let kind = line.filter(|_| self.order == Order::Type).map_or("", kind_of);
            let rank = line.filter(|_| self.order == Order::Grade).map(Line::rank);
            (usize::MAX - n, rank, kind, line.map_or("", |line| line.names.as_str()))
        });
        self.shown = shown;
        self.made_for = Some(wanted);
    }

    fn headings_ui(&mut self, ui: &mut Ui, stage: &Stage<'_>, name_width: f32) {
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            let mut heading = |ui: &mut Ui, words: &str, width: f32, order: Order| {
                if heading_ui(ui, stage, words, width, self.order == order) {
                    self.order = order;
                }
            };
            heading(ui, "Name", name_width, Order::Name);
            heading(ui, "Type", TYPE, Order::Type);
            heading(ui, "Grade", NUMBER, Order::Grade);
            heading(ui, "Claims", NUMBER, Order::Of(Kind::Claim));
            heading(ui, "Denials", NUMBER, Order::Of(Kind::Denial));
            heading(ui, "Facts", NUMBER, Order::Of(Kind::Fact));
            heading(ui, "All", NUMBER, Order::Statements);
        });
    }
}

/// Draws a row; gives its accessible name.
fn line_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    line: &Line,
    name_width: f32,
) -> String {
    let Some(source) = session.project().sources().get(&line.id) else { return String::new() };
    let aliases = source.aliases.join(", ");
    let name = match aliases.as_str() {
        "" => source.name.clone(),
        aliases => format!("{}  ({aliases})", source.name),
    };
    cell_ui(ui, stage, &name, Cell { width: name_width, is_weak: false });
    cell_ui(ui, stage, source.kind.label(), Cell { width: TYPE, is_weak: true });
    let grade = line.grade.map_or("·".to_owned(), |grade| grade.code().to_string());
    let is_weak = line.grade.is_none_or(|grade| !grade.is_judged());
    cell_ui(ui, stage, &grade, Cell { width: NUMBER, is_weak });
    for n in line.counts.into_iter().chain([line.total()]) {
        let words = if n == 0 { "·".to_owned() } else { n.to_string() };
        cell_ui(ui, stage, &words, Cell { width: NUMBER, is_weak: n == 0 });
    }
    let n = line.total();
    format!("{name}, {}, {n} statements", source.kind.label())
}

//! The page of a source: what it is, and all its statements in all articles, each in its sentence.

use super::list::{List, Pressed, letter_ui};
use crate::gui::dialogs::grade::in_words;
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::model::{LayerId, Project, Source, SourceId, Statement, StatementId, Word as _};
use crate::report::judgement_in;
use crate::session::{Action, Command, Session, words_of_statement};
use egui::{RichText, Ui, vec2};
use std::collections::BTreeSet;

/// Height of a row, in points: content, sentence.
const ROW: f32 = 54.0;

/// How a source stands to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// It commits itself.
    Speaks,
    /// It passes on what another says.
    PassesOn,
    /// The context implies it.
    Implied,
}

impl Part {
    fn of(source: &SourceId, statement: &Statement) -> Option<Self> {
        if statement.source() == Some(source) {
            Some(Self::Speaks)
        } else if statement.chain.iter().any(|level| level.source == *source) {
            Some(Self::PassesOn)
        } else if statement.implied_source.as_ref() == Some(source) {
            Some(Self::Implied)
        } else {
            None
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Speaks => "",
            Self::PassesOn => "passes on · ",
            Self::Implied => "implied · ",
        }
    }
}

/// The page.
#[derive(Debug)]
pub struct Page {
    source: SourceId,
    list: List,
    rows: Vec<(StatementId, Part)>,
    shown: Vec<usize>,
    ticked: BTreeSet<StatementId>,
    /// The revision of the project and the words that the rows belong to.
    made_for: Option<(u64, String)>,
}

impl Page {
    /// The page of this source.
    #[must_use]
    pub fn of(source: SourceId) -> Self {
        Self {
            source,
            list: List::default(),
            rows: Vec::new(),
            shown: Vec::new(),
            ticked: BTreeSet::new(),
            made_for: None,
        }
    }

    /// Whose page it is.
    #[must_use]
    pub fn source(&self) -> &SourceId {
        &self.source
    }

    /// The statements that are ticked, to be split off.
    #[must_use]
    pub fn ticked(&self) -> &BTreeSet<StatementId> {
        &self.ticked
    }

    /// Shows the page.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        let project = session.project();
        let Some(source) = project.sources().get(&self.source) else {
            ui.label("This source is not in the project any more");
            return stage.command_button(ui, "All sources", Command::ShowSources).surrender_focus();
        };
        self.make(session);
        head_ui(ui, stage, session, source);
        ui.horizontal_wrapped(|ui| {
            stage.command_button(ui, "Edit…", Command::EditSource);
            stage.command_button(ui, "Grade…", Command::GradeSource);
            stage.command_button(ui, "Track record", Command::ShowRecord);
            stage.command_button(ui, "Merge into…", Command::MergeSources);
            let n = self.ticked.len();
            ui.add_enabled_ui(n > 0, |ui| {
                let label =
                    if n == 0 { "Split off…".to_owned() } else { format!("Split {n} off…") };
                stage.command_button(ui, &label, Command::SplitSource);
            });
            stage.command_button(ui, "All sources", Command::ShowSources);
            self.list.field_ui(ui, "Find a statement", "Words of its statements");
        });
        let n = self.shown.len();
        let of = format!("{n} of {} statements in which it has a part", self.rows.len());
        ui.label(RichText::new(of).size(theme::SMALL).color(stage.palette.weak));
        let page = (ui.available_height() / ROW) as usize;
        let pressed = self.list.keys(ui, n, page);
        let Self { list, rows, shown, ticked, .. } = self;
        let stood_on = shown.get(list.at).and_then(|index| rows.get(*index));
        tick_stood_on(list, n, pressed, stood_on.map(|(id, _)| id), ticked);
        let empty = "No statement of this source here";
        let clicked = list.rows_ui(ui, stage, (n, ROW), empty, |ui, stage, index| {
            let row = shown.get(index).and_then(|index| rows.get(*index));
            row.map_or_else(String::new, |(id, part)| {
                row_ui(ui, stage, project, (id, *part), ticked)
            })
        });
        let answer = Answer { pressed, clicked };
        let opened = answer.opened(list).and_then(|row| shown.get(row));
        let opened = opened.and_then(|index| rows.get(*index)).map(|(id, _)| id);
        answer.carry_out(stage, opened, Command::ShowSources);
    }

    fn make(&mut self, session: &Session) {
        let wanted = (session.revision(), self.list.query.to_lowercase());
        if self.made_for.as_ref() == Some(&wanted) {
            return;
        }
        let project = session.project();
        if self.made_for.as_ref().is_none_or(|(revision, _)| *revision != wanted.0) {
            self.rows = rows(project, &self.source);
            self.ticked.retain(|id| project.has_statement(id));
        }
        let words: Vec<&str> = wanted.1.split_whitespace().collect();
        let is_meant = |id: &StatementId| {
            words.is_empty() || {
                let own = words_of_statement(project, id).to_lowercase();
                words.iter().all(|word| own.contains(word))
            }
        };
        let found = self.rows.iter().enumerate().filter(|(_, (id, _))| is_meant(id));
        self.shown = found.map(|(index, _)| index).collect();
        self.made_for = Some(wanted);
    }
}

/// Every statement in which the source has a part, in the order of articles and text.
fn rows(project: &Project, source: &SourceId) -> Vec<(StatementId, Part)> {
    let named = project.naming(source);
    let mut all: Vec<_> =
        named.filter_map(|(home, one)| Some((Part::of(source, &one)?, home, one))).collect();
    all.sort_by(|(_, home, a), (_, other, b)| {
        (home, a.extent(), &a.id).cmp(&(other, b.extent(), &b.id))
    });
    all.into_iter().map(|(part, _, statement)| (statement.id.clone(), part)).collect()
}

/// What the source is.
fn head_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, source: &Source) {
    let project = session.project();
    stage.title(ui, &source.name, theme::HEADING);
    let weak = stage.palette.weak;
    let mut facts = vec![source.kind.label().to_owned()];
    let named = |words: &str, value: &str| format!("{words} {value}");
    if !source.role.is_empty() {
        facts.push(source.role.clone());
    }
    if !source.aliases.is_empty() {
        facts.push(named("also", &source.aliases.join(", ")));
    }
    if let Some(body) = source.part_of.as_ref().and_then(|id| project.sources().get(id)) {
        facts.push(named("part of", &body.name));
    }
    if !source.independence_group.is_empty() {
        facts.push(named("group", &source.independence_group));
    }
    stage.words(ui, &facts.join("  ·  "), theme::BODY, weak);
    let text = stage.palette.text;
    if let Some(grade) = judgement_in(&source.reliability, project.settings().grading) {
        let words = format!("Reliability {}", in_words(session, grade));
        stage.words(ui, &words, theme::SMALL, text);
    }
    if !source.note.is_empty() {
        stage.words(ui, &source.note, theme::SMALL, text);
    }
}

/// The sentences that hold a statement's content, on one line.
#[must_use]
pub fn sentence_of(project: &Project, home: &LayerId, statement: &Statement) -> String {
    let Some(article) = project.articles().get(&home.article) else { return String::new() };
    let extent = statement.extent();
    let first = article.segment_at(extent.start as usize);
    let last = article.segment_at(extent.end.saturating_sub(1) as usize);
    let (Some(first), Some(last)) = (first, last) else { return String::new() };
    let spans = article.segments().get(first..=last.max(first)).unwrap_or_default();
    let whole = spans.iter().map(|segment| segment.span).reduce(crate::text::Span::union);
    let text = article.text();
    let words = whole.map_or("", |span| span.of(&text));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Chooses a row, or lets it go.
fn toggle(ticked: &mut BTreeSet<StatementId>, id: &StatementId) {
    if !ticked.remove(id) {
        ticked.insert(id.clone());
    }
}

/// What a list of statements does with a key or a click on a row.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// The key.
    pub pressed: Option<Pressed>,
    /// The row that was clicked.
    pub clicked: Option<usize>,
}

impl Answer {
    /// The row that is to be opened: the one that was clicked, or the one stood on behind Enter.
    #[must_use]
    pub fn opened(self, list: &List) -> Option<usize> {
        self.clicked.or((self.pressed == Some(Pressed::Enter)).then_some(list.at))
    }

    /// Goes to the statement that was opened, or back to where the list was come from.
    pub fn carry_out(self, stage: &mut Stage<'_>, opened: Option<&StatementId>, back: Command) {
        if let Some(id) = opened {
            stage.act(Command::ShowArticle);
            stage.act(Action::GoToStatement(id.clone()));
        } else if self.pressed == Some(Pressed::Escape) {
            stage.act(back);
        }
    }
}

/// Chooses the row stood on where a key asks for it, and goes on to the next of `n`.
pub fn tick_stood_on(
    list: &mut List,
    n: usize,
    pressed: Option<Pressed>,
    stood_on: Option<&StatementId>,
    ticked: &mut BTreeSet<StatementId>,
) {
    if let Some(id) = stood_on.filter(|_| pressed == Some(Pressed::Tick)) {
        toggle(ticked, id);
        list.go_on(n);
    }
}

/// The box that chooses a row.
pub fn tick_ui(ui: &mut Ui, ticked: &mut BTreeSet<StatementId>, id: &StatementId, words: &str) {
    let mut is_ticked = ticked.contains(id);
    let tick = ui.checkbox(&mut is_ticked, "");
    tick.widget_info(|| {
        let name = format!("Choose {words}");
        egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_ticked, name)
    });
    if tick.changed() {
        toggle(ticked, id);
    }
}

fn row_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    project: &Project,
    (id, part): (&StatementId, Part),
    ticked: &mut BTreeSet<StatementId>,
) -> String {
    let Some((home, statement)) = project.statement(id) else { return String::new() };
    let words = words_of_statement(project, id);
    tick_ui(ui, ticked, id, &words);
    letter_ui(ui, stage, statement.kind);
    let (text, weak) = (stage.palette.text, stage.palette.weak);
    ui.allocate_ui(vec2(ui.available_width(), ROW - 6.0), |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            stage.line(ui, &words, theme::BODY, text);
            let title = project.articles().get(&home.article);
            let title = title.map_or("", |article| article.metadata().title.as_str());
            let sentence = sentence_of(project, home, &statement);
            let below = format!("{}{title}: {sentence}", part.words());
            stage.line(ui, &below, theme::SMALL, weak);
        });
    });
    format!("{}: {words}", statement.kind.short_label())
}

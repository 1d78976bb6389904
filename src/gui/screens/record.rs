//! The track record of a source: what came of what it said, with the statements behind each number.

use super::list::{Cell, List, Pressed, cell_ui, letter_ui, mark_ui};
use crate::gui::choice_ui::choice_ui;
use crate::gui::dialogs::grade::in_words;
use crate::gui::picture_ui::{drawn, files_ui};
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::model::{
    Change, GradingScheme, Project, Proposition, PropositionId, Source, SourceId, StatementId,
    Table, Tables, Word as _, changes,
};
use crate::picture::{Drawing, whiskers, words};
use crate::report::{
    Ageing, Cluster, Counting, Fate, Outcome, Prior, TrackRecord, judgement_in, track_record,
};
use crate::session::{Action, Command, Session, clock, words_of_statement};
use egui::{Checkbox, ComboBox, DragValue, RichText, Ui};
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

/// Height of a row, in points.
const ROW: f32 = 28.0;
/// Width of what came of it, in points.
const FATE: f32 = 92.0;
/// The half-life that is offered first, in days.
const HALF_LIFE: f64 = 730.0;

/// A row: an outcome, or a statement behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Outcome(usize),
    Statement(StatementId, bool),
}

/// The page.
#[derive(Debug)]
pub struct Record {
    source: SourceId,
    counting: Counting,
    list: List,
    /// The outcomes that are listed: all, or those of one fate.
    show: Option<Fate>,
    record: Option<TrackRecord>,
    drawing: Option<Drawing>,
    lines: Vec<Line>,
    topics: Vec<String>,
    /// The propositions that `topics` are those of.
    topics_of: Option<Table<PropositionId, Proposition>>,
    /// The records of the project that the track record was made of.
    made_of: Option<Tables>,
    /// The revision of the project and the way of counting that the record belongs to.
    made_for: Option<(u64, Counting)>,
    listed_for: Option<(u64, Counting, Option<Fate>, String)>,
}

/// What came of an outcome, in a word.
#[must_use]
pub fn fate_words(fate: Fate) -> &'static str {
    match fate {
        Fate::Success => "right",
        Fate::Failure => "wrong",
        Fate::Unresolved => "open",
        Fate::NotIndependent => "own word only",
    }
}

fn fate_explained(fate: Fate) -> &'static str {
    match fate {
        Fate::Success => {
            "What it said was confirmed, or what it denied refuted, by an independent origin"
        }
        Fate::Failure => {
            "What it said was refuted, or what it denied confirmed, by an independent origin"
        }
        Fate::Unresolved => "Nobody settled it; contradiction alone settles nothing",
        Fate::NotIndependent => {
            "Settled by nothing that is independent of the source: it does not count"
        }
    }
}

const FATES: [Fate; 4] = [Fate::Success, Fate::Failure, Fate::Unresolved, Fate::NotIndependent];

impl Record {
    /// The record of this source.
    #[must_use]
    pub fn of(source: SourceId) -> Self {
        Self {
            source,
            counting: Counting::default(),
            list: List::default(),
            show: None,
            record: None,
            drawing: None,
            lines: Vec::new(),
            topics: Vec::new(),
            topics_of: None,
            made_of: None,
            made_for: None,
            listed_for: None,
        }
    }

    /// Whose record it is.
    #[must_use]
    pub fn source(&self) -> &SourceId {
        &self.source
    }

    /// Shows the page.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        let project = session.project();
        let Some(source) = project.sources().get(&self.source) else {
            ui.label("This source is not in the project any more");
            return stage.command_button(ui, "All sources", Command::ShowSources).surrender_focus();
        };
        self.make(session, source);
        stage.title(ui, &format!("Track record of {}", source.name), theme::HEADING);
        let weak = stage.palette.weak;
        stage.words(ui, &format!("{}.", words::RECORD), theme::SMALL, weak);
        grade_ui(ui, stage, session, source);
        if let Some(record) = &self.record {
            figures_ui(ui, stage, project, record);
        }
        if let Some(drawing) = &self.drawing {
            drawn(ui, stage, drawing);
            files_ui(ui, stage, drawing);
        }
        self.options_ui(ui, stage, project);
        self.shows_ui(ui);
        self.list_ui(ui, stage, session);
    }

    fn make(&mut self, session: &Session, source: &Source) {
        let wanted = (session.revision(), self.counting.clone());
        if self.made_for.as_ref() != Some(&wanted) {
            let is_same_way = self.made_for.as_ref().is_some_and(|(_, way)| *way == wanted.1);
            let project = session.project();
            let record = match (self.record.take().filter(|_| is_same_way), &self.made_of) {
                (Some(mut record), Some(old)) => {
                    record.catch_up(project, old, &self.counting);
                    record
                }
                _ => track_record(project, &self.source, &self.counting),
            };
            self.made_of = Some(project.tables().clone());
            let rows = [(source.name.clone(), record.posterior)];
            self.drawing = Some(whiskers(&format!("Track record of {}", source.name), &rows));
            self.record = Some(record);
            self.made_for = Some(wanted);
        }
        let listed =
            (session.revision(), self.counting.clone(), self.show, self.list.query.to_lowercase());
        if self.listed_for.as_ref() != Some(&listed) {
            let outcomes = self.record.as_ref().map_or(&[][..], |record| &record.outcomes);
            self.lines = lines(session.project(), outcomes, self.show, &listed.3);
            self.listed_for = Some(listed);
        }
    }

    /// Looks which topics there are, where any changed.
    fn find_topics(&mut self, propositions: &Table<PropositionId, Proposition>) {
        let topic = |one: &Proposition| one.topic.clone();
        let is_other = |one: Change<'_, _, _>| one.old.map(topic) != one.new.map(topic);
        let seen = self.topics_of.replace(propositions.clone());
        if seen.is_none_or(|seen| changes(&seen, propositions).any(is_other)) {
            let topics = propositions.values().map(|one| &one.topic);
            let topics: BTreeSet<&String> = topics.filter(|topic| !topic.is_empty()).collect();
            self.topics = topics.into_iter().cloned().collect();
        }
    }

    /// How outcomes are counted. What differs from the usual way stands in words beside the figures.
    fn options_ui(&mut self, ui: &mut Ui, stage: &Stage<'_>, project: &Project) {
        self.find_topics(project.propositions());
        let Self { counting, topics, .. } = self;
        ui.horizontal_wrapped(|ui| {
            let weak = stage.palette.weak;
            ui.label(RichText::new("Prior").size(theme::SMALL).color(weak));
            for (prior, name) in [(Prior::UNIFORM, "uniform"), (Prior::JEFFREYS, "Jeffreys")] {
                if ui.selectable_label(counting.prior == prior, name).clicked() {
                    counting.prior = prior;
                }
            }
            topic_ui(ui, topics, counting);
            ui.add(Checkbox::new(&mut counting.is_graded, "weighted by credibility"))
                .on_hover_text(
                    "Takes the analysts’ digits (1 to 5; 6 is left out) for what came of it. \
                     Circular where the digit was given by looking at the letter",
                );
            let mut is_ageing = counting.ageing.is_some();
            if ui.checkbox(&mut is_ageing, "old outcomes count less").changed() {
                let today = clock::now().to_zoned(TimeZone::UTC).date();
                let ageing = Ageing { half_life: HALF_LIFE, today };
                counting.ageing = is_ageing.then_some(ageing);
            }
            if let Some(ageing) = &mut counting.ageing {
                let value = DragValue::new(&mut ageing.half_life).range(1.0..=36_500.0);
                ui.add(value.suffix(" days half-life"));
            }
        });
        let words = words::counting(counting).join("; ");
        let words = RichText::new(format!("Counted with {words}")).size(theme::SMALL);
        ui.label(words.color(stage.palette.weak));
    }

    /// The numbers, each of which lists what is behind it.
    fn shows_ui(&mut self, ui: &mut Ui) {
        let Some(record) = &self.record else { return };
        ui.horizontal_wrapped(|ui| {
            let all = format!("all {}", record.outcomes.len());
            if ui.selectable_label(self.show.is_none(), all).clicked() {
                self.show = None;
            }
            for fate in FATES {
                let label = format!("{} {}", record.of_fate(fate).count(), fate_words(fate));
                let is_set = self.show == Some(fate);
                let response = ui.selectable_label(is_set, label);
                if response.on_hover_text(fate_explained(fate)).clicked() {
                    self.show = (!is_set).then_some(fate);
                }
            }
            self.list.field_ui(ui, "Find an outcome", "Words of what it said");
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        let n = self.lines.len();
        let page = (ui.available_height() / ROW) as usize;
        let pressed = self.list.keys(ui, n, page);
        let Self { list, lines, record, .. } = self;
        let outcomes = record.as_ref().map_or(&[][..], |record| &record.outcomes);
        let empty = "Nothing here: it takes statements of this source that are about a \
            proposition, and a verdict on that";
        let clicked = list.rows_ui(ui, stage, (n, ROW), empty, |ui, stage, index| {
            let line = lines.get(index);
            line.map_or_else(String::new, |line| line_ui(ui, stage, session, outcomes, line))
        });
        let opened = clicked.or((pressed == Some(Pressed::Enter)).then_some(self.list.at));
        let statement = opened.and_then(|row| self.lines.get(row)).and_then(|line| match line {
            Line::Outcome(index) => outcomes.get(*index)?.statements.first().cloned(),
            Line::Statement(id, _) => Some(id.clone()),
        });
        if let Some(id) = statement {
            stage.act(Command::ShowArticle);
            stage.act(Action::GoToStatement(id));
        } else if pressed == Some(Pressed::Escape) {
            stage.act(Action::ShowSource(self.source.clone()));
        }
    }
}

/// Outcomes of one fate, or all, each with its statements, that hold every word of `query`.
fn lines(project: &Project, outcomes: &[Outcome], show: Option<Fate>, query: &str) -> Vec<Line> {
    let sought: Vec<&str> = query.split_whitespace().collect();
    let mut lines = Vec::new();
    for (index, outcome) in outcomes.iter().enumerate() {
        if show.is_some_and(|fate| fate != outcome.fate) {
            continue;
        }
        let own = || {
            let statements = outcome.statements.iter().chain(&outcome.repeats);
            let said: Vec<String> = statements.map(|id| words_of_statement(project, id)).collect();
            format!("{}\n{}", wording(project, outcome), said.join("\n")).to_lowercase()
        };
        if !sought.is_empty() && !sought.iter().all(|word| own().contains(word)) {
            continue;
        }
        lines.push(Line::Outcome(index));
        let own = outcome.statements.iter().map(|id| Line::Statement(id.clone(), false));
        let repeats: BTreeSet<&StatementId> = outcome.repeats.iter().collect();
        lines.extend(own);
        lines.extend(repeats.into_iter().map(|id| Line::Statement(id.clone(), true)));
    }
    lines
}

fn wording(project: &Project, outcome: &Outcome) -> String {
    match &outcome.cluster {
        Cluster::Proposition(id) => {
            project.propositions().get(id).map_or_else(String::new, |one| one.wording.clone())
        }
        Cluster::Statement(id) => words_of_statement(project, id),
    }
}

/// What analysts judged, beside what the record says.
fn grade_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, source: &Source) {
    ui.horizontal_wrapped(|ui| {
        stage.command_button(ui, "Grade…", Command::GradeSource);
        stage.command_button(ui, "Edit…", Command::EditSource);
        if ui.button("Its statements").clicked() {
            stage.act(Action::ShowSource(source.id.clone()));
        }
        stage.command_button(ui, "All sources", Command::ShowSources);
    });
    let scheme = session.project().settings().grading;
    let graded = judgement_in(&source.reliability, scheme);
    let words = match graded {
        Some(judgement) => format!("Graded {}", in_words(session, judgement)),
        None => "Not graded yet".to_owned(),
    };
    let text = stage.palette.text;
    stage.words(ui, &words, theme::BODY, text);
}

/// The suggestion in words, interval and opinion.
fn figures_ui(ui: &mut Ui, stage: &mut Stage<'_>, project: &Project, record: &TrackRecord) {
    let posterior = &record.posterior;
    let suggestion = match project.settings().grading {
        GradingScheme::Admiralty => words::suggestion(posterior),
        other => format!("no letter: {} has none that a share stands for", other.label()),
    };
    let (text, weak) = (stage.palette.text, stage.palette.weak);
    let words = format!("The record suggests, and no more than that: {suggestion}");
    stage.words(ui, &words, theme::BODY, text);
    let mut figures = format!("{}  ·  {}", words::interval(posterior), words::opinion(posterior));
    if !posterior.has_too_few() {
        let letters = posterior.letters().map(|(letter, p)| {
            use crate::model::Grade as _;
            format!("{} {}", letter.code(), words::percent(p))
        });
        figures.push_str(&format!("  ·  {}", letters.join(", ")));
    }
    stage.words(ui, &figures, theme::SMALL, weak);
}

/// One topic, or all.
fn topic_ui(ui: &mut Ui, topics: &[String], counting: &mut Counting) {
    if topics.is_empty() {
        return;
    }
    let shown = counting.topic.clone().unwrap_or_else(|| "all topics".to_owned());
    let combo = ComboBox::from_id_salt("topic").selected_text(shown.as_str()).width(140.0);
    let all = std::iter::once(("all topics", counting.topic.is_none()));
    let is_set = |topic: &str| counting.topic.as_deref() == Some(topic);
    let options = topics.iter().map(|topic| (topic.as_str(), is_set(topic)));
    let (picked, folded) = choice_ui(ui, combo, all.chain(options));
    if let Some(index) = picked {
        let topic = index.checked_sub(1).and_then(|index| topics.get(index));
        counting.topic = topic.cloned();
    }
    folded.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Topic: {shown}"))
    });
}

fn line_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    outcomes: &[Outcome],
    line: &Line,
) -> String {
    let project = session.project();
    match line {
        Line::Outcome(index) => {
            let Some(outcome) = outcomes.get(*index) else { return String::new() };
            let fate = fate_words(outcome.fate);
            mark_ui(ui, stage, fate, FATE);
            let does = if outcome.is_denied { "denies" } else { "asserts" };
            let words = format!("{does}: {}", wording(project, outcome));
            let settled: Vec<String> =
                outcome.origins.iter().map(|group| words::group(project, group)).collect();
            let width = ui.available_width();
            let share = if settled.is_empty() { 1.0 } else { 0.66 };
            cell_ui(ui, stage, &words, Cell { width: width * share, is_weak: false });
            if !settled.is_empty() {
                let by = format!("settled by {}", settled.join(", "));
                cell_ui(ui, stage, &by, Cell { width: width * 0.32, is_weak: true });
            }
            format!("{fate}, {words}")
        }
        Line::Statement(id, is_repeat) => {
            let Some((home, statement)) = project.statement(id) else { return String::new() };
            ui.add_space(FATE - 60.0);
            letter_ui(ui, stage, statement.kind);
            let words = words_of_statement(project, id);
            let article = project.articles().get(&home.article);
            let title = article.map_or("", |article| article.metadata().title.as_str());
            let repeats = if *is_repeat { "repeats · " } else { "" };
            let width = ui.available_width();
            let said = format!("{repeats}{words}");
            cell_ui(ui, stage, &said, Cell { width: width * 0.62, is_weak: false });
            cell_ui(ui, stage, title, Cell { width: width * 0.35, is_weak: true });
            format!("{}: {words}", statement.kind.short_label())
        }
    }
}

//! The reading pane with the session's article in it: marks by kind, and what clicks and drags mean.

use super::edges_ui::Edges;
use super::reader::{
    Align, Cursor, Document, Hover, Mark, MarkSource, Motion, Pane, PaneResponse, View, is_exact,
};
use super::stage::{Ask, Stage};
use super::theme::{self, Palette};
use super::word_hints::WordHints;
use crate::model::{Article, Marks, Project, Statement, StatementId, Word as _};
use crate::session::{Action, Command, Session};
use crate::text::Span;
use egui::{Frame, Id, Margin, PointerButton, RichText, Ui};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Marks with these tags and above are no statements.
const REMARKS: u64 = 1 << 40;
/// Statements of a paragraph whose marks are drawn, besides that in focus: more than anybody can tell apart.
const MOST_MARKED: usize = 1_000;
/// Statements that are told of at one place, by the pointer or to screen readers.
const MOST_TOLD: usize = 20;

/// The reading pane and what it keeps between frames.
pub struct Reading {
    /// The pane itself.
    pub pane: Pane,
    /// The choice of words by letters that is under way.
    pub hints_of_words: Option<WordHints>,
    edges: Edges,
    menu_byte: Option<usize>,
    hint_for: String,
    hints: Vec<String>,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            pane: Pane::new("article"),
            hints_of_words: None,
            edges: Edges::default(),
            menu_byte: None,
            hint_for: String::new(),
            hints: Vec::new(),
        }
    }
}

/// The marks of one layer on its article.
struct OnArticle<'a> {
    project: &'a Project,
    marks: Option<&'a Marks>,
    focus: Option<&'a Statement>,
    chosen: &'a BTreeSet<StatementId>,
    palette: &'static Palette,
}

impl MarkSource for OnArticle<'_> {
    fn marks(&self, within: Span, out: &mut Vec<Mark>) {
        let Some(marks) = self.marks else { return };
        let focus = self.focus.filter(|focus| focus.reach().overlaps(within));
        let others = marks.near(within).map(AsRef::as_ref);
        let others = others.filter(|one| focus.is_none_or(|focus| focus.id != one.id));
        for statement in focus.into_iter().chain(others.take(MOST_MARKED)) {
            self.statement_marks(statement, within, out);
        }
        out.extend(marks.no_statement_in(within).map(|span| Mark {
            span: *span,
            style: self.palette.none_mark(),
            letter: Some('–'),
            active: false,
            tag: REMARKS + u64::from(span.start),
        }));
        let remarks = marks.remarks().values().filter(|remark| remark.span.overlaps(within));
        out.extend(remarks.map(|remark| Mark {
            span: remark.span,
            style: self.palette.remark_mark(),
            letter: None,
            active: false,
            tag: REMARKS + u64::from(remark.span.start),
        }));
    }

    fn describe(&self, segment: Span) -> String {
        let Some(marks) = self.marks else { return String::new() };
        let mut statements = marks.with_content_in(segment);
        let told = statements.by_ref().take(MOST_TOLD);
        let mut words: Vec<String> =
            told.map(|statement| describe(self.project, statement)).collect();
        if statements.next().is_some() {
            words.push("and more".to_owned());
        }
        if marks.is_no_statement(segment) {
            words.push("no statement".to_owned());
        }
        words.join("; ")
    }
}

impl OnArticle<'_> {
    fn statement_marks(&self, statement: &Statement, within: Span, out: &mut Vec<Mark>) {
        let active = self.focus.is_some_and(|focus| focus.id == statement.id)
            || self.chosen.contains(&statement.id);
        let tag = u64::from(statement.start());
        let mut put = |span: &Span, style, letter, active| {
            if span.overlaps(within) {
                out.push(Mark { span: *span, style, letter, active, tag });
            }
        };
        let style = self.palette.mark_of(statement.kind);
        for (index, span) in statement.content.iter().enumerate() {
            let letter = (index == 0).then(|| statement.kind.letter());
            put(span, style, letter, active);
        }
        let levels = statement.chain.iter();
        for mention in levels.clone().flat_map(|level| &level.mention) {
            put(mention, self.palette.mention_mark(), None, false);
        }
        let cues = levels.map(|level| &level.cue).chain([&*statement.author_cue]);
        for words in cues.flat_map(|cue| &cue.words) {
            put(words, self.palette.cue_mark(), None, false);
        }
    }
}

/// Kind and source of a statement, for hover texts and screen readers.
#[must_use]
pub fn describe(project: &Project, statement: &Statement) -> String {
    let name = |id: &crate::model::SourceId| {
        project.sources().get(id).map_or_else(|| id.to_string(), |source| source.name.clone())
    };
    let chain: Vec<String> = statement.chain.iter().map(|level| name(&level.source)).collect();
    let source =
        if chain.is_empty() { "the author’s own voice".to_owned() } else { chain.join(" › ") };
    let implied = statement.implied_source.as_ref().map(name);
    let implied = implied.map_or_else(String::new, |name| format!(", implied: {name}"));
    format!("{}, source: {source}{implied}", statement.kind.label())
}

/// The article of a session as the pane takes it, with its text.
#[must_use]
pub fn document<'a>(session: &Session, article: &'a Article, text: &'a str) -> Document<'a> {
    let mut hasher = DefaultHasher::new();
    article.sha256().hash(&mut hasher);
    let text_key = hasher.finish();
    session.resegmented().hash(&mut hasher);
    Document {
        text_key,
        key: hasher.finish(),
        title: &article.metadata().title,
        text,
        segments: article.segments(),
        lang: &article.metadata().language,
    }
}

impl Reading {
    /// Shows the article in view and asks for what clicks and drags mean.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        let Some(article) = session.article() else { return empty_ui(ui, stage) };
        self.hints_ui(ui, stage, article);
        let (marks, focus) = (session.marks(), session.focus());
        let (project, chosen) = (session.project(), session.chosen());
        let marks = OnArticle {
            project,
            marks: marks.as_deref(),
            focus: focus.as_deref(),
            chosen,
            palette: stage.palette,
        };
        let style = stage.palette.reader(stage.desk.preferences().text_size);
        let text = article.text();
        let document = document(session, article, &text);
        let place = session.place();
        self.edges.find(stage, session);
        let hints = self.hints_of_words.as_ref();
        let tags = hints.map(WordHints::tags).unwrap_or_default();
        let first = hints.and_then(WordHints::first);
        let cursor = Cursor {
            current: session.segment().map(|segment| segment.span),
            selection: first.or_else(|| self.edges.preview()).or_else(|| session.selection()),
            caret: place.caret.map(|caret| caret.head),
            hits: session.search().hits(),
            hit: session.search().at(),
            handles: if tags.is_empty() { self.edges.handles() } else { &[] },
            tags: &tags,
        };
        let view = View { document: &document, style: &style, marks: &marks, cursor };
        let response = self.pane.ui(ui, stage.engine, &view);
        self.answer(stage, session, &response);
        self.edges.answer(stage, &response);
        self.menu_ui(stage, session, &response);
        // What is told about the words under the pointer would lie over a menu.
        if !egui::Popup::is_any_open(ui.ctx()) {
            hover_ui(ui, stage, session, response.hover.as_ref());
        }
    }

    fn answer(&mut self, stage: &mut Stage<'_>, session: &Session, response: &PaneResponse) {
        if let Some(drag) = response.drag {
            let span =
                if is_exact(drag.modifiers) { Span::new(drag.from, drag.to) } else { drag.words };
            if !span.is_empty() {
                stage.act(Action::Select(span));
            }
        }
        if let Some(click) = response.click {
            self.menu_byte = Some(click.byte);
            match (click.button, click.count) {
                (PointerButton::Primary, 1) if click.modifiers.shift => {
                    stage.act(Action::PlaceCaret { byte: click.byte, extend: true });
                }
                (PointerButton::Primary, 1) => stand(stage, session, click.segment, click.on),
                (PointerButton::Primary, _) => {
                    stand(stage, session, click.segment, click.on);
                    stage.act(Command::SelectSentence);
                }
                (PointerButton::Secondary, _) if session.selection().is_none() => {
                    stand(stage, session, click.segment, click.on);
                }
                _ => {}
            }
        }
        for segment in [response.focus_segment, response.click_segment].into_iter().flatten() {
            stage.act(Action::StandOn(segment));
        }
    }

    /// The context menu.
    fn menu_ui(&mut self, stage: &mut Stage<'_>, session: &Session, response: &PaneResponse) {
        let byte = self.menu_byte;
        response.response.context_menu(|ui| {
            // Somebody else's marks can be looked at, and a text be cut, by whoever may write here.
            let may_mark = session.can_mark();
            let has_focus = may_mark && session.focus().is_some();
            let has_selection = session.selection().is_some();
            use Command as C;
            let tags = crate::model::Kind::ALL.iter().map(|kind| (C::Tag(*kind), may_mark));
            for (command, enabled) in tags.chain([(C::NoStatement, may_mark)]) {
                super::menu_ui::item_ui(ui, stage, command, enabled);
            }
            ui.separator();
            for command in [
                C::PickSource,
                C::PickImpliedSource,
                C::PickRelation,
                C::EditNote,
                C::SplitStatement,
                C::ToggleQuotes,
                C::Choose,
            ] {
                super::menu_ui::item_ui(ui, stage, command, has_focus);
            }
            for command in [C::MarkMention, C::MarkCue, C::AddRange] {
                super::menu_ui::item_ui(ui, stage, command, has_focus && has_selection);
            }
            super::menu_ui::item_ui(ui, stage, C::AddRemark, may_mark);
            super::menu_ui::item_ui(ui, stage, C::ApplyToIdentical, has_focus);
            super::menu_ui::item_ui(ui, stage, C::RemoveStatement, has_focus);
            ui.separator();
            let may_cut = session.read_only().is_none();
            let split = ui.add_enabled(may_cut, egui::Button::new("Split the sentence here"));
            if split.clicked()
                && let Some(byte) = byte
            {
                stage.act(Action::PlaceCaret { byte, extend: false });
                stage.act(C::SplitSentence);
            }
            super::menu_ui::item_ui(ui, stage, C::MergeWithNext, may_cut);
        });
    }

    /// Moves the caret by rows, which only the pane knows.
    pub fn row_motion(
        &mut self,
        stage: &mut Stage<'_>,
        session: &Session,
        motion: Motion,
        extend: bool,
    ) {
        let Some(article) = session.article() else { return };
        let start = session.segment().map_or(0, |segment| segment.span.start as usize);
        let head = session.place().caret.map_or(start, |caret| caret.head);
        let byte = self.pane.move_caret(
            stage.engine,
            &document(session, article, &article.text()),
            head,
            motion,
        );
        stage.act(Action::PlaceCaret { byte, extend });
    }

    /// Brings a stretch into view.
    pub fn show(&mut self, span: Span) {
        self.pane.scroll_to(span, Align::Keep);
    }

    /// A line that names the package when a script has no font.
    fn hints_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, article: &Article) {
        if self.hint_for != article.sha256() && !stage.engine.is_waiting_for_fonts() {
            let text = article.text();
            let sample = text.get(..text.floor_char_boundary(4096)).unwrap_or_default();
            let hints = stage.engine.missing_scripts(sample);
            if stage.engine.is_waiting_for_fonts() {
                return;
            }
            article.sha256().clone_into(&mut self.hint_for);
            self.hints = hints
                .iter()
                .map(|hint| {
                    format!(
                        "No font for {} is installed: install the package {}",
                        hint.script, hint.package
                    )
                })
                .collect();
        }
        for hint in &self.hints {
            Frame::new().inner_margin(Margin::symmetric(16, 6)).show(ui, |ui| {
                ui.label(RichText::new(hint).size(theme::SMALL).color(stage.palette.warning));
            });
        }
    }
}

/// Stands on a segment, with focus on the statement that was hit.
fn stand(stage: &mut Stage<'_>, session: &Session, segment: Option<usize>, on: Option<usize>) {
    stage.asks.push(Ask::FocusReader);
    if let Some(segment) = segment {
        stage.act(Action::StandOn(segment));
    }
    let Some((layer, byte)) = session.layer().zip(on) else { return };
    let marks = layer.marks();
    let here = Span::new(byte, byte + 1);
    // Of statements inside one another, the shortest is the one meant.
    let hit = marks.with_content_in(here).min_by_key(|statement| statement.extent().len());
    if let Some(statement) = hit {
        stage.act(Action::Focus(statement.id.clone()));
    }
}

/// Kind and source of what lies under the pointer.
fn hover_ui(ui: &Ui, stage: &mut Stage<'_>, session: &Session, hover: Option<&Hover>) {
    let (Some(hover), Some(layer)) = (hover, session.layer()) else { return };
    let (here, marks) = (Span::new(hover.byte, hover.byte + 1), layer.marks());
    let mut statements = marks.with_content_in(here);
    let told = statements.by_ref().take(MOST_TOLD);
    let mut lines: Vec<(egui::Color32, String)> = told
        .map(|statement| {
            let (colour, _) = stage.palette.of_kind(statement.kind);
            (colour, describe(session.project(), statement))
        })
        .collect();
    if statements.next().is_some() {
        lines.push((stage.palette.weak, "and more".to_owned()));
    }
    let remarks = marks.remarks().values().filter(|remark| remark.span.overlaps(here));
    lines.extend(
        remarks.map(|remark| {
            (stage.palette.remark, format!("{}: {}", remark.kind.label(), remark.note))
        }),
    );
    if lines.is_empty() {
        return;
    }
    let at = hover.row.left_bottom().max(egui::pos2(hover.at.x, 0.0)) + egui::vec2(0.0, 6.0);
    egui::Area::new(Id::unique("hovered statement"))
        .order(egui::Order::Tooltip)
        .fixed_pos(egui::pos2(hover.at.x, at.y))
        .constrain(true)
        .interactable(false)
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(420.0);
                for (colour, line) in lines {
                    stage.words(ui, &line, theme::SMALL, colour);
                }
            });
        });
}

/// What is shown while the project has no article.
fn empty_ui(ui: &mut Ui, stage: &mut Stage<'_>) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        ui.label(RichText::new("No article yet").heading());
        ui.label(
            RichText::new("Import a text file, paste a text, or drop files on the window")
                .color(stage.palette.weak),
        );
        ui.add_space(10.0);
        stage.command_button(ui, "Import articles…", Command::Import);
        stage.command_button(ui, "Paste a text…", Command::Paste);
    });
}

//! Texts on their way in: a row for each with what becomes of it, what is known about the one that is looked at, what of
//! its file was left out.

use super::columns::{Tables, columns_ui};
use super::form::{Enter, buttons_ui, field_ui};
use super::metadata::Fields;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::import::{Draft, Place, Twin};
use crate::report::n_sentences;
use crate::session::job::{Drafted, Fate, Tabled};
use crate::session::{Action, Order};
use egui::{Color32, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};
use std::path::Path;

/// Height of a row, in points.
const ROW: f32 = 28.0;
/// What title, buttons and the edges of dialog and window take, in points.
const BESIDE: f32 = 150.0;
/// Where names begin behind the box to tick, in points.
const NAME: f32 = 42.0;

/// A text that can be taken in.
#[derive(Debug)]
struct Candidate {
    draft: Draft,
    fields: Fields,
    near: Option<Twin>,
    is_wanted: bool,
}

/// What a row is about.
#[derive(Debug)]
enum State {
    Ready(Box<Candidate>),
    Other(Fate),
}

#[derive(Debug)]
struct Row {
    origin: String,
    state: State,
}

/// Texts that wait to be taken in.
#[derive(Debug)]
pub struct Form {
    rows: Vec<Row>,
    shown: usize,
    tables: Option<Tables>,
}

impl Row {
    fn candidate(&self) -> Option<&Candidate> {
        match &self.state {
            State::Ready(candidate) => Some(candidate),
            State::Other(_) => None,
        }
    }

    fn candidate_mut(&mut self) -> Option<&mut Candidate> {
        match &mut self.state {
            State::Ready(candidate) => Some(candidate),
            State::Other(_) => None,
        }
    }
}

impl Form {
    /// The form for what the worker has read.
    #[must_use]
    pub fn of(drafts: Vec<Drafted>, tabled: Option<Box<Tabled>>) -> Self {
        let rows = drafts.into_iter().map(|Drafted { origin, fate, near }| {
            let state = match fate {
                Fate::Ready(draft) => {
                    let fields = Fields::of(&draft.metadata, &draft.publisher, &draft.author);
                    let draft = *draft;
                    State::Ready(Box::new(Candidate { draft, fields, near, is_wanted: true }))
                }
                fate => State::Other(fate),
            };
            Row { origin, state }
        });
        let rows: Vec<Row> = rows.collect();
        let shown = rows.iter().position(|row| row.candidate().is_some()).unwrap_or(0);
        Self { rows, shown, tables: tabled.map(|tabled| Tables::of(*tabled)) }
    }

    /// Was it asked to read the same once more?
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.tables.as_ref().is_some_and(Tables::is_waiting)
    }

    fn candidates(&self) -> impl Iterator<Item = &Candidate> {
        self.rows.iter().filter_map(Row::candidate)
    }

    fn wanted(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates().filter(|candidate| candidate.is_wanted)
    }

    fn is_ready(&self) -> bool {
        !self.is_waiting()
            && self.wanted().next().is_some()
            && self.wanted().all(|c| c.fields.problem().is_empty())
    }

    /// How many rows came to what, in words.
    fn summary(&self) -> String {
        let other = |is: fn(&Fate) -> bool| {
            let is_other = |row: &&Row| matches!(&row.state, State::Other(fate) if is(fate));
            self.rows.iter().filter(is_other).count()
        };
        let near = self.candidates().filter(|candidate| candidate.near.is_some()).count();
        let parts = [
            (self.candidates().count(), "can be imported"),
            (near, "of them much like another text"),
            (other(|fate| matches!(fate, Fate::Here(_) | Fate::Again(_))), "here already"),
            (other(|fate| matches!(fate, Fate::Failed(_))), "could not be read"),
            (other(|fate| matches!(fate, Fate::PassedOver)), "passed over"),
        ];
        let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {words}"));
        parts.collect::<Vec<_>>().join(" · ")
    }
}

/// Shows the form.
pub fn take_in_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    let title = match form.candidates().count() {
        0 => "Nothing to import".to_owned(),
        1 => "Import an article".to_owned(),
        n => format!("Import {n} articles"),
    };
    ui.label(RichText::new(title).heading());
    // In a low window what lies between title and buttons moves, and they stay.
    let most = ui.ctx().content_rect().height() - BESIDE;
    ScrollArea::vertical().id_salt("between").max_height(most).show(ui, |ui| {
        between_ui(ui, stage, form);
        crate::gui::focus_ui::follow(ui);
    });
    let wanted = form.wanted().count();
    let label = if wanted == 1 { "Import".to_owned() } else { format!("Import {wanted} articles") };
    match buttons_ui(ui, &label, form.is_ready(), Enter::GoesOn) {
        Some(true) => {
            let rows = std::mem::take(&mut form.rows).into_iter();
            let drafts = rows.filter_map(|row| match row.state {
                State::Ready(one) if one.is_wanted => Some((one.draft, one.fields.entry())),
                _ => None,
            });
            stage.asks.push(Ask::CloseDialog);
            stage.order(Order::TakeIn(drafts.collect()));
        }
        Some(false) => {
            stage.asks.push(Ask::CloseDialog);
            stage.order(Order::DropDrafts);
        }
        None => {}
    }
}

/// Which texts there are, and what is known about the one that is looked at.
fn between_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    if form.rows.len() > 1 || form.candidates().next().is_none() {
        let colour = stage.palette.weak;
        stage.words(ui, &form.summary(), theme::SMALL, colour);
        rows_ui(ui, stage, form);
        // Behind the rows: the first thing in a dialog gets the keyboard.
        leave_out_ui(ui, form);
    }
    if let Some(tables) = &mut form.tables {
        columns_ui(ui, stage, tables);
    }
    if let Some(Row { origin, state: State::Ready(candidate) }) = form.rows.get_mut(form.shown) {
        ui.add_space(4.0);
        candidate.fields.ui(ui, stage);
        preview_ui(ui, stage, origin, candidate);
    }
}

/// The height of a list in points: what the window leaves of it, so that the buttons below are there too.
fn room(ui: &Ui, least: f32, most: f32) -> f32 {
    /// What everything else in the dialog takes.
    const REST: f32 = 520.0;
    ((ui.ctx().content_rect().height() - REST) / 2.0).clamp(least, most)
}

/// Unticks what is much like another text.
fn leave_out_ui(ui: &mut Ui, form: &mut Form) {
    let is_near = |c: &&mut Candidate| c.near.is_some() && c.is_wanted;
    let n_near = form.wanted().filter(|candidate| candidate.near.is_some()).count();
    if n_near > 0 && ui.small_button("Leave near-duplicates out").clicked() {
        let candidates = form.rows.iter_mut().filter_map(Row::candidate_mut);
        candidates.filter(is_near).for_each(|candidate| candidate.is_wanted = false);
    }
}

/// A row for each text and file, in the order in which they were read.
fn rows_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    let has_candidate = form.candidates().next().is_some();
    let scroll = ScrollArea::vertical().id_salt("to import");
    let scroll = scroll.max_height(if has_candidate { room(ui, 84.0, 170.0) } else { 320.0 });
    let rows = form.rows.len();
    scroll.auto_shrink([false, true]).show_rows(ui, ROW, rows, |ui, range| {
        for index in range {
            let is_shown = index == form.shown;
            let Some(row) = form.rows.get_mut(index) else { continue };
            ui.allocate_ui(vec2(ui.available_width(), ROW), |ui| {
                ui.horizontal(|ui| {
                    if row_ui(ui, stage, row, is_shown) {
                        form.shown = index;
                    }
                });
            });
        }
        crate::gui::focus_ui::follow(ui);
    });
}

/// One row; says whether it was chosen.
fn row_ui(ui: &mut Ui, stage: &mut Stage<'_>, row: &mut Row, is_shown: bool) -> bool {
    let (left, room) = (ui.cursor().min.x, ui.available_width() * 0.5);
    let (words, colour) = fate_words(row, stage);
    let mut is_chosen = false;
    match &mut row.state {
        State::Ready(candidate) => {
            let title = candidate.fields.title.clone();
            let tick = ui.checkbox(&mut candidate.is_wanted, "");
            tick.widget_info(|| {
                let words = format!("Import {title}");
                WidgetInfo::selected(Role::CheckBox, true, candidate.is_wanted, words)
            });
            let problem = candidate.fields.problem();
            let title = if problem.is_empty() { title } else { format!("{title} ({problem})") };
            is_chosen = stage.name_row(ui, &title, is_shown, room - 60.0).clicked();
        }
        State::Other(_) => {
            ui.add_space(NAME);
            let weak = stage.palette.weak;
            let line =
                stage.line_within(ui, file_name(&row.origin), theme::BODY, weak, room - 60.0);
            line.on_hover_text(&row.origin);
        }
    }
    ui.add_space((left + room - ui.cursor().min.x).max(0.0));
    let is_here = matches!(row.state, State::Other(Fate::Here(_)));
    let rest = ui.available_width() - if is_here { 80.0 } else { 0.0 };
    stage.line_within(ui, &words, theme::SMALL, colour, rest).on_hover_text(&words);
    if let State::Other(Fate::Here(article)) = &row.state
        && ui.small_button("Show it").clicked()
    {
        stage.asks.push(Ask::CloseDialog);
        stage.order(Order::DropDrafts);
        stage.act(Action::GoTo(article.clone(), None));
    }
    is_chosen
}

/// The last part of a path or address.
fn file_name(origin: &str) -> &str {
    Path::new(origin).file_name().and_then(|name| name.to_str()).unwrap_or(origin)
}

/// What becomes of a row, and in which colour.
fn fate_words(row: &Row, stage: &Stage<'_>) -> (String, Color32) {
    let palette = &stage.palette;
    match &row.state {
        State::Ready(candidate) => match &candidate.near {
            Some(twin) => (near_words(twin), palette.warning),
            None => {
                (format!("{} · {}", facts(&candidate.draft), file_name(&row.origin)), palette.weak)
            }
        },
        State::Other(Fate::Here(id)) => (format!("in the project already, as {id}"), palette.weak),
        State::Other(Fate::Again(file)) => {
            (format!("the same text as {}", file_name(file)), palette.weak)
        }
        State::Other(Fate::PassedOver) => {
            ("passed over: no text by its name".to_owned(), palette.weak)
        }
        State::Other(Fate::Failed(reason)) => (reason.clone(), palette.error),
        State::Other(Fate::Ready(_)) => (String::new(), palette.weak),
    }
}

/// What a text is much like.
fn near_words(twin: &Twin) -> String {
    match twin {
        Twin::Near { place, percent } => {
            let other = match place {
                Place::Article(id) => id.to_string(),
                Place::File(file) => file_name(file).to_owned(),
            };
            format!("near-duplicate: {percent} % the same as {other}")
        }
        Twin::Same(_) => "the same text".to_owned(),
    }
}

fn facts(draft: &Draft) -> String {
    let sentences = n_sentences(&draft.segments);
    let plural = if sentences == 1 { "" } else { "s" };
    format!("{sentences} sentence{plural}")
}

/// The beginning of the text and what had to be assumed about it.
fn preview_ui(ui: &mut Ui, stage: &mut Stage<'_>, origin: &str, candidate: &Candidate) {
    let draft = &candidate.draft;
    let kind = draft.kind.label();
    let read_as = if draft.encoding.is_empty() {
        kind.to_owned()
    } else {
        format!("{kind} in {}", draft.encoding)
    };
    let words = format!("{origin} · {} · {read_as}", facts(draft));
    let weak = stage.palette.weak;
    stage.line(ui, &words, theme::SMALL, weak);
    for warning in candidate.near.iter().map(near_words).chain(draft.warnings.iter().cloned()) {
        ui.label(RichText::new(warning).size(theme::SMALL).color(stage.palette.warning));
    }
    left_out_ui(ui, stage, draft);
    let end = draft.text.floor_char_boundary(1_200);
    let beginning = draft.text.get(..end).unwrap_or_default();
    let scroll = ScrollArea::vertical().id_salt("preview").max_height(room(ui, 64.0, 150.0));
    egui::Frame::new().fill(stage.palette.paper).inner_margin(8.0).corner_radius(4.0).show(
        ui,
        |ui| {
            scroll.auto_shrink([false, true]).show(ui, |ui| {
                let colour = stage.palette.text;
                for line in beginning.lines().filter(|line| !line.trim().is_empty()) {
                    stage.words(ui, line, theme::SMALL, colour);
                }
            });
        },
    );
}

/// What of the page is not part of the article; folded up until it is asked for.
fn left_out_ui(ui: &mut Ui, stage: &mut Stage<'_>, draft: &Draft) {
    if draft.left_out.is_empty() {
        return;
    }
    let title = RichText::new(format!("Left out: {}", draft.left_out.len())).size(theme::SMALL);
    egui::CollapsingHeader::new(title).id_salt("left out").show(ui, |ui| {
        ScrollArea::vertical().id_salt("lines left out").max_height(90.0).show(ui, |ui| {
            let weak = stage.palette.weak;
            for line in &draft.left_out {
                stage.words(ui, line, theme::SMALL, weak);
            }
        });
    });
}

/// Shows the field for a pasted text.
pub fn paste_ui(ui: &mut Ui, stage: &mut Stage<'_>, text: &mut String) {
    ui.label(RichText::new("New article from a text").heading());
    let label = "Paste or type the whole article, headline first";
    ScrollArea::vertical().id_salt("pasted").max_height(320.0).show(ui, |ui| {
        field_ui(ui, label, text, true);
    });
    match buttons_ui(ui, "Go on", !text.trim().is_empty(), Enter::BeginsLine) {
        Some(true) => {
            stage.asks.push(Ask::CloseDialog);
            stage.order(Order::DraftText(std::mem::take(text)));
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

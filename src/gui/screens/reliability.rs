//! What is known about the reliability of all sources: how grades go together, what came of what they said, what weighing
//! them against each other gives, and pictures.

use super::weighing::Weighing;
use crate::gui::picture_ui::{picture_ui, table_ui};
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::model::{
    Credibility, Grade as _, PropositionId, Reliability as Letter, StatementId, Tables,
};
use crate::picture::{Drawing, Table, chronicle, kinds, matrix, whiskers, words};
use crate::report::{Counting, Diagonal, by_source, events, judged, stances};
use crate::session::{Action, Command, Order, Session, words_of_statement};
use egui::{Button, Grid, Label, RichText, ScrollArea, TextEdit, Ui, vec2};
use std::collections::BTreeSet;

/// Sources in the picture of intervals; the table has all that the picture is made for.
const MOST: usize = 24;

/// What is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    #[default]
    Pairs,
    Records,
    Weighing,
    Kinds,
    Time,
    Matrix,
}

const VIEWS: [(View, &str); 6] = [
    (View::Pairs, "Bias check"),
    (View::Records, "Track records"),
    (View::Weighing, "Weighing"),
    (View::Kinds, "Kinds by source"),
    (View::Time, "Timeline"),
    (View::Matrix, "Matrix"),
];

/// The screen.
#[derive(Debug, Default)]
pub struct Reliability {
    view: View,
    diagonal: Diagonal,
    /// The records that `diagonal` was made of.
    seen: Option<Tables>,
    /// The pair whose statements are listed; the outer one is none, the inner one what stands apart.
    pair: Option<Option<(Letter, Credibility)>>,
    weighing: Weighing,
    proposition: Option<PropositionId>,
    query: String,
    drawing: Option<Drawing>,
    /// Where each row of the table leads.
    leads: Vec<Action>,
    /// The revision of the project, the view and the proposition that all this belongs to.
    made_for: Option<(u64, View, Option<PropositionId>)>,
    /// The revision for which records were asked for.
    asked_for: Option<u64>,
}

impl Reliability {
    /// Shows the screen.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
            stage.act(Command::ShowArticle);
        }
        ui.horizontal_wrapped(|ui| {
            for (view, name) in VIEWS {
                if ui.selectable_label(self.view == view, name).clicked() {
                    self.view = view;
                }
            }
        });
        ui.separator();
        self.make(session);
        match self.view {
            View::Pairs => self.pairs_ui(ui, stage, session),
            View::Records => self.records_ui(ui, stage, session),
            View::Weighing => self.weighing.ui(ui, stage, session),
            View::Time => self.time_ui(ui, stage, session),
            View::Kinds | View::Matrix => self.drawing_ui(ui, stage),
        }
    }

    /// The picture with its table, each row of which leads to what is behind it.
    fn drawing_ui(&self, ui: &mut Ui, stage: &mut Stage<'_>) {
        let Some(drawing) = &self.drawing else { return };
        let lead = picture_ui(ui, stage, drawing).and_then(|row| self.leads.get(row)).cloned();
        let Some(lead) = lead else { return };
        if matches!(lead, Action::GoToStatement(_)) {
            stage.act(Command::ShowArticle);
        }
        stage.act(lead);
    }

    fn make(&mut self, session: &Session) {
        let wanted = (session.revision(), self.view, self.proposition.clone());
        if self.made_for.as_ref() == Some(&wanted) {
            return;
        }
        let project = session.project();
        if self.proposition.is_none() {
            self.proposition = project.propositions().keys().next().cloned();
        }
        let to = |id: &StatementId| Action::GoToStatement(id.clone());
        (self.drawing, self.leads) = match self.view {
            View::Kinds => {
                let mut shares = by_source(project);
                // What nobody is known to have said has no page.
                shares.retain(|share| share.source.is_some());
                let pages = shares.iter().filter_map(|share| share.source.clone());
                (Some(kinds(&shares)), pages.map(Action::ShowSource).collect())
            }
            View::Matrix => {
                let first = |(asserted, denied): &(BTreeSet<_>, BTreeSet<_>)| {
                    asserted.iter().chain(denied).next().map(to)
                };
                (Some(matrix(project)), stances(project).values().filter_map(first).collect())
            }
            View::Time => {
                let chosen = self.proposition.as_ref();
                let chosen = chosen.and_then(|id| project.propositions().get(id));
                let said = chosen.map_or_else(Vec::new, |one| events(project, &one.id));
                let drawing = chosen.map(|proposition| chronicle(project, proposition));
                (drawing, said.iter().map(|event| to(&event.statement)).collect())
            }
            View::Pairs => {
                match &self.seen {
                    Some(seen) => self.diagonal.catch_up(project, seen),
                    None => self.diagonal = Diagonal::of(project),
                }
                self.seen = Some(project.tables().clone());
                (None, Vec::new())
            }
            View::Records | View::Weighing => (None, Vec::new()),
        };
        self.made_for = Some((wanted.0, wanted.1, self.proposition.clone()));
    }

    /// Letters by digits, with the statements of the pair that was pressed.
    fn pairs_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        let Self { diagonal, pair, .. } = self;
        stage.title(ui, "Are sources and information graded apart?", theme::HEADING);
        let text = stage.palette.text;
        for sentence in words::diagonal(diagonal) {
            stage.words(ui, &format!("{sentence}."), theme::BODY, text);
        }
        ui.add_space(6.0);
        if diagonal.n() > 0 {
            grid_ui(ui, stage, diagonal, pair);
        }
        if !diagonal.apart.is_empty() {
            let label = format!("{} apart: one of both cannot be judged", diagonal.apart.len());
            if ui.selectable_label(*pair == Some(None), label).clicked() {
                *pair = Some(None);
            }
        }
        let behind = match pair {
            Some(Some(pair)) => diagonal.pairs.get(pair),
            Some(None) => Some(&diagonal.apart),
            None => None,
        };
        if let Some(statements) = behind {
            ui.separator();
            behind_ui(ui, stage, session, statements);
        }
    }

    /// Every source with outcomes: figures, and the interval as a picture.
    fn records_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        let found = stage.desk.records();
        let is_fresh = found.is_some_and(|found| found.revision == session.revision());
        if !is_fresh && self.asked_for != Some(session.revision()) {
            self.asked_for = Some(session.revision());
            stage.order(Order::Records(Counting::default()));
        }
        let Some(found) = found else {
            ui.label(RichText::new("Counting outcomes …").color(stage.palette.weak));
            return;
        };
        if found.records.is_empty() {
            let words = "No source has said anything yet that has an outcome: outcomes come from \
                propositions with a verdict, or from statements with one";
            ui.label(RichText::new(words).color(stage.palette.weak));
            return;
        }
        let name = |id| session.project().sources().get(id).map_or("", |s| s.name.as_str());
        let rows: Vec<(String, _)> = found
            .records
            .iter()
            .map(|record| (name(&record.source).to_owned(), record.posterior))
            .collect();
        let is_made =
            self.drawing.as_ref().is_some_and(|drawing| drawing.table.rows.len() == rows.len());
        if !is_made || !is_fresh {
            let mut drawing = whiskers(
                "Track records of sources",
                rows.get(..MOST.min(rows.len())).unwrap_or_default(),
            );
            drawing.table = whiskers("", &rows).table;
            self.drawing = Some(drawing);
            let sources = found.records.iter().map(|record| record.source.clone());
            self.leads = sources.map(Action::ShowRecord).collect();
        }
        self.drawing_ui(ui, stage);
    }

    /// A list of propositions, and what was said about the chosen one when.
    fn time_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        let propositions = session.project().propositions();
        if propositions.is_empty() {
            let words = "No propositions yet: the ledger groups statements that say the same";
            ui.label(RichText::new(words).color(stage.palette.weak));
            return;
        }
        let field = TextEdit::singleline(&mut self.query).hint_text("Find a proposition");
        let field = ui.add(field.desired_width(ui.available_width().min(360.0)));
        field.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find a proposition")
        });
        let sought = self.query.to_lowercase();
        let is_meant = |wording: &str| {
            let wording = wording.to_lowercase();
            sought.split_whitespace().all(|word| wording.contains(word))
        };
        let found: Vec<_> = propositions.values().filter(|one| is_meant(&one.wording)).collect();
        let rows = found.iter().map(|one| vec![one.wording.clone()]).collect();
        let table = Table { head: vec!["proposition".to_owned()], rows };
        let at = found.iter().position(|one| Some(&one.id) == self.proposition.as_ref());
        let height = (22.0 * (found.len() + 1) as f32 + 8.0).min(120.0);
        let clicked = ui
            .allocate_ui(vec2(ui.available_width(), height), |ui| {
                ui.set_max_height(height);
                table_ui(ui, stage, &table, at)
            })
            .inner;
        if let Some(chosen) = clicked.and_then(|row| found.get(row)) {
            self.proposition = Some(chosen.id.clone());
        }
        ui.separator();
        self.drawing_ui(ui, stage);
    }
}

fn grid_ui(
    ui: &mut Ui,
    stage: &Stage<'_>,
    diagonal: &Diagonal,
    pair: &mut Option<Option<(Letter, Credibility)>>,
) {
    let letters = judged::<Letter>(diagonal.scheme);
    let digits = judged::<Credibility>(diagonal.scheme);
    Grid::new("pairs of grades").spacing([4.0, 4.0]).show(ui, |ui| {
        ui.label("");
        for digit in &digits {
            let words = RichText::new(digit.code().to_string()).color(stage.palette.weak);
            ui.add_sized([46.0, 20.0], Label::new(words));
        }
        ui.end_row();
        for letter in &letters {
            ui.label(RichText::new(letter.code().to_string()).color(stage.palette.weak));
            for digit in &digits {
                let n = diagonal.pairs.get(&(*letter, *digit)).map_or(0, BTreeSet::len);
                let is_on = diagonal.is_on(*letter, *digit);
                // The diagonal shows without colour too: its numbers stand in brackets.
                let label = if is_on { format!("[{n}]") } else { n.to_string() };
                let is_chosen = *pair == Some(Some((*letter, *digit)));
                let mut button = Button::selectable(is_chosen, label).min_size(vec2(46.0, 26.0));
                if is_on && !is_chosen {
                    button = button.fill(stage.palette.accent_tint);
                }
                let name = format!("{}{}: {n} statements", letter.code(), digit.code());
                let response = ui.add_enabled(n > 0, button);
                response.widget_info(|| {
                    egui::WidgetInfo::selected(egui::Role::Button, n > 0, is_chosen, &name)
                });
                if response.on_hover_text(&name).clicked() {
                    *pair = Some(Some((*letter, *digit)));
                }
            }
            ui.end_row();
        }
    });
}

/// The statements behind a number; a click goes there.
pub(super) fn behind_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    statements: &BTreeSet<StatementId>,
) {
    let rows: Vec<&StatementId> = statements.iter().collect();
    let scroll = ScrollArea::vertical().id_salt("behind").auto_shrink([false, false]);
    scroll.show_rows(ui, 24.0, rows.len(), |ui, range| {
        for id in rows.get(range).unwrap_or_default() {
            let words = words_of_statement(session.project(), id);
            ui.horizontal(|ui| {
                let go = ui.small_button("→").on_hover_text("Go there");
                go.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Go to {words}"))
                });
                if go.clicked() {
                    stage.act(Command::ShowArticle);
                    stage.act(Action::GoToStatement((*id).clone()));
                }
                let kind = session.project().statement(id).map(|(_, one)| one.kind);
                if let Some(kind) = kind {
                    super::list::letter_ui(ui, stage, kind);
                }
                let text = stage.palette.text;
                stage.line(ui, &words, theme::BODY, text);
            });
        }
    });
}

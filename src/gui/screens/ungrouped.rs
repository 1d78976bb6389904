//! The statements that are in no proposition and on no board, each with what it is proposed for.

use super::list::{List, letter_ui};
use super::statements::{Answer, sentence_of, tick_stood_on, tick_ui};
use crate::gui::stage::{READING, Stage};
use crate::gui::theme;
use crate::model::{
    Kind, Layer, LayerId, Project, RelationKind, StatementId, Table, Word as _, changes,
};
use crate::report::joined_to;
use crate::session::catalogue::{Catalogue, Row};
use crate::session::{Command, Session, words_of_statement};
use egui::{RichText, Ui, vec2};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Height of a row, in points: content, what it is proposed for or its sentence.
const ROW: f32 = 54.0;

/// The list.
#[derive(Debug, Default)]
pub struct Ungrouped {
    list: List,
    /// By layer, the places of its free statements in the catalogue.
    free: BTreeMap<LayerId, Vec<Row>>,
    /// All of them in order.
    rows: Vec<Row>,
    /// Those that hold what is sought.
    shown: Vec<Row>,
    /// The statement stood on.
    stood_on: Option<StatementId>,
    ticked: BTreeSet<StatementId>,
    /// The layers as they were when `free` was made of them.
    seen: Table<LayerId, Arc<Layer>>,
    /// The revision of the project and the words that the rows belong to.
    made_for: Option<(u64, String)>,
}

/// Is it in no proposition, and no denial of what is in one?
fn is_free(project: &Project, id: &StatementId, kind: Kind) -> bool {
    let denies_a_member = || {
        project.relations_at(id).any(|(_, relation)| {
            relation.kind == RelationKind::Denies
                && relation.from == *id
                && project.proposition_of(&relation.to).is_some()
        })
    };
    project.proposition_of(id).is_none() && !(kind == Kind::Denial && denies_a_member())
}

/// Those of these rows whose statements are free.
fn free(project: &Project, catalogue: &Catalogue, rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let is_free =
        |row: &Row| catalogue.entry(*row).is_some_and(|one| is_free(project, &one.id, one.kind));
    rows.filter(is_free).collect()
}

/// The layers in which statements may be free now that were not, or the other way round.
fn touched(project: &Project, seen: &Table<LayerId, Arc<Layer>>) -> BTreeSet<LayerId> {
    let mut touched = BTreeSet::new();
    let home = |id: &StatementId| project.statement(id).map(|(home, _)| home.clone());
    for layer in changes(seen, project.layers()) {
        touched.insert(layer.id.clone());
        let both = layer.marks();
        for one in both.statements() {
            let deniers = project.relations_at(one.id).map(|(_, relation)| relation.from.clone());
            touched.extend(deniers.filter_map(|id| home(&id)));
        }
        for one in both.relations() {
            touched.extend(one.both().filter_map(|relation| home(&relation.from)));
        }
    }
    touched
}

impl Ungrouped {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The ticked statements, else the one stood on.
    #[must_use]
    pub fn in_hand(&self) -> Vec<StatementId> {
        if !self.ticked.is_empty() {
            return self.ticked.iter().cloned().collect();
        }
        self.stood_on.iter().cloned().collect()
    }

    /// Puts rows together when the project or the words changed, once the catalogue holds all of the project.
    pub fn make(&mut self, session: &Session, catalogue: &Catalogue) {
        let wanted = (session.revision(), self.list.query.to_lowercase());
        if self.made_for.as_ref() == Some(&wanted) || !catalogue.is_complete() {
            return;
        }
        let project = session.project();
        if self.made_for.as_ref().is_none_or(|(revision, _)| *revision != wanted.0) {
            self.renew(project, catalogue);
            self.ticked.retain(|id| {
                project.statement(id).is_some_and(|(_, one)| is_free(project, id, one.kind))
            });
        }
        self.shown = catalogue.search(project, &wanted.1, &self.rows, usize::MAX).rows;
        self.made_for = Some(wanted);
    }

    fn renew(&mut self, project: &Project, catalogue: &Catalogue) {
        let layers = project.layers();
        // Places count from the first layer, and move when one comes or goes.
        let has_moved = self.seen.len() != layers.len()
            || changes(&self.seen, layers).any(|one| one.old.is_none() || one.new.is_none());
        if has_moved {
            let all = catalogue.layers();
            let free = all.map(|(home, rows)| (home.clone(), free(project, catalogue, rows)));
            self.free = free.collect();
        } else {
            for home in touched(project, &self.seen) {
                let free = free(project, catalogue, catalogue.rows_of(&home));
                self.free.insert(home, free);
            }
        }
        self.rows = self.free.values().flatten().copied().collect();
        self.seen = layers.clone();
    }

    /// Shows the list.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        ui.horizontal_wrapped(|ui| {
            self.list.field_ui(ui, "Find a statement", "Its words, or its source");
            let label = match self.ticked.len() {
                0 => "Proposition…".to_owned(),
                n => format!("Proposition of {n}…"),
            };
            stage.command_button(ui, &label, Command::PickProposition);
        });
        let (project, catalogue) = (session.project(), stage.desk.catalogue());
        self.make(session, catalogue);
        let n = self.shown.len();
        let of = format!("{n} of {} statements. Insert ticks one", self.rows.len());
        ui.label(RichText::new(of).size(theme::SMALL).color(stage.palette.weak));
        let page = (ui.available_height() / ROW) as usize;
        let pressed = self.list.keys(ui, n, page);
        let Self { list, rows, shown, ticked, .. } = self;
        let id_of = |at: usize| catalogue.entry(*shown.get(at)?).map(|entry| &entry.id);
        tick_stood_on(list, n, pressed, id_of(list.at), ticked);
        let empty = if !catalogue.is_complete() {
            READING
        } else if rows.is_empty() {
            "Every statement is in a proposition"
        } else {
            "No statement has these words"
        };
        let clicked = list.rows_ui(ui, stage, (n, ROW), empty, |ui, stage, index| {
            id_of(index).map_or_else(String::new, |id| row_ui(ui, stage, project, id, ticked))
        });
        let answer = Answer { pressed, clicked };
        let opened = answer.opened(list).and_then(id_of);
        answer.carry_out(stage, opened, Command::ShowArticle);
        self.stood_on = id_of(self.list.at).cloned();
    }
}

/// What a statement is proposed for, and why.
fn proposal(project: &Project, id: &StatementId) -> Option<String> {
    let (about, kind) = joined_to(project, id).into_iter().next()?;
    let wording = &project.propositions().get(&about)?.wording;
    Some(format!("proposed ({}): {wording}", kind.label()))
}

fn row_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    project: &Project,
    id: &StatementId,
    ticked: &mut BTreeSet<StatementId>,
) -> String {
    let Some((home, statement)) = project.statement(id) else { return String::new() };
    let words = words_of_statement(project, id);
    tick_ui(ui, ticked, id, &words);
    letter_ui(ui, stage, statement.kind);
    let (text, weak, accent) = (stage.palette.text, stage.palette.weak, stage.palette.accent);
    let proposal = proposal(project, id);
    ui.allocate_ui(vec2(ui.available_width(), ROW - 6.0), |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            stage.line(ui, &words, theme::BODY, text);
            match &proposal {
                Some(proposal) => stage.line(ui, proposal, theme::SMALL, accent),
                None => {
                    let title = project.articles().get(&home.article);
                    let title = title.map_or("", |article| article.metadata().title.as_str());
                    let sentence = sentence_of(project, home, &statement);
                    stage.line(ui, &format!("{title}: {sentence}"), theme::SMALL, weak)
                }
            }
        });
    });
    let proposal = proposal.map_or_else(String::new, |words| format!(", {words}"));
    format!("{}: {words}{proposal}", statement.kind.short_label())
}

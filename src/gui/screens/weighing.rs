//! Sources and propositions weighed against each other: a way to look that names what it takes for granted.

use super::reliability::behind_ui;
use crate::gui::picture_ui::table_ui;
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::model::{Project, StatementId};
use crate::picture::{Table, words};
use crate::report::{Method, Weighed, value};
use crate::session::{Order, Session};
use egui::{RichText, Ui, vec2};
use std::collections::BTreeSet;

/// The view.
#[derive(Debug)]
pub struct Weighing {
    method: Method,
    /// The source whose votes are listed, by its row.
    trusted: Option<usize>,
    /// The vote whose statements are listed, by its row.
    vote: Option<usize>,
}

impl Default for Weighing {
    fn default() -> Self {
        Self { method: Method::OneCoin, trusted: None, vote: None }
    }
}

impl Weighing {
    /// Shows the view.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        stage.title(ui, "Exploratory: who agrees with whom", theme::HEADING);
        let (text, weak) = (stage.palette.text, stage.palette.weak);
        for words in words::ASSUMPTIONS {
            stage.words(ui, &format!("•  {words}."), theme::SMALL, text);
        }
        ui.horizontal_wrapped(|ui| {
            for method in Method::ALL {
                if ui.selectable_label(self.method == method, words::method(method)).clicked() {
                    self.method = method;
                }
            }
        });
        stage.words(ui, &format!("{}.", words::assumption(self.method)), theme::SMALL, weak);
        let is_busy = stage.desk.task().is_some();
        ui.horizontal(|ui| {
            if ui.add_enabled(!is_busy, egui::Button::new("Weigh")).clicked() {
                (self.trusted, self.vote) = (None, None);
                stage.order(Order::WeighSources(self.method));
            }
            if let Some(task) = stage.desk.task() {
                let words = format!("{}: {} of {}", task.label, task.done, task.total);
                ui.label(RichText::new(words).size(theme::SMALL).color(weak));
                if ui.button("Give up").clicked() {
                    stage.order(Order::Cancel);
                }
            }
        });
        let Some((weighed, revision)) = stage.desk.weighed() else { return };
        if weighed.method != self.method {
            let words = format!("Weighed last by {}", words::method(weighed.method));
            ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.warning));
        }
        if revision != session.revision() {
            let words = "The project has changed since: weigh again";
            ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.warning));
        }
        ui.separator();
        self.found_ui(ui, stage, session, weighed);
    }

    fn found_ui(
        &mut self,
        ui: &mut Ui,
        stage: &mut Stage<'_>,
        session: &Session,
        weighed: &Weighed,
    ) {
        if weighed.scores.is_none() {
            let text = stage.palette.text;
            let words = words::too_few_votes(&weighed.ballot);
            stage.words(ui, &format!("{words}."), theme::BODY, text);
            return;
        }
        let project = session.project();
        let (groups, trust) = trust(project, weighed);
        let (votes, belief) = belief(project, weighed);
        let of_source = self.trusted.and_then(|row| groups.get(row));
        let of_vote = self.vote.and_then(|row| votes.get(row));
        let behind = match (of_source, of_vote) {
            (Some(group), _) => Some(votes_of(weighed, group)),
            (None, vote) => vote.cloned(),
        };
        let rest = ui.available_height();
        let height = if behind.is_some() { rest * 0.6 } else { rest };
        let width = ui.available_width();
        ui.horizontal_top(|ui| {
            ui.allocate_ui(vec2(width * 0.34, height), |ui| {
                ui.vertical(|ui| {
                    ui.set_max_height(height);
                    let row = table_ui(ui, stage, &trust, self.trusted);
                    if row.is_some() {
                        (self.trusted, self.vote) = (row, None);
                    }
                });
            });
            ui.separator();
            ui.vertical(|ui| {
                ui.set_max_height(height);
                let row = table_ui(ui, stage, &belief, self.vote);
                if row.is_some() {
                    (self.trusted, self.vote) = (None, row);
                }
            });
        });
        if let Some(statements) = behind {
            ui.separator();
            behind_ui(ui, stage, session, &statements);
        }
    }
}

/// Groups by trust, the most trusted first.
fn trust<'a>(project: &Project, weighed: &'a Weighed) -> (Vec<&'a str>, Table) {
    let scores = weighed.scores.iter().flat_map(|scores| &scores.trust);
    let mut order: Vec<(&str, f64)> =
        scores.map(|(group, trust)| (group.as_str(), *trust)).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let head = ["source", "trust"].map(str::to_owned).to_vec();
    let row =
        |(group, trust): &(&str, f64)| vec![words::group(project, group), format!("{trust:.3}")];
    let rows = order.iter().map(row).collect();
    (order.into_iter().map(|(group, _)| group).collect(), Table { head, rows })
}

/// Propositions with what is said of them, how many say it, and belief; and the statements behind each row.
fn belief(project: &Project, weighed: &Weighed) -> (Vec<BTreeSet<StatementId>>, Table) {
    let head = ["proposition", "is", "votes", "majority", "belief"].map(str::to_owned).to_vec();
    let (mut votes, mut rows) = (Vec::new(), Vec::new());
    for (proposition, sides) in &weighed.ballot.votes {
        let wording =
            project.propositions().get(proposition).map_or("", |one| one.wording.as_str());
        for (is_so, voters) in sides {
            let key = (proposition.to_string(), value(*is_so).to_owned());
            let number =
                |score: Option<&f64>| score.map_or_else(String::new, |s| format!("{s:.3}"));
            rows.push(vec![
                wording.to_owned(),
                if *is_so { "so" } else { "not so" }.to_owned(),
                voters.len().to_string(),
                number(weighed.majority.get(&key)),
                number(weighed.scores.as_ref().and_then(|scores| scores.belief.get(&key))),
            ]);
            votes.push(voters.values().flatten().cloned().collect());
        }
    }
    (votes, Table { head, rows })
}

/// Every statement by which a group votes.
fn votes_of(weighed: &Weighed, group: &str) -> BTreeSet<StatementId> {
    let sides = weighed.ballot.votes.values().flat_map(|sides| sides.values());
    sides.filter_map(|voters| voters.get(group)).flatten().cloned().collect()
}

//! Which source goes; and, when something names it, which one is named instead.

use super::picker::{Item, Pick, Picker};
use super::sources::goes_by;
use crate::gui::stage::{Ask, Stage};
use crate::model::{Project, Source, SourceId};
use crate::session::{Action, Session};
use egui::{RichText, Ui};

/// The sources as they are being chosen.
#[derive(Debug, Default)]
pub struct Merging {
    /// Is a source to be removed? One that nothing names needs no other then.
    is_removal: bool,
    from: Option<SourceId>,
    picker: Picker,
}

impl Merging {
    /// To merge this source into another.
    #[must_use]
    pub fn of(from: SourceId) -> Self {
        Self { from: Some(from), ..Self::default() }
    }

    /// To remove a source.
    #[must_use]
    pub fn removal() -> Self {
        Self { is_removal: true, ..Self::default() }
    }
}

/// The sources that go by what was typed, those that are named most first.
fn found<'a>(project: &'a Project, query: &str, without: Option<&SourceId>) -> Vec<&'a Source> {
    let wanted = |source: &&Source| {
        goes_by(source, query) && Some(&source.id) != without && !source.is_unattributed()
    };
    let mut found: Vec<&Source> = project.sources().values().filter(wanted).collect();
    found.sort_by_key(|source| (usize::MAX - project.uses_of(&source.id), &source.name));
    found
}

fn times(n: usize) -> String {
    match n {
        0 => "not named".to_owned(),
        1 => "named once".to_owned(),
        n => format!("named {n} times"),
    }
}

fn heading(merging: &Merging, session: &Session) -> String {
    let project = session.project();
    match merging.from.as_ref().and_then(|id| project.sources().get(id)) {
        None if merging.is_removal => "Which source goes?".to_owned(),
        None => "Which source is merged into another?".to_owned(),
        Some(from) => format!(
            "{} is {}. Which source is named instead?",
            from.name,
            times(project.uses_of(&from.id))
        ),
    }
}

/// Shows the list.
pub fn merge_ui(ui: &mut Ui, stage: &mut Stage<'_>, merging: &mut Merging) {
    let Some(session) = stage.desk.session() else { return };
    let project = session.project();
    ui.label(RichText::new(heading(merging, session)).heading());
    let without = merging.from.clone();
    let name = if without.is_some() { "Named instead" } else { "Source that goes" };
    let pick = merging.picker.ui(ui, stage, name, "Name or alias", |query| {
        let row = |source: &Source| Item {
            label: source.names().collect::<Vec<_>>().join(", "),
            aside: times(project.uses_of(&source.id)),
        };
        found(project, query, without.as_ref()).into_iter().map(row).collect()
    });
    match pick {
        Pick::Row(row) => {
            let chosen = found(project, &merging.picker.query, without.as_ref());
            if let Some(chosen) = chosen.get(row).map(|source| source.id.clone()) {
                choose(stage, project, merging, chosen);
            }
        }
        Pick::Cancel => stage.asks.push(Ask::CloseDialog),
        Pick::Open | Pick::Query => {}
    }
}

fn choose(stage: &mut Stage<'_>, project: &Project, merging: &mut Merging, chosen: SourceId) {
    match merging.from.take() {
        Some(from) => {
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::MergeSources { from, into: chosen });
        }
        None if merging.is_removal && project.uses_of(&chosen) == 0 => {
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::RemoveSource(chosen));
        }
        None => {
            merging.from = Some(chosen);
            merging.picker = Picker::default();
        }
    }
}

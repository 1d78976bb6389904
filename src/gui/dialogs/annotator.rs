//! Who works here: somebody of the project, or a new name.

use super::picker::{Item, Pick, Picker};
use crate::gui::stage::{Ask, Stage};
use crate::model::{AnnotatorKind, Word as _};
use crate::session::{Order, Session};
use egui::{RichText, Ui};

/// The names of people in the project that hold what was typed, and a row for a new one.
fn choices(session: &Session, query: &str) -> Vec<(String, Item)> {
    let wanted = query.trim().to_lowercase();
    let people = session.project().annotators().values();
    let people = people.filter(|annotator| annotator.kind == AnnotatorKind::Human);
    let mut rows: Vec<(String, Item)> = people
        .filter(|annotator| annotator.name.to_lowercase().contains(&wanted))
        .map(|annotator| {
            let layers = session.project().layers().keys();
            let n = layers.filter(|layer| layer.annotator == annotator.id).count();
            let you = if annotator.id == *session.me() { "you · " } else { "" };
            let ending = if n == 1 { "" } else { "s" };
            let aside = format!("{you}{n} article{ending}");
            (annotator.name.clone(), Item { label: annotator.name.clone(), aside })
        })
        .collect();
    let is_new = wanted.chars().any(char::is_alphanumeric)
        && !rows.iter().any(|(name, _)| name.to_lowercase() == wanted);
    if is_new {
        let name = query.trim().to_owned();
        let label = format!("New annotator “{name}”");
        let aside = AnnotatorKind::Human.label().to_owned();
        rows.push((name, Item { label, aside }));
    }
    rows
}

/// Shows the list.
pub fn annotator_ui(ui: &mut Ui, stage: &mut Stage<'_>, picker: &mut Picker) {
    let Some(session) = stage.desk.session() else { return };
    ui.label(RichText::new("Who works here?").heading());
    let hint = "New marks carry this name; each annotator has a layer of their own";
    let pick = picker.ui(ui, stage, "Annotator", hint, |query| {
        choices(session, query).into_iter().map(|(_, item)| item).collect()
    });
    match pick {
        Pick::Row(row) => {
            let chosen = choices(session, &picker.query).into_iter().nth(row);
            stage.asks.push(Ask::CloseDialog);
            if let Some((name, _)) = chosen {
                stage.order(Order::WorkAs(name));
            }
        }
        Pick::Cancel => stage.asks.push(Ask::CloseDialog),
        Pick::Open | Pick::Query => {}
    }
}

//! Relating the statement in focus to another: first how, then to which.

use super::picker::{Item, Pick, Picker};
use crate::gui::fuzzy;
use crate::gui::stage::{Ask, Stage};
use crate::model::{RelationKind, StatementId, Word as _};
use crate::session::{Action, Session};
use egui::{RichText, Ui};

/// A relation in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relating {
    /// How, once that is chosen.
    pub kind: Option<RelationKind>,
    /// The list that is on show.
    pub picker: Picker,
    /// What it may be related to; put together once, because it may be long.
    targets: Option<Vec<(StatementId, Item)>>,
}

impl Relating {
    /// A relation of which the kind is known.
    #[must_use]
    pub fn of(kind: RelationKind) -> Self {
        Self { kind: Some(kind), ..Self::default() }
    }
}

/// Shows the list that comes next.
pub fn relation_ui(ui: &mut Ui, stage: &mut Stage<'_>, relating: &mut Relating) {
    let Some(session) = stage.desk.session() else { return };
    let Some(from) = session.focus() else {
        stage.asks.push(Ask::CloseDialog);
        return;
    };
    let words = session.words_at(&from.id);
    match relating.kind {
        None => {
            ui.label(RichText::new("How does it bear on another statement?").heading());
            let weak = stage.palette.weak;
            stage.line(ui, &words, crate::gui::theme::SMALL, weak);
            kind_ui(ui, stage, relating);
        }
        Some(kind) => {
            ui.label(RichText::new(format!("It {} …", kind.label())).heading());
            let weak = stage.palette.weak;
            stage.line(ui, &words, crate::gui::theme::SMALL, weak);
            let Relating { picker, targets: known, .. } = relating;
            let rows = known.get_or_insert_with(|| targets(session, &from.id));
            target_ui(ui, stage, kind, rows, picker);
        }
    }
}

fn kind_ui(ui: &mut Ui, stage: &mut Stage<'_>, relating: &mut Relating) {
    let order = |query: &str| fuzzy::best(query, RelationKind::ALL.iter().map(|k| k.label()));
    let pick =
        relating.picker.ui(ui, stage, "Relation", "denies, contradicts, repeats …", |query| {
            let kinds = order(query).into_iter().filter_map(|index| RelationKind::ALL.get(index));
            kinds.map(|k| Item { label: k.label().to_owned(), aside: String::new() }).collect()
        });
    match pick {
        Pick::Row(row) => {
            let index = order(&relating.picker.query).get(row).copied();
            relating.kind = index.and_then(|index| RelationKind::ALL.get(index)).copied();
            relating.picker = Picker::default();
        }
        Pick::Cancel => stage.asks.push(Ask::CloseDialog),
        Pick::Open | Pick::Query => {}
    }
}

/// Statements that may be the target: this article's first, then the others', each with its words.
fn targets(session: &Session, from: &StatementId) -> Vec<(StatementId, Item)> {
    let project = session.project();
    let here = session.place().article.as_ref();
    let mut rows = Vec::new();
    for pass in [true, false] {
        for (home, layer) in project.layers() {
            if home.annotator != *session.me() || (Some(&home.article) == here) != pass {
                continue;
            }
            let Some(article) = project.articles().get(&home.article) else { continue };
            for statement in layer.in_text_order().into_iter().filter(|s| s.id != *from) {
                let words: Vec<&str> =
                    statement.content.iter().map(|span| span.of(article.text())).collect();
                let label = format!(
                    "{}  {}",
                    statement.kind.letter(),
                    words.join(" … ").replace('\n', " ")
                );
                let aside = if pass { String::new() } else { article.metadata().title.clone() };
                rows.push((statement.id.clone(), Item { label, aside }));
            }
        }
    }
    rows
}

fn target_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    kind: RelationKind,
    rows: &[(StatementId, Item)],
    picker: &mut Picker,
) {
    let order = |query: &str| fuzzy::best(query, rows.iter().map(|(_, item)| item.label.as_str()));
    let pick = picker.ui(ui, stage, "Statement", "A few of its words", |query| {
        let found = order(query).into_iter().filter_map(|index| rows.get(index));
        found.map(|(_, item)| item.clone()).collect()
    });
    match pick {
        Pick::Row(row) => {
            let target = order(&picker.query).get(row).and_then(|index| rows.get(*index));
            stage.asks.push(Ask::CloseDialog);
            if let Some((id, _)) = target {
                stage.act(Action::Relate(kind, id.clone()));
            }
        }
        Pick::Cancel => stage.asks.push(Ask::CloseDialog),
        Pick::Open | Pick::Query => {}
    }
}

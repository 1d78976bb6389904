//! Relating the statement in focus to another: first how, by one key, then to which.

use super::form::escape;
use super::picker::{Item, Pick, Picker, row_ui};
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::model::{Project, RelationKind, StatementId, Word as _};
use crate::session::catalogue::{Catalogue, Found, Row};
use crate::session::{Action, Session};
use egui::{Event, Key, Modifiers, RichText, Ui};

/// Statements that are listed at a time; those behind them are found by typing.
const MOST: usize = 300;

/// A relation in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relating {
    /// How, once that is chosen.
    pub kind: Option<RelationKind>,
    /// The list of statements.
    pub picker: Picker,
    /// The kind that the arrow keys stand on.
    at: usize,
    /// What it may be related to, the likeliest first; put together once, because it may be long.
    targets: Option<Vec<Row>>,
}

impl Relating {
    /// A relation of which the kind is known.
    #[must_use]
    pub fn of(kind: RelationKind) -> Self {
        Self { kind: Some(kind), ..Self::default() }
    }
}

/// The letter that chooses a kind.
#[must_use]
pub fn letter(kind: RelationKind) -> char {
    match kind {
        RelationKind::Denies => 'd',
        RelationKind::Contradicts => 'c',
        RelationKind::Corroborates => 'o',
        RelationKind::Repeats => 'r',
        RelationKind::Cites => 'i',
        RelationKind::Supports => 's',
        RelationKind::Updates => 'u',
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
    let weak = stage.palette.weak;
    match relating.kind {
        None => {
            ui.label(RichText::new("How does it bear on another statement?").heading());
            stage.line(ui, &words, theme::SMALL, weak);
            kind_ui(ui, stage, relating);
        }
        Some(kind) => {
            ui.label(RichText::new(format!("It {} …", kind.label())).heading());
            stage.line(ui, &words, theme::SMALL, weak);
            let catalogue = stage.desk.catalogue();
            let Relating { picker, targets, .. } = relating;
            picker.is_waiting = !catalogue.is_complete();
            if !picker.is_waiting {
                targets.get_or_insert_with(|| targets_of(session, catalogue, &from.id));
            }
            target_ui(ui, stage, session, kind, targets.as_deref().unwrap_or_default(), picker);
        }
    }
}

/// The kinds, each with its letter; arrow keys and Enter choose too.
fn kind_ui(ui: &mut Ui, stage: &mut Stage<'_>, relating: &mut Relating) {
    let kinds = RelationKind::ALL;
    let (down, up, enter, typed) = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        let keys = (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::Enter));
        let typed = input.events.iter().find_map(|event| match event {
            Event::Text(text) => text.to_lowercase().chars().next(),
            _ => None,
        });
        if typed.is_some() {
            // The letter is a choice; it must not be typed into the list that comes next.
            input.events.retain(|event| !matches!(event, Event::Text(_)));
        }
        (keys.0, keys.1, keys.2, typed)
    });
    let n = kinds.len();
    relating.at = match (down, up) {
        (true, _) => (relating.at + 1) % n,
        (_, true) => (relating.at + n - 1) % n,
        _ => relating.at,
    };
    let mut chosen = enter.then(|| kinds.get(relating.at).copied()).flatten();
    chosen = chosen.or_else(|| {
        typed.and_then(|typed| kinds.iter().copied().find(|kind| letter(*kind) == typed))
    });
    for (index, kind) in kinds.iter().enumerate() {
        let item = Item {
            label: kind.label().to_owned(),
            aside: letter(*kind).to_uppercase().to_string(),
        };
        if row_ui(ui, stage, &item, index == relating.at) {
            chosen = Some(*kind);
        }
    }
    if let Some(kind) = chosen {
        relating.kind = Some(kind);
        relating.picker = Picker::default();
        ui.ctx().request_repaint();
    } else if escape(ui) {
        stage.asks.push(Ask::CloseDialog);
    }
}

/// Statements that may be the target: this article's first, then the others', by likeness.
fn targets_of(session: &Session, catalogue: &Catalogue, from: &StatementId) -> Vec<Row> {
    let home = session.project().statement(from).map(|(home, _)| home);
    home.map_or_else(Vec::new, |home| catalogue.likely(from, home, session.me()))
}

/// A statement as a row: its kind, who says it, its words; and its article where that is another.
#[must_use]
pub fn item_of(project: &Project, catalogue: &Catalogue, row: Row, here: Option<&str>) -> Item {
    let Some((entry, home)) = catalogue.entry(row).zip(catalogue.home(row)) else {
        return Item { label: String::new(), aside: String::new() };
    };
    let words = crate::session::words_of_statement(project, &entry.id);
    let source = catalogue.source_of(entry).and_then(|id| project.sources().get(id));
    let source = source.map_or_else(String::new, |source| format!("{}: ", source.name));
    let title = project.articles().get(&home.article).map_or("", |a| a.metadata().title.as_str());
    let aside = if here == Some(home.article.as_str()) { "" } else { title };
    Item { label: format!("{}  {source}{words}", entry.kind.letter()), aside: aside.to_owned() }
}

fn target_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    kind: RelationKind,
    rows: &[Row],
    picker: &mut Picker,
) {
    let (project, catalogue) = (session.project(), stage.desk.catalogue());
    let here = session.place().article.as_ref().map(|id| id.as_str());
    let find = |query: &str| -> Found { catalogue.search(project, query, rows, MOST) };
    let hint = "A few of its words, or its source; this article’s statements come first";
    let pick = picker.ui(ui, stage, "Statement", hint, |query| {
        let found = find(query);
        let mut items: Vec<Item> =
            found.rows.iter().map(|row| item_of(project, catalogue, *row, here)).collect();
        if found.has_more {
            let label = "… and more: type more words".to_owned();
            items.push(Item { label, aside: String::new() });
        }
        items
    });
    match pick {
        Pick::Row(row) => {
            let target = find(&picker.query).rows.get(row).and_then(|row| catalogue.entry(*row));
            if let Some(entry) = target {
                stage.asks.push(Ask::CloseDialog);
                stage.act(Action::Relate(kind, entry.id.clone()));
            }
        }
        Pick::Cancel => stage.asks.push(Ask::CloseDialog),
        Pick::Open | Pick::Query => {}
    }
}

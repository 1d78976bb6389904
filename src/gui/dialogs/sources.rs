//! Picking a source: by name or alias, or a new one by typing its name.

use super::picker::{Item, Pick, Picker};
use crate::gui::stage::{Ask, Stage};
use crate::model::{Project, Source, SourceId, Word as _};
use crate::session::{Action, SourceChoice, SourcePurpose};
use egui::{RichText, Ui};

/// What stands in a row.
enum Choice {
    Known(SourceId),
    Author,
    New,
}

/// Do all words of the query begin a word of one of the source's names? So that “po” finds “The Post” and an unlike name
/// is never taken for a new one.
pub(super) fn goes_by(source: &Source, query: &str) -> bool {
    let query = query.trim().to_lowercase();
    source.names().any(|name| {
        let name = name.to_lowercase();
        // Dots and the like part the words of a query as they do those of a name: “U.S.” is two.
        let mut words = query.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words
            .all(|word| name.split(|c: char| !c.is_alphanumeric()).any(|own| own.starts_with(word)))
    })
}

fn is_exactly(source: &Source, query: &str) -> bool {
    source.names().any(|name| name.to_lowercase() == query.trim().to_lowercase())
}

/// The rows for what was typed: the source of that very name, those used most, the author, a new one.
fn choices(
    project: &Project,
    query: &str,
    purpose: SourcePurpose,
    last: Option<&SourceId>,
) -> Vec<(Choice, Item)> {
    let mut found: Vec<&Source> =
        project.sources().values().filter(|source| goes_by(source, query)).collect();
    found.sort_by_key(|source| {
        let is_last = last == Some(&source.id) && query.trim().is_empty();
        (!is_exactly(source, query), !is_last, usize::MAX - project.uses_of(&source.id))
    });
    let has_exact = found.iter().any(|source| is_exactly(source, query));
    let mut rows: Vec<(Choice, Item)> = found
        .into_iter()
        .map(|source| {
            let aliases = source.aliases.join(", ");
            let label = if aliases.is_empty() {
                source.name.clone()
            } else {
                format!("{}  ({aliases})", source.name)
            };
            let aside = source.kind.label().to_owned();
            (Choice::Known(source.id.clone()), Item { label, aside })
        })
        .collect();
    if query.trim().is_empty() && purpose == SourcePurpose::Level {
        let label = "The author’s own voice (no other source)".to_owned();
        rows.push((Choice::Author, Item { label, aside: String::new() }));
    }
    if !query.trim().is_empty() && !has_exact {
        let label = format!("New source “{}”", query.trim());
        rows.push((Choice::New, Item { label, aside: "creates the record".to_owned() }));
    }
    rows
}

fn heading(purpose: SourcePurpose) -> &'static str {
    match purpose {
        SourcePurpose::Level => "Who says it?",
        SourcePurpose::NewLevel => "Who says it, inside the others?",
        SourcePurpose::Implied => "Who must have said it, by the context?",
    }
}

/// Shows the picker for the statement in focus.
pub fn source_ui(ui: &mut Ui, stage: &mut Stage<'_>, purpose: SourcePurpose, picker: &mut Picker) {
    let Some(session) = stage.desk.session() else { return };
    let project = session.project();
    let last = session.last_source();
    ui.label(RichText::new(heading(purpose)).heading());
    if let Some(statement) = session.focus() {
        let words = session.words_at(&statement.id);
        let weak = stage.palette.weak;
        stage.line(ui, &words, crate::gui::theme::SMALL, weak);
    }
    let hint = "Name or alias; a new name makes a new source";
    let pick = picker.ui(ui, stage, "Source", hint, |query| {
        choices(project, query, purpose, last).into_iter().map(|(_, item)| item).collect()
    });
    match pick {
        Pick::Row(row) => {
            let chosen = choices(project, &picker.query, purpose, last).into_iter().nth(row);
            let choice = chosen.map(|(choice, _)| match choice {
                Choice::Known(id) => SourceChoice::Known(id),
                Choice::Author => SourceChoice::Author,
                Choice::New => SourceChoice::New(picker.query.trim().to_owned()),
            });
            stage.asks.push(Ask::CloseDialog);
            if let Some(choice) = choice {
                stage.act(Action::SetSource(purpose, choice));
            }
        }
        Pick::Cancel => stage.asks.push(Ask::CloseDialog),
        Pick::Open | Pick::Query => {}
    }
}

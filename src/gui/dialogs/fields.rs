//! The fields of a statement by a few letters: polarity, certainty, visibility, cue class, flags, its day and the like, and
//! nothing else.

use super::picker::{Item, Pick, Picker};
use crate::gui::fuzzy;
use crate::gui::stage::{Ask, Stage};
use crate::model::Statement;
use crate::session::commands::{Group, Row};
use crate::session::{Command, Session};
use egui::{RichText, Ui};

/// Does the statement hold this word already?
fn holds(session: &Session, statement: &Statement, command: Command) -> bool {
    use Command as C;
    let level = statement.chain.get(session.level_of(statement));
    match command {
        C::Polarity(word) => statement.polarity == word,
        C::Certainty(word) => statement.certainty == word,
        C::Quotation(word) => statement.quotation == word,
        C::Verdict(word) => statement.verdict == word,
        C::Access(word) => statement.access == word,
        C::Attribution(word) => statement.attribution == Some(word),
        C::TagConfidence(word) => statement.tag_confidence == Some(word),
        C::Visibility(word) => level.is_some_and(|level| level.visibility == Some(word)),
        C::CueClass(word) => level.map_or(&*statement.author_cue, |level| &level.cue).class == word,
        C::Flag(flag) => statement.flags.contains(&flag),
        _ => false,
    }
}

/// The places in `rows` of those that go with the query: words that it begins ahead of others, what is set already behind
/// all.
fn order(query: &str, rows: &[&Row], is_set: impl Fn(&Row) -> bool) -> Vec<usize> {
    let mut found = fuzzy::best(query, rows.iter().map(|row| row.label.as_str()));
    let query = query.trim().to_lowercase();
    if query.is_empty() {
        return found;
    }
    found.sort_by_key(|index| {
        rows.get(*index).map(|row| {
            let word = row.label.rsplit_once(": ").map_or(row.label.as_str(), |(_, word)| word);
            // A flag that is set is taken back by its row, so that it keeps its place.
            let is_idle = is_set(row) && !matches!(row.command, Command::Flag(_));
            (is_idle, !word.to_lowercase().starts_with(&query))
        })
    });
    found
}

/// Shows the list.
pub fn fields_ui(ui: &mut Ui, stage: &mut Stage<'_>, picker: &mut Picker) {
    let Some(session) = stage.desk.session() else { return };
    let n = session.chosen().len();
    let words = match (n, session.focus()) {
        (0, Some(focus)) => session.words_at(&focus.id),
        (n, _) => format!("{n} statements chosen"),
    };
    ui.label(RichText::new("Set a field").heading());
    let weak = stage.palette.weak;
    stage.line(ui, &words, crate::gui::theme::SMALL, weak);
    let keys = stage.keys;
    let rows: Vec<&Row> = keys.rows().iter().filter(|row| row.group == Group::Fields).collect();
    let is_set = |row: &Row| session.focus().is_some_and(|one| holds(session, &one, row.command));
    let order = |query: &str| order(query, &rows, is_set);
    let hint = "“negated”, “accusation”, “anaphoric source” …";
    let pick = picker.ui(ui, stage, "Field", hint, |query| {
        let rows = order(query).into_iter().filter_map(|index| rows.get(index));
        let item = |row: &&Row| Item {
            label: row.label.clone(),
            aside: match is_set(row) {
                true => "set".to_owned(),
                false => keys.keys_of(row.command).join("  "),
            },
        };
        rows.map(item).collect()
    });
    match pick {
        Pick::Row(row) => {
            let chosen = order(&picker.query).get(row).and_then(|index| rows.get(*index));
            stage.asks.push(Ask::CloseDialog);
            if let Some(row) = chosen {
                stage.act(row.command);
            }
        }
        Pick::Cancel => stage.asks.push(Ask::CloseDialog),
        Pick::Open | Pick::Query => {}
    }
}

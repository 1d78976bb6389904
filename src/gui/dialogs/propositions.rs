//! What statements are about: one of the project's propositions, the likeliest first, or a new one by typing its wording;
//! and which proposition is merged into which.

use super::picker::{Item, Pick, Picker};
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::model::{PropositionId, StatementId, Word as _};
use crate::session::grouping::{Likely, Reason, likely_propositions};
use crate::session::{Action, PropositionChoice, Session, in_quotes, words_of_statement};
use egui::{Key, Modifiers, RichText, Ui};
use memchr::memmem::Finder;

/// Propositions that are listed at a time; those behind them are found by typing.
const MOST: usize = 300;

/// A choice in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picking {
    statements: Vec<StatementId>,
    picker: Picker,
    /// What they may be about, the likeliest first; put together once, because it may be long.
    likely: Option<Vec<Likely>>,
}

impl Picking {
    /// For these statements.
    #[must_use]
    pub fn of(statements: Vec<StatementId>) -> Self {
        Self { statements, ..Self::default() }
    }
}

/// The first propositions that hold every word, and whether others do.
fn found<'a>(likely: &'a [Likely], query: &str) -> (Vec<&'a Likely>, bool) {
    let query = query.to_lowercase();
    let words: Vec<Finder<'_>> = query.split_whitespace().map(Finder::new).collect();
    let is_meant =
        |one: &&Likely| words.iter().all(|word| word.find(one.words.as_bytes()).is_some());
    let mut found = likely.iter().filter(is_meant);
    let first = found.by_ref().take(MOST).collect();
    (first, found.next().is_some())
}

/// What stands in a row.
enum Choice {
    Into(PropositionChoice),
    /// A row that is only read.
    Nothing,
}

fn reason(session: &Session, statements: &[StatementId], likely: &Likely) -> String {
    let is_in_it = |id| session.project().proposition_of(id) == Some(&likely.id);
    if statements.iter().all(is_in_it) {
        return "now".to_owned();
    }
    match likely.reason {
        Reason::Joined(kind) => format!("proposed: {}", kind.label()),
        Reason::Alike => "proposed: like words".to_owned(),
        Reason::None => match session.project().n_members(&likely.id) {
            1 => "1 statement".to_owned(),
            n => format!("{n} statements"),
        },
    }
}

/// The rows for what was typed: propositions; a new one; none.
fn choices(
    session: &Session,
    statements: &[StatementId],
    likely: &[Likely],
    query: &str,
) -> Vec<(Choice, Item)> {
    let project = session.project();
    let wording = |id: &PropositionId| {
        project.propositions().get(id).map_or_else(String::new, |one| one.wording.clone())
    };
    let (listed, has_more) = found(likely, query);
    let mut rows: Vec<(Choice, Item)> = listed
        .into_iter()
        .map(|one| {
            let item = Item { label: wording(&one.id), aside: reason(session, statements, one) };
            (Choice::Into(PropositionChoice::Known(one.id.clone())), item)
        })
        .collect();
    if has_more {
        let label = "… and more: type more words".to_owned();
        rows.push((Choice::Nothing, Item { label, aside: String::new() }));
    }
    let query = query.trim();
    let is_in_one =
        |id: &StatementId| project.statement(id).is_some_and(|(_, one)| one.proposition.is_some());
    if query.is_empty() && statements.iter().any(is_in_one) {
        let item = Item { label: "In no proposition".to_owned(), aside: String::new() };
        rows.push((Choice::Into(PropositionChoice::None), item));
    }
    // Without a word typed, the statement's own words are a beginning; they can be made neutral later.
    let own = || statements.first().map(|id| words_of_statement(project, id)).unwrap_or_default();
    let fresh = if query.is_empty() { own() } else { query.to_owned() };
    if !fresh.is_empty() && session.proposition_worded(&fresh).is_none() {
        let item =
            Item { label: format!("New: {}", in_quotes(&fresh)), aside: "Ctrl+Enter".to_owned() };
        rows.push((Choice::Into(PropositionChoice::New(fresh)), item));
    }
    rows
}

/// Shows the list.
pub fn proposition_ui(ui: &mut Ui, stage: &mut Stage<'_>, picking: &mut Picking) {
    let Some(session) = stage.desk.session() else { return };
    ui.label(RichText::new("What is it about?").heading());
    let words = match picking.statements.as_slice() {
        [only] => session.words_at(only),
        several => format!("{} statements", several.len()),
    };
    let weak = stage.palette.weak;
    stage.line(ui, &words, theme::SMALL, weak);
    let catalogue = stage.desk.catalogue();
    let Picking { statements, picker, likely } = picking;
    picker.is_waiting = !catalogue.is_complete();
    if !picker.is_waiting {
        likely.get_or_insert_with(|| {
            likely_propositions(session.project(), catalogue, statements, session.me())
        });
    }
    let likely = likely.as_deref().unwrap_or_default();
    let makes_new = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let hint = "Words of a proposition; other words make a new one, in a neutral wording";
    let rows = |query: &str| choices(session, statements, likely, query);
    let pick = picker.ui(ui, stage, "Proposition", hint, |query| {
        rows(query).into_iter().map(|(_, item)| item).collect()
    });
    let chosen = match pick {
        Pick::Cancel => return stage.asks.push(Ask::CloseDialog),
        _ if makes_new => rows(&picker.query).pop(),
        Pick::Row(row) => rows(&picker.query).into_iter().nth(row),
        Pick::Open | Pick::Query => None,
    };
    if let Some((Choice::Into(choice), _)) = chosen {
        stage.asks.push(Ask::CloseDialog);
        stage.act(Action::Group(std::mem::take(statements), choice));
    }
}

/// The propositions as they are being chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merging {
    from: Option<PropositionId>,
    picker: Picker,
}

impl Merging {
    /// To merge this proposition into another.
    #[must_use]
    pub fn of(from: PropositionId) -> Self {
        Self { from: Some(from), ..Self::default() }
    }
}

/// The propositions that hold every word of what was typed, those of like words first.
fn others(session: &Session, from: Option<&PropositionId>, query: &str) -> Vec<PropositionId> {
    let project = session.project();
    let stems_of = |id: &PropositionId| {
        let wording = project.propositions().get(id).map(|one| one.wording.to_lowercase());
        crate::text::stems(&wording.unwrap_or_default())
    };
    let own = from.map(stems_of).unwrap_or_default();
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let all = project.propositions().values().filter(|one| Some(&one.id) != from);
    let mut found: Vec<_> = all
        .filter(|one| {
            let own = format!("{}\n{}", one.wording, one.topic).to_lowercase();
            words.iter().all(|word| own.contains(word))
        })
        .map(|one| (crate::text::likeness(&own, &stems_of(&one.id)), one))
        .collect();
    found.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.wording.cmp(&other.wording)));
    found.into_iter().take(MOST).map(|(_, one)| one.id.clone()).collect()
}

/// Shows the list.
pub fn merge_ui(ui: &mut Ui, stage: &mut Stage<'_>, merging: &mut Merging) {
    let Some(session) = stage.desk.session() else { return };
    let project = session.project();
    let wording = |id: &PropositionId| {
        project.propositions().get(id).map_or_else(String::new, |one| one.wording.clone())
    };
    let from = merging.from.clone();
    let (heading, name) = match &from {
        None => ("Which proposition is merged into another?", "Proposition that goes"),
        Some(_) => ("Into which one? Its statements go over", "Proposition that stays"),
    };
    ui.label(RichText::new(heading).heading());
    if let Some(from) = &from {
        let weak = stage.palette.weak;
        stage.line(ui, &wording(from), theme::SMALL, weak);
    }
    let pick = merging.picker.ui(ui, stage, name, "Words of its wording or topic", |query| {
        let row = |id: PropositionId| Item {
            label: wording(&id),
            aside: match project.n_members(&id) {
                1 => "1 statement".to_owned(),
                n => format!("{n} statements"),
            },
        };
        others(session, from.as_ref(), query).into_iter().map(row).collect()
    });
    match pick {
        Pick::Row(row) => {
            let chosen = others(session, from.as_ref(), &merging.picker.query);
            match (from, chosen.into_iter().nth(row)) {
                (Some(from), Some(into)) => {
                    stage.asks.push(Ask::CloseDialog);
                    stage.act(Action::MergePropositions { from, into });
                }
                (None, Some(chosen)) => *merging = Merging::of(chosen),
                (_, None) => {}
            }
        }
        Pick::Cancel => stage.asks.push(Ask::CloseDialog),
        Pick::Open | Pick::Query => {}
    }
}

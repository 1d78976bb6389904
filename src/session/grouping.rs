//! Which propositions a statement is likely to be about (they are proposed, never chosen), and how the ledger is worded.

use super::catalogue::Catalogue;
use super::words_of_statement;
use crate::model::{
    AnnotatorId, DateBasis, LayerId, Project, PropositionId, RelationKind, SourceId, Statement,
    StatementId,
};
use crate::report::{Part, Tally, UNRECORDED_VOICE, When, joined_to};
use crate::text::{likeness, stems};
use std::collections::{BTreeMap, BTreeSet};

/// As many of the likest statements say what a statement may be about.
const NEAREST: usize = 40;

/// Less in common than this, in thousandths, is chance.
const CHANCE: u32 = 120;

/// Why a proposition stands where it stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A relation joins the statement to one of its members.
    Joined(RelationKind),
    /// Its wording, or a member's words, are like the statement's.
    Alike,
    /// None: it is one of the project's.
    None,
}

/// A proposition with the reason for its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// The proposition.
    pub id: PropositionId,
    /// Why it stands here.
    pub reason: Reason,
    /// Its wording and topic in lower case, to be searched.
    pub words: String,
}

/// Every proposition, the likeliest for these statements first: those that relations join them to, then those of like words,
/// then the others by their wording.
#[must_use]
pub fn likely_propositions(
    project: &Project,
    catalogue: &Catalogue,
    statements: &[StatementId],
    me: &AnnotatorId,
) -> Vec<Likely> {
    let joined: BTreeMap<PropositionId, RelationKind> =
        statements.iter().flat_map(|id| joined_to(project, id)).collect();
    let near = near(project, catalogue, statements, me);
    let said = statements.iter().map(|id| words_of_statement(project, id).to_lowercase());
    let said: Vec<Vec<u32>> = said.map(|words| stems(&words)).collect();
    let mut all: Vec<(u32, Likely)> = Vec::with_capacity(project.propositions().len());
    for (id, proposition) in project.propositions() {
        let words = format!("{}\n{}", proposition.wording, proposition.topic).to_lowercase();
        let own = stems(&words);
        let alike = said.iter().map(|said| likeness(said, &own)).max().unwrap_or(0);
        let alike = if near.contains(id) { alike + 1000 } else { alike };
        let (score, reason) = match joined.get(id) {
            Some(kind) => (alike + 10_000, Reason::Joined(*kind)),
            None if alike >= CHANCE => (alike, Reason::Alike),
            None => (0, Reason::None),
        };
        all.push((score, Likely { id: id.clone(), reason, words }));
    }
    all.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.words.cmp(&other.words)));
    all.into_iter().map(|(_, likely)| likely).collect()
}

/// The propositions of the statements whose words are likest.
fn near(
    project: &Project,
    catalogue: &Catalogue,
    statements: &[StatementId],
    me: &AnnotatorId,
) -> BTreeSet<PropositionId> {
    let Some((id, (home, _))) =
        statements.first().and_then(|id| Some((id, project.statement(id)?)))
    else {
        return BTreeSet::new();
    };
    let rows = catalogue.alike(id, home, me, CHANCE, NEAREST);
    let found = rows.into_iter().filter_map(|row| catalogue.entry(row));
    let found = found.filter_map(|entry| project.statement(&entry.id));
    found.filter_map(|(_, statement)| statement.proposition.clone()).collect()
}

/// What a statement does on the board of a proposition, as people read it.
#[must_use]
pub fn words_of_part(part: Part) -> &'static str {
    match part {
        Part::Asserts => "asserts",
        Part::Denies => "denies",
        Part::Repeats => "repeats",
        Part::Corrects => "corrects",
    }
}

/// A proposition's numbers as people read them: `3 reports, 1 origin, 1 denial`.
#[must_use]
pub fn words_of_tally(tally: Tally) -> String {
    let mut words = vec![counted(tally.reports, "report"), counted(tally.origins, "origin")];
    if tally.unknown > 0 {
        words.push(counted(tally.unknown, "unknown voice"));
    }
    words.push(counted(tally.denials, "denial"));
    words.join(", ")
}

fn counted(n: usize, noun: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{ending}")
}

/// The names of all who pass a statement on, from the outside inwards: “The Post › The ministry”. The article's own voice is
/// named where nobody else speaks; who must have said it stands behind.
#[must_use]
pub fn words_of_chain(project: &Project, home: &LayerId, statement: &Statement) -> String {
    let name = |id: &SourceId| {
        project.sources().get(id).map_or_else(|| id.to_string(), |source| source.name.clone())
    };
    let names: Vec<String> = statement.chain.iter().map(|level| name(&level.source)).collect();
    let voice = || {
        let voice = project.articles().get(&home.article).and_then(|article| article.voice());
        voice.map_or_else(|| UNRECORDED_VOICE.to_owned(), name)
    };
    let words = if names.is_empty() { voice() } else { names.join(" › ") };
    match &statement.implied_source {
        Some(implied) => format!("{words} (implied: {})", name(implied)),
        None => words,
    }
}

/// The day of a statement, or the days; and how it is known, in a word.
#[must_use]
pub fn words_of_when(when: When) -> (String, &'static str) {
    match when {
        When::Unknown => ("unknown".to_owned(), "no day known"),
        When::Published(day) => (day.to_string(), "published"),
        When::Said { from, to, basis } => {
            let days = if from == to { from.to_string() } else { format!("{from} to {to}") };
            let basis = match basis {
                DateBasis::Stated => "stated",
                DateBasis::Resolved => "resolved",
                DateBasis::Published => "published",
                DateBasis::Judged => "judged",
            };
            (days, basis)
        }
    }
}

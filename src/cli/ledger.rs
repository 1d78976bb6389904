//! `ascribe ledger`: every proposition, who says what about it and when, and from how many independent origins.

use super::table::write_table;
use super::{CliError, Outcome, Terminal, counted, folder, shown};
use crate::export::Code;
use crate::model::{
    AnnotatorId, ArticleId, Bearing, Confidence, Evidence, EvidenceKind, Kind, LayerId, Project,
    Proposition, PropositionId, StatementId, Verdict, Word as _,
};
use crate::report::{Board, Entry, Origins, Part, Tally, When, joined_to};
use crate::session::grouping::{words_of_chain, words_of_part, words_of_tally, words_of_when};
use crate::session::words_of_statement;
use clap::Args;
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use std::io::{self, Write};
use std::path::PathBuf;

const ABOUT: &str = "\
Reports are the statements that assert a proposition; origins are the independence groups that these go back to by what
they cite and repeat. Statements of which nobody knows who speaks are unknown voices, and no origins. What its source
corrected later is shown and not counted. The board of a proposition runs with time: the day of the statement, else the day
its article was published; where neither is known it says so, last.

With --json one object is written; words of closed lists are in small letters with dashes, days are year first:
  schema         \"ascribe-ledger/1\"; fields may be added to it, none will change
  title          of the project
  propositions   each with id, wording, topic, note, verdict; reports, origins (group and statements), unknown
                 (statements), denials, denied_by (like origins), first_appearance (a day or null); verdicts, evidence;
                 board: statement, article, annotator, kind, part (asserts, denies, repeats, corrects), member,
                 replaced, from and to (days or null), date_basis (stated, resolved, published, judged or null),
                 chain, words
  ungrouped      statements in no proposition and on no board: statement, article, annotator, kind, words,
                 proposed (propositions that relations join it to)

Examples:
  ascribe ledger quay
  ascribe ledger quay --json | jq '.propositions[] | {wording, reports, origins: (.origins | length)}'";

/// The words behind `ascribe ledger`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct LedgerArgs {
    /// The project's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Write one JSON object instead of tables
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(args: &LedgerArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    let (project, is_whole) = folder::read(&args.dir, terminal)?;
    let boards: Vec<(&Proposition, Board)> = project
        .propositions()
        .values()
        .map(|proposition| (proposition, Board::of(&project, &proposition.id)))
        .collect();
    if args.json {
        let json = serde_json::to_string_pretty(&LedgerJson::of(&project, &boards));
        writeln!(terminal.out, "{}", json.map_err(io::Error::from)?)?;
    } else {
        write_summary(terminal.out, &project, &boards)?;
        for (proposition, board) in &boards {
            write_board(terminal.out, &project, proposition, board)?;
        }
        write_ungrouped(terminal.out, &project, &boards)?;
    }
    Ok(if is_whole { Outcome::Done } else { Outcome::Failed })
}

/// Longest piece of a table's cell that others stand behind, in code points.
const CELL: usize = 48;

/// Words for a cell that others stand behind, cut where they are long.
pub(super) fn cell(words: &str) -> String {
    let words = shown(words);
    match words.char_indices().nth(CELL) {
        Some((cut, _)) => format!("{}…", words.get(..cut).unwrap_or_default().trim_end()),
        None => words,
    }
}

/// The statements that are in no proposition and on no board, by article and text.
fn ungrouped<'a>(
    project: &'a Project,
    boards: &[(&Proposition, Board)],
) -> Vec<(&'a LayerId, StatementId)> {
    let entries = boards.iter().flat_map(|(_, board)| &board.entries);
    let placed: std::collections::BTreeSet<&StatementId> =
        entries.map(|entry| &entry.statement).collect();
    let layers = project.layers().values();
    let all = layers.flat_map(|layer| {
        let marks = layer.marks();
        let ids = marks.in_text_order().into_iter().map(|statement| statement.id.clone());
        let free = ids.filter(|id| !placed.contains(id)).map(|id| (layer.id(), id));
        free.collect::<Vec<_>>()
    });
    all.collect()
}

fn write_summary(
    out: &mut dyn Write,
    project: &Project,
    boards: &[(&Proposition, Board)],
) -> io::Result<()> {
    writeln!(out, "{}", shown(&project.settings().title))?;
    let n = ungrouped(project, boards).len();
    let free = counted(n, "statement");
    writeln!(out, "{}, {free} in none", counted(boards.len(), "proposition"))?;
    let head = ["reports", "origins", "unknown", "denials", "first seen", "verdict", "proposition"];
    let row = |(proposition, board): &(&Proposition, Board)| {
        let Tally { reports, origins, unknown, denials, first } = board.tally();
        let mut row: Vec<String> =
            [reports, origins, unknown, denials].map(|n| n.to_string()).to_vec();
        row.push(first.map_or_else(|| "unknown".to_owned(), |day| day.to_string()));
        row.push(proposition.verdict().label().to_owned());
        row.push(shown(&proposition.wording));
        row
    };
    let rows: Vec<_> = boards.iter().map(row).collect();
    write_table(out, &head, &rows)
}

fn write_board(
    out: &mut dyn Write,
    project: &Project,
    proposition: &Proposition,
    board: &Board,
) -> io::Result<()> {
    writeln!(out, "\n{}", shown(&proposition.wording))?;
    let verdict = proposition.verdict().label();
    writeln!(out, "{}; {verdict}", words_of_tally(board.tally()))?;
    for one in &proposition.evidence {
        let free = if one.independent { "independent" } else { "not independent" };
        let reference = shown(&one.reference);
        writeln!(out, "evidence that {} it, {free}: {reference}", one.bearing.label())?;
    }
    let row = |entry: &Entry| {
        let (day, basis) = words_of_when(entry.when);
        let part = match entry.is_replaced {
            true => format!("{}, corrected later", words_of_part(entry.part)),
            false => words_of_part(entry.part).to_owned(),
        };
        let placed = project.statement(&entry.statement);
        let chain = placed.map(|(home, one)| words_of_chain(project, home, &one));
        let basis = if entry.when == When::Unknown { "-" } else { basis };
        vec![
            day,
            basis.to_owned(),
            cell(&chain.unwrap_or_default()),
            part,
            entry.home.article.to_string(),
            shown(&words_of_statement(project, &entry.statement)),
        ]
    };
    let rows: Vec<_> = board.entries.iter().map(row).collect();
    write_table(out, &["day", "known", "source", "does", "article", "words"], &rows)
}

fn write_ungrouped(
    out: &mut dyn Write,
    project: &Project,
    boards: &[(&Proposition, Board)],
) -> io::Result<()> {
    let row = |(home, id): (&LayerId, StatementId)| {
        let kind = project.statement(&id).map_or("", |(_, one)| one.kind.short_label());
        let proposed = joined_to(project, &id).into_keys().map(|id| id.to_string());
        let proposed: Vec<String> = proposed.collect();
        vec![
            kind.to_owned(),
            home.article.to_string(),
            if proposed.is_empty() { "-".to_owned() } else { proposed.join(", ") },
            shown(&words_of_statement(project, &id)),
        ]
    };
    let rows: Vec<_> = ungrouped(project, boards).into_iter().map(row).collect();
    if !rows.is_empty() {
        writeln!(out, "\nIn no proposition")?;
    }
    write_table(out, &["kind", "article", "proposed for", "words"], &rows)
}

#[derive(Serialize)]
struct LedgerJson<'a> {
    schema: &'static str,
    title: &'a str,
    propositions: Vec<PropositionJson<'a>>,
    ungrouped: Vec<UngroupedJson<'a>>,
}

impl<'a> LedgerJson<'a> {
    fn of(project: &'a Project, boards: &'a [(&'a Proposition, Board)]) -> Self {
        let ungrouped = ungrouped(project, boards).into_iter();
        Self {
            schema: "ascribe-ledger/1",
            title: &project.settings().title,
            propositions: boards.iter().map(|one| PropositionJson::of(project, one)).collect(),
            ungrouped: ungrouped.map(|one| UngroupedJson::of(project, one)).collect(),
        }
    }
}

#[derive(Serialize)]
struct PropositionJson<'a> {
    id: &'a PropositionId,
    wording: &'a str,
    topic: &'a str,
    note: &'a str,
    verdict: Code<Verdict>,
    reports: usize,
    origins: Vec<OriginJson<'a>>,
    unknown: Vec<&'a StatementId>,
    denials: usize,
    denied_by: Vec<OriginJson<'a>>,
    first_appearance: Option<Date>,
    verdicts: Vec<VerdictJson<'a>>,
    evidence: Vec<EvidenceJson<'a>>,
    board: Vec<EntryJson<'a>>,
}

impl<'a> PropositionJson<'a> {
    fn of(project: &'a Project, (proposition, board): &'a (&'a Proposition, Board)) -> Self {
        let verdicts = proposition.verdicts.iter().map(|one| VerdictJson {
            verdict: Code(one.grade),
            confidence: one.confidence.map(Code),
            why: &one.why,
            by: &one.by,
            at: one.at,
        });
        Self {
            id: &proposition.id,
            wording: &proposition.wording,
            topic: &proposition.topic,
            note: &proposition.note,
            verdict: Code(proposition.verdict()),
            reports: board.reports,
            origins: OriginJson::all(&board.assertions),
            unknown: board.assertions.unknown.iter().collect(),
            denials: board.denials,
            denied_by: OriginJson::all(&board.denied_by),
            first_appearance: board.first_appearance().map(|(day, _)| day),
            verdicts: verdicts.collect(),
            evidence: proposition.evidence.iter().map(EvidenceJson::of).collect(),
            board: board.entries.iter().map(|entry| EntryJson::of(project, entry)).collect(),
        }
    }
}

#[derive(Serialize)]
struct OriginJson<'a> {
    group: &'a str,
    statements: Vec<&'a StatementId>,
}

impl<'a> OriginJson<'a> {
    fn all(origins: &'a Origins) -> Vec<Self> {
        let all = origins.origins.iter();
        all.map(|(group, ends)| Self { group, statements: ends.iter().collect() }).collect()
    }
}

#[derive(Serialize)]
struct VerdictJson<'a> {
    verdict: Code<Verdict>,
    confidence: Option<Code<Confidence>>,
    why: &'a str,
    by: &'a AnnotatorId,
    at: Timestamp,
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    kind: Code<EvidenceKind>,
    reference: &'a str,
    bearing: Code<Bearing>,
    independent: bool,
    note: &'a str,
    by: &'a AnnotatorId,
    at: Timestamp,
}

impl<'a> EvidenceJson<'a> {
    fn of(one: &'a Evidence) -> Self {
        Self {
            kind: Code(one.kind),
            reference: &one.reference,
            bearing: Code(one.bearing),
            independent: one.independent,
            note: &one.note,
            by: &one.by,
            at: one.at,
        }
    }
}

#[derive(Serialize)]
struct EntryJson<'a> {
    statement: &'a StatementId,
    article: &'a ArticleId,
    annotator: &'a AnnotatorId,
    kind: Code<Kind>,
    part: Part,
    member: bool,
    replaced: bool,
    from: Option<Date>,
    to: Option<Date>,
    date_basis: Option<&'static str>,
    chain: String,
    words: String,
}

impl<'a> EntryJson<'a> {
    fn of(project: &Project, entry: &'a Entry) -> Self {
        let to = match entry.when {
            When::Said { to, .. } => Some(to),
            When::Published(_) | When::Unknown => entry.when.day(),
        };
        let basis = words_of_when(entry.when).1;
        let placed = project.statement(&entry.statement);
        let chain = placed.map(|(home, one)| words_of_chain(project, home, &one));
        Self {
            statement: &entry.statement,
            article: &entry.home.article,
            annotator: &entry.home.annotator,
            kind: Code(entry.kind),
            part: entry.part,
            member: entry.is_member,
            replaced: entry.is_replaced,
            from: entry.when.day(),
            to,
            date_basis: (entry.when != When::Unknown).then_some(basis),
            chain: chain.unwrap_or_default(),
            words: words_of_statement(project, &entry.statement),
        }
    }
}

#[derive(Serialize)]
struct UngroupedJson<'a> {
    statement: StatementId,
    article: &'a ArticleId,
    annotator: &'a AnnotatorId,
    kind: Option<Code<Kind>>,
    words: String,
    proposed: Vec<PropositionId>,
}

impl<'a> UngroupedJson<'a> {
    fn of(project: &Project, (home, id): (&'a LayerId, StatementId)) -> Self {
        Self {
            article: &home.article,
            annotator: &home.annotator,
            kind: project.statement(&id).map(|(_, one)| Code(one.kind)),
            words: words_of_statement(project, &id),
            proposed: joined_to(project, &id).into_keys().collect(),
            statement: id,
        }
    }
}

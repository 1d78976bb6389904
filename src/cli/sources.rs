//! `ascribe sources`: who is quoted, how much, and how graded.

use super::table::write_table;
use super::{CliError, Outcome, Terminal, counted, folder, shown};
use crate::model::{Credibility, Grade, GradingScheme, Judgement, Project, Source, Word as _};
use crate::picture::words;
use crate::report::{
    Diagonal, Kinds, by_source, credibility_by_source, group_of, judged, judgement_in,
};
use clap::Args;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

const ABOUT: &str = "\
Grades are those that count now: the newest of the scale that the project grades by. A grade that says that there is no
basis for a judgement (F, 6) stands apart from the others. The last lines hold the share of pairs on the diagonal (A1, B2,
C3 and so on), which is high where one grade was given by looking at the other.

Examples:
  ascribe sources quay
  ascribe sources quay --json | jq '.sources[] | {name, grade: .reliability.code}'";

/// The words behind `ascribe sources`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct SourcesArgs {
    /// The project's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Write one JSON object instead of tables
    #[arg(long)]
    pub json: bool,
}

/// A source with what is known about it.
struct Line<'a> {
    source: &'a Source,
    statements: Kinds,
    credibility: BTreeMap<Credibility, usize>,
}

pub(super) fn run(args: &SourcesArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    let (project, is_whole) = folder::read(&args.dir, terminal)?;
    let lines = lines(&project);
    if args.json {
        let sources: Vec<Value> = lines.iter().map(|line| line_json(&project, line)).collect();
        let json = json!({
            "title": project.settings().title,
            "scale": project.settings().grading,
            "sources": sources,
            "diagonal": diagonal_json(&Diagonal::of(&project)),
        });
        let json = serde_json::to_string_pretty(&json).map_err(io::Error::from)?;
        writeln!(terminal.out, "{json}")?;
    } else {
        write_lines(terminal.out, &project, &lines)?;
        write_diagonal(terminal.out, &project)?;
    }
    Ok(if is_whole { Outcome::Done } else { Outcome::Failed })
}

/// The most frequent first, by name among equals.
fn lines(project: &Project) -> Vec<Line<'_>> {
    let shares = by_source(project).into_iter();
    let mut counts: BTreeMap<_, _> =
        shares.filter_map(|share| Some((share.source?, share.statements))).collect();
    let mut credibility = credibility_by_source(project);
    let mut lines = Vec::with_capacity(project.sources().len());
    for (id, source) in project.sources() {
        let statements = counts.remove(id).unwrap_or_default();
        let credibility = credibility.remove(id).unwrap_or_default();
        lines.push(Line { source, statements, credibility });
    }
    lines.retain(|line| !line.source.is_unattributed() || line.statements.total() > 0);
    lines.sort_by(|a, b| {
        let n = |line: &Line<'_>| std::cmp::Reverse(line.statements.total());
        n(a).cmp(&n(b)).then_with(|| a.source.name.cmp(&b.source.name))
    });
    lines
}

/// `1:2 3:1 · 6:4`: what judges nothing stands behind the dot.
fn credibility_in_words(scheme: GradingScheme, counts: &BTreeMap<Credibility, usize>) -> String {
    let all = Credibility::of(scheme).into_iter();
    let (judged, apart): (Vec<_>, Vec<_>) =
        all.filter(|grade| counts.contains_key(grade)).partition(|grade| grade.is_judged());
    let words = |grades: Vec<Credibility>| {
        let one = |grade: Credibility| {
            format!("{}:{}", grade.code(), counts.get(&grade).copied().unwrap_or(0))
        };
        grades.into_iter().map(one).collect::<Vec<_>>().join(" ")
    };
    let (judged, apart) = (words(judged), words(apart));
    match (judged.is_empty(), apart.is_empty()) {
        (true, true) => "-".to_owned(),
        (false, true) => judged,
        (true, false) => format!("· {apart}"),
        (false, false) => format!("{judged} · {apart}"),
    }
}

fn write_lines(out: &mut dyn Write, project: &Project, lines: &[Line<'_>]) -> io::Result<()> {
    let scheme = project.settings().grading;
    writeln!(out, "{}", shown(&project.settings().title))?;
    writeln!(out, "{}, graded by {}", counted(lines.len(), "source"), scheme.label())?;
    let head = ["source", "type", "group", "claims", "denials", "facts", "grade", "credibility"];
    let row = |line: &Line<'_>| {
        let Kinds { claim, denial, fact } = line.statements;
        let grade = judgement_in(&line.source.reliability, scheme);
        let mut row = vec![shown(&line.source.name), line.source.kind.label().to_owned()];
        row.push(shown(&words::group(project, &group_of(project, &line.source.id))));
        row.extend([claim, denial, fact].map(|number| number.to_string()));
        row.push(grade.map_or_else(|| "-".to_owned(), |grade| grade.grade.code().to_string()));
        row.push(credibility_in_words(scheme, &line.credibility));
        row
    };
    let rows: Vec<_> = lines.iter().map(row).collect();
    write_table(out, &head, &rows)
}

/// The pairs of grades as a table, and what they say.
pub(super) fn write_diagonal(out: &mut dyn Write, project: &Project) -> io::Result<()> {
    let diagonal = Diagonal::of(project);
    if diagonal.n() > 0 {
        let letters = judged::<crate::model::Reliability>(diagonal.scheme);
        let digits = judged::<Credibility>(diagonal.scheme);
        let mut head = vec![String::new()];
        head.extend(digits.iter().map(|digit| digit.code().to_string()));
        let row = |letter: &crate::model::Reliability| {
            let n = |digit: &Credibility| {
                diagonal.pairs.get(&(*letter, *digit)).map_or(0, std::collections::BTreeSet::len)
            };
            let mut row = vec![letter.code().to_string()];
            row.extend(digits.iter().map(|digit| n(digit).to_string()));
            row
        };
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        write_table(out, &head, &letters.iter().map(row).collect::<Vec<_>>())?;
    }
    writeln!(out)?;
    words::diagonal(&diagonal).iter().try_for_each(|words| writeln!(out, "{words}."))
}

fn judgement_json<G: Grade + serde::Serialize>(judgement: &Judgement<G>) -> Value {
    json!({
        "grade": judgement.grade,
        "code": judgement.grade.code().to_string(),
        "label": judgement.grade.label(),
        "is_judged": judgement.grade.is_judged(),
        "scope": judgement.scope,
        "confidence": judgement.confidence,
        "why": judgement.why,
        "by": judgement.by,
        "at": judgement.at,
    })
}

fn line_json(project: &Project, line: &Line<'_>) -> Value {
    let Line { source, statements, credibility } = line;
    let scheme = project.settings().grading;
    let digits: BTreeMap<String, usize> =
        credibility.iter().map(|(grade, n)| (grade.code().to_string(), *n)).collect();
    json!({
        "id": source.id,
        "name": source.name,
        "type": source.kind,
        "aliases": source.aliases,
        "part_of": source.part_of,
        "group": group_of(project, &source.id),
        "statements": statements,
        "reliability": judgement_in(&source.reliability, scheme).map(judgement_json),
        "grades_given": source.reliability.len(),
        "credibility": digits,
    })
}

/// The bias check as JSON: `share` and `expected` are null where there is nothing to divide.
pub(super) fn diagonal_json(diagonal: &Diagonal) -> Value {
    let pairs: Vec<Value> = diagonal
        .pairs
        .iter()
        .map(|((letter, digit), statements)| {
            json!({
                "reliability": letter.code().to_string(),
                "credibility": digit.code().to_string(),
                "is_on_the_diagonal": diagonal.is_on(*letter, *digit),
                "statements": statements,
            })
        })
        .collect();
    json!({
        "pairs": pairs,
        "n": diagonal.n(),
        "on_the_diagonal": diagonal.n_on(),
        "share": diagonal.share(),
        "expected_by_chance": diagonal.expected(),
        "apart": diagonal.apart,
    })
}

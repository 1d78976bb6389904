//! `ascribe reliability`: what came of what each source said; or trust and belief, each from the other.

use super::sources::{diagonal_json, write_diagonal};
use super::table::write_table;
use super::{CliError, Outcome, Terminal, folder, shown};
use crate::model::{Grade as _, Project, SourceId};
use crate::picture::words;
use crate::report::{
    Ageing, Ballot, Cluster, Counting, Diagonal, Fate, Method, Posterior, Prior, TrackRecord,
    Weighed, judgement_in, most_first, track_record, value,
};
use crate::session::clock;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;

const ABOUT: &str = "\
A track record counts what came of what a source said, as far as something independent of the source settled it: each
proposition once, however often it is repeated; a denial by the fate of what it denies. The letter is a suggestion, and
with fewer than five outcomes there is none.

The other methods weigh all sources against each other. They assume independent sources and a majority that is mostly
right, and are shown only where ten sources share five propositions each.

Examples:
  ascribe reliability quay
  ascribe reliability quay --topic \"the leak\" --json | jq '.records[] | select(.right + .wrong >= 5)'
  ascribe reliability quay --method one-coin";

/// How sources are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum How {
    /// The track record of each source, with a Beta posterior
    Record,
    /// Dawid and Skene with one accuracy a source
    OneCoin,
    /// TruthFinder
    TruthFinder,
    /// Sums
    Sums,
    /// Average-Log
    AverageLog,
    /// Investment
    Investment,
    /// PooledInvestment
    PooledInvestment,
}

impl How {
    fn method(self) -> Option<Method> {
        Some(match self {
            Self::Record => return None,
            Self::OneCoin => Method::OneCoin,
            Self::TruthFinder => Method::TruthFinder,
            Self::Sums => Method::Sums,
            Self::AverageLog => Method::AverageLog,
            Self::Investment => Method::Investment,
            Self::PooledInvestment => Method::PooledInvestment,
        })
    }
}

/// What is believed before anything is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Before {
    /// Beta(1, 1)
    Uniform,
    /// Beta(0.5, 0.5)
    Jeffreys,
}

/// The words behind `ascribe reliability`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct ReliabilityArgs {
    /// The project's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// How sources are looked at
    #[arg(long, value_enum, default_value = "record", value_name = "M")]
    pub method: How,
    /// Count only propositions of this topic
    #[arg(long, value_name = "T")]
    pub topic: Option<String>,
    /// What is believed before anything is counted
    #[arg(long, value_enum, default_value = "uniform", value_name = "P")]
    pub prior: Before,
    /// Weight outcomes by the credibility that analysts gave
    #[arg(long)]
    pub graded: bool,
    /// Halve the weight of outcomes every so many days
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub half_life: Option<f64>,
    /// The day from which old outcomes are seen, year first; today unless it is given
    #[arg(long, value_name = "DAY", requires = "half_life")]
    pub today: Option<Date>,
    /// Write one JSON object instead of tables
    #[arg(long)]
    pub json: bool,
}

fn days(words: &str) -> Result<f64, String> {
    let days = words.parse::<f64>().ok().filter(|days| days.is_finite() && *days > 0.0);
    days.ok_or_else(|| "a number of days above 0 is wanted".to_owned())
}

impl ReliabilityArgs {
    fn counting(&self) -> Counting {
        let prior = match self.prior {
            Before::Uniform => Prior::UNIFORM,
            Before::Jeffreys => Prior::JEFFREYS,
        };
        let today = self.today.unwrap_or_else(|| clock::now().to_zoned(TimeZone::UTC).date());
        Counting {
            prior,
            topic: self.topic.clone(),
            is_graded: self.graded,
            ageing: self.half_life.map(|half_life| Ageing { half_life, today }),
        }
    }
}

pub(super) fn run(
    args: &ReliabilityArgs,
    terminal: &mut Terminal<'_>,
) -> Result<Outcome, CliError> {
    let (project, is_whole) = folder::read(&args.dir, terminal)?;
    let out = &mut *terminal.out;
    match args.method.method() {
        None => records(out, &project, &args.counting(), args.json)?,
        Some(method) => {
            // Nobody gives up here but by ending the program.
            if let Some(weighed) = Ballot::of(&project).weigh(method, &mut |_| true) {
                weigh(out, &project, &weighed, args.json)?;
            }
        }
    }
    Ok(if is_whole { Outcome::Done } else { Outcome::Failed })
}

/// The records of sources that said anything, those with most outcomes first.
fn made(project: &Project, counting: &Counting) -> Vec<TrackRecord> {
    let record = |id: &SourceId| track_record(project, id, counting);
    let mut records: Vec<TrackRecord> = project.sources().keys().map(record).collect();
    records.retain(|record| !record.outcomes.is_empty());
    most_first(&mut records);
    records
}

fn records(
    out: &mut dyn Write,
    project: &Project,
    counting: &Counting,
    is_json: bool,
) -> io::Result<()> {
    let records = made(project, counting);
    if is_json {
        let records: Vec<Value> =
            records.iter().map(|record| record_json(project, record)).collect();
        let json = json!({
            "title": project.settings().title,
            "method": "record",
            "counting": words::counting(counting),
            "records": records,
            "diagonal": diagonal_json(&Diagonal::of(project)),
        });
        return writeln!(out, "{}", serde_json::to_string_pretty(&json)?);
    }
    writeln!(out, "{}", shown(&project.settings().title))?;
    writeln!(out, "{}.", words::RECORD)?;
    writeln!(out, "Counted with {}.", words::counting(counting).join("; "))?;
    let head = [
        "source",
        "right",
        "wrong",
        "open",
        "own word",
        "mean",
        "from",
        "to",
        "graded",
        "suggested",
    ];
    let rows: Vec<_> = records.iter().map(|record| record_row(project, record)).collect();
    write_table(out, &head, &rows)?;
    if records.is_empty() {
        writeln!(out, "\nNo source has said anything yet that has an outcome.")?;
    } else {
        writeln!(
            out,
            "\nOpen: nobody settled it. Own word: settled by nothing that is independent of the source. From, to: 95 % interval."
        )?;
    }
    write_diagonal(out, project)
}

fn record_row(project: &Project, record: &TrackRecord) -> Vec<String> {
    let source = project.sources().get(&record.source);
    let posterior = &record.posterior;
    let (low, high) = posterior.interval(0.95);
    let n = |fate| record.of_fate(fate).count().to_string();
    let scheme = project.settings().grading;
    let grade = source.and_then(|source| judgement_in(&source.reliability, scheme));
    vec![
        source.map_or_else(String::new, |source| shown(&source.name)),
        words::count(posterior.successes),
        words::count(posterior.failures),
        n(Fate::Unresolved),
        n(Fate::NotIndependent),
        words::two_places(posterior.mean()),
        words::two_places(low),
        words::two_places(high),
        grade.map_or_else(|| "-".to_owned(), |grade| grade.grade.code().to_string()),
        words::suggestion(posterior),
    ]
}

fn posterior_json(posterior: &Posterior) -> Value {
    let (low, high) = posterior.interval(0.95);
    let opinion = posterior.opinion();
    let letters: serde_json::Map<String, Value> = posterior
        .letters()
        .iter()
        .map(|(letter, probability)| (letter.code().to_string(), json!(probability)))
        .collect();
    json!({
        "mean": posterior.mean(),
        "interval_95": [low, high],
        "opinion": {
            "belief": opinion.belief,
            "disbelief": opinion.disbelief,
            "uncertainty": opinion.uncertainty,
        },
        "letters": letters,
        "suggested": posterior.suggestion().code().to_string(),
        "suggested_in_words": words::suggestion(posterior),
    })
}

fn fate_name(fate: Fate) -> &'static str {
    match fate {
        Fate::Success => "right",
        Fate::Failure => "wrong",
        Fate::Unresolved => "open",
        Fate::NotIndependent => "own_word",
    }
}

fn record_json(project: &Project, record: &TrackRecord) -> Value {
    let outcomes: Vec<Value> = record
        .outcomes
        .iter()
        .map(|outcome| {
            let (proposition, statement) = match &outcome.cluster {
                Cluster::Proposition(id) => (Some(id), None),
                Cluster::Statement(id) => (None, Some(id)),
            };
            json!({
                "proposition": proposition,
                "statement": statement,
                "is_denied": outcome.is_denied,
                "outcome": fate_name(outcome.fate),
                "adds": [outcome.adds.success, outcome.adds.failure],
                "statements": outcome.statements,
                "repeats": outcome.repeats,
                "settled_by": outcome.origins,
            })
        })
        .collect();
    json!({
        "source": record.source,
        "name": project.sources().get(&record.source).map(|source| source.name.as_str()),
        "right": record.posterior.successes,
        "wrong": record.posterior.failures,
        "posterior": posterior_json(&record.posterior),
        "outcomes": outcomes,
    })
}

fn weigh(
    out: &mut dyn Write,
    project: &Project,
    weighed: &Weighed,
    is_json: bool,
) -> io::Result<()> {
    if is_json {
        let json = weighed_json(project, weighed);
        return writeln!(out, "{}", serde_json::to_string_pretty(&json)?);
    }
    writeln!(out, "{}", shown(&project.settings().title))?;
    writeln!(out, "{}: exploratory", words::method(weighed.method))?;
    writeln!(out, "{}.", words::assumption(weighed.method))?;
    words::ASSUMPTIONS.iter().try_for_each(|words| writeln!(out, "{words}."))?;
    let Some(scores) = &weighed.scores else {
        return writeln!(out, "\n{}.", words::too_few_votes(&weighed.ballot));
    };
    let number = |score: &f64| format!("{score:.4}");
    let mut trust: Vec<(&String, &f64)> = scores.trust.iter().collect();
    trust.sort_by(|a, b| b.1.total_cmp(a.1));
    let row = |(group, score): &(&String, &f64)| {
        vec![shown(&words::group(project, group)), number(score)]
    };
    write_table(out, &["source", "trust"], &trust.iter().map(row).collect::<Vec<_>>())?;
    let mut rows = Vec::new();
    for (proposition, sides) in &weighed.ballot.votes {
        let wording =
            project.propositions().get(proposition).map_or("", |one| one.wording.as_str());
        for (is_so, voters) in sides {
            let key = (proposition.to_string(), value(*is_so).to_owned());
            let of = |scores: &std::collections::BTreeMap<_, f64>| {
                scores.get(&key).map_or_else(String::new, number)
            };
            rows.push(vec![
                shown(wording),
                if *is_so { "is so" } else { "is not so" }.to_owned(),
                voters.len().to_string(),
                of(&weighed.majority),
                of(&scores.belief),
            ]);
        }
    }
    write_table(out, &["proposition", "value", "votes", "majority", "belief"], &rows)
}

fn weighed_json(project: &Project, weighed: &Weighed) -> Value {
    let trust = weighed.scores.as_ref().map(|scores| &scores.trust);
    let mut propositions = Vec::new();
    for (proposition, sides) in &weighed.ballot.votes {
        for (is_so, voters) in sides {
            let key = (proposition.to_string(), value(*is_so).to_owned());
            propositions.push(json!({
                "proposition": proposition,
                "is_so": is_so,
                "votes": voters,
                "majority": weighed.majority.get(&key),
                "belief": weighed.scores.as_ref().and_then(|scores| scores.belief.get(&key)),
            }));
        }
    }
    json!({
        "title": project.settings().title,
        "method": weighed.method.name(),
        "rounds": weighed.method.usual_rounds(),
        "assumption": words::assumption(weighed.method),
        "cautions": words::ASSUMPTIONS,
        "is_enough": weighed.scores.is_some(),
        "trust": trust,
        "propositions": propositions,
        "left_out": weighed.ballot.passed_on,
    })
}

//! The track record of a source: what came of what it said, as far as this project settled it.
//!
//! Only outcomes count that something independent of the source settled; repetitions are one outcome; a denial is scored by
//! the fate of its target. Merely contradicted is unresolved. Nothing here is written into a grade.

use super::chronicle::said_on;
use super::graded::{Leaning, leaning};
use super::independence::{group_of, is_replaced, origins, speaker};
use super::posterior::{Posterior, Prior, ageing};
use super::settled::Settled;
use super::touched::Touched;
use crate::model::{
    Kind, LayerId, Project, PropositionId, RelationKind, SourceId, Statement, StatementId, Tables,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How outcomes are counted. Whatever differs from the default is to be shown beside the figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Counting {
    /// What is believed before anything is counted.
    pub prior: Prior,
    /// Only propositions of this topic.
    pub topic: Option<String>,
    /// Does an outcome count by the credibility that analysts gave the information, instead of whole?
    pub is_graded: bool,
    /// Do old outcomes count less?
    pub ageing: Option<Ageing>,
}

impl Default for Counting {
    fn default() -> Self {
        Self { prior: Prior::UNIFORM, topic: None, is_graded: false, ageing: None }
    }
}

/// Outcomes lose half of their weight in every half-life.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ageing {
    /// In days, more than 0.
    pub half_life: f64,
    /// The day from which they are seen.
    pub today: Date,
}

/// What one outcome is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cluster {
    /// A proposition with all its statements.
    Proposition(PropositionId),
    /// A statement that belongs to no proposition, and what repeats it.
    Statement(StatementId),
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was so.
    Success,
    /// It was not so.
    Failure,
    /// Nobody settled it.
    Unresolved,
    /// Settled by nothing that is independent of the source.
    NotIndependent,
}

/// One thing a source asserted or denied, however often.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What it is about.
    pub cluster: Cluster,
    /// Did the source deny it?
    pub is_denied: bool,
    /// What came of it.
    pub fate: Fate,
    /// The source's statements behind it.
    pub statements: BTreeSet<StatementId>,
    /// Its statements that only repeat something: they are shown, and change no figure.
    pub repeats: BTreeSet<StatementId>,
    /// The independent origins that settled it, by group.
    pub origins: BTreeSet<String>,
    /// What it adds to successes and to failures.
    pub adds: Leaning,
}

/// What came of all that a source said.
#[derive(Clone, Debug)]
pub struct TrackRecord {
    /// Whose.
    pub source: SourceId,
    /// Each with the statements behind it.
    pub outcomes: Vec<Outcome>,
    /// What successes and failures say.
    pub posterior: Posterior,
}

impl TrackRecord {
    /// How many outcomes count; a fraction where they are weighted.
    #[must_use]
    pub fn n(&self) -> f64 {
        self.posterior.successes + self.posterior.failures
    }

    /// The outcomes of one fate.
    pub fn of_fate(&self, fate: Fate) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(move |outcome| outcome.fate == fate)
    }
}

/// What a source said, by what it is about and whether it is denied: its own statements, and those that only repeat.
type SaidOf = BTreeMap<(Cluster, bool), [BTreeSet<StatementId>; 2]>;

/// The track record of a source.
#[must_use]
pub fn track_record(project: &Project, source: &SourceId, counting: &Counting) -> TrackRecord {
    let mut said = SaidOf::new();
    for (_, statement) in statements_of(project, source) {
        put(&mut said, project, &statement);
    }
    let outcomes = outcomes(project, source, said, counting);
    let posterior = posterior(&outcomes, counting);
    TrackRecord { source: source.clone(), outcomes, posterior }
}

impl TrackRecord {
    /// Brings the record of a project that was `old` up to what it is now, counted as before: only outcomes that a change
    /// can have touched are looked at again, unless it reaches far.
    pub fn catch_up(&mut self, project: &Project, old: &Tables, counting: &Counting) {
        let Some(Touched { clusters, statements }) = Touched::of(project, old) else {
            *self = track_record(project, &self.source, counting);
            return;
        };
        let mut said = SaidOf::new();
        for (home, one) in statements.iter().filter_map(|id| project.statement(id)) {
            if is_said_by(project, &self.source, home, &one) {
                put(&mut said, project, &one);
            }
        }
        said.retain(|(cluster, _), _| clusters.contains(cluster));
        self.outcomes.retain(|outcome| !clusters.contains(&outcome.cluster));
        self.outcomes.extend(outcomes(project, &self.source, said, counting));
        self.outcomes.sort_by(|a, b| (&a.cluster, a.is_denied).cmp(&(&b.cluster, b.is_denied)));
        self.posterior = posterior(&self.outcomes, counting);
    }
}

fn put(said: &mut SaidOf, project: &Project, statement: &Statement) {
    let repeats = repeated(project, &statement.id) != statement.id;
    for key in clusters(project, statement) {
        let [own, repeated] = said.entry(key).or_default();
        let list = if repeats { repeated } else { own };
        list.insert(statement.id.clone());
    }
}

/// What came of what a source said, in the order of what it is about.
fn outcomes(
    project: &Project,
    source: &SourceId,
    mut said: SaidOf,
    counting: &Counting,
) -> Vec<Outcome> {
    let own = group_of(project, source);
    said.retain(|(cluster, _), [own, _]| {
        let topic = counting.topic.as_ref();
        !own.is_empty() && topic.is_none_or(|topic| is_about(project, cluster, topic))
    });
    let mut outcomes = Vec::with_capacity(said.len());
    for ((cluster, is_denied), [statements, repeats]) in said {
        let settled = Settled::of(project, &cluster);
        let (fate, origins) = settled.fate(is_denied, &own, || {
            let mut barred = BTreeSet::from([own.clone()]);
            if is_denied {
                barred.extend(accusers(project, &statements));
            }
            barred
        });
        let whole = match fate {
            _ if counting.is_graded => leaning(project, &statements, settled.weight(&own)),
            Fate::Success => Leaning { success: 1.0, failure: 0.0 },
            Fate::Failure => Leaning { success: 0.0, failure: 1.0 },
            Fate::Unresolved | Fate::NotIndependent => Leaning::default(),
        };
        let weight = counting.ageing.map_or(1.0, |ageing| weight(project, &statements, ageing));
        let adds = whole.times(weight);
        outcomes.push(Outcome { cluster, is_denied, fate, statements, repeats, origins, adds });
    }
    outcomes
}

fn posterior(outcomes: &[Outcome], counting: &Counting) -> Posterior {
    let sum = outcomes.iter().fold(Leaning::default(), |sum, one| sum.plus(one.adds));
    Posterior::new(counting.prior, sum.success, sum.failure)
}

/// The weight of an outcome by the day of the newest statement behind it: when it was said where that is known, else when
/// the article appeared, else when it was tagged.
fn weight(project: &Project, statements: &BTreeSet<StatementId>, by: Ageing) -> f64 {
    let day = |id: &StatementId| {
        let (home, statement) = project.statement(id)?;
        let tagged = || statement.created.at.to_zoned(TimeZone::UTC).date();
        Some(said_on(project, home, &statement).map_or_else(tagged, |(_, last)| last))
    };
    let Some(newest) = statements.iter().filter_map(day).max() else { return 1.0 };
    let days = by.today.duration_since(newest).as_secs_f64() / 86_400.0;
    ageing(days.max(0.0), by.half_life)
}

/// Puts records in order: those with most outcomes that count first.
pub fn most_first(records: &mut [TrackRecord]) {
    records.sort_by(|a, b| b.n().total_cmp(&a.n()).then_with(|| a.source.cmp(&b.source)));
}

/// What the source said in the end: what it corrected later is left out.
fn statements_of<'a>(
    project: &'a Project,
    source: &'a SourceId,
) -> impl Iterator<Item = (&'a LayerId, Arc<Statement>)> {
    let voiced = project
        .voiced(source)
        .flat_map(move |article| project.layers_of(article))
        .flat_map(|layer| {
            let marks = layer.marks();
            let own = marks.statements().values().filter(|one| one.chain.is_empty());
            own.map(|one| (layer.id(), Arc::clone(one))).collect::<Vec<_>>()
        });
    // Whoever is named in an article of their own may come twice.
    let all = project.naming(source).chain(voiced);
    all.filter(move |(home, one)| is_said_by(project, source, home, one))
}

fn is_said_by(project: &Project, source: &SourceId, home: &LayerId, one: &Statement) -> bool {
    speaker(project, home, one) == Some(source) && !is_replaced(project, &one.id)
}

/// What a statement repeats in the end; itself where it repeats nothing. A circle ends in its first statement by id.
fn repeated(project: &Project, id: &StatementId) -> StatementId {
    let mut path = vec![id.clone()];
    loop {
        let Some(at) = path.last() else { return id.clone() };
        let links = project.relations_at(at).filter(|(_, r)| r.kind == RelationKind::Repeats);
        let next = links.filter(|(_, r)| r.from == *at).map(|(_, r)| &r.to).min().cloned();
        let Some(next) = next else { return at.clone() };
        if let Some(begins) = path.iter().position(|seen| *seen == next) {
            return path.split_off(begins).into_iter().min().unwrap_or(next);
        }
        path.push(next);
    }
}

fn cluster_of(project: &Project, statement: &Statement) -> Cluster {
    if let Some(proposition) = &statement.proposition {
        return Cluster::Proposition(proposition.clone());
    }
    let origin = repeated(project, &statement.id);
    match project.statement(&origin).and_then(|(_, one)| one.proposition.clone()) {
        Some(proposition) => Cluster::Proposition(proposition),
        None => Cluster::Statement(origin),
    }
}

/// What a statement asserts or, with `true`, denies.
pub(super) fn clusters(project: &Project, statement: &Statement) -> BTreeSet<(Cluster, bool)> {
    if statement.kind != Kind::Denial {
        return BTreeSet::from([(cluster_of(project, statement), false)]);
    }
    let targets = targets(project, &statement.id);
    let denied: BTreeSet<(Cluster, bool)> =
        targets.map(|target| (cluster_of(project, &target), true)).collect();
    match (&statement.proposition, denied.is_empty()) {
        (Some(id), true) => BTreeSet::from([(Cluster::Proposition(id.clone()), true)]),
        _ => denied,
    }
}

fn targets<'a>(
    project: &'a Project,
    denial: &'a StatementId,
) -> impl Iterator<Item = Arc<Statement>> {
    project
        .relations_at(denial)
        .filter(move |(_, r)| r.kind == RelationKind::Denies && r.from == *denial)
        .filter_map(|(_, r)| project.statement(&r.to).map(|(_, statement)| statement))
}

/// The groups of those whose statements are denied: their own word does not settle the matter.
fn accusers(project: &Project, denials: &BTreeSet<StatementId>) -> BTreeSet<String> {
    let targets = denials.iter().flat_map(|denial| targets(project, denial));
    let ids: Vec<StatementId> = targets.map(|target| target.id.clone()).collect();
    origins(project, &ids).origins.into_keys().collect()
}

fn is_about(project: &Project, cluster: &Cluster, topic: &str) -> bool {
    match cluster {
        Cluster::Proposition(id) => {
            project.propositions().get(id).is_some_and(|p| p.topic == topic)
        }
        Cluster::Statement(_) => false,
    }
}

//! What the figures say, in sentences for a window and a terminal.

use crate::model::{Grade as _, Project, Reliability, SourceId, Word as _};
use crate::report::{
    Ballot, Counting, Diagonal, FEWEST_FOR_A_LETTER, FEWEST_SHARED, FEWEST_SOURCES, Method,
    Posterior, Prior,
};

/// What the methods that weigh sources against each other take for granted, and where that leads astray.
pub const ASSUMPTIONS: [&str; 4] = [
    "This holds if these sources were independent and the majority mostly right; it is a way to look, not a finding",
    "Scores of Sums, Average-Log, Investment, PooledInvestment and TruthFinder are no probabilities; TruthFinder never falls below 0.5",
    "A lone truthful source loses against a majority that copies",
    "Two opposed camps of equal size have two equal solutions, and which of them is shown says nothing",
];

/// What a track record is, and what it is not.
pub const RECORD: &str = "What came of what this source said, as far as this project settled it by something independent of \
the source. It knows nothing of access, motive or deception, and it is not a grade";

/// A share with two decimals.
#[must_use]
pub fn two_places(share: f64) -> String {
    format!("{share:.2}")
}

/// A share in whole hundredths.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A count; with a decimal where outcomes were weighted.
#[must_use]
pub fn count(n: f64) -> String {
    if (n - n.round()).abs() < 1e-9 { format!("{n:.0}") } else { format!("{n:.1}") }
}

/// “1 source”, “2 sources”.
#[must_use]
pub fn counted(n: usize, noun: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{ending}")
}

/// The letter that a record suggests, with what else it could be; in words where there are too few outcomes to say.
#[must_use]
pub fn suggestion(posterior: &Posterior) -> String {
    if posterior.has_too_few() {
        let n = count(posterior.successes + posterior.failures);
        return format!(
            "too few to say: {n} of the {FEWEST_FOR_A_LETTER:.0} outcomes that a letter takes"
        );
    }
    let mut letters = posterior.letters();
    letters.sort_by(|a, b| b.1.total_cmp(&a.1));
    let nearest = posterior.suggestion();
    let [(first, most), (second, _), ..] = letters;
    if most < 0.5 {
        let (better, worse) = (first.min(second), first.max(second));
        return format!("between {} and {}", better.code(), worse.code());
    }
    if first == nearest {
        return nearest.label().to_owned();
    }
    format!("{}, could be {}", nearest.label(), first.code())
}

/// The mean with its interval.
#[must_use]
pub fn interval(posterior: &Posterior) -> String {
    let (low, high) = posterior.interval(0.95);
    let [low, high, mean] = [low, high, posterior.mean()].map(two_places);
    format!("95 % interval {low} to {high}, mean {mean}")
}

/// The opinion of subjective logic.
#[must_use]
pub fn opinion(posterior: &Posterior) -> String {
    let opinion = posterior.opinion();
    format!(
        "belief {:.3}, disbelief {:.3}, uncertainty {:.3}",
        opinion.belief, opinion.disbelief, opinion.uncertainty
    )
}

/// A prior, and what it says.
#[must_use]
pub fn prior(prior: Prior) -> String {
    let Prior { alpha, beta } = prior;
    let name = match prior {
        Prior::UNIFORM => "uniform, ",
        Prior::JEFFREYS => "Jeffreys, ",
        _ => "",
    };
    format!("prior {name}Beta({alpha}, {beta})")
}

/// How outcomes were counted, as far as it differs from the usual way, and the prior.
#[must_use]
pub fn counting(counting: &Counting) -> Vec<String> {
    let mut words = vec![prior(counting.prior)];
    if let Some(topic) = &counting.topic {
        words.push(format!("only the topic “{topic}”"));
    }
    if counting.is_graded {
        words.push("outcomes weighted by the credibility that analysts gave".to_owned());
    }
    if let Some(ageing) = counting.ageing {
        let (half, day) = (ageing.half_life, ageing.today);
        words.push(format!("outcomes halve in weight every {half} days, seen from {day}"));
    }
    words
}

/// What the pairs of grades say about how they were given.
#[must_use]
pub fn diagonal(diagonal: &Diagonal) -> Vec<String> {
    let (n, on) = (diagonal.n(), diagonal.n_on());
    let mut words = Vec::new();
    match (diagonal.share(), diagonal.expected()) {
        _ if !diagonal.is_square() => words.push(format!(
            "The scale {} has no diagonal: it does not grade sources and information in as many steps",
            diagonal.scheme.label()
        )),
        (Some(share), Some(expected)) => {
            words.push(format!(
                "{on} of {} on the diagonal (A1, B2, C3 …): {}. {} would be there by chance, as often as each grade was given",
                counted(n, "pair"),
                percent(share),
                percent(expected)
            ));
            words.push(
                "Reliability and credibility are two questions: a reliable source can be wrong, an unreliable one right. \
                 A share far above chance suggests that one grade was given by looking at the other"
                    .to_owned(),
            );
            if n < 10 {
                words.push("With fewer than ten pairs the share says little".to_owned());
            }
        }
        _ => words.push(
            "No statement yet of which both are judged, the reliability of its source and its own credibility".to_owned(),
        ),
    }
    if !diagonal.apart.is_empty() {
        let apart = counted(diagonal.apart.len(), "pair");
        words.push(format!(
            "{apart} with a grade that cannot be judged stand apart and are not counted"
        ));
    }
    words
}

/// A method by the name its authors gave it.
#[must_use]
pub fn method(method: Method) -> &'static str {
    match method {
        Method::OneCoin => "Dawid–Skene, one coin",
        Method::TruthFinder => "TruthFinder",
        Method::Sums => "Sums",
        Method::AverageLog => "Average-Log",
        Method::Investment => "Investment",
        Method::PooledInvestment => "PooledInvestment",
    }
}

/// What a method takes for granted.
#[must_use]
pub fn assumption(method: Method) -> &'static str {
    match method {
        Method::OneCoin => {
            "Each source is right with one probability, whatever it says; found by expectation and maximisation with a Beta(2, 2) prior (Dawid and Skene 1979). Its figures are probabilities under this model"
        }
        Method::TruthFinder => {
            "The more trusted sources assert something, the surer it is, as if their errors were independent (Yin, Han and Yu 2008). No probabilities: nothing falls below 0.5"
        }
        Method::Sums => {
            "Trust is the sum of belief in all that a source says, so that who says much is trusted much (Kleinberg 1999). No probabilities"
        }
        Method::AverageLog => {
            "As Sums, but by the mean of belief and the logarithm of how much was said (Pasternack and Roth 2010). No probabilities"
        }
        Method::Investment => {
            "Sources invest their trust in what they say and get it back with growing returns, so that majorities grow fast (Pasternack and Roth 2010). No probabilities"
        }
        Method::PooledInvestment => {
            "As Investment, with returns shared within a proposition, so that the few who stand apart are paid more a head (Pasternack and Roth 2010). No probabilities"
        }
    }
}

/// Why trust and belief are not shown.
#[must_use]
pub fn too_few_votes(ballot: &Ballot) -> String {
    let n = ballot.n_sharing();
    format!(
        "Too few to weigh: {} {} {FEWEST_SHARED} propositions or more with others, and it takes {FEWEST_SOURCES}. What fewer say together would only look like a finding",
        counted(n, "independent source"),
        if n == 1 { "shares" } else { "share" }
    )
}

/// An independence group as people know it: by the name of the source where the group is a source.
#[must_use]
pub fn group(project: &Project, group: &str) -> String {
    let source = SourceId::new(group).ok().and_then(|id| project.sources().get(&id));
    source.map_or_else(|| group.to_owned(), |source| source.name.clone())
}

/// A grade of a source, or that there is none.
#[must_use]
pub fn letter(grade: Option<Reliability>) -> &'static str {
    grade.map_or("not graded", |grade| grade.label())
}

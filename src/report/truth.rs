//! Truth discovery: trust in sources and belief in propositions, each from the other. An exploratory view.
//!
//! All of it assumes that sources are independent and the majority mostly right. Scores of Sums, Average-Log, the two
//! Investments and TruthFinder are no probabilities; a lone truthful source loses against a copying majority.
//! Sums: Kleinberg 1999; Average-Log and Investment: Pasternack and Roth 2010; TruthFinder: Yin, Han and Yu 2008;
//! one coin: Dawid and Skene 1979, with a Beta(2, 2) prior on accuracy.

use std::collections::{BTreeMap, BTreeSet};

/// A way to weigh sources and propositions against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Trust is the sum of belief, belief the sum of trust.
    Sums,
    /// Trust is the mean of belief, times the logarithm of how much was said.
    AverageLog,
    /// Trust is invested in what is said, returns grow as `x^1.2`.
    Investment,
    /// The same with the returns shared within a proposition, `x^1.4`.
    PooledInvestment,
    /// Trust is a probability that is right in ideal conditions only.
    TruthFinder,
    /// Each source has one accuracy, found by expectation and maximisation.
    OneCoin,
}

impl Method {
    /// Every method, the one to begin with first.
    pub const ALL: [Self; 6] = [
        Self::OneCoin,
        Self::TruthFinder,
        Self::Sums,
        Self::AverageLog,
        Self::Investment,
        Self::PooledInvestment,
    ];

    /// Its name in a terminal and in files; never changes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OneCoin => "one-coin",
            Self::TruthFinder => "truth-finder",
            Self::Sums => "sums",
            Self::AverageLog => "average-log",
            Self::Investment => "investment",
            Self::PooledInvestment => "pooled-investment",
        }
    }

    /// Rounds after which its figures are given in the literature's implementations.
    #[must_use]
    pub fn usual_rounds(self) -> usize {
        match self {
            Self::Sums | Self::AverageLog => 20,
            Self::Investment | Self::PooledInvestment => 10,
            Self::TruthFinder => 50,
            Self::OneCoin => 100,
        }
    }
}

/// Who says which value of what: a claim asserts a proposition, a denial denies it.
#[derive(Clone, Debug, Default)]
pub struct Votes {
    sources: Vec<String>,
    /// Item and value, by name.
    values: Vec<(String, String)>,
    said: Vec<BTreeSet<usize>>,
    asserters: Vec<BTreeSet<usize>>,
    /// For each value, all values of its item.
    rivals: Vec<Vec<usize>>,
}

/// Trust by source and belief by item and value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// By source.
    pub trust: BTreeMap<String, f64>,
    /// By item and value.
    pub belief: BTreeMap<(String, String), f64>,
}

impl Votes {
    /// Votes of triples: source, item, value. The order is of no matter, and a vote given twice counts once.
    #[must_use]
    pub fn of(triples: &[(&str, &str, &str)]) -> Self {
        let sources: BTreeSet<&str> = triples.iter().map(|triple| triple.0).collect();
        let values: BTreeSet<(&str, &str)> = triples.iter().map(|t| (t.1, t.2)).collect();
        let sources: Vec<&str> = sources.into_iter().collect();
        let values: Vec<(&str, &str)> = values.into_iter().collect();
        let mut votes = Self {
            said: vec![BTreeSet::new(); sources.len()],
            asserters: vec![BTreeSet::new(); values.len()],
            ..Self::default()
        };
        for (source, item, value) in triples {
            let places = (sources.binary_search(source), values.binary_search(&(*item, *value)));
            let (Ok(source), Ok(value)) = places else { continue };
            if let Some(said) = votes.said.get_mut(source) {
                said.insert(value);
            }
            if let Some(asserters) = votes.asserters.get_mut(value) {
                asserters.insert(source);
            }
        }
        let mut by_item: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, (item, _)) in values.iter().enumerate() {
            by_item.entry(item).or_default().push(place);
        }
        votes.rivals =
            values.iter().map(|(item, _)| by_item.get(item).cloned().unwrap_or_default()).collect();
        votes.sources = sources.into_iter().map(str::to_owned).collect();
        let owned = |(item, value): (&str, &str)| (item.to_owned(), value.to_owned());
        votes.values = values.into_iter().map(owned).collect();
        votes
    }

    /// The share of asserters that a value has among all of its item.
    #[must_use]
    pub fn majority(&self) -> BTreeMap<(String, String), f64> {
        self.values.iter().cloned().zip(self.shares()).collect()
    }

    fn shares(&self) -> Vec<f64> {
        let n = |value: &usize| self.asserters.get(*value).map_or(0, BTreeSet::len) as f64;
        let share = |(value, rivals): (usize, &Vec<usize>)| {
            n(&value) / rivals.iter().map(n).sum::<f64>().max(1.0)
        };
        self.rivals.iter().enumerate().map(share).collect()
    }

    /// Trust and belief after `rounds` rounds; `watch` is told each round that is done and stops the work with `false`,
    /// which gives `None`.
    pub fn weigh(
        &self,
        method: Method,
        rounds: usize,
        watch: &mut dyn FnMut(usize) -> bool,
    ) -> Option<Scores> {
        let mut trust =
            vec![if method == Method::TruthFinder { 0.9 } else { 1.0 }; self.said.len()];
        let mut belief = match method {
            Method::Sums | Method::AverageLog | Method::TruthFinder => vec![0.5; self.values.len()],
            Method::Investment | Method::OneCoin => self.shares(),
            Method::PooledInvestment => {
                self.rivals.iter().map(|rivals| 1.0 / rivals.len().max(1) as f64).collect()
            }
        };
        for round in 1..=rounds {
            (trust, belief) = self.round(method, &trust, &belief);
            if !watch(round) {
                return None;
            }
        }
        let trust = self.sources.iter().cloned().zip(trust).collect();
        Some(Scores { trust, belief: self.values.iter().cloned().zip(belief).collect() })
    }

    fn round(&self, method: Method, trust: &[f64], belief: &[f64]) -> (Vec<f64>, Vec<f64>) {
        match method {
            Method::Sums => {
                let trust = scaled(self.by_source(|_, said| sum(said, belief)));
                let belief = scaled(self.by_value(|_, who| sum(who, &trust)));
                (trust, belief)
            }
            Method::AverageLog => {
                let log = |said: &BTreeSet<usize>| (said.len() as f64).ln() / said.len() as f64;
                let trust = scaled(self.by_source(|_, said| log(said) * sum(said, belief)));
                let belief = scaled(self.by_value(|_, who| sum(who, &trust)));
                (trust, belief)
            }
            Method::Investment | Method::PooledInvestment => {
                self.invest(method == Method::PooledInvestment, trust, belief)
            }
            Method::TruthFinder => {
                let doubt: Vec<f64> = trust.iter().map(|t| -(1.0 - t).ln()).collect();
                let belief = self.by_value(|_, who| 1.0 / (1.0 + (-0.3 * sum(who, &doubt)).exp()));
                (self.by_source(|_, said| sum(said, &belief) / said.len() as f64), belief)
            }
            Method::OneCoin => self.expect(belief),
        }
    }

    fn by_source(&self, of: impl Fn(usize, &BTreeSet<usize>) -> f64) -> Vec<f64> {
        self.said.iter().enumerate().map(|(place, said)| of(place, said)).collect()
    }

    fn by_value(&self, of: impl Fn(usize, &BTreeSet<usize>) -> f64) -> Vec<f64> {
        self.asserters.iter().enumerate().map(|(place, who)| of(place, who)).collect()
    }

    fn invest(&self, is_pooled: bool, trust: &[f64], belief: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let stakes = |trust: &[f64]| self.by_source(|s, said| at(trust, s) / said.len() as f64);
        let old = stakes(trust);
        let returns = |source: usize, said: &BTreeSet<usize>| -> f64 {
            let share = |value: &usize| {
                let whole = self.asserters.get(*value).map_or(0.0, |who| sum(who, &old));
                at(belief, *value) * at(&old, source) / whole
            };
            said.iter().map(share).sum()
        };
        let trust = scaled(self.by_source(returns));
        let new = stakes(&trust);
        let held = self.by_value(|_, who| sum(who, &new));
        let belief = if is_pooled {
            let grown: Vec<f64> = held.iter().map(|stake| stake.powf(1.4)).collect();
            let pool = |rivals: &Vec<usize>| rivals.iter().map(|r| at(&grown, *r)).sum::<f64>();
            let pools: Vec<f64> = self.rivals.iter().map(pool).collect();
            self.by_value(|v, _| at(&held, v) * at(&grown, v) / at(&pools, v))
        } else {
            held.iter().map(|stake| stake.powf(1.2)).collect()
        };
        (trust, scaled(belief))
    }

    /// Accuracy from probabilities, probabilities from accuracy. A denial is a vote against the rest of its item.
    fn expect(&self, belief: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let accuracy =
            self.by_source(|_, said| (sum(said, belief) + 1.0) / (said.len() as f64 + 2.0));
        let likelihood = |value: usize| -> f64 {
            let rivals = self.rivals.get(value).into_iter().flatten();
            let votes = rivals.flat_map(|rival| {
                let who = self.asserters.get(*rival).into_iter().flatten();
                who.map(move |source| (*source, *rival == value))
            });
            votes
                .map(|(source, agrees)| {
                    let right = at(&accuracy, source);
                    if agrees { right } else { 1.0 - right }
                })
                .product()
        };
        let opposed = |value: usize| -> f64 {
            let rivals = self.rivals.get(value).into_iter().flatten();
            let votes = rivals.flat_map(|rival| {
                let who = self.asserters.get(*rival).into_iter().flatten();
                who.map(move |source| (*source, *rival == value))
            });
            votes
                .map(|(source, agrees)| {
                    let right = at(&accuracy, source);
                    if agrees { 1.0 - right } else { right }
                })
                .product()
        };
        let belief = self.by_value(|value, _| {
            let (so, not) = (likelihood(value), opposed(value));
            so / (so + not)
        });
        (accuracy, belief)
    }
}

fn at(list: &[f64], place: usize) -> f64 {
    list.get(place).copied().unwrap_or(0.0)
}

fn sum(places: &BTreeSet<usize>, list: &[f64]) -> f64 {
    places.iter().map(|place| at(list, *place)).sum()
}

/// The list with its largest value at 1.
fn scaled(list: Vec<f64>) -> Vec<f64> {
    let largest = list.iter().copied().fold(0.0, f64::max);
    if largest > 0.0 { list.into_iter().map(|value| value / largest).collect() } else { list }
}

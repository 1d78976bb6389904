//! Dawid and Skene's model for labels of several classes: how probable each class of an item is, and how often each
//! observer takes one class for another (Applied Statistics 28, 1979). By expectation and maximisation, from shares.

use std::collections::BTreeMap;

/// Change of the logarithm of the likelihood at which the rounds end.
const STEADY: f64 = 1e-9;

/// Labels: who took which item for which class. An observer may label an item more than once.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    items: Vec<String>,
    observers: Vec<String>,
    classes: Vec<String>,
    /// By item: observer and class of each label.
    given: Vec<Vec<(usize, usize)>>,
}

/// What the labels say together.
#[derive(Clone, Debug, PartialEq)]
pub struct Consensus {
    /// The share of each class.
    pub marginals: BTreeMap<String, f64>,
    /// By item: how probable each class is.
    pub items: BTreeMap<String, BTreeMap<String, f64>>,
    /// By observer and class: how often the observer gives which class to what is of that one.
    pub rates: BTreeMap<String, BTreeMap<String, BTreeMap<String, f64>>>,
    /// The logarithm of the likelihood of all labels.
    pub log_likelihood: f64,
    /// Rounds it took.
    pub rounds: usize,
}

impl Consensus {
    /// How often an observer is right, over classes as frequent as they are.
    #[must_use]
    pub fn accuracy(&self, observer: &str) -> Option<f64> {
        let rates = self.rates.get(observer)?;
        let right = |(class, share): (&String, &f64)| {
            share * rates.get(class).and_then(|row| row.get(class)).copied().unwrap_or(0.0)
        };
        Some(self.marginals.iter().map(right).sum())
    }

    /// The most probable class of an item; of two that are equally probable the first by name.
    #[must_use]
    pub fn most_likely(&self, item: &str) -> Option<&str> {
        let classes = self.items.get(item)?.iter().rev();
        classes.max_by(|a, b| a.1.total_cmp(b.1)).map(|(class, _)| class.as_str())
    }
}

/// Probabilities as the rounds have them: shares of classes, error rates by observer, and classes by item.
struct State {
    marginals: Vec<f64>,
    rates: Vec<Vec<Vec<f64>>>,
    items: Vec<Vec<f64>>,
}

impl Labels {
    /// Labels of triples: item, observer, class. The order is of no matter.
    #[must_use]
    pub fn of(triples: &[(&str, &str, &str)]) -> Self {
        let sorted = |pick: fn(&(&str, &str, &str)) -> String| {
            let mut names: Vec<String> = triples.iter().map(pick).collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        let (items, observers, classes) = (
            sorted(|triple| triple.0.to_owned()),
            sorted(|triple| triple.1.to_owned()),
            sorted(|triple| triple.2.to_owned()),
        );
        let place = |names: &[String], name: &str| names.binary_search_by(|n| n.as_str().cmp(name));
        let mut given = vec![Vec::new(); items.len()];
        for (item, observer, class) in triples {
            let label = (place(&observers, observer), place(&classes, class));
            if let (Ok(item), (Ok(observer), Ok(class))) = (place(&items, item), label)
                && let Some(own) = given.get_mut(item)
            {
                own.push((observer, class));
            }
        }
        for own in &mut given {
            own.sort_unstable();
        }
        Self { items, observers, classes, given }
    }

    /// The consensus after at most `most` rounds; `None` without labels.
    #[must_use]
    pub fn consensus(&self, most: usize) -> Option<Consensus> {
        if self.items.is_empty() {
            return None;
        }
        let shares = |own: &Vec<(usize, usize)>| {
            let n = own.len().max(1) as f64;
            let of = |class| own.iter().filter(|(_, given)| *given == class).count() as f64 / n;
            (0..self.classes.len()).map(of).collect()
        };
        let mut state = State {
            marginals: Vec::new(),
            rates: Vec::new(),
            items: self.given.iter().map(shares).collect(),
        };
        let (mut before, mut rounds) = (f64::NEG_INFINITY, 0);
        while rounds < most {
            rounds += 1;
            self.maximise(&mut state);
            let now = self.expect(&mut state);
            if (now - before).abs() < STEADY {
                before = now;
                break;
            }
            before = now;
        }
        Some(self.named(&state, before, rounds))
    }

    /// Shares and rates from what the items are.
    fn maximise(&self, state: &mut State) {
        let n_classes = self.classes.len();
        let n = self.items.len() as f64;
        let share = |class: usize| state.items.iter().map(|own| at(own, class)).sum::<f64>() / n;
        state.marginals = (0..n_classes).map(share).collect();
        let mut rates = vec![vec![vec![0.0; n_classes]; n_classes]; self.observers.len()];
        for (own, given) in state.items.iter().zip(&self.given) {
            for (observer, label) in given {
                for (row, weight) in rates.get_mut(*observer).into_iter().flatten().zip(own) {
                    if let Some(cell) = row.get_mut(*label) {
                        *cell += weight;
                    }
                }
            }
        }
        for row in rates.iter_mut().flatten() {
            let sum: f64 = row.iter().sum();
            if sum > 0.0 {
                row.iter_mut().for_each(|cell| *cell /= sum);
            }
        }
        state.rates = rates;
    }

    /// What the items are, from shares and rates; gives the logarithm of the likelihood.
    fn expect(&self, state: &mut State) -> f64 {
        let State { marginals, rates, items } = state;
        let mut log_likelihood = 0.0;
        for (own, given) in items.iter_mut().zip(&self.given) {
            let rate = |class: usize, (observer, label): &(usize, usize)| {
                let row = rates.get(*observer).and_then(|rows| rows.get(class));
                row.map_or(0.0, |row| at(row, *label))
            };
            let joint = |class| -> f64 {
                at(marginals, class) * given.iter().map(|one| rate(class, one)).product::<f64>()
            };
            let joints: Vec<f64> = (0..self.classes.len()).map(joint).collect();
            let sum: f64 = joints.iter().sum();
            log_likelihood += sum.ln();
            *own = joints.into_iter().map(|one| one / sum).collect();
        }
        log_likelihood
    }

    fn named(&self, state: &State, log_likelihood: f64, rounds: usize) -> Consensus {
        let by_class = |list: &Vec<f64>| -> BTreeMap<String, f64> {
            self.classes.iter().cloned().zip(list.iter().copied()).collect()
        };
        let rows = |rows: &Vec<Vec<f64>>| -> BTreeMap<String, BTreeMap<String, f64>> {
            self.classes.iter().cloned().zip(rows.iter().map(by_class)).collect()
        };
        Consensus {
            marginals: by_class(&state.marginals),
            items: self.items.iter().cloned().zip(state.items.iter().map(by_class)).collect(),
            rates: self.observers.iter().cloned().zip(state.rates.iter().map(rows)).collect(),
            log_likelihood,
            rounds,
        }
    }
}

fn at(list: &[f64], place: usize) -> f64 {
    list.get(place).copied().unwrap_or(0.0)
}

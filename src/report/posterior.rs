//! From counts of outcomes to an interval: the Beta posterior of a source's share of right statements.
//!
//! With a uniform prior the mean and the opinion are those of the Beta reputation system (Jøsang and Ismail 2002). The
//! letters follow no standard: they are the nearest of the numbers that MISP gives to A–E, and only a suggestion.

use crate::model::Reliability;
use statrs::function::beta::{beta_reg, inv_beta_reg};

/// Outcomes below which no letter is suggested.
pub const FEWEST_FOR_A_LETTER: f64 = 5.0;

/// Where the letters meet on the mean, from E to A.
pub const LETTER_EDGES: [f64; 4] = [0.125, 0.375, 0.625, 0.875];

/// What is believed about a share before anything is counted: the parameters of a Beta distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// Weight of success.
    pub alpha: f64,
    /// Weight of failure.
    pub beta: f64,
}

impl Prior {
    /// Every share is as likely as every other.
    pub const UNIFORM: Self = Self { alpha: 1.0, beta: 1.0 };
    /// Jeffreys' prior.
    pub const JEFFREYS: Self = Self { alpha: 0.5, beta: 0.5 };
}

/// The opinion of subjective logic; the three sum to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opinion {
    /// That it is reliable.
    pub belief: f64,
    /// That it is not.
    pub disbelief: f64,
    /// What is not known.
    pub uncertainty: f64,
}

/// What successes and failures say about a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posterior {
    /// Outcomes in favour; a fraction where outcomes are weighted.
    pub successes: f64,
    /// Outcomes against.
    pub failures: f64,
    alpha: f64,
    beta: f64,
}

impl Posterior {
    /// The posterior of counts that are not negative.
    #[must_use]
    pub fn new(prior: Prior, successes: f64, failures: f64) -> Self {
        let (alpha, beta) = (prior.alpha + successes, prior.beta + failures);
        Self { successes, failures, alpha, beta }
    }

    /// The expected share.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.alpha / (self.alpha + self.beta)
    }

    /// Standard deviation of the share.
    #[must_use]
    pub fn deviation(&self) -> f64 {
        let sum = self.alpha + self.beta;
        (self.alpha * self.beta / (sum * sum * (sum + 1.0))).sqrt()
    }

    /// The equal-tailed interval that holds the share with this probability: `0.95` gives the 95 % interval.
    #[must_use]
    pub fn interval(&self, probability: f64) -> (f64, f64) {
        let tail = (1.0 - probability) / 2.0;
        (inv_beta_reg(self.alpha, self.beta, tail), inv_beta_reg(self.alpha, self.beta, 1.0 - tail))
    }

    /// The probability that the share lies below `share`.
    fn below(&self, share: f64) -> f64 {
        beta_reg(self.alpha, self.beta, share)
    }

    /// The probability that more than half is right.
    #[must_use]
    pub fn above_half(&self) -> f64 {
        1.0 - self.below(0.5)
    }

    /// The opinion of subjective logic that goes with the counts.
    #[must_use]
    pub fn opinion(&self) -> Opinion {
        let total = self.successes + self.failures + 2.0;
        Opinion {
            belief: self.successes / total,
            disbelief: self.failures / total,
            uncertainty: 2.0 / total,
        }
    }

    /// The letter nearest to the mean; on an edge the better one.
    #[must_use]
    pub fn nearest_letter(&self) -> Reliability {
        let mean = self.mean();
        match LETTER_EDGES.iter().filter(|edge| mean >= **edge).count() {
            0 => Reliability::E,
            1 => Reliability::D,
            2 => Reliability::C,
            3 => Reliability::B,
            _ => Reliability::A,
        }
    }

    /// Are there too few outcomes to suggest a letter?
    #[must_use]
    pub fn has_too_few(&self) -> bool {
        self.successes + self.failures < FEWEST_FOR_A_LETTER
    }

    /// The letter to suggest: `F` where there are too few outcomes to say.
    #[must_use]
    pub fn suggestion(&self) -> Reliability {
        if self.has_too_few() { Reliability::F } else { self.nearest_letter() }
    }

    /// How probable each letter is, A to E: the mass of the posterior between the edges.
    #[must_use]
    pub fn letters(&self) -> [(Reliability, f64); 5] {
        let [e, d, c, b] = LETTER_EDGES.map(|edge| self.below(edge));
        [
            (Reliability::A, 1.0 - b),
            (Reliability::B, b - c),
            (Reliability::C, c - d),
            (Reliability::D, d - e),
            (Reliability::E, e),
        ]
    }
}

/// The weight of an outcome that is `age_days` old, when it halves every `half_life_days`.
#[must_use]
pub fn ageing(age_days: f64, half_life_days: f64) -> f64 {
    (-age_days / half_life_days).exp2()
}

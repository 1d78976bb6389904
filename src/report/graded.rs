//! What the grades of analysts add up to: outcomes weighted by credibility, and whether letter and digit go together more
//! often than they should.

use super::independence::speaker;
use crate::model::{
    Credibility, Grade, GradingScheme, Judgement, LayerId, Project, Reliability, SourceId,
    Statement, StatementId, Tables, changes,
};
use std::collections::{BTreeMap, BTreeSet};

/// What an outcome, or several, add to successes and failures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Leaning {
    /// For the source.
    pub success: f64,
    /// Against it.
    pub failure: f64,
}

impl Leaning {
    /// The leaning of a grade of information: `2p - 1` for the source, or against it what is below zero, where `p` is the
    /// confidence that STIX 2.1 (appendix A) gives the digit. `None` where it cannot be judged, and for other scales, for
    /// which nobody gives such numbers. The formula is this program's own; it counts as usual where `p` is 0 or 1.
    #[must_use]
    pub fn of(grade: Credibility) -> Option<Self> {
        let p = match grade {
            Credibility::C1 => 0.9,
            Credibility::C2 => 0.7,
            Credibility::C3 => 0.5,
            Credibility::C4 => 0.3,
            Credibility::C5 => 0.1,
            _ => return None,
        };
        Some(Self { success: f64::max(0.0, 2.0 * p - 1.0), failure: f64::max(0.0, 1.0 - 2.0 * p) })
    }

    /// The same with less weight.
    #[must_use]
    pub fn times(self, weight: f64) -> Self {
        Self { success: self.success * weight, failure: self.failure * weight }
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { success: self.success + other.success, failure: self.failure + other.failure }
    }
}

/// The leaning of one outcome: by the newest grade among the statements behind it.
pub(super) fn leaning(
    project: &Project,
    statements: &BTreeSet<StatementId>,
    independence: f64,
) -> Leaning {
    let judged = statements.iter().filter_map(|id| project.statement(id));
    let newest = judged
        .filter_map(|(_, one)| {
            let judgement = judgement_in(&one.credibility, GradingScheme::Admiralty)?;
            Some((judgement.at, judgement.grade))
        })
        .max_by_key(|(at, _)| *at);
    let leaning = newest.and_then(|(_, grade)| Leaning::of(grade));
    leaning.unwrap_or_default().times(independence)
}

/// The judgement that counts among those by one scale: the newest without a scope, else the newest of all.
#[must_use]
pub fn judgement_in<G: Grade>(
    judgements: &[Judgement<G>],
    scheme: GradingScheme,
) -> Option<&Judgement<G>> {
    let own = || judgements.iter().filter(|one| one.grade.scheme() == scheme);
    let general = own().filter(|one| one.scope.is_empty()).max_by_key(|one| one.at);
    general.or_else(|| own().max_by_key(|one| one.at))
}

/// Which letters and digits go together. Reliability and credibility are two questions; where most pairs lie on the
/// diagonal (A1, B2, C3 …), the one was perhaps answered by looking at the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagonal {
    /// The scale of the project.
    pub scheme: GradingScheme,
    /// Statements of which both are judged, by pair.
    pub pairs: BTreeMap<(Reliability, Credibility), BTreeSet<StatementId>>,
    /// Statements of which both are graded and one at least cannot be judged: they stand apart.
    pub apart: BTreeSet<StatementId>,
}

impl Diagonal {
    /// The pairs of a project, by the scale it grades by now.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let scheme = project.settings().grading;
        let mut diagonal = Self { scheme, ..Self::default() };
        for layer in project.layers_with_grades() {
            for statement in layer.marks().statements().values() {
                diagonal.put(project, layer.id(), statement);
            }
        }
        diagonal
    }

    /// Brings the pairs of a project that was `old` up to what it is now.
    pub fn catch_up(&mut self, project: &Project, old: &Tables) {
        let is_same = old.settings() == project.settings()
            && old.sources().ptr_eq(project.sources())
            && old.articles().ptr_eq(project.articles());
        if !is_same {
            *self = Self::of(project);
            return;
        }
        for layer in changes(old.layers(), project.layers()) {
            for one in layer.marks().statements() {
                for statements in self.pairs.values_mut() {
                    statements.remove(one.id);
                }
                self.apart.remove(one.id);
            }
        }
        for layer in changes(old.layers(), project.layers()) {
            for statement in layer.marks().statements().filter_map(|one| one.new) {
                self.put(project, layer.id, statement);
            }
        }
        self.pairs.retain(|_, statements| !statements.is_empty());
    }

    /// Puts a statement where it belongs, if both are graded.
    fn put(&mut self, project: &Project, home: &LayerId, statement: &Statement) {
        let Some(digit) = judgement_in(&statement.credibility, self.scheme) else { return };
        let source = speaker(project, home, statement);
        let source = source.and_then(|source| project.sources().get(source));
        let letter = source.and_then(|source| judgement_in(&source.reliability, self.scheme));
        let Some(letter) = letter else { return };
        let (letter, digit) = (letter.grade, digit.grade);
        if letter.is_judged() && digit.is_judged() {
            self.pairs.entry((letter, digit)).or_default().insert(statement.id.clone());
        } else {
            self.apart.insert(statement.id.clone());
        }
    }

    /// Statements of which both are judged.
    #[must_use]
    pub fn n(&self) -> usize {
        self.pairs.values().map(BTreeSet::len).sum()
    }

    /// Has the scale a diagonal: as many grades of the source as of the information, those apart that judge nothing?
    #[must_use]
    pub fn is_square(&self) -> bool {
        judged::<Reliability>(self.scheme).len() == judged::<Credibility>(self.scheme).len()
    }

    /// Does this pair lie on the diagonal?
    #[must_use]
    pub fn is_on(&self, letter: Reliability, digit: Credibility) -> bool {
        let letter = judged::<Reliability>(self.scheme).iter().position(|grade| *grade == letter);
        let digit = judged::<Credibility>(self.scheme).iter().position(|grade| *grade == digit);
        self.is_square() && letter.is_some() && letter == digit
    }

    /// Statements on the diagonal.
    #[must_use]
    pub fn n_on(&self) -> usize {
        let on = self.pairs.iter().filter(|((letter, digit), _)| self.is_on(*letter, *digit));
        on.map(|(_, statements)| statements.len()).sum()
    }

    /// The share on the diagonal; `None` where nothing is judged or the scale has none.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.n() > 0 && self.is_square()).then(|| self.n_on() as f64 / self.n() as f64)
    }

    /// The share that would be expected if letters and digits were as frequent as they are and had nothing to do with each
    /// other.
    #[must_use]
    pub fn expected(&self) -> Option<f64> {
        let n = self.n() as f64;
        self.share()?;
        let of = |is_meant: &dyn Fn(&(Reliability, Credibility)) -> bool| {
            let meant = self.pairs.iter().filter(|(pair, _)| is_meant(pair));
            meant.map(|(_, statements)| statements.len()).sum::<usize>() as f64 / n
        };
        let letters = judged::<Reliability>(self.scheme).into_iter();
        let pairs = letters.zip(judged::<Credibility>(self.scheme));
        Some(pairs.map(|(a, b)| of(&|pair| pair.0 == a) * of(&|pair| pair.1 == b)).sum())
    }
}

/// The grades of a scale that judge something, best first.
#[must_use]
pub fn judged<G: Grade>(scheme: GradingScheme) -> Vec<G> {
    G::of(scheme).into_iter().filter(|grade| grade.is_judged()).collect()
}

/// How many statements of each source have which credibility, by the scale of the project; each grade in its place, with
/// those that judge nothing among them.
#[must_use]
pub fn credibility_by_source(
    project: &Project,
) -> BTreeMap<SourceId, BTreeMap<Credibility, usize>> {
    let scheme = project.settings().grading;
    let mut counts: BTreeMap<SourceId, BTreeMap<Credibility, usize>> = BTreeMap::new();
    for layer in project.layers_with_grades() {
        for statement in layer.marks().statements().values() {
            let Some(judgement) = judgement_in(&statement.credibility, scheme) else { continue };
            let Some(source) = speaker(project, layer.id(), statement) else { continue };
            let own = counts.entry(source.clone()).or_default();
            *own.entry(judgement.grade).or_default() += 1;
        }
    }
    counts
}

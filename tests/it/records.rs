//! What grades and labels add up to, held against figures that other programs computed; and the laws of origins, records
//! and letters on projects made at random.

use crate::reliability::{near, vectors};
use crate::world::{World, crowd, proposition_id, source_id, statement_id};
use ascribe::model::{
    Credibility, Grade as _, GradingScheme, Kind, Project, RelationKind, Reliability, StatementId,
    Verdict, Word as _,
};
use ascribe::report::{
    Ageing, Ballot, Counting, Diagonal, Labels, Leaning, Ledger, Method, Posterior, Prior,
    TrackRecord, of_proposition, origins, track_record,
};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

/// Of every source what is counted: successes, failures, and how many outcomes of each fate.
fn figures(world: &World, project: &Project) -> Vec<(f64, f64, usize)> {
    let sources = 0..world.groups.len();
    let record = |n| track_record(project, &source_id(n), &Counting::default());
    let figures = |record: TrackRecord| {
        let Posterior { successes, failures, .. } = record.posterior;
        (successes, failures, record.outcomes.len())
    };
    sources.map(|number| figures(record(number))).collect()
}

pub(crate) const ORDER: [&str; 3] = ["a", "b", "c"];

pub(crate) fn worlds() -> impl Strategy<Value = World> {
    let verdict = prop::sample::select(Verdict::ALL);
    let kind = prop::sample::select(Kind::ALL);
    let relation = prop::sample::select(RelationKind::ALL);
    let said = (0..6_usize, kind, prop::option::weighted(0.7, 0..4_usize), 0..3_usize);
    (
        prop::collection::vec(0..5_usize, 6),
        prop::collection::vec(verdict, 4),
        prop::collection::vec(said, 2..14),
        prop::collection::vec((0..14_usize, relation, 0..14_usize), 0..20),
    )
        .prop_map(|(groups, verdicts, said, mut links)| {
            links.retain(|(from, _, to)| *from < said.len() && *to < said.len());
            World { groups, verdicts, said, links, ..World::default() }
        })
}

#[test]
fn what_repeats_a_statement_that_its_source_corrected_goes_back_to_no_origin() {
    // The third repeats the first, which repeats the fourth; the second corrects the first.
    let said = vec![
        (0, Kind::Claim, Some(0), 0),
        (0, Kind::Claim, None, 1),
        (1, Kind::Claim, Some(0), 2),
        (2, Kind::Claim, None, 2),
    ];
    let mut world = World {
        groups: vec![0, 1, 2],
        verdicts: vec![Verdict::Unverified],
        said,
        links: vec![(2, RelationKind::Repeats, 0), (0, RelationKind::Repeats, 3)],
        ..World::default()
    };
    let counted = |world: &World| {
        let project = world.build(ORDER);
        let id = proposition_id(0);
        let found = of_proposition(&project, &id);
        let tally = Ledger::of(&project).tally(&id).unwrap();
        assert_eq!((tally.origins, tally.unknown), (found.origins.len(), found.unknown.len()));
        (tally.reports, tally.origins)
    };
    assert_eq!(counted(&world), (2, 1));
    world.links.push((1, RelationKind::Updates, 0));
    assert_eq!(counted(&world), (1, 0), "one still reports what nobody stands for any more");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_repeat_changes_no_figure_of_any_source(
        world in worlds(), who in 0..6_usize, of in 0..14_usize, article in 0..3_usize,
        says_about in any::<bool>(),
    ) {
        let of = of % world.said.len();
        let mut repeated = world.clone();
        let (_, kind, about, _) = world.said[of];
        repeated.said.push((who, kind, about.filter(|_| says_about), article));
        repeated.links.push((world.said.len(), RelationKind::Repeats, of));
        let (before, after) = (world.build(ORDER), repeated.build(ORDER));
        prop_assert_eq!(figures(&world, &before), figures(&repeated, &after));
        for number in 0..world.verdicts.len() {
            let groups = |project| -> BTreeSet<String> {
                of_proposition(project, &proposition_id(number)).origins.into_keys().collect()
            };
            prop_assert_eq!(groups(&before), groups(&after));
        }
    }

    #[test]
    fn groups_that_become_one_never_have_more_origins(
        world in worlds(), one in 0..5_usize, other in 0..5_usize,
    ) {
        let mut joined = world.clone();
        joined.groups.iter_mut().filter(|group| **group == other).for_each(|group| *group = one);
        let n = |world: &World| {
            let project = world.build(ORDER);
            let all: Vec<StatementId> = (0..world.said.len()).map(statement_id).collect();
            let whole = origins(&project, &all).origins.len();
            let each = (0..world.verdicts.len())
                .map(|number| of_proposition(&project, &proposition_id(number)).origins.len());
            (whole, each.collect::<Vec<_>>())
        };
        let ((whole, each), (joined_whole, joined_each)) = (n(&world), n(&joined));
        prop_assert!(joined_whole <= whole);
        prop_assert!(joined_each.iter().zip(&each).all(|(joined, apart)| joined <= apart));
    }

    #[test]
    fn the_order_of_articles_is_of_no_matter(world in worlds()) {
        let (one, other) = (world.build(ORDER), world.build(["z", "m", "b"]));
        prop_assert_eq!(figures(&world, &one), figures(&world, &other));
        prop_assert_eq!(Ballot::of(&one), Ballot::of(&other));
        prop_assert_eq!(Diagonal::of(&one), Diagonal::of(&other));
    }

    #[test]
    fn no_letter_is_suggested_below_five_outcomes(
        r in 0.0..5.0_f64, f in 0.0..5.0_f64, jeffreys in any::<bool>(),
    ) {
        let prior = if jeffreys { Prior::JEFFREYS } else { Prior::UNIFORM };
        let suggestion = Posterior::new(prior, r, f).suggestion();
        prop_assert_eq!(suggestion == Reliability::F, r + f < 5.0);
    }

    #[test]
    fn probabilities_of_letters_and_opinions_sum_to_one(r in 0.0..200.0_f64, f in 0.0..200.0_f64) {
        let posterior = Posterior::new(Prior::UNIFORM, r, f);
        let letters: f64 = posterior.letters().iter().map(|(_, p)| p).sum();
        let opinion = posterior.opinion();
        prop_assert!((letters - 1.0).abs() < 1e-9);
        let sum = opinion.belief + opinion.disbelief + opinion.uncertainty;
        prop_assert!((sum - 1.0).abs() < 1e-9);
        let (low, high) = posterior.interval(0.95);
        prop_assert!(low < posterior.mean() && posterior.mean() < high);
    }
}

#[test]
fn graded_outcomes_add_up_as_in_the_vectors() {
    let Some(vectors) = vectors() else { return };
    let example = &vectors["soft_counting_example"];
    let digit = |code: &Value| {
        let code = code.as_str().unwrap().chars().next().unwrap();
        let all = Credibility::of(GradingScheme::Admiralty);
        all.into_iter().find(|grade| grade.code() == code).unwrap()
    };
    let items = example["items"].as_array().unwrap().iter();
    let sum = items.fold(Leaning::default(), |sum, item| {
        let one = Leaning::of(digit(&item["credibility"])).unwrap_or_default();
        sum.plus(one.times(item["independence_weight"].as_f64().unwrap()))
    });
    near(sum.success, &example["r"], 1e-9, "r");
    near(sum.failure, &example["f"], 1e-9, "f");
    let posterior = Posterior::new(Prior::UNIFORM, sum.success, sum.failure);
    near(posterior.mean(), &example["posterior"]["mean"], 1e-6, "mean");
    assert_eq!(posterior.suggestion(), Reliability::F, "2.4 outcomes are too few");
}

/// Source 0 says seven things, each graded and asserted by an independent source too, but for the last.
fn graded_world() -> World {
    use Credibility as C;
    let mut world =
        World { groups: vec![0, 1], verdicts: vec![Verdict::Verified; 7], ..World::default() };
    for (about, grade) in [C::C1, C::C2, C::C2, C::C3, C::C4, C::C6, C::C1].into_iter().enumerate()
    {
        world.credibility.insert(world.said.len(), grade);
        world.said.push((0, Kind::Claim, Some(about), 0));
        if about < 6 {
            world.said.push((1, Kind::Claim, Some(about), 1));
        }
    }
    world
}

#[test]
fn outcomes_count_by_the_grades_of_analysts_only_when_that_is_asked_for() {
    let project = graded_world().build(ORDER);
    let usual = track_record(&project, &source_id(0), &Counting::default());
    assert_eq!((usual.posterior.successes, usual.posterior.failures), (6.0, 0.0));
    let counting = Counting { is_graded: true, ..Counting::default() };
    let graded = track_record(&project, &source_id(0), &counting);
    // 0.8 + 0.4 + 0.4 for, 0.4 against; the 6 is left out, and so is the 1 that nobody else asserts.
    assert!((graded.posterior.successes - 1.6).abs() < 1e-9, "{:?}", graded.posterior);
    assert!((graded.posterior.failures - 0.4).abs() < 1e-9, "{:?}", graded.posterior);
}

#[test]
fn old_outcomes_count_less_only_when_that_is_asked_for() {
    let project = graded_world().build(ORDER);
    let ageing = |today: &str| Counting {
        ageing: Some(Ageing { half_life: 730.0, today: today.parse().unwrap() }),
        ..Counting::default()
    };
    let successes =
        |counting: &Counting| track_record(&project, &source_id(0), counting).posterior.successes;
    assert!((successes(&ageing("2031-03-01")) - 6.0).abs() < 1e-9, "on the day itself");
    // Two years of which one is a leap year are a day longer than two half-lives of a year.
    let expected = 6.0 * 0.5_f64.powf(731.0 / 730.0);
    assert!((successes(&ageing("2033-03-01")) - expected).abs() < 1e-9);
    assert!((successes(&ageing("2020-01-01")) - 6.0).abs() < 1e-9, "nothing is older than today");
}

/// The labels of the vectors; each letter of an observer's cell is a label of its own.
fn labels(rows: &Value, most: usize) -> Vec<(String, String, String)> {
    let mut labels = Vec::new();
    for (patient, row) in rows.as_array().unwrap().iter().enumerate() {
        for (observer, cell) in row.as_array().unwrap().iter().enumerate() {
            for class in cell.as_str().unwrap().chars().take(most) {
                labels.push((format!("{patient:02}"), observer.to_string(), class.to_string()));
            }
        }
    }
    labels
}

fn check_consensus(data: &Value, expected: &Value, most: usize) -> ascribe::report::Consensus {
    let labels = labels(data, most);
    let triples: Vec<(&str, &str, &str)> =
        labels.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    let consensus = Labels::of(&triples).consensus(500).unwrap();
    for (class, share) in
        ["1", "2", "3", "4"].into_iter().zip(expected["class_marginals"].as_array().unwrap())
    {
        near(consensus.marginals[class], share, 1e-4, class);
    }
    near(consensus.log_likelihood, &expected["log_likelihood"], 1e-4, "log-likelihood");
    for (patient, class) in expected["most_likely_class"].as_array().unwrap().iter().enumerate() {
        let found = consensus.most_likely(&format!("{patient:02}")).unwrap();
        assert_eq!(found, class.to_string(), "patient {}", patient + 1);
    }
    consensus
}

#[test]
fn the_published_example_of_dawid_and_skene_comes_out_as_published() {
    let Some(vectors) = vectors() else { return };
    let example = &vectors["dawid_skene_1979"];
    let consensus = check_consensus(&example["data"], example, 3);
    for (class, share) in ["1", "2", "3", "4"]
        .into_iter()
        .zip(example["published_class_marginals"].as_array().unwrap())
    {
        near(consensus.marginals[class], share, 0.005, "as printed in the paper");
    }
    for (class, row) in
        ["1", "2", "3", "4"].into_iter().zip(example["observer_1_error_rates"].as_array().unwrap())
    {
        for (given, rate) in ["1", "2", "3", "4"].into_iter().zip(row.as_array().unwrap()) {
            near(consensus.rates["0"][class][given], rate, 1e-4, "error rate of observer 1");
        }
    }
    for (observer, accuracy) in
        example["observer_accuracy_weighted"].as_array().unwrap().iter().enumerate()
    {
        near(consensus.accuracy(&observer.to_string()).unwrap(), accuracy, 1e-4, "accuracy");
    }
    for (class, share) in
        ["1", "2", "3", "4"].into_iter().zip(example["posterior_patient_3"].as_array().unwrap())
    {
        near(consensus.items["02"][class], share, 1e-4, "patient 3");
    }
}

#[test]
fn first_readings_alone_give_the_labels_that_another_package_gives() {
    let Some(vectors) = vectors() else { return };
    let data = &vectors["dawid_skene_1979"]["data"];
    let example = &vectors["dawid_skene_first_reading_only"];
    assert_eq!(example["crowd_kit_1_4_2"]["same_labels"], 45, "both packages agree on all");
    check_consensus(data, example, 1);
}

#[test]
fn pairs_on_the_diagonal_are_counted_and_what_cannot_be_judged_stands_apart() {
    use {Credibility as C, Reliability as R};
    let world = World {
        groups: vec![0, 1, 2, 3],
        said: [0, 0, 1, 1, 2, 3, 3].into_iter().map(|who| (who, Kind::Claim, None, 0)).collect(),
        reliability: [(0, R::A), (1, R::B), (2, R::F)].into(),
        // The last but one belongs to a source that nobody graded, and the last has no grade either.
        credibility: [(0, C::C1), (1, C::C3), (2, C::C2), (3, C::C6), (4, C::C1), (5, C::C1)]
            .into(),
        ..World::default()
    };
    let diagonal = Diagonal::of(&world.build(ORDER));
    assert_eq!((diagonal.n(), diagonal.n_on()), (3, 2), "A1 and B2 of A1, A3, B2");
    assert_eq!(diagonal.apart, BTreeSet::from([statement_id(3), statement_id(4)]), "B6 and F1");
    assert_eq!(diagonal.pairs[&(R::A, C::C3)], BTreeSet::from([statement_id(1)]));
    assert!((diagonal.share().unwrap() - 2.0 / 3.0).abs() < 1e-9);
    // A in two of three, 1 in one of three; B in one of three, 2 in one of three.
    assert!((diagonal.expected().unwrap() - (2.0 / 9.0 + 1.0 / 9.0)).abs() < 1e-9);
    assert_eq!(Diagonal::of(&World::default().build(ORDER)).share(), None, "no share of nothing");
}

#[test]
fn a_scale_without_as_many_letters_as_digits_has_no_diagonal() {
    let is_square = |scheme| Diagonal { scheme, ..Diagonal::default() }.is_square();
    assert!(is_square(GradingScheme::Admiralty) && is_square(GradingScheme::Uk5x5x5));
    assert!(!is_square(GradingScheme::Uk3x5x2));
    let diagonal = Diagonal { scheme: GradingScheme::Uk5x5x5, ..Diagonal::default() };
    assert!(diagonal.is_on(Reliability::FiveD, Credibility::Five5), "the last of both");
    assert!(!diagonal.is_on(Reliability::FiveD, Credibility::Five4), "4 judges nothing");
}

#[test]
fn copies_do_not_vote_and_too_few_votes_are_not_weighed() {
    let world = World {
        groups: vec![0, 1, 2, 2],
        verdicts: vec![Verdict::Unverified],
        said: vec![
            (0, Kind::Claim, Some(0), 0),
            (1, Kind::Claim, Some(0), 1),
            (2, Kind::Denial, Some(0), 1),
            (3, Kind::Denial, Some(0), 2),
        ],
        links: vec![(1, RelationKind::Cites, 0)],
        ..World::default()
    };
    let ballot = Ballot::of(&world.build(ORDER));
    let sides = &ballot.votes[&proposition_id(0)];
    assert_eq!(sides[&true].keys().collect::<Vec<_>>(), ["group-0"], "who cites does not vote");
    assert_eq!(sides[&false].keys().collect::<Vec<_>>(), ["group-2"], "a group votes once");
    assert_eq!(sides[&false]["group-2"].len(), 2);
    assert_eq!(ballot.passed_on, BTreeSet::from([statement_id(1)]));
    assert_eq!(ballot.n_sharing(), 0);
    let weighed = ballot.weigh(Method::OneCoin, &mut |_| true).unwrap();
    assert_eq!(weighed.scores, None);
}

#[test]
fn enough_votes_are_weighed_by_every_method() {
    let ballot = Ballot::of(&crowd().build(ORDER));
    assert!(ballot.is_enough());
    for method in Method::ALL {
        let weighed = ballot.clone().weigh(method, &mut |_| true).unwrap();
        let trust = weighed.scores.expect("enough to show").trust;
        // The pool shares a belief among all who hold it, so that the few who stand apart are paid more a head.
        let favours_the_many = method != Method::PooledInvestment;
        let name = method.name();
        assert_eq!(trust["group-0"] > trust["group-9"], favours_the_many, "{name}: {trust:?}");
    }
    assert_eq!(ballot.weigh(Method::Sums, &mut |_| false), None, "given up");
}

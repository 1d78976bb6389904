//! Origins, track records and truth discovery, held against figures that other programs computed; and that repetition never
//! counts.

#![expect(clippy::print_stdout, reason = "a skip is said aloud")]

use ascribe::model::{
    Annotator, AnnotatorId, AnnotatorKind, Article, ArticleId, Edit, Grade as _, Judgement, Kind,
    LayerHead, LayerId, Level, Metadata, Original, Project, Proposition, PropositionId, Relation,
    RelationId, RelationKind, Settings, Source, SourceId, SourceType, Stamp, Statement,
    StatementId, Verdict, apply,
};
use ascribe::report::{
    Counting, Fate, Method, Posterior, Prior, TrackRecord, Votes, ageing, origins, track_record,
};
use ascribe::text::{Role, Segment, Span};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;

pub(crate) fn vectors() -> Option<Value> {
    let named = std::env::var_os("ASCRIBE_TEST_DATA").map(PathBuf::from);
    let data =
        named.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"));
    let path = data.join("reliability_vectors.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        let required = std::env::var("ASCRIBE_REQUIRE").is_ok_and(|list| list.contains("data"));
        assert!(!required, "the vectors are required: {}", path.display());
        println!("skipped: {} is absent (set ASCRIBE_TEST_DATA)", path.display());
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

pub(crate) fn near(found: f64, expected: &Value, tolerance: f64, what: &str) {
    let expected = expected.as_f64().unwrap();
    assert!((found - expected).abs() <= tolerance, "{what}: {found}, expected {expected}");
}

fn check_posterior(case: &Value) {
    let number = |key: &str| case[key].as_f64().unwrap();
    let prior = Prior {
        alpha: case["prior"][0].as_f64().unwrap(),
        beta: case["prior"][1].as_f64().unwrap(),
    };
    let posterior = Posterior::new(prior, number("r"), number("f"));
    let name = format!("r {} f {}", case["r"], case["f"]);
    near(posterior.mean(), &case["mean"], 1e-6, &name);
    near(posterior.deviation(), &case["sd"], 1e-6, &name);
    for (key, probability) in [("ci95", 0.95), ("ci90", 0.9)] {
        let (low, high) = posterior.interval(probability);
        near(low, &case[key][0], 1e-6, &name);
        near(high, &case[key][1], 1e-6, &name);
    }
    near(posterior.above_half(), &case["prob_above_half"], 1e-6, &name);
    let opinion = posterior.opinion();
    near(opinion.belief, &case["opinion"]["belief"], 1e-6, &name);
    near(opinion.disbelief, &case["opinion"]["disbelief"], 1e-6, &name);
    near(opinion.uncertainty, &case["opinion"]["uncertainty"], 1e-6, &name);
    let letter = |grade: ascribe::model::Reliability| grade.code().to_string();
    assert_eq!(letter(posterior.nearest_letter()), case["letter_by_mean"], "{name}");
    assert_eq!(letter(posterior.suggestion()), case["suggested"], "{name}");
    for (grade, probability) in posterior.letters() {
        near(probability, &case["letter_probabilities"][letter(grade)], 1e-4, &name);
    }
}

#[test]
fn posteriors_intervals_opinions_and_letters_agree_with_the_vectors() {
    let Some(vectors) = vectors() else { return };
    let cases = vectors["beta_binomial"]["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 18);
    cases.iter().for_each(check_posterior);
    for example in ["counting_rule_example", "soft_counting_example"] {
        check_posterior(&vectors[example]["posterior"]);
    }
}

#[test]
fn the_lower_end_after_successes_alone_has_its_closed_form() {
    for n in 0..60_u32 {
        let posterior = Posterior::new(Prior::UNIFORM, f64::from(n), 0.0);
        let expected = 0.025_f64.powf(1.0 / f64::from(n + 1));
        assert!((posterior.interval(0.95).0 - expected).abs() < 1e-9, "{n}");
        let half = 1.0 - 0.5_f64.powi(n as i32 + 1);
        assert!((posterior.above_half() - half).abs() < 1e-9, "{n}");
    }
}

#[test]
fn old_outcomes_weigh_less_as_the_vectors_say() {
    let Some(vectors) = vectors() else { return };
    let example = &vectors["time_decay_example"];
    let half_life = example["half_life_days"].as_f64().unwrap();
    for case in example["weights"].as_array().unwrap() {
        near(ageing(case["age_days"].as_f64().unwrap(), half_life), &case["w"], 1e-6, "age");
    }
}

fn triples(value: &Value) -> Vec<(&str, &str, &str)> {
    let list = value.as_array().unwrap().iter();
    list.map(|t| (t[0].as_str().unwrap(), t[1].as_str().unwrap(), t[2].as_str().unwrap())).collect()
}

#[test]
fn truth_discovery_agrees_with_the_package_that_the_vectors_were_made_with() {
    let Some(vectors) = vectors() else { return };
    let truth = &vectors["truth_discovery"];
    let votes = Votes::of(&triples(&truth["triples"]));
    for (key, method) in [
        ("sums_20_iterations", Method::Sums),
        ("average_log_20_iterations", Method::AverageLog),
        ("investment_10_iterations_g1_2", Method::Investment),
        ("pooled_investment_10_iterations_g1_4", Method::PooledInvestment),
        ("truth_finder_50_iterations", Method::TruthFinder),
    ] {
        let scores = votes.weigh(method, method.usual_rounds(), &mut |_| true).unwrap();
        for (source, trust) in &scores.trust {
            near(*trust, &truth[key]["trust"][source], 1e-7, key);
        }
        for ((item, value), belief) in &scores.belief {
            near(*belief, &truth[key]["belief"][item][value], 1e-7, key);
        }
    }
    let coin = &truth["one_coin_dawid_skene_map_em_100_iterations"];
    let scores = votes.weigh(Method::OneCoin, 100, &mut |_| true).unwrap();
    for (source, accuracy) in &scores.trust {
        near(*accuracy, &coin["accuracy"][source], 1e-6, "one coin");
    }
    for ((item, value), belief) in scores.belief.iter().filter(|((_, value), _)| value == "true") {
        near(*belief, &coin["probability_true"][item], 1e-6, &format!("one coin {value}"));
    }
    for ((item, _), share) in votes.majority().iter().filter(|((_, value), _)| value == "true") {
        near(*share, &truth["majority_vote"][item], 1e-6, "majority");
    }
}

#[test]
fn sums_find_the_eigenvectors_that_were_worked_out_by_hand() {
    let Some(vectors) = vectors() else { return };
    let example = &vectors["truth_discovery"]["sums_eigenvector_example"];
    let votes = Votes::of(&triples(&example["triples"]));
    let scores = votes.weigh(Method::Sums, 60, &mut |_| true).unwrap();
    for (source, trust) in &scores.trust {
        near(*trust, &example["expected"]["trust"][source], 1e-7, source);
    }
    for ((item, value), belief) in &scores.belief {
        near(*belief, &example["expected"]["belief"][item][value], 1e-7, item);
    }
}

#[test]
fn weighing_tells_each_round_and_stops_when_asked() {
    let votes = Votes::of(&[("a", "p", "true"), ("b", "p", "false")]);
    let mut rounds = Vec::new();
    let stopped = votes.weigh(Method::Sums, 20, &mut |round| {
        rounds.push(round);
        round < 3
    });
    assert_eq!((stopped, rounds), (None, vec![1, 2, 3]));
}

const TEXT: &str = "They say what they say.";

fn stamp() -> Stamp {
    let at = "2031-03-01T10:00:00Z".parse().unwrap();
    Stamp { by: AnnotatorId::new("ann").unwrap(), at }
}

fn home() -> LayerId {
    let article = ArticleId::new("paper").unwrap();
    LayerId { article, annotator: stamp().by }
}

fn empty() -> Project {
    let mut project = Project::new(Settings::default());
    let by = stamp().by;
    let ann = Annotator { id: by.clone(), name: "Ann".to_owned(), kind: AnnotatorKind::Human };
    let whole = Span::new(0, TEXT.len());
    let sentence = Segment { span: whole, role: Role::Sentence, sure: true, opens_paragraph: true };
    let metadata = Metadata { title: "Paper".to_owned(), ..Metadata::default() };
    let id = home().article;
    let article =
        Article::new(id.clone(), metadata, Original::default(), TEXT.into(), vec![sentence]);
    let edits = vec![
        Edit::Annotator(by, Some(ann)),
        Edit::Article(id, Some(Arc::new(article.unwrap()))),
        Edit::Layer(home(), Some(LayerHead::default())),
    ];
    apply(&mut project, Edit::batch(edits)).unwrap();
    project
}

fn id(name: &str) -> String {
    name.to_lowercase().replace('_', "-")
}

fn source(name: &str, group: &str) -> Edit {
    let source_id = SourceId::new(&id(name)).unwrap();
    let source = Source {
        independence_group: group.to_owned(),
        ..Source::named(source_id.clone(), name, SourceType::MediaOrganisation)
    };
    Edit::Source(source_id, Some(source))
}

fn says(name: &str, who: &str, kind: Kind, about: Option<&str>) -> Edit {
    let statement_id = StatementId::new(&id(name)).unwrap();
    let new = Statement::new(statement_id.clone(), kind, vec![Span::new(0, 4)], stamp());
    let new = Statement {
        chain: vec![Level::of(SourceId::new(&id(who)).unwrap())],
        proposition: about.map(|about| PropositionId::new(about).unwrap()),
        ..new
    };
    Edit::Statement(home(), statement_id, Some(Arc::new(new)))
}

fn links(from: &str, kind: RelationKind, to: &str) -> Edit {
    let relation_id = RelationId::new(&format!("r-{}-{}", id(from), id(to))).unwrap();
    let relation = Relation {
        id: relation_id.clone(),
        kind,
        from: StatementId::new(&id(from)).unwrap(),
        to: StatementId::new(&id(to)).unwrap(),
        to_article: home().article,
        note: String::new(),
        created: stamp(),
    };
    Edit::Relation(home(), relation_id, Some(relation))
}

fn proposition(name: &str, verdict: Verdict) -> Edit {
    let proposition_id = PropositionId::new(name).unwrap();
    let judgement = Judgement {
        grade: verdict,
        scope: String::new(),
        confidence: None,
        why: "It was looked into.".to_owned(),
        by: stamp().by,
        at: stamp().at,
    };
    let new = Proposition {
        verdicts: vec![judgement],
        ..Proposition::new(proposition_id.clone(), "It is so.", stamp())
    };
    Edit::Proposition(proposition_id, Some(new))
}

#[test]
fn six_reports_go_back_to_the_three_origins_of_the_vectors() {
    let Some(vectors) = vectors() else { return };
    let example = &vectors["independent_roots_example"];
    let mut project = empty();
    let mut edits = Vec::new();
    for (name, group) in example["independence_group"].as_object().unwrap() {
        edits.push(source(name, group.as_str().unwrap()));
        edits.push(says(name, name, Kind::Claim, None));
    }
    for pair in example["cites"].as_array().unwrap() {
        let (from, to) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
        edits.push(links(from, RelationKind::Cites, to));
    }
    apply(&mut project, Edit::batch(edits)).unwrap();
    let reports: Vec<StatementId> = example["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| StatementId::new(&id(name.as_str().unwrap())).unwrap())
        .collect();
    let found = origins(&project, &reports);
    assert_eq!(found.reports.len(), 6);
    let roots: Vec<&String> = found.origins.keys().collect();
    assert_eq!(serde_json::to_value(roots).unwrap(), example["roots"]);
}

/// Source P of the vectors: what it said, what others said, and how it ended.
fn source_p() -> Vec<Edit> {
    let mut edits: Vec<Edit> = ["p", "q", "r", "copy"].iter().map(|n| source(n, "")).collect();
    let verdicts = [
        ("k1", Verdict::Verified),
        ("k2", Verdict::Verified),
        ("k3", Verdict::Refuted),
        ("k4", Verdict::Verified),
        ("k5", Verdict::Refuted),
        ("k6", Verdict::Verified),
        ("k7", Verdict::Unverified),
        ("k8", Verdict::Verified),
        ("k9", Verdict::Corroborated),
    ];
    for (name, verdict) in verdicts {
        edits.push(proposition(name, verdict));
        let p = |suffix: &str| says(&format!("{name}-p{suffix}"), "p", Kind::Claim, Some(name));
        match name {
            "k5" | "k6" => {
                edits.push(says(&format!("{name}-target"), "q", Kind::Claim, Some(name)));
                edits.push(says(&format!("{name}-p"), "p", Kind::Denial, None));
                edits.push(links(
                    &format!("{name}-p"),
                    RelationKind::Denies,
                    &format!("{name}-target"),
                ));
            }
            _ => edits.push(p("")),
        }
        match name {
            "k1" => edits.extend([p("2"), p("3"), says("k1-q", "q", Kind::Fact, Some(name))]),
            "k2" | "k9" => edits.push(says(&format!("{name}-q"), "q", Kind::Claim, Some(name))),
            "k6" => edits.push(says("k6-r", "r", Kind::Fact, Some(name))),
            "k8" => edits.extend([
                says("k8-q", "q", Kind::Claim, Some(name)),
                says("k8-r", "r", Kind::Claim, Some(name)),
            ]),
            "k4" => edits.extend([
                says("k4-copy", "copy", Kind::Claim, Some(name)),
                links("k4-copy", RelationKind::Cites, "k4-p"),
            ]),
            "k3" => edits.extend([
                says("k3-q", "q", Kind::Claim, None),
                links("k3-q", RelationKind::Contradicts, "k3-p"),
            ]),
            _ => {}
        }
    }
    edits.extend([
        says("k5-r", "r", Kind::Fact, None),
        links("k5-r", RelationKind::Contradicts, "k5-target"),
    ]);
    edits
}

fn record(project: &Project) -> TrackRecord {
    track_record(project, &SourceId::new("p").unwrap(), &Counting::default())
}

#[test]
fn outcomes_are_counted_as_in_the_worked_example() {
    let Some(vectors) = vectors() else { return };
    let mut project = empty();
    apply(&mut project, Edit::batch(source_p())).unwrap();
    let record = record(&project);
    assert_eq!(record.outcomes.len(), 9);
    assert_eq!(record.of_fate(Fate::NotIndependent).count(), 1);
    assert_eq!(record.of_fate(Fate::Unresolved).count(), 1);
    let example = &vectors["counting_rule_example"];
    assert_eq!(Some(record.posterior.successes), example["r"].as_f64());
    assert_eq!(Some(record.posterior.failures), example["f"].as_f64());
}

#[test]
fn the_word_of_the_accuser_alone_settles_no_denial() {
    let mut project = empty();
    let mut edits = vec![source("p", ""), source("q", ""), proposition("k", Verdict::Verified)];
    edits.extend([
        says("k-q", "q", Kind::Claim, Some("k")),
        says("k-p", "p", Kind::Denial, None),
        links("k-p", RelationKind::Denies, "k-q"),
    ]);
    apply(&mut project, Edit::batch(edits)).unwrap();
    assert_eq!(record(&project).of_fate(Fate::NotIndependent).count(), 1);
}

#[test]
fn a_repetition_changes_no_figure_and_joining_groups_never_adds_an_origin() {
    let mut project = empty();
    apply(&mut project, Edit::batch(source_p())).unwrap();
    let before = record(&project).posterior;
    let claims: Vec<String> = record(&project)
        .outcomes
        .iter()
        .filter(|o| !o.is_denied)
        .flat_map(|o| o.statements.iter().map(ToString::to_string))
        .collect();
    for (n, claim) in claims.iter().enumerate() {
        let name = format!("again-{n}");
        for who in ["p", "copy"] {
            let mut repeated = project.clone();
            let edits = vec![
                says(&name, who, Kind::Claim, None),
                links(&name, RelationKind::Repeats, claim),
            ];
            apply(&mut repeated, Edit::batch(edits)).unwrap();
            assert_eq!(record(&repeated).posterior, before, "{who} repeats {claim}");
        }
    }
    let all: Vec<StatementId> =
        project.layers()[&home()].marks().statements().keys().cloned().collect();
    let n = origins(&project, &all).origins.len();
    let names = ["p", "q", "r", "copy"];
    for a in names {
        for b in names {
            let mut joined = project.clone();
            apply(&mut joined, Edit::batch(vec![source(a, "one"), source(b, "one")])).unwrap();
            assert!(origins(&joined, &all).origins.len() <= n, "{a} and {b}");
        }
    }
    let backwards: Vec<&StatementId> = all.iter().rev().collect();
    assert_eq!(origins(&project, backwards), origins(&project, &all));
}

//! The terminal on reliability: sources with their grades, track records, sources weighed against each other.

use crate::terminal::{Place, call, done, parse};
use crate::world::{World, crowd, source_id};
use ascribe::model::{Credibility, Kind, Reliability, Verdict};
use ascribe::store;
use serde_json::Value;

fn folder(place: &Place, world: &World) -> String {
    let project = world.build(["a", "b", "c"]);
    store::create(&place.path("project"), project.tables()).unwrap();
    place.word("project")
}

/// Six things that source 0 said; source 1 says the same of five, and the last rests on the word of source 0 alone.
fn told() -> World {
    let mut world = World {
        groups: vec![0, 1],
        verdicts: vec![Verdict::Verified; 6],
        reliability: [(0, Reliability::A), (1, Reliability::F)].into(),
        ..World::default()
    };
    for about in 0..6 {
        world.said.push((0, Kind::Claim, Some(about), 0));
        if about < 5 {
            world.said.push((1, Kind::Fact, Some(about), 1));
        }
    }
    world.credibility = [(0, Credibility::C1), (1, Credibility::C2), (2, Credibility::C6)].into();
    world
}

#[test]
fn sources_are_listed_with_grades_and_the_bias_check() {
    let place = Place::new();
    let dir = folder(&place, &told());
    let out = done(&["sources", &dir]).out;
    let row = |name: &str| {
        let line = out.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().skip(2).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row("Source 0"), ["person", "group-0", "6", "0", "0", "A", "1:1", "·", "6:1"]);
    assert_eq!(row("Source 1"), ["person", "group-1", "0", "0", "5", "F", "2:1"]);
    assert!(out.contains("1 of 1 pair on the diagonal (A1, B2, C3 …): 100 %"), "{out}");
    assert!(out.contains("2 pairs with a grade that cannot be judged stand apart"), "{out}");
}

#[test]
fn sources_as_json_hold_everything_by_stable_names() {
    let place = Place::new();
    let dir = folder(&place, &told());
    let json: Value = serde_json::from_str(&done(&["sources", &dir, "--json"]).out).unwrap();
    assert_eq!(json["scale"], "Admiralty");
    let first = &json["sources"][0];
    assert_eq!(first["id"], "source-0");
    assert_eq!(first["statements"]["claim"], 6);
    assert_eq!(first["reliability"]["code"], "A");
    assert_eq!(first["reliability"]["why"], "It was looked into.");
    assert_eq!(first["credibility"], serde_json::json!({"1": 1, "6": 1}));
    assert_eq!(json["sources"][1]["reliability"]["is_judged"], false);
    assert_eq!(json["diagonal"]["on_the_diagonal"], 1);
    assert_eq!(json["diagonal"]["apart"].as_array().unwrap().len(), 2);
}

#[test]
fn records_are_counted_and_a_letter_takes_five_outcomes() {
    let place = Place::new();
    let dir = folder(&place, &told());
    let out = done(&["reliability", &dir]).out;
    let line = out.lines().find(|line| line.starts_with("Source 0")).unwrap();
    let cells: Vec<&str> = line.split_whitespace().collect();
    // Five right, one that only its own word settles: Beta(6, 1), as in the vectors.
    assert_eq!(cells[2..10], ["5", "0", "0", "1", "0.86", "0.54", "1.00", "A"], "{line}");
    assert!(line.ends_with("B · Usually reliable, could be A"), "{line}");
    let json: Value = serde_json::from_str(&done(&["reliability", &dir, "--json"]).out).unwrap();
    let record = &json["records"][0];
    assert_eq!((&record["source"], &record["right"]), (&"source-0".into(), &5.0.into()));
    assert_eq!(record["posterior"]["suggested"], "B");
    let outcomes = record["outcomes"].as_array().unwrap();
    let own_word = outcomes.iter().find(|one| one["outcome"] == "own_word").unwrap();
    assert_eq!(own_word["statements"], serde_json::json!(["s-10"]));
    assert_eq!(outcomes[0]["settled_by"], serde_json::json!(["group-1"]));
    let graded = done(&["reliability", &dir, "--graded", "--prior", "jeffreys"]).out;
    assert!(graded.contains("Beta(0.5, 0.5); outcomes weighted by the credibility"), "{graded}");
    assert!(graded.contains("too few to say: 0.8 of the 5 outcomes"), "{graded}");
}

#[test]
fn a_topic_and_a_day_narrow_what_counts() {
    let place = Place::new();
    let dir = folder(&place, &told());
    let none = done(&["reliability", &dir, "--topic", "another"]).out;
    assert!(
        none.contains("only the topic “another”") && none.contains("No source has said"),
        "{none}"
    );
    let words = ["reliability", &dir, "--half-life", "365", "--today", "2032-02-29", "--json"];
    let json: Value = serde_json::from_str(&done(&words).out).unwrap();
    let right = json["records"][0]["right"].as_f64().unwrap();
    assert!((right - 2.5).abs() < 1e-9, "a year halves five: {right}");
    assert!(parse(&["reliability", &dir, "--half-life", "0"]).is_err());
    assert!(parse(&["reliability", &dir, "--today", "2032-02-30"]).is_err(), "no such day");
}

#[test]
fn sources_are_weighed_only_where_there_are_enough_and_never_without_a_caution() {
    let place = Place::new();
    let dir = folder(&place, &told());
    let few = done(&["reliability", &dir, "--method", "one-coin"]).out;
    assert!(few.contains("Too few to weigh: 2 independent sources share 5 propositions"), "{few}");
    assert!(few.contains("A lone truthful source loses") && !few.contains("trust\n"), "{few}");
    let place = Place::new();
    let dir = folder(&place, &crowd());
    for method in
        ["one-coin", "truth-finder", "sums", "average-log", "investment", "pooled-investment"]
    {
        let out = done(&["reliability", &dir, "--method", method]).out;
        assert!(out.contains("it is a way to look, not a finding"), "{out}");
        assert!(out.lines().any(|line| line.starts_with("group-9 ")), "{out}");
        let json = done(&["reliability", &dir, "--method", method, "--json"]).out;
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&json["method"], &json["is_enough"]), (&method.into(), &true.into()));
        assert_eq!(json["trust"].as_object().unwrap().len(), 10);
        assert_eq!(json["propositions"].as_array().unwrap().len(), 12);
    }
    assert!(parse(&["reliability", &dir, "--method", "guess"]).is_err());
    assert_eq!(call(&["reliability", &place.word("nothing")]).status, 1);
    assert_eq!(source_id(9).as_str(), "source-9");
}

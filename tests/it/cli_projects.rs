//! The terminal on a project: what goes out, what is wrong in it, how far it has come.

use crate::fixture::annotator_id;
use crate::terminal::{NEWS, Place, call, contents, done, exported};
use serde_json::Value;
use std::fs;

#[test]
fn a_set_goes_out_and_comes_back_byte_for_byte() {
    let place = Place::new();
    let dir = place.quay();
    let out = done(&["export", &dir, "--format", "ron", "--out", "-"]);
    assert_eq!(out.out.as_bytes(), exported("ron"));
    let again = done(&["import", &dir, &place.word("quay.ron")]);
    assert!(again.out.ends_with("already here with all it holds\n"), "{}", again.out);
}

#[test]
fn an_export_to_a_file_is_the_one_to_standard_output() {
    let place = Place::new();
    let dir = place.quay();
    for format in ["ron", "csv", "jsonl"] {
        let out = place.word(&format!("out.{format}"));
        let call = done(&["export", &dir, "--format", format, "--out", &out]);
        assert_eq!(call.out, "", "the file is the result");
        assert!(
            call.err.contains("2 articles, 6 statements: 3 claims, 1 denial, 2 facts"),
            "{}",
            call.err
        );
        assert_eq!(fs::read(&out).unwrap(), exported(format));
        assert_eq!(
            done(&["export", &dir, "--format", format, "--out", "-"]).out.as_bytes(),
            exported(format)
        );
    }
}

#[test]
fn an_export_holds_what_was_asked_for() {
    let place = Place::new();
    let dir = place.quay();
    let csv = ["export", &dir, "--format", "csv", "--out", "-"];
    let n_rows = |more: &[&str]| {
        let call = done(&[&csv[..], more].concat());
        csv::Reader::from_reader(call.out.as_bytes()).records().count()
    };
    assert_eq!(n_rows(&["--kind", "denial"]), 1);
    assert_eq!(n_rows(&["--kind", "denial", "--kind", "fact"]), 3);
    assert_eq!(n_rows(&["--annotator", "zoë"]), 1);
    assert_eq!(n_rows(&["--article", "reply"]), 2);
    assert_eq!(n_rows(&["--article", "reply", "--annotator", "zoë"]), 0);
    let call = call(&[&csv[..], &["--article", "pier"]].concat());
    assert_eq!((call.status, call.out.as_str()), (1, ""));
    assert!(call.err.contains("“pier”") && call.err.contains("quay, reply"), "{}", call.err);
}

#[test]
fn an_export_does_not_go_where_it_could_do_harm() {
    let place = Place::new();
    let dir = place.quay();
    let before = contents(&place.path("quay"));
    let refused = [
        ("quay/project.ron", "the project itself"),
        ("quay/sources/out.csv", "the project itself"),
        ("quay/articles/../layers/ann/x.csv", "the project itself"),
        ("quay", "it is a folder"),
        ("nowhere/out.csv", "its folder does not exist"),
    ];
    for (out, reason) in refused {
        let out = place.word(out);
        let call = call(&["export", &dir, "--format", "csv", "--out", &out]);
        assert_eq!(call.status, 1, "{out}");
        assert!(call.err.contains(&out) && call.err.contains(reason), "{out}: {}", call.err);
    }
    assert_eq!(contents(&place.path("quay")), before);
    // A name of one's own beside the project's files is nobody's business.
    done(&["export", &dir, "--format", "csv", "--out", &place.word("quay/my.csv")]);
    assert!(done(&["check", &dir]).err.contains("0 errors"));
}

#[test]
#[cfg(unix)]
fn a_device_is_not_replaced_by_an_export() {
    let place = Place::new();
    let dir = place.quay();
    let call = call(&["export", &dir, "--format", "csv", "--out", "/dev/null"]);
    assert_eq!(call.status, 1);
    assert!(call.err.contains("no ordinary file"), "{}", call.err);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn a_sound_project_is_checked_in_silence_and_a_broken_one_by_file_and_line() {
    let place = Place::new();
    let dir = place.quay();
    let news = place.word("ferry");
    done(&["new", &news, "--title", "Ferry", "--annotator", "Ada"]);
    done(&["import", &news, &place.write("news.txt", NEWS)]);
    let sound = done(&["check", &news]);
    assert_eq!(sound.out, "");
    assert!(sound.err.contains("0 errors, 0 warnings, 0 unfinished"), "{}", sound.err);
    let from_set = done(&["check", &dir]);
    assert_eq!(
        from_set.out.matches(": warning: the original").count(),
        2,
        "a set brings no originals"
    );

    let layer = place.path("quay/layers/zoë/quay.ron");
    let good = fs::read_to_string(&layer).unwrap();
    place.write("quay/layers/zoë/quay.ron", good.replace("end: 252", "end: 2520"));
    let broken = call(&["check", &dir]);
    assert_eq!(broken.status, 1);
    let line = 1 + good.lines().position(|line| line.contains("s-z1")).unwrap();
    let expected = format!("{}:{line}: error: s-z1: ", layer.display());
    assert!(broken.out.contains(&expected), "{expected} is not in\n{}", broken.out);

    place.write("quay/layers/zoë/quay.ron", good.replace("kind: Fact", "kind: Rumour"));
    let unknown = call(&["check", &dir]);
    assert_eq!(unknown.status, 1);
    assert!(unknown.out.contains(": error: ") && unknown.out.contains("Rumour"), "{}", unknown.out);
}

#[test]
fn a_denial_without_a_target_is_unfinished_and_no_error() {
    let place = Place::new();
    let dir = place.quay();
    let layer = place.path("quay/layers/ann/quay.ron");
    let good = fs::read_to_string(&layer).unwrap();
    place.write("quay/layers/ann/quay.ron", good.replace("kind: Denies", "kind: Supports"));
    let call = done(&["check", &dir]);
    assert!(call.out.contains(": unfinished: s-a2: a denial without a target"), "{}", call.out);
}

#[test]
fn a_broken_project_is_not_changed() {
    let place = Place::new();
    let dir = place.quay();
    let source = place.path("quay/sources/ministry.ron");
    let torn = fs::read_to_string(&source).unwrap().replace(')', "");
    place.write("quay/sources/ministry.ron", torn);
    let before = contents(&place.path("quay"));
    let news = place.write("news.txt", NEWS);
    let call = call(&["import", &dir, &news]);
    assert_eq!((call.status, call.out.as_str()), (1, ""));
    assert!(call.err.contains("ascribe check"), "{}", call.err);
    assert_eq!(contents(&place.path("quay")), before);
}

#[test]
fn what_could_not_be_read_is_said_with_an_export_of_the_rest() {
    let place = Place::new();
    let dir = place.quay();
    place.write("quay/layers/zoë/quay.ron", "(format: 1");
    let call = call(&["export", &dir, "--format", "csv", "--out", "-"]);
    assert_eq!(call.status, 1);
    assert!(call.err.contains("ascribe check"), "{}", call.err);
    assert!(call.out.contains("s-a1") && !call.out.contains("s-z1"));
}

#[test]
fn the_numbers_are_those_of_the_project() {
    let place = Place::new();
    let dir = place.quay();
    let stats: Value = serde_json::from_str(&done(&["stats", &dir, "--json"]).out).unwrap();
    let totals = &stats["totals"];
    assert_eq!(totals["articles"], 2);
    assert_eq!(totals["sentences"], 6, "the headline and the newsletter line are none");
    assert_eq!((&totals["layers"], &totals["finished"]), (&4.into(), &1.into()));
    assert_eq!(totals["unsure_boundaries"], 1);
    assert_eq!(totals["statements"], serde_json::json!({"claim": 3, "denial": 1, "fact": 2}));
    let quay = &stats["articles"][0];
    assert_eq!((&quay["article"], &quay["sentences"]), (&"quay".into(), &4.into()));
    let ann = &quay["layers"][0];
    assert_eq!(ann["annotator"], annotator_id("ann").as_str());
    let of_ann = ["annotated", "none_marked", "untagged", "relations", "remarks"]
        .map(|field| ann[field].as_u64());
    assert_eq!(of_ann, [Some(3), Some(1), Some(0), Some(2), Some(1)]);
    assert_eq!(quay["layers"][1]["untagged"], 3);
    let source = |name: &str| {
        let sources = stats["sources"].as_array().unwrap();
        sources.iter().find(|source| source["name"] == name).unwrap()["statements"].clone()
    };
    assert_eq!(source("The Quay Post"), serde_json::json!({"claim": 0, "denial": 0, "fact": 1}));
    assert_eq!(
        source("Author not recorded"),
        serde_json::json!({"claim": 0, "denial": 0, "fact": 1})
    );
    assert_eq!(
        source("@ministry spokesman"),
        serde_json::json!({"claim": 0, "denial": 1, "fact": 0})
    );
}

#[test]
fn the_numbers_read_well_without_json() {
    let place = Place::new();
    let dir = place.quay();
    let call = done(&["stats", &dir]);
    let expected = "\
The quay; a small set
2 articles, 6 sentences, 4 layers (1 finished)
6 statements: 3 claims, 1 denial, 2 facts
1 unsure boundary between sentences

article  annotator  sentences  annotated  none  untagged  claims  denials  facts  finished
quay     ann        4          3          1     0         2       1        0      2031-03-01T10:59:00Z
quay     zoë        4          1          0     3         0       0        1      no
reply    ann        2          2          0     0         1       0        1      no
reply    zoë        2          0          0     2         0       0        0      no
";
    assert!(call.out.starts_with(expected), "{}", call.out);
    assert!(call.out.contains("\nsource "), "{}", call.out);
}

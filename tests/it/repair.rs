//! Repairs: what can be put right without a guess is, the rest is left, and nothing is lost either way.

use crate::desk::{Desk, bytes, fact, room, write};
use crate::sample;
use crate::terminal::call;
use ascribe::model::assemble::Severity;
use ascribe::model::{Edit, Project, RemarkId, apply};
use ascribe::store::{self, Opened, Repair, StoreError};
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn repair(folder: &Path) -> Repair {
    store::repair(folder, sample::at(0)).unwrap()
}

pub(crate) fn errors(opened: &Opened) -> Vec<String> {
    let errors = opened.problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(ToString::to_string).collect()
}

/// The sample with one file changed.
fn damaged(root: &Path, file: &str, damage: impl Fn(&str) -> String) -> (PathBuf, String) {
    let folder = Desk::with_sample(root).folder;
    let path = folder.join(file);
    let whole = fs::read_to_string(&path).unwrap();
    let broken = damage(&whole);
    assert_ne!(broken, whole);
    write(&path, broken.as_bytes());
    (folder, broken)
}

/// Repairs and expects a sound project that lacks what `lost` names; the damaged file lies in the bin.
#[track_caller]
fn assert_repaired(file: &str, damage: impl Fn(&str) -> String, says: &str) -> Project {
    let root = room();
    let (folder, broken) = damaged(root.path(), file, damage);
    assert!(!errors(&store::open_to_read(&folder).unwrap()).is_empty());
    let repair = repair(&folder);
    let told: Vec<String> = repair.done.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|told| told.starts_with(file) && told.contains(says)), "{told:?}");
    let kept_in = folder.join(repair.kept_in.unwrap());
    assert_eq!(fs::read_to_string(kept_in.join(file)).unwrap(), broken);
    let reasons = fs::read_to_string(kept_in.join("repair.txt")).unwrap();
    assert!(told.iter().all(|told| reasons.contains(told)), "{reasons}");
    assert_eq!(self::repair(&folder), Repair::default(), "a second time finds nothing to do");
    let desk = Desk::open(&folder);
    assert_eq!((desk.read_only.as_deref(), desk.problems.as_slice()), (None, &[][..]));
    desk.project
}

const LAYER: &str = "layers/ann/ferry.ron";

#[test]
fn words_go_back_to_the_one_place_where_they_stand() {
    for damage in [
        |ron: &str| ron.replacen("start: 22, end: 75", "start: 23, end: 75", 1),
        |ron: &str| ron.replacen("start: 22, end: 75", "start: 22, end: 7500", 1),
    ] {
        assert_eq!(assert_repaired(LAYER, damage, "it was moved there"), sample::project());
    }
}

#[test]
fn words_that_could_stand_in_two_places_are_kept_aside() {
    let project = assert_repaired(
        LAYER,
        // A letter that stands in many places.
        |ron| ron.replace("exact: \"Monday\"", "exact: \"o\""),
        "kept aside: at bytes",
    );
    let mut expected = sample::project();
    let remark = RemarkId::new("m-1").unwrap();
    let home = sample::layer_id("ferry", "ann");
    apply(&mut expected, Edit::Remark(home, remark, None)).unwrap();
    assert_eq!(project, expected);
}

/// The fact, with its brackets.
fn first_record(ron: &str) -> String {
    let records: Vec<&str> = ron.split("        (\n            id: ").collect();
    format!("        (\n            id: {}", records[1])
}

#[test]
fn of_equal_records_one_stays_and_of_different_ones_under_one_id_the_first() {
    let project = assert_repaired(
        LAYER,
        |ron| {
            let record = first_record(ron);
            ron.replacen(&record, &record.repeat(2), 1)
        },
        "word for word",
    );
    assert_eq!(project, sample::project());
    let project = assert_repaired(
        LAYER,
        |ron| ron.replacen("id: \"s-c1\"", "id: \"s-f1\"", 1),
        "kept aside: the id occurs twice",
    );
    assert_eq!(project.n_statements(), 2);
}

#[test]
fn what_names_something_that_is_nowhere_is_kept_aside_and_the_rest_stays() {
    let relation_lost = |project: &Project| {
        let marks = project.layers().values().next().unwrap().marks();
        (marks.statements().len(), marks.relations().len())
    };
    let to_nowhere = assert_repaired(
        LAYER,
        |ron| ron.replacen("to: \"s-c1\"", "to: \"s-gone\"", 1),
        "kept aside: there is no statement “s-gone”",
    );
    assert_eq!(relation_lost(&to_nowhere), (3, 0));
    let unknown_source = assert_repaired(
        LAYER,
        |ron| ron.replacen("source: \"operator\"", "source: \"nobody\"", 1),
        "kept aside: there is no source “nobody”",
    );
    assert_eq!(relation_lost(&unknown_source), (2, 0));
    let unknown_outlet = assert_repaired(
        "articles/ferry/article.ron",
        |ron| ron.replace("bay-courier", "nobody"),
        "there is no source “nobody”; the outlet is not known now",
    );
    assert_eq!(relation_lost(&unknown_outlet), (3, 1));
    let unknown_body = assert_repaired(
        "sources/ilse-tarn.ron",
        |ron| ron.replace("marrow-bay", "atlantis"),
        "there is no source “atlantis”",
    );
    assert_eq!(unknown_body.sources()[&sample::source_id("ilse-tarn")].part_of, None);
    assert_eq!(relation_lost(&unknown_body), (3, 1));
}

#[test]
fn a_text_comes_back_where_its_hash_proves_it() {
    let text = "articles/ferry/text.txt";
    let restored = assert_repaired(text, |text| text.replace('\n', "\r\n"), "the line ends it had");
    assert_eq!(restored, sample::project());
    let restored =
        assert_repaired(text, |text| format!("\u{feff}{text}\n"), "the line ends it had");
    assert_eq!(restored, sample::project());
    let root = room();
    let (folder, broken) = damaged(root.path(), text, |text| text.replace("Monday", "Tuesday"));
    // The tests' own original is another text, so nothing proves what the text was.
    assert_eq!(repair(&folder), Repair::default());
    assert_eq!(fs::read_to_string(folder.join(text)).unwrap(), broken);
    let original = format!("\u{feff}{}", sample::FERRY.replace('\n', "\r\n"));
    write(&folder.join("articles/ferry/original.txt"), original.as_bytes());
    assert!(repair(&folder).done[0].what.contains("from the original"));
    assert_eq!(Desk::open(&folder).project, sample::project());
}

#[test]
fn a_file_that_cannot_be_read_is_left_and_nothing_that_may_hang_on_it_is_touched() {
    let root = room();
    let (folder, _) =
        damaged(root.path(), "sources/operator.ron", |ron| ron.replace("kind:", "kind"));
    let before = bytes(&folder);
    assert!(errors(&store::open_to_read(&folder).unwrap()).len() > 1, "the denial names it");
    assert_eq!(repair(&folder), Repair::default());
    assert_eq!(bytes(&folder), before);
}

#[test]
fn steps_that_were_not_saved_are_still_there_after_a_repair() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    desk.perform(fact("s-1", "ferries", 1)).unwrap();
    let expected = desk.project.clone();
    let folder = desk.folder.clone();
    drop(desk);
    let path = folder.join(LAYER);
    let ron = fs::read_to_string(&path).unwrap();
    let record = first_record(&ron);
    let other = record.replace("kind: Fact", "kind: Claim");
    write(&path, ron.replacen(&record, &format!("{record}{other}"), 1).as_bytes());
    assert!(repair(&folder).done[0].what.contains("the id occurs twice"));
    let mut desk = Desk::open(&folder);
    assert_eq!(desk.problems, []);
    assert_eq!(desk.project, expected);
    assert!(desk.undo().unwrap(), "the step is in the history");
    assert_eq!(desk.project, sample::project());
}

#[test]
fn marks_of_an_article_that_is_nowhere_go_to_the_bin() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    let layer = fs::read(folder.join(LAYER)).unwrap();
    fs::remove_dir_all(folder.join("articles/ferry")).unwrap();
    let repair = repair(&folder);
    assert!(!folder.join(LAYER).exists());
    assert_eq!(fs::read(folder.join(repair.kept_in.unwrap()).join(LAYER)).unwrap(), layer);
    assert_eq!(Desk::open(&folder).problems, []);
}

#[test]
fn nobody_repairs_what_is_open_elsewhere_or_no_project() {
    let root = room();
    let desk = Desk::with_sample(root.path());
    let error = store::repair(&desk.folder, sample::at(0)).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly(_)), "{error}");
    let error = store::repair(root.path(), sample::at(0)).unwrap_err();
    assert!(matches!(error, StoreError::NoProject(_)), "{error}");
}

#[test]
fn the_terminal_tells_what_was_repaired_and_what_is_left() {
    let root = room();
    let (folder, _) =
        damaged(root.path(), LAYER, |ron| ron.replace("to: \"s-c1\"", "to: \"s-gone\""));
    let dir = folder.to_str().unwrap();
    assert_eq!(call(&["check", dir]).status, 1);
    let repaired = call(&["check", dir, "--repair"]);
    assert_eq!(repaired.status, 0, "{}", repaired.err);
    assert!(repaired.out.contains("ferry.ron:39: repaired: r-1: kept aside: "), "{}", repaired.out);
    assert!(
        repaired.err.contains("1 repair;") && repaired.err.contains("/bin/"),
        "{}",
        repaired.err
    );
    assert_eq!(call(&["check", dir, "--repair"]).out, "");
}

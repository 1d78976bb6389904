//! Grading in the window, the track record of a source, and the screen about reliability.

use super::window::{Window, home_with};
use crate::world::crowd;
use ascribe::model::{Credibility, GradingScheme, Reliability, SourceId};
use ascribe::session::{Action, Command};
use ascribe::store;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

/// Ann's article with a denial of the minister and a claim of Ada Rhys.
fn tagged() -> Window {
    let mut window = Window::on_article();
    window.press("d s");
    window.type_text("The Minister");
    window.press("Enter f c s");
    window.type_text("Ada Rhys");
    window.press("Enter");
    window
}

/// The project in which ten sources speak of six things.
fn crowded(size: (f32, f32)) -> Window {
    let (home, _) = home_with(&[]);
    let folder = home.path().join("projects/crowd");
    store::create(&folder, crowd().build(["a", "b", "c"]).tables()).unwrap();
    Window::open(home, Some(folder), size)
}

fn is_chosen(window: &Window, label: &str) -> bool {
    use egui_kittest::kittest::NodeT as _;
    let node = window.harness.get_by_role_and_label(Role::RadioButton, label);
    node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
}

fn can_be_kept(window: &Window) -> bool {
    use egui_kittest::kittest::NodeT as _;
    let node = window.harness.get_by_role_and_label(Role::Button, "Keep the grade");
    !node.accesskit_node().is_disabled()
}

#[test]
fn a_source_is_graded_by_keys_with_a_reason_and_the_grade_is_taken_back() {
    let mut window = tagged();
    window.press("Ctrl+2");
    window.type_text("ada");
    window.press("Ctrl+R");
    for label in ["A · Completely reliable", "F · Reliability cannot be judged"] {
        assert!(!is_chosen(&window, label), "nothing is chosen beforehand");
    }
    assert!(window.shows_part("Its record here: 0 right, 0 wrong"));
    window.press("b");
    assert!(is_chosen(&window, "B · Usually reliable") && !can_be_kept(&window), "no reason yet");
    window.press("Ctrl+Enter");
    window.type_text("Her reports of last year held");
    window.click("High");
    window.click("Keep the grade");
    let ada = window.session().source_called("Ada Rhys").unwrap();
    let grades = window.session().project().sources()[&ada].reliability.clone();
    assert_eq!(grades.len(), 1);
    assert_eq!(grades[0].grade, Reliability::B);
    assert_eq!(grades[0].why, "Her reports of last year held");
    assert_eq!(grades[0].confidence, Some(ascribe::model::Confidence::High));
    assert_eq!(grades[0].by, *window.session().me());
    window.press("Ctrl+R");
    assert!(!is_chosen(&window, "B · Usually reliable"), "not even the last grade is");
    assert!(window.shows_part("Her reports of last year held"), "it is in the history");
    window.press("f");
    window.type_text("She left the paper");
    window.press("Ctrl+Enter");
    let grades = window.session().project().sources()[&ada].reliability.clone();
    assert_eq!(
        grades.iter().map(|one| one.grade).collect::<Vec<_>>(),
        [Reliability::B, Reliability::F]
    );
    window.press("Ctrl+Z Ctrl+Z");
    assert!(window.session().project().sources()[&ada].reliability.is_empty());
}

#[test]
fn a_statement_is_graded_apart_and_the_form_does_not_tell_the_grade_of_its_source() {
    let mut window = tagged();
    window.press("Home j");
    window.press("Ctrl+R a");
    window.type_text("Never wrong");
    window.press("Ctrl+Enter Ctrl+Shift+R");
    assert!(window.shows("How credible is the information?"));
    assert!(!window.shows_part("Completely reliable") && !window.shows_part("Never wrong"));
    assert!(!is_chosen(&window, "1 · Confirmed by other sources"));
    window.press("6");
    window.type_text("Nothing to compare it with");
    window.press("Ctrl+Enter");
    let focus = window.session().focus().unwrap();
    assert_eq!(focus.grade(), Some(Credibility::C6));
    assert_eq!(focus.tag_confidence, None, "confidence in the tag is another question");
    assert!(window.shows_part("6 · Truth cannot be judged"), "the inspector tells it");
}

#[test]
fn sources_are_sorted_by_grade_with_what_cannot_be_judged_apart() {
    let mut window = tagged();
    let act = |window: &mut Window, name: &str, grade: Reliability| {
        let id = window.session().source_called(name).unwrap();
        let entry = ascribe::session::GradeEntry {
            grade,
            scope: String::new(),
            confidence: None,
            why: "As seen".to_owned(),
        };
        let desk = window.harness.state_mut().desk_mut();
        desk.perform(Action::GradeSource(id, entry), jiff::Timestamp::UNIX_EPOCH);
        window.rest();
    };
    act(&mut window, "The Minister", Reliability::F);
    act(&mut window, "Ada Rhys", Reliability::E);
    window.press("Ctrl+2");
    window.click("Sort by Grade");
    let top = |window: &Window, words: &str| {
        let mut rows = window.harness.query_all_by_label_contains(words);
        rows.next().unwrap().rect().top()
    };
    assert!(top(&window, "Ada Rhys, ") < top(&window, "The Minister, "), "E comes before F");
    assert!(top(&window, "The Minister, ") < top(&window, "The Velm Post, "), "no grade is last");
    window.type_text("ada");
    window.press("Enter");
    assert!(window.shows_part("Reliability E · Unreliable"), "its page tells the grade");
}

#[test]
fn a_record_says_in_words_that_there_is_too_little_and_leads_to_what_there_is() {
    let mut window = tagged();
    window.press("Ctrl+2");
    window.type_text("minister");
    window.press("Ctrl+T");
    assert!(window.shows("Track record of The Minister"));
    assert!(window.shows_part("too few to say: 0 of the 5 outcomes that a letter takes"));
    assert!(window.shows_part("95 % interval 0.03 to 0.97") || window.shows_part("0.02 to 0.97"));
    window.press("Escape");
    assert!(window.shows_part("1 of 1 statements"), "back on the page of the source");
    let mut window = crowded((1280.0, 820.0));
    let desk = window.harness.state_mut().desk_mut();
    let id = SourceId::new("source-3").unwrap();
    desk.perform(Action::ShowRecord(id), jiff::Timestamp::UNIX_EPOCH);
    window.rest();
    assert!(window.shows("6 open") && window.shows("0 right"));
    window.click("0 right");
    assert!(window.shows_part("Nothing here"));
    window.click("6 open");
    window.press("ArrowDown Enter");
    assert!(window.reads(), "a row leads to its statement");
}

#[test]
fn the_scale_of_the_project_decides_which_words_are_offered() {
    let mut window = tagged();
    window.run("Title and scale of the project…");
    window.click("3x5x2");
    window.click("Save");
    assert_eq!(window.session().project().settings().grading, GradingScheme::Uk3x5x2);
    window.press("Ctrl+R");
    assert!(window.shows("2 · Untested") && !window.shows_part("Completely reliable"));
    window.press("Escape Ctrl+Shift+R");
    assert!(window.shows("B · Known indirectly but corroborated"));
}

#[test]
fn sources_are_weighed_on_the_worker_and_each_number_opens_what_is_behind_it() {
    let mut window = crowded((1280.0, 820.0));
    window.press("Ctrl+5");
    window.click_button("Weighing");
    assert!(window.shows_part("A lone truthful source loses against a majority that copies"));
    window.click_button("Weigh");
    window.wait("trust and belief", |app| app.desk().weighed().is_some());
    window.rest();
    assert!(window.shows("group-0, 0.875") && window.shows("group-9, 0.125"));
    window.click("group-9, 0.125");
    assert!(window.shows_part("Go to They"), "the votes of the group");
}

#[test]
fn too_few_sources_are_not_weighed() {
    let mut window = tagged();
    window.press("Ctrl+5");
    window.click_button("Weighing");
    window.click_button("Weigh");
    window.wait("an answer", |app| app.desk().weighed().is_some());
    window.rest();
    assert!(window.shows_part("Too few to weigh: 0 independent sources share"));
}

#[test]
fn every_view_of_reliability_has_a_picture_and_its_table_in_a_small_window_too() {
    for size in [(1280.0, 820.0), (900.0, 600.0)] {
        let mut window = crowded(size);
        window.press("Ctrl+5");
        assert!(window.shows_part("No statement yet of which both are judged"));
        for (view, picture, row) in [
            ("Track records", "Track records of sources", "Source 0, 0, 0, 0.50, 0.03, 0.97"),
            ("Kinds by source", "Kinds of statements by source", "Source 0, 6, 0, 0, 6"),
            (
                "Timeline",
                "Claims and denials: It is so.",
                "unknown, Source 0, asserts, Claim, no, a",
            ),
            ("Matrix", "Sources and propositions", "Source 0, It is so., 1, 0"),
        ] {
            window.click_button(view);
            window.rest();
            let images = window.harness.query_all_by_role_and_label(Role::Image, picture);
            assert_eq!(images.count(), 1, "{view} at {size:?}");
            assert!(window.shows(row) || size.1 < 700.0, "{view}: {row}");
            assert!(window.shows("Save as SVG") && window.shows("Save as PNG"), "{view}");
        }
    }
}

#[test]
fn pictures_are_saved_beside_the_project() {
    let mut window = crowded((1280.0, 820.0));
    window.press("Ctrl+5");
    window.click("Kinds by source");
    window.click("Save as SVG");
    window.click("Save as PNG");
    let file = |window: &Window, name: &str| window.home.path().join("projects").join(name);
    let (svg, png) = (
        file(&window, "kinds-of-statements-by-source.svg"),
        file(&window, "kinds-of-statements-by-source.png"),
    );
    window.wait("both files", |_| svg.exists() && png.exists());
    assert!(std::fs::read_to_string(&svg).unwrap().starts_with("<svg"));
    assert!(std::fs::read(&png).unwrap().starts_with(b"\x89PNG"));
    assert_eq!(window.session().history().steps().len(), 0, "the project is as it was");
    window.run(&super::window::label_of(Command::ShowArticle));
}

//! Screens in place of the article: sources and their pages, relations; and how a relation is made.

use super::window::{Window, label_of};
use ascribe::model::{Kind, RelationKind, SourceType};
use ascribe::session::{Action, Command};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

fn relations(window: &Window) -> Vec<(RelationKind, String, String)> {
    let session = window.session();
    let marks = session.marks().unwrap();
    let words = |id| ascribe::session::words_of_statement(session.project(), id);
    marks.relations().values().map(|r| (r.kind, words(&r.from), words(&r.to))).collect()
}

#[test]
fn a_relation_takes_five_keys_at_most() {
    let mut window = Window::tagged();
    window.press("Home j");
    assert_eq!(window.session().focus().unwrap().kind, Kind::Denial);
    // r, the kind's letter, two letters of the target, Enter.
    window.press("r d a d Enter");
    assert_eq!(relations(&window).len(), 1);
    let (kind, from, to) = &relations(&window)[0];
    assert_eq!(*kind, RelationKind::Denies);
    assert!(from.contains("denied the report") && to.contains("Ada Rhys said"), "{from} {to}");
}

#[test]
fn the_likeliest_target_stands_first_so_that_three_keys_may_do() {
    let text = "Roads\n\nThe minister denied the road was closed. Rain fell on Monday. \
        The road was closed in May.";
    let mut window = Window::on(&[text]);
    window.press("d f c Home j r d Enter");
    let (_, _, to) = &relations(&window)[0];
    assert_eq!(to, "The road was closed in May.");
}

#[test]
fn a_relation_is_found_by_the_name_of_a_source() {
    let mut window = Window::tagged();
    window.press("Home j r c");
    window.type_text("rhys");
    window.press("Enter");
    assert_eq!(relations(&window)[0].0, RelationKind::Contradicts);
    assert!(relations(&window)[0].2.contains("Ada Rhys said"));
}

#[test]
fn the_relations_screen_lists_jumps_and_shows_what_is_open() {
    let mut window = Window::tagged();
    window.press("Ctrl+3");
    window.click_button("denials without a target");
    assert!(window.shows_part("Denial without a target: The minister denied"));
    window.press("Ctrl+1 Home j r d a d Enter Ctrl+3");
    window.click_button("denials without a target");
    assert!(window.shows("Every denial has its target"));
    window.click_button("all");
    window.type_text("ada");
    window.press("Enter");
    assert!(window.reads() && window.stood_on().contains("denied"), "the jump goes to the denial");
}

#[test]
fn what_is_left_open_is_listed_with_whom_it_is_held_against_and_goes_when_it_is_answered() {
    let text = "Roads\n\nAda Rhys said that The Minister took money. The Minister denied it.";
    let mut window = Window::on(&[text]);
    window.press("c s");
    window.type_text("Ada Rhys");
    window.press("Enter j d s");
    window.type_text("The Minister");
    window.press("Enter Ctrl+3");
    window.click_button("unanswered allegations");
    assert!(window.shows(
        "Unanswered allegation against The Minister: Ada Rhys said that The Minister took money."
    ));
    window.click_button("undenied denials");
    assert!(window.shows("Undenied denial: The Minister denied it."));
    window.click_button("target outside this set");
    assert!(window.shows("No denial has its target outside this set"));
    window.press("Ctrl+1 Home j j r d a d Enter Ctrl+3");
    window.click_button("unanswered allegations");
    assert!(window.shows("No allegation is left without an answer"));
    window.press("Ctrl+1");
    window.run("Flag: target outside this set");
    window.press("Ctrl+3");
    window.click_button("target outside this set");
    window.press("Enter");
    assert!(window.reads() && window.stood_on() == "The Minister denied it.");
}

#[test]
fn a_search_among_what_is_left_open_knows_the_new_name_of_a_source() {
    let text = "Roads\n\nAda Rhys said that The Minister took money. The Minister denied it.";
    let mut window = Window::on(&[text]);
    window.press("c s");
    window.type_text("Ada Rhys");
    window.press("Enter j d s");
    window.type_text("The Minister");
    window.press("Enter Ctrl+2");
    window.type_text("Ada");
    window.press("F2");
    window.press("Ctrl+A");
    window.type_text("Bea Quill");
    window.press("Ctrl+Enter");
    assert!(window.session().source_called("Bea Quill").is_some());
    window.press("Ctrl+3");
    window.click_button("unanswered allegations");
    window.click("Find a relation");
    window.type_text("quill");
    assert!(window.shows_part("Unanswered allegation against The Minister"));
    window.press("Ctrl+Z");
    assert!(
        !window.shows_part("Unanswered allegation against The Minister"),
        "she has her name again"
    );
}

#[test]
fn the_sources_screen_searches_sorts_and_counts_by_kind() {
    let mut window = Window::tagged();
    window.press("Ctrl+2");
    assert!(window.shows("Ada Rhys, unspecified, 1 statements"));
    window.type_text("minis");
    assert!(window.shows_part("The Minister") && !window.shows_part("Ada Rhys"));
    window.press("Enter");
    assert!(window.shows("Denial: The minister denied the report on Monday."));
    assert!(window.shows_part("1 of 1 statements"));
    window.press("Escape");
    assert!(window.shows("Find a source"));
    window.press("Escape");
    assert!(window.reads());
}

#[test]
fn letters_on_a_screen_tag_nothing() {
    let mut window = Window::tagged();
    let before = window.session().project().clone();
    window.press("Ctrl+2 c d f x Delete");
    assert_eq!(*window.session().project(), before);
}

#[test]
fn the_record_of_a_source_is_edited_whole_and_taken_back_from_the_screen() {
    let mut window = Window::tagged();
    window.press("Ctrl+2");
    window.type_text("ada");
    window.press("F2");
    window.click("Other names, with “;” between them");
    window.type_text("A. Rhys; Rhys");
    window.click("Role or description");
    window.type_text("harbour master");
    window.click("Part of (name of another source; empty for none)");
    window.type_text("the minister");
    window.press("Ctrl+Enter");
    let ada = || window.session().source_called("Rhys");
    let id = ada().expect("an alias");
    let record = window.session().project().sources()[&id].clone();
    assert_eq!((record.role.as_str(), record.aliases.len()), ("harbour master", 2));
    assert_eq!(record.kind, SourceType::Unspecified);
    assert_eq!(record.part_of.unwrap().as_str(), "the-minister");
    window.press("Ctrl+Z");
    assert!(window.session().source_called("Rhys").is_none());
}

#[test]
fn statements_that_are_ticked_go_over_to_a_source_of_their_own_and_come_back() {
    let mut window = Window::tagged();
    window.press("k f Ctrl+1");
    window
        .harness
        .state_mut()
        .desk_mut()
        .perform(Action::Run(Command::ArticleStart), jiff::Timestamp::UNIX_EPOCH);
    window.rest();
    // A second statement of Ada Rhys, then both on her page.
    window.press("j j s");
    window.type_text("Ada Rhys");
    window.press("Enter Ctrl+2");
    window.type_text("ada");
    window.press("Enter");
    assert!(window.shows_part("2 of 2 statements"));
    window.harness.get_by_label("Choose The bridge closed in May.").click();
    window.rest();
    window.click("Split 1 off…");
    window.click("Name of the new source");
    window.type_text("Rhys the elder");
    window.press("Enter");
    assert!(window.shows("Rhys the elder"), "its page is shown");
    let project = window.session().project();
    let elder = window.session().source_called("Rhys the elder").unwrap();
    let ada = window.session().source_called("Ada Rhys").unwrap();
    assert_eq!((project.uses_of(&elder), project.uses_of(&ada)), (1, 1));
    window.press("Ctrl+Z");
    assert!(window.session().source_called("Rhys the elder").is_none());
    assert_eq!(window.session().project().uses_of(&ada), 2);
}

#[test]
fn screens_name_everything_in_a_small_window() {
    let (home, folder) = super::window::home_with(&[super::window::ARTICLE]);
    let mut window = Window::open(home, Some(folder), (900.0, 600.0));
    window.press("d s");
    window.type_text("The Minister");
    window.press("Enter Ctrl+2");
    let inside = window.harness.ctx.content_rect();
    for label in ["Sort by Name", "Sort by Type", "Sort by Claims", "Sort by All"] {
        let rect = window.harness.get_by_role_and_label(Role::Button, label).rect();
        assert!(inside.contains_rect(rect), "{label}: {rect:?}");
    }
}

#[test]
fn a_hover_text_does_not_stay_over_a_dialog_that_a_key_opens() {
    let mut window = Window::tagged();
    let pause = |window: &mut Window| (0..60).for_each(|_| window.harness.step());
    window.harness.get_by_role_and_label(Role::Button, "Ann").hover();
    pause(&mut window);
    let hint = "Whose marks are shown";
    assert!(window.shows(hint));
    window.press_one("Ctrl+K");
    pause(&mut window);
    assert!(window.app().dialog().is_some());
    assert!(!window.shows(hint), "it lies over the dialog");
}

#[test]
fn possible_duplicates_are_offered_merged_or_told_apart_and_never_by_themselves() {
    let mut window = Window::tagged();
    window.press("c s");
    window.type_text("Ada Ryhs");
    window.press("Enter");
    let n = |window: &Window| window.session().project().sources().len();
    let before = n(&window);
    window.run(&label_of(Command::ShowDuplicates));
    assert!(window.shows("Possible duplicates: 1"));
    assert!(window.shows_part("“Ada Rhys” is nearly “Ada Ryhs”"));
    assert_eq!(n(&window), before, "nothing is merged by itself");
    window.click_button("Ada Ryhs and Ada Rhys are not the same");
    assert!(!window.shows_part("Possible duplicates"));
    window.press("Ctrl+Z");
    window.run(&label_of(Command::ShowDuplicates));
    window.click_button("Merge Ada Ryhs into Ada Rhys");
    assert_eq!(n(&window), before - 1);
    assert!(!window.shows_part("Possible duplicates"));
    window.press("Ctrl+Z");
    assert_eq!(n(&window), before);
}

#[test]
fn a_screen_that_is_kept_up_shows_what_one_that_is_opened_anew_shows() {
    let mut window = Window::tagged();
    let grouped = [("Home j p", "Bridge", "Ctrl+Enter"), ("j p", "Repairs", "Ctrl+Enter")];
    for (keys, words, end) in grouped {
        window.press(keys);
        window.type_text(words);
        window.press(end);
    }
    window.press("Home j r d Enter Home j j Shift+p f");
    window.press("p");
    window.type_text("repairs");
    window.press("Enter Home j Shift+p");
    let n_steps = window.session().history().steps().len();
    let n_propositions = window.session().project().propositions().len();
    assert!(n_steps > 9 && n_propositions == 2, "{n_steps} steps, {n_propositions} propositions");
    let screens = [
        ("Ctrl+2", ""),
        ("Ctrl+3", "all"),
        ("Ctrl+3", "undenied denials"),
        ("Ctrl+3", "unanswered allegations"),
        ("Ctrl+4", "propositions"),
        ("Ctrl+4", "in no proposition"),
        ("Ctrl+5", "Bias check"),
    ];
    for (key, tab) in screens {
        let open = |window: &mut Window| {
            window.press("Ctrl+1");
            window.press(key);
            if !tab.is_empty() {
                window.click(&window.name_beginning(tab));
            }
        };
        open(&mut window);
        let steps = ["Ctrl+Z", "Ctrl+Shift+Z"].iter().flat_map(|key| vec![key; n_steps]);
        for (number, step) in steps.enumerate() {
            window.press(step);
            // One change at a time, and two.
            if number % 3 != 1 {
                let kept = window.buttons();
                open(&mut window);
                assert_eq!(kept, window.buttons(), "{tab} of {key} after {step} {number}");
            }
        }
    }
}

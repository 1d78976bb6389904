//! Dialogs: each opens by key, has the keyboard, closes with Escape and gives the keyboard back.

use super::window::{Window, label_of};
use ascribe::gui::dialogs::Dialog;
use ascribe::session::Command;
use std::time::{Duration, Instant};

/// Every command that opens a dialog over an article with a statement in focus.
const OPENERS: [Command; 17] = [
    Command::Palette,
    Command::CheatSheet,
    Command::Settings,
    Command::EditMetadata,
    Command::NewProject,
    Command::OpenProject,
    Command::SaveAs,
    Command::Import,
    Command::ImportSet,
    Command::Paste,
    Command::Export,
    Command::FindEverywhere,
    Command::PickSource,
    Command::PickImpliedSource,
    Command::PickRelation,
    Command::AddRemark,
    Command::Problems,
];

#[test]
fn every_dialog_opens_closes_with_escape_and_gives_the_keyboard_back() {
    let mut window = Window::on_article();
    window.press("c k");
    for command in OPENERS {
        if command == Command::Palette {
            window.press("Ctrl+K");
        } else {
            window.run(&label_of(command));
        }
        assert!(window.app().dialog().is_some(), "{command:?} opens a dialog");
        window.press("Escape");
        assert!(window.app().dialog().is_none(), "{command:?} closes");
        assert!(window.reads(), "after {command:?} letters work");
    }
    // Before statements go, and for the history.
    window.press("x");
    assert!(window.app().dialog().is_some());
    window.press("Escape");
    assert_eq!(window.session().project().n_statements(), 1);
    window.run(&label_of(Command::History));
    assert!(window.shows("Take back"));
    window.press("Escape");
    assert!(window.app().dialog().is_none());
}

#[test]
fn escape_closes_the_list_in_a_dialog_before_the_dialog() {
    use egui_kittest::kittest::Queryable as _;
    let mut window = Window::on_article();
    window.press("Ctrl+D");
    window.harness.get_by_role(egui::accesskit::Role::ComboBox).click();
    window.rest();
    assert!(window.shows("French"), "the list is open");
    window.press("Escape");
    assert!(!window.shows("French"));
    assert!(window.app().dialog().is_some(), "the form stays");
    window.press("Escape");
    assert!(window.app().dialog().is_none());
}

#[test]
fn enter_on_cancel_gives_up() {
    let mut window = Window::on_article();
    window.press("Ctrl+D");
    window.type_text(" changed");
    use egui_kittest::kittest::Queryable as _;
    window.harness.get_by_label("Cancel").focus();
    window.rest();
    window.press("Enter");
    assert!(window.app().dialog().is_none());
    assert_eq!(window.session().article().unwrap().metadata().title, "The bridge at Velm");
}

#[test]
fn the_cheat_sheet_says_what_every_key_does() {
    let mut window = Window::on_article();
    window.press("?");
    assert!(window.shows("Tag as denial") && window.shows("Next untagged sentence"));
    assert!(window.shows_part("not whether it is true"));
    window.press("Escape F1");
    assert!(window.shows("Tag as denial"));
}

#[test]
fn metadata_is_edited_by_keyboard_and_saved() {
    let mut window = Window::on_article();
    window.press("Ctrl+D Ctrl+A");
    window.type_text("The bridge, corrected");
    window.press("Enter");
    window.settle();
    assert!(window.files().contains("The bridge, corrected"));
    assert!(window.shows_part("The bridge, corrected"), "the list says so too");
}

#[test]
fn a_date_that_is_none_is_not_saved() {
    use egui_kittest::kittest::Queryable as _;
    let mut window = Window::on_article();
    window.press("Ctrl+D");
    window.harness.get_by_label("Published (2024-06-14, empty for unknown)").focus();
    window.rest();
    window.type_text("31 June");
    assert!(window.shows_part("Write the date as 2024-06-14"));
    window.press("Ctrl+A");
    window.type_text("2024-02-31");
    assert!(window.shows_part("there is no 31 February: in 2024 it has 29 days"));
    window.press("Enter");
    assert!(window.app().dialog().is_some(), "the form stays until the date is one");
    window.press("Escape");
}

#[test]
fn words_are_found_walked_to_and_let_go() {
    let mut window = Window::on_article();
    window.press("Ctrl+F");
    window.type_text("the");
    assert!(window.shows("2 of 6") || window.shows("1 of 6"), "how many");
    let first = window.session().search().at().unwrap();
    window.press("Enter");
    assert_eq!(window.session().search().at(), Some(first + 1));
    window.press("Shift+Enter Shift+Enter");
    assert_eq!(window.session().search().at(), Some((first + 5) % 6));
    window.press("Escape");
    assert!(window.session().search().words().is_empty());
    assert!(!window.is_typing() && window.reads());
    // F3 has nothing to go to; the words are there when the line opens again, and typing replaces them.
    window.press("Ctrl+F");
    assert_eq!(window.session().search().words(), "the");
    window.type_text("bridge");
    assert_eq!(window.session().search().words(), "bridge");
    // From the article, Escape closes the line too.
    window.click("The bridge closed in May.");
    window.press("Escape");
    assert!(!window.shows("Find in this article"));
}

#[test]
fn selected_words_are_looked_for() {
    let mut window = Window::on_article();
    window.press("Ctrl+Shift+Right Ctrl+Shift+Right Ctrl+F");
    assert_eq!(window.session().search().words(), "The minister");
}

#[test]
fn everything_is_searched_and_a_hit_is_gone_to() {
    let mut window = Window::on(&[super::window::ARTICLE, "Second\n\nA bridge elsewhere opened."]);
    window.press("Ctrl+Shift+F");
    window.type_text("elsewhere");
    window.wait("a hit", |app| app.desk().everywhere().hits.len() == 1);
    window.rest();
    window.press("Enter");
    assert_eq!(window.stood_on(), "A bridge elsewhere opened.");
}

#[test]
fn a_path_can_be_typed_as_soon_as_files_are_asked_for() {
    let mut window = Window::on_article();
    let file = window.home.path().join("ferry.txt");
    std::fs::write(&file, "The ferry sank on Friday. Nobody was hurt.").unwrap();
    window.press("Ctrl+I");
    let since = Instant::now();
    // The system is asked first; where it has no dialog, its answer takes a moment.
    while !window.shows("File or folder") {
        assert!(since.elapsed() < Duration::from_secs(60), "no list of files");
        std::thread::sleep(Duration::from_millis(10));
        window.harness.step();
    }
    window.rest();
    assert!(window.is_typing(), "the field has the keyboard");
    window.type_text(file.to_str().unwrap());
    window.press("Enter");
    window.wait("the draft", |app| matches!(app.dialog(), Some(Dialog::TakeIn(_))));
}

#[test]
fn the_day_of_a_statement_is_typed_or_taken_from_the_text_and_one_that_cannot_be_is_refused() {
    use egui_kittest::kittest::Queryable as _;
    let mut window = Window::on_article();
    window.press("d k");
    window.run(&label_of(Command::EditDate));
    window.type_text("2024-02-31");
    assert!(window.shows_part("there is no 31 February: in 2024 it has 29 days"));
    window.press("Enter");
    assert!(window.app().dialog().is_some(), "the form stays until the day is one");
    window.harness.get_by_label_contains("Day (2024-06-14)").focus();
    window.rest();
    window.press("Ctrl+A");
    window.type_text("2024-02");
    window.press("Enter");
    let date = |window: &Window| window.session().focus().unwrap().date.clone().into_inner();
    let known = date(&window).unwrap();
    assert_eq!((known.from.to_string(), known.to.to_string()).1, "2024-02-29");
    // The sentence has “on Monday”, and the article no day to hold it against.
    assert!(window.shows_part("“on Monday” cannot be resolved"));
    window.press("Ctrl+D");
    window.harness.get_by_label("Published (2024-06-14, empty for unknown)").focus();
    window.rest();
    window.type_text("2024-06-14");
    window.press("Enter");
    assert!(window.shows_part("“on Monday” resolves to Mon 2024-06-10"));
    window.harness.get_by_label("Use Mon 2024-06-10").scroll_to_me();
    window.rest();
    window.click_button("Use Mon 2024-06-10");
    assert_eq!(date(&window).unwrap().from.to_string(), "2024-06-10");
    window.press("Ctrl+Z");
    assert_eq!(date(&window), Some(known));
}

#[test]
fn every_field_of_a_statement_is_in_the_list_and_what_is_set_stands_behind() {
    let mut window = Window::on_article();
    window.press("c k a");
    window.type_text("certain");
    assert!(window.shows("Certainty: certain"));
    window.press("Ctrl+A");
    for (letters, label) in [
        ("unnamed", "Visibility: unnamed"),
        ("belief", "Attribution type: belief"),
        ("direct", "Access: direct"),
        ("as the text", "Statement date: as the text says"),
    ] {
        window.press("Ctrl+A");
        window.type_text(letters);
        assert!(window.shows(label), "{label}");
    }
    window.press("Ctrl+A");
    window.type_text("indirect");
    window.press("Enter");
    // Access and quotation both have the word; what comes first in the list is taken.
    let focus = window.session().focus().unwrap();
    assert_eq!(focus.quotation, ascribe::model::Quotation::Indirect);
}

#[test]
fn remarks_are_listed_for_the_whole_article_changed_and_jumped_to() {
    use egui_kittest::kittest::Queryable as _;
    let mut window = Window::on_article();
    window.press("m");
    window.harness.get_by_label("What is wrong with it").focus();
    window.rest();
    window.type_text("On which Monday?");
    window.press("Ctrl+Enter");
    window.press("End");
    assert!(window.shows("Remarks on the rest of the article"));
    assert!(window.shows_part("On which Monday?"));
    window.click_button("→");
    assert!(window.stood_on().contains("on Monday"));
    window.click_button("…");
    window.harness.get_by_label("What is wrong with it").focus();
    window.rest();
    window.press("Ctrl+A");
    window.type_text("The third of June.");
    window.press("Ctrl+Enter");
    let marks = window.session().marks().unwrap();
    let remarks: Vec<_> = marks.remarks().values().map(|one| one.note.clone()).collect();
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    assert!(remarks[0].contains("The third of June."), "{remarks:?}");
    assert_eq!(
        marks.remarks().values().next().unwrap().kind,
        ascribe::model::RemarkKind::RelativeDate
    );
}

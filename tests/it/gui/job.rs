//! The main job: reading, tagging, saying who, saving.

use super::window::{ARTICLE, Window};
use ascribe::model::{Kind, Polarity};
use ascribe::session::{Command, Order};
use egui::ViewportCommand;
use egui_kittest::kittest::Queryable as _;

#[test]
fn three_sentences_are_tagged_by_key_and_found_in_the_files() {
    let mut window = Window::on_article();
    assert!(window.reads(), "letters work at once");
    assert_eq!(window.stood_on(), "The minister denied the report on Monday.");
    window.press("d f c s");
    assert!(window.is_typing(), "the picker has the keyboard");
    window.type_text("Ada Rhys");
    window.press("Enter");
    assert!(window.reads(), "and the article has it back");
    window.settle();
    let files = window.files();
    for (kind, words) in [
        ("Denial", "The minister denied the report on Monday."),
        ("Fact", "The bridge closed in May."),
        ("Claim", "Ada Rhys said that it would open again."),
    ] {
        assert!(files.contains(&format!("kind: {kind}")), "{kind} in {files}");
        assert!(files.contains(words), "{words} in {files}");
    }
    assert!(files.contains("name: \"Ada Rhys\"") && files.contains("source: \"ada-rhys\""));
}

#[test]
fn the_letter_that_opens_the_picker_is_not_typed_into_it() {
    let mut window = Window::on_article();
    window.press("c s");
    window.press("Enter");
    let sources = window.session().project().sources();
    assert!(!sources.values().any(|source| source.name == "s"), "{sources:?}");
}

#[test]
fn letters_typed_into_a_field_are_no_commands() {
    let mut window = Window::on_article();
    window.press("Ctrl+L");
    assert!(window.is_typing());
    window.press("c d f x u");
    assert!(window.session().layer().is_none(), "nothing was tagged");
    window.press("Escape");
    assert!(window.reads());
    window.press("c");
    assert_eq!(window.session().project().n_statements(), 1);
}

#[test]
fn the_mouse_stands_on_a_sentence_tags_it_and_takes_the_tag_back() {
    let mut window = Window::on_article();
    window.click("The bridge closed in May.");
    assert_eq!(window.stood_on(), "The bridge closed in May.");
    window.click_button("Denial");
    let statement = window.session().project().n_statements();
    assert_eq!(statement, 1);
    assert!(window.reads() || !window.is_typing());
    window.press("Ctrl+Z");
    assert_eq!(window.session().project().n_statements(), 0);
}

#[test]
fn a_source_that_is_there_is_found_by_the_beginning_of_a_word_of_its_name() {
    let mut window = Window::on_article();
    window.press("c s");
    window.type_text("Ministry of Roads");
    window.press("Enter d s");
    window.type_text("roa");
    assert!(window.shows("Ministry of Roads"));
    window.press("Enter");
    let project = window.session().project();
    let named = project.sources().values().filter(|source| source.name.contains("Roads"));
    assert_eq!(named.count(), 1, "no second record");
    let focus = window.session().focus().unwrap();
    assert_eq!(focus.kind, Kind::Denial);
    assert_eq!(focus.source().unwrap().as_str(), "ministry-of-roads");
}

#[test]
fn arrow_keys_walk_the_rows_of_a_picker() {
    let mut window = Window::on_article();
    window.press("c s");
    for name in ["Alpha", "Beta"] {
        window.type_text(name);
        window.press("Enter s");
    }
    // The one used last comes first.
    let name = |window: &Window| {
        let id = window.session().focus().unwrap().source().unwrap().clone();
        window.session().project().sources()[&id].name.clone()
    };
    window.press("Enter");
    assert_eq!(name(&window), "Beta");
    window.press("s Down Enter");
    assert_ne!(name(&window), "Beta");
    window.press("s Down Up Enter");
    assert_ne!(name(&window), "Beta", "now the other was used last");
}

#[test]
fn the_palette_runs_a_command_by_a_few_of_its_letters() {
    let mut window = Window::on_article();
    window.press("c Ctrl+K");
    window.type_text("pol neg");
    window.press("Enter");
    assert_eq!(window.session().focus().unwrap().polarity, Polarity::Negated);
    assert!(window.reads());
}

#[test]
fn a_note_that_is_being_typed_is_kept_whatever_is_done_next() {
    let next: [fn(&mut Window); 4] = [
        |window| window.click("The council meets in June."),
        |window| window.press("Ctrl+S"),
        |window| window.press("Escape"),
        |window| window.press("Ctrl+K Escape"),
    ];
    for step in next {
        let mut window = Window::on_article();
        window.press("c n");
        assert!(window.is_typing());
        window.type_text("hearsay");
        step(&mut window);
        window.settle();
        assert!(window.files().contains("hearsay"));
    }
}

#[test]
fn a_note_for_one_statement_never_goes_to_another() {
    let mut window = Window::on_article();
    window.press("c d k n");
    window.type_text("on the denial");
    window.click("The minister denied the report on Monday.");
    window.settle();
    let marks = window.session().marks().unwrap();
    for statement in marks.statements().values() {
        let expected = if statement.kind == Kind::Denial { "on the denial" } else { "" };
        assert_eq!(*statement.note, expected);
    }
}

#[test]
fn closing_with_unsaved_work_saves_first() {
    let mut window = Window::on_article();
    window.press("c n");
    window.type_text("typed when the window closed");
    window.ask_to_close();
    assert!(window.asked(&ViewportCommand::CancelClose), "not yet");
    while !window.asked(&ViewportCommand::Close) {
        window.harness.step();
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    assert!(window.files().contains("typed when the window closed"));
    window.ask_to_close();
    assert!(!window.asked(&ViewportCommand::CancelClose), "now it may");
}

#[test]
fn a_window_that_cannot_save_stays_open_says_why_and_closes_when_told() {
    let mut window = Window::on_article();
    let layers = window.home.path().join("projects/bridges/layers");
    std::fs::remove_dir_all(&layers).ok();
    std::fs::write(&layers, "in the way").unwrap();
    window.press("c");
    window.ask_to_close();
    let is_told = |window: &Window| window.shows("Your work is not saved");
    while !is_told(&window) {
        assert!(!window.asked(&ViewportCommand::Close));
        window.harness.step();
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    window.harness.run_ok();
    window.press_one("Escape");
    assert!(!is_told(&window));
    window.ask_to_close();
    while !is_told(&window) {
        window.harness.step();
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    use egui_kittest::kittest::Queryable as _;
    window.harness.get_by_label("Close all the same").click();
    window.harness.step();
    while !window.asked(&ViewportCommand::Close) {
        window.harness.step();
    }
    window.ask_to_close();
    assert!(!window.asked(&ViewportCommand::CancelClose));
}

#[test]
fn the_title_names_the_project_and_a_dot_says_that_something_is_unsaved() {
    let mut window = Window::on_article();
    let title = |words: &str| ViewportCommand::Title(words.to_owned());
    window.press_one("c");
    let mut seen = Vec::new();
    while !seen.contains(&title("Bridges – Ascribe")) {
        let output = &window.harness.output().viewport_output[&egui::ViewportId::ROOT];
        seen.extend(output.commands.clone());
        window.harness.step();
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let dots = seen.iter().filter(|command| matches!(command, ViewportCommand::Title(_)));
    assert!(dots.count() >= 1);
}

#[test]
fn the_same_text_a_second_time_shows_the_article_that_is_there() {
    let mut window = Window::on(&[ARTICLE, "Another article\n\nIt says nothing."]);
    window.press("Ctrl+Shift+V");
    window.type_text(ARTICLE);
    window.press("Ctrl+Enter");
    window.wait("the article", |app| {
        app.desk().notices().iter().any(|told| told.notice.text.contains("already"))
    });
    window.rest();
    assert_eq!(window.session().project().articles().len(), 2);
    assert!(window.app().dialog().is_none());
    let article = window.session().article().unwrap();
    assert_eq!(article.metadata().title, "The bridge at Velm");
}

#[test]
fn what_a_command_is_called_is_what_the_menu_says() {
    let mut window = Window::on_article();
    window.click("Tag");
    assert!(window.shows_part(&super::window::label_of(Command::NoStatement)));
    window.press("Escape");
    assert!(!window.shows_part(&super::window::label_of(Command::NoStatement)));
}

#[test]
fn a_long_reading_of_files_is_given_up_by_a_button_and_nothing_is_taken_in() {
    let mut window = Window::on_article();
    let folder = window.home.path().join("many");
    std::fs::create_dir(&folder).unwrap();
    for number in 0..3_000 {
        let text = format!("{number}. The ferry left at nine and came back at ten.\n").repeat(40);
        std::fs::write(folder.join(format!("{number}.txt")), text).unwrap();
    }
    let now = "2026-05-28T20:26:40Z".parse().unwrap();
    window.harness.state_mut().desk_mut().order(Order::Draft(vec![folder]), now);
    window.wait("files being read", |app| app.desk().task().is_some_and(|task| task.done > 0));
    // Work goes on meanwhile, and is written down.
    window.harness.state_mut().desk_mut().perform(Command::Tag(Kind::Claim).into(), now);
    window.wait("the tag in its file", |app| {
        app.desk().save_state() == ascribe::session::autosave::SaveState::Saved
    });
    assert!(window.app().desk().task().is_some(), "the files are still being read");
    assert!(window.files().contains("kind: Claim"));
    window.harness.get_by_label("Cancel").click();
    window.wait("the end of it", |app| app.desk().task().is_none());
    window.rest();
    assert!(window.shows_part("Given up"));
    assert!(!window.shows_part("Import "));
    assert_eq!(window.session().project().articles().len(), 1);
    // What is asked for later is done.
    let file = window.home.path().join("many/7.txt");
    window.harness.state_mut().desk_mut().order(Order::Draft(vec![file]), now);
    window.rest();
    assert!(window.shows_part("Import an article"));
}

//! Editing with the mouse and with lists: ends of ranges, identical sentences, who works here, the code book.

use super::window::{Window, label_of};
use ascribe::session::{Action, Command};
use ascribe::text::Span;
use egui::Pos2;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

/// The words of the content of the statement in focus.
fn content(window: &Window) -> String {
    let session = window.session();
    let focus = session.focus().expect("a statement in focus");
    focus.content[0].of(&session.article().unwrap().text()).to_owned()
}

/// A window on a sentence of which “closed in May” is a claim.
fn on_part() -> Window {
    let mut window = Window::on_article();
    let text = window.session().article().unwrap().text().to_string();
    let start = text.find("closed in").unwrap();
    let act = |window: &mut Window, action: Action| {
        window.harness.state_mut().desk_mut().perform(action, jiff::Timestamp::UNIX_EPOCH);
        window.rest();
    };
    let article = window.session().place().article.clone().unwrap();
    act(&mut window, Action::GoTo(article, Some(start)));
    act(&mut window, Action::Select(Span::new(start, start + "closed in".len())));
    window.press("c");
    assert_eq!(content(&window), "closed in");
    window
}

/// Draws from one point to another with the main button held.
fn draw(window: &mut Window, from: Pos2, to: Pos2) {
    window.harness.hover_at(from);
    window.rest();
    window.harness.drag_at(from);
    window.rest();
    for share in [0.3, 0.7, 1.0] {
        window.harness.hover_at(from.lerp(to, share));
        window.harness.step();
    }
    window.harness.drop_at(to);
    window.rest();
}

/// Where the sentence ends on the screen, and how wide a letter of it is on average.
fn row(window: &Window) -> (egui::Rect, f32) {
    let rect = window.harness.get_by_label_contains("The bridge closed in May.").rect();
    (rect, rect.width() / "The bridge closed in May.".len() as f32)
}

#[test]
fn the_end_of_a_range_is_drawn_to_whole_words_and_undone_in_one_step() {
    let mut window = on_part();
    let (rect, letter) = row(&window);
    let knob = Pos2::new(rect.left() + letter * 20.2, rect.center().y + 8.0);
    draw(&mut window, knob, Pos2::new(rect.left() + letter * 22.9, rect.center().y));
    assert_eq!(content(&window), "closed in May");
    assert!(window.session().selection().is_none(), "it was no selection");
    window.press("Ctrl+Z");
    assert_eq!(content(&window), "closed in");
}

#[test]
fn e_and_the_alt_keys_move_the_ends_in_the_window() {
    let mut window = on_part();
    window.press("Alt+Right");
    assert_eq!(content(&window), "closed in May");
    window.press("Alt+Shift+Left Alt+H");
    assert_eq!(content(&window), "bridge closed in Ma");
}

#[test]
fn identical_sentences_of_other_articles_are_listed_with_ticks() {
    let texts = ["One\n\nIt fell. It burnt.", "Two\n\nIt rained. It fell.", "Three\n\nIt fell."];
    let mut window = Window::on(&texts);
    window.press("c k Ctrl+Shift+I");
    assert!(window.shows("Apply to 2"), "both are ticked");
    window.harness.get_by_role_and_label(Role::CheckBox, "Three").click();
    window.rest();
    window.click_button("Apply to 1");
    let layers: Vec<_> = window.session().project().layers().keys().cloned().collect();
    assert_eq!(layers.len(), 2, "the article that was not ticked has no layer: {layers:?}");
    window.press("Ctrl+Z");
    assert_eq!(window.session().project().n_statements(), 1);
}

#[test]
fn somebody_else_sits_down_and_works_in_a_layer_of_their_own() {
    let mut window = Window::on_article();
    window.press("c Ctrl+Shift+N");
    window.type_text("Bo");
    window.press("Enter");
    assert_eq!(window.session().me().as_str(), "bo");
    window.press("k d");
    let session = window.session();
    assert_eq!(session.project().layers().len(), 2);
    assert_eq!(session.layer().unwrap().id().annotator.as_str(), "bo");
    window.settle();
    let home = window.close();
    let settings = std::fs::read_to_string(home.path().join("settings.ron")).unwrap();
    assert!(settings.contains("name: \"Bo\""), "the next start knows: {settings}");
}

#[test]
fn the_code_book_stands_beside_the_text_is_searched_and_printed() {
    let mut window = Window::on_article();
    window.press("F8");
    assert!(window.shows("Code book") && window.shows("Deciding the kind"));
    window.click("Find in the code book");
    window.type_text("allegedly");
    assert!(window.shows("Cue") && !window.shows("Deciding the kind"));
    window.click("Save as HTML");
    let page = window.home.path().join("projects/code-book.html");
    window.wait("the page", |_| page.is_file());
    let html = std::fs::read_to_string(page).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("<dt>Denial</dt>"));
    window.press("F8");
    assert!(!window.shows("Code book"));
}

#[test]
fn a_project_has_its_own_code_book_and_a_broken_one_is_told_and_kept() {
    let window = Window::on_article();
    let home = window.close();
    let folder = home.path().join("projects/bridges");
    let own = "(edition: \"b 2\", title: \"House rules\", chapters: [(heading: \"Only this\")])";
    std::fs::write(folder.join("guideline.ron"), own).unwrap();
    let mut window = Window::open(home, Some(folder.clone()), (1280.0, 820.0));
    window.press("F8");
    assert!(window.shows("House rules") && window.shows("Edition: b 2"));
    let home = window.close();
    std::fs::write(folder.join("guideline.ron"), "(edition: 7").unwrap();
    let mut window = Window::open(home, Some(folder.clone()), (1280.0, 820.0));
    let told =
        window.app().desk().notices().iter().any(|t| t.notice.text.contains("guideline.ron"));
    assert!(told && window.session().read_only().is_none());
    window.run(&label_of(Command::ToggleGuideline));
    assert!(window.shows("Code book"));
    assert_eq!(std::fs::read_to_string(folder.join("guideline.ron")).unwrap(), "(edition: 7");
}

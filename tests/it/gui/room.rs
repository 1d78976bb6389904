//! Room: narrow windows, long and foreign names, sizes that are remembered, the first start.

use super::window::{ARTICLE, Window, home_with, label_of};
use ascribe::session::preferences::Preferences;
use ascribe::session::{Action, Command, SourceChoice, SourcePurpose};
use egui::accesskit::Role;
use egui::{Event, HoveredFile, LayerId, PointerButton, Pos2, Rect};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::PathBuf;
use std::sync::Arc;

const SMALL: (f32, f32) = (900.0, 600.0);

fn small(texts: &[&str]) -> Window {
    let (home, folder) = home_with(texts);
    Window::open(home, Some(folder), SMALL)
}

/// What takes the mouse and is cut at its left or right, or lies outside of the window where nothing scrolls.
fn cut_off(window: &Window) -> Vec<String> {
    let inside = window.harness.ctx.content_rect();
    let inspector = inside.right() - 300.0;
    window.harness.ctx.viewport(|viewport| {
        let widgets = &viewport.prev_pass.widgets;
        let background = widgets.get_layer(LayerId::background());
        let live = background.filter(|widget| widget.enabled && widget.sense.senses_click());
        let is_cut = |widget: &&egui::WidgetRect| {
            let (whole, seen) = (widget.rect, widget.interact_rect);
            let scrolls = whole.left() > inspector;
            let is_seen = seen.is_positive();
            (!is_seen && !scrolls)
                || (is_seen && seen.width() < whole.width() - 1.0)
                || whole.left() < inside.left() - 1.0
                || whole.right() > inside.right() + 1.0
        };
        live.filter(is_cut)
            .map(|widget| format!("{:?} of {:?}", widget.interact_rect, widget.rect))
            .collect()
    })
}

#[test]
fn nothing_is_cut_off_in_a_small_window() {
    let mut window = small(&[ARTICLE]);
    assert_eq!(cut_off(&window), [] as [String; 0], "untagged");
    window.press("c s");
    window.type_text("The Ministry of Roads, Bridges, Ferries and Harbours of the Velm Valley");
    window.press("Enter k");
    assert_eq!(cut_off(&window), [] as [String; 0], "tagged");
    window.press("Ctrl+F");
    window.type_text("bridge");
    assert_eq!(cut_off(&window), [] as [String; 0], "finding");
    window.press("Escape Ctrl+W");
    assert_eq!(cut_off(&window), [] as [String; 0], "welcome");
}

#[test]
fn the_buttons_of_every_form_are_in_a_small_window() {
    let mut window = small(&[ARTICLE]);
    window.press("c k");
    for command in [
        Command::Settings,
        Command::EditMetadata,
        Command::NewProject,
        Command::SaveAs,
        Command::Paste,
        Command::Export,
        Command::AddRemark,
        Command::Import,
        Command::ImportSet,
    ] {
        window.run(&label_of(command));
        window.wait("the system’s dialog, which is none", |_| true);
        let inside = Rect::from_min_size(Pos2::ZERO, SMALL.into());
        let cancel = window.harness.get_by_label("Cancel").rect();
        assert!(inside.contains_rect(cancel), "{command:?}: {cancel:?}");
        window.press("Escape");
    }
    window.press("Ctrl+Shift+V");
    window.type_text(&format!("Another article\n\n{}", "It goes on and on. ".repeat(300)));
    window.press("Ctrl+Enter");
    window.wait("the form", |app| app.dialog().is_some());
    window.rest();
    let cancel = window.harness.get_by_label("Cancel").rect();
    assert!(cancel.bottom() < SMALL.1, "import: {cancel:?}");
    window.press("Escape");
    let articles = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles");
    let order = ascribe::session::Order::Draft(vec![articles]);
    window.harness.state_mut().desk_mut().order(order, jiff::Timestamp::UNIX_EPOCH);
    window.wait("a form with rows", |app| app.dialog().is_some());
    window.rest();
    let cancel = window.harness.get_by_label("Cancel").rect();
    assert!(cancel.bottom() < SMALL.1, "import of several: {cancel:?}");
}

#[test]
fn names_of_every_script_are_set_by_the_engine_that_can() {
    // The toolkit's own text would be missing glyphs here, which the harness does not forgive.
    let text = "الوزير ينفي التقرير\n\nنفى الوزير هذا الادعاء. קיבל השר את הדו״ח.";
    let (home, folder) = home_with(&[text]);
    let mut window = Window::open(home, Some(folder), (1280.0, 820.0));
    window.press("c s");
    let act = |window: &mut Window, action: Action| {
        window.harness.state_mut().desk_mut().perform(action, jiff::Timestamp::UNIX_EPOCH);
        window.rest();
    };
    window.press("Escape");
    let name = SourceChoice::New("وزارة الطرق والجسور".to_owned());
    act(&mut window, Action::SetSource(SourcePurpose::Level, name.clone()));
    act(&mut window, Action::SetSource(SourcePurpose::NewLevel, name.clone()));
    act(&mut window, Action::SetSource(SourcePurpose::Implied, name));
    window.press("k");
    assert!(window.shows("وزارة الطرق والجسور"));
    for command in [Command::Export, Command::PickSource, Command::PickRelation, Command::History] {
        window.run(&label_of(command));
        window.press("Escape");
    }
}

#[test]
fn a_panel_that_was_hidden_stays_hidden_after_a_restart() {
    let mut window = Window::on_article();
    assert!(window.shows("Filter the articles"));
    window.press("F9 F10 Alt+Plus Alt+Plus");
    assert!(!window.shows("Filter the articles"));
    let home = window.close();
    let window = Window::open(home, None, (1280.0, 820.0));
    assert!(!window.shows("Filter the articles"));
    let preferences = window.app().desk().preferences();
    assert!(!preferences.inspector_shown);
    assert!((preferences.text_size - 19.0).abs() < 0.01, "{}", preferences.text_size);
}

#[test]
fn what_is_given_the_keyboard_is_shown_first() {
    let mut window = Window::on_article();
    window.press("F9 F10 c n");
    assert!(window.is_typing(), "the note");
    window.press("Escape Ctrl+L");
    assert!(window.is_typing() && window.shows("Filter the articles"));
}

#[test]
fn widths_of_panels_and_the_size_of_the_window_are_remembered() {
    let mut window = Window::on_article();
    let edge = Pos2::new(249.0, 500.0);
    window.harness.hover_at(edge);
    window.harness.drag_at(edge);
    window.rest();
    for x in [260.0, 290.0, 320.0] {
        window.harness.hover_at(Pos2::new(x, 500.0));
        window.harness.step();
    }
    window.harness.drop_at(Pos2::new(320.0, 500.0));
    window.rest();
    window.harness.set_size(egui::vec2(1300.0, 700.0));
    window.wait("remembered sizes", |app| app.desk().preferences().window == (1300.0, 700.0));
    let width = window.app().desk().preferences().articles_width;
    assert!((width - 320.0).abs() < 3.0, "{width}");
    // A narrow window is not what somebody chose for the panels.
    window.harness.set_size(egui::vec2(900.0, 600.0));
    window.wait("remembered size", |app| app.desk().preferences().window == (900.0, 600.0));
    assert_eq!(window.app().desk().preferences().articles_width.to_bits(), width.to_bits());
    let home = window.close();
    let text = std::fs::read_to_string(home.path().join("settings.ron")).unwrap();
    let kept = Preferences::from_ron(&text).unwrap();
    assert_eq!((kept.articles_width, kept.window), (width, (900.0, 600.0)));
}

#[test]
fn the_first_start_asks_for_a_name_and_opens_the_sample() {
    let home = tempfile::tempdir().unwrap();
    let mut window = Window::open(home, None, (1280.0, 820.0));
    assert!(window.shows("Who is tagging?") && window.is_typing());
    window.type_text("Ines Ferreira");
    window.press("Enter");
    window.wait("the sample", |app| app.desk().session().is_some());
    assert_eq!(window.session().me().as_str(), "ines-ferreira");
    let home = window.close();
    let settings = std::fs::read_to_string(home.path().join("settings.ron")).unwrap();
    assert!(settings.contains("Ines Ferreira"));
    let window = Window::open(home, None, (1280.0, 820.0));
    assert!(!window.shows("Who is tagging?"), "asked once");
}

#[test]
fn a_newcomer_makes_a_project_of_a_file_tags_it_and_finds_the_tag_again() {
    let mut window = Window::on_article();
    let file = window.home.path().join("ferry.txt");
    std::fs::write(&file, "The ferry\n\nThe ferry sank on Friday. Nobody was hurt.").unwrap();
    window.press("Ctrl+W");
    assert!(window.shows("Open the sample") && window.shows("Open bridges"));
    window.press("Ctrl+N");
    window.type_text("Ferries");
    window.press("Enter");
    window.wait("a project", |app| app.desk().session().is_some());
    window.rest();
    assert!(window.shows("No article yet"));
    let hovered = HoveredFile { path: Some(file.clone()), ..HoveredFile::default() };
    window.harness.input_mut().hovered_files.push(hovered);
    window.harness.step();
    window.harness.input_mut().hovered_files.clear();
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(file)));
    window.harness.step();
    window.wait("the form", |app| app.dialog().is_some());
    window.rest();
    window.press("Enter");
    assert_eq!(window.stood_on(), "The ferry sank on Friday.");
    window.press("f s");
    window.type_text("Harbour Police");
    window.press("Enter");
    window.settle();
    let home = window.close();
    let window = Window::open(home, None, (1280.0, 820.0));
    assert_eq!(window.session().project().n_statements(), 1);
    assert_eq!(window.session().project().settings().title, "Ferries", "the last one opens");
}

/// A file let go over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn tab_goes_round_and_escape_gives_the_article_the_keyboard_back() {
    let mut window = Window::on_article();
    window.press("c k Tab");
    assert!(!window.reads(), "another thing has the keyboard");
    let focused = window.harness.root().children_recursive().find(|node| node.is_focused());
    let focused = focused.map(|node| node.accesskit_node().role());
    assert!(focused.is_some_and(|role| role != Role::Document));
    window.press("Escape");
    assert!(window.reads());
}

#[test]
fn a_drag_selects_whole_words_and_a_double_click_the_sentence() {
    let mut window = Window::on_article();
    let sentence = window.harness.get_by_label("The bridge closed in May.").rect();
    let from = sentence.left_center() + egui::vec2(40.0, 0.0);
    window.harness.drag_at(from);
    window.rest();
    window.harness.hover_at(from + egui::vec2(60.0, 0.0));
    window.harness.step();
    window.harness.drop_at(from + egui::vec2(60.0, 0.0));
    window.rest();
    let words = |window: &Window| {
        let span = window.session().selection().expect("words are selected");
        span.of(&window.session().article().unwrap().text()).to_owned()
    };
    let selected = words(&window);
    assert!(ARTICLE.split_whitespace().any(|word| selected.starts_with(word)), "{selected}");
    for _ in 0..2 {
        for pressed in [true, false] {
            let (button, modifiers) = (PointerButton::Primary, egui::Modifiers::NONE);
            let event = Event::PointerButton { pos: from, button, pressed, modifiers };
            window.harness.input_mut().events.push(event);
        }
    }
    window.rest();
    assert_eq!(words(&window), window.stood_on());
}

#[test]
fn what_is_told_under_the_pointer_gives_way_to_the_menu() {
    let mut window = Window::on_article();
    window.press("c");
    let sentence = window.harness.get_by_label("The minister denied the report on Monday.").rect();
    let at = sentence.left_top() + egui::vec2(60.0, 10.0);
    let told = "Claim, source: ";
    window.harness.hover_at(at);
    window.rest();
    assert!(window.shows_part(told), "kind and source are told");
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Secondary, egui::Modifiers::NONE);
        let event = Event::PointerButton { pos: at, button, pressed, modifiers };
        window.harness.input_mut().events.push(event);
    }
    window.rest();
    assert!(window.shows("Split the sentence here"));
    assert!(!window.shows_part(told), "nothing lies over the menu");
}

/// What Tab comes by in a dialog until it is where it began, by name.
fn walked(window: &mut Window) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut first = None;
    for _ in 0..80 {
        let id = window.harness.ctx.memory(|memory| memory.focused());
        if first.is_some() && first == id {
            return names;
        }
        first = first.or(id);
        let focused = window.harness.root().children_recursive().find(|node| node.is_focused());
        let name = focused.and_then(|node| {
            let node = node.accesskit_node();
            node.label().or_else(|| node.labelled_by().find_map(|label| label.value()))
        });
        names.push(name.unwrap_or_default());
        window.press("Tab");
    }
    panic!("Tab does not come round: {names:?}")
}

#[test]
fn tab_comes_by_every_field_box_and_row_of_a_form() {
    let mut window = small(&[ARTICLE, "Another article\n\nIt is short.\n"]);
    window.run(&label_of(Command::Export));
    let names = walked(&mut window);
    for name in ["Claim", "Denial", "Fact", "File", "Choose the file…", "Cancel", "Export"] {
        assert!(names.iter().any(|one| one == name), "{name} is not in {names:?}");
    }
    window.press("Escape");
    let articles = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles");
    let files = ["ferry.docx", "letter.eml", "scan.pdf"].map(|name| articles.join(name));
    let order = ascribe::session::Order::Draft(files.to_vec());
    window.harness.state_mut().desk_mut().order(order, jiff::Timestamp::UNIX_EPOCH);
    window.wait("a form with rows", |app| app.dialog().is_some());
    window.rest();
    let names = walked(&mut window);
    for name in ["Import Ferry runs aground", "Ferry runs aground", "Title", "Publisher", "Cancel"]
    {
        assert!(names.iter().any(|one| one == name), "{name} is not in {names:?}");
    }
}

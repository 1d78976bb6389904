//! Annotated sets of other programs, tables of articles and exports in the window, by keys alone.

use super::window::{Window, label_of};
use ascribe::exchange::Fate;
use ascribe::gui::dialogs::Dialog;
use ascribe::model::Kind;
use ascribe::session::set_import::SetProblem;
use ascribe::session::{Command, Order};
use egui_kittest::kittest::Queryable as _;
use std::fs;
use std::path::{Path, PathBuf};

const TEXT: &str = "The mayor said the quay is safe. The union denied it. Boats waited.";

const MARKS: &str = "\
T1\tSpeech 15 31\tthe quay is safe
T2\tSpeaker 0 9\tThe mayor
T3\tRebuttal 33 52\tThe union denied it
R1\tsaidBy Arg1:T1 Arg2:T2\t
R2\trebuts Arg1:T3 Arg2:T1\t
";

fn written(home: &Path, name: &str, text: &str) -> PathBuf {
    let path = home.join("theirs").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    path
}

/// A brat folder in the home of a window.
fn brat(window: &Window) -> PathBuf {
    written(window.home.path(), "brat/port.txt", TEXT);
    written(window.home.path(), "brat/port.ann", MARKS).parent().unwrap().to_owned()
}

/// Types a path into the form and has it read.
fn ask(window: &mut Window, path: &Path) {
    window.press("Ctrl+Shift+O");
    window.type_text(&path.display().to_string());
    window.press("Enter");
    read(window);
}

fn read(window: &mut Window) {
    window.wait("a set that was read", |app| app.desk().set_report().is_some());
    window.rest();
}

#[test]
fn a_set_of_another_program_is_looked_at_and_comes_in_as_one_step_by_keys_alone() {
    let mut window = Window::on_article();
    let folder = brat(&window);
    ask(&mut window, &folder);
    assert!(window.shows("brat stand-off"), "the format was found out");
    let report = window.app().desk().set_report().unwrap();
    assert_eq!(report.outcome.as_ref().unwrap().score.percent(), 100);
    assert!(window.shows_part("as they stand"));
    assert_eq!(window.session().project().n_statements(), 0, "nothing is taken in yet");
    window.press("Enter");
    assert!(window.app().dialog().is_none());
    let project = window.session().project();
    assert_eq!(project.n_statements(), 1);
    assert_eq!(project.articles().len(), 2);
    assert_eq!(window.session().article().unwrap().text().as_ref(), TEXT, "it is shown");
    window.press("Ctrl+Z");
    assert_eq!(window.session().project().articles().len(), 1, "one step takes all of it back");
    window.settle();
}

#[test]
fn what_a_label_means_is_changed_by_keys_and_the_set_is_read_anew() {
    let mut window = Window::on_article();
    let folder = brat(&window);
    ask(&mut window, &folder);
    let label = window.harness.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Speech");
    label.focus();
    window.rest();
    // The list opens, “claim” begins with c, and Enter takes it.
    window.press("Enter c Enter");
    read(&mut window);
    window.harness.get_by_label("Import").focus();
    window.press("Enter");
    let kinds: Vec<Kind> = window
        .session()
        .project()
        .layers()
        .values()
        .flat_map(|layer| {
            layer.marks().statements().values().map(|one| one.kind).collect::<Vec<_>>()
        })
        .collect();
    assert!(kinds.contains(&Kind::Claim) && kinds.contains(&Kind::Denial), "{kinds:?}");
}

#[test]
fn a_mapping_file_says_what_labels_mean_as_in_the_terminal() {
    use ascribe::session::set_import::SetQuery;
    let mut window = Window::on_article();
    let path = brat(&window);
    let words = "(marks: {\"Speech\": Fact}, ties: {\"rebuts\": Relation(Denies)})";
    let mapping_file = Some(written(window.home.path(), "map.ron", words));
    let query = SetQuery { path: path.clone(), mapping_file, ..SetQuery::default() };
    let order = |query: SetQuery| Order::ReadSet(Box::new(query));
    window.harness.state_mut().desk_mut().order(order(query), jiff::Timestamp::UNIX_EPOCH);
    read(&mut window);
    let outcome = window.app().desk().set_report().unwrap().outcome.as_ref();
    let fates = outcome.unwrap().fates();
    // Two statements and the relation between them; the mention goes with the statement of its source.
    assert_eq!(fates[&Fate::TakenIn], 3, "{fates:?}");
    let broken = Some(written(window.home.path(), "broken.ron", "(marks: {\"Speech\": Fat})"));
    let query = SetQuery { path, mapping_file: broken, ..SetQuery::default() };
    window.harness.state_mut().desk_mut().order(order(query), jiff::Timestamp::UNIX_EPOCH);
    read(&mut window);
    let report = window.app().desk().set_report().unwrap();
    let SetProblem::Other(why) = report.outcome.as_ref().unwrap_err() else { panic!("{report:?}") };
    assert!(why.contains("broken.ron was not read") && why.contains("Fat"), "{why}");
}

#[test]
fn where_the_files_leave_the_format_open_it_is_asked_and_found_by_typing() {
    let mut window = Window::on_article();
    let line = "{\"text\":\"The quay is safe. Nobody denied it.\"}\n";
    let path = written(window.home.path(), "lines.jsonl", line);
    ask(&mut window, &path);
    assert!(window.shows_part("Which format is it?"));
    assert!(window.shows_part("PRODIGY") && window.shows_part("SPACY"));
    assert!(!window.shows_part("BRAT"), "only what it could be is offered");
    window.press("p r o d i g y");
    assert!(!window.shows_part("SPACY"));
    window.press("Enter");
    read(&mut window);
    assert_eq!(window.app().desk().set_report().unwrap().query.format, Some("prodigy"));
    window.press("Enter");
    assert!(window.app().dialog().is_none());
    assert_eq!(window.session().project().articles().len(), 2);
}

#[test]
fn where_no_way_of_counting_fits_the_unit_is_asked() {
    let mut window = Window::on_article();
    // Every place lies within words, however places are counted.
    let text = "quarantine negotiation infrastructure dismissals";
    let labels = "[[2,5,\"Claim\"],[14,19,\"Claim\"],[26,30,\"Claim\"],[40,44,\"Claim\"]]";
    let line = format!("{{\"id\":1,\"text\":\"{text}\",\"label\":{labels}}}\n");
    let path = written(window.home.path(), "odd.jsonl", &line);
    ask(&mut window, &path);
    assert!(window.shows_part("No way of counting puts the marks on their words"));
    let combo =
        window.harness.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Places count");
    combo.focus();
    window.rest();
    window.press("Enter c Enter");
    read(&mut window);
    assert!(window.shows_part("Some marks do not stand on whole words"));
    window.harness.get_by_label("Import").focus();
    window.press("Enter");
    assert_eq!(window.session().project().n_statements(), 4);
}

#[test]
fn a_broken_set_says_why_and_is_forgotten_with_its_form() {
    let mut window = Window::on_article();
    let path = written(window.home.path(), "broken.qdpx", "no archive");
    ask(&mut window, &path);
    assert!(window.shows_part("Not read: "));
    window.press("Escape");
    assert!(window.app().dialog().is_none());
    assert!(window.app().desk().set_report().is_none(), "nobody wants it any more");
    assert!(window.reads());
}

#[test]
fn columns_of_a_table_with_names_of_its_own_are_said_by_keys_and_shown_at_once() {
    let mut window = Window::on_article();
    let rows = "kop,verhaal,krant\nFerry aground,The ferry ran aground. Nobody was hurt.,De Haven\n\
                Quay closed,The quay is closed. The mayor denied it.,De Haven\n";
    let path = written(window.home.path(), "news.csv", rows);
    window
        .harness
        .state_mut()
        .desk_mut()
        .order(Order::Draft(vec![path]), jiff::Timestamp::UNIX_EPOCH);
    window.wait("the form", |app| matches!(app.dialog(), Some(Dialog::TakeIn(_))));
    window.rest();
    assert!(window.shows("Which column holds the text of the articles?"));
    assert!(window.shows(
        "The ferry ran aground. Nobody was hurt.  ·  The quay is closed. The mayor denied it."
    ));
    for (column, letter) in [("verhaal", "t"), ("kop", "t t"), ("krant", "p")] {
        let combo = egui::accesskit::Role::ComboBox;
        window.harness.get_by_role_and_label(combo, column).focus();
        window.rest();
        window.press(&format!("Enter {letter} Enter"));
        window.wait(
            "the table read anew",
            |app| matches!(app.dialog(), Some(Dialog::TakeIn(form)) if !form.is_waiting()),
        );
        window.rest();
        if !window.shows(column) {
            window.harness.get_by_label_contains("Columns of news.csv").click();
            window.rest();
        }
    }
    assert!(window.shows_part("Import 2 articles"));
    window.click_button("Import 2 articles");
    let articles = window.session().project().articles();
    let titles: Vec<_> = articles.values().map(|one| one.metadata().title.clone()).collect();
    assert!(titles.contains(&"Ferry aground".to_owned()), "{titles:?}");
    let publisher = articles.values().find_map(|one| one.metadata().publisher.clone()).unwrap();
    let names: Vec<_> =
        window.session().project().sources().values().map(|one| &one.name).collect();
    assert!(names.iter().any(|name| *name == "De Haven"), "{publisher} {names:?}");
    window.settle();
}

/// What the form writes beside the project, once it is told to be there.
fn exported(window: &mut Window, name: &str) -> PathBuf {
    let path = window.home.path().join("projects").join(name);
    window.click_button("Export");
    // It has its name when all of it was written; what is told of it may be gone by then.
    window.wait("the export", |_| path.exists());
    window.rest();
    path
}

#[test]
fn a_format_is_found_by_a_program_and_its_licence_and_texts_are_said() {
    let mut window = Window::tagged();
    window.settle();
    window.run(&label_of(Command::Export));
    window.press("n v i v o");
    assert!(window.shows_part("QDPX"));
    assert!(!window.shows_part("CONLLU"));
    window.press("Enter");
    exported(&mut window, "bridges.qdpx");
    window.run(&label_of(Command::Export));
    window.press("h u g g i n g Enter");
    let combo = egui::accesskit::Role::ComboBox;
    window.harness.get_by_role_and_label(combo, "Licence on the card").focus();
    window.rest();
    window.press("Enter p Enter");
    let folder = exported(&mut window, "bridges-hugging-face");
    let card = fs::read_to_string(folder.join("README.md")).unwrap();
    assert!(card.starts_with("---\nlicense: pddl\n"), "{card}");
    window.run(&label_of(Command::Export));
    window.press("w 3 c Enter");
    window.click("Leave the texts behind");
    window.rest();
    assert!(window.shows_part("texts: 1"), "what stays behind is said");
    let out = fs::read_to_string(exported(&mut window, "bridges.jsonld")).unwrap();
    assert!(out.contains("sha256=") && !out.contains("Nobody knows when the work begins"));
}

//! Size: what is large, or was made so to do harm, never holds a frame up. `ASCRIBE_ARTICLES` says how many are taken in at
//! once; 10,000 when it does not.

use super::window::{ARTICLE, Window, home_with};
use ascribe::export::Selection;
use ascribe::gui::App;
use ascribe::model::{
    Annotator, AnnotatorId, AnnotatorKind, Article, ArticleId, Edit, Kind, LayerHead, LayerId,
    Metadata, Original, Project, Settings, Stamp, Statement, StatementId, Word as _, apply,
};
use ascribe::session::Order;
use ascribe::session::job::ExportOptions;
use ascribe::store::{self, Disk};
use ascribe::text::{Role, Segment, Span};
use egui::accesskit::Role as AccessRole;
use egui_kittest::kittest::Queryable as _;
use std::collections::HashSet;
use std::fs;
use std::sync::{Arc, Mutex};

/// Messages of the worker that a frame may take in.
const MOST_MESSAGES: usize = 64;
/// Articles that a frame may take in.
const MOST_ARTICLES: usize = 256;

/// Articles of a large import.
fn many() -> usize {
    let asked = std::env::var("ASCRIBE_ARTICLES").ok();
    asked.map_or(10_000, |n| n.parse().expect("ASCRIBE_ARTICLES is a number"))
}

/// How often this thread has read or written anything by asking the system; `None` where the system does not tell.
fn asked_system() -> Option<u64> {
    let told = fs::read_to_string("/proc/thread-self/io").ok()?;
    let counts = told.lines().filter_map(|line| line.strip_prefix("sysc")?.split_once(": "));
    Some(counts.filter_map(|(_, n)| n.parse::<u64>().ok()).sum())
}

/// What looking there costs itself.
fn cost_of_looking() -> Option<u64> {
    let before = asked_system()?;
    Some(asked_system()? - before)
}

/// One frame, in which this thread must neither read nor write.
#[track_caller]
fn quiet_frame(window: &mut Window) {
    let (cost, before) = (cost_of_looking(), asked_system());
    window.harness.step();
    let asked = asked_system().zip(before).map(|(after, before)| after - before);
    assert_eq!(asked, cost, "the frame's thread asked the system to read or write");
}

/// Is something told with these words in it?
fn says(app: &App, words: &str) -> bool {
    app.desk().notices().iter().any(|told| told.notice.text.contains(words))
}

#[test]
fn thousands_of_articles_are_taken_in_while_no_frame_touches_the_disk_or_does_much_at_a_time() {
    let many = many();
    let (home, folder) = home_with(&[ARTICLE]);
    let table = home.path().join("many.csv");
    let rows = (0..many).map(|n| format!("\"{n} ferries left.\",Ferry {n}\n"));
    fs::write(&table, format!("text,title\n{}", rows.collect::<String>())).unwrap();
    let threads = Arc::new(Mutex::new(HashSet::new()));
    let seen = Arc::clone(&threads);
    let disk = Disk::watched(move |_| {
        seen.lock().unwrap().insert(std::thread::current().id());
        Ok(())
    });
    let mut window = Window::open_on(disk, home, folder);
    let idle = |window: &mut Window| allocation_counter::measure(|| window.harness.step());
    let with_one = idle(&mut window);
    let now = "2026-05-28T20:26:40Z".parse().unwrap();
    window.harness.state_mut().desk_mut().order(Order::Draft(vec![table]), now);
    while window.app().dialog().is_none() {
        quiet_frame(&mut window);
        assert!(window.app().desk().received() <= MOST_MESSAGES);
    }
    window.harness.run_ok();
    window
        .harness
        .get_by_role_and_label(AccessRole::Button, &format!("Import {many} articles"))
        .click();
    let (mut n_before, mut n_frames) = (1, 0);
    while n_before < many + 1 {
        quiet_frame(&mut window);
        assert!(window.app().desk().received() <= MOST_MESSAGES);
        let n = window.session().project().articles().len();
        assert!(n - n_before <= MOST_ARTICLES || n_frames == 0, "{} in one frame", n - n_before);
        (n_before, n_frames) = (n, n_frames + 1);
        assert!(n_frames < 1_000, "{n} articles after {n_frames} frames");
    }
    assert!(says(window.app(), &format!("Imported {many} of {many} articles")));
    assert!(n_frames > many / MOST_ARTICLES / 2, "{n_frames} frames");
    let threads = threads.lock().unwrap();
    assert!(!threads.is_empty() && !threads.contains(&std::thread::current().id()));
    // The list of them costs a frame no more than its rows in view.
    window.rest();
    let with_many = idle(&mut window).count_total;
    assert!(with_many < with_one.count_total + many as u64 / 2, "{with_many}, {with_one:?}");
}

#[test]
fn taking_in_is_given_up_at_once_and_what_was_taken_in_stays() {
    let mut window = Window::on_article();
    let table = window.home.path().join("many.csv");
    let rows = (0..2_000).map(|n| format!("\"{n} ferries left.\",Ferry {n}\n"));
    fs::write(&table, format!("text,title\n{}", rows.collect::<String>())).unwrap();
    let now = "2026-05-28T20:26:40Z".parse().unwrap();
    window.harness.state_mut().desk_mut().order(Order::Draft(vec![table]), now);
    window.wait("the form", |app| app.dialog().is_some());
    window.harness.run_ok();
    window.harness.get_by_role_and_label(AccessRole::Button, "Import 2000 articles").click();
    window.harness.run_steps(2);
    assert!(window.app().desk().task().is_some(), "articles are being taken in");
    window.harness.get_by_label("Cancel").click();
    window.harness.run_steps(2);
    assert_eq!(window.app().desk().task(), None);
    let n = window.session().project().articles().len();
    assert!((2..2_001).contains(&n), "{n}");
    window.settle();
    assert_eq!(window.session().project().articles().len(), n);
    assert!(window.shows_part(&format!("Imported {} of 2000 articles", n - 1)));
    assert!(window.shows_part("were given up"));
}

#[test]
fn a_disk_that_does_not_answer_is_given_up_on_in_the_frame_of_the_click() {
    let (home, folder) = home_with(&[ARTICLE]);
    let exports = home.path().join("exports");
    fs::create_dir(&exports).unwrap();
    let answers = Arc::new(Mutex::new(()));
    let silence = answers.lock().unwrap();
    let (asked, waits) = (Arc::clone(&answers), exports.clone());
    let disk = Disk::watched(move |operation| {
        if format!("{operation:?}").contains(&waits.display().to_string()) {
            drop(asked.lock().unwrap());
        }
        Ok(())
    });
    let mut window = Window::open_on(disk, home, folder);
    let selection = Selection::all(window.session().project());
    let export = |window: &mut Window, name: &str| {
        let (selection, options) = (selection.clone(), ExportOptions::default());
        let path = exports.join(name);
        let order = Order::Export { selection, format: "csv", options, path };
        let now = "2026-05-28T20:26:40Z".parse().unwrap();
        window.harness.state_mut().desk_mut().order(order, now);
    };
    export(&mut window, "all.csv");
    window.harness.run_steps(3);
    window.harness.get_by_label("Cancel").click();
    window.harness.run_steps(2);
    let task = window.app().desk().task().cloned();
    let was_told = says(window.app(), "Given up");
    drop(silence);
    assert_eq!((task, was_told), (None, true));
    // When the next one is there, nothing is left of the one that was given up.
    export(&mut window, "next.csv");
    window.wait("the file", |app| says(app, "Exported"));
    let names = fs::read_dir(&exports).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.collect();
    names.sort();
    assert_eq!(names, ["next.csv", "next.manifest.json"]);
}

fn ann() -> AnnotatorId {
    AnnotatorId::new("ann").unwrap()
}

/// A window of Ann's on one article of one sentence with so many statements on all of it.
fn on_one_sentence(text: String, n_statements: usize) -> Window {
    on_articles(vec![text], n_statements)
}

/// The same with an article for each text.
fn on_articles(texts: Vec<String>, n_statements: usize) -> Window {
    let mut project = Project::new(Settings { title: "Bridges".to_owned(), ..Settings::default() });
    let mut put = |edit| drop(apply(&mut project, edit).unwrap());
    let record = Annotator { id: ann(), name: "Ann".to_owned(), kind: AnnotatorKind::Human };
    put(Edit::Annotator(ann(), Some(record)));
    let at = "2026-05-28T20:26:40Z".parse().unwrap();
    for (place, text) in texts.into_iter().enumerate() {
        let span = Span::new(0, text.len());
        let segment = Segment { span, role: Role::Sentence, sure: true, opens_paragraph: true };
        let id = ArticleId::new(&format!("ferries-{place:03}")).unwrap();
        let metadata = Metadata { title: "Ferries".to_owned(), ..Metadata::default() };
        let (original, segments) = (Original::default(), vec![segment]);
        let article = Article::new(id.clone(), metadata, original, text.into(), segments).unwrap();
        put(Edit::Article(id.clone(), Some(Arc::new(article))));
        let home = LayerId { article: id, annotator: ann() };
        put(Edit::Layer(home.clone(), Some(LayerHead::default())));
        for number in 0..n_statements {
            let number = place * n_statements + number;
            let id = StatementId::new(&format!("s-{number:05}")).unwrap();
            let kind = Kind::ALL[number % 3];
            let new = Statement::new(id.clone(), kind, vec![span], Stamp { by: ann(), at });
            put(Edit::Statement(home.clone(), id, Some(Arc::new(new))));
        }
    }
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("projects/bridges");
    fs::create_dir_all(place.path().join("projects")).unwrap();
    store::create(&folder, project.tables()).unwrap();
    fs::write(place.path().join("settings.ron"), "(name: \"Ann\")").unwrap();
    Window::open(place, Some(folder), (1280.0, 820.0))
}

#[test]
fn fifty_thousand_statements_on_one_sentence_cost_a_frame_no_more_than_those_that_are_shown() {
    let mut window = on_one_sentence("The ferry left at nine.".to_owned(), 50_000);
    assert!(window.shows_part("of 50000"), "it is said how many there are");
    let taken = allocation_counter::measure(|| window.harness.step());
    assert!(taken.count_total < 50_000, "{taken:?}");
    let focus = |window: &Window| window.session().focus().unwrap().id.to_string();
    assert_eq!(focus(&window), "s-00000");
    window.press("]");
    assert_eq!(focus(&window), "s-00001");
    window.press("[ [");
    assert_eq!(focus(&window), "s-49999", "round to the last");
    assert!(window.shows_part("to 50000 of 50000"));
    window.press("d");
    assert_eq!(window.session().focus().unwrap().kind, Kind::Denial);
    let taken = allocation_counter::measure(|| window.harness.step());
    assert!(taken.count_total < 50_000, "{taken:?}");
}

/// Allocations of the frame that takes a key in and of the one that shows what came of it, in an article of so many
/// sentences: of a tag, of a sentence joined to the next, and of the way back.
fn allocations_of_edits(n_sentences: usize) -> Vec<u64> {
    let paragraph = ["The ferry left at nine and came back at ten."; 5].join(" ");
    let (home, folder) = home_with(&[&vec![paragraph; n_sentences / 5].join("\n\n")]);
    let mut window = Window::open(home, Some(folder), (1280.0, 820.0));
    assert_eq!(window.session().article().unwrap().segments().len(), n_sentences);
    // The first time something is made that stays.
    window.press("d Ctrl+Z Shift+M Ctrl+Z");
    let mut frames = |(key, n_statements, n_joined): (&str, usize, usize)| {
        window.press_one(key);
        let taken = allocation_counter::measure(|| window.harness.run_steps(2)).count_total;
        let n_segments = window.session().article().unwrap().segments().len();
        let is = (window.session().project().n_statements(), n_sentences - n_segments);
        assert_eq!(is, (n_statements, n_joined), "{key}");
        window.settle();
        taken
    };
    [("d", 1, 0), ("Ctrl+Z", 0, 0), ("Shift+M", 0, 1), ("Ctrl+Z", 0, 0)].map(&mut frames).into()
}

#[test]
fn the_frames_behind_a_tag_and_a_join_allocate_no_more_in_a_long_text_than_in_a_short_one() {
    let (short, long) = (allocations_of_edits(200), allocations_of_edits(20_000));
    let grew = short.iter().zip(&long).any(|(short, long)| *long > short + short / 4);
    assert!(!grew, "{short:?} allocations in 200 sentences, {long:?} in 20,000");
}

#[test]
fn a_list_of_statements_that_are_being_read_says_so_and_shows_them_as_soon_as_they_are_there() {
    let texts = (0..100).map(|number| format!("Ferry {number} left at nine."));
    let mut window = on_articles(texts.collect(), 400);
    let is_complete = |app: &App| app.desk().catalogue().is_complete();
    assert!(!is_complete(window.app()), "nobody has asked for it");
    for key in ["r", "d"] {
        window.press_one(key);
        window.harness.run_steps(2);
    }
    assert!(!is_complete(window.app()) && window.shows_part("are being read"));
    window.wait("the list", is_complete);
    window.harness.run_ok();
    assert!(window.shows_part("F  Ferry 0 left at nine"));
    assert!(!window.shows_part("Nothing matches") && !window.shows_part("are being read"));
}

#[test]
fn a_sentence_of_five_megabytes_is_read_walked_and_tagged_and_no_frame_copies_it() {
    let text = "the ferry left at nine and came back at ten ".repeat(5_000_000 / 44);
    let n_bytes = text.trim_end().len() as u64;
    let mut window = on_one_sentence(text.trim_end().to_owned(), 0);
    let idle = |window: &mut Window| allocation_counter::measure(|| window.harness.step());
    let taken = idle(&mut window);
    assert!(taken.bytes_total < n_bytes, "{taken:?}");
    window.press("d");
    assert_eq!(window.session().project().n_statements(), 1);
    let taken = idle(&mut window);
    assert!(taken.bytes_total < n_bytes, "tagged: {taken:?}");
    window.press("PageDown PageDown PageUp End Home");
    window.press("s");
    window.type_text("Harbour Police");
    window.press("Enter");
    for screen in ["Ctrl+2", "Ctrl+4", "Ctrl+1"] {
        window.press(screen);
        let taken = idle(&mut window);
        assert!(taken.bytes_total < n_bytes, "{screen}: {taken:?}");
    }
    window.press("Ctrl+Z Ctrl+Z");
    assert_eq!(window.session().project().n_statements(), 0);
}

#[test]
fn letters_begin_in_a_small_texture_whatever_drawing_allows() {
    let mut window = Window::on_article();
    let ctx = egui::Context::default();
    let mut input = egui::RawInput { max_texture_side: Some(16_384), ..Default::default() };
    eframe::App::raw_input_hook(window.harness.state_mut(), &ctx, &mut input);
    let mut painted = ctx.run_ui(input, |ui| {
        ui.label("Pier 7");
    });
    let textures = painted.textures_delta.set.values().flatten();
    let n_bytes: usize =
        textures.map(|texture| texture.image.width() * texture.image.height() * 4).sum();
    painted.textures_delta.clear();
    assert!(n_bytes > 0 && n_bytes <= 1 << 20, "{n_bytes} bytes");
}

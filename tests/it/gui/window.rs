//! The real window without a screen: keys and clicks in, what it shows and what lies on the disk out.

use crate::workbench::Bench;
use ascribe::gui::reader::{Engine, Fonts};
use ascribe::gui::{App, Start};
use ascribe::session::autosave::SaveState;
use ascribe::session::preferences::Preferences;
use ascribe::session::worker::Worker;
use ascribe::session::{Command, Desk, Order, Session};
use ascribe::store::Disk;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Longer than any disk of a test takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// The article that most tests read.
pub(super) const ARTICLE: &str = "\
The bridge at Velm

The minister denied the report on Monday. The bridge closed in May. Ada Rhys said that it would open again.

What is next

Nobody knows when the work begins. The council meets in June.
";

/// A window and the home it keeps its things in.
pub(super) struct Window {
    pub(super) harness: Harness<'static, App>,
    pub(super) home: TempDir,
}

/// A home in which the annotator Ann has a project with these texts and no window has been open.
pub(super) fn home_with(texts: &[&str]) -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("projects/bridges");
    let mut bench = Bench::new(home.path(), "Ann");
    bench.create(&folder, "Bridges");
    for text in texts {
        bench.take_in(text, "The Velm Post", "");
    }
    bench.settle();
    std::fs::create_dir_all(home.path()).unwrap();
    (home, folder)
}

impl Window {
    /// A window of 1280×820 points on Ann's project with one article.
    pub(super) fn on_article() -> Self {
        Self::on(&[ARTICLE])
    }

    /// The same with three statements: a denial of the minister, a fact, a claim of Ada Rhys.
    pub(super) fn tagged() -> Self {
        let mut window = Self::on_article();
        window.press("d s");
        window.type_text("The Minister");
        window.press("Enter f c s");
        window.type_text("Ada Rhys");
        window.press("Enter");
        assert_eq!(window.session().project().n_statements(), 3);
        window
    }

    /// A window of 1280×820 points on Ann's project with these texts.
    pub(super) fn on(texts: &[&str]) -> Self {
        let (home, folder) = home_with(texts);
        Self::open(home, Some(folder), (1280.0, 820.0))
    }

    /// A window that begins in a home, with the project in `folder` if one is named.
    pub(super) fn open(home: TempDir, folder: Option<PathBuf>, size: (f32, f32)) -> Self {
        Self::open_sharp(home, folder, size, 1.0)
    }

    /// The same on a screen with so many pixels to a point.
    pub(super) fn open_sharp(
        home: TempDir,
        folder: Option<PathBuf>,
        size: (f32, f32),
        pixels: f32,
    ) -> Self {
        let waits = home.path().join("settings.ron").exists() || folder.is_some();
        let start = Start {
            broke: None,
            path: folder,
            settings: Some(home.path().join("settings.ron")),
            data_folder: home.path().join("projects"),
        };
        let builder = Harness::builder().with_size(size).with_pixels_per_point(pixels);
        let builder = builder.with_max_steps(60).with_step_dt(0.05);
        let harness = builder.build_eframe(|creation| {
            start.app(&creation.egui_ctx, Engine::new(Fonts::bundled())).unwrap()
        });
        let mut window = Self { harness, home };
        if waits {
            window.wait("an open project", |app| app.desk().session().is_some());
        }
        window.rest();
        window
    }

    /// A window of 1280×820 points on Ann's project, on a disk that may be watched.
    pub(super) fn open_on(disk: Disk, home: TempDir, folder: PathBuf) -> Self {
        let settings = home.path().join("settings.ron");
        let data_folder = home.path().join("projects");
        let builder = Harness::builder().with_size((1280.0, 820.0)).with_max_steps(60);
        let harness = builder.with_step_dt(0.05).build_eframe(|creation| {
            let wake = creation.egui_ctx.clone();
            let worker = Worker::start_on(disk, Some(settings), move || wake.request_repaint());
            let preferences = Preferences { name: "Ann".to_owned(), ..Preferences::default() };
            let desk = Desk::new(worker.unwrap(), preferences, data_folder);
            let mut app = App::new(&creation.egui_ctx, desk, Engine::new(Fonts::bundled()));
            app.begin_with(Order::Open(folder));
            app
        });
        let mut window = Self { harness, home };
        window.wait("an open project", |app| app.desk().session().is_some());
        window.rest();
        window
    }

    pub(super) fn app(&self) -> &App {
        self.harness.state()
    }

    pub(super) fn session(&self) -> &Session {
        self.app().desk().session().expect("a project is open")
    }

    /// Frames until nothing moves any more, with a look at the names of all widgets.
    #[track_caller]
    pub(super) fn rest(&mut self) {
        let since = Instant::now();
        // Something that takes its time may begin while the frames run.
        loop {
            self.wait("the task to end", |app| app.desk().task().is_none());
            if self.harness.run_ok().is_some() {
                return;
            }
            let causes = self.harness.ctx.repaint_causes();
            assert!(since.elapsed() < PATIENCE, "never at rest: {causes:?}");
        }
    }

    /// Frames until something holds.
    #[track_caller]
    pub(super) fn wait(&mut self, what: &str, is_so: impl Fn(&App) -> bool) {
        let since = Instant::now();
        while !is_so(self.app()) {
            self.harness.step();
            let told: Vec<_> = self.app().desk().notices().iter().map(|t| &t.notice).collect();
            assert!(since.elapsed() < PATIENCE, "waited in vain: {what}; told {told:?}");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Frames until everything is in its files.
    #[track_caller]
    pub(super) fn settle(&mut self) {
        self.wait("a saved project", |app| app.desk().save_state() == SaveState::Saved);
        self.rest();
    }

    /// Presses keys, one after the other, as a keyboard does: a letter comes as key and as text.
    pub(super) fn press(&mut self, keys: &str) {
        for chord in keys.split_whitespace() {
            self.press_one(chord);
            self.rest();
        }
    }

    /// One key without waiting for what comes of it.
    pub(super) fn press_one(&mut self, chord: &str) {
        let mut modifiers = Modifiers::NONE;
        let mut name = chord;
        while let Some((modifier, rest)) = name.split_once('+').filter(|(_, rest)| !rest.is_empty())
        {
            modifiers |= match modifier {
                "Ctrl" => Modifiers::CTRL | Modifiers::COMMAND,
                "Alt" => Modifiers::ALT,
                "Shift" => Modifiers::SHIFT,
                other => panic!("{other} is no modifier"),
            };
            name = rest;
        }
        let key = Key::from_name(name).or(Key::from_name(&name.to_uppercase()));
        let key = key.unwrap_or_else(|| panic!("{name} is no key"));
        let event =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        let input = self.harness.input_mut();
        input.events.push(Event::ModifiersChanged(modifiers));
        input.events.push(event(true));
        if name.chars().count() == 1 && !modifiers.command && !modifiers.alt {
            input.events.push(Event::Text(name.to_owned()));
        }
        self.harness.step();
        self.harness.input_mut().events.push(event(false));
        self.harness.input_mut().events.push(Event::ModifiersChanged(Modifiers::NONE));
        self.harness.step();
    }

    /// Types into the field that has the keyboard.
    pub(super) fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.rest();
    }

    /// Clicks what is called so.
    #[track_caller]
    pub(super) fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.rest();
    }

    /// Clicks the button that is called so.
    #[track_caller]
    pub(super) fn click_button(&mut self, label: &str) {
        self.harness.get_by_role_and_label(Role::Button, label).click();
        self.rest();
    }

    /// Runs a command through the palette, by its whole name.
    #[track_caller]
    pub(super) fn run(&mut self, label: &str) {
        self.press("Ctrl+K");
        self.type_text(label);
        self.press("Enter");
    }

    /// Is something of this name on show?
    pub(super) fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// Is something on show whose name contains these words?
    pub(super) fn shows_part(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// The name of the first thing on show whose name begins with these words.
    pub(super) fn name_beginning(&self, words: &str) -> String {
        let mut nodes = self.harness.query_all_by_label_contains(words);
        let found = nodes.find_map(|node| {
            node.accesskit_node().label().filter(|label| label.starts_with(words))
        });
        found.unwrap_or_else(|| panic!("nothing is called {words}: {:?}", self.buttons()))
    }

    /// The names of all that can be pressed, rows of lists among them.
    pub(super) fn buttons(&self) -> Vec<String> {
        let nodes = self.harness.query_all_by_role(Role::Button);
        nodes.filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// Does a field for words have the keyboard?
    pub(super) fn is_typing(&self) -> bool {
        self.harness.ctx.text_edit_focused()
    }

    /// Does the article have the keyboard?
    pub(super) fn reads(&self) -> bool {
        // The sentence stood on is the part of the article that speaks for it.
        let roles = [Role::Document, Role::ListItem];
        let is_it = |role: &Role| {
            let mut nodes = self.harness.query_all_by_role(*role);
            nodes.any(|node| node.accesskit_node().is_focused())
        };
        !self.is_typing() && roles.iter().any(is_it)
    }

    /// The words stood on.
    pub(super) fn stood_on(&self) -> String {
        let session = self.session();
        let segment = session.segment().expect("a segment");
        segment.span.of(&session.article().unwrap().text()).to_owned()
    }

    /// The person asks the window manager to close the window.
    pub(super) fn ask_to_close(&mut self) {
        let viewport = self.harness.input_mut().viewports.get_mut(&ViewportId::ROOT).unwrap();
        viewport.events.push(ViewportEvent::Close);
        self.harness.step();
    }

    /// What the window asked of the window manager in the last frame.
    pub(super) fn asked(&self, command: &ViewportCommand) -> bool {
        let output = &self.harness.output().viewport_output[&ViewportId::ROOT];
        output.commands.contains(command)
    }

    /// Closes the window; gives back its home, with everything written.
    pub(super) fn close(self) -> TempDir {
        let Self { harness, home } = self;
        drop(harness);
        home
    }

    /// All files of the project, as one text, by name.
    pub(super) fn files(&self) -> String {
        texts_below(&self.home.path().join("projects/bridges"))
    }
}

/// Every RON file below a folder, one after the other.
pub(super) fn texts_below(folder: &Path) -> String {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let mut texts = String::new();
    for path in entries {
        if path.is_dir() {
            texts.push_str(&texts_below(&path));
        } else if path.extension().is_some_and(|extension| extension == "ron") {
            texts.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
    texts
}

/// The name of a command in the palette.
pub(super) fn label_of(command: Command) -> String {
    let rows = ascribe::session::commands::commands();
    rows.into_iter().find(|row| row.command == command).unwrap().label
}

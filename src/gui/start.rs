//! How the window begins: preferences, the worker, what to open, and what happens when something breaks.

use super::app::App;
use super::reader::Engine;
use super::{late_fonts, milestones};
use crate::session::breakage;
use crate::session::preferences::Preferences;
use crate::session::worker::{Worker, words_of};
use crate::session::{Desk, Notice, Order, Session};
use crate::store::plain;
use directories::ProjectDirs;
use egui::{Context, ViewportBuilder};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Libraries that the window loads while it starts, by what Debian and Ubuntu call their packages.
const PACKAGES: &str = "libgl1 libegl1 libgl1-mesa-dri libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon0 \
                        libxkbcommon-x11-0 libwayland-client0 libwayland-egl1 libfontconfig1";

/// Names, for the window that is opened after one that broke, the report about it.
const BROKE: &str = "ASCRIBE_BROKE";
/// After how many edits to break, in programs that are built for trying out.
const DRILL: &str = "ASCRIBE_DRILL";

/// What a window begins with.
#[derive(Clone, Debug)]
pub struct Start {
    /// What to open: a project's folder, or an article's file.
    pub path: Option<PathBuf>,
    /// Where preferences are kept; nowhere when `None`.
    pub settings: Option<PathBuf>,
    /// Where new projects and the sample's copy go.
    pub data_folder: PathBuf,
    /// The window before this one broke, and the report about it lies here.
    pub broke: Option<PathBuf>,
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// The system gives no window.
    #[error(
        "cannot open a window: {0}\nIf a library is missing, this installs what the window needs on Debian and Ubuntu:\n  sudo apt-get install --no-install-recommends {PACKAGES}\nWithout a display, `ascribe --help` lists what works in the terminal"
    )]
    NoWindow(String),
    /// A defect of the program.
    #[error(
        "a part of the window broke: {words}\nEverything that was done is kept in {}; open it again to go on.{}",
        project.display(),
        breakage::where_reported()
    )]
    Broke {
        /// What broke, in the program's own words.
        words: String,
        /// The project that was open last.
        project: PathBuf,
    },
    /// The system gives no thread.
    #[error("cannot start the thread that reads and writes: {0}")]
    NoWorker(#[from] std::io::Error),
}

impl Start {
    /// Preferences and projects in the folders that the system has for them; `ASCRIBE_HOME` names another for both.
    #[must_use]
    pub fn usual(path: Option<PathBuf>) -> Self {
        let broke = std::env::var_os(BROKE).map(PathBuf::from);
        if let Some(home) = std::env::var_os("ASCRIBE_HOME").map(PathBuf::from) {
            let settings = Some(home.join("settings.ron"));
            return Self { path, settings, data_folder: home.join("projects"), broke };
        }
        match ProjectDirs::from("", "", "ascribe") {
            Some(folders) => Self {
                path,
                settings: Some(folders.config_dir().join("settings.ron")),
                data_folder: folders.data_dir().join("projects"),
                broke,
            },
            None => {
                let data_folder = PathBuf::from("ascribe-projects");
                Self { path, settings: None, data_folder, broke }
            }
        }
    }

    /// The preferences, and what is to be told about them. Reading never fails: what cannot be read has its default.
    #[must_use]
    pub fn preferences(&self) -> (Preferences, Option<Notice>) {
        let Some(path) = &self.settings else { return (Preferences::default(), None) };
        let read = plain::read_file(path).map_err(|error| error.to_string());
        let parsed =
            read.and_then(|text| text.map(|text| Preferences::from_ron(&text)).transpose());
        match parsed {
            Ok(preferences) => (preferences.unwrap_or_default(), None),
            Err(reason) => {
                let words = format!("The settings in {} cannot be read: {reason}", path.display());
                let hint = "The usual ones are in use. The file is kept under another name when settings are next saved";
                (Preferences::default(), Some(Notice::warning(words, hint)))
            }
        }
    }

    /// An app on a desk that is opening what it was called for: what was named, else the last project, else the sample.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn app(&self, ctx: &Context, engine: Engine) -> Result<App, WindowError> {
        let (preferences, notice) = self.preferences();
        let wake = ctx.clone();
        let worker = Worker::start(self.settings.clone(), move || wake.request_repaint())?;
        let recent = preferences.recent.first().filter(|folder| is_project(folder)).cloned();
        let mut desk = Desk::new(worker, preferences, self.data_folder.clone());
        if let Some(notice) = notice {
            desk.tell(notice);
        }
        if let Some(report) = &self.broke {
            desk.tell(Notice::error(
                "A part of the window broke, and it was opened again. What you had done is saved",
                format!("What broke is written down in {}", report.display()),
            ));
        }
        let order = match self.path.clone().or(recent) {
            Some(path) => Order::Open(path),
            None => Order::OpenSample,
        };
        let mut app = App::new(ctx, desk, engine);
        app.begin_with(order);
        Ok(app)
    }
}

fn is_project(folder: &Path) -> bool {
    folder.join("project.ron").is_file()
}

/// Opens the window and comes back when it is closed.
///
/// # Errors
/// When the system gives no window or no thread; says what to install.
pub fn run(path: Option<PathBuf>) -> Result<(), WindowError> {
    let start = Start::usual(path.map(|path| std::path::absolute(&path).unwrap_or(path)));
    let settings = start.clone();
    breakage::watch(start.data_folder.with_file_name("reports"));
    let (preferences, _) = start.preferences();
    let (width, height) = preferences.window;
    let viewport = ViewportBuilder::default()
        .with_title("Ascribe")
        .with_app_id("ascribe")
        .with_inner_size([width, height])
        .with_min_inner_size([640.0, 420.0])
        // Without a word about it the toolkit's own would be unpacked, which is a megabyte, and shown as the program's.
        .with_icon(egui::IconData::default())
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        // It smooths long runs of colours, and there is none here; without a graphics card it is a part of what drawing takes.
        dithering: false,
        // They are found when a letter is missing.
        system_font_fallback: false,
        persist_window: false,
        ..eframe::NativeOptions::default()
    };
    let is_open = Arc::new(AtomicBool::new(false));
    let opened = Arc::clone(&is_open);
    let make = move |creation: &eframe::CreationContext<'_>| {
        late_fonts::seek_when_needed(&creation.egui_ctx);
        let app = start.app(&creation.egui_ctx, Engine::with_system_fonts())?;
        opened.store(true, Ordering::Relaxed);
        Ok(milestones::watched(app))
    };
    let window = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
        eframe::run_native("ascribe", options, Box::new(make))
    }));
    match window {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(WindowError::NoWindow(why_not(&error.to_string()))),
        Err(panic) if is_open.load(Ordering::Relaxed) => {
            let broke = broke(&settings, &words_of(panic.as_ref()));
            open_again(&settings, &broke);
            Err(broke)
        }
        // Some libraries that are missing are told by a panic of those who look for them.
        Err(panic) => Err(WindowError::NoWindow(words_of(panic.as_ref()))),
    }
}

/// What a person can do something about comes before the words of the libraries.
fn why_not(error: &str) -> String {
    let displays = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
    if cfg!(target_os = "linux") && displays.iter().all(|name| std::env::var_os(name).is_none()) {
        return "there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set".to_owned();
    }
    error.to_owned()
}

/// The app is gone by now, and its worker has written everything it was given before it went.
fn broke(start: &Start, words: &str) -> WindowError {
    let (preferences, _) = start.preferences();
    match preferences.recent.first() {
        Some(project) => WindowError::Broke { words: words.to_owned(), project: project.clone() },
        None => WindowError::NoWindow(words.to_owned()),
    }
}

/// A window for the person to go on in, with a word about what happened. One that breaks again is not opened a third time.
fn open_again(start: &Start, broke: &WindowError) {
    let (WindowError::Broke { project, .. }, None) = (broke, &start.broke) else { return };
    let report = breakage::last_report().unwrap_or_default();
    let program = std::env::current_exe();
    let again = program.and_then(|program| {
        std::process::Command::new(program)
            .arg(project)
            .env(BROKE, report)
            .env_remove(DRILL)
            .spawn()
    });
    // Without a second window the message on standard error is all there is.
    again.ok();
}

/// Breaks the window on purpose once this many edits were made, to see that nothing is lost by it. Shipped programs do not.
#[expect(clippy::panic, reason = "this is what a drill is for")]
pub(super) fn drill(desk: &Desk) {
    if !cfg!(debug_assertions) {
        return;
    }
    let edits = std::env::var(DRILL).ok().and_then(|edits| edits.parse::<u64>().ok());
    let made = desk.session().map_or(0, Session::revision);
    if edits.is_some_and(|edits| made >= edits) {
        panic!("a drill");
    }
}

//! How long the program takes until it is on the screen, beside a window of the same toolkit with nothing in it, and how
//! much memory it has: the real program on a real display.
//!
//! `cargo bench --bench start`, with a display: `xvfb-run cargo bench --bench start` makes one. The two take turns. CPU
//! time is that of all threads of the process. `--empty` and `--word` are for the bench itself.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a bench that cannot go on stops, and prints what it found"
)]

mod project;
mod table;

use ascribe::model::Project;
use ascribe::session::preferences::Preferences;
use ascribe::store::plain::write_file;
use ascribe::store::{self, Disk};
use ascribe::text::packing::packed;
use project::Size;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};
use table::{Figure, Goal, Table, Times};
use tempfile::TempDir;

const ROUNDS: usize = 25;

fn main() {
    for word in std::env::args() {
        match word.as_str() {
            "--empty" => return other_window(""),
            "--word" => return other_window("word"),
            _ => {}
        }
    }
    if ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|name| std::env::var_os(name).is_none()) {
        return println!("start: skipped, there is no display");
    }
    let place = tempfile::tempdir().unwrap();
    let mut table = Table::of("start");
    starts(&place, &mut table);
    memory(&place, &mut table);
    table.end();
}

/// A window as large as that of the program, with nothing in it but this, which says when it is on the screen.
fn other_window(word: &'static str) {
    let (width, height) = Preferences::default().window;
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([width, height]),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    let made = Box::new(|_: &eframe::CreationContext<'_>| {
        Ok(Box::new(Other { word, n_frames: 0 }) as Box<dyn eframe::App>)
    });
    eframe::run_native("other", options, made).unwrap();
}

struct Other {
    word: &'static str,
    n_frames: usize,
}

impl eframe::App for Other {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if !self.word.is_empty() {
            ui.label(self.word);
        }
        match self.n_frames {
            0 => ui.ctx().request_repaint(),
            1 => eprintln!("painted"),
            _ => {}
        }
        self.n_frames += 1;
    }
}

/// A program that was started, and is ended with this.
struct Running {
    child: Child,
    words: BufReader<ChildStderr>,
    began: Instant,
}

/// What it took to come somewhere.
#[derive(Clone, Copy)]
struct Reached {
    elapsed: Duration,
    spent: Duration,
}

impl Running {
    fn other(with: &str) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg(with);
        Self::of(command)
    }

    fn ours(home: &Path, project: Option<&Path>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ascribe"));
        command.args(project).env("ASCRIBE_HOME", home).env("ASCRIBE_MILESTONES", "1");
        Self::of(command)
    }

    fn of(mut command: Command) -> Self {
        let began = Instant::now();
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let words = BufReader::new(child.stderr.take().unwrap());
        Self { child, words, began }
    }

    /// Waits until it says that it has come so far.
    fn reach(&mut self, word: &str) -> Reached {
        let mut lines = self.words.by_ref().lines().map_while(Result::ok);
        assert!(lines.any(|line| line == word), "the program ended before it said “{word}”");
        Reached { elapsed: self.began.elapsed(), spent: self.spent() }
    }

    fn tell(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap()
    }

    /// Time that all its threads have spent on processors.
    fn spent(&self) -> Duration {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap();
        let of_task = |task: std::io::Result<std::fs::DirEntry>| {
            // A thread that has ended meanwhile tells nothing.
            let told = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
            told.split_whitespace().next()?.parse::<u64>().ok()
        };
        Duration::from_nanos(tasks.filter_map(of_task).sum())
    }

    /// Waits until nothing more is done in it, also not what it does some seconds after opening, and until what that needed
    /// was given back, which is two seconds later.
    fn rest(&self) {
        std::thread::sleep(Duration::from_secs(5));
        loop {
            let before = self.spent();
            std::thread::sleep(Duration::from_secs(3));
            // A thread that has ended meanwhile takes its time with it.
            if self.spent().saturating_sub(before) < Duration::from_millis(5) {
                return;
            }
        }
    }

    /// Memory in megabytes.
    fn resident(&self) -> f64 {
        let status = self.tell("status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let n_kib: f64 = line.split_whitespace().next().unwrap().parse().unwrap();
        n_kib * 1024.0 / 1e6
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A home whose person has a name, so that the program opens something at once.
fn home(place: &TempDir) -> PathBuf {
    let home = place.path().join("home");
    let preferences = Preferences { name: "ann".to_owned(), ..Preferences::default() };
    let words = preferences.to_ron().unwrap();
    write_file(&Disk::default(), &home.join("settings.ron"), words.as_bytes()).unwrap();
    home
}

fn starts(place: &TempDir, table: &mut Table) {
    let home = home(place);
    // The first start copies the sample, and warms the file cache.
    Running::ours(&home, None).reach("article");
    Running::other("--empty").reach("painted");
    let (mut empty, mut word) = (Vec::new(), Vec::new());
    let (mut ours, mut article) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        word.push(Running::other("--word").reach("painted"));
        empty.push(Running::other("--empty").reach("painted"));
        let mut program = Running::ours(&home, None);
        ours.push(program.reach("painted"));
        article.push(program.reach("article"));
    }
    let elapsed = |all: &[Reached]| Times::of(all.iter().map(|one| one.elapsed).collect()).at(50);
    let spent = |all: &[Reached]| Times::of(all.iter().map(|one| one.spent).collect()).at(50);
    let least = elapsed(&empty);
    let limit = Some((Figure::Ms(least), "an empty window"));
    let goal = [Goal::AtMost(Figure::Ms(least + 50.0))];
    table.add("a window with a word in it", Figure::Ms(elapsed(&word)), &[], limit);
    table.add("start to the first frame", Figure::Ms(elapsed(&ours)), &goal, limit);
    table.add("start to the sample’s article", Figure::Ms(elapsed(&article)), &[], limit);
    let limit = Some((Figure::Ms(spent(&empty)), "an empty window"));
    table.add("a window with a word in it, on processors", Figure::Ms(spent(&word)), &[], limit);
    let goal = [Goal::Times(1.4)];
    table.add("the same to the first frame, on processors", Figure::Ms(spent(&ours)), &goal, limit);
    table.add("the same to the article, on processors", Figure::Ms(spent(&article)), &[], limit);
}

/// What packing makes of the texts, 16 at a time as they lie together, against their bytes.
fn folded(project: &Project) -> f64 {
    let articles: Vec<_> = project.articles().values().take(1_600).collect();
    let blocks = articles.chunks(16).map(|some| {
        let block: String = some.iter().map(|article| article.text().to_string()).collect();
        (packed(block.as_bytes()).unwrap().len(), block.len())
    });
    let (folded, all) = blocks.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    folded as f64 / all as f64
}

fn memory(place: &TempDir, table: &mut Table) {
    let home = home(place);
    let [empty, word] = ["--empty", "--word"].map(|with| {
        let mut window = Running::other(with);
        window.reach("painted");
        window.rest();
        window.resident()
    });
    let limit = Some((Figure::Mb(empty), "an empty window"));
    table.add("memory of a window with a word in it", Figure::Mb(word), &[], limit);
    // Where nothing lies nothing is opened.
    let mut program = Running::ours(&home, Some(&place.path().join("nothing")));
    program.reach("painted");
    program.rest();
    let goal = [Goal::AtMost(Figure::Mb(120.0))];
    table.add("memory without a project", Figure::Mb(program.resident()), &goal, limit);
    drop(program);
    let made = |name: &str, project: &Project| {
        let folder = place.path().join(name);
        store::create(&folder, project.tables()).unwrap();
        folder
    };
    let large = made("large", &Size::L.project());
    let prose = project::in_prose(Size::L.n_articles());
    println!("texts of prose fold to {:.0} %", 100.0 * folded(&prose));
    let prose = made("prose", &prose);
    let long = made("long", &Size::Xl.project());
    let works = [
        ("memory with the sample open", None, 120.0),
        ("memory with 10,000 articles open", Some(large.as_path()), 200.0),
        ("the same in prose, which folds less", Some(prose.as_path()), 200.0),
        ("memory with one of 100,000 sentences open", Some(long.as_path()), 220.0),
    ];
    for (what, project, most) in works {
        let mut program = Running::ours(&home, project);
        program.reach("article");
        program.rest();
        let goal = [Goal::AtMost(Figure::Mb(most))];
        table.add(what, Figure::Mb(program.resident()), &goal, limit);
    }
}

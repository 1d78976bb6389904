//! The house rules that the compiler cannot keep: which room may know which, what only one of them may name, how long a
//! file may get. They are read off the sources, so a comment may say anything.

use std::fs;
use std::path::{Path, PathBuf};

/// A room may import only from itself and the rooms before it.
pub(crate) const ROOMS: [&str; 12] = [
    "text", "model", "format", "report", "picture", "import", "export", "exchange", "store",
    "session", "cli", "gui",
];

/// Values and what is computed from them: no disk, no clock, no surroundings.
const PURE: [&str; 7] = ["text", "model", "format", "report", "picture", "export", "exchange"];

/// Lines that a file may have.
const LONGEST: usize = 400;

/// A file of sources: its path from the project's folder on, and its lines without comments.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
    code: String,
}

impl Source {
    /// The room it belongs to; none for what stands at the door.
    fn room(&self) -> Option<&str> {
        self.path.strip_prefix("src/")?.split_once('/').map(|(room, _)| room)
    }

    /// The number and text of each line with `word` in it.
    fn lines_with(&self, word: &str) -> Vec<String> {
        let lines = self.code.lines().enumerate().filter(|(_, line)| has_word(line, word));
        lines.map(|(n, line)| format!("{}:{}: {}", self.path, n + 1, line.trim())).collect()
    }

    /// How many modules lie between it and its room.
    fn depth(&self) -> usize {
        let modules = self.path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
        modules.split('/').count() - 2
    }
}

/// Does `word` stand in `line`, not as the end of a longer name?
fn has_word(line: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| !line.split_at(at).0.ends_with(is_name))
}

fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") { "" } else { line.split(" // ").next().unwrap() }
}

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, but what is built and what git keeps.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match path.is_dir() {
            _ if name == "target" || name == ".git" => {}
            true => found.extend(files_below(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}

/// The Rust files below a folder of the project.
pub(crate) fn sources(folder: &str) -> Vec<Source> {
    let files = files_below(&root().join(folder)).into_iter();
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    files
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            let code = text.lines().map(without_comment).collect::<Vec<_>>().join("\n");
            Source { path, text, code }
        })
        .collect()
}

fn none(found: impl IntoIterator<Item = String>, rule: &str) {
    let found: Vec<_> = found.into_iter().collect();
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

/// The names that stand right behind each `prefix`.
fn names_behind<'a>(line: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    let is_sign = |c: char| !c.is_alphanumeric() && c != '_';
    line.split(prefix).skip(1).map(move |rest| rest.split(is_sign).next().unwrap())
}

#[test]
fn no_room_knows_one_that_comes_behind_it() {
    let place = |room: &str| ROOMS.iter().position(|other| *other == room);
    let mut wrong = Vec::new();
    for source in sources("src") {
        let Some(room) = source.room() else { continue };
        let own = place(room).unwrap_or_else(|| panic!("{} is in no room", source.path));
        for (number, line) in source.code.lines().enumerate() {
            // A name that is no room, such as the brace of a group, hides what is meant and is refused too.
            let is_wrong = |name: &str| place(name).is_none_or(|other| other > own);
            if names_behind(line, "crate::").any(is_wrong) {
                wrong.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    none(wrong, "a room may name only rooms before it, each by `crate::room`");
}

#[test]
fn no_room_is_left_by_way_of_super() {
    let mut wrong = Vec::new();
    for source in sources("src").iter().filter(|source| source.room().is_some()) {
        let mut depth = source.depth();
        for (number, line) in source.code.lines().enumerate() {
            depth += usize::from(line.starts_with("mod ") && line.ends_with('{'));
            if line.contains(&"super::".repeat(depth + 1)) {
                wrong.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    none(wrong, "another room is named by `crate::room`");
}

#[test]
fn rooms_are_listed_in_their_order_and_each_has_a_door() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let listed: Vec<_> = lib.lines().flat_map(|line| names_behind(line, "pub mod ")).collect();
    assert_eq!(listed, ROOMS, "src/lib.rs");
    for room in ROOMS {
        let door = root().join("src").join(room).join("mod.rs");
        assert!(door.is_file(), "{room} has no mod.rs");
    }
}

#[test]
fn every_file_says_what_it_holds() {
    let all = ["src", "tests", "benches", "examples"].into_iter().flat_map(sources);
    let silent = all.filter(|source| !source.text.starts_with("//! ")).map(|source| source.path);
    none(silent, "a file begins with `//!` and what it holds");
}

#[test]
fn only_the_window_names_its_toolkit() {
    let cargo = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let feature = cargo.lines().find(|line| line.starts_with("gui = [")).unwrap();
    let mut toolkit: Vec<_> =
        feature.split('"').filter_map(|word| word.strip_prefix("dep:")).collect();
    assert!(toolkit.contains(&"egui") && toolkit.contains(&"eframe"), "{feature}");
    toolkit.extend(["epaint", "emath", "ecolor", "accesskit"]);
    let outside = sources("src").into_iter().filter(|source| source.room() != Some("gui"));
    let named = outside.flat_map(|source| {
        let names = toolkit.iter().map(|name| format!("{}::", name.replace('-', "_")));
        names.flat_map(|name| source.lines_with(&name)).collect::<Vec<_>>()
    });
    none(named, "only `gui` may name these; all else is built without them");
}

#[test]
fn only_the_store_and_the_reading_of_foreign_files_name_the_file_system() {
    let may = |path: &str| path.starts_with("src/store/") || path == "src/import/files.rs";
    let others = sources("src").into_iter().filter(|source| !may(&source.path));
    let named = others.flat_map(|source| {
        let words = ["fs::", "File::", "OpenOptions", "fs;"].into_iter();
        words.flat_map(|word| source.lines_with(word)).collect::<Vec<_>>()
    });
    none(named, "only `store` and `import::files` touch files");
}

#[test]
fn a_frame_of_the_window_asks_nothing_of_the_disk() {
    // The one runs before the first frame; the other reads folders on a thread of its own.
    let apart = ["src/gui/start.rs", "src/gui/dialogs/files.rs"];
    let frames = sources("src")
        .into_iter()
        .filter(|source| source.room() == Some("gui") && !apart.contains(&source.path.as_str()));
    let named = frames.flat_map(|source| {
        let questions = ["exists()", "is_file()", "is_dir()", "read_dir()", "canonicalize()"];
        let rooms = ["crate::store", "import::files", "sleep("];
        let words = questions.into_iter().chain(rooms);
        words.flat_map(|word| source.lines_with(word)).collect::<Vec<_>>()
    });
    none(named, "what is slow is a job for the worker");
}

#[test]
fn values_know_neither_disk_nor_clock_nor_surroundings() {
    let pure = sources("src").into_iter().filter(|s| s.room().is_some_and(|r| PURE.contains(&r)));
    let named = pure.flat_map(|source| {
        let libraries = ["std::fs", "std::env", "std::net", "std::process", "std::thread"];
        let clocks = ["Instant", "SystemTime", "Timestamp::now", "Zoned::now"];
        let words = libraries.into_iter().chain(clocks);
        words.flat_map(|word| source.lines_with(word)).collect::<Vec<_>>()
    });
    none(named, &format!("{} compute and nothing else", PURE.join(", ")));
}

#[test]
fn no_file_is_longer_than_can_be_read_at_a_sitting() {
    let all = ["src", "tests", "benches", "examples"].into_iter().flat_map(sources);
    let long = all.map(|source| (source.text.lines().count(), source.path));
    let long = long.filter(|(lines, _)| *lines > LONGEST);
    none(long.map(|(lines, path)| format!("{path}: {lines}")), "too long");
}

#[test]
fn no_file_is_forgotten() {
    let all: Vec<_> = ["src", "tests/it"].into_iter().flat_map(sources).collect();
    let declares = |path: &str, module: &str| {
        let line = format!("mod {module};");
        all.iter().any(|source| source.path == path && !source.lines_with(&line).is_empty())
    };
    let is_root = |path: &str| ["src/lib.rs", "src/main.rs", "tests/it/main.rs"].contains(&path);
    let forgotten = all.iter().map(|source| source.path.as_str()).filter(|path| !is_root(path));
    let forgotten = forgotten.filter(|path| {
        let module = path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
        let (folder, name) = module.rsplit_once('/').unwrap();
        let parents = ["/mod.rs", ".rs", "/lib.rs", "/main.rs"];
        !parents.iter().any(|parent| declares(&format!("{folder}{parent}"), name))
    });
    none(forgotten.map(str::to_owned), "no module lists these files");
}

#[test]
fn nothing_is_left_for_later_and_no_machine_is_named() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("dbg", "!(")];
    let folders = [
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/wo", "rk/"),
        concat!("/Us", "ers/"),
    ];
    let mut found = Vec::new();
    for path in files_below(&root()) {
        // What is no text has no words.
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        for (number, line) in text.lines().enumerate() {
            if marks.iter().chain(&folders).any(|word| line.contains(word)) {
                found.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    none(found, "marks of unfinished work, or paths of one machine");
}

#[test]
fn every_dependency_comes_from_the_public_registry() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let public = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let lines = lock.lines().filter(|line| line.starts_with("source = ") && *line != public);
    none(lines.map(str::to_owned), "Cargo.lock");
}

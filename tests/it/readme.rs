//! The front page says what the program does: its tables are made from the program's own, its example is read by the
//! program, and the tests and commands it names are there.

use crate::architecture::{ROOMS, root, sources};
use ascribe::exchange::FORMATS;
use ascribe::export::COLUMNS;
use ascribe::format::{LayerFile, from_ron};
use ascribe::session::commands::{Group, commands};
use std::fmt::Write as _;
use std::fs;

/// Lines that the architecture may take, but for the table of tests, which grows with them.
const LONGEST: usize = 90;

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// From a heading to the next of its rank.
fn section(heading: &str) -> String {
    let readme = readme();
    let rank = heading.split(' ').next().unwrap();
    let rest = readme.split_once(&format!("\n{heading}\n")).expect(heading).1;
    rest.split(&format!("\n{rank} ")).next().unwrap().to_owned()
}

/// The words in backticks, but for those of whole blocks.
fn quoted(text: &str) -> Vec<&str> {
    let lines = text.lines().filter(|line| !line.starts_with("```"));
    lines.flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// A key as it is printed on keyboards.
fn key(chord: &str) -> String {
    let shown = |part| match part {
        "Down" => "↓",
        "Up" => "↑",
        "Left" => "←",
        "Right" => "→",
        "Plus" => "+",
        "Minus" => "-",
        "Comma" => ",",
        "Escape" => "Esc",
        "PageDown" => "Page Down",
        "PageUp" => "Page Up",
        other => other,
    };
    format!("`{}`", chord.split('+').map(shown).collect::<Vec<_>>().join("+"))
}

fn keys_table() -> String {
    let mut table = "| keys | do |\n| --- | --- |\n".to_owned();
    for group in Group::ALL {
        let rows: Vec<_> = commands().into_iter().filter(|row| row.group == group).collect();
        let mut with_keys = rows.iter().filter(|row| !row.keys.is_empty()).peekable();
        if with_keys.peek().is_some() {
            writeln!(table, "| | **{}** |", group.label()).unwrap();
        }
        for row in with_keys {
            let keys: Vec<_> = row.keys.iter().map(|chord| key(chord)).collect();
            writeln!(table, "| {} | {} |", keys.join(" "), row.label.trim_end_matches('…'))
                .unwrap();
        }
    }
    table
}

fn columns_table() -> String {
    let rows = COLUMNS.map(|column| format!("| {} | {} |\n", column.name, column.meaning));
    format!("| column | holds |\n| --- | --- |\n{}", rows.concat())
}

fn formats_table() -> String {
    let rows = FORMATS.map(|format| format!("| `{}` | {} |\n", format.name, format.description));
    format!("| format | is |\n| --- | --- |\n{}", rows.concat())
}

/// What each file of tests promises, in its own words.
fn tests_table() -> String {
    let mut table = "| `tests/it/` | promises |\n| --- | --- |\n".to_owned();
    let sources = sources("tests/it");
    for source in &sources {
        let module = source.path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
        let name = module.trim_start_matches("tests/it/");
        let has_tests = sources.iter().any(|part| {
            let is_part = part.path.trim_start_matches(module).starts_with(['.', '/']);
            is_part && part.text.contains("#[test]")
        });
        if !has_tests || name.contains('/') {
            continue;
        }
        let words = source.text.lines().map_while(|line| line.strip_prefix("//!"));
        let words: Vec<_> = words.map(str::trim).take_while(|line| !line.is_empty()).collect();
        writeln!(table, "| `{name}` | {} |", words.join(" ")).unwrap();
    }
    table
}

/// The page with this text between the marks of a table.
fn with_table(page: &str, name: &str, table: &str) -> String {
    let (begin, end) = (format!("<!-- begin {name} -->\n"), format!("<!-- end {name} -->\n"));
    let (before, rest) = page.split_once(&begin).expect(name);
    let (_, behind) = rest.split_once(&end).expect(name);
    format!("{before}{begin}{table}{end}{behind}")
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the page is under version control")]
fn its_tables_are_those_of_the_program() {
    let found = readme();
    let mut right = with_table(&found, "keys", &keys_table());
    right = with_table(&right, "formats", &formats_table());
    right = with_table(&right, "columns", &columns_table());
    right = with_table(&right, "tests", &tests_table());
    if std::env::var_os("UPDATE").is_some() {
        // Other tests read the page meanwhile, and have it whole.
        let beside = root().join("README.md.new");
        fs::write(&beside, &right).unwrap();
        fs::rename(beside, root().join("README.md")).unwrap();
        return;
    }
    for (found, right) in found.lines().zip(right.lines()) {
        assert_eq!(found, right, "README.md; run the tests with UPDATE=1");
    }
    assert_eq!(found.len(), right.len(), "README.md; run the tests with UPDATE=1");
}

#[test]
fn every_dependency_has_its_line_and_its_reason() {
    let cargo = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut wanted = Vec::new();
    let mut is_listed = false;
    for line in cargo.lines() {
        match line.strip_prefix('[') {
            Some(head) => is_listed = head == "dependencies]" || head == "dev-dependencies]",
            None if is_listed && !line.starts_with('#') => {
                wanted.extend(line.split_once(" = ").map(|(name, _)| name.to_owned()));
            }
            None => {}
        }
    }
    let section = section("## What it is built on");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let mut named = Vec::new();
    for row in rows {
        let cells: Vec<_> = row.trim_end_matches(" |").split(" | ").collect();
        assert!(cells.len() == 3 && cells.iter().all(|cell| !cell.is_empty()), "{row}");
        named.push(cells[0].trim_end_matches('`').to_owned());
    }
    wanted.sort();
    named.sort();
    assert_eq!(named, wanted);
}

#[test]
fn its_example_of_a_layer_is_one() {
    let section = section("## The files");
    let example = section.split_once("```ron\n").unwrap().1.split_once("```").unwrap().0;
    let layer: LayerFile = from_ron(example).unwrap();
    let article = root().join("projects/harbour-contract/articles/harbour-contract/text.txt");
    let (_, parts, problems) = layer.into_parts(&fs::read_to_string(article).unwrap());
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(
        (parts.statements.len(), parts.relations.len(), parts.no_statement.len()),
        (1, 1, 1)
    );
}

#[test]
fn it_names_every_subcommand() {
    let words = ["ascribe", "--help"].map(Into::into);
    let help = ascribe::cli::parse(words).unwrap_err().to_string();
    let listed = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let section = section("## The terminal");
    // Lines that stand further in go on with what the line before them does.
    for line in listed.lines().filter(|line| !line.starts_with("   ")) {
        let name = line.split_whitespace().next().unwrap();
        assert!(name == "help" || section.contains(&format!("`ascribe {name} ")), "{name}");
    }
}

#[test]
#[cfg(feature = "gui")]
fn what_the_window_needs_is_what_it_asks_for_and_what_is_installed_for_the_tests() {
    let section = section("## Two commands");
    let line = section.lines().find(|line| line.starts_with("sudo apt-get install")).unwrap();
    let message = ascribe::gui::WindowError::NoWindow(String::new()).to_string();
    assert!(message.contains(line), "{message}");
    let gate = fs::read_to_string(root().join(".ci/run")).unwrap();
    let installed: Vec<_> = gate.split_whitespace().collect();
    let packages = line.split_whitespace().filter(|word| !word.starts_with('-')).skip(3);
    packages.for_each(|package| assert!(installed.contains(&package), ".ci/run: {package}"));
}

#[test]
fn the_gate_runs_the_commands_it_gives() {
    let gate = fs::read_to_string(root().join(".ci/run")).unwrap();
    let section = section("## Two commands");
    let block = section.split_once("```sh\n").unwrap().1.split_once("```").unwrap().0;
    let given: Vec<_> = block.lines().map(|line| line.split('#').next().unwrap().trim()).collect();
    assert_eq!(given, ["cargo run --release", "cargo test"]);
    assert!(gate.lines().any(|line| line.ends_with(" cargo test")), ".ci/run");
    assert!(gate.lines().any(|line| line.ends_with(" cargo build --locked --release")), ".ci/run");
}

#[test]
fn it_names_the_rust_that_is_needed() {
    let cargo = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let line = cargo.lines().find(|line| line.starts_with("rust-version")).unwrap();
    let version = line.split('"').nth(1).unwrap();
    assert!(
        readme().contains(&format!("[Rust](https://rustup.rs) {version} or newer")),
        "{version}"
    );
}

#[test]
fn the_architecture_is_short_and_its_rooms_are_in_order() {
    let architecture = with_table(&section("## Architecture"), "tests", "");
    let lines = architecture.lines().count();
    assert!(lines <= LONGEST, "{lines} lines");
    let rooms = section("### Rooms");
    let named = rooms.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    assert_eq!(named.collect::<Vec<_>>(), ROOMS);
}

#[test]
fn every_invariant_and_every_promise_names_what_keeps_it() {
    // A few tests stand beside what they test.
    let tests: Vec<_> = sources("tests/it").into_iter().chain(sources("src/session")).collect();
    let is_there = |module: &str, name: &str| {
        let folder = format!("tests/it/{module}/");
        let mut of_module = tests.iter().filter(|source| {
            source.path.ends_with(&format!("/{module}.rs")) || source.path.starts_with(&folder)
        });
        of_module.any(|source| source.text.contains(&format!("fn {name}(")))
    };
    let sections = section("### Invariants") + &section("## What happens to your work");
    let rows = sections.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    for row in rows {
        let keepers = quoted(row).into_iter().filter_map(|words| words.split_once("::"));
        let keepers = keepers.filter(|(_, name)| name.matches('_').count() > 2);
        let mut n_kept =
            ["(privacy)", "(lint)", "`.ci/"].iter().filter(|lock| row.contains(**lock)).count();
        for (module, name) in keepers {
            assert!(is_there(module, name), "no test {module}::{name}");
            n_kept += 1;
        }
        assert!(n_kept > 0, "nothing keeps: {row}");
    }
}

#[test]
fn the_files_it_points_to_are_there() {
    let readme = readme();
    let links = readme.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
    // The picture has a test of its own, which paints it.
    let links = links.filter(|link| !link.starts_with("http") && !link.ends_with(".png"));
    for link in links {
        assert!(root().join(link).exists(), "{link}");
    }
}

//! The terminal: results on standard output, messages on standard error, 0 done, 1 it did not work, 2 called wrongly.

use crate::terminal::{NEWS, Place, call, call_with, contents, done, exported, parse};
use ascribe::cli::Request;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

#[test]
fn a_first_word_that_is_no_subcommand_opens_the_window() {
    let window = |words: &[&str]| match parse(words) {
        Ok(Request::Window(path)) => path,
        other => panic!("{words:?}: {other:?}"),
    };
    assert_eq!(window(&[]), None);
    assert_eq!(window(&["quay"]), Some(PathBuf::from("quay")));
    assert_eq!(window(&["./export"]), Some(PathBuf::from("./export")));
    assert_eq!(window(&["--", "-odd-"]), Some(PathBuf::from("-odd-")));
}

#[test]
fn wrong_words_are_usage_errors() {
    let words: [&[&str]; 8] = [
        &["new"],
        &["new", "quay"],
        &["new", "quay", "--title", ""],
        &["import", "quay"],
        &["export", "quay", "--format", "docx", "--out", "-"],
        &["export", "quay", "--format", "csv"],
        &["export", "quay", "--format", "csv", "--out", "-", "--kind", "rumour"],
        &["quay", "pier"],
    ];
    for words in words {
        let error = parse(words).unwrap_err();
        assert_eq!((error.exit_code(), error.use_stderr()), (2, true), "{words:?}");
    }
}

#[test]
fn help_and_version_are_results() {
    let text = |words: &[&str]| {
        let answer = parse(words).unwrap_err();
        assert_eq!((answer.exit_code(), answer.use_stderr()), (0, false), "{words:?}");
        answer.to_string()
    };
    let help = text(&["--help"]);
    for expected in [
        "new",
        "import",
        "segment",
        "export",
        "check",
        "stats",
        "ledger",
        "relations",
        "Examples:",
        "Exit status",
    ] {
        assert!(help.contains(expected), "{expected} is not in\n{help}");
    }
    for subcommand in
        ["new", "import", "segment", "export", "check", "stats", "ledger", "relations"]
    {
        let help = text(&[subcommand, "--help"]);
        assert!(
            help.contains(&format!("ascribe {subcommand} ")),
            "an example of {subcommand}:\n{help}"
        );
    }
    let formats = text(&["export", "--help"]);
    for format in ascribe::exchange::FORMATS {
        assert!(formats.contains(format.name), "{}", format.name);
    }
    assert_eq!(text(&["--version"]), format!("ascribe {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_new_project_has_its_title_and_its_annotator() {
    let place = Place::new();
    let dir = place.word("quay");
    let call = done(&["new", &dir, "--title", "The leak", "--annotator", "Ada Rhys"]);
    assert_eq!(call.out, format!("{dir}: “The leak”\n"));
    assert_eq!(call.err, "");
    let file = fs::read_to_string(place.path("quay/project.ron")).unwrap();
    assert!(
        file.contains("The leak") && file.contains("ada-rhys") && file.contains("Ada Rhys"),
        "{file}"
    );
}

#[test]
fn a_folder_that_holds_something_is_not_made_a_project() {
    let place = Place::new();
    place.write("full/notes.txt", "mine");
    let dir = place.word("full");
    let call = call(&["new", &dir, "--title", "The leak"]);
    assert_eq!((call.status, call.out.as_str()), (1, ""));
    assert!(call.err.starts_with("ascribe: ") && call.err.contains(&dir), "{}", call.err);
    assert_eq!(contents(&place.path("full")).len(), 1);
}

#[test]
fn every_file_of_an_import_has_its_fate() {
    let place = Place::new();
    let dir = place.word("ferry");
    done(&["new", &dir, "--title", "Ferry"]);
    let news = place.write("in/1.txt", NEWS);
    place.write("in/2-same.md", NEWS.replace('\n', "\r\n"));
    place.write("in/3-empty.txt", "");
    place.write("in/4-torn.ron", exported("ron").split_at(200).0);
    place.write("in/5-picture.png", b"\x89PNG\r\n\x1a\n");
    place.write("in/deeper/6.txt", NEWS.replace("Monday", "Tuesday"));
    let (folder, missing) = (place.word("in"), place.word("missing.txt"));
    let call = call(&["import", &dir, &folder, &missing]);
    assert_eq!(call.status, 1);
    let inside = |name: &str| format!("{folder}/{name}");
    let fates: Vec<_> = call.out.lines().collect();
    assert_eq!(
        fates,
        [
            format!("{news}: taken in as ferry-runs-aground (2 sentences, en)"),
            format!("{}: already here as ferry-runs-aground", inside("2-same.md")),
            // One word of seventeen is another: 10 runs of four of 18 are the same, counted by a script in another language.
            format!(
                "{}: taken in as ferry-runs-aground-2 (2 sentences, en); near-duplicate, 55 % the same as {news}",
                inside("deeper/6.txt")
            ),
        ]
    );
    for expected in [
        format!("{}: The file is empty", inside("3-empty.txt")),
        format!("{}: This is no annotated set: line ", inside("4-torn.ron")),
        format!("{missing}: There is no such file"),
        "1 file passed over".to_owned(),
    ] {
        assert!(call.err.contains(&expected), "{expected} is not in\n{}", call.err);
    }
    assert_eq!(done(&["check", &dir]).out, "");
    let original = fs::read(place.path("ferry/articles/ferry-runs-aground/original.txt")).unwrap();
    assert_eq!(original, NEWS.as_bytes());
}

#[test]
fn what_is_taken_in_twice_is_there_once() {
    let place = Place::new();
    let dir = place.word("ferry");
    done(&["new", &dir, "--title", "Ferry"]);
    let news = place.write("news.txt", NEWS);
    done(&["import", &dir, &news]);
    let before = contents(&place.path("ferry"));
    let call = done(&["import", &dir, &news]);
    assert_eq!(call.out, format!("{news}: already here as ferry-runs-aground\n"));
    assert_eq!(contents(&place.path("ferry")), before, "not one byte is written");
}

#[test]
fn a_set_that_does_not_hold_together_is_not_taken_in() {
    let place = Place::new();
    let dir = place.word("quay");
    done(&["new", &dir, "--title", "Quay"]);
    let bad = String::from_utf8(exported("ron")).unwrap().replacen(
        "start: 218, end: 252,",
        "start: 218, end: 2520,",
        1,
    );
    let set = place.write("bad.ron", bad);
    let call = call(&["import", &dir, &set]);
    assert_eq!((call.status, call.out.as_str()), (1, ""));
    assert!(call.err.contains("nothing was taken in") && call.err.contains("s-z1"), "{}", call.err);
    let stats: Value = serde_json::from_str(&done(&["stats", &dir, "--json"]).out).unwrap();
    assert_eq!(stats["totals"]["articles"], 0);
}

#[test]
fn segments_are_lines_of_json_with_bytes() {
    let place = Place::new();
    let file = place.write("news.txt", format!("\u{feff}{}", NEWS.replace('\n', "\r\n")));
    let call = done(&["segment", &file, "--lang", "en"]);
    let lines: Vec<Value> =
        call.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let roles: Vec<_> = lines.iter().map(|line| line["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["headline", "sentence", "sentence"]);
    for line in &lines {
        let range =
            line["start"].as_u64().unwrap() as usize..line["end"].as_u64().unwrap() as usize;
        assert_eq!(NEWS.get(range), line["text"].as_str(), "bytes of the text as it is kept");
        assert_eq!(line["sure"], true);
    }
    assert_eq!(call_with(NEWS, &["segment", "-"]).out, call.out, "from standard input");
}

#[test]
fn a_file_without_text_has_no_segments() {
    let place = Place::new();
    let file = place.write("report.pdf", b"%PDF-1.7 \n");
    let call = call(&["segment", &file]);
    assert_eq!((call.status, call.out.as_str()), (1, ""));
    assert!(
        call.err.starts_with(&format!("ascribe: {file}: This PDF file is damaged: ")),
        "{}",
        call.err
    );
}

#[test]
fn a_folder_without_a_project_is_named_with_what_to_do() {
    let place = Place::new();
    let dir = place.word("nothing");
    for words in [
        vec!["check", &dir],
        vec!["stats", &dir],
        vec!["import", &dir, &dir],
        vec!["export", &dir, "--format", "csv", "--out", "-"],
    ] {
        let call = call(&words);
        assert_eq!((call.status, call.out.as_str()), (1, ""), "{words:?}");
        let said = format!("there is no {dir}. ");
        assert!(call.err.contains(&said) && call.err.contains("ascribe new"), "{}", call.err);
    }
    fs::create_dir(&dir).unwrap();
    let call = call(&["stats", &dir]);
    assert!(call.err.contains("there is no project.ron in it"), "{}", call.err);
}

#[test]
fn control_characters_of_an_article_do_not_reach_the_terminal() {
    let place = Place::new();
    let dir = place.word("ferry");
    done(&["new", &dir, "--title", "Red \u{1b}[31malert"]);
    let call = done(&["stats", &dir]);
    assert!(!call.out.contains('\u{1b}'), "{:?}", call.out);
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_ascribe"))
}

#[test]
fn the_program_keeps_its_streams_and_statuses_apart() {
    let place = Place::new();
    let run = |words: &[&str]| program().args(words).output().unwrap();
    let wrong = run(&["export"]);
    assert_eq!((wrong.status.code(), wrong.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("--format"));
    let failed = run(&["stats", &place.word("nothing")]);
    assert_eq!((failed.status.code(), failed.stdout.len()), (Some(1), 0));
    assert!(failed.stderr.starts_with(b"ascribe: "));
    let version = run(&["--version"]);
    assert_eq!((version.status.code(), version.stderr.len()), (Some(0), 0));
    assert!(version.stdout.starts_with(b"ascribe "));
    let dir = place.quay();
    let lines = run(&["export", &dir, "--format", "jsonl", "--out", "-"]);
    assert_eq!((lines.status.code(), lines.stderr.len()), (Some(0), 0));
    assert_eq!(lines.stdout, exported("jsonl"));
    // What a table does not hold is told, and does not stand in it.
    let csv = run(&["export", &dir, "--format", "csv", "--out", "-"]);
    assert_eq!(csv.status.code(), Some(0));
    assert_eq!(csv.stdout, exported("csv"));
    let told = String::from_utf8_lossy(&csv.stderr).into_owned();
    assert!(told.lines().all(|line| line.starts_with("csv cannot hold ")), "{told}");
}

#[test]
fn a_bare_name_is_a_folder_here() {
    let place = Place::new();
    place.write("news.txt", NEWS);
    let run = |words: &[&str]| {
        let output = program().args(words).current_dir(place.path("")).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["new", "ferry", "--title", "Ferry"]);
    run(&["import", "ferry", "news.txt"]);
    run(&["export", "ferry", "--format", "csv", "--out", "ferry.csv"]);
    assert!(place.path("ferry.csv").is_file());
}

#[test]
#[cfg(unix)]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let place = Place::new();
    // More than a pipe holds, so that the writer meets the closed end.
    let file = place.write("long.txt", "The ferry ran aground on Monday. ".repeat(20_000));
    let mut child = program()
        .args(["segment", &file])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stderr, b"");
}

#[cfg(target_os = "linux")]
#[test]
fn a_window_without_a_display_is_refused_in_words_that_lead_on() {
    let place = Place::new();
    let displays = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
    let mut program = program();
    for name in displays {
        program.env_remove(name);
    }
    let output = program.env("ASCRIBE_HOME", place.word("home")).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("there is no display") && told.contains("apt-get install"), "{told}");
    assert!(told.contains("ascribe --help") && !told.contains("panicked"), "{told}");
}

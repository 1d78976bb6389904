//! The terminal: results on standard output, messages on standard error, 0 done, 1 it did not work, 2 called wrongly.

use crate::fixture::{annotator_id, project};
use ascribe::cli::{self, Request, Terminal};
use ascribe::export::{Format, Selection};
use serde_json::Value;
use std::ffi::OsString;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const NEWS: &str = "\
Ferry runs aground

The ferry ran aground on Monday. The operator denied that it had been late.
";

/// What a call came to.
#[derive(Debug)]
struct Call {
    status: u8,
    out: String,
    err: String,
}

fn parse(words: &[&str]) -> Result<Request, clap::Error> {
    cli::parse(std::iter::once("ascribe").chain(words.iter().copied()).map(OsString::from))
}

/// Calls a subcommand in process.
fn call_with(input: &str, words: &[&str]) -> Call {
    let Ok(Request::Command(command)) = parse(words) else { panic!("{words:?} is no subcommand") };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal =
        Terminal { input: &mut input.as_bytes(), out: &mut out, err: &mut err, is_watched: false };
    let status = cli::execute(&command, &mut terminal);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Call { status, out: text(out), err: text(err) }
}

fn call(words: &[&str]) -> Call {
    call_with("", words)
}

fn done(words: &[&str]) -> Call {
    let call = call(words);
    assert_eq!(call.status, 0, "{words:?}: {call:?}");
    call
}

/// A folder for one test, with paths in it as words for the terminal.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn word(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    #[expect(clippy::disallowed_methods, reason = "tests may leave half a file")]
    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        self.word(name)
    }

    /// The small project of the fixture, through a set, in the folder `quay`.
    fn quay(&self) -> String {
        let set = self.write("quay.ron", exported("ron"));
        let dir = self.word("quay");
        done(&["new", &dir, "--title", project().settings().title.as_str()]);
        done(&["import", &dir, &set]);
        dir
    }
}

fn exported(format: &str) -> Vec<u8> {
    let (project, mut out) = (project(), Vec::new());
    let format = Format::named(format).unwrap();
    let watch = &mut |_| ControlFlow::Continue(());
    format.write(&project, &Selection::all(&project), &mut out, watch).unwrap();
    out
}

/// Everything in a folder but the lock, by path.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else if !path.ends_with("lock") {
            found.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

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
    for expected in
        ["new", "import", "segment", "export", "check", "stats", "Examples:", "Exit status"]
    {
        assert!(help.contains(expected), "{expected} is not in\n{help}");
    }
    for subcommand in ["new", "import", "segment", "export", "check", "stats"] {
        let help = text(&[subcommand, "--help"]);
        assert!(
            help.contains(&format!("ascribe {subcommand} ")),
            "an example of {subcommand}:\n{help}"
        );
    }
    let formats = text(&["export", "--help"]);
    for format in ascribe::export::FORMATS {
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
            format!(
                "{}: taken in as ferry-runs-aground-2 (2 sentences, en)",
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
fn a_set_goes_out_and_comes_back_byte_for_byte() {
    let place = Place::new();
    let dir = place.quay();
    let out = done(&["export", &dir, "--format", "ron", "--out", "-"]);
    assert_eq!(out.out.as_bytes(), exported("ron"));
    let again = done(&["import", &dir, &place.word("quay.ron")]);
    assert!(again.out.ends_with("already here with all it holds\n"), "{}", again.out);
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
    assert!(call.err.starts_with(&format!("ascribe: {file}: This is a PDF file")), "{}", call.err);
}

#[test]
fn an_export_to_a_file_is_the_one_to_standard_output() {
    let place = Place::new();
    let dir = place.quay();
    for format in ["ron", "csv", "jsonl"] {
        let out = place.word(&format!("out.{format}"));
        let call = done(&["export", &dir, "--format", format, "--out", &out]);
        assert_eq!(call.out, "", "the file is the result");
        assert!(
            call.err.contains("2 articles, 6 statements: 3 claims, 1 denial, 2 facts"),
            "{}",
            call.err
        );
        assert_eq!(fs::read(&out).unwrap(), exported(format));
        assert_eq!(
            done(&["export", &dir, "--format", format, "--out", "-"]).out.as_bytes(),
            exported(format)
        );
    }
}

#[test]
fn an_export_holds_what_was_asked_for() {
    let place = Place::new();
    let dir = place.quay();
    let csv = ["export", &dir, "--format", "csv", "--out", "-"];
    let n_rows = |more: &[&str]| {
        let call = done(&[&csv[..], more].concat());
        csv::Reader::from_reader(call.out.as_bytes()).records().count()
    };
    assert_eq!(n_rows(&["--kind", "denial"]), 1);
    assert_eq!(n_rows(&["--kind", "denial", "--kind", "fact"]), 3);
    assert_eq!(n_rows(&["--annotator", "zoë"]), 1);
    assert_eq!(n_rows(&["--article", "reply"]), 2);
    assert_eq!(n_rows(&["--article", "reply", "--annotator", "zoë"]), 0);
    let call = call(&[&csv[..], &["--article", "pier"]].concat());
    assert_eq!((call.status, call.out.as_str()), (1, ""));
    assert!(call.err.contains("“pier”") && call.err.contains("quay, reply"), "{}", call.err);
}

#[test]
fn an_export_does_not_go_where_it_could_do_harm() {
    let place = Place::new();
    let dir = place.quay();
    let before = contents(&place.path("quay"));
    let refused = [
        ("quay/project.ron", "the project itself"),
        ("quay/sources/out.csv", "the project itself"),
        ("quay/articles/../layers/ann/x.csv", "the project itself"),
        ("quay", "it is a folder"),
        ("nowhere/out.csv", "its folder does not exist"),
    ];
    for (out, reason) in refused {
        let out = place.word(out);
        let call = call(&["export", &dir, "--format", "csv", "--out", &out]);
        assert_eq!(call.status, 1, "{out}");
        assert!(call.err.contains(&out) && call.err.contains(reason), "{out}: {}", call.err);
    }
    assert_eq!(contents(&place.path("quay")), before);
    // A name of one's own beside the project's files is nobody's business.
    done(&["export", &dir, "--format", "csv", "--out", &place.word("quay/my.csv")]);
    assert_eq!(done(&["check", &dir]).out, "");
}

#[cfg(unix)]
#[test]
fn a_device_is_not_replaced_by_an_export() {
    let place = Place::new();
    let dir = place.quay();
    let call = call(&["export", &dir, "--format", "csv", "--out", "/dev/null"]);
    assert_eq!(call.status, 1);
    assert!(call.err.contains("no ordinary file"), "{}", call.err);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn a_sound_project_is_checked_in_silence_and_a_broken_one_by_file_and_line() {
    let place = Place::new();
    let dir = place.quay();
    let sound = done(&["check", &dir]);
    assert_eq!(sound.out, "");
    assert!(sound.err.contains("0 errors, 0 warnings, 0 unfinished"), "{}", sound.err);

    let layer = place.path("quay/layers/zoë/quay.ron");
    let good = fs::read_to_string(&layer).unwrap();
    place.write("quay/layers/zoë/quay.ron", good.replace("end: 252", "end: 2520"));
    let broken = call(&["check", &dir]);
    assert_eq!(broken.status, 1);
    let line = 1 + good.lines().position(|line| line.contains("s-z1")).unwrap();
    let expected = format!("{}:{line}: error: s-z1: ", layer.display());
    assert!(broken.out.contains(&expected), "{expected} is not in\n{}", broken.out);

    place.write("quay/layers/zoë/quay.ron", good.replace("kind: Fact", "kind: Rumour"));
    let unknown = call(&["check", &dir]);
    assert_eq!(unknown.status, 1);
    assert!(unknown.out.contains(": error: ") && unknown.out.contains("Rumour"), "{}", unknown.out);
}

#[test]
fn a_denial_without_a_target_is_unfinished_and_no_error() {
    let place = Place::new();
    let dir = place.quay();
    let layer = place.path("quay/layers/ann/quay.ron");
    let good = fs::read_to_string(&layer).unwrap();
    place.write("quay/layers/ann/quay.ron", good.replace("kind: Denies", "kind: Supports"));
    let call = done(&["check", &dir]);
    assert!(call.out.contains(": unfinished: s-a2: a denial without a target"), "{}", call.out);
}

#[test]
fn a_broken_project_is_not_changed() {
    let place = Place::new();
    let dir = place.quay();
    let source = place.path("quay/sources/ministry.ron");
    let torn = fs::read_to_string(&source).unwrap().replace(')', "");
    place.write("quay/sources/ministry.ron", torn);
    let before = contents(&place.path("quay"));
    let news = place.write("news.txt", NEWS);
    let call = call(&["import", &dir, &news]);
    assert_eq!((call.status, call.out.as_str()), (1, ""));
    assert!(call.err.contains("ascribe check"), "{}", call.err);
    assert_eq!(contents(&place.path("quay")), before);
}

#[test]
fn what_could_not_be_read_is_said_with_an_export_of_the_rest() {
    let place = Place::new();
    let dir = place.quay();
    place.write("quay/layers/zoë/quay.ron", "(format: 1");
    let call = call(&["export", &dir, "--format", "csv", "--out", "-"]);
    assert_eq!(call.status, 1);
    assert!(call.err.contains("ascribe check"), "{}", call.err);
    assert!(call.out.contains("s-a1") && !call.out.contains("s-z1"));
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
        assert!(call.err.contains(&dir) && call.err.contains("ascribe new"), "{}", call.err);
    }
}

#[test]
fn the_numbers_are_those_of_the_project() {
    let place = Place::new();
    let dir = place.quay();
    let stats: Value = serde_json::from_str(&done(&["stats", &dir, "--json"]).out).unwrap();
    let totals = &stats["totals"];
    assert_eq!(totals["articles"], 2);
    assert_eq!(totals["sentences"], 6, "the headline and the newsletter line are none");
    assert_eq!((&totals["layers"], &totals["finished"]), (&4.into(), &1.into()));
    assert_eq!(totals["unsure_boundaries"], 1);
    assert_eq!(totals["statements"], serde_json::json!({"claim": 3, "denial": 1, "fact": 2}));
    let quay = &stats["articles"][0];
    assert_eq!((&quay["article"], &quay["sentences"]), (&"quay".into(), &4.into()));
    let ann = &quay["layers"][0];
    assert_eq!(ann["annotator"], annotator_id("ann").as_str());
    let of_ann = ["annotated", "none_marked", "untagged", "relations", "remarks"]
        .map(|field| ann[field].as_u64());
    assert_eq!(of_ann, [Some(3), Some(1), Some(0), Some(2), Some(1)]);
    assert_eq!(quay["layers"][1]["untagged"], 3);
    let source = |name: &str| {
        let sources = stats["sources"].as_array().unwrap();
        sources.iter().find(|source| source["name"] == name).unwrap()["statements"].clone()
    };
    assert_eq!(source("The Quay Post"), serde_json::json!({"claim": 0, "denial": 0, "fact": 1}));
    assert_eq!(
        source("Author not recorded"),
        serde_json::json!({"claim": 0, "denial": 0, "fact": 1})
    );
    assert_eq!(
        source("@ministry spokesman"),
        serde_json::json!({"claim": 0, "denial": 1, "fact": 0})
    );
}

#[test]
fn the_numbers_read_well_without_json() {
    let place = Place::new();
    let dir = place.quay();
    let call = done(&["stats", &dir]);
    let expected = "\
The quay; a small set
2 articles, 6 sentences, 4 layers (1 finished)
6 statements: 3 claims, 1 denial, 2 facts
1 unsure boundary between sentences

article  annotator  sentences  annotated  none  untagged  claims  denials  facts  finished
quay     ann        4          3          1     0         2       1        0      2031-03-01T10:59:00Z
quay     zoë        4          1          0     3         0       0        1      no
reply    ann        2          2          0     0         1       0        1      no
reply    zoë        2          0          0     2         0       0        0      no
";
    assert!(call.out.starts_with(expected), "{}", call.out);
    assert!(call.out.contains("\nsource "), "{}", call.out);
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
    let csv = run(&["export", &dir, "--format", "csv", "--out", "-"]);
    assert_eq!((csv.status.code(), csv.stderr.len()), (Some(0), 0));
    assert_eq!(csv.stdout, exported("csv"));
}

#[cfg(unix)]
#[test]
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

//! What a person brings becomes an article or a set, or a message that says why not.

use crate::fixture::{QUAY, article_id, project, source_id};
use crate::workbench::Bench;
use ascribe::exchange::{Format, Stream};
use ascribe::export::Selection;
use ascribe::import::files::{self, Entry, FileProblem};
use ascribe::import::{
    DecodeError, Draft, DraftOptions, Intake, SetError, draft, read_set, set_edits, take_in,
};
use ascribe::model::{Edit, Project, Settings, Source, SourceType, apply};
use ascribe::session::Order;
use ascribe::text::Span;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

const NEWS: &str = "\
Ferry runs aground

The ferry ran aground on Monday. “Nobody was hurt,” the captain said.
The operator denied that the ferry had been late.
";

fn drafted(text: &str, file_name: &str) -> Draft {
    draft(text.as_bytes(), file_name, &DraftOptions::default()).unwrap()
}

fn empty() -> Project {
    Project::new(Settings { title: "Empty".to_owned(), ..Settings::default() })
}

fn taken(project: &mut Project, draft: &Draft) -> Intake {
    let intake = take_in(project, draft).unwrap();
    if let Intake::New { edits, .. } = &intake {
        apply(project, Edit::batch(edits.clone())).unwrap();
    }
    intake
}

fn as_set(project: &Project) -> Vec<u8> {
    let mut out = Vec::new();
    let watch = &mut |_| ControlFlow::Continue(());
    Format::named("ron")
        .unwrap()
        .write(project, &Selection::all(project), &mut Stream(&mut out), watch)
        .unwrap();
    out
}

/// A folder with these files; names may hold `/`.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        write(&path, bytes);
    }
    folder
}

#[expect(clippy::disallowed_methods, reason = "tests may leave half a file")]
fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_text_file_becomes_a_draft_that_can_be_corrected() {
    let retrieved = "2031-03-01T09:00:00Z".parse().unwrap();
    let options = DraftOptions { retrieved: Some(retrieved), ..DraftOptions::default() };
    let bytes = format!("\u{feff}{}", NEWS.replace('\n', "\r\n"));
    let draft = draft(bytes.as_bytes(), "Ferry News.TXT", &options).unwrap();
    assert_eq!(draft.text, NEWS);
    assert_eq!(draft.original, bytes.as_bytes());
    assert_eq!(draft.original_file, "original.txt");
    assert_eq!(draft.encoding, "UTF-8");
    assert_eq!(draft.metadata.title, "Ferry runs aground");
    assert_eq!(draft.metadata.language, "en");
    assert_eq!(draft.metadata.origin, "Ferry News.TXT");
    assert_eq!(draft.metadata.retrieved, Some(retrieved));
    assert_eq!(draft.metadata.published, None);
    assert_eq!(draft.warnings, [""; 0]);
}

#[test]
fn a_markdown_heading_gives_its_title_without_the_marks() {
    let draft =
        drafted("# Ferry runs **aground**\n\nThe ferry ran aground on Monday.\n", "ferry.md");
    assert_eq!(draft.metadata.title, "Ferry runs **aground**");
    assert_eq!(draft.original_file, "original.md");
    assert!(draft.text.starts_with("# Ferry"), "the text itself is kept as it came");
}

#[test]
fn pasted_text_without_a_headline_is_called_by_its_first_line() {
    let long = "The ferry, which had been late all week, ran aground on Monday. ".repeat(4);
    let draft = drafted(&long, "");
    assert!(draft.metadata.title.starts_with("The ferry, which had been late"));
    assert!(draft.metadata.title.chars().count() <= 121);
    assert_eq!(
        (draft.metadata.origin.as_str(), draft.original_file.as_str()),
        ("", "original.txt")
    );
}

#[test]
fn a_text_without_a_letter_is_called_by_its_file() {
    assert_eq!(drafted("… — …\n", "signs of life.txt").metadata.title, "signs of life");
    assert_eq!(drafted("… — …\n", "").metadata.title, "Untitled");
}

#[test]
fn an_older_encoding_is_read_and_said() {
    let draft = draft(
        b"Der F\xe4hrmann sagte, das Boot f\xfchre am Montag \xfcber den Flu\xdf und sei sch\xf6n.",
        "boot.txt",
        &DraftOptions::default(),
    );
    let draft = draft.unwrap();
    assert!(draft.text.starts_with("Der Fährmann"));
    assert_eq!(draft.encoding, "windows-1252");
    assert!(draft.warnings[0].contains("windows-1252"), "{:?}", draft.warnings);
}

#[test]
fn what_is_no_text_is_refused_with_a_reason() {
    let read = |bytes: &[u8]| draft(bytes, "x.txt", &DraftOptions::default()).unwrap_err();
    assert_eq!(read(b""), DecodeError::Empty);
    assert_eq!(read(b" \r\n\t "), DecodeError::Blank);
    assert!(matches!(read(b"%PDF-1.7 \n1 0 obj"), DecodeError::Document { .. }));
    assert!(matches!(read(b"\x89PNG\r\n\x1A\n"), DecodeError::Foreign { .. }));
    let noise: Vec<u8> =
        (0..4_096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    assert_eq!(read(&noise), DecodeError::Binary);
}

#[test]
fn a_draft_becomes_an_article_with_its_publisher_as_a_source() {
    let mut project = project();
    let mut draft = drafted(NEWS, "ferry.txt");
    draft.publisher = " the quay post ".to_owned();
    draft.author = "Nia Holt".to_owned();
    let Intake::New { id, .. } = taken(&mut project, &draft) else { panic!("not taken in") };
    let article = &project.articles()[&id];
    assert_eq!(id, article_id("ferry-runs-aground"));
    assert_eq!(article.metadata().publisher, Some(source_id("quay-post")), "found by its name");
    let author = &project.sources()[article.metadata().author.as_ref().unwrap()];
    assert_eq!((author.name.as_str(), author.kind), ("Nia Holt", SourceType::Author));
    assert_eq!(article.text().as_ref(), NEWS);
    assert_eq!(article.original().file, "original.txt");
}

#[test]
fn an_outlet_that_is_its_own_author_becomes_one_source() {
    let mut project = empty();
    let mut draft = drafted(NEWS, "ferry.txt");
    draft.publisher = "The Bell".to_owned();
    draft.author = "THE BELL".to_owned();
    taken(&mut project, &draft);
    assert!(project.sources().contains_key(&source_id("the-bell")));
    assert_eq!(project.sources().len(), 2, "with the built-in one");
}

#[test]
fn two_new_names_that_look_alike_as_ids_stay_two_sources() {
    let mut project = empty();
    let mut draft = drafted(NEWS, "ferry.txt");
    draft.publisher = "The Bell".to_owned();
    draft.author = "The Bell!".to_owned();
    taken(&mut project, &draft);
    assert!(project.sources().contains_key(&source_id("the-bell-2")));
}

#[test]
fn an_alias_finds_its_source() {
    let mut project = empty();
    let id = source_id("bell");
    let bell = Source {
        aliases: vec!["The Bell of Marrow Bay".to_owned()],
        ..Source::named(id.clone(), "The Bell", SourceType::MediaOrganisation)
    };
    apply(&mut project, Edit::Source(id.clone(), Some(bell))).unwrap();
    let mut draft = drafted(NEWS, "ferry.txt");
    draft.publisher = "the bell of marrow bay".to_owned();
    taken(&mut project, &draft);
    assert_eq!(project.articles().values().next().unwrap().metadata().publisher, Some(id));
}

#[test]
fn the_same_text_twice_leads_to_the_article_that_is_there() {
    let mut project = empty();
    taken(&mut project, &drafted(NEWS, "ferry.txt"));
    let again = drafted(&format!("\u{feff}{}", NEWS.replace('\n', "\r\n")), "copy.txt");
    assert_eq!(
        take_in(&project, &again).unwrap(),
        Intake::AlreadyHere(article_id("ferry-runs-aground"))
    );
}

#[test]
fn another_text_of_the_same_title_gets_an_id_of_its_own() {
    let mut project = empty();
    taken(&mut project, &drafted(NEWS, "ferry.txt"));
    let changed = NEWS.replace("Monday", "Tuesday");
    let Intake::New { id, .. } = taken(&mut project, &drafted(&changed, "ferry.txt")) else {
        panic!("not taken in")
    };
    assert_eq!(id, article_id("ferry-runs-aground-2"));
}

#[test]
fn an_exported_set_gives_an_equal_project() {
    let project = project();
    let (again, problems) = read_set(&as_set(&project)).unwrap();
    assert_eq!(problems, []);
    assert_eq!(again, project);
    assert_eq!(as_set(&again), as_set(&project));
}

#[test]
fn a_set_taken_into_an_empty_project_gives_its_records() {
    let set = project();
    let mut project = Project::new(set.settings().clone());
    let edits = set_edits(&project, &set).unwrap();
    apply(&mut project, Edit::batch(edits)).unwrap();
    assert_eq!(project, set);
    assert_eq!(set_edits(&project, &set).unwrap(), [], "there is nothing to add the second time");
}

#[test]
fn a_set_that_says_something_else_is_not_taken_in() {
    let set = project();
    let mut project = project();
    let id = source_id("quay-post");
    let renamed = Source { name: "The Pier Post".to_owned(), ..set.sources()[&id].clone() };
    apply(&mut project, Edit::Source(id, Some(renamed))).unwrap();
    let conflicts = set_edits(&project, &set).unwrap_err();
    assert_eq!(conflicts, ["the source “quay-post” (The Quay Post) is another one in the project"]);
}

#[test]
fn a_set_whose_text_is_here_under_another_name_is_not_taken_in() {
    let mut project = empty();
    let draft = Draft { segments: whole(QUAY), ..drafted(QUAY, "quay.txt") };
    taken(&mut project, &draft);
    let conflicts = set_edits(&project, &crate::fixture::project()).unwrap_err();
    assert_eq!(conflicts, ["the text of “quay” is in the project as “leak-at-the-old-quay”"]);
}

fn whole(text: &str) -> Vec<ascribe::text::Segment> {
    let span = Span::new(0, text.len()).trimmed(text);
    let role = ascribe::text::Role::Sentence;
    vec![ascribe::text::Segment { span, role, sure: true, opens_paragraph: true }]
}

#[test]
fn a_bad_set_says_what_is_wrong_and_where() {
    let good = String::from_utf8(as_set(&project())).unwrap();
    let message = |text: &str| read_set(text.as_bytes()).unwrap_err().to_string();
    assert!(message("hello").contains("begins with `(format: 1,`"), "{}", message("hello"));
    let newer = good.replacen("format: 1", "format: 9", 1);
    assert!(message(&newer).contains("format 9"), "{}", message(&newer));
    let torn = good.get(..good.len() / 2).unwrap();
    assert!(message(torn).contains("line "), "{}", message(torn));
    let project_file = good.replacen("ascribe-set", "ascribe-project", 1);
    assert!(message(&project_file).contains("ascribe-project"), "{}", message(&project_file));
    assert_eq!(read_set(b"(format: 1, title: \"\xff").unwrap_err(), SetError::NotUtf8(20));
}

#[test]
fn a_set_with_a_statement_outside_its_text_gives_the_rest_and_says_so() {
    let good = String::from_utf8(as_set(&project())).unwrap();
    let bad = good.replacen("(start: 218, end: 252,", "(start: 218, end: 2520,", 1);
    assert_ne!(good, bad);
    let (rest, problems) = read_set(bad.as_bytes()).unwrap();
    assert!(
        !problems.is_empty() && problems.iter().any(|problem| problem.record == "s-z1"),
        "{problems:?}"
    );
    assert_eq!(rest.n_statements(), project().n_statements() - 1);
}

#[test]
fn a_set_whose_text_was_changed_loses_that_article_and_says_so() {
    let good = String::from_utf8(as_set(&project())).unwrap();
    let bad = good.replacen(
        "was painted on the wall.\nThe Quay",
        "was painted on the door.\nThe Quay",
        1,
    );
    assert_ne!(good, bad);
    let (rest, problems) = read_set(bad.as_bytes()).unwrap();
    assert!(problems.iter().any(|problem| problem.what.contains("SHA-256")), "{problems:?}");
    assert!(!rest.articles().contains_key(&article_id("reply")));
    assert!(rest.articles().contains_key(&article_id("quay")));
}

#[test]
fn folders_are_walked_in_order_and_only_for_texts() {
    let folder = folder(&[
        ("b.txt", b"b"),
        ("a/2.md", b"2"),
        ("a/1.TXT", b"1"),
        ("a/picture.png", b"\x89PNG"),
        (".hidden.txt", b"no"),
        (".git/x.txt", b"no"),
        ("project/project.ron", b"(format: 1)"),
        ("project/articles/x/text.txt", b"no"),
    ]);
    let root = folder.path();
    #[cfg(unix)]
    std::os::unix::fs::symlink(root, root.join("a/round")).unwrap();
    let mut found = Vec::new();
    let mut passed_over = Vec::new();
    for entry in files::list(&[root.to_owned()]) {
        match entry {
            Entry::File(path) => found.push(path),
            Entry::PassedOver(path) => passed_over.push(path),
            Entry::Failed(error) => panic!("{error}"),
        }
    }
    let path = |name: &str| root.join(name);
    assert_eq!(found, [path("a/1.TXT"), path("a/2.md"), path("b.txt")]);
    assert_eq!(passed_over, [path("a/picture.png")]);
}

#[test]
fn what_cannot_be_read_is_said_by_name() {
    let folder = folder(&[("project/project.ron", b"(format: 1)"), ("odd.bin", b"x")]);
    let missing = folder.path().join("missing.txt");
    let project = folder.path().join("project");
    let odd = folder.path().join("odd.bin");
    let entries = files::list(&[missing.clone(), project.clone(), odd.clone()]);
    let [Entry::Failed(first), Entry::Failed(second), Entry::File(third)] = &entries[..] else {
        panic!("{entries:?}")
    };
    assert!(matches!(first.reason, FileProblem::Missing) && first.path == missing);
    assert!(matches!(second.reason, FileProblem::Project) && second.path == project);
    assert_eq!(*third, odd, "a file that is named itself may have any ending");
}

#[test]
fn a_huge_file_is_refused_before_it_is_read() {
    let folder = folder(&[("huge.txt", b"")]);
    let path: PathBuf = folder.path().join("huge.txt");
    fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(200 << 20).unwrap();
    let error = files::read(&path).unwrap_err().to_string();
    assert!(error.starts_with(&path.display().to_string()), "{error}");
    assert!(error.contains("200 MiB") && error.contains("64 MiB"), "{error}");
}

#[test]
fn a_project_begins_with_a_file_that_reads_as_an_article_and_with_no_other() {
    let folder = folder(&[
        ("empty.txt", b""),
        ("program.txt", &[0; 900]),
        ("ferry.txt", b"The ferry sank. Who saw it?"),
    ]);
    let mut bench = Bench::new(folder.path(), "Ann");
    for name in ["empty.txt", "program.txt", "gone.txt"] {
        bench.order(Order::Open(folder.path().join(name)));
        bench.wait("an answer", |desk| desk.task().is_none());
        assert!(bench.desk.session().is_none(), "{name}");
        let told = bench.notices.pop().unwrap();
        assert!(told.text.contains(name), "{}", told.text);
        assert!(!folder.path().join("projects").exists(), "{name} left a project behind");
    }
    bench.order(Order::Open(folder.path().join("ferry.txt")));
    bench.wait("the text", |desk| desk.drafts().is_some());
    assert_eq!(bench.session().project().settings().title, "ferry");
    assert!(folder.path().join("projects/ferry/project.ron").is_file());
}

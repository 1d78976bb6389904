//! Articles of every format taken into a project from the terminal: a line for each, the bytes as they came beside the text,
//! and a trial run that changes nothing.

use crate::architecture::root;
use crate::documents::sample;
use crate::terminal::{Place, call, contents, done};
use std::fs;

/// A project in a folder of its own, and the samples in another.
fn project(place: &Place) -> String {
    let dir = place.word("quay");
    done(&["new", &dir, "--title", "Quay"]);
    dir
}

fn samples(place: &Place, names: &[&str]) -> String {
    let folder = place.path("samples");
    fs::create_dir(&folder).unwrap();
    for name in names {
        fs::write(folder.join(name), sample(name)).unwrap();
    }
    place.word("samples")
}

#[test]
fn a_folder_of_every_format_is_taken_in_and_what_cannot_be_stops_no_other() {
    let place = Place::new();
    let dir = project(&place);
    let names = [
        "ferry.docx",
        "ferry.odt",
        "ferry.epub",
        "ferry.rtf",
        "ferry.pdf",
        "ferry.mhtml",
        "letter.eml",
        "talk.srt",
        "scan.pdf",
        "articles.csv",
        "crawl.warc.gz",
        "mixed.zip",
    ];
    let folder = samples(&place, &names);
    let call = call(&["import", &dir, &folder]);
    assert_eq!(call.status, 1, "one of them is a scan: {call:?}");
    assert!(call.err.contains("scan.pdf: This PDF file holds no text to read"), "{}", call.err);
    for line in [
        "ferry.docx: taken in as ferry-runs-aground",
        "articles.csv, line 2: taken in as",
        "mixed.zip/texts/buoy.txt: taken in as the-buoy",
        "https://quay.example/news/cafe: taken in as café-closed",
        "near-duplicate",
    ] {
        assert!(call.out.contains(line), "{line} in {}", call.out);
    }
    let articles = place.path("quay/articles");
    let kept = fs::read(articles.join("statement-on-the-ferry-démenti/original.eml")).unwrap();
    assert_eq!(kept, sample("letter.eml"), "byte for byte");
    let checked = done(&["check", &dir]);
    assert!(!checked.out.contains("SHA-256"), "{}", checked.out);
    fs::write(articles.join("statement-on-the-ferry-démenti/original.eml"), b"other bytes")
        .unwrap();
    let checked = crate::terminal::call(&["check", &dir]);
    let told = format!("{}{}", checked.out, checked.err);
    assert!(told.contains("these are not the bytes that the article came as"), "{told}");
    let again = crate::terminal::call(&["import", &dir, &folder]);
    assert!(again.out.lines().all(|line| line.contains("already here as")), "{}", again.out);
}

#[test]
fn a_trial_run_says_the_same_and_changes_nothing() {
    let place = Place::new();
    let dir = project(&place);
    let folder = samples(&place, &["ferry.docx", "articles.csv", "articles.jsonl"]);
    let before = contents(&place.path("quay"));
    let trial = call(&["import", &dir, &folder, "--dry-run"]);
    assert_eq!(contents(&place.path("quay")), before);
    assert!(trial.err.contains("nothing was changed (--dry-run)"), "{}", trial.err);
    let real = call(&["import", &dir, &folder]);
    assert_eq!(trial.status, real.status);
    assert_eq!(trial.out.replace("would be taken in", "taken in"), real.out);
    assert!(real.out.contains("near-duplicate, "), "{}", real.out);
}

#[test]
fn a_table_is_mapped_from_the_terminal() {
    let place = Place::new();
    let dir = project(&place);
    let table = place.write("news.csv", b"head,story text\nOne,The harbour master said so.\n");
    let failed = call(&["import", &dir, &table]);
    assert_eq!(failed.status, 1);
    assert!(
        failed.err.contains("no column “text”") && failed.err.contains("--map"),
        "{}",
        failed.err
    );
    let taken = done(&["import", &dir, &table, "--map", "text=story text,title=head"]);
    assert!(taken.out.contains("news.csv, line 2: taken in as one (1 sentence"), "{}", taken.out);
    let wrong = crate::terminal::parse(&["import", &dir, &table, "--map", "words=a"]);
    assert!(wrong.unwrap_err().to_string().contains("Fields are text, title"));
}

#[test]
fn a_text_that_was_lost_is_read_anew_from_the_document_it_came_as() {
    let place = Place::new();
    let dir = project(&place);
    let folder = samples(&place, &["ferry.docx"]);
    done(&["import", &dir, &folder]);
    let text = place.path("quay/articles/ferry-runs-aground/text.txt");
    let before = fs::read(&text).unwrap();
    fs::remove_file(&text).unwrap();
    call(&["check", &dir, "--repair"]);
    assert_eq!(fs::read(&text).unwrap(), before);
}

#[test]
fn every_sample_says_who_made_it() {
    let folder = root().join("tests/data/articles");
    let list = fs::read_to_string(folder.join("README.md")).unwrap();
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_made = [".docx", ".odt", ".epub", ".pdf", ".zip", ".gz", ".wacz"];
        let is_made = is_made.iter().any(|ending| name.ends_with(ending));
        assert!(!is_made || list.contains(&format!("`{name}`")), "{name}");
    }
}

/// A folder may hold more than a machine has memory for.
#[test]
fn so_many_articles_are_taken_in_at_once_and_the_same_call_goes_on_with_the_rest() {
    let place = Place::new();
    let dir = project(&place);
    let folder = place.path("news");
    fs::create_dir(&folder).unwrap();
    let text = |number: u32| format!("Pier {number} is closed, the mayor of quay {number} said.");
    for number in 0..4 {
        fs::write(folder.join(format!("{number}.txt")), text(number)).unwrap();
    }
    let rows: Vec<String> = (4..7).map(|number| format!("\"{}\"\n", text(number))).collect();
    fs::write(folder.join("rows.csv"), format!("text\n{}", rows.concat())).unwrap();
    let words = ["import", &dir, &place.word("news"), "--at-most", "3"];
    let enough = "that is enough for one call (--at-most)";
    let n_articles = || fs::read_dir(place.path("quay/articles")).unwrap().count();
    // Within the folder, within the table, and at its very end.
    for (n_taken, status) in [(3, 1), (6, 1), (7, 0), (7, 0)] {
        let call = call(&words);
        assert_eq!((call.status, n_articles()), (status, n_taken), "{call:?}");
        assert_eq!(call.err.contains(enough), status == 1, "{}", call.err);
    }
    for bad in ["0", "-1", "many"] {
        let words = ["import", &dir, "x.txt", "--at-most", bad];
        assert!(crate::terminal::parse(&words).is_err(), "{bad}");
    }
    let exact = place.word("exact");
    done(&["new", &exact, "--title", "Exact"]);
    done(&["import", &exact, &place.word("news"), "--at-most", "7"]);
}

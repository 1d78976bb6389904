//! Archives, crawls and tables give every article in them, each with its own bytes, and say of each piece what became of it.

use crate::documents::sample;
use ascribe::import::{Columns, Draft, DraftOptions, Known, Outcome, Place, Twin, drafts};
use ascribe::text::Role;
use std::ops::ControlFlow;

/// Every piece of a file: its name, and its draft or what is said of it. What is passed over is `None`.
pub(crate) fn pieces(
    bytes: &[u8],
    name: &str,
    columns: &str,
) -> Vec<(String, Option<Result<Draft, String>>)> {
    let options = DraftOptions { columns: columns.parse().unwrap(), ..DraftOptions::default() };
    let mut all = Vec::new();
    drafts(bytes, name, &options, &mut |piece| {
        let outcome = match piece.outcome {
            Outcome::Draft(draft) => Some(Ok(*draft)),
            Outcome::Failed(reason) => Some(Err(reason)),
            Outcome::PassedOver => None,
        };
        all.push((piece.name, outcome));
        ControlFlow::Continue(())
    });
    all
}

fn taken(bytes: &[u8], name: &str, columns: &str) -> Vec<(String, Draft)> {
    let all = pieces(bytes, name, columns).into_iter();
    all.filter_map(|(name, outcome)| Some((name, outcome?.ok()?))).collect()
}

fn failed(bytes: &[u8], name: &str) -> Vec<(String, String)> {
    let all = pieces(bytes, name, "").into_iter();
    all.filter_map(|(name, outcome)| Some((name, outcome?.err()?))).collect()
}

#[test]
fn each_row_of_a_table_is_an_article_with_its_own_bytes() {
    let bytes = sample("articles.csv");
    let rows = taken(&bytes, "articles.csv", "");
    let [(_, ferry), (_, buoy), (third_name, third)] = rows.as_slice() else { panic!("{rows:#?}") };
    assert_eq!(
        ferry.text,
        "Ferry runs aground\n\nThe ferry ran aground on Monday; nobody was hurt.\n\nThe operator denied that it had been late."
    );
    assert_eq!(ferry.segments[0].role, Role::Headline);
    assert_eq!(ferry.metadata.published, Some("2026-03-02".parse().unwrap()));
    assert_eq!(ferry.metadata.origin, "https://quay.example/news/ferry");
    assert_eq!(ferry.publisher, "The Quay Post");
    let original = String::from_utf8(ferry.original.clone()).unwrap();
    assert_eq!(
        original,
        "ID;Headline;Body;Source;Published;Link\n1;Ferry runs aground;\"The ferry ran aground on Monday; nobody was hurt.\n\nThe operator denied that it had been late.\";The Quay Post;2026-03-02;https://quay.example/news/ferry\n"
    );
    // The bytes that are kept give the same article again.
    let again = taken(&ferry.original, "original.csv", "");
    assert_eq!(again[0].1.text, ferry.text);
    assert_eq!(
        buoy.text,
        "Buoy was broken\n\nThe harbour master said that the buoy had been broken.\n\nThe operator \"rejected\" this."
    );
    assert_eq!(buoy.metadata.published, Some("2026-03-03".parse().unwrap()));
    assert_eq!(buoy.metadata.origin, "articles.csv, line 5", "no address but one of the web");
    assert_eq!(third_name, "articles.csv, line 7");
    assert!(third.warnings.iter().any(|words| words.contains("“some day” was not understood")));
    let failed = failed(&bytes, "articles.csv");
    assert_eq!(failed.len(), 1, "the row without a text: {failed:?}");
    assert_eq!(failed[0].0, "articles.csv, line 6");
}

#[test]
fn columns_are_named_by_the_person_where_their_names_say_nothing() {
    let bytes = b"head,words,who\nOne,The harbour master said so.,Ann Smith\n";
    let failed = failed(bytes, "a.csv");
    assert!(failed[0].1.contains("no column “text”. It has: head, words, who"), "{failed:?}");
    let rows = taken(bytes, "a.csv", "text=words, title=head,author=who");
    assert_eq!(rows[0].1.text, "One\n\nThe harbour master said so.");
    assert_eq!(rows[0].1.author, "Ann Smith");
    let wrong = pieces(bytes, "a.csv", "text=stories");
    assert!(wrong[0].1.as_ref().unwrap().as_ref().unwrap_err().contains("no column “stories”"));
    let problem = |words: &str| words.parse::<Columns>().unwrap_err().to_string();
    assert!(problem("text").contains("text=body"), "{}", problem("text"));
    assert!(problem("words=body").contains("Fields are text, title"), "{}", problem("words=body"));
}

#[test]
fn tables_are_read_in_other_encodings_and_with_other_signs_between_cells() {
    let (tabs, _, _) = encoding_rs::WINDOWS_1252
        .encode("title\ttext\nDémenti\tLe café était fermé, dit-elle. « Jamais », répond-il.\n");
    assert_eq!(
        taken(&tabs, "a.tsv", "")[0].1.text,
        "Démenti\n\nLe café était fermé, dit-elle. « Jamais », répond-il."
    );
    let mark = "\u{feff}text,title\r\n\"One, two.\",A\r\n";
    assert_eq!(taken(mark.as_bytes(), "a.csv", "")[0].1.text, "A\n\nOne, two.");
}

#[test]
fn each_line_of_json_is_an_article_and_a_broken_one_stops_no_other() {
    let bytes = sample("articles.jsonl");
    let rows = taken(&bytes, "articles.jsonl", "");
    let [(_, ferry), (name, buoy)] = rows.as_slice() else { panic!("{rows:#?}") };
    assert_eq!(ferry.metadata.title, "Ferry runs aground");
    assert_eq!((ferry.author.as_str(), ferry.publisher.as_str()), ("Ann Smith", "The Quay Post"));
    assert_eq!(ferry.metadata.language, "en");
    assert_eq!(ferry.original, bytes.split(|byte| *byte == b'\n').next().unwrap());
    assert_eq!(name, "articles.jsonl, line 4");
    // 1772496000 seconds after 1970, by `date -u -d @1772496000`.
    assert_eq!(buoy.metadata.published, Some("2026-03-03".parse().unwrap()));
    let lines: Vec<String> =
        failed(&bytes, "articles.jsonl").into_iter().map(|(name, _)| name).collect();
    assert_eq!(lines, ["articles.jsonl, line 2", "articles.jsonl, line 5"]);
    let list = br#"[{"text": "One said so."}, {"meta": {"body": "Two said so."}}, {"text": 3}]"#;
    let rows = taken(list, "a.json", "text=meta.body");
    assert_eq!(rows[0].1.text, "Two said so.");
    assert_eq!(taken(list, "a.json", "").len(), 2, "a number is a text of digits");
}

#[test]
fn every_entry_of_an_archive_has_its_fate() {
    let bytes = sample("mixed.zip");
    let all = pieces(&bytes, "mixed.zip", "");
    let fate = |name: &str| {
        let found = all.iter().find(|(found, _)| found == &format!("mixed.zip/{name}"));
        found.unwrap_or_else(|| panic!("{name} in {all:#?}")).1.as_ref()
    };
    for (name, title) in [
        ("texts/buoy.txt", "The buoy"),
        ("mail/letter.eml", "Statement on the ferry - démenti"),
        ("ferry.docx", "Ferry runs aground"),
        ("inner.zip/deep.txt", "Deep down"),
    ] {
        assert_eq!(fate(name).unwrap().as_ref().unwrap().metadata.title, title);
    }
    assert!(fate("photo.png").is_none() && fate("__MACOSX/._buoy.txt").is_none());
    for (name, words) in [
        ("../escape.txt", "its name leads out of the archive"),
        ("/etc/absolute.txt", "its name leads out of the archive"),
        ("link.txt", "a link, which is not followed"),
        ("set.ron", "This is an annotated set"),
        ("broken.docx", "damaged"),
    ] {
        let reason = fate(name).unwrap().as_ref().unwrap_err();
        assert!(reason.contains(words), "{name}: {reason}");
    }
    assert_eq!(all.len(), 11);
}

#[test]
fn the_pages_of_a_crawl_are_articles_with_address_and_day_of_the_crawl() {
    let warc = sample("crawl.warc.gz");
    let pages = taken(&warc, "crawl.warc.gz", "");
    let found: Vec<_> = pages
        .iter()
        .map(|(_, page)| (page.metadata.origin.as_str(), page.metadata.title.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("https://quay.example/news/ferry", "Ferry runs aground"),
            ("https://quay.example/news/buoy", "Buoy was broken"),
            ("https://quay.example/news/cafe", "Café closed"),
        ]
    );
    for (_, page) in &pages {
        assert_eq!(page.metadata.retrieved, Some("2026-03-04T05:06:07Z".parse().unwrap()));
        assert_eq!(page.original_file, "original.html");
    }
    assert!(pages[2].1.text.contains("The café at the harbour"), "{}", pages[2].1.text);
    let empty = failed(&warc, "crawl.warc.gz");
    assert_eq!(empty.len(), 1);
    assert_eq!(empty[0].0, "https://quay.example/empty");
    let wacz = taken(&sample("crawl.wacz"), "crawl.wacz", "");
    assert_eq!(wacz, pages, "a WACZ holds the same, and its lists of pages are no articles");
    let cut = &warc[..warc.len() - 200];
    assert!(taken(cut, "crawl.warc.gz", "").len() >= 2, "what was whole before the cut is kept");
    assert!(failed(cut, "crawl.warc.gz").iter().any(|(name, _)| name == "crawl.warc.gz"));
}

#[test]
fn reading_stops_when_nobody_wants_more() {
    let bytes = sample("mixed.zip");
    let mut n = 0;
    drafts(&bytes, "mixed.zip", &DraftOptions::default(), &mut |_| {
        n += 1;
        if n == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(n, 3);
}

#[test]
fn a_text_that_is_here_or_nearly_so_is_pointed_out() {
    let mut known = Known::default();
    let ferry =
        "The ferry ran aground on Monday near the old harbour. Nobody was hurt, the captain said.";
    assert_eq!(known.meet("a.txt", ferry), None);
    assert_eq!(known.meet("b.txt", ferry), Some(Twin::Same(Place::File("a.txt".to_owned()))));
    let changed = ferry.replace("Monday", "Tuesday");
    // Sixteen words make thirteen runs of four, of which the changed word stands in four: 9 of 17 by hand.
    let near = Twin::Near { place: Place::File("a.txt".to_owned()), percent: 52 };
    assert_eq!(known.meet("c.txt", &changed), Some(near));
    assert_eq!(known.meet("d.txt", "The operator denied that any ferry had ever been late."), None);
}

/// Names, values and fields of the columns of a table.
fn columns(name: &str, text: &str, said: &str) -> Vec<(String, Vec<String>, &'static str)> {
    let columns = ascribe::import::look(text.as_bytes(), name, &said.parse().unwrap());
    let row = |one: ascribe::import::Column| (one.name, one.examples, one.field.unwrap_or(""));
    columns.into_iter().map(row).collect()
}

fn row(name: &str, values: &[&str], field: &'static str) -> (String, Vec<String>, &'static str) {
    (name.to_owned(), values.iter().map(|value| (*value).to_owned()).collect(), field)
}

#[test]
fn a_look_at_a_table_shows_its_columns_some_of_their_values_and_what_each_is_taken_for() {
    let table = "Headline;body;paper;n\nA;\"Words;\nmore words\";Haven;1\nB;;Haven;2\nC;Others;Haven;3\nD;Fourth;Haven;4\n";
    let expected = [
        row("Headline", &["A", "B", "C"], "title"),
        row("body", &["Words; more words", "Others", "Fourth"], "text"),
        row("paper", &["Haven"], ""),
        row("n", &["1", "2", "3"], ""),
    ];
    assert_eq!(columns("a.csv", table, ""), expected);
    // What is said goes before what is found, and a field may have no column.
    let said: Vec<_> = columns("a.csv", table, "publisher=paper,title=");
    assert_eq!(
        said.iter().map(|(_, _, field)| *field).collect::<Vec<_>>(),
        ["", "text", "publisher", ""]
    );
}

#[test]
fn a_look_at_json_shows_names_one_record_deeper_whether_lines_or_a_list_that_was_cut() {
    let lines = "{\"story\":\"One.\",\"meta\":{\"title\":\"T\"}}\n{\"story\":\"Two.\",\"extra\":[\"x\",\"y\"]}\n";
    // In the order of their names within a record, and of the records.
    let expected = [
        row("meta", &[], ""),
        row("meta.title", &["T"], ""),
        row("story", &["One.", "Two."], "text"),
        row("extra", &["x"], ""),
    ];
    assert_eq!(columns("a.jsonl", lines, ""), expected);
    let list = format!("[{}{{\"story\":\"cut", "{\"story\":\"One.\"},\n".repeat(3));
    assert_eq!(columns("a.json", &list, "text=story"), [row("story", &["One."], "text")]);
    assert_eq!(columns("a.txt", "story\nOne.\n", ""), []);
    let long = format!("{{\"story\":\"{}\"}}", "word ".repeat(40));
    let (_, values, _) = columns("a.json", &long, "").remove(0);
    assert_eq!(values[0].chars().count(), 61, "{values:?}");
}

#[test]
fn a_column_that_is_said_to_be_none_is_not_taken_although_its_name_is_usual() {
    let rows = "title,text,source\nA,The ferry sank.,Haven\n";
    let options =
        DraftOptions { columns: "publisher=".parse().unwrap(), ..DraftOptions::default() };
    let mut publishers = Vec::new();
    drafts(rows.as_bytes(), "a.csv", &options, &mut |piece| {
        if let Outcome::Draft(draft) = piece.outcome {
            publishers.push(draft.publisher);
        }
        ControlFlow::Continue(())
    });
    assert_eq!(publishers, [""]);
}

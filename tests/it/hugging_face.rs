//! A data set folder for the Hugging Face Hub: rows hold whole articles, spans are Python's, splits hold together what is alike.

use crate::export::{all, lines, rows as cells};
use crate::fixture::{article_id, project};
use crate::golden::assert_golden;
use crate::parquet::{as_line, dump, rows, tables};
use ascribe::exchange::File;
use ascribe::export::Selection;
use ascribe::model::{Article, Edit, Metadata, Original, Project, Settings, apply};
use ascribe::text::{Role, Segment, Span, resemblance};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

fn folder(project: &Project) -> Vec<File> {
    tables("hugging-face", project, &Selection::all(project)).files
}

fn card(files: &[File]) -> &str {
    let card = files.iter().find(|file| file.path == "README.md").unwrap();
    std::str::from_utf8(&card.bytes).unwrap()
}

#[test]
fn the_folder_is_the_one_that_was_looked_at() {
    let files = folder(&project());
    let (card, data) = files.split_first().unwrap();
    let card = format!("=== {}\n{}", card.path, String::from_utf8(card.bytes.clone()).unwrap());
    assert_golden("exchange/quay.hugging-face.txt", (card + &dump(data)).as_bytes());
}

#[test]
fn a_row_holds_all_of_a_line_and_spans_that_python_cuts_out() {
    let project = crate::carried::full();
    let files = folder(&project);
    let rows: Vec<Value> =
        files.iter().filter(|file| file.path.starts_with("data/")).flat_map(rows).collect();
    let mut n_content = 0;
    for line in lines(&all("jsonl", &project)) {
        let row = rows.iter().find(|row| row["id"] == line["id"]).unwrap();
        let found = as_line(row);
        let meant = as_line(&line);
        for (name, expected) in meant.as_object().unwrap() {
            assert_eq!(found.get(name), Some(expected), "{name} of {}", line["id"]);
        }
        let letters: Vec<char> = line["text"].as_str().unwrap().chars().collect();
        for span in row["spans"].as_array().unwrap() {
            let at = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
            let words: String = letters[at("start")..at("end")].iter().collect();
            assert_eq!(words, span["text"].as_str().unwrap());
            let kinds = ["claim", "denial", "fact"];
            n_content += usize::from(kinds.contains(&span["label"].as_str().unwrap()));
        }
    }
    // Every part of every statement, as the table for spreadsheets counts them.
    let parts: usize =
        cells(&all("csv", &project)).iter().map(|row| row["ranges"].split(';').count()).sum();
    assert_eq!(n_content, parts);
}

fn article(id: &str, text: &str) -> Article {
    let span = Span::new(0, text.len());
    let segment = Segment { span, role: Role::Sentence, sure: true, opens_paragraph: true };
    let (title, language) = (id.to_owned(), "en-GB".to_owned());
    let metadata = Metadata { title, language, ..Metadata::default() };
    Article::new(article_id(id), metadata, Original::default(), text.into(), vec![segment]).unwrap()
}

fn of_articles(texts: &[(String, String)]) -> Project {
    let title = "Two: \"ports\"\nand more".to_owned();
    let mut project = Project::new(Settings { title, ..Settings::default() });
    for (id, text) in texts {
        apply(&mut project, Edit::Article(article_id(id), Some(Arc::new(article(id, text)))))
            .unwrap();
    }
    project
}

fn splits(project: &Project) -> BTreeMap<String, String> {
    let files = folder(project);
    let mut splits = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.starts_with("data/")) {
        let split = file.path.trim_start_matches("data/").split('-').next().unwrap();
        for row in rows(file) {
            splits.insert(row["id"].as_str().unwrap().to_owned(), split.to_owned());
        }
    }
    splits
}

/// Articles that have nothing in common, and of each one with a word changed.
fn pairs() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for n in 0..60 {
        let words: Vec<String> = (0..40).map(|at| format!("word{}x{at}", n * 7)).collect();
        let text = words.join(" ");
        let near = text.replacen("x20", "x20 changed", 1);
        assert!(resemblance(&text, &near) > 0.8);
        texts.push((format!("a-{n}"), text));
        texts.push((format!("b-{n}"), near));
    }
    texts
}

#[test]
fn near_duplicates_are_in_one_split() {
    let texts = pairs();
    let found = splits(&of_articles(&texts));
    assert_eq!(found.len(), texts.len());
    for n in 0..60 {
        assert_eq!(found[&format!("a-{n}")], found[&format!("b-{n}")], "{n}");
    }
    // By themselves, some of them would be apart: the test would not see it otherwise.
    let alone = |prefix: &str| {
        let own: Vec<_> = texts.iter().filter(|(id, _)| id.starts_with(prefix)).cloned().collect();
        splits(&of_articles(&own))
    };
    let (first, second) = (alone("a"), alone("b"));
    let apart = (0..60).filter(|n| first[&format!("a-{n}")] != second[&format!("b-{n}")]).count();
    assert!(apart > 5, "{apart}");
}

#[test]
fn an_article_keeps_its_split_when_others_come_and_about_a_fifth_is_held_back() {
    let own: Vec<_> = pairs().into_iter().filter(|(id, _)| id.starts_with('a')).collect();
    let (few, many) = (splits(&of_articles(&own[..20])), splits(&of_articles(&own)));
    for (id, split) in &few {
        assert_eq!(many[id], *split);
    }
    let held_back = many.values().filter(|split| *split != "train").count();
    assert!((4..=24).contains(&held_back), "{held_back} of 60");
}

#[test]
fn the_card_lists_what_is_there_and_quotes_the_title() {
    let files = folder(&of_articles(&pairs()));
    let card = card(&files);
    let (head, body) = card.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    for line in [
        "license: unknown",
        "language:\n- en\n",
        r#"pretty_name: "Two: \"ports\"\nand more""#,
        "size_categories:\n- n<1K",
        "- split: train\n    path: data/train-*.parquet",
    ] {
        assert!(head.contains(line), "{line} is not in\n{head}");
    }
    assert!(body.contains("\n# Two: \"ports\" and more\n"), "{body}");
    let listed: Vec<_> = ["train", "validation", "test"]
        .into_iter()
        .filter(|split| head.contains(&format!("- split: {split}\n")))
        .collect();
    for split in ["train", "validation", "test"] {
        let is_there = files.iter().any(|file| file.path.starts_with(&format!("data/{split}-")));
        assert_eq!(is_there, listed.contains(&split), "{split}");
    }
}

#[test]
fn a_project_without_articles_gives_a_card_and_no_files() {
    let files = folder(&Project::new(Settings::default()));
    assert_eq!(files.len(), 1);
    assert!(!card(&files).contains("configs:"));
    assert!(card(&files).contains("# Annotated articles"));
}

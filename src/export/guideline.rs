//! The code book as a page to print: HTML without scripts and foreign files, or plain text.

use crate::format::guideline::{Chapter, Entry, Guideline};

/// Looks of the page: what a browser's own sheet leaves too wide or too tight for paper.
const STYLE: &str = "body{font:11pt/1.45 serif;max-width:42em;margin:2em auto;padding:0 1em}\
h1,h2,dt{font-family:sans-serif}dt{font-weight:bold;margin-top:.8em}dd{margin-left:1.2em}\
.test{font-style:italic}.words{font-family:sans-serif}li{margin:.3em 0}h2{break-after:avoid}";

/// The code book as a page of HTML.
#[must_use]
pub fn html_page(book: &Guideline) -> String {
    let title = escaped(&book.title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>Edition: {}</p>\n",
        escaped(&book.edition)
    );
    paragraph(&mut page, &book.preface, "");
    for chapter in &book.chapters {
        html_chapter(&mut page, chapter);
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn html_chapter(page: &mut String, chapter: &Chapter) {
    page.push_str(&format!("<h2>{}</h2>\n", escaped(&chapter.heading)));
    paragraph(page, &chapter.text, "");
    if !chapter.steps.is_empty() {
        page.push_str("<ol>\n");
        for step in &chapter.steps {
            page.push_str(&format!("<li>{}</li>\n", escaped(step)));
        }
        page.push_str("</ol>\n");
    }
    if !chapter.entries.is_empty() {
        page.push_str("<dl>\n");
        chapter.entries.iter().for_each(|entry| html_entry(page, entry));
        page.push_str("</dl>\n");
    }
}

fn html_entry(page: &mut String, entry: &Entry) {
    page.push_str(&format!("<dt>{}</dt>\n<dd>\n", escaped(&entry.term)));
    paragraph(page, &entry.meaning, "");
    paragraph(page, &entry.test, " class=\"test\"");
    if !entry.examples.is_empty() {
        page.push_str("<ul>\n");
        for example in &entry.examples {
            let (words, why) = (escaped(&example.words), escaped(&example.why));
            page.push_str(&format!("<li><span class=\"words\">{words}</span> {why}</li>\n"));
        }
        page.push_str("</ul>\n");
    }
    page.push_str("</dd>\n");
}

fn paragraph(page: &mut String, words: &str, class: &str) {
    if !words.is_empty() {
        page.push_str(&format!("<p{class}>{}</p>\n", escaped(words)));
    }
}

/// Words with what HTML would take for its own written as references.
fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The code book as plain text.
#[must_use]
pub fn plain_page(book: &Guideline) -> String {
    let mut page = format!("{}\nEdition: {}\n", book.title, book.edition);
    let mut line = |words: &str, indent: &str| {
        if !words.is_empty() {
            page.push_str(&format!("{indent}{words}\n"));
        }
    };
    line(&book.preface, "\n");
    for chapter in &book.chapters {
        line(&chapter.heading.to_uppercase(), "\n");
        line(&chapter.text, "");
        for (index, step) in chapter.steps.iter().enumerate() {
            line(&format!("{}. {step}", index + 1), "  ");
        }
        for entry in &chapter.entries {
            line(&format!("{}: {}", entry.term, entry.meaning), "  ");
            line(&entry.test, "    Test: ");
            for example in &entry.examples {
                line(format!("{} {}", example.words, example.why).trim_end(), "    - ");
            }
        }
    }
    page
}

//! What a page says of its article: JSON-LD first, then OpenGraph and `meta`, then the page's own elements.

use super::{About, collapsed as one_line, day as date, language_tag, web_address};
use dom_query::Document;
use serde_json::Value;

/// What `page` says of its article.
pub(super) fn about(page: &Document) -> About {
    let mut about = linked_data(page);
    let meta = |names: &[&str]| {
        let found = names.iter().map(|name| {
            let either = format!("meta[property=\"{name}\"], meta[name=\"{name}\"]");
            attribute(page, &either, "content")
        });
        found.into_iter().find(|value| !value.is_empty()).unwrap_or_default()
    };
    fill(&mut about.title, || meta(&["og:title", "twitter:title", "dc.title"]));
    fill(&mut about.title, || one_line(&page.select_single("title").text()));
    fill(&mut about.author, || meta(&["author", "dc.creator", "parsely-author"]));
    fill(&mut about.author, || {
        one_line(&page.select_single("[rel~=author], [itemprop=author]").text())
    });
    fill(&mut about.publisher, || meta(&["og:site_name", "dc.publisher"]));
    fill(&mut about.address, || attribute(page, "link[rel=canonical]", "href"));
    fill(&mut about.address, || meta(&["og:url"]));
    fill(&mut about.language, || attribute(page, "html", "lang"));
    if about.published.is_none() {
        about.published = date(&meta(&["article:published_time", "date", "dc.date"]))
            .or_else(|| date(&attribute(page, "time[datetime]", "datetime")));
    }
    about.address = web_address(&about.address);
    about.language = language_tag(&about.language);
    // A byline that is an address of a profile is no name.
    if about.author.starts_with("http") {
        about.author.clear();
    }
    about
}

fn fill(field: &mut String, value: impl FnOnce() -> String) {
    if field.is_empty() {
        *field = value();
    }
}

fn attribute(page: &Document, selector: &str, name: &str) -> String {
    one_line(&page.select_single(selector).attr_or(name, ""))
}

/// The first article that the page's JSON-LD describes.
fn linked_data(page: &Document) -> About {
    for script in page.select("script[type=\"application/ld+json\"]").nodes() {
        let Ok(value) = serde_json::from_str::<Value>(&script.text()) else { continue };
        if let Some(article) = article(&value) {
            return About {
                title: name(article.get("headline").or_else(|| article.get("name"))),
                author: name(article.get("author")),
                publisher: name(article.get("publisher")),
                published: date(&name(article.get("datePublished"))),
                address: name(article.get("url").or_else(|| article.get("mainEntityOfPage"))),
                language: name(article.get("inLanguage")),
            };
        }
    }
    About::default()
}

/// The first record of an article's type, here or below; serde_json bounds how deep that can be.
fn article(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(values) => values.iter().find_map(article),
        Value::Object(fields) => {
            let is_article = |kind: &Value| {
                kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind == "BlogPosting")
            };
            let kind = fields.get("@type");
            let listed = kind.and_then(Value::as_array).is_some_and(|k| k.iter().any(is_article));
            if listed || kind.is_some_and(is_article) {
                return Some(value);
            }
            fields.get("@graph").and_then(article)
        }
        _ => None,
    }
}

/// A value's words, or the name of the record or of the first in a list.
fn name(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(words)) => one_line(words),
        Some(Value::Array(values)) => name(values.first()),
        Some(Value::Object(fields)) => name(fields.get("name").or_else(|| fields.get("@id"))),
        _ => String::new(),
    }
}

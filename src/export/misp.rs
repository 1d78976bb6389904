//! MISP: one event, in the core format that instances exchange, with tags of the taxonomy *admiralty-scale*.
//!
//! | here | MISP |
//! | --- | --- |
//! | project | event: distribution *your organisation only*, not published |
//! | article with an address | attribute `link`, category *External analysis* |
//! | statement | attribute `text`, category *External analysis*; who says it and in which article as comment |
//! | reliability of its source | tag `admiralty-scale:source-reliability="b"` |
//! | credibility | tag `admiralty-scale:information-credibility="2"` |
//!
//! The same project always gives the same event: ids are UUIDv5, times are those of the tags.

use super::claim_review::is_address;
use super::findings::{Said, said};
use super::threat::{credibility_tag, identifier, reliability_tag};
use super::{ExportError, Selected, Watch, report};
use crate::model::{Article, Project};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write;

/// Writes the event.
///
/// # Errors
/// When `out` takes no more, or `watch` asked to stop.
pub fn write(
    selected: &Selected<'_>,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    let all = said(selected);
    let project = selected.project();
    let title = &project.settings().title;
    let times = || all.iter().map(|said| changed(said));
    let (first, last) = (times().min().unwrap_or_default(), times().max().unwrap_or_default());
    let mut seen = BTreeSet::new();
    let mut attributes = Vec::new();
    for said in &all {
        if seen.insert(said.article.id()) {
            attributes.extend(link(said.article, first));
        }
        attributes.push(attribute(project, said));
    }
    let ids: Vec<&str> = attributes.iter().filter_map(|one| one.get("uuid")?.as_str()).collect();
    let words: Vec<&str> = ["event", title.as_str()].into_iter().chain(ids).collect();
    let event = json!({
        "Event": {
            "uuid": identifier(&words),
            "info": title,
            "date": first.strftime("%Y-%m-%d").to_string(),
            "timestamp": seconds(last),
            // Undefined; begun; your organisation only.
            "threat_level_id": "4",
            "analysis": "0",
            "distribution": "0",
            "published": false,
            "Attribute": attributes,
        }
    });
    report(watch, selected.articles().count())?;
    serde_json::to_writer_pretty(&mut *out, &event)?;
    Ok(out.write_all(b"\n")?)
}

fn changed(said: &Said<'_>) -> Timestamp {
    said.statement.modified.as_ref().unwrap_or(&said.statement.created).at
}

/// Seconds since 1970, as text.
fn seconds(at: Timestamp) -> String {
    at.as_second().to_string()
}

fn link(article: &Article, at: Timestamp) -> Option<Value> {
    let metadata = article.metadata();
    is_address(&metadata.origin).then(|| {
        json!({
            "uuid": identifier(&["attribute", "article", article.sha256()]),
            "type": "link",
            "category": "External analysis",
            "value": metadata.origin,
            "comment": metadata.title,
            "to_ids": false,
            // As the event.
            "distribution": "5",
            "timestamp": seconds(at),
            "deleted": false,
        })
    })
}

fn attribute(project: &Project, said: &Said<'_>) -> Value {
    let Said { article, statement, .. } = said;
    let name = |id| project.sources().get(id).map_or("", |source| source.name.as_str());
    let voices: Vec<&str> = statement.chain.iter().map(|level| name(&level.source)).collect();
    let kind = statement.kind.short_label();
    let who =
        if voices.is_empty() { "the article’s own voice".to_owned() } else { voices.join(" > ") };
    let title = &article.metadata().title;
    let mut comment = format!("{kind} by {who}, in “{title}”, {}", said.place());
    if !statement.note.is_empty() {
        comment.push_str(&format!(". {}", *statement.note));
    }
    let source = statement.source().or_else(|| article.voice());
    let source = source.and_then(|id| project.sources().get(id));
    let reliability = reliability_tag(source.and_then(crate::model::Source::grade));
    let tags = reliability.into_iter().chain(credibility_tag(statement.grade()));
    let tags: Vec<Value> = tags.map(|name| json!({ "name": name })).collect();
    let id = identifier(&["attribute", "statement", article.sha256(), statement.id.as_str()]);
    json!({
        "uuid": id,
        "type": "text",
        "category": "External analysis",
        "value": said.words(),
        "comment": comment,
        "to_ids": false,
        "distribution": "5",
        "timestamp": seconds(changed(said)),
        "deleted": false,
        "Tag": tags,
    })
}

//! Formats that are written only: what each leaves of a set. Foreign readers read them back.

use super::fault::Sink;
use super::set::{Document, Fields, Set};
use super::whole::{Held, ProjectFormat, Writer};
use crate::export::{ExportError, Selected, Watch, claim_review, misp, parquet, stix, xlsx};
use crate::model::{Judgement, Verdict, newest};
use std::collections::BTreeSet;

/// Sorts of facts that no table of statements holds.
const NO_TABLE: &[&str] =
    &["texts", "boundaries of sentences", "roles and paragraphs of sentences"];

/// The same where ids of relations are others.
const NO_IDS: &[&str] =
    &["texts", "boundaries of sentences", "roles and paragraphs of sentences", "ids of relations"];

/// Sheets of statements, sources, relations and the code book.
pub(super) const XLSX: ProjectFormat = ProjectFormat {
    write: Writer::ByOne(write_xlsx),
    read: None,
    holds: Held::Part(fit_xlsx, NO_TABLE),
};

/// Tables in parts by article.
pub(super) const PARQUET: ProjectFormat =
    ProjectFormat { write: Writer::ByOne(parquet::write), read: None, holds: Held::All };

/// The same as a data set with its card.
pub(super) const HUGGING_FACE: ProjectFormat = ProjectFormat {
    write: Writer::ByOne(parquet::hugging_face::write),
    read: None,
    holds: Held::All,
};

/// Reviews of what has a verdict.
pub(super) const CLAIM_REVIEW: ProjectFormat = ProjectFormat {
    write: Writer::ByOne(write_reviews),
    read: None,
    holds: Held::Part(fit_reviews, NO_TABLE),
};

/// A bundle of notes, opinions, reports and identities.
pub(super) const STIX: ProjectFormat = ProjectFormat {
    write: Writer::ByOne(write_stix),
    read: None,
    holds: Held::Part(fit_stix, NO_IDS),
};

/// An event with an attribute for each statement.
pub(super) const MISP: ProjectFormat = ProjectFormat {
    write: Writer::ByOne(write_misp),
    read: None,
    holds: Held::Part(fit_misp, NO_IDS),
};

fn write_reviews(
    selected: &Selected<'_>,
    out: &mut dyn Sink,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    out.begin("claims.jsonld")?;
    claim_review::write(selected, out, watch)
}

fn write_stix(
    selected: &Selected<'_>,
    out: &mut dyn Sink,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    out.begin("bundle.json")?;
    stix::write(selected, out, watch)
}

fn write_misp(
    selected: &Selected<'_>,
    out: &mut dyn Sink,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    out.begin("event.json")?;
    misp::write(selected, out, watch)
}

fn write_xlsx(
    selected: &Selected<'_>,
    out: &mut dyn Sink,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    out.begin("statements.xlsx")?;
    xlsx::write(selected, out, watch)
}

fn fit_xlsx(set: &mut Set) {
    set.documents.iter_mut().for_each(only_statements);
    set.documents.retain(|document| !document.marks.is_empty());
    for document in &mut set.documents {
        keep(&mut document.fields, &["title", "publisher", "published", "origin", "language"]);
        for mark in &mut document.marks {
            let kept = [
                "polarity",
                "certainty",
                "quotation",
                "flags",
                "note",
                "tag_confidence",
                "verdict",
                "chain",
                "source",
                "cues",
                "implied_source",
                "attribution",
                "access",
                "date",
                "proposition",
                "created",
            ];
            keep(&mut mark.fields, &kept);
        }
        let annotators: BTreeSet<&str> =
            document.marks.iter().map(|mark| mark.by.as_str()).collect();
        for tie in &mut document.ties {
            // Somebody else's relation names them, and so does the sheet.
            tie.fields.retain(|name, by| name != "created_by" || annotators.contains(by.as_str()));
        }
    }
    let about = named(set, "proposition");
    let by: BTreeSet<String> =
        set.documents.iter().flat_map(|one| &one.marks).map(|mark| mark.by.clone()).collect();
    set.records.retain_mut(|record| match record.sort.as_str() {
        "annotator" => {
            keep(&mut record.fields, &["name"]);
            by.contains(&record.id)
        }
        "proposition" => {
            keep(&mut record.fields, &["wording", "topic"]);
            about.contains(&record.id)
        }
        _ => {
            // Grades are there in words, without the time of the day.
            record.fields.remove("reliability");
            record.fields.remove("distinct_from");
            true
        }
    });
}

fn fit_reviews(set: &mut Set) {
    set.title.clear();
    set.records.retain_mut(|record| {
        let is_judged = record.sort == "proposition" && is_judged(&record.fields);
        keep(&mut record.fields, &["wording"]);
        is_judged
    });
    let judged: BTreeSet<String> = set.records.iter().map(|record| record.id.clone()).collect();
    let mut about = BTreeSet::new();
    for document in &mut set.documents {
        only_statements(document);
        document.ties.clear();
        let mut appears = false;
        document.marks.retain_mut(|mark| {
            let of = mark.fields.get("proposition").filter(|id| judged.contains(*id)).cloned();
            let is_alone = of.is_none() && mark.fields.contains_key("verdict");
            appears |= is_alone || (of.is_some() && mark.label != "denial");
            about.extend(of);
            keep(&mut mark.fields, &["verdict", "source"]);
            mark.by.clear();
            is_alone
        });
        let kept = ["title", "publisher", "published", "origin", "language"];
        keep(&mut document.fields, if appears { &kept } else { &[] });
    }
    set.records.retain(|record| about.contains(&record.id));
    set.documents.retain(|document| !document.fields.is_empty() || !document.marks.is_empty());
}

/// Is there a verdict on a proposition?
fn is_judged(fields: &Fields) -> bool {
    let verdicts = fields.get("verdicts").and_then(|json| serde_json::from_str(json).ok());
    let verdicts: Vec<Judgement<Verdict>> = verdicts.unwrap_or_default();
    newest(&verdicts).is_some_and(|one| one.grade != Verdict::Unverified)
}

fn fit_stix(set: &mut Set) {
    set.title.clear();
    set.documents.iter_mut().for_each(only_statements);
    set.documents.retain(|document| !document.marks.is_empty());
    for document in &mut set.documents {
        keep(&mut document.fields, &["title", "published", "origin", "language"]);
        for mark in &mut document.marks {
            keep(&mut mark.fields, &["note", "source", "verdict", "created"]);
        }
    }
    set.records.retain_mut(|record| {
        keep(&mut record.fields, &["name", "role", "links", "note", "wording"]);
        record.sort != "proposition"
    });
}

fn fit_misp(set: &mut Set) {
    set.records.clear();
    set.documents.iter_mut().for_each(only_statements);
    set.documents.retain(|document| !document.marks.is_empty());
    for document in &mut set.documents {
        keep(&mut document.fields, &["title", "origin"]);
        document.ties.clear();
        for mark in &mut document.marks {
            mark.by.clear();
            // What was changed has the time of the change.
            let is_changed = mark.fields.contains_key("modified");
            let kept = ["note", "source", "created"];
            keep(&mut mark.fields, if is_changed { &["note", "source"] } else { &kept });
        }
    }
}

/// Marks that are no statements go, and what ties them.
fn only_statements(document: &mut Document) {
    document.marks.retain(|mark| matches!(mark.label.as_str(), "claim" | "denial" | "fact"));
    document.drop_dangling();
}

fn keep(fields: &mut Fields, names: &[&str]) {
    fields.retain(|name, _| names.contains(&name.as_str()));
}

/// What a field of the marks says.
fn named(set: &Set, field: &str) -> BTreeSet<String> {
    let marks = set.documents.iter().flat_map(|document| &document.marks);
    marks.filter_map(|mark| mark.fields.get(field).cloned()).collect()
}

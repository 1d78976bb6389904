//! Formats that are written only: what each leaves of a set. Nothing of ours reads them back; foreign readers do.

use super::fault::Sink;
use super::set::{Document, Fields, Set};
use super::whole::{Held, ProjectFormat};
use crate::export::{ExportError, Selected, Watch, xlsx};
use std::collections::BTreeSet;

/// Sorts of facts that no table of statements holds.
const NO_TABLE: &[&str] =
    &["texts", "boundaries of sentences", "roles and paragraphs of sentences"];

/// Sheets of statements, sources, relations and the code book.
pub(super) const XLSX: ProjectFormat =
    ProjectFormat { write: write_xlsx, read: None, holds: Held::Part(fit_xlsx, NO_TABLE) };

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
                "polarity", "certainty", "quotation", "flags", "note", "tag_confidence", "verdict",
                "chain", "source", "cues", "implied_source", "attribution", "access", "date",
                "proposition", "created",
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

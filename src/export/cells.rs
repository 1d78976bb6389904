//! What a cell of the table says about judgements, evidence, days and remarks: one line, several joined with “; ”.

use super::names::Names;
use crate::model::{
    AnnotatorId, Evidence, Grade, Judgement, Marks, Office, StatementDate, Verdict, Word,
};
use crate::text::Span;
use jiff::Timestamp;

/// A word of a closed list as the table has it.
pub(super) fn label<W: Word>(word: W) -> String {
    word.label().to_lowercase()
}

fn joined(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join("; ")
}

/// A day, or “first/last” as ISO 8601 has intervals.
pub(super) fn day(date: &StatementDate) -> String {
    if date.from == date.to { date.from.to_string() } else { format!("{}/{}", date.from, date.to) }
}

fn signed(names: &Names<'_>, by: &AnnotatorId, at: Timestamp) -> String {
    format!("by {} on {}", names.annotator(by), at.strftime("%Y-%m-%d"))
}

fn judged<G>(
    names: &Names<'_>,
    judgements: &[Judgement<G>],
    word: impl Fn(&G) -> String,
) -> String {
    joined(judgements.iter().map(|one| {
        let scope = match one.scope.as_str() {
            "" => String::new(),
            scope => format!(" on {scope}"),
        };
        let sure = one.confidence.map_or_else(String::new, |level| {
            format!(", {} confidence", level.label().to_lowercase())
        });
        format!("{}{scope}{sure} {}: {}", word(&one.grade), signed(names, &one.by, one.at), one.why)
    }))
}

/// Every grade ever given, in the order in which they stand.
pub(super) fn grades<G: Grade>(names: &Names<'_>, judgements: &[Judgement<G>]) -> String {
    judged(names, judgements, |grade| grade.code().to_string())
}

/// Every verdict ever given, in the order in which they stand.
pub(super) fn verdicts(names: &Names<'_>, judgements: &[Judgement<Verdict>]) -> String {
    judged(names, judgements, |verdict| label(*verdict))
}

pub(super) fn evidence<'a>(evidence: impl Iterator<Item = &'a Evidence>) -> String {
    joined(evidence.map(|one| {
        let independent = if one.independent { ", independent" } else { "" };
        let note = match one.note.as_str() {
            "" => String::new(),
            note => format!(": {note}"),
        };
        format!("{} {} {}{independent}{note}", one.kind.label(), one.reference, one.bearing.label())
    }))
}

/// Offices with their first and last day; a side that is not known stays open.
pub(super) fn offices(offices: &[Office]) -> String {
    joined(offices.iter().map(|office| {
        let day =
            |date: Option<jiff::civil::Date>| date.map_or_else(String::new, |d| d.to_string());
        match (office.from, office.to) {
            (None, None) => office.title.clone(),
            (from, to) => format!("{} {}/{}", office.title, day(from), day(to)),
        }
    }))
}

/// The remarks of a layer on any of these sentences.
pub(super) fn remarks(text: &str, marks: &Marks, sentences: &[Span]) -> String {
    let here = marks.remarks().values();
    let here = here.filter(|one| sentences.iter().any(|sentence| one.span.overlaps(*sentence)));
    joined(here.map(|remark| {
        let words = remark.span.of(text);
        let mut cell = format!("{}, “{words}”", remark.kind.label());
        if let Some(corrected) = &remark.corrected {
            cell.push_str(&format!(", should be “{corrected}”"));
        }
        if !remark.evidence.is_empty() {
            cell.push_str(&format!(" ({})", remark.evidence));
        }
        if !remark.note.is_empty() {
            cell.push_str(&format!(": {}", remark.note));
        }
        cell
    }))
}

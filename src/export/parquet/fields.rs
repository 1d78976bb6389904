//! The fields of JSON Lines as columns; what a field means is said by `assets/ascribe-article.schema.json`.

use super::columns::{
    Column, Shape, day, elsewhere, list, moment, offset, pairs, record, text, texts, truth,
};

fn passage() -> Vec<Column> {
    vec![offset("start"), offset("end"), text("exact"), text("prefix"), text("suffix")]
}

fn words() -> Vec<Column> {
    vec![offset("start"), offset("end"), text("exact")]
}

fn cue(name: &'static str) -> Column {
    record(name, vec![list("words", words()), text("class")])
}

fn stamp(name: &'static str) -> Column {
    record(name, vec![text("by"), moment("at")])
}

/// Grades or verdicts, each with who gave it when and why.
fn judgements(name: &'static str, mut grade: Vec<Column>) -> Column {
    grade.extend([text("scope"), text("confidence"), text("why"), text("by"), moment("at")]);
    list(name, grade)
}

fn grades(name: &'static str) -> Column {
    judgements(name, vec![text("scheme"), text("grade")])
}

fn evidence() -> Column {
    let fields = vec![
        text("kind"),
        text("reference"),
        text("bearing"),
        truth("independent"),
        text("note"),
        text("by"),
        moment("at"),
    ];
    list("evidence", fields)
}

pub(super) fn statement() -> Vec<Column> {
    let level = vec![
        text("source"),
        list("mention", words()),
        record("head", words()),
        cue("cue"),
        text("visibility"),
    ];
    let date = vec![day("from"), day("to"), text("basis"), text("words")];
    vec![
        text("id"),
        text("kind"),
        list("content", passage()),
        list("chain", level),
        cue("author_cue"),
        text("implied_source"),
        text("polarity"),
        text("certainty"),
        text("quotation"),
        texts("flags"),
        text("note"),
        text("tag_confidence"),
        text("verdict"),
        text("source_visibility"),
        text("attribution"),
        text("access"),
        record("date", date),
        text("proposition"),
        grades("credibility"),
        evidence(),
        pairs("extra"),
        stamp("created"),
        stamp("modified"),
    ]
}

pub(super) fn relation() -> Vec<Column> {
    vec![
        text("id"),
        text("kind"),
        text("from"),
        text("to"),
        text("to_article"),
        text("note"),
        stamp("created"),
    ]
}

pub(super) fn remark() -> Vec<Column> {
    vec![
        text("id"),
        text("kind"),
        record("passage", words()),
        text("note"),
        text("corrected"),
        text("evidence"),
        pairs("extra"),
        stamp("created"),
    ]
}

pub(super) fn source() -> Vec<Column> {
    vec![
        text("id"),
        text("name"),
        texts("aliases"),
        text("kind"),
        text("part_of"),
        text("role"),
        text("independence_group"),
        list("offices", vec![text("title"), day("from"), day("to")]),
        text("country"),
        texts("links"),
        texts("distinct_from"),
        grades("reliability"),
        text("note"),
    ]
}

pub(super) fn proposition() -> Vec<Column> {
    vec![
        text("id"),
        text("wording"),
        text("topic"),
        text("note"),
        evidence(),
        judgements("verdicts", vec![text("verdict")]),
        stamp("created"),
    ]
}

/// A layer without what has tables of its own.
pub(super) fn layer_head() -> Vec<Column> {
    vec![
        record("annotator", vec![text("id"), text("name"), text("kind")]),
        moment("started"),
        moment("finished"),
        text("guideline"),
        list("no_statement", vec![offset("start"), offset("end")]),
        elsewhere("statements"),
        elsewhere("relations"),
        elsewhere("remarks"),
    ]
}

/// An article without what has tables of its own.
pub(super) fn article_head() -> Vec<Column> {
    let segment =
        vec![offset("start"), offset("end"), text("role"), truth("sure"), truth("opens_paragraph")];
    vec![
        text("id"),
        text("title"),
        text("publisher"),
        text("author"),
        day("published"),
        moment("retrieved"),
        text("origin"),
        text("language"),
        pairs("extra"),
        record("original", vec![text("file"), text("encoding"), text("sha256")]),
        text("sha256"),
        text("text"),
        list("segments", segment),
        text("project"),
        text("grading"),
        text("schema"),
        text("offsets"),
        elsewhere("sources"),
        elsewhere("propositions"),
        elsewhere("layers"),
    ]
}

/// An article with everything about it in one row.
pub(super) fn article() -> Vec<Column> {
    let layer = within(
        layer_head(),
        vec![
            list("statements", statement()),
            list("relations", relation()),
            list("remarks", remark()),
        ],
    );
    within(
        article_head(),
        vec![list("sources", source()), list("propositions", proposition()), list("layers", layer)],
    )
}

/// The columns with those in place that stood in tables of their own.
fn within(head: Vec<Column>, own: Vec<Column>) -> Vec<Column> {
    let head = head.into_iter().filter(|column| !matches!(column.shape, Shape::Elsewhere));
    head.chain(own).collect()
}
